"""Words of a sentence that another check tells of, or that need no like in the source."""

import re
from collections.abc import Iterator

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.extremes_check import HIGHS, LOWS
from rag.checking.opposites import same_way, sides
from rag.checking.other_names import goes_by_another_name
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading
from rag.checking.surroundings import quote

_FORECASTS = frozenset(
    words(
        "forecast forecasts estimate estimates outlook guidance projection projections target targets expectations"
    )
)
_DESCRIBING = frozenset(
    words(
        """
    company group firm business retailer chipmaker carmaker automaker airline bank lender insurer miner driller
    producer drugmaker builder housebuilder homebuilder developer grocer supermarket brewer broker brokerage
    manufacturer supplier operator publisher utility startup shipbuilder steelmaker oil-major conglomerate
    """
    )
)
"""What a company is called where it was named before."""
_PLANNING = frozenset(words("plan plans planned planning intend intends intended aim aims set due"))
_UNEXPECTED = frozenset(words("unexpected unexpectedly surprise surprised surprising surprisingly"))
_AWAITED = re.compile(
    r"\b(?:had been|was|were|had) (?:expected|forecast|predicted|pencilled in)\b", re.I
)
_COUNTED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) $", re.IGNORECASE
)
_APPOSED = re.compile(
    r", (?:the|its|their|a) (?:first|second|third|fourth|fifth|sixth|biggest|largest|steepest|sharpest|smallest|worst|"
    r"best) (?:\w+ )?$"
)
_CAUSING = frozenset(
    words(
        """
    cause causes caused causing push pushes pushed pushing bring brings brought drive drives drove
    driven send sends sent lead leads led leading helped aided supported boosted buoyed fuelled fueled lifted
    hurt dragged weighed spurred sparked prompted triggered stemming reflecting
        """
    )
)
_HELPED = frozenset(
    words(
        "helped aided supported boosted buoyed lifted hurt dragged weighed spurred sparked prompted triggered "
        "fuelled fueled"
    )
)
"""They tell of a cause only where `by` follows."""
_CAUSE = re.compile(
    r"\b(?:as|because|after|due to|thanks to|owing to|amid|following|helped by|hurt by|on the back of|since|so|"
    r"led to|caused|pushed|drove|sent)\b"
)
_GOOD = frozenset(words("helped aided supported boosted buoyed lifted"))
_BAD = frozenset(words("hurt dragged weighed"))
"""They say which way something went that a source tells with its cause."""
_WAYS = frozenset(("move", "strength", "quality", "relative"))


def is_told_otherwise(word: Word, sentence: Reading, source: Reading) -> bool:
    """Whether another check tells of a word, or it needs no like.

    `growth` of a growth forecast is what it is of, `up from 19%` is told by the numbers, and what is caused
    may stand behind `as` in the source.
    """
    behind = sentence.text[word.end :]
    if word.steers and behind.startswith(" from "):
        return True
    if word.denied and any(axis == "likelihood" for axis, _ in sides(word.term)):
        return True  # "probably will not" is "is unlikely to"
    if _APPOSED.search(sentence.text[: word.start][-24:]) and any(
        same_way(w.term, word.term) for w in sentence.words if w.end < word.start
    ):
        return True  # "a drop of 3%, the first decline since May"
    if word.low.startswith("declin") and re.match(r" to [a-z]", behind):
        return True  # who declines to say does not fall
    if goes_by_another_name(word, sentence, source):
        return True
    if _is_placed(word, sentence.text):
        return True
    if _is_foreseen(word, source):
        return True
    if word.low in ("more", "further", "additional") and _COUNTED.search(
        sentence.text[: word.start][-12:]
    ):
        return True
    if word.low in _DESCRIBING and sentence.text[: word.start].lower().endswith("the "):
        named = any(c.kind in ("firm", "org", "name") for c in source.chunks)
        return named and not any(w.low in _DESCRIBING for w in source.words)
    follower = re.match(r" ([a-z]+)", behind)
    if follower and follower[1] in _FORECASTS and any(w.low == word.low for w in source.words):
        return True
    if word.low in _CAUSING and word.negation == "no" and not _is_deed(word, behind):
        return not re.match(r" (?:by|from|to)?\s?[$€£\d]", behind) and _has_cause(word, source)
    extremes = (HIGHS, LOWS)
    return any(word.low in ends and any(w.low in ends for w in source.words) for ends in extremes)


def _is_foreseen(word: Word, source: Reading) -> bool:
    """Whether a plan stands in the span as what will be, or a surprise as what had not been expected."""
    if word.low in _UNEXPECTED:
        return _AWAITED.search(source.text) is not None  # "fell, when a rise had been expected"
    return word.low in _PLANNING and any(w.force == "will" for w in source.words)


def _has_cause(word: Word, source: Reading) -> bool:
    """Whether the source tells why, of something that went the way that `helped` or `hurt` says."""
    if _CAUSE.search(source.text) is None:
        return False
    return word.low not in _GOOD | _BAD or _ways(source) == {word.low in _GOOD}


def _ways(source: Reading) -> set[bool]:
    """Which ways the source tells of before it tells why, up being true; those of all of it where there are none."""
    cause = _CAUSE.search(source.text)
    pointing = [
        (w.start, side)
        for w in source.words
        if w.negation == "no"
        for axis, side in sides(w.term)
        if axis in _WAYS
    ]
    before = [side for start, side in pointing if cause and start < cause.start()]
    return set(before or (side for _, side in pointing))


def find_turned_cause(word: Word, sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Was hurt by demand` where the span has what rose because of demand."""
    if word.low not in _GOOD | _BAD or word.negation != "no":
        return
    if not sentence.text.startswith(" by ", word.end):
        return
    good = word.low in _GOOD
    if _ways(source) == {not good} and not any(same_way(w.term, word.term) for w in source.words):
        reason = f"It says {quote(word)}; the source has that it went the other way."
        yield Problem(verdict="contradicted", reason=reason)


def _is_deed(word: Word, behind: str) -> bool:
    """Whether `helped` or `lifted` tells what was done, and not why: no `by` follows."""
    by = re.match(r" (?:down )?(?:by|on|from)\b", behind)
    return word.low in _HELPED and word.low.endswith("ed") and not by


def _is_placed(word: Word, text: str) -> bool:
    """Whether `before` or `after` tells of no order: `not before June`, `than ever before`."""
    if word.low == "before" and word.negation != "no":
        return True  # "not before June" is "until June"
    ends = re.match(r"\s*(?:[.,;:!?]|$)", text[word.end :])
    return word.low in ("before", "after") and bool(ends or text[: word.start].endswith("ever "))
