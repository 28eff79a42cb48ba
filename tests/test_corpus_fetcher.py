"""The fetcher against real servers on loopback: 127.0.0.1 plays a public host, 127.0.0.2 a private one."""

import gzip
import shutil
import ssl
import subprocess
import threading
import time
import tomllib
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import FetchError
from corpus.fetching.connection import trusted_certificates
from corpus.fetching.fetcher import USER_AGENT, VERSION, Fetcher, FetchLimits

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


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serve(Site(PUBLIC))


@pytest.fixture
def private(site: Site) -> Iterator[Site]:
    """A server at the same port of an address that is not allowed."""
    yield from serve(Site(PRIVATE, site.server_port))


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


def test_a_page_comes_with_what_its_headers_say(site: Site) -> None:
    site.pages["/a?b=1"] = text(
        "news", Content_Type="Text/HTML; Charset='UTF-8'", ETag='"1"', Last_Modified="yesterday"
    )
    got = fetcher(site).fetch(site.url("/a?b=1#part"))
    assert got.body == b"news"
    assert (got.status, got.not_modified) == (200, False)
    assert (got.content_type, got.charset) == ("text/html", "utf-8")
    assert (got.etag, got.last_modified) == ('"1"', "yesterday")
    assert (got.requested_url, got.url) == (site.url("/a?b=1#part"), site.url("/a?b=1"))
    assert got.moved_permanently_to is None


@pytest.mark.parametrize("stated", ["", "html", ";charset=utf-8", "text/", "a b/c"])
def test_a_malformed_content_type_is_none(site: Site, stated: str) -> None:
    site.pages["/"] = text("news", Content_Type=stated)
    assert fetcher(site).fetch(site.url()).content_type is None


def test_a_request_says_who_we_are_and_asks_for_what_can_be_bounded(site: Site) -> None:
    site.pages["/"] = text("news")
    fetcher(site).fetch(site.url())
    assert site.paths == ["/robots.txt", "/"]
    for _, headers in site.requests:
        assert headers["user-agent"] == USER_AGENT
        assert headers["host"] == f"news.com:{site.server_port}"
        assert headers["accept-encoding"] == "gzip, deflate"
        assert "cookie" not in headers


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
    assert project["project"]["version"] == VERSION
    assert USER_AGENT.startswith(f"Streetwise/{VERSION} ")


# --- where a connection goes


@pytest.mark.parametrize(
    "host",
    ["127.0.0.2", "2130706434", "0x7f.2", "[::1]", "[::ffff:127.0.0.2]", "localhost", "a@b.com"],
)
def test_no_packet_and_no_question_for_a_name_leaves_for_a_refused_url(
    site: Site, private: Site, host: str
) -> None:
    names = Names([str(PRIVATE)])
    assert refused(lambda: fetcher(site, names).fetch(site.url(host=host))).failure == "address"
    assert (names.asked, site.connections, private.connections) == ([], 0, 0)


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.2"],
        ["127.0.0.1", "127.0.0.2"],
        ["127.0.0.1", "::ffff:127.0.0.2"],
        ["127.0.0.1", "fe80::1%eth0"],
        ["127.0.0.1", "nonsense"],
        ["0x7f.1"],
    ],
)
def test_a_name_is_refused_if_any_of_its_addresses_is(
    site: Site, private: Site, answer: list[str]
) -> None:
    error = refused(lambda: fetcher(site, Names(answer)).fetch(site.url(host="127-0-0-2.wild.com")))
    assert error.failure == "address"
    assert answer[-1] in str(error)
    assert (site.connections, private.connections) == (0, 0)


def test_by_default_only_public_addresses_are_connected_to(site: Site) -> None:
    for answer in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "64:ff9b::7f00:1", "0.0.0.1"):
        careful = Fetcher(resolve=Names([answer]), allowed_ports={site.server_port}, limits=QUICK)
        assert refused(lambda c=careful: c.fetch(site.url())).failure == "address"
    assert site.connections == 0


