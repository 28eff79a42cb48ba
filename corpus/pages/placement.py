"""Whether an element with all that stands in it is out of sight: shrunk, cut away, moved, masked."""

import re
from collections.abc import Mapping

from corpus.pages.style_values import VIEWPORT, read_colour, read_length

LEAST_OPACITY = 0.06
FAR_PX = -400.0
"""A shift that takes text out of the window; skip links and slides are shifted so."""
_SLIT_PX = 4.0
"""A box lower or narrower than this shows no letter."""
COLOURS = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|ok(?:lab|lch)|lab|lch|color)\([^()]*\)|\b[a-z]+\b"
)


def is_gone(styles: Mapping[str, str], font_px: float) -> bool:
    """Whether nothing in an element is seen, whatever its children declare."""
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
    return placed and (min(across, down, back, up) <= FAR_PX or beyond)


def _is_masked(styles: Mapping[str, str]) -> bool:
    """Whether a mask lets nothing through."""
    value = f"{styles.get('mask', '')} {styles.get('mask-image', '')}"
    if "gradient(" in value:
        colours = [read_colour(word) for word in COLOURS.findall(value)]
        known = [colour for colour in colours if colour is not None]
        if known and all(colour.alpha < LEAST_OPACITY for colour in known):
            return True
    size = _numbers(styles.get("mask-size", ""), 16, VIEWPORT[0])
    return bool(size) and min(size[:2]) < _SLIT_PX


def _is_behind(styles: Mapping[str, str]) -> bool:
    """Whether an element is laid under the page."""
    layer = _numbers(styles.get("z-index", ""), 1, 1)
    return styles.get("position") in ("absolute", "fixed") and bool(layer) and layer[0] < 0
