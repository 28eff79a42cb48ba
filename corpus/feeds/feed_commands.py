"""The commands `python -m corpus feed add|list|update|remove`.

What they need of the network, of a child process and of the index is a `Wiring`, which the command
line gives as the object of its context: `app(obj=Wiring(...))`.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from corpus.build import Summary
from corpus.console import AsJson, DataDir, Index, open_store, print_json, print_line, print_table
from corpus.corrections import kept_lines
from corpus.errors import CorpusError, StoreError
from corpus.feeds.feed_articles import Measure
from corpus.feeds.feed_fetching import Fetcher
from corpus.feeds.feed_finding import Parse, find_feed
from corpus.feeds.feed_outcomes import FeedOutcome, FeedSummary
from corpus.feeds.feed_store import Feed, migrate, read_feed, read_feeds, remove_feed
from corpus.feeds.feeds import follow_feed, update_feeds
from corpus.feeds.interval import read_interval, repeat
from corpus.sources.sources import Source
from corpus.store import Store

Urls = Annotated[list[str], typer.Argument(help="Addresses of feeds.", metavar="URL...")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What the commands are given."""

    open_fetcher: Callable[[], AbstractContextManager[Fetcher]]
    parse: Parse
    measure: Measure
    add: Callable[[Store, Iterable[Source]], Summary]
    index: Callable[[Store], object]
    """Makes what was added searchable."""
    sleep: Callable[[float], None] = time.sleep


app = typer.Typer(
    help="Follow feeds (RSS, Atom, JSON Feed) and take in their articles.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def add(
    context: typer.Context,
    urls: Annotated[
        list[str],
        typer.Argument(help="Feeds, or pages that name one.", metavar="URL..."),
    ],
    data_dir: DataDir = None,
) -> None:
    """Follow feeds, or the feeds that pages name; each is asked at once whether it is one."""
    wiring = _wiring(context)
    with _open(data_dir, create=True) as store, wiring.open_fetcher() as fetcher:
        failed = [url for url in urls if not _follow(store, url, fetcher, wiring.parse)]
    if len(failed) < len(urls):
        print_line("take their articles in with: python -m corpus feed update")
    if failed:
        raise typer.Exit(1)


