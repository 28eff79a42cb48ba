"""Whether hostile text on any way into the page runs, loads or leads anywhere, in a real Chromium.

Each payload is once a title, a quoted sentence, an outlet, an author, a file's name, a question, and the text of an
error. Shown are the list of articles, each whole article, the views with their timeline, the answer with its sources,
and the messages. What counts is what the browser did: dialogs, calls of the functions that payloads call, errors of
scripts that began to run, what the page's own policy had to stop, requests to other hosts, elements that no text may
become.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlencode, urlsplit

from eval.errors import EvalError
from eval.figures import PROJECT, Figure, make_environment
from eval.page import serve_page
from eval.page_use import open_chromium
from eval.rows import read_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

FILE_NAME = "xss.jsonl"
_FIELDS = ("payload", "src")
_SHOWN = 10
_BATCH = 100
_WAIT_MS = 120_000
_CANARIES = "alert confirm prompt print open".split()
"""Not `eval`: the driver of the browser evaluates with it, and the page's policy forbids it anyway."""
_WATCH = (
    "window.ran = []; window.stopped = [];"
    f"for (const name of {_CANARIES})"
    " window[name] = (...given) => { window.ran.push(`${name}(${given.map(String).join()})`.slice(0, 200)); };"
    "addEventListener('securitypolicyviolation', (one) =>"
    " window.stopped.push(`${one.violatedDirective} ${one.blockedURI} ${one.sample}`.slice(0, 200)));"
)
_MARKUP = """() =>
  [...document.querySelectorAll('#sources, #chat, #reader, .panel, .window, .status')].flatMap((place) =>
  [...place.querySelectorAll('*')].filter((one) =>
    /^(script|img|iframe|object|embed|svg|math|video|audio|link|meta|base|style)$/i.test(one.tagName)
    || [...one.attributes].some((held) => /^on/i.test(held.name)
      || /^\\s*(javascript|vbscript|data):/i.test(held.value) && /^(href|src|action|formaction)$/i.test(held.name))
  ).map((one) => one.outerHTML.slice(0, 200)))"""


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


@dataclass(slots=True)
class _Findings:
    ran: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def look(self, page: Page) -> None:
        """Take down what has happened in a window so far."""
        told = page.evaluate("[window.ran.splice(0), window.stopped.splice(0)]")
        self.ran += told[0]
        self.stopped += told[1]
        self.markup += page.evaluate(_MARKUP)


Visit = Callable[["Page", Sequence[str], _Findings], int]
"""Shows the payloads in one place and returns how many it showed."""


def read_payloads(folder: Path) -> tuple[str, ...]:
    """Return the payloads of a folder. Raises: EvalError for a file that cannot be read or has bad rows."""
    return read_records(folder / FILE_NAME, lambda row: row.text("payload"), fields=_FIELDS)


Part = Literal["articles", "typed"]
"""What came in as articles; what a person types, links to or names a file."""
PARTS: tuple[Part, ...] = get_args(Part)


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
            _take_in(folder / "articles", data)
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


def write_hostile_articles(payloads: Sequence[str], folder: Path) -> None:
    """Write an article a payload, which is its title, outlet, author, a quotation in it, and its file's name."""
    for number, payload in enumerate(payloads):
        place = folder / f"{number:05}"
        place.mkdir(parents=True)
        text = (
            f'"Gold number {number} will rise, {payload}," said Ada Quill, chief strategist at Zarquon'
            f" Capital. Quill expects gold to gain {number} dollars. {payload}\n"
        )
        row = {
            "title": payload,
            "outlet": payload,
            "authors": [payload],
            "published": f"2025-{1 + number % 12:02}-{1 + number % 28:02}",
            "text": text,
        }
        # A lone surrogate is no text that a file could hold.
        line = json.dumps(row).encode("utf-8", "replace")
        (place / f"{file_name(payload)}.json").write_bytes(line)


def file_name(payload: str) -> str:
    """Return a payload as far as a file may be called so."""
    plain = re.sub(r"[/\0]", "∕", payload).encode("utf-8", "replace").decode().strip(". ")
    while len(plain.encode()) > 200:
        plain = plain[:-1]
    return plain or "empty"


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
    found = _Findings()
    shown: dict[str, int] = {}
    with _window(browser, url, found) as page:
        places: dict[Part, dict[str, Visit]] = {
            "articles": {
                "title, outlet, file name in the list": _visit_list,
                "whole article": _visit_articles,
                "quotation among the views": _visit_views,
            },
            "typed": {
                "question": _visit_questions,
                "error of a date": _visit_errors,
                "error of a file": partial(_visit_uploads, folder=folder),
            },
        }
        for name, visit in (pair for part in parts for pair in places[part].items()):
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


