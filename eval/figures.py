"""Measured figures beside their targets, and the environment of the processes that are measured."""

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.files import PROJECT, write_json
from eval.provenance import describe_machine
from eval.tables import format_table

__all__ = ["PROJECT", "Figure", "format_figures", "make_environment", "write_figures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value with what it should be below, or reach."""

    name: str
    value: float | None
    """None where it could not be measured; `note` says why."""
    unit: str
    target: float | None = None
    """In the same unit; None where none was set."""
    at_least: bool = False
    """Whether the value should reach its target instead of staying below it."""
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the value is on the right side of its target; None where either is missing."""
        if self.value is None or self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value < self.target


def make_environment() -> dict[str, str]:
    """Return the environment of a child process: the settings in force without a chat model.

    An empty `NEWS_CHAT_MODEL` would let the one in an `.env` file through, so children run in a
    folder without such a file and get its other settings here.
    """
    from corpus.settings import PREFIX, load_settings

    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    settings = {
        PREFIX + name.upper(): str(value)
        for name, value in load_settings().model_dump(mode="json", exclude={"users"}).items()
        if value is not None and not name.startswith("chat_")
    }
    return kept | settings | {"PYTHONPATH": str(PROJECT), "GRADIO_ANALYTICS_ENABLED": "False"}


def format_figures(figures: Sequence[Figure]) -> str:
    """Return a table of figures with their targets."""
    words = {True: "met", False: "MISSED", None: ""}
    rows = [
        (
            figure.name,
            "-" if figure.value is None else f"{figure.value:,.2f} {figure.unit}",
            _format_target(figure),
            words[figure.met],
            figure.note,
        )
        for figure in figures
    ]
    header = ("figure", "measured", "target", "", "note")
    return "\n".join(format_table(header, rows, left=(0, 3, 4)))


def write_figures(figures: Sequence[Figure], path: Path) -> None:
    """Write figures and the machine they were measured on as JSON."""
    rows = [asdict(figure) | {"met": figure.met} for figure in figures]
    write_json(path, {"machine": describe_machine(), "figures": rows})


def _format_target(figure: Figure) -> str:
    if figure.target is None:
        return "-"
    return f"{'>=' if figure.at_least else '<'} {figure.target:g} {figure.unit}"
