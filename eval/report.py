"""A run as a table by kind of question, as a list of what failed, as JSON and as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from eval.agreement import find_agreements, format_agreements
from eval.files import write_json
from eval.intervals import METHOD, Estimate
from eval.provenance import describe_machine
from eval.results import Result, make_row
from eval.run import Run
from eval.tables import format_table
from eval.tallies import MEASURES, Measure, Tally

__all__ = ["find_percentile", "format_run", "format_table", "write_json", "write_run"]

FORMAT = 2
"""Grows when an older report can no longer be read."""
_NOTHING = "-"


def find_percentile(values: Iterable[float], percent: float) -> float:
    """Return the percentile of at least one value, linear between the two nearest ranks."""
    return float(np.percentile(list(values), percent))


def format_run(run: Run, tallies: Sequence[Tally]) -> str:
    """Return the table by kind with the interval of all, then the failed questions with why."""
    failed = [line for r in run.results if not r.passed for line in _format_failure(r)]
    unreadable = [f"  {reason}" for reason in run.inputs.corpus.unreadable]
    absent = [f"  {reason}" for reason in run.inputs.absent_sources]
    return "\n".join(
        [
            *format_tallies(tallies),
            *format_agreements(find_agreements(run.results)),
            *(["", "failed:", *failed] if failed else []),
            *(["", "could not be taken in:", *unreadable] if unreadable else []),
            *(["", "cannot pass:", *absent] if absent else []),
        ]
    )


def format_tallies(tallies: Sequence[Tally]) -> list[str]:
    """Return a table: a line a kind, then all with its interval below; empty measures are left out."""
    shown = choose_measures(tallies)
    rows = [
        (
            tally.name,
            f"{tally.passed}/{tally.total}",
            *(format_value(tally.estimates[m.name], m) for m in shown[1:]),
        )
        for tally in tallies
    ]
    estimates = tallies[-1].estimates
    rows.append(("95 % from", *(_format_end(estimates[m.name], m, low=True) for m in shown)))
    rows.append(("to", *(_format_end(estimates[m.name], m, low=False) for m in shown)))
    return format_table(("kind", *(measure.title for measure in shown)), rows)


def format_markdown(tallies: Sequence[Tally]) -> str:
    """Return the same as a Markdown table, the intervals in its last row."""
    shown = choose_measures(tallies)
    lines = [
        "| kind | " + " | ".join(measure.title for measure in shown) + " |",
        "|---|" + "---:|" * len(shown),
    ]
    for tally in tallies:
        cells = [format_value(tally.estimates[m.name], m) for m in shown[1:]]
        lines.append(f"| {tally.name} | {tally.passed}/{tally.total} | {' | '.join(cells)} |")
    ends = [_format_interval(tallies[-1].estimates[m.name], m) for m in shown]
    lines.append(f"| 95 % interval of all | {' | '.join(ends)} |")
    return "\n".join(lines)


def choose_measures(tallies: Sequence[Tally]) -> list[Measure]:
    """Return the measures that any of the tallies has."""
    return [m for m in MEASURES if any(tally.estimates[m.name] is not None for tally in tallies)]


def format_value(estimate: Estimate | None, measure: Measure) -> str:
    """Return the figure of a measure for a person, `-` where there is none."""
    return _NOTHING if estimate is None else format_number(estimate.value, measure)


def format_number(value: float, measure: Measure) -> str:
    """Return a number in the unit of a measure."""
    if measure.unit == "cost":
        return f"{value:.5f}"
    return f"{value:.0%}" if measure.unit == "fraction" else f"{value:,.0f}"


def write_run(run: Run, tallies: Sequence[Tally], path: Path) -> None:
    """Write a run as JSON: what it rests on, the tallies, and one row a question."""
    write_json(path, make_report(run, tallies))


def make_report(run: Run, tallies: Sequence[Tally]) -> Mapping[str, object]:
    """Return what the JSON of a run holds."""
    inputs = run.inputs
    return {
        "format": FORMAT,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "questions": {"path": str(inputs.questions_path), "sha256": inputs.questions_fingerprint},
        "articles": {
            "path": str(inputs.corpus.folder),
            "count": len(inputs.corpus.grounds.source_texts),
            "sha256": inputs.corpus.fingerprint,
            "unreadable": inputs.corpus.unreadable,
            "absent_sources": inputs.absent_sources,
        },
        "config": dict(inputs.config),
        "settings": dict(inputs.settings),
        "model": inputs.model,
        "judge": inputs.judge,
        "code": dict(inputs.code),
        "machine": describe_machine(),
        "resumed_rows": run.resumed,
        "intervals": METHOD,
        "measures": {measure.name: measure.meaning for measure in MEASURES},
        "tallies": [asdict(tally) for tally in tallies],
        "agreement": [asdict(one) for one in find_agreements(run.results)],
        "rows": [make_row(result) for result in run.results],
    }


def _format_end(estimate: Estimate | None, measure: Measure, *, low: bool) -> str:
    if estimate is None:
        return _NOTHING
    return format_number(estimate.low if low else estimate.high, measure)


def _format_interval(estimate: Estimate | None, measure: Measure) -> str:
    if estimate is None:
        return _NOTHING
    low, high = (format_number(end, measure) for end in (estimate.low, estimate.high))
    return f"{low} to {high}"


def _format_failure(result: Result) -> list[str]:
    head = f"  {result.question_id} ({result.kind}) {result.question}"
    return [head, *(f"      {failure}" for failure in result.failures)]
