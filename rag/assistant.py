"""The online path in order: question -> plan -> hits -> answer -> verified answer.

Whoever wants to know how a question is answered reads `Assistant._grow`. The assistant is a LangChain
`Runnable` whose stages `plan`, `search`, `write` and `verify` are runs of their own; threads may share
one. It keeps nothing of a question: what a chat has said comes with each question.
"""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Any, TypeVar, cast

from langchain_core.callbacks import AsyncCallbackManagerForChainRun, CallbackManagerForChainRun
from langchain_core.runnables import Runnable, RunnableConfig, RunnableGenerator, RunnableLambda
from langchain_core.runnables.config import patch_config, run_in_executor

from rag.answers.drafts import Draft
from rag.answers.extractive import write_answer
from rag.answers.suggestions import Trials, suggest
from rag.answers.verified import first_sentences, verify_draft, with_score
from rag.asking import Ask, Asked, check_question
from rag.planning.conversation import make_asked_plan
from rag.planning.filters import (
    NO_FILTERS,
    Filters,
    focus,
    keep_firms,
    lacks_admitted,
    leave_out,
    narrow,
    with_filters_said,
)
from rag.reader import Reader, View, today
from rag.records import Answer, Plan
from rag.tracing import with_tracing
from rag.writing.chat import ChatWriter
from rag.writing.chat_session import ChatSession
from rag.writing.chat_writing import WriteTask
from rag.writing.shown import read_names
from rag.writing.tokens import keep_newest

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_END = object()


class Assistant(Runnable[str | Ask, Answer]):
    """Answers questions from the articles; every sentence carries the words that support it."""

    def __init__(
        self,
        reader: Reader,
        *,
        writer: ChatWriter | None = None,
        as_of: date | None = None,
        history_tokens: int = 2_000,
        trace_text: bool = False,
    ) -> None:
        self.reader = reader
        self.writer = writer
        self.as_of = as_of
        self._history_tokens = history_tokens
        self._trace_text = trace_text
        self._trials = Trials()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the store's files; later questions are refused."""
        self.reader.close()

    def invoke(
        self,
        input: str | Ask,
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401 - the Runnable's signature
    ) -> Answer:
        """The verified answer.

        Raises:
            QuestionError: the question is empty, too long or no text, or the as-of date is none.
            ModelError: a chat model is set and did not answer.

        """
        config = with_tracing(config, text=self._trace_text)
        return self._call_with_config(self._answer, input, config)

    def stream(
        self,
        input: str | Ask,
        config: RunnableConfig | None = None,
        **kwargs: Any | None,  # noqa: ANN401
    ) -> Iterator[Answer]:
        """Growing snapshots of the answer as it is written; the last is the whole, with its notes."""
        config = with_tracing(config, text=self._trace_text)
        yield from self._transform_stream_with_config(iter([input]), self._grow_last, config)

    async def astream(
        self,
        input: str | Ask,
        config: RunnableConfig | None = None,
        **kwargs: Any | None,  # noqa: ANN401
    ) -> AsyncIterator[Answer]:
        """As `stream`, without holding up the event loop."""

        async def inputs() -> AsyncIterator[str | Ask]:
            yield input

        config = with_tracing(config, text=self._trace_text)
        async for snapshot in self._atransform_stream_with_config(
            inputs(), self._agrow_last, config
        ):
            yield snapshot

    def _answer(
        self, given: str | Ask, run_manager: CallbackManagerForChainRun, config: RunnableConfig
    ) -> Answer:
        answer: Answer | None = None
        for answer in self._grow(given, config):  # noqa: B007 - the last one counts
            pass
        return cast(Answer, answer)

    def _grow_last(
        self,
        inputs: Iterator[str | Ask],
        run_manager: CallbackManagerForChainRun,
        config: RunnableConfig,
    ) -> Iterator[Answer]:
        for given in inputs:
            yield from self._grow(given, config)

    async def _agrow_last(
        self,
        inputs: AsyncIterator[str | Ask],
        run_manager: AsyncCallbackManagerForChainRun,
        config: RunnableConfig,
    ) -> AsyncIterator[Answer]:
        config = patch_config(config, callbacks=run_manager.get_sync().get_child())
        async for given in inputs:
            growing = self._grow(given, config)
            # The work between two snapshots is done in a thread.
            while True:
                snapshot = await run_in_executor(config, next, growing, _END)
                if snapshot is _END:
                    break
                yield cast(Answer, snapshot)

    def _grow(self, given: str | Ask, config: RunnableConfig) -> Iterator[Answer]:
        """The path from question to answer; every snapshot but the last lacks what is still to come."""
        started = time.perf_counter()
        asked = check_question(given)
        asked = replace(asked, history=keep_newest(asked.history, self._history_tokens))
        view = self.reader.view()
        session = self.writer.begin(asked.chat_id) if self.writer else None
        plan = _run("plan", lambda a: self._plan(a, view, session, config), asked, config)
        draft = _run("search", lambda p: _draft(p, view, asked.filters), plan, config)
        answer = _run(
            "verify", lambda d: with_score(verify_draft(asked, plan, d), plan, view), draft, config
        )
        if self.writer is None or session is None or answer.abstained:
            for shown in range(1, len(answer.sentences)):
                yield _timed(first_sentences(answer, shown), started)
            yield _timed(_with_usage(answer, session, self.writer), started)
            return
        task = WriteTask(
            plan=plan,
            draft=draft,
            extractive=answer,
            names=read_names(view.snapshot.lexicon),
            corpus_version=view.snapshot.version,
        )
        for snapshot in _write(self.writer, task, session, config):
            yield _timed(snapshot, started)

    def _plan(
        self,
        asked: Asked,
        view: View,
        session: ChatSession | None = None,
        config: RunnableConfig | None = None,
    ) -> Plan:
        as_of = asked.as_of or self.as_of
        plan = make_asked_plan(
            asked.question,
            asked.history,
            view.snapshot.lexicon,
            as_of=as_of,
            today=today(),
            rewrite=self.writer.rewriter(session, config)
            if self.writer and session and config is not None
            else None,
            has_evidence=lambda plan: _draft(plan, view, asked.filters).reason is None,
        )
        if "as-of" in asked.without:
            plan = replace(plan, as_of=as_of)
        return focus(leave_out(plan, asked.without), asked.filters)

    def plan(self, given: str | Ask) -> Plan:
        """What a question is taken to ask; a follow-up is read by the rules, without a chat model.

        Raises:
            QuestionError: as `invoke`.

        """
        return self._plan(check_question(given), self.reader.view())

    def suggest(self, given: str | Ask, answer: Answer, *, limit: int = 3) -> tuple[str, ...]:
        """Questions that go on from an answer, or stand nearest to one not given; all are answered.

        They are tried without a chat model, on their own, under the question's date and filters.
        """
        asked = check_question(given)
        view = self.reader.view()

        def ask(question: str) -> bool:
            trial = replace(asked, question=question, history=(), without=())
            plan = self._plan(trial, view)
            return not verify_draft(trial, plan, _draft(plan, view, trial.filters)).abstained

        def is_answered(question: str) -> bool:
            key = (question, asked.as_of, asked.filters, today())
            return self._trials.is_answered(view.snapshot.version, key, lambda: ask(question))

        return suggest(
            self._plan(asked, view),
            answer,
            narrow(view.snapshot, asked.filters),
            is_answered=is_answered,
            limit=limit,
        )


