"""Dates, ages and where a date came from, in words of one language."""

from datetime import date

from page.texts import Texts
from rag.planning.asked_time import EARLIEST, LATEST

_DAYS_TOLD = 31
"""Age in days up to which days are told, not months."""
_MONTHS_TOLD = 24


def spell_date(published: str | None, texts: Texts) -> str:
    """Return `18 Sep 2025`, `Sep 2025`, `2025`, or `since 1 Jul 2024` where an end is open; `undated` for None."""
    if published is None:
        return texts.say("undated")
    if "/" in published:
        first, last = published.split("/", 1)
        if last == LATEST.isoformat():
            return texts.say("since", first=spell_date(first, texts))
        if first == EARLIEST.isoformat():
            return texts.say("until", last=spell_date(last, texts))
        return texts.say("to", first=spell_date(first, texts), last=spell_date(last, texts))
    year, month, day = (*published.split("-"), "", "")[:3]
    named = texts.say("months").split()[int(month) - 1] if month else ""
    if day:
        return texts.say("day", day=int(day), month=named, year=year)
    return f"{named} {year}".strip()


def spell_origin(published: str | None, origin: str, texts: Texts) -> str:
    """Return where a date came from, empty when the person who added the article gave it."""
    if published is None:
        return texts.say("origin.none")
    return texts.say(f"origin.{origin}") if texts.knows(f"origin.{origin}") else ""


def spell_age(published: str | None, day: date, texts: Texts) -> str:
    """Return how old a date is on `day`, such as `14 months old`; empty for an undated or later one.

    Counted from the last day that the date may be.
    """
    last = _last_day(published)
    if last is None or last > day:
        return ""
    days = (day - last).days
    if days < 1:
        return texts.say("age.today")
    if days <= _DAYS_TOLD:
        return texts.say("age.day") if days == 1 else texts.say("age.days", count=days)
    months = (day.year - last.year) * 12 + day.month - last.month - (day.day < last.day)
    if months < _MONTHS_TOLD:
        return texts.say("age.month") if months == 1 else texts.say("age.months", count=months)
    return texts.say("age.years", count=months // 12)


def _last_day(published: str | None) -> date | None:
    if published is None:
        return None
    last = published.rpartition("/")[2]
    year, month, day = (*(int(part) for part in last.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    if not month:
        return date(year, 12, 31)
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
