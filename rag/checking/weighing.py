"""What is denied, how sure and which way each word of a text is told: negation and force, by what stands around."""

import re
from collections.abc import Sequence

from corpus.words import words
from rag.checking.cutting import Force, Negation, Word
from rag.checking.opposites import is_directed
from rag.checking.reading_words import (
    DENIED_BEFORE,
    FAR_FROM,
    FUNCTION_WORDS,
    LIGHT,
    NEGATORS,
    NO_NEGATION,
    NOBODY,
    PLAIN_NEGATORS,
    POSSIBLE,
    SAID,
    TURNED_AWAY,
    TURNING,
    WILL,
    is_past,
)

_SCOPE_WORDS = 12
"""Words behind a negator that it may bear on."""


def weigh_words(text: str, tokens: Sequence[Word], named: Sequence[tuple[int, int]]) -> list[Word]:
    """The words with their negation and force."""
    spared = [match.span() for match in NO_NEGATION.finditer(text)]
    far = {match.end() for match in FAR_FROM.finditer(text)}
    away = {match.end() for match in TURNED_AWAY.finditer(text)}
    named = list(named)
    named += [(t.start, t.end) for t in tokens[1:] if text[t.start].isupper()]
    marked: list[Negation] = ["no"] * len(tokens)
    denied: set[int] = set()
    for at, token in enumerate(tokens):
        negates = token.low in NEGATORS or token.end in far
        turns = token.low in TURNING or token.end in away
        if not (negates or turns) or any(a <= token.start < b for a, b in spared):
            continue
        if token.low == "least" and text[token.end : token.end + 1] not in "- ":
            continue
        if token.low in PLAIN_NEGATORS:
            denied.add(token.piece)
        if token.low in ("nothing", "none", "nobody") and _is_object(tokens, at):
            continue
        _spread(tokens, at, named, marked, struck=not negates)
        if negates:
            _reach_back(tokens, at, marked)
    for match in DENIED_BEFORE.finditer(text):
        _deny_before(tokens, match.start(), marked)
    forces = _forces(tokens)
    return [
        Word(
            low=token.low,
            term=token.term,
            start=token.start,
            end=token.end,
            sentence=token.sentence,
            clause=token.clause,
            piece=token.piece,
            negation=negation,
            force=force,
            denied=token.piece in denied,
            steers=token.low in ("up", "down") and _steers(text, token),
            opener=token.opener,
        )
        for token, negation, force in zip(tokens, marked, forces, strict=True)
    ]


_BEFORE_STEER = re.compile(
    r"\b(?:is|are|was|were|be|been|edged?|edges|goe?s?|went|gone|moved?|moves|ticked|ticks|inched|"
    r"inches|ended|ends|closed|closes|finished|finishes|still|remains?|stands?|stood|crept|drifted)\s$",
    re.IGNORECASE,
)
_BEHIND_STEER = re.compile(
    r"\s(?:by|from|about|around|nearly|almost|some|roughly|over|more than|less than|close to|only|just|a further|"
    r"another|on the|slightly|sharply)\b|\s[$€£+-]?\d",
    re.IGNORECASE,
)


_NUMBER_BEFORE = re.compile(r"\d(?:%|\sper\scent|\spercent|\spoints?|bp|\sbps?)\s$", re.IGNORECASE)
"""`12% up`."""
_MAKES = re.compile(r"\b(?:mak(?:e|es|ing)|made)\s$", re.IGNORECASE)


def _steers(text: str, token: Word) -> bool:
    """Whether `up` or `down` tells a direction; what makes up a fifth is one."""
    if _MAKES.search(text[max(0, token.start - 8) : token.start]):
        return False
    return bool(
        _BEHIND_STEER.match(text, token.end)
        or _NUMBER_BEFORE.search(text[max(0, token.start - 10) : token.start])
        or _BEFORE_STEER.search(text[max(0, token.start - 12) : token.start])
    )


_EXPECTING = frozenset(
    "expect expects expected see sees want wants wanted anticipate anticipates forecast forecasts".split()
)


def _is_expected(tokens: Sequence[Word], at: int, k: int) -> bool:
    """Whether a word is of what is not expected to do something: the deed behind `to` is denied."""
    before = [token.low for token in tokens[at + 1 : k]]
    if "to" in before or not any(low in _EXPECTING for low in before):
        return False
    behind = [t for t in tokens[k + 1 : k + 4] if t.clause == tokens[at].clause]
    return any(t.low == "to" or (t.low.endswith("ing") and is_directed(t.term)) for t in behind)


