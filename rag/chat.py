"""A chat model that words the answer, held to the spans it was shown.

The answer grows while the model writes: a sentence appears once its marks are complete and its check is
done. Marks that point nowhere are removed and counted; a sentence that fails the check is dropped, or
struck through, and counted; if nothing stands the extractive answer does.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig, RunnableLambda

from rag.accepting import Accepting, count_losses
from rag.chat_models import ChatModel, adopt_models, refuses_request
from rag.chat_session import ChatSession
from rag.checked import NO_NAMES, Check, KnownNames
from rag.conversation import Rewrite, read_standalone
from rag.drafts import Draft
from rag.errors import ModelError
from rag.ledger import CapReachedError, Ledger, Price
from rag.normalising import MARK
from rag.prompt import (
    NO_ANSWER,
    draw_fence,
    write_messages,
    write_question,
    write_repair,
    write_rewrite,
    write_sources,
)
from rag.reader import today
from rag.records import Answer, Plan
from rag.replies import ReplyReader, SaidSentence, clean_reply
from rag.second_look import SecondLook
from rag.shown import ShownSpan, show_spans
from rag.structured import StructuredReader, is_structured
from rag.verify import check_sentence

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
class _Asked:
    """A task as the model is asked it."""

    spans: tuple[ShownSpan, ...]
    question: str
    key: str


class ChatWriter:
    """Words an answer with chat models, each of which has `timeout_s` seconds for all its calls."""

    def __init__(
        self,
        models: BaseChatModel | Sequence[ChatModel],
        *,
        timeout_s: float = 60.0,
        max_tokens: int = 800,
        unsupported: Literal["drop", "strike"] = "drop",
        second_look: SecondLook | None = None,
        ledger: Ledger | None = None,
        prices: Mapping[str, Price] | None = None,
    ) -> None:
        self.models = adopt_models(models)
        self._timeout_s = timeout_s
        self._max_tokens = max_tokens
        self._strike = unsupported == "strike"
        self._second_look = second_look
        self._ledger = ledger
        self._prices = prices or {}

    def begin(self, chat: str = "") -> ChatSession:
        """The session of one answer; `chat` tells chats apart for their cap, empty is none."""
        return ChatSession(
            chat=chat,
            timeout_s=self._timeout_s,
            max_tokens=self._max_tokens,
            ledger=self._ledger,
            prices=self._prices,
        )

    def grow(
        self, task: WriteTask, session: ChatSession, config: RunnableConfig
    ) -> Iterator[Answer]:
        """The model's answer as it grows, the last one whole; the extractive one if nothing stands.

        Raises:
            ModelError: no model answered.

        """
        spans = show_spans([span for line in task.draft.lines for span in line.spans])
        if not spans:
            yield task.extractive
            return
        failures: list[ModelError] = []
        for model in self.models:
            writing = _Writing(self, task, _ask(task, spans, model), model, session, config)
            try:
                yield from writing.grow()
            except ModelError as error:
                if writing.accepting.any_stands:
                    yield writing.finish(f"The chat model broke off: {error}")
                    return
                failures.append(error)
            except CapReachedError as error:
                yield writing.finish(f"The chat model was not asked: {error}.", capped=True)
                return
            else:
                return
        raise failures[0]

    def rewriter(self, session: ChatSession, config: RunnableConfig) -> Rewrite:
        """Writes a follow-up out by the first model, None where it gives nothing that can be used."""

        def rewrite(question: str, history: Sequence[str]) -> str | None:
            try:
                reply = session.ask_whole(
                    self.models[0].as_text(), write_rewrite(question, history), config
                )
            except (ModelError, CapReachedError):
                return None  # the rules' own wording is asked
            return read_standalone(reply, question, history)

        return rewrite

    # What one writing shares with the writer.

    @property
    def strike(self) -> bool:
        """Whether failed sentences are shown struck through."""
        return self._strike

    def find_kept(self, key: str, version: int) -> str | None:
        """The reply kept for the same question."""
        return self._ledger.find_reply(key, version) if self._ledger else None

    def keep(self, key: str, version: int, reply: str) -> None:
        """Keep a reply."""
        if self._ledger:
            self._ledger.keep_reply(key, version, reply)

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
        """The verdict of the check and, on what passes it, of the second look."""
        check = check_sentence(sentence, [span.cited for span in spans], names=names)
        if not check.stands or self._second_look is None:
            return check
        bare = " ".join(MARK.sub("", sentence).split())
        if self._second_look.follows(bare, spans, model=model, session=session, config=config):
            return check
        return Check(verdict="unsupported", reason="The second look does not find it in the spans.")


def _ask(task: WriteTask, spans: tuple[ShownSpan, ...], model: ChatModel) -> _Asked:
    def write(fence: str) -> str:
        sources = write_sources([s.citation for s in spans], [s.speaker for s in spans], fence)
        return write_question(task.plan, sources, today().isoformat())

    same = "\0".join((str(_PROMPT_VERSION), model.name, repr(task.plan), write("")))
    key = hashlib.sha256(same.encode("utf-8", "replace")).hexdigest()
    return _Asked(spans=spans, question=write(draw_fence()), key=key)


class _Writing:
    """One answer in the making by one model."""

    def __init__(
        self,
        writer: ChatWriter,
        task: WriteTask,
        asked: _Asked,
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
        reading = _Reading()
        for piece in pieces:
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


class _Reading:
    """Reads a reply in the form that it turns out to have."""

    def __init__(self) -> None:
        self._text = ""
        self._reader: ReplyReader | StructuredReader | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether the whole reply says that the sources hold no answer."""
        reader = self._reader
        if isinstance(reader, StructuredReader):
            return reader.complete and not reader.any_said
        return clean_reply(self._text).strip(" \n.*\"'").upper() == NO_ANSWER

    @property
    def is_full(self) -> bool:
        """Whether what comes from here on is not read."""
        return self._reader is not None and self._reader.is_full

    def read(self, piece: str) -> tuple[SaidSentence, ...]:
        """The sentences that have become whole."""
        self._text += piece
        if self._reader is None:
            structured = is_structured(self._text)
            if structured is None:
                return ()
            self._reader = StructuredReader() if structured else ReplyReader()
            piece = self._text
        self._reader.read(piece)
        return self._reader.sentences()

    def end(self) -> tuple[SaidSentence, ...]:
        """The sentences that are left."""
        if self._reader is None:
            self._reader = ReplyReader()
            self._reader.read(self._text)
        return self._reader.end()
