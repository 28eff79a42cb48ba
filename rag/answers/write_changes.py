"""Changed minds: one speaker's dated views in order, and what changed, as far as data tells.

A change is a rating moved, a stance that is certain at two times, or a forecast of the same thing
for the same time; nothing else is called one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.article import Period
from corpus.forecasts import Forecast
from rag.answers import wording
from rag.answers.drafts import Line
from rag.answers.evidence import Evidence, find_statements
from rag.answers.lead_wording import (
    CHANGE_UNKNOWN,
    TELLS_OF_CHANGE,
    all_of,
    asked_speaker,
    figure_of,
    moved,
)
from rag.answers.relevant import find_relevant
from rag.answers.view_lines import view_line, view_lines
from rag.lead_in import ClauseKind, Figure, LeadPart
from rag.planning.asked_subjects import asked_subjects, rates, stance_on
from rag.records import Plan, Speaker
from rag.retrieval.snapshot import Snapshot

_OPEN_YEAR = 2100
_LEAST_DAYS = 7
"""Days between two stances below which they are two sides of one view."""
_SHOWN_DATES = 3


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


def change_lines(
    plan: Plan, snapshot: Snapshot, speaker: Speaker, found: Sequence[Evidence]
) -> list[Line]:
    """What changed, then the dated views in order of time; or that no change is stated, and the views."""
    found = [*found, *_before(plan, snapshot, speaker, found)]
    dated = [e for e in found if said_on(e)] or list(found)
    changes = find_changes(plan, _all_dated(plan, snapshot, speaker, dated))
    lines = [_change_line(change, speaker, snapshot) for change in changes]
    shown = {(e.article.article_id, e.start) for c in changes for e in c.shown_by}
    views = _by_date([e for e in dated if (e.article.article_id, e.start) not in shown], snapshot)
    if lines or not views:
        return [*lines, *views]
    first = views[0]
    return [replace(first, lead=(_opening(plan, dated), *first.lead)), *views[1:]]


def _opening(plan: Plan, dated: Sequence[Evidence]) -> LeadPart:
    """What is said of views of which none is a change."""
    same = _same_forecast(plan, _in_order(dated))
    if same is not None:
        return LeadPart(kind="same forecast", figures=(figure_of(same),))
    days = {said_on(e) for e in dated}
    if len(days) > 1:
        steady = _steady_stance(plan, dated)
        return LeadPart(kind="same stance", after=steady) if steady else CHANGE_UNKNOWN
    only = next(iter(days))
    return all_of(only) if only is not None else CHANGE_UNKNOWN


def find_speaker_changes(plan: Plan, snapshot: Snapshot, speaker: Speaker) -> tuple[Change, ...]:
    """What changed in all that a speaker said on the plan's subject."""
    found = find_relevant(plan, snapshot, find_statements(plan, snapshot, speaker))
    dated = [e for e in found if said_on(e)] or found
    return find_changes(plan, _all_dated(plan, snapshot, speaker, dated))


def _change_line(change: Change, speaker: Speaker, snapshot: Snapshot) -> Line:
    """Of one statement under its speaker, of two under the name asked about: each may be another's."""
    if len(change.shown_by) == 1:
        return view_line(change.shown_by, snapshot, told=(change.part,))
    return Line(lead=(asked_speaker(speaker), change.part), spans=change.shown_by)


def said_on(evidence: Evidence) -> Period | None:
    """When it was said: the statement's date, else its article's."""
    statement = evidence.statement
    return (statement.date if statement else None) or evidence.article.published


def find_changes(plan: Plan, found: Sequence[Evidence]) -> tuple[Change, ...]:
    """Changes of rating, else of stance, and those of forecasts; at most two."""
    ordered = [e for e in _in_order(found) if e.statement is not None]
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


def _steady_stance(plan: Plan, dated: Sequence[Evidence]) -> str | None:
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


def _same_forecast(plan: Plan, ordered: Sequence[Evidence]) -> Forecast | None:
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
    return bool(one and other) and _day(last) - _day(first) >= _LEAST_DAYS


def _before(
    plan: Plan, snapshot: Snapshot, speaker: Speaker, found: Sequence[Evidence]
) -> list[Evidence]:
    """Of `since July` the last view of before, where there is but one day's from then on."""
    period = plan.period
    if period is None or period.last.year < _OPEN_YEAR or len({_day(e) for e in found}) > 1:
        return []
    ever = replace(plan, period=None)
    every = find_relevant(ever, snapshot, find_statements(ever, snapshot, speaker))
    earlier = [e for e in every if 0 < _day(e) < period.first.toordinal()]
    last = max(map(_day, earlier), default=0)
    return [e for e in earlier if _day(e) == last]


def _all_dated(
    plan: Plan, snapshot: Snapshot, speaker: Speaker, found: Sequence[Evidence]
) -> list[Evidence]:
    """With the speaker's ratings of the subject whose words are too few to rank: `he raised the group`."""
    held = {(e.article.article_id, e.start) for e in found}
    rated = [
        e
        for e in find_statements(plan, snapshot, speaker)
        if e.statement is not None
        and e.statement.rating is not None
        and rates(e.statement, e.quote, plan)
        and (e.article.article_id, e.start) not in held
        and (asked_subjects(plan) or e.coverage >= 1.0)
    ]
    return [*found, *rated]


def _by_date(found: Iterable[Evidence], snapshot: Snapshot) -> list[Line]:
    """The dated views in order of time, at most two a date, the best of each."""
    groups: dict[int, list[Evidence]] = {}
    for evidence in found:
        groups.setdefault(_day(evidence), []).append(evidence)
    dated = [groups[day] for day in sorted(groups)]
    if len(dated) > _SHOWN_DATES:
        dated = [dated[0], *dated[1 - _SHOWN_DATES :]]
    each = 3 if len(dated) == 1 else 2
    return [line for group in dated for line in view_lines(group[:each], snapshot)]


def _in_order(found: Iterable[Evidence]) -> list[Evidence]:
    return sorted(found, key=lambda e: (_day(e), e.article.article_id, e.start))


def _day(evidence: Evidence) -> int:
    """The middle of the days on which it was said, 0 for undated."""
    said = said_on(evidence)
    if said is None:
        return 0
    return (said.first.toordinal() + min(said.last, date.max).toordinal()) // 2