def test_a_name_that_leads_elsewhere_the_second_time_is_connected_to_where_it_was_checked(
    site: Site, private: Site
) -> None:
    site.pages["/"] = text("news")
    names = Names([str(PUBLIC)], [str(PRIVATE)])
    fetching = fetcher(site, names)
    assert fetching.fetch(site.url()).body == b"news"
    assert names.asked == ["news.com"]
    assert site.paths == ["/robots.txt", "/"]
    assert refused(lambda: fetching.fetch(site.url())).failure == "address"
    assert names.asked == ["news.com", "news.com"]
    assert private.connections == 0


def test_a_name_is_asked_once_for_redirects_within_its_host(site: Site, private: Site) -> None:
    names = Names([str(PUBLIC)], [str(PRIVATE)])
    site.pages.update({"/": redirect("/a"), "/a": redirect("/b"), "/b": text("news")})
    assert fetcher(site, names).fetch(site.url()).body == b"news"
    assert (names.asked, private.connections) == (["news.com"], 0)


def test_addresses_are_tried_in_turn(site: Site) -> None:
    site.pages["/"] = text("news")
    allowed = {PUBLIC, IPv4Address("127.0.0.9"), IPv6Address("::1")}
    names = Names(["127.0.0.9", "::1", "127.0.0.1"])
    trying = Fetcher(
        resolve=names,
        is_allowed=allowed.__contains__,
        allowed_ports={site.server_port},
        limits=QUICK,
    )
    assert trying.fetch(site.url()).body == b"news"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/secret",
        "//127.0.0.2:{port}/secret",
        "http://2130706434:{port}/secret",
        "http://0177.0.0.2:{port}/secret",
        "http://[::ffff:127.0.0.2]:{port}/secret",
        "http://news.com@127.0.0.2:{port}/secret",
        "http://localhost:{port}/secret",
        "http://other.com:{port}/secret",
        "file:///etc/passwd",
        "gopher://127.0.0.2:{port}/_x",
        "http://news.com:6379/",
        "\\\\127.0.0.2:{port}\\secret",
        "http://127.0.0.2:{port}\\@news.com/",
    ],
)
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_private_place_is_not_followed(
    site: Site, private: Site, target: str, code: int
) -> None:
    private.pages["/secret"] = text("secret")
    site.pages["/"] = redirect(target.format(port=site.server_port), code)
    names = Names([str(PUBLIC)], [str(PRIVATE)])
    error = refused(lambda: fetcher(site, names).fetch(site.url()))
    assert error.failure == "address"
    assert private.connections == 0
    assert site.paths == ["/robots.txt", "/"]


def test_a_robots_txt_that_leads_to_a_private_place_is_not_followed(
    site: Site, private: Site
) -> None:
    site.pages["/robots.txt"] = redirect(f"http://127.0.0.2:{site.server_port}/robots.txt")
    error = refused(lambda: fetcher(site).fetch(site.url()))
    assert (error.failure, private.connections) == ("robots", 0)
    assert site.paths == ["/robots.txt"]


