"""Words without a like in the source that what is there, or its header, bears out in another way."""

import re
from itertools import pairwise

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.headers import Header
from rag.checking.meanings import may_stand_for
from rag.checking.opposites import sides
from rag.checking.other_names import names_central_bank
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading
from rag.checking.surroundings import RATED_BY

_CHANCES = frozenset(words("risk risks chance possibility prospect danger"))
"""Nouns that say of something that it may be, as `could` does."""


def is_borne_out(word: Word, sentence: Reading, source: Reading, header: Header) -> bool:
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
        or _goes_past(word, sentence, source)
        or (
            word.term not in RATED_BY
            and any(may_stand_for(word.term, term) for term in header.terms)
        )
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
            side
            for w in source.words
            if w.negation == "no"
            for name, side in sides(w.term)
            if name in others
        }
        if told == {first}:
            return True
    return False


_TO_LEVEL = re.compile(
    r" (?:back )?(?:(?P<above>above|over|past|beyond|through)|(?:below|under|beneath)) (?:the |that |this )?",
    re.I,
)
_TO_ITS_LEVEL = 24
"""Characters behind `above` in which the same level stands."""
_SAYS_ABOVE = re.compile(
    r"\b(?:above|over|past|beyond|top(?:s|ped|ping)?|exceed\w*|cross\w*|more than)\b", re.IGNORECASE
)
_SAYS_BELOW = re.compile(r"\b(?:below|under|beneath|less than|sub-)\b", re.IGNORECASE)
"""What goes below a level falls, in whatever words."""


def _goes_past(word: Word, sentence: Reading, source: Reading) -> bool:
    """Whether a word tells a way that the level it leads to tells: `drop under 6%`, `rise past 160`."""
    level = _TO_LEVEL.match(sentence.text, word.end)
    if level is None or ("move", level["above"] is not None) not in sides(word.term):
        return False
    which = re.match(r"[\w$€£¥.,-]*\w%?", sentence.text[level.end() :])
    says = _SAYS_ABOVE if level["above"] else _SAYS_BELOW
    return which is not None and any(
        which[0] in source.text[found.end() :][:_TO_ITS_LEVEL]
        for found in says.finditer(source.text)
    )


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
    if any(
        to_term(one.low + other.low) == word.term and source.text[one.end : other.start] == "-"
        for one, other in pairwise(source.words)
    ):
        return True  # `pretax` and `pre-tax`
    pairs = ((word, w) for w in sentence.words[at + 1 : at + 2])
    before = ((w, word) for w in sentence.words[max(0, at - 1) : at])
    return any(
        sentence.text[one.end : other.start] == "-"
        and any(w.term == to_term(one.low + other.low) for w in source.words)
        for one, other in (*pairs, *before)
    )
