"""Files on their way in that do not arrive whole, and work on articles that ends in an unforeseen way."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.requests import ClientDisconnect, Request

from page.gate import USER
from page.intake import Done, Tell, run_job
from page.uploads import LARGEST_BYTES, Uploads

if TYPE_CHECKING:
    from starlette.types import Message

BATCH = "0" * 32


def send(uploads: Uploads, *messages: "Message") -> bytes:
    """Send the messages as the body of one file and return the reply's body."""
    waiting = list(messages)

    async def receive() -> "Message":
        return waiting.pop(0)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/desk/upload",
        "query_string": f"batch={BATCH}&name=a.txt".encode(),
        "headers": [(b"content-type", b"application/octet-stream")],
        USER: "",
    }
    return bytes(asyncio.run(uploads.take(Request(scope, receive))).body)


def part(body: bytes, *, more: bool) -> "Message":
    return {"type": "http.request", "body": body, "more_body": more}


def test_no_half_of_a_file_is_kept_that_broke_off_or_is_too_large(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    with pytest.raises(ClientDisconnect):
        send(uploads, part(b"Gold is", more=True), {"type": "http.disconnect"})
    assert uploads.files(BATCH, "") == ()
    large = b"x" * (LARGEST_BYTES // 2 + 1)
    told = send(uploads, part(large, more=True), part(large, more=False))
    assert b"split it" in told
    assert uploads.files(BATCH, "") == ()
    send(uploads, part(b"Gold is", more=True), part(b" cheap.", more=False))
    (kept,) = uploads.files(BATCH, "")
    assert kept.read_bytes() == b"Gold is cheap."


def test_work_that_fails_unforeseen_ends_the_wait_for_its_rows() -> None:
    def work(tell: Tell) -> Done:
        tell({"stage": "articles"})
        raise ZeroDivisionError

    rows = run_job(work)
    assert next(rows) == {"stage": "articles"}
    with pytest.raises(ZeroDivisionError):
        next(rows)