def test_a_proxy_of_the_environment_is_not_used_and_told(
    site: Site, private: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.2:{private.server_port}")
    site.pages["/"] = text("news")
    assert fetcher(site).fetch(site.url()).body == b"news"

    def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    error = refused(lambda: fetcher(site, unknown).fetch(site.url()))  # type: ignore[arg-type]
    assert "proxy" in str(error)
    assert error.failure == "network"
    assert private.connections == 0


# --- redirects


def test_redirects_are_followed_and_each_place_is_asked_for_its_own_robots_txt(site: Site) -> None:
    port = site.server_port
    site.pages["/"] = redirect(f"http://other.com:{port}/a")
    site.pages["/a"] = text("news")
    names = Names()
    got = fetcher(site, names).fetch(site.url())
    assert (got.body, got.url) == (b"news", f"http://other.com:{port}/a")
    assert names.asked == ["news.com", "other.com"]
    assert site.paths == ["/robots.txt", "/", "/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("codes", "moved"),
    [
        ((301,), "/1"),
        ((308, 301), "/2"),
        ((302,), None),
        ((302, 301), None),
        ((301, 302), "/1"),
        ((301, 307, 301), "/1"),
    ],
)
def test_a_permanent_move_is_told_as_far_as_it_goes(
    site: Site, codes: tuple[int, ...], moved: str | None
) -> None:
    for at, code in enumerate(codes):
        site.pages[f"/{at}"] = redirect(f"/{at + 1}", code)
    site.pages[f"/{len(codes)}"] = text("news")
    got = fetcher(site).fetch(site.url("/0"))
    assert got.moved_permanently_to == (site.url(moved) if moved else None)


def test_as_many_redirects_as_allowed_are_followed_and_not_one_more(site: Site) -> None:
    for at in range(6):
        site.pages[f"/{at}"] = redirect(f"/{at + 1}")
    site.pages["/6"] = text("news")
    assert fetcher(site).fetch(site.url("/1")).body == b"news"
    error = refused(lambda: fetcher(site).fetch(site.url("/0")))
    assert "more than 5 times" in str(error)


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.pages["/"] = redirect("/")
    assert "redirect to redirect" in str(refused(lambda: fetcher(site).fetch(site.url())))
    assert site.paths == ["/robots.txt"] + ["/"] * 6


def test_a_redirect_without_a_place_is_an_error(site: Site) -> None:
    site.pages["/"] = status(302)
    assert refused(lambda: fetcher(site).fetch(site.url())).status == 302


# --- caps


def test_a_body_of_the_largest_size_is_taken_and_one_byte_more_is_not(site: Site) -> None:
    site.pages["/"] = text(b"x" * 1000)
    assert len(fetcher(site).fetch(site.url(), largest_bytes=1000).body) == 1000
    error = refused(lambda: fetcher(site).fetch(site.url(), largest_bytes=999))
    assert error.failure == "size"
    assert "1,000 bytes; expected at most 999" in str(error)


def test_a_body_without_end_is_cut_off(site: Site) -> None:
    site.pages["/"] = endless(b"x" * 65536)
    assert refused(lambda: fetcher(site).fetch(site.url())).failure == "size"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_small_body_that_grows_too_large_is_cut_off(site: Site, encoding: str) -> None:
    plain = b"\0" * 20_000_000
    bomb = gzip.compress(plain) if encoding == "gzip" else zlib.compress(plain)
    assert len(bomb) < 25_000
    site.pages["/"] = text(bomb, Content_Encoding=encoding)
    assert refused(lambda: fetcher(site).fetch(site.url())).failure == "size"
    large = fetcher(site).fetch(site.url(), largest_bytes=len(plain))
    assert len(large.body) == len(plain)


def test_a_body_that_never_gets_to_its_end_is_cut_off_in_time(site: Site) -> None:
    site.pages["/"] = endless(b"x", 0.02)
    limits = FetchLimits(gap_s=0, read_s=5, total_s=0.3)
    error = refused(lambda: fetcher(site, limits=limits).fetch(site.url()))
    assert error.failure == "time"
    assert "longer than 0.3 s" in str(error)


def test_headers_that_never_end_are_cut_off(site: Site) -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"A: b\r\n")
            time.sleep(0.02)

    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000)

    def preliminary(handler: BaseHTTPRequestHandler) -> None:
        while True:
            handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            time.sleep(0.01)

    limits = FetchLimits(gap_s=0, read_s=5, total_s=0.3)
    site.pages.update({"/1": trickle, "/2": flood, "/3": preliminary})
    assert refused(lambda: fetcher(site, limits=limits).fetch(site.url("/1"))).failure == "time"
    assert refused(lambda: fetcher(site).fetch(site.url("/2"))).failure == "network"
    assert refused(lambda: fetcher(site, limits=limits).fetch(site.url("/3"))).failure == "time"


def test_a_silent_server_is_left(site: Site) -> None:
    done = threading.Event()
    site.pages["/"] = lambda handler: done.wait(5) and None
    limits = FetchLimits(gap_s=0, read_s=0.1, total_s=5)
    error = refused(lambda: fetcher(site, limits=limits).fetch(site.url()))
    done.set()
    assert error.failure == "time"
    assert "does not answer" in str(error)


def test_a_slow_resolver_is_left(site: Site) -> None:
    done = threading.Event()

    def slow(host: str, port: int) -> Sequence[str]:
        done.wait(5)
        return [str(PUBLIC)]

    slow_fetcher = fetcher(site, slow, limits=FetchLimits(total_s=0.1))  # type: ignore[arg-type]
    assert refused(lambda: slow_fetcher.fetch(site.url())).failure == "time"
    done.set()
    assert site.connections == 0


