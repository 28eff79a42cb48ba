"""Bytes in, record out: what a reader of a source sees, the ranges that are the report, the facts.

Everything that parses other people's bytes stands behind `parse_source`, whose arguments and
result can be pickled, so that it can run in a child process with limits.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from corpus.article import Origin, Period, Range
from corpus.cleaning import choose_body, is_furniture
from corpus.documents import DOCUMENT_FORMATS, read_document
from corpus.eml import read_message
from corpus.errors import CorpusError
from corpus.metadata import (
    FoundMetadata,
    GivenMetadata,
    from_given,
    from_page,
    from_text,
    from_url,
    read_front_matter,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)


def decode_text(data: bytes, *, declared: str | None = None) -> str:
    """The text of bytes in UTF-8, UTF-16 with its mark, the declared charset or Windows-1252.

    Raises:
        CorpusError: the bytes are not text in any of these.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, (encoding,))
    if b"\0" in data:
        raise CorpusError("is binary: a NUL byte stands in it, and text was expected")
    return _decoded(data, ("utf-8", *((declared,) if declared else ()), "cp1252"))


def _decoded(data: bytes, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        controls = sum(ord(c) < 32 and c not in "\t\n\r\f\v" for c in text)
        strange = sum(c.isalnum() or c.isspace() or c.isascii() or ord(c) > 255 for c in text)
        # Nearly any bytes decode as Windows-1252; prose holds few of its signs and no controls.
        if encoding == "utf-8" or (controls <= len(text) / 1000 and strange >= 0.9 * len(text)):
            if controls > len(text) / 100:
                break
            return text
    raise CorpusError("is not text: it decodes neither as UTF-8 nor as Windows-1252")


_UNSEEN = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
"""Drawn as nothing: zero width, soft hyphen, direction, tags. Joiners shape letters and stay."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML, and so lxml, refuses."""
_TAGS = re.compile("[\U000e0000-\U000e007f]")

_NEVER_SHOWN = frozenset([
        "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe",
        "object", "embed", "svg", "math", "canvas", "audio", "video", "select", "option",
        "textarea", "input", "map", "datalist", "param", "source", "track",
])  # fmt: skip
_BLOCKS = frozenset([
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
        "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
        "thead", "tr", "ul", "button",
])  # fmt: skip
_HIDING_CLASSES = frozenset([
        "sr-only", "sr_only", "sronly", "visually-hidden", "visuallyhidden",
        "is-visually-hidden", "u-visually-hidden", "u-hidden-visually", "screen-reader-text",
        "screen-reader-only", "screenreader-only", "screenreader", "screen-reader",
        "assistive-text", "a11y-hidden", "element-invisible", "offscreen", "off-screen",
        "d-none", "hidden", "is-hidden", "u-hidden", "invisible",
])  # fmt: skip
_SHOWING_AGAIN = re.compile(
    r"(?:(?:sm|md|lg|xl):(?:block|flex|inline|grid)|d-(?:sm|md|lg|xl)-(?:block|flex|inline|grid))"
)
_ZERO = r"0*\.?0*(?:px|em|rem|%|pt|vh|vw)?"
_HIDING_STYLE = re.compile(
    rf"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:{_ZERO}(?=;|$)"
    rf"|font-size:(?:{_ZERO}|[01]px|0?\.\d+(?:px|em|rem))(?=;|$)"
    r"|font:[^;]*\b0(?:px)?[/ ]|text-indent:-\d{3,}|(?:left|right|top|bottom|margin-left"
    r"|margin-top):-\d{3,}|transform:[^;]*(?:scale[xy]?\(0\)|translate[xy]?\(-\d{3,})"
    r"|clip:rect\((?:0|1)(?:px)?[ ,](?:0|1)|clip-path:inset\((?:50|100)%|color:transparent"
    r"|color:(?:rgba|hsla)\([^)]*,0*\.?0*\)|content-visibility:hidden)"
)
_NO_ROOM = re.compile(rf"(?:^|;)(?:max-)?(?:height|width):(?:{_ZERO}|1px)(?=;|$)")
_WHITE = r"(?:#fff|#ffffff|white|rgba?\(255,255,255(?:,1)?\)|#fefefe|#fdfdfd)"
_WHITE_INK = re.compile(rf"(?:^|;)color:{_WHITE}(?=;|$)")
_GROUND = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]*)")
_CSS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def _plain_style(style: str) -> str:
    style = re.sub(r"/\*.*?\*/", "", style.lower())
    return re.sub(
        r"\s*([:;,()])\s*", r"\1", " ".join(style.replace("!important", "").split())
    ).strip("; ")


