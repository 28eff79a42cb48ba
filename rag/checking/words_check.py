"""The words of a sentence against its spans: which way they point, what is denied, how sure, and of whom.

Each word with a meaning of its own is looked for in the span: as itself, as a word that may stand for
it, or as its opposite. Of several places the one whose surroundings are most alike counts.
"""

from collections.abc import Iterator, Sequence

from corpus.name_words import CALENDAR
from corpus.ratings import find_rating
from corpus.words import words
from rag.checking.borne_out import is_borne_out
from rag.checking.checked import CitedSpan
from rag.checking.comparison_check import compared_well
from rag.checking.conflicts import find_conflict, find_lone_negation
from rag.checking.cutting import Word
from rag.checking.deeds_check import compared_words
from rag.checking.headers import read_header
from rag.checking.keeping_check import KEEPING
from rag.checking.light_words import POINTING_AT, SAYING
from rag.checking.meanings import excludes, may_stand_for
from rag.checking.missing_words import find_missing_words
from rag.checking.number_moves import find_moves, told_by_numbers
from rag.checking.opposites import needs_support, opposed, same_way, sides
from rag.checking.phrasing import phrased
from rag.checking.problems import Problem
from rag.checking.reading_words import NEGATORS, TURNING
from rag.checking.sentence_reading import Reading
from rag.checking.settled_check import find_decided, find_too_sure, find_unconditional, is_hedged
from rag.checking.spared_words import find_spared
from rag.checking.surroundings import RATED_BY, Place, Surroundings, quote
from rag.checking.told_otherwise import find_turned_cause, is_told_otherwise

_PLACING = frozenset(words("next after before last"))
"""They place something in time; where they have no like in the source they say nothing of their own."""
_ENOUGH_RETOLD, _MOSTLY_RETOLD = 4, 0.75
"""So many words, and so great a share of them, retold each by another word are no chance."""
_LEAST_SHARED_OF = 2
"""Words of a sentence from which at least one is to be the source's own."""


def find_word_problems(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan]
) -> Iterator[Problem]:
    """What the words of a sentence say that the source does not bear out."""
    check = _Check(sentence, source, spans)
    for word in check.own_words():
        yield from check.find_problems(word)
    yield from check.around.substituted(check.missing)
    yield from find_decided(sentence, source)
    told = (find_conflict(phrase, places, sentence) for phrase, places in check.told_by)
    yield from filter(None, told)
    if _shares_nothing(sentence, source, check.counted):
        yield Problem(verdict="unsupported", reason="None of its own words stands in the source.")
    if _says_nothing(sentence, check.counted):
        yield Problem(verdict="unsupported", reason="It says nothing of its own.")
    lost = list(find_missing_words(sentence, check.counted, check.missing))
    yield from lost
    if not lost:
        yield from find_lone_negation(sentence, source, check.phrases)


