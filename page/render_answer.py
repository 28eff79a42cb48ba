"""An answer as HTML."""

from page.escape import safe
from page.notices import render_list
from page.sources import hover
from page.spelling import spell_date
from rag.records import Answer


def render_answer(answer: Answer, turn: str) -> str:
    """Return an answer whose marks lead to the cards of `render_sources` with the same `turn`."""
    links = {
        citation.mark: f'<a class="cite" href="#{turn}-{number}" title="{safe(hover(citation))}">'
        f"{safe(citation.mark)}</a>"
        for number, citation in reversed(list(enumerate(answer.citations, 1)))
    }
    lines = []
    for sentence in answer.sentences:
        line = safe(sentence.text)
        for mark in sentence.marks:
            line = line.replace(safe(mark), links.get(mark, safe(mark)))
        lines.append(f"<p>{line}</p>")
    parts = [
        f'<p class="badge">Not in the articles: {safe(answer.reason or "")}</p>'
    ] * answer.abstained
    parts += lines
    parts += render_list(answer.notes, "notes")
    if answer.as_of:
        parts.append(f'<p class="asof">as of {safe(spell_date(answer.as_of.isoformat()))}</p>')
    return f'<div class="answer">{"".join(parts)}</div>'
