"""Documents whose file is more than its text: PDF, Word, e-mail."""
