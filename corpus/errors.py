"""The one exception tree of the corpus: what a user can mend."""

from typing import Literal

FetchFailure = Literal["address", "robots", "status", "network", "time", "size", "content"]
"""`address`: the URL, or where it leads, is refused; `network`: no connection or a broken one;
`content`: an answer that cannot be read."""


class CorpusError(Exception):
    """Something a user can mend; the message says what was found, what was expected, where, and the remedy."""


class StoreError(CorpusError):
    """The store cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class FetchError(CorpusError):
    """A URL was refused, or what it names could not be fetched."""

    def __init__(
        self,
        message: str,
        *,
        failure: FetchFailure,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.failure = failure
        self.status = status
        """The HTTP status, where the server sent one."""
        self.retry_after_s = retry_after_s
        """How long the server asks to wait before the next try, in seconds from the answer."""
