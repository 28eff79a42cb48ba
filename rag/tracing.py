"""Traces of the stages to LangSmith and OpenTelemetry, off unless their own variables ask for them.

LangSmith: `LANGSMITH_TRACING=true` with `LANGSMITH_API_KEY`. OpenTelemetry: `OTEL_EXPORTER_OTLP_ENDPOINT`,
or `OTEL_TRACES_EXPORTER=otlp` or `console`. Both get names, times, tokens and the kind of an error; what was
asked, read and written only with `NEWS_TRACE_TEXT`. The home of both libraries.
"""

import importlib
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler, BaseCallbackManager
from langchain_core.messages import BaseMessage
from langchain_core.outputs import LLMResult
from langchain_core.runnables import RunnableConfig
from langchain_core.runnables.config import ensure_config
from langchain_core.tracers.langchain import LangChainTracer
from langsmith import utils as langsmith_settings

from rag.errors import RagError

if TYPE_CHECKING:
    from langsmith.run_trees import RunTree
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span, Tracer

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_LONGEST_TEXT = 8_000
"""Characters of a text in a span."""


def with_tracing(config: RunnableConfig | None, *, text: bool) -> RunnableConfig | None:
    """The config with the tracers that the environment asks for; without any, as it is.

    A tracer of LangSmith that a chain around the assistant brings along is kept for that chain, and
    replaced for the assistant's own runs by one that leaves the texts out.

    Raises:
        RagError: an exporter is asked for that is not there.

    """
    spans = _load_spans(text, _wanted_exporter())
    merged = ensure_config(config)
    callbacks = merged.get("callbacks")
    handlers = callbacks.handlers if isinstance(callbacks, BaseCallbackManager) else callbacks or []
    traced = any(isinstance(handler, LangChainTracer) for handler in handlers)
    asked = not traced and bool(langsmith_settings.tracing_is_enabled())
    if spans is None and (text or not (traced or asked)):
        return config
    added: list[BaseCallbackHandler] = [spans] if spans is not None else []
    if asked and not text:
        added.append(PrivateTracer())
    own = [handler for handler in added if handler not in handlers]
    if isinstance(callbacks, BaseCallbackManager):
        manager = callbacks.copy()
        manager.handlers = [_private(handler, text) for handler in manager.handlers]
        manager.inheritable_handlers = [_private(h, text) for h in manager.inheritable_handlers]
        for handler in own:
            manager.add_handler(handler)
        return {**merged, "callbacks": manager}
    return {**merged, "callbacks": [*(_private(h, text) for h in handlers), *own]}


# --- LangSmith


class PrivateTracer(LangChainTracer):
    """Sends runs without what went in and came out."""

    def _persist_run_single(self, run: "RunTree") -> None:
        _leave_out_texts(run)
        super()._persist_run_single(run)

    @staticmethod
    def _update_run_single(run: "RunTree") -> None:
        _leave_out_texts(run)
        LangChainTracer._update_run_single(run)


def _leave_out_texts(run: "RunTree") -> None:
    run.inputs = {}
    run.outputs = {}
    run.events = []
    run.serialized = None
    if run.error:
        run.error = run.error.partition("(")[0][:60]


def _private(handler: BaseCallbackHandler, text: bool) -> BaseCallbackHandler:
    """A tracer of LangSmith as one without texts that shares its runs; other handlers as they are."""
    if text or not isinstance(handler, LangChainTracer) or isinstance(handler, PrivateTracer):
        return handler
    return PrivateTracer(
        example_id=handler.example_id,
        project_name=handler.project_name,
        address=handler.address,
        client=handler.client,
        tags=handler.tags,
        metadata=handler.tracing_metadata,
        run_map=handler.run_map,
        order_map=handler.order_map,
    )


# --- OpenTelemetry


def _wanted_exporter() -> str:
    """`otlp`, `console`, or empty for none, by OpenTelemetry's own variables."""
    if os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return ""
    named = os.environ.get("OTEL_TRACES_EXPORTER", "").strip().lower()
    if named:
        return "" if named == "none" else named
    return "otlp" if any(os.environ.get(name) for name in _ENDPOINTS) else ""


@lru_cache(maxsize=4)
def _load_spans(text: bool, exporter: str) -> "SpanHandler | None":
    if not exporter:
        return None
    from opentelemetry import trace
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):  # an application's own is used as it is
        named = {} if os.environ.get("OTEL_SERVICE_NAME") else {SERVICE_NAME: "streetwise"}
        provider = TracerProvider(resource=Resource.create(named))
        provider.add_span_processor(BatchSpanProcessor(_make_exporter(exporter)))
    return SpanHandler(provider.get_tracer("streetwise"), text=text)


