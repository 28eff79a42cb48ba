"""What belongs together in a sentence against its span: numbers, days and deeds with what they are of.

Each piece may stand in the span and still be another thing's. Where the span gives the sentence's
subject something else, and gives this to another subject, the sentence is stitched.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.dating.dates import find_dates
from corpus.name_words import CALENDAR
from rag.checking.checked import Verdict
from rag.checking.cutting import Word
from rag.checking.deeds_check import other_doer
from rag.checking.figures import YEARS, Figure, supports
from rag.checking.meanings import may_stand_for
from rag.checking.number_relations import is_forecast
from rag.checking.number_subjects import of_another, other_subject, other_surroundings
from rag.checking.number_words import worded_figures
from rag.checking.opposites import opposed, sides
from rag.checking.phrasing import phrased
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past
from rag.checking.sentence_reading import Reading

_ANY_DAY = date(2000, 6, 15)
"""A reference with which every date is read; only where it stands counts."""
_DAYS = CALENDAR | frozenset("first second third fourth".split())
"""Months, weekdays, and the quarters and halves of a year."""


def find_stitched(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Numbers and deeds that the span gives to another subject or day than the sentence does."""
    numbers = [*(other for (other, *_) in source.figures), *worded_figures(source)]
    worded = worded_figures(sentence)
    stitched: list[str] = []
    told = {f.value for f in (*(f for f, *_ in sentence.figures), *worded)}
    days = [(m.start, m.end) for m in find_dates(sentence.text, reference=_ANY_DAY)]
    for readings in (*sentence.figures, *((figure,) for figure in worded)):
        first = readings[0]
        if any(a <= first.start < b for a, b in days):
            continue  # the 1 of "Nov. 1" is of nothing
        if _is_benchmark(sentence, source, readings):
            continue  # what was forecast is told as such in both
        held = [other for other in numbers if any(supports(other, figure) for figure in readings)]
        # By identity: comparing each with each of those held takes minutes where a table is cited.
        same = {id(other) for other in held}
        rivals = [other for other in numbers if id(other) not in same and _is_kin(other, first)]
        yield from _other_way(sentence, source, first, held)
        if held and first not in worded and (why := of_another(sentence, source, first, held)):
            stitched.append(why)
            continue
        if not held or not rivals:
            continue
        if first not in worded and (why := _other_deed(sentence, source, first, held)):
            stitched.append(why)
            continue
        if first in worded:
            unsaid = [rival for rival in rivals if rival.value not in told]
            why = _other_day(sentence, source, first, held, unsaid)
        else:
            why = (
                other_subject(sentence, source, first, held, rivals)
                or _other_day(sentence, source, first, held, rivals)
                or _other_side(sentence, source, first, held)
                or other_surroundings(sentence, source, first, held, rivals)
            )
        if why:
            stitched.append(why)
    # Two numbers that are each another's have changed places.
    verdict: Verdict = "contradicted" if len(stitched) > 1 else "stitched"
    for why in stitched:
        yield Problem(verdict=verdict, reason=why)
    yield from other_doer(sentence, source)


_BY = re.compile(
    r"\bby\s(?:about\s|around\s|nearly\s|some\s|roughly\s|just\s|over\s)?$", re.IGNORECASE
)


def _other_deed(
    sentence: Reading, source: Reading, figure: Figure, held: Sequence[Figure]
) -> str | None:
    """`Beat forecasts by 23%` where the span has 23% of something else than what beat them."""
    if not _BY.search(sentence.text[max(0, figure.start - 16) : figure.start]):
        return None
    piece = sentence.piece_at(figure.start)
    before = [w for w in sentence.words if w.piece == piece and w.end <= figure.start]
    deed = next((w for w in reversed(before) if sides(w.term) or is_past(w.low)), None)
    if deed is None:
        return None
    for other in held:
        near = source.piece_at(other.start)
        if any(
            may_stand_for(deed.term, w.term) or opposed(deed.term, w.term)
            for w in source.words
            if w.piece in (near, near - 1)
        ):
            return None
    if any(w.term == deed.term for w in source.words):
        return f"It says {deed.low} by {figure.text}, which the source gives something else."
    return None


_SHARES = frozenset(("%", "bp", "pp"))


def _is_kin(other: Figure, figure: Figure) -> bool:
    """Whether two numbers measure alike; a year is no rival of a count."""
    if other.value is None or figure.value is None:
        return other.unit[:1] == figure.unit[:1] and other.value is None and figure.value is None
    if any(_is_year(one) for one in (other, figure)):
        return False
    return other.unit == figure.unit or {other.unit, figure.unit} <= _SHARES


def _is_benchmark(sentence: Reading, source: Reading, readings: Sequence[Figure]) -> bool:
    """Whether a number is what was forecast in a sentence and in its span."""
    return is_forecast(sentence, readings[0]) and any(
        is_forecast(source, other)
        for (other, *_) in source.figures
        if any(supports(other, figure) for figure in readings)
    )


def _is_year(figure: Figure) -> bool:
    return not figure.unit and figure.value in YEARS


def _other_way(
    sentence: Reading, source: Reading, figure: Figure, held: Sequence[Figure]
) -> Iterator[Problem]:
    """`Fell 9%` where the span has `rose 9%`."""
    told = None if _is_year(figure) else _way(sentence, figure)
    ways = [_way(source, other) for other in held] if told is not None else []
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
    if any(w.low in _FLOWING for w in own):
        own = sorted(
            (
                *own,
                *(w for w in phrased(reading, moves=False) if w.piece == piece and w.low in _FLOWS),
            ),
            key=lambda w: w.end,
        )
    before = [w for w in own if w.end <= figure.start]
    if not _BY.search(reading.text[max(0, figure.start - 16) : figure.start]):
        before = before[-_NEAR_WORDS:]
    behind = [w for w in own if w.start >= figure.end][:1]
    beside = [w for w in behind if w.start == figure.end + 1]  # the "drop" of "a 4% drop"
    for word in (*beside, *reversed(before), *behind):
        if (
            word.low.startswith("rais")
            and figure.unit in _CURRENCIES
            and figure.start == word.end + 1
        ):
            return None  # money that is raised did not rise
        found = {
            first
            for axis, first in sides(word.term)
            if axis == "move" or (axis == "flow" and word.low in _FLOWS)
        }
        if len(found) == 1 and word.negation == "no":
            return found.pop()
    return None


_CURRENCIES = frozenset("$€£¥")
_FLOWS = frozenset(
    (
        "inflow inflows outflow outflows attracted withdrew withdrawn withdrawal withdrawals redeemed "
        "redemptions poured"
    ).split()
)
_FLOWING = frozenset("take takes took taken taking put puts pour poured pull pulls pulled".split())
"""Verbs that begin what tells of a flow of money: `took in $3bn`."""
_LEVELS = frozenset("higher lower upside downside".split())
"""They say where something stands as often as how it moved."""


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
            if reading.piece_at(f.start) == piece and (f.unit or f.value not in YEARS)
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
