"""What a fetched page is as a source: its one address, its format, its bytes in UTF-8."""

import codecs
import re
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from corpus.errors import CorpusError
from corpus.metadata import GivenMetadata
from corpus.sources.sources import Source
from corpus.sources.suffixes import Format

LARGEST_BYTES = 20_000_000
"""Of a fetched document; a PDF may have so many, and a page is held to fewer when it is parsed."""
_TRACKING = re.compile(
    r"utm_\w+|gclid|fbclid|dclid|msclkid|igshid|yclid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|cmpid|ocid"
    r"|at_(?:medium|campaign)|guccounter|guce_referrer\w*|ref_src",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, not which page this is."""
_FORMATS: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
}
_FEEDS = ("rss", "atom", "feed+json", "rdf+xml")
_NOT_OF_PAGES = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
"""Codecs of Python that no page is written in; two of them take time with the square of it."""


class Page(Protocol):
    """What a fetcher brought."""

    @property
    def content_type(self) -> str | None:
        """The media type in lower case; None where the server names none."""

    @property
    def charset(self) -> str | None:
        """As the server names it."""

    @property
    def body(self) -> bytes:
        """Decompressed."""


def plain_address(url: str) -> str:
    """Return the address without fragment and tracking parameters: one page, one identity."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in fields if not _TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(fields) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))


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


def make_page_source(url: str, page: Page) -> Source:
    """Return the source that a fetched page is, under the address it was asked by.

    Raises:
        CorpusError: it is neither a page, a text nor a PDF.
    """
    kind = page.content_type or "text/html"
    if page.body.lstrip()[:5] == b"%PDF-":
        kind = "application/pdf"
    format = _FORMATS.get(kind)
    if format is None:
        if any(mark in kind for mark in _FEEDS):
            raise CorpusError(
                f"{url}: is a feed ({kind}); follow it with: python -m corpus feed add {url}"
            )
        raise CorpusError(
            f"{url}: is {kind}; expected a page (text/html), a text or a PDF: save it as one of"
            " the formats that can be added and add the file"
        )
    address = plain_address(url)
    return Source(
        key=address,
        source=address,
        format=format,
        data=page.body if format == "pdf" else as_utf8(page.body, page.charset),
        given=GivenMetadata(url=address),
    )
