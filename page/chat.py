"""The tab to ask in: the chat, its filters, the sources and the article beside it.

Laid out once as HTML; the script in `static/` fills it from the doors of `page.chat_doors`. The framework's own HTML
and chat widgets need `unsafe-eval` in the content security policy, or take names and roles from what they show.
"""

import json

from page.desk import Desk
from page.escape import safe
from page.texts import SCRIPT_KEYS, Texts

EXAMPLES = (
    "What does Morgan Stanley think about small caps?",
    "Who is cautious about small caps?",
    "What did Barclays say about small caps?",
    "Why did small caps rally in July 2024?",
)
"""English on every page, as the assistant reads questions in English only."""


def build_chat(desk: Desk) -> None:
    """Lay out the tab."""
    as_of = desk.service.as_of.isoformat() if desk.service.as_of else ""
    desk.gr.Markdown(
        render_shell(desk.texts, as_of),
        latex_delimiters=[],
        sanitize_html=False,  # made here of constants and the table of texts
        container=False,
        elem_id="ask-shell",
    )


def render_shell(texts: Texts, as_of: str) -> str:
    """Return the empty chat; `as_of` is the ISO date that stands in its field, or empty."""
    words = json.dumps({key: texts.say(key) for key in SCRIPT_KEYS})
    return (
        f'<div id="desk" data-words="{safe(words)}" data-language="{texts.language}">'
        f"{_render_talk(texts, as_of)}{_render_side(texts)}{_render_chats(texts)}"
        '<div id="tip" role="tooltip" hidden><b></b><q></q></div>'
        '<div id="said" class="sr" role="status"></div></div>'
    )


def _button(texts: Texts, key: str, element_id: str, kind: str = "quiet") -> str:
    return f'<button type="button" id="{element_id}" class="{kind}">{safe(texts.say(key))}</button>'


def _render_talk(texts: Texts, as_of: str) -> str:
    examples = "".join(
        f'<li><button type="button" data-ask="{safe(example)}" lang="en">{safe(example)}</button></li>'
        for example in EXAMPLES
    )
    bar = (
        _button(texts, "new", "clear")
        + _button(texts, "chats", "chats-open")
        + f'<span class="gap"></span>{_button(texts, "save.markdown", "save-markdown")}'
        + _button(texts, "save.html", "save-html")
    )
    return (
        f'<section id="talk" aria-label="{safe(texts.say("chat"))}"><div class="bar">{bar}</div>'
        f'<div id="chat" role="log" aria-label="{safe(texts.say("chat"))}" tabindex="0">'
        f'<div id="welcome"><h2>{safe(texts.say("welcome"))}</h2>'
        f"<p>{safe(texts.say('welcome.more'))}</p><ul>{examples}</ul></div></div>"
        f"{_render_form(texts, as_of)}</section>"
    )


def _render_form(texts: Texts, as_of: str) -> str:
    question = safe(texts.say("question"))
    dates = "".join(
        f'<label id="{name}">{safe(texts.say(f"filter.{name}"))}'
        f'<input type="date" name="{name}" value="{value}"></label>'
        for name, value in (("since", ""), ("until", ""), ("as-of", as_of))
    )
    lists = "".join(
        f'<fieldset id="{name}"><legend>{safe(texts.say(f"filter.{name}"))}</legend>'
        f'<input type="search" hidden aria-label="'
        f'{safe(texts.say("filter.find", name=texts.say(f"filter.{name}")))}">'
        f'<div class="choices" tabindex="0" role="group" '
        f'aria-label="{safe(texts.say(f"filter.{name}"))}"></div></fieldset>'
        for name in ("outlets", "firms", "languages")
    )
    return (
        '<form id="ask-form" autocomplete="off"><ul id="active" class="chips" '
        f'aria-label="{safe(texts.say("filters"))}" hidden></ul>'
        f'<div id="question"><label class="sr" for="question-text">{question}</label>'
        f'<textarea id="question-text" rows="1" placeholder="{safe(texts.say("placeholder"))}"></textarea>'
        f'<button id="send" class="primary" type="submit">{safe(texts.say("ask"))}</button>'
        f'<button id="stop" class="primary" type="button" hidden>{safe(texts.say("stop"))}</button></div>'
        f'<details id="filters"><summary>{safe(texts.say("filters"))}</summary>'
        f'<div class="dates">{dates}</div><div class="lists">{lists}</div>'
        f"{_button(texts, 'filter.clear', 'filters-clear')}</details></form>"
    )


def _render_side(texts: Texts) -> str:
    sources, article = safe(texts.say("sources")), safe(texts.say("article"))
    return (
        f'<aside id="side" aria-label="{sources}"><div id="cards"><h2>{sources}</h2>'
        f'<div id="sources" class="sources" tabindex="0" role="group" aria-label="{sources}" '
        f'data-empty="{safe(texts.say("sources.none-yet"))}" '
        f'data-earlier="{safe(texts.say("sources.earlier"))}"></div></div>'
        '<div id="reader" hidden>'
        f'<div class="bar">{_button(texts, "back", "reader-close")}</div>'
        f'<div id="reader-text" tabindex="0" role="group" aria-label="{article}">'
        "</div></div></aside>"
    )


def _render_chats(texts: Texts) -> str:
    return (
        '<dialog id="chats" aria-labelledby="chats-title">'
        f'<h2 id="chats-title">{safe(texts.say("chats"))}</h2>'
        f'<p class="empty">{safe(texts.say("chats.about"))}</p><ul></ul>'
        f'<div class="bar">{_button(texts, "chats.delete-all", "chats-delete-all")}'
        f'<span class="gap"></span>{_button(texts, "close", "chats-close")}</div></dialog>'
    )