def _make_exporter(exporter: str) -> "SpanExporter":
    if exporter == "console":
        from opentelemetry.sdk.trace.export import ConsoleSpanExporter

        return ConsoleSpanExporter()
    protocol = next((os.environ[name] for name in _PROTOCOLS if os.environ.get(name)), "grpc")
    transport = "grpc" if protocol == "grpc" else "http"
    if exporter != "otlp":
        raise RagError(
            f"OTEL_TRACES_EXPORTER: there is no exporter {exporter!r}; expected otlp, console or none"
        )
    try:
        home = importlib.import_module(
            f"opentelemetry.exporter.otlp.proto.{transport}.trace_exporter"
        )
    except ImportError as error:
        raise RagError(
            f"traces are to go out by {protocol!r}, but its package is not installed; run: pip install"
            f" opentelemetry-exporter-otlp-proto-{transport}, or set OTEL_EXPORTER_OTLP_PROTOCOL=grpc"
        ) from error
    made: SpanExporter = home.OTLPSpanExporter()
    return made


class SpanHandler(BaseCallbackHandler):
    """One span a run, the stages under their question."""

    run_inline = True

    def __init__(self, tracer: "Tracer", *, text: bool) -> None:
        self._tracer = tracer
        self._text = text
        self._spans: dict[UUID, Span] = {}

    def on_chain_start(
        self,
        serialized: Mapping[str, Any] | None,
        inputs: object,
        *,
        run_id: UUID,
        parent_run_id: UUID | None = None,
        name: str | None = None,
        **kwargs: Any,  # noqa: ANN401 - the handler's signature, as below
    ) -> None:
        """Open the span of a stage."""
        self._open(name or "chain", run_id, parent_run_id, inputs)

    def on_chain_end(self, outputs: object, *, run_id: UUID, **kwargs: Any) -> None:  # noqa: ANN401
        """Close the span of a stage."""
        self._close(run_id, outputs)

    def on_chain_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:  # noqa: ANN401
        """Close the span of a stage that failed."""
        self._fail(run_id, error)

    def on_chat_model_start(
        self,
        serialized: Mapping[str, Any] | None,
        messages: Sequence[Sequence[BaseMessage]],
        *,
        run_id: UUID,
        parent_run_id: UUID | None = None,
        metadata: Mapping[str, Any] | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Open the span of a call of the chat model."""
        said = "\n\n".join(str(message.text) for batch in messages for message in batch)
        span = self._open("chat", run_id, parent_run_id, said)
        model = (metadata or {}).get("ls_model_name")
        if model:
            span.set_attribute("gen_ai.request.model", str(model))

    def on_llm_end(self, response: LLMResult, *, run_id: UUID, **kwargs: Any) -> None:  # noqa: ANN401
        """Close the span of a call, with its tokens."""
        span = self._spans.get(run_id)
        message = (
            getattr(response.generations[0][0], "message", None) if response.generations else None
        )
        usage = getattr(message, "usage_metadata", None)
        if span is not None and usage:
            span.set_attribute("gen_ai.usage.input_tokens", usage["input_tokens"])
            span.set_attribute("gen_ai.usage.output_tokens", usage["output_tokens"])
        self._close(run_id, getattr(message, "text", ""))

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:  # noqa: ANN401
        """Close the span of a call that failed."""
        self._fail(run_id, error)

    def _open(self, name: str, run_id: UUID, parent_run_id: UUID | None, given: object) -> "Span":
        from opentelemetry.trace import set_span_in_context

        parent = self._spans.get(parent_run_id) if parent_run_id else None
        context = set_span_in_context(parent) if parent is not None else None
        span = self._tracer.start_span(name, context=context)
        self._spans[run_id] = span
        if self._text:
            span.set_attribute("input.value", str(given)[:_LONGEST_TEXT])
        return span

    def _close(self, run_id: UUID, given: object) -> None:
        span = self._spans.pop(run_id, None)
        if span is not None:
            if self._text:
                span.set_attribute("output.value", str(given)[:_LONGEST_TEXT])
            span.end()

    def _fail(self, run_id: UUID, error: BaseException) -> None:
        from opentelemetry.trace import Status, StatusCode

        span = self._spans.get(run_id)
        if span is not None:
            said = str(error)[:_LONGEST_TEXT] if self._text else type(error).__name__
            span.set_status(Status(StatusCode.ERROR, said))
        self._close(run_id, "")
