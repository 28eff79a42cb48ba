"""What tests share: a real browser, and the page as a child process of its own data folder."""

import asyncio
import http.server
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import httpx
import pytest
from playwright.sync_api import Browser, Error, sync_playwright

if "PYTEST_XDIST_WORKER" in os.environ:
    # Two workers on two cores: more threads would only wait for one another.
    os.environ.setdefault("OMP_NUM_THREADS", "1")

ROOT = Path(__file__).parent.parent
CHROMIUM = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


T = TypeVar("T")


class RunAsync(Protocol):
    """Runs a coroutine to its end and returns what it returns."""

    def __call__(self, coroutine: Coroutine[object, object, T]) -> T: ...


@pytest.fixture(scope="session")
def run_async() -> RunAsync:
    """In a thread of its own: once the browser has started, this thread has a running loop."""

    def run(coroutine: Coroutine[object, object, T]) -> T:
        with ThreadPoolExecutor(max_workers=1) as executor:
            return executor.submit(asyncio.run, coroutine).result()

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one a skip that says so, on CI a failure."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        except Error as error:
            _without_browser(f"Chromium does not start: {error.message.splitlines()[0]}")
        yield started
        started.close()


def _without_browser(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(slots=True, kw_only=True)
class Served:
    """A running page."""

    url: str
    data_dir: Path
    process: subprocess.Popen[str]
    output: Path

    def health(self) -> dict[str, object]:
        """What `/health` says."""
        return httpx.get(f"{self.url}/health", timeout=10, trust_env=False).json()

    def wait(self, condition: Callable[[], bool], timeout_s: float = 120) -> None:
        """Wait until `condition` holds; connection errors count as not yet."""
        ends = time.monotonic() + timeout_s
        while time.monotonic() < ends:
            if self.process.poll() is not None:
                pytest.fail(f"the page ended: {self.output.read_text()}")
            try:
                if condition():
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        pytest.fail(f"the page did not get there in {timeout_s} s: {self.output.read_text()}")

    def stop(self) -> int:
        """End the page as Ctrl-C does and return its exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait(15)


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def page_environment(data_dir: Path, port: int) -> dict[str, str]:
    """Return the environment of a page that takes no setting from the person who runs the tests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NEWS_", "GRADIO_"))}
    uploads = str(data_dir.parent / "uploads")
    own = {"NEWS_DATA_DIR": str(data_dir), "GRADIO_TEMP_DIR": uploads}
    return {**kept, **own, "GRADIO_SERVER_PORT": str(port)}


@pytest.fixture(scope="session")
def start_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """A function that starts a page and returns as soon as it is served; all are ended at last."""
    started: list[Served] = []

    def start(*arguments: str, data_dir: Path | None = None) -> Served:
        folder = tmp_path_factory.mktemp("page")
        data = data_dir or folder / "data"
        port = free_port()
        output = folder / "output.txt"
        with output.open("w") as written:
            process = subprocess.Popen(
                [sys.executable, str(ROOT / "app.py"), *arguments],
                env=page_environment(data, port),
                cwd=folder,
                stdout=written,
                stderr=subprocess.STDOUT,
                text=True,
            )
        served = Served(
            url=f"http://127.0.0.1:{port}",
            data_dir=data,
            process=process,
            output=output,
        )
        started.append(served)
        served.wait(lambda: served.health() is not None)
        return served

    yield start
    for served in started:
        if served.process.poll() is None:
            served.stop()


@pytest.fixture(scope="session")
def served(start_page: Callable[..., Served]) -> Served:
    """A page whose samples are indexed, shared by the tests that only ask."""
    page = start_page()
    page.wait(lambda: page.health()["ready"] is True)
    return page


@pytest.fixture
def listener() -> Iterator[http.server.ThreadingHTTPServer]:
    """A loopback server that remembers what it was asked."""

    class Remember(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.server.asked.append(self.path)  # type: ignore[attr-defined]
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Remember)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
