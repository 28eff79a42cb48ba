"""Question to plan: who is asked about, on what, when, where, and in what kind of way."""
