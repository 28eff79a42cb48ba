"""What may stand behind a name and is no part of it: `(NVDA)`, `, Ph.D.`, `in Milan`."""

from collections.abc import Sequence

from corpus.attribution.noun_phrases import low_at
from corpus.chunks import Chunk
from corpus.words import words

_DEGREES = frozenset(words("ph.d phd m.d md cfa mba cpa jd j.d frm cmt esq d.phil msc rn"))
_PARENTHESIS_CHUNKS = 8


def skip_parenthesis(chunks: Sequence[Chunk], at: int) -> int:
    """Behind `(NVDA)` where one stands at `at`, else `at`."""
    if low_at(chunks, at) == "(":
        for k in range(at + 1, min(len(chunks), at + _PARENTHESIS_CHUNKS)):
            if chunks[k].text == ")":
                return k + 1
    return at


def skip_degrees(chunks: Sequence[Chunk], at: int) -> int:
    """Behind `, Ph.D.` and `, CFA` where a comma goes on from there, else `at`."""
    k = at
    if low_at(chunks, k) == "." and chunks[k - 1].low.endswith((" jr", " sr")):
        k += 1
    while low_at(chunks, k) == "," and low_at(chunks, k + 1).strip(".") in _DEGREES:
        k += 2
        if low_at(chunks, k) == "." and low_at(chunks, k + 1) in (",", "and"):
            k += 1
    return k


def skip_place(chunks: Sequence[Chunk], at: int) -> int:
    """Behind `in Milan` where that stands at `at`, else `at`."""
    if low_at(chunks, at) != "in" or at + 1 >= len(chunks) or not chunks[at + 1].text[0].isupper():
        return at
    return at + 2 if chunks[at + 1].kind in ("name", "word") else at
