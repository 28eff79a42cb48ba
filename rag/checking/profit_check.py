"""Sums told as a profit that the span has as a loss, and the other way, by the noun or verb that each sum is of."""

import re
from collections.abc import Iterator

from rag.checking.figures import Figure, supports
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_SIDES = r"profits?|net income|net earnings|loss(?:es)?|surplus|deficit|shortfall"
_GAINS = ("profit", "net ", "surplus", "earn")
_NOUN_BEFORE = re.compile(
    rf"\b(?P<word>{_SIDES})\s(?:(?:of|at|was|were|is|came to|came in at|totall?ed|stood at|reached|hit|to|"
    r"(?:[a-z]+ ){1,4}to)\s)?(?:about\s|around\s|nearly\s|some\s|roughly\s|almost\s|"
    r"just\s|only\s|over\s|more than\s)?$",
    re.IGNORECASE,
)
_VERB_BEFORE = re.compile(
    r"\b(?P<word>lost|loses?|losing|earn(?:ed|s|ing)?)\s(?:about\s|around\s|nearly\s|some\s|roughly\s|almost\s)?$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\bma(?:de|kes?|king)\s(?:about\s|around\s|nearly\s|some\s|roughly\s|almost\s)?$",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(
    rf"(?:\s(?!and\b|or\b|but\b|from\b|to\b|of\b|against\b)[\w-]+){{0,3}}?\s(?P<word>{_SIDES})\b",
    re.IGNORECASE,
)


def find_profit_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`A profit of €85m` where the span has `a loss of €85m`."""
    for figure, *_ in sentence.figures:
        told = _profit_side(sentence, figure)
        if told is None and _MADE.search(sentence.text[max(0, figure.start - 24) : figure.start]):
            told = True  # who made a sum did not lose it
        if told is None:
            continue
        held = [
            _profit_side(source, other) for other, *_ in source.figures if supports(other, figure)
        ]
        if held and all(side is not None and side is not told for side in held):
            names = ("a loss", "a profit")
            yield Problem(
                verdict="contradicted",
                reason=f"It tells {figure.text} as {names[told]}; the source as {names[not told]}.",
            )
            return


def _profit_side(reading: Reading, figure: Figure) -> bool | None:
    """Whether a sum is one of profit (true) or loss (false), None where no word beside it says so."""
    before = reading.text[max(0, figure.start - 48) : figure.start]
    match = (
        _NOUN_BEFORE.search(before)
        or _VERB_BEFORE.search(before)
        or _NOUN_BEHIND.match(reading.text, figure.end)
    )
    if match is None:
        return None
    return match["word"].lower().startswith(_GAINS)
