"""Questions put to the assistant that is served; what it raises is an outcome like any other.

A question that crashes the assistant is a failed question with its error, never a skipped one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from eval.measures import Measures, measure_answer, measure_crash
from eval.scoring import Score, score_answer

if TYPE_CHECKING:
    from eval.citation_quality import Grounds
    from eval.questions import Question
    from rag.asking import Ask
    from rag.records import Answer


class Assistant(Protocol):
    """What is measured: the same object that the page and the command line ask."""

    def invoke(self, input: Ask, /) -> Answer:
        """Return the answer to one question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A question with what came of it; `answer` is None exactly where the assistant crashed."""

    question: Question
    answer: Answer | None
    score: Score
    measures: Measures
    seconds: float


def ask_questions(
    questions: Iterable[Question],
    assistant: Assistant,
    grounds: Grounds,
    *,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Return one outcome a question, in their order; seconds are those of `invoke` alone."""
    outcomes = []
    # A worker thread, because a future holds whatever the assistant raises as a value.
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="question") as worker:
        for question in questions:
            outcome = _ask_question(question, assistant, grounds, worker)
            on_outcome(outcome)
            outcomes.append(outcome)
    return tuple(outcomes)


def make_ask(question: Question) -> Ask:
    """Return a question as the assistant takes it."""
    return {
        "question": question.text,
        "history": list(question.history),
        "as_of": question.as_of.isoformat() if question.as_of else None,
    }


def _ask_question(
    question: Question,
    assistant: Assistant,
    grounds: Grounds,
    worker: ThreadPoolExecutor,
) -> Outcome:
    asked = make_ask(question)

    def invoke() -> tuple[Answer, float]:
        start = time.perf_counter()
        answer = assistant.invoke(asked)
        return answer, time.perf_counter() - start

    start = time.perf_counter()
    future = worker.submit(invoke)
    error = future.exception()
    if error is not None:
        failure = f"crashes the assistant: {type(error).__name__}: {error}"
        return Outcome(
            question=question,
            answer=None,
            score=Score(failures=(failure,), sources_cited=False if question.sources else None),
            measures=measure_crash(question),
            seconds=time.perf_counter() - start,
        )
    answer, seconds = future.result()
    return Outcome(
        question=question,
        answer=answer,
        score=score_answer(question, answer, grounds.source_texts),
        measures=measure_answer(question, answer, grounds),
        seconds=seconds,
    )
