"""The rows of a run that is under way: appended as they finish, so that an interrupted one goes on.

The first line says what the rows rest on; every other line is a result. A line that was cut off by a
kill is dropped and its question asked again. A finished run has its rows in its report, and the file
is removed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BufferedWriter
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from eval.errors import EvalError
from eval.results import Result, make_row, read_result
from eval.rows import parse_row, read_lines

Identity = Mapping[str, str]
"""What must be the same for a run to go on: a name for a person, and a fingerprint or value."""


def find_rows_path(report: Path) -> Path:
    """Return where the rows of a report stand until it is written."""
    return report.with_name(report.name.removesuffix(".json") + ".rows.jsonl")


class RowsFile:
    """The open rows of one run; one process at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        self._file: BufferedWriter | None = None

    def __enter__(self) -> RowsFile:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise EvalError(
                f"{self.path}: another run writes it; wait for that one, or name another --out"
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        # While it is held: once released another run may hold it, and a third would lock a new file of its name.
        Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()

    def refuse_others(self, identity: Identity) -> None:
        """Check what stands there already as far as `identity` goes.

        Raises:
            EvalError: the rows rest on something else; the message says on what, and what to do.
        """
        if not self.path.exists() or not self.path.stat().st_size:
            return
        head, results, _ = self._read()
        if not head:
            return  # killed within its first line
        changed = [
            f"  {name}: {_shorten(head.get(name))}, now {_shorten(value)}"
            for name, value in identity.items()
            if head.get(name) != value
        ]
        if changed:
            lines = "\n".join(changed)
            raise EvalError(
                f"{self.path}: holds {len(results)} rows of an interrupted run that cannot go on,"
                f" because this differs:\n{lines}\nGo on as it was begun, or set those rows aside"
                " and start anew with: --restart"
            )

    def begin(self, identity: Identity) -> tuple[Result, ...]:
        """Open for appending and return the results that stand there already.

        Raises:
            EvalError: they rest on something else.
        """
        self.refuse_others(identity)
        results: tuple[Result, ...] = ()
        kept = 0
        if self.path.exists():
            _, results, kept = self._read()
        self._file = self.path.open("ab")
        self._file.truncate(kept)
        if not kept:
            self._write({"run": dict(identity)})
        return results

    def append(self, result: Result) -> None:
        """Add one result; it is the system's once this returns."""
        self._write(make_row(result))

    def set_aside(self) -> Path | None:
        """Rename what stands there, so that nothing is lost; return its new name."""
        if not self.path.exists():
            return None
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.{number}")).exists():
            number += 1
        self.path.rename(aside)
        return aside

    def remove(self) -> None:
        """Remove the file once its rows stand in a report."""
        self.path.unlink(missing_ok=True)

    def _write(self, fields: Mapping[str, object]) -> None:
        if self._file is None:
            raise ValueError("begin() comes first")
        # ASCII, so that half a surrogate pair can be written.
        self._file.write(json.dumps(fields).encode("ascii") + b"\n")
        # Not synced: a row survives the death of this process, which is what interrupts runs.
        self._file.flush()

    def _read(self) -> tuple[Mapping[str, object], tuple[Result, ...], int]:
        """The header, the results, and the bytes up to which lines are whole."""
        kept = self.path.read_bytes().rfind(b"\n") + 1
        rows = [parse_row(place, line) for place, line in read_lines(self.path, kept)]
        if not rows:
            return {}, (), 0
        head, *others = rows
        return head.inner("run").fields, tuple(map(read_result, others)), kept


def _shorten(value: object) -> str:
    text = str(value)
    return text[:12] if len(text) == 64 else repr(value)
