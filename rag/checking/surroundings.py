"""Where in a source a word of a sentence may rest: places by how alike what stands around them is."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.meanings import may_stand_for
from rag.checking.opposites import is_directed, opposed, sides
from rag.checking.phrasing import is_rating, phrased
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past, to_term
from rag.checking.sentence_reading import Reading


@dataclass(frozen=True, slots=True)
class Place:
    """A word of the source that a word of the sentence may rest on."""

    word: Word
    agrees: bool
    likeness: int
    """How much of what stands around both is the same."""


_BEFORE, _BEHIND, _CROSSED = 9, 4, 2
"""What a neighbour in common counts, against 1 for another word of the piece: the one before is mostly
what a deed is of; `rate cuts` and `cuts in rates` have it crosswise."""


_SAME_WORD = 3
_REACH = 3
"""Words on either side that tell what a deed is of."""
_CAUSED = frozenset(map(to_term, words("raise lift boost hike")))
_COMES_ABOUT = frozenset(words("growth expansion recovery improvement"))
"""What comes about of itself: `growth of 2%` bears out that something grew, not that somebody raised it."""


RATED_BY = frozenset(map(to_term, ("upgrade", "downgrade")))
"""Stems that tell of a rating, which a target that was raised does not bear out."""
_TO_RATING = re.compile(
    r"[^.;]{0,60}?\b(?:to|from|at)\s(?:an?\s)?[\"'(]?(?:buy|sell|hold|neutral|add|reduce|accumulate|outperform|"
    r"underperform|overweight|underweight|equal|market|sector|in[ -]line|peer|[a-d]{1,3}[+-]?(?![a-z]))",
    re.IGNORECASE,
)


class Surroundings:
    """Finds the places of a source's words and how alike what stands around them is."""

    def __init__(self, sentence: Reading, source: Reading, speakers: frozenset[str]) -> None:
        self._sentence = sentence
        self._words = sentence.words
        self._told = frozenset(w.term for w in sentence.words if w.is_content)
        self._speakers = speakers
        self._text = source.text
        self._source = source
        self._pieces = {id(reading): _by_piece(reading) for reading in (sentence, source)}
        self._terms: dict[tuple[int, int], tuple[Counter[str], frozenset[str]]] = {}
        self._places = [
            (word, self._context(source, word), _neighbours(source, k))
            for k, word in enumerate(source.words)
            if word.is_content
        ]
        self._places += [
            (word, self._context(source, word), _NO_NEIGHBOURS) for word in phrased(source)
        ]
        self._own = {
            word.start: (self._context(sentence, word), _neighbours(sentence, k))
            for k, word in enumerate(sentence.words)
            if word.is_content
        }

    def find(self, word: Word) -> list[Place]:
        """The places that bear on a word, those of the likeliest surroundings only."""
        context, beside = self._own[word.start]
        found: list[Place] = []
        shared: list[Place] = []
        for other, around, near in self._places:
            if other.term != word.term and other.term in self._told and sides(other.term):
                if may_stand_for(word.term, other.term) and _same_negation(word, other):
                    shared.append(Place(other, True, 1))
                continue  # another word of the sentence rests on it
            relation = _relation(word.term, other.term)
            if word.term in RATED_BY and not self._rates(other):
                continue
            if relation is None or (
                relation and word.term in _CAUSED and other.low in _COMES_ABOUT
            ):
                continue
            likeness = _overlap(context, around) + _beside(beside, near)
            likeness += _SAME_WORD * (word.term == other.term)
            found.append(Place(other, relation == _same_negation(word, other), likeness))
        same = [place for place in found if place.word.term == word.term]
        if same and not is_directed(word.term):
            found = same
        found = found or shared
        best = max((place.likeness for place in found), default=0)
        slack = 0 if is_directed(word.term) else 1
        likely = [place for place in found if place.likeness >= best - slack]
        if likely and not any(place.agrees for place in likely):
            return self._nearer(word, found) or likely
        return likely

    def _nearer(self, word: Word, found: Sequence[Place]) -> list[Place]:
        """Places that agree and have what stands next to a word, where those that do not have none of it."""
        piece, _ = self._pieces[id(self._sentence)].get(word.piece, _EMPTY)
        own = [w for w in piece if w.is_content]
        before = [w.term for w in own if w.end <= word.start][-1:]
        behind = [w.term for w in own if w.start >= word.end][:1]
        beside = {*before, *behind} - {word.term}
        holds = [(bool(beside & self._reach(p.word)), p) for p in found]
        if any(not p.agrees and (has or not opposed(word.term, p.word.term)) for has, p in holds):
            return []
        return [p for has, p in holds if has and p.agrees]

    def _reach(self, word: Word) -> frozenset[str]:
        """The nearest words with a meaning of their own on either side in a piece of the source."""
        piece, _ = self._pieces[id(self._source)].get(word.piece, _EMPTY)
        own = [w for w in piece if w.is_content]
        before = [w.term for w in own if w.end <= word.start][-_REACH:]
        behind = [w.term for w in own if w.start >= word.end][:_REACH]
        return frozenset((*before, *behind))

    def _rates(self, word: Word) -> bool:
        """Whether a word of the source tells of a rating: `upgraded`, or `raised it to buy`."""
        return word.term in RATED_BY or bool(_TO_RATING.match(self._text, word.end))

    def find_like(self, phrase: Word) -> list[Place]:
        """The places that bear on what a phrase of the sentence stands for."""
        context = self._context(self._sentence, phrase)
        return [
            Place(other, relation == _same_negation(phrase, other), 1 + _overlap(context, around))
            for other, around, _ in self._places
            if (relation := _relation(phrase.term, other.term)) is not None
        ]

    def substituted(self, missing: Sequence[Word]) -> Iterator[Problem]:
        """`In cash` where the source has `in shares` between the same words."""
        told = {w.term for w in self._words}
        for word in missing:
            before, behind = self._own[word.start][1]
            if not before or not behind:
                continue
            for other, _, near in self._places:
                if near == (before, behind) and other.term not in told and other.low not in _GIVING:
                    rated = is_rating(word.low) and is_rating(other.low)
                    yield Problem(
                        verdict="contradicted" if rated else "unsupported",
                        reason=f"It says {quote(word)}; the source has {quote(other)}.",
                    )
                    return

    def _context(self, reading: Reading, word: Word) -> frozenset[str]:
        """What stands in the word's piece beside it: words, numbers, and whom or what it is about."""
        key = (id(reading), word.piece)
        if key not in self._terms:
            self._terms[key] = self._piece_terms(reading, word)
        near, rest = self._terms[key]
        own = word.term if near[word.term] == 1 and word.low else ""
        return rest.union(term for term in near if term != own)

    def _piece_terms(self, reading: Reading, word: Word) -> tuple[Counter[str], frozenset[str]]:
        """The stems of a word's piece, counted, and its numbers and what it is about."""
        piece = word.piece
        words, counted = self._pieces[id(reading)].get(piece, _EMPTY)
        near = Counter(w.term for w in words if w.is_content and not reading.names_at(w.start))
        entities = [e for e in reading.entities if e.name not in self._speakers]
        named = {e.name for e in entities if e.piece == piece}
        if not named:
            before = [e for e in entities if e.piece < piece and e.sentence == word.sentence]
            named = {e.name for e in before if e.piece == before[-1].piece} if before else set()
        return near, frozenset({f"={name}" for name in named} | counted)


