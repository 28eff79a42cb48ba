"""The few numbers of a text by which those that may carry the same report are looked up.

Whether two texts are candidates depends on the marks of these two alone, never on how common a mark
is in the store: so a store that grew article by article has the same stories as one folded at once.
"""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

Hashes = npt.NDArray[np.uint64]
Shingles = npt.NDArray[np.uint32]
Marks = npt.NDArray[np.int64]

_MARK_SHINGLES = 3
_MARK_WINDOW = 12
"""Of each run of so many sequences of three shingles, which are five words, the smallest is a mark
(winnowing, Schleimer, Wilkerson and Aiken, 2003): two texts that share 16 words in a row share a
mark, and 600 words have about 90."""
MARK_SHARE = 0.12
"""Copies share this fraction of the shorter one's marks; half of its words in runs share a third."""

_FACT_MARKS = 48
"""So many of the pairs of a figure and a name, those of the smallest hashes: pairs are rare where
`2%` or `Federal Reserve` is not. If half of the figures and half of the names of two texts agree, a
quarter of the pairs does, and 12 marks are expected."""
FACT_MARKS_SHARED = 2

_MARK_BITS = 48
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def hash_words(words: Collection[str]) -> Hashes:
    """Return a hash for each of `words`, in order, the same on every machine."""
    if not words:
        return np.empty(0, dtype=np.uint64)
    return np.array(RMinHash.hash_token_sets([list(words)])[0], dtype=np.uint64)


def hash_runs(words: Hashes, length: int) -> Shingles:
    """Return a hash for each run of `length` words, in order; of a shorter text one for all of it."""
    return (_hash_runs(words, length) >> np.uint64(32)).astype(np.uint32)


def word_marks(shingles: Shingles) -> Marks:
    """Return the marks of the shingles of a text, ascending."""
    runs = _hash_runs(shingles.astype(np.uint64), _MARK_SHINGLES)
    if not runs.size:
        return np.empty(0, dtype=np.int64)
    window = min(_MARK_WINDOW, runs.size)
    return _as_marks(np.lib.stride_tricks.sliding_window_view(runs, window).min(axis=1))


def fact_marks(figures: Collection[str], names: Collection[str]) -> Marks:
    """Return the marks of the pairs of a figure and a name, ascending; none without both."""
    if not figures or not names:
        return np.empty(0, dtype=np.int64)
    pairs = _mixed(hash_words(figures)[:, None] * _ODD + hash_words(names)[None, :]).ravel()
    return _as_marks(np.sort(pairs)[:_FACT_MARKS])


def share_words(shared: int, first: int, second: int) -> bool:
    """Whether two texts with so many marks, of which so many are shared, may be copies."""
    return shared > 0 and shared >= MARK_SHARE * min(first, second)


def _hash_runs(hashes: Hashes, length: int) -> Hashes:
    if not hashes.size:
        return hashes
    length = min(length, hashes.size)
    count = hashes.size - length + 1
    runs = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        runs = runs * _ODD + hashes[offset : offset + count]
    return _mixed(runs)


def _as_marks(hashes: Hashes) -> Marks:
    # The upper bits, so that a mark is a smaller integer of the database.
    return np.unique(hashes >> np.uint64(64 - _MARK_BITS)).astype(np.int64)


def _mixed(hashes: Hashes) -> Hashes:
    mixed = (hashes ^ (hashes >> np.uint64(31))) * _MIX
    return np.asarray(mixed ^ (mixed >> np.uint64(29)), dtype=np.uint64)
