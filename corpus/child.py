"""Other people's bytes are parsed in a child process that can be killed: bytes in, a record out.

A parser may loop, eat all memory or crash in C; here that ends one document, not the run. The child
answers in JSON, which carries no code, and ends by itself when its parent is gone or silent.
"""

import atexit
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from corpus.child_side import IDLE_S, MEMORY_BYTES, MEMORY_VARIABLE, Task, read_frame, write_frame
from corpus.errors import CorpusError

SERVE = "from corpus.child_side import serve; serve()"
"""What a child runs."""
START_S = 60.0
"""Longest wait for a child to be ready; it takes 0.4 s on an idle machine."""
PARSERS = min(os.cpu_count() or 1, 4)
"""Children at most; each holds about 0.1 GB."""
_TASKS_A_CHILD = 2_000
"""Then another child goes on, so that what a parser leaks stays small."""
_ERROR_BYTES = 4_000
_ROOT = Path(__file__).resolve().parent.parent


class ParserProcess:
    """One child, started when it is first needed and again after it was killed.

    Safe to share between threads; they take turns.
    """

    def __init__(self, *, memory_bytes: int = MEMORY_BYTES, code: str = SERVE) -> None:
        self._memory_bytes = memory_bytes
        self._code = code
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._done = 0
        self._used = 0.0

    @property
    def pid(self) -> int | None:
        """Of the child; None where none was started or the last one was ended."""
        return None if self._process is None else self._process.pid

    def call(
        self, task: Task, data: bytes, options: Mapping[str, object], *, name: str, seconds: float
    ) -> object:
        """Return what the task's function makes of `data`, as plain JSON values.

        `name` is how messages call the document.

        Raises:
            CorpusError: the function raised one, or the document took too long or too much memory,
                or ended the child.
        """
        request = json.dumps({"task": task, "options": options, "seconds": seconds}).encode()
        with self._turn:
            if self._done >= _TASKS_A_CHILD:
                self._stop()
            answer = self._ask(request, data, name, seconds)
        if "refused" in answer:
            raise CorpusError(str(answer["refused"]))
        return answer["made"]

    def close(self) -> None:
        """End the child, if there is one; the next call starts another."""
        with self._turn:
            self._stop()

    def _ask(self, request: bytes, data: bytes, name: str, seconds: float) -> Mapping[str, object]:
        process = self._ready()
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(seconds, kill)
        watch.daemon = True
        watch.start()
        try:
            answer = self._exchange(process, request, data)
        finally:
            watch.cancel()
            self._used = time.monotonic()
        if answer is not None:
            self._done += 1
            return answer
        if late.is_set():
            self._stop()
            raise CorpusError(
                f"{name}: could not be read within {seconds:g} s and was given up; split it, or"
                " save its text as .txt and add that"
            )
        raise CorpusError(self._explain(name, process))

    def _exchange(
        self, process: subprocess.Popen[bytes], request: bytes, data: bytes
    ) -> Mapping[str, object] | None:
        """The answer; None where the child ended instead of giving one."""
        if process.stdin is None or process.stdout is None:  # pragma: no cover - both are pipes
            return None
        try:
            for part in (request, data):
                write_frame(process.stdin, part)
        except OSError:
            return None
        answered = read_frame(process.stdout)
        return None if answered is None else json.loads(answered)

    def _ready(self) -> subprocess.Popen[bytes]:
        if time.monotonic() - self._used > IDLE_S / 2:
            self._stop()  # it ends itself after IDLE_S, which must not be in mid-question
        if self._process is None:
            self._process = self._start()
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        self._done = 0
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-P", "-c", self._code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_child_environment() | {MEMORY_VARIABLE: str(self._memory_bytes)},
        )
        watch = threading.Timer(START_S, process.kill)
        watch.daemon = True
        watch.start()
        ready = read_frame(process.stdout) if process.stdout else None
        watch.cancel()
        if ready is None:
            reason = self._explain("the parser", process)
            raise CorpusError(f"{reason}; it did not start: is the installation whole?")
        return process

    def _explain(self, name: str, process: subprocess.Popen[bytes]) -> str:
        """Why a child ended, in words; it is cleared away."""
        code = process.wait()
        last = ""
        if self._errors is not None:
            self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - _ERROR_BYTES))
            lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
            last = lines[-1].strip()[:200] if lines else ""
        self._stop()
        if "MemoryError" in last or "bad_alloc" in last:
            return (
                f"{name}: needs more than {self._memory_bytes / 1e9:g} GB of memory to be read;"
                " split it, or save its text as .txt and add that"
            )
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return (
            f"{name}: cannot be read: its parser ended ({last or how}); the file may be damaged:"
            " save its text as .txt and add that"
        )

    def _stop(self) -> None:
        if self._process is not None:
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    _close_quietly(stream)
            self._process.kill()
            self._process.wait()
        if self._errors is not None:
            self._errors.close()
        self._process, self._errors = None, None


class ParserPool:
    """Children that work side by side; one more is started only while all others are busy.

    Safe to share between threads: a call waits where no child is idle.
    """

    def __init__(self, parsers: Sequence[ParserProcess]) -> None:
        self.parsers = tuple(parsers)
        # The last one used is the first to be used again, so that one thread has one child.
        self._idle: queue.LifoQueue[ParserProcess] = queue.LifoQueue()
        for parser in reversed(self.parsers):
            self._idle.put(parser)

    def call(
        self, task: Task, data: bytes, options: Mapping[str, object], *, name: str, seconds: float
    ) -> object:
        """Return what `ParserProcess.call` of an idle child returns.

        Raises:
            CorpusError: as there.
        """
        parser = self._idle.get()
        try:
            return parser.call(task, data, options, name=name, seconds=seconds)
        finally:
            self._idle.put(parser)

    def close(self) -> None:
        """End the children; the next call starts another."""
        for parser in self.parsers:
            parser.close()


@cache
def shared_parsers() -> ParserPool:
    """The parsers of this process: a child is worth keeping from one run to the next."""
    parsers = ParserPool([ParserProcess() for _ in range(PARSERS)])
    atexit.register(parsers.close)
    return parsers


def _child_environment() -> dict[str, str]:
    """One thread, no files of its own, and this very project first."""
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    own = dict.fromkeys(threads, "1") | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **own}


def _close_quietly(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # what was written last is lost with the child
        return
