"""The page in a real browser: journeys, hostile text, closed doors, start and end."""

import html
import http.server
import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from conftest import ROOT, Served, free_port, page_environment
from playwright.sync_api import Browser, Page, expect

from corpus.store import Store
from page.escape import safe, safe_link
from page.sources import render_context
from page.spelling import spell_date
from rag.records import Citation

QUESTION = "what does Morgan Stanley think about small caps?"
SAMPLES = ROOT / "corpus" / "samples"
ANSWER = "#chat .answer"
CARD = "#sources .card"


class Visit:
    """A browser window on the page, with every address it asked for."""

    def __init__(self, browser: Browser, url: str, **options: object) -> None:
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.failures: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda opened: self.requests.append(opened.url))
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("dialog", lambda dialog: self.failures.append(dialog.message))
        self.page.goto(url)
        expect(self.page.locator("#question textarea")).to_be_visible()

    def ask(self, question: str) -> None:
        """Ask and wait until the last answer has come to its end."""
        before = self.page.locator(ANSWER).count()
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        expect(self.page.locator(ANSWER)).to_have_count(before + 1, timeout=30_000)
        self.settle()

    def settle(self) -> None:
        """Wait until the chat has stopped growing."""
        last = ""
        while (now := self.page.inner_text("#chat")) != last:
            last = now
            self.page.wait_for_timeout(600)

    def add(self, *files: Path) -> str:
        """Upload files and return the summary."""
        self.page.get_by_role("tab", name="Articles").click()
        self.page.set_input_files("#files input[type=file]", [str(file) for file in files])
        for file in files:
            expect(self.page.locator("#files")).to_contain_text(file.stem)
        self.page.click("#add")
        expect(self.page.locator("#files")).not_to_contain_text(files[0].stem, timeout=30_000)
        expect(self.page.locator("#summary .summary")).to_be_visible(timeout=30_000)
        summary = self.page.inner_text("#summary")
        self.page.get_by_role("tab", name="Ask").click()
        return " ".join(summary.split())


def test_a_date_is_spelled_to_the_day_month_or_year_it_is_known_to() -> None:
    assert spell_date("2025-09-08") == "8 Sep 2025"
    assert spell_date("2024-12") == "Dec 2024"
    assert spell_date("2024") == "2024"
    assert spell_date("2024-07-01/2024-08-15") == "1 Jul 2024 to 15 Aug 2024"
    assert spell_date(None) == "undated"


def test_text_is_shown_as_it_stands_and_holds_no_markup() -> None:
    shown = safe('<b>*x*</b> _y_ [z](u) `c` & "q" $1$\n\n# h \ud800')
    assert html.unescape(shown) == '<b>*x*</b> _y_ [z](u) `c` & "q" $1$ # h ?'
    assert not set(re.sub(r"&#\d+;", "", shown)) & set("<>*_[]()`\"'$#&\n")
    assert safe("") == ""


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "//a.example", "http://", "http://["],
)
def test_only_a_web_address_becomes_a_link(url: str | None) -> None:
    assert safe_link(url) == ""
    assert "a&#46;example" in safe_link("HTTPS://a.example/x")


def cite(start: int, end: int, quote: str) -> Citation:
    return Citation(
        mark="[1]",
        article_id="a1",
        source="a.txt",
        title=None,
        outlet=None,
        published=None,
        published_origin="unknown",
        url=None,
        quote=quote,
        start=start,
        end=end,
    )


def test_the_context_of_a_quotation_ends_at_whole_words_and_marks_only_the_quotation() -> None:
    text = "word " * 100 + "Gold rose." + " tail" * 100
    shown = html.unescape(render_context(cite(500, 510, "Gold rose."), text))
    assert re.fullmatch(r"… (word )+<mark>Gold rose\.</mark>( tail)+ …", shown)
    whole = html.unescape(render_context(cite(0, 10, "Gold rose."), "Gold rose."))
    assert whole == "<mark>Gold rose.</mark>"


