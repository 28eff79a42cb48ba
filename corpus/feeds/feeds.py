"""Following feeds: ask each what is new, fetch the pages of new entries, take them in, remember it.

Feeds are asked several at once, in threads that only fetch and parse; the thread that called is the
one writer. A feed that fails is recorded and never stops the others.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event
from typing import cast

from corpus.errors import CorpusError
from corpus.feeds.feed import ParsedFeed
from corpus.feeds.feed_articles import (
    MOST_ATTEMPTS,
    Measure,
    Taken,
    Wanted,
    article_key,
    take_entry,
)
from corpus.feeds.feed_batches import Add, known_entry, store_batch
from corpus.feeds.feed_fetching import Fetched, Fetcher, asked_pause, pause_after, read_refusal
from corpus.feeds.feed_finding import Answer, FoundFeed, Parse, ask_feed
from corpus.feeds.feed_notes import FeedNote
from corpus.feeds.feed_outcomes import FeedOutcome, FeedSummary, remove_command, waiting_outcome
from corpus.feeds.feed_store import (
    Feed,
    add_feed,
    is_taken_elsewhere,
    migrate,
    read_entries,
    read_feeds,
    write_entries,
    write_feed,
)
from corpus.store import Store

AT_ONCE = 8
"""Feeds asked at the same time."""
BATCH = 25
"""Entries whose pages are fetched before they are stored: what a kill may cost to fetch again."""
MANY_FAILURES = 10
"""In a row, a day or more of them, from which removing the feed is suggested."""


def follow_feed(store: Store, found: FoundFeed, now: datetime) -> Feed:
    """The feed, which is followed from now on; its entries come with the next update."""
    migrate(store)
    return add_feed(store, found.url, found.feed.title, now)


def update_feeds(
    store: Store,
    feeds: Sequence[Feed],
    *,
    fetcher: Fetcher,
    parse: Parse,
    add: Add,
    on_feed: Callable[[FeedOutcome], None],
    now: datetime,
    measure: Measure | None = None,
    force: bool = False,
) -> FeedSummary:
    """Take in what is new in `feeds` and return what became of each.

    `fetcher`, `parse` and `measure` are called from several threads, `add` and `on_feed` from this
    one only. `force` asks those too whose time has not come. Without `measure` a page is preferred
    to the feed's own text even where it shows less.

    Raises:
        StoreError: the store cannot be written; what was taken in so far stays.
    """
    migrate(store)
    update = _Update(store=store, fetcher=fetcher, parse=parse, add=add, now=now, measure=measure)
    outcomes = []
    for outcome in update.run(feeds, force=force):
        on_feed(outcome)
        outcomes.append(outcome)
    return FeedSummary(outcomes=tuple(outcomes))


@dataclass(slots=True, kw_only=True)
class _Progress:
    """One feed on its way: what is still to be fetched, and what became of the rest."""

    feed: Feed
    fetched: Fetched
    parsed: ParsedFeed
    outcome: FeedOutcome
    pending: list[Wanted] = field(default_factory=list)
    settled: bool = True
    """Whether no entry has to be asked for again, so that the ETag may be kept."""
    wait_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Update:
    """One run. `check` and `fetch` run in threads, everything else in the one that writes."""

    store: Store
    fetcher: Fetcher
    parse: Parse
    add: Add
    now: datetime
    measure: Measure | None
    stop: Event = field(default_factory=Event)
    claimed: dict[str, int] = field(default_factory=dict)
    """Which feed of this run brings the article of a key."""

    def run(self, feeds: Sequence[Feed], *, force: bool) -> Iterator[FeedOutcome]:
        """Work through the feeds and yield each one's outcome when it is done."""
        checks: dict[Future[Answer], Feed] = {}
        fetches: dict[Future[list[Taken]], _Progress] = {}
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="feed") as pool:
            try:
                for feed in feeds:
                    if feed.next_check_at and feed.next_check_at > self.now and not force:
                        yield waiting_outcome(feed)
                    else:
                        checks[pool.submit(self.check, feed)] = feed
                while checks or fetches:
                    running = cast("list[Future[object]]", [*checks, *fetches])
                    wait(running, return_when=FIRST_COMPLETED)
                    moved = [self.checked(one, checks) for one in list(checks) if one.done()]
                    moved += [self.stored(one, fetches) for one in list(fetches) if one.done()]
                    for one in moved:
                        if isinstance(one, _Progress) and one.pending:
                            batch = [one.pending.pop(0) for _ in one.pending[:BATCH]]
                            fetches[pool.submit(self.fetch, one, batch)] = one
                        else:
                            yield self.finish(one) if isinstance(one, _Progress) else one
            finally:
                # Of the pages that are still to be fetched, none is begun any more.
                self.stop.set()
                pool.shutdown(wait=False, cancel_futures=True)

    def check(self, feed: Feed) -> Answer:
        """What the feed says now."""
        marks = {"etag": feed.etag, "last_modified": feed.last_modified}
        answer = ask_feed(feed.url, fetcher=self.fetcher, parse=self.parse, **marks)
        if answer.feed is not None and answer.feed.kind == "web page":
            raise CorpusError(f"{feed.url}: answers with a web page, not with a feed")
        return answer

    def fetch(self, progress: _Progress, batch: list[Wanted]) -> list[Taken]:
        """The sources of a batch of entries, up to where the server asks to be left alone."""
        taken: list[Taken] = []
        for wanted in batch:
            if self.stop.is_set() or (taken and taken[-1].wait_s is not None):
                break
            one = take_entry(
                wanted,
                progress.feed.url,
                progress.parsed,
                fetcher=self.fetcher,
                measure=self.measure,
            )
            taken.append(one)
        return taken

    def checked(
        self, future: Future[Answer], checks: dict[Future[Answer], Feed]
    ) -> _Progress | FeedOutcome:
        """What is to be fetched of a feed that answered, or the outcome if that is nothing."""
        feed = checks.pop(future)
        try:
            answer = future.result()
        except CorpusError as error:
            return self.failed(feed, error)
        if answer.feed is None:
            write_feed(self.store, feed, self.now, failures=0, last_error=None, next_check_at=None)
            outcome = FeedOutcome(url=feed.url, title=feed.title, outcome="not modified")
            return self.moved(feed, answer.fetched, outcome)
        return self.planned(feed, answer.fetched, answer.feed)

    def planned(self, feed: Feed, fetched: Fetched, parsed: ParsedFeed) -> _Progress:
        """The entries that are new or changed, of those that no other feed brings."""
        notes = [FeedNote(kind="flaw", why=parsed.flaw)] if parsed.flaw else []
        if parsed.left_out:
            notes.append(FeedNote(kind="left out", count=parsed.left_out))
        outcome = FeedOutcome(
            url=feed.url, title=parsed.title or feed.title, outcome="read", notes=tuple(notes)
        )
        progress = _Progress(feed=feed, fetched=fetched, parsed=parsed, outcome=outcome)
        known = read_entries(self.store, feed)
        pages = {entry.key for entry in known.values() if entry.state == "page"}
        elsewhere = []
        for entry in parsed.entries:
            before = known.get(entry.identity)
            same = before is not None and before.digest == entry.digest
            if before is not None and same and before.attempts >= MOST_ATTEMPTS:
                continue
            key = before.key if before is not None else article_key(entry, feed.url)
            owner = self.claimed.setdefault(key, feed.feed_id)
            if owner != feed.feed_id:
                progress.settled = False  # it may fail there: it is looked at again next time
            elif any(one.key == key for one in progress.pending) or is_taken_elsewhere(
                self.store, feed, key
            ):
                elsewhere.append(known_entry(entry, key, "elsewhere"))
            else:
                attempts = before.attempts if before is not None and same else 0
                wanted = Wanted(entry=entry, key=key, attempts=attempts, has_page=key in pages)
                progress.pending.append(wanted)
        if elsewhere:
            write_entries(self.store, feed, elsewhere, self.now)
        return progress

    def stored(
        self,
        future: Future[list[Taken]],
        fetches: dict[Future[list[Taken]], _Progress],
    ) -> _Progress:
        """How far the feed is after the batch was stored."""
        progress, taken = fetches.pop(future), future.result()
        result = store_batch(self.store, progress.feed, taken, add=self.add, now=self.now)
        waits = [one.wait_s for one in taken if one.wait_s is not None]
        if waits:
            progress.wait_s = max(waits)
            progress.pending.clear()
        progress.settled = progress.settled and result.settled and not waits
        before = progress.outcome
        progress.outcome = replace(
            before,
            added=before.added + result.added,
            unchanged=before.unchanged + result.unchanged,
            updated=before.updated + result.updated,
            failed=(*before.failed, *result.failed),
            notes=(*before.notes, *result.notes),
            kept=(*before.kept, *result.kept),
        )
        return progress

    def finish(self, progress: _Progress) -> FeedOutcome:
        """Record that the feed was read, and its ETag now that all of its entries are stored."""
        feed, outcome, fetched = progress.feed, progress.outcome, progress.fetched
        wait_s = progress.wait_s
        write_feed(
            self.store,
            feed,
            self.now,
            title=outcome.title,
            failures=0,
            last_error=None,
            etag=fetched.etag if progress.settled else feed.etag,
            last_modified=fetched.last_modified if progress.settled else feed.last_modified,
            changed_at=self.now if outcome.added + outcome.updated else feed.changed_at,
            next_check_at=None if wait_s is None else self.now + asked_pause(wait_s),
        )
        return self.moved(feed, fetched, outcome)

    def moved(self, feed: Feed, fetched: Fetched, outcome: FeedOutcome) -> FeedOutcome:
        """The outcome, with a word on the feed's new address if it moved there for good."""
        moved = fetched.moved_permanently_to
        if moved is None or moved == feed.url:
            return outcome
        note = FeedNote(kind="moved", address=moved)
        if any(other.url == moved for other in read_feeds(self.store)):
            command = remove_command(feed.url)
            note = FeedNote(kind="moved onto another", address=moved, command=command)
        else:
            write_feed(self.store, feed, self.now, url=moved)
        return replace(outcome, notes=(*outcome.notes, note))

    def failed(self, feed: Feed, error: CorpusError) -> FeedOutcome:
        """Record that the feed failed, and when to ask it again."""
        failures = feed.failures + 1
        refusal = read_refusal(error)
        pause = pause_after(refusal, failures)
        message = str(error)
        write_feed(
            self.store,
            feed,
            self.now,
            failures=failures,
            last_error=message,
            next_check_at=self.now + pause if pause else None,
        )
        if refusal.is_final or failures >= MANY_FAILURES:
            why = (
                "it is gone for good"
                if refusal.is_final
                else f"it failed {failures} times in a row"
            )
            message += f" ({why}; remove it with: {remove_command(feed.url)})"
        return FeedOutcome(url=feed.url, title=feed.title, outcome="failed", message=message)
