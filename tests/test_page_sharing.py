"""A shared page: who is let in, what each keeps apart, and what programs may ask it."""

import asyncio
import gc
import io
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from conftest import ROOT
from gradio_client import Client
from gradio_client.exceptions import AuthenticationError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from page_site import Site, open_site, write_articles
from playwright.sync_api import Browser, expect

from page.gate import Attempts
from page.users import hash_password, read_shared_password, read_users
from rag.errors import RagError
from rag.feedback import read_feedback

ADA, BEN = ("ada", "correct horse"), ("ben", "battery staple")
QUESTION = "what does Zarquon Capital think about copper?"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("shared")
    users = " ".join(f"{name}:{hash_password(word)}" for name, word in (ADA, BEN))
    articles = write_articles(folder / "articles")
    with open_site(folder / "data", articles, "--mcp", environment={"NEWS_USERS": users}) as opened:
        yield opened


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """Other work on the machine must not fail what a person would wait for."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


PATHS = (
    "/",
    "/de/",
    "/config",
    "/page/main.js",
    "/theme.css",
    "/assets/x.js",
    "/favicon.ico",
    "/health/",
    "/de/health",
    "/desk/views",
    "/desk/upload",
    "/gradio_api/info",
    "/gradio_api/queue/data",
    "/gradio_api/call/ask",
    "/gradio_api/run/ask",
    "/gradio_api/upload",
    "/gradio_api/upload_progress",
    "/gradio_api/heartbeat/x",
    "/mcp",
    "/gradio_api/app_id",
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_but_health_is_reached_without_a_password(site: Site, path: str) -> None:
    for method in ("GET", "POST", "HEAD"):
        reply = httpx.request(method, site.url + path)
        assert reply.status_code in (401, 404), reply.text
        forged = {"streetwise_session": "x", "streetwise_user": "ada"}
        assert httpx.request(method, site.url + path, cookies=forged).status_code in (401, 404)
    wrong = httpx.get(site.url + path, auth=("nobody", "correct horse"))
    assert wrong.status_code in (401, 404, 429)


def test_health_is_told_to_everybody_and_nothing_else_by_it(site: Site) -> None:
    assert httpx.get(f"{site.url}/health").json() == {"ready": True, "articles": 3}


def test_a_person_logs_in_keeps_a_chat_and_feedback_apart_from_others_and_logs_out(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context()
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))

    def log_in(name: str, password: str) -> None:
        page.goto(site.url)
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(password)
        page.keyboard.press("Enter")

    log_in("ada", "wrong password")
    expect(page.get_by_role("alert")).to_contain_text("Name or password is wrong")
    log_in(*ADA)
    expect(page.locator("#desk[data-ready]")).to_be_attached()
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    helpful = page.get_by_role("button", name="Helpful", exact=True)
    expect(helpful).to_be_visible(timeout=20_000)
    expect(page.locator(".next")).to_be_visible(timeout=20_000)
    helpful.click()
    expect(helpful).to_have_attribute("aria-pressed", "true")
    page.get_by_role("tab", name="Settings").click()
    expect(page.locator("#account-name")).to_have_text("ada")
    expect(page.locator("#settings-rows")).not_to_contain_text("scrypt")
    page.click("#log-out")
    expect(page.get_by_label("Password")).to_be_visible()

    log_in(*BEN)
    expect(page.locator("#desk[data-ready]")).to_be_attached()
    page.get_by_role("button", name="Chats").click()
    expect(page.locator("#chats")).to_contain_text("No chats yet")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Quality").click()
    expect(page.locator("#feedback-told")).to_contain_text("No answer was judged")
    page.get_by_role("tab", name="Settings").click()
    page.click("#log-out")
    expect(page.get_by_label("Password")).to_be_visible()
    log_in(*ADA)
    expect(page.locator("#desk[data-ready]")).to_be_attached()
    page.get_by_role("button", name="Chats").click()
    expect(page.locator("#chats .title")).to_contain_text(QUESTION)
    assert [one.user for one in read_feedback(site.store)] == ["ada"]
    assert failures == []
    context.close()


def test_a_session_is_over_once_its_user_logged_out(site: Site) -> None:
    with httpx.Client(base_url=site.url) as client:
        name, password = ADA
        said = client.post("/login", data={"username": name, "password": password})
        assert said.json() == {"success": True}
        cookie = next(c for c in said.headers.get_list("set-cookie") if "session" in c)
        assert "HttpOnly" in cookie
        assert "samesite=lax" in cookie.lower()
        kept = dict(client.cookies)
        assert client.get("/config").status_code == 200
        assert client.get("/logout").status_code == 405
        client.post("/logout")
        assert httpx.get(f"{site.url}/config", cookies=kept).status_code == 401


def test_attempts_run_out_and_come_back_with_time() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for _ in range(5):
        assert attempts.wait_s("a", "ada") == 0
        attempts.fail("a", "ada")
    assert attempts.wait_s("a", "ada") == 300
    assert attempts.wait_s("a", "ben") == attempts.wait_s("b", "ada") == 0
    for number in range(15):
        attempts.fail("a", f"name {number}")
    assert attempts.wait_s("a", "another") > 0
    now[0] = 301.0
    assert attempts.wait_s("a", "ada") == 0
    for number in range(50):
        assert attempts.wait_s(f"address {number}", "ada") == 0
        attempts.fail(f"address {number}", "ada")
    assert attempts.wait_s("a new address", "ada") > 0
    assert attempts.wait_s("a new address", "ben") == 0


def test_the_sixth_attempt_of_a_name_must_wait_and_others_need_not(site: Site) -> None:
    with httpx.Client(base_url=site.url) as client:
        codes = [
            client.post("/login", data={"username": "eve", "password": "wrong"}).status_code
            for _ in range(6)
        ]
        assert codes == [401] * 5 + [429]
        last = client.post("/login", data={"username": "eve", "password": "another"})
        assert last.status_code == 429
        assert int(last.headers["retry-after"]) > 0
        assert client.post("/login", data={"username": "ben", "password": BEN[1]}).is_success


@pytest.mark.parametrize("path", ["/login", "/logout", "/desk/articles", "/desk/upload"])
def test_what_another_site_posts_is_refused(site: Site, path: str) -> None:
    own = site.url.removeprefix("http://")
    sent = {"username": ADA[0], "password": ADA[1]}
    for headers, refused in (
        ({"origin": "https://evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://["}, True),
        ({"origin": f"http://{own}", "sec-fetch-site": "cross-site"}, True),
        ({"origin": f"http://{own}"}, False),
        ({"origin": "https://news.example", "x-forwarded-host": "news.example"}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({}, False),
    ):
        reply = httpx.post(site.url + path, data=sent, headers=headers)
        assert (reply.status_code == 403) is refused, headers


def test_one_password_for_all_is_guessed_no_faster_under_many_names(tmp_path: Path) -> None:
    password = tmp_path / "password.txt"
    password.write_text("correct horse\n", "utf-8")
    articles = write_articles(tmp_path / "articles")
    with open_site(tmp_path / "data", articles, "--share-password-file", str(password)) as site:
        codes = [
            httpx.post(
                f"{site.url}/login", data={"username": f"{n}", "password": "wrong"}
            ).status_code
            for n in range(6)
        ]
    assert codes == [401] * 5 + [429]


def test_users_are_read_and_what_is_wrong_is_told_without_repeating_it(tmp_path: Path) -> None:
    made = hash_password("correct horse")
    assert made != hash_password("correct horse")
    users = read_users(f"ada:{made}  ben:{made}")
    assert users.log_in("ada", "correct horse") == "ada"
    assert users.log_in("ada", "correct horse ") is None
    assert users.log_in("eve", "correct horse") is None
    assert made not in repr(users)
    for wrong in (
        "ada:plainword",
        f"ada:{made} ada:{made}",
        f":{made}",
        "ada",
        " ",
        f"{made[:-30]}",
    ):
        with pytest.raises(RagError) as told:
            read_users(wrong)
        assert "plainword" not in str(told.value)
        assert "--hash-password" in str(told.value)
    with pytest.raises(RagError, match="8 to 1,000"):
        hash_password("short")

    file = tmp_path / "password"
    for content in ("correct horse\n", f"{made}\n"):
        file.write_text(content, "utf-8")
        shared = read_shared_password(file)
        assert shared.log_in("anybody", "correct horse") == "guest"
        assert shared.log_in("guest", "wrong") is None
    with pytest.raises(RagError, match="missing"):
        read_shared_password(tmp_path / "missing")


def test_the_command_makes_a_hash_that_lets_in() -> None:
    command = [sys.executable, str(ROOT / "app.py"), "--hash-password"]
    done = subprocess.run(
        command, input="correct horse\n", capture_output=True, text=True, timeout=60, check=True
    )
    assert read_users(f"ada:{done.stdout.strip()}").log_in("ada", "correct horse") == "ada"
    short = subprocess.run(
        command, input="x\n", capture_output=True, text=True, timeout=60, check=False
    )
    assert (short.returncode, short.stdout) == (2, "")
    assert "8 to 1,000" in short.stderr


def test_gradios_own_client_asks_all_four_endpoints_once_it_has_a_password(site: Site) -> None:
    with pytest.raises(AuthenticationError):
        Client(site.url, verbose=False)
    with pytest.raises(AuthenticationError):
        Client(site.url, auth=("ada", "wrong password"), verbose=False)
    client = Client(site.url, auth=ADA, verbose=False, download_files=False)
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert list(named) == ["/ask", "/search", "/views", "/article"]
    answer = client.predict(QUESTION, as_of="2025-04-01", api_name="/ask")
    assert answer["citations"][0]["published"] == "2025-03-03"
    said = client.predict(QUESTION, firms=["Barclays"], languages=["en"], api_name="/ask")
    assert "Quill" not in said["answer"]
    said = client.predict(QUESTION, since="2025-09-01", until="2025-09-30", api_name="/ask")
    assert {one["published"] for one in said["citations"]} == {"2025-09-15"}
    hits = client.predict("copper", k=1, api_name="/search")["hits"]
    assert len(hits) == 1
    views = client.predict(firm="Zarquon Capital", since="2025-09-01", api_name="/views")
    assert {view["date"] for view in views["views"]} == {"2025-09-15"}
    article = client.predict("early.md", api_name="/article")
    assert article["outlet"] == "Metal Gazette"
    assert "Quill" in article["text"]
    for endpoint, wrong, message in (
        ("/ask", {"question": ""}, "empty"),
        ("/ask", {"question": "copper?", "since": "soon"}, "since: 'soon' is not an ISO date"),
        ("/ask", {"question": "copper?", "outlets": "Gazette"}, "outlets: expected a list"),
        ("/search", {"question": "copper", "k": 0}, "k: expected"),
        ("/search", {"question": "copper", "since": "soon"}, "ISO date"),
        ("/views", {"until": "soon"}, "ISO date"),
        ("/article", {"article": "none"}, "there is no article 'none'"),
    ):
        assert message in client.predict(api_name=endpoint, **wrong)["error"]


def test_a_client_of_mcp_is_given_four_tools_once_it_has_a_password(site: Site) -> None:
    async def talk() -> None:
        async with (
            httpx.AsyncClient(auth=ADA, timeout=30) as http,
            streamable_http_client(f"{site.url}/mcp", http_client=http) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = (await session.list_tools()).tools
            assert [tool.name for tool in tools] == ["ask", "search", "views", "article"]
            assert all(tool.description for tool in tools)
            said = await session.call_tool("ask", {"question": QUESTION})
            assert "Quill" in said.structuredContent["answer"]
            narrowed = {"question": QUESTION, "outlets": ["Harbour Post"]}
            said = await session.call_tool("ask", narrowed)
            assert "Quill" not in said.structuredContent["answer"]
            found = await session.call_tool("search", {"question": "copper", "k": 2})
            assert len(found.structuredContent["hits"]) == 2
            views = await session.call_tool("views", {"firm": "Barclays"})
            assert views.structuredContent["total"] >= 1
            whole = await session.call_tool("article", {"article": "late.md"})
            assert whole.structuredContent["published"] == "2025-09-15"
            wrong = await session.call_tool("ask", {"question": " "})
            assert "empty" in wrong.structuredContent["error"]

    # In a thread of its own: the browser has a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, talk()).result(60)
    # The client of MCP asks for its stream again each second; one that connects as it ends is left open.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    assert httpx.post(f"{site.url}/mcp", json=body, headers=accept).status_code == 401
    other = {**accept, "host": "evil.example"}
    assert httpx.post(f"{site.url}/mcp", json=body, headers=other, auth=ADA).status_code == 421


def test_the_log_in_form_runs_nothing_and_sends_only_here(site: Site) -> None:
    reply = httpx.get(f"{site.url}/login")
    policy = reply.headers["content-security-policy"]
    assert "form-action 'self'" in policy
    assert "<script" not in reply.text
    assert re.search(
        "form-action 'none'", httpx.get(f"{site.url}/health").headers["content-security-policy"]
    )
    page = {"accept": "text/html"}
    sent = {"username": "<b>x</b>", "password": "y"}
    told = httpx.post(f"{site.url}/login", data=sent, headers=page)
    assert told.status_code in (401, 429)
    assert "<b>x" not in told.text
    large = httpx.post(f"{site.url}/login", content=io.BytesIO(b"x" * 1_100_000))
    assert large.status_code == 413
