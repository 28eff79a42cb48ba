"""Marks: a draft's spans numbered and quoted, so that an answer's lines point at exact words."""

import re
from collections.abc import Iterable, Sequence

from corpus.article import Article
from corpus.dating.publication_dates import parse_published
from corpus.statement import Statement
from rag.answers.drafts import Line
from rag.answers.evidence import Evidence
from rag.answers.wording import say_period
from rag.checking.checked import CitedSpan
from rag.checking.verify import disarm_marks
from rag.records import AnswerSentence, Citation

_OPENING = {"”": "“", "»": "«", '"': '"'}
_CLOSING = {"“": "”", "”": "”", "„": "“", "«": "»", '"': '"'}
_BEFORE_OPENING = " ([{<—–-/'‘“„"
_AFTER_CLOSING = " .,;:!?)]}>—–-/'’”"


def cite_lines(lines: Sequence[Line]) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Sentences with marks `[1]`, `[2]`, ... in order, and the citations they point at."""
    citations: list[Citation] = []
    sentences: list[AnswerSentence] = []
    for line in lines:
        lead_in = line.lead_in
        parts = [lead_in]
        marks: list[str] = []
        for span in line.spans:
            citation = make_citation(len(citations) + 1, span.article, span.start, span.end)
            citations.append(citation)
            marks.append(citation.mark)
            parts.append(f"{show_quote(citation.quote)} {citation.mark}")
        sentences.append(
            AnswerSentence(
                text=" ".join(parts), marks=tuple(marks), lead_in=lead_in, lead=line.lead
            )
        )
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
    """The words on one line, each quotation in them opened and closed.

    A quotation mark that the span cut off is set again, in the form of its partner, so that the
    marks of every quote pair, by direction or in turn, and none reaches into the next. A footnote's
    `[3]` is shown as `(3)`, as it is no citation.
    """
    text = disarm_marks(" ".join(quote.split()))
    unopened: list[str] = []
    unclosed: list[str] = []
    for match in re.finditer('[“”„«»"]', text):
        mark = match[0]
        if _opens(text, match.start(), pending=unclosed):
            unclosed.append(mark)
        elif unclosed:
            unclosed.pop()
        else:
            unopened.append(mark)
    before = "".join(_OPENING[mark] for mark in reversed(unopened))
    after = "".join(_CLOSING[mark] for mark in reversed(unclosed))
    return f"{before}{text}{after}"


def _opens(text: str, place: int, *, pending: Sequence[str]) -> bool:
    """Whether the mark opens a quotation; a straight one by what stands around it, else in turn."""
    mark = text[place]
    if mark == "“":
        return not (pending and pending[-1] == "„")
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    if mark == "”":  # some papers set the wrong one in front of a quotation
        return before == " " and after.isalnum() and place > 0
    if mark != '"':
        return mark in "„«"
    opening, closing = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if opening == closing:
        return not pending
    return opening


def header_fields(citations: Iterable[Citation]) -> list[str]:
    """What is known of the cited articles beside their words: title, outlet, date in both forms."""
    fields: list[str] = []
    for citation in citations:
        fields.extend(filter(None, (citation.title, citation.outlet, citation.published)))
        period = parse_published(citation.published) if citation.published else None
        if period is not None:
            fields.append(say_period(period))
    return fields


def cite_span(citation: Citation, statement: Statement | None) -> CitedSpan:
    """What the check reads of a citation, with who speaks it."""
    said = statement.date.iso if statement is not None and statement.date is not None else None
    return CitedSpan(
        mark=citation.mark,
        text=citation.quote,
        persons=statement.persons if statement else (),
        firm=statement.firm if statement else None,
        role=statement.role if statement else None,
        title=citation.title,
        outlet=citation.outlet,
        published=citation.published,
        said=said if said != citation.published else None,
    )
