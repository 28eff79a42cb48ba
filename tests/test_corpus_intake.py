"""What a person names to be taken in: paths, addresses on a real server, and pasted text."""

import io
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from corpus.build import add_articles
from corpus.fetching.fetcher import Fetcher, FetchLimits
from corpus.metadata import GivenMetadata
from corpus.sources.intake import fetch_sources, is_address, read_references
from corpus.sources.sources import Source, SourceFailure
from corpus.sources.web_page import plain_address
from corpus.store import Store

PAGE = (
    "<html><head><title>Zürich banks rise</title><meta property='article:published_time'"
    " content='2025-03-04T09:30:00+01:00'></head><body><article><h1>Zürich banks rise</h1>"
    "<p>Shares of Zürich banks rose 3 percent on Tuesday after results, the exchange said.</p>"
    "<p>Traders had expected less, and volume was twice that of an ordinary day there.</p>"
    "</article></body></html>"
)
REPLIES = {
    "/page": ("text/html; charset=utf-8", PAGE.encode()),
    "/latin": ("text/html; charset=iso-8859-1", PAGE.encode("latin-1")),
    "/feed": ("application/rss+xml", b"<rss version='2.0'><channel/></rss>"),
    "/photo": ("image/jpeg", b"\xff\xd8\xff\xe0"),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, body = REPLIES.get(self.path.partition("?")[0], ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(site: str, *paths: str) -> list[Source | SourceFailure]:
    port = int(site.rpartition(":")[2])
    limits = FetchLimits(gap_s=0.0)
    with Fetcher(limits=limits, is_allowed=lambda _: True, allowed_ports={port}) as fetcher:
        return list(fetch_sources([f"{site}{path}" for path in paths], fetcher))


def test_pages_at_addresses_become_articles_once(site: str, tmp_path: Path) -> None:
    sources = fetch(site, "/page?utm_source=mail", "/page#top", "/latin")
    with Store.open(tmp_path) as store:
        summary = add_articles(store, sources)
        articles = store.read_articles()
    assert (summary.added, summary.unchanged, summary.failed) == (2, 1, ())
    assert {article.source for article in articles} == {f"{site}/page", f"{site}/latin"}
    for article in articles:
        assert article.title == "Zürich banks rise"
        assert "Shares of Zürich banks rose 3 percent" in article.source_text
        assert article.published is not None
        assert (article.published.iso, article.published_origin) == ("2025-03-04", "page metadata")
        assert article.published_at is not None
        assert article.published_at.isoformat() == "2025-03-04T09:30:00+01:00"


def test_what_is_no_page_is_told_with_what_to_do(site: str) -> None:
    feed, photo, missing = fetch(site, "/feed", "/photo", "/none")
    assert isinstance(feed, SourceFailure)
    assert feed.reason.endswith(f"follow it with: python -m corpus feed add {site}/feed")
    assert isinstance(photo, SourceFailure)
    assert "is image/jpeg; expected a page" in photo.reason
    assert isinstance(missing, SourceFailure)
    assert "404" in missing.reason


def test_an_address_of_this_machine_is_refused(site: str) -> None:
    (refused,) = read_references([f"{site}/page"])
    assert isinstance(refused, SourceFailure)
    assert refused.source == f"{site}/page"


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://Example.com/a?utm_medium=x&id=7&fbclid=1#part", "https://example.com/a?id=7"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/a?q=%C3%A9&b", "https://example.com/a?q=%C3%A9&b"),
    ],
)
def test_the_identity_of_a_page_leaves_out_where_its_reader_came_from(
    url: str, identity: str
) -> None:
    assert plain_address(url) == identity


@pytest.mark.parametrize(
    ("reference", "expected"),
    [("https://a.com/b", True), ("ftp://a.com", True), ("a/b.txt", False), ("C:/a.txt", False)],
)
def test_an_address_is_told_from_a_path(reference: str, expected: bool) -> None:
    assert is_address(reference) is expected
    assert not is_address(Path(reference))


def test_pasted_text_is_an_article_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Shares of Alpha rose 3 percent on Friday, the company said.")
    monkeypatch.setattr(sys, "stdin", io.StringIO("Shares of Beta fell 4 percent on Monday."))
    given = GivenMetadata(outlet="The Courier")
    read, pasted = read_references([str(file), "-"], given=given)
    assert isinstance(read, Source)
    assert isinstance(pasted, Source)
    assert (read.source, read.given.outlet) == ("a.txt", "The Courier")
    assert pasted.data.decode() == "Shares of Beta fell 4 percent on Monday."
    assert pasted.given.outlet == "The Courier"


def test_nothing_on_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(" \n"))
    (failure,) = read_references(["-"])
    assert isinstance(failure, SourceFailure)
    assert failure.reason == "standard input: is empty; expected the text of an article"
