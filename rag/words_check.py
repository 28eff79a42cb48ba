"""The words of a sentence against its spans: which way they point, what is denied, how sure, and of whom.

Each word with a meaning of its own is looked for in the span: as itself, as a word that may stand for
it, or as its opposite. Of several places the one whose surroundings are most alike counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.words import words
from rag.checked import CitedSpan
from rag.meanings import may_stand_for
from rag.names_check import header_texts
from rag.numbers_check import Problem
from rag.opposites import is_directed, opposed, sides
from rag.sentence_reading import Reading, Word, read_text
from rag.terms import base, stem

_SAYING = frozenset(
    base(stem(word))
    for word in words(
        """
    say said tell told write wrote note state add explain argue point observe comment remark report
    expect think see believe reckon forecast predict project anticipate estimate view according
    accord describe call consider regard find found show suggest indicate hold set out stress
    highlight conclude mention claim declare insist judge opinion telling word reason make made
    take took give gave put come came go went keep look seem appear remain stay turn put use way
    thing time year month week day today now period level amount number point part side case term
    note report analyst strategist economist firm bank company group team house article source
    outlet newspaper piece column interview letter expectation outlook assessment think thought
    say currently recently overall total respectively well yet around roughly about approximately
    nearly almost close meanwhile compare versus like include including due since particular
    particularly especially specifically mainly largely continue want need able likely sign
    market price stock share investor people reader
    """
    )
)
"""Stems that a retelling adds without saying anything new."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the source that a word of the sentence may rest on."""

    word: Word
    agrees: bool
    likeness: int
    """How much of what stands around both is the same."""


def find_word_problems(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan], *, loose: bool = False
) -> Iterator[Problem]:
    """What the words of a sentence say that the source does not bear out."""
    header = _header_terms(spans)
    around = _Surroundings(sentence, source)
    missing: list[Word] = []
    counted: list[Word] = []
    for word in sentence.words:
        if not word.is_content:
            continue
        places = around.find(word)
        conflict = _conflict(word, places)
        if conflict is not None:
            yield conflict
            continue
        if word.term in _SAYING or any(e.start <= word.start < e.end for e in sentence.entities):
            continue
        counted.append(word)
        if not places and not any(may_stand_for(word.term, term) for term in header):
            missing.append(word)
        elif places:
            force = _too_sure(word, places)
            if force is not None:
                yield force
    yield from _missing_problems(sentence, counted, missing)
    yield from _lone_negation(sentence, source)


def _header_terms(spans: Sequence[CitedSpan]) -> frozenset[str]:
    return frozenset(
        word.term for span in spans for text in header_texts(span) for word in read_text(text).words
    )


class _Surroundings:
    """Finds the places of a source's words and how alike what stands around them is."""

    def __init__(self, sentence: Reading, source: Reading) -> None:
        self._sentence, self._source = sentence, source
        self._near = {
            id(reading): [self._context(reading, word) for word in reading.words]
            for reading in (sentence, source)
        }
        self._index = {id(w): k for r in (sentence, source) for k, w in enumerate(r.words)}

    def find(self, word: Word) -> list[_Place]:
        """The places that bear on a word, those of the likeliest surroundings only."""
        own = self._near[id(self._sentence)][self._index[id(word)]]
        found: list[_Place] = []
        for k, other in enumerate(self._source.words):
            if not other.is_content:
                continue
            relation = _relation(word.term, other.term)
            if relation is None:
                continue
            likeness = 2 * _overlap(own, self._near[id(self._source)][k])
            likeness += word.term == other.term
            agrees = relation == _same_negation(word, other)
            found.append(_Place(other, agrees, likeness))
        best = max((place.likeness for place in found), default=0)
        return [place for place in found if place.likeness >= best - 1]

    def _context(self, reading: Reading, word: Word) -> frozenset[str]:
        piece = word.piece
        near = {
            w.term for w in reading.words if w.piece == piece and w is not word and w.is_content
        }
        named = {e.name for e in reading.entities if e.piece == piece}
        if not named:
            before = [
                e for e in reading.entities if e.piece < piece and e.sentence == word.sentence
            ]
            named = {e.name for e in before if e.piece == before[-1].piece} if before else set()
        figures = {
            str(f.value) for (f, *_) in reading.figures if reading.piece_at(f.start) == piece
        }
        return frozenset(near | {f"={name}" for name in named} | figures)


