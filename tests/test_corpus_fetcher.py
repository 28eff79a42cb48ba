"""The fetcher against real servers on loopback: pages, encodings, statuses, and several threads."""

import gzip
import time
import tomllib
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from pathlib import Path

import pytest
from fetch_site import (
    PUBLIC,
    Names,
    Site,
    fetcher,
    in_turn,
    refused,
    reset,
    serve,
    status,
    text,
)

from corpus.fetching.fetcher import USER_AGENT, VERSION


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serve(Site(PUBLIC))


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
