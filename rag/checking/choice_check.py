"""What is chosen over what: `a cut of half a point rather than a quarter`, turned round or not."""

import re
from collections.abc import Iterator

from rag.checking.meanings import may_stand_for
from rag.checking.opposites import opposed
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_OVER = re.compile(
    r"\b(?:rather|more|better) than\b|\binstead of\b|\bas opposed to\b|\bin preference to\b|,\snot\b|\bbut not\b",
    re.IGNORECASE,
)
_PREFERS = re.compile(
    r"\b(?:prefer(?:s|red|ring)?|favou?r(?:s|ed|ing)?|cho(?:oses?|se|sen)|pick(?:s|ed)?|"
    r"tak(?:e|es|ing)|(?:would|'d) rather (?:be )?\w+)\b"
    r"(?P<one>[^.;]{2,60}?)\s(?P<over>to|over|than|above)\s(?P<other>[^.;]{2,60})",
    re.IGNORECASE,
)
_MORE_ON = re.compile(
    r"\b(?P<size>more|less)\s(?P<joint>on|about|from|for|with|in|at|to|of)\s(?P<one>[^.;,]{2,40}?)\sthan\s"
    r"(?P=joint)\s(?P<other>[^.;,]{2,40})",
    re.IGNORECASE,
)
"""`Depends more on A than on B`."""
_MORE_TO = re.compile(
    r"\b(?P<size>more|less)\s(?:to|for)\s(?:the |its |their |our |his |her )?[\w' -]{2,30}?\sthan\s",
    re.IGNORECASE,
)
"""`A matters more to the bank than B`."""
_NOT_BUT = re.compile(r"\bnot (?P<other>[^.,;]{2,40}?),? but (?P<one>[^.,;]{2,40})", re.IGNORECASE)
_NEAR = 5
"""Words on either side of `rather than` that are what is chosen and what is not."""
_Ends = tuple[frozenset[str], frozenset[str]]


def find_choice_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A choice that the sentence has the other way round than its source."""
    yield from find_preferred(sentence, source)
    held = list(_choices(source))
    for one, other in _choices(sentence):
        for own, its in held:
            straight = _alike(one, own) + _alike(other, its)
            crossed = (_alike(one, its), _alike(other, own))
            if min(crossed) > 0 and sum(crossed) > straight:
                yield Problem(
                    verdict="contradicted",
                    reason=f"It puts {' '.join(sorted(one))} before {' '.join(sorted(other))}; "
                    "the source has it the other way round.",
                )
                return


_LIKES = re.compile(
    r"\b(?:prefer(?:s|red)?|favou?r(?:s|ed)?|(?:is|are) sticking with|would rather (?:own|hold|buy|have))\s"
    r"(?P<one>[^.;,]{2,50})",
    re.IGNORECASE,
)


def find_preferred(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Something told as chosen over what the span says is preferred, of which it names no other."""
    held = [
        frozenset(_terms(source, *match.span("one")))
        for match in _LIKES.finditer(source.text)
        if not _PREFERS.match(source.text, match.start())
    ]
    for one, other in _choices(sentence) if held else ():
        for liked in held:
            if _alike(other, liked) > _alike(one, liked):
                yield Problem(
                    verdict="contradicted",
                    reason=f"It puts {' '.join(sorted(one))} before what the source prefers.",
                )
                return


def _choices(reading: Reading) -> Iterator[_Ends]:
    """What is chosen and what it is chosen over, as stems and numbers without what both have."""
    text = reading.text
    for match in _OVER.finditer(text):
        yield _apart(
            _terms(reading, 0, match.start(), last=True),
            _terms(reading, match.end(), len(text)),
        )
    for match in _MORE_ON.finditer(text):
        yield _ordered(match["size"], reading, match.span("one"), match.span("other"))
    for match in _MORE_TO.finditer(text):
        if not _MORE_ON.match(text, match.start()):
            ends = (0, match.start()), (match.end(), len(text))
            yield _ordered(match["size"], reading, *ends, last=True)
    for pattern in (_PREFERS, _NOT_BUT):
        for match in pattern.finditer(text):
            yield _apart(_terms(reading, *match.span("one")), _terms(reading, *match.span("other")))


def _ordered(
    size: str, reading: Reading, one: tuple[int, int], other: tuple[int, int], *, last: bool = False
) -> _Ends:
    """What is more and what is less, whichever the text has first."""
    ends = _apart(_terms(reading, *one, last=last), _terms(reading, *other))
    return ends if size.lower() == "more" else ends[::-1]


def _terms(reading: Reading, start: int, end: int, *, last: bool = False) -> tuple[str, ...]:
    """The nearest words with a meaning of their own, and numbers, of one part of a sentence."""
    at = reading.sentence_of_piece(reading.piece_at(end - 1 if last else start))
    found = [
        (w.start, w.term)
        for w in reading.words
        if start <= w.start and w.end <= end and w.is_content and w.sentence == at
    ]
    found += [
        (f.start, str(f.value))
        for f, *_ in reading.figures
        if start <= f.start and f.end <= end and f.value is not None
    ]
    found.sort()
    return tuple(term for _, term in (found[-_NEAR:] if last else found[:_NEAR]))


def _apart(ones: tuple[str, ...], others: tuple[str, ...]) -> _Ends:
    return frozenset(ones) - frozenset(others), frozenset(others) - frozenset(ones)


def _alike(ones: frozenset[str], others: frozenset[str]) -> int:
    return sum(
        2 if one in others else any(may_stand_for(one, o) and not opposed(one, o) for o in others)
        for one in ones
    )
