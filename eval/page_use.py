"""How soon a person can use the page, and how soon an answer begins: timed in a real Chromium.

Needs Playwright from `tests/requirements.txt` and a Chromium of the system. Times are the browser's own, from the key
that was pressed to the change of what is shown.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import EvalError
from eval.figures import PROJECT, Figure, make_environment
from eval.page import serve_page
from eval.questions import read_questions
from eval.report import find_percentile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")

_WATCH = """() => {
  window.firstWords = new Promise((done) => {
    addEventListener("keydown", (pressed) => {
      const before = document.querySelectorAll("#chat .answer").length;
      const look = () => {
        const shown = document.querySelectorAll("#chat .answer");
        if (shown.length <= before || !shown[before].textContent.trim()) return;
        watching.disconnect();
        requestAnimationFrame(() => done(performance.now() - pressed.timeStamp));
      };
      const watching = new MutationObserver(look);
      watching.observe(document.querySelector("#chat"), { childList: true, subtree: true });
    }, { capture: true, once: true });
  });
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUse:
    """Times in a browser."""

    usable_s: tuple[float, ...]
    """Each opening of the page in a fresh browser profile, until a question can be typed."""
    first_words_ms: tuple[float, ...]
    """Each question, from Enter to the first words of its answer."""


def measure_page_use(questions: Path, *, openings: int = 5, most: int = 60) -> tuple[Figure, ...]:
    """Return the figures of a page over the sample articles, asked the answerable questions of a set.

    Raises:
        EvalError: the page or the browser does not start, or a question is not answered.
    """
    asked = [q.text for q in read_questions(questions) if not q.history and q.as_of is None][:most]
    with tempfile.TemporaryDirectory(prefix="eval-page-use-", ignore_cleanup_errors=True) as made:
        environment = make_environment() | {"NEWS_DATA_DIR": f"{made}/data"}
        command = (sys.executable, str(PROJECT / "app.py"))
        with (
            serve_page(command, folder=Path(made), environment=environment) as url,
            open_chromium() as browser,
        ):
            use = time_use(browser, url, asked, openings=openings)
    note = f"{len(use.first_words_ms)} questions"
    return (
        Figure(name="page usable, p50", value=find_percentile(use.usable_s, 50), unit="s"),
        Figure(name="page usable, slowest", value=max(use.usable_s), unit="s", target=3.0),
        Figure(
            name="Enter to first words, p50",
            value=find_percentile(use.first_words_ms, 50),
            unit="ms",
            target=400.0,
            note=note,
        ),
        Figure(
            name="Enter to first words, p95",
            value=find_percentile(use.first_words_ms, 95),
            unit="ms",
            note=note,
        ),
    )


def time_use(browser: Browser, url: str, questions: Sequence[str], *, openings: int) -> PageUse:
    """Return the times of opening a page that is ready, and of asking it.

    Raises:
        EvalError: the page cannot be opened, or shows no answer.
    """
    from playwright.sync_api import Error

    try:
        usable_s = tuple(_time_opening(browser, url) for _ in range(openings))
        page = _open(browser, url)
        return PageUse(
            usable_s=usable_s, first_words_ms=tuple(_time_answer(page, q) for q in questions)
        )
    except Error as error:
        raise EvalError(f"{url}: {error.message.splitlines()[0]}") from error


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Yield the system's Chromium. Raises: EvalError where it, or Playwright, is missing."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise EvalError(
            "Playwright is not installed; install it with: pip install -r tests/requirements.txt"
        ) from None

    found = next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        except Error as error:
            reason = error.message.splitlines()[0]
            raise EvalError(
                f"Chromium does not start ({reason}); on Debian: apt-get install chromium"
            ) from error
        try:
            yield browser
        finally:
            browser.close()


def _open(browser: Browser, url: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(url)
    page.locator("#desk[data-ready] #question-text:focus").wait_for()
    return page


def _time_opening(browser: Browser, url: str) -> float:
    start = time.perf_counter()
    page = _open(browser, url)
    taken_s = time.perf_counter() - start
    page.context.close()
    return taken_s


def _time_answer(page: Page, question: str) -> float:
    """Milliseconds; each question is asked in a new chat."""
    page.click("#clear")
    page.fill("#question-text", question)
    page.evaluate(_WATCH)
    page.press("#question-text", "Enter")
    taken_ms: float = page.evaluate("window.firstWords")
    page.locator("#send:visible").wait_for()
    return taken_ms