# --- encodings


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", gzip.compress(b"news", mtime=0)),
        ("x-gzip", gzip.compress(b"news", mtime=0)),
        ("GZIP", gzip.compress(b"ne", mtime=0) + gzip.compress(b"ws", mtime=0)),
        ("gzip", gzip.compress(b"news", mtime=0) + b"\0\0padding"),
        ("deflate", zlib.compress(b"news")),
        ("deflate", zlib.compress(b"news", wbits=-15)),
        ("identity", b"news"),
    ],
)
def test_what_can_be_decompressed_is(site: Site, encoding: str, data: bytes) -> None:
    site.pages["/"] = text(data, Content_Encoding=encoding)
    assert fetcher(site).fetch(site.url()).body == b"news"


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("br", b"news"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"news", mtime=0), mtime=0)),
        ("gzip", b"news"),
        ("gzip", gzip.compress(b"news", mtime=0)[:-9]),
        ("gzip", gzip.compress(b"", mtime=0) * 200),
        ("deflate", b"\xff\xff\xff"),
    ],
)
def test_what_cannot_be_decompressed_is_an_error(site: Site, encoding: str, data: bytes) -> None:
    site.pages["/"] = text(data, Content_Encoding=encoding)
    error = refused(lambda: fetcher(site).fetch(site.url()))
    assert error.failure == "content"
    assert "cannot be decompressed" in str(error)


# --- statuses


def test_what_has_not_changed_is_told_without_a_body(site: Site) -> None:
    site.pages["/"] = status(304, ETag='"1"')
    got = fetcher(site).fetch(site.url(), etag='"1"', last_modified="Fri, 12 Sep 2025 08:00:00 GMT")
    assert (got.not_modified, got.status, got.body, got.etag) == (True, 304, b"", '"1"')
    headers = site.requests[-1][1]
    assert headers["if-none-match"] == '"1"'
    assert headers["if-modified-since"] == "Fri, 12 Sep 2025 08:00:00 GMT"
    assert "if-none-match" not in site.requests[0][1]


def test_not_modified_is_an_error_where_nobody_asked(site: Site) -> None:
    site.pages["/"] = status(304)
    assert refused(lambda: fetcher(site).fetch(site.url())).status == 304


@pytest.mark.parametrize("etag", ['"a"\r\nX: y', "é", "", "a" * 2000, "\0"])
def test_a_mark_that_no_server_sends_is_not_sent(site: Site, etag: str) -> None:
    site.pages["/"] = text("news")
    fetcher(site).fetch(site.url(), etag=etag, last_modified="\n")
    assert not {"if-none-match", "if-modified-since", "x"} & site.requests[-1][1].keys()


@pytest.mark.parametrize("code", [206, 300, 400, 401, 403, 404, 410, 418, 451, 500, 502])
def test_a_status_without_a_page_is_an_error_that_names_it(site: Site, code: int) -> None:
    site.pages["/"] = status(code)
    error = refused(lambda: fetcher(site).fetch(site.url()))
    assert (error.failure, error.status) == ("status", code)
    assert f"'{site.url()}': status {code}: " in str(error)
    assert site.paths.count("/") == 1


@pytest.mark.parametrize("code", [429, 503])
def test_a_busy_server_is_asked_once_more_after_the_time_it_names(site: Site, code: int) -> None:
    site.pages["/"] = in_turn(status(code, Retry_After="3"), text("news"))
    slept: list[float] = []
    assert fetcher(site, sleep=slept.append).fetch(site.url()).body == b"news"
    assert slept == [3]
    site.pages["/"] = status(code)
    error = refused(lambda: fetcher(site, sleep=slept.append).fetch(site.url()))
    assert (error.status, error.retry_after_s) == (code, None)
    assert slept == [3, 1]


@pytest.mark.parametrize(
    ("header", "at_least", "at_most"),
    [
        ("3600", 3600, 3600),
        ("in an hour", 3500, 3600),
        (formatdate(4102444800, usegmt=True), 604800, 604800),
        ("999999999", 604800, 604800),
    ],
)
def test_a_server_that_asks_for_a_long_wait_is_not_waited_for(
    site: Site, header: str, at_least: float, at_most: float
) -> None:
    if header == "in an hour":  # from when the test runs, not from when it was collected
        header = formatdate(time.time() + 3600, usegmt=True)
    site.pages["/"] = status(429, Retry_After=header)
    error = refused(lambda: fetcher(site).fetch(site.url()))
    assert error.retry_after_s is not None
    assert at_least <= error.retry_after_s <= at_most
    assert site.paths.count("/") == 1


