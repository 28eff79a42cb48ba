"""The writer's lock of a data folder: one thread of one process writes at a time.

The operating system drops the lock when its holder dies, so a kill leaves nothing to clean up. The
sidecar `writer.json` only tells the message who holds it; it never means that the lock is held.
"""

import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import StoreError, StoreLockedError

_SHOWN_CHARACTERS = 160
"""A command line is cut here in the sidecar: one with 1,000 paths must not fill a terminal."""


class WriterLock:
    """The lock file `writer.lock` in a data folder; re-entrant within a thread."""

    def __init__(self, data_dir: Path, *, timeout_s: float) -> None:
        self._data_dir = data_dir
        self._sidecar = data_dir / "writer.json"
        self._timeout_s = timeout_s
        self._lock = FileLock(data_dir / "writer.lock", thread_local=True, fallback_to_soft=False)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock.

        Raises:
            StoreLockedError: another writer held it for the whole of `timeout_s`.
            StoreError: the lock file cannot be written.
        """
        first = not self._lock.is_locked
        try:
            self._lock.acquire(timeout=self._timeout_s)
        except Timeout:
            raise StoreLockedError(self._refusal()) from None
        # A lock that this very thread holds through another Store is a RuntimeError of filelock.
        except RuntimeError:
            raise StoreLockedError(self._refusal()) from None
        except OSError as error:
            raise StoreError(
                f"cannot write in the data folder {str(self._data_dir)!r} ({error.strerror}); make"
                " it writable and free some space, or name another one with NEWS_DATA_DIR"
            ) from error
        try:
            if first:
                self._name_holder()
            yield
        finally:
            if first:
                with suppress(OSError):
                    self._sidecar.unlink(missing_ok=True)
            self._lock.release()

    def _name_holder(self) -> None:
        command = shlex.join(sys.orig_argv)
        if len(command) > _SHOWN_CHARACTERS:
            command = command[:_SHOWN_CHARACTERS] + " ..."
        since = datetime.now(UTC).isoformat(timespec="seconds")
        holder = {"pid": os.getpid(), "command": command, "since": since}
        # A full disk must not stop a removal that would free it: the message is all that is lost.
        with suppress(OSError):
            self._sidecar.write_text(json.dumps(holder), encoding="utf-8")

    def _refusal(self) -> str:
        who = "another process"
        with suppress(OSError, ValueError, KeyError, TypeError):
            holder = json.loads(self._sidecar.read_text(encoding="utf-8"))
            who = f"{holder['command']!r} (process {holder['pid']}, since {holder['since']})"
        return (
            f"{who} is writing to the store in {str(self._data_dir)!r} and did not finish within"
            f" {self._timeout_s:g} s; nothing was changed: wait for it to end, or stop it, and try"
            " again"
        )
