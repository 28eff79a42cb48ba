"""axe-core finds nothing serious or critical on any tab, in any state of the chat, light and dark, wide and on a phone.

It is looked for in `node_modules/axe-core` (`npm install --no-save axe-core@4.14.1`) and where `AXE_CORE` says.
"""

import os
from pathlib import Path

import pytest
from conftest import ROOT, Served
from page_visit import Visit
from playwright.sync_api import Browser, expect

PLACES = (os.environ.get("AXE_CORE", ""), str(ROOT / "node_modules" / "axe-core" / "axe.min.js"))


@pytest.fixture(scope="session")
def axe() -> str:
    """The script; without it a skip that says so, on CI a failure."""
    found = next((Path(place) for place in PLACES if place and Path(place).is_file()), None)
    if found is None:
        reason = "axe-core is not there: npm install --no-save axe-core@4.14.1"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found.read_text("utf-8")


def check(visit: Visit, axe: str, state: str) -> None:
    """Fail on what is serious or critical; `state` is what is shown."""
    visit.page.evaluate(axe)  # by the debugger's door: the page's policy runs no foreign script
    found = visit.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    bad = [
        (state, rule["id"], [node["html"][:200] for node in rule["nodes"]])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]
    assert not bad


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_serious_or_critical_is_found(
    browser: Browser, served: Served, axe: str, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    visit = Visit(browser, served.url, viewport=size, color_scheme=scheme)
    page = visit.page
    check(visit, axe, "empty")
    visit.ask("what does Morgan Stanley think about small caps?")
    visit.ask("what does JPMorgan think about small caps?")
    page.click("#filters summary")
    page.check("#outlets label:has-text('Closing Bell') input")
    check(visit, axe, "answer, abstention and filters")
    page.click("#filters summary")
    page.locator(".cite").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    check(visit, axe, "tooltip")
    page.keyboard.press("Enter")
    expect(page.locator("#here")).to_be_focused()
    check(visit, axe, "article")
    page.keyboard.press("Escape")
    page.click("#chats-open")
    check(visit, axe, "chats")
    page.keyboard.press("Escape")
    tabs = page.get_by_role("tab")
    for place in range(1, tabs.count()):
        tabs.nth(place).click()
        expect(tabs.nth(place)).to_have_attribute("aria-selected", "true")
        check(visit, axe, f"tab {place}")
    visit.close()
