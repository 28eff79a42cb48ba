"""Who holds a stance: statements that are certain of it first, then those whose words lean that way."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from corpus.stance import lean
from rag.answers.drafts import newest_first
from rag.answers.evidence import Evidence
from rag.answers.premises import rating_on
from rag.planning.asked_subjects import (
    asked_names,
    asked_subjects,
    known_terms,
    stance_on,
    subjects_of,
)
from rag.records import Plan
from rag.retrieval.snapshot import Snapshot
from rag.terms import find_terms

_TELLING_CHARACTERS = 150
"""From this length on a statement is taken to say why."""
_CERTAIN = 2.0
"""Added where the stance asked for is certain: more than any other signal but looking back."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FOR = re.compile(
    r"\b(?:(?:lean|tilt)(?:s|ed|ing)? (?:towards?|to|into)|buyers? of|add(?:s|ed|ing)? (?:to|exposure))\b",
    re.IGNORECASE,
)
"""What a house does that is for something, of which no single word leans."""
_REASON = re.compile(
    r"\b(?:because|since|as|due to|citing|given|needs?|until|unless|if|with)\b", re.IGNORECASE
)
_TURN = re.compile(r"(?:,|\.|;)?\s(?:but|yet)\b,?\s", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:given|because|amid|thanks to|due to|despite|in spite of|although|though|even if|unless)\b"
    r"[^,.;]*",
    re.IGNORECASE,
)
"""Reasons and concessions: their words lean for or against something else."""
_POINT_WORDS = 4
"""Fewer words behind `but` make no point of their own."""
_SAME_ROOT = 5
"""Letters in which two forms of a name agree: `Brazil`, `Brazilian`."""
LEAST_LEAN = 1.0
"""One word that leans; twice as much where another leans against it, or the subject stands elsewhere."""
OPPOSITE: dict[str, Literal["positive", "negative"]] = {
    "positive": "negative",
    "negative": "positive",
}


def find_holders(
    plan: Plan, snapshot: Snapshot, every: Sequence[Evidence], said: Sequence[Evidence]
) -> list[Evidence]:
    """Of present views those that hold the stance asked for, best first; `said` is all that anybody said."""
    found = [*every, *_rated_so(plan, every, said)]
    return _of_stance(plan, snapshot, found, _rated_otherwise(plan, snapshot, said))


def also_contrary(
    plan: Plan, snapshot: Snapshot, every: Sequence[Evidence], said: Sequence[Evidence]
) -> frozenset[str]:
    """Who is quoted with the opposite stance as well."""
    opposite = OPPOSITE.get(plan.stance or "")
    if opposite is None:
        return frozenset()
    other = replace(plan, stance=opposite)
    return frozenset(who_speaks(e, snapshot) for e in find_holders(other, snapshot, every, said))


def outweighs(plan: Plan, evidence: Evidence) -> bool:
    """Whether a statement shows its stance well enough to stand beside one to the contrary."""
    if stance_on(evidence.statement, evidence.quote, plan) == plan.stance:
        return True
    sign = -1.0 if plan.stance == "negative" else 1.0
    return sign * lean(point_of(evidence.quote)) >= 2 * LEAST_LEAN


def point_of(quote: str) -> str:
    """The words of a quote that make its point: what follows `but`, without reasons and concessions."""
    turned = _TURN.split(quote)
    point = turned[-1] if len(turned[-1].split()) >= _POINT_WORDS else quote
    return _ASIDE.sub(" ", point)


def who_speaks(evidence: Evidence, snapshot: Snapshot) -> str:
    """The firm, else the person; evidence here is always somebody's statement."""
    statement = evidence.statement
    if statement is None:
        return ""
    return snapshot.lexicon.firm_of(statement) or statement.persons[0]


def _rated_so(plan: Plan, found: Sequence[Evidence], said: Sequence[Evidence]) -> list[Evidence]:
    """Ratings of what is asked about whose words are too few to rank: `he raised the group`."""
    if not asked_subjects(plan):
        return []
    held = {(e.article.article_id, e.start) for e in found}
    return [
        e
        for e in said
        if (rating := rating_on(plan, e)) is not None
        and rating.to_stance == plan.stance
        and (e.article.article_id, e.start) not in held
    ]


