"""The styles that a page declares for each of its elements, by the rules of the cascade.

Only what the page itself carries is known: its `<style>` elements, sheets in `data:` addresses and
`style` attributes. Of the declarations only those that can hide text are kept.
https://www.w3.org/TR/css-cascade-4/
"""

import base64
import binascii
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import cssselect2
import tinycss2

from corpus.errors import CorpusError
from corpus.media_queries import holds_on_screen
from corpus.style_declarations import Declaration, read_declarations, read_style

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_TESTS = 6_000_000
"""Of a selector against an element, one page; half a minute at most. News pages need under 300,000."""
_FARTHEST = 300
"""Ancestors or siblings that a selector looks at; news pages nest under 60 deep."""
_DEEPEST_RULE = 6


class _Wrapped(cssselect2.ElementWrapper):  # type: ignore[misc]
    """An element of cssselect2 whose way up or back is bounded; theirs is quadratic in depth."""

    @property
    def ancestors(self) -> Iterator["_Wrapped"]:
        return self._walk("parent")

    @property
    def previous_siblings(self) -> Iterator["_Wrapped"]:
        return self._walk("previous")

    def _walk(self, link: str) -> Iterator["_Wrapped"]:
        one = getattr(self, link)
        for _ in range(_FARTHEST):
            if one is None:
                return
            yield one
            one = getattr(one, link)


Element = _Wrapped


def wrap(tree: "HtmlElement") -> Element:
    """The root of a page as the selectors of `Styles` match it."""
    return _Wrapped.from_html_root(tree)  # type: ignore[no-any-return]


class Styles:
    """What a page declares for its elements."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._matcher = cssselect2.Matcher()
        self._tests = 0
        for sheet in sheets:
            try:
                for selector, declarations in _rules(_parsed(sheet), (), 0):
                    self._add(selector, declarations)
            except RecursionError as error:
                raise CorpusError("its style sheet nests too deep to be read") from error

    def _add(self, selector: str, declarations: Sequence[Declaration]) -> None:
        try:
            compiled = cssselect2.compile_selector_list(selector)
        except (cssselect2.SelectorError, SyntaxError, MemoryError, RecursionError):
            return  # what a browser does with a selector that it does not know
        for one in compiled:
            if one.pseudo_element is None:
                self._matcher.add_selector(one, declarations)

    def declared(self, element: Element) -> dict[str, str]:
        """The winning value of each property that is declared for an element.

        Raises:
            CorpusError: the page's rules would take minutes to apply.
        """
        ranked: dict[str, tuple[tuple[object, ...], str]] = {}

        def declare(rank: tuple[object, ...], declarations: Sequence[Declaration]) -> None:
            for name, value, important in declarations:
                order = (important, *rank)
                if name not in ranked or ranked[name][0] <= order:
                    ranked[name] = (order, value)

        for specificity, order, _, declarations in self._matched(element):
            declare((False, specificity, order), declarations)
        style = element.etree_element.get("style")
        if style:
            declare((True, (0, 0, 0), 0), read_style(style))
        return {name: value for name, (_, value) in ranked.items()}

    def _matched(
        self, element: Element
    ) -> list[tuple[tuple[int, int, int], int, None, Sequence[Declaration]]]:
        matcher = self._matcher
        self._tests += len(matcher.other_selectors) + sum(
            len(bucket.get(key, ()))
            for bucket, key in (
                (matcher.id_selectors, element.id),
                (matcher.lower_local_name_selectors, element.local_name),
                *((matcher.class_selectors, name) for name in element.classes),
            )
        )
        if self._tests > _MOST_TESTS:
            raise CorpusError(
                f"its style rules need more than {_MOST_TESTS:,} tests of an element; "
                "save the page as plain text and add that"
            )
        return matcher.match(element)  # type: ignore[no-any-return]


def read_sheets(tree: "HtmlElement") -> Iterator[str]:
    """The style sheets that a page carries and that hold on a screen with scripts, in order."""
    for element in tree.iter("style", "link"):
        media = element.get("media")
        if media and not holds_on_screen(media):
            continue
        if any(around.tag in ("noscript", "template", "svg") for around in element.iterancestors()):
            continue
        if element.tag == "style":
            yield element.text or ""
        elif "stylesheet" in (element.get("rel") or "").lower():
            yield _data_sheet(element.get("href") or "")


def _data_sheet(address: str) -> str:
    head, comma, data = address.strip().partition(",")
    if not comma or not head.lower().startswith("data:"):
        return ""
    try:
        raw = unquote_to_bytes(data)
        return (base64.b64decode(raw) if ";base64" in head.lower() else raw).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _parsed(sheet: str) -> Sequence[object]:
    return tinycss2.parse_stylesheet(  # type: ignore[no-any-return]
        sheet.replace("<!--", "").replace("-->", ""), skip_comments=True, skip_whitespace=True
    )


def _rules(
    nodes: Iterable[object], around: tuple[str, ...], depth: int
) -> Iterator[tuple[str, Sequence[Declaration]]]:
    """The selectors that hold on a screen, each with its telling declarations."""
    for node in nodes if depth <= _DEEPEST_RULE else ():
        kind = getattr(node, "type", "")
        if kind == "qualified-rule":
            selector = tinycss2.serialize(node.prelude).strip()  # type: ignore[attr-defined]
            whole = _within(around, selector)
            inside = tinycss2.parse_blocks_contents(
                node.content,  # type: ignore[attr-defined]
                skip_comments=True,
                skip_whitespace=True,
            )
            if declarations := tuple(read_declarations(inside)):
                yield whole, declarations
            yield from _rules(
                (one for one in inside if one.type in ("qualified-rule", "at-rule")),
                (whole,),
                depth + 1,
            )
        elif kind == "at-rule" and node.content is not None and _applies(node):  # type: ignore[attr-defined]
            inside = tinycss2.parse_blocks_contents(
                node.content,  # type: ignore[attr-defined]
                skip_comments=True,
                skip_whitespace=True,
            )
            if around and (declarations := tuple(read_declarations(inside))):
                yield around[0], declarations
            yield from _rules(inside, around, depth + 1)


def _within(around: tuple[str, ...], selector: str) -> str:
    """A nested rule's selector written out: https://www.w3.org/TR/css-nesting-1/."""
    if not around:
        return selector
    outer = f":is({around[0]})"
    return selector.replace("&", outer) if "&" in selector else f"{outer} {selector}"


def _applies(rule: object) -> bool:
    name = rule.lower_at_keyword  # type: ignore[attr-defined]
    condition = tinycss2.serialize(rule.prelude).strip().lower()  # type: ignore[attr-defined]
    if name == "media":
        return holds_on_screen(condition)
    if name == "supports":
        return not condition.startswith("not")
    return name in ("layer", "container", "scope", "starting-style") and name != "starting-style"
