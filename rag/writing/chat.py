"""A chat model that words the answer, held to the spans it was shown.

The answer grows while the model writes: a sentence appears once its marks are complete and its check is
done. Marks that point nowhere are removed and counted; a sentence that fails the check is dropped, or
struck through, and counted; if nothing stands the extractive answer does.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import RunnableConfig

from rag.checking.checked import Check, KnownNames
from rag.checking.normalising import MARK
from rag.checking.verify import check_sentence
from rag.errors import ModelError
from rag.planning.conversation import Rewrite, read_standalone
from rag.records import Answer
from rag.writing.chat_models import ChatModel, adopt_models
from rag.writing.chat_session import ChatSession
from rag.writing.chat_writing import WriteTask, Writing, ask_about
from rag.writing.ledger import CapReachedError, Ledger, Price
from rag.writing.prompt import (
    write_rewrite,
)
from rag.writing.second_look import SecondLook
from rag.writing.shown import ShownSpan, show_spans

_REWRITE_SHARE = 0.25
"""Fraction of its time that a model may take for a follow-up's wording; the answer needs the rest."""


class ChatWriter:
    """Words an answer with chat models, which have `timeout_s` seconds for all their calls together."""

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
            models=len({model.name for model in self.models}),
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
            writing = Writing(self, task, ask_about(task, spans, model), model, session, config)
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
                    self.models[0].as_text(),
                    write_rewrite(question, history),
                    config,
                    share=_REWRITE_SHARE,
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
