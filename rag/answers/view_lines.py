"""Lines of views: a speaker with firm, role and date, and under them the statements of one article."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.statement import Statement
from rag.answers.drafts import Line, newest_first
from rag.answers.evidence import Evidence
from rag.answers.lead_wording import lead_of
from rag.lead_in import LeadPart
from rag.retrieval.snapshot import Snapshot

_SHORT_CHARACTERS = 90
"""A statement this short is shown with the one that goes on from it."""


def view_line(
    spans: Sequence[Evidence], snapshot: Snapshot, *, told: Sequence[LeadPart] = ()
) -> Line:
    """One line of a speaker's statements; `told` stands in the lead-in behind speaker and date."""
    first = spans[0]
    role = None
    if first.statement is not None:
        role = _find_role(first.statement, snapshot)
        if role and any(role.lower() in span.quote.lower() for span in spans):
            role = None  # the words themselves say it
    lead = lead_of(first.statement, first.article, role=role)
    return Line(lead=(*lead, *told), spans=tuple(spans))


def _find_role(statement: Statement, snapshot: Snapshot) -> str | None:
    """A lone person's role, from another statement of the same article where this one gives none."""
    if len(statement.persons) != 1:
        return None
    same = (
        other.role
        for other in (statement, *snapshot.statements.get(statement.article_id, ()))
        if other.persons == statement.persons and other.role
    )
    return next(same, None)


def view_lines(found: Sequence[Evidence], snapshot: Snapshot) -> list[Line]:
    """One line a speaker and day, newest first, statements in the order of their article."""
    groups: dict[tuple[tuple[LeadPart, ...], str], list[Evidence]] = {}
    for evidence in sorted(found, key=newest_first):
        key = (lead_of(evidence.statement, evidence.article), evidence.article.article_id)
        groups.setdefault(key, []).append(with_next(evidence, snapshot))
    return [
        view_line(_distinct(sorted(spans, key=lambda e: e.start)), snapshot)
        for spans in groups.values()
    ]


def with_next(evidence: Evidence, snapshot: Snapshot) -> Evidence:
    """A short statement with the same speaker's next one of the same time, where only space lies between."""
    if evidence.statement is None or evidence.end - evidence.start > _SHORT_CHARACTERS:
        return evidence
    text = evidence.article.source_text
    for later in snapshot.statements.get(evidence.article.article_id, ()):
        goes_on = later.start >= evidence.end and not text[evidence.end : later.start].strip()
        if goes_on and "\n" not in text[evidence.end : later.start]:
            same = (later.persons, later.firm, later.date) == (
                evidence.statement.persons,
                evidence.statement.firm,
                evidence.statement.date,
            )
            return replace(evidence, end=later.end) if same else evidence
    return evidence


def _distinct(spans: Iterable[Evidence]) -> list[Evidence]:
    """Spans in order without those that another holds; overlapping ones become one."""
    kept: list[Evidence] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept
