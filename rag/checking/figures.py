"""Numbers of a text as values with sign, scale and unit.

`$4.2bn` is `$4.2 billion` and `25bp` is `25 basis points`, but `20%` is not `20`. Numbers in words
are not read as figures, but those of a source support: `a 2-year yield` stands in "the two-year
yield".
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

_SCALE_WORDS = {
    "hundred": 10**2,
    **dict.fromkeys(("k", "thousand"), 10**3),
    **dict.fromkeys(("m", "mn", "mln", "million"), 10**6),
    **dict.fromkeys(("b", "bn", "bln", "billion"), 10**9),
    **dict.fromkeys(("t", "tn", "trn", "trillion"), 10**12),
}
_EXACT_UNITS = {
    "%": r"%|percent(?!age)|per\scent|pct",
    "pp": r"percentage[\s-]points?|(?:%|percent)[\s-]points?|ppts?|pps?",
    "bp": r"basis[\s-]points?|bps?",
    "$": r"(?:us\s)?dollars?|usd",
    "€": r"euros?|eur",
    "£": r"pounds?(?:\ssterling)?|gbp|sterling",
    "¥": r"yen|jpy",
    "cent": r"cents?|pence|p",
}
"""Units that a number must share with its source: a bare number supports none, none a bare one."""
_LOOSE_UNITS = {
    "year": r"years?|yrs?|y",
    "month": r"months?",
    "week": r"weeks?",
    "day": r"days?",
    "hour": r"hours?|hrs?",
    "minute": r"minutes?",
    "quarter": r"quarters?",
    "session": r"sessions?",
    "point": r"points?|pts?",
    "times": r"times|x|fold",
    "barrel": r"barrels?",
    "ounce": r"ounces?|oz",
    "ton": r"tons?|tonnes?",
    "share": r"shares?",
    "job": r"jobs?",
    "th": r"st|nd|rd|th",
    "s": r"s",
}
"""Units that may be left out on either side, but not exchanged: 20 years are not 20 months."""
YEARS = range(1900, 2101)
"""Bare numbers that are taken for years."""
_CURRENCIES = {"us$": "$", "usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}
_COUNT_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_WORDS = {word: Decimal(value) for value, word in enumerate(_COUNT_WORDS)} | {
    "half": Decimal("0.5")
}
_UNITS = {**_EXACT_UNITS, **_LOOSE_UNITS}
_UNIT_GROUPS = {f"u{k}": unit for k, unit in enumerate(_UNITS)}
# Of two that begin alike the longer is tried first: "percent points" before "percent".
_UNIT = "|".join(
    f"(?P<{group}>{_UNITS[unit]})"
    for group, unit in sorted(_UNIT_GROUPS.items(), key=lambda item: item[1] != "pp")
)
_SCALE = "|".join(sorted(_SCALE_WORDS, key=len, reverse=True))
_UNIT_TAIL = rf"(?:{_UNIT})(?![a-z0-9])"
_SCALE_TAIL = rf"(?:[\s-]?(?P<scale>{_SCALE})(?![a-z0-9]))?"
_CURRENCY = r"(?P<currency>(?:us|[achs]|nz|hk)?\$|[€£¥₹₩₽]|(?:usd|eur|gbp|jpy|chf)(?=\s?[0-9]))\s?"
_FIGURE = re.compile(
    rf"(?<![a-z0-9])(?P<sign>(?<![a-z0-9)%])[-+]|(?<!plus or )(?:minus|"
    rf"negative)\s)?(?:{_CURRENCY}(?P<inner>[-+](?=[0-9]))?)?"
    rf"(?P<value>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+){_SCALE_TAIL}(?:[\s-]?{_UNIT_TAIL})?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?<![a-z0-9])(?P<word>{'|'.join(_WORDS)})(?=[\s-]){_SCALE_TAIL}(?:(?:\sa\s|[\s-]){_UNIT_TAIL})?",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![a-z0-9])(?:[a-z]+[0-9][a-z0-9]*|[0-9]+[a-z][a-z0-9]*)(?![a-z0-9])", re.IGNORECASE
)
_PERIOD_IN_WORDS = re.compile(r"\b(first|second|third|fourth)[\s-](quarter|half)\b", re.IGNORECASE)
_PERIOD_CODE = re.compile(r"([1-4])([qh])", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:-|/|to|and|or)\s?", re.IGNORECASE)
_SCALE_IN = re.compile(rf"[\s-]?(?P<scale>{_SCALE})(?![a-z])", re.IGNORECASE)
_CURRENCY_SIGNS = "$€£¥₹₩₽"
_NTH = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as written, and what it amounts to."""

    text: str
    value: Decimal | None
    """With sign and scale; None for a code such as `Q2`, which is all in its unit."""
    unit: str
    """`%`, `bp`, a currency, `year`, ..., the code itself, or empty."""
    start: int
    end: int


