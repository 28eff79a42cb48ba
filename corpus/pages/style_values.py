"""Lengths and colours of style sheets as numbers: pixels, and red, green and blue from 0 to 1."""

import re
from dataclasses import dataclass
from functools import lru_cache

VIEWPORT = (1280.0, 800.0)
"""Pixels; the window of an ordinary screen, for `vw`, `vh` and media queries."""
ROOT_FONT_PX = 16.0
_UNITS_PX = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6, "rem": ROOT_FONT_PX, "vw": VIEWPORT[0] / 100, "svw": VIEWPORT[0] / 100,
    "lvw": VIEWPORT[0] / 100, "dvw": VIEWPORT[0] / 100, "vi": VIEWPORT[0] / 100,
    "vh": VIEWPORT[1] / 100, "svh": VIEWPORT[1] / 100, "lvh": VIEWPORT[1] / 100,
    "dvh": VIEWPORT[1] / 100, "vb": VIEWPORT[1] / 100, "vmin": VIEWPORT[1] / 100,
    "vmax": VIEWPORT[0] / 100,
}  # fmt: skip
_FONT_UNITS = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "cap": 0.7, "lh": 1.2, "rlh": 1.2}
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)([a-z]{1,5}|%)?")
_TOKEN = re.compile(r"\s*((?:calc|min|max|clamp)?\(|[),*/]|[+-](?=\s)|[+-]?[\d.]+(?:[a-z]+|%)?)")
_LONGEST_SUM = 300
"""Characters of a calc() that are worked out."""


def read_length(value: str, *, font_px: float, whole_px: float) -> float | None:
    """The pixels of a length; a percentage is of `whole_px`. None where it is none that is known."""
    match = _NUMBER.fullmatch(value)
    if match is None:
        if "(" in value and len(value) <= _LONGEST_SUM:
            return _Sum(value, font_px, whole_px).result()
        return None
    number, unit = float(match[1]), match[2] or ""
    if unit == "%":
        return number * whole_px / 100
    if unit in _FONT_UNITS:
        return number * _FONT_UNITS[unit] * font_px
    if unit in _UNITS_PX:
        return number * _UNITS_PX[unit]
    return number if not unit else None


class _Sum:
    """What calc(), min(), max() and clamp() come to; plain numbers count as pixels."""

    def __init__(self, value: str, font_px: float, whole_px: float) -> None:
        self._tokens: list[str] = []
        position = 0
        while position < len(value):
            match = _TOKEN.match(value, position)
            if match is None:
                self._tokens = []
                break
            self._tokens.append(match[1])
            position = match.end()
        self._font_px, self._whole_px, self._at = font_px, whole_px, 0

    def result(self) -> float | None:
        try:
            number = self._added()
        except (ValueError, IndexError, ZeroDivisionError):
            return None
        return number if self._at == len(self._tokens) else None

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _added(self) -> float:
        number = self._multiplied()
        while self._peek() in ("+", "-"):
            sign = 1 if self._next() == "+" else -1
            number += sign * self._multiplied()
        return number

    def _multiplied(self) -> float:
        number = self._single()
        while self._peek() in ("*", "/"):
            if self._next() == "*":
                number *= self._single()
            else:
                number /= self._single()
        return number

    def _single(self) -> float:
        word = self._next()
        if not word.endswith("("):
            number = read_length(word, font_px=self._font_px, whole_px=self._whole_px)
            if number is None:
                raise ValueError(word)
            return number
        parts = [self._added()]
        while self._next() == ",":
            parts.append(self._added())
        if word == "max(":
            return max(parts)
        if word == "clamp(" and len(parts) == 3:
            return max(parts[0], min(parts[1], parts[2]))
        return min(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """Red, green and blue of sRGB and how opaque it is, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, ground: "Colour") -> "Colour":
        """The colour that is seen where it is laid on an opaque one."""
        rest = 1 - self.alpha
        return Colour(
            red=self.red * self.alpha + ground.red * rest,
            green=self.green * self.alpha + ground.green * rest,
            blue=self.blue * self.alpha + ground.blue * rest,
        )

    @property
    def luminance(self) -> float:
        """How bright the colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (self.red, self.green, self.blue)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


WHITE = Colour(red=1.0, green=1.0, blue=1.0)
BLACK = Colour(red=0.0, green=0.0, blue=0.0)
_SYSTEM = {"canvas": WHITE, "field": WHITE, "window": WHITE, "canvastext": BLACK}


_MIXED = re.compile(
    r"(?:color-mix\([^,()]*,|light-dark\(|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(from )"
    r"\s*(#[0-9a-f]+|[a-z]+\([^()]*\)|[a-z]+)"
)


@lru_cache(maxsize=512)
def read_colour(value: str) -> Colour | None:
    """The colour a value names; None where it names none that is known (`currentcolor` too)."""
    from tinycss2.color4 import parse_color

    if value in _SYSTEM:
        return _SYSTEM[value]
    if (mixed := _MIXED.match(value)) is not None and len(value) < 300:
        # One of the two is enough: who mixes white with white wants white.
        return read_colour(mixed[1].strip())
    found = parse_color(value) if len(value) < 100 else None
    if found is None or isinstance(found, str):
        return None
    alpha = min(max(float(found.alpha), 0.0), 1.0)
    if found.space in ("lab", "lch", "oklab", "oklch"):
        # Brightness decides whether it can be read; the hue is left out.
        light = float(found.coordinates[0] or 0)
        bright = light if found.space.startswith("ok") else (light + 16) / 116
        grey = max(min(bright, 1.0), 0.0) ** (3 / 2.2)
        return Colour(red=grey, green=grey, blue=grey, alpha=alpha)
    try:
        red, green, blue = (
            min(max(float(part or 0), 0.0), 1.0) for part in found.to("srgb").coordinates
        )
    except NotImplementedError:
        return None
    return Colour(red=red, green=green, blue=blue, alpha=alpha)


def contrast(one: Colour, two: Colour) -> float:
    """The contrast of two opaque colours, 1 (the same) to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((one.luminance, two.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)
