"""The chat page as a child process, asked over HTTP as any program would ask it.

The page's API has one named endpoint `ask` whose first parameter is the question; the protocol is
described at https://www.gradio.app/guides/querying-gradio-apps-with-curl.
"""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import EvalError

if TYPE_CHECKING:
    import httpx

ASK_ENDPOINT = "/ask"
_POLL_S = 0.05
_STOP_TIMEOUT_S = 10.0
_LOG_LINES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """How long a page took, counted from the start of its process."""

    shown_s: float
    """Until it answered a request for the page itself."""
    answered_s: float | None
    """Until it had answered a question; None where the page has no endpoint `/ask`."""
    peak_bytes: int | None
    """Resident memory at its highest, with that of the processes it has started; None where the system does
    not tell."""


def time_page(
    command: Sequence[str],
    question: str,
    *,
    folder: Path,
    environment: Mapping[str, str],
    timeout_s: float = 300.0,
) -> PageStart:
    """Return the times of one start of the page, which is stopped afterwards.

    `environment` is all that the page gets, but for the address to listen on.

    Raises:
        EvalError: the page ends, or does not answer within the timeout; with its last output.
    """
    import httpx  # Before the clock: what the asking side imports is not the page's time.

    port = _find_free_port()
    address = {"GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": str(port)}
    start = time.perf_counter()
    deadline = start + timeout_s
    with (
        _run_page(command, folder, {**environment, **address}) as (process, log),
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        try:
            _wait_until_shown(client, process, deadline)
            shown_s = time.perf_counter() - start
            answered = _ask_page(client, question, deadline)
            answered_s = time.perf_counter() - start if answered else None
        except (EvalError, httpx.HTTPError) as error:
            raise EvalError(
                f"{' '.join(command)}: {error}; its last output:\n{_tail(log)}"
            ) from error
        return PageStart(
            shown_s=shown_s, answered_s=answered_s, peak_bytes=read_tree_bytes(process.pid)
        )


@contextmanager
def serve_page(
    command: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    timeout_s: float = 300.0,
) -> Iterator[str]:
    """Yield the address of a page that is ready to answer; it is stopped afterwards.

    Raises:
        EvalError: the page ends, or is not ready within the timeout; with its last output.
    """
    import httpx

    port = _find_free_port()
    address = {"GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": str(port)}
    url = f"http://127.0.0.1:{port}"
    deadline = time.perf_counter() + timeout_s
    with (
        _run_page(command, folder, {**environment, **address}) as (process, log),
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        try:
            _wait_until_shown(client, process, deadline)
            _wait_until_ready(client, deadline)
        except (EvalError, httpx.HTTPError) as error:
            raise EvalError(
                f"{' '.join(command)}: {error}; its last output:\n{_tail(log)}"
            ) from error
        yield url


def read_peak_bytes(process_id: int) -> int | None:
    """Return the highest resident memory of a running process, in bytes, as Linux tells it."""
    try:
        status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return None


def read_tree_bytes(process_id: int) -> int | None:
    """Return `read_peak_bytes` of a process with the memory of all that it started and that still run.

    Of theirs, what several hold together counts once (their proportional set size).
    """
    own = read_peak_bytes(process_id)
    if own is None:
        return None
    pending, found = list_children(process_id), own
    while pending:
        child = pending.pop()
        found += _read_proportional_bytes(child)
        pending += list_children(child)
    return found


def _read_proportional_bytes(process_id: int) -> int:
    try:
        told = Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("Pss:"))


def list_children(process_id: int) -> list[int]:
    """Return the ids of the processes that a process started and that still run, as Linux tells them."""
    found: list[int] = []
    for task in Path(f"/proc/{process_id}/task").glob("*/children"):
        try:
            found += map(int, task.read_text(encoding="utf-8").split())
        except OSError:  # that thread has ended
            continue
    return found


@contextmanager
def _run_page(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    with tempfile.TemporaryDirectory(prefix="eval-page-") as made:
        log = Path(made) / "output.txt"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
                list(command),
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                yield process, log
            finally:
                process.terminate()
                try:
                    process.wait(_STOP_TIMEOUT_S)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _wait_until_shown(
    client: httpx.Client, process: subprocess.Popen[bytes], deadline: float
) -> None:
    import httpx

    while time.perf_counter() < deadline:
        if process.poll() is not None:
            raise EvalError(f"ended with exit code {process.returncode} before it showed a page")
        try:
            if client.get("/", timeout=10.0).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(_POLL_S)
    raise EvalError("showed no page in time")


def _wait_until_ready(client: httpx.Client, deadline: float) -> None:
    while not client.get("/health", timeout=10.0).json()["ready"]:
        if time.perf_counter() > deadline:
            raise EvalError("was not ready in time")
        time.sleep(_POLL_S)


def _ask_page(client: httpx.Client, question: str, deadline: float) -> bool:
    """Whether the page could be asked: it has the endpoint and answered."""
    info = client.get("/gradio_api/info", timeout=30.0).raise_for_status().json()
    endpoint = info["named_endpoints"].get(ASK_ENDPOINT)
    if endpoint is None:
        return False
    asked = {endpoint["parameters"][0]["parameter_name"]: question}
    joined = client.post(f"/gradio_api/call/v2{ASK_ENDPOINT}", json=asked, timeout=30.0)
    event_id = joined.raise_for_status().json()["event_id"]
    left_s = max(deadline - time.perf_counter(), 0.1)
    path = f"/gradio_api/call{ASK_ENDPOINT}/{event_id}"
    with client.stream("GET", path, timeout=left_s) as events:
        event = ""
        for line in events.iter_lines():
            name, _, value = line.partition(": ")
            if name == "event":
                event = value
            elif name == "data" and event == "error":
                raise EvalError(f"answered {question!r} with the error {value}")
            elif name == "data" and event == "complete":
                _check_outputs(question, json.loads(value))
                return True
            if time.perf_counter() > deadline:
                break
    raise EvalError(f"did not answer {question!r} in time")


def _check_outputs(question: str, outputs: list[object]) -> None:
    if not any(outputs):
        raise EvalError(f"answered {question!r} with nothing")
    for output in outputs:
        if isinstance(output, dict) and output.get("error"):
            raise EvalError(f"answered {question!r} with the error {output['error']!r}")


def _find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"  {line}" for line in lines[-_LOG_LINES:]) or "  (none)"
