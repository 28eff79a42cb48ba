"""Citation recall and precision as ALCE defines them, with the exact check as the judge.

Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations" (EMNLP 2023,
https://arxiv.org/abs/2305.14627): a sentence is recalled when the citations it carries support it
together; a citation is precise when its sentence is recalled and it is not irrelevant, that is when it
supports the sentence alone or the others do not without it. Both are averaged within an answer first.

There a language model says what supports; here `rag.verify` does: every quotation and number of the
sentence must stand in the spans it cites, in their article's header, or follow from a relative date in
them ("on Monday") and the day of publication; words that it shows of a span must come from a cited
one. A span that is not what stands at its offsets supports nothing. What the check cannot see is
counted: `checkable` is the fraction of sentences that hold a number, a quotation or the cited words
themselves; of the others a real span is believed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.records import AnswerSentence, Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationQuality:
    """The citations of one answer, as fractions."""

    recall: float
    """Of the sentences, those that their citations support."""
    precision: float
    """Of the citations in sentences, those that are needed or enough; 0 where there is none."""
    checkable: float
    """Of the sentences, those that hold something the check can see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    supported: bool
    precise: tuple[bool, ...]
    """One value a citation."""
    checkable: bool


def measure_citations(
    sentences: Sequence[AnswerSentence],
    citations: Sequence[Citation],
    source_texts: Mapping[str, str],
) -> CitationQuality:
    """Return the quality of an answer with at least one sentence; source texts are by article id."""
    by_mark = {citation.mark: citation for citation in citations}
    judged = [
        _judge(
            sentence.text,
            [by_mark[mark] for mark in dict.fromkeys(sentence.marks) if mark in by_mark],
            source_texts,
        )
        for sentence in sentences
    ]
    verdicts = [verdict for one in judged for verdict in one.precise]
    return CitationQuality(
        recall=fmean(one.supported for one in judged),
        precision=fmean(verdicts) if verdicts else 0.0,
        checkable=fmean(one.checkable for one in judged),
    )


def _judge(text: str, cited: Sequence[Citation], source_texts: Mapping[str, str]) -> _Judged:
    from rag.verify import MARK, find_figures, find_quotations, normalise

    words = normalise(MARK.sub("", text))
    quotes = {citation.mark: _read_quote(citation) for citation in cited}
    shown = {quote for quote in quotes.values() if quote in words}

    def supports(some: Sequence[Citation]) -> bool:
        # What the sentence shows word for word must come from one of these.
        held = [quotes[citation.mark] for citation in some]
        covered = all(any(quote in one for one in held) for quote in shown)
        return bool(some) and covered and _support(text, some, source_texts)

    checkable = bool(shown or find_quotations(words) or find_figures(words))
    if not supports(cited):
        return _Judged(supported=False, precise=(False,) * len(cited), checkable=checkable)
    # One citation that supports is enough by itself.
    precise = tuple(
        len(cited) == 1
        or supports([one])
        or not supports([other for other in cited if other is not one])
        for one in cited
    )
    return _Judged(supported=True, precise=precise, checkable=checkable)


def _support(text: str, cited: Sequence[Citation], source_texts: Mapping[str, str]) -> bool:
    from rag.citing import header_fields
    from rag.verify import find_unsupported

    if not all(
        source_texts.get(one.article_id, "")[one.start : one.end] == one.quote for one in cited
    ):
        return False
    fields = [*header_fields(cited), *(field for one in cited for field in _dates_meant(one))]
    return not find_unsupported(text, [citation.quote for citation in cited], fields)


def _read_quote(citation: Citation) -> str:
    from rag.citing import show_quote
    from rag.verify import normalise

    return normalise(show_quote(citation.quote))


def _dates_meant(citation: Citation) -> list[str]:
    """The days that a span means by such as "on Monday", read from its article's date."""
    from corpus.dating.dates import find_dates
    from rag.wording import say_period

    if citation.published is None or len(citation.published) != len("2025-09-12"):
        return []
    mentions = find_dates(citation.quote, reference=date.fromisoformat(citation.published))
    return [say_period(mention.period) for mention in mentions if mention.relative]
