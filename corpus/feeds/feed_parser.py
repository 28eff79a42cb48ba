"""Bytes in, record out: what an RSS, Atom or JSON Feed lists, or which feeds a web page names.

Runs in a child process with limits, since feedparser takes 35 s for an author field of 100 kB. It
gets bytes behind a file object only: given a text it would fetch an address or open a file. Its own
sanitising is off, for nothing here is shown: an entry's text goes the way of any page.
"""

import html
import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from corpus.dating.publication_dates import parse_published
from corpus.errors import CorpusError
from corpus.feeds.feed import (
    FeedEntry,
    ParsedFeed,
    distinct,
    make_entry,
    page_tree,
    plain_text,
    web_address,
)

if TYPE_CHECKING:
    from feedparser import FeedParserDict  # type: ignore[import-untyped]

MOST_ENTRIES = 500
"""Entries read of a feed; those of news list 10 to 100, and each new one costs a page request."""
FEED_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
})  # fmt: skip
"""Media types by which a page's `<link rel=alternate>` names a feed."""
_JSON_FEED = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/(\d[\d.]*)")
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_NAME_AND_MAIL = (
    re.compile(r"^[^\s@]+@\S+ \(([^()]+)\)$"),
    re.compile(r"^([^<>@]+?) ?[<(][^\s@]+@[^\s<>()]+[>)]$"),
)
"""RSS asks for an author as `mail@example.com (Name)`; others write the name first."""
_STRAY = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|&(?!#\d{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)", re.I | re.S
)
"""An ampersand of plain text, the most frequent flaw of a feed."""


def parse_feed(data: bytes, *, url: str) -> ParsedFeed:
    """The feed that bytes hold, or the feeds that a web page names; `url` is their address.

    Raises:
        CorpusError: they are neither.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(data, url)
    if _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        return _page(data, url)
    return _xml_feed(data, url)


def _refusal(data: bytes, url: str, why: str = "") -> CorpusError:
    begins = data[:40].decode("utf-8", "replace").strip()
    return CorpusError(
        f"{url}: is no feed in RSS, Atom or JSON Feed{why}: it begins with {begins!r}; give the"
        " address of a feed, or of a page that names one"
    )


# RSS and Atom.


def _xml_feed(data: bytes, url: str) -> ParsedFeed:
    import feedparser

    def parse(feed: bytes) -> "FeedParserDict":
        return feedparser.parse(
            io.BytesIO(feed),
            response_headers={"content-location": url},
            resolve_relative_uris=False,
            sanitize_html=False,
        )

    try:
        parsed = parse(data)
        if (flaw := _flaw(parsed)) is not None and (mended := _mended(data)) != data:
            # The reader of flawed XML makes "AT&T;" of "AT&T".
            second = parse(mended)
            parsed = parsed if _flaw(second) is not None else second
    # Of feedparser's fallback for broken XML, found by feeding it damaged feeds.
    except (ValueError, AssertionError, LookupError, AttributeError, TypeError) as error:
        raise _refusal(data, url, f" that can be read ({type(error).__name__})") from error
    kind = feedparser.api.SUPPORTED_VERSIONS.get(parsed.get("version") or "", "unknown")
    if kind == "unknown":
        raise _refusal(data, url)
    feed: Mapping[str, object] = parsed.feed
    listed: list[Mapping[str, object]] = parsed.entries
    return ParsedFeed(
        kind=kind,
        title=_title(feed),
        site=web_address(_text(feed, "link"), url),
        language=_text(feed, "language"),
        entries=distinct(_xml_entry(entry, url) for entry in listed[:MOST_ENTRIES]),
        left_out=max(0, len(listed) - MOST_ENTRIES),
        flaw=flaw,
        feeds=(),
    )


def _mended(data: bytes) -> bytes:
    return _STRAY.sub(lambda match: b"&amp;" if match[0] == b"&" else match[0], data)


def _flaw(parsed: Mapping[str, object]) -> str | None:
    if not parsed["bozo"]:
        return None
    error = parsed.get("bozo_exception")
    # What was declared in the header and what in the text differ: the text is right, no flaw.
    if type(error).__name__ in {"CharacterEncodingOverride", "NonXMLContentType"}:
        return None
    return " ".join(str(error).split())[:200]


def _xml_entry(entry: Mapping[str, object], url: str) -> FeedEntry:
    source = entry.get("source")
    parts = [*_list(entry.get("content")), entry.get("summary_detail")]
    texts = [_as_html(part) for part in parts if isinstance(part, Mapping)]
    return make_entry(
        url,
        identity=_text(entry, "id"),
        link=_text(entry, "link"),
        title=_title(entry),
        published=_date(entry, "published"),
        # Asked with `in` first: feedparser answers for a missing date of update with the other one.
        updated=_date(entry, "updated") if "updated" in entry else None,
        authors=_authors(entry),
        outlet=_title(source) if isinstance(source, Mapping) else None,
        html=max(texts, key=len, default=""),
    )


def _text(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _title(fields: Mapping[str, object]) -> str | None:
    detail, value = fields.get("title_detail"), _text(fields, "title")
    if value is None:
        return None
    kind = str(detail.get("type")) if isinstance(detail, Mapping) else "text/plain"
    return plain_text(value) if "html" in kind else " ".join(value.split()) or None


def _as_html(part: Mapping[str, object]) -> str:
    value, kind = _text(part, "value") or "", str(part.get("type", ""))
    return value if "html" in kind or not value else _paragraphs(value)


def _paragraphs(text: str) -> str:
    """Plain text as HTML: a paragraph where a line is blank."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{html.escape(part)}</p>" for part in parts if part)


