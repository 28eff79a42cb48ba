"""Objects that make a view of a verb: a rating, a target, a forecast, a plan of spending."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.attribution.cues import CUE_VERBS, RATING_NOUNS, TARGET_NOUNS
from corpus.attribution.noun_phrases import low_at
from corpus.chunks import Chunk
from corpus.ratings import RATINGS
from corpus.words import words

TARGET_WITHIN_CHUNKS = 12
COUNTED = frozenset(words("one two three four five half zero"))
PLANS = frozenset(words("plan plans budget budgets programme program"))
_PLANNED = frozenset(words("investment spending capital capex expansion hiring buyback"))
_RATING_WORDS = 3
_RATED_CHUNKS = 6
_ORDINARY_RATINGS = frozenset(words("hold buy sell reduce add accumulate positive negative stable"))
"""Ratings that are ordinary words unless they carry a capital: `keeps its hold on the market`."""
_POSITIONS = frozenset(words("overweight underweight overweights underweights"))
"""Holdings that tell a view."""
_GRADE = re.compile(r"(?:A{1,3}|B{1,3}|C{2,3})[12]?$|(?:Aa|Baa|Ba|Caa)[123]?$")
"""A credit rating, its plus or minus apart."""
_OWN_ONLY = frozenset(("take", "move", "shift"))
"""Verbs of which only one's own target or forecast makes a view: `moved her forecast to 13%`."""
_OWN_WORDS = frozenset(words("its their his her"))
_MANNER = frozenset((",", ".", ":", "", "in", "this", "bluntly", "simply"))
_STAYING = frozenset(words("stay stays stayed remain remains remained"))
_DEGREES = frozenset(
    words("largest biggest highest lowest smallest maximum record modest slight small big large")
)


def rates(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the verb at `at` gives a rating: `lifts Acme (ACM) to overweight`, `starts it at hold`."""
    if chunks[at].low in _STAYING and rating_end(chunks, at + 1) is not None:
        return chunks[at + 1].text[0].isupper() or chunks[at + 1].low not in _ORDINARY_RATINGS
    for k in range(at + 1, min(len(chunks), at + TARGET_WITHIN_CHUNKS)):
        if chunks[k].text in (";", ".") or (chunks[k].low in CUE_VERBS and k > at + 2):
            return False
        if chunks[k].low in ("to", "at", "with", "from"):
            start = k + 1
            while low_at(chunks, start) in ("an", "a", "its", '"', "'") or (
                low_at(chunks, start) in _DEGREES
            ):
                start += 1
            end = rating_end(chunks, start)
            if end is not None and low_at(chunks, end) not in ("the", "a", "its", "more", "their"):
                return True
    return False


def _holds_position(chunks: Sequence[Chunk], at: int, verb: str) -> bool:
    """`kept its overweight in bonds`, `rates the shares market perform`."""
    if verb in ("rate", "have"):
        stops = range(at + 2, min(len(chunks), at + _RATED_CHUNKS))
        return any(rating_end(chunks, k) is not None for k in stops)
    if low_at(chunks, at + 1) not in ("its", "their", "his", "her"):
        return False
    if any(c.low in _POSITIONS for c in chunks[at + 2 : at + 2 + _RATING_WORDS]):
        return True
    if rating_end(chunks, at + 2) is None:
        return False
    held = chunks[at + 2]
    if low_at(chunks, at + 1) in ("his", "her") and low_at(chunks, at + 3) in (",", ".", "", "and"):
        return True
    return held.text[0].isupper() or held.low not in _ORDINARY_RATINGS


def rating_end(chunks: Sequence[Chunk], at: int) -> int | None:
    """Behind a rating such as `market perform` at `at`, or None where none stands there."""
    for size in range(_RATING_WORDS, 0, -1):
        joined = " ".join(c.low for c in chunks[at : at + size])
        if joined in RATINGS or joined.replace(" - ", "-") in RATINGS:
            return at + size
    return None


def has_target(chunks: Sequence[Chunk], at: int, verb: str) -> bool:
    """Whether the verb has a forecast, a target or a rating for its object."""
    window = chunks[at + 1 : at + 1 + TARGET_WITHIN_CHUNKS]
    if not window:
        return False
    if verb == "have" and window[0].low not in ("a", "an", "its", "the", "no"):
        if window[0].low.endswith("ed") and window[0].low not in RATINGS:
            return False  # "Y has agreed to buy"
        return rating_end(chunks, at + 1) is not None or rates(chunks, at)
    if verb in _OWN_ONLY and not (
        window[0].low in _OWN_WORDS and any(c.low == "to" for c in window)
    ):
        return rates(chunks, at)  # "is taking a risk with expectations"
    if verb in ("put", "place") and _puts(chunks, at, window, verb):
        return True
    if rates(chunks, at) or _holds_position(chunks, at, verb):
        return True
    if verb == "stick" and window[0].low in ("with", "to", "at") and len(window) > 1:
        return window[1].kind == "number" or any(c.low in TARGET_NOUNS for c in window)
    if verb == "guide":
        return not chunks[at].low.endswith("ing") and any(c.kind == "number" for c in window)
    if verb in ("rate", "assign", "affirm") and any(_GRADE.match(c.text) for c in window):
        return True
    return _names_target(window, verb)


def _puts(chunks: Sequence[Chunk], at: int, window: Sequence[Chunk], verb: str) -> bool:
    """`put it bluntly`, `put the drop down to tariffs`, `puts the odds at a third`."""
    if verb == "put" and window[0].low == "it" and low_at(chunks, at + 2) in _MANNER:
        return True
    pairs = enumerate(pairwise(window))
    if verb == "put" and any(k and a.low == "down" and b.low == "to" for k, (a, b) in pairs):
        return True
    return any(
        chunk.low == "at"
        and any(c.kind == "number" or c.low in COUNTED for c in window[k + 1 : k + 7])
        for k, chunk in enumerate(window)
    )


def _names_target(window: Sequence[Chunk], verb: str) -> bool:
    """Whether a forecast, a target or a rating stands close behind; a rating may be in quotation marks."""
    nouns = RATING_NOUNS if verb in ("rate", "assign", "have", "place", "affirm") else TARGET_NOUNS
    for k, chunk in enumerate(window):
        beside = (*window[max(0, k - 1) : k], *window[k + 1 : k + 2])
        held = chunk.text == '"' and any(c.low in RATINGS for c in beside)
        if chunk.text in (";", ":", '"') and not held:
            return False
        if chunk.low in nouns:
            return True
    return any(c.low in PLANS and before.low in _PLANNED for before, c in pairwise(window))
