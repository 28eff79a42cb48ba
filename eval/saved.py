"""Runs that were written: what a comparison, a report page and the gate read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.errors import EvalError
from eval.report import FORMAT
from eval.results import Result, read_result
from eval.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRun:
    """A run as its file tells it."""

    path: Path
    questions_path: str
    questions_fingerprint: str
    articles_path: str
    articles_fingerprint: str
    articles_count: int
    config: Mapping[str, object]
    settings: Mapping[str, object]
    model: str
    judge: str | None
    commit: str | None
    dirty: bool | None
    code_fingerprint: str
    finished: str
    machine: Mapping[str, object]
    results: tuple[Result, ...]

    @property
    def label(self) -> str:
        """A short name: that of the file, with the settings of this run alone."""
        config = ", ".join(f"{name}={value}" for name, value in self.config.items())
        return f"{self.path.stem} ({config})" if config else self.path.stem


def read_run(path: Path) -> SavedRun:
    """Return the run that a file of `python -m eval run` holds.

    Raises:
        EvalError: it cannot be read, or is none; the message says where.
    """
    row = _parse(path)
    if row.fields.get("format") != FORMAT:
        raise EvalError(
            f"{path}: is no report of this version of `python -m eval run` (format"
            f" {row.fields.get('format')!r}, expected {FORMAT}); make it again with that command"
        )
    questions, articles, code = row.inner("questions"), row.inner("articles"), row.inner("code")
    results = tuple(map(read_result, row.inners("rows")))
    if not results:
        raise EvalError(f"{path}: holds no row")
    return SavedRun(
        path=path,
        questions_path=questions.text("path"),
        questions_fingerprint=questions.text("sha256"),
        articles_path=articles.text("path"),
        articles_fingerprint=articles.text("sha256"),
        articles_count=articles.whole("count"),
        config=row.inner("config").fields,
        settings=row.inner("settings").fields,
        model=row.text("model"),
        judge=row.optional_text("judge"),
        commit=code.optional_text("commit"),
        dirty=code.flag_or_none("dirty"),
        code_fingerprint=code.text("sha256"),
        finished=row.text("finished"),
        machine=row.inner("machine").fields,
        results=results,
    )


def _parse(path: Path) -> Row:
    try:
        fields = json.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise EvalError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise EvalError(f"{path}: is not JSON of `python -m eval run`: {error}") from error
    if not isinstance(fields, dict):
        raise EvalError(f"{path}: is not JSON of `python -m eval run`")
    return Row(place=str(path), fields=fields)
