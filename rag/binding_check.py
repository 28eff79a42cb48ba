"""What belongs together in a sentence against its span: numbers, days and deeds with what they are of.

Each piece may stand in the span and still be another thing's. Where the span gives the sentence's
subject something else, and gives this to another subject, the sentence is stitched.
"""

from collections.abc import Iterator, Sequence

from corpus.name_words import CALENDAR
from rag.cutting import Word
from rag.deeds_check import POINTING, SUBJECT_KINDS, other_doer
from rag.figures import Figure, supports
from rag.meanings import may_stand_for
from rag.number_words import worded_figures
from rag.opposites import is_directed, sides
from rag.problems import Problem
from rag.reading_words import is_past
from rag.sentence_reading import Entity, Reading

_DAYS = CALENDAR | frozenset("first second third fourth".split())
"""Months, weekdays, and the quarters and halves of a year."""


def find_stitched(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Numbers and deeds that the span gives to another subject or day than the sentence does."""
    numbers = [*(other for (other, *_) in source.figures), *worded_figures(source)]
    worded = worded_figures(sentence)
    told = {f.value for f in (*(f for f, *_ in sentence.figures), *worded)}
    for readings in (*sentence.figures, *((figure,) for figure in worded)):
        first = readings[0]
        held = [other for other in numbers if any(supports(other, figure) for figure in readings)]
        # By identity: comparing each with each of those held takes minutes where a table is cited.
        same = {id(other) for other in held}
        rivals = [other for other in numbers if id(other) not in same and _is_kin(other, first)]
        yield from _other_way(sentence, source, first, held)
        if held and first not in worded and (why := _of_another(sentence, source, first, held)):
            yield Problem(verdict="stitched", reason=why)
            continue
        if not held or not rivals:
            continue
        if first in worded:
            unsaid = [rival for rival in rivals if rival.value not in told]
            why = _other_day(sentence, source, first, held, unsaid)
        else:
            why = (
                _other_subject(sentence, source, first, held, rivals)
                or _other_day(sentence, source, first, held, rivals)
                or _other_side(sentence, source, first, held)
                or _other_surroundings(sentence, source, first, held, rivals)
            )
        if why:
            yield Problem(verdict="stitched", reason=why)
    yield from other_doer(sentence, source)


_YEARS = range(1900, 2101)
_SHARES = frozenset(("%", "bp", "pp"))


def _is_kin(other: Figure, figure: Figure) -> bool:
    """Whether two numbers measure alike; a year is no rival of a count."""
    if other.value is None or figure.value is None:
        return other.unit[:1] == figure.unit[:1] and other.value is None and figure.value is None
    if any(not one.unit and one.value in _YEARS for one in (other, figure)):
        return False
    return other.unit == figure.unit or {other.unit, figure.unit} <= _SHARES


# --- numbers


def _other_way(
    sentence: Reading, source: Reading, figure: Figure, held: Sequence[Figure]
) -> Iterator[Problem]:
    """`Fell 9%` where the span has `rose 9%`."""
    told = _way(sentence, figure)
    ways = [_way(source, other) for other in held]
    if told is not None and ways and all(way is not None and way is not told for way in ways):
        yield Problem(
            verdict="contradicted",
            reason=f"It tells {figure.text} as a {'rise' if told else 'fall'}; the source as a "
            f"{'fall' if told else 'rise'}.",
        )


_NEAR_WORDS = 3


def _way(reading: Reading, figure: Figure) -> bool | None:
    """Whether a number is told as a rise (true) or a fall (false), by the nearest word of its piece."""
    piece = reading.piece_at(figure.start)
    own = [w for w in reading.words if w.piece == piece and (w.steers or w.low not in _LEVELS)]
    before = [w for w in own if w.end <= figure.start][-_NEAR_WORDS:]
    behind = [w for w in own if w.start >= figure.end][:1]
    for word in (*reversed(before), *behind):
        found = {first for axis, first in sides(word.term) if axis == "move"}
        if len(found) == 1 and word.negation == "no":
            return found.pop()
    return None


_LEVELS = frozenset("higher lower upside downside".split())
"""They say where something stands as often as how it moved."""


def _other_subject(
    sentence: Reading,
    source: Reading,
    figure: Figure,
    held: Sequence[Figure],
    rivals: Sequence[Figure],
) -> str | None:
    told = _subjects_near(sentence, figure)
    if told:
        if any(_meets(told, _subjects_near(source, other)) for other in held):
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


def _of_another(
    sentence: Reading, source: Reading, figure: Figure, held: Sequence[Figure]
) -> str | None:
    """The span gives the number to another of the same kind, and names the sentence's one elsewhere."""
    told = _subjects_near(sentence, figure)
    if (
        len(told) != 1
        or (told[0].kind == "person" and " " in told[0].name)
        or figure.value in _YEARS
    ):
        return None
    one = told[0]
    for other in held:
        near = [e for e in _all_before(source, other) if e.kind == one.kind]
        if not near or one.name in {e.name for e in near}:
            return None
    if any(e.name == one.name for e in source.entities):
        return f"It gives {one.name} {figure.text}, which the source gives another."
    return None


def _meets(told: Sequence[Entity], held: Sequence[Entity], *, empty: bool = True) -> bool:
    if not held:
        return empty
    names = {entity.name for entity in held}
    return any(entity.name in names for entity in told)


def _subjects_near(reading: Reading, figure: Figure) -> list[Entity]:
    """What is named in the number's own piece, else in the nearest piece before it in its sentence."""
    piece = reading.piece_at(figure.start)
    sentence = reading.sentence_of_piece(piece)
    for at in range(piece, -1, -1):
        if reading.sentence_of_piece(at) != sentence:
            break
        named = [e for e in reading.entities if e.piece == at and e.kind in SUBJECT_KINDS]
        if named:
            return named
    behind = [e for e in reading.entities if e.piece == piece + 1 and e.sentence == sentence]
    return [e for e in behind if e.kind in SUBJECT_KINDS]


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


def _other_day(
    sentence: Reading,
    source: Reading,
    figure: Figure,
    held: Sequence[Figure],
    rivals: Sequence[Figure],
) -> str | None:
    """A month or weekday beside the number that stands beside another one in the span."""
    told = _days(sentence, sentence.piece_at(figure.start), figure)
    for other in held:
        near = source.piece_at(other.start)
        days = _days(source, near, other)
        if near and source.sentence_of_piece(near - 1) == source.sentence_of_piece(near):
            days |= _days(source, near - 1)
        if not told or told & days:
            return None
    for rival in rivals:
        day = told & _days(source, source.piece_at(rival.start), rival)
        if day:
            return f"It gives {figure.text} for {min(day).title()}; the source has {rival.text}."
    return None


def _days(reading: Reading, piece: int, figure: Figure | None = None) -> set[str]:
    """Months and weekdays of a piece; with a figure those that no other figure of it is nearer to."""
    found = {w for w in reading.words if w.piece == piece and w.low in _DAYS}
    if figure is not None:
        others = [
            f
            for f in (*(f for f, *_ in reading.figures), *worded_figures(reading))
            if reading.piece_at(f.start) == piece and (f.unit or f.value not in _YEARS)
        ]
        found = {w for w in found if _owner(w, others) in (None, figure.start)}
    return {w.low for w in found}


_BEFORE_DAY = 40
"""Characters from a number to the day behind it that it is of."""


def _owner(day: Word, figures: Sequence[Figure]) -> int | None:
    """Where the number stands that a day belongs to: the last one before it, else the next."""
    before = [f for f in figures if f.end <= day.start and day.start - f.end <= _BEFORE_DAY]
    behind = [f for f in figures if f.start >= day.end]
    if before:
        return before[-1].start
    return behind[0].start if behind else None


def _other_side(
    sentence: Reading, source: Reading, figure: Figure, held: Sequence[Figure]
) -> str | None:
    """`0.6% against the euro` where the span has `0.6% against the dollar`."""
    told = _against(sentence, figure)
    sides_held = [_against(source, other) for other in held]
    if told and all(sides_held) and not any(told & side for side in sides_held):
        has = min(sides_held[0])
        return f"It gives {figure.text} against {min(told)}; the source against {has}."
    return None


def _against(reading: Reading, figure: Figure) -> set[str]:
    """What is named in the piece behind a number's, where that begins with `against`."""
    piece = reading.piece_at(figure.start) + 1
    opens = any(w.piece == piece and w.opener in ("against", "versus", "vs") for w in reading.words)
    return {e.name for e in reading.entities if opens and e.piece == piece}


_MORE_ALIKE = 2
"""By how many words what stands around another number must be more alike."""


def _other_surroundings(
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


def _piece_terms(reading: Reading, figure: Figure) -> frozenset[str]:
    piece = reading.piece_at(figure.start)
    words = {
        w.term
        for w in reading.words
        if w.piece == piece and w.is_content and not reading.names_at(w.start)
    }
    figures = {
        str(f.value)
        for (f, *_) in reading.figures
        if f.start != figure.start and reading.piece_at(f.start) == piece
    }
    return frozenset(words | figures)


def _count_shared(told: frozenset[str], held: frozenset[str]) -> int:
    return sum(any(may_stand_for(one, other) for other in held) for one in told)


# --- deeds


# --- the order of two things
