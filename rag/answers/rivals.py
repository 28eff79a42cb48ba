"""Figures at odds in different stories: one source, one thing, one period, and two values.

Two firms at odds disagree, and one firm at another time has changed its mind; neither is a conflict. So
both must be the same source's words of nearly the same day, and neither article may hold the other's
figure as well, as it would where a figure was revised.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.firm_names import same_firm
from corpus.name_words import CALENDAR
from corpus.names import load_firms
from corpus.subjects import load_subjects
from rag.answers import wording
from rag.answers.conflicts import Conflict
from rag.answers.drafts import Draft, fit
from rag.answers.evidence import Evidence, find_statements
from rag.answers.facts import statement_at
from rag.answers.measured import Measured, are_at_odds, find_measured
from rag.answers.quantities import find_quantities
from rag.answers.view_lines import view_line
from rag.records import Plan
from rag.retrieval.snapshot import Snapshot

_NEAR_DAYS = 3
"""Days between two articles that may report one release; a figure given later may be a new one."""
_NAME = re.compile(r"\b[A-Z][\w&'’.-]*\w")
_POSSESSIVE = re.compile(r"['’]s$")


def find_rivals(
    evidence: Evidence, candidates: Iterable[Evidence], snapshot: Snapshot
) -> tuple[Conflict, ...]:
    """Sentences of other stories in which the same source has another value for the same thing and time."""
    mine = find_measured(evidence.quote, evidence.article)
    if not mine:
        return ()
    found: dict[str, Conflict] = {}
    for other in candidates:
        story = snapshot.story_id(other.article.article_id)
        if story in found or story == snapshot.story_id(evidence.article.article_id):
            continue
        if not (_near(evidence, other) and _same_source(evidence, other, snapshot)):
            continue
        pair = _at_odds(evidence, mine, other)
        if pair is not None and _about_the_same(evidence, other):
            note = wording.figures_differ(
                (evidence.article, _written(evidence, pair[0])),
                (other.article, _written(other, pair[1])),
            )
            found[story] = Conflict(
                article=other.article, start=other.start, end=other.end, note=note
            )
    return tuple(found.values())


def rival_of(evidence: Evidence, conflict: Conflict, snapshot: Snapshot) -> Evidence:
    """The conflict's sentence as evidence of its own, under whoever says it."""
    article, start, end = conflict.article, conflict.start, conflict.end
    statement = statement_at(snapshot, article, start, end)
    return replace(evidence, article=article, start=start, end=end, statement=statement)


def with_rivals(draft: Draft, plan: Plan, snapshot: Snapshot) -> Draft:
    """The draft of views with figures that other stories give the same speakers for the same thing and time."""
    spans = [span for line in draft.lines for span in line.spans]
    if not any(find_measured(span.quote, span.article) for span in spans):
        return draft
    every = [e for speaker in plan.speakers for e in find_statements(plan, snapshot, speaker)]
    shown = {(e.article.article_id, e.start) for e in spans}
    lines, notes = list(draft.lines), list(draft.notes)
    told: set[frozenset[str]] = set()
    for span in spans:
        for conflict in find_rivals(span, every, snapshot):
            pair = frozenset((span.article.article_id, conflict.article.article_id))
            if pair in told:
                continue
            told.add(pair)
            notes.append(conflict.note)
            if (conflict.article.article_id, conflict.start) not in shown:
                lines.append(view_line([rival_of(span, conflict, snapshot)], snapshot))
    return replace(draft, lines=fit(lines), notes=tuple(notes)) if told else draft


def _at_odds(
    evidence: Evidence, mine: Sequence[Measured], other: Evidence
) -> tuple[Measured, Measured] | None:
    for theirs in find_measured(other.quote, other.article):
        for one in mine:
            if not are_at_odds(one, theirs):
                continue
            if one.thing.expected and one.moved != theirs.moved:
                continue  # what one gives as new, the other may still give as it was
            if not (_holds(other, one) or _holds(evidence, theirs)):
                return one, theirs
    return None


def _holds(evidence: Evidence, measured: Measured) -> bool:
    """Whether the article has the figure too, for whatever it is there."""
    value = measured.quantity.value
    return any(q.value == value for q in find_quantities(evidence.article.source_text))


def _near(one: Evidence, other: Evidence) -> bool:
    first, second = one.article.published, other.article.published
    if first is None or second is None or first.first != first.last or second.first != second.last:
        return False
    return abs((first.last - second.last).days) <= _NEAR_DAYS


def _same_source(one: Evidence, other: Evidence, snapshot: Snapshot) -> bool:
    """The same firm, else the same person; or outlets' own words, by two outlets."""
    if one.statement is None or other.statement is None:
        outlets = one.article.outlet, other.article.outlet
        return one.statement is other.statement and None not in outlets and outlets[0] != outlets[1]
    firms = snapshot.lexicon.firm_of(one.statement), snapshot.lexicon.firm_of(other.statement)
    if None in firms:
        return firms == (None, None) and one.statement.persons == other.statement.persons
    return same_firm(*firms)


def _about_the_same(one: Evidence, other: Evidence) -> bool:
    """Whether the same firms, subjects and names stand in both, the speakers' own left out."""
    if _entries(one) != _entries(other):
        return False
    names, others = _names(one), _names(other)
    inside = _inner(one) <= others and _inner(other) <= names
    return inside and bool(names & others or _entries(one))


def _entries(evidence: Evidence) -> frozenset[str]:
    quote = evidence.quote
    firms = {m.firm.name for m in load_firms().find(quote)}
    return frozenset(firms | {m.entry.name for m in load_subjects().find(quote)})


def _names(evidence: Evidence) -> frozenset[str]:
    """Words with capitals, of dates and of the speaker's name apart."""
    return frozenset(_each(evidence.quote, evidence))


def _inner(evidence: Evidence) -> frozenset[str]:
    """Those that do not owe their capital to the place at the sentence's beginning."""
    first = evidence.quote.split(" ", 1)
    return frozenset(_each(first[1] if len(first) > 1 else "", evidence))


def _each(text: str, evidence: Evidence) -> Iterable[str]:
    speaker = ""
    if evidence.statement is not None:
        speaker = " ".join((*evidence.statement.persons, evidence.statement.role or ""))
    for match in _NAME.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        if word.lower() not in CALENDAR and word not in speaker:
            yield word


def _written(evidence: Evidence, measured: Measured) -> str:
    return evidence.quote[measured.quantity.start : measured.quantity.end].strip()