@contextmanager
def _window(browser: Browser, url: str, found: _Findings) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True)
    context.add_init_script(_WATCH)
    host = urlsplit(url).netloc

    def ask(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != host:
            found.foreign.append(address[:200])

    def close(opened: Dialog) -> None:
        found.ran.append(f"dialog: {opened.message}"[:200])
        opened.dismiss()

    context.on("request", lambda request: ask(request.url))
    page = context.new_page()
    page.set_default_timeout(_WAIT_MS)
    page.on("websocket", lambda opened: found.foreign.append(opened.url[:200]))
    page.on("pageerror", lambda error: found.ran.append(f"error: {error}"[:200]))
    page.on("popup", lambda opened: found.ran.append(f"popup: {opened.url}"[:200]))
    page.on("dialog", close)
    page.goto(url)
    page.wait_for_selector("#desk[data-ready]")
    try:
        yield page
    finally:
        context.close()


def _visit_list(page: Page, payloads: Sequence[str], found: _Findings) -> int:
    page.get_by_role("tab").nth(2).click()
    page.wait_for_selector("#list-rows tr")
    shown = 0
    while True:
        shown += page.locator("#list-rows tr").count()
        found.look(page)
        if page.locator("#list-after").is_disabled():
            return shown
        page.click("#list-after")
        page.locator("#list-place").filter(has_text=re.compile(rf"^{shown + 1}\b")).wait_for()


_OPEN_ALL = """async ([number, ids]) => {
  const { openArticle } = await import('/page/panels.js');
  let shown = 0;
  for (const article_id of ids) {
    await openArticle({ article_id, start: 0, end: 40 });
    if (document.querySelector('#article-window .article-text .facts')) shown += 1;
    window.found = window.found || [];
    window.found.push(...(MARKUP)());
    document.querySelector('#article-window')?.close();
    document.querySelector('#article-window')?.remove();
  }
  return [shown, window.found.splice(0)];
}""".replace("MARKUP", _MARKUP)
_IDS = """async () => {
  const { ask } = await import('/page/doors.js');
  const ids = [];
  for (let first = 0; ; first += 200) {
    const { rows, total } = await ask('articles', { order: 'title', first, most: 200 });
    ids.push(...rows.map((row) => row.article_id));
    if (first + 200 >= total) return ids;
  }
}"""


def _visit_articles(page: Page, payloads: Sequence[str], found: _Findings) -> int:
    ids = page.evaluate(_IDS)
    shown = 0
    for first in range(0, len(ids), _BATCH):
        count, markup = page.evaluate(_OPEN_ALL, [first, ids[first : first + _BATCH]])
        shown += count
        found.markup += markup
        found.look(page)
    return shown


def _visit_views(page: Page, payloads: Sequence[str], found: _Findings) -> int:
    page.get_by_role("tab").nth(1).click()
    page.wait_for_selector("#views-rows tr")
    page.locator("#views-form select").select_option("firm")
    found.look(page)
    for opener in page.locator("#views-rows [aria-expanded=false]").all():
        opener.click()
    found.look(page)
    return page.locator("#views-rows .quotation").count()


_PUT = """async ([payload, as_of]) => {
  const { put } = await import('/page/chat.js');
  const before = document.querySelectorAll('#chat .turn').length;
  put({ question: payload, as_of, filters: {} });
  // What comes after the answer, suggestions made of the articles' names, is not waited for: it takes as long again.
  for (let times = 0; times < 2000; times += 1) {
    const turn = document.querySelectorAll('#chat .turn')[before];
    if (turn?.querySelector('.answer, .error')) return true;
    await new Promise((done) => setTimeout(done, 20));
  }
  return false;
}"""


def _visit_questions(page: Page, payloads: Sequence[str], found: _Findings) -> int:
    page.get_by_role("tab").nth(0).click()
    shown = 0
    for number, payload in enumerate(payloads):
        # With a speaker, so that every other one is answered from the articles.
        asked = f"What does Zarquon Capital think about gold? {payload}" if number % 2 else payload
        shown += page.evaluate(_PUT, [asked, ""])
        if number % 20 == 19:
            found.look(page)
            page.click("#clear")
    found.look(page)
    page.click("#clear")
    return shown


def _visit_errors(page: Page, payloads: Sequence[str], found: _Findings) -> int:
    """The payload as the date of a link, which is refused with its words."""
    shown = 0
    for number, payload in enumerate(payloads):
        shown += page.evaluate(_PUT, ["who is cautious?", payload])
        if number % 50 == 49:
            found.look(page)
            page.click("#clear")
    link = urlencode({"q": payloads[0], "as_of": payloads[-1]})
    page.evaluate("(link) => { location.hash = link; }", link)
    page.wait_for_selector("#chat .error, #chat .answer")
    found.look(page)
    return shown


def _visit_uploads(page: Page, payloads: Sequence[str], found: _Findings, folder: Path) -> int:
    """Empty files whose names are payloads: each is refused with its name."""
    page.get_by_role("tab").nth(2).click()
    shown = 0
    for first in range(0, len(payloads), _BATCH):
        place = folder / f"empty-{first}"
        place.mkdir()
        for payload in payloads[first : first + _BATCH]:
            (place / f"{file_name(payload)}.txt").write_bytes(b"")
        files = sorted(place.iterdir())
        page.set_input_files("#files input[type=file]", files)
        found.look(page)
        page.click("#add")
        page.locator("#summary .summary .failed li").first.wait_for()
        shown += page.locator("#summary .summary .failed li").count()
        found.look(page)
    return shown


def _take_in(articles: Path, data_dir: Path) -> None:
    import rag
    from rag.embedder import load_embedder

    rag.add_articles([articles], data_dir=data_dir, embedder=load_embedder("hashing"))
