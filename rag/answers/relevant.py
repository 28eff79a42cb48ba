"""Which statements bear on what is asked: those that cover it well enough, of their own time."""

from collections.abc import Sequence

from corpus.entries import find_entry
from corpus.names import load_firms
from rag.answers.evidence import Evidence, is_named
from rag.planning.asked_subjects import asked_name, asked_subjects, subjects_of
from rag.records import Plan
from rag.retrieval.snapshot import Snapshot
from rag.terms import find_terms

LEAST_PERSON_COVERAGE = 0.25
"""The same for a named person, who seldom speaks on more than one thing."""
LEAST_ANYBODY_COVERAGE = 0.5
"""The same where nobody is named: nothing but the subject tells a statement from any other."""
LEAST_VIEW_COVERAGE = 0.3
"""Share of the question's terms that a named speaker's statement must cover: the speaker is already right,
the subject may be put otherwise."""
LEAST_ON_SUBJECT_COVERAGE = 0.15
"""The same where every known subject and name of the question is one of the statement: "selloff" or "balance" only
says what about it."""
NEAR_BEST = 0.4
"""Statements of a named speaker under this share of the best one's score are left out."""
_LEAD_SENTENCES = 2
_HEADING_CHARACTERS = 160
"""Characters before a statement in which a heading may name what it is about."""
_LOOKING_BACK = -0.1
"""Telling below which a statement retells an earlier time; shown only where there is nothing else."""


def find_relevant(
    plan: Plan, snapshot: Snapshot, found: Sequence[Evidence], *, near: float = NEAR_BEST
) -> list[Evidence]:
    """Evidence that covers enough of the question and names what it names, best first."""
    least = LEAST_VIEW_COVERAGE if plan.speakers else LEAST_ANYBODY_COVERAGE
    if any(speaker.person for speaker in plan.speakers):
        least = LEAST_PERSON_COVERAGE
    enough = [e for e in found if e.coverage >= least and _holds_names(plan, snapshot, e)]
    if not enough and plan.speakers:
        enough = [
            e
            for e in found
            if e.coverage >= LEAST_ON_SUBJECT_COVERAGE
            and _is_on_subject(plan, e)
            and _holds_names(plan, snapshot, e)
        ]
    if not enough:
        return []
    own_time = [e for e in enough if e.telling > _LOOKING_BACK] or enough
    best = own_time[0].score
    return [e for e in own_time if e.score >= near * best]


def _is_on_subject(plan: Plan, evidence: Evidence) -> bool:
    """Whether the statement is on every known subject that is asked about, of which there is one at least."""
    asked = {name.lower() for name in asked_subjects(plan)}
    if not asked or evidence.statement is None:
        return False
    return asked <= {
        asked_name(one.subject, asked) for one in subjects_of(evidence.statement, plan)
    }


def _is_on_another(plan: Plan, evidence: Evidence) -> bool:
    """Whether the statement is on a company that is not asked about: what its article begins with tells nothing."""
    firms = load_firms().firms
    on = {s.subject for s in evidence.statement.subjects} if evidence.statement else set()
    companies = {name.lower() for name in on if name in firms and firms[name].kind == "company"}
    asked = {name.lower() for name in asked_subjects(plan)}  # people type names as they like
    return bool(companies) and companies.isdisjoint(asked)


def _nearest_company(evidence: Evidence) -> frozenset[str]:
    """The terms of the company that the statement is on first of all, though its words call it `the stock`."""
    subjects = evidence.statement.subjects if evidence.statement else ()
    firm = load_firms().firms.get(subjects[0].subject) if subjects else None
    if firm is None or firm.kind != "company":
        return frozenset()
    return frozenset(find_terms(firm.name))


def _holds_names(plan: Plan, snapshot: Snapshot, evidence: Evidence) -> bool:
    """Every name asked about stands in the statement, just before it, or where the article begins."""
    if not plan.names:
        return True
    text = evidence.article.source_text  # with headings that cleaning leaves out of the body
    entry = find_entry(text, evidence.statement) if evidence.statement else None
    if entry is not None or _is_on_another(plan, evidence):
        own = text[entry[0] if entry else evidence.start : evidence.end]
        return all(is_named(name, set(find_terms(own))) for name in plan.names)
    near = set(find_terms(text[max(0, evidence.start - _HEADING_CHARACTERS) : evidence.end]))
    near |= _nearest_company(evidence)
    for place, sentence in enumerate(snapshot.sentences(evidence.article.article_id)):
        if place < _LEAD_SENTENCES or (
            sentence.start < evidence.end and evidence.start < sentence.end
        ):
            near |= sentence.terms | sentence.context
    return all(is_named(name, near) for name in plan.names)
