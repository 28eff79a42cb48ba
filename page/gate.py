"""The layer that lets only known people in: log-in form, sessions, a limit on attempts.

It stands between the guard and everything else. Programs send the name and the password with each request (HTTP Basic)
or post them to `/login` once, as `gradio_client` does. Only `/health` needs neither.
"""

import asyncio
import base64
import binascii
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from page.guard import BODY_BYTES, read_body
from page.login import render_login
from page.users import GUEST, Users

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

USER = "streetwise.user"
"""Where the name stands in the scope of a request that was let in; empty where nobody logs in."""
COOKIE = "streetwise_session"
NAME_COOKIE = "streetwise_user"
"""Lets the page's script keep what each user of one browser did apart; it opens nothing."""
OPEN = "/health"
"""Exactly this path, so that nothing else of the framework answers to it."""
_SESSION_S = 12 * 3_600.0
_MOST_SESSIONS = 10_000
_WINDOW_S = 300.0
_MOST_FAILURES = 5
"""Of one name from one address within the window; of one address with any names, four times as many; of one name
from any addresses, ten times as many."""
_AT_ONCE = 4
"""Passwords checked at the same time: each takes 32 MB for a tenth of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    user: str
    ends: float


class Attempts:
    """Counts failed log-ins of the last minutes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[tuple[str, str], list[float]] = {}

    def wait_s(self, address: str, name: str) -> float:
        """Return how many seconds must pass before the next attempt; 0 for none."""
        now = self._clock()
        waits = [0.0]
        limits = (
            ((address, name), _MOST_FAILURES),
            ((address, ""), 4 * _MOST_FAILURES),
            (("", name), 10 * _MOST_FAILURES),
        )
        for key, most in limits:
            times = [at for at in self._failed.get(key, ()) if now - at < _WINDOW_S]
            if len(times) >= most:
                waits.append(times[-most] + _WINDOW_S - now)
        return max(waits)

    def fail(self, address: str, name: str) -> None:
        """Remember a failure."""
        now = self._clock()
        if len(self._failed) > _MOST_SESSIONS:
            self._failed = {k: v for k, v in self._failed.items() if now - v[-1] < _WINDOW_S}
        for key in {(address, name), (address, ""), ("", name)}:
            kept = [at for at in self._failed.get(key, ()) if now - at < _WINDOW_S]
            self._failed[key] = [*kept, now]


class Gate:
    """ASGI layer that asks who it is; with no `users` it lets everybody through, nameless."""

    def __init__(self, app: "ASGIApp", users: Users | None) -> None:
        self.app = app
        self.users = users
        self.attempts = Attempts()
        self._sessions: dict[str, _Session] = {}
        self._basic: dict[bytes, _Session] = {}
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass a request on with its user's name, or answer it here."""
        if scope["type"] != "http" or self.users is None:
            await self.app({**scope, USER: ""}, receive, send)
            return
        from starlette.requests import Request

        request = Request(scope, receive)
        path = scope["path"]
        if path == OPEN:
            await self.app({**scope, USER: ""}, receive, send)
        elif path == "/login":
            await (await self._log_in(request))(scope, receive, send)
        elif path == "/logout":
            await self._log_out(request)(scope, receive, send)
        else:
            user = self._known(request) or await self._basic_user(request)
            if isinstance(user, str):
                await self.app({**scope, USER: user}, receive, send)
            else:
                await (user or _refuse(request))(scope, receive, send)

    def _known(self, request: "Request") -> str | None:
        session = self._sessions.get(_digest(request.cookies.get(COOKIE, "")))
        return session.user if session is not None and session.ends > time.monotonic() else None

    async def _basic_user(self, request: "Request") -> "str | Response | None":
        """The user of an `Authorization` header; a right one is remembered, for hashing takes its time."""
        kind, _, coded = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return None
        try:
            name, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        key = hashlib.sha256(coded.encode()).digest()
        held = self._basic.get(key)
        if held is not None and held.ends > time.monotonic():
            return held.user
        user = await self._check(request, name, password)
        if isinstance(user, str):
            _make_room(self._basic)
            self._basic[key] = _Session(user=user, ends=time.monotonic() + _SESSION_S)
        return user

    async def _check(self, request: "Request", name: str, password: str) -> "str | Response | None":
        from starlette.responses import JSONResponse

        address = request.client.host if request.client else ""
        # With one password for all, another name is no other person.
        name = GUEST if self.users is not None and self.users.shared else name[:200]
        async with self._turns:
            wait_s = self.attempts.wait_s(address, name)
            if wait_s > 0:
                told = f"too many attempts; try again in {wait_s:.0f} seconds"
                wait = {"retry-after": f"{wait_s + 1:.0f}"}
                return JSONResponse({"error": told}, 429, headers=wait)
            if self.users is None:
                return None
            user = await asyncio.to_thread(self.users.log_in, name, password)
            if user is None:
                self.attempts.fail(address, name)
            return user

    async def _log_in(self, request: "Request") -> "Response":
        from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

        shared = self.users is not None and self.users.shared
        wants_page = "text/html" in request.headers.get("accept", "")
        if request.method != "POST":
            return HTMLResponse(render_login(shared=shared))
        body = await read_body(request.receive) or b""
        fields = parse_qs(body[:BODY_BYTES].decode("utf-8", "replace"), keep_blank_values=True)
        name, password = (fields.get(one, [""])[0] for one in ("username", "password"))
        user = await self._check(request, name, password)
        if not isinstance(user, str):
            status = 401 if user is None else user.status_code
            if wants_page:
                return HTMLResponse(render_login(shared=shared, status=status, name=name), status)
            return user or JSONResponse({"error": "name or password is wrong"}, 401)
        token = secrets.token_urlsafe(32)
        _make_room(self._sessions)
        self._sessions[_digest(token)] = _Session(user=user, ends=time.monotonic() + _SESSION_S)
        answer = RedirectResponse("/", 303) if wants_page else JSONResponse({"success": True})
        answer.set_cookie(
            COOKIE,
            token,
            max_age=int(_SESSION_S),
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        answer.set_cookie(NAME_COOKIE, _digest(user)[:12], max_age=int(_SESSION_S), samesite="lax")
        return answer

    def _log_out(self, request: "Request") -> "Response":
        from starlette.responses import JSONResponse, RedirectResponse

        if request.method != "POST":
            return JSONResponse({"error": "post to it"}, 405)
        self._sessions.pop(_digest(request.cookies.get(COOKIE, "")), None)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE)
        answer.delete_cookie(NAME_COOKIE)
        return answer


def _refuse(request: "Request") -> "Response":
    """The form for a person who opens the page, 401 for everything else."""
    from starlette.responses import JSONResponse, RedirectResponse

    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/login", 303)
    return JSONResponse({"error": "log in first: post username and password to /login"}, 401)


def _make_room(sessions: "dict[Any, _Session]") -> None:
    """Drop what has ended, and the oldest where there are still too many."""
    if len(sessions) < _MOST_SESSIONS:
        return
    now = time.monotonic()
    for key in [key for key, session in sessions.items() if session.ends <= now]:
        del sessions[key]
    while len(sessions) >= _MOST_SESSIONS:
        del sessions[next(iter(sessions))]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
