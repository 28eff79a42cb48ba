"""What a number is of, in a sentence and in its span: the subject named near it, or the words around it."""

import re
from collections.abc import Sequence

from rag.checking.cutting import Word
from rag.checking.deeds_check import POINTING, SUBJECT_KINDS, VAGUE
from rag.checking.figures import YEARS, Figure
from rag.checking.meanings import may_stand_for
from rag.checking.opposites import is_directed
from rag.checking.reading_words import is_past
from rag.checking.sentence_reading import Entity, Reading


def other_subject(
    sentence: Reading,
    source: Reading,
    figure: Figure,
    held: Sequence[Figure],
    rivals: Sequence[Figure],
) -> str | None:
    """Another subject of the sentence's number than the span's, which has a rival of it."""
    told = _subjects_near(sentence, figure)
    if told:
        if any(
            _meets(told, _subjects_near(source, other))
            or (_is_spoken(source, other) and _meets(told, _all_before(source, other), empty=False))
            for other in held
        ):
            return None
        for rival in rivals:
            if _meets(told, _all_before(source, rival), empty=False):
                return f"It gives {told[0].name} {figure.text}; the source has {rival.text} of it."
        return None
    words = _words_before(sentence, figure.start)
    if not words or any(_shares(words, source, other.start) for other in held):
        return None
    for rival in rivals:
        if _shares(words, source, rival.start, pointing=False):
            said = " ".join(word.low for word in words)
            return f"It gives {said} {figure.text}; the source has {rival.text} of it."
    return None


def _is_spoken(source: Reading, figure: Figure) -> bool:
    """Whether only a person is named near a number, who tells it of something else."""
    return all(e.kind == "person" for e in _subjects_near(source, figure))


def of_another(
    sentence: Reading, source: Reading, figure: Figure, held: Sequence[Figure]
) -> str | None:
    """The span gives the number to another of the same kind, and names the sentence's one elsewhere."""
    told = _subjects_near(sentence, figure)
    if (
        len(told) != 1
        or (told[0].kind == "person" and " " in told[0].name)
        or figure.value in YEARS
    ):
        return None
    one = told[0]
    if sentence.text[: one.start].lower().rstrip().endswith("according to"):
        return None  # it says so, and is not what it is said of
    for other in held:
        near = [e for e in _all_before(source, other) if _alike(e, one)]
        if not near or any(_is_one(one, e) for e in near):
            return None
    if any(_is_one(one, e) for e in source.entities):
        return f"It gives {one.name} {figure.text}, which the source gives another."
    return None


def _alike(one: Entity, other: Entity) -> bool:
    """Whether two names are of one kind; a name of one word may be a firm's or a person's."""
    lone = any(" " not in e.name and e.kind == "person" for e in (one, other))
    return one.kind == other.kind or (lone and {one.kind, other.kind} == {"person", "firm"})


def _meets(told: Sequence[Entity], held: Sequence[Entity], *, empty: bool = True) -> bool:
    if not held:
        return empty
    return any(_is_one(one, other) for one in told for other in held)


def _is_one(one: Entity, other: Entity) -> bool:
    """Whether two names are of one, also where one is short for the other: `Greaves`, `Greaves & Sons`."""
    short, long = sorted((one.name, other.name), key=len)
    named = {one.kind, other.kind} <= {"person", "firm"}
    return short == long or (named and (long.startswith(f"{short} ") or long.endswith(f" {short}")))


def _subjects_near(reading: Reading, figure: Figure) -> list[Entity]:
    """What is named in the number's own piece, else in the nearest piece before it in its sentence."""
    piece = reading.piece_at(figure.start)
    sentence = reading.sentence_of_piece(piece)
    for at in range(piece, -1, -1):
        if reading.sentence_of_piece(at) != sentence:
            break
        named = [
            e
            for e in reading.entities
            if e.piece == at
            and _is_subject(e)
            and not _BRACKET.search(reading.text[: e.start][-8:])
        ]
        if named:
            return named
    behind = [e for e in reading.entities if e.piece == piece + 1 and e.sentence == sentence]
    return [
        e
        for e in behind
        if e.kind in SUBJECT_KINDS and not _WHERE.search(reading.text[: e.start][-8:])
    ]


