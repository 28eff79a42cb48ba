"""The words of a sentence against its spans: which way they point, what is denied, how sure, and of whom.

Each word with a meaning of its own is looked for in the span: as itself, as a word that may stand for
it, or as its opposite. Of several places the one whose surroundings are most alike counts.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.dating.dates import find_dates
from corpus.name_words import CALENDAR
from corpus.ratings import find_rating
from corpus.words import words
from rag.checking.checked import CitedSpan
from rag.checking.cutting import Word
from rag.checking.deeds_check import compared_words
from rag.checking.headers import Header, read_header
from rag.checking.keeping_check import KEEPING
from rag.checking.light_words import POINTING_AT, SAYING
from rag.checking.linking import find_linking
from rag.checking.meanings import excludes, may_stand_for
from rag.checking.missing_words import find_missing_words
from rag.checking.names_check import find_places
from rag.checking.normalising import normalise
from rag.checking.number_moves import told_by_numbers
from rag.checking.number_relations import told_by_relation
from rag.checking.number_words import HALF_TIME, POINT, worded_figures
from rag.checking.opposites import is_directed, needs_support, opposed, sides
from rag.checking.phrasing import phrased
from rag.checking.problems import Problem
from rag.checking.reading_words import NEGATORS, is_past, to_term
from rag.checking.sentence_reading import Reading, read_text
from rag.checking.settled_check import find_decided, find_too_sure, find_unconditional, is_hedged
from rag.checking.surroundings import RATED_BY, Place, Surroundings, quote
from rag.checking.told_otherwise import is_told_otherwise, names_central_bank

_PLACING = frozenset(words("next after before last"))
"""They place something in time; where they have no like in the source they say nothing of their own."""
_ANY_DAY = date(2000, 6, 15)
"""A reference with which every relative date is read; only where it stands counts."""
_ENOUGH_RETOLD, _MOSTLY_RETOLD = 4, 0.75
"""So many words, and so great a share of them, retold each by another word are no chance."""
_LEAST_SHARED_OF = 2
"""Words of a sentence from which at least one is to be the source's own."""


def find_word_problems(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan]
) -> Iterator[Problem]:
    """What the words of a sentence say that the source does not bear out."""
    header = read_header(spans)
    around = Surroundings(sentence, source, _speaker_names(spans))
    missing: list[Word] = []
    counted: list[Word] = []
    told_by = [(p, around.find_like(p)) for p in phrased(sentence, moves=False)]
    spared = [
        *_spared(sentence, spans),
        *find_linking(sentence, source),
        *told_by_relation(sentence, source),
    ]
    phrases = [(p.start, p.end) for p, places in told_by if any(o.agrees for o in places)]
    hedged = is_hedged(sentence)
    compared = compared_words(sentence, source)
    denies = any(w.negation != "no" for w in source.words)
    for word in sentence.words:
        named = any(a <= word.start < b for a, b in spared)
        if not word.is_content or named or word.low in CALENDAR or word.start in compared:
            continue
        if is_told_otherwise(word, sentence, source):
            continue
        numbers = told_by_numbers(word, sentence, source)
        if numbers:
            counted.append(word)
            continue
        places = around.find(word)
        # in `lower fuel costs` the costs are not high
        within = word.low in ("cost", "costs") and any(a <= word.start < b for a, b in phrases)
        conflict = None if within else _conflict(word, places, sentence)
        if conflict is not None:
            yield conflict
            continue
        plain = word.term in SAYING or word.low == "end" or (word.low in NEGATORS and denies)
        if not plain or sides(word.term):
            yield from find_too_sure(word, places, sentence, source)
        if not hedged:
            yield from find_unconditional(word, places, sentence, source)
        if plain or any(a <= word.start < b for a, b in phrases):
            continue
        if word.low in _PLACING and not places:
            continue
        counted.append(word)
        if _agrees(word, places) or _is_borne_out(word, sentence, source, header):
            continue
        missing.append(word)
        if numbers is False:
            reason = f"It says {quote(word)}; the source's numbers went the other way."
            yield Problem(verdict="contradicted", reason=reason)
        yield from _against(word, places, source)
        yield from _of_one_kind(word, source)
    yield from around.substituted(missing)
    yield from find_decided(sentence, source)
    yield from filter(None, (_conflict(p, places, sentence) for p, places in told_by))
    if _shares_nothing(sentence, source, counted):
        yield Problem(verdict="unsupported", reason="None of its own words stands in the source.")
    if _says_nothing(sentence, counted):
        yield Problem(verdict="unsupported", reason="It says nothing of its own.")
    lost = list(find_missing_words(sentence, counted, missing))
    yield from lost
    if not lost:
        yield from _lone_negation(sentence, source, phrases)


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
    return word.term in RATED_BY and any(w.term in KEEPING for w in source.words)


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


