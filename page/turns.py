"""The noun of the chat: `Turn`, a question with all that is shown of its answer.

The browser keeps turns as rows of JSON and hands them back to be shown again; `read_turns` checks what it hands back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from corpus.article import Period
from page.leads import say_part
from page.spelling import spell_age, spell_date
from page.texts import Texts
from rag.errors import QuestionError
from rag.records import AnswerSentence, Citation, Reason

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MOST_TURNS = 200
ChipKind = Literal["speaker", "outlet", "period", "as-of", "subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A part that a question was read as, which can be left out."""

    part: str
    """As `rag.planning.filters.leave_out` takes it."""
    kind: ChipKind
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question of a chat and what was replied."""

    question: str
    standalone: str = ""
    """The question with what it takes over from earlier ones."""
    as_of: str = ""
    """The date that was asked with; empty is none."""
    filters: dict[str, str | list[str]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    chips: tuple[Chip, ...] = ()
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    printed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of cited articles the other outlets of the same story, by `article_id`."""
    abstained: bool = False
    reason: Reason | None = None
    notes: tuple[str, ...] = ()
    answered_as_of: date | None = None
    suggestions: tuple[str, ...] = ()
    day: date
    """The day from which ages count: the as-of date, else the day of the answer."""


@cache
def _adapter() -> "TypeAdapter[tuple[Turn, ...]]":
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Turn, ...])


def turn_row(turn: Turn) -> dict[str, Any]:
    """Return a turn as JSON can hold it."""
    row: dict[str, Any] = _adapter().dump_python((turn,), mode="json")[0]
    return row


def read_turns(rows: object) -> tuple[Turn, ...]:
    """Return turns from the rows that a browser kept.

    Raises:
        QuestionError: they are none.
    """
    from pydantic import ValidationError

    if not isinstance(rows, list) or len(rows) > MOST_TURNS:
        raise QuestionError(f"turns: expected a list of at most {MOST_TURNS}, got {rows!r:.80}")
    try:
        turns = _adapter().validate_python(rows)
        for turn in turns:
            _check_dates(turn)
    except (ValidationError, ValueError, LookupError) as error:
        raise QuestionError(
            f"turns: what this browser kept is no chat of this page: {error!s:.200}"
        ) from None
    return turns


def _check_dates(turn: Turn) -> None:
    """Say all that has a date or a figure once. Raises: ValueError or LookupError for what cannot be said."""
    texts = Texts("en")
    for citation in turn.citations:
        spell_date(citation.published, texts)
        spell_age(citation.published, turn.day, texts)
    for part in (part for sentence in turn.sentences for part in sentence.lead):
        for iso in filter(None, (part.date, part.then, part.now)):
            Period.read(iso)
        say_part(part, texts)
