"""The styles that a page declares for each of its elements, by the rules of the cascade.

Only what the page itself carries is known: its `<style>` elements, sheets in `data:` addresses and
`style` attributes. Of the declarations only those that can hide text are kept.
https://www.w3.org/TR/css-cascade-4/
"""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import cssselect2
import tinycss2

from corpus.errors import CorpusError
from corpus.pages.media_queries import holds_on_screen
from corpus.pages.style_declarations import (
    Declaration,
    names_telling,
    read_declarations,
    read_style,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_STEPS = 1_500_000
"""Of matching selectors with elements, one page: ten seconds at most; a large page takes 300,000."""
_STEPS_OF_STYLE = 500
"""That reading a `style` attribute for the first time takes as long as."""
_MOST_CHARACTERS = 500_000
"""Of style sheets, without the rules that can hide nothing; three seconds."""
_DEEPEST_BRACKETS = 200
_FARTHEST = 300
"""Ancestors or siblings that a selector looks at; news pages nest under 60 deep."""
_DEEPEST_RULE = 6


class _Budget:
    """The steps that matching may still take on a page."""

    def __init__(self) -> None:
        self.left = _MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take steps away.

        Raises:
            CorpusError: none is left.
        """
        self.left -= steps
        if self.left < 0:
            raise CorpusError(
                "its style rules would take minutes to apply; save the page as plain text and "
                "add that"
            )


class _Wrapped(cssselect2.ElementWrapper):  # type: ignore[misc]
    """An element of cssselect2 whose ways up and back are bounded and counted.

    Theirs take time and memory by the square of a page's depth.
    """

    def __init__(
        self, etree_element: "HtmlElement", parent: "_Wrapped | None", **others: object
    ) -> None:
        self.budget: _Budget = _Budget() if parent is None else parent.budget
        self._siblings: list[HtmlElement] = []
        super().__init__(etree_element, parent=parent, **others)
        self.budget.spend(1)

    @property
    def etree_siblings(self) -> "list[HtmlElement]":
        self.budget.spend(1 + len(self._siblings) // 20)
        return self._siblings

    @etree_siblings.setter
    def etree_siblings(self, siblings: "list[HtmlElement]") -> None:
        self._siblings = siblings

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
            self.budget.spend(1)
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
        self._styles: set[str] = set()
        length = 0
        for whole in sheets:
            sheet = _telling_rules(whole)
            length += len(sheet)
            if length > _MOST_CHARACTERS or _depth(sheet) > _DEEPEST_BRACKETS:
                raise CorpusError(
                    f"its style sheets are longer than {_MOST_CHARACTERS:,} characters or nested "
                    "too deep; save the page as plain text and add that"
                )
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
            if style not in self._styles:
                self._styles.add(style)
                element.budget.spend(_STEPS_OF_STYLE)
            declare((True, (0, 0, 0), 0), read_style(style))
        return {name: value for name, (_, value) in ranked.items()}

    def _matched(
        self, element: Element
    ) -> list[tuple[tuple[int, int, int], int, None, Sequence[Declaration]]]:
        matcher = self._matcher
        element.budget.spend(
            len(matcher.other_selectors)
            + sum(
                len(bucket.get(key, ()))
                for bucket, key in (
                    (matcher.id_selectors, element.id),
                    (matcher.lower_local_name_selectors, element.local_name),
                    *((matcher.class_selectors, name) for name in element.classes),
                )
            )
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


def _telling_rules(sheet: str) -> str:
    """A long sheet without the plain rules that declare nothing which can hide text."""
    if len(sheet) < _MOST_CHARACTERS // 10:
        return sheet
    *pieces, rest = sheet.split("}")
    kept = (f"{one}}}" for one in pieces if one.count("{") != 1 or names_telling(one))
    return "".join(kept) + rest


def _depth(sheet: str) -> int:
    deepest = depth = 0
    for bracket in re.findall(r"[(){}\[\]]", sheet):
        depth += 1 if bracket in "({[" else -1 if depth else 0
        deepest = max(deepest, depth)
    return deepest


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
