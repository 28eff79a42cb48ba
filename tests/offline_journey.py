"""A journey through every tab on a machine whose only network is loopback: run by `test_page_offline`, in a namespace.

`unshare --map-root-user --net python tests/offline_journey.py FOLDER` prints one JSON object: seconds a step.
"""

import fcntl
import json
import shutil
import socket
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

from conftest import CHROMIUM, QUIET
from page_site import Site, open_site, write_articles
from playwright.sync_api import Page, expect, sync_playwright


def bring_loopback_up() -> None:
    """Set the flags of `lo` as `ip link set lo up` does; see netdevice(7)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        named = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(door, 0x8913, named))[1]
        fcntl.ioctl(door, 0x8914, struct.pack("16sH14x", b"lo", flags | 0x41))


def has_a_way_out() -> bool:
    """Whether a public address can be reached; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        try:
            door.connect(("192.0.2.1", 9))
        except OSError:
            return False
        return True


def journey(page: Page, site: Site, folder: Path) -> dict[str, float]:
    """Do everything once and return how long each step took, in seconds."""
    took: dict[str, float] = {}

    def step(name: str, do: Callable[[], object]) -> None:
        start = time.monotonic()
        do()
        took[name] = round(time.monotonic() - start, 2)

    def tab(name: str) -> None:
        page.get_by_role("tab", name=name).click()

    def ask() -> None:
        page.fill("#question textarea", "what does Zarquon Capital think about copper?")
        page.press("#question textarea", "Enter")
        expect(page.locator("#chat .answer")).to_contain_text("Quill")

    def add_file() -> None:
        (folder / "tin.md").write_text("---\ntitle: Tin\n---\nTin rose by 3%, traders said.\n")
        page.set_input_files("#files input[type=file]", [str(folder / "tin.md")])
        page.click("#add")
        expect(page.locator("#summary .summary")).to_contain_text("1 added")

    def add_address() -> None:
        page.fill("#address", "https://example.com/story")
        page.click("#address-add")
        expect(page.locator("#summary .failed").first).to_contain_text("example.com")

    def follow_feed() -> None:
        page.fill("#address", "https://example.com/rss.xml")
        page.click("#address-follow")
        expect(page.locator("#summary .error")).to_contain_text("example.com")

    def correct() -> None:
        page.get_by_role("button", name="Correct: Tin").click()
        page.get_by_role("dialog").get_by_label("Outlet").fill("Offline Post")
        page.keyboard.press("Enter")
        expect(page.locator("#list-rows")).to_contain_text("Offline Post")

    def remove() -> None:
        page.get_by_role("button", name="Remove: Tin").click()
        page.get_by_role("dialog").get_by_role("button", name="Remove").click()
        expect(page.locator("#list-rows")).not_to_contain_text("Offline Post")

    def changes() -> None:
        page.fill("#changes-since", "2025-01-01")
        page.click("#changes-show")
        expect(page.locator("#changes .card").first).to_be_visible()

    step("open", lambda: page.goto(site.url))
    step("usable", lambda: expect(page.locator("#desk[data-ready]")).to_be_attached())
    step("ask", ask)
    tab("Views")
    step("views", lambda: expect(page.locator("#views-rows tr").first).to_be_visible())
    step("changes", changes)
    tab("Articles")
    step("articles", lambda: expect(page.locator("#list-rows tr").first).to_be_visible())
    step("add a file", add_file)
    step("correct", correct)
    step("remove", remove)
    step("add an address", add_address)
    step("follow a feed", follow_feed)
    tab("Quality")
    step("quality", lambda: expect(page.locator("#feedback-told")).to_contain_text("No answer"))
    tab("Settings")
    step("settings", lambda: expect(page.locator("#settings-rows tr").first).to_be_visible())
    return took


def main(folder: Path) -> None:
    """Serve a page, go through it, and print the seconds."""
    bring_loopback_up()
    if has_a_way_out():
        sys.exit("there is a network beside loopback")
    expect.set_options(timeout=30_000)
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    articles = write_articles(folder / "articles")
    with open_site(folder / "data", articles) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        print(json.dumps(journey(browser.new_page(), site, folder)))  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
