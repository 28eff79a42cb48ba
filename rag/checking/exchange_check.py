"""Two words that point opposite ways, each told of what the span tells the other of.

`Overweight Europe and underweight Japan` has each of its words in `overweight Japan and underweight Europe`;
so has `large caps are cheap compared with small caps` where the span has it of the small.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from rag.checking.cutting import Word
from rag.checking.meanings import may_stand_for
from rag.checking.opposites import is_directed, opposed, sides
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_NEAR = 4
"""Words behind or before a word that tell what it is of."""
_TRADED = 2
"""The same before `against`: what is bought, not who buys it."""
_RELATIVE = re.compile(
    r"\b(?:compared (?:with|to)|relative to|in comparison (?:with|to)|next to|measured against)\s"
    r"|(?<=[a-z] )against (?:the )?(?=[A-Za-z])",
    re.IGNORECASE,
)
_AXES = frozenset(("weight", "rating", "mood", "price", "strength", "flow"))
_Own = tuple[frozenset[str], frozenset[str]]


def find_exchanged(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Opposite words that have changed places, and two things compared the other way round."""
    told = list(_pairs(sentence))
    held = list(_pairs(source)) if told else []
    for one, other in told:
        for first, second in held:
            if not may_stand_for(one.term, first.term):
                first, second = second, first
            if not (may_stand_for(one.term, first.term) and may_stand_for(other.term, second.term)):
                continue
            if _crossed(_apart(sentence, one, other), _apart(source, first, second)):
                yield Problem(
                    verdict="contradicted",
                    reason=f"It says “{one.low}” and “{other.low}” of what the source has the other way round.",
                )
                return
    compared = list(_compared(source))
    for ends in _compared(sentence):
        if any(_crossed(ends, other) and not _opposed(ends, other) for other in compared):
            yield Problem(
                verdict="contradicted",
                reason="It compares two things the other way round than the source.",
            )
            return


def _pairs(reading: Reading) -> Iterator[tuple[Word, Word]]:
    """Words of one sentence that point opposite ways on an axis of what may be told of two things."""
    words = [w for w in reading.words if any(axis in _AXES for axis, _ in sides(w.term))]
    for one, other in combinations(words, 2):
        if one.sentence == other.sentence and opposed(one.term, other.term):
            yield one, other


def _apart(reading: Reading, one: Word, other: Word) -> _Own:
    """What stands behind each of two words up to the other or the end, without what both have."""
    first, second = _behind(reading, one, other), _behind(reading, other, one)
    return first - second, second - first


def _behind(reading: Reading, word: Word, stop: Word) -> frozenset[str]:
    found: list[str] = []
    for w in reading.words:
        if w.start >= word.end and w.sentence == word.sentence:
            if w is stop or len(found) == _NEAR or (w.piece != word.piece and found):
                break
            if w.is_content and not is_directed(w.term):
                found.append(w.term)
    return frozenset(found)


def _compared(reading: Reading) -> Iterator[_Own]:
    """What is compared with what, as the words before and behind."""
    for match in _RELATIVE.finditer(reading.text):
        before = [w for w in reading.words if w.end <= match.start() and w.is_content]
        behind = [w for w in reading.words if w.start >= match.end() and w.is_content]
        if before and behind and before[-1].sentence == behind[0].sentence:
            near = _TRADED if match[0].lower().startswith("against") else _NEAR
            ones = frozenset(w.term for w in before[-near:] if w.sentence == behind[0].sentence)
            others = frozenset(w.term for w in behind[:2])
            yield ones - others, others - ones


def _crossed(own: _Own, its: _Own) -> bool:
    """Whether each side has what the other's other side has, and nothing of its own side that is a thing."""
    (one, other), (first, second) = own, its
    straight = _same(one, first) + _same(other, second)
    crossed = (_same(one, second), _same(other, first))
    return min(crossed) > 0 and sum(crossed) > straight


def _same(ones: frozenset[str], others: frozenset[str]) -> int:
    return len(ones & others)


def _opposed(own: _Own, its: _Own) -> bool:
    """Whether the words of the two comparisons point opposite ways, so that turning round is right."""
    return any(opposed(a, b) for a in own[0] - its[1] for b in its[0] - own[1])
