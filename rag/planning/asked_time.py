"""When a question asks about: its period, and an as-of date that it states itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.article import Period
from corpus.dating.dates import DateMention, find_dates
from rag.terms import STOP_WORDS

_BOUND = {
    "since": "from",
    "from": "from",
    "after": "after",
    "before": "before",
    "until": "until",
    "till": "until",
    "by": "until",
    "as of": "until",
}
_BEFORE_DATE = re.compile(
    r"\b(since|after|from|between|before|until|till|by|as of|in|on|during|of)\s+(?:the )?$"
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_RANGE_WORD = re.compile(r"\s*(?:to|and|through|until|till|-|–)\s*(?:the\s+)?")
_FIRST_DAY = re.compile(r"\b(?:(?:between|from)\s+)?(\d{1,2})(?:st|nd|rd|th)?\s*(?:and|to|-|–)\s*$")
_FIRST_MONTH = re.compile(
    r"\b(?:between|from)\s+((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\s+(?:and|to)\s+$"
)
_WEEK_OF = re.compile(r"\bweek (?:of|from|beginning)\s+(?:the )?$")
_STILL_TO_COME = re.compile(
    r"\b(?:will|won't|going to|likely to|expected to|set to|due to|could|might)\b(?!.*\b(?:say|said|think|write)\b)"
    r"|\b(?:odds|chances?|probability|likelihood|bets?) (?:of|on)\b"
)
"""What stands before the time of an event that is asked about rather than of an article."""
_AFTER = frozenset(("after", "before", "since"))
_EVENT = re.compile(
    r"(?:['’]s)?\s+(?!(?:"
    + "|".join(sorted(STOP_WORDS, key=len, reverse=True)).replace(".", r"\.")
    + r"|regarding|concerning|according|towards?|versus|vs|compared|despite|given)\b)[a-z]{3,}",
)
"""A noun that a date stands before: the September meeting."""
_FORESEES = re.compile(
    r"\b(?:expects?|forecasts?|predicts?|projects?|projections?|outlook|estimates?|targets?|guidance|guides?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|had|published|said|wrote)\b", re.IGNORECASE)
_BEHIND_TIME = sorted(STOP_WORDS, key=len, reverse=True)
_SEASON = re.compile(
    r"\b(?P<season>spring|summer|autumn|fall|winter)(?: of)? (?P<year>(?:19|20)\d\d)\b"
    r"|\b(?:(?:in|during|over|since|before|after|until|by)(?: the| last| this| early| late)*|last|this) "
    r"(?P<bare>spring|summer|autumn|winter)\b(?! (?:of )?(?:19|20)\d\d)(?!\s+(?!"
    + "|".join(re.escape(word) + r"\b" for word in _BEHIND_TIME)
    + r")[a-z])",
    re.IGNORECASE,
)
"""A season with its year, or as a time of its own: `spring wheat` and `winter demand` are none."""
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
"""Bounds of a period that is open at one end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTime:
    """The period of a question, the spans that state it, and the as-of date it states."""

    period: Period | None
    spans: tuple[tuple[int, int], ...]
    as_of: date | None
    event: str = ""
    """What it is asked to be after or before, where the date only places it: the September meeting."""


@dataclass(slots=True, kw_only=True)
class _Part:
    """One date of the question: the bound in front of it, the days it means, where it stands."""

    word: str
    period: Period
    start: int
    end: int


def find_time(question: str, today: date) -> AskedTime:
    """The time a question asks about; relative words count from `today`."""
    seasons = tuple(_find_seasons(question, today))
    mentions = (
        *seasons,
        *(
            m
            for m in find_dates(question, reference=today)
            if not any(s.start < m.end and m.start < s.end for s in seasons)
        ),
    )
    mentions = tuple(
        m
        for m in mentions
        if not _is_some_weekday(question, m) and m.text.lower() not in ("today", "tonight")
    )  # "what does it think today" asks for the present view
    absolute = [m for m in mentions if not m.relative]
    spans: list[tuple[int, int]] = []
    parts: list[_Part] = []
    events: list[str] = []
    as_of: date | None = None
    for mention in absolute or mentions:
        word, start = _bound_before(question, mention)
        if _is_bare_year(question, mention, word):
            continue  # "the 2026 deficit"
        event = _EVENT.match(question, mention.end) if word in _AFTER else None
        if event is not None:  # "after September's cut": it was within September
            events.append(question[mention.start : event.end()])
            bound = "until" if word == "before" else "from"
            part = _Part(word=bound, period=mention.period, start=start, end=event.end())
            _add_part(parts, part, question)
            continue
        if word == "as of":
            as_of = mention.period.last
            spans.append((start, mention.end))
        elif not _is_forecast(question, mention, today):
            _add_part(parts, _read_part(question, mention, word, start), question)
    spans.extend((part.start, part.end) for part in parts)
    if absolute:  # "Thursday 11 September": the weekday adds nothing to the date beside it
        spans.extend(_beside(mentions, absolute))
    period: Period | None = None
    for part in parts:
        narrowed = _bounded(_BOUND.get(part.word, "in"), part.period)
        period = narrowed if period is None else _join(period, narrowed)
    return AskedTime(period=period, spans=tuple(spans), as_of=as_of, event=" ".join(events))


def _is_bare_year(question: str, mention: DateMention, word: str) -> bool:
    """Whether it is a year that says which figure is meant: `the 2026 deficit`, but not `in 2026`."""
    before = question[: mention.start].lower().rstrip()
    bound = _BEFORE_DATE.search(question[: mention.start].lower())
    return (
        re.fullmatch(r"(?:19|20)\d\d", mention.text) is not None
        and (bound is None or bound[0].rstrip().endswith(" the") or before.endswith(" the"))
        and _EVENT.match(question, mention.end) is not None
    )


