"""Bytes in, record out: what a reader of a source sees, the ranges that are the report, the facts.

Everything that parses other people's bytes stands behind `parse_source`, whose arguments and
result can be pickled, so that it can run in a child process with limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from corpus.article import Origin, Period, Range, meet_ranges
from corpus.cleaning.cleaning import choose_body
from corpus.cleaning.furniture import is_furniture
from corpus.decoding import decode_text
from corpus.errors import CorpusError
from corpus.formats.documents import DOCUMENT_FORMATS, read_document
from corpus.formats.eml import read_message
from corpus.metadata import (
    FoundMetadata,
    GivenMetadata,
    from_given,
    from_url,
    read_front_matter,
)
from corpus.pages.page import html_article, rendered
from corpus.text_metadata import from_text
from corpus.unseen import drop_unseen

__all__ = ["LARGEST_BYTES", "ParsedArticle", "decode_text", "parse_source"]

LARGEST_BYTES = {
    "html": 5_000_000,
    **dict.fromkeys(("txt", "md", "record", "pdf", "docx", "eml"), 20_000_000),
}
"""Bytes of a source by format; a page of news has under 1 MB, more is no article or an attack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedArticle:
    """The fields of an `Article` that its source gives; see there."""

    title: str | None
    title_origin: Origin
    outlet: str | None
    outlet_origin: Origin
    authors: tuple[str, ...]
    published: Period | None
    published_origin: Origin
    published_at: datetime | None
    url: str | None
    language: str | None
    source_text: str
    body: tuple[Range, ...]


def parse_source(data: bytes, *, format: str, name: str, given: GivenMetadata) -> ParsedArticle:
    """The article that bytes hold; `format` is one of `LARGEST_BYTES`; record is the text of a row.

    Raises:
        CorpusError: no text, too much of it, or wrong front matter; begins with the name.
    """
    if len(data) > LARGEST_BYTES[format]:
        raise CorpusError(
            f"{name}: has {len(data):,} bytes; a {format} source may have "
            f"{LARGEST_BYTES[format]:,}: split it into articles"
        )
    found = from_given(given)
    report: tuple[Range, ...] | None = None
    try:
        if format == "eml":
            letter = read_message(data)
            data, format, found = letter.data, letter.format, found.over(letter.found)
        if format in DOCUMENT_FORMATS:
            document = read_document(data, format=format)
            source_text, report = document.text, document.report
            found = found.over(document.found)
            body = document.within(choose_body(source_text, found.title))
        elif format == "html":
            source_text, page, body = html_article(data, url=given.url)
            found = found.over(page)
        else:
            source_text, front, body = _text_article(data, format, name, found.title)
            found = found.over(front)
    except CorpusError as error:
        message = str(error)
        raise CorpusError(message if message.startswith(name) else f"{name}: {message}") from error
    if not source_text.strip():
        raise CorpusError(f"{name}: is empty: no text that a reader would see stands in it")
    return _complete(found, source_text, body, name, report)


def _text_article(
    data: bytes, kind: str, name: str, title: str | None
) -> tuple[str, FoundMetadata, tuple[Range, ...]]:
    text = drop_unseen(decode_text(data))
    front, start = read_front_matter(text, name) if kind == "md" else (GivenMetadata(), 0)
    text = text[start:]
    if kind == "md":
        text = rendered(text)
    found = from_given(front)
    return text, found, choose_body(text, title or found.title)


def _complete(
    found: FoundMetadata,
    text: str,
    body: tuple[Range, ...],
    name: str,
    report: tuple[Range, ...] | None,
) -> ParsedArticle:
    """The record, with what the address and the text give where nothing better is known.

    `report` is what a body may be chosen from, None where that is the whole text.
    """
    if found.url is not None:
        found = found.over(from_url(found.url))
    found = found.over(from_text(text, found))
    if found.title_origin == "text":
        body = choose_body(text, found.title)
        body = meet_ranges(body, report) if report is not None else body
    if not body:
        body = tuple(_title_alone(text, found.title))
    if not body:
        raise CorpusError(f"{name}: holds no report: all of its lines are menus, notices or links")
    return ParsedArticle(
        title=found.title,
        title_origin=found.title_origin,
        outlet=found.outlet,
        outlet_origin=found.outlet_origin,
        authors=found.authors,
        published=found.published,
        published_origin=found.published_origin,
        published_at=found.published_at,
        url=found.url,
        language=found.language,
        source_text=text,
        body=body,
    )


def _title_alone(text: str, title: str | None) -> Iterator[Range]:
    """The place of the title in a text that holds nothing else."""
    start = text.find(title) if title else -1
    if title and start >= 0 and not is_furniture(title):
        yield Range(start=start, end=start + len(title))
