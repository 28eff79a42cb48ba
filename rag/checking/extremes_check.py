"""Extremes with how far back they reach: `the highest since January 2024` against `the most since`."""

import re
from collections.abc import Iterator

from corpus.words import words
from rag.checking.problems import Problem
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading

HIGHS = frozenset(
    words(
        """
    most highest largest biggest strongest fastest steepest greatest best longest high record peak top
    widest dearest heaviest sharpest quickest
    """
    )
)
LOWS = frozenset(
    words(
        """
    least lowest smallest weakest slowest fewest worst shortest low trough bottom narrowest cheapest
    lightest mildest tightest
    """
    )
)
_EXTREME = re.compile(
    rf"\b(?P<word>{'|'.join(HIGHS | LOWS)})\b(?P<between>[^.,;]{{0,40}}?)\s(?:since|in|for|from|of)\s"
    r"(?P<back>(?!the\b|their\b|its\b)(?:[\w-]+\s?){1,3})",
    re.IGNORECASE,
)
_TURNING = frozenset(
    words(
        """
    fall falls fell drop drops dropped decline declines loss losses outflow outflows decrease slump cut
    cuts contraction slide withdrawal withdrawals selloff plunge
    """
    )
)
"""The most of these is the least of what falls."""


def find_extreme_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`The lowest since 2024` where the source has `the most since 2024`."""
    yield from find_adverb_problems(sentence, source)
    held = list(_extremes(source))
    for word, back, high in _extremes(sentence):
        same = [one for one in held if one[1] == back]
        if same and all(other != high for _, _, other in same):
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{word}” since {back}; the source has “{same[0][0]}”.",
            )
            return


_RECORD = re.compile(
    r"\b(?:record|all-time) (?:\w+ )?(?:highs?|lows?|peak|level|quarter|year|profits?|sales|revenue|number|"
    r"amount|close)\b|"
    r"\b(?!first|second|third|fourth)\w+-(?:year|month|week|quarter|day) (?:highs?|lows?|peak|trough)\b|"
    r"\b(?:hit|reach|set|post|report)\w* (?:an?|its|their|another|fresh|new) "
    r"(?:\w+ )?record\b|\b(?:hit|reach)\w* records?\b",
    re.IGNORECASE,
)
_EXTREME_WORDS = re.compile(
    r"\b(?:record|records|all-time|unprecedented|historic|never|ever|highs?|lows?|peak(?:s|ed)?|trough|first "
    r"time|since|"
    r"most|least|best|worst|fewest|(?!interest|latest|request|invest|protest|harvest|contest|arrest|forest|modest|"
    r"honest|suggest|digest|manifest)\w{3,}est)\b",
    re.IGNORECASE,
)
"""Any of these may be told as a record or a high of some time."""


def find_records(sentence: Reading, source: Reading, titles: str) -> Iterator[Problem]:
    """A record, or a high or low of some years, of which the source has no extreme at all."""
    match = _RECORD.search(sentence.text)
    if match is None or _EXTREME_WORDS.search(source.text) or _EXTREME_WORDS.search(titles):
        return
    yield Problem(verdict="unsupported", reason=f"The source says nothing of “{match[0]}”.")


def _extremes(reading: Reading) -> Iterator[tuple[str, str, bool]]:
    """Each extreme: its word, since when, and whether it is one of height."""
    for match in _EXTREME.finditer(reading.text):
        word = match["word"].lower()
        piece = reading.piece_at(match.start())
        near = {w.low for w in reading.words if w.piece in (piece, piece - 1)}
        high = word in HIGHS
        if near & _TURNING and word in _SIZES:
            continue  # the largest fall may be told as the lowest level
        yield word, " ".join(match["back"].lower().split()[:2]), high


_SIZES = frozenset(
    words("most largest biggest steepest greatest sharpest least smallest worst best")
)


_ADVERB = re.compile(
    r"\b(?P<deed>[a-z]+)(?: (?:by )?far)? (?:the )?(?P<how>most|least)\b"
    r"(?=\s*(?:[.,;!?]|$)| (?:since|from|in|if|when|because|by)\b)",
    re.IGNORECASE,
)


def find_adverb_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Suffer least` where the source has `suffer most`."""
    held = {to_term(m["deed"].lower()): m["how"].lower() for m in _ADVERB.finditer(source.text)}
    for match in _ADVERB.finditer(sentence.text):
        how, other = match["how"].lower(), held.get(to_term(match["deed"].lower()))
        if other is not None and other != how and match["deed"].lower() != "at":
            yield Problem(
                verdict="contradicted",
                reason=f"It says {match['deed']} {how}; the source has {other}.",
            )
