"""The layer around Gradio: closes its fetching paths, limits bodies, adds the headers."""

import asyncio
import json
import re
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from page.texts import LANGUAGE_PATHS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES = 1_000_000
UPLOAD_PATH = "/desk/upload"
"""Takes a file as it comes, with a limit of its own; the framework's own way in is closed."""


OPEN_PATHS = re.compile(
    r"(/de)?/(|page/[\w-]+\.(js|css)|config|health|theme\.css|favicon\.ico|manifest\.json|robots\.txt|(static|assets)/.*|"
    r"gradio_api/(info|openapi\.json|startup-events|app_id|theme\.css|"
    r"queue/(join|data)|call/.*|run/.*|api/.*|cancel|reset|heartbeat/.*)|login|logout|mcp|desk/[a-z-]+)/?"
)
"""What the page and `gradio_client` need; Gradio's other paths fetch, proxy, record or run."""


class Guard:
    """ASGI layer around Gradio: closes its fetching paths, limits bodies, adds the headers."""

    def __init__(self, app: "ASGIApp", *, local_only: bool = False) -> None:
        """`local_only`: answer only under this machine's own names; see `is_local`."""
        self.app = app
        self.local_only = local_only
        self.stopping: Callable[[], bool] = lambda: False

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass on, or refuse, one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        from starlette.responses import JSONResponse

        path = scope["path"]
        if self.local_only and not _names_this_machine(scope):
            reason = "this page is open without a password, so it answers only as localhost"
            await JSONResponse({"error": reason}, 421)(scope, receive, send)
            return
        if scope["method"] == "POST" and _comes_from_elsewhere(scope):
            reason = "another site sent this request; open the page itself"
            await JSONResponse({"error": reason}, 403)(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        page = path in LANGUAGE_PATHS.values()
        send = with_headers(send, nonce, page=page, login=path == "/login")
        if not OPEN_PATHS.fullmatch(path):
            await JSONResponse({"error": "not found"}, 404)(scope, receive, send)
            return
        if scope["method"] == "POST" and path != UPLOAD_PATH:
            body = await read_body(receive)
            if body is None:
                reason = f"a request may hold at most {BODY_BYTES:,} bytes"
                await JSONResponse({"error": reason}, 413)(scope, receive, send)
                return
            if names_a_remote_file(body):
                reason = "a file must be uploaded; the page fetches none"
                await JSONResponse({"error": reason}, 403)(scope, receive, send)
                return
            receive = replay(body, receive)
        elif scope["method"] == "GET":
            receive = until(self.stopping, receive)
        if page:  # uncompressed, so that the nonce can be set in it
            scope = {
                **scope,
                "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"],
            }
        await self.app(scope, receive, send)


def is_local(host: str) -> bool:
    """Whether a name or address can only mean the machine it is used on."""
    return host in ("localhost", "::1") or host.startswith("127.") or host.endswith(".localhost")


def _names_this_machine(scope: "Scope") -> bool:
    """Whether a request was sent to a name of this machine; a site's own name may be made to lead here."""
    named = next((value for name, value in scope["headers"] if name == b"host"), b"")
    try:
        host = urlsplit(f"//{named.decode('latin-1')}").hostname
    except ValueError:
        return False
    # Only addresses begin with 127 and end in a digit: 127.evil.example is a site's name.
    return not named or (
        host is not None and is_local(host) and not re.match(r"127\..*[a-z]", host)
    )


def _comes_from_elsewhere(scope: "Scope") -> bool:
    """Whether a browser says that another site sent a request; programs say nothing of the kind.

    `Sec-Fetch-Site` comes with https and on this machine, `Origin` always; behind a proxy only the former can be
    right where the proxy asks under another name.
    """
    told = {name: value.decode("latin-1") for name, value in scope["headers"]}
    site = told.get(b"sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = told.get(b"origin")
    if origin is None:
        return False
    try:
        place = urlsplit(origin).netloc
    except ValueError:
        return True
    return place not in (told.get(b"host"), told.get(b"x-forwarded-host"))


async def read_body(receive: "Receive") -> bytes | None:
    """Return a request's body, None for one over `BODY_BYTES`."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_BYTES:
            return None
    return body


def replay(body: bytes, receive: "Receive") -> "Receive":
    """Return a `receive` that hands out `body` once, then what the connection says."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> "Message":
        return waiting.pop() if waiting else await receive()

    return receive_again


def until(stopping: Callable[[], bool], receive: "Receive") -> "Receive":
    """Return a `receive` that ends the connection of an open page once the server stops."""

    async def receive_or_leave() -> "Message":
        waiting = asyncio.ensure_future(receive())
        try:
            while not stopping():
                if (await asyncio.wait({waiting}, timeout=0.25))[0]:
                    return waiting.result()
        finally:
            waiting.cancel()
        return {"type": "http.disconnect"}

    return receive_or_leave


def names_a_remote_file(body: bytes) -> bool:
    """Whether a JSON body has a `path` that is a URL: Gradio would fetch it, whatever the input."""
    try:
        waiting = [json.loads(body)]
    except (ValueError, RecursionError):
        return False  # not JSON: the framework answers 422
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            path = value.get("path")
            if isinstance(path, str) and re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]+:", path):
                return True
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return False


def with_headers(send: "Send", nonce: str, *, page: bool, login: bool = False) -> "Send":
    """Return a `send` that adds the security headers and, to the page, the nonce of its scripts.

    Only the form of the `login` may be posted, and it alone says where it comes from, to here.
    """
    form, referrer = ("'self'", b"same-origin") if login else ("'none'", b"no-referrer")
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        f"worker-src 'self'; base-uri 'self'; form-action {form}; frame-ancestors 'none'"
    )
    headers = [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", referrer),
        (b"x-frame-options", b"DENY"),
    ]
    started: list[Message] = []
    chunks: list[bytes] = []

    async def send_on(message: "Message") -> None:
        if message["type"] == "http.response.start":
            kept = [h for h in message["headers"] if not (page and h[0] == b"content-length")]
            message = {**message, "headers": [*kept, *headers]}
            if page:
                started.append(message)
                return
        elif page:
            chunks.append(message.get("body", b""))
            if message.get("more_body", False):
                return
            html = b"".join(chunks).replace(b"<script", f'<script nonce="{nonce}"'.encode())
            await send(started[0])
            message = {"type": "http.response.body", "body": html, "more_body": False}
        await send(message)

    return send_on
