"""Premises: whether what a question takes for granted stands in what would answer it."""

import re
from collections.abc import Sequence

from corpus.ratings import Rating
from corpus.stance import lean
from rag.answers.directions import tells_of
from rag.answers.evidence import Evidence
from rag.planning.asked_subjects import rates
from rag.planning.asked_words import NEGATIVE, POSITIVE
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
_WHY = re.compile(r"\W*(?:and |but |so )?(?:why|when|how come|what made|what led)\b", re.IGNORECASE)
_GRADED = re.compile(r"\b(up|down)grad(?:e[ds]?|ing)\b", re.IGNORECASE)
_OF_RATING = re.compile(
    r"\b(?:(?P<up>rais|lift|boost)|(?P<down>cut|lower|slash|reduc))\w*\b.{0,40}\b(?:rating|recommendation|stance)\b",
    re.IGNORECASE,
)


def premise_holds(plan: Plan, spans: Sequence[Evidence]) -> bool:
    """Whether what a question takes for granted stands in what answers it, in the same direction."""
    turned = _TURNED.search(plan.standalone)
    if plan.premise is None and not (turned and _WHY.match(plan.standalone)):
        return True
    mood = turned[1] if turned else plan.premise or ""
    if turned or POSITIVE.fullmatch(mood) or NEGATIVE.fullmatch(mood):
        sign = 1.0 if POSITIVE.search(mood) else -1.0
        return any(sign * lean(span.quote) > 0 for span in spans)
    graded = rating_act(plan)
    ratings = [rating for span in spans if (rating := rating_on(plan, span)) is not None]
    moved = [rating for rating in ratings if rating.action == graded]
    asked_to = _TO_RATING.search(plan.standalone)
    if graded and ratings:
        return any(
            asked_to is None or (r.to_rating or "").lower() == asked_to[1].lower() for r in moved
        )
    if asked_to and not any(_moves_to(asked_to[1], span.quote) for span in spans):
        return False
    act = find_terms(plan.premise or "")[0]
    return any(tells_of(act, plan, find_terms(span.quote)) for span in spans)


def say_premise(plan: Plan) -> str:
    """What a question takes for granted, in its own words."""
    turned = _TURNED.search(plan.standalone)
    return turned[0] if turned else plan.premise or ""


def rating_act(plan: Plan) -> str | None:
    """`upgrade` or `downgrade` where the question speaks of one, as of a rating that was cut."""
    graded = _GRADED.search(plan.standalone)
    if graded is not None:
        return f"{graded[1].lower()}grade"
    moved = _OF_RATING.search(plan.standalone)
    if moved is None:
        return None
    return "upgrade" if moved["up"] else "downgrade"


def rating_on(plan: Plan, evidence: Evidence) -> Rating | None:
    """The rating of what is asked about that a statement gives or changes."""
    statement = evidence.statement
    return (
        statement.rating
        if statement is not None and rates(statement, evidence.quote, plan)
        else None
    )


def _moves_to(rating: str, quote: str) -> bool:
    """Whether a quote has the rating as where a view moved to, not as where it came from."""
    return (
        re.search(rf"(?<!from )(?<!than )\b{re.escape(rating)}\b", quote, re.IGNORECASE) is not None
    )
