"""Forecasts in a clause: a value or a range, its unit, its direction and its horizon.

A number counts only where a word of forecasting stands before it in its part of the sentence, or a
horizon that lies ahead stands right behind it: "could gain 20% over the next year" is a forecast,
"gained 20% last year" none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.article import Period
from corpus.dating.dates import find_dates
from corpus.names import find_indices

Direction = Literal["up", "down"]

_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_SCALES = {
    "trillion": 1e12,
    "billion": 1e9,
    "million": 1e6,
    "thousand": 1e3,
    "trn": 1e12,
    "tn": 1e12,
    "bn": 1e9,
    "mn": 1e6,
    "m": 1e6,
    "t": 1e12,
    "b": 1e9,
    "k": 1e3,
}
_VALUE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:trillion|billion|million|thousand|trn|tn|bn|mn)\b|[mMbBkKtT](?![\w])"
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?P<sign>(?:US|C|A|HK)?[$€£¥₹])?\s?(?P<low>{_VALUE})\s?(?P<low_scale>{_SCALE})?"
    rf"(?P<low_percent>\s?%)?"
    rf"(?:\s?(?:-|–|—|to|and)\s?(?:(?:US|C|A|HK)?[$€£¥₹])?(?P<high>{_VALUE})\s?(?P<high_scale>{_SCALE})?)?"
    rf"(?P<unit>\s?%|\s(?:percentage[ -]points?|percent|per[ ]cent|pct|basis[ -]points?|bps?"
    rf"|dollars|euros|pounds|yen|times)\b"
    rf"|-(?:basis-point|percent|point)\b)?(?![\w%]|-(?:year|month|day|week|quarter)|,\d)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:will|would|could|may|might|should|shall|'ll|expect(?:s|ed|ing)?|forecast(?:s|ed|ing)?|sees?|seeing"
    r"|target(?:s|ed|ing)?|project(?:s|ed|ing|ions?)?|estimat(?:es?|ed|ing)|predict(?:s|ed|ing)?|likely|poised"
    r"|upside|downside|anticipat(?:es?|ed|ing)|outlook|guid(?:es?|ed|ing|ance)|pencil\w*|assum(?:es?|ing)|set to"
    r"|on track|reckon(?:s|ed)?|bet(?:s|ting)?|pegs?|pegged|probability|chance|odds|puts? (?:it|the)"
    r"|headed|rate[- ]cuts? of)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"[;.]\s|,\s(?:after|which|who|because|having|compared|versus|while|whereas|but)\b"
)
_HORIZON = re.compile(
    r"\b(?:(?:over|in|within|for)\s(?:the\s)?(?:next|coming|following)\s(?:\w+\s)?(?:years?|months?|weeks?|quarters?|decade)"
    r"|(?:over|in|within)\s(?:a|one|two|three|four|five|six|nine|ten|twelve|\d{1,2})\s(?:years?|months?|quarters?)"
    r"|(?:by|at)\s(?:the\s)?(?:end|close|middle)\sof\s(?:the\s|this\s|next\s)?(?:year|decade|quarter|\d{4})"
    r"|by\s(?:year-end|yearend|christmas|then)|(?:at|for|to)\syear-end|year-end|by\s(?:mid|early|late)-?\s?\d{4}|(?:end|mid)-20[2-9]\d"
    r"|(?:this|next)\s(?:fiscal\s|financial\s|calendar\s)?(?:year|quarter|month|week)|in\sthe\s(?:first|second|third|fourth|final)\s(?:quarter|half)"
    r"|by\s(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s\d{4})?"
    r"|(?:in|by|for|through|into)\s(?:fiscal\s)?20[2-9]\d)\b",
    re.IGNORECASE,
)
_ROLLING = re.compile(
    r"^(?:over|in|within|for)\s(?:the\s)?(?:(?:next|coming|following)\s)?(?P<count>\w+(?=\s))?\s?"
    r"(?P<unit>year|month|week|quarter|decade)s?$",
    re.IGNORECASE,
)
_COUNTS = {
    "a": 1,
    "one": 1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_HORIZON_CHARACTERS = 70
_SOON_CHARACTERS = 45
_UP = re.compile(
    r"\b(?:ris(?:e|es|ing)|gain(?:s|ing)?|climb\w*|increas\w*|grow(?:s|th|ing)?|jump\w*|surg\w*|rall(?:y|ies|ying)|upside"
    r"|rais(?:e|es|ed|ing)|lift(?:s|ed)?|advanc\w*|higher|up|top|return(?:s|ing)?|add(?:s|ing)?|boost\w*|expand\w*|rebound\w*)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fall(?:s|ing)?|drop(?:s|ping)?|declin\w*|los(?:e|es|ing)|shrink\w*|slip\w*|slump\w*|downside|cut(?:s|ting)?|lower(?:s|ed|ing)?"
    r"|contract\w*|down|decreas\w*|slid\w*|plung\w*|tumbl\w*|reduc\w*|trim\w*|correction|pullback)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|than|versus|vs\.?|against|of|since|below|above)\s(?:about\s|around\s|nearly\s|a\s|the\s)?$",
    re.I,
)
_LEVEL = re.compile(
    r"\b(?:to|at|reach(?:es|ing)?|hit(?:s|ting)?|target(?:s|ed|ing)?(?:\sof|\sto|\son[^,;]{0,30}\s(?:to|at|of))?|of|top(?:s|ping)?|averag\w+|around|near)\s"
    r"(?:about\s|around\s|nearly\s|a\s|as\smuch\sas\s)?$",
    re.IGNORECASE,
)
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A value that is expected; `low` and `high` are the same where no range stands."""

    low: float
    high: float
    unit: str
    """`percent`, `percentage points`, `basis points`, `times`, a currency such as `USD`, or `level`."""
    direction: Direction | None
    """Up or down where the words say so."""
    horizon: Period | str | None
    """When it is expected for: days where they follow from the words, else the words."""
    subject: str | None
    """What it is a forecast of, by the name that subjects have."""


