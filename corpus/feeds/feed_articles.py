"""From an entry of a feed to the source of an article: its page, or the feed's own text instead."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.errors import CorpusError
from corpus.feeds.feed import FeedEntry, ParsedFeed
from corpus.feeds.feed_fetching import Fetched, Fetcher, Refusal, read_refusal
from corpus.feeds.feed_notes import FeedNote, FeedNoteKind
from corpus.feeds.feed_store import State
from corpus.metadata import GivenMetadata, from_url
from corpus.outlets import outlet_of_name, outlet_of_url
from corpus.sources.sources import Source
from corpus.sources.web_page import as_utf8, plain_address

LARGEST_PAGE_BYTES = 5_000_000
MOST_ATTEMPTS = 3
"""Runs in which a page is asked for that cannot be reached just now."""
_SUMMARY_CHARACTERS = 500
"""Of HTML: up to here a feed's own text is a teaser, and the page is not parsed to compare them."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PARTS = re.compile(r"\s+[|–—:»·-]+\s+|:\s+")


Measure = Callable[[Source], int]
"""The characters of the report in a source; a `CorpusError` if it holds none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An entry that is new or changed."""

    entry: FeedEntry
    key: str
    attempts: int
    """Runs in which its page was asked for in vain."""
    has_page: bool
    """Whether the store has the article from its page, of an earlier state of the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of an entry: its source, or why there is none."""

    wanted: Wanted
    source: Source | None
    spare: Source | None
    """The feed's own text, for when the page turns out to hold no report."""
    state: State
    why: str | None
    """Why the page was not taken, or nothing at all."""
    attempts: int
    """`MOST_ATTEMPTS` where asking again is of no use."""
    from_spare: bool = False
    wait_s: float | None = None
    """The server asked not to be asked again for so long; the entry is still to be taken."""

    @property
    def note(self) -> FeedNote | None:
        """What is told of an entry that was not taken from its page now."""
        if self.why is None or self.state == "failed":
            return None
        kind: FeedNoteKind = "kept as it was" if self.state == "page" else "taken from the feed"
        return FeedNote(kind=kind, address=self.wanted.entry.url or self.wanted.key, why=self.why)


def take_entry(
    wanted: Wanted, feed_url: str, feed: ParsedFeed, *, fetcher: Fetcher, measure: Measure | None
) -> Taken:
    """What becomes of one entry: its page is fetched, or the feed's own text stands in for it."""
    entry = wanted.entry
    text = _feed_text(wanted, feed_url, feed)
    if entry.url is None:
        link = f"its link {entry.refused_link!r} is no web address"
        return _instead(wanted, text, link if entry.refused_link else "it has no link", None)
    try:
        page = fetcher.fetch(entry.url, largest_bytes=LARGEST_PAGE_BYTES)
    except CorpusError as error:
        refusal = read_refusal(error)
        answered = f"page answered {refusal.status}"
        return _instead(wanted, text, answered if refusal.status else f"page: {error}", refusal)
    kind = (page.content_type or "text/html").split(";")[0].strip().lower()
    if page.status >= 400 or kind not in _HTML or not page.body.strip():
        answer = f"page answered {page.status}" if page.status >= 400 else f"page is {kind}"
        return _instead(wanted, text, answer if page.body.strip() else "page is empty", None)
    source = _page_source(wanted, page, feed_url, feed)
    why = _shortfall(source, text, measure)
    if why is not None:
        return _instead(wanted, text, why, None)
    return Taken(
        wanted=wanted,
        source=source,
        spare=text,
        state="page",
        why=None,
        attempts=MOST_ATTEMPTS,
    )


def _shortfall(page: Source, text: Source | None, measure: Measure | None) -> str | None:
    """Why the feed's own text is better than the page, as it is behind a paywall."""
    if text is None or measure is None or len(text.data) < _SUMMARY_CHARACTERS:
        return None
    try:
        own = measure(text)
    except CorpusError:
        return None
    try:
        found = measure(page)
    except CorpusError:
        return "page holds no report"
    return f"page shows {found:,} characters, the feed {own:,}" if found < own else None


def _instead(wanted: Wanted, text: Source | None, why: str, refusal: Refusal | None) -> Taken:
    """The feed's own text where the page cannot be had; a page taken earlier is kept."""
    if wanted.has_page:
        state: State = "page"
    elif text is not None:
        state = "feed text"
    else:
        state = "failed"
        why = f"{why}, and the feed has no text of its own"
    passing = refusal is not None and refusal.is_passing
    return Taken(
        wanted=wanted,
        source=None if wanted.has_page else text,
        spare=None,
        state=state,
        why=why,
        attempts=min(wanted.attempts + 1, MOST_ATTEMPTS) if passing else MOST_ATTEMPTS,
        wait_s=refusal.retry_after_s if refusal is not None and refusal.is_busy else None,
    )


def article_key(entry: FeedEntry, feed_url: str) -> str:
    """The identity of an entry's article: its address, else the feed's with the entry's own id."""
    return plain_address(entry.url) if entry.url else f"{feed_url}#{entry.identity}"


def _page_source(wanted: Wanted, page: Fetched, feed_url: str, feed: ParsedFeed) -> Source:
    address = plain_address(page.url)
    return Source(
        key=wanted.key,
        source=address,
        format="html",
        data=as_utf8(page.body, page.charset),
        given=_given(wanted.entry, address, feed_url, feed),
    )


def _feed_text(wanted: Wanted, feed_url: str, feed: ParsedFeed) -> Source | None:
    """The text of the entry itself as a page; None where it has none."""
    entry = wanted.entry
    if entry.html is None:
        return None
    address = plain_address(entry.url) if entry.url else None
    page = f'<!DOCTYPE html><meta charset="utf-8"><body><article>{entry.html}</article>'
    return Source(
        key=wanted.key,
        source=address or wanted.key,
        format="html",
        data=page.encode("utf-8", "replace"),
        given=_given(entry, address, feed_url, feed),
    )


def _given(entry: FeedEntry, address: str | None, feed_url: str, feed: ParsedFeed) -> GivenMetadata:
    published = entry.published or entry.updated
    # An update may come long after the day that the article's own address names.
    if entry.published is None and address and from_url(address).published is not None:
        published = None
    return GivenMetadata(
        title=entry.title,
        outlet=_outlet(entry, address, feed_url, feed),
        published=published,
        url=address,
        authors=entry.authors,
        origin="feed",
    )


def _outlet(entry: FeedEntry, address: str | None, feed_url: str, feed: ParsedFeed) -> str | None:
    """Whom the entry names as its source, else the feed's own outlet, if the article is on its site."""
    if entry.outlet:
        return _known_outlet(entry.outlet) or entry.outlet
    if address and not _same_site(address, feed_url) and not _same_site(address, feed.site):
        return outlet_of_url(address)
    known = _known_outlet(feed.title) if feed.title else None
    return known or outlet_of_url(address or feed_url) or feed.title


def _known_outlet(title: str) -> str | None:
    """The outlet that a feed's title, or a part of it such as `Outlet | Markets`, names."""
    names = (title, *_PARTS.split(title))
    return next((known for name in names if name and (known := outlet_of_name(name))), None)


def _same_site(address: str, other: str | None) -> bool:
    """Whether one host is the other, or below it, or both are below the same two labels."""
    hosts = [(urlsplit(one).hostname or "").removeprefix("www.") for one in (address, other or "")]
    if not all(hosts):
        return False
    first, second = hosts
    shared = first.split(".")[-2:] == second.split(".")[-2:] and len(first.split(".")[-2]) > 3
    return first == second or shared or first.endswith("." + second) or second.endswith("." + first)