_BRACKET = re.compile(r"\((?:[A-Z]+:\s?)?$", re.IGNORECASE)
"""Before a ticker, which names what is named before it."""
_WHERE = re.compile(r"\b(?:in|at|from|near|to)\s(?:the\s)?$", re.IGNORECASE)
"""Before the name of where something is or comes from: `according to a filing in Delaware`."""


def _is_subject(entity: Entity) -> bool:
    return entity.kind in SUBJECT_KINDS and entity.name not in VAGUE


def _all_before(reading: Reading, figure: Figure) -> list[Entity]:
    """What is named near the number, and what its sentence begins with."""
    sentence = reading.sentence_of_piece(reading.piece_at(figure.start))
    first = [
        e
        for e in reading.entities
        if e.sentence == sentence and e.kind in SUBJECT_KINDS and e.end <= figure.start
    ][:1]
    return [*_subjects_near(reading, figure), *first]


def _words_before(reading: Reading, offset: int) -> list[Word]:
    """The words with a meaning of their own from the start of a piece up to its first deed."""
    piece = reading.piece_at(offset)
    found: list[Word] = []
    for word in reading.words:
        if word.piece != piece or word.end > offset:
            continue
        if word.low in POINTING:
            return []
        deed = is_directed(word.term) or is_past(word.low)
        if found and deed:
            break
        if word.is_content and not deed:
            found.append(word)
    return found


def _shares(words: Sequence[Word], source: Reading, offset: int, *, pointing: bool = True) -> bool:
    """Whether the piece at an offset speaks of one of the words; one that only points may."""
    piece = source.piece_at(offset)
    own = [w for w in source.words if w.piece == piece]
    before = [w for w in own if w.end <= offset]
    if any(may_stand_for(word.term, other.term) for word in words for other in own):
        return True
    deed = next((k for k, w in enumerate(before) if is_directed(w.term) or is_past(w.low)), None)
    subject = before[:deed]
    points = any(w.low in POINTING for w in subject) or not any(w.is_content for w in subject)
    return points and pointing


_MORE_ALIKE = 2
"""By how many words what stands around another number must be more alike."""


def other_surroundings(
    sentence: Reading,
    source: Reading,
    figure: Figure,
    held: Sequence[Figure],
    rivals: Sequence[Figure],
) -> str | None:
    """The span has all that stands around the number beside another number of its kind."""
    subjects = [e for e in _subjects_near(sentence, figure) if e.end <= figure.start]
    if subjects and any(_meets(subjects, _subjects_near(source, o), empty=False) for o in held):
        rivals = [r for r in rivals if _meets(subjects, _all_before(source, r), empty=False)]
    told = _piece_terms(sentence, figure)
    nearest = max(_count_shared(told, _piece_terms(source, other)) for other in held)
    for rival in rivals:
        if rival.unit != figure.unit or str(rival.value) in told:
            continue
        if _count_shared(told, _piece_terms(source, rival)) >= nearest + _MORE_ALIKE:
            return f"It says {figure.text} where the source has {rival.text}."
    return None


_TIMES = frozenset(
    f"{unit}{ending}"
    for unit in ("year", "quarter", "month", "week", "day")
    for ending in ("", "s")
)
"""Words beside a number as often as not, whatever it is of."""


def _piece_terms(reading: Reading, figure: Figure) -> frozenset[str]:
    piece = reading.piece_at(figure.start)
    words = {
        w.term
        for w in reading.words
        if w.piece == piece
        and w.is_content
        and w.low not in _TIMES
        and not reading.names_at(w.start)
    }
    figures = {
        str(f.value)
        for readings in reading.figures
        for f in readings
        if f.start != figure.start and reading.piece_at(f.start) == piece
    }
    return frozenset(words | figures)


def _count_shared(told: frozenset[str], held: frozenset[str]) -> int:
    return sum(any(may_stand_for(one, other) for other in held) for one in told)
