"""Which way numbers went that a span gives with where they came from: `to $285 from $270` is a rise.

A sentence may tell such a move in any word of its direction, which the span need not have.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.checking.cutting import Word
from rag.checking.figures import Figure, supports
from rag.checking.opposites import sides
from rag.checking.sentence_reading import Reading

_EARLIER_BEHIND = re.compile(
    r"[^.;]{0,60}?\b(?:from|against|versus|compared (?:with|to)|instead of)\s(?:an?\s|the\s|its\s|about\s|"
    r"just\s|only\s|"
    r"as much as\s|a previous(?:ly)?\s|an earlier\s|the previous\s){0,2}$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[^.;,]{0,24}?\b(?:ago|earlier|before|previously|last|prior|previous|in (?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December|spring|summer|autumn|winter|(?:19|20)\d\d)|"
    r"in the (?:spring|summer|autumn|winter))\b"
)
_TO = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:to|and is now|and now)\s(?:about\s|around\s|nearly\s|some\s)?$", re.I
)
_FROM = re.compile(r"\bfrom\s(?:about\s|around\s|nearly\s|some\s|an?\s|the\s)?$", re.IGNORECASE)


def find_moves(reading: Reading) -> tuple[tuple[Figure, Figure], ...]:
    """Pairs of the earlier and the later number of one measure, for each move that a text tells."""
    return tuple(_moves(reading))


def _moves(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    text = reading.text
    for ones, others in pairwise(reading.figures):
        first = ones[0]
        other = next((f for f in others if f.unit == first.unit), others[0])
        if first.value is None or other.value is None or other.unit not in ("", first.unit):
            continue
        between = text[first.end : other.start]
        if _FROM.search(text[max(0, first.start - 24) : first.start]) and _TO.fullmatch(between):
            yield first, other
        elif _EARLIER_BEHIND.fullmatch(between) and (
            between.rstrip().endswith(("from", "from a", "from an", "from the"))
            or _TIME.match(text, other.end)
        ):
            yield other, first


Moves = tuple[tuple[Figure, Figure], ...]


def told_by_numbers(word: Word, sentence: Reading, moves: Moves) -> bool | None:
    """Whether the span's numbers went the way a word tells (true) or the other (false).

    None where the word tells no direction, or no number of its piece is one that moved.
    """
    if not moves or word.negation != "no":
        return None
    told = {first for axis, first in sides(word.term) if axis == "move"}
    if len(told) != 1:
        return None
    own = [f for f, *_ in sentence.figures if sentence.piece_at(f.start) == word.piece]
    ways = [way for figure in own if (way := _way(figure, moves)) is not None]
    if not ways:
        return None
    rises = told.pop()
    return all(way is rises for way in ways)


def _way(figure: Figure, moves: Sequence[tuple[Figure, Figure]]) -> bool | None:
    """Whether the number ends or begins a rise (true) or a fall (false)."""
    for then, now in moves:
        if then.value is None or now.value is None or then.value == now.value:
            continue
        if supports(now, figure) or supports(then, figure):
            return now.value > then.value
    return None