@pytest.mark.parametrize("header", ["soon", "-5", "1.5", "", "Fri, 99 Sep 2025"])
def test_a_wait_that_cannot_be_read_is_none(site: Site, header: str) -> None:
    site.pages["/"] = status(429, Retry_After=header)
    assert refused(lambda: fetcher(site).fetch(site.url())).retry_after_s is None


def test_a_connection_that_breaks_is_tried_once_more(site: Site) -> None:
    site.pages["/"] = in_turn(reset, text("news"))
    assert fetcher(site).fetch(site.url()).body == b"news"
    site.pages["/"] = reset
    assert refused(lambda: fetcher(site).fetch(site.url())).failure == "network"
    assert site.paths.count("/") == 4


def test_a_body_shorter_than_stated_is_an_error(site: Site) -> None:
    site.pages["/"] = text("news", Content_Length="100")
    assert refused(lambda: fetcher(site).fetch(site.url())).failure == "network"


def test_nobody_at_the_port_is_told(site: Site) -> None:
    lonely = fetcher(site, Names(["127.0.0.9"]))
    lonely._is_allowed = lambda address: address.is_loopback
    error = refused(lambda: lonely.fetch(site.url()))
    assert error.failure == "network"
    assert "no connection to 'news.com'" in str(error)


# --- robots.txt


def test_a_page_that_robots_txt_forbids_is_not_asked_for(site: Site) -> None:
    site.pages["/robots.txt"] = text("User-agent: *\nDisallow: /shut\n")
    site.pages["/open"] = text("news")
    asking = fetcher(site)
    for path in ("/shut", "/open/../shut/a", "/%2e/shut"):
        error = refused(lambda p=path: asking.fetch(site.url(p)))
        assert error.failure == "robots"
        assert "asks programs such as Streetwise not to fetch this page" in str(error)
    assert asking.fetch(site.url("/open")).body == b"news"
    assert site.paths == ["/robots.txt", "/open"]


def test_a_redirect_to_a_page_that_robots_txt_forbids_is_not_followed(site: Site) -> None:
    site.pages["/robots.txt"] = text("User-agent: Streetwise\nDisallow: /shut\n")
    site.pages["/"] = redirect("/shut")
    assert refused(lambda: fetcher(site).fetch(site.url())).failure == "robots"
    assert site.paths == ["/robots.txt", "/"]


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 429])
def test_no_robots_txt_allows(site: Site, code: int) -> None:
    site.pages.update({"/robots.txt": status(code), "/": text("news")})
    assert fetcher(site).fetch(site.url()).body == b"news"


@pytest.mark.parametrize("page", [status(500), status(503), text("x", Content_Encoding="br")])
def test_a_robots_txt_that_cannot_be_read_forbids(site: Site, page: Page) -> None:
    site.pages.update({"/robots.txt": page, "/": text("news")})
    asking = fetcher(site)
    error = refused(lambda: asking.fetch(site.url()))
    assert error.failure == "robots"
    assert "/robots.txt cannot be read" in str(error)
    assert "/" not in site.paths


def test_a_robots_txt_that_was_out_of_reach_is_asked_for_again(site: Site) -> None:
    site.pages.update({"/robots.txt": in_turn(reset, reset, status(404)), "/": text("news")})
    asking = fetcher(site)
    error = refused(lambda: asking.fetch(site.url()))
    assert error.failure == "network"
    assert "robots.txt must be read first" in str(error)
    assert asking.fetch(site.url()).body == b"news"


def test_robots_txt_may_be_moved_but_not_for_ever(site: Site) -> None:
    site.pages["/robots.txt"] = redirect("/r")
    site.pages["/r"] = text("User-agent: *\nDisallow: /\n")
    assert refused(lambda: fetcher(site).fetch(site.url())).failure == "robots"
    site.pages.update({"/r": redirect("/robots.txt"), "/": text("news")})
    assert fetcher(site).fetch(site.url()).body == b"news"


