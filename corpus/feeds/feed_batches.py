"""Storing a batch of entries: articles first, then the record that the entries were handled."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.build import Summary
from corpus.feeds.feed import FeedEntry
from corpus.feeds.feed_articles import MOST_ATTEMPTS, Taken
from corpus.feeds.feed_notes import FeedNote
from corpus.feeds.feed_store import Feed, KnownEntry, State, write_entries
from corpus.sources.sources import Source, SourceFailure
from corpus.store import Store

Add = Callable[[Iterable[Source]], Summary]
"""Takes sources in as articles, as `corpus.build.add_articles` does with its store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """What became of a batch."""

    added: int
    unchanged: int
    updated: int
    failed: tuple[SourceFailure, ...]
    notes: tuple[FeedNote, ...]
    kept: tuple[str, ...]
    """Updated articles whose outlet or date stayed as a person had corrected it."""
    settled: bool
    """Whether none of its entries has to be asked for again."""


def store_batch(
    store: Store, feed: Feed, taken: Sequence[Taken], *, add: Add, now: datetime
) -> BatchResult:
    """Take in the articles, then record their entries, and return what became of them.

    A page that turns out to hold no report is replaced by the feed's own text.
    """
    first = add([one.source for one in taken if one.source is not None])
    taken = [_with_spare(one, first) for one in taken]
    spares = [one.source for one in taken if one.source is not None and one.from_spare]
    second = add(spares) if spares else None
    failures = _reasons(second) if second else {}
    failures = _reasons(first, but={spare.source for spare in spares}) | failures
    taken = [_with_failure(one, failures) for one in taken]
    write_entries(
        store,
        feed,
        [known_entry(one.wanted.entry, one.wanted.key, one.state, one) for one in taken],
        now,
    )
    return BatchResult(
        added=first.added + (second.added if second else 0),
        unchanged=first.unchanged + (second.unchanged if second else 0),
        updated=first.updated + (second.updated if second else 0),
        failed=tuple(
            SourceFailure(source=_name(one), reason=one.why or "unknown")
            for one in taken
            if one.state == "failed"
        ),
        notes=tuple(one.note for one in taken if one.note is not None),
        kept=(*first.kept, *(second.kept if second else ())),
        settled=all(one.attempts >= MOST_ATTEMPTS for one in taken),
    )


def known_entry(entry: FeedEntry, key: str, state: State, taken: Taken | None = None) -> KnownEntry:
    """The record of an entry that was handled."""
    return KnownEntry(
        identity=entry.identity,
        key=key,
        digest=entry.digest,
        state=state,
        attempts=taken.attempts if taken else MOST_ATTEMPTS,
        note=_kept_note(taken) if taken else None,
    )


def _kept_note(taken: Taken) -> str | None:
    """As the store keeps it, beside the entry that it is of."""
    return f"{taken.note.kind}: {taken.why}" if taken.note else taken.why


def _reasons(summary: Summary, but: Iterable[str] = ()) -> dict[str, str]:
    return {one.source: one.reason for one in summary.failed if one.source not in but}


def _with_spare(one: Taken, summary: Summary) -> Taken:
    reason = _reasons(summary).get(one.source.source) if one.source else None
    if reason is None or one.spare is None:
        return one
    return replace(
        one, source=one.spare, spare=None, state="feed text", why=reason, from_spare=True
    )


def _with_failure(one: Taken, reasons: dict[str, str]) -> Taken:
    reason = reasons.get(one.source.source) if one.source else None
    if reason is None:
        return one
    if one.wanted.has_page:  # of an earlier state of the entry, and still in the store
        return replace(one, state="page", why=reason)
    return replace(one, state="failed", why=reason)


def _name(one: Taken) -> str:
    return one.wanted.entry.url or one.wanted.key