def _overlap(ones: frozenset[str], others: frozenset[str]) -> int:
    heavy = sum(2 for one in ones & others if one[0] == "=" or one[0].isdigit() or one[0] == "-")
    return heavy + len(ones & others)


@lru_cache(maxsize=65_536)
def _relation(first: str, second: str) -> bool | None:
    """True where one may stand for the other, False where they are opposed, else None."""
    if first == second:
        return True
    if opposed(first, second):
        return False
    return True if may_stand_for(first, second) else None


def _same_negation(word: Word, other: Word) -> bool:
    return "near" in (word.negation, other.negation) or word.negation == other.negation


def _conflict(word: Word, places: Sequence[_Place]) -> Problem | None:
    if not places or any(place.agrees for place in places):
        return None
    place = max(places, key=lambda p: p.likeness)
    if not is_directed(word.term) and place.likeness < 3:
        return None
    if word.term == place.word.term or not opposed(word.term, place.word.term):
        denied = "does not say" if word.negation == "yes" else "denies"
        reason = f"The source {denied} what it says with {_quote(word)}."
        if word.negation == "yes":
            reason = f"It denies {_quote(place.word)}, which the source states."
        return Problem(verdict="contradicted", reason=reason)
    return Problem(
        verdict="contradicted",
        reason=f"It says {_quote(word)}; the source has {_quote(place.word)}.",
    )


def _quote(word: Word) -> str:
    return f"“{word.low}”"


def _too_sure(word: Word, places: Sequence[_Place]) -> Problem | None:
    if not (sides(word.term) or word.low.endswith("ed")) or word.force == "possible":
        return None
    if any(place.word.force in (word.force, "fact") for place in places):
        return None
    if word.force == "will" and any(place.word.force == "will" for place in places):
        return None
    if word.force == "fact" and not word.low.endswith(
        ("ed", "ose", "ell", "ank", "ew", "ost", "id")
    ):
        return None
    return Problem(
        verdict="unsupported",
        reason=f"It tells {_quote(word)} as settled; the source has it as what may come.",
    )


_MOST_MISSING = 0.5
_MANY_MISSING = 0.67


def _missing_problems(
    sentence: Reading, counted: Sequence[Word], missing: Sequence[Word]
) -> Iterator[Problem]:
    """Words that stand nowhere: too many of all, or all of a part of the sentence."""
    if not missing:
        return
    named = ", ".join(dict.fromkeys(_quote(word) for word in missing))
    reason = f"The source says nothing of {named}."
    directed = [word for word in missing if is_directed(word.term)]
    if directed or (len(missing) >= 2 and len(missing) / len(counted) >= _MOST_MISSING):
        yield Problem(verdict="unsupported", reason=reason)
        return
    for clause in {word.clause for word in missing}:
        whole = [word for word in counted if word.clause == clause]
        lost = [word for word in missing if word.clause == clause]
        if len(lost) >= 2 and len(lost) / len(whole) >= _MANY_MISSING:
            yield Problem(verdict="unsupported", reason=reason)
            return


def _lone_negation(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A denial in the sentence where the source denies nothing."""
    if any(word.negation != "no" for word in source.words):
        return
    struck = [word for word in sentence.words if word.negation == "yes"]
    for word in struck:
        if not any(opposed(word.term, other.term) for other in source.words):
            yield Problem(
                verdict="contradicted",
                reason=f"It denies {_quote(word)}; the source denies nothing.",
            )
            return
