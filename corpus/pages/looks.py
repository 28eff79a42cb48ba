"""How an element looks to a reader, from its declared styles and the look of what it stands in.

No page is laid out: what needs the size of a drawn box (text behind another box, a line cut off)
is not seen here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.pages.placement import COLOURS, FAR_PX, LEAST_OPACITY, is_gone
from corpus.pages.style_declarations import fill_variables
from corpus.pages.style_sheets import Element
from corpus.pages.style_values import (
    BLACK,
    ROOT_FONT_PX,
    VIEWPORT,
    WHITE,
    Colour,
    contrast,
    read_colour,
    read_length,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SMALLEST_FONT_PX = 4.0
"""Letters below it are dots on any screen; small print of pages begins at 8 px."""
_LEAST_CONTRAST = 1.15
"""Ratio, 1 is the same colour; the palest grey that pages write in, #ccc on white, has 1.6."""
_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
    "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an element shows of itself and hands down to what stands in it."""

    gone: bool = False
    """Nothing in it is seen, whatever its children say."""
    visible: bool = True
    font_px: float = ROOT_FONT_PX
    line_px: float | None = None
    """None is the font's own height."""
    spacing_px: float = 0.0
    indent_px: float = 0.0
    opacity: float = 1.0
    ink: Colour | None = BLACK
    """None is unknown."""
    fill: Colour | None = None
    """What `-webkit-text-fill-color` sets over the ink."""
    ground: Colour | None = WHITE
    """Opaque; None is a picture or unknown."""
    variables: Mapping[str, str]


FIRST_LOOK = Look(variables={})


def shows_text(look: Look) -> bool:
    """Whether the text of an element itself can be read."""
    if not look.visible or look.font_px < _SMALLEST_FONT_PX or look.indent_px <= FAR_PX:
        return False
    if look.spacing_px <= -0.4 * look.font_px or (look.line_px is not None and look.line_px < 1):
        return False
    ink = look.fill or look.ink
    if ink is None:
        return True
    if ink.alpha * look.opacity < LEAST_OPACITY:
        return False
    return look.ground is None or contrast(ink.over(look.ground), look.ground) >= _LEAST_CONTRAST


def look_of(element: Element, declared: Mapping[str, str], around: Look) -> Look:
    """The look of an element with these declarations, standing in an element of that look."""
    markup = element.etree_element
    styles = {**_of_markup(markup), **declared}
    if "hidden" in markup.attrib and markup.get("hidden") != "until-found":
        styles.setdefault("display", "none")
    if not styles:
        return around
    own = {name: value for name, value in styles.items() if name.startswith("--")}
    variables = {**around.variables, **own} if own else around.variables
    styles = {name: _computed(name, value, variables) for name, value in styles.items()}
    look = _with_font(styles, replace(around, variables=variables))
    look = _with_colours(styles, look)
    look = replace(look, visible=_is_visible(styles, look.visible))
    opacity = look.opacity * _opacity(styles)
    gone = around.gone or opacity < LEAST_OPACITY or is_gone(styles, look.font_px)
    return replace(look, opacity=opacity, gone=gone)


def _computed(name: str, value: str, variables: Mapping[str, str]) -> str:
    if not name.startswith("--"):
        value = fill_variables(value, variables)
    return "" if value in ("inherit", "unset", "revert", "revert-layer") else value


def _of_markup(markup: "HtmlElement") -> dict[str, str]:
    """The styles that attributes of old HTML stand for; sheets win over them."""
    found = {}
    if colour := markup.get("bgcolor"):
        found["background-color"] = colour.strip().lower()
    if markup.tag == "font" and (colour := markup.get("color")):
        found["color"] = colour.strip().lower()
    if markup.tag == "body" and (colour := markup.get("text")):
        found["color"] = colour.strip().lower()
    return found


def _with_font(styles: Mapping[str, str], look: Look) -> Look:
    size = styles.get("font-size", "")
    font_px = _SIZES.get(size) or read_length(size, font_px=look.font_px, whole_px=look.font_px)
    if size == "smaller":
        font_px = look.font_px / 1.2
    elif size in ("larger", "initial"):
        font_px = look.font_px * 1.2 if size == "larger" else ROOT_FONT_PX
    elif font_px is None:
        font_px = look.font_px
    if zoom := read_length(styles.get("zoom", ""), font_px=font_px, whole_px=1):
        font_px *= zoom
    look = replace(look, font_px=font_px)
    height = styles.get("line-height", "")
    if height in ("normal", "initial"):
        look = replace(look, line_px=None)
    elif height:
        number = re.fullmatch(r"[\d.]+", height) is not None
        px = read_length(height, font_px=font_px, whole_px=font_px)
        look = replace(look, line_px=px * font_px if number and px is not None else px)
    for name, field in (("letter-spacing", "spacing_px"), ("text-indent", "indent_px")):
        value = styles.get(name, "").split(" ")[0]
        px = 0.0 if value in ("normal", "initial") else None
        px = read_length(value, font_px=font_px, whole_px=VIEWPORT[0]) if px is None else px
        if px is not None:
            look = replace(look, spacing_px=px) if field == "spacing_px" else replace(
                look, indent_px=px
            )  # fmt: skip
    return look


def _with_colours(styles: Mapping[str, str], look: Look) -> Look:
    ink = read_colour(styles.get("color", "")) or look.ink
    if styles.get("color") == "initial":
        ink = BLACK
    fill = look.fill
    if "-webkit-text-fill-color" in styles:
        fill = read_colour(styles["-webkit-text-fill-color"])
    ground = _ground(styles, ink, look.ground)
    clip = f"{styles.get('background-clip', '')} {styles.get('background', '')}"
    if re.search(r"\btext\b", clip):  # the ground is drawn through the letters
        return replace(look, ink=None, fill=None)
    return replace(look, ink=ink, fill=fill, ground=ground)


def _ground(styles: Mapping[str, str], ink: Colour | None, below: Colour | None) -> Colour | None:
    """The colour that an element's text stands on."""
    for name in ("background", "background-color", "background-image"):
        value = styles.get(name, "")
        if "url(" in value or "image-set(" in value:
            return None
        words = COLOURS.findall(value)
        colours = [ink if word == "currentcolor" else read_colour(word) for word in words]
        known = [colour for colour in colours if colour is not None]
        if not known:
            continue
        if below is None and min(colour.alpha for colour in known) < 1:
            return None
        laid = [colour.over(below or WHITE) for colour in known]
        if any(contrast(laid[0], other) > _LEAST_CONTRAST for other in laid[1:]):
            return None
        below = laid[0]
    return below


def _is_visible(styles: Mapping[str, str], inherited: bool) -> bool:
    value = styles.get("visibility", "")
    if value in ("hidden", "collapse"):
        return False
    return inherited if value not in ("visible", "initial") else True


def _opacity(styles: Mapping[str, str]) -> float:
    value = 1.0
    for text in (
        styles.get("opacity", ""),
        *re.findall(r"opacity\(\s*([^()]*)\)", styles.get("filter", "")),
    ):
        number = read_length(text, font_px=1, whole_px=1)
        value *= 1.0 if number is None else min(max(number, 0.0), 1.0)
    return value
