"""One call of a chat model that ends in time, its reply given out while it is written.

A call ends in time even where the provider's own limit does not hold: retries add up, and a server
that sends a byte now and then is never silent. Every call is counted, and none is made past a cap.
"""

import asyncio
import threading
import time
from collections.abc import Generator, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache
from queue import Empty, SimpleQueue
from typing import Protocol

from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.ai import UsageMetadata, add_usage
from langchain_core.runnables import RunnableConfig, RunnableLambda

from rag.writing.chat_models import Asking, ChatModel, describe_failure
from rag.writing.tokens import estimate_tokens

_LONGEST_RAW = 400_000
"""Characters that are taken of a reply with its thoughts; the rest is never waited for."""

_BEAT_S = 1.0
"""Seconds of silence after which an empty piece comes: as long as a person waits for a stop."""


@dataclass(slots=True, kw_only=True)
class Count:
    """What the calls for one answer have used so far."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    error: Exception | None


class _Pump(Protocol):
    """Reads a model's stream into a queue."""

    pieces: SimpleQueue[BaseMessage | _Ended]

    def stop(self) -> None:
        """Let go of the stream."""
        ...


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The one event loop of all calls, as what a model's package holds open belongs to a loop."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat models", daemon=True).start()
    return loop


class _TaskPump:
    """Reads a model's stream in a task, which closes the connection as soon as it is stopped."""

    def __init__(
        self, model: Asking, messages: Sequence[BaseMessage], config: RunnableConfig
    ) -> None:
        self.pieces: SimpleQueue[BaseMessage | _Ended] = SimpleQueue()
        self._model = model
        self._messages = list(messages)
        self._config = config
        self._task: asyncio.Task[None] | None = None
        self._context = copy_context()
        _loop().call_soon_threadsafe(self._start)

    def stop(self) -> None:
        """Let go of the stream, also where the server is silent."""
        _loop().call_soon_threadsafe(self._cancel)

    def _start(self) -> None:
        self._task = _loop().create_task(self._drain(), context=self._context)
        self._task.add_done_callback(self._end)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        self.pieces.put(_Ended(error=error if isinstance(error, Exception) else None))

    async def _drain(self) -> None:
        async for piece in self._model.astream(self._messages, self._config):
            self.pieces.put(piece)


class _ThreadPump:
    """Reads a model's stream in a thread of its own, which lets go of it at its next piece."""

    def __init__(
        self, model: Asking, messages: Sequence[BaseMessage], config: RunnableConfig
    ) -> None:
        self.pieces: SimpleQueue[BaseMessage | _Ended] = SimpleQueue()
        self._stopped = threading.Event()
        self._model = model
        self._messages = list(messages)
        self._config = config
        # A daemon, so that a server that never ends keeps neither the question nor the exit.
        threading.Thread(target=copy_context().run, args=(self._run,), daemon=True).start()

    def stop(self) -> None:
        """Let go of the stream at its next piece."""
        self._stopped.set()

    def _run(self) -> None:
        # Errors differ by provider; a batch hands them out as values.
        pump: RunnableLambda[None, None] = RunnableLambda(self._drain)
        (error,) = pump.batch([None], {"callbacks": []}, return_exceptions=True)
        self.pieces.put(_Ended(error=error if isinstance(error, Exception) else None))

    def _drain(self, _: None) -> None:
        for piece in self._model.stream(self._messages, self._config):
            self.pieces.put(piece)
            if self._stopped.is_set():
                break


def stream_reply(
    model: ChatModel,
    messages: Sequence[BaseMessage],
    *,
    ends: float,
    count: Count,
    config: RunnableConfig,
) -> Generator[str, None, None]:
    """The reply in pieces as they come; `ends` is when the call must have ended (`time.monotonic`).

    While the server is silent an empty piece comes now and then, so that whoever reads can stop.
    Closing the iterator closes the connection to the server.

    Raises:
        ModelError: the model failed or did not end in time; what came before was given out.

    """
    asking = model.asking
    started = time.monotonic()
    make = _TaskPump if model.stops_at_once else _ThreadPump
    pump: _Pump = make(asking, messages, config)
    usage: UsageMetadata | None = None
    written = 0
    said: list[str] = []
    count.calls += 1
    try:
        while written < _LONGEST_RAW:
            try:
                piece = pump.pieces.get(timeout=max(0.0, min(ends - time.monotonic(), _BEAT_S)))
            except Empty:
                if time.monotonic() < ends:
                    yield ""
                    continue
                late = TimeoutError("no whole reply in the time that is set")
                raise describe_failure(late) from late
            text = ""
            while not isinstance(piece, _Ended):
                text += _text_of(piece)
                if isinstance(piece, AIMessage) and piece.usage_metadata:
                    usage = add_usage(usage, piece.usage_metadata)
                try:
                    piece = (
                        pump.pieces.get_nowait()
                    )  # what has come meanwhile is given out together
                except Empty:
                    break
            written += len(text)
            said.append(text)
            if text:
                yield text
            if isinstance(piece, _Ended):
                if piece.error is not None:
                    raise describe_failure(piece.error) from piece.error
                return
    finally:
        pump.stop()
        count.seconds += time.monotonic() - started
        _add_usage(count, messages, "".join(said), usage)


def _text_of(piece: BaseMessage) -> str:
    """The text of a piece; where a reply is structured by a call of a tool, what that is called with."""
    calls = getattr(piece, "tool_call_chunks", ())
    return str(piece.text) + "".join(call.get("args") or "" for call in calls)


def _add_usage(
    count: Count, messages: Sequence[BaseMessage], said: str, usage: UsageMetadata | None
) -> None:
    if usage is not None:
        count.input_tokens += usage["input_tokens"]
        count.output_tokens += usage["output_tokens"]
        return
    count.estimated = True
    count.input_tokens += sum(estimate_tokens(str(message.text)) for message in messages)
    count.output_tokens += estimate_tokens(said)
