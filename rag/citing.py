"""Marks: a draft's spans numbered and quoted, so that every line of an answer points at exact words."""

from collections.abc import Iterable, Sequence

from corpus.article import Article
from corpus.dates import parse_published
from rag.evidence import Evidence
from rag.extractive import Line
from rag.records import AnswerSentence, Citation
from rag.wording import say_period


def cite_lines(lines: Sequence[Line]) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Sentences with marks `[1]`, `[2]`, ... in order, and the citations they point at."""
    citations: list[Citation] = []
    sentences: list[AnswerSentence] = []
    for line in lines:
        parts = [line.lead_in]
        marks: list[str] = []
        for span in line.spans:
            citation = make_citation(len(citations) + 1, span.article, span.start, span.end)
            citations.append(citation)
            marks.append(citation.mark)
            parts.append(f"{show_quote(citation.quote)} {citation.mark}")
        sentences.append(AnswerSentence(text=" ".join(parts), marks=tuple(marks)))
    return tuple(sentences), tuple(citations)


def make_citation(number: int, article: Article, start: int, end: int) -> Citation:
    """The citation `[number]` of a span."""
    return Citation(
        mark=f"[{number}]",
        article_id=article.article_id,
        source=article.source,
        title=article.title,
        outlet=article.outlet,
        published=article.published.iso if article.published else None,
        published_origin=article.published_origin,
        url=article.url,
        quote=article.source_text[start:end],
        start=start,
        end=end,
    )


def quote_evidence(evidence: Evidence, number: int) -> Citation:
    """The citation `[number]` of a piece of evidence."""
    return make_citation(number, evidence.article, evidence.start, evidence.end)


def show_quote(quote: str) -> str:
    """The words on one line; a quotation mark that the span cut off is set again at its end."""
    text = " ".join(quote.split())
    opened, closed = text.count("“"), text.count("”")
    straight = text.count('"')
    if straight % 2:
        text = _balance(text, '"', '"', opens=not text.endswith('"') or text.startswith('"'))
    elif opened != closed and not straight:
        text = _balance(text, "“", "”", opens=opened > closed)
    return text


def _balance(text: str, opening: str, closing: str, *, opens: bool) -> str:
    return text + closing if opens else opening + text


def header_fields(citations: Iterable[Citation]) -> list[str]:
    """What is known of the cited articles beside their words: title, outlet, date in both forms."""
    fields: list[str] = []
    for citation in citations:
        fields.extend(filter(None, (citation.title, citation.outlet, citation.published)))
        period = parse_published(citation.published) if citation.published else None
        if period is not None:
            fields.append(say_period(period))
    return fields