@lru_cache(maxsize=4_096)
def find_figures(text: str) -> tuple[Figure, ...]:
    """The numbers of a normalised text in order."""
    found: list[Figure] = []
    end = 0
    codes = {match.start(): match for match in _CODE.finditer(text)}
    for match in _FIGURE.finditer(text):
        if match.start() < end:
            continue
        found.append(_make_figure(match))
        end = match.end()
    taken = [(f.start, f.end) for f in found]
    for start, match in codes.items():
        # "25bp" and "4th" are figures as a whole; "Q2" and "747s8" are not.
        if any(first <= start and match.end() <= last for first, last in taken):
            continue
        found = [f for f in found if f.end <= start or f.start >= match.end()]
        found.append(_make_code(match[0], start, match.end()))
    return tuple(sorted(found, key=lambda figure: figure.start))


def _make_figure(match: re.Match[str]) -> Figure:
    value = Decimal(match["value"].replace(",", "")) * _scale_of(match)
    sign = (match["sign"] or match["inner"] or "").strip()
    if sign and sign != "+":
        value = -value
    currency = (match["currency"] or "").lower()
    unit = _CURRENCIES.get(currency, currency) or _unit_of(match)
    if value in YEARS and unit and _OF_YEAR.search(match.string[: match.start()][-8:]):
        return Figure(  # "the end-2026 yen forecast"
            text=match["value"], value=value, unit="", start=match.start(), end=match.end("value")
        )
    return Figure(text=match[0], value=value, unit=unit, start=match.start(), end=match.end())


_OF_YEAR = re.compile(r"\b(?:end|mid|late|early)[\s-]$", re.IGNORECASE)


def _scale_of(match: re.Match[str]) -> int:
    return _SCALE_WORDS.get((match["scale"] or "").lower(), 1)


def _unit_of(match: re.Match[str]) -> str:
    return next((unit for group, unit in _UNIT_GROUPS.items() if match[group]), "")


def _make_code(text: str, start: int, end: int) -> Figure:
    code = _PERIOD_CODE.sub(r"\2\1", text) if len(text) == 2 else text
    return Figure(text=text, value=None, unit=code.lower(), start=start, end=end)


def read_figures(text: str) -> list[tuple[Figure, ...]]:
    """Each number with what it may mean: in "20 to 25%" and "$4 to 5bn" one side lends its unit."""
    figures = find_figures(text)
    readings = [[figure] for figure in figures]
    for k, (left, right) in enumerate(pairwise(figures)):
        if left.value is None or right.value is None:
            continue
        if not right.unit and left.unit and _COMPARED.fullmatch(text[left.end : right.start]):
            readings[k + 1].append(replace(right, unit=left.unit))
        if _RANGE.fullmatch(text[left.end : right.start]) is None:
            continue
        if not left.unit or right.unit in ("", left.unit):
            unit, scale = left.unit or right.unit, _SCALE_IN.search(right.text)
            readings[k].append(replace(left, unit=unit))
            if scale is not None:
                value = left.value * _scale_of(scale)
                readings[k].append(replace(left, value=value, unit=unit))
        if not right.unit and left.text[:1] in _CURRENCY_SIGNS:
            readings[k + 1].append(replace(right, unit=left.unit))
    return [tuple(reading) for reading in readings]


_COMPARED = re.compile(
    r"[^.;]{0,60}\b(?:against|from|versus|compared (?:with|to)|instead of|rather than)\s(?:about\s|just\s|only\s)?$",
    re.IGNORECASE,
)
"""What stands between a number and the one it is compared with: `19% of the fund, against 8`."""


def supporting_figures(source: str) -> list[Figure]:
    """Every reading of a source's numbers, with those in words and the quarters it spells out."""
    found = [figure for readings in read_figures(source) for figure in readings]
    for match in _IN_WORDS.finditer(source):
        unit = _unit_of(match)
        if unit or match["scale"]:
            value = _WORDS[match["word"].lower()] * _scale_of(match)
            found.append(
                Figure(text=match[0], value=value, unit=unit, start=match.start(), end=match.end())
            )
    for match in _PERIOD_IN_WORDS.finditer(source):
        code = f"{match[2][0].lower()}{_NTH.index(match[1].lower()) + 1}"
        found.append(_make_code(code, match.start(), match.end()))
    return found


def supports(source: Figure, figure: Figure) -> bool:
    """Whether a source's number is the sentence's: value and unit, one of which may lack a loose unit."""
    if source.value != figure.value:
        return False
    loose = ("", *_LOOSE_UNITS)
    return source.unit == figure.unit or (
        source.unit in loose and figure.unit in loose and "" in (source.unit, figure.unit)
    )


def gives(field: Figure, figure: Figure) -> bool:
    """A date's day supports "18" and "18th", never "18 years"."""
    return field.value == figure.value and (field.unit == figure.unit or figure.unit in ("", "th"))
