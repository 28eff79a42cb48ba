"""A question and what is replied to it, as it grows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from page.escape import safe
from page.notices import render_notice
from page.render_answer import render_answer
from page.service import Service
from page.sources import render_sources
from page.turns import Turn
from rag.errors import RagError

if TYPE_CHECKING:
    from rag.assistant import Ask

SHOWN_CHARACTERS = 2_000
"""Of a question's echo; a longer question is refused, and its echo would hide the reason."""


def converse(
    service: Service, question: str, as_of: str, turns: Sequence[Turn]
) -> Iterator[tuple[list[Turn], str]]:
    """Yield the growing chat and what stands in the question's box: a refused question, to mend."""
    anchor = f"s{len(turns) + 1}"
    doing = "Searching the articles…" if service.ready.is_set() else service.status
    turn = Turn(question=question, reply=render_notice(doing))
    yield [*turns, turn], ""
    try:
        history = [earlier.question for earlier in turns if earlier.answered]
        asked: Ask = {"question": question, "history": history, "as_of": as_of}
        while not service.ready.wait(0.5):
            yield [*turns, replace(turn, reply=render_notice(service.status))], ""
        for answer in service.assistant.stream(asked):
            texts = service.source_texts(answer)
            turn = Turn(
                question=question,
                reply=render_answer(answer, anchor),
                sources=render_sources(answer, anchor, texts),
                answered=True,
            )
            yield [*turns, turn], ""
    except (RagError, CorpusError) as error:
        failed = Turn(question=question, reply=render_notice(str(error), "error"))
        yield [*turns, failed], question


def render_chat(turns: Sequence[Turn]) -> list[dict[str, str]]:
    """Return the messages of the chat widget."""
    messages = []
    for turn in turns:
        shown = turn.question[:SHOWN_CHARACTERS] + "…" * (len(turn.question) > SHOWN_CHARACTERS)
        messages.append({"role": "user", "content": f"<div>{safe(shown)}</div>"})
        messages.append({"role": "assistant", "content": turn.reply})
    return messages
