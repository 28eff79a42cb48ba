"""What belongs together in a sentence against its span: numbers, days and deeds with what they are of.

Each piece may stand in the span and still be another thing's. Where the span gives the sentence's
subject something else, and gives this to another subject, the sentence is stitched.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.name_words import CALENDAR
from rag.figures import Figure, supports
from rag.meanings import may_stand_for
from rag.numbers_check import Problem, worded_figures
from rag.opposites import is_directed, opposed, sides
from rag.sentence_reading import Entity, Reading, Word, is_past

_SUBJECT_KINDS = frozenset(
    ("index", "asset class", "commodity", "crypto", "currency", "firm", "person", "sector")
)
_POINTING = frozenset(
    "it its they their them he she his her this that these which who we i".split()
)
_DAYS = CALENDAR | frozenset(["may"])
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being)\b")


def find_stitched(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Numbers and deeds that the span gives to another subject or day than the sentence does."""
    numbers = [*(other for (other, *_) in source.figures), *worded_figures(source)]
    worded = worded_figures(sentence)
    told = {f.value for f in (*(f for f, *_ in sentence.figures), *worded)}
    for readings in (*sentence.figures, *((figure,) for figure in worded)):
        first = readings[0]
        held = [other for other in numbers if any(supports(other, figure) for figure in readings)]
        rivals = [other for other in numbers if other not in held and _is_kin(other, first)]
        yield from _other_way(sentence, source, first, held)
        if not held or not rivals:
            continue
        if first in worded:
            unsaid = [rival for rival in rivals if rival.value not in told]
            why = _other_day(sentence, source, first, held, unsaid)
        else:
            why = (
                _other_subject(sentence, source, first, held, rivals)
                or _other_day(sentence, source, first, held, rivals)
                or _other_surroundings(sentence, source, first, held, rivals)
            )
        if why:
            yield Problem(verdict="stitched", reason=why)
    yield from _other_doer(sentence, source)


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
        named = [e for e in reading.entities if e.piece == at and e.kind in _SUBJECT_KINDS]
        if named:
            return named
    behind = [e for e in reading.entities if e.piece == piece + 1 and e.sentence == sentence]
    return [e for e in behind if e.kind in _SUBJECT_KINDS]


def _all_before(reading: Reading, figure: Figure) -> list[Entity]:
    """What is named near the number, and what its sentence begins with."""
    sentence = reading.sentence_of_piece(reading.piece_at(figure.start))
    first = [
        e
        for e in reading.entities
        if e.sentence == sentence and e.kind in _SUBJECT_KINDS and e.end <= figure.start
    ][:1]
    return [*_subjects_near(reading, figure), *first]


def _words_before(reading: Reading, offset: int) -> list[Word]:
    """The words with a meaning of their own from the start of a piece up to its first deed."""
    piece = reading.piece_at(offset)
    found: list[Word] = []
    for word in reading.words:
        if word.piece != piece or word.end > offset:
            continue
        if word.low in _POINTING:
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
    points = any(w.low in _POINTING for w in subject) or not any(w.is_content for w in subject)
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
        days = _days(source, near)
        if near and source.sentence_of_piece(near - 1) == source.sentence_of_piece(near):
            days |= _days(source, near - 1)
        if not told or told & days:
            return None
    for rival in rivals:
        day = told & _days(source, source.piece_at(rival.start))
        if day:
            return f"It gives {figure.text} for {min(day).title()}; the source has {rival.text}."
    return None


def _days(reading: Reading, piece: int, figure: Figure | None = None) -> set[str]:
    """Months and weekdays of a piece; with a figure those that no other figure of it is nearer to."""
    found = {w for w in reading.words if w.piece == piece and w.low in _DAYS and w.low != "may"}
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
    words = {w.term for w in reading.words if w.piece == piece and w.is_content}
    figures = {
        str(f.value)
        for (f, *_) in reading.figures
        if f.start != figure.start and reading.piece_at(f.start) == piece
    }
    return frozenset(words | figures)


def _count_shared(told: frozenset[str], held: frozenset[str]) -> int:
    return sum(any(may_stand_for(one, other) for other in held) for one in told)


# --- deeds


