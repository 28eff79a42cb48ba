"""Thumbs down as rows of a question set: what was asked, with what a right answer holds left to be filled in."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from corpus.settings import load_settings
from corpus.store import Store
from eval.errors import EvalError, user_errors
from rag.feedback import Feedback, read_feedback

ID_MARK = "feedback-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What was written where."""

    path: Path
    written: int
    known: int
    """Thumbs down that stand there already; what was filled in stays."""


def export_feedback(store: Store, path: Path) -> Export:
    """Append the thumbs down of `store` that `path` does not hold yet, one row each.

    A row is no question until `kind` and `answerable` are filled in: `python -m eval run` names each
    that is left, with its line.

    Raises:
        EvalError: the file cannot be read or written, or holds a line that is no JSON object.
    """
    down = read_feedback(store, thumb="down")
    known = set(_known_ids(path))
    rows = [_row(one) for one in down if _id(one) not in known]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise EvalError(f"{path}: cannot be written: {error.strerror or error}") from error
    return Export(path=path, written=len(rows), known=len(down) - len(rows))


def from_feedback(
    data_dir: Annotated[
        Path | None, typer.Option("--data-dir", help="Folder whose feedback is read.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Question set to append to.")] = None,
) -> None:
    """Turn thumbs down into rows of a question set to complete."""
    with user_errors():
        folder = load_settings(data_dir=data_dir).data_dir
        with Store.open(folder, create=False) as store:
            done = export_feedback(store, out or folder / "eval" / "feedback.jsonl")
    typer.echo(f"{done.written} rows written to {done.path}, {done.known} stood there already")
    if done.written:
        typer.echo(
            "fill in kind, answerable, expect, forbid and sources of each; then run it with:"
            f" python -m eval run {done.path}"
        )


def _row(feedback: Feedback) -> Mapping[str, object]:
    """The fields of a question, then what the person saw and said, which the format leaves aside."""
    return {
        "id": _id(feedback),
        "kind": None,
        "question": feedback.question,
        "history": list(feedback.history),
        "as_of": feedback.as_of,
        "answerable": None,
        "expect": [],
        "forbid": [],
        "sources": [],
        "comment": feedback.comment,
        "seen_answer": feedback.answer,
        "seen_abstained": feedback.abstained,
        "cited": list(feedback.sources),
        "filters": json.loads(feedback.filters),
        "given_at": feedback.given_at.isoformat(),
    }


def _id(feedback: Feedback) -> str:
    return ID_MARK + feedback.feedback_id


def _known_ids(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise EvalError(f"{path}:{number}: is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise EvalError(f"{path}:{number}: is no JSON object")
        yield str(row.get("id"))
