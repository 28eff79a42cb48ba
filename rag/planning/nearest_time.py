"""A time without its year, or a weekday: which one the articles of the corpus leave it to be."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from corpus.article import Period
from rag.planning.asked_time import EARLIEST, LATEST, AskedTime
from rag.planning.lexicon import Lexicon

_YEARS_BACK = 4
_BARE_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_BARE_WEEKDAY = re.compile(
    r"(?:(?:on|by|since|until)\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE
)


def nearest_time(time: AskedTime, text: str, lexicon: Lexicon) -> AskedTime:
    """`in October` without a year is the last October of which there are articles.

    Where the newest article is older than a week, a weekday is the one that the articles call so.
    """
    stated = " ".join(text[start:end] for start, end in time.spans)
    if time.period is not None and _BARE_WEEKDAY.fullmatch(stated.strip()):
        week = replace(time.period, first=time.period.first - timedelta(days=7))
        return time if lexicon.covers(week) else AskedTime(period=None, spans=(), as_of=time.as_of)
    if (
        time.period is None
        or not _BARE_MONTH.search(stated)
        or re.search(r"\d{4}|['’]\d\d", stated)
    ):
        return time
    for years in range(_YEARS_BACK):
        period = Period(
            first=_years_before(time.period.first, years),
            last=_years_before(time.period.last, years),
        )
        if lexicon.covers(period):
            return replace(time, period=period)
    return time


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; an open end stays open."""
    if day in (EARLIEST, LATEST):
        return day
    year = day.year - years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
