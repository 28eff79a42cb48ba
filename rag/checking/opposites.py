"""Words that point opposite ways: a general lexicon of market prose, by axes with two sides.

A word may stand on several axes. "Underperform" and "outperform" are one axis apart, however alike
they look. The forms of a word count as the word (`rag.terms.stem`).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rag.checking.reading_words import to_term
from rag.terms import base, stem

Side = tuple[str, bool]
"""An axis, and whether the word stands on its first side."""

FIRM_AXES = frozenset("move relative weight rating trade mood policy profit flow extreme".split())
"""Axes whose words must have support; those of the others only must not be contradicted."""

_AXES_FILE = Path(__file__).with_name("opposites.txt")


@cache
def _sides() -> Mapping[str, frozenset[Side]]:
    found: dict[str, set[Side]] = {}
    axis = ""
    for line in _AXES_FILE.read_text(encoding="utf-8").splitlines():
        head, _, words = line.partition(" ")
        if head in ("+", "-"):
            for word in words.split():
                for form in (word, *_compared(word)):
                    found.setdefault(to_term(form), set()).add((axis, head == "+"))
        elif head != "#":
            axis = line
    return {word: frozenset(sides) for word, sides in found.items()}


_LONGEST_COMPARED = 6
"""Letters of a word that is compared with endings."""


def _compared(word: str) -> tuple[str, ...]:
    """A short word as it would be compared: `fast`, `faster`, `fastest`; nonsense forms do no harm."""
    if len(word) > _LONGEST_COMPARED:
        return ()
    if word.endswith("y"):
        return word[:-1] + "ier", word[:-1] + "iest"
    root = word.removesuffix("e")
    return root + "er", root + "est"


def sides(term: str) -> frozenset[Side]:
    """Where the stem stands; empty for a word that points nowhere."""
    return _sides().get(term, frozenset())


_OPPOSING_PREFIXES = ("un", "non", "dis", "in", "im", "ir")
_SHORTEST_ROOT = 4
_NO_DENIALS = frozenset(
    base(stem(word))
    for word in """
    import impress increase indebted inflow inform intend invest discount dismiss display disposition
    dispatch distract discharge dispose
    """.split()
)
"""Words that begin like a denial of another and are none: `inflow`, `discount`."""


def opposed(first: str, second: str) -> bool:
    """Whether two stems point opposite ways, also by a prefix: `profitable`, `unprofitable`."""
    ones, others = sides(first), sides(second)
    if ones and any((axis, not side) in others for axis, side in ones):
        return not any(one in others for one in ones)
    short, long = sorted((first, second), key=len)
    return (
        len(short) >= _SHORTEST_ROOT
        and long not in _NO_DENIALS
        and any(long == prefix + short for prefix in _OPPOSING_PREFIXES)
    )


_UNNEEDED = frozenset(
    base(stem(word))
    for word in """
    above below ahead behind better worse lead top high highest low lowest record peak add
    more less fewer earn profit gain loss advance lower higher surplus deficit floor trim
    concern squeeze narrow broad return leave deposit
    """.split()
)
"""Words of those axes that a retelling also uses in other senses."""


def is_directed(term: str) -> bool:
    """Whether the stem stands on an axis whose words are told of markets, not of other things."""
    return any(axis in FIRM_AXES for axis, _ in sides(term))


def needs_support(term: str) -> bool:
    """Whether the stem must have its like in a source."""
    return term not in _UNNEEDED and is_directed(term)


def same_way(first: str, second: str) -> bool:
    """Whether two stems stand on one side of an axis whose words may stand for one another."""
    ones = sides(first)
    return bool(ones) and not ones.isdisjoint(sides(second))
