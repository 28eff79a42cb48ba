"""The command `python -m eval gate`: measure every gated set, compare with its floors, move floors."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from eval.errors import EvalError, user_errors
from eval.gate import (
    Gate,
    Reached,
    check_floors,
    explain_changed,
    find_changed_inputs,
    raise_floors,
    read_gate,
    write_gate,
)
from eval.gate_measures import Measured, measure_gated
from eval.provenance import GATE_FILE
from eval.run_commands import GATE_FAILED
from eval.tables import format_table


def gate(
    file: Annotated[Path, typer.Option("--file", help="The floors.")] = GATE_FILE,
    update: Annotated[
        bool, typer.Option("--update", help="Raise the floors to what is reached now.")
    ] = False,
    lower: Annotated[
        bool, typer.Option("--lower", help="Also let floors down; needs --why.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", help="With --lower: let down the floors of this figure; repeatable."
        ),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", help="Kept in the file beside what was changed.")
    ] = None,
) -> None:
    """Fail when a figure fell below its floor, or when what the floors rest on was changed."""
    with user_errors():
        if lower and not (why and why.strip()):
            raise EvalError('--lower needs a reason that stays in the file: --why "REASON"')
        floors = read_gate(file)
        measured = _measure(floors)
        if update or lower:
            _update(floors, measured, lower=lower, only=only or (), why=why)
            return
        failures = [line for one in measured for line in _find_failures(one)]
    typer.echo(_format(measured, floors.margin_why))
    for line in failures:
        typer.echo(line, err=True)
    if failures:
        raise typer.Exit(GATE_FAILED)


def _measure(floors: Gate) -> list[Measured]:
    measured = []
    for gated in floors.sets:
        typer.echo(f"{gated.name} over {', '.join(gated.articles)}", err=True)
        measured.append(measure_gated(gated))
    return measured


def _find_failures(one: Measured) -> list[str]:
    changed = find_changed_inputs(one.gated, one.inputs)
    if changed:
        return [explain_changed(one.gated, changed)]
    return [
        f"{one.gated.name}: {_say_miss(reached)}; what was missed: {one.where}"
        for reached in check_floors(one.gated, one.figures)
        if not reached.holds
    ]


def _say_miss(reached: Reached) -> str:
    value = "nothing" if reached.value is None else f"{reached.value:.4f}"
    floor = reached.floor
    return f"{floor.figure} is {value}, its floor {floor.floor:.4f} with margin {floor.margin:.4f}"


def _update(
    floors: Gate,
    measured: list[Measured],
    *,
    lower: bool,
    only: Sequence[str],
    why: str | None,
) -> None:
    moved = [
        raise_floors(one.gated, one.figures, one.inputs, lower=lower, only=only, why=why)
        for one in measured
    ]
    kept = tuple(entry for _, entries in moved for entry in entries)
    after = replace(
        floors, sets=tuple(gated for gated, _ in moved), history=(*floors.history, *kept)
    )
    write_gate(after)
    now = [replace(one, gated=gated) for one, (gated, _) in zip(measured, moved, strict=True)]
    typer.echo(_format(now, floors.margin_why))
    typer.echo(f"\nwritten: {floors.path}; commit it")


def _format(measured: list[Measured], margin_why: str) -> str:
    rows = [
        (
            one.gated.name,
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
