"""The calls made for one answer: their time, their count, and the caps they are held to."""

import math
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing

from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig

from rag.records import Usage
from rag.writing.chat_calls import Count, stream_reply
from rag.writing.chat_models import ChatModel
from rag.writing.ledger import Ledger, Price
from rag.writing.tokens import estimate_tokens


class ChatSession:
    """What one answer may use of the models; `timeout_s` is for all of it: rewriting, repair, fallbacks.

    The time left is shared evenly by the models that were not asked yet, so that one that is silent leaves
    the next its turn; what one leaves over is for those behind it.
    """

    def __init__(
        self,
        *,
        chat: str,
        timeout_s: float,
        models: int,
        max_tokens: int,
        ledger: Ledger | None,
        prices: Mapping[str, Price],
    ) -> None:
        self._chat = chat
        self._must_end = time.monotonic() + timeout_s
        self._models = models
        self._max_tokens = max_tokens
        self._ledger = ledger
        self._prices = prices
        self._ends: dict[str, float] = {}
        self._total = Count()
        self._cost: float | None = 0.0

    def ask(
        self,
        model: ChatModel,
        messages: Sequence[BaseMessage],
        config: RunnableConfig,
        *,
        share: float = 1.0,
    ) -> Generator[str, None, None]:
        """The model's reply in pieces; the call has a `share`, a fraction, of the model's time left.

        Raises:
            ModelError: the model failed, or its time is over.
            CapReachedError: the call would go past a cap; it was not made.

        """
        now = time.monotonic()
        ends = now + max(0.0, self.ends_of(model.name) - now) * share
        price = self._prices.get(model.name)
        most = sum(estimate_tokens(str(message.text)) for message in messages)
        entry = None
        if self._ledger is not None:
            cost = price.of(most, self._max_tokens) if price else 0.0
            entry = self._ledger.enter(self._chat, tokens=most + self._max_tokens, cost=cost)
        count = Count()
        try:
            with closing(
                stream_reply(model, messages, ends=ends, count=count, config=config)
            ) as pieces:
                yield from pieces
        finally:
            cost = price.of(count.input_tokens, count.output_tokens) if price else math.nan
            self._add(count, None if math.isnan(cost) else cost)
            if self._ledger is not None:
                self._ledger.settle(
                    entry,
                    tokens=count.input_tokens + count.output_tokens,
                    cost=0.0 if math.isnan(cost) else cost,
                )

    def ends_of(self, name: str) -> float:
        """When the calls of a model must have ended (`time.monotonic`), set when it is first asked."""
        if name not in self._ends:
            now = time.monotonic()
            left = max(1, self._models - len(self._ends))
            self._ends[name] = now + max(0.0, self._must_end - now) / left
        return self._ends[name]

    def ask_whole(
        self,
        model: ChatModel,
        messages: Sequence[BaseMessage],
        config: RunnableConfig,
        *,
        share: float = 1.0,
    ) -> str:
        """The model's whole reply; raises as `ask`."""
        return "".join(self.ask(model, messages, config, share=share))

    @property
    def calls(self) -> int:
        """Calls made so far."""
        return self._total.calls

    def usage(self, model: ChatModel, *, cached: bool) -> Usage:
        """What was used, where the reply of `model` is shown."""
        return Usage(
            model=model.name,
            calls=self._total.calls,
            input_tokens=self._total.input_tokens,
            output_tokens=self._total.output_tokens,
            estimated=self._total.estimated,
            seconds=round(self._total.seconds, 4),
            cost=self._cost if self._total.calls or cached else None,
            cached=cached,
        )

    def _add(self, count: Count, cost: float | None) -> None:
        total = self._total
        total.calls += count.calls
        total.input_tokens += count.input_tokens
        total.output_tokens += count.output_tokens
        total.estimated |= count.estimated
        total.seconds += count.seconds
        self._cost = None if self._cost is None or cost is None else self._cost + cost
