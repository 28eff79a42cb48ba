"""Words of a sentence that stand nowhere in its source: which of them make it unsupported.

A retelling may add a word or two. It may not add what it is about, a direction, a judgement, or most of
a part of it.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.meanings import is_known
from rag.checking.opposites import is_directed, needs_support, sides
from rag.checking.problems import Problem
from rag.checking.reading_words import TURNING, is_past, to_term
from rag.checking.sentence_reading import Reading
from rag.checking.surroundings import quote

_MOST_MISSING = 0.5
_PART_MISSING = 0.67


def find_missing_words(
    sentence: Reading, counted: Sequence[Word], missing: Sequence[Word]
) -> Iterator[Problem]:
    """Words that stand nowhere: too many of all, or all of a part of the sentence."""
    if not missing:
        return
    missing_set = set(missing)
    named = ", ".join(dict.fromkeys(quote(word) for word in missing))
    opening = _opening(sentence, counted)
    if opening and all(word in missing for word in opening):
        yield Problem(
            verdict="unsupported", reason=f"The source says nothing of {quote(opening[0])}."
        )
        return
    judged = next(
        (
            w
            for w in missing
            if _is_judgement(sentence, w)
            or _is_announced(sentence, w)
            or _is_agent(sentence, w, missing_set)
            or _is_done_to(sentence, w)
        ),
        None,
    )
    if judged is not None:
        yield Problem(verdict="unsupported", reason=f"The source says nothing of {quote(judged)}.")
        return
    things = [word for word in missing if not _is_plain_verb(sentence, word)]
    if not things and len(missing) < max(_MANY_VERBS, len(counted) * _PART_MISSING):
        return  # deeds are told in many words; what they are done to is all there
    whole = len(missing) >= 2 and len(missing) / len(counted) >= _PART_MISSING
    problem = Problem(
        verdict="unsupported", reason=f"The source says nothing of {named}.", whole=whole
    )
    directed = [
        word
        for word in missing
        if (needs_support(word.term) or word.low in TURNING or _compares(sentence, word))
        and not _follows_from(sentence, word)
    ]
    if whole or directed or (len(missing) >= 2 and len(missing) / len(counted) >= _MOST_MISSING):
        yield problem
        return
    for piece in {word.piece for word in missing}:
        own = [word for word in counted if word.piece == piece]
        lost = [word for word in things if word.piece == piece]
        if not lost:
            continue
        adjunct = bool(lost[0].opener) and lost[0].opener not in ("and", "or", "than", "as")
        alone = len(own) == 1 and (adjunct or not is_known(lost[0].low))
        doer = _opening(sentence, own)
        if (
            alone
            or (doer and missing_set.issuperset(doer))
            or (len(lost) >= 2 and len(lost) / len(own) >= _PART_MISSING)
        ):
            yield problem
            return


_MANY_VERBS = 3
"""Verbs of a sentence without a like in the source from which on it tells of other deeds."""
_BEFORE_VERB = frozenset(
    words(
        "to will would could may might can should must not who which that it they he she we has have had is are "
        "was were be been"
    )
)


def _is_plain_verb(sentence: Reading, word: Word) -> bool:
    """Whether a word is told as a deed that points nowhere: `sending`, `sticks to`, `has backed`."""
    if sides(word.term) or word.low in TURNING or _compares(sentence, word):
        return False
    if is_past(word.low) or word.low.endswith("ing"):
        return True
    at = next((k for k, w in enumerate(sentence.words) if w is word), 0)
    if at == 0:
        return False
    before = sentence.words[at - 1]
    return before.low in _BEFORE_VERB or (
        word.low.endswith("s") and sentence.names_at(before.start)
    )


_JUDGING = re.compile(
    r"\b(?:is|are|was|were|be|been|being|becomes?|became|turn(?:s|ed|ing)?|remain(?:s|ed)?|stay(?:s|ed)?|"
    r"look(?:s|ed)?|seem(?:s|ed)?|appear(?:s|ed)?|grow|grew|"
    r"(?:call|describe|label|brand|dub|consider|deem|find|found|view)(?:s|d|ed|led)?\s(?:\w+\s){1,4}?)"
    r"\s?(?:as\s|an?\s|the\s|too\s|very\s|more\s|less\s|now\s|still\s|increasingly\s|overly\s){0,3}$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,;:!?]|$)")


def _is_judgement(sentence: Reading, word: Word) -> bool:
    """Whether a word is what something is said to be, at its clause's end: `called it aggressive`."""
    before = sentence.text[max(0, word.start - 60) : word.start]
    return word.force != "possible" and bool(
        _ENDS.match(sentence.text, word.end) and _JUDGING.search(before)
    )


_ANNOUNCED = re.compile(
    r"\b(?:announc|unveil|approv|confirm|launch|declar)(?:e|es|ed|ing|s)\s(?:\w+\s){0,3}$", re.I
)