_CHANCES = frozenset(words("risk risks chance possibility prospect danger"))
"""Nouns that say of something that it may be, as `could` does."""


def _is_borne_out(word: Word, sentence: Reading, source: Reading, header: Header) -> bool:
    """Whether a word without a place in the source needs none, or has its place in the header."""
    return (
        _is_joined(word, sentence, source)
        or (
            word.low == "central"
            and sentence.text.startswith(" bank", word.end)
            and any(map(names_central_bank, (source.text, *header.texts)))
        )
        or (word.low in _CHANCES and any(w.force == "possible" for w in source.words))
        or _is_position(word, sentence)
        or _is_implied(word, source)
        or (word.term not in RATED_BY and any(may_stand_for(word.term, term) for term in header.terms))
    )


_IMPLYING = {
    "mood": frozenset(("rating", "weight", "trade", "appeal", "extreme")),
    "move": frozenset(("extreme",)),
}
"""Axes whose words tell the way that a word of another axis tells: who upgrades to buy turns bullish."""


def _is_implied(word: Word, source: Reading) -> bool:
    """Whether words of another kind tell the same way, and none of them the other way."""
    for axis, first in sides(word.term):
        others = _IMPLYING.get(axis)
        if others is None or word.negation != "no":
            continue
        told = {
            side for w in source.words if w.negation == "no" for name, side in sides(w.term) if name in others
        }
        if told == {first}:
            return True
    return False


_AT_NUMBER = re.compile(r"\s(?:[$€£]?\d|(?:at|in|between|around|near|above|below|within|on)\b)")


def _is_position(word: Word, sentence: Reading) -> bool:
    """Whether a word only says that something stands at a number, as `trading at` and `exceeding` do."""
    return word.low in (
        *("trade", "trades", "traded", "trading", "exceed", "exceeds", "exceeded", "exceeding"),
        *("total", "totals", "totalled", "totalling", "average", "averages", "averaged"),
    ) and bool(_AT_NUMBER.match(sentence.text, word.end))


def _is_joined(word: Word, sentence: Reading, source: Reading) -> bool:
    """Whether a word with a hyphen stands in the source in one: `sell-off` and `selloff`."""
    at = next((k for k, w in enumerate(sentence.words) if w is word), 0)
    pairs = ((word, w) for w in sentence.words[at + 1 : at + 2])
    before = ((w, word) for w in sentence.words[max(0, at - 1) : at])
    return any(
        sentence.text[one.end : other.start] == "-"
        and any(w.term == to_term(one.low + other.low) for w in source.words)
        for one, other in (*pairs, *before)
    )


def _spared(sentence: Reading, spans: Sequence[CitedSpan]) -> list[tuple[int, int]]:
    """Where names, numbers, dates and the outlet stand, which are checked on their own."""
    found = list(sentence.spared)
    for span in spans:
        for name in filter(None, (span.outlet, span.firm, *span.persons)):
            found += [m.span() for m in re.finditer(re.escape(normalise(name)), sentence.text)]
    for surname in {normalise(p).split()[-1] for s in spans for p in s.persons if p.strip()}:
        found += [m.span() for m in re.finditer(rf"\b{re.escape(surname)}\b", sentence.text)]
    found += [(f.start, f.end) for f in worded_figures(sentence)]
    found += find_places(sentence.text)
    found += [m.span() for pattern in (POINT, HALF_TIME) for m in pattern.finditer(sentence.text)]
    found += [(m.start, m.end) for m in find_dates(sentence.text, reference=_ANY_DAY)]
    return found


