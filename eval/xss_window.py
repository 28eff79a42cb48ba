"""A window of a real Chromium in which whatever a payload does is taken down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

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
MARKUP = """() =>
  [...document.querySelectorAll('#sources, #chat, #reader, .panel, .window, .status')].flatMap((place) =>
  [...place.querySelectorAll('*')].filter((one) =>
    /^(script|img|iframe|object|embed|svg|math|video|audio|link|meta|base|style)$/i.test(one.tagName)
    || [...one.attributes].some((held) => /^on/i.test(held.name)
      || /^\\s*(javascript|vbscript|data):/i.test(held.value) && /^(href|src|action|formaction)$/i.test(held.name))
  ).map((one) => one.outerHTML.slice(0, 200)))"""


@dataclass(slots=True)
class Findings:
    """What a window did that no text may do."""

    ran: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def look(self, page: Page) -> None:
        """Take down what has happened in a window so far."""
        told = page.evaluate("[window.ran.splice(0), window.stopped.splice(0)]")
        self.ran += told[0]
        self.stopped += told[1]
        self.markup += page.evaluate(MARKUP)


@contextmanager
def open_window(browser: Browser, url: str, found: Findings) -> Iterator[Page]:
    """Open the page watched; what it does by itself is added to `found`."""
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
