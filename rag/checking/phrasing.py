"""Phrases that say what one word says: `took it from underweight to neutral`, `fell short of`."""

import re
from dataclasses import replace

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.phrases import PHRASES
from rag.checking.reading_words import PLAIN_NEGATORS, to_term
from rag.checking.sentence_reading import Reading

_SCALE = (
    frozenset(words("sell underweight underperform reduce")),
    frozenset(words("neutral hold equal-weight market-perform equalweight")),
    frozenset(words("overweight buy outperform add accumulate")),
)


_RATED = re.compile(
    r"\bfrom\s(?:an?\s)?[\"']?([a-z-]+)[\"']?\sto\s(?:an?\s)?[\"']?([a-z-]+)", re.IGNORECASE
)

_RATED_FROM = re.compile(
    r"\bto\s(?:an?\s)?[\"']?([a-z-]+)[\"']?,?\sfrom\s(?:an?\s)?[\"']?([a-z-]+)", re.IGNORECASE
)


def phrased(source: Reading, *, moves: bool = True) -> list[Word]:
    """The words that phrases of a text stand for; with `moves` also those of ratings."""
    found = _rating_moves(source) if moves else []
    text = source.text.lower()  # three times as fast as patterns of either letter case
    for pattern, low in PHRASES:
        for match in pattern.finditer(text):
            found.append(_as_word(source, low, match))
    return found


def _as_word(reading: Reading, low: str, match: re.Match[str]) -> Word:
    """A phrase as one word, meant as its own words are: denied, or only to come."""
    own = [w for w in reading.words if match.start() <= w.start < match.end()]
    if not own:
        piece = reading.piece_at(match.start())
        return Word(low, to_term(low), match.start(), match.end(), 0, 0, piece)
    said = next((w for w in own if w.negation == "yes"), own[0])
    if any(w.low in PLAIN_NEGATORS or w.low == "little" for w in own):
        said = replace(own[0], negation="no", denied=False)  # it is part of what the phrase says
    return replace(said, low=low, term=to_term(low), start=match.start(), end=match.end())


def is_rating(low: str) -> bool:
    """Whether a word is a step of a rating scale."""
    return any(low in step for step in _SCALE)


def _rating_moves(source: Reading) -> list[Word]:
    """`Took it from underweight to neutral` is an upgrade, though it does not say so."""
    found: list[Word] = []
    moves = [(m, m[1], m[2]) for m in _RATED.finditer(source.text)]
    moves += [(m, m[2], m[1]) for m in _RATED_FROM.finditer(source.text)]
    for match, *ends in moves:
        steps = [
            next((k for k, step in enumerate(_SCALE) if end.lower() in step), None) for end in ends
        ]
        if steps[0] is not None and steps[1] is not None and steps[0] != steps[1]:
            low = "upgraded" if steps[1] > steps[0] else "downgraded"
            found.append(Word(low, to_term(low), match.start(), match.end(), 0, 0, 0))
    return found
