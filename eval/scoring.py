"""Whether an answer passes its question: exact checks on words, citations and spans, no similarity.

An answer passes when every `expect` group stands in its text (of a `conflict` also in its notes),
no `forbid` phrase does, every `sources` group is cited, every quotation of four or more words
stands in a cited quote, and it has at most 1,200 characters. A question without an answer passes
when the answer abstains and holds nothing forbidden. Either fails when a citation's quote is not
what stands at its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from eval.quotations import find_quotations, straighten

if TYPE_CHECKING:
    from eval.questions import Question
    from rag.records import Answer, Citation

MAX_ANSWER_CHARACTERS = 1_200
MAX_CITATIONS = 8
"""Citations beyond these do not count: citing everything is not citing."""
MIN_QUOTE_CHARACTERS = 20
MIN_QUOTATION_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The verdict on one answer."""

    failures: tuple[str, ...]
    """Why it fails, one sentence each; empty when it passes."""
    sources_cited: bool | None
    """Whether every `sources` group is cited; None where the question asks for none."""

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


def score_answer(question: Question, answer: Answer, source_texts: Mapping[str, str]) -> Score:
    """Return the verdict; `source_texts` has the source text of every article by its id."""
    failures = _check_spans(answer.citations, source_texts)
    failures += [f"holds the forbidden {p!r}" for p in question.forbid if contains(answer.text, p)]
    if not question.answerable:
        if not answer.abstained:
            failures.append("answers, although the articles hold no answer")
        return Score(failures=tuple(failures), sources_cited=None)
    counted = count_citations(answer)
    missing = _missing_sources(question, counted)
    if answer.abstained and (question.expect or question.sources):
        failures.append(f"abstains ({answer.reason}), although the articles hold an answer")
    failures += [f"has none of {', '.join(map(repr, g))}" for g in find_missing(question, answer)]
    failures += [f"cites none of {', '.join(group)}" for group in missing]
    failures += [
        f"puts {_shorten(quotation)!r} in quotation marks, which no cited quote holds"
        for quotation in find_loose_quotations(answer.text, counted)
    ]
    if len(answer.text) > MAX_ANSWER_CHARACTERS:
        failures.append(
            f"has {len(answer.text):,} characters, at most {MAX_ANSWER_CHARACTERS:,} are allowed"
        )
    return Score(failures=tuple(failures), sources_cited=not missing if question.sources else None)


def contains(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as whole words and whole numbers, case ignored.

    Curly quotes are read as straight, a run of white space as one space. `20%` stands neither in
    `120%` nor in `0.20%`.
    """
    return _compile_phrase(phrase).search(_fold(text)) is not None


def count_citations(answer: Answer) -> tuple[Citation, ...]:
    """Return the citations that count: the first 8 whose mark is shown, with 20 characters each."""
    text = answer.text
    shown = [citation for citation in answer.citations if citation.mark in text]
    return tuple(c for c in shown[:MAX_CITATIONS] if len(c.quote) >= MIN_QUOTE_CHARACTERS)


def find_missing(question: Question, answer: Answer) -> tuple[tuple[str, ...], ...]:
    """Return the `expect` groups of which no alternative stands in the answer."""
    places = [answer.text]
    if question.kind == "conflict":
        places += answer.notes
    return tuple(
        group
        for group in question.expect
        if not any(contains(place, phrase) for place in places for phrase in group)
    )


def find_loose_quotations(text: str, counted: Sequence[Citation]) -> tuple[str, ...]:
    """Return the quotations of four or more words that no quote of these citations holds."""
    quotes = [straighten(" ".join(citation.quote.split())) for citation in counted]
    return tuple(
        quotation
        for quotation in find_quotations(text, min_words=MIN_QUOTATION_WORDS)
        if not any(straighten(quotation) in quote for quote in quotes)
    )


def name_source(source: str) -> str:
    """Return the file name of a source that is a path or an address."""
    return re.split(r"[/\\]", source.rstrip("/\\"))[-1]


def _fold(text: str) -> str:
    return " ".join(straighten(text).casefold().split())


@lru_cache(maxsize=4096)
def _compile_phrase(phrase: str) -> re.Pattern[str]:
    folded = _fold(phrase)
    before = r"(?<!\w)" if re.match(r"\w", folded) else ""
    if re.match(r"\d", folded):
        before += r"(?<!\d[.,])"
    after = r"(?!\w)"
    if re.search(r"\d\Z", folded):
        after += r"(?![.,]\d)"
    return re.compile(before + re.escape(folded) + after)


def _check_spans(citations: Sequence[Citation], source_texts: Mapping[str, str]) -> list[str]:
    failures = []
    for citation in citations:
        text = source_texts.get(citation.article_id)
        if text is None:
            failures.append(f"{citation.mark} cites the unknown article {citation.article_id!r}")
        elif not 0 <= citation.start < citation.end or (
            text[citation.start : citation.end] != citation.quote
        ):
            failures.append(
                f"{citation.mark} quotes {_shorten(citation.quote)!r}, which is not what stands at "
                f"{citation.start}:{citation.end} of {name_source(citation.source)}"
            )
    return failures


def _missing_sources(
    question: Question, counted: Sequence[Citation]
) -> tuple[tuple[str, ...], ...]:
    cited = {name_source(citation.source) for citation in counted}
    return tuple(group for group in question.sources if cited.isdisjoint(map(name_source, group)))


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."
