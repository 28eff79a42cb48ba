"""What feeds need of the HTTP client: how it is asked, what it answers, and what its errors tell."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from corpus.errors import CorpusError

FIRST_PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=24)
"""Between checks of a feed that fails: none after the first failure, then doubled each time."""
LONGEST_ASKED = timedelta(days=7)
"""The longest that a server may ask to be left alone."""

_GONE = 410
_BUSY = frozenset({429, 503})
_PASSING_STATUS = frozenset({408, 425, 429})
_PASSING_FAILURE = frozenset({"network", "time"})


class Fetched(Protocol):
    """What `Fetcher.fetch` returns."""

    @property
    def url(self) -> str:
        """Address after redirects."""

    @property
    def status(self) -> int:
        """HTTP status."""

    @property
    def not_modified(self) -> bool:
        """Whether the server said that nothing changed since."""

    @property
    def content_type(self) -> str | None:
        """Media type without parameters."""

    @property
    def charset(self) -> str | None:
        """As declared in the header."""

    @property
    def body(self) -> bytes:
        """The bytes, not compressed."""

    @property
    def etag(self) -> str | None:
        """For the next conditional request."""

    @property
    def last_modified(self) -> str | None:
        """For the next conditional request."""

    @property
    def moved_permanently_to(self) -> str | None:
        """The address to use from now on."""


class Fetcher(Protocol):
    """The HTTP client; used by several threads at once."""

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        largest_bytes: int | None = None,
    ) -> Fetched:
        """What the address answers.

        Raises:
            CorpusError: nothing usable; its fields `status` and `retry_after_s` say more.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What an error of the client tells of the server."""

    status: int | None
    """The HTTP status, where the server sent one."""
    retry_after_s: float | None
    is_passing: bool
    """Whether asking again later may help."""

    @property
    def is_busy(self) -> bool:
        """Whether the server asks not to be asked for a while."""
        return self.status in _BUSY

    @property
    def is_final(self) -> bool:
        """Whether the server says that nothing will ever be there again."""
        return self.status == _GONE


def read_refusal(error: CorpusError) -> Refusal:
    """What the error tells; an error that is not of the client will not pass by waiting."""
    status = getattr(error, "status", None)
    if status is not None:
        passing = status in _PASSING_STATUS or status >= 500
    else:
        passing = getattr(error, "failure", None) in _PASSING_FAILURE
    return Refusal(
        status=status,
        retry_after_s=getattr(error, "retry_after_s", None),
        is_passing=passing,
    )


def pause_after(refusal: Refusal, failures: int) -> timedelta:
    """How long a feed is left alone after so many failures in a row, of which this is the last."""
    pause = timedelta(0)
    if refusal.is_final:
        pause = LONGEST_PAUSE
    elif failures >= 2:
        pause = min(FIRST_PAUSE * 2 ** min(failures - 2, 10), LONGEST_PAUSE)
    asked = refusal.retry_after_s
    return pause if asked is None else max(pause, asked_pause(asked))


def asked_pause(seconds: float) -> timedelta:
    """The wait that a server asks for, at most `LONGEST_ASKED`."""
    return min(timedelta(seconds=max(0.0, min(seconds, 1e9))), LONGEST_ASKED)
