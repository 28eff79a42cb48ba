"""What the gate measures of each set: its figures, and the fingerprints that floors rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.corpora import fingerprint_articles
from eval.files import write_json
from eval.gate import FIGURES, GatedSet, resolve
from eval.report import write_run
from eval.run import run_questions
from eval.run_commands import RunProgress, prepare_target
from eval.source_ranking import open_sources
from eval.statements import run_statements
from eval.tallies import tally_kinds

if TYPE_CHECKING:
    from eval.run import Run
    from eval.tallies import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A gated set with what was reached."""

    gated: GatedSet
    figures: Mapping[str, float]
    inputs: Mapping[str, str]
    where: str
    """Where a miss is looked up: a file, or the command that shows it."""


class _Quiet(RunProgress):
    """The bar alone: some sets are kept for their totals, and their questions are not to be read."""

    def describe(self, line: str) -> None:
        """Say nothing."""


def measure_gated(gated: GatedSet) -> Measured:
    """Return what a set reaches now."""
    match gated.what:
        case "answers":
            return _measure_answers(gated)
        case "statements":
            return _measure_statements(gated)
        case "retrieval":
            return _measure_retrieval(gated)


def read_figures(tally: Tally) -> Mapping[str, float]:
    """Return the figures of a run that may have floors."""
    found = {name: tally.estimates[name] for name in FIGURES["answers"]}
    return {name: one.value for name, one in found.items() if one is not None}


def read_inputs(run: Run) -> Mapping[str, str]:
    """Return the fingerprints that the floors of a run rest on."""
    inputs = run.inputs
    return {
        "rows": inputs.questions_fingerprint,
        "articles": inputs.corpus.fingerprint,
        "model": _name_model(inputs.model),
        "chat_model": str(inputs.settings.get("chat_model") or "none"),
    }


def _name_model(fingerprint: str) -> str:
    """The model without its number format: bfloat16 and float32 answer alike but for the margin."""
    return fingerprint.rpartition(" ")[0]


def _measure_answers(gated: GatedSet) -> Measured:
    questions = resolve(gated.rows[0])
    with _Quiet() as progress:
        run = run_questions(questions, articles=resolve(gated.articles[0]), watcher=progress)
    report = prepare_target(None, f"gate-{questions.stem}.json")
    tallies = tally_kinds(run.results)
    write_run(run, tallies, report)
    return Measured(
        gated=gated,
        figures=read_figures(tallies[-1]),
        inputs=read_inputs(run),
        where=str(report),
    )


def _measure_statements(gated: GatedSet) -> Measured:
    (rows,), (articles,) = gated.rows, gated.articles
    report, read = run_statements(resolve(rows), articles=resolve(articles))
    return Measured(
        gated=gated,
        figures={"recall": report.recall, "precision": report.precision},
        inputs={
            "rows": _fingerprint_files([resolve(rows)]),
            "articles": fingerprint_articles(read.values()),
        },
        where=f"python -m eval statements {rows} --articles {articles}",
    )


def _measure_retrieval(gated: GatedSet) -> Measured:
    rows = [resolve(one) for one in gated.rows]
    with open_sources(rows, [resolve(one) for one in gated.articles]) as search:
        report = search.measure()
    target = prepare_target(None, "gate-retrieval.json")
    write_json(target, {key: list(found) for key, found in report.rankings.items()})
    return Measured(
        gated=gated,
        figures={name: report.means[name].value for name in FIGURES["retrieval"]},
        inputs={
            "rows": _fingerprint_files(rows),
            "articles": search.articles_fingerprint,
            "model": _name_model(search.model),
        },
        where=str(target),
    )


def _fingerprint_files(paths: Sequence[Path]) -> str:
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    return (
        digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    )
