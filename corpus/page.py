"""A page in HTML as its reader's text, the ranges of its report and what it says of itself."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from corpus.article import Range, meet_ranges
from corpus.cleaning import choose_body
from corpus.decoding import CHARSET, decode_text
from corpus.errors import CorpusError
from corpus.hiding import page_body, remove_hidden
from corpus.metadata import FoundMetadata
from corpus.page_metadata import read_page, with_visible_title
from corpus.unseen import CONTROLS
from corpus.visible import Block, place, visible_blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def _key(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


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
    keys = [_key(block.text) for block in blocks]
    kept = {
        index
        for index, key in enumerate(keys)
        if key in lines or (len(key) >= 25 and (key in whole or _holds(key, lines)))
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
    return any(len(line) >= 0.5 * len(key) and line in key for line in lines if len(line) >= 25)


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
    text = _SELF_CLOSED.sub(r"<\1\2>", text)
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except ParserError as error:
        raise CorpusError("holds no HTML") from error
    facts = read_page(tree, url=url)
    remove_hidden(tree)
    found = with_visible_title(facts, tree)
    blocks = tuple(visible_blocks(page_body(tree)))
    source_text, places = place(blocks)
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