_Piece = tuple[list[Word], set[str]]
_EMPTY: _Piece = ([], set())


def _by_piece(reading: Reading) -> dict[int, _Piece]:
    """The words and the values of each piece, sorted once, so that a long text takes no squared time."""
    found: dict[int, _Piece] = {}
    for word in reading.words:
        found.setdefault(word.piece, ([], set()))[0].append(word)
    for figure, *_ in reading.figures:
        found.setdefault(reading.piece_at(figure.start), ([], set()))[1].add(str(figure.value))
    return found


_NO_NEIGHBOURS = ("", "")
_GIVING = frozenset(
    words(
        "net gross total pretax quarterly annual give gives gave given take takes took make makes made get gets "
        "got have has had lead leads led"
    )
)
"""Verbs that say little of their own: `gave traders a reason` may be told as `prompted`."""
_NEAREST = 30
"""Words on either side among which a neighbour is looked for."""
_Neighbours = tuple[str, str]
"""The terms of the words with a meaning of their own just before and behind; empty for none."""


def _neighbours(reading: Reading, at: int) -> _Neighbours:
    word = reading.words[at]
    before = next(
        (w for w in reading.words[max(0, at - _NEAREST) : at][::-1] if _says(reading, w)), None
    )
    if word.opener in ("and", "but") and (before is None or before.piece != word.piece):
        before = _subject_before(reading, at) or before
    behind = next((w for w in reading.words[at + 1 : at + 1 + _NEAREST] if _says(reading, w)), None)
    return (
        before.term if before is not None and before.clause == word.clause else "",
        behind.term if behind is not None and behind.clause == word.clause else "",
    )


def _says(reading: Reading, word: Word) -> bool:
    """Whether a word says something of its own and is no unit of a number."""
    if not word.is_content:
        return False
    at = bisect_right(reading.figures, word.start, key=lambda readings: readings[0].start) - 1
    return at < 0 or word.start >= reading.figures[at][0].end


def _subject_before(reading: Reading, at: int) -> Word | None:
    """What the first deed of the sentence is of, which a deed behind `and` shares."""
    word = reading.words[at]
    before: Word | None = None
    for other in reading.words[:at]:
        if other.sentence != word.sentence or not other.is_content:
            continue
        if is_directed(other.term) or is_past(other.low):
            return before
        before = other
    return None


def _beside(ones: _Neighbours, others: _Neighbours) -> int:
    (before, behind), (other_before, other_behind) = ones, others
    same = _BEFORE * (before != "" and before == other_before)
    same += _BEHIND * (behind != "" and behind == other_behind)
    crossed = (before != "" and before == other_behind) or (behind != "" and behind == other_before)
    return same + _CROSSED * crossed


def _overlap(ones: frozenset[str], others: frozenset[str]) -> int:
    both = ones & others
    return len(both) + sum(3 for one in both if one[0] in "=-" or one[0].isdigit())


@lru_cache(maxsize=65_536)
def _relation(first: str, second: str) -> bool | None:
    """True where one may stand for the other, False where they are opposed, else None."""
    if first == second:
        return True
    if opposed(first, second):
        return False
    return True if may_stand_for(first, second) else None


def _same_negation(word: Word, other: Word) -> bool:
    """Whether both are denied or neither; a clause with a denial of its own may mean it otherwise."""
    if "near" in (word.negation, other.negation) or word.negation == other.negation:
        return True
    return word.denied and other.denied


def quote(word: Word) -> str:
    """The word as a reason shows it."""
    return f"“{word.low}”"
