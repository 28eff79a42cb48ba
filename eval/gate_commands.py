"""The command `python -m eval gate`: measure every gated set, compare with its floors, move floors."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from eval.errors import EvalError, user_errors
from eval.gate import (
    Gate,
    GatedSet,
    Reached,
    check_floors,
    explain_changed,
    find_changed_inputs,
    raise_floors,
    read_figures,
    read_gate,
    read_inputs,
    resolve,
    write_gate,
)
from eval.provenance import GATE_FILE
from eval.report import write_run
from eval.run import run_questions
from eval.run_commands import GATE_FAILED, RunProgress, prepare_target
from eval.tables import format_table
from eval.tallies import tally_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    gated: GatedSet
    figures: Mapping[str, float]
    inputs: Mapping[str, str]
    report: Path


def gate(
    file: Annotated[Path, typer.Option("--file", help="The floors.")] = GATE_FILE,
    update: Annotated[
        bool, typer.Option("--update", help="Raise the floors to what is reached now.")
    ] = False,
    lower: Annotated[
        bool, typer.Option("--lower", help="Also let floors down; needs --why.")
    ] = False,
    why: Annotated[
        str | None, typer.Option("--why", help="Kept in the file beside what was changed.")
    ] = None,
) -> None:
    """Fail when a figure fell below its floor, or when what the floors rest on was changed."""
    with user_errors():
        if lower and not (why and why.strip()):
            raise EvalError('--lower needs a reason that stays in the file: --why "REASON"')
        floors = read_gate(file)
        measured = [_measure(gated) for gated in floors.sets]
        if update or lower:
            _update(floors, measured, lower=lower, why=why)
            return
        failures = [line for one in measured for line in _find_failures(one)]
    typer.echo(_format(measured, floors.margin_why))
    for line in failures:
        typer.echo(line, err=True)
    if failures:
        raise typer.Exit(GATE_FAILED)


def _measure(gated: GatedSet) -> _Measured:
    questions = resolve(gated.questions)
    typer.echo(f"{gated.questions} over {gated.articles}", err=True)
    with _Quiet() as progress:
        measured = run_questions(questions, articles=resolve(gated.articles), watcher=progress)
    report = prepare_target(None, f"gate-{questions.stem}.json")
    tallies = tally_kinds(measured.results)
    write_run(measured, tallies, report)
    return _Measured(
        gated=gated,
        figures=read_figures(tallies[-1]),
        inputs=read_inputs(measured),
        report=report,
    )


class _Quiet(RunProgress):
    """The bar alone: some sets are kept for their totals, and their questions are not to be read."""

    def describe(self, line: str) -> None:
        """Say nothing."""


def _find_failures(one: _Measured) -> list[str]:
    changed = find_changed_inputs(one.gated, one.inputs)
    if changed:
        return [explain_changed(one.gated, changed)]
    return [
        f"{one.gated.questions}: {_say_miss(reached)}; which questions failed: {one.report}"
        for reached in check_floors(one.gated, one.figures)
        if not reached.holds
    ]


def _say_miss(reached: Reached) -> str:
    value = "nothing" if reached.value is None else f"{reached.value:.4f}"
    floor = reached.floor
    return f"{floor.figure} is {value}, its floor {floor.floor:.4f} with margin {floor.margin:.4f}"


def _update(floors: Gate, measured: list[_Measured], *, lower: bool, why: str | None) -> None:
    moved = [
        raise_floors(one.gated, one.figures, one.inputs, lower=lower, why=why) for one in measured
    ]
    kept = tuple(entry for _, entries in moved for entry in entries)
    after = replace(
        floors, sets=tuple(gated for gated, _ in moved), history=(*floors.history, *kept)
    )
    write_gate(after)
    now = [replace(one, gated=gated) for one, (gated, _) in zip(measured, moved, strict=True)]
    typer.echo(_format(now, floors.margin_why))
    typer.echo(f"\nwritten: {floors.path}; commit it")


def _format(measured: list[_Measured], margin_why: str) -> str:
    rows = [
        (
            Path(one.gated.questions).stem,
            reached.floor.figure,
            "-" if reached.value is None else f"{reached.value:.4f}",
            f"{reached.floor.floor:.4f}",
            f"{reached.floor.margin:.4f}",
            "holds" if reached.holds else "BELOW",
        )
        for one in measured
        for reached in check_floors(one.gated, one.figures)
    ]
    header = ("set", "figure", "reached", "floor", "margin", "")
    lines = format_table(header, rows, left=(0, 1, 5))
    return "\n".join([*lines, f"margins: {margin_why}"])
