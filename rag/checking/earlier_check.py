"""Numbers of an earlier time, and of a whole, told as if they were the present ones or the part.

`27%, compared with 19% a year before`: 19% is no longer so. `60 of its 410 shops`: 410 is what there is,
not what is closed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.checking.figures import Figure
from rag.checking.number_words import ONE_IN, worded_figures
from rag.checking.opposites import sides
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past
from rag.checking.sentence_reading import Reading

_BEFORE_EARLIER = re.compile(
    r"\b(?:(?:up|down|changed|unchanged|revised|increased|reduced|raised|cut|lowered)\s(?:\w+\s){0,2}?from|"
    r"compared (?:with|to)|against|versus|instead of|as against)\s(?:about\s|around\s|just\s|only\s|an?\s|the\s|"
    r"[\w-]+\sof\s|[\w-]+\sfor\s){0,2}$",
    re.IGNORECASE,
)
_TIME_BEHIND = re.compile(
    r"(?:\s[\w-]+){0,2}?\s(?:(?:an?|one|the)\s(?:year|month|quarter|week|decade)\s(?:ago|earlier|before)|"
    r"(?:last|the previous|the prior)\s\w+|previously|earlier|before|in\s(?:[A-Z]\w+|(?:19|20)\d\d))\b"
)
_TIMED = re.compile(
    r"\b(?:from|compared|against|versus|previous(?:ly)?|earlier|before|ago|last|prior|was|were|had|did|instead|"
    r"than|since|until|used to|in\s(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|spring|summer|autumn|winter|(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:in|at the end of|a|last|at the start of)\s\w+(?:\s(?:ago|earlier|before))?,?\s(?:it|they|that|the \w+)\s"
    r"(?:was|were|had been|stood at|had)\s(?:at\s|about\s|only\s)?$",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(r"\bof\s(?:the|its|their|his|her|all|our)?\s?$", re.IGNORECASE)


def find_earlier_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A number that was so earlier told as so now, and a whole told as the part of it."""
    told, held = _numbers(sentence), _numbers(source)
    if len(told) > _MOST or len(held) > _MOST:
        return
    pairs = [(now, then) for now, then in pairwise(held) if _is_earlier(source, now, then)]
    wholes = [(part, whole) for part, whole in pairwise(held) if _is_whole(source, part, whole)]
    values = {f.value for f in told}
    for one in told:
        then = next((p for p in pairs if _same(p[1], one)), None)
        others = [f for f in held if _same(f, one) and (then is None or f is not then[1])]
        if then and not others and then[0].value not in values and not _TIMED.search(sentence.text):
            yield Problem(
                verdict="contradicted",
                reason=f"It says {one.text}, which was so earlier; the source has {then[0].text} now.",
            )
            return
        wrong = _wrong_way(sentence, one, pairs)
        if wrong is not None:
            yield wrong
            return
        whole = next((p for p in wholes if _same(p[1], one)), None)
        every = re.search(r"\b(?:all|every)\b", sentence.text[: one.start][-12:])
        if (
            whole
            and not every
            and whole[0].value not in values
            and _is_part(sentence, source, one, whole[0])
        ):
            yield Problem(
                verdict="contradicted",
                reason=f"It says it of {one.text}; the source of {whole[0].text} of them.",
            )
            return


_MOST = 24
"""Numbers from which on a text is a table."""


def _numbers(reading: Reading) -> list[Figure]:
    """The numbers in order; of a share such as `six in ten` only the part."""
    shares = [m.span("word") for m in ONE_IN.finditer(reading.text)]
    found = [*(f for f, *_ in reading.figures), *worded_figures(reading)]
    return sorted(
        (f for f in found if f.value is not None and not any(a <= f.start < b for a, b in shares)),
        key=lambda f: f.start,
    )


def _same(one: Figure, other: Figure) -> bool:
    return one.value == other.value and (one.unit == other.unit or "" in (one.unit, other.unit))


def _is_earlier(source: Reading, now: Figure, then: Figure) -> bool:
    """Whether the second number is what the first one was at an earlier time."""
    if now.unit == then.unit and _WAS.search(source.text[max(0, then.start - 48) : then.start]):
        return True
    if now.unit != then.unit or source.sentence_of_piece(
        source.piece_at(now.start)
    ) != source.sentence_of_piece(source.piece_at(then.start)):
        return False
    near = source.text[max(0, then.start - 48) : then.start]
    before = _BEFORE_EARLIER.search(near)
    if before is None:
        return False
    if "from" in before[0].lower():
        return True
    return _TIME_BEHIND.match(source.text, then.end) is not None


_STEER = re.compile(r"\b(?P<way>up|down)\s(?:from|on)\s(?=\D|(?:19|20)\d\d\b)", re.IGNORECASE)


def _wrong_way(
    sentence: Reading, one: Figure, pairs: Sequence[tuple[Figure, Figure]]
) -> Problem | None:
    """`27%, down from last year` where the span has 19% for last year."""
    match = _STEER.search(sentence.text, one.end)
    if match is None:
        return None
    for now, then in pairs:
        if not _same(now, one) or now.value is None or then.value is None:
            continue
        if (now.value > then.value) != (match["way"].lower() == "up"):
            return Problem(
                verdict="contradicted",
                reason=f"It says {match['way']}; the source has {now.text} and before {then.text}.",
            )
    return None


def _is_whole(source: Reading, part: Figure, whole: Figure) -> bool:
    between = source.text[part.end : whole.start]
    return bool(_OF_WHOLE.search(between)) and len(between) <= _BETWEEN


_BETWEEN = 14
"""Characters between a part and what it is a part of."""


def _is_part(sentence: Reading, source: Reading, one: Figure, part: Figure) -> bool:
    """Whether the sentence says of the whole what the span says of the part."""
    if re.match(r"\sof\b", sentence.text[one.end :]):
        return True
    if _OF_WHOLE.search(sentence.text[: one.start][-12:]):
        return False
    piece = source.piece_at(part.start)
    deeds = {
        w.term
        for w in source.words
        if w.piece == piece and w.end <= part.start and (sides(w.term) or is_past(w.low))
    }
    return any(w.term in deeds for w in sentence.words if w.end <= one.start)
