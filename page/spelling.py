"""Dates, ages, numbers, lists and where a date came from, in words of one language."""

from collections.abc import Sequence
from datetime import date

from page.texts import Texts
from rag.planning.asked_time import EARLIEST, LATEST

_DAYS_TOLD = 31
"""Age in days up to which days are told, not months."""
_MONTHS_TOLD = 24


def spell_date(published: str | None, texts: Texts, *, long: bool = False) -> str:
    """Return `18 Sep 2025`, `Sep 2025`, `2025`, or `since 1 Jul 2024` where an end is open; `undated` for None.

    With `long` the months are spelled out.
    """
    if published is None:
        return texts.say("undated")
    if "/" in published:
        first, last = published.split("/", 1)
        begin, end = (spell_date(one, texts, long=long) for one in (first, last))
        if last == LATEST.isoformat():
            return texts.say("since", first=begin)
        if first == EARLIEST.isoformat():
            return texts.say("until", last=end)
        return texts.say("to", first=begin, last=end)
    year, month, day = (*published.split("-"), "", "")[:3]
    months = texts.say("months.long" if long else "months").split()
    named = months[int(month) - 1] if month else ""
    if day:
        return texts.say("day", day=int(day), month=named, year=year)
    return f"{named} {year}".strip()


def spell_number(number: str, texts: Texts) -> str:
    """Return a number that is written as Python writes `1,234.5` with the marks of the language."""
    return number.translate(str.maketrans(",.", texts.say("number.marks")))


def spell_count(number: int, texts: Texts) -> str:
    """Return `three`, or digits past twelve."""
    words = texts.say("numbers").split()
    return words[number] if 0 <= number < len(words) else spell_number(f"{number:,}", texts)


def spell_list(items: Sequence[str], texts: Texts, *, limit: int = 8) -> str:
    """Return `A, B and C`; past the limit the rest is counted, where it is more than one."""
    shown = list(items if len(items) == limit + 1 else items[:limit])
    left = len(items) - len(shown)
    if left:
        shown.append(texts.say("and.more", count=spell_count(left, texts)))
    if len(shown) < 2:
        return "".join(shown)
    return texts.say("and", head=", ".join(shown[:-1]), last=shown[-1])


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
