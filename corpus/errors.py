"""The one exception tree of the corpus: what a user can mend."""


class CorpusError(Exception):
    """Something a user can mend; the message says what was found, what was expected, where, and the remedy."""


class StoreError(CorpusError):
    """The store cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""
