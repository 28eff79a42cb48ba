"""The places of the page where a payload is shown, and how a browser is brought to show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlencode

from eval.xss_articles import file_name
from eval.xss_window import MARKUP, Findings

if TYPE_CHECKING:
    from playwright.sync_api import Page

_BATCH = 100

Part = Literal["articles", "typed"]
"""What came in as articles; what a person types, links to or names a file."""
PARTS: tuple[Part, ...] = get_args(Part)

Visit = Callable[["Page", Sequence[str], Findings], int]
"""Shows the payloads in one place and returns how many it showed."""


def find_places(part: Part, folder: Path) -> dict[str, Visit]:
    """Return the places of a part by name, in the order they are visited; files are made in `folder`."""
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
    return places[part]


def _visit_list(page: Page, payloads: Sequence[str], found: Findings) -> int:
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
}""".replace("MARKUP", MARKUP)
_IDS = """async () => {
  const { ask } = await import('/page/doors.js');
  const ids = [];
  for (let first = 0; ; first += 200) {
    const { rows, total } = await ask('articles', { order: 'title', first, most: 200 });
    ids.push(...rows.map((row) => row.article_id));
    if (first + 200 >= total) return ids;
  }
}"""


def _visit_articles(page: Page, payloads: Sequence[str], found: Findings) -> int:
    ids = page.evaluate(_IDS)
    shown = 0
    for first in range(0, len(ids), _BATCH):
        count, markup = page.evaluate(_OPEN_ALL, [first, ids[first : first + _BATCH]])
        shown += count
        found.markup += markup
        found.look(page)
    return shown


def _visit_views(page: Page, payloads: Sequence[str], found: Findings) -> int:
    """The views of each month by itself: of all together the page would show the newest 2,000 only.

    Told is how many payloads stand whole in some quotation: one may end a sentence, or be no text of a statement.
    """
    page.get_by_role("tab").nth(1).click()
    page.wait_for_selector("#views-rows tr")
    page.locator("#views-form select").select_option("firm")
    shown: set[int] = set()
    for month in range(1, 13):
        page.fill("#views-form [name=since]", f"2025-{month:02}-01")
        page.fill("#views-form [name=until]", f"2025-{month:02}-28")
        page.click("#views-show")
        page.locator("#views-show:enabled").wait_for()
        found.look(page)
        _open_all_views(page)
        quoted = [_one_line(text) for text in page.locator(_QUOTATIONS).all_text_contents()]
        shown |= set(find_whole(payloads, quoted))
        found.look(page)
    return len(shown)


_QUOTATIONS = "#views-rows .quotation"


def _open_all_views(page: Page) -> None:
    while page.locator("#views-more").is_visible():
        page.click("#views-more")
    for opener in page.locator("#views-rows [aria-expanded=false]").all():
        opener.click()


def find_whole(payloads: Sequence[str], quoted: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the payloads that stand whole in the quotation of their own article."""
    for text in quoted:
        number = re.search(r"\bgold (?:number|to gain) (\d+)\b", text, re.IGNORECASE)
        place = int(number[1]) if number else len(payloads)
        whole = _one_line(payloads[place]) if place < len(payloads) else ""
        if whole and whole in text:
            yield place


def _one_line(text: str) -> str:
    return " ".join(text.split())


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


def _visit_questions(page: Page, payloads: Sequence[str], found: Findings) -> int:
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


def _visit_errors(page: Page, payloads: Sequence[str], found: Findings) -> int:
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


def _visit_uploads(page: Page, payloads: Sequence[str], found: Findings, folder: Path) -> int:
    """Empty files whose names are payloads: each is refused with its name.

    Most are refused as empty. The page does not even take one whose name is too long or ends as another's of the same
    batch does, and tells so in a list of its own once the others are done.
    """
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
        page.locator("#add:enabled").wait_for()
        shown += page.locator("#summary .failed li").count()
        found.look(page)
    return shown