def _date(entry: Mapping[str, object], name: str) -> str | None:
    """A date as written where that can be read here, else as feedparser reads it, in UTC."""
    written = _text(entry, name)
    if written and parse_published(written) is not None:
        return written
    parsed = entry.get(f"{name}_parsed")
    if not isinstance(parsed, tuple):
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.isoformat() if parse_published(moment.isoformat()) is not None else None


def _authors(entry: Mapping[str, object]) -> tuple[str, ...]:
    # As it stands in the feed: feedparser takes `x@y.example (Name)` apart in the wrong place.
    whole = _text(entry, "author") or ""
    if any(pattern.fullmatch(whole) for pattern in _NAME_AND_MAIL):
        return _names([whole])
    return _names(
        [one.get("name") for one in _list(entry.get("authors")) if isinstance(one, Mapping)]
    )


def _names(values: list[object]) -> tuple[str, ...]:
    names: list[str] = []
    for value in values:
        name = " ".join(value.split()) if isinstance(value, str) else ""
        for pattern in _NAME_AND_MAIL:
            name = pattern.sub(r"\1", name)
        if name and "@" not in name and name not in names:
            names.append(name)
    return tuple(names)


# JSON Feed: https://www.jsonfeed.org/version/1.1/


def _json_feed(data: bytes, url: str) -> ParsedFeed:
    try:
        feed: object = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise _refusal(data, url, f" (and no JSON: {str(error)[:80]})") from error
    version = _JSON_FEED.match(str(feed.get("version"))) if isinstance(feed, dict) else None
    if version is None or not isinstance(feed, dict):
        raise _refusal(data, url)
    items = [item for item in _list(feed.get("items")) if isinstance(item, dict)]
    return ParsedFeed(
        kind=f"JSON Feed {version[1]}",
        title=_text(feed, "title"),
        site=web_address(_text(feed, "home_page_url"), url),
        language=_text(feed, "language"),
        entries=distinct(_json_entry(item, feed, url) for item in items[:MOST_ENTRIES]),
        left_out=max(0, len(items) - MOST_ENTRIES),
        flaw=None,
        feeds=(),
    )


def _json_entry(item: dict[str, object], feed: dict[str, object], url: str) -> FeedEntry:
    text = _text(item, "content_text") or _text(item, "summary") or ""
    identity = item.get("id")
    authors = _list(item.get("authors")) or [item.get("author")]
    if not any(isinstance(one, dict) and one.get("name") for one in authors):
        authors = _list(feed.get("authors")) or [feed.get("author")]
    return make_entry(
        url,
        identity=str(identity).strip() if isinstance(identity, str | int | float) else None,
        # `external_url` is the page a link blog writes about, not the entry's own text.
        link=_text(item, "url"),
        title=_text(item, "title"),
        published=_json_date(item, "date_published"),
        updated=_json_date(item, "date_modified"),
        authors=_names([one.get("name") for one in authors if isinstance(one, dict)]),
        outlet=None,
        html=_text(item, "content_html") or _paragraphs(text),
    )


def _json_date(item: dict[str, object], name: str) -> str | None:
    written = _text(item, name)
    return written if written and parse_published(written) is not None else None


def _page(data: bytes, url: str) -> ParsedFeed:
    tree = page_tree(data.decode("utf-8", "replace"))
    named: list[str] = []
    for link in tree.iter("link") if tree is not None else ():
        kinds = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        address = web_address((link.get("href") or "").strip(), url)
        if "alternate" in kinds and kind in FEED_TYPES and address and address not in named:
            named.append(address)
    return ParsedFeed(
        kind="web page",
        title=None,
        site=None,
        language=None,
        entries=(),
        left_out=0,
        flaw=None,
        feeds=tuple(named),
    )
