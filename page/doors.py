"""The endpoints behind the scripts of the tabs: `POST /desk/NAME` with a JSON object, a JSON object back.

A door is a plain function from a `Call` to a reply, or to an iterator of replies, which goes out a line each as it
comes. What a person can mend is a reply with `error`. Only JSON is taken, so that no form of another site can post.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from page.gate import USER
from page.refusals import refuse, texts_of
from page.service import Service
from page.texts import Texts
from rag.errors import QuestionError, RagError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Router

Reply = dict[str, Any]
CHAT = "chat"
_LONGEST_TEXT = 10_000
_AT_ONCE = {"here": max(2, os.cpu_count() or 1), "elsewhere": 30}
"""Questions answered at the same time: by this machine's processors, where more would only take them from one
another, and by a chat model, whose words are waited for. Threads that wait leave ten of the server's forty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to a door; each method gives a checked field."""

    service: Service
    texts: Texts
    user: str
    """Who is logged in; empty where nobody has to."""
    fields: Mapping[str, object]

    def text(self, name: str, *, longest: int = _LONGEST_TEXT) -> str:
        """Return a text, empty where there is none. Raises: QuestionError for what is no text, or too long."""
        value = self.fields.get(name)
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > longest:
            raise QuestionError(
                f"{name}: expected a text of at most {longest:,} characters, got {value!r:.80}"
            )
        # Half a surrogate pair is no text that could be stored or sent on.
        return value.encode("utf-8", "replace").decode().strip()

    def texts_of(self, name: str, *, most: int = 1_000) -> tuple[str, ...]:
        """Return a list of texts. Raises: QuestionError for what is none, or too long."""
        value = self.fields.get(name) or []
        if (
            not isinstance(value, list)
            or len(value) > most
            or not all(isinstance(one, str) and len(one) <= _LONGEST_TEXT for one in value)
        ):
            raise QuestionError(
                f"{name}: expected a list of at most {most:,} texts, got {value!r:.80}"
            )
        return tuple(value)

    def day(self, name: str) -> date | None:
        """Return an ISO date, None where there is none. Raises: QuestionError for what is no date."""
        value = self.text(name, longest=100)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise QuestionError(
                f"{name}: {value!r} is not an ISO date such as 2025-09-18"
            ) from None

    def whole(self, name: str, *, default: int = 0, most: int = 10_000_000) -> int:
        """Return a whole number from 0. Raises: QuestionError for what is none."""
        value = self.fields.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise QuestionError(
                f"{name}: expected a whole number from 0 to {most:,}, got {value!r:.80}"
            )
        return value


Door = Callable[[Call], Reply | Iterator[Reply]]


def make_router(service: Service, doors: Mapping[str, Door]) -> "Router":
    """Return the routes of the doors."""
    from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
    from starlette.responses import JSONResponse, StreamingResponse
    from starlette.routing import Route, Router

    slots = {held: asyncio.Semaphore(most) for held, most in _AT_ONCE.items()}

    async def answer(lines: Iterator[str]) -> AsyncIterator[str]:
        """The lines of a chat's reply, in the order of the questions where answering is work of this machine."""
        if service.ready.is_set() and not service.asks_a_model:
            async with slots["here"]:  # some 10 ms; a hop between threads for each line would add 2
                yield await run_in_threadpool("".join, lines)
            return
        async with slots["elsewhere"]:  # for a model, or for the samples to be indexed
            async for line in iterate_in_threadpool(lines):
                yield line

    async def knock(request: "Request") -> "Response":
        door = doors.get(request.path_params["name"])
        if door is None:
            return JSONResponse({"error": "not found"}, 404)
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return JSONResponse({"error": "expected a JSON object"}, 415)
        texts, asks = texts_of(None), request.path_params["name"] == CHAT
        try:
            call = read_call(service, request.scope, await request.body())
            texts = call.texts
            # A chat's answer begins where its first line is asked for.
            reply = door(call) if asks else await run_in_threadpool(door, call)
        except (RagError, CorpusError, OSError) as error:
            return JSONResponse(refuse(error, texts))
        if isinstance(reply, dict):
            return JSONResponse(reply)
        lines = write_lines(reply, texts)
        content = answer(lines) if asks else lines
        return StreamingResponse(content, media_type="application/x-ndjson")

    return Router(routes=[Route("/{name}", knock, methods=["POST"])])


def read_call(service: Service, scope: Mapping[str, Any], body: bytes) -> Call:
    """Return the call that a body is. Raises: QuestionError for what is no JSON object."""
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise QuestionError("expected a JSON object")
    texts = texts_of(fields.get("language"))
    user = str(scope.get(USER) or "")
    return Call(service=service, texts=texts, user=user, fields=fields)


def write_lines(replies: Iterator[Reply], texts: Texts) -> Iterator[str]:
    """Yield each reply as a line of JSON; an error is the last."""
    try:
        for reply in replies:
            yield json.dumps(reply) + "\n"
    except (RagError, CorpusError, OSError) as error:
        yield json.dumps(refuse(error, texts)) + "\n"
