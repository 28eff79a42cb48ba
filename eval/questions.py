"""The noun `Question`, one row of a question set, and the reader of such a set.

The fields are those of the JSON row, but for `question_id` (there `id`) and `text` (`question`).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeGuard, get_args

from eval.errors import EvalError
from eval.rows import Row, read_records

QuestionKind = Literal[
    "view",
    "fact",
    "temporal",
    "change",
    "compare",
    "count",
    "conflict",
    "followup",
    "abstain",
    "injection",
]
KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)

FIELDS = (
    "id",
    "kind",
    "question",
    "history",
    "as_of",
    "answerable",
    "expect",
    "forbid",
    "sources",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, and what a right answer holds."""

    question_id: str
    kind: QuestionKind
    text: str
    history: tuple[str, ...] = ()
    """What the same person asked before it in the same chat, oldest first."""
    as_of: date | None = None
    """Nothing published after it may be used."""
    answerable: bool
    """False: the articles hold no answer, so the right answer is to say so."""
    expect: tuple[tuple[str, ...], ...] = ()
    """Of every group at least one alternative must stand in the answer."""
    forbid: tuple[str, ...] = ()
    """Phrases of which none may stand in the answer."""
    sources: tuple[tuple[str, ...], ...] = ()
    """Groups of file names; of every group at least one must be cited."""


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a JSON Lines file in its order.

    Fields that are not of the format are left aside, unless they look like a misspelt one.

    Raises:
        EvalError: every bad row as `file:line: why`; a file that cannot be read or is empty.
    """
    return tuple(question for question, _ in read_placed_questions(path))


def read_placed_questions(path: Path) -> tuple[tuple[Question, str], ...]:
    """Return the questions of a file, each with its place `file:line`; else as `read_questions`."""
    first_places: dict[str, str] = {}

    def make(row: Row) -> tuple[Question, str]:
        question = make_question(row)
        first = first_places.setdefault(question.question_id, row.place)
        if first != row.place:
            raise EvalError(f"{row.place}: id: {question.question_id!r} stands already at {first}")
        return question, row.place

    return read_records(path, make, fields=FIELDS)


def make_fields(question: Question) -> dict[str, object]:
    """Return the row of a question; what is empty is left out, but `expect` and `sources`."""
    answerable = {"expect": question.expect, "sources": question.sources}
    optional = {
        "history": question.history,
        "as_of": question.as_of.isoformat() if question.as_of else None,
        "forbid": question.forbid,
    }
    return {
        "id": question.question_id,
        "kind": question.kind,
        "question": question.text,
        "answerable": question.answerable,
        **(answerable if question.answerable else {}),
        **{name: value for name, value in optional.items() if value},
    }


def make_question(row: Row) -> Question:
    """Return the question of one row.

    Raises:
        EvalError: a field is missing or wrong.
    """
    kind = row.text("kind")
    if not is_kind(kind):
        raise row.error("kind", f"one of {', '.join(KINDS)}")
    return Question(
        question_id=row.text("id"),
        kind=kind,
        text=row.text("question"),
        history=row.texts("history"),
        as_of=_read_date(row, "as_of"),
        answerable=row.flag("answerable"),
        expect=row.groups("expect"),
        forbid=row.texts("forbid"),
        sources=row.groups("sources"),
    )


def is_kind(value: str) -> TypeGuard[QuestionKind]:
    """Whether a text names a kind of question."""
    return value in KINDS


def _read_date(row: Row, name: str) -> date | None:
    value = row.optional_text(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise row.error(name, "an ISO date such as 2024-08-01") from None