def _other_doer(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`B fell` where the span has `A fell` and speaks of B elsewhere."""
    for word in sentence.words:
        if not _is_deed(word) or sentence.names_at(word.start):
            continue
        told = _doer(sentence, word)
        places = [w for w in source.words if w.term == word.term and not source.names_at(w.start)]
        if not told or not places:
            continue
        doers = [_doer(source, place) for place in places]
        if not all(doers) or any(_same_doer(told, doer) for doer in doers):
            continue
        own = {w.term for doer in doers for w in doer}
        elsewhere = [
            w for w in source.words if w.term not in own and any(w.term == one.term for one in told)
        ]
        near = {e.piece for e in elsewhere}
        beside = [w for w in source.words if w.piece in near]
        if not elsewhere or near & {p.piece for p in places}:
            continue
        if any(may_stand_for(w.term, word.term) for w in beside):
            continue
        said = " ".join(w.low for w in told)
        other = next((w for w in beside if opposed(w.term, word.term)), None)
        if other is not None:
            reason = f"It says “{word.low}” of {said}; the source has “{other.low}”."
            yield Problem(verdict="contradicted", reason=reason)
        else:
            has = " ".join(w.low for w in doers[0])
            reason = f"It says “{word.low}” of {said}; the source says it of {has}."
            yield Problem(verdict="stitched", reason=reason)
        return


def _is_deed(word: Word) -> bool:
    """Whether a word is surely a verb: one that tells a direction, in a form that only verbs have."""
    return bool(sides(word.term)) and (
        word.low.endswith("ed") or word.low in _PAST or word.low.endswith("ew")
    )


_PAST = frozenset(
    "rose fell lost slid sank grew beat sold bought held won widens narrows climbs buys sells".split()
)


def _doer(reading: Reading, deed: Word) -> list[Word]:
    """The words before a deed in its piece, empty where one only points or it is passive."""
    own = [w for w in reading.words if w.piece == deed.piece and w.end <= deed.start]
    if any(w.low in _POINTING for w in own) or any(_PASSIVE.fullmatch(w.low) for w in own):
        return []
    return [w for w in own if w.is_content and not sides(w.term)]


def _same_doer(told: Sequence[Word], doer: Sequence[Word]) -> bool:
    """Whether two subjects may be one: all the words of the shorter have a partner."""
    few, many = sorted((told, doer), key=len)
    return all(any(may_stand_for(a.term, b.term) for b in many) for a in few)


# --- the order of two things


_TURNABLE = frozenset(("relative", "move", "trade", "contest", "backing", "amount", "lending"))
_FROM_TO = re.compile(
    r"\bfrom\s(?:an?\s|the\s)?(\w[\w%$-]*(?:\.\d+%?)?)\s(?:rating\s)?to\s(?:an?\s|the\s)?(\w[\w%$-]*(?:\.\d+%?)?)",
    re.I,
)


def find_turned_round(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`A beat B` where the source has `B beat A`, and `from A to B` where it has `from B to A`."""
    for first, last in _FROM_TO.findall(sentence.text.lower()):
        pairs = _FROM_TO.findall(source.text.lower())
        if (last, first) in pairs and (first, last) not in pairs:
            yield Problem(
                verdict="contradicted",
                reason=f"It says from {first} to {last}; the source has from {last} to {first}.",
            )
            return
    others = list(_triples(source))
    for one in _triples(sentence):
        if any(_is_turned(one, other) for other in others) and not any(
            is_borne_out(one, other) for other in others
        ):
            yield Problem(
                verdict="contradicted",
                reason=f"It puts {one[0]} and {one[2]} the other way round than the source.",
            )
            return


Triple = tuple[str, Word, str]


def _is_turned(one: Triple, other: Triple) -> bool:
    straight = (one[0], one[2]) == (other[0], other[2])
    turned = (one[0], one[2]) == (other[2], other[0])
    same = may_stand_for(one[1].term, other[1].term)
    reverse = opposed(one[1].term, other[1].term)
    relative = any(axis == "relative" for axis, _ in sides(one[1].term))
    return (same and turned) or (reverse and straight and relative)


def is_borne_out(one: Triple, other: Triple) -> bool:
    """Whether two comparisons say the same, also `A beat B` and `B trailed A`."""
    straight = (one[0], one[2]) == (other[0], other[2])
    turned = (one[0], one[2]) == (other[2], other[0])
    same = may_stand_for(one[1].term, other[1].term)
    reverse = opposed(one[1].term, other[1].term)
    return (same and straight) or (reverse and turned)


def compared_words(sentence: Reading, source: Reading) -> frozenset[int]:
    """Offsets of comparing words that the span bears out with its names the other way round."""
    others = list(_triples(source))
    return frozenset(
        one[1].start
        for one in _triples(sentence)
        if any(is_borne_out(one, other) for other in others)
    )


def _triples(reading: Reading) -> Iterator[Triple]:
    """Two names and each word of a comparison or deed that stands between or before them."""
    named = [e for e in reading.entities if e.kind in _SUBJECT_KINDS]
    for left, right in _neighbours(named):
        if left.name == right.name:
            continue
        between = [w for w in reading.words if left.end <= w.start and w.end <= right.start]
        passive = any(w.low == "by" for w in between) and any(
            _PASSIVE.fullmatch(w.low) for w in between
        )
        if not between or ("," in reading.text[left.end : right.start] and not passive):
            continue
        deeds = [w for w in between if any(axis in _TURNABLE for axis, _ in sides(w.term))]
        if not deeds and any(w.low == "than" for w in between):
            before = [
                w for w in reading.words if w.end <= left.start and w.sentence == left.sentence
            ]
            deeds = [w for w in (*between, *reversed(before)) if _compares(w)][:1]
        if not deeds:
            deeds = [w for w in between if w.is_content and w.low.endswith(("ed", "ought"))][:1]
        joined = next((w for w in between if w.low in ("and", "or", "but", "while")), None)
        if joined is not None and (not deeds or joined.start < deeds[0].start):
            continue
        first, second = (right.name, left.name) if passive else (left.name, right.name)
        for deed in deeds:
            yield first, deed, second


def _compares(word: Word) -> bool:
    return word.low in ("more", "less", "further", "fewer") or (
        word.low.endswith("er") and bool(sides(word.term))
    )


def _neighbours(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    for k, left in enumerate(entities):
        for right in entities[k + 1 : k + 3]:
            if left.sentence == right.sentence:
                yield left, right
