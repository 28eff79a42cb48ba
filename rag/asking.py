"""A question with what goes with it, checked where it enters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from typing_extensions import TypedDict

from rag.errors import QuestionError
from rag.planning.filters import NO_FILTERS, Filters, check_filters, check_texts

LONGEST_QUESTION = 2_000
"""Characters; a longer text is no question but a document."""
_LONGEST_HISTORY = 20
"""Earlier questions that are read; older ones no longer bear on a follow-up."""


class AskFields(TypedDict, total=False):
    """What may go with a question."""

    history: list[str]
    as_of: str | None
    chat_id: str
    filters: Mapping[str, object]
    """`since`, `until` (ISO dates), `outlets`, `firms`, `languages` (lists of texts): see `rag.planning.filters`."""
    without: list[str]
    """Parts of the question that are to be left out: see `rag.planning.filters.leave_out`."""


class Ask(AskFields):
    """A question with its history (oldest first), as-of date (ISO), filters, and the name of its chat.

    The name only tells chats apart for the cap on each; nothing is remembered under it.
    """

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was checked."""

    question: str
    history: tuple[str, ...]
    as_of: date | None
    chat_id: str
    filters: Filters = NO_FILTERS
    without: tuple[str, ...] = ()


def check_question(given: str | Ask) -> Asked:
    """The question with its history and date, checked where it enters."""
    if isinstance(given, str):
        given = {"question": given}
    if not isinstance(given, dict) or not isinstance(given.get("question"), str):
        raise QuestionError(
            f"expected a question as text, or a mapping with 'question', got {type(given).__name__}"
        )
    question = "".join(c if c.isprintable() else " " for c in given["question"]).strip()
    if not any(c.isalnum() for c in question):
        raise QuestionError(
            "the question is empty; ask something such as: who is cautious, and why?"
        )
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Ask one thing at a time, and add longer texts as articles"
        )
    history = given.get("history") or []
    if not isinstance(history, list | tuple) or not all(isinstance(h, str) for h in history):
        raise QuestionError(f"history: expected a list of earlier questions, got {history!r:.80}")
    return Asked(
        question=question,
        history=tuple(h[:LONGEST_QUESTION] for h in history[-_LONGEST_HISTORY:] if h.strip()),
        as_of=check_as_of(given.get("as_of")),
        chat_id=_check_chat(given.get("chat_id")),
        filters=check_filters(given.get("filters")),
        without=check_texts("without", given.get("without")),
    )


def _check_chat(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    raise QuestionError(f"chat_id: expected a text that names the chat, got {value!r:.80}")


def check_as_of(value: str | date | None) -> date | None:
    """The as-of date; None and empty text mean none."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise QuestionError(f"as_of: expected an ISO date such as 2025-09-18, got {value!r:.80}")
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise QuestionError(
            f"as_of: {value.strip()!r:.80} is not an ISO date such as 2025-09-18"
        ) from None