class _Check:
    """Goes through the words of a sentence and keeps those that count and those that are missing."""

    def __init__(self, sentence: Reading, source: Reading, spans: Sequence[CitedSpan]) -> None:
        self.sentence, self.source = sentence, source
        self.around = Surroundings(sentence, source, _speaker_names(spans))
        self.counted: list[Word] = []
        self.missing: list[Word] = []
        self.told_by = [(p, self.around.find_like(p)) for p in phrased(sentence, moves=False)]
        self.phrases = [(p.start, p.end) for p, at in self.told_by if any(o.agrees for o in at)]
        self._header = read_header(spans)
        self._spared = find_spared(sentence, source, spans)
        self._hedged = is_hedged(sentence)
        self._moves = find_moves(source)
        self._denies = any(w.negation != "no" for w in source.words)
        self._denies_surely = any(
            w.negation == "yes" and w.force != "possible" for w in source.words
        )

    def own_words(self) -> Iterator[Word]:
        """The words with a meaning of their own that no other check tells of."""
        compared = compared_words(self.sentence, self.source)
        compared |= compared_well(self.sentence, self.source)
        for word in self.sentence.words:
            if not word.is_content or word.low in CALENDAR or word.start in compared:
                continue
            if any(a <= word.start < b for a, b in self._spared):
                continue
            if not is_told_otherwise(word, self.sentence, self.source):
                yield word

    def find_problems(self, word: Word) -> Iterator[Problem]:
        """What the source says otherwise of one word, which is counted as held or as missing."""
        sentence, source = self.sentence, self.source
        numbers = told_by_numbers(word, sentence, self._moves)
        places = self.around.find(word)
        if numbers:
            self.counted.append(word)
            yield from find_too_sure(word, places, sentence, source)
            if not self._hedged:
                yield from find_unconditional(word, places, sentence, source)
            return
        inside = any(a <= word.start < b for a, b in self.phrases)
        # in `lower fuel costs` the costs are not high
        within = inside and word.low in ("cost", "costs")
        if numbers is False and not any(same_way(word.term, p.word.term) for p in places):
            reason = f"It says {quote(word)}; the source's numbers went the other way."
            yield Problem(verdict="contradicted", reason=reason)
            return
        conflict = None if within else find_conflict(word, places, sentence)
        if conflict is not None:
            yield conflict
            return
        plain = self._is_plain(word)
        if not plain or sides(word.term):
            yield from find_too_sure(word, places, sentence, source)
        if not self._hedged:
            yield from find_unconditional(word, places, sentence, source)
        if plain and not places and word.low not in NEGATORS:
            yield from _of_one_kind(word, source)
        yield from find_turned_cause(word, sentence, source)
        if plain or inside or (word.low in _PLACING and not places):
            return
        self.counted.append(word)
        if _agrees(word, places) or is_borne_out(word, sentence, source, self._header):
            return
        self.missing.append(word)
        yield from _against(word, places, source)
        yield from _of_one_kind(word, source)

    def _is_plain(self, word: Word) -> bool:
        """Whether a word says nothing that the source must have: a light one, or a denial among others."""
        denial = (self._denies and word.low in NEGATORS) or (
            self._denies_surely and word.low in TURNING
        )
        return word.term in SAYING or word.low == "end" or denial


def _agrees(word: Word, places: Sequence[Place]) -> bool:
    """Whether a place bears a word out; one that only points may be denied there, never its opposite."""
    return any(p.agrees for p in places) or (
        not needs_support(word.term) and any(not opposed(word.term, p.word.term) for p in places)
    )


def _against(word: Word, places: Sequence[Place], source: Reading) -> Iterator[Problem]:
    """What the source has in place of a word that points: its opposite, or that a rating was kept."""
    against = next((p.word for p in places if opposed(word.term, p.word.term)), None)
    if against is not None or _is_rating_kept(word, source):
        has = quote(against) if against else "it kept"
        reason = f"It says {quote(word)}; the source has {has}."
        yield Problem(verdict="contradicted", reason=reason)


def _of_one_kind(word: Word, source: Reading) -> Iterator[Problem]:
    """`Corn` where the source has `wheat`."""
    other = next((w for w in source.words if excludes(word.term, w.term)), None)
    if other is not None:
        reason = f"It says {quote(word)}; the source has {quote(other)}."
        yield Problem(verdict="unsupported", reason=reason)


def _is_rating_kept(word: Word, source: Reading) -> bool:
    """Whether a rating is told to be moved that the source has as kept."""
    return (
        word.negation == "no"
        and word.term in RATED_BY
        and any(w.term in KEEPING for w in source.words)
    )


def _shares_nothing(sentence: Reading, source: Reading, counted: Sequence[Word]) -> bool:
    """Whether a sentence rests on other words for its own alone, with no name or number that is the source's."""
    if sentence.entities or sentence.figures:
        return False
    terms = {word.term for word in source.words}
    if len(counted) < _LEAST_SHARED_OF or any(word.term in terms for word in counted):
        return False
    held = [w for w in counted if any(may_stand_for(w.term, term) for term in terms)]
    return len(counted) < _ENOUGH_RETOLD or len(held) < len(counted) * _MOSTLY_RETOLD


def _says_nothing(sentence: Reading, counted: Sequence[Word]) -> bool:
    """Whether a sentence only points at its source: `It said so`, `The bank commented`.

    A number, a quotation, a market, a rating or a word that points is something that a reader learns.
    """
    if sentence.figures or '"' in sentence.text or any(e.is_strict for e in sentence.entities):
        return False
    if find_rating(sentence.text) is not None:
        return False
    told = (w for w in sentence.words if w.is_content and not sentence.names_at(w.start))
    return all(w.term in POINTING_AT for w in counted) and not any(sides(w.term) for w in told)


def _speaker_names(spans: Sequence[CitedSpan]) -> frozenset[str]:
    return frozenset(
        name.lower() for span in spans for name in (span.firm, span.outlet, *span.persons) if name
    )