def test_only_the_first_500_kb_of_robots_txt_are_read(site: Site) -> None:
    head = "User-agent: *\nDisallow: /shut\n"
    filler = "#" + "x" * (500_000 - len(head) - 2) + "\n"
    site.pages["/robots.txt"] = text(head + filler + "Disallow: /late\n")
    site.pages["/late"] = text("news")
    assert fetcher(site).fetch(site.url("/late")).body == b"news"
    assert refused(lambda: fetcher(site).fetch(site.url("/shut"))).failure == "robots"
    site.pages["/robots.txt"] = endless(b"Disallow: /\n" * 5000)
    assert fetcher(site).fetch(site.url("/late")).body == b"news"


@pytest.mark.parametrize(("asked", "waits"), [("7", [7]), ("0.5", [2]), ("3600", [10]), ("", [2])])
def test_a_host_is_left_alone_for_a_while_after_each_fetch(
    site: Site, asked: str, waits: list[float]
) -> None:
    site.pages["/robots.txt"] = text(f"User-agent: *\nCrawl-delay: {asked}\n")
    site.pages["/"] = text("news")
    slept: list[float] = []
    limits = FetchLimits(gap_s=2, total_s=5)
    patient = fetcher(site, limits=limits, sleep=slept.append)
    for host in ("news.com", "news.com", "other.com"):
        patient.fetch(site.url(host=host))
    assert slept == pytest.approx(waits, abs=0.5)


# --- TLS


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.com"
    command = [openssl, *made.split(), "-addext", "subjectAltName=DNS:news.com"]
    subprocess.run([*command, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return key, cert


@pytest.fixture
def safe_site(site: Site, certificate: tuple[Path, Path]) -> Site:
    """The site behind TLS, with a certificate for news.com; `server_names` is what clients ask for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])
    site.server_names: list[str | None] = []  # type: ignore[misc]
    context.sni_callback = lambda _, name, __: site.server_names.append(name)  # type: ignore[attr-defined]
    site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
    return site


def test_tls_asks_for_the_name_though_the_connection_goes_to_the_address(
    safe_site: Site, certificate: tuple[Path, Path]
) -> None:
    safe_site.pages["/"] = text("news")
    trusting = ssl.create_default_context(cafile=str(certificate[1]))
    got = fetcher(safe_site, tls=trusting).fetch(safe_site.url(scheme="https"))
    assert got.body == b"news"
    assert safe_site.server_names == ["news.com", "news.com"]  # type: ignore[attr-defined]
    error = refused(
        lambda: fetcher(safe_site, tls=trusting).fetch(safe_site.url(scheme="https", host="b.com"))
    )
    assert "certificate" in str(error)


def test_a_certificate_of_nobody_is_refused(safe_site: Site) -> None:
    error = refused(lambda: fetcher(safe_site).fetch(safe_site.url(scheme="https")))
    assert "the certificate is not one for 'news.com'" in str(error)
    assert safe_site.requests == []


def test_a_redirect_away_from_tls_is_refused(
    safe_site: Site, certificate: tuple[Path, Path]
) -> None:
    safe_site.pages["/"] = redirect(safe_site.url("/a"))
    trusting = ssl.create_default_context(cafile=str(certificate[1]))
    error = refused(lambda: fetcher(safe_site, tls=trusting).fetch(safe_site.url(scheme="https")))
    assert error.failure == "address"
    assert "anyone on the way may read" in str(error)


# --- life


def test_several_threads_may_fetch_at_once_and_robots_txt_is_asked_once(site: Site) -> None:
    site.pages.update({f"/{n}": text(str(n)) for n in range(20)})
    shared = fetcher(site)
    with ThreadPoolExecutor(8) as pool:
        bodies = list(pool.map(lambda n: shared.fetch(site.url(f"/{n}")).body, range(20)))
    assert bodies == [str(n).encode() for n in range(20)]
    assert site.paths.count("/robots.txt") == 1


def test_a_closed_fetcher_fetches_nothing(site: Site) -> None:
    with fetcher(site) as fetching:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        fetching.fetch(site.url())
    assert site.connections == 0
