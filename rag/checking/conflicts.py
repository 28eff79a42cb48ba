"""Where a source says otherwise of a word: the opposite, a denial, or nothing denied at all."""

import re
from collections.abc import Iterator, Sequence

from corpus.name_words import CALENDAR
from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.opposites import is_directed, opposed, sides
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past
from rag.checking.sentence_reading import Reading
from rag.checking.surroundings import Place, quote


def find_conflict(word: Word, places: Sequence[Place], sentence: Reading) -> Problem | None:
    """What is wrong with a word of which every likely place says the opposite, or denies it."""
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
        """
    expectation expectations forecast forecasts estimate estimates outlook guidance projection projections
    prediction predictions
        """
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


_SINCE = re.compile(r"\b(?:since|before)\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst\b", re.IGNORECASE)


def find_lone_negation(
    sentence: Reading, source: Reading, phrases: Sequence[tuple[int, int]]
) -> Iterator[Problem]:
    """A denial in the sentence, outside the phrases borne out, where the source denies nothing."""
    if any(word.negation != "no" for word in source.words):
        return
    since = _SINCE.search(sentence.text) and not _FIRST.search(sentence.text)
    if since and _FIRST.search(source.text):
        return  # "had not held since 2023", "for the first time since 2023"
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
