"""Servers on loopback for the fetcher: 127.0.0.1 plays a public host, 127.0.0.2 a private one."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from typing import Any

import pytest

from corpus.errors import FetchError
from corpus.fetching.connection import trusted_certificates
from corpus.fetching.fetcher import Fetcher, FetchLimits

PUBLIC = IPv4Address("127.0.0.1")
PRIVATE = IPv4Address("127.0.0.2")
QUICK = FetchLimits(gap_s=0, connect_s=1, read_s=1, total_s=5)

Page = Callable[[BaseHTTPRequestHandler], None]


class Site(ThreadingHTTPServer):
    """A server that counts connections and keeps the requests it got."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: IPv4Address, port: int = 0) -> None:
        self.pages: dict[str, Page] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.connections = 0
        super().__init__((str(address), port), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that leave early: cutting them off is what is tested."""

    def url(self, path: str = "/", *, host: str = "news.com", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.server_port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((self.path, headers))
        self.server.pages.get(self.path, status(404))(self)

    def log_message(self, format: str, *args: object) -> None:
        pass


def status(code: int, **headers: str) -> Page:
    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return page


def text(body: str | bytes, **headers: str) -> Page:
    data = body.encode() if isinstance(body, str) else body

    def page(handler: BaseHTTPRequestHandler) -> None:
        stated = {"Content_Length": str(len(data)), "Content_Type": "text/html", **headers}
        status(200, **stated)(handler)
        handler.wfile.write(data)

    return page


def redirect(to: str, code: int = 302) -> Page:
    return status(code, Location=to)


def endless(piece: bytes, pause_s: float = 0, **headers: str) -> Page:
    def page(handler: BaseHTTPRequestHandler) -> None:
        status(200, **headers)(handler)
        while True:
            handler.wfile.write(piece)
            time.sleep(pause_s)

    return page


def in_turn(*pages: Page) -> Page:
    left = list(pages)

    def page(handler: BaseHTTPRequestHandler) -> None:
        left.pop(0)(handler)

    return page


def reset(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


def serve(server: Site) -> Iterator[Site]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


class Names:
    """A resolver that records what it is asked and answers in turn; the last answer stays."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers) or [[str(PUBLIC)]]
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@cache
def usual_trust() -> ssl.SSLContext:
    """Read once: the authorities take longer to read than most tests here."""
    return trusted_certificates()


def fetcher(site: Site, names: Names | None = None, **options: Any) -> Fetcher:
    options.setdefault("limits", QUICK)
    options.setdefault("tls", usual_trust())
    options.setdefault("sleep", lambda seconds: None)
    return Fetcher(
        resolve=names or Names(),
        is_allowed=lambda address: address == PUBLIC,
        allowed_ports={site.server_port},
        **options,
    )


def refused(do: Callable[[], object]) -> FetchError:
    with pytest.raises(FetchError) as caught:
        do()
    return caught.value
