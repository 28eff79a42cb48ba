"""Quantities in a text: figures that measure something, apart from dates, ordinals and index names."""

import re
from dataclasses import dataclass

from corpus.dating.dates import find_dates

_FIGURE = re.compile(
    r"(?P<currency>[$€£¥]\s?)?(?P<sign>(?<![\w\d])[-−+])?"
    r"(?P<value>\d+(?:,\d{3})*(?:\.\d+)?(?![\w]*\d)"
    r"|(?<!\w)(?:half|one-third|a third|two-thirds|a quarter)(?!\w))"
    r"(?P<unit>\s?%|[\s-]?(?:percent(?:age)?(?:\spoints?)?|per\scent|basis[\s-]points?|bps?|points?|"
    r"pips?|times|x|trillion|billion|million|thousand|tn|bn|mn|m|k|barrels?|dollars?|cents?|euros?|"
    r"yen|pounds?|jobs|companies|shares|ounces?|tonnes?|tons?|years?|months?|weeks?|days?|quarters?)(?!\w))?",
    re.IGNORECASE,
)
_NAMED_INDEX = re.compile(
    r"(?:S&P|Russell|Nasdaq|Dow|FTSE|Stoxx|Nikkei|CAC|DAX|SMI|CSI|ASX|TOPIX|MSCI|SmallCap|MidCap|Hang Seng|IBEX|"
    r"Wilshire|No\.?)\s*$",
    re.IGNORECASE,
)
_SCALES = {"%": "%", "percent": "%", "per cent": "%", "bp": "bp", "bps": "bp"}


_FRACTION_OF = re.compile(r"\s+(?:of|the|their|its)\b", re.IGNORECASE)
_LEVEL_DIGITS = 2
"""Digits before the point from which a bare figure may be a level."""
DURATIONS = frozenset("year month week day quarter".split())
"""Units that answer only a question for how long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with its unit as written at `start` to `end`."""

    start: int
    end: int
    value: str
    """Digits without thousands separators."""
    unit: str
    """`%`, `bp`, a currency sign, the unit's word, or empty for a bare decimal."""

    @property
    def is_level(self) -> bool:
        """Whether it may be where an index or a price stands."""
        if len(self.value.partition(".")[0]) < _LEVEL_DIGITS or not self.value[0].isdigit():
            return self.unit[:1] in "$€£¥" and self.unit != ""
        return self.unit in ("", "point") or self.unit[:1] in "$€£¥"


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities in order: figures with a unit or a currency, and bare ones of some precision."""
    days = [(m.start, m.end) for m in find_dates(text, reference=None)]
    found = []
    for match in _FIGURE.finditer(text):
        if _NAMED_INDEX.search(text[max(0, match.start() - 14) : match.start()]):
            continue
        if any(start <= match.start() < end for start, end in days):
            continue
        unit = _unit(match)
        value = match["value"].replace(",", "").rstrip(".").lower()
        precise = "." in value or "," in match["value"] or _is_fraction(match, text)
        if unit or precise:
            found.append(Quantity(start=match.start(), end=match.end(), value=value, unit=unit))
    return tuple(found)


def _is_fraction(match: re.Match[str], text: str) -> bool:
    """`half of them` is a share, `the second half of the year` is a time."""
    if match["value"][0].isdigit() or not _FRACTION_OF.match(text, match.end()):
        return False
    return not re.search(r"\b(?:first|second|latter|other|back)\s+$", text[: match.start()].lower())


def _unit(match: re.Match[str]) -> str:
    word = " ".join((match["unit"] or "").replace("-", " ").lower().split())
    if word.startswith("percent") and "point" in word:
        word = "percentage point"
    elif word.startswith("basis"):
        word = "bp"
    word = _SCALES.get(word, word.removesuffix("s") if len(word) > 3 else word)
    return f"{(match['currency'] or '').strip()}{word}"
