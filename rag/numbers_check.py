"""Numbers and dates of a sentence against its spans: value, unit, sign and bound, and what they are of.

Whether a number that stands in the span is of the same thing there, `rag.binding_check` tells.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from corpus.dating.dates import find_dates
from rag.checked import CitedSpan
from rag.dates_check import date_problems, header_fields_of, wrong_month, wrong_season
from rag.figures import Figure, find_figures, gives, supports
from rag.normalising import normalise
from rag.number_words import (
    FRACTION,
    FRACTIONS,
    NUMBER_WORD,
    ONE_IN,
    POINT,
    SHARE_UNITS,
    falls,
    held_figures,
    one_in,
    word_value,
    worded_figures,
)
from rag.problems import Problem
from rag.sentence_reading import Reading, read_text

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\b(?![\s-](?:of|the|their|its)\b)", re.IGNORECASE)
_ABOVE = re.compile(
    r"(?:(?<!no )more than|over|above|upwards of|at least|exceed(?:s|ed|ing)?|beyond|north of|in excess of|"
    r"no less than|no fewer than|topped|better than)\s(?:the\s)?$",
    re.I,
)
_BELOW = re.compile(
    r"(?:(?<!no )less than|under|below|(?<!no )fewer than|at most|up to|as many as|as much as|no more than|nearly|"
    r"almost|close to|just shy of|short of|shy of|not quite|south of|approaching|within|as high as)"
    r"\s(?:the\s)?$",
    re.I,
)

_BEHIND = re.compile(
    r"(?:\s(?:an?|per|each)\s\w+|\s(?:annually|yearly))?\s"
    r"(?:(?P<above>at (?:the )?(?:least|worst|minimum)|or (?:more|higher|better|above|over))|"
    r"at (?:the |its |their )?(?:most|best|maximum)|or (?:less|fewer|lower|below|under))\b",
    re.I,
)
"""Bounds that stand behind their number: `4% at best`."""


def find_number_problems(sentence: Reading, spans: Sequence[CitedSpan]) -> Iterator[Problem]:
    """Numbers and dates of the sentence that the spans and their headers do not hold."""
    dates = date_problems(sentence, spans)
    yield from dates.problems
    sources = [read_text(span.text) for span in spans]
    held = [figure for source in sources for figure in held_figures(source)]
    fields = [
        f
        for span in spans
        for text in header_fields_of(span)
        for f in find_figures(normalise(text))
    ]
    for readings in sentence.figures:
        first = readings[0]
        if any(a <= first.start < b for a, b in dates.spans):
            continue
        fallen = falls(sentence, first)
        if _is_difference(sentence, readings, sources):
            continue
        given = [*readings, *(replace(f, value=-f.value) for f in readings if fallen and f.value)]
        if any(
            supports(source, figure) or _rounds(source, figure)
            for figure in given
            for source in held
        ) or any(gives(field, figure) for figure in readings for field in fields):
            yield from _bound_problem(sentence, first, sources)
            yield from _rate_problem(sentence, first, sources)
        else:
            yield _miscounted(first, [f for source in sources for f in _own_figures(source)])
    yield from _word_problems(sentence, sources, held)
    for figure in worded_figures(sentence):
        if sentence.text[figure.end : figure.end + 1] != "-":  # "below the ten-year average"
            yield from _bound_problem(sentence, figure, sources)
    yield from _wrong_way(sentence)
    yield from wrong_month(sentence, sources, spans)
    yield from wrong_season(sentence, sources)


_SHARES_IN_WORDS = ("in", "out", "third", "thirds", "quarter", "fifth", "tenth", "half")


def _rounds(source: Figure, figure: Figure) -> bool:
    """Whether a percentage is a share that the source has in words: 33% for `one in three`."""
    return (
        figure.unit == source.unit == "%"
        and figure.value is not None
        and source.value is not None
        and any(word in source.text.lower().split() for word in _SHARES_IN_WORDS)
        and abs(figure.value - source.value) < 1
    )


_BY = re.compile(r"\bby\s(?:about\s|around\s|nearly\s|some\s|roughly\s|just\s)?$", re.IGNORECASE)
_FROM_HERE = re.compile(r"\bfrom\s$", re.IGNORECASE)


def _is_difference(
    sentence: Reading, readings: Sequence[Figure], sources: Sequence[Reading]
) -> bool:
    """`Raised it by 8bn` where the source has `to 41bn, from 33bn`."""
    first = readings[0]
    if not _BY.search(sentence.text[max(0, first.start - 16) : first.start]):
        return False
    return any(
        (f.value / 100 if f.unit == "bp" else f.value)
        in _differences(sources, "%" if f.unit in ("bp", "pp") else f.unit)
        for f in readings
        if f.value is not None and f.unit != "%"
    )


def _differences(sources: Sequence[Reading], unit: str) -> frozenset[Decimal]:
    """By how much numbers of a unit moved that a source gives with where they came from."""
    found = set()
    for source in sources:
        figures = [f for f, *_ in source.figures if f.value is not None and f.unit == unit]
        for one, other in pairwise(figures):
            starts = any(
                _FROM_HERE.search(source.text[max(0, f.start - 5) : f.start]) for f in (one, other)
            )
            if starts and one.value is not None and other.value is not None:
                found.add(abs(one.value - other.value))
    return frozenset(found)


_UP_FROM = re.compile(r"\b(?P<way>up|down)\sfrom\s", re.IGNORECASE)


def _wrong_way(sentence: Reading) -> Iterator[Problem]:
    """`5%, down from 3%`: numbers that do not go the way that the sentence tells."""
    figures = sorted(
        [*(f for f, *_ in sentence.figures), *worded_figures(sentence)], key=lambda f: f.start
    )
    for match in _UP_FROM.finditer(sentence.text):
        before = [f for f in figures if f.end <= match.start()][-1:]
        behind = [f for f in figures if f.start >= match.end()][:1]
        for now, then in zip(before, behind, strict=False):
            if now.value is None or then.value is None or now.unit != then.unit:
                continue
            if (now.value > then.value) != (match["way"].lower() == "up"):
                yield Problem(
                    verdict="contradicted",
                    reason=f"It says {match['way']} from {then.text} to {now.text}.",
                )


def _own_figures(source: Reading) -> list[Figure]:
    """The numbers of a span that are no part of a date."""
    days = [(m.start, m.end) for m in find_dates(source.text, reference=None)]
    return [f for (f, *_) in source.figures if not any(a <= f.start < b for a, b in days)]


def _miscounted(figure: Figure, others: Iterable[Figure]) -> Problem:
    """A number of another value: where the source gives one of its kind, they contradict."""
    kin = [o for o in others if _kin(o, figure)]
    if kin:
        named = ", ".join(dict.fromkeys(o.text for o in kin))
        return Problem(
            verdict="contradicted", reason=f"It says {figure.text}; the source has {named}."
        )
    return Problem(verdict="unsupported", reason=f"{figure.text} stands in no source it cites.")


def _kin(source: Figure, figure: Figure) -> bool:
    if source.value is None or figure.value is None:
        return source.value is None and figure.value is None and source.unit[:1] == figure.unit[:1]
    if source.value == figure.value or source.value == -figure.value:
        return True  # the value with another unit or sign
    digits = source.text.strip("$€£%+-").split(".")[0].replace(",", "")
    if digits and source.unit != figure.unit and figure.text.strip("$€£+-").startswith(digits):
        return True
    if {source.unit, figure.unit} <= set(SHARE_UNITS):
        return True
    return source.unit == figure.unit or not (source.unit and figure.unit)


# --- bounds


def _bound_problem(
    sentence: Reading, figure: Figure, sources: Sequence[Reading]
) -> Iterator[Problem]:
    """`Less than 60%` where the source has `more than 60%`."""
    told = _bound(sentence.text, figure)
    if not told:
        return
    same = [
        _bound(source.text, other)
        for source in sources
        for other in (*(f for f, *_ in source.figures), *worded_figures(source))
        if other.value == figure.value and source.text[other.end : other.end + 1] != "-"
    ]
    if same and all(bound and bound != told for bound in same):
        words = "more" if told == "above" else "less"
        yield Problem(
            verdict="contradicted",
            reason=f"It says {words} than {figure.text}; the source has the other side of it.",
        )


def _bound(text: str, figure: Figure) -> str:
    behind = _BEHIND.match(text, figure.end)
    if behind:
        return "above" if behind["above"] else "below"
    before = text[max(0, figure.start - 24) : figure.start]
    if before and not before.endswith(" "):
        before = before[: before.rfind(" ") + 1]
    if _ABOVE.search(before):
        return "above"
    return "below" if _BELOW.search(before) else ""


_RATE = re.compile(
    r"(?:\s[\w-]+){0,2}?\s(?:an?|per|each|every)\s(day|week|month|quarter|year|hour|share|barrel|ounce|ton|head)\b",
    re.IGNORECASE,
)


def _rate_problem(
    sentence: Reading, figure: Figure, sources: Sequence[Reading]
) -> Iterator[Problem]:
    """`Barrels a week` where the source has `barrels a day`."""
    told = _RATE.match(sentence.text, figure.end)
    if told is None:
        return
    rates = [
        match[1].lower()
        for source in sources
        for (other, *_) in source.figures
        if other.value == figure.value and (match := _RATE.match(source.text, other.end))
    ]
    if rates and told[1].lower() not in rates:
        yield Problem(
            verdict="contradicted",
            reason=f"It says {figure.text} a {told[1]}; the source has a {rates[0]}.",
        )


# --- numbers in words


def _word_problems(
    sentence: Reading, sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    shares = list(ONE_IN.finditer(sentence.text))
    for match in NUMBER_WORD.finditer(sentence.text):
        share = next((m for m in shares if m.start() <= match.start() < m.end()), None)
        if share is not None and one_in(share) and _is_near(one_in(share), held):
            continue
        value = word_value(match)
        unit = _time_unit(sentence.text, match.end())
        if value == 1 or any(
            h.value == value
            and h.unit != "%"
            and (unit == h.unit or not _is_span_in_words(h))
            and _same_time(unit, h, sources)
            for h in held
        ):
            continue
        if any(
            h.value == value * ratio and other in (h.unit, _time_after(h, sources))
            for h in held
            for of, ratio, other in _RATIOS
            if of == unit
        ):
            continue
        others = [m[0] for source in sources for m in NUMBER_WORD.finditer(source.text)]
        others += [f.text for source in sources for (f, *_) in source.figures if f.unit != "%"]
        yield _other_word(match[0], [o for o in others if o.lower() != "one"] or others)
    for match in POINT.finditer(sentence.text):
        basis = Decimal(25 if "quarter" in match[0].lower() else 50)
        if basis / 100 in _differences(sources, "%"):
            continue
        if not any(h.value == basis and h.unit == "bp" for h in held):
            others = [f.text for source in sources for f in _own_figures(source)]
            yield _other_word(match[0], others)
    for match in FRACTION.finditer(sentence.text):
        if not _is_share(sentence.text, match):
            continue
        value = Decimal(FRACTIONS[match[0].lower()])
        if not any(abs(h.value - value) < 1 and h.unit == "%" for h in held if h.value is not None):
            others = [m[0] for source in sources for m in FRACTION.finditer(source.text)]
            yield _other_word(match[0], others)
    yield from _ordinal_problems(sentence, sources, held)


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
    for match in _ORDINAL.finditer(sentence.text):
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
_SHARE_BEHIND = re.compile(r"\s(?:of|less|more|lower|higher|smaller|larger)\b|[.,;]|\s?$")
_SHARE_BEFORE = re.compile(
    r"\b(?:by|about|nearly|almost|another|up|down|over|under)\s(?:about\s|nearly\s)?$", re.I
)


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether `a third` is a share, not the third of something; `a quarter point` is neither."""
    if POINT.match(text, text.find(" ", match.start()) + 1):
        return False
    if _RUNNING.match(text, match.end()):
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


# --- dates
