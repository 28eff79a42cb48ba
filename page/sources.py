"""The panel beside the chat: the words behind an answer, in the words around them."""

from collections.abc import Mapping, Sequence

from page.escape import safe, safe_link
from page.spelling import spell_date, spell_origin
from page.turns import Turn
from rag.records import Answer, Citation

CONTEXT_CHARACTERS = 260
"""Shown on either side of a quotation: two or three sentences, so a card fits a phone."""


def render_context(citation: Citation, source_text: str | None) -> str:
    """Return the quotation in the words around it, or alone where the article has changed."""
    start, end = citation.start, citation.end
    if source_text is None or source_text[start:end] != citation.quote:
        return f"<mark>{safe(citation.quote)}</mark>"
    before = source_text[max(0, start - CONTEXT_CHARACTERS) : start]
    after = source_text[end : end + CONTEXT_CHARACTERS]
    if start > CONTEXT_CHARACTERS:
        before = "… " + before.partition(" ")[2]
    if end + CONTEXT_CHARACTERS < len(source_text):
        after = after.rpartition(" ")[0] + " …"
    gap = " " if before[-1:].isspace() else ""
    tail = " " if after[:1].isspace() else ""
    return f"{safe(before)}{gap}<mark>{safe(citation.quote)}</mark>{tail}{safe(after)}"


def render_card(citation: Citation, anchor: str, source_text: str | None) -> str:
    """Return one numbered source: outlet, date and its origin, title, link, and the quotation."""
    origin = spell_origin(citation.published, citation.published_origin)
    facts = [
        f"<b>{safe(citation.outlet or 'Outlet unknown')}</b>",
        f"<span>{safe(spell_date(citation.published))}</span>",
        f'<span class="origin">{safe(origin)}</span>' if origin else "",
        safe_link(citation.url),
    ]
    return (
        f'<article class="card" id="{anchor}"><span class="number">'
        f"{safe(citation.mark.strip('[]'))}</span>"
        f'<div class="facts">{"".join(facts)}</div>'
        f"<h3>{safe(citation.title or citation.source)}</h3>"
        f"<blockquote>{render_context(citation, source_text)}</blockquote></article>"
    )


def render_sources(answer: Answer, turn: str, texts: Mapping[str, str]) -> str:
    """Return the cards of an answer's citations; `texts` maps `article_id` to `source_text`."""
    return "".join(
        render_card(citation, f"{turn}-{number}", texts.get(citation.article_id))
        for number, citation in enumerate(answer.citations, 1)
    )


def hover(citation: Citation) -> str:
    """Return what hovering over a mark shows: outlet, date, quotation."""
    place = f"{citation.outlet or 'Outlet unknown'}, {spell_date(citation.published)}"
    return f"{place}: “{citation.quote}”"


def render_panel(turns: Sequence[Turn]) -> str:
    """Return the sources of the last answer, then of the earlier ones folded away."""
    if not any(turn.sources for turn in turns):
        return '<div class="empty">The words behind an answer appear here.</div>'
    last = turns[-1].sources or '<div class="empty">No source is quoted.</div>'
    earlier = "".join(
        f"<details><summary>{safe(turn.question)}</summary>{turn.sources}</details>"
        for turn in reversed(turns[:-1])
        if turn.sources
    )
    return f'<div class="sources">{last}{earlier}</div>'
