"""How many a sentence says it of, against the clause of its span that says the same."""

import re
from collections.abc import Iterator

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.figures import Figure
from rag.checking.meanings import may_stand_for
from rag.checking.number_words import held_figures
from rag.checking.problems import Problem
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading

_CLASSES = {
    "most": frozenset(words("most majority mostly largely mainly")),
    "few": frozenset(words("few minority handful some several")),
}
_NO_AMOUNT = re.compile(
    r"\b(?:the|at|its|their|his|her) most\b(?! of\b)|\bat least\b", re.IGNORECASE
)
"""`The most since May` counts nobody."""
_LEAST_SHARED = 2
_Clause = tuple[str, str, frozenset[str]]
"""A class of quantifiers, the word, and the stems it is said of."""


def find_quantifier_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Most have cut` where the span says it of a few, and most do something else there."""
    yield from find_none_told(sentence, source)
    told = list(_quantified(sentence))
    if not told:
        return
    held = list(_quantified(source))
    for kind, low, terms in told:
        likest = max((_shared(terms, other) for _, _, other in held), default=0)
        best = [one for one in held if _shared(terms, one[2]) == likest]
        if likest >= _LEAST_SHARED and all(other != kind for other, _, _ in best):
            yield Problem(
                verdict="unsupported", reason=f"It says “{low}”; the source has “{best[0][1]}”."
            )
            return
    if any(kind == "most" for kind, _, _ in told) and not any(k == "most" for k, _, _ in held):
        shares = [f for f in held_figures(source) if _is_share(f)]
        if shares and all(f.value is not None and f.value < _HALF for f in shares):
            word = next(low for kind, low, _ in told if kind == "most")
            yield Problem(
                verdict="unsupported", reason=f"It says “{word}”; the source has {shares[0].text}."
            )


_NONE = re.compile(
    r"\b(?:no(?: single| other)?|not (?:a single|one)|none of (?:the|its|their|our|his|her)) (?P<noun>[a-z]+)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:some|several|many|most|all|a few|a number|two|three|four|five|\d+) (?:of (?:[\w-]+(?:'s)? "
    r"){1,2}?)?(?P<noun>[a-z]+)\b",
    re.IGNORECASE,
)


def find_none_told(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Some of its loans exceed it` where the span has `no loan is above it`."""
    if any(w.negation != "no" for w in sentence.words):
        return
    none = {to_term(m["noun"].lower()) for m in _NONE.finditer(source.text)} - _VAGUE
    for match in _SOME.finditer(sentence.text):
        noun = to_term(match["noun"].lower())
        others = sum(w.term == noun for w in source.words)
        if noun in none and others == 1:
            yield Problem(
                verdict="contradicted",
                reason=f"It says it of {match[0]}; the source of no {match['noun']}.",
            )
            return


_VAGUE = frozenset(
    map(to_term, words("sign evidence doubt need reason plan way one more change longer other"))
)
_HALF = 50


def _is_share(figure: Figure) -> bool:
    """Whether a number is told in words as a part of a whole: `a fifth`, `one in three`."""
    return figure.unit == "%" and figure.text[:1].isalpha() and figure.value is not None


def _quantified(reading: Reading) -> Iterator[_Clause]:
    spared = [m.span() for m in _NO_AMOUNT.finditer(reading.text)]
    for word in reading.words:
        kind = next((name for name, lows in _CLASSES.items() if word.low in lows), None)
        if kind is None or any(a <= word.start < b for a, b in spared):
            continue
        if word.low == "most" and not _counts(reading, word):
            continue
        yield kind, word.low, _said_of(reading, word)


_COUNTED = re.compile(
    r" (?:of\b|(?:expect|see|think|believe|say|want|are|were|have|had|now|still|do|did|hold|own)\b|"
    r"[a-z-]+(?: [a-z-]+)?s\b|people\b)"
)


def _counts(reading: Reading, word: Word) -> bool:
    """Whether `most` counts things, and is no part of `most expensive`."""
    return _COUNTED.match(reading.text, word.end) is not None


def _said_of(reading: Reading, word: Word) -> frozenset[str]:
    """The stems of a quantifier's clause."""
    return frozenset(
        w.term
        for w in reading.words
        if w.clause == word.clause
        and w.piece in (word.piece, word.piece + 1)
        and w.is_content
        and not any(w.low in lows for lows in _CLASSES.values())
        and w.low not in _THINKING
    )


_THINKING = frozenset(
    words(
        "expect expects expected see sees think thinks believe believes say says forecast forecasts predict predicts"
    )
)
"""What most and few do alike."""


def _shared(ones: frozenset[str], others: frozenset[str]) -> int:
    return sum(any(may_stand_for(one, other) for other in others) for one in ones)
