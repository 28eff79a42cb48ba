"""Dates in questions and articles: where they stand in a text and the days that they mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.article import Period
from corpus.dating.date_grammar import ALONE, GRAMMAR, INDEX_WORDS, TRAILING_YEAR, TRIGGER
from corpus.dating.date_readings import (
    NARROW,
    PART_OF_DATE,
    READERS,
    RELATIVE,
    month_period,
    month_span,
    numeric,
    one_day,
    plausible,
)

__all__ = ["DateMention", "find_dates", "month_period", "settle_period"]

_KEPT_CHARACTERS = 1_000
"""Texts up to this length are kept read: each question reads the same sentences again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as written; `text` is exactly the text from `start` to `end`, in code points."""

    start: int
    end: int
    text: str
    period: Period
    relative: bool
    """Whether the reading rests on the reference date."""


def _mention(
    text: str, match: re.Match[str], reference: date | None, day_first: bool | None
) -> DateMention | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    kind = next(name for name in groups if name.startswith("k_"))
    if kind == "k_numeric":
        order = True if groups["sep"] == "." else day_first
        period = numeric(int(groups["n1"]), int(groups["n2"]), int(groups["ny"]), day_first=order)
    else:
        period = READERS[kind](groups, reference)
    if period is None:
        return None
    start, end = match.span()
    cue = (groups.get("bc") or groups.get("wp") or "").lower()
    if kind in NARROW and cue not in PART_OF_DATE:
        start = match.start(NARROW[kind])
    if kind == "k_year" and text[start - 1 : start].isalpha():  # FY2025 is one word
        start = match.start()
    yearless = kind in ("k_day_first", "k_month_first") and not (
        groups.get("dy") or groups.get("my")
    )
    return DateMention(
        start=start,
        end=end,
        text=text[start:end],
        period=period,
        relative=yearless or kind in RELATIVE,
    )


def _settled_order(text: str) -> bool | None:
    """Whether the text writes days first; None where its numeric dates do not show it."""
    orders = set()
    for first, second in re.findall(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d", text):
        if int(first) > 12 >= int(second):
            orders.add(True)
        elif int(second) > 12 >= int(first):
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def _year_without_cue(text: str) -> DateMention | None:
    alone = ALONE.fullmatch(text)
    match = alone or TRAILING_YEAR.search(text)
    if match is None:
        return None
    group = 1 if alone else 2
    year = match[group]
    # "small caps 2024?" is a year; after a name of an index, or 2000 itself, it never is one.
    if not plausible(year) or (not alone and (year == "2000" or match[1] in INDEX_WORDS)):
        return None
    start, end = match.span(group)
    return DateMention(
        start=start, end=end, text=year, period=month_span(int(year), 1, 12), relative=False
    )


def find_dates(
    text: str, *, reference: date | None, day_first: bool | None = None
) -> tuple[DateMention, ...]:
    """The dates a text names, in order, not overlapping; relative ones only with a reference.

    A day or month without a year is the nearest one that does not begin after the reference.
    `day_first` is how its writer orders 07/08/2024, where the text itself does not show it.
    """
    if len(text) > _KEPT_CHARACTERS:
        return _read_dates(text, reference, day_first)
    return _kept_dates(text, reference, day_first)


def _read_dates(
    text: str, reference: date | None, day_first: bool | None
) -> tuple[DateMention, ...]:
    if TRIGGER.search(text) is None:
        return ()
    order = _settled_order(text) if "/" in text else None
    order = day_first if order is None else order
    found: list[DateMention] = []
    position = 0
    while (match := GRAMMAR.search(text, position)) is not None:
        mention = _mention(text, match, reference, order)
        if mention is None:  # a shorter reading may begin inside the one that failed
            position = match.start() + 1
            continue
        found.append(mention)
        position = match.end()
    last = _year_without_cue(text)
    if last is not None and all(mention.end <= last.start for mention in found):
        found.append(last)
    return tuple(found)


_kept_dates = lru_cache(maxsize=16_384)(_read_dates)


def settle_period(period: Period, others: Iterable[Period]) -> Period:
    """An interval between two readings of a date, narrowed where another date equals just one."""
    if "/" not in period.iso:  # a day, month or year was stated as such
        return period
    days = {other.first for other in others if other.first == other.last}
    hits = [end for end in (period.first, period.last) if end in days]
    return one_day(hits[0]) if len(hits) == 1 else period
