"""Files on their way in that do not arrive whole, and work on articles that ends in an unforeseen way."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import RunAsync
from starlette.requests import ClientDisconnect, Request

import rag
from corpus.build import Summary
from page.gate import USER
from page.intake import Done, Tell, add_files, run_job
from page.service import Service
from page.uploads import LARGEST_BYTES, Uploads

if TYPE_CHECKING:
    from starlette.types import Message

BATCH = "0" * 32


def send(run_async: RunAsync, uploads: Uploads, *messages: "Message") -> bytes:
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
    return bytes(run_async(uploads.take(Request(scope, receive))).body)


def part(body: bytes, *, more: bool) -> "Message":
    return {"type": "http.request", "body": body, "more_body": more}


def test_no_half_of_a_file_is_kept_that_broke_off_or_is_too_large(
    tmp_path: Path, run_async: RunAsync
) -> None:
    uploads = Uploads(tmp_path)
    with pytest.raises(ClientDisconnect):
        send(run_async, uploads, part(b"Gold is", more=True), {"type": "http.disconnect"})
    assert uploads.files(BATCH, "") == ()
    large = b"x" * (LARGEST_BYTES // 2 + 1)
    told = send(run_async, uploads, part(large, more=True), part(large, more=False))
    assert b"split it" in told
    assert uploads.files(BATCH, "") == ()
    send(run_async, uploads, part(b"Gold is", more=True), part(b" cheap.", more=False))
    (kept,) = uploads.files(BATCH, "")
    assert kept.read_bytes() == b"Gold is cheap."


def test_what_waits_to_be_added_is_bounded_for_one_person_and_for_all(
    tmp_path: Path, run_async: RunAsync
) -> None:
    uploads = Uploads(tmp_path)
    # Files with holes: as long as those of a person who sends and never adds, without filling this disk.
    for number in range(24):
        folder = tmp_path / f"-{number:032x}"
        folder.mkdir()
        with (folder / "large").open("wb") as file:
            file.truncate(LARGEST_BYTES)
    send(run_async, uploads, part(b"Gold is cheap.", more=False))
    assert len(uploads.files(BATCH, "")) == 2
    told = send(run_async, uploads, part(b"Tin fell.", more=False))
    assert b"480 MB of files wait to be added, of 500" in told
    for number in range(24):
        uploads.drop(f"{number:032x}", "")
    assert b"a.txt" in send(run_async, uploads, part(b"Tin fell.", more=False))


def test_work_that_fails_unforeseen_ends_the_wait_for_its_rows() -> None:
    def work(tell: Tell) -> Done:
        tell({"stage": "articles"})
        raise ZeroDivisionError

    rows = run_job(work)
    assert next(rows) == {"stage": "articles"}
    with pytest.raises(ZeroDivisionError):
        next(rows)


def test_files_that_a_killed_run_left_are_not_added_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(tmp_path, None)
    monkeypatch.setattr(Service, "embedder", None)
    asked: list[str] = []

    def add(sources: Sequence[Path], **_: object) -> Summary:
        asked.extend(path.name for path in sources)
        return Summary(added=1, unchanged=0, updated=0, failed=())

    monkeypatch.setattr(rag, "add_articles", add)
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "left.txt").write_text("Tin fell.", "utf-8")
    (tmp_path / "mine.txt").write_text("Gold rose.", "utf-8")
    add_files(service, [tmp_path / "mine.txt"], lambda _: None)
    assert asked == ["mine.txt"]
    assert not (tmp_path / "uploads").exists()
