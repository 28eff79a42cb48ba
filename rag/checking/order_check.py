"""What came first, and what came of what: `A fell after B rose` against `B rose after A fell`.

A text is read as pairs of an earlier and a later part, whichever of them stands first. Where the span has
the two parts the other way round, the sentence is contradicted.
"""

import re
from collections.abc import Iterator

from rag.checking.meanings import may_stand_for
from rag.checking.opposites import opposed
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_LATER_FIRST = (
    r"after|because(?: of)?|following|due to|thanks to|owing to|on the back of|as a result of|in response to|"
    r"driven by|caused by|triggered by|prompted by|sparked by|fuelled by|fueled by|helped by|boosted by|hurt by|"
    r"hit by|stemm(?:ed|ing) from|amid"
)
_EARLIER_FIRST = (
    r"(?:which |that )?(?:led to|leading to|pushed|pushing|sent|sending|caused|causing|lifted|lifting|drove|driving|"
    r"triggered|triggering|prompted|prompting|resulted in|resulting in|brought about)|before|so that|ahead of"
)
_JOINT = re.compile(
    rf"\b(?:(?P<after>{_LATER_FIRST})|(?<!after )(?<!by )(?P<before>{_EARLIER_FIRST}))\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?](?:\s|$)")
_FEWEST = 2
"""Words that a part must share with the other part of the source."""
_Parts = tuple[frozenset[str], frozenset[str]]


def find_order_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Cause and effect, or before and after, the other way round than in the span."""
    held = list(_ordered(source))
    if not held:
        return
    for first, last in _ordered(sentence):
        if any(_alike(first, early) and _alike(last, late) >= _FEWEST for early, late in held):
            continue
        for early, late in held:
            straight = _alike(first, early) + _alike(last, late)
            crossed = (_alike(first, late), _alike(last, early))
            if min(crossed) >= _FEWEST and sum(crossed) > straight + 1:
                yield Problem(
                    verdict="contradicted",
                    reason="It has what came first and what came of it the other way round than the source.",
                )
                return


def _ordered(reading: Reading) -> Iterator[_Parts]:
    """The earlier and the later part around each joining word, as stems and numbers."""
    text = reading.text
    for match in _JOINT.finditer(text):
        begins = max((m.end() for m in _STOP.finditer(text, 0, match.start())), default=0)
        stop = _STOP.search(text, match.end())
        ends = stop.start() if stop else len(text)
        before, behind = _terms(reading, begins, match.start()), _terms(reading, match.end(), ends)
        if not before and match["after"]:  # "After A, B" has the earlier part first
            comma = text.find(",", match.end(), ends)
            if comma < 0:
                continue
            before = _terms(reading, match.end(), comma)
            behind = _terms(reading, comma, ends)
            yield _apart(before, behind)
        elif match["after"]:
            yield _apart(behind, before)
        elif before:
            yield _apart(before, behind)


def _terms(reading: Reading, start: int, end: int) -> frozenset[str]:
    words = {w.term for w in reading.words if start <= w.start and w.end <= end and w.is_content}
    figures = {
        str(f.value)
        for f, *_ in reading.figures
        if start <= f.start and f.end <= end and f.value is not None
    }
    return frozenset(words | figures)


def _apart(ones: frozenset[str], others: frozenset[str]) -> _Parts:
    return ones - others, others - ones


def _alike(ones: frozenset[str], others: frozenset[str]) -> int:
    return sum(
        one in others or any(may_stand_for(one, o) and not opposed(one, o) for o in others)
        for one in ones
    )
