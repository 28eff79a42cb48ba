"""How an element looks to a reader, from its declared styles and the look of what it stands in.

No page is laid out: what needs the size of a drawn box (text behind another box, a line cut off)
is not seen here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.style_declarations import fill_variables
from corpus.style_sheets import Element
from corpus.style_values import (
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
_LEAST_OPACITY = 0.06
_FAR_PX = -400.0
"""A shift that takes text out of the window; skip links and slides are shifted so."""
_SLIT_PX = 4.0
"""A box lower or narrower than this shows no letter."""
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
    if not look.visible or look.font_px < _SMALLEST_FONT_PX or look.indent_px <= _FAR_PX:
        return False
    if look.spacing_px <= -0.4 * look.font_px or (look.line_px is not None and look.line_px < 1):
        return False
    ink = look.fill or look.ink
    if ink is None:
        return True
    if ink.alpha * look.opacity < _LEAST_OPACITY:
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
    gone = around.gone or opacity < _LEAST_OPACITY or _is_gone(styles, look.font_px)
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


_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|ok(?:lab|lch)|lab|lch|color)\([^()]*\)|\b[a-z]+\b"
)


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
        words = _COLOUR.findall(value)
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


def _is_gone(styles: Mapping[str, str], font_px: float) -> bool:
    if styles.get("display") == "none" or styles.get("content-visibility") == "hidden":
        return True
    return (
        _has_no_room(styles, font_px)
        or _is_cut_away(styles, font_px)
        or _is_shrunk(styles)
        or _is_far_off(styles, font_px)
        or _is_masked(styles)
        or _is_behind(styles)
    )


def _has_no_room(styles: Mapping[str, str], font_px: float) -> bool:
    hides = ("hidden", "clip", "scroll", "auto")
    both = styles.get("overflow", "").split()
    across = styles.get("overflow-x", both[0] if both else "")
    down = styles.get("overflow-y", both[-1] if both else "")
    for name, overflow in (("height", down or across), ("width", across or down)):
        for limit in (name, f"max-{name}"):
            px = read_length(
                styles.get(limit, ""), font_px=font_px, whole_px=VIEWPORT[name == "height"]
            )
            if px is not None and px < _SLIT_PX and overflow in hides:
                return True
    return False


def _numbers(value: str, font_px: float, whole_px: float) -> list[float]:
    """The lengths in a value, in order."""
    found = (
        read_length(word, font_px=font_px, whole_px=whole_px)
        for word in re.findall(r"[+-]?[\d.]+(?:[a-z]+|%)?", value)
    )
    return [number for number in found if number is not None]


def _is_cut_away(styles: Mapping[str, str], font_px: float) -> bool:
    """Whether `clip` or `clip-path` leaves a slit at most."""
    clip = _numbers(styles.get("clip", ""), font_px, 0)
    if styles.get("clip", "").startswith("rect(") and len(clip) == 4:
        top, right, bottom, left = clip
        if bottom - top < _SLIT_PX or right - left < _SLIT_PX:
            return True
    kind, _, inside = styles.get("clip-path", "").partition("(")
    if kind == "inset":
        sides = _numbers(inside.partition("round")[0], font_px, 1000)[:4]
        top, right, bottom, left = (sides * 4)[:4] if len(sides) in (1, 2, 4) else (
            (*sides, sides[1]) if len(sides) == 3 else (0, 0, 0, 0)
        )  # fmt: skip
        return top + bottom >= 990 or left + right >= 990
    if kind in ("circle", "ellipse"):
        radii = _numbers(inside.partition("at")[0], font_px, 1000)
        return bool(radii) and min(radii) < 2
    if kind == "polygon":
        points = _numbers(inside, font_px, 1000)
        return bool(points) and any(
            max(points[axis::2], default=0) - min(points[axis::2], default=0) < _SLIT_PX
            for axis in (0, 1)
        )
    return False


def _is_shrunk(styles: Mapping[str, str]) -> bool:
    """Whether a transformation leaves nothing of an element: to a point or turned on its edge."""
    transform = styles.get("transform", "")
    for kind, inside in re.findall(
        r"(scale[xy]?|scale3d|matrix|rotate[xy])\(([^()]*)\)", transform
    ):
        numbers = _numbers(inside, 1, 1)
        if kind == "matrix":
            if len(numbers) == 6 and abs(numbers[0] * numbers[3] - numbers[1] * numbers[2]) < 0.01:
                return True
        elif kind.startswith("rotate"):
            if re.fullmatch(r"\s*-?(?:90|270)deg\s*|\s*-?0?\.[27]5turn\s*|\s*-?100grad\s*", inside):
                return True
        elif numbers and min(map(abs, numbers[:2])) < 0.1:
            return True
    scale = _numbers(styles.get("scale", ""), 1, 1)
    zoom = _numbers(styles.get("zoom", ""), 1, 1)
    return any(bool(one) and min(map(abs, one[:2])) < 0.1 for one in (scale, zoom))


def _shift(styles: Mapping[str, str], font_px: float) -> tuple[float, float]:
    """By how many pixels transformations move an element to the right and down."""
    across = down = 0.0
    wide, high = VIEWPORT
    moves = re.findall(r"translate(3d|x|y)?\(([^()]*)\)", styles.get("transform", ""))
    moves.append(("", styles.get("translate", "").replace(" ", ",")))
    for kind, inside in moves:
        parts = inside.split(",")
        first = (_numbers(parts[0], font_px, high if kind == "y" else wide) or [0.0])[0]
        second = (_numbers(parts[1], font_px, high) or [0.0])[0] if len(parts) > 1 else 0.0
        across += first if kind != "y" else 0.0
        down += first if kind == "y" else second
    return across, down


def _is_far_off(styles: Mapping[str, str], font_px: float) -> bool:
    """Whether an element is moved out of the window."""
    wide, high = VIEWPORT

    def px(name: str, whole: float) -> float:
        return read_length(styles.get(name, ""), font_px=font_px, whole_px=whole) or 0.0

    across, down = _shift(styles, font_px)
    across += px("left", wide) + px("margin-left", wide)
    down += px("top", high) + px("margin-top", wide)
    back, up = px("right", wide) + px("margin-right", wide), px("bottom", high)
    if min(across, down, back, up) <= -1000 or max(across, back) >= 3 * wide:
        return True
    placed = styles.get("position", "") in ("absolute", "fixed")
    beyond = across >= wide or back >= wide or (styles.get("position") == "fixed" and down >= high)
    return placed and (min(across, down, back, up) <= _FAR_PX or beyond)


def _is_masked(styles: Mapping[str, str]) -> bool:
    """Whether a mask lets nothing through."""
    value = f"{styles.get('mask', '')} {styles.get('mask-image', '')}"
    if "gradient(" in value:
        colours = [read_colour(word) for word in _COLOUR.findall(value)]
        known = [colour for colour in colours if colour is not None]
        if known and all(colour.alpha < _LEAST_OPACITY for colour in known):
            return True
    size = _numbers(styles.get("mask-size", ""), 16, VIEWPORT[0])
    return bool(size) and min(size[:2]) < _SLIT_PX


def _is_behind(styles: Mapping[str, str]) -> bool:
    """Whether an element is laid under the page."""
    layer = _numbers(styles.get("z-index", ""), 1, 1)
    return styles.get("position") in ("absolute", "fixed") and bool(layer) and layer[0] < 0
