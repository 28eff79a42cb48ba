"""The endpoints behind the chat's script; programs use those of `page.api`.

An error that a person can mend is a reply with `error`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from page.article import render_article
from page.conversation import converse, show_turns
from page.desk import Desk
from page.export import write_html, write_markdown
from page.service import Service
from page.texts import Texts
from page.turns import read_turns
from rag.errors import QuestionError, RagError

if TYPE_CHECKING:
    from rag.asking import Ask

Reply = dict[str, Any]
_AT_ONCE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatEndpoints:
    """Each method is an endpoint of its name."""

    service: Service
    texts: Texts

    def chat(self, asked: dict[str, Any], anchor: str) -> Iterator[Reply]:
        """Answer a question (an `Ask`), frame by frame; `anchor` begins the ids of its cards."""
        if not isinstance(asked, dict) or not re.fullmatch(r"s\d{1,6}", str(anchor)):
            yield {"error": f"expected a question and an anchor such as 's1', got {anchor!r:.80}"}
            return
        ask: Ask = {"question": "", **asked}  # type: ignore[typeddict-item] # checked by the assistant
        for frame in converse(self.service, ask, anchor, self.texts):
            yield dict(frame)

    def chat_kept(self, rows: list[Any], first: int) -> Reply:
        """Show turns again that the browser kept, the first of them as number `first`, from 1."""
        return _reply(lambda: {"frames": show_turns(self.service, rows, int(first), self.texts)})

    def chat_article(self, row: dict[str, Any], number: int) -> Reply:
        """Show the whole article of citation `number`, from 1, of a turn."""
        return _reply(lambda: {"html": self._article(row, number)})

    def chat_export(self, rows: list[Any], form: str) -> Reply:
        """Write turns as `markdown` or `html`."""
        return _reply(lambda: self._export(rows, form))

    def chat_choices(self) -> Reply:
        """List what can be filtered by: outlets, firms and languages of the articles."""
        return _reply(lambda: dict(self.service.choices()))

    def _article(self, row: object, number: int) -> str:
        (turn,) = read_turns([row])
        if not 1 <= number <= len(turn.citations):
            raise QuestionError(f"number: there is no citation {number!r} in this answer")
        article = self.service.read_article(turn.citations[number - 1].article_id)
        return render_article(article, turn, number, self.texts)

    def _export(self, rows: object, form: str) -> Reply:
        turns = read_turns(rows)
        name = f"streetwise-{date.today().isoformat()}"  # noqa: DTZ011 - the person's own day
        if form == "html":
            return {"name": f"{name}.html", "text": write_html(turns, self.texts)}
        return {"name": f"{name}.md", "text": write_markdown(turns, self.texts)}


def register_chat(desk: Desk) -> None:
    """Add the endpoints to the open `Blocks`."""
    endpoints = ChatEndpoints(service=desk.service, texts=desk.texts)
    desk.gr.events.api(
        endpoints.chat, api_name="chat", api_visibility="undocumented", concurrency_limit=_AT_ONCE
    )
    for endpoint in (
        endpoints.chat_kept,
        endpoints.chat_article,
        endpoints.chat_export,
        endpoints.chat_choices,
    ):
        desk.gr.events.api(
            endpoint, api_name=endpoint.__name__, api_visibility="undocumented", queue=False
        )


def _reply(make: Callable[[], Reply]) -> Reply:
    try:
        return make()
    except (RagError, CorpusError) as error:
        return {"error": str(error)}
