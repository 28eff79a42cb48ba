"""The gate: figures must not fall below the floors of a committed file.

A floor holds for its inputs only (question set, articles, model), whose fingerprints stand beside it. A
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
from typing import TYPE_CHECKING

from eval.errors import EvalError
from eval.files import PROJECT, write_json
from eval.rows import Row

if TYPE_CHECKING:
    from eval.run import Run
    from eval.tallies import Tally

GATED = ("passed", "facts_found", "citation_recall", "citation_precision", "abstention_f1")
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
    """A question set with its inputs and floors."""

    questions: str
    """Path from the project's folder."""
    articles: str
    inputs: Mapping[str, str]
    """Fingerprints of `questions`, `articles` and `model`; empty before the first update."""
    floors: tuple[Floor, ...]


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

    questions: str
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
                    "questions": one.questions,
                    "articles": one.articles,
                    "inputs": dict(one.inputs),
                    "floors": [asdict(floor) for floor in one.floors],
                }
                for one in gate.sets
            ],
            "history": [dict(entry) for entry in gate.history],
        },
    )


def read_figures(tally: Tally) -> Mapping[str, float]:
    """Return the figures of a run that may have floors."""
    found = {name: tally.estimates[name] for name in GATED}
    return {name: one.value for name, one in found.items() if one is not None}


def read_inputs(run: Run) -> Mapping[str, str]:
    """Return the fingerprints that floors rest on; the model without its number format.

    bfloat16 and float32 answer alike but for the margin, so a floor holds on either kind of machine.
    """
    inputs = run.inputs
    return {
        "questions": inputs.questions_fingerprint,
        "articles": inputs.corpus.fingerprint,
        "model": inputs.model.rpartition(" ")[0],
        "chat_model": str(inputs.settings.get("chat_model") or "none"),
    }


def check_floors(gated: GatedSet, figures: Mapping[str, float]) -> tuple[Reached, ...]:
    """Return every floor with what was reached."""
    return tuple(
        Reached(questions=gated.questions, floor=floor, value=figures.get(floor.figure))
        for floor in gated.floors
    )


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
    why: str | None = None,
) -> tuple[GatedSet, tuple[Mapping[str, str], ...]]:
    """Return the set with its floors at what was reached, and what has to be remembered of it.

    Raises:
        EvalError: a floor would come down without `lower`, or inputs changed without `why`.
    """
    changed = find_changed_inputs(gated, inputs)
    falls = [
        reached.floor
        for reached in check_floors(gated, figures)
        if not reached.holds or (lower and (reached.value or 0.0) < reached.floor.floor - _SAME)
    ]
    if falls and not lower:
        names = ", ".join(f"{floor.figure} (floor {floor.floor:.4f})" for floor in falls)
        raise EvalError(
            f"{gated.questions}: would lower {names}; a floor only comes down with:"
            ' python -m eval gate --lower --why "REASON"'
        )
    if changed and not why:
        raise EvalError(
            f"{gated.questions}: its inputs changed, so its floors are set anew; say why with:"
            ' python -m eval gate --update --why "REASON"\n  ' + "\n  ".join(changed)
        )
    floors = tuple(_move(floor, figures.get(floor.figure), falls) for floor in gated.floors)
    entries = [
        {"change": f"lowered {floor.figure} from {floor.floor:.4f} to"
         f" {figures.get(floor.figure, 0.0):.4f}"}
        for floor in falls
    ] + [{"change": f"inputs: {line}"} for line in changed]  # fmt: skip
    stamp = {
        "date": datetime.now(UTC).date().isoformat(),
        "questions": gated.questions,
        "why": why or "",
    }
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
            f"{gated.questions}: was changed, so its floors say nothing:",
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
    inputs = row.inner("inputs")
    return GatedSet(
        questions=row.text("questions"),
        articles=row.text("articles"),
        inputs={name: inputs.text(name) for name in inputs.fields},
        floors=tuple(map(_read_floor, row.inners("floors"))),
    )


def _read_floor(row: Row) -> Floor:
    figure = row.text("figure")
    if figure not in GATED:
        raise row.error("figure", f"one of {', '.join(GATED)}")
    return Floor(figure=figure, floor=row.number("floor"), margin=row.number("margin"))
