"""What a person names as the news to take in: files, folders, addresses, and `-` for what is pasted."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from corpus.errors import CorpusError
from corpus.metadata import GivenMetadata
from corpus.sources import Format, Source, SourceFailure, read_pasted, read_sources

if TYPE_CHECKING:
    from corpus.fetcher import Fetched, Fetcher

PASTED = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|gclid|fbclid|dclid|msclkid|igshid|mc_[ce]id|mkt_tok|yclid|_hs(?:enc|mi)|cmpid"
    r"|ocid|guccounter|guce_referrer\w*|ref_src",
    re.IGNORECASE,
)
"""Parameters that tell where a reader came from and never which page is shown."""
_FORMATS: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
}
_FEEDS = ("rss", "atom", "feed+json", "rdf+xml")
_LARGEST_FETCHED = 20_000_000


def read_references(
    references: Sequence[str | Path], *, given: GivenMetadata | None = None
) -> Iterator[Source | SourceFailure]:
    """Yield the sources of files, folders, `https://` addresses and `-` (standard input), in order.

    `given` is what the person says about all of them; it wins over what a source itself says.
    """
    for source in _read_each(references):
        if given is None or isinstance(source, SourceFailure):
            yield source
        else:
            yield replace(source, given=given.over(source.given))


def _read_each(references: Sequence[str | Path]) -> Iterator[Source | SourceFailure]:
    # Neighbouring paths together: rows of a metadata.jsonl are read and reported once.
    paths: list[Path] = []
    addresses: list[str] = []
    for reference in references:
        if is_address(reference):
            yield from _flush(paths)
            addresses.append(str(reference))
            continue
        yield from _fetch(addresses)
        if reference == PASTED:
            yield from _flush(paths)
            yield from _read_standard_input()
        else:
            paths.append(Path(reference))
    yield from _flush(paths)
    yield from _fetch(addresses)


def is_address(reference: str | Path) -> bool:
    """Whether a reference is an address and no path; a path object never is."""
    return isinstance(reference, str) and _ADDRESS.match(reference) is not None


def page_identity(url: str) -> str:
    """Return the address without fragment and tracking parameters: one page, one identity."""
    parts = urlsplit(url)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = parts.query if len(kept) == parts.query.count("&") + 1 else urlencode(kept)
    host = parts.netloc.lower()
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def make_source(url: str, fetched: "Fetched", given: GivenMetadata | None = None) -> Source:
    """Return the source that a fetched page is, under the address it was asked by.

    Raises:
        CorpusError: it is neither a page, a text nor a PDF.
    """
    kind = fetched.content_type or "text/html"
    if fetched.body.lstrip()[:5] == b"%PDF-":
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
    identity = page_identity(url)
    known = GivenMetadata(url=identity)
    return Source(
        key=identity,
        source=identity,
        format=format,
        data=_as_utf8(fetched.body, fetched.charset) if format != "pdf" else fetched.body,
        given=given.over(known) if given else known,
    )


def fetch_sources(urls: Iterable[str], fetcher: "Fetcher") -> Iterator[Source | SourceFailure]:
    """Yield the page at each address, or why it could not be had."""
    for url in urls:
        try:
            fetched = fetcher.fetch(url, largest_bytes=_LARGEST_FETCHED)
            yield make_source(url, fetched)
        except CorpusError as error:
            yield SourceFailure(source=url, reason=str(error))


def _as_utf8(body: bytes, charset: str | None) -> bytes:
    """The text in UTF-8, where the server's word on its charset holds; the page's own is not asked."""
    if charset is None or charset.lower() in ("utf-8", "utf8"):
        return body
    try:
        return body.decode(charset).encode()
    except (LookupError, UnicodeError):  # the header is wrong: the parser finds out
        return body


def _flush(paths: list[Path]) -> Iterator[Source | SourceFailure]:
    if paths:
        yield from read_sources(tuple(paths))
        paths.clear()


def _fetch(addresses: list[str]) -> Iterator[Source | SourceFailure]:
    if not addresses:
        return
    from corpus.fetcher import Fetcher

    with Fetcher() as fetcher:
        yield from fetch_sources(tuple(addresses), fetcher)
    addresses.clear()


def _read_standard_input() -> Iterator[Source | SourceFailure]:
    text = sys.stdin.read()
    if not text.strip():
        yield SourceFailure(
            source="standard input",
            reason="standard input: is empty; expected the text of an article",
        )
        return
    yield read_pasted(text)