def test_a_quotation_that_its_article_no_longer_holds_is_shown_alone() -> None:
    gone = "<mark>Gold rose&#46;</mark>"
    assert render_context(cite(0, 10, "Gold rose."), "Gold fell.") == gone
    assert render_context(cite(0, 10, "Gold rose."), None) == gone


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    opened = Visit(browser, served.url)
    yield opened
    opened.context.close()


@pytest.fixture
def listener() -> Iterator[http.server.ThreadingHTTPServer]:
    """A loopback server that remembers what it was asked."""

    class Remember(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.server.asked.append(self.path)  # type: ignore[attr-defined]
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Remember)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_answer_stands_beside_its_numbered_sources_with_the_quoted_words_highlighted(
    visit: Visit,
) -> None:
    visit.ask(QUESTION)
    card = visit.page.locator(CARD).first
    assert card.locator(".number").inner_text() == "1"
    assert re.search(r"\d{1,2} [A-Z][a-z]{2} 202[45]|undated", card.locator(".facts").inner_text())
    quote = " ".join(card.locator("mark").inner_text().split())
    samples = [" ".join(file.read_text("utf-8").split()) for file in SAMPLES.glob("*.md")]
    homes = [text for text in samples if quote in text]
    assert homes, quote
    surroundings = " ".join(card.locator("blockquote").inner_text().split()).strip("… ")
    assert len(surroundings) > len(quote)
    assert quote in surroundings
    assert "Wilson" in visit.page.inner_text(ANSWER)
    chat, sources = visit.page.locator("#chat").bounding_box(), card.bounding_box()
    assert chat is not None
    assert sources is not None
    assert sources["x"] >= chat["x"] + chat["width"]
    width = visit.page.viewport_size
    assert width is not None
    assert sources["x"] + sources["width"] <= width["width"]  # a tall column must not wrap away


def test_on_a_phone_the_sources_stand_below_and_nothing_is_wider_than_the_screen(
    browser: Browser, served: Served
) -> None:
    visit = Visit(browser, served.url, viewport={"width": 390, "height": 800})
    visit.ask(QUESTION)
    chat, card = visit.page.locator("#chat").bounding_box(), visit.page.locator(CARD).first
    below = card.bounding_box()
    assert chat is not None
    assert below is not None
    assert below["y"] >= chat["y"] + chat["height"]
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.context.close()


def test_a_mark_leads_to_the_card_with_its_number(visit: Visit) -> None:
    visit.ask(QUESTION)
    mark = visit.page.locator(f"{ANSWER} .cite").first
    anchor = mark.get_attribute("href")
    mark.click()
    expect(visit.page.locator(f"{CARD}:target")).to_have_attribute("id", str(anchor)[1:])
    number = visit.page.locator(f"{CARD}:target .number").inner_text()
    assert mark.inner_text() == f"[{number}]"


def test_links_of_sources_open_apart_and_tell_the_other_side_nothing(visit: Visit) -> None:
    visit.ask(QUESTION)
    links = visit.page.locator(f"{CARD} a.out")
    assert links.count() >= 1
    for link in links.all():
        assert urlsplit(str(link.get_attribute("href"))).scheme in ("http", "https")
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_an_example_question_is_asked_by_a_click(visit: Visit) -> None:
    visit.page.get_by_text("What does Morgan Stanley think about small caps?").click()
    expect(visit.page.locator(ANSWER)).to_have_count(1, timeout=30_000)
    expect(visit.page.locator(CARD).first).to_be_visible()