def _run(name: str, stage: Callable[[_In], _Out], given: _In, config: RunnableConfig) -> _Out:
    """One stage as a run of its own, which traces and event streams show by its name."""
    return RunnableLambda(stage, name=name).invoke(given, config)


def _write(
    writer: ChatWriter, task: WriteTask, session: ChatSession, config: RunnableConfig
) -> Iterator[Answer]:
    def write(tasks: Iterator[WriteTask], config: RunnableConfig) -> Iterator[Answer]:
        for each in tasks:
            yield from writer.grow(each, session, config)

    # LangChain hands over the config too where a function takes it, which its types do not say.
    stage = cast(Callable[[Iterator[WriteTask]], Iterator[Answer]], write)
    return RunnableGenerator(stage, name="write").stream(task, config)


def _timed(answer: Answer, started: float) -> Answer:
    return replace(answer, seconds=time.perf_counter() - started)


def _with_usage(answer: Answer, session: ChatSession | None, writer: ChatWriter | None) -> Answer:
    """The answer with what rewriting its question took, if anything."""
    if session is None or writer is None or not session.calls:
        return answer
    return replace(answer, usage=session.usage(writer.models[0], cached=False))


def _draft(plan: Plan, view: View, filters: Filters) -> Draft:
    """The draft for a plan from what meets the filters."""
    if filters == NO_FILTERS:
        return write_answer(plan, view.snapshot, view.search)
    narrowed = replace(view, snapshot=narrow(view.snapshot, filters))
    if view.snapshot.articles and not narrowed.snapshot.articles:
        return lacks_admitted(view.snapshot, filters)
    draft = write_answer(
        plan,
        narrowed.snapshot,
        narrowed.search,
        restrict=lambda draft: keep_firms(draft, view.snapshot, filters),
    )
    return with_filters_said(draft, view.snapshot, filters)