def _hides(style: str) -> bool:
    """Whether a style, its white space already taken out, makes an element's text invisible."""
    if _HIDING_STYLE.search(style):
        return True
    return "overflow:hidden" in style and _NO_ROOM.search(style) is not None


def _hidden_selectors(tree: "HtmlElement") -> frozenset[str]:
    """The simple selectors (`.class`, `#id`) that the page's own style sheets hide on a screen."""
    found: set[str] = set()
    for element in tree.iter("style"):
        sheet = re.sub(r"/\*.*?\*/", "", element.text or "", flags=re.DOTALL)
        # Rules for print and for small screens say nothing about what the reader of the page sees.
        sheet = re.sub(r"@(?:media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)
        for selectors, rules in _CSS_RULE.findall(sheet):
            style = _plain_style(rules)
            white = _WHITE_INK.search(style) and not _GROUND.search(style)
            if _hides(style) or white:
                for selector in selectors.split(","):
                    simple = re.fullmatch(r"[a-z0-9]*([.#][\w-]+)", selector.strip(), re.IGNORECASE)
                    if simple:
                        found.add(simple[1])
    return frozenset(found)


def _is_hidden(element: "HtmlElement", selectors: frozenset[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NEVER_SHOWN:
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    classes = (element.get("class") or "").split()
    if not _HIDING_CLASSES.isdisjoint(map(str.lower, classes)) and not any(
        map(_SHOWING_AGAIN.match, classes)
    ):
        return True
    if selectors and (
        any(f".{name}" in selectors for name in classes) or f"#{element.get('id')}" in selectors
    ):
        return True
    style = _plain_style(element.get("style") or "")
    return bool(style) and (
        _hides(style) or (_WHITE_INK.search(style) is not None and _on_white(element))
    )


def _on_white(element: "HtmlElement") -> bool:
    """Whether no element around names a ground but white; what classes give cannot be known."""
    for around in (element, *element.iterancestors()):
        ground = _GROUND.search(_plain_style(around.get("style") or ""))
        if ground is not None:
            return re.fullmatch(_WHITE, ground[1]) is not None
    return True


def _page_body(tree: "HtmlElement") -> "HtmlElement":
    return next(iter(tree.iter("body")), tree)


def _remove_hidden(tree: "HtmlElement") -> None:
    """Take out of the tree what a reader cannot see; the text after it stays."""
    selectors = _hidden_selectors(tree)
    for element in [one for one in _page_body(tree).iter() if _is_hidden(one, selectors)]:
        parent = element.getparent()
        if parent is None:
            continue
        if element.tail:
            tail, before = _CONTROLS.sub("", element.tail), element.getprevious()
            if before is not None:
                before.tail = _CONTROLS.sub("", before.tail or "") + tail
            else:
                parent.text = _CONTROLS.sub("", parent.text or "") + tail
        parent.remove(element)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """One paragraph as a reader sees it, and the element that its own element stands in."""

    text: str
    parent: object


def _visible_blocks(tree: "HtmlElement") -> Iterator[_Block]:
    """The paragraphs of a tree, white space folded, in order; a line break ends one too."""
    pieces: list[str] = []
    holder: object = None

    def closed() -> Iterator[_Block]:
        text = " ".join(_UNSEEN.sub("", "".join(pieces)).split())
        pieces.clear()
        if text:
            yield _Block(text=text, parent=holder)

    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:  # by hand, since pages nest deeper than Python recurses
        element, done = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if done:
            if tag in _BLOCKS:
                yield from closed()
            elif tag in ("td", "th"):
                pieces.append(" ")
            pieces.append(element.tail or "" if element is not tree else "")
            holder = element.getparent()
            continue
        if tag in _BLOCKS or tag == "br":
            yield from closed()
            holder = element.getparent() if tag != "br" else holder
        if tag:
            pieces.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from closed()


def _key(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _page_report(tree: "HtmlElement") -> str:
    """What trafilatura holds to be the article: one paragraph a line; empty where it finds none."""
    from trafilatura import extract

    return extract(tree, favor_precision=True, include_comments=False, include_tables=True) or ""


def _chosen_blocks(blocks: Sequence[_Block], report: str) -> frozenset[int]:
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


def _place(blocks: Sequence[_Block]) -> tuple[str, tuple[Range, ...]]:
    """The blocks as one text, a line each, and where each stands."""
    ranges, position = [], 0
    for block in blocks:
        ranges.append(Range(start=position, end=position + len(block.text)))
        position += len(block.text) + 1
    return "\n".join(block.text for block in blocks), tuple(ranges)


def _meet(ranges: Iterable[Range], allowed: Sequence[Range]) -> tuple[Range, ...]:
    """The parts of ranges that lie within the allowed ones; both in order."""
    return tuple(
        Range(start=max(one.start, two.start), end=min(one.end, two.end))
        for one in ranges
        for two in allowed
        if max(one.start, two.start) < min(one.end, two.end)
    )


def _runs(indices: frozenset[int], places: Sequence[Range]) -> tuple[Range, ...]:
    """The places of neighbouring indices as one range each."""
    runs: list[Range] = []
    for index in sorted(indices):
        start = runs.pop().start if index - 1 in indices and runs else places[index].start
        runs.append(Range(start=start, end=places[index].end))
    return tuple(runs)


def _parse_html(data: bytes) -> tuple[str, FoundMetadata, frozenset[int], tuple[Range, ...]]:
    from lxml import html
    from lxml.etree import ParserError

    declared = _CHARSET.search(data[:4096])
    text = decode_text(data, declared=declared[1].decode("ascii") if declared else None)
    text = _CONTROLS.sub("", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except ParserError as error:
        raise CorpusError("holds no HTML") from error
    found = from_page(tree)
    _remove_hidden(tree)
    blocks = tuple(_visible_blocks(_page_body(tree)))
    source_text, places = _place(blocks)
    return source_text, found, _chosen_blocks(blocks, _page_report(tree)), places


def _html_article(data: bytes) -> tuple[str, FoundMetadata, tuple[Range, ...]]:
    source_text, found, chosen, places = _parse_html(data)
    cleaned = choose_body(source_text, found.title)
    body = _meet(_runs(chosen, places), cleaned)
    if not body:  # a page of one huge paragraph, or of a kind that trafilatura does not know
        body = cleaned
    return source_text, found, body


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
            source_text, page, body = _html_article(data)
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
    text = _TAGS.sub("", decode_text(data))
    front, start = read_front_matter(text, name) if kind == "md" else (GivenMetadata(), 0)
    text = text[start:]
    if kind == "md":
        text = _rendered(text)
    found = from_given(front)
    return text, found, choose_body(text, title or found.title)


def _rendered(text: str) -> str:
    """What a reader of Markdown sees: its marks and any hidden HTML in it gone, a paragraph a line."""
    from lxml import html
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").render(text)
    if not page.strip():
        return ""
    tree = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True))
    _remove_hidden(tree)
    return _place(tuple(_visible_blocks(_page_body(tree))))[0]


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
    known = (
        found.published.first
        if found.published and found.published.first == found.published.last
        else None
    )
    found = found.over(from_text(text, url=found.url, reference=known))
    if found.title_origin == "text":
        body = choose_body(text, found.title)
        body = _meet(body, report) if report is not None else body
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
