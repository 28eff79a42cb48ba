"""Who is long and who is short of something: words that a retelling of other things has as often."""

import re
from collections.abc import Iterator

from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_IS = (
    r"\b(?:is|are|was|were|be|been|being|am|'m|'re|remains?|stays?|went|go|goes|going|turned) "
    r"(?:net |still |now |also )?"
)
_LONG = re.compile(
    rf"{_IS}long\b(?!-)(?! (?:way|time|overdue|before|after|since|gone|enough))|\b(?:net |a |its |their )long "
    rf"(?:bets?|positions?)\b|"
    r"\bnet long\b|\bbet(?:s|ting)? on (?!a |an |lower|fall|declin)|\bbuyers? of\b",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"{_IS}short\b(?!-)(?! (?:of|on))|\b(?:net |a |its |their )short (?:bets?|positions?)\b|\bnet short\b|"
    rf"\bshort(?:ing|ed)\b|"
    r"\bbet(?:s|ting)? against\b|\bshort sellers?\b",
    re.IGNORECASE,
)


def find_holding_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Is long gilts` where the span has `is short gilts`, and the other way."""
    for told, other in ((_LONG, _SHORT), (_SHORT, _LONG)):
        match = told.search(sentence.text)
        if match is None or other.search(sentence.text) or told.search(source.text):
            continue
        against = other.search(source.text)
        if against is not None:
            yield Problem(
                verdict="contradicted",
                reason=f"It says \u201c{match[0].strip()}\u201d; the source has \u201c{against[0].strip()}\u201d.",
            )
            return