def _is_deed(tokens: Sequence[Word], k: int) -> bool:
    """Whether a word in a name for a market is what is done: `to cut rates`, `cutting rates`."""
    token = tokens[k]
    return is_directed(token.term) and (tokens[k - 1].low == "to" or token.low.endswith("ing"))


def _spread(
    tokens: Sequence[Word],
    at: int,
    named: Sequence[tuple[int, int]],
    marked: list[Negation],
    *,
    struck: bool,
) -> None:
    """Mark what stands behind the negator: the first word with a meaning of its own, then the rest.

    Where that is a name, as in `does not expect a recession`, the verb before it is denied.
    """
    light_at = None
    for k in range(at + 1, min(len(tokens), at + 1 + _SCOPE_WORDS)):
        token = tokens[k]
        if token.clause != tokens[at].clause or (struck and token.low in ("and", "but")):
            break
        light = (
            token.low in FUNCTION_WORDS
            or token.low in PLAIN_NEGATORS
            or (token.low in LIGHT and not (tokens[at].low in NOBODY and is_past(token.low)))
        )
        inside = any(a <= token.start < b for a, b in named) and not _is_deed(tokens, k)
        if not struck and not light and _is_expected(tokens, at, k):
            marked[k] = "near" if marked[k] == "no" else marked[k]
            continue
        if not struck and not light and not inside:
            marked[k], struck = "near" if marked[k] == "yes" else "yes", True
            continue
        if light and light_at is None and token.low not in FUNCTION_WORDS:
            light_at = k
        if marked[k] == "no":
            marked[k] = "near"
    if not struck and light_at is None:
        light_at = next(
            (
                k
                for k in range(at + 1, min(len(tokens), at + 4))
                if tokens[k].clause == tokens[at].clause
                and marked[k] == "near"
                and tokens[k].low not in FUNCTION_WORDS
                and is_directed(tokens[k].term)
            ),
            None,
        )
    if not struck and light_at is not None:
        marked[light_at] = "yes"


def _is_object(tokens: Sequence[Word], at: int) -> bool:
    """Whether `nothing` is what a verb has, before another begins: `shares that pay nothing have risen`."""
    before, behind = tokens[at - 1 : at], tokens[at + 1 : at + 2]
    return (
        bool(before and behind)
        and before[0].clause == tokens[at].clause
        and before[0].low not in FUNCTION_WORDS
        and behind[0].low in _HELPING
    )


def _deny_before(tokens: Sequence[Word], offset: int, marked: list[Negation]) -> None:
    """Deny the words of the piece that ends at an offset."""
    own = [k for k, token in enumerate(tokens) if token.end <= offset]
    for k in own:
        if tokens[k].piece == tokens[own[-1]].piece and tokens[k].low not in FUNCTION_WORDS:
            marked[k] = "near" if marked[k] == "yes" else "yes"


_HELPING = frozenset(
    words(
        """
    is are was were be been has have had will would can could may might do does did looks seems remains look seem
    played plays play
    """
    )
)


def _reach_back(tokens: Sequence[Word], at: int, marked: list[Negation]) -> None:
    """Mark the nouns of what is denied of: `a cut is unlikely` denies the cut as `unlikely to cut` does."""
    if at == 0 or tokens[at - 1].low not in _HELPING:
        return
    for k in range(at - 2, max(-1, at - _SCOPE_WORDS), -1):
        token = tokens[k]
        if token.clause != tokens[at].clause or token.piece != tokens[at].piece:
            return
        if marked[k] == "no" and token.low not in FUNCTION_WORDS and not is_past(token.low):
            marked[k] = "near"


def _forces(tokens: Sequence[Word]) -> list[Force]:
    """Whether each word tells a fact, what may be or what will be, by what stands before it in its clause."""
    forces: list[Force] = []
    force: Force = "fact"
    clause = sentence = -1
    said = False
    for token in tokens:
        if token.clause != clause:
            clause, force = token.clause, "fact"
        said = said if token.sentence == sentence else False
        sentence = token.sentence
        said = said or token.low in SAID
        if token.low in POSSIBLE and not (said and token.low == "would"):
            force = "possible"
        elif force == "fact" and token.low != "to" and (token.low in WILL or token.low == "would"):
            force = "will"
        forces.append(force)
    return forces
