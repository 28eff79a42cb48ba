"""A server on loopback that speaks the OpenAI protocol and says what a script tells it.

Stands for a chat model in tests and benchmarks: obedient, slow, garbled, silent or broken, over real HTTP.
"""

import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Request = dict[str, object]
Script = Callable[["ModelHandler"], None]
"""Answers one request."""

_PIECE = re.compile(r"\s*\S{1,4}|\s+")
"""About what a token is, so that marks and words come in parts."""


class ModelHandler(BaseHTTPRequestHandler):
    """Plays the next script of the server; the last one for ever."""

    protocol_version = "HTTP/1.1"
    server: "ScriptedModel"
    request_body: Request

    def do_POST(self) -> None:
        """Answer one call."""
        body: Request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.request_body = body
        with self.server.guard:
            self.server.requests.append(body)
            scripts = self.server.scripts
            script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        script(self)

    @property
    def prompt(self) -> str:
        """All that the model was sent, in order."""
        messages = self.request_body.get("messages")
        listed = messages if isinstance(messages, list) else []
        return "\n".join(str(message.get("content")) for message in listed)

    @property
    def wants_stream(self) -> bool:
        """Whether the reply is to come in pieces."""
        return self.request_body.get("stream") is True

    def send(self, status: int, body: bytes) -> None:
        """Send a body of JSON, or of what claims to be."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def open_stream(self) -> None:
        """Begin a reply in pieces; a connection that closes before their end is a broken one."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def send_piece(self, text: str) -> None:
        """Send a piece of the reply at once."""
        self._send_event({"choices": [{"index": 0, "delta": {"content": text}}]})

    def end_stream(self, *, usage: dict[str, int] | None = None) -> None:
        """End a reply in pieces as a model does that has said all."""
        self._send_event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        if usage is not None:
            self._send_event({"choices": [], "usage": usage})
        self._send_chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def _send_event(self, fields: dict[str, object]) -> None:
        event = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "scripted",
            **fields,
        }
        self._send_chunk(f"data: {json.dumps(event)}\n\n".encode())

    def _send_chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a terminal is no place for it."""


class ScriptedModel(ThreadingHTTPServer):
    """The server; `requests` holds what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ModelHandler)
        self.guard = threading.Lock()
        self.scripts: list[Script] = []
        self.requests: list[Request] = []
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        """The base URL, as `NEWS_CHAT_BASE_URL` wants it."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def play(self, *scripts: Script | str) -> None:
        """Answer with these, one a request, the last for ever; a text is said as it is."""
        with self.guard:
            self.scripts = [says(one) if isinstance(one, str) else one for one in scripts]

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a client that went away is part of the play."""


@contextmanager
def serve_model() -> Iterator[ScriptedModel]:
    """A running server, stopped at the end of the block."""
    server = ScriptedModel()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def split_pieces(text: str) -> Iterable[str]:
    """The text in pieces of a few characters."""
    return _PIECE.findall(text)


def count_usage(prompt: int, reply: int) -> dict[str, int]:
    """A count of tokens as the protocol has it."""
    return {"prompt_tokens": prompt, "completion_tokens": reply, "total_tokens": prompt + reply}


def says(text: str | None, *, usage: dict[str, int] | None = None) -> Script:
    """Says the text, in pieces where the request asks for that."""

    def script(handler: ModelHandler) -> None:
        if handler.wants_stream:
            handler.open_stream()
            for piece in split_pieces(text or ""):
                handler.send_piece(piece)
            handler.end_stream(usage=usage)
            return
        message = {"role": "assistant", "content": text}
        reply = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "scripted",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": usage,
        }
        handler.send(200, json.dumps(reply).encode())

    return script


def sends(status: int, body: str) -> Script:
    """Sends a status and a body."""
    return lambda handler: handler.send(status, body.encode())


def fails(status: int) -> Script:
    """Fails as the protocol has it."""
    return sends(status, '{"error": {"message": "no\\n  luck", "type": "t", "code": "c"}}')


def keeps_silent(handler: ModelHandler) -> None:
    """Takes the request and never says a word, for ten minutes or until the server ends."""
    handler.server.ended.wait(600)
    handler.close_connection = True


def trickles(handler: ModelHandler) -> None:
    """Sends a byte now and then that means nothing."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.ended.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def hangs_up(handler: ModelHandler) -> None:
    """Closes the connection before a word was said."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "1", "choices": [')
    handler.close_connection = True


def hangs_up_after(text: str) -> Script:
    """Says the text and then closes the connection in mid-reply."""

    def script(handler: ModelHandler) -> None:
        handler.open_stream()
        for piece in split_pieces(text):
            handler.send_piece(piece)
        handler.wfile.write(b'64\r\ndata: {"id": "1", "cho')
        handler.wfile.flush()

    return script