def find_forecasts(
    text: str, *, reference: date | None, subjects: tuple[tuple[int, str], ...] = ()
) -> tuple[Forecast, ...]:
    """The forecasts of a clause in order; `subjects` are places and names of what it speaks of."""
    if not any(character.isdigit() for character in text):
        return ()
    for start, end in find_indices(text):  # the 500 of an index is no value
        text = text[:start] + "x" * (end - start) + text[end:]
    found: list[Forecast] = []
    for match in _NUMBER.finditer(text):
        made = _make(text, match, reference, subjects)
        if made is not None:
            found.append(made)
    return tuple(found[:_MOST])


def _make(
    text: str, match: re.Match[str], reference: date | None, subjects: tuple[tuple[int, str], ...]
) -> Forecast | None:
    before = _part_before(text, match.start())
    behind = text[match.end() : match.end() + _HORIZON_CHARACTERS]
    ahead = _HORIZON.search(behind)
    cued = _CUE.search(before) is not None
    soon = ahead is not None and ahead.start() < _SOON_CHARACTERS
    if not cued and not soon:
        return None
    if not _is_value(match, before):
        return None
    low, high, unit = _read(match)
    place = match.start()
    named = [name for start, name in subjects if start < place]
    later = [name for start, name in subjects if start >= place]
    return Forecast(
        low=min(low, high),
        high=max(low, high),
        unit=unit,
        direction=_direction(before),
        horizon=_horizon(text, match, ahead, reference),
        subject=named[-1] if named else (later[0] if later else None),
    )


def _part_before(text: str, end: int) -> str:
    """The words before a number in its own part of the sentence."""
    start = 0
    for match in _PART.finditer(text, 0, end):
        start = match.end()
    return text[start:end]


def _is_value(match: re.Match[str], before: str) -> bool:
    """Whether the number is a forecast's and no year, count, date or starting point."""
    level = _LEVEL.search(before) is not None
    of_level = level and before.rstrip().lower().endswith("of")
    if _FROM.search(before) and match.group("high") is None and not of_level:
        return False
    if match.group("unit") or match.group("sign") or match.group("low_percent"):
        return True
    value = match.group("low")
    plain_year = (
        match.group("high") is None and len(value) == 4 and "," not in value and "." not in value
    )
    if plain_year and 1990 <= int(value) <= 2100:
        return False
    return "," in value and level


def _read(match: re.Match[str]) -> tuple[float, float, str]:
    unit_text = (match.group("unit") or match.group("low_percent") or "").strip(" -").lower()
    scale = (match.group("low_scale") or match.group("high_scale") or "").lower()
    high_scale = (match.group("high_scale") or match.group("low_scale") or "").lower()
    low = float(match.group("low").replace(",", "")) * _SCALES.get(scale, 1.0)
    high_text = match.group("high")
    high = float(high_text.replace(",", "")) * _SCALES.get(high_scale, 1.0) if high_text else low
    return low, high, _unit(unit_text, match.group("sign"))


def _unit(words: str, sign: str | None) -> str:
    if sign:
        prefix = sign[:-1].upper()
        return {"C": "CAD", "A": "AUD", "HK": "HKD"}.get(prefix, _CURRENCIES[sign[-1]])
    if words.startswith(("percentage", "point")):
        return "percentage points"
    if words.startswith(("basis", "bp")):
        return "basis points"
    if words.startswith(("%", "perc", "per cent", "pct")):
        return "percent"
    named = {"dollars": "USD", "euros": "EUR", "pounds": "GBP", "yen": "JPY", "times": "times"}
    return named.get(words, "level")


def _direction(before: str) -> Direction | None:
    """The last word of rising or falling before the number."""
    rising = [match.end() for match in _UP.finditer(before)]
    falling = [match.end() for match in _DOWN.finditer(before)]
    if not rising and not falling:
        return None
    return "up" if max(rising, default=-1) > max(falling, default=-1) else "down"


def _horizon(
    text: str, match: re.Match[str], ahead: re.Match[str] | None, reference: date | None
) -> Period | str | None:
    words = ahead or next(iter(_horizons_before(text, match.start())), None)
    if words is None:
        return None
    told = " ".join(words.group().split())
    year = reference.year if reference else None
    ends = re.search(r"year-end|end of (?:the|this|(next)) year", told, re.IGNORECASE)
    if year is not None and ends is not None:
        last = date(year + (ends.group(1) is not None), 12, 31)
        return Period(first=last, last=last)
    rolling = _ROLLING.search(told)
    if rolling is not None:
        return _ahead(reference, rolling) or told
    dates = find_dates(told, reference=reference)
    return dates[0].period if dates else told


def _ahead(reference: date | None, rolling: re.Match[str]) -> Period | None:
    """From the reference to so many months or years later: `over the next 12 months`."""
    count = rolling.group("count")
    steps = _COUNTS.get(count.lower(), 0) if count and not count.isdigit() else int(count or 1)
    if reference is None or not steps:
        return None
    unit = rolling.group("unit").lower()
    days = {"year": 365, "month": 30, "week": 7, "quarter": 91, "decade": 3650}[unit]
    return Period(first=reference, last=reference + timedelta(days=days * steps))


def _horizons_before(text: str, end: int) -> Iterator[re.Match[str]]:
    start = max(0, end - _HORIZON_CHARACTERS)
    yield from reversed(list(_HORIZON.finditer(text, start, end)))
