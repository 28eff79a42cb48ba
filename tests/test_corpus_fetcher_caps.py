"""What the fetcher follows and takes: redirects, robots.txt, bodies and times that end."""

import gzip
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler

import pytest
from fetch_site import (
    PUBLIC,
    Names,
    Page,
    Site,
    endless,
    fetcher,
    in_turn,
    redirect,
    refused,
    reset,
    serve,
    status,
    text,
)

from corpus.fetching.fetcher import FetchLimits


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serve(Site(PUBLIC))


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
