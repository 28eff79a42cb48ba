"""A person's window on the page, driven in a real browser."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

ANSWER = "#chat .answer"
CARD = "#sources .card"
BOX = "#question textarea"


class Visit:
    """A browser window on the page, with every address it asked for and everything that went wrong."""

    def __init__(self, browser: Browser, url: str, path: str = "/", **options: object) -> None:
        self.url = url
        self.context = browser.new_context(**options)
        self.requests: list[str] = []
        self.failures: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page = self.open(path)

    def open(self, path: str) -> Page:
        """Open a window of the same browser; returns once the chat can be used."""
        page: Page = self.context.new_page()
        page.on("websocket", lambda opened: self.requests.append(opened.url))
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.on("dialog", lambda dialog: self.failures.append(dialog.message))
        page.on(
            "console",
            lambda told: (
                self.failures.append(told.text) if "Content Security" in told.text else None
            ),
        )
        page.goto(self.url + path)
        self.wait(page)
        return page

    def wait(self, page: Page | None = None) -> None:
        """Wait until the chat can be used."""
        expect((page or self.page).locator("#desk[data-ready]")).to_be_visible(timeout=15_000)

    def ask(self, question: str) -> Locator:
        """Ask, wait until the answer has come to its end, and return its turn."""
        before = self.page.locator(".turn").count()
        self.page.fill(BOX, question)
        self.page.press(BOX, "Enter")
        return self.answered(before)

    def answered(self, place: int) -> Locator:
        """The turn at `place`, from 0, once its answer has come to its end."""
        turn = self.page.locator(".turn").nth(place)
        expect(turn.locator(".answer")).to_be_visible(timeout=30_000)
        expect(self.page.locator("#stop")).to_be_hidden(timeout=30_000)
        return turn

    def add(self, *files: Path) -> str:
        """Upload files and return the summary."""
        self.page.get_by_role("tab", name="Articles").click()
        self.page.set_input_files("#files input[type=file]", [str(file) for file in files])
        for file in files:
            expect(self.page.locator("#files")).to_contain_text(file.stem)
        self.page.click("#add")
        expect(self.page.locator("#files")).not_to_contain_text(files[0].stem, timeout=30_000)
        expect(self.page.locator("#summary .summary")).to_be_visible(timeout=30_000)
        summary = self.page.inner_text("#summary")
        self.page.get_by_role("tab", name="Ask").click()
        return " ".join(summary.split())

    def focused(self) -> Locator:
        """What has the focus."""
        return self.page.locator("*:focus")

    def close(self) -> None:
        """Close the window; nothing must have gone wrong in it."""
        self.context.close()
        assert not self.failures