def _is_announced(sentence: Reading, word: Word) -> bool:
    """Whether a word is part of what somebody is said to have made known: `announced a buyback`."""
    return bool(_ANNOUNCED.search(sentence.text[max(0, word.start - 60) : word.start]))


_DONE = re.compile(
    r"\b(?:and|but|,)\s(?:has\s|have\s|also\s|then\s|would\s|will\s|could\s|may\s|"
    r"might\s|plans\sto\s)*(?P<deed>[a-z]+)\s(?:its|their|his|her|the|an?)\s(?:[\w-]+\s)?$",
    re.IGNORECASE,
)


_TO_COME = re.compile(r"\b(?:would|will|could|may|might|plans to)\b", re.IGNORECASE)


def _is_done_to(sentence: Reading, word: Word) -> bool:
    """Whether a word is what a second deed is done to: `... and cut its dividend`."""
    match = _DONE.search(sentence.text[max(0, word.start - 48) : word.start])
    return (
        match is not None
        and is_directed(to_term(match["deed"].lower()))
        and (is_past(match["deed"].lower()) or _TO_COME.search(match[0]) is not None)
    )


_BY = re.compile(
    r"\b(?:(?:caused|led|done|made|sparked|triggered|prompted|driven|hurt|hit|helped|boosted|carried out|started|"
    r"posted|reported|issued|published|staged|held|owned|run|backed|funded|financed|offered|strikes?|protests?|"
    r"purchases|buying|selling|sales|demand|work|research|study|survey|poll|report)\sby|mainly (?:for|in|from|to)|"
    r"mostly (?:for|in|from|to)|chiefly (?:for|in|from|to)|especially (?:for|in|from|to)|particularly (?:for|in|"
    r"from|to))"
    r"\s(?:an?\s|the\s|its\s|their\s)?$",
    re.IGNORECASE,
)
"""Before whoever or whatever did it, or what it was mainly of."""


def _is_agent(sentence: Reading, word: Word, missing: AbstractSet[Word]) -> bool:
    """Whether a word begins who did it, told in words of which the source has none: `strikes by pilots`."""
    if not _BY.search(sentence.text[max(0, word.start - 40) : word.start]):
        return False
    behind = [w for w in sentence.words if w.start >= word.start and w.piece == word.piece]
    for other in behind:
        if other.is_content and other not in missing:
            return False
        if not other.is_content or _ENDS.match(sentence.text, other.end):
            break
    return True


def _compares(sentence: Reading, word: Word) -> bool:
    """Whether a word says which of two is more: `faster than`."""
    return (
        bool(sides(word.term))
        and word.low.endswith("er")
        and sentence.text.startswith(" than ", word.end)
    )


def _follows_from(sentence: Reading, word: Word) -> bool:
    """`Fell from 9% to 1%` and `up from 3`: the numbers themselves tell the direction."""
    if word.steers and re.match(r"\sfrom\s", sentence.text[word.end :]):
        return True
    pairs = [
        (a.value, b.value)
        for (a, *_), (b, *_) in pairwise(sentence.figures)
        if a.value is not None
        and b.value is not None
        and a.unit == b.unit
        and re.search(r"\bfrom\s[^,;]{0,12}$", sentence.text[: a.start])
        and re.search(r"\bto\b", sentence.text[a.end : b.start])
    ]
    pairs += [
        (b.value, a.value)
        for (a, *_), (b, *_) in pairwise(sentence.figures)
        if a.value is not None
        and b.value is not None
        and a.unit == b.unit
        and re.search(r"\bto\s[^,;]{0,16}$", sentence.text[: a.start])
        and re.fullmatch(r"[^,;.]{0,30}?\bfrom\s[^,;]{0,12}", sentence.text[a.end : b.start])
    ]
    return any((("move", first < last) in sides(word.term)) for first, last in pairs)


_DEGREES = frozenset(
    (
        "big bigger large larger great major significant substantial sharp strong steep small modest "
        "slight further new"
    ).split()
)
"""They say how much of something, not what it is."""


_HELPED = re.compile(r"\s(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\s", re.I)
"""A verb behind what the sentence is about."""


def _opening(sentence: Reading, counted: Sequence[Word]) -> list[Word]:
    """What the sentence is about: its first words up to the first deed."""
    found: list[Word] = []
    for word in counted:
        if word.piece != counted[0].piece or is_directed(word.term) or is_past(word.low):
            break
        if found and _HELPED.search(sentence.text[found[-1].end : word.start]):
            break
        if word.low not in _DEGREES:
            found.append(word)
    if found and sentence.names_at(found[-1].end + 1):
        return []  # it is what the one is who is named next
    return found if len(found) < len(counted) else []
