"""From an entry of a feed to the source of an article: its page, or the feed's own text instead."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from corpus.errors import CorpusError
from corpus.feed import FeedEntry, ParsedFeed
from corpus.feed_store import State
from corpus.metadata import GivenMetadata, from_url
from corpus.outlets import outlet_of_name, outlet_of_url
from corpus.sources import Source

LARGEST_PAGE_BYTES = 5_000_000
MOST_ATTEMPTS = 3
"""Runs in which a page is asked for that cannot be reached just now."""
_SUMMARY_CHARACTERS = 500
"""Of HTML: up to here a feed's own text is a teaser, and the page is not parsed to compare them."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|at_(?:medium|campaign)", re.I)
"""Parameters that say where a reader came from, not which page this is."""
_NOT_OF_PAGES = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
"""Codecs of Python that no page is written in; two of them take time with the square of it."""
_PARTS = re.compile(r"\s+[|–—:»·-]+\s+|:\s+")


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
    note: str | None
    attempts: int
    """`MOST_ATTEMPTS` where asking again is of no use."""
    from_spare: bool = False
    wait_s: float | None = None
    """The server asked not to be asked again for so long; the entry is still to be taken."""


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
        return _instead(wanted, text, _why(error), error)
    kind = (page.content_type or "text/html").split(";")[0].strip().lower()
    if page.status >= 400 or kind not in _HTML or not page.body.strip():
        answer = f"page answered {page.status}" if page.status >= 400 else f"page is {kind}"
        return _instead(wanted, text, answer if page.body.strip() else "page is empty", None)
    source = _page_source(wanted, page, feed_url, feed)
    note = _shortfall(source, text, measure)
    if note is not None:
        return _instead(wanted, text, note, None)
    return Taken(
        wanted=wanted,
        source=source,
        spare=text,
        state="page",
        note=None,
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


def _instead(wanted: Wanted, text: Source | None, why: str, error: CorpusError | None) -> Taken:
    """The feed's own text where the page cannot be had; a page taken earlier is kept."""
    status = getattr(error, "status", None)
    transient = error is not None and (status is None or status in {408, 425, 429} or status >= 500)
    wait_s = getattr(error, "retry_after_s", None) if status in {429, 503} else None
    state: State = "page" if wanted.has_page else "feed text" if text else "failed"
    if wanted.has_page:
        note = f"kept as it was: {why}"
    elif text is not None:
        note = f"taken from the feed: {why}"
    else:
        note = f"{why}, and the feed has no text of its own"
    return Taken(
        wanted=wanted,
        source=None if wanted.has_page else text,
        spare=None,
        state=state,
        note=note,
        attempts=min(wanted.attempts + 1, MOST_ATTEMPTS) if transient else MOST_ATTEMPTS,
        wait_s=wait_s,
    )


def _why(error: CorpusError) -> str:
    status = getattr(error, "status", None)
    return f"page answered {status}" if isinstance(status, int) else f"page: {error}"


def article_key(entry: FeedEntry, feed_url: str) -> str:
    """The identity of an entry's article: its address, else the feed's with the entry's own id."""
    return plain_address(entry.url) if entry.url else f"{feed_url}#{entry.identity}"


def plain_address(url: str) -> str:
    """An address without its fragment and without what only says where a reader came from."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in fields if not _TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(fields) else urlencode(kept)
    return urlunsplit(parts._replace(query=query, fragment=""))


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


def as_utf8(body: bytes, charset: str | None) -> bytes:
    """Bytes in UTF-8 where the header alone says what they are in; else as they came."""
    declared = re.search(rb"encoding\s*=|charset\s*=", body[:1024], re.IGNORECASE)
    if charset is None or declared or body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body
    try:
        if codecs.lookup(charset).name in _NOT_OF_PAGES:
            return body
        return body.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return body
