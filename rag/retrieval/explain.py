"""Why each hit stands where it does: the constraints it meets and the signals that put it there."""

from collections.abc import Sequence

from rag.planning.asked_words import QUESTION_WORDS
from rag.records import Hit, Plan
from rag.retrieval.search import is_joined
from rag.terms import find_terms

_SHOWN_TERMS = 8
_SIGNALS = ("fused", "vector", "words", "fit", "rerank")


def explain_plan(plan: Plan) -> list[str]:
    """What the question was read as: its parts, or its one constraint."""
    if not plan.parts:
        return [f"asked: {plan.standalone}", f"  wants: {_say_wanted(plan.outlets, plan)}"]
    lines = []
    for number, part in enumerate(plan.parts, start=1):
        when = f"{part.period.first} to {part.period.last}" if part.period else None
        named = " or ".join(part.outlets) or None
        wanted = ", ".join(filter(None, (named, when))) or "no outlet or time of its own"
        lines.append(f"part {number}: {part.text}\n  wants: {wanted}")
    return lines


def explain_hit(plan: Plan, hit: Hit) -> list[str]:
    """The signals of a hit in a row, then what it meets and the question's terms that stand in it."""
    scores = hit.scores
    row = "  ".join(f"{name} {scores[name]:>7.3f}" for name in _SIGNALS if name in scores)
    met = [f"part {scores['part']:.0f}"] if "part" in scores else []
    outlets = plan.parts[int(scores["part"]) - 1].outlets if "part" in scores else ()
    if outlets or plan.outlets:
        met.append(_say_met("outlet", "outlet" in scores, unknown=hit.article.outlet is None))
    period = plan.parts[int(scores["part"]) - 1].period if "part" in scores else plan.period
    if period is not None:
        met.append(_say_met("period", "period" in scores, unknown=hit.article.published is None))
    if plan.speakers and not is_joined(plan):
        met.append(_say_met("speaker", "speaker" in scores, unknown=False))
    return [row, f"{'; '.join(met) or 'no constraint'}; words: {_say_terms(plan, hit)}"]


def _say_met(name: str, met: bool, *, unknown: bool) -> str:
    return f"{name} {'met' if met else 'unknown' if unknown else 'not met'}"


def _say_wanted(outlets: Sequence[str], plan: Plan) -> str:
    when = f"{plan.period.first} to {plan.period.last}" if plan.period else None
    as_of = f"by {plan.as_of}" if plan.as_of else None
    speakers = " or ".join(speaker.name for speaker in plan.speakers) or None
    named = " or ".join(outlets) or None
    return ", ".join(filter(None, (speakers, named, when, as_of))) or "no outlet, time or speaker"


def _say_terms(plan: Plan, hit: Hit) -> str:
    """The question's words that the passage or its header holds, as they are asked."""
    held = set(find_terms(f"{hit.passage.header}\n{hit.passage.text}"))
    words = dict.fromkeys(
        word.strip("\"'“”‘’.,;:?!()")
        for word in plan.standalone.split()
        if word.lower() not in QUESTION_WORDS
        and (terms := find_terms(word))
        and held.issuperset(terms)
    )
    shown = list(words)[:_SHOWN_TERMS]
    return ", ".join(shown) + (", ..." if len(words) > len(shown) else "") or "none"
