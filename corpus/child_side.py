"""The child's side of `corpus.child`: run tasks, answer in JSON, keep the limits, never outlive a parent."""

import json
import os
import struct
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, Literal, TypeVar

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Task = Literal["article", "feed"]
Result = TypeVar("Result")

TASKS: dict[Task, tuple[str, str]] = {
    "article": ("corpus.parsing", "read_source"),
    "feed": ("corpus.feeds.feed_parser", "parse_feed"),
}
"""Where the function of each task is defined; a child runs these and nothing else."""

MEMORY_VARIABLE = "STREETWISE_CHILD_BYTES"
MEMORY_BYTES = 1_000_000_000
"""Address space of a child; with the parsers of pages loaded it starts at 0.07 GB."""
IDLE_S = 60.0
"""A child that is asked nothing for so long ends; the next document starts another."""
_GRACE_S = 5.0
"""So much later than its parent would a child end itself: for parents that were killed."""
_LENGTH = struct.Struct(">Q")
_ADAPTERS: dict[type, "TypeAdapter[Any]"] = {}


def serve() -> None:
    """Run tasks from standard input until it ends: what a child does."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # A library that prints must not write into the answers.
    os.dup2(2, 1)
    functions: dict[str, Callable[..., object]] = {}
    _load("article", functions)
    _limit_self(int(os.environ.get(MEMORY_VARIABLE, str(MEMORY_BYTES))))
    write_frame(answers, b"ready")
    while True:
        _set_alarm(IDLE_S)
        request = read_frame(requests)
        data = read_frame(requests)
        if request is None or data is None:
            return
        asked = json.loads(request)
        _set_alarm(asked["seconds"] + _GRACE_S)
        function = functions.get(asked["task"]) or _load(asked["task"], functions)
        write_frame(answers, json.dumps(_answer(function, data, asked["options"])).encode())


def _answer(
    function: Callable[..., object], data: bytes, options: Mapping[str, object]
) -> dict[str, object]:
    try:
        made = function(data, **options)
    except CorpusError as error:
        return {"refused": str(error)}
    return {"made": adapter_of(type(made)).dump_python(made, mode="json")}


def _load(task: Task, functions: dict[str, Callable[..., object]]) -> Callable[..., object]:
    module, function = TASKS[task]
    functions[task] = getattr(import_module(module), function)
    return functions[task]


def _limit_self(memory_bytes: int) -> None:
    """Limit memory, and forbid core dumps, for this process; Windows has no such limits."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, hard))


def _set_alarm(seconds: float) -> None:
    """End this process after so many seconds, whatever it does; its parent may be gone."""
    if sys.platform == "win32":
        return
    import signal

    signal.setitimer(signal.ITIMER_REAL, seconds)


def adapter_of(kind: type[Result]) -> "TypeAdapter[Result]":
    """Takes records of a dataclass to plain JSON values and back."""
    from pydantic import TypeAdapter

    if kind not in _ADAPTERS:  # making one takes milliseconds
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next part of a conversation; None where it ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    data = stream.read(length)
    return data if len(data) == length else None


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write one part of a conversation."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()
