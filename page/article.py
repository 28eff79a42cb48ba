"""The whole article behind a mark, with the quoted words highlighted in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.article import Article, Range
from page.escape import safe, safe_span
from page.sources import render_facts
from page.texts import Texts
from page.turns import Turn
from rag.records import Citation

MOST_CHARACTERS = 400_000
"""Of an article that are shown, around the quotation: more would stall a browser."""


def render_article(article: Article | None, turn: Turn, number: int, texts: Texts) -> str:
    """Return the article of the turn's citation `number`, from 1, with all that the turn quotes of it.

    The words of that citation have the id `here`. Where the article has changed or is gone, they stand alone.
    """
    chosen = turn.citations[number - 1]
    head = f"<h2>{safe(chosen.title or chosen.source)}</h2>{render_facts(chosen, turn, texts)}"
    if article is None or article.source_text[chosen.start : chosen.end] != chosen.quote:
        gone = safe(texts.say("article.gone"))
        quote = f'<mark class="here" id="here" tabindex="-1">{safe(chosen.quote)}</mark>'
        return f'{head}<p class="notice">{gone}</p><p>{quote}</p>'
    quoted = [c for c in turn.citations if c.article_id == chosen.article_id]
    return head + "".join(_render_paragraphs(article, quoted, chosen))


def _render_paragraphs(
    article: Article, quoted: Sequence[Citation], chosen: Citation
) -> Iterator[str]:
    text = article.source_text
    first = max(0, chosen.start - MOST_CHARACTERS // 2)
    named = False
    for match in re.compile(r"[^\n]+").finditer(text, first, first + MOST_CHARACTERS):
        if not match[0].strip():
            continue
        parts = []
        for start, end, citation in _cut(match.start(), match.end(), quoted):
            words = safe_span(text[start:end])
            if citation is chosen:
                # Only the first part bears the id: a quotation may run over two paragraphs.
                mine = "" if named else ' id="here" tabindex="-1"'
                named = True
                words = f'<mark class="here"{mine}>{words}</mark>'
            elif citation is not None:
                words = f"<mark>{words}</mark>"
            parts.append(words)
        kind = "" if _is_body(article.body, match.start(), match.end()) else ' class="cut"'
        yield f"<p{kind}>{''.join(parts).strip()}</p>"


def _cut(
    start: int, end: int, quoted: Sequence[Citation]
) -> Iterator[tuple[int, int, Citation | None]]:
    """A paragraph cut where a quotation begins or ends; each part with the citation it is of."""
    edges = {start, end}
    for citation in quoted:
        edges |= {edge for edge in (citation.start, citation.end) if start < edge < end}
    ordered = sorted(edges)
    for first, last in pairwise(ordered):
        yield first, last, next((c for c in quoted if c.start <= first and last <= c.end), None)


def _is_body(body: Sequence[Range], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in body)
