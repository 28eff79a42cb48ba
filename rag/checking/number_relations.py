"""Which of two numbers is more, where a sentence says so: `$2.31bn, above the $2.14bn expected` is told by the numbers.

The second number may be left out for what it is (`below its average`); the span then has to give it beside
the first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.checking.figures import Figure, supports
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_ABOVE = (
    r"above|over|exceed(?:s|ed|ing)?|beat(?:s|ing|en)?|topp?(?:s|ed|ing)?|surpass(?:es|ed|ing)?|ahead of|better than|"
    r"more than|higher than|larger than|greater than|bigger than|outpac(?:es|ed|ing)|"
    r"oversho(?:ots?|t|oting)|in excess of"
)
_BELOW = (
    r"below|under|miss(?:es|ed|ing)?|short of|shy of|less than|lower than|smaller than|fewer than|worse than|"
    r"undersho(?:ots?|t|oting)|trail(?:s|ed|ing)?|behind|cheaper than"
)
_RELATION = re.compile(
    rf"\b(?:well |far |just |slightly |comfortably |narrowly |f[ae]ll(?:s|ing|en)? |c[ao]m(?:e|es|ing) in )?"
    rf"(?:(?P<above>{_ABOVE})|(?P<below>{_BELOW}))(?=\s)",
    re.IGNORECASE,
)
_BENCHMARKS = {
    "average": r"averages?|norm|mean",
    "expected": r"expect\w*|forecasts?|estimat\w*|consensus|predict\w*|looking for|projected|projections?|hoped",
    "target": r"targets?|goals?",
    "earlier": r"(?:a|one) (?:year|quarter|month|week) (?:ago|earlier|before)|previous\w*|last year|prior",
}
_KINDS = {
    name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _BENCHMARKS.items()
}
_LINK = re.compile(
    r"\b(?:against|versus|vs|compared (?:with|to)|than|while|but|although|from|short of|above|below|beating|missing|"
    r"topping|exceeding)\b|[.;] ",
    re.IGNORECASE,
)
_BESIDE = 60
"""Characters around a number of a span in which it is told what it is."""
_APART = 110
"""Characters between two numbers of a span that are held against one another."""


@dataclass(frozen=True, slots=True)
class _Relation:
    start: int
    end: int
    above: bool
    first: Figure | None
    second: Figure | None
    kind: str | None
    """What the second number is where the sentence does not give it."""


def find_relation_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A number told as more than another one, where the span's numbers say that it is less."""
    yield from _forecast_told(sentence, source)
    for relation in _relations(sentence):
        if _holds(relation, source) is False:
            side = "more" if relation.above else "less"
            first = relation.first.text if relation.first else "what it tells"
            yield Problem(
                verdict="contradicted",
                reason=f"It says that {first} is {side} than what it is held against; the source's numbers do not.",
            )
            return


