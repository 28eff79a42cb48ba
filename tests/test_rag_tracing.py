"""Traces go out only where asked, and without a word of an article unless that is asked too."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from langchain_core.tracers.langchain import LangChainTracer
from langsmith import Client

import rag
from rag.index.embedder import HashingEmbedder
from rag.tracing import PrivateTracer, with_tracing

grpc = pytest.importorskip("grpc", reason="grpcio receives the spans")

WORD = "herring"
ARTICLE = f"“We expect copper to rise with {WORD},” said Ada Lind, a strategist at Fenwick Bank."
ASK = """
import sys
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.tracers.langchain import wait_for_all_tracers
import rag
from rag.index.embedder import HashingEmbedder
model = GenericFakeChatModel(messages=iter([AIMessage("Ada Lind expects copper to rise [1].")]))
with rag.load_assistant(data_dir=sys.argv[1], embedder=HashingEmbedder(), chat_model=model) as news:
    answer = news.invoke("What does Fenwick Bank say about copper?")
    assert "herring" in answer.citations[0].quote, answer
wait_for_all_tracers()
"""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("traced")
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    rag.add_articles([folder / "a.txt"], data_dir=folder / "data", embedder=HashingEmbedder())
    return folder / "data"


def ask(data_dir: Path, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(data_dir)],
        cwd=Path(__file__).parent.parent,
        env={"PATH": "", "HOME": str(data_dir), "NEWS_CHAT_CACHE": "0", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def collector() -> Iterator[tuple[str, list[object]]]:
    """A collector of OpenTelemetry on loopback, and the spans that it got."""
    from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as messages
    from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as service

    got: list[object] = []

    class Receiver(service.TraceServiceServicer):  # type: ignore[misc]
        def Export(self, request: object, context: object) -> object:  # noqa: N802
            for resource in request.resource_spans:  # type: ignore[attr-defined]
                for scope in resource.scope_spans:
                    got.extend(scope.spans)
            return messages.ExportTraceServiceResponse()

    with ThreadPoolExecutor(2) as pool:
        server = grpc.server(pool)
        service.add_TraceServiceServicer_to_server(Receiver(), server)
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        yield f"http://127.0.0.1:{port}", got
        server.stop(None).wait()


@contextmanager
def langsmith() -> Iterator[tuple[str, list[bytes]]]:
    """A server on loopback in the place of LangSmith's, and the bodies that it got."""
    got: list[bytes] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.respond()

        def do_GET(self) -> None:
            self.respond()

        do_PATCH = do_POST  # noqa: N815

        def respond(self) -> None:
            body = b"{}"
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", got
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("text", ["false", "true"])
def test_traces_name_the_stages_and_hold_texts_only_where_asked(data_dir: Path, text: str) -> None:
    with collector() as (otel, spans), langsmith() as (smith, bodies):
        ask(
            data_dir,
            OTEL_EXPORTER_OTLP_ENDPOINT=otel,
            LANGSMITH_TRACING="true",
            LANGSMITH_API_KEY="none",
            LANGSMITH_ENDPOINT=smith,
            LANGSMITH_DISABLE_RUN_COMPRESSION="true",
            NEWS_TRACE_TEXT=text,
        )
    by_name = {span.name: span for span in spans}  # type: ignore[attr-defined]
    assert {"Assistant", "plan", "search", "write", "verify", "chat"} <= set(by_name)
    assert by_name["plan"].parent_span_id == by_name["Assistant"].span_id
    sent = b"".join(bodies)
    assert all(stage in sent for stage in (b"plan", b"search", b"write", b"verify"))
    assert (WORD in str(spans)) == (text == "true")
    assert (WORD.encode() in sent) == (text == "true")


def test_a_tracer_of_the_chain_around_is_replaced_for_the_assistants_own_runs() -> None:
    outer = LangChainTracer(client=Client(api_key="none", auto_batch_tracing=False))
    inner = with_tracing({"callbacks": [outer]}, text=False)
    assert inner is not None
    (tracer,) = inner["callbacks"]  # type: ignore[misc]
    assert isinstance(tracer, PrivateTracer)
    assert tracer.run_map is outer.run_map
    assert with_tracing({"callbacks": [outer]}, text=True) == {"callbacks": [outer]}


def test_nothing_is_traced_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "OTEL_TRACES_EXPORTER"):
        monkeypatch.delenv(name, raising=False)
    for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    assert with_tracing(None, text=False) is None