def test_a_follow_up_takes_over_the_subject_and_earlier_sources_stay_at_hand(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.ask("and Barclays?")
    assert "Barclays" in visit.page.locator(ANSWER).last.inner_text()
    assert "Wilson" not in visit.page.locator(f"{CARD} mark").first.inner_text()
    earlier = visit.page.locator("#sources details")
    expect(earlier).to_have_count(1)
    expect(earlier.locator(".card").first).to_be_hidden()
    visit.page.locator(f"{ANSWER} .cite").first.click()
    expect(earlier.locator(".card").first).to_be_visible()


def test_an_unknown_speaker_is_an_abstention_that_quotes_nothing(visit: Visit) -> None:
    visit.ask("what does JPMorgan think about small caps?")
    expect(visit.page.locator(f"{ANSWER} .badge")).to_contain_text("Not in the articles")
    expect(visit.page.locator(CARD)).to_have_count(0)


def test_with_an_as_of_date_no_source_is_later(visit: Visit) -> None:
    visit.page.fill("#as-of input, #as-of textarea", "2024-12-31")
    visit.ask("why did small caps rise?")
    years = re.findall(r"\b20\d\d\b", " ".join(visit.page.locator(".facts").all_inner_texts()))
    assert set(years) <= {"2024"}
    expect(visit.page.locator(".asof").last).to_contain_text("31 Dec 2024")


@pytest.mark.parametrize(
    ("question", "as_of", "message"),
    [
        (QUESTION, "Septembre 12", "'Septembre 12' is not an ISO date such as"),
        ("   ", "", "empty"),
        ("x" * 2_001, "", "2,000"),
        ("x" * 100_000, "", "2,000"),
    ],
    ids=["no date", "empty", "one too long", "far too long"],
)
def test_what_cannot_be_asked_is_refused_in_words_and_kept_for_mending(
    visit: Visit, question: str, as_of: str, message: str
) -> None:
    visit.page.fill("#as-of input, #as-of textarea", as_of)
    visit.page.fill("#question textarea", question)
    visit.page.press("#question textarea", "Enter")
    error = visit.page.locator("#chat .error")
    expect(error).to_contain_text(message)
    assert "Traceback" not in visit.page.inner_text("body")
    expect(visit.page.locator("#question textarea")).to_have_value(question)


def test_a_question_of_exactly_2000_characters_is_asked(visit: Visit) -> None:
    visit.ask(QUESTION.ljust(1_999, " ") + "?")
    expect(visit.page.locator("#chat .error")).to_have_count(0)


def test_clear_chat_leaves_no_question_no_answer_and_no_source(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.click("#clear")
    expect(visit.page.locator(ANSWER)).to_have_count(0)
    expect(visit.page.locator(CARD)).to_have_count(0)
    visit.ask("and Barclays?")
    expect(visit.page.locator("#sources details")).to_have_count(0)


def test_one_visitor_sees_nothing_of_another(browser: Browser, served: Served) -> None:
    first, second = Visit(browser, served.url), Visit(browser, served.url)
    first.ask("what does Morgan Stanley think about small caps and plumbago71?")
    second.ask("what does Barclays think about small caps?")
    assert "plumbago71" in first.page.inner_text("#chat")
    assert "plumbago71" not in second.page.content()
    first.context.close()
    second.context.close()


def test_every_request_of_a_journey_stays_on_the_machine(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.get_by_role("tab", name="Articles").click()
    visit.page.wait_for_timeout(1_000)
    hosts = {urlsplit(url).hostname for url in visit.requests if not url.startswith("data:")}
    assert hosts == {"127.0.0.1"}
    assert not visit.failures


def hostile_article(listening: str) -> str:
    attack = f"<script>window.hacked=1</script><img src={listening}/a onerror=window.hacked=1>"
    return (
        f"---\ntitle: 'Zinc ![t]({listening}/t) {attack}'\n"
        f"outlet: 'Evil {attack}'\npublished: 2025-09-15\n---\n"
        f"Ada Quill, chief strategist at Zarquon Capital, said zinc prices {attack} will rise. "
        f'"Zinc ![x]({listening}/m) is [cheap](javascript:window.hacked=1) '
        f'<b onclick=hack()>now</b> $$\\href{{{listening}/l}}{{x}}$$," Quill said.\n\n'
        f"Quill of Zarquon Capital said she expects zinc to gain 12% by March. {attack}\n"
    )


def test_a_hostile_article_runs_nothing_loads_nothing_and_links_nowhere(
    browser: Browser,
    start_page: Callable[..., Served],
    listener: http.server.ThreadingHTTPServer,
    tmp_path: Path,
) -> None:
    own = start_page()
    own.wait(lambda: own.health()["ready"] is True)
    before = own.health()["articles"]
    listening = f"http://127.0.0.1:{listener.server_port}"
    article = tmp_path / "zinc.md"
    article.write_text(hostile_article(listening), "utf-8")
    empty = tmp_path / "nothing.txt"
    empty.write_text("")
    link = tmp_path / "link.md"
    link.write_text("---\nurl: 'javascript:window.hacked=1'\n---\nZinc rose.\n", "utf-8")
    visit = Visit(browser, own.url)
    summary = visit.add(article, empty, link)
    assert "1 added" in summary
    assert "2 failed" in summary
    assert "nothing.txt" in summary
    assert "link.md" in summary
    assert str(own.data_dir) not in summary
    assert "Traceback" not in summary
    assert own.health()["articles"] == int(str(before)) + 1
    assert "1 unchanged" in visit.add(article)
    article.write_text(hostile_article(listening).replace("12%", "14%"), "utf-8")
    assert "1 updated" in visit.add(article)

    visit.ask("what does Ada Quill think about zinc?")
    visit.ask(f"<script>window.hacked=1</script> ![q]({listening}/q) **what** of zinc?")
    assert "Quill" in visit.page.inner_text("#sources")
    assert "**what**" in visit.page.locator("#chat").inner_text()
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.hacked") is None
    assert visit.page.locator("#chat img, #sources img, #summary img").count() == 0
    hrefs = [link.get_attribute("href") for link in visit.page.locator("a").all()]
    assert not [href for href in hrefs if href and ("javascript" in href or listening in href)]
    assert not visit.failures
    assert listener.asked == []  # type: ignore[attr-defined]
    visit.context.close()


def test_a_question_asked_while_the_samples_are_indexed_waits_visibly_and_is_answered(
    browser: Browser, start_page: Callable[..., Served], tmp_path: Path
) -> None:
    # The indexing waits for another writer, so that the test can look at it.
    with Store.open(tmp_path) as store, store.hold():
        own = start_page(data_dir=tmp_path)
        visit = Visit(browser, own.url)
        visit.page.fill("#question textarea", QUESTION)
        visit.page.press("#question textarea", "Enter")
        notice = visit.page.locator("#chat .notice")
        expect(notice).to_contain_text("Indexing the samples", timeout=20_000)
        expect(visit.page.locator(".status")).to_contain_text("Indexing the samples")
        assert own.health() == {"ready": False, "articles": 0}
    expect(visit.page.locator(CARD).first).to_be_visible(timeout=120_000)
    expect(visit.page.locator(".status")).to_contain_text("articles")
    assert own.health()["ready"] is True
    assert int(str(own.health()["articles"])) >= 20
    visit.context.close()


def test_ctrl_c_ends_the_page_cleanly_even_while_a_window_is_open(
    browser: Browser, start_page: Callable[..., Served]
) -> None:
    own = start_page()
    visit = Visit(browser, own.url)
    assert own.stop() == 0
    assert own.output.read_text().splitlines() == [f"Streetwise is at {own.url} (Ctrl-C ends it)"]
    visit.context.close()


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file={}/x",
        "/gradio_api/file%3D{}/x",
        "/file={}/x",
        "/gradio_api/proxy={}/x",
        "/gradio_api/file=/etc/hostname",
        "/gradio_api/custom_component/a/client/b/c",
        "/monitoring",
    ],
)
def test_the_paths_of_the_framework_that_fetch_or_read_for_the_asker_are_closed(
    served: Served, listener: http.server.ThreadingHTTPServer, path: str
) -> None:
    listening = f"http://127.0.0.1:{listener.server_port}"
    for method in ("GET", "HEAD"):
        answer = httpx.request(method, served.url + path.format(listening))
        assert answer.status_code == 404
    assert listener.asked == []  # type: ignore[attr-defined]


def test_a_posted_file_object_that_names_a_url_is_refused_unfetched(
    served: Served, listener: http.server.ThreadingHTTPServer
) -> None:
    remote = f"http://127.0.0.1:{listener.server_port}/x"
    file = {"path": remote, "url": remote, "meta": {"_type": "gradio.FileData"}}
    for door in ("queue/join", "call/ask", "run/ask"):
        body = {"data": [[file], None, None], "fn_index": 0, "session_hash": "s"}
        answer = httpx.post(f"{served.url}/gradio_api/{door}", json=body)
        assert answer.status_code == 403
    assert listener.asked == []  # type: ignore[attr-defined]


def test_a_body_over_a_megabyte_is_refused(served: Served) -> None:
    body = {"data": ["x" * 1_000_000, None, None]}
    answer = httpx.post(f"{served.url}/gradio_api/call/ask", json=body)
    assert answer.status_code == 413


def test_every_response_carries_the_security_headers(served: Served) -> None:
    for path in ("/", "/health", "/config", "/theme.css", "/gradio_api/file=http://a.example/"):
        headers = httpx.get(served.url + path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


def ask_endpoint(served: Served, *data: object) -> dict[str, object]:
    """Call `/ask` as any program would."""
    door = f"{served.url}/gradio_api/call/ask"
    event = httpx.post(door, json={"data": list(data)}).json()["event_id"]
    lines = httpx.get(f"{door}/{event}", timeout=60).text.splitlines()
    return json.loads(next(line for line in reversed(lines) if line.startswith("data: "))[6:])[0]


def test_the_one_endpoint_answers_as_the_command_does(served: Served) -> None:
    named = httpx.get(f"{served.url}/gradio_api/info").json()["named_endpoints"]
    assert list(named) == ["/ask"]
    row = ask_endpoint(served, QUESTION, [], None)
    assert row["abstained"] is False
    citation = row["citations"][0]  # type: ignore[index]
    assert citation["mark"] in str(row["answer"])
    text = (SAMPLES / Path(citation["source"]).name).read_text("utf-8")
    assert citation["quote"] in text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ((["no", "text"], [], None), "question"),
        ((QUESTION, "no list", None), "history"),
        ((QUESTION, [1], None), "history"),
        ((QUESTION, [], "12 September"), "ISO date"),
        (("", [], None), "empty"),
    ],
)
def test_the_endpoint_says_what_is_wrong_with_a_bad_row(
    served: Served, data: tuple[object, ...], message: str
) -> None:
    assert message in str(ask_endpoint(served, *data)["error"])


def start_and_fail(tmp_path: Path, *arguments: str, **environment: str) -> str:
    """Run the page, which must end with code 2, and return what it printed."""
    ended = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *arguments],
        env={**page_environment(tmp_path / "data", free_port()), **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_a_port_in_use_ends_the_start_with_its_number_and_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        message = start_and_fail(tmp_path, GRADIO_SERVER_PORT=str(port))
    assert f"127.0.0.1:{port}" in message
    assert "--port" in message


def test_a_port_that_is_no_number_ends_the_start(tmp_path: Path) -> None:
    assert "'https'" in start_and_fail(tmp_path, GRADIO_SERVER_PORT="https")


def test_a_bad_as_of_date_ends_the_start(tmp_path: Path) -> None:
    assert "'soon' is not an ISO date" in start_and_fail(tmp_path, "--as-of", "soon")


def test_a_data_folder_that_cannot_be_made_ends_the_start_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = str(tmp_path / "file" / "data")
    assert folder in start_and_fail(tmp_path, NEWS_DATA_DIR=folder)


def test_an_unknown_setting_ends_the_start_with_its_name(tmp_path: Path) -> None:
    assert "NEWS_COLOUR" in start_and_fail(tmp_path, NEWS_COLOUR="red")
