"""A site with feeds on loopback, the smallest client for it, and the parts that feeds are read with."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import httpx

from corpus.errors import CorpusError
from corpus.extraction import parse_source
from corpus.feeds.feed import ParsedFeed
from corpus.feeds.feed_parser import parse_feed
from corpus.sources.sources import Source

LEAD = "Elbe House lifted its view of European builders to overweight on Thursday, citing rates."
REST = (
    "“Homes are being built again,” said Petra Novak, a strategist at Elbe House, in a note to her"
    " clients. She expects orders to rise by 4% in the coming year, after three years of decline."
)


class FetchError(CorpusError):
    def __init__(
        self,
        message: str,
        *,
        failure: str,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.failure = failure
        self.status = status
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    url: str
    status: int
    not_modified: bool
    content_type: str | None
    charset: str | None
    body: bytes
    etag: str | None
    last_modified: str | None
    moved_permanently_to: str | None


class HttpxFetcher:
    """As little of a client as these tests need; refuses what is not on the test's own server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.client = httpx.Client(follow_redirects=True, timeout=2.0, trust_env=False)

    def __enter__(self) -> "HttpxFetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        largest_bytes: int | None = None,
    ) -> Got:
        if f":{self.port}/" not in url:
            raise FetchError(f"{url}: is an address of this machine", failure="address")
        marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in marks.items() if value}
        try:
            answer = self.client.get(url, headers=headers)
        except httpx.HTTPError as error:
            raise FetchError(f"{url}: {type(error).__name__}", failure="network") from error
        if answer.status_code >= 400:
            wait = answer.headers.get("Retry-After")
            code = answer.status_code
            raise FetchError(
                f"{url}: answered {code}",
                failure="status",
                status=code,
                retry_after_s=float(wait) if wait else None,
            )
        assert largest_bytes is None or len(answer.content) <= largest_bytes
        moved = answer.history and all(one.status_code in {301, 308} for one in answer.history)
        return Got(
            url=str(answer.url),
            status=answer.status_code,
            not_modified=answer.status_code == 304,
            content_type=answer.headers.get("Content-Type", "").split(";")[0] or None,
            charset=answer.charset_encoding,
            body=answer.content,
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
            moved_permanently_to=str(answer.url) if moved else None,
        )


@dataclass(slots=True, kw_only=True)
class Page:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0


@dataclass(slots=True, kw_only=True)
class Site:
    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    not_modified: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def feed(
        self, path: str, *items: str, kind: str = "application/rss+xml", **headers: str
    ) -> str:
        text = f"<title>Elbe Courier</title>{''.join(items)}"
        text = f'<?xml version="1.0"?><rss version="2.0"><channel>{text}</channel></rss>'
        self.pages[path] = Page(body=text.encode(), headers={"Content-Type": kind, **headers})
        return self.url(path)

    def page(
        self,
        path: str,
        *,
        title: str = "Elbe House lifts builders",
        report: str = f"<p>{LEAD}</p><p>{REST}</p>",
        text: str = "",
        **meta: str,
    ) -> None:
        metas = "".join(
            f'<meta property="{k.replace("__", ":")}" content="{v}">' for k, v in meta.items()
        )
        report = f"<h1>{title}</h1>{report}<p>{text}</p>"
        head = f"<html><head><title>{title}</title>{metas}</head>"
        body = f"{head}<body><article>{report}</article></body></html>"
        self.pages[path] = Page(body=body.encode(), headers={"Content-Type": "text/html"})


@contextmanager
def serving() -> Iterator[Site]:
    """A site that is served until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = site.pages.get(self.path.partition("?")[0], Page(status=404))
            sleep(page.delay_s)
            etag = page.headers.get("ETag")
            status = page.status
            if etag and self.headers["If-None-Match"] == etag:
                status = 304
                site.not_modified.append(self.path)
            self.send_response(status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            body = b"" if status == 304 else page.body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(port=server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


def item(
    link: str,
    *,
    guid: str | None = None,
    text: str = "",
    date: str = "Thu, 18 Sep 2025 08:00:00 +0000",
    title: str = "Elbe House lifts builders",
) -> str:
    mark = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    where = f"<link>{link}</link>" if link else ""
    when = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title>{where}{mark}{when}<description><![CDATA[{text}]]></description></item>"


def parse(data: bytes, url: str) -> ParsedFeed:
    return parse_feed(data, url=url)


def measure(source: Source) -> int:
    parsed = parse_source(source.data, format="html", name=source.source, given=source.given)
    return sum(part.end - part.start for part in parsed.body)
