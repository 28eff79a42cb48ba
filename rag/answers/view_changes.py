"""What changed between one speaker's dated views, as far as data tells.

A change is a rating moved, a stance that is certain at two times, or a forecast of the same thing
for the same time, or what a statement itself tells as a change; nothing else is called one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.article import Period
from corpus.forecasts import Forecast
from rag.answers import wording
from rag.answers.evidence import Evidence
from rag.answers.lead_wording import TELLS_OF_CHANGE, figure_of, moved
from rag.lead_in import ClauseKind, Figure, LeadPart
from rag.planning.asked_subjects import asked_subjects, rates, stance_on
from rag.records import Plan

_LEAST_DAYS = 7
"""Days between two stances below which they are two sides of one view."""
_OWN = r"(?:its|his|her|their|the|my|our)"
_FIRST_PERSON = re.compile(r"\b(?:my|our)\b", re.IGNORECASE)
_TELLS = re.compile(
    rf"\bchang(?:ed|es|ing) {_OWN} (?:mind|view|stance|call|tune)\b"
    rf"|\b(?:abandon|scrap|drop|revers|withdr[ae]w)\w* {_OWN} [\w' -]{{0,40}}"
    r"(?:call|forecast|view|target|stance|recommendation|position)\b"
    r"|\bturn(?:ed|s|ing) (?:more |less |outright )?(?:bullish|bearish|cautious|positive|negative|neutral"
    r"|constructive|optimistic|pessimistic|defensive)\b"
    r"|\bno longer (?:expects?|sees?|believes?|thinks?|recommends?|likes?|prefers?|forecasts?)\b"
    rf"|\b(?:rais|lift|hik|boost|increas|cut|lower|trimm?|slash|reduc|revis)\w* {_OWN} "
    r"[\w%$.,' -]{0,60}\b(?:forecast|target|estimate|outlook|projection|view|rating|recommendation)s?\b",
    re.IGNORECASE,
)
"""Words by which a speaker's change of view is reported as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed, in known fields, and the one or two statements that show it."""

    part: LeadPart
    shown_by: tuple[Evidence, ...]


def said_on(evidence: Evidence) -> Period | None:
    """When it was said: the statement's date, else its article's."""
    statement = evidence.statement
    return (statement.date if statement else None) or evidence.article.published


def find_changes(plan: Plan, found: Sequence[Evidence]) -> tuple[Change, ...]:
    """Changes of rating, else of stance, and those of forecasts; at most two."""
    ordered = [e for e in in_order(found) if e.statement is not None]
    ratings = _rating_changes(plan, ordered)
    stances = () if ratings else _stance_change(plan, ordered)
    found_changes = (*ratings, *stances, *_forecast_change(plan, ordered))
    shown = {id(e) for change in found_changes for e in change.shown_by}
    return (*found_changes, *_told_changes(e for e in ordered if id(e) not in shown))[:2]


def _told_changes(ordered: Iterable[Evidence]) -> Iterator[Change]:
    """Statements that tell of a change in their own words, the newest first."""
    for evidence in reversed(list(ordered)):
        statement = evidence.statement
        told = _TELLS.search(evidence.quote)
        cue = statement.cue.split(" ", 1)[0].lower() if statement else ""
        if told is not None and (cue in told[0].lower().split() or _FIRST_PERSON.search(told[0])):
            yield Change(part=TELLS_OF_CHANGE, shown_by=(evidence,))


def find_steady_stance(plan: Plan, dated: Sequence[Evidence]) -> str | None:
    """The one certain stance of two or more times, or None."""
    held = {
        (wording.say_period(said_on(e)), stance)
        for e in dated
        if (stance := stance_on(e.statement, e.quote, plan)) is not None
    }
    stances = {stance for _, stance in held}
    return next(iter(stances)) if len(stances) == 1 and len(held) > 1 else None


