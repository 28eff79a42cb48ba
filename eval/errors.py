"""What a person can mend: a bad row, a missing file, a page that does not start."""


class EvalError(Exception):
    """The message says what was found, what was expected, where, and the remedy."""
