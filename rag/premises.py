"""Premises: whether what a question takes for granted stands in what would answer it."""

import re
from collections.abc import Sequence

from rag.evidence import Evidence
from rag.records import Plan
from rag.terms import base, find_terms, match_strength, synonyms

_TO_RATING = re.compile(
    r"\bto (?:an? )?['\"]?(underweight|overweight|neutral|buy|sell|hold|outperform|underperform|"
    r"equal[- ]weight|market perform)\b",
    re.IGNORECASE,
)


def premise_holds(plan: Plan, spans: Sequence[Evidence]) -> bool:
    """Whether what a question takes for granted stands in what answers it, in the same direction."""
    if plan.premise is None:
        return True
    act = find_terms(plan.premise)[0]
    rating = _TO_RATING.search(plan.standalone)
    if rating and not any(_moves_to(rating[1], span.quote) for span in spans):
        return False
    return any(_reports(act, plan, find_terms(span.quote)) for span in spans)


def _moves_to(rating: str, quote: str) -> bool:
    """Whether a quote has the rating as where a view moved to, not as where it came from."""
    return (
        re.search(rf"(?<!from )(?<!than )\b{re.escape(rating)}\b", quote, re.IGNORECASE) is not None
    )


def _reports(act: str, plan: Plan, terms: Sequence[str]) -> bool:
    """Whether the terms tell of the act; of "rise" and "fall" the first behind the subject counts.

    "Oil fell as stocks of crude grew" reports no rise of oil.
    """
    same, opposite = _direction(act)
    if not same:
        return match_strength(act, set(terms)) > 0
    subjects = {t for t in plan.subjects if t not in same | opposite}
    named = next((k for k, term in enumerate(terms) if term in subjects), 0)
    told = next((base(t) for t in terms[named:] if base(t) in same | opposite), None)
    return told in same if told else not same.isdisjoint(map(base, terms))


def _direction(act: str) -> tuple[frozenset[str], frozenset[str]]:
    """Terms of the act's direction and of the other one; none for an act without direction."""
    up, down = (synonyms(word) | {word} for word in ("rise", "fall"))
    if base(act) in up:
        return up, down
    return (down, up) if base(act) in down else (frozenset(), frozenset())
