"""A page in HTML as its reader's text, the ranges of its report and what it says of itself."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from corpus.article import Range, meet_ranges
from corpus.cleaning.cleaning import choose_body
from corpus.decoding import CHARSET, decode_text
from corpus.errors import CorpusError
from corpus.metadata import FoundMetadata
from corpus.pages.flattening import flatten
from corpus.pages.hiding import page_body, remove_hidden
from corpus.pages.page_metadata import read_page, with_visible_title
from corpus.pages.visible import Block, place, visible_blocks
from corpus.unseen import CONTROLS

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_NO_WORD = re.compile(r"[\W_]+")
_MOST_MARKS = 100_000
_MOST_CHARACTERS, _MOST_BLOCKS, _MOST_LINES = 600_000, 6_000, 500
"""Of a page that is held against what trafilatura finds; longer than any article, and the time that
both take grows with the square."""


def _key(text: str) -> str:
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def _page_report(tree: "HtmlElement") -> str:
    """What trafilatura holds to be the article: one paragraph a line; empty where it finds none."""
    from trafilatura import extract

    return extract(tree, favor_precision=True, include_comments=False, include_tables=True) or ""


def _chosen_blocks(blocks: Sequence[Block], report: str) -> frozenset[int]:
    """The indices of the blocks that the report's lines came from, with the prose beside them.

    Precision costs trafilatura a paragraph now and then; prose that stands in the same element as
    kept paragraphs is put back.
    """
    lines = {_key(line) for line in report.splitlines()} - {""}
    whole = "\n".join(lines)
    longest = sorted((line for line in lines if len(line) >= 25), key=len)[-_MOST_LINES:]
    keys = [_key(block.text) for block in blocks]
    kept = {
        index
        for index, key in enumerate(keys)
        if key in lines or (len(key) >= 25 and (key in whole or _holds(key, longest)))
    }
    parents = {id(blocks[index].parent) for index in kept if len(blocks[index].text) > 60}
    beside = {
        index
        for index, block in enumerate(blocks)
        if id(block.parent) in parents
        and len(block.text) > 40
        and re.search(r"[.!?…][”\"’')\]]*$", block.text)
    }
    return frozenset(kept | beside)


def _holds(key: str, lines: Iterable[str]) -> bool:
    """Whether a block is made mostly of one line of the report."""
    return any(len(line) >= 0.5 * len(key) and line in key for line in lines)


def _runs(indices: frozenset[int], places: Sequence[Range]) -> tuple[Range, ...]:
    """The places of neighbouring indices as one range each."""
    runs: list[Range] = []
    for index in sorted(indices):
        start = runs.pop().start if index - 1 in indices and runs else places[index].start
        runs.append(Range(start=start, end=places[index].end))
    return tuple(runs)


_SELF_CLOSED = re.compile(
    r"<(p|div|span|section|article|aside|li|b|i|em|strong|a|h[1-6]|td|th|font|blockquote)"
    r"(\s[^<>]{0,2000})?/>",
    re.IGNORECASE,
)
"""Browsers read `<p/>` as the beginning of a paragraph, lxml as a whole one."""


def _parse_html(
    data: bytes, url: str | None
) -> tuple[str, FoundMetadata, frozenset[int], tuple[Range, ...]]:
    from lxml import html
    from lxml.etree import ParserError

    declared = CHARSET.search(data[:4096])
    text = decode_text(data, declared=declared[1].decode("ascii") if declared else None)
    text = CONTROLS.sub("", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    if text.count("<") > _MOST_MARKS:
        raise CorpusError(
            f"has more than {_MOST_MARKS:,} marks of HTML, ten times those of a page of news; "
            "save it as plain text and add that"
        )
    text = flatten(_SELF_CLOSED.sub(r"<\1\2>", text))
    parser = html.HTMLParser(huge_tree=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except ParserError as error:
        raise CorpusError("holds no HTML") from error
    if any("xcessive depth" in one.message for one in parser.error_log):
        raise CorpusError(
            "nests its elements deeper than 2,000; save it as plain text and add that"
        )
    facts = read_page(tree, url=url)
    remove_hidden(tree)
    found = with_visible_title(facts, tree)
    blocks = tuple(visible_blocks(page_body(tree)))
    source_text, places = place(blocks)
    if len(source_text) > _MOST_CHARACTERS or len(blocks) > _MOST_BLOCKS:
        return source_text, found, frozenset(), places
    return source_text, found, _chosen_blocks(blocks, _page_report(tree)), places


def html_article(data: bytes, *, url: str | None) -> tuple[str, FoundMetadata, tuple[Range, ...]]:
    """The text of a page, what it says of itself, and the ranges that are its report.

    Raises:
        CorpusError: it holds no HTML or is not text.
    """
    source_text, found, chosen, places = _parse_html(data, url)
    cleaned = choose_body(source_text, found.title)
    body = meet_ranges(_runs(chosen, places), cleaned)
    if not body:  # a page of one huge paragraph, or of a kind that trafilatura does not know
        body = cleaned
    return source_text, found, body


def rendered(text: str) -> str:
    """What a reader of Markdown sees: its marks and any hidden HTML in it gone, a paragraph a line."""
    from lxml import html
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").render(text)
    if not page.strip():
        return ""
    tree = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True))
    remove_hidden(tree)
    return place(tuple(visible_blocks(page_body(tree))))[0]
