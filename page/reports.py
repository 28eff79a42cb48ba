"""The reports of `python -m eval run` in the data folder, as far as their figures go.

Only files of that folder are read. The tallies are shown as they stand: what they mean is the evaluation's, and other
versions may have others.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import RagError

FOLDER = "eval"
_LARGEST_BYTES = 50_000_000
_LARGEST_PAGE_BYTES = 5_000_000
_COUNTS = ("name", "total", "passed")
_MOST_FAILED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run."""

    facts: tuple[tuple[str, str], ...]
    """What it rests on: a key such as `questions`, and a value."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    failed: tuple[tuple[str, str], ...]
    """Questions that did not pass, and why."""


def list_reports(data_dir: Path) -> tuple[str, ...]:
    """Return the names of the reports, the newest first."""
    return _names(data_dir, "*.json")


def list_pages(data_dir: Path) -> tuple[str, ...]:
    """Return the names of the reports written as pages, the newest first."""
    return _names(data_dir, "*.html")


def read_report(data_dir: Path, name: str) -> Report | None:
    """Return a report by its name; None for JSON that is none.

    Raises:
        RagError: there is no such report, or it cannot be read.
    """
    content = _read(data_dir, name, list_reports(data_dir), _LARGEST_BYTES)
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        raise RagError(f"the report {name!r} is not JSON") from None
    tallies = fields.get("tallies") if isinstance(fields, dict) else None
    if not isinstance(tallies, list) or not all(isinstance(one, dict) for one in tallies):
        return None
    measures = [key for key in _flat(tallies[-1] if tallies else {}) if key not in _COUNTS]
    return Report(
        facts=tuple(_facts(fields)),
        columns=("kind", "passed", *measures),
        rows=tuple(_row(tally, measures) for tally in tallies),
        failed=tuple(_failed(fields.get("rows")))[:_MOST_FAILED],
    )


def read_page(data_dir: Path, name: str) -> str:
    """Return a page's HTML. Raises: RagError where there is none, or it is too large."""
    return _read(data_dir, name, list_pages(data_dir), _LARGEST_PAGE_BYTES)


def _names(data_dir: Path, pattern: str) -> tuple[str, ...]:
    try:
        found = [path for path in (data_dir / FOLDER).glob(pattern) if path.is_file()]
        ordered = sorted(found, key=lambda path: -path.stat().st_mtime)
    except OSError:
        return ()
    return tuple(path.name for path in ordered)


def _read(data_dir: Path, name: str, known: Sequence[str], largest: int) -> str:
    # A name is only ever looked up among those that are there, so no other path can be meant.
    if name not in known:
        raise RagError(f"there is no report {name!r:.80} in the data folder")
    path = data_dir / FOLDER / name
    try:
        if path.stat().st_size > largest:
            raise RagError(f"the report {name!r} is larger than {largest:,} bytes")
        return path.read_text("utf-8", "replace")
    except OSError as error:
        raise RagError(f"the report {name!r} cannot be read: {error.strerror}") from None


def _flat(tally: Mapping[str, Any]) -> dict[str, Any]:
    """The measures of a tally, whether they stand in it or under `estimates`."""
    inner = tally.get("estimates")
    return {
        **{key: value for key, value in tally.items() if key != "estimates"},
        **(inner if isinstance(inner, dict) else {}),
    }


def _row(tally: Mapping[str, Any], measures: Sequence[str]) -> tuple[str, ...]:
    flat = _flat(tally)
    passed = f"{tally.get('passed', '?')} / {tally.get('total', '?')}"
    return (
        str(tally.get("name", "")),
        passed,
        *(_figure(name, flat.get(name)) for name in measures),
    )


def _figure(name: str, value: object) -> str:
    """A number as it is read: fractions in percent, with the interval where one is told."""
    if isinstance(value, dict):
        low, high = value.get("low"), value.get("high")
        middle = _figure(name, value.get("value"))
        if isinstance(low, int | float) and isinstance(high, int | float):
            return f"{middle} ({_figure(name, low)}–{_figure(name, high)})"
        return middle
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "–"
    if isinstance(value, float) and 0 <= value <= 1 and not name.endswith("ms"):
        return f"{value:.0%}"
    return f"{value:,.0f}"


def _facts(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    told = []
    for key in ("questions", "articles"):
        held = fields.get(key)
        if isinstance(held, dict) and held.get("path"):
            count = f" ({held['count']})" if isinstance(held.get("count"), int) else ""
            told.append((key, f"{Path(str(held['path'])).name}{count}"))
    told += [(key, str(fields[key])) for key in ("model", "finished") if fields.get(key)]
    return told


def _failed(rows: object) -> list[tuple[str, str]]:
    if not isinstance(rows, list):
        return []
    return [
        (str(row.get("question", "")), "; ".join(map(str, row.get("failures") or ())))
        for row in rows
        if isinstance(row, dict) and row.get("passed") is False
    ]
