"""Premises: whether what a question takes for granted stands in what would answer it."""

import re
from collections.abc import Sequence

from corpus.stance import lean
from rag.asked_words import POSITIVE
from rag.directions import tells_of
from rag.evidence import Evidence
from rag.records import Plan
from rag.terms import find_terms

_TURNED = re.compile(
    r"\b(?:turn|turned|become|became|grow|grew|go|went|get|got)\s(?:more\s|so\s|less\s)?(bullish|bearish|positive|"
    r"negative|cautious|optimistic|pessimistic|upbeat|wary|sceptical|skeptical|constructive)\b",
    re.IGNORECASE,
)
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
    turned = _TURNED.search(plan.standalone)
    if turned:
        sign = 1.0 if POSITIVE.search(turned[1]) else -1.0
        return any(sign * lean(span.quote) > 0 for span in spans)
    rating = _TO_RATING.search(plan.standalone)
    if rating and not any(_moves_to(rating[1], span.quote) for span in spans):
        return False
    return any(tells_of(act, plan, find_terms(span.quote)) for span in spans)


def _moves_to(rating: str, quote: str) -> bool:
    """Whether a quote has the rating as where a view moved to, not as where it came from."""
    return (
        re.search(rf"(?<!from )(?<!than )\b{re.escape(rating)}\b", quote, re.IGNORECASE) is not None
    )
