"""What each kind of date of the grammar means as an interval of days.

A date that needs a year it does not state is read only against a reference.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from corpus.article import Period
from corpus.dating.date_grammar import (
    COUNTS,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_NUMBER,
    ORDINALS,
    WEEKDAYS,
)


def month_period(year: int, month: int) -> Period:
    """The days of a month."""
    return Period(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))


def month_span(year: int, first: int, last: int) -> Period:
    """From the first day of one month of a year to the last of another."""
    return Period(first=date(year, first, 1), last=month_period(year, last).last)


def day_period(year: int, month: int, day: int) -> Period | None:
    """The day, or None where there is none such or its year is implausible."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return one_day(date(year, month, day))


def one_day(day: date) -> Period:
    """A day as an interval."""
    return Period(first=day, last=day)


def _shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _unit(reference: date, unit: str, steps: int) -> Period:
    """The calendar week, month, quarter or year that lies `steps` units from the reference's."""
    if unit == "week":
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=steps)
        return Period(first=monday, last=monday + timedelta(days=6))
    if unit == "year":
        return month_span(reference.year + steps, 1, 12)
    if unit == "quarter":
        start = _shift_months(
            reference.replace(day=1, month=(reference.month - 1) // 3 * 3 + 1), 3 * steps
        )
        return month_span(start.year, start.month, start.month + 2)
    start = _shift_months(reference.replace(day=1), steps)
    return month_period(start.year, start.month)


def _back(reference: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return reference - timedelta(days=count * (7 if unit == "week" else 1))
    return _shift_months(reference, -count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _count(word: str) -> int:
    word = re.sub(r"^a (?=few|couple)", "", word.lower())
    return int(word) if word.isdigit() else COUNTS[word]


def numeric(first: int, second: int, year: int, *, day_first: bool | None) -> Period | None:
    """A day, or where both readings are possible the interval whose ends are the two readings."""
    as_day_first, as_month_first = day_period(year, second, first), day_period(year, first, second)
    if as_day_first is None or as_month_first is None:
        return as_day_first or as_month_first
    if day_first is not None:
        return as_day_first if day_first else as_month_first
    ends = sorted((as_day_first.first, as_month_first.first))
    return Period(first=ends[0], last=ends[1])


def _part_of_year(part: str, year: int) -> Period:
    months = {
        "early": (1, 4),
        "beginning": (1, 3),
        "start": (1, 3),
        "late": (9, 12),
        "end": (10, 12),
    }
    return month_span(year, *months.get(part.lower(), (5, 8)))


def _part_of_month(part: str | None, month: Period) -> Period:
    """Thirds of a month: `early`, `mid` and `late`; the whole month where no part is named."""
    if part is None:
        return month
    day_10, day_20 = month.first.replace(day=10), month.first.replace(day=20)
    if part in ("early", "beginning", "start"):
        return Period(first=month.first, last=day_10)
    if part in ("late", "end"):
        return Period(first=day_20 + timedelta(days=1), last=month.last)
    return Period(first=day_10 + timedelta(days=1), last=day_20)


def plausible(year: str | int) -> bool:
    """Whether a number can be the year of market news."""
    return FIRST_YEAR <= int(year) <= LAST_YEAR


def _month_word_stands(word: str, *, has_year: bool) -> bool:
    """Whether the name may be a month's: `may` and `march` are verbs without capital or year."""
    return has_year or word[0].isupper() or (len(word) > 4 and word.lower() != "march")


Groups = dict[str, str]


def _read_iso(g: Groups, _: date | None) -> Period | None:
    year, month = int(g["iy"]), int(g["im"])
    if "id" in g:
        return day_period(year, month, int(g["id"]))
    # "2010-12" in prose is a range of years; "2025-09" cannot be one.
    return month_period(year, month) if plausible(year) and month <= year % 100 else None


def _read_day(g: Groups, reference: date | None) -> Period | None:
    word, day = (g["dm"], g["dd"]) if "dm" in g else (g["mm"], g["md"])
    year = g.get("dy") or g.get("my")
    month = MONTH_NUMBER[word[:3].lower()]
    if not _month_word_stands(word, has_year=year is not None):
        return None
    if year is not None:
        return day_period(int(year), month, int(day))
    if reference is None:
        return None
    for candidate in range(reference.year, reference.year - 5, -1):  # five reach any 29 February
        found = day_period(candidate, month, int(day))
        if found is not None and found.first <= reference:
            return found
    return None


def _read_month_year(g: Groups, _: date | None) -> Period | None:
    if not plausible(g["oy"]):
        return None
    month = month_period(int(g["oy"]), MONTH_NUMBER[g["om"][:3].lower()])
    return _part_of_month(g["mp"].lower() if "mp" in g else None, month)


def _read_quarter(g: Groups, _: date | None) -> Period | None:
    year = g.get("qy") or g.get("qy2") or g["qy3"]
    spelled = g.get("q1") or g.get("q2") or g["q3"].lower()
    number = int(spelled) if spelled.isdigit() else ORDINALS[spelled]
    return month_span(int(year), 3 * number - 2, 3 * number) if plausible(year) else None


def _read_half(g: Groups, _: date | None) -> Period | None:
    year = g.get("hy") or g["hy2"]
    second = g.get("h1") == "2" or g.get("h2", "").lower() in ("second", "2nd")
    return (
        month_span(int(year), 7 if second else 1, 12 if second else 6) if plausible(year) else None
    )


def _read_year(g: Groups, _: date | None) -> Period | None:
    return month_span(int(g["yy"]), 1, 12) if plausible(g["yy"]) else None


def _read_span(g: Groups, _: date | None) -> Period | None:
    first, last = int(g["f1"]), int(g["f2"])
    if not (plausible(first) and plausible(last) and first <= last):
        return None
    return Period(first=date(first, 1, 1), last=date(last, 12, 31))


def _read_weekday(g: Groups, reference: date | None) -> Period | None:
    cue = g.get("wp", "").lower()
    if reference is None or not (cue or g["wd"][0].isupper()):
        return None
    back = (reference.weekday() - WEEKDAYS.index(g["wd"].lower())) % 7
    if cue == "next":
        return one_day(reference + timedelta(days=7 - back))
    if cue in ("last", "past") and back == 0:
        back = 7
    return one_day(reference - timedelta(days=back))


def _read_rolling(g: Groups, reference: date | None) -> Period | None:
    if reference is None:
        return None
    return Period(first=_back(reference, _count(g["rn"]), g["ru"].lower()), last=reference)


def _read_ago(g: Groups, reference: date | None) -> Period | None:
    if reference is None:
        return None
    unit, day = g["au"].lower(), _back(reference, _count(g["an"]), g["au"].lower())
    return one_day(day) if unit == "day" else _unit(day, unit, 0)


def _read_unit(g: Groups, reference: date | None) -> Period | None:
    if reference is None:
        return None
    word, unit = g["up"].lower(), g["uu"].lower()
    if word == "past":
        return Period(first=_back(reference, 1, unit), last=reference)
    return _unit(reference, unit, {"last": -1, "previous": -1, "next": 1}.get(word, 0))


def _read_near(g: Groups, reference: date | None) -> Period | None:
    if reference is None:
        return None
    steps = {"yesterday": -1, "tomorrow": 1}.get(g["near"].lower(), 0)
    return one_day(reference + timedelta(days=steps))


def _read_bare_month(g: Groups, reference: date | None) -> Period | None:
    word, cue = g["bm"], g["bc"].lower()
    if reference is None or not _month_word_stands(word, has_year=False):
        return None
    month = MONTH_NUMBER[word[:3].lower()]
    if "by" in g:  # "in July last year"
        year = reference.year - (g["by"].lower() == "last")
        return month_period(year, month)
    after = month > reference.month or (cue == "last" and month == reference.month)
    year = reference.year + 1 if cue == "next" and not after else reference.year - after
    year += cue == "next" and month > reference.month
    part = cue.removesuffix(" of")
    known = part in ("early", "mid", "late", "end", "start", "beginning")
    return _part_of_month(part if known else None, month_period(year, month))


READERS: dict[str, Callable[[Groups, date | None], Period | None]] = {
    "k_iso": _read_iso,
    "k_slash_iso": lambda g, _: day_period(int(g["sy"]), int(g["sm"]), int(g["sd"])),
    "k_span": _read_span,
    "k_day_first": _read_day,
    "k_month_first": _read_day,
    "k_month_year": _read_month_year,
    "k_quarter": _read_quarter,
    "k_half": _read_half,
    "k_part_year": lambda g, _: (
        _part_of_year(g["yp"], int(g["py"])) if plausible(g["py"]) else None
    ),
    "k_year": _read_year,
    "k_weekday": _read_weekday,
    "k_ago": _read_ago,
    "k_rolling": _read_rolling,
    "k_unit": _read_unit,
    "k_ytd": lambda _, r: None if r is None else Period(first=date(r.year, 1, 1), last=r),
    "k_near": _read_near,
    "k_bare_month": _read_bare_month,
}
RELATIVE = frozenset(
    ["k_weekday", "k_ago", "k_rolling", "k_unit", "k_ytd", "k_near", "k_bare_month"]
)
NARROW = {"k_year": "yy", "k_bare_month": "bm", "k_weekday": "wd"}
"""Whose mention leaves out the preposition that gave it away, unless it is part of the date."""
PART_OF_DATE = frozenset(["last", "this", "next", "past", "early", "mid", "late"]) | {
    "end of",
    "start of",
    "beginning of",
}
