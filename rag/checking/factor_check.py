"""How many times as much: `doubled` needs a source that says so, or numbers of which one is twice the other."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from corpus.words import words
from rag.checking.problems import Problem
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading
from rag.checking.surroundings import quote

_FACTORS = {
    to_term(word): factor
    for factor, group in (
        (2, "double doubling twofold twice"),
        (3, "triple tripling treble trebling threefold thrice"),
        (4, "quadruple quadrupling fourfold"),
    )
    for word in words(group)
}
_DEEDS = frozenset(
    map(
        to_term,
        words("double doubling triple tripling treble quadruple twofold threefold fourfold"),
    )
)
_NEAR = Decimal("0.1")
"""By how much of itself a factor may differ from that of two numbers."""
_MORE = Decimal("0.4")
"""The same of `more than doubled`, upward."""
_MORE_THAN = re.compile(r"\b(?:more than|over|well over) $", re.IGNORECASE)
_ALL = 100
"""Percent by which what doubles rises."""


def find_factor_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Something told to have doubled or tripled of which the source has no such thing."""
    for word in sentence.words:
        if word.term not in _DEEDS or sentence.text[word.end : word.end + 1] == "-":
            continue
        factor = _FACTORS[word.term]
        more = _MORE_THAN.search(sentence.text[max(0, word.start - 12) : word.start])
        if not _has_factor(source, factor, _MORE if more else _NEAR):
            other = next((w for w in source.words if w.term in _FACTORS), None)
            has = quote(other) if other else "no such number"
            yield Problem(
                verdict="contradicted" if other else "unsupported",
                reason=f"It says {quote(word)}; the source has {has}.",
            )
            return


def _has_factor(source: Reading, factor: int, over: Decimal) -> bool:
    if any(_FACTORS.get(w.term) == factor or w.term == to_term("half") for w in source.words):
        return True
    values = [f.value for f, *_ in source.figures if f.value]
    rises = [f.value for f, *_ in source.figures if f.unit == "%" and f.value]
    if any(-_NEAR <= rise / _ALL - factor + 1 <= over for rise in rises) or factor in values:
        return True
    return any(
        factor * (1 - _NEAR) <= max(a, b) / min(a, b) <= factor * (1 + over)
        for a, b in pairwise(values)
        if min(a, b) > 0
    )
