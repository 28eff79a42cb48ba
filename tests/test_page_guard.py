"""What the page's server lets in and out, asked as any program would: closed doors, headers, endpoints."""

import html
import http.server
import json
from pathlib import Path

import httpx
import pytest
from conftest import ROOT, RunAsync, Served
from starlette.responses import Response
from starlette.routing import Route, Router

from page.guard import Guard
from page.server import join_desk

QUESTION = "what does Morgan Stanley think about small caps?"
SAMPLES = ROOT / "corpus" / "samples"


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
        for language in ("", "/de"):
            answer = httpx.request(method, served.url + language + path.format(listening))
            assert answer.status_code == 404
    assert listener.asked == []  # type: ignore[attr-defined]


def test_a_posted_file_object_that_names_a_url_is_refused_unfetched(
    served: Served, listener: http.server.ThreadingHTTPServer
) -> None:
    remote = f"http://127.0.0.1:{listener.server_port}/x"
    file = {"path": remote, "url": remote, "meta": {"_type": "gradio.FileData"}}
    for door in ("queue/join", "call/ask", "run/ask", "call/v2/ask", "run/article"):
        body = {"data": [[file], None, None], "fn_index": 0, "session_hash": "s"}
        answer = httpx.post(f"{served.url}/gradio_api/{door}", json=body)
        assert answer.status_code == 403
    assert listener.asked == []  # type: ignore[attr-defined]


def test_a_page_without_a_password_answers_only_under_names_of_this_machine(served: Served) -> None:
    port = served.url.rpartition(":")[2]
    for host, status in (
        ("evil.example", 421),
        (f"evil.example:{port}", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("[", 421),
        (f"localhost:{port}", 200),
        ("LOCALHOST", 200),
        (f"[::1]:{port}", 200),
        ("127.0.0.1", 200),
    ):
        sent = {"host": host}
        asked = httpx.get(f"{served.url}/health", headers=sent)
        done = httpx.post(f"{served.url}/desk/report", json={}, headers=sent)
        assert (host, asked.status_code, done.status_code) == (host, status, status)


def test_a_body_over_a_megabyte_is_refused(served: Served) -> None:
    body = {"data": ["x" * 1_000_000, None, None]}
    answer = httpx.post(f"{served.url}/gradio_api/call/ask", json=body)
    assert answer.status_code == 413


def test_every_response_carries_the_security_headers(served: Served) -> None:
    for path in (
        "/",
        "/de/",
        "/page/main.js",
        "/health",
        "/config",
        "/theme.css",
        "/gradio_api/file=http://a.example/",
    ):
        headers = httpx.get(served.url + path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


def test_a_door_that_breaks_answers_with_the_security_headers_too(run_async: RunAsync) -> None:
    def break_down(request: object) -> Response:
        raise ZeroDivisionError

    desk = Router(routes=[Route("/desk/broken", break_down)])
    app = Guard(join_desk(desk, Router()), local_only=True)

    async def ask() -> httpx.Response:
        inside = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=inside, base_url="http://127.0.0.1") as client:
            return await client.get("/desk/broken")

    answer = run_async(ask())
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def ask_endpoint(served: Served, *data: object) -> dict[str, object]:
    """Call `/ask` as any program would."""
    door = f"{served.url}/gradio_api/call/ask"
    filters = [None] * (8 - len(data))
    event = httpx.post(door, json={"data": [*data, *filters]}).json()["event_id"]
    lines = httpx.get(f"{door}/{event}", timeout=60).text.splitlines()
    return json.loads(next(line for line in reversed(lines) if line.startswith("data: "))[6:])[0]


def test_the_first_endpoint_answers_as_the_command_does(served: Served) -> None:
    named = httpx.get(f"{served.url}/gradio_api/info").json()["named_endpoints"]
    assert list(named) == ["/ask", "/search", "/views", "/article"]
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


def test_the_page_can_be_asked_with_the_frameworks_own_client(served: Served) -> None:
    from gradio_client import Client

    client = Client(served.url, verbose=False)
    row = client.predict("who is cautious about small caps?", api_name="/ask")
    assert row["abstained"] is False
    client.close()


def call(served: Served, name: str, fields: dict[str, object]) -> dict[str, object]:
    """One reply of a door of the chat's script, of several lines the last."""
    answer = httpx.post(f"{served.url}/desk/{name}", json=fields, timeout=60)
    assert answer.status_code == 200
    return json.loads(answer.text.splitlines()[-1])


@pytest.mark.parametrize("asked", [{"question": ["no", "text"]}, {"question": 5}, {}, "text", None])
def test_a_question_that_is_no_text_is_refused_in_words(served: Served, asked: object) -> None:
    frame = call(served, "chat", {"asked": asked, "anchor": "s1"})
    told = html.unescape(str(frame.get("error") or frame.get("html")))
    assert "expected a question" in told or "is empty" in told or "as text" in told
    assert frame.get("row") is None


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("chat-kept", {"rows": [{"question": 5}], "first": 1}),
        ("chat-kept", {"rows": "text", "first": 1}),
        ("chat-article", {"row": {}, "number": 1}),
        ("chat-article", {"row": "text", "number": 1}),
        ("chat-export", {"rows": [None], "form": "html"}),
    ],
)
def test_what_no_browser_of_this_page_kept_is_refused_in_words(
    served: Served, name: str, fields: dict[str, object]
) -> None:
    assert "turns:" in str(call(served, name, fields)["error"])
