"""The doors behind the chat's script; programs use the endpoints of `page.api`."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from page.article import render_article
from page.conversation import converse, show_turns
from page.doors import Call, Door, Reply
from page.export import write_html, write_markdown
from page.turns import read_turns
from rag.errors import QuestionError

if TYPE_CHECKING:
    from rag.asking import Ask


def open_chat(call: Call) -> Iterator[Reply]:
    """Answer `asked` (an `Ask`), frame by frame; `anchor` begins the ids of its cards."""
    asked, anchor = call.fields.get("asked"), call.text("anchor", longest=10)
    if not isinstance(asked, dict) or not re.fullmatch(r"s\d{1,6}", anchor):
        raise QuestionError(f"expected a question and an anchor such as 's1', got {anchor!r:.80}")
    ask: Ask = {"question": "", **asked}  # type: ignore[typeddict-item] # checked by the assistant
    for frame in converse(call.service, ask, anchor, call.texts):
        yield dict(frame)


def open_kept(call: Call) -> Reply:
    """Show turns again that the browser kept, the first of them as number `first`, from 1."""
    first = call.whole("first", default=1)
    frames = show_turns(call.service, call.fields.get("rows"), first, call.texts)
    return {"frames": list(frames)}


def open_article(call: Call) -> Reply:
    """Show the whole article of citation `number`, from 1, of a turn."""
    (turn,) = read_turns([call.fields.get("row")])
    number = call.whole("number")
    if not 1 <= number <= len(turn.citations):
        raise QuestionError(f"number: there is no citation {number!r} in this answer")
    article = call.service.read_article(turn.citations[number - 1].article_id)
    return {"html": render_article(article, turn, number, call.texts)}


def open_export(call: Call) -> Reply:
    """Write turns as `markdown` or `html`."""
    turns = read_turns(call.fields.get("rows"))
    name = f"streetwise-{date.today().isoformat()}"  # noqa: DTZ011 - the person's own day
    if call.text("form", longest=20) == "html":
        return {"name": f"{name}.html", "text": write_html(turns, call.texts)}
    return {"name": f"{name}.md", "text": write_markdown(turns, call.texts)}


def open_choices(call: Call) -> Reply:
    """List what can be filtered by: outlets, firms and languages of the articles."""
    return dict(call.service.choices())


DOORS: dict[str, Door] = {
    "chat": open_chat,
    "chat-kept": open_kept,
    "chat-article": open_article,
    "chat-export": open_export,
    "chat-choices": open_choices,
}
