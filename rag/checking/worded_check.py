"""Numbers in words, shares and ordinals of a sentence against its spans."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from corpus.dating.dates import find_dates
from rag.checking.figures import Figure
from rag.checking.number_words import (
    FRACTION,
    FRACTIONS,
    LONG_TIME,
    NUMBER_WORD,
    ONE_IN,
    POINT,
    long_time,
    may_be_called,
    one_in,
    word_value,
)
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\b(?![\s-](?:of|the|their|its)\b)", re.IGNORECASE)
_FROM_HERE = re.compile(r"\bfrom\s$", re.IGNORECASE)


def differences(sources: Sequence[Reading], unit: str) -> frozenset[Decimal]:
    """By how much numbers of a unit moved that a source gives with where they came from."""
    found = set()
    for source in sources:
        figures = [f for f, *_ in source.figures if f.value is not None and f.unit in ("", unit)]
        for one, other in pairwise(figures):
            starts = any(
                _FROM_HERE.search(source.text[max(0, f.start - 5) : f.start]) for f in (one, other)
            )
            if starts and one.value is not None and other.value is not None:
                found.add(abs(one.value - other.value))
    return frozenset(found)


def own_figures(source: Reading) -> list[Figure]:
    """The numbers of a span that are no part of a date."""
    days = [(m.start, m.end) for m in find_dates(source.text, reference=None)]
    return [f for (f, *_) in source.figures if not any(a <= f.start < b for a, b in days)]


_ANY = (NUMBER_WORD, POINT, FRACTION, LONG_TIME, _ORDINAL)


def has_number_words(text: str) -> bool:
    """Whether a text has any number, share or ordinal in words."""
    return any(pattern.search(text) for pattern in _ANY)


def find_worded_problems(
    sentence: Reading, sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    """Numbers in words, half and quarter points, shares and ordinals that the spans do not hold."""
    yield from _count_problems(sentence, sources, held)
    yield from _point_problems(sentence, sources, held)
    yield from _share_problems(sentence, sources, held)
    yield from _long_time_problems(sentence, sources, held)
    yield from _ordinal_problems(sentence, sources, held)


def _count_problems(
    sentence: Reading, sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    shares = list(ONE_IN.finditer(sentence.text))
    for match in NUMBER_WORD.finditer(sentence.text):
        share = next((m for m in shares if m.start() <= match.start() < m.end()), None)
        if share is not None and one_in(share) and _is_near(one_in(share), held):
            continue
        yield from _one_count(sentence.text, match, sources, held)


def _one_count(
    text: str, match: re.Match[str], sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    value = word_value(match)
    unit = _time_unit(text, match.end())
    points = _POINTS.match(text, match.end())
    measure = _measure(points)
    if value == 1 or any(
        h.value == value
        and (not measure or h.unit == measure)
        and h.unit != "%"
        and (unit == h.unit or not _is_span_in_words(h))
        and _same_time(unit, h, sources)
        and not (unit and h.text.lower() in _PAIRS)
        for h in held
    ):
        return
    if any(
        h.value == value * ratio and other in (h.unit, _time_after(h, sources))
        for h in held
        for of, ratio, other in _RATIOS
        if of == unit
    ):
        return
    if points and points["kind"] and any(h.value == value for h in held):
        yield _other_word(match[0] + points[0], [h.text for h in held if h.value == value])
        return
    if points and value / (100 if points["basis"] else 1) in differences(sources, "%"):
        return
    others = [m[0] for source in sources for m in NUMBER_WORD.finditer(source.text)]
    others += [f.text for source in sources for (f, *_) in source.figures if f.unit != "%"]
    yield _other_word(match[0], [o for o in others if o.lower() != "one"] or others)


_PAIRS = ("both", "the pair", "the duo")
"""They count things, never years."""


def _point_problems(
    sentence: Reading, sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    for match in POINT.finditer(sentence.text):
        basis = Decimal(25 if "quarter" in match[0].lower() else 50)
        if basis / 100 in differences(sources, "%"):
            continue
        if not any(h.value == basis and h.unit == "bp" for h in held):
            others = [f.text for source in sources for f in own_figures(source)]
            others += [m[0] for source in sources for m in POINT.finditer(source.text)]
            yield _other_word(match[0], others)


def _share_problems(
    sentence: Reading, sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    for match in FRACTION.finditer(sentence.text):
        if not _is_share(sentence.text, match):
            continue
        value = Decimal(FRACTIONS[match[0].lower()])
        shares = [h.value for h in held if h.value is not None and h.unit == "%"]
        before = sentence.text[: match.start()]
        if not any(may_be_called(share, value, before) for share in shares):
            others = [m[0] for source in sources for m in FRACTION.finditer(source.text)]
            yield _other_word(match[0], others)


def _long_time_problems(
    sentence: Reading, sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    for match in LONG_TIME.finditer(sentence.text):
        if (match["half"] or match["quarter"]) and not any(
            (h.unit == "year" and h.value == long_time(match))
            or (_time_after(h, sources) == "year" and h.value == long_time(match))
            for h in held
        ):
            yield _other_word(match[0], [h.text for h in held if h.unit == "year"])


_POINTS = re.compile(r"[ -](?P<kind>percentage[ -]|(?P<basis>basis[ -]))?points?\b", re.IGNORECASE)


def _measure(points: re.Match[str] | None) -> str:
    """The unit of points, empty where none is told."""
    if points is None or not points["kind"]:
        return ""
    return "bp" if points["basis"] else "pp"


_RATIOS = (
    ("decade", 10, "year"),
    ("year", 12, "month"),
    ("quarter", 3, "month"),
    ("week", 7, "day"),
    ("month", Decimal(1) / 12, "year"),
    ("year", Decimal("0.1"), "decade"),
    ("day", Decimal(1) / 7, "week"),
)
"""How many of another stretch of time one is: two decades are twenty years."""


def _time_after(held: Figure, sources: Sequence[Reading]) -> str:
    """The stretch of time that a number of a source counts."""
    return next(
        (
            _time_unit(source.text, held.end)
            for source in sources
            if source.text[held.start : held.end] == held.text
        ),
        "",
    )


def _is_span_in_words(held: Figure) -> bool:
    """Whether a number is a stretch of time that the source has in other words: `the first half`."""
    return held.unit in ("month", "week") and held.text.split()[-1].lower() in (
        *("half", "year", "quarter", "quarterly", "fortnight"),
    )


def _is_near(percent: Decimal, held: Sequence[Figure]) -> bool:
    """Whether a source has a share, which it may round."""
    return any(h.unit == "%" and h.value is not None and abs(h.value - percent) < 1 for h in held)


def _ordinal_problems(
    sentence: Reading, sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    shares = [m.span() for m in FRACTION.finditer(sentence.text) if _is_share(sentence.text, m)]
    for match in _ORDINAL.finditer(sentence.text):
        if any(start <= match.start() < end for start, end in shares):
            continue
        word = match[0].lower()
        texts = [source.text.lower() for source in sources]
        code = re.match(r"[\s-](quarter|half)", sentence.text[match.end() :])
        if (word == "first" and not code) or any(match[0].lower() in text for text in texts):
            continue
        unit = f"{code[1][0]}{_ORDINALS.index(word) + 1}" if code else ""
        if code and any(h.unit == unit for h in held):
            continue
        number = str(_ORDINALS.index(word) + 1)
        if any(re.search(rf"\b{number}(?:st|nd|rd|th)\b", text) for text in texts):
            continue
        yield _other_word(
            word, [m[0] for source in sources for m in _ORDINAL.finditer(source.text)]
        )


_RUNNING = re.compile(r"\s(?:running|in a row|straight|ago|earlier|before|later)\b", re.I)
_MEASURE_BEHIND = re.compile(
    r" (?:of )?an? (?:century|decade|year|month|hour|day|dozen|million|billion|trillion)\b", re.I
)
"""`Half a century` is no share."""
_SHARE_BEHIND = re.compile(
    r"\s(?:of|less|more|lower|higher|smaller|larger|are|were|have|had|say|said|expect|think|want|remain)\b|[.,;]|\s?$"
)
_SHARE_BEFORE = re.compile(
    r"\b(?:by|about|nearly|almost|another|up|down|over|under)\s(?:about\s|nearly\s)?$", re.I
)


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether `a third` is a share, not the third of something; `a quarter point` is neither."""
    if POINT.match(text, match.start()) or POINT.match(text, text.find(" ", match.start()) + 1):
        return False
    if _RUNNING.match(text, match.end()) or _MEASURE_BEHIND.match(text, match.end()):
        return False
    if not match[0].lower().startswith("a "):
        return True
    return bool(
        _SHARE_BEHIND.match(text, match.end())
        or _SHARE_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
    )


_TIME = re.compile(
    r"[\s-](?:trading\s|consecutive\s|straight\s)?(day|week|month|year|session|quarter|hour|decade)s?\b",
    re.I,
)


def _time_unit(text: str, end: int) -> str:
    match = _TIME.match(text, end)
    return match[1].lower() if match else ""


def _same_time(unit: str, held: Figure, sources: Sequence[Reading]) -> bool:
    """Whether a number counts the same stretch of time; a trading session is a day."""
    if not unit:
        return True
    units = {
        _time_unit(source.text, held.end)
        for source in sources
        if source.text[held.start : held.end] == held.text
    } | ({held.unit} if held.unit in ("day", "week", "month", "year", "quarter", "hour") else set())
    units.discard("")
    same = {"day", "session"} if unit in ("day", "session") else {unit}
    return not units or bool(units & same)


def _other_word(word: str, others: Sequence[str]) -> Problem:
    if others:
        named = ", ".join(dict.fromkeys(others))
        return Problem(verdict="contradicted", reason=f"It says {word}; the source has {named}.")
    return Problem(verdict="unsupported", reason=f"{word!r} stands in no source it cites.")
