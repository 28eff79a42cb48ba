"""Hostile text in a real browser, and whether what it does would be seen at all."""

import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_site import open_site
from playwright.sync_api import Browser
from xss_payloads import PAYLOADS

from eval.xss import make_xss_figures, read_payloads, visit_all
from eval.xss_articles import file_name, write_hostile_articles
from eval.xss_places import find_whole
from eval.xss_window import Findings, open_window

DATA = os.environ.get("XSS_DATA", "")
"""A folder with `xss.jsonl`; every tenth row of it is tried too."""


@pytest.fixture
def careless() -> Iterator[str]:
    """A page that puts text into its HTML as it comes."""

    class Careless(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(
                b"<div id=desk data-ready>x</div><div id=chat><img src=x onerror=alert(1)>"
                b"<a href='javascript:x()'>a</a><img src=http://198.51.100.7/p.png></div>"
            )

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_that_lets_text_become_markup_is_found_out(browser: Browser, careless: str) -> None:
    found = Findings()
    with open_window(browser, careless, found) as page:
        page.wait_for_timeout(500)
        found.look(page)
    assert found.ran == ["alert(1)"]
    assert len(found.markup) == 3
    assert found.foreign == ["http://198.51.100.7/p.png"]


def test_no_hostile_text_runs_loads_or_becomes_an_element_anywhere(
    browser: Browser, tmp_path: Path
) -> None:
    payloads = [*PAYLOADS, *(read_payloads(Path(DATA))[::10] if DATA else ())]
    write_hostile_articles(payloads, tmp_path / "articles")
    with open_site(tmp_path / "data", tmp_path / "articles") as site:
        report = visit_all(browser, site.url, payloads, tmp_path, lambda _: None)
    assert report.ran == ()
    assert report.stopped == ()
    assert report.markup == ()
    assert report.foreign == ()
    assert report.clean
    batches = (payloads[first : first + 100] for first in range(0, len(payloads), 100))
    names = sum(len({file_name(payload) for payload in batch}) for batch in batches)
    stored = sum("\0" not in payload for payload in payloads)  # a NUL is no text: it is refused
    assert report.shown["whole article"] == stored
    assert report.shown["title, outlet, file name in the list"] == stored
    assert report.shown["question"] == report.shown["error of a date"] == len(payloads)
    assert report.shown["error of a file"] == names  # also those that the page does not even take
    assert 0 < report.shown["quotation among the views"] <= stored
    assert [figure.value for figure in make_xss_figures(report)[-4:]] == [0, 0, 0, 0]


def test_a_payload_is_shown_in_a_view_where_it_stands_whole_in_a_quotation_of_its_own() -> None:
    payloads = ("<b>x</b>", "<i>y", "")
    quoted = [
        '"Gold number 0 will rise, <b>x</b>," said Ada Quill',
        "Quill expects gold to gain 1 dollars. <b>x</b> <i>",
        "Gold number 7 will rise, <i>y",
        "Gold will rise, <i>y",
    ]
    assert list(find_whole(payloads, quoted)) == [0]


def test_a_payload_becomes_a_name_that_a_file_can_have() -> None:
    assert file_name("</script>\0") == "<∕script>∕"
    assert file_name("..") == "empty"
    assert len(file_name("ü" * 300).encode()) == 200
