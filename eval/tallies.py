"""The measures of many results, by kind of question, each mean with its interval.

Over what each mean runs is said in `MEASURES`; a crash is counted wherever an answer would be, as an
answer that has nothing right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.intervals import Estimate, estimate_f1, estimate_mean, estimate_percentile
from eval.questions import KINDS
from eval.results import Result

Unit = Literal["fraction", "ms", "characters", "tokens", "cost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of a set of results."""

    name: str
    title: str
    """As it heads a column."""
    unit: Unit
    meaning: str
    estimate: Callable[[Sequence[Result]], Estimate | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The measures of some questions."""

    name: str
    total: int
    passed: int
    crashed: int
    estimates: Mapping[str, Estimate | None]
    """By the name of the measure; None where there is nothing to measure."""


def tally_results(name: str, results: Sequence[Result]) -> Tally:
    """Return the measures of at least one result."""
    return Tally(
        name=name,
        total=len(results),
        passed=sum(result.passed for result in results),
        crashed=sum(result.crashed for result in results),
        estimates={measure.name: measure.estimate(results) for measure in MEASURES},
    )


def tally_kinds(results: Sequence[Result]) -> tuple[Tally, ...]:
    """Return one tally a kind that occurs, in the format's order, and one of all at the end."""
    by_kind = [(kind, [r for r in results if r.kind == kind]) for kind in KINDS]
    tallies = [tally_results(kind, members) for kind, members in by_kind if members]
    return (*tallies, tally_results("all", results))


def find_value(result: Result, name: str) -> float | None:
    """Return what one result adds to the mean of that name; None where it is left out."""
    value = VALUES[name](result)
    return None if value is None else float(value)


def _abstention_precise(result: Result) -> bool | None:
    return not result.answerable if result.abstained else None


def _abstention_recalled(result: Result) -> bool | None:
    return None if result.answerable else bool(result.abstained)


VALUES: Mapping[str, Callable[[Result], float | None]] = {
    "passed": lambda result: result.passed,
    "facts_found": lambda result: result.measures.facts_found,
    "citation_recall": lambda result: result.measures.citation_recall,
    "citation_precision": lambda result: result.measures.citation_precision,
    "quotations_exact": lambda result: result.measures.quotations_exact,
    "sources_cited": lambda result: result.sources_cited if result.answerable else None,
    "abstention_precision": _abstention_precise,
    "abstention_recall": _abstention_recalled,
    "answer_characters": lambda result: (
        None if result.abstained else result.measures.answer_characters
    ),
    "milliseconds": lambda result: result.milliseconds,
    "input_tokens": lambda result: result.usage.input_tokens if result.usage else None,
    "output_tokens": lambda result: result.usage.output_tokens if result.usage else None,
    "cost": lambda result: result.usage.cost if result.usage else None,
}
"""What one result adds to the mean of a measure; None where it is left out."""


def _mean(name: str) -> Callable[[Sequence[Result]], Estimate | None]:
    def estimate(results: Sequence[Result]) -> Estimate | None:
        values = (find_value(result, name) for result in results)
        return estimate_mean([value for value in values if value is not None])

    return estimate


def _percentile(percent: float) -> Callable[[Sequence[Result]], Estimate | None]:
    return lambda results: estimate_percentile([r.milliseconds for r in results], percent)


def _abstention_f1(results: Sequence[Result]) -> Estimate | None:
    return estimate_f1([not r.answerable for r in results], [bool(r.abstained) for r in results])


MEASURES = (
    Measure(
        name="passed",
        title="passed",
        unit="fraction",
        meaning="Questions whose answer passes every check, of all.",
        estimate=_mean("passed"),
    ),
    Measure(
        name="facts_found",
        title="facts",
        unit="fraction",
        meaning="Expected facts that stand in the answer, of those asked for; an abstention or a"
        " crash finds none.",
        estimate=_mean("facts_found"),
    ),
    Measure(
        name="citation_recall",
        title="cite recall",
        unit="fraction",
        meaning="Sentences that the spans they cite support together (ALCE, by the check that answers pass),"
        " of those of an answer.",
        estimate=_mean("citation_recall"),
    ),
    Measure(
        name="citation_precision",
        title="cite precision",
        unit="fraction",
        meaning="Citations that support alone, or without which the others do not (ALCE), of those"
        " of an answer.",
        estimate=_mean("citation_precision"),
    ),
    Measure(
        name="quotations_exact",
        title="verbatim",
        unit="fraction",
        meaning="Quotations of four or more words that a cited quote holds word for word.",
        estimate=_mean("quotations_exact"),
    ),
    Measure(
        name="sources_cited",
        title="sources",
        unit="fraction",
        meaning="Answerable questions that ask for sources and have every group of them cited.",
        estimate=_mean("sources_cited"),
    ),
    Measure(
        name="abstention_precision",
        title="abst. precision",
        unit="fraction",
        meaning="Abstentions from questions that have no answer, of all abstentions.",
        estimate=_mean("abstention_precision"),
    ),
    Measure(
        name="abstention_recall",
        title="abst. recall",
        unit="fraction",
        meaning="Questions without an answer that were abstained from, of those.",
        estimate=_mean("abstention_recall"),
    ),
    Measure(
        name="abstention_f1",
        title="abst. F1",
        unit="fraction",
        meaning="Harmonic mean of the two.",
        estimate=_abstention_f1,
    ),
    Measure(
        name="answer_characters",
        title="length",
        unit="characters",
        meaning="Characters of an answer that is no abstention, on average.",
        estimate=_mean("answer_characters"),
    ),
    Measure(
        name="p50_ms",
        title="p50 ms",
        unit="ms",
        meaning="Median time of an answer.",
        estimate=_percentile(50),
    ),
    Measure(
        name="p95_ms",
        title="p95 ms",
        unit="ms",
        meaning="Time within which 95 of 100 answers come.",
        estimate=_percentile(95),
    ),
    Measure(
        name="input_tokens",
        title="tokens in",
        unit="tokens",
        meaning="Tokens a chat model read for an answer, on average.",
        estimate=_mean("input_tokens"),
    ),
    Measure(
        name="output_tokens",
        title="tokens out",
        unit="tokens",
        meaning="Tokens a chat model wrote for an answer, on average.",
        estimate=_mean("output_tokens"),
    ),
    Measure(
        name="cost",
        title="cost",
        unit="cost",
        meaning="Price of an answer, on average, where the chat model has prices.",
        estimate=_mean("cost"),
    ),
)