def _find_seasons(question: str, today: date) -> Iterator[DateMention]:
    """`the summer of 2024`, `last winter`: the months of a season; without a year the last one that began."""
    for match in _SEASON.finditer(question):
        name = "season" if match["season"] else "bare"
        month = _SEASON_MONTHS[match[name].lower()]
        year = int(match["year"] or today.year)
        if not match["year"] and date(year, month, 1) > today:
            year -= 1
        last = date(year + (month > 10), (month + 2) % 12 + 1, 1) - timedelta(days=1)
        yield DateMention(
            start=match.start(name),
            end=match.end(),
            text=question[match.start(name) : match.end()],
            period=Period(first=date(year, month, 1), last=last),
            relative=False,
        )


def _is_some_weekday(question: str, mention: DateMention) -> bool:
    """`the Thursday after the vote` is not the last Thursday."""
    weekday = _WEEKDAY.fullmatch(mention.text)
    return bool(weekday and re.search(r"\b(?:the|that|a)\s+$", question[: mention.start].lower()))


def _read_part(question: str, mention: DateMention, word: str, start: int) -> _Part:
    """The mention with its bound; `1 to 15 September` and `from July to September 2025` are whole."""
    period = mention.period
    before = question[: mention.start].lower()
    first_month = _FIRST_MONTH.search(before)
    opening = (
        find_dates(f"{first_month[1]} {period.last.year}", reference=None) if first_month else ()
    )
    if first_month and opening and opening[0].period.first < period.first:
        period = Period(first=opening[0].period.first, last=period.last)
        return _Part(word="in", period=period, start=first_month.start(), end=mention.end)
    if first_month and not opening:
        return _Part(word=word, period=period, start=start, end=mention.end)
    if first_month and opening[0].period.first > period.last:  # from December to April
        opened = opening[0].period.first
        period = Period(first=opened.replace(year=opened.year - 1), last=period.last)
        return _Part(word="in", period=period, start=first_month.start(), end=mention.end)
    if _WEEK_OF.search(before) and period.first == period.last:
        period = Period(first=period.first, last=period.first + timedelta(days=6))
        return _Part(word="in", period=period, start=start, end=mention.end)
    first_day = _FIRST_DAY.search(before)
    if first_day and mention.text[:1].isdigit() and period.first == period.last:
        day = int(first_day[1])
        if 0 < day < period.first.day:
            period = Period(first=period.first.replace(day=day), last=period.last)
            return _Part(word="in", period=period, start=first_day.start(), end=mention.end)
    return _Part(word=word, period=period, start=start, end=mention.end)


def _add_part(parts: list[_Part], part: _Part, question: str) -> None:
    """Append the part, or end a range with it: `from July 2024 to September 2025`."""
    if parts and parts[-1].word in ("from", "between", "since"):
        opened = parts[-1]
        between = question[opened.end : part.start]
        closes = _RANGE_WORD.fullmatch(between) or (
            part.word in ("until", "till") and not between.strip()
        )
        if closes and opened.period.first <= part.period.last:
            opened.period = Period(first=opened.period.first, last=part.period.last)
            opened.word, opened.end = "in", part.end
            return
    parts.append(part)


def _beside(
    mentions: tuple[DateMention, ...], absolute: list[DateMention]
) -> list[tuple[int, int]]:
    return [
        (m.start, m.end)
        for m in mentions
        if m.relative
        and any(0 <= a.start - m.end <= 3 or 0 <= m.start - a.end <= 3 for a in absolute)
    ]


def _is_forecast(question: str, mention: DateMention, today: date) -> bool:
    """`forecast for 2026`, `second-quarter earnings`: the time of a figure, not of an article."""
    before = question[: mention.start].lower().rstrip()
    if mention.relative and mention.period.first > today:
        return True  # nobody has said anything next year
    if re.search(r"\bquarter\b|^q[1-4]\b", mention.text.lower()) and not mention.relative:
        return True
    if (
        re.fullmatch(r"(?:19|20)\d\d", mention.text)
        and _FORESEES.search(question)
        and not _PAST.search(before)
    ):
        return True  # "what growth does it expect in 2026"
    if _STILL_TO_COME.search(before):
        return True  # with a bare month, which is read as the last one of that name
    if mention.relative and mention.period.last <= today:
        return False  # "over the past year"
    return bool(
        re.search(r"\b(?:for|over the|into|through|by the end of|end of|ending|by)$", before)
    )


def _bound_before(question: str, mention: DateMention) -> tuple[str, int]:
    match = _BEFORE_DATE.search(question[: mention.start].lower())
    return (match[1], match.start()) if match else ("in", mention.start)


def _bounded(bound: str, period: Period) -> Period:
    first, last = max(period.first, EARLIEST), min(period.last, LATEST)
    if bound == "from":
        last = LATEST
    elif bound == "after":
        first = min(period.last + timedelta(days=1), LATEST)
        last = LATEST
    elif bound == "before":
        last = max(period.first, EARLIEST) - timedelta(days=1)
        first = min(EARLIEST, last)
    elif bound == "until":
        first = EARLIEST
    return Period(first=first, last=max(first, last))


def _join(one: Period, other: Period) -> Period:
    """Two bounds narrow each other; two separate times span both."""
    if one.overlaps(other):
        return Period(first=max(one.first, other.first), last=min(one.last, other.last))
    return Period(first=min(one.first, other.first), last=max(one.last, other.last))
