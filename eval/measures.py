"""What is measured of one answer beside whether it passes: fractions from 0 to 1, and its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.citation_quality import Grounds, measure_citations
from eval.quotations import find_quotations
from eval.scoring import MIN_QUOTATION_WORDS, count_citations, find_loose_quotations, find_missing

if TYPE_CHECKING:
    from eval.questions import Question
    from rag.records import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of one answer; None where there is nothing to measure."""

    facts_found: float | None
    """Of the `expect` groups, those that stand in the answer; 0 of an abstention or a crash."""
    citation_recall: float | None
    citation_precision: float | None
    """See `eval.citation_quality`; these two are None of an abstention and of a crash."""
    quotations_exact: float | None
    """Of the quotations of four or more words, those that a cited quote holds word for word."""
    answer_characters: int | None
    """None of a crash."""


def measure_answer(question: Question, answer: Answer, grounds: Grounds) -> Measures:
    """Return the measures, the citations held against `grounds`."""
    quality = None
    if not answer.abstained and answer.sentences:
        quality = measure_citations(answer.sentences, answer.citations, grounds)
    quoted = find_quotations(answer.text, min_words=MIN_QUOTATION_WORDS)
    loose = find_loose_quotations(answer.text, count_citations(answer))
    found = 0 if answer.abstained else len(question.expect) - len(find_missing(question, answer))
    return Measures(
        facts_found=_divide_facts(question, found),
        citation_recall=quality.recall if quality else None,
        citation_precision=quality.precision if quality else None,
        quotations_exact=1 - len(loose) / len(quoted) if quoted else None,
        answer_characters=len(answer.text),
    )


def measure_crash(question: Question) -> Measures:
    """Return the measures of a question that got no answer: none of its facts was found."""
    return Measures(
        facts_found=_divide_facts(question, 0),
        citation_recall=None,
        citation_precision=None,
        quotations_exact=None,
        answer_characters=None,
    )


def _divide_facts(question: Question, found: int) -> float | None:
    if not question.answerable or not question.expect:
        return None
    return found / len(question.expect)
