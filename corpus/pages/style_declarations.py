"""The declarations of a style that can hide text, shorthands written out.

https://www.w3.org/TR/css-cascade-4/
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import tinycss2

from corpus.errors import CorpusError

_TELLING = frozenset([
        "display", "visibility", "opacity", "color", "background", "background-color",
        "background-image", "background-clip", "-webkit-background-clip", "font", "font-size",
        "line-height", "letter-spacing", "text-indent", "position", "left", "right", "top",
        "bottom", "inset", "margin", "margin-left", "margin-right", "margin-top", "height",
        "width", "max-height", "max-width", "overflow", "overflow-x", "overflow-y", "clip",
        "clip-path", "-webkit-clip-path", "mask", "mask-image", "mask-size", "-webkit-mask",
        "-webkit-mask-image", "-webkit-mask-size", "transform", "-webkit-transform", "scale",
        "translate", "rotate", "zoom", "filter", "content-visibility", "z-index",
        "-webkit-text-fill-color", "block-size", "inline-size", "max-block-size",
        "max-inline-size", "inset-inline-start", "inset-block-start", "margin-inline-start",
        "inset-inline", "inset-block",
])  # fmt: skip
_LOGICAL = {
    "block-size": "height", "inline-size": "width", "max-block-size": "max-height",
    "max-inline-size": "max-width", "inset-inline-start": "left", "inset-block-start": "top",
    "inset-inline": "left", "inset-block": "top", "margin-inline-start": "margin-left",
    "-webkit-clip-path": "clip-path", "-webkit-mask": "mask", "-webkit-mask-image": "mask-image",
    "-webkit-mask-size": "mask-size", "-webkit-transform": "transform",
    "-webkit-background-clip": "background-clip",
}  # fmt: skip
_FONT_SIZE = re.compile(
    r"(?:^|\s)([\d.]+(?:[a-z]{1,4}|%)|0|(?:xx?-)?(?:small|large)|medium)(?=[\s/])"
)
Declaration = tuple[str, str, bool]
"""A property, its value in lower case, and whether it is important."""


_LONGEST_STYLE = 20_000
_NAMES = re.compile(
    r"(?:"
    + "|".join(sorted(_TELLING - {"margin", "margin-right", "margin-top"}))
    + r"|--[\w-]{1,100}|\\)"
    r"\s{0,20}(?:/\*|:)",
    re.IGNORECASE,
)


def names_telling(block: str) -> bool:
    """Whether a block of a sheet may declare what can hide text, by the names in it."""
    return _NAMES.search(block) is not None or "-99" in block


@lru_cache(maxsize=2048)
def read_style(style: str) -> tuple[Declaration, ...]:
    """The telling declarations of a `style` attribute.

    Raises:
        CorpusError: it is too long or nests too deep.
    """
    if len(style) > _LONGEST_STYLE:
        raise CorpusError(f"a style attribute is longer than {_LONGEST_STYLE:,} characters")
    try:
        return tuple(
            read_declarations(
                tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
            )
        )
    except RecursionError as error:
        raise CorpusError("a style attribute nests too deep to be read") from error


def read_declarations(nodes: Iterable[object]) -> Iterator[Declaration]:
    """The telling declarations among the nodes of a block, in order."""
    for node in nodes:
        if getattr(node, "type", "") != "declaration":
            continue
        name: str = node.lower_name  # type: ignore[attr-defined]
        if not (name in _TELLING or name.startswith("--")):
            continue
        value = " ".join(tinycss2.serialize(node.value).lower().split())  # type: ignore[attr-defined]
        important: bool = node.important  # type: ignore[attr-defined]
        yield from ((one, text, important) for one, text in _longhands(name, value))


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A shorthand as what it stands for; the rest under its own name without prefix."""
    if name == "font":
        if (size := _FONT_SIZE.search(f"{value} ")) is not None:
            yield "font-size", size[1]
        return
    parts = _sides(value)
    if name == "inset":
        yield from zip(("top", "right", "bottom", "left"), parts, strict=False)
    elif name == "margin":
        yield from zip(("margin-top", "margin-right", "", "margin-left"), parts, strict=False)
    else:
        yield _LOGICAL.get(name, name), value


def _sides(value: str) -> tuple[str, str, str, str]:
    """One to four values as those of the top, right, bottom and left side."""
    parts = re.findall(r"[^\s()]*\([^()]*\)|[^\s()]+", value)[:4] or [""]
    top, right = parts[0], parts[1] if len(parts) > 1 else parts[0]
    bottom = parts[2] if len(parts) > 2 else top
    return top, right, bottom, parts[3] if len(parts) > 3 else right


def fill_variables(value: str, variables: Mapping[str, str]) -> str:
    """A value with each `var(--name, fallback)` filled in; empty where a name stays unknown."""
    for _ in range(20):  # also the end of variables that name one another in a circle
        start = value.find("var(")
        if start < 0:
            return value
        end, depth = start + 4, 1
        while end < len(value) and depth:
            depth += {"(": 1, ")": -1}.get(value[end], 0)
            end += 1
        name, _, fallback = value[start + 4 : end - (depth == 0)].partition(",")
        filled = variables.get(name.strip(), fallback.strip())
        value = f"{value[:start]}{filled}{value[end:]}"
        if not filled or len(value) > 2000:
            return ""
    return ""
