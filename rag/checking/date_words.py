"""Stretches of time that prose tells without a date, such as `the middle of next year` and `the new year`."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.article import Period

_YEAR = r"(?P<year>next year|this year|the year|(?:19|20)\d\d)"
_MIDDLE = re.compile(
    rf"\b(?:(?:the )?middle of|halfway through|half-way through|(?:through|until|till|to|by|end of) the first "
    rf"half of) {_YEAR}\b",
    re.IGNORECASE,
)
_NEXT_YEAR = re.compile(
    r"\b(?:the new year|(?:the )?(?:coming|following) year|the year ahead|the year after)\b"
    r"|\bthis year\b[^.;]{1,60}?\bnext(?=\s*(?:[.,;]|$| and\b| but\b))",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"\b(?:(?P<early>(?:first|opening) (?:few )?(?:months?|weeks?) of|(?:start|beginning) of)|"
    r"(?:last|final|closing) (?:few )?(?:months?|weeks?) of|end of) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""What `early 2021` and `late 2021` are told as."""
_DECADE = re.compile(r"\bend of (?:the|this) decade\b", re.IGNORECASE)
_MIDDLE_MONTHS = (date(1, 5, 1), date(1, 8, 31))
"""The first and last day of what `mid-2027` is read as, in any year."""


def find_told_periods(text: str, reference: date | None) -> Iterator[Period]:
    """The periods that a text tells in words, seen from the day it was written."""
    for match in _MIDDLE.finditer(text):
        year = _year_of(match["year"].lower(), reference)
        if year is not None:
            first, last = (day.replace(year=year) for day in _MIDDLE_MONTHS)
            yield Period(first=first, last=last)
    for match in _EDGE.finditer(text):
        year = int(match["year"])
        months = (1, 4) if match["early"] else (9, 12)
        yield Period(first=date(year, months[0], 1), last=date(year, months[1], 30))
    if reference is None:
        return
    if _NEXT_YEAR.search(text):
        yield _whole_year(reference.year + 1)
    if _DECADE.search(text):
        tens = reference.year - reference.year % 10 + 10
        yield _whole_year(tens - 1)  # the last year of the decade or the first of the next
        yield _whole_year(tens)


def _year_of(said: str, reference: date | None) -> int | None:
    if said.isdigit():
        return int(said)
    if reference is None:
        return None
    return reference.year + (said == "next year")


def _whole_year(year: int) -> Period:
    return Period(first=date(year, 1, 1), last=date(year, 12, 31))
