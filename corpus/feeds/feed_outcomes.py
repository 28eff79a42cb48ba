"""What a person is told of a run over the feeds."""

from dataclasses import dataclass
from typing import Literal

from corpus.feeds.feed_notes import FeedNote
from corpus.feeds.feed_store import Feed
from corpus.sources.sources import SourceFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOutcome:
    """What became of one feed in one run."""

    url: str
    title: str | None
    outcome: Literal["read", "not modified", "waiting", "failed"]
    added: int = 0
    unchanged: int = 0
    updated: int = 0
    failed: tuple[SourceFailure, ...] = ()
    """Entries of which no article could be made."""
    kept: tuple[str, ...] = ()
    """Updated articles whose outlet or date stayed as a person had corrected it."""
    notes: tuple[FeedNote, ...] = ()
    message: str | None = None
    """Why the feed failed or waits, and the command that mends it."""
    due: str | None = None
    """Of a feed that waits, the time before which it is not asked again, as ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSummary:
    """What became of the feeds of one run, in the order in which they were done."""

    outcomes: tuple[FeedOutcome, ...]

    @property
    def added(self) -> int:
        """Articles that are new."""
        return sum(one.added for one in self.outcomes)

    @property
    def updated(self) -> int:
        """Articles that have a new version."""
        return sum(one.updated for one in self.outcomes)

    @property
    def failed(self) -> int:
        """Feeds that failed."""
        return sum(one.outcome == "failed" for one in self.outcomes)


def waiting_outcome(feed: Feed) -> FeedOutcome:
    """The outcome of a feed whose time has not come."""
    due = feed.next_check_at.isoformat(timespec="minutes") if feed.next_check_at else None
    why = f"; it failed with: {feed.last_error}" if feed.last_error else ", as its server asked"
    return FeedOutcome(
        url=feed.url,
        title=feed.title,
        outcome="waiting",
        message=f"is not asked again before {due or 'now'}{why} (ask it now with: python -m corpus feed"
        f" update {feed.url})",
        due=due,
    )


def remove_command(url: str) -> str:
    """The command that stops following a feed."""
    return f"python -m corpus feed remove {url}"