def _speaker_names(spans: Sequence[CitedSpan]) -> frozenset[str]:
    return frozenset(
        name.lower() for span in spans for name in (span.firm, span.outlet, *span.persons) if name
    )


def _conflict(word: Word, places: Sequence[Place], sentence: Reading) -> Problem | None:
    if not places or any(place.agrees for place in places):
        return None
    place = max(places, key=lambda p: p.likeness)
    if word.low in _FORECAST_NOUNS and place.word.low not in _FORECAST_NOUNS:
        return None  # a forecast is not what somebody does or does not expect
    if word.low in _PARTIES and _modifies(word, sentence):
        return None  # "buyer confidence" says of nobody that they buy
    until = word.force == "fact" or _holds_until(sentence, word)
    if word.negation == "yes" and until and _is_awaited(place.word):
        return None
    sure = any(axis == "emphasis" for axis, _ in sides(place.word.term))
    if place.likeness < _least_likeness(word, place) and not sure:
        return None
    if word.term == place.word.term or not opposed(word.term, place.word.term):
        denied = "does not say" if word.negation == "yes" else "denies"
        reason = f"The source {denied} what it says with {quote(word)}."
        if word.negation == "yes":
            reason = f"It denies {quote(place.word)}, which the source states."
        return Problem(verdict="contradicted", reason=reason)
    return Problem(
        verdict="contradicted",
        reason=f"It says {quote(word)}; the source has {quote(place.word)}.",
    )


_FORECAST_NOUNS = frozenset(
    words(
        "expectation expectations forecast forecasts estimate estimates outlook guidance projection projections prediction predictions"
    )
)
_PARTIES = frozenset(words("buyer seller lender borrower importer exporter"))


def _modifies(word: Word, sentence: Reading) -> bool:
    """Whether a noun stands before another one that it is told of."""
    behind = next((w for w in sentence.words if w.start == word.end + 1), None)
    return behind is not None and behind.is_content and not is_past(behind.low)


def _is_awaited(word: Word) -> bool:
    """Whether the source has something as still to come, so that it may be denied of now."""
    return word.force != "fact" or word.opener in ("before", "until", "unless", "if", "when")


def _holds_until(sentence: Reading, word: Word) -> bool:
    """Whether a denial ends with something: `will not cut until inflation falls`."""
    return any(
        w.low in ("until", "unless", "before", "without", "till")
        for w in sentence.words
        if w.sentence == word.sentence and w.start > word.start
    )


def _least_likeness(word: Word, place: Place) -> int:
    """How alike the surroundings must be for two words to contradict one another."""
    plain = is_directed(word.term) or any(axis in _PLAIN_AXES for axis, _ in sides(word.term))
    return 1 if word.term == place.word.term or plain else 3


_PLAIN_AXES = ("balance", "rightness", "prudence")
"""Axes whose words are told of nothing else, so that little around them need be alike."""


def _lone_negation(
    sentence: Reading, source: Reading, phrases: Sequence[tuple[int, int]]
) -> Iterator[Problem]:
    """A denial in the sentence, outside the phrases borne out, where the source denies nothing."""
    if any(word.negation != "no" for word in source.words):
        return
    struck = [
        w
        for w in sentence.words
        if w.negation == "yes"
        and w.low not in CALENDAR
        and not any(a <= w.start < b for a, b in phrases)
    ]
    for word in struck:
        if _holds_until(sentence, word) and any(
            w.term == word.term and _is_awaited(w) for w in source.words
        ):
            continue
        if not any(opposed(word.term, other.term) for other in source.words):
            yield Problem(
                verdict="contradicted",
                reason=f"It denies {quote(word)}; the source denies nothing.",
            )
            return
