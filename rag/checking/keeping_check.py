"""What is kept at a level and what is moved: `raised output` against `left output unchanged`."""

import re
from collections.abc import Iterator, Sequence

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.figures import Figure
from rag.checking.meanings import may_stand_for
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past, to_term
from rag.checking.sentence_reading import Reading

KEEPING = frozenset(
    map(
        to_term,
        words(
            "keep kept hold held maintain leave left reiterate retain stick stuck stay affirm reaffirm unchanged"
        ),
    )
)
"""Stems that tell of a level or a rating that it stays."""
_MOVING = frozenset(
    map(
        to_term,
        words(
            """
    raise lift boost hike bump increase up upgrade cut lower reduce trim slash downgrade nudge move
    change scrap axe suspend cancel abandon double halve
            """
        ),
    )
)


def find_keeping_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A deed that moves something where the span has it kept, and the other way."""
    held = [(w, _objects(source, w)) for w in source.words if _is_deed(source, w)]
    for word in sentence.words:
        if not _is_deed(sentence, word):
            continue
        told = _objects(sentence, word)
        keeps = word.term in KEEPING
        same = [w for w, things in held if _meet(told, things)]
        if not told or not same or any((w.term in KEEPING) == keeps for w in same):
            continue
        if keeps and any(w.low not in _SURE_KEEPING for w in (word,)):
            continue
        if not keeps and any(w.low not in _SURE_KEEPING for w in same):
            continue
        if not keeps and any(_tells_alike(word, w) for w in source.words):
            continue  # what is kept now may still be moved by others, or later
        yield Problem(
            verdict="contradicted",
            reason=f"It says “{word.low}” of {told[0].low}; the source has “{same[0].low}”.",
        )
        return


def _tells_alike(word: Word, other: Word) -> bool:
    """Whether the span tells the deed too, as what is meant, asked for or yet to come."""
    to_come = word.force != "fact" or not is_past(word.low)
    return to_come and other.term not in KEEPING and may_stand_for(word.term, other.term)


_SURE_KEEPING = frozenset(
    words("unchanged kept keeps keep left leaves reiterated maintained retained reaffirmed")
)
"""Forms of `hold`, `stick` and `stay` are told of other things as often."""


def _is_deed(reading: Reading, word: Word) -> bool:
    if re.match(r" \w+ing\b", reading.text[word.end :]):
        return False  # "keep cutting" keeps nothing
    return (
        word.term in KEEPING | _MOVING
        and word.negation == "no"
        and word.low not in ("up", "left-wing")
    )


def _objects(reading: Reading, deed: Word) -> list[Word]:
    """The nearest word with a meaning of its own on either side of a deed in its piece."""
    own = [
        w
        for w in reading.words
        if w.piece == deed.piece
        and w.is_content
        and w.term not in KEEPING | _MOVING
        and not any(
            e.start <= w.start < e.end and e.kind in ("person", "firm") for e in reading.entities
        )
    ]
    behind = [w for w in own if w.start > deed.start][:1]
    before = [w for w in own if w.end < deed.start][-1:]
    return behind or before


def _meet(told: Sequence[Word], held: Sequence[Word]) -> bool:
    return any(may_stand_for(one.term, other.term) for one in told for other in held)


def _piece(reading: Reading, figure: Figure) -> list[Word]:
    piece = reading.piece_at(figure.start)
    return [w for w in reading.words if w.piece == piece]


_BY = re.compile(r"\bby\s(?:about\s|around\s|nearly\s|some\s|roughly\s|just\s)?$", re.IGNORECASE)


def moved_level(
    sentence: Reading, source: Reading, figure: Figure, held: Sequence[Figure]
) -> Problem | None:
    """`Raised its target to 3,900` where the span has `kept its target of 3,900`, and the other way."""
    told = _deed_before(sentence, figure)
    had = [_deed_before(source, other) for other in held]
    if told is None or not all(had):
        return None
    keeps = told.term in KEEPING
    if keeps and not _is_level(sentence, figure):
        return None
    if any(deed is not None and (deed.term in KEEPING) == keeps for deed in had):
        return None
    other = had[0]
    return Problem(
        verdict="contradicted",
        reason=f"It says “{told.low}” of {figure.text}; the source has “{other.low if other else ''}”.",
    )


def _deed_before(reading: Reading, figure: Figure) -> Word | None:
    """The nearest word before a number in its piece that keeps or moves a level."""
    before = [w for w in _piece(reading, figure) if w.end <= figure.start and w.negation == "no"]
    return next((w for w in reversed(before) if w.term in KEEPING | _MOVING), None)


def _is_level(reading: Reading, figure: Figure) -> bool:
    """Whether a number is a level, not by how much one moved."""
    return _BY.search(reading.text[max(0, figure.start - 12) : figure.start]) is None
