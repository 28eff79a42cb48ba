"""The SQLite file of a store: how it is opened, and what its errors mean to a person.

What SQLite reports (`disk I/O error`) names no folder and no remedy; `mended` turns it into a
`StoreError` that does. A folder that cannot be written is still opened, for reading only.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from corpus.errors import StoreError, StoreLockedError

BUSY_TIMEOUT_MS = 30_000
"""Only a checkpoint can keep a connection waiting, since writers queue at the lock file."""

_CANNOT_WRITE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def mended(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about `path` into a `StoreError` with its remedy."""
    try:
        yield
    except sqlite3.Error as error:
        code = _primary_code(error)
        if code in _BUSY:
            raise StoreLockedError(
                f"the store {str(path)!r} is busy ({error}); nothing was changed: try again"
            ) from error
        remedy = _remedy(code)
        if remedy is None:
            raise
        raise StoreError(f"the store {str(path)!r}: {error}; {remedy}") from error


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return an open connection in autocommit mode with this project's settings.

    Raises:
        sqlite3.Error: as SQLite reports it; call inside `mended`.
    """
    if not read_only:
        return _configured(path, "mode=rwc", write=True)
    try:
        return _configured(path, "mode=ro", write=False)
    except sqlite3.OperationalError as error:
        # A WAL file needs its index file even to be read; where none can be made, `immutable` reads
        # without. It would overlook a log that was never folded in, so that case stays an error.
        if not is_refusal(error) or _has_log(path):
            raise
        return _configured(path, "immutable=1", write=False)


def can_write(path: Path) -> bool:
    """Whether the permissions and the file system allow `path` to be changed or made."""
    return os.access(path.parent, os.W_OK | os.X_OK) and (
        not path.exists() or os.access(path, os.W_OK)
    )


def _configured(path: Path, mode: str, *, write: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{mode}",
        uri=True,
        isolation_level=None,
        # Each thread has its own; closing the store closes all of them from one thread.
        check_same_thread=False,
        timeout=BUSY_TIMEOUT_MS / 1000,
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        # The first read of the file: a damaged or foreign one is found here, not in mid-use.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def is_refusal(error: sqlite3.Error) -> bool:
    """Whether `error` says that the file cannot be written, which leaves that it may be read."""
    return _primary_code(error) in _CANNOT_WRITE | _DISK


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _primary_code(error: sqlite3.Error) -> int:
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else 0


def _remedy(code: int) -> str | None:
    if code in _DISK:
        return (
            "nothing of this change was stored and earlier articles are safe: free some space on"
            " that disk, or check the disk itself, and run the command again"
        )
    if code in _CANNOT_WRITE:
        return (
            "it cannot be written: make the folder and the file writable for you, or name another"
            " folder with NEWS_DATA_DIR or --data-dir"
        )
    if code in _DAMAGED:
        return (
            "the file is damaged or is no SQLite file: see what is wrong with 'python -m corpus"
            " check', then move it aside and add the articles again with: python -m corpus add"
            " PATH..."
        )
    if code == sqlite3.SQLITE_TOOBIG:
        return "one article is larger than the store can hold: split its file"
    return None
