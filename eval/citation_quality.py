"""Citation recall and precision as ALCE defines them, with the product's own check as the judge.

Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations" (EMNLP 2023,
https://arxiv.org/abs/2305.14627): a sentence is recalled when the citations it carries support it
together; a citation is precise when its sentence is recalled and it is not irrelevant, that is when it
supports the sentence alone or the others do not without it. Both are averaged within an answer first.

There a language model says what supports; here `rag.checking.verify.check_sentence` does, on the spans that are
left, with who speaks them as the store has it. A span that is not what stands at its offsets supports
nothing. What an extractive answer says before its quotations (`AnswerSentence.lead_in`) is no retelling,
so its words need not stand in a span; its figures, dates and names must stand in the spans, in their
articles' headers, or be those of their speakers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

from rag.checking.checked import NO_NAMES, CitedSpan, KnownNames

if TYPE_CHECKING:
    from corpus.statement import Statement
    from rag.records import AnswerSentence, Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What citations are held against: the articles as the store has them."""

    source_texts: Mapping[str, str]
    """By article id."""
    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    """By article id; they tell who speaks a span."""
    names: KnownNames = NO_NAMES

    def statement_at(self, citation: Citation) -> Statement | None:
        """The shortest statement that holds the middle of a span."""
        middle = (citation.start + citation.end) // 2
        holding = [
            one
            for one in self.statements.get(citation.article_id, ())
            if one.start <= middle < one.end
        ]
        return min(holding, key=lambda one: one.end - one.start, default=None)

    def is_exact(self, citation: Citation) -> bool:
        """Whether the quoted words are what stands at their offsets."""
        text = self.source_texts.get(citation.article_id, "")
        return text[citation.start : citation.end] == citation.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationQuality:
    """The citations of one answer, as fractions."""

    recall: float
    """Of the sentences, those that their citations support."""
    precision: float
    """Of the citations in sentences, those that are needed or enough; 0 where there is none."""


def measure_citations(
    sentences: Sequence[AnswerSentence], citations: Sequence[Citation], grounds: Grounds
) -> CitationQuality:
    """Return the quality of an answer with at least one sentence."""
    by_mark = {citation.mark: citation for citation in citations}
    recalled: list[bool] = []
    precise: list[bool] = []
    for sentence in sentences:
        cited = [by_mark[mark] for mark in dict.fromkeys(sentence.marks) if mark in by_mark]
        judge = _Judge(sentence, cited, grounds)
        supported = judge.supports(cited)
        recalled.append(supported)
        precise += (supported and judge.is_relevant(one) for one in cited)
    return CitationQuality(
        recall=fmean(recalled),
        precision=fmean(precise) if precise else 0.0,
    )


class _Judge:
    """Says which of a sentence's citations support it."""

    def __init__(
        self, sentence: AnswerSentence, cited: Sequence[Citation], grounds: Grounds
    ) -> None:
        from rag.checking.normalising import MARK, normalise

        self._sentence = sentence
        self._cited = cited
        self._grounds = grounds
        self._quotes = {one.mark: _read_quote(one) for one in cited}
        words = normalise(MARK.sub("", sentence.text))
        self._shown = {quote for quote in self._quotes.values() if quote in words}

    def is_relevant(self, one: Citation) -> bool:
        """Whether a citation supports the sentence alone, or the others do not without it."""
        others = [other for other in self._cited if other is not one]
        return not others or self.supports([one]) or not self.supports(others)

    def supports(self, some: Sequence[Citation]) -> bool:
        """Whether these citations bear the sentence out together."""
        from rag.answers.citing import cite_span
        from rag.checking.verify import check_sentence

        if not some or not all(map(self._grounds.is_exact, some)):
            return False
        # A line may show whole sentences of several spans: each must come from one of these.
        held = [self._quotes[one.mark] for one in some]
        if not all(any(quote in one for one in held) for quote in self._shown):
            return False
        spans = [cite_span(one, self._grounds.statement_at(one)) for one in some]
        lead_in, names = self._sentence.lead_in, self._grounds.names
        told = self._sentence.text.removeprefix(lead_in).strip()
        return (
            _lead_in_stands(lead_in, spans, names)
            and check_sentence(told, spans, names=names).stands
        )


def _lead_in_stands(lead_in: str, spans: Sequence[CitedSpan], names: KnownNames) -> bool:
    from rag.checking.dates_check import header_fields_of
    from rag.checking.names_check import find_missing_names
    from rag.checking.sentence_reading import read_text
    from rag.checking.verify import find_unsupported

    known = [text for span in spans for text in header_fields_of(span)]
    return not (
        find_unsupported(lead_in, [span.text for span in spans], known)
        or find_missing_names(read_text(lead_in), spans, names)
    )


def _read_quote(citation: Citation) -> str:
    from rag.answers.citing import show_quote
    from rag.checking.normalising import normalise

    return normalise(show_quote(citation.quote))