def _rating_changes(plan: Plan, ordered: Sequence[Evidence]) -> tuple[Change, ...]:
    """Moves that one statement tells, else two ratings at two times."""
    moves: dict[str, Change] = {}
    held: list[tuple[Evidence, str, str]] = []
    for evidence in ordered:
        rating = evidence.statement.rating if evidence.statement else None
        if (
            rating is None
            or evidence.statement is None
            or not rates(evidence.statement, evidence.quote, plan)
        ):
            continue
        to = rating.to_rating
        if to is not None and rating.to_stance is not None:
            held.append((evidence, to, rating.to_stance))
        if rating.from_rating and to and rating.from_rating.lower() != to.lower():
            known = moves.get(to.lower())
            if known is None or known.part.before is None:
                part = LeadPart(kind="rating moved", before=rating.from_rating, after=to)
                moves[to.lower()] = Change(part=part, shown_by=(evidence,))
        elif rating.action in ("upgrade", "downgrade") and to:
            part = LeadPart(kind=rating.action, after=to)
            moves.setdefault(to.lower(), Change(part=part, shown_by=(evidence,)))
    if moves:
        return tuple(moves.values())[-2:]
    if not asked_subjects(plan) or len({stance for _, _, stance in held}) < 2:
        return ()
    (first, before, was), *later = held
    last, after, _ = next(one for one in reversed(later) if one[2] != was)
    return (
        (_between("rating moved", first, last, before=before, after=after),)
        if _apart(first, last)
        else ()
    )


def _stance_change(plan: Plan, ordered: Sequence[Evidence]) -> tuple[Change, ...]:
    """The first and the last certain stance, where they differ and each is the only one of its day."""
    by_day: dict[str, list[tuple[Evidence, str]]] = {}
    for evidence in ordered:
        stance = stance_on(evidence.statement, evidence.quote, plan)
        if stance is not None and said_on(evidence) is not None:
            day = wording.say_period(said_on(evidence))
            by_day.setdefault(day, []).append((evidence, stance))
    days = [group for group in by_day.values() if len({stance for _, stance in group}) == 1]
    if len(days) < 2:
        return ()
    (first, before), (last, after) = days[0][0], days[-1][0]
    if before == after or not _apart(first, last):
        return ()
    return (_between("stance moved", first, last, before=before, after=after),)


def _forecast_change(plan: Plan, ordered: Sequence[Evidence]) -> tuple[Change, ...]:
    """The first and the last value forecast of the same subject for the same time, where they differ."""
    held = _forecasts(plan, ordered)
    for first, before in held:
        for last, after in reversed(held):
            if _apart(first, last) and _comparable(before, after):
                if (before.low, before.high) == (after.low, after.high):
                    return ()
                figures = (figure_of(before), figure_of(after))
                return (_between("forecast moved", first, last, figures=figures),)
    return ()


def find_same_forecast(plan: Plan, ordered: Sequence[Evidence]) -> Forecast | None:
    """The forecast that a speaker gives at two times without a change, or None."""
    held = _forecasts(plan, ordered)
    return next(
        (
            before
            for first, before in held
            for last, after in held
            if _apart(first, last)
            and _comparable(before, after)
            and (before.low, before.high) == (after.low, after.high)
        ),
        None,
    )


def _forecasts(plan: Plan, ordered: Sequence[Evidence]) -> list[tuple[Evidence, Forecast]]:
    """Statements with their one forecast of what is asked about, for a stated time."""
    asked = {name.lower() for name in asked_subjects(plan)}
    held: list[tuple[Evidence, Forecast]] = []
    for evidence in ordered:
        forecasts = evidence.statement.forecasts if evidence.statement else ()
        about = [f for f in forecasts if (f.subject or "").lower() in asked]
        if len(about) == 1 and isinstance(about[0].horizon, Period):
            held.append((evidence, about[0]))
    return held


def _comparable(one: Forecast, other: Forecast) -> bool:
    """Whether two forecasts are of one thing; the way a level was moved to is no part of it."""
    same = (one.subject, one.unit, one.horizon) == (other.subject, other.unit, other.horizon)
    relative = one.unit in ("percent", "percentage points", "basis points")
    return same and (not relative or one.direction == other.direction)


def _between(
    kind: ClauseKind,
    first: Evidence,
    last: Evidence,
    *,
    before: str | None = None,
    after: str | None = None,
    figures: tuple[Figure, ...] = (),
) -> Change:
    then, now = said_on(first), said_on(last)
    part = moved(kind, then, now, before=before, after=after, figures=figures)
    return Change(part=part, shown_by=(first, last))


def _apart(first: Evidence, last: Evidence) -> bool:
    one, other = said_on(first), said_on(last)
    return bool(one and other) and day_of(last) - day_of(first) >= _LEAST_DAYS


def in_order(found: Iterable[Evidence]) -> list[Evidence]:
    """The statements by the day they were said on."""
    return sorted(found, key=lambda e: (day_of(e), e.article.article_id, e.start))


def day_of(evidence: Evidence) -> int:
    """The middle of the days on which it was said, 0 for undated."""
    said = said_on(evidence)
    if said is None:
        return 0
    return (said.first.toordinal() + min(said.last, date.max).toordinal()) // 2
