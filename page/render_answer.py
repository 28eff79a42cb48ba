"""A turn as HTML: the question, what it was read as, the answer with its marks, what to ask next."""

import re

from page.escape import safe
from page.notices import render_list
from page.said import read_said, say_verdict, write_notes
from page.spelling import spell_age, spell_date
from page.texts import Texts
from page.turns import Turn
from rag.records import AnswerSentence, Citation

SHOWN_CHARACTERS = 2_000
"""Of a question's echo; a longer question is refused, and its echo would hide the reason."""


def render_question(question: str, texts: Texts) -> str:
    """Return the bubble of a question."""
    shown = question[:SHOWN_CHARACTERS] + "…" * (len(question) > SHOWN_CHARACTERS)
    return f'<div class="asked"><span class="sr">{safe(texts.say("asked"))}: </span>{safe(shown)}</div>'


def render_turn(turn: Turn, anchor: str, texts: Texts, *, whole: bool = True) -> str:
    """Return a turn whose marks open the cards of `render_sources` with the same `anchor`.

    A part of a growing answer, not `whole`, has no tools and no suggestions yet.
    """
    parts = [render_question(turn.question, texts), _render_chips(turn, texts)]
    parts.append(render_answer(turn, anchor, texts))
    if whole:
        parts += [_render_tools(texts), _render_suggestions(turn, texts)]
    return "".join(parts)


def render_answer(turn: Turn, anchor: str, texts: Texts) -> str:
    """Return the answer: its sentences, or what was missing; then its notes and its age."""
    parts = []
    if turn.abstained:
        missing = texts.say(f"missing.{turn.reason}") if turn.reason else ""
        parts.append(f'<p class="badge">{safe(texts.say("missing.title"))}: {safe(missing)}</p>')
    parts += [_render_sentence(sentence, turn, anchor, texts) for sentence in turn.sentences]
    parts += _render_notes(turn, anchor, texts)
    parts += _render_foot(turn, texts)
    kind = "answer abstained" if turn.abstained else "answer"
    return (
        f'<div class="{kind}" role="group" aria-label="{safe(texts.say("answered"))}">'
        f"{''.join(parts)}</div>"
    )


def _render_sentence(sentence: AnswerSentence, turn: Turn, anchor: str, texts: Texts) -> str:
    said = read_said(sentence, turn, texts)
    head = ""
    opening = f'<p class="intro">{safe(said.intro)}</p>' if said.intro else ""
    if said.lead:
        age = spell_age(said.dated, turn.day, texts)
        badge = f'<span class="age">{safe(age)}</span>' if age else ""
        head = f'<span class="lead">{safe(said.lead)} {badge}</span> '
    shown = _with_marks(said.words, turn, anchor, texts)
    if not sentence.stands:  # never as an answer
        shown = f'<s>{shown}</s> <em class="verdict">{safe(say_verdict(sentence, texts))}</em>'
    return f"{opening}<p>{head}{shown}</p>"


def _with_marks(text: str, turn: Turn, anchor: str, texts: Texts) -> str:
    """The text with each mark of a citation as a link to its card."""
    links = {
        citation.mark: _render_mark(citation, f"{anchor}-{number}", texts)
        for number, citation in enumerate(turn.citations, 1)
    }
    if not links:
        return safe(text)
    pattern = "|".join(re.escape(mark) for mark in sorted(links, key=len, reverse=True))
    parts = re.split(f"( ?(?:{pattern}))", text)
    return "".join(
        (" " * part.startswith(" ") + links[part.strip()]) if part.strip() in links else _keep(part)
        for part in parts
    )


def _keep(part: str) -> str:
    return f"{' ' * part[:1].isspace()}{safe(part)}{' ' * (part[-1:].isspace() and bool(part.strip()))}"


def _render_mark(citation: Citation, anchor: str, texts: Texts) -> str:
    place = (
        f"{citation.outlet or texts.say('outlet.unknown')}, {spell_date(citation.published, texts)}"
    )
    return (
        f'<a class="cite" href="#{anchor}" data-open="{anchor}" '
        f'data-place="{safe(place)}" data-quote="{safe(citation.quote)}">{safe(citation.mark)}</a>'
    )


def _render_notes(turn: Turn, anchor: str, texts: Texts) -> list[str]:
    items = "".join(
        f"<li>{_with_marks(note, turn, anchor, texts)}</li>" for note in write_notes(turn, texts)
    )
    if not items:
        return []
    name = safe(texts.say("notes"))
    return [
        f'<div class="notes" role="note" aria-label="{name}"><b>{name}</b><ul>{items}</ul></div>'
    ]


def _render_foot(turn: Turn, texts: Texts) -> list[str]:
    """The as-of date, and how old the newest source is."""
    parts = []
    if turn.answered_as_of:
        day = spell_date(turn.answered_as_of.isoformat(), texts)
        parts.append(f'<span class="asof">{safe(texts.say("as-of", day=day))}</span>')
    dated = [c.published for c in turn.citations if c.published]
    if dated:
        newest = max(dated, key=lambda published: published.rpartition("/")[2])
        said = texts.say("newest", day=spell_date(newest, texts))
        age = spell_age(newest, turn.day, texts)
        parts.append(f"<span>{safe(said)}</span>")
        parts += [f'<span class="age">{safe(age)}</span>'] if age else []
    return [f'<p class="foot">{"".join(parts)}</p>'] if parts else []


def _render_chips(turn: Turn, texts: Texts) -> str:
    """What the question was read as; each part can be left out."""
    chips = []
    for chip in turn.chips:
        kind = texts.say(f"chip.{chip.kind}")
        label = safe(texts.say("chip.remove", kind=kind, label=chip.label))
        chips.append(
            f'<li><button type="button" class="chip" data-without="{safe(chip.part)}" '
            f'aria-label="{label}" title="{label}"><span class="kind">{safe(kind)}</span> '
            f'{safe(chip.label)}<span class="x" aria-hidden="true">×</span></button></li>'
        )
    for part in turn.without:
        said = texts.say("chip.left-out", label=part.partition(":")[2] or part)
        chips.append(f'<li><span class="chip gone">{safe(said)}</span></li>')
    if not chips:
        return ""
    name = safe(texts.say("read.as"))
    return f'<ul class="chips" aria-label="{name}">{"".join(chips)}</ul>'


def _render_tools(texts: Texts) -> str:
    buttons = "".join(
        f'<button type="button" data-tool="{tool}">{safe(texts.say(tool))}</button>'
        for tool in ("copy", "retry", "edit", "link")
    )
    thumbs = "".join(
        f'<button type="button" data-thumb="{thumb}" aria-pressed="false">'
        f"{safe(texts.say(f'thumb.{thumb}'))}</button>"
        for thumb in ("up", "down")
    )
    return f'<div class="tools">{buttons}{thumbs}</div>'


def _render_suggestions(turn: Turn, texts: Texts) -> str:
    if not turn.suggestions:
        return ""
    name = safe(texts.say("nearest" if turn.abstained else "next"))
    # English on every page: the assistant reads questions in English only, and these are asked as they stand.
    buttons = "".join(
        f'<li><button type="button" lang="en" data-ask="{safe(question)}">{safe(question)}</button></li>'
        for question in turn.suggestions
    )
    return f'<div class="next"><b>{name}</b><ul aria-label="{name}">{buttons}</ul></div>'


__all__ = ["render_answer", "render_list", "render_question", "render_turn"]
