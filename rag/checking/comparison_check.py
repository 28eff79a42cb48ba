"""Which of two things is more: `bonds are a better buy than shares` against `shares are the better buy`.

A comparison is read as what has more of a quality, which quality, and what has less of it; the last is
empty in `B is the better buy`. One that the span has the other way round contradicts it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.light_words import SAYING
from rag.checking.meanings import may_stand_for
from rag.checking.opposites import opposed, sides
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past, to_term
from rag.checking.sentence_reading import Reading

_NEAR = 5
"""Words on either side of a comparison that are what is compared."""
_DEGREES = frozenset(words("more less better worse"))
_STANDS_AT = re.compile(
    r"\b(?P<word>discount|premium)\b(?P<between>[^.;,]{0,40}?)\s(?:to|over|on)\s", re.IGNORECASE
)
_QUALITY = re.compile(r"(?:more|less) (?P<quality>[a-z]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Comparison:
    more: frozenset[str]
    """Stems of what has more of the quality."""
    quality: str
    """The stem; of `less attractive` that of `attractive` with the sides exchanged."""
    less: frozenset[str]
    words: frozenset[int] = frozenset()
    """Where the words that compare stand."""


def find_comparison_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Two things compared the other way round than in the span."""
    told = list(_comparisons(sentence))
    if not told:
        return
    held = list(_comparisons(source))
    for one in told:
        if not one.less or any(_agree(one, other) for other in held):
            continue
        if any(_is_turned(one, other) for other in held):
            yield Problem(
                verdict="contradicted",
                reason=f"It puts {' '.join(sorted(one.more))} and {' '.join(sorted(one.less))} "
                "the other way round than the source.",
            )
            return


def compared_well(sentence: Reading, source: Reading) -> frozenset[int]:
    """Offsets of comparing words that the span bears out, also `more` where it has `less` of the other thing."""
    told = [one for one in _comparisons(sentence) if one.less]
    held = list(_comparisons(source)) if told else []
    return frozenset(
        start for one in told if any(_agree(one, other) for other in held) for start in one.words
    )


def _comparisons(reading: Reading) -> Iterator[_Comparison]:
    for at, word in enumerate(reading.words):
        if word.negation == "yes" or not _compares(word):
            continue
        quality, less = _quality(reading, at)
        than = _than(reading, at)
        before = _before(reading, word)
        if not before or (than is None and word.low in _LEVELS):
            continue
        behind = _behind(reading, than) if than is not None else ()
        more, other = frozenset(before) - frozenset(behind), frozenset(behind) - frozenset(before)
        if than is not None and not (more and other):
            continue
        at_words = frozenset(
            w.start for w in reading.words[at : at + (2 if word.term != quality else 1)]
        )
        ends = (other, quality, more) if less else (more, quality, other)
        yield _Comparison(*ends, at_words)
    for match in _STANDS_AT.finditer(reading.text):
        own = [w for w in reading.words if w.start >= match.start()][:1]
        before, behind = _before(reading, own[0]), _behind(reading, match.end())
        more = frozenset(before) - frozenset(behind)
        other = frozenset(behind) - frozenset(before)
        if more and other:
            yield _Comparison(more, to_term(match["word"].lower()), other)


def _compares(word: Word) -> bool:
    return word.low in _DEGREES or (word.low.endswith("er") and bool(sides(word.term)))


def _quality(reading: Reading, at: int) -> tuple[str, bool]:
    """What is compared, and whether the first thing has less of it."""
    word = reading.words[at]
    match = _QUALITY.match(reading.text, word.start)
    if match and match["quality"] != "than":
        return to_term(match["quality"].lower()), word.low == "less"
    return word.term, False


def _than(reading: Reading, at: int) -> int | None:
    """The offset behind the `than` of a comparison."""
    word = reading.words[at]
    for other in reading.words[at + 1 : at + 8]:
        if other.sentence != word.sentence:
            return None
        if other.low == "than":
            return other.end
    contrast = _NOT.match(reading.text, word.end)
    return contrast.end() if contrast else None


_NOT = re.compile(r"[^.;,]{0,40}, (?:and )?not ", re.IGNORECASE)
"""`Bonds are the better buy, not shares` compares as `than` does."""
_LEVELS = frozenset(words("higher lower earlier later further"))
"""Without `than` they compare with another time or number, not with another thing."""


def _before(reading: Reading, word: Word) -> tuple[str, ...]:
    """What a comparison is told of: the nearest words before it in its clause."""
    found = [w for w in reading.words if w.clause == word.clause and w.end <= word.start]
    start = max((k for k, w in enumerate(found) if w.low in _NEW_PART), default=-1)
    own = found[start + 1 :]
    while own and own[-1].low not in _LINKS and not own[-1].is_content:
        own = own[:-1]
    return tuple(w.term for w in own if _is_thing(w))[-_NEAR:]


def _behind(reading: Reading, offset: int) -> tuple[str, ...]:
    found: list[str] = []
    first = next((w for w in reading.words if w.start >= offset), None)
    for word in reading.words:
        if first is None or word.start < offset or word.clause != first.clause:
            continue
        if word.low in _NEW_PART or len(found) == _NEAR:
            break
        if _is_thing(word):
            found.append(word.term)
    return tuple(found)


_NEW_PART = frozenset(
    words("and but that said says while whereas because if when told thinks believes")
)
_LINKS = frozenset(words("is are was were be looks look seem seems remain remains"))


def _is_thing(word: Word) -> bool:
    """Whether a word may name what is compared, and tells no deed or direction."""
    axes = {axis for axis, _ in sides(word.term)}
    says = word.term not in SAYING or "size" in axes
    return word.is_content and says and "move" not in axes and not is_past(word.low)


def _agree(one: _Comparison, other: _Comparison) -> bool:
    """Whether the span bears the comparison out, also by the opposite quality told of the other thing."""
    if may_stand_for(one.quality, other.quality):
        return _straight(one, other) >= max(1, _crossed(one, other))
    return opposed(one.quality, other.quality) and _crossed(one, other) >= max(
        1, _straight(one, other)
    )


def _is_turned(one: _Comparison, other: _Comparison) -> bool:
    straight, crossed = _straight(one, other), _crossed(one, other)
    if opposed(one.quality, other.quality):
        straight, crossed = crossed, straight
    elif not may_stand_for(one.quality, other.quality):
        return False
    return crossed > straight and crossed >= (2 if other.less else 1)


def _straight(one: _Comparison, other: _Comparison) -> int:
    return _alike(one.more, other.more) + _alike(one.less, other.less)


def _crossed(one: _Comparison, other: _Comparison) -> int:
    if other.less:
        parts = _alike(one.more, other.less), _alike(one.less, other.more)
        return sum(parts) if min(parts) else 0
    return _alike(one.less, other.more)


def _alike(ones: frozenset[str], others: frozenset[str]) -> int:
    return sum(any(may_stand_for(one, o) for o in others) for one in ones)
