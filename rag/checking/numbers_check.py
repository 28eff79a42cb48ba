"""Numbers and dates of a sentence against its spans: value, unit, sign and bound, and what they are of.

Whether a number that stands in the span is of the same thing there, `rag.checking.binding_check` tells.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rag.checking.checked import CitedSpan
from rag.checking.dates_check import date_problems, header_fields_of, wrong_month, wrong_season
from rag.checking.figures import Figure, find_figures, gives, supports
from rag.checking.normalising import normalise
from rag.checking.number_words import (
    ONE_IN,
    SHARE_UNITS,
    falls,
    held_figures,
    worded_figures,
)
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading, read_text
from rag.checking.worded_check import (
    differences,
    find_worded_problems,
    has_number_words,
    own_figures,
)

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
        if (
            any(
                supports(source, figure) or _rounds(source, figure)
                for figure in given
                for source in held
            )
            or _is_named_money(sentence, first, held)
            or any(gives(field, figure) for figure in readings for field in fields)
        ):
            yield from _bound_problem(sentence, first, sources)
            yield from _rate_problem(sentence, first, sources)
        else:
            yield _miscounted(first, [f for source in sources for f in own_figures(source)])
    if has_number_words(sentence.text):
        titles = [read_text(span.title) for span in spans if span.title]
        known = [*held, *(figure for title in titles for figure in held_figures(title))]
        yield from find_worded_problems(sentence, sources, known)
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


_LESS = re.compile(
    r"\s(?:less|more|lower|higher|fewer|below|above|under|over|off)\b", re.IGNORECASE
)
"""Behind by how much one number is more or less than another."""
_MONEY = {
    "$": re.compile(r"\bdollars?\b|\bgreenback\b", re.IGNORECASE),
    "€": re.compile(r"\beuros?\b", re.IGNORECASE),
    "£": re.compile(r"\bpounds?\b|\bsterling\b", re.IGNORECASE),
    "¥": re.compile(r"\byen\b", re.IGNORECASE),
}


def _is_named_money(sentence: Reading, figure: Figure, held: Sequence[Figure]) -> bool:
    """Whether a bare number is one of a currency that the sentence names: `expects the yen at 155`."""
    return not figure.unit and any(
        other.value == figure.value
        and other.unit in _MONEY
        and _MONEY[other.unit].search(sentence.text)
        for other in held
    )


_BY = re.compile(r"\bby\s(?:about\s|around\s|nearly\s|some\s|roughly\s|just\s)?$", re.IGNORECASE)


def _is_difference(
    sentence: Reading, readings: Sequence[Figure], sources: Sequence[Reading]
) -> bool:
    """`Raised it by 8bn` where the source has `to 41bn, from 33bn`."""
    first = readings[0]
    by = _BY.search(sentence.text[max(0, first.start - 16) : first.start])
    if not by and not _LESS.match(sentence.text, first.end):
        return False
    return any(
        (f.value / 100 if f.unit == "bp" else f.value)
        in differences(sources, "%" if f.unit in ("bp", "pp") else f.unit)
        for f in readings
        if f.value is not None and f.unit != "%"
    )


_CALENDAR_YEAR = re.compile(r"(?:19|20)\d\d")
_UP_FROM = re.compile(r"\b(?P<way>up|down)\sfrom\s", re.IGNORECASE)


def _wrong_way(sentence: Reading) -> Iterator[Problem]:
    """`5%, down from 3%`: numbers that do not go the way that the sentence tells."""
    wholes = [m.span("word") for m in ONE_IN.finditer(sentence.text)]  # the ten of "four in ten"
    figures = sorted(
        (
            f
            for f in (*(f for f, *_ in sentence.figures), *worded_figures(sentence))
            if not any(a <= f.start < b for a, b in wholes)
        ),
        key=lambda f: f.start,
    )
    for match in _UP_FROM.finditer(sentence.text):
        behind = [f for f in figures if f.start >= match.end()][:1]
        unit = behind[0].unit if behind else ""
        before = [f for f in figures if f.end <= match.start() and f.unit == unit][-1:]
        for now, then in zip(before, behind, strict=False):
            if _CALENDAR_YEAR.fullmatch(now.text) or _CALENDAR_YEAR.fullmatch(then.text):
                continue
            if now.value is None or then.value is None or now.unit != then.unit:
                continue
            if (now.value > then.value) != (match["way"].lower() == "up"):
                yield Problem(
                    verdict="contradicted",
                    reason=f"It says {match['way']} from {then.text} to {now.text}.",
                )


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
    match = _ABOVE.search(before)
    if match:
        denied = _DENIED.search(text[: figure.start - len(before) + match.start()][-16:])
        return "below" if denied else "above"
    return "below" if _BELOW.search(before) else ""


_DENIED = re.compile(r"\b(?:not|never|cannot|\w+n't)\s(?:be\s|go\s|rise\s|get\s)?$", re.IGNORECASE)
"""Before `exceed` or `above`: what will not exceed 2% is 2% at most."""


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
