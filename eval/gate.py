"""The gate: figures must not fall below the floors of a committed file.

A floor holds for its inputs only (rows, articles, model), whose fingerprints stand beside it. A
figure passes down to its floor less its margin, which says how far it moves with no change of the code.
`raise_floors` only ever raises; a floor comes down, or moves to changed inputs, only with a reason that
stays in the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeGuard, get_args

from eval.errors import EvalError
from eval.files import PROJECT, write_json
from eval.rows import Row

What = Literal["answers", "statements", "retrieval"]
FIGURES: Mapping[What, tuple[str, ...]] = {
    "answers": (
        "passed",
        "facts_found",
        "citation_recall",
        "citation_precision",
        "abstention_f1",
    ),
    "statements": ("recall", "precision"),
    "retrieval": ("Recall@3", "Recall@10", "MRR@10", "MAP@10"),
}
"""What may have floors, by what is measured: `eval run`, `eval statements`, `eval/source_ranking.py`."""
_SAME = 1e-9
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What one figure must reach; both numbers are fractions."""

    figure: str
    floor: float
    margin: float
    """How far below the floor still passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatedSet:
    """What is measured over which articles, with its inputs and floors."""

    what: What
    rows: tuple[str, ...]
    """Paths from the project's folder: a question set, labelled phrases, or for retrieval question sets."""
    articles: tuple[str, ...]
    """Likewise; several for retrieval only."""
    inputs: Mapping[str, str]
    """Fingerprints of rows, articles and models; empty before the first update."""
    floors: tuple[Floor, ...]

    @property
    def name(self) -> str:
        """What it is called in tables and messages: `samples`, `unseen statements`, `retrieval`."""
        stem = Path(self.rows[0]).stem
        return {"answers": stem, "statements": f"{stem} statements"}.get(self.what, self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The file: sets with floors, and every change that did not only raise one."""

    path: Path
    margin_why: str
    """How the margins were found."""
    sets: tuple[GatedSet, ...]
    history: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One figure beside its floor."""

    floor: Floor
    value: float | None

    @property
    def holds(self) -> bool:
        """Whether the figure is there and not below its floor by more than the margin."""
        least = self.floor.floor - self.floor.margin
        return self.value is not None and self.value >= least - _SAME


def read_gate(path: Path) -> Gate:
    """Return the gate of a file.

    Raises:
        EvalError: the file cannot be read or is wrong.
    """
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvalError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise EvalError(f"{path}: is not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise EvalError(f"{path}: is no JSON object")
    row = Row(place=str(path), fields=fields)
    return Gate(
        path=path,
        margin_why=row.text("margin_why"),
        sets=tuple(map(_read_set, row.inners("sets"))),
        history=tuple(
            {name: one.text(name) for name in one.fields} for one in row.inners("history")
        ),
    )


def write_gate(gate: Gate) -> None:
    """Write the gate back to its file."""
    write_json(
        gate.path,
        {
            "margin_why": gate.margin_why,
            "sets": [
                {
                    "what": one.what,
                    "rows": list(one.rows),
                    "articles": list(one.articles),
                    "inputs": dict(one.inputs),
                    "floors": [asdict(floor) for floor in one.floors],
                }
                for one in gate.sets
            ],
            "history": [dict(entry) for entry in gate.history],
        },
    )


def check_floors(gated: GatedSet, figures: Mapping[str, float]) -> tuple[Reached, ...]:
    """Return every floor with what was reached."""
    return tuple(Reached(floor=floor, value=figures.get(floor.figure)) for floor in gated.floors)


def find_changed_inputs(gated: GatedSet, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """Return one line an input that is not what the floors were measured on."""
    return tuple(
        f"{name}: floors are of {gated.inputs[name][:40]!r}, now it is {inputs[name][:40]!r}"
        for name in inputs
        if name in gated.inputs and gated.inputs[name] != inputs[name]
    )


def raise_floors(
    gated: GatedSet,
    figures: Mapping[str, float],
    inputs: Mapping[str, str],
    *,
    lower: bool = False,
    only: Sequence[str] = (),
    why: str | None = None,
) -> tuple[GatedSet, tuple[Mapping[str, str], ...]]:
    """Return the set with its floors at what was reached, and what has to be remembered of it.

    With `only` the floors of these figures come down and no other.

    Raises:
        EvalError: a floor would come down without `lower`, or inputs changed without `why`.
    """
    changed = find_changed_inputs(gated, inputs)
    reached = check_floors(gated, figures)
    may_fall = {one.figure for one in gated.floors if lower and (not only or one.figure in only)}
    refused = [one for one in reached if not one.holds and one.floor.figure not in may_fall]
    if refused:
        names = ", ".join(f"{one.floor.figure} (floor {one.floor.floor:.4f})" for one in refused)
        raise EvalError(
            f"{gated.name}: would lower {names}; a floor only comes down with:"
            ' python -m eval gate --lower --why "REASON"'
        )
    if changed and not why:
        raise EvalError(
            f"{gated.name}: its inputs changed, so its floors are set anew; say why with:"
            ' python -m eval gate --update --why "REASON"\n  ' + "\n  ".join(changed)
        )
    falls = [
        one.floor
        for one in reached
        if one.floor.figure in may_fall and (one.value or 0.0) < one.floor.floor - _SAME
    ]
    floors = tuple(_move(floor, figures.get(floor.figure), falls) for floor in gated.floors)
    entries = [
        {"change": f"lowered {before.figure} from {before.floor:.4f} to {after.floor:.4f}"}
        for before, after in zip(gated.floors, floors, strict=True)
        if after.floor < before.floor
    ] + [{"change": f"inputs: {line}"} for line in changed]
    stamp = {"date": datetime.now(UTC).date().isoformat(), "set": gated.name, "why": why or ""}
    return (
        replace(gated, inputs=dict(inputs), floors=floors),
        tuple({**stamp, **entry} for entry in entries),
    )


def resolve(path: str) -> Path:
    """Return a path of the file from wherever the command is started."""
    return PROJECT / path


def explain_changed(gated: GatedSet, changed: Sequence[str]) -> str:
    """Return what to do about inputs that are not those of the floors."""
    return "\n  ".join(
        [
            f"{gated.name}: was changed, so its floors say nothing:",
            *changed,
            "put it back, or measure the floors anew and say why:"
            ' python -m eval gate --update --why "REASON"',
        ]
    )


def _move(floor: Floor, value: float | None, falls: Sequence[Floor]) -> Floor:
    # Cut, not rounded: a floor above what was reached would fail at once.
    reached = math.floor((value or 0.0) * 10**_DIGITS) / 10**_DIGITS
    if floor in falls:
        return replace(floor, floor=reached)
    return replace(floor, floor=max(floor.floor, reached))


def _read_set(row: Row) -> GatedSet:
    what = row.text("what")
    if not _is_what(what):
        raise row.error("what", f"one of {', '.join(FIGURES)}")
    inputs = row.inner("inputs")
    gated = GatedSet(
        what=what,
        rows=row.texts("rows"),
        articles=row.texts("articles"),
        inputs={name: inputs.text(name) for name in inputs.fields},
        floors=tuple(_read_floor(floor, what) for floor in row.inners("floors")),
    )
    for name, paths in (("rows", gated.rows), ("articles", gated.articles)):
        if not paths or (what != "retrieval" and len(paths) > 1):
            raise row.error(name, "a list of one path, or for retrieval of some")
    return gated


def _is_what(text: str) -> TypeGuard[What]:
    return text in get_args(What)


def _read_floor(row: Row, what: What) -> Floor:
    figure = row.text("figure")
    if figure not in FIGURES[what]:
        raise row.error("figure", f"one of {', '.join(FIGURES[what])}")
    return Floor(figure=figure, floor=row.number("floor"), margin=row.number("margin"))
