"""Whether hostile text on any way into the page runs, loads or leads anywhere, in a real Chromium.

Each payload is once a title, a quoted sentence, an outlet, an author, a file's name, a question, and the text of an
error. Shown are the list of articles, each whole article, the views with their timeline, the answer with its sources,
and the messages. What counts is what the browser did: dialogs, calls of the functions that payloads call, errors of
scripts that began to run, what the page's own policy had to stop, requests to other hosts, elements that no text may
become.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import EvalError
from eval.figures import PROJECT, Figure, make_environment
from eval.page import serve_page
from eval.page_use import open_chromium
from eval.rows import read_records
from eval.xss_articles import take_in, write_hostile_articles
from eval.xss_places import PARTS, Part, find_places
from eval.xss_window import Findings, open_window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FILE_NAME = "xss.jsonl"
_FIELDS = ("payload", "src")
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class XssReport:
    """What a browser did with the payloads."""

    payloads: int
    shown: dict[str, int]
    """How many payloads were put in each place."""
    ran: tuple[str, ...]
    """Scripts that ran, or began to."""
    stopped: tuple[str, ...]
    """What the page's policy had to stop: text that had become markup."""
    markup: tuple[str, ...]
    """Elements that came of text."""
    foreign: tuple[str, ...]
    """Requests to other hosts."""

    @property
    def clean(self) -> bool:
        """Whether nothing at all happened."""
        return not (self.ran or self.stopped or self.markup or self.foreign)


def read_payloads(folder: Path) -> tuple[str, ...]:
    """Return the payloads of a folder. Raises: EvalError for a file that cannot be read or has bad rows."""
    return read_records(folder / FILE_NAME, lambda row: row.text("payload"), fields=_FIELDS)


def measure_xss(
    payloads: Sequence[str], part: Part, *, tell: Callable[[str], None] = print
) -> XssReport:
    """Return what a browser does with payloads on a page of its own; `tell` is called with each stage.

    What is typed is put to the sample articles: to as many articles as there are payloads, all on one
    subject, each question would take seconds.

    Raises:
        EvalError: the page or the browser does not start, or something is not shown.
    """
    from playwright.sync_api import Error

    with tempfile.TemporaryDirectory(prefix="eval-xss-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        data = folder / "data"
        if part == "articles":
            write_hostile_articles(payloads, folder / "articles")
            take_in(folder / "articles", data)
        environment = make_environment() | {
            "NEWS_DATA_DIR": str(data),
            "NEWS_EMBEDDING_MODEL": "hashing",
            "GRADIO_TEMP_DIR": str(folder / "g"),
        }
        command = (sys.executable, str(PROJECT / "app.py"))
        with (
            serve_page(command, folder=folder, environment=environment) as url,
            open_chromium() as browser,
        ):
            try:
                return visit_all(browser, url, payloads, folder, tell, parts=(part,))
            except Error as error:
                raise EvalError(f"the browser: {error.message[:2_000]}") from error


def visit_all(
    browser: Browser,
    url: str,
    payloads: Sequence[str],
    folder: Path,
    tell: Callable[[str], None] = print,
    *,
    parts: Sequence[Part] = PARTS,
) -> XssReport:
    """Return what a browser does on a page whose articles are those of the payloads."""
    found = Findings()
    shown: dict[str, int] = {}
    with open_window(browser, url, found) as page:
        for name, visit in (pair for part in parts for pair in find_places(part, folder).items()):
            tell(name)
            shown[name] = visit(page, payloads, found)
            found.look(page)
    return XssReport(
        payloads=len(payloads),
        shown=shown,
        ran=tuple(found.ran),
        stopped=tuple(found.stopped),
        markup=tuple(found.markup),
        foreign=tuple(found.foreign),
    )


def make_xss_figures(report: XssReport) -> tuple[Figure, ...]:
    """Return the report as figures; each but the counts of what was shown must be 0."""
    counts = [
        Figure(name=f"shown: {name}", value=float(count), unit="payloads")
        for name, count in report.shown.items()
    ]
    wrong = (
        ("scripts run", report.ran),
        ("stopped by the policy", report.stopped),
        ("markup made of text", report.markup),
        ("requests to other hosts", report.foreign),
    )
    found = [
        Figure(
            name=name,
            value=float(len(what)),
            unit="",
            target=1.0,
            note="; ".join(what[:_SHOWN]),
        )
        for name, what in wrong
    ]
    return (*counts, *found)
