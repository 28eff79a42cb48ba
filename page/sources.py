"""The panel beside the chat: cards with the words behind an answer, in the words around them."""

from collections.abc import Mapping

from page.escape import safe, safe_link, safe_span
from page.spelling import spell_age, spell_date, spell_origin
from page.texts import Texts
from page.turns import Turn
from rag.records import Citation

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
    return f"{safe_span(before)}<mark>{safe(citation.quote)}</mark>{safe_span(after)}"


def render_facts(citation: Citation, turn: Turn, texts: Texts) -> str:
    """Return outlet, date and its origin, age, the other outlets of the story, and the link."""
    origin = spell_origin(citation.published, citation.published_origin, texts)
    age = spell_age(citation.published, turn.day, texts)
    others = turn.printed.get(citation.article_id, ())
    said = texts.say("printed.one" if len(others) == 1 else "printed.many", count=len(others))
    facts = [
        f"<b>{safe(citation.outlet or texts.say('outlet.unknown'))}</b>",
        f"<span>{safe(spell_date(citation.published, texts))}</span>",
        f'<span class="age">{safe(age)}</span>' if age else "",
        f'<span class="origin">{safe(origin)}</span>' if origin else "",
        f'<span class="printed" title="{safe(", ".join(others))}">{safe(said)}</span>'
        if others
        else "",
        safe_link(citation.url),
    ]
    return f'<div class="facts">{"".join(facts)}</div>'


def render_card(
    citation: Citation, anchor: str, turn: Turn, source_text: str | None, texts: Texts
) -> str:
    """Return one numbered source; its heading opens the whole article."""
    number = safe(citation.mark.strip("[]"))
    return (
        f'<article class="card" id="{anchor}" aria-labelledby="{anchor}-t">'
        f'<span class="number" aria-hidden="true">{number}</span>'
        f"{render_facts(citation, turn, texts)}"
        f'<h3 id="{anchor}-t"><button type="button" class="open" data-open="{anchor}" '
        f'title="{safe(texts.say("open"))}">{safe(citation.title or citation.source)}</button></h3>'
        f"<blockquote>{render_context(citation, source_text)}</blockquote></article>"
    )


def render_sources(turn: Turn, anchor: str, source_texts: Mapping[str, str], texts: Texts) -> str:
    """Return the cards of a turn's citations; `source_texts` maps `article_id` to the text."""
    if not turn.citations:
        return f'<p class="empty">{safe(texts.say("sources.none"))}</p>'
    return "".join(
        render_card(
            citation, f"{anchor}-{number}", turn, source_texts.get(citation.article_id), texts
        )
        for number, citation in enumerate(turn.citations, 1)
    )