def _forecast_told(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """What was forecast told as what came: `fell by 2m` where the span has `fell by 7m, against a forecast 2m`."""
    if _AWAITED.search(_AS_EXPECTED.sub("", sentence.text)):
        return
    forecasts = [
        (one, other) for one, other in _pairs(source) if _is_kind(source, other, "expected")
    ]
    values = {f.value for f, *_ in sentence.figures}
    for actual, forecast in forecasts:
        told = [f for f, *_ in sentence.figures if supports(forecast, f)]
        if told and actual.value != forecast.value and actual.value not in values:
            yield Problem(
                verdict="stitched",
                reason=f"It tells {told[0].text}, which was forecast; the source has {actual.text}.",
            )
            return


_AS_EXPECTED = re.compile(
    r"\b(?:as|than|in line with|matching|meeting) (?:\w+ )?(?:expected|forecasts?|expectations|predicted)\b",
    re.I,
)
_AWAITED = re.compile(
    rf"\b(?:{_BENCHMARKS['expected']}|see|sees|seen|saw|will|would|could|may|might|outlook|guidance|target\w*|call|"
    r"think|thinks|believe\w*|reckon\w*|anticipat\w*|aim\w*|plan\w*)\b",
    re.IGNORECASE,
)


def told_by_relation(sentence: Reading, source: Reading) -> tuple[tuple[int, int], ...]:
    """Where words stand that say what the span's numbers bear out."""
    return tuple((r.start, r.end) for r in _relations(sentence) if _holds(r, source))


def _relations(sentence: Reading) -> Iterator[_Relation]:
    for match in _RELATION.finditer(sentence.text):
        ends = match.end("above") if match["above"] else match.end("below")
        what = re.split(r"[;,]\s|\.\s|\bbut\b", sentence.text[ends : ends + _BESIDE])[0]
        second = next(
            (
                f
                for f, *_ in sentence.figures
                if ends < f.start < ends + len(what) and f.value is not None and not _is_tenor(f)
            ),
            None,
        )
        kind = next((name for name, pattern in _KINDS.items() if pattern.search(what)), None)
        if second is None and kind is None:
            continue
        first = next(
            (
                f
                for f, *_ in reversed(sentence.figures)
                if f.end <= match.start()
                and f.value is not None
                and (second is None or f.unit == second.unit)
                and match.start() - f.end <= _BACK
            ),
            None,
        )
        if first is None and second is None:
            first = next(
                (
                    f
                    for f, *_ in sentence.figures
                    if ends < f.start <= ends + _FORWARD and f.value is not None
                ),
                None,
            )
        yield _Relation(match.start(), ends, match["above"] is not None, first, second, kind)


_FORWARD = 44
"""Characters behind the words of a relation where it says what is held: `more than expected, at 38%`."""
_BACK = 90
"""Characters before the words of a relation in which its first number stands."""


def _holds(relation: _Relation, source: Reading) -> bool | None:
    """Whether the span's numbers bear a relation out; None where they do not tell."""
    if relation.kind is None:
        return None  # "more than 5%" is a bound
    pairs = [
        (one, other)
        for one, other in _pairs(source)
        if (relation.first is None or supports(one, relation.first))
        and (
            supports(other, relation.second)
            if relation.second is not None
            else _is_kind(source, other, relation.kind)
        )
    ]
    if relation.first is None and relation.second is None:
        return None
    told = [
        one.value > other.value
        for one, other in pairs
        if one.value is not None and other.value is not None and one.value != other.value
    ]
    if not told or len(set(told)) > 1:
        return None
    return told[0] is relation.above


def _pairs(source: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Two numbers of one measure, of which the span holds the first against the second."""
    figures = [f for f, *_ in source.figures if f.value is not None and not _is_tenor(f)]
    for k, one in enumerate(figures):
        for other in figures[k + 1 : k + 4]:
            if one.unit == other.unit or (not other.unit and one.unit):
                between = source.text[one.end : other.start]
                if len(between) <= _APART and _LINK.search(between) and benchmark_of(source, other):
                    yield one, other


def _is_tenor(figure: Figure) -> bool:
    """Whether a number tells what kind of thing something is: the `20-day` of an average."""
    return re.match(r"[\d.,]+-[a-z]", figure.text) is not None


def benchmark_of(source: Reading, figure: Figure) -> str | None:
    """What a number is held up as by the words beside it: an average, what was expected, a target, an earlier one."""
    return next((name for name in _KINDS if _is_kind(source, figure, name)), None)


_FORECAST_BEHIND = re.compile(
    r"(?:\s[\w-]+){0,3}?\s(?:(?:that|which)\s)?(?:[\w-]+\s){0,3}?(?:expected|forecast|estimated|predicted|projected|consensus|"
    r"estimates?|median)\b",
    re.IGNORECASE,
)
_FORECAST_BEFORE = re.compile(
    r"\b(?:forecasts?|estimates?|consensus|expectations?|expected|forecasted)\s(?:[\w-]+\s){0,3}?(?:of|for|at|was|were)\s$",
    re.IGNORECASE,
)


def is_forecast(reading: Reading, figure: Figure) -> bool:
    """Whether a number is what was forecast, not by how much a forecast was missed."""
    before = reading.text[max(0, figure.start - _BESIDE) : figure.start]
    if before.endswith(" by "):
        return False
    return bool(_FORECAST_BEHIND.match(reading.text, figure.end) or _FORECAST_BEFORE.search(before))


def _is_kind(source: Reading, figure: Figure, kind: str) -> bool:
    """Whether what stands beside a number says what it is, such as an average."""
    before = source.text[max(0, figure.start - _BESIDE) : figure.start]
    behind = source.text[figure.end : figure.end + _BESIDE]
    own = re.split(r"[.;,]\s|\d", before)[-1], re.split(r"[.;,]\s", behind)[0]
    return any(_KINDS[kind].search(text) for text in own)
