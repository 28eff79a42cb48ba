"""Directions: whether words tell of a rise or of a fall of what is asked about."""

from collections.abc import Sequence
from functools import lru_cache

from rag.records import Plan
from rag.terms import base, match_strength, synonyms


def is_direction(term: str) -> bool:
    """Whether a term means a rise or a fall."""
    return bool(_direction(term)[0])


def tells_of(act: str, plan: Plan, terms: Sequence[str]) -> bool:
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


@lru_cache(maxsize=4_096)
def _direction(act: str) -> tuple[frozenset[str], frozenset[str]]:
    """Terms of the act's direction and of the other one; none for an act without direction."""
    up, down = (synonyms(word) | {word} for word in ("rise", "fall"))
    if base(act) in up:
        return up, down
    return (down, up) if base(act) in down else (frozenset(), frozenset())