def _rated_otherwise(plan: Plan, snapshot: Snapshot, said: Sequence[Evidence]) -> frozenset[str]:
    """Whose last rating of what is asked about is another stance, whatever else is said in passing."""
    last: dict[str, str] = {}
    for evidence in sorted(said, key=newest_first):
        rating = rating_on(plan, evidence)
        if rating is not None and rating.to_stance is not None:
            last.setdefault(who_speaks(evidence, snapshot), rating.to_stance)
    return frozenset(who for who, stance in last.items() if stance != plan.stance)


def _of_stance(
    plan: Plan, snapshot: Snapshot, found: Sequence[Evidence], left_out: frozenset[str]
) -> list[Evidence]:
    """Statements of the stance asked for, of those that are certain the shortest first.

    Behind them stand those whose words lean that way without a certain stance.
    """
    stances: dict[str, set[str]] = {}
    for evidence in found:
        stance = stance_on(evidence.statement, evidence.quote, plan)
        if stance is not None:
            stances.setdefault(who_speaks(evidence, snapshot), set()).add(stance)
    told: list[tuple[float, Evidence]] = []
    for evidence in (e for e in found if who_speaks(e, snapshot) not in left_out):
        known = stances.get(who_speaks(evidence, snapshot), set())
        stance = stance_on(evidence.statement, evidence.quote, plan)
        if stance == plan.stance:
            length = (evidence.end - evidence.start) / 1_000
            told.append((_CERTAIN + 4 * evidence.telling - length, evidence))
        elif plan.stance != "neutral" and stance is None and is_on(evidence, plan):
            if known and not _names_subject(evidence, plan):
                continue  # of who says both, only words on the subject itself count
            strength = _leaning(plan, evidence)
            if strength is not None:
                told.append((strength, evidence))
    return [evidence for _, evidence in sorted(told, key=lambda pair: -pair[0])]


def is_on(evidence: Evidence, plan: Plan) -> bool:
    """Whether a statement is on what is asked about, where both can be told by name."""
    statement = evidence.statement
    if statement is None or not statement.subjects or not asked_subjects(plan):
        return True
    return bool(subjects_of(statement, plan))


def is_surely_on(evidence: Evidence, plan: Plan) -> bool:
    """The same, where a statement of which no subject is known is to name what is asked about."""
    if evidence.statement is None or evidence.statement.subjects or not asked_subjects(plan):
        return is_on(evidence, plan)
    said = {term[:_SAME_ROOT] for term in find_terms(evidence.quote)}
    return not said.isdisjoint(term[:_SAME_ROOT] for term in plan.subjects)


def _names_subject(evidence: Evidence, plan: Plan) -> bool:
    """Whether the words themselves name what is asked about, where that can be told."""
    if evidence.statement is None or not asked_subjects(plan):
        return True
    return known_terms(evidence.statement, evidence.quote, asked_names(plan))[1]


def _leaning(plan: Plan, evidence: Evidence) -> float | None:
    """How well the words show a lean that way: clear, reasoned, of their own date; None where they do not."""
    sign = -1.0 if plan.stance == "negative" else 1.0
    point = point_of(evidence.quote)
    strength = sign * lean(point)
    against = False
    if plan.stance == "positive":  # who warns of a rally uses words that lean both ways
        strength += _FOR.search(point) is not None
        against = any(lean(word) < 0 for word in _WORD.findall(evidence.quote.lower()))
    unsure = against or not _names_subject(evidence, plan)
    if strength < (2 * LEAST_LEAN if unsure else LEAST_LEAN):
        return None
    length = min(1.0, (evidence.end - evidence.start) / _TELLING_CHARACTERS)
    reasoned = _REASON.search(evidence.quote) is not None
    named = bool(evidence.statement and evidence.statement.persons)
    return min(strength, 3.0) + length + 0.5 * (reasoned + named) + 4 * evidence.telling
