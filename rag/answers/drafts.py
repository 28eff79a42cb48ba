"""Drafts: an answer before its marks are set, and what all kinds of answers share.

Drafts carry no marks; `rag.answers.citing` numbers their spans.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answers import wording
from rag.answers.evidence import Evidence
from rag.answers.lead_wording import say_lead
from rag.lead_in import LeadPart
from rag.records import Hit, Plan, Reason
from rag.retrieval.snapshot import Snapshot

ANSWER_CHARACTERS = 1_100
"""Longest answer; evaluation allows 1,200, the rest is for marks."""
MOST_SPANS = 8
"""Citations of an answer; evaluation counts no more."""
SEARCH_DEPTH = 20
"""Passages whose sentences may answer."""

Search = Callable[[Plan, int], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an answer: a lead-in of known fields and the spans quoted under it."""

    lead: tuple[LeadPart, ...]
    spans: tuple[Evidence, ...]

    @property
    def lead_in(self) -> str:
        """The lead-in in words."""
        return say_lead(self.lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer before its marks are set."""

    lines: tuple[Line, ...]
    abstention: str | None
    reason: Reason | None
    notes: tuple[str, ...]
    hits: tuple[Hit, ...]


def abstain(reason: Reason, text: str) -> Draft:
    """The draft that says why nothing answers."""
    return Draft(lines=(), abstention=text, reason=reason, notes=(), hits=())


def lacks_articles(plan: Plan, snapshot: Snapshot) -> Draft:
    """The abstention where no article is of that time."""
    dated = sorted(a.published.first for a in snapshot.articles.values() if a.published)
    first, last = (wording.say_day(dated[0]), wording.say_day(dated[-1])) if dated else (None, None)
    return abstain("period", wording.lacks_articles(plan, first, last))


def newest_first(evidence: Evidence) -> tuple[int, int]:
    """A key that sorts newer articles first, undated ones last, then by place."""
    published = evidence.article.published
    if published is None:
        return (0, evidence.start)
    return (-(published.first.toordinal() + published.last.toordinal()) // 2, evidence.start)


def say_asked(plan: Plan) -> str:
    """The time that was asked about, as a clause."""
    if plan.period is not None:
        return wording.say_asked_period(plan.period)
    return f"by {wording.say_day(plan.as_of)}" if plan.as_of else "then"


def say_when(found: Sequence[Evidence]) -> list[str]:
    """When the articles of the evidence were published, newest first, without repeats."""
    ordered = sorted(found, key=newest_first)
    return list(dict.fromkeys(wording.say_period(e.article.published) for e in ordered))


def fit(lines: Sequence[Line]) -> tuple[Line, ...]:
    """As many spans, in order, as the answer's length and number of citations allow; at least one."""
    kept: list[Line] = []
    used = spans_used = 0
    for line in lines:
        spans: list[Evidence] = []
        cost = len(line.lead_in) + 1
        for span in line.spans:
            size = span.end - span.start + 8
            full = used + cost + size > ANSWER_CHARACTERS or spans_used >= MOST_SPANS
            if full and (kept or spans):
                continue
            spans.append(span)
            cost += size
            spans_used += 1
        if spans:
            kept.append(replace(line, spans=tuple(spans)))
            used += cost
    return tuple(kept)
