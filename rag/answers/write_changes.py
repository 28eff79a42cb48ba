"""Changed minds: what changed, then one speaker's dated views in order of time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag.answers.drafts import Line
from rag.answers.evidence import Evidence, find_statements
from rag.answers.lead_wording import CHANGE_UNKNOWN, all_of, asked_speaker, figure_of
from rag.answers.relevant import find_relevant
from rag.answers.view_changes import (
    Change,
    day_of,
    find_changes,
    find_same_forecast,
    find_steady_stance,
    in_order,
    said_on,
)
from rag.answers.view_lines import view_line, view_lines
from rag.lead_in import LeadPart
from rag.planning.asked_subjects import asked_subjects, rates
from rag.records import Plan, Speaker
from rag.retrieval.snapshot import Snapshot

_OPEN_YEAR = 2100
_SHOWN_DATES = 3


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
    same = find_same_forecast(plan, in_order(dated))
    if same is not None:
        return LeadPart(kind="same forecast", figures=(figure_of(same),))
    days = {said_on(e) for e in dated}
    if len(days) > 1:
        steady = find_steady_stance(plan, dated)
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


def _before(
    plan: Plan, snapshot: Snapshot, speaker: Speaker, found: Sequence[Evidence]
) -> list[Evidence]:
    """Of `since July` the last view of before, where there is but one day's from then on."""
    period = plan.period
    if period is None or period.last.year < _OPEN_YEAR or len({day_of(e) for e in found}) > 1:
        return []
    ever = replace(plan, period=None)
    every = find_relevant(ever, snapshot, find_statements(ever, snapshot, speaker))
    earlier = [e for e in every if 0 < day_of(e) < period.first.toordinal()]
    last = max(map(day_of, earlier), default=0)
    return [e for e in earlier if day_of(e) == last]


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
        groups.setdefault(day_of(evidence), []).append(evidence)
    dated = [groups[day] for day in sorted(groups)]
    if len(dated) > _SHOWN_DATES:
        dated = [dated[0], *dated[1 - _SHOWN_DATES :]]
    each = 3 if len(dated) == 1 else 2
    return [line for group in dated for line in view_lines(group[:each], snapshot)]
