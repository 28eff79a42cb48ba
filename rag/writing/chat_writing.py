"""One answer in the making: a model's reply taken as it comes, its sentences checked one by one.

A reply without any mark is asked to be repaired once. One kept for the same question is read in place
of a call.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Protocol

from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig, RunnableLambda

from rag.answers.drafts import Draft
from rag.checking.checked import NO_NAMES, Check, KnownNames
from rag.errors import ModelError
from rag.reader import today
from rag.records import Answer, Plan
from rag.writing.accepting import Accepting, count_losses
from rag.writing.chat_models import ChatModel, refuses_request
from rag.writing.chat_session import ChatSession
from rag.writing.prompt import (
    draw_fence,
    write_messages,
    write_question,
    write_repair,
    write_sources,
)
from rag.writing.replies import SaidSentence
from rag.writing.reply_forms import Reading
from rag.writing.shown import ShownSpan

_QUOTED_REPLY = 4_000
"""Characters of a reply that are shown to the model when it is asked to repair it."""
_PROMPT_VERSION = 1
"""Grows with the prompt, so that replies to an older one are not taken for replies to this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteTask:
    """What is to be worded."""

    plan: Plan
    draft: Draft
    extractive: Answer
    names: KnownNames = NO_NAMES
    corpus_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A task as the model is asked it."""

    spans: tuple[ShownSpan, ...]
    question: str
    key: str


class Keeper(Protocol):
    """What a writer does for each of its answers."""

    @property
    def strike(self) -> bool:
        """Whether failed sentences are shown struck through."""
        ...

    def find_kept(self, key: str, version: int) -> str | None:
        """The reply kept for the same question."""
        ...

    def keep(self, key: str, version: int, reply: str) -> None:
        """Keep a reply."""
        ...

    def judge(
        self,
        sentence: str,
        spans: Sequence[ShownSpan],
        *,
        names: KnownNames,
        model: ChatModel,
        session: ChatSession,
        config: RunnableConfig,
    ) -> Check:
        """The verdict on a sentence."""
        ...


def ask_about(task: WriteTask, spans: tuple[ShownSpan, ...], model: ChatModel) -> Asked:
    """A task as `model` is asked it, with the key under which its reply is kept."""

    def write(fence: str) -> str:
        sources = write_sources([s.citation for s in spans], [s.speaker for s in spans], fence)
        return write_question(task.plan, sources, today().isoformat())

    same = "\0".join((str(_PROMPT_VERSION), model.name, repr(task.plan), write("")))
    key = hashlib.sha256(same.encode("utf-8", "replace")).hexdigest()
    return Asked(spans=spans, question=write(draw_fence()), key=key)


class Writing:
    """One answer in the making by one model."""

    def __init__(
        self,
        writer: Keeper,
        task: WriteTask,
        asked: Asked,
        model: ChatModel,
        session: ChatSession,
        config: RunnableConfig,
    ) -> None:
        self._writer = writer
        self._task = task
        self._asked = asked
        self._model = model
        self._session = session
        self._config = config
        self._reply = ""
        self._cached = False
        self._verify: RunnableLambda[tuple[str, Sequence[ShownSpan]], Check] = RunnableLambda(
            self._judge, name="verify"
        )
        self.accepting = Accepting(
            asked.spans,
            lambda sentence, spans: self._verify.invoke((sentence, spans), config),
            strike=writer.strike,
        )

    def grow(self) -> Iterator[Answer]:
        """The answer as it grows; raises as `ChatSession.ask`."""
        kept = self._writer.find_kept(self._asked.key, self._task.corpus_version)
        if kept is not None:
            self._cached = True
            yield from self._read(iter([kept]))
        else:
            yield from self._write()
        yield self.finish()
        if kept is None and self.accepting.any_stands:
            self._writer.keep(self._asked.key, self._task.corpus_version, self._reply)

    def finish(self, note: str | None = None, *, capped: bool = False) -> Answer:
        """The whole answer of what stands, with its notes and what it used."""
        accepting, extractive = self.accepting, self._task.extractive
        losses = (
            []
            if capped and not accepting.any_stands
            else count_losses(accepting, strike=self._writer.strike)
        )
        notes = (*extractive.notes, *losses, *filter(None, [note]))
        answer = self._now() if accepting.any_stands else extractive
        usage = self._session.usage(self._model, cached=self._cached)
        return replace(answer, notes=notes, usage=usage)

    def _now(self) -> Answer:
        accepting = self.accepting
        return replace(
            self._task.extractive,
            sentences=accepting.sentences,
            citations=accepting.citations,
            notes=(),
        )

    def _write(self) -> Iterator[Answer]:
        messages = write_messages(self._asked.question, structured=self._model.is_structured)
        try:
            yield from self._call(messages)
        except ModelError as error:
            if not (self._model.is_structured and refuses_request(error.__cause__)):
                raise
            self._model.refused = True
            messages = write_messages(self._asked.question, structured=False)
            yield from self._call(messages)
        if not self.accepting.marked and not self.accepting.silent:
            yield from self._call(write_repair(messages, self._reply[:_QUOTED_REPLY]))

    def _call(self, messages: Sequence[BaseMessage]) -> Iterator[Answer]:
        with closing(self._session.ask(self._model, messages, self._config)) as pieces:
            yield from self._read(pieces)

    def _read(self, pieces: Iterator[str]) -> Iterator[Answer]:
        """Take a reply as it comes; a snapshot for each change of what is shown."""
        self._reply = ""
        reading = Reading()
        for piece in pieces:
            if not piece:  # the server is silent; whoever reads may close the stream here
                yield self._now()
                continue
            self._reply += piece
            yield from self._take(reading.read(piece))
            if self.accepting.is_full or reading.is_full:
                break
        yield from self._take(reading.end())
        shown = self.accepting.sentences
        self.accepting.finish()
        self.accepting.silent |= reading.says_nothing
        if self.accepting.sentences != shown and self.accepting.any_stands:
            yield self._now()

    def _take(self, said: Sequence[SaidSentence]) -> Iterator[Answer]:
        for one in said:
            shown = self.accepting.sentences
            self.accepting.take(one)
            if self.accepting.sentences != shown and self.accepting.any_stands:
                yield self._now()

    def _judge(self, given: tuple[str, Sequence[ShownSpan]], config: RunnableConfig) -> Check:
        sentence, spans = given
        return self._writer.judge(
            sentence,
            spans,
            names=self._task.names,
            model=self._model,
            session=self._session,
            config=config,
        )
