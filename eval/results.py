"""The noun `Result`: what came of one question, as it is kept in files and read back from them.

A result holds plain values only, so that runs of earlier days can be compared without their store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from eval.measures import Measures
from eval.questions import KINDS, QuestionKind, is_kind

if TYPE_CHECKING:
    from eval.asking import Outcome
    from eval.rows import Row
    from rag.records import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedQuote:
    """A citation as shown: its mark, where it points and the words there."""

    mark: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    quote: str
    start: int
    end: int
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a chat model was paid for in one answer."""

    input_tokens: int
    output_tokens: int
    cost: float | None
    """In the currency of the model's prices; None where it has none."""


class _Charged(Protocol):
    @property
    def input_tokens(self) -> int: ...
    @property
    def output_tokens(self) -> int: ...
    @property
    def cost(self) -> float | None: ...


@runtime_checkable
class TellsUsage(Protocol):
    """An answer that tells what a chat model was used for it; None where none was asked."""

    @property
    def usage(self) -> _Charged | None: ...  # noqa: D102


@runtime_checkable
class TellsScore(Protocol):
    """An answer that tells how much evidence there was for it, higher is more."""

    @property
    def score(self) -> float | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a model judge said of one answer; None where its reply could not be read."""

    right: bool | None
    """Whether the answer answers the question, or rightly says that the articles do not."""
    supported: bool | None
    """Whether the cited words support all that the answer says."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one question."""

    question_id: str
    kind: QuestionKind
    question: str
    history: tuple[str, ...]
    as_of: str | None
    answerable: bool
    passed: bool
    failures: tuple[str, ...]
    sources_cited: bool | None
    milliseconds: float
    """Of the answer alone; of a crash, until it."""
    answer: str | None
    """None exactly where the assistant crashed."""
    standalone: str | None
    abstained: bool | None
    reason: str | None
    citations: tuple[CitedQuote, ...]
    notes: tuple[str, ...]
    measures: Measures
    score: float | None
    """The evidence score of the answer, higher is more evidence; None where there is none."""
    usage: Usage | None
    opinion: Opinion | None

    @property
    def crashed(self) -> bool:
        """Whether the assistant gave no answer at all."""
        return self.answer is None


def make_result(outcome: Outcome, opinion: Opinion | None = None) -> Result:
    """Return an outcome as plain values."""
    question, answer = outcome.question, outcome.answer
    return Result(
        question_id=question.question_id,
        kind=question.kind,
        question=question.text,
        history=question.history,
        as_of=question.as_of.isoformat() if question.as_of else None,
        answerable=question.answerable,
        passed=outcome.score.passed,
        failures=outcome.score.failures,
        sources_cited=outcome.score.sources_cited,
        milliseconds=round(outcome.seconds * 1000, 3),
        answer=answer.text if answer else None,
        standalone=answer.standalone if answer else None,
        abstained=answer.abstained if answer else None,
        reason=answer.reason if answer else None,
        citations=tuple(map(_make_span, answer.citations)) if answer else (),
        notes=answer.notes if answer else (),
        measures=outcome.measures,
        score=answer.score if isinstance(answer, TellsScore) else None,
        usage=_make_usage(answer.usage) if isinstance(answer, TellsUsage) else None,
        opinion=opinion,
    )


def _make_usage(charged: _Charged | None) -> Usage | None:
    if charged is None:
        return None
    return Usage(
        input_tokens=charged.input_tokens,
        output_tokens=charged.output_tokens,
        cost=charged.cost,
    )


def make_row(result: Result) -> dict[str, object]:
    """Return a result as a JSON object: its fields, but `id` for `question_id`."""
    row: dict[str, object] = asdict(result)
    return {"id": row.pop("question_id")} | row


def read_result(row: Row) -> Result:
    """Return the result that a JSON object of a run holds.

    Raises:
        EvalError: a field is missing or of another type.
    """
    kind = row.text("kind")
    if not is_kind(kind):
        raise row.error("kind", f"one of {', '.join(KINDS)}")
    answered = row.fields.get("answer") is not None
    return Result(
        question_id=row.text("id"),
        kind=kind,
        question=row.text("question"),
        history=row.texts("history"),
        as_of=row.optional_text("as_of"),
        answerable=row.flag("answerable"),
        passed=row.flag("passed"),
        failures=row.texts("failures"),
        sources_cited=row.flag_or_none("sources_cited"),
        milliseconds=row.number("milliseconds"),
        answer=row.raw_text("answer") if answered else None,
        standalone=row.raw_text("standalone") if answered else None,
        abstained=row.flag("abstained") if answered else None,
        reason=row.optional_text("reason"),
        citations=tuple(map(_read_citation, row.inners("citations"))),
        notes=row.texts("notes"),
        measures=_read_measures(row.inner("measures")),
        score=row.optional_number("score"),
        usage=_read_usage(row.optional_inner("usage")),
        opinion=_read_opinion(row.optional_inner("opinion")),
    )


def index_results(results: tuple[Result, ...]) -> Mapping[str, Result]:
    """Return results by the id of their question."""
    return {result.question_id: result for result in results}


def _make_span(citation: Citation) -> CitedQuote:
    return CitedQuote(
        mark=citation.mark,
        source=citation.source,
        title=citation.title,
        outlet=citation.outlet,
        published=citation.published,
        url=citation.url,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        article_id=citation.article_id,
    )


def _read_citation(row: Row) -> CitedQuote:
    return CitedQuote(
        mark=row.text("mark"),
        source=row.raw_text("source"),
        title=row.optional_text("title"),
        outlet=row.optional_text("outlet"),
        published=row.optional_text("published"),
        url=row.optional_text("url"),
        quote=row.raw_text("quote"),
        start=row.whole("start"),
        end=row.whole("end"),
        article_id=row.text("article_id"),
    )


def _read_measures(row: Row) -> Measures:
    characters = row.optional_number("answer_characters")
    return Measures(
        facts_found=row.optional_number("facts_found"),
        citation_recall=row.optional_number("citation_recall"),
        citation_precision=row.optional_number("citation_precision"),
        quotations_exact=row.optional_number("quotations_exact"),
        answer_characters=None if characters is None else int(characters),
    )


def _read_usage(row: Row | None) -> Usage | None:
    if row is None:
        return None
    return Usage(
        input_tokens=row.whole("input_tokens"),
        output_tokens=row.whole("output_tokens"),
        cost=row.optional_number("cost"),
    )


def _read_opinion(row: Row | None) -> Opinion | None:
    if row is None:
        return None
    return Opinion(
        right=row.flag_or_none("right"),
        supported=row.flag_or_none("supported"),
        why=row.raw_text("why"),
    )
