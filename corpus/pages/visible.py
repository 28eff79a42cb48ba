"""The text of a page as a reader sees it: one paragraph a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.article import Range
from corpus.unseen import CONTROLS, drop_unseen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset([
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
        "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
        "thead", "tr", "ul", "button",
])  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph as a reader sees it, and the element that its own element stands in."""

    text: str
    parent: object


def visible_blocks(tree: "HtmlElement") -> Iterator[Block]:
    """The paragraphs of a tree, white space folded, in order; a line break ends one too."""
    pieces: list[str] = []
    holder: object = None

    def closed() -> Iterator[Block]:
        text = " ".join(drop_unseen(CONTROLS.sub("", "".join(pieces))).split())
        pieces.clear()
        if text:
            yield Block(text=text, parent=holder)

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


def place(blocks: Sequence[Block]) -> tuple[str, tuple[Range, ...]]:
    """The blocks as one text, a line each, and where each stands."""
    ranges, position = [], 0
    for block in blocks:
        ranges.append(Range(start=position, end=position + len(block.text)))
        position += len(block.text) + 1
    return "\n".join(block.text for block in blocks), tuple(ranges)
