"""Files on their way in: each is sent by itself, as plain bytes, into a folder of its own batch."""

import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from page.gate import USER
from page.refusals import PageError, refuse, texts_of
from rag.errors import QuestionError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

LARGEST_BYTES = 20_000_000
"""Of one file, as of a source in `corpus.extraction`."""
_MOST_FILES = 500
"""Of one batch."""
_LONGEST_NAME_BYTES = 200
_MOST_WAITING_BYTES = 500_000_000
"""Of one person's batches together: what is sent and never added must not fill the disk."""
_MOST_WAITING_OF_ALL_BYTES = 5_000_000_000
_KEPT_S = 3_600.0
_BATCH = re.compile(r"[0-9a-f]{32}")


class Uploads:
    """The batches that wait in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def take(self, request: "Request") -> "Response":
        """Write the body of a request as one file of a batch; both are named in its query."""
        from starlette.responses import JSONResponse

        if request.headers.get("content-type") != "application/octet-stream":
            return JSONResponse({"error": "expected bytes"}, 415)
        texts = texts_of(request.query_params.get("language"))
        try:
            folder = self._find(request.query_params.get("batch", ""), request.scope[USER])
            name = clean_name(request.query_params.get("name", ""))
            self._drop_stale()
            self._check_room(folder)
            folder.mkdir(parents=True, exist_ok=True)
            await _write(request, folder / name)
        except QuestionError as error:
            return JSONResponse(refuse(error, texts))
        except OSError as error:
            return JSONResponse(refuse(PageError("upload.not-kept", why=error.strerror), texts))
        return JSONResponse({"name": name})

    def files(self, batch: str, user: str) -> tuple[Path, ...]:
        """Return the files of a batch by name. Raises: QuestionError for what is no batch."""
        folder = self._find(batch, user)
        return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()

    def drop(self, batch: str, user: str) -> None:
        """Remove a batch, and those that were given up long ago."""
        shutil.rmtree(self._find(batch, user), ignore_errors=True)
        self._drop_stale()

    def _drop_stale(self) -> None:
        stale = time.time() - _KEPT_S
        for folder in self._folder.glob("*"):
            if folder.stat().st_mtime < stale:
                shutil.rmtree(folder, ignore_errors=True)

    def _check_room(self, folder: Path) -> None:
        """Raises: QuestionError where this batch, this person or all together have sent enough."""
        if folder.is_dir() and sum(1 for _ in folder.iterdir()) >= _MOST_FILES:
            raise PageError("upload.many", most=_MOST_FILES)
        own = folder.name.rpartition("-")[0]
        waiting = [
            (file.parent.name.rpartition("-")[0] == own, file.stat().st_size)
            for file in self._folder.glob("*/*")
        ]
        for held, most in (
            (sum(size for mine, size in waiting if mine), _MOST_WAITING_BYTES),
            (sum(size for _, size in waiting), _MOST_WAITING_OF_ALL_BYTES),
        ):
            if held + LARGEST_BYTES > most:
                raise PageError("upload.waiting", held=round(held / 1e6), most=round(most / 1e6))

    def _find(self, batch: str, user: str) -> Path:
        if not _BATCH.fullmatch(batch):
            raise QuestionError(f"batch: expected 32 hexadecimal digits, got {batch!r:.80}")
        return self._folder / f"{user.encode().hex()[:60]}-{batch}"


def clean_name(name: str) -> str:
    """Return a file's name without folders and control characters. Raises: QuestionError for what is none."""
    parts = [part for part in re.split(r"[/\\]", name) if part.strip()]
    plain = "".join(c for c in "".join(parts[-1:]) if c.isprintable()).strip()
    if plain in ("", ".", ".."):
        raise PageError("upload.no-name", name=f"{name!r:.80}")
    kept = plain.encode("utf-8", "replace")
    if len(kept) > _LONGEST_NAME_BYTES:
        raise PageError("upload.long-name", bytes=len(kept), most=_LONGEST_NAME_BYTES)
    return kept.decode()


async def _write(request: "Request", path: Path) -> None:
    """Raises: QuestionError for a name that is taken: `a/x.txt` and `b/x.txt` end alike, and one would be lost."""
    size, whole = 0, False
    try:
        kept = path.open("xb")
    except FileExistsError:
        raise PageError("upload.same-name", name=repr(path.name)) from None
    try:
        with kept as file:
            async for chunk in request.stream():
                size += len(chunk)
                if size > LARGEST_BYTES:
                    break
                file.write(chunk)
        whole = size <= LARGEST_BYTES
    finally:
        # Half a file, of a full disk or a connection that broke, must not be added for a whole one.
        if not whole:
            path.unlink(missing_ok=True)  # noqa: ASYNC240 - on the disk that was just written to
    if not whole:
        raise PageError("upload.large", most=LARGEST_BYTES // 1_000_000)