@app.command("list")
def list_feeds(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List the feeds that are followed, in the order in which they were added."""
    with _open(data_dir) as store:
        feeds = read_feeds(store)
    if as_json:
        for feed in feeds:
            print_json(_feed_fields(feed))
    elif feeds:
        _show_table(feeds)
    else:
        print_line(_NO_FEEDS)


@app.command()
def update(
    context: typer.Context,
    urls: Annotated[
        list[str] | None,
        typer.Argument(help="Only these feeds, even before their time.", metavar="[URL...]"),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option("--every", help="Again and again, such as 15m, until Ctrl-C."),
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
    index: Index = True,
) -> None:
    """Ask the feeds what is new and take it in."""
    wiring = _wiring(context)
    every_s = None if every is None else read_interval(every)
    with _open(data_dir) as store, wiring.open_fetcher() as fetcher:

        def once() -> FeedSummary:
            feeds = _chosen(store, urls or ())
            # Named once a feed is asked at once; in a loop it keeps to its time like the others.
            force = bool(urls) and every is None
            summary = _update(store, feeds, fetcher, wiring, force=force, as_json=as_json)
            if index and summary.added + summary.updated:
                wiring.index(store)
            return summary

        if every_s is None:
            failed = once().failed
        else:
            failed = 0
            repeat(once, every_s, sleep=wiring.sleep, on_error=_tell_error)
            print_line("stopped; what was taken in stays")
    if failed:
        raise typer.Exit(1)


@app.command()
def remove(urls: Urls, data_dir: DataDir = None) -> None:
    """Follow feeds no longer; the articles that they brought stay."""
    with _open(data_dir) as store:
        for url in urls:
            read_feed(store, url)
        for url in dict.fromkeys(urls):
            remove_feed(store, url)
            print_line(f"removed {url}; its articles stay")


def _wiring(context: typer.Context) -> Wiring:
    wiring = context.find_object(Wiring)
    if wiring is None:
        raise TypeError("the commands of feeds need a Wiring as the object of their context")
    return wiring


_NO_FEEDS = "no feed is followed yet; follow one with: python -m corpus feed add URL"


def _open(data_dir: Path | None, *, create: bool = False) -> Store:
    store = open_store(data_dir, create=create)
    try:
        migrate(store)
    except StoreError:
        store.close()
        raise
    return store


def _follow(store: Store, url: str, fetcher: Fetcher, parse: Parse) -> bool:
    try:
        found = find_feed(url, fetcher=fetcher, parse=parse)
        followed = {feed.url for feed in read_feeds(store)}
        follow_feed(store, found, datetime.now(UTC))
    except StoreError:
        raise
    except CorpusError as error:
        print_line(f"failed: {error}", error=True)
        return False
    what = "is followed already" if found.url in followed else "is followed now"
    title = found.feed.title or "without a title"
    print_line(
        f"{found.url} {what}: {title} ({found.feed.kind}, {len(found.feed.entries)} entries)"
    )
    if found.feed.flaw:
        print_line(f"  read in spite of a flaw: {found.feed.flaw}")
    for other in found.others:
        print_line(f"  the page also names {other}")
    return True


def _chosen(store: Store, urls: Sequence[str]) -> Sequence[Feed]:
    feeds = [read_feed(store, url) for url in dict.fromkeys(urls)] or read_feeds(store)
    if not feeds:
        raise CorpusError(_NO_FEEDS)
    return feeds


def _update(
    store: Store,
    feeds: Sequence[Feed],
    fetcher: Fetcher,
    wiring: Wiring,
    *,
    force: bool,
    as_json: bool,
) -> FeedSummary:
    summary = update_feeds(
        store,
        feeds,
        fetcher=fetcher,
        parse=wiring.parse,
        measure=wiring.measure,
        add=lambda sources: wiring.add(store, sources),
        on_feed=_tell_outcome_as_json if as_json else _tell_outcome,
        now=datetime.now(UTC),
        force=force,
    )
    if not as_json:
        asked = sum(one.outcome != "waiting" for one in summary.outcomes)
        print_line(
            f"{asked} of {len(summary.outcomes)} feeds asked: {summary.added} added,"
            f" {summary.updated} updated; {summary.failed} feeds failed"
        )
    return summary


def _tell_outcome(outcome: FeedOutcome) -> None:
    name = f"{outcome.title} ({outcome.url})" if outcome.title else outcome.url
    if outcome.outcome in {"failed", "waiting"}:
        print_line(
            f"{outcome.outcome}: {name}: {outcome.message}", error=outcome.outcome == "failed"
        )
        return
    counts = f"{outcome.added} added, {outcome.unchanged} unchanged, {outcome.updated} updated"
    nothing = not (outcome.added or outcome.unchanged or outcome.updated or outcome.failed)
    print_line(f"{name}: {'nothing new' if nothing else counts}")
    for line in kept_lines(outcome.kept):
        print_line(f"  {line}")
    for note in outcome.notes:
        print_line(f"  {note.text}")
    for failure in outcome.failed:
        print_line(f"  failed: {failure.source}: {failure.reason}", error=True)


def _tell_outcome_as_json(outcome: FeedOutcome) -> None:
    print_json({**asdict(outcome), "notes": [note.text for note in outcome.notes]})


def _feed_fields(feed: Feed) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(feed).items()
        if name not in {"feed_id", "etag", "last_modified"}
    }


def _show_table(feeds: Sequence[Feed]) -> None:
    rows = []
    for feed in feeds:
        checked = f"{feed.checked_at:%Y-%m-%d %H:%M}" if feed.checked_at else "never"
        state = f"failed {feed.failures} times: {feed.last_error}" if feed.failures else "well"
        rows.append((str(feed.entries), checked, feed.url, feed.title or "untitled", state))
    print_table(("entries", "checked", "feed", "title", "state"), rows, unbroken=2)


def _tell_error(error: CorpusError) -> None:
    print_line(f"error: {error}", error=True)
