"""A question and what is replied to it, as it grows: the frames that the page's script shows one after the other."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from corpus.errors import CorpusError
from page.export import write_text
from page.notices import render_notice
from page.render_answer import render_question, render_turn
from page.service import Service
from page.sources import render_sources
from page.spelling import spell_date
from page.texts import Texts
from page.turns import Chip, Turn, read_turns, turn_row
from rag.errors import RagError
from rag.reader import today
from rag.records import Answer, Plan

if TYPE_CHECKING:
    from rag.asking import Ask

_SUGGESTIONS = 3
_POLL_S = 0.5
_APART_S = 0.05
"""Between the growing frames of an answer that no model writes: it is whole before the eye has seen a part, and
each frame costs the machine what all others wait for."""


class Frame(TypedDict, total=False):
    """What the script shows of a turn; a later frame takes the place of an earlier one."""

    html: str
    """The whole turn."""
    sources: str
    """The cards beside it."""
    row: Mapping[str, object] | None
    """The turn as the browser keeps it; None until it is answered."""
    copy: str
    """The answer with its citations as plain text."""
    failed: bool
    """Whether the question was refused: it stays in its box, to be mended."""


def converse(service: Service, asked: "Ask", anchor: str, texts: Texts) -> Iterator[Frame]:
    """Yield the growing reply to a question; `anchor` begins the ids of its cards."""
    question = str(asked.get("question"))
    try:
        while not service.ready.wait(0 if service.ready.is_set() else _POLL_S):
            yield _say(question, texts.say(service.status), texts)
        assistant = service.assistant
        plan, next_s = None, 0.0
        for answer in assistant.stream(asked):
            if time.monotonic() < next_s and not service.asks_a_model:
                continue
            plan = plan or assistant.plan(asked)
            turn = make_turn(service, asked, answer, plan, texts)
            yield _show(service, turn, anchor, texts, whole=False)
            next_s = time.monotonic() + _APART_S
        suggestions = assistant.suggest(asked, answer, limit=_SUGGESTIONS)
        turn = make_turn(service, asked, answer, plan or assistant.plan(asked), texts)
        yield _show(service, replace(turn, suggestions=suggestions), anchor, texts)
    except (RagError, CorpusError) as error:
        refused = render_notice(str(error), "error", lang="en")  # in the words of the library
        yield {"html": render_question(question, texts) + refused, "row": None, "failed": True}


def show_turns(service: Service, rows: object, first: int, texts: Texts) -> list[Frame]:
    """Return the last frame of each turn that a browser kept, numbered from `first`.

    Raises:
        QuestionError: a row is no turn.
    """
    turns = enumerate(read_turns(rows), first)
    return [_show(service, turn, f"s{number}", texts) for number, turn in turns]


def make_turn(service: Service, asked: "Ask", answer: Answer, plan: Plan, texts: Texts) -> Turn:
    """Return all that is shown of an answer."""
    filters = {k: v for k, v in (asked.get("filters") or {}).items() if v}
    without = tuple(asked.get("without") or ())
    return Turn(
        question=answer.question,
        standalone=answer.standalone,
        as_of=asked.get("as_of") or "",
        filters=filters,  # type: ignore[arg-type] # checked by the assistant, which answered
        without=without,
        chips=tuple(make_chips(plan, asked, texts)),
        sentences=answer.sentences,
        citations=answer.citations,
        printed=service.printed_by(answer),
        abstained=answer.abstained,
        reason=answer.reason,
        notes=answer.notes,
        answered_as_of=answer.as_of,
        day=answer.as_of or today(),
    )


def make_chips(plan: Plan, asked: "Ask", texts: Texts) -> Iterator[Chip]:
    """Yield the parts that the question itself names: speakers, outlets, period, date, subject."""
    firms = (asked.get("filters") or {}).get("firms") or ()
    for speaker in plan.speakers:
        if speaker.name not in firms:  # type: ignore[operator] # a list of texts
            yield Chip(part=f"speaker:{speaker.name}", kind="speaker", label=speaker.name)
    for outlet in plan.outlets:
        yield Chip(part=f"outlet:{outlet}", kind="outlet", label=outlet)
    if plan.period is not None:
        label = spell_date(plan.period.iso, texts)
        yield Chip(part="period", kind="period", label=label)
    if plan.as_of is not None and plan.as_of.isoformat() != asked.get("as_of"):
        label = spell_date(plan.as_of.isoformat(), texts)
        yield Chip(part="as-of", kind="as-of", label=label)
    if plan.about:
        yield Chip(part="subject", kind="subject", label=plan.about)


def _show(service: Service, turn: Turn, anchor: str, texts: Texts, *, whole: bool = True) -> Frame:
    return {
        "html": render_turn(turn, anchor, texts, whole=whole),
        "sources": render_sources(turn, anchor, service.source_texts(turn.citations), texts),
        "row": turn_row(turn) if whole else None,
        "copy": write_text(turn, texts) if whole else "",
    }


def _say(question: str, text: str, texts: Texts) -> Frame:
    return {"html": render_question(question, texts) + render_notice(text), "row": None}
