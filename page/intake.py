"""Changes to the articles that a person makes on the page, each followed by the index: add, follow, correct, remove.

What is done is the library's, as the commands use it; here it is only called under the page's lock, with its progress
as rows that come while it runs.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import rag
from corpus.article import Article
from corpus.build import Summary, add_articles, remove_articles
from corpus.correction import correct_article, undo_correction
from corpus.feeds.feed_fetching import Fetcher
from corpus.feeds.feed_finding import find_feed
from corpus.feeds.feed_outcomes import FeedOutcome, FeedSummary
from corpus.feeds.feed_store import Feed, migrate, read_feed, read_feeds, remove_feed
from corpus.feeds.feeds import follow_feed, update_feeds
from corpus.parsing import measure_report, parse_feed
from corpus.sources.counting import count_sources
from corpus.sources.intake import is_address
from corpus.store import Store
from page.refusals import PageError
from page.service import Service
from rag.build import update_index

Row = dict[str, Any]
Tell = Callable[[Row], None]
OpenFetcher = Callable[[], AbstractContextManager[Fetcher]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a run came to."""

    summary: Summary | None
    outcomes: tuple[FeedOutcome, ...]
    passages: int
    """Made and indexed."""
    seconds: float


def run_job(work: Callable[[Tell], Done]) -> Iterator[Row | Done]:
    """Yield the rows that `work` tells while it runs in a thread of its own, then what it came to.

    It runs to its end even where nobody listens any more: a window that is closed stops no half-done run.

    Raises:
        RagError: as `work`.
        CorpusError: as `work`.
    """
    told: SimpleQueue[Row | Done | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            told.put(work(told.put))
        except BaseException as error:  # noqa: BLE001 - raised again where the rows are read
            # Also what nobody foresaw: else whoever waits for rows would wait for ever.
            told.put(error)

    threading.Thread(target=run, name="intake", daemon=True).start()
    while True:
        row = told.get()
        if isinstance(row, BaseException):
            raise row
        yield row
        if isinstance(row, Done):
            return


def add_files(service: Service, files: Sequence[Path], tell: Tell) -> Done:
    """Add uploaded files; one uploaded again under its name is the same article."""
    folder = service.data_dir / "uploads"  # a file's path is its identity, so it must not vary
    embedder, began = service.embedder, time.monotonic()
    with service.writing:
        try:
            # What a run that was killed left there is nobody's of this batch.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for file in files:
                shutil.copyfile(file, folder / file.name)
            paths = sorted(folder.iterdir())
            articles = [path for path in paths if path.name != "metadata.jsonl"] or paths
            progress = _Progress(tell, count_sources(articles), f"{folder}{os.sep}")
            summary = rag.add_articles(
                articles,
                data_dir=service.data_dir,
                embedder=embedder,
                on_article=progress.article,
                on_passages=progress.passage,
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return progress.done(summary, began)


def add_addresses(service: Service, urls: Sequence[str], tell: Tell) -> Done:
    """Add the pages at web addresses. Raises: PageError for what is no address."""
    check_addresses(urls)
    embedder, began = service.embedder, time.monotonic()
    progress = _Progress(tell, len(urls), "")
    with service.writing:
        summary = rag.add_articles(
            list(urls),
            data_dir=service.data_dir,
            embedder=embedder,
            on_article=progress.article,
            on_passages=progress.passage,
        )
    return progress.done(summary, began)


def check_addresses(urls: Sequence[str]) -> None:
    """Refuse what is no address of the web: a path of this machine must not be read from afar."""
    for url in urls:
        if not is_address(url) or not url.lower().startswith(("http://", "https://")):
            raise PageError("address.wrong", address=f"{url!r:.200}")
    if not urls:
        raise PageError("address.none")


def follow(service: Service, url: str, tell: Tell, open_fetcher: OpenFetcher) -> Done:
    """Follow a feed, or the one that a page names, and take its articles in."""
    check_addresses([url])
    with open_fetcher() as fetcher:
        tell({"stage": "feed", "name": url})
        found = find_feed(url, fetcher=fetcher, parse=parse_feed)
        with service.writing:
            follow_feed(service.store, found, datetime.now(UTC))
    return refresh_feeds(service, (found.url,), tell, open_fetcher)


def refresh_feeds(
    service: Service, urls: Sequence[str], tell: Tell, open_fetcher: OpenFetcher
) -> Done:
    """Ask feeds that are followed, all where none is named, and take in what is new."""
    store, embedder, began = service.store, service.embedder, time.monotonic()
    migrate(store)
    feeds = [read_feed(store, url) for url in urls] or list(read_feeds(store))
    progress = _Progress(tell, 0, "")
    with service.writing, open_fetcher() as fetcher:
        done = update_feeds(
            store,
            feeds,
            fetcher=fetcher,
            parse=parse_feed,
            measure=measure_report,
            add=lambda sources: add_articles(store, sources, on_article=progress.article),
            on_feed=lambda one: tell({"stage": "feed", "name": one.title or one.url}),
            now=datetime.now(UTC),
            force=bool(urls),
        )
        if done.added + done.updated:
            update_index(store, embedder, on_passages=progress.passage)
    return replace(progress.done(_sum_up(done), began), outcomes=done.outcomes)


def read_followed(store: Store) -> tuple[Feed, ...]:
    """Return the feeds that are followed."""
    migrate(store)
    return tuple(read_feeds(store))


def unfollow(service: Service, url: str) -> None:
    """Follow a feed no longer; its articles stay. Raises: CorpusError where it is not followed."""
    with service.writing:
        migrate(service.store)
        read_feed(service.store, url)
        remove_feed(service.store, url)


def correct(service: Service, article_id: str, *, outlet: str, published: str) -> Article:
    """Correct an article by hand; see `corpus.correction`."""
    embedder = service.embedder
    with service.writing:
        article = correct_article(
            service.store, article_id, outlet=outlet or None, published=published or None
        )
        update_index(service.store, embedder)
    return article


def undo(service: Service, article_id: str) -> Article:
    """Take what the source says again; see `corpus.correction`."""
    embedder = service.embedder
    with service.writing:
        article = undo_correction(service.store, article_id)
        update_index(service.store, embedder)
    return article


def remove(service: Service, article_ids: Sequence[str]) -> int:
    """Remove articles, all or none, and return how many."""
    embedder = service.embedder
    with service.writing:
        remove_articles(service.store, article_ids)
        update_index(service.store, embedder)
    return len(set(article_ids))


def _sum_up(done: FeedSummary) -> Summary:
    return Summary(
        added=done.added,
        unchanged=sum(one.unchanged for one in done.outcomes),
        updated=done.updated,
        failed=tuple(failure for one in done.outcomes for failure in one.failed),
        kept=tuple(name for one in done.outcomes for name in one.kept),
    )


class _Progress:
    """Tells how far a run is; names of files are told without the folder that they stand in."""

    def __init__(self, tell: Tell, total: int, folder: str) -> None:
        self._tell = tell
        self._total = total
        self._folder = folder
        self._done = self._passages = 0

    def article(self, name: str, outcome: str) -> None:
        self._done += 1
        # The count is an estimate: a file of rows may hold more or fewer.
        total = max(self._done, self._total)
        told = name.replace(self._folder, "") if self._folder else name
        self._tell(
            {
                "stage": "articles",
                "name": told,
                "outcome": outcome,
                "done": self._done,
                "total": total,
            }
        )

    def passage(self, done: int, total: int) -> None:
        self._passages = done
        self._tell({"stage": "passages", "done": done, "total": max(done, total)})

    def done(self, summary: Summary, began: float) -> Done:
        failed = summary.failed
        if self._folder:
            failed = tuple(
                replace(one, reason=one.reason.replace(self._folder, "")) for one in failed
            )
        return Done(
            summary=replace(summary, failed=failed),
            outcomes=(),
            passages=self._passages,
            seconds=time.monotonic() - began,
        )
