"""The date that an article is published under: an interval of days, or a moment with its zone."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from corpus.article import Period
from corpus.dating.date_readings import day_period, month_period, month_span, plausible
from corpus.dating.dates import find_dates

_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ]\d{2}.*)?)?)?")
_INTERVAL = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap]\.?m\b\.?)?", re.I)
_AROUND_A_DATE = re.compile(
    r"\b(?:first|last|originally|published|posted|updated|modified|created|aired|broadcast|issue|edition|release[ds]?|date|on"
    r"|at|by|of|the"
    r"|[ap]\.?m|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|utc|gmt|z|[ecmp][sd]?t|cest?|bst|hkt|sgt|jst"
    r"|t|\d+\s*min(?:ute)?s?\s+read)\b\.?"
    r"|[+-]\d{2}:?\d{2}\b|[\W_]",
    re.IGNORECASE,
)


def parse_published(value: str, *, day_first: bool | None = None) -> Period | None:
    """The interval that a publication date states: a day, month or year; None where it is no date.

    An ambiguous `07/08/2024` is read as `day_first` says, and where that is None it is the interval
    whose ends are its two readings.
    """
    value = value.strip()
    if (interval := _INTERVAL.fullmatch(value)) is not None:
        ends = [parse_published(interval[1]), parse_published(interval[2])]
        if ends[0] is None or ends[1] is None or ends[1].last < ends[0].first:
            return None
        return Period(first=ends[0].first, last=ends[1].last)
    if (iso := _ISO.fullmatch(value)) is not None and plausible(iso[1]):
        year, month = int(iso[1]), int(iso[2] or 0)
        if iso[3] is not None:
            return day_period(year, month, int(iso[3]))
        if iso[2] is None:
            return month_span(year, 1, 12)
        return month_period(year, month) if 1 <= month <= 12 else None
    mentions = find_dates(value, reference=None, day_first=day_first)
    if len(mentions) != 1:
        return None
    rest = value[: mentions[0].start] + " " + value[mentions[0].end :]
    return None if without_date_words(rest).strip() else mentions[0].period


def without_date_words(text: str) -> str:
    """The text without what goes with a date: its clock, its zone, "published on", marks."""
    return re.sub(r"\s+", " ", _AROUND_A_DATE.sub(" ", _CLOCK.sub(" ", text)))


_FIXED_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "CET": 1, "CEST": 2, "BST": 1, "HKT": 8, "SGT": 8, "JST": 9,
}  # fmt: skip
_NAMED_ZONES = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}
_ZONE = re.compile(r"\s*\(?(UTC|GMT|Z|[ECMP][SD]?T|CEST?|BST|HKT|SGT|JST)\b")
_OFFSET = re.compile(r"\s*(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})\b")


def parse_instant(value: str, *, day_first: bool | None = None) -> datetime | None:
    """The moment a publication date states, in its own zone; None without day, time or zone."""
    value = value.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(value)
        except (ValueError, OverflowError):
            continue
        # RFC 822's "-0000" and a missing zone both come back naive: the zone is not known.
        if moment.tzinfo is not None and plausible(moment.year):
            return moment
    period, clock = parse_published(value, day_first=day_first), _CLOCK.search(value)
    if period is None or period.first != period.last or clock is None:
        return None
    hour, minute = int(clock[1]), int(clock[2])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    if hour > 23 or minute > 59:
        return None
    naive = datetime(
        period.first.year, period.first.month, period.first.day, hour, minute, tzinfo=UTC
    )
    if (offset := _OFFSET.match(value, clock.end())) is not None:
        delta = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return naive.replace(tzinfo=timezone(-delta if offset[1] == "-" else delta))
    if (zone := _ZONE.match(value, clock.end())) is None:
        return None
    if zone[1] in _NAMED_ZONES:
        return naive.replace(tzinfo=ZoneInfo(_NAMED_ZONES[zone[1]]))
    if zone[1] not in _FIXED_ZONES:
        return None
    return naive.replace(tzinfo=timezone(timedelta(hours=_FIXED_ZONES[zone[1]])))
