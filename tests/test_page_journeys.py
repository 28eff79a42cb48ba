"""The page in a real browser: what a person does in the chat, from the question to the file taken home."""

import json
import re
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, Served
from page_visit import ANSWER, BOX, CARD, Visit
from playwright.sync_api import Browser, Locator, expect

from corpus.store import Store

QUESTION = "what does Morgan Stanley think about small caps?"
SAMPLES = ROOT / "corpus" / "samples"


@pytest.fixture(scope="module")
def own(start_page: Callable[..., Served]) -> Served:
    """A page of this file's own, whose articles a test may change and which the last one stops."""
    page = start_page()
    page.wait(lambda: page.health()["ready"] is True)
    return page


def one_line(text: str) -> str:
    return " ".join(text.split())


def labels(chips: Locator) -> list[str]:
    return [one_line(text).rstrip("× ") for text in chips.all_inner_texts()]


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    opened = Visit(browser, served.url)
    yield opened
    opened.close()


def test_an_answer_stands_beside_its_numbered_sources_with_the_quoted_words_highlighted(
    visit: Visit,
) -> None:
    turn = visit.ask(QUESTION)
    card = visit.page.locator(CARD).first
    assert card.locator(".number").inner_text() == "1"
    facts = card.locator(".facts").inner_text()
    assert re.search(r"\d{1,2} [A-Z][a-z]{2} 202[45]|undated", facts)
    assert re.search(r"\d+ (days|months|years) old", facts)
    quote = one_line(card.locator("mark").inner_text())
    samples = [one_line(file.read_text("utf-8")) for file in SAMPLES.glob("*.md")]
    assert [text for text in samples if quote in text], quote
    surroundings = one_line(card.locator("blockquote").inner_text()).strip("… ")
    assert len(surroundings) > len(quote)
    assert quote in surroundings
    assert "also printed by 3 outlets" in visit.page.inner_text("#sources")
    assert "Wilson" in turn.locator(".answer").inner_text()
    expect(turn.get_by_role("note")).to_contain_text("also printed by Market Ledger")
    chat, sources = visit.page.locator("#chat").bounding_box(), card.bounding_box()
    assert chat is not None
    assert sources is not None
    assert sources["x"] >= chat["x"] + chat["width"]
    assert sources["x"] + sources["width"] <= 1280  # a tall column must not wrap away
    for link in visit.page.locator(f"{CARD} a.out").all():
        assert urlsplit(str(link.get_attribute("href"))).scheme in ("http", "https")
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_mark_opens_its_whole_article_at_the_quoted_words_and_esc_leads_back(
    visit: Visit,
) -> None:
    turn = visit.ask(QUESTION)
    marks = turn.locator(".answer p .cite")
    assert marks.count() >= 2
    mark = marks.nth(1)
    mark.focus()
    tip = visit.page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    assert mark.get_attribute("aria-describedby") == "tip"
    quote = one_line(tip.locator("q").inner_text()).strip('“”"')
    assert re.fullmatch(r".+, \d{1,2} [A-Z][a-z]{2} 20\d\d", tip.locator("b").inner_text())
    visit.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()

    visit.page.keyboard.press("Enter")
    here = visit.page.locator("#here")
    expect(here).to_be_focused()
    expect(here).to_be_in_viewport()
    assert one_line(here.inner_text()) == quote
    whole = one_line(visit.page.inner_text("#reader-text"))
    sample = next(
        text
        for file in SAMPLES.glob("*.md")
        if quote in (text := one_line(file.read_text("utf-8").split("---", 2)[2].replace("**", "")))
    )
    assert sample[:60] in whole
    assert sample[-60:] in whole
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("#reader")).to_be_hidden()
    expect(mark).to_be_focused()
    visit.page.locator(f"{CARD} .open").first.click()
    expect(here).to_be_focused()
    visit.page.click("#reader-close")
    expect(visit.page.locator(f"{CARD} .open").first).to_be_focused()


def test_hovering_over_a_mark_shows_its_words_and_leaving_it_hides_them(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    turn.locator(".cite").first.hover()
    tip = visit.page.get_by_role("tooltip")
    expect(tip).to_contain_text("The Closing Bell")
    tip.hover()  # it must not vanish under the pointer that reads it
    expect(tip).to_be_visible()
    visit.page.locator("#head h1").hover()
    expect(tip).to_be_hidden()


def test_on_a_phone_the_sources_stand_below_and_the_article_covers_the_screen(
    browser: Browser, served: Served
) -> None:
    visit = Visit(browser, served.url, viewport={"width": 390, "height": 800})
    turn = visit.ask(QUESTION)
    chat, card = visit.page.locator("#chat").bounding_box(), visit.page.locator(CARD).first
    below = card.bounding_box()
    assert chat is not None
    assert below is not None
    assert below["y"] >= chat["y"] + chat["height"]
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(visit.page.locator(BOX)).to_be_in_viewport()
    turn.locator(".cite").first.click()
    expect(visit.page.locator("#here")).to_be_focused()
    reader = visit.page.locator("#reader").bounding_box()
    assert reader == {"x": 0, "y": 0, "width": 390, "height": 800}
    assert visit.page.evaluate("document.querySelector('#talk').inert") is True
    visit.page.keyboard.press("Escape")
    expect(turn.locator(".cite").first).to_be_focused()
    visit.close()


def test_everything_can_be_done_with_the_keyboard_alone(visit: Visit) -> None:
    expect(visit.page.locator(BOX)).to_be_focused()
    visit.page.keyboard.type(QUESTION)
    visit.page.keyboard.press("Enter")
    turn = visit.answered(0)
    expect(turn.locator(".next button").first).to_be_visible()
    expect(visit.page.locator(BOX)).to_be_focused()
    visit.page.locator("#clear").focus()
    met = []
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        met.append(
            str(
                visit.page.evaluate(
                    "(e => e.id || e.dataset.tool || e.dataset.without || e.dataset.ask"
                    " || e.dataset.open || e.tagName)(document.activeElement)"
                )
            )
        )
        if met[-1] == "s1-1" and "send" in met:
            break
    order = ["chats-open", "save-html", "chat", "speaker:Morgan Stanley", "s1-1", "copy", "retry"]
    order += ["edit", "link", "question-text", "send", "sources"]
    assert [one for one in dict.fromkeys(met) if one in order] == order
    outline = visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_what_the_question_was_read_as_can_be_left_out_chip_by_chip(visit: Visit) -> None:
    turn = visit.ask("What did Morgan Stanley say about small caps in July 2024?")
    chips = turn.locator("button.chip")
    assert labels(chips) == [
        "speaker Morgan Stanley",
        "period Jul 2024",
        "subject small caps",
    ]
    expect(turn.locator(".badge")).to_contain_text("Not in the articles: period")
    assert chips.nth(1).get_attribute("aria-label") == "Ask again without period Jul 2024"
    chips.nth(1).click()
    again = visit.answered(1)
    expect(again.locator(".gone")).to_have_text("left out: period")
    assert again.locator("button.chip").count() == 2
    assert "Wilson" in again.locator(".answer").inner_text()


def test_an_abstention_quotes_nothing_and_offers_questions_that_are_answered(visit: Visit) -> None:
    turn = visit.ask("what does JPMorgan think about small caps?")
    expect(turn.locator(".badge")).to_have_text("Not in the articles: speaker")
    expect(visit.page.locator(CARD)).to_have_count(0)
    offered = turn.locator(".next button")
    expect(offered.first).to_be_visible()
    question = offered.first.inner_text()
    offered.first.click()
    next_turn = visit.answered(1)
    expect(next_turn.locator(".asked")).to_contain_text(question)
    expect(next_turn.locator(".badge")).to_have_count(0)
    expect(visit.page.locator(CARD).first).to_be_visible()


def test_a_follow_up_takes_over_the_subject_and_earlier_sources_stay_at_hand(visit: Visit) -> None:
    first = visit.ask(QUESTION)
    second = visit.ask("and Barclays?")
    assert "Barclays" in second.locator(".answer").inner_text()
    assert "Wilson" not in visit.page.locator(f"{CARD} mark").first.inner_text()
    earlier = visit.page.locator("#sources details")
    expect(earlier).to_have_count(1)
    expect(earlier.locator(".card").first).to_be_hidden()
    earlier.locator("summary").click()
    expect(earlier.locator(".card").first).to_be_visible()
    first.locator(".cite").first.click()
    expect(visit.page.locator("#here")).to_contain_text("Wilson")


def test_filters_narrow_the_answer_and_can_be_removed(visit: Visit) -> None:
    page = visit.page
    page.click("#filters summary")
    page.check("#outlets label:has-text('Closing Bell') input")
    page.fill("[name=since]", "2025-01-01")
    find = page.get_by_role("searchbox", name="Find in: Firms")
    find.fill("morgan")
    assert page.locator("#firms label:visible").all_inner_texts() == ["Morgan Stanley"]
    find.press("Enter")
    expect(page.locator(".turn")).to_have_count(0)
    visit.ask(QUESTION)
    outlets = page.locator(f"{CARD} .facts b").all_inner_texts()
    assert set(outlets) == {"The Closing Bell"}
    chips = page.locator("#active button")
    assert labels(chips) == [
        "Published from 2025-01-01",
        "The Closing Bell",
    ]
    for _ in range(2):
        chips.last.click()
    expect(page.locator("#active")).to_be_hidden()
    assert page.is_checked("#outlets label:has-text('Closing Bell') input") is False
    page.click("#clear")
    page.fill("[name=as-of]", "2024-12-31")
    turn = visit.ask("why did small caps rise?")
    cards = page.locator(f"{CARD} .facts").all_inner_texts()
    assert {year for card in cards for year in re.findall(r"\b20\d\d\b", card)} == {"2024"}
    expect(turn.locator(".asof")).to_have_text("as of 31 Dec 2024")


def test_a_link_restores_question_and_filters_in_another_browser(
    browser: Browser, served: Served
) -> None:
    grant = {"permissions": ["clipboard-read", "clipboard-write"]}
    visit = Visit(browser, served.url, **grant)
    visit.page.click("#filters summary")
    visit.page.check("#outlets label:has-text('Closing Bell') input")
    visit.page.fill("[name=as-of]", "2025-12-31")
    visit.ask(QUESTION)
    turn = visit.ask("and Barclays?")
    turn.locator("[data-tool=link]").click()
    expect(turn.locator("[data-tool=link]")).to_have_text("Copied")
    link = urlsplit(visit.page.evaluate("navigator.clipboard.readText()"))
    turn = visit.page.locator(".turn").first
    turn.locator("[data-tool=copy]").click()
    expect(turn.locator("[data-tool=copy]")).to_have_text("Copied")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\[1\] The Closing Bell, 12 Sep 2025, “.+”: “.*Wilson.*”", copied)
    visit.close()

    other = Visit(browser, served.url, path=f"/#{link.fragment}")
    restored = other.answered(0)
    expect(restored.locator(".asked")).to_contain_text("Barclays")
    expect(restored.locator(".asked")).to_contain_text("small caps")
    expect(restored.locator(".asof, .badge").first).to_be_visible()
    assert labels(other.page.locator("#active li")) == [
        "As of 2025-12-31",
        "The Closing Bell",
    ]
    assert not any("Barclays" in url for url in other.requests)  # a fragment is never sent
    other.close()


def test_the_last_question_can_be_asked_again_and_changed(visit: Visit) -> None:
    first = visit.ask(QUESTION)
    expect(first.locator(".next button").first).to_be_visible()
    first.locator("[data-tool=retry]").click()
    visit.answered(0)
    expect(visit.page.locator(".turn")).to_have_count(1)
    visit.page.locator("[data-tool=edit]").click()
    field = visit.page.locator(".editing textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value(QUESTION)
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("[data-tool=edit]")).to_be_focused()
    visit.page.keyboard.press("Enter")
    field.fill("what does Barclays think about small caps?")
    visit.page.keyboard.press("Enter")
    changed = visit.answered(0)
    expect(visit.page.locator(".turn")).to_have_count(1)
    assert "Barclays" in changed.locator(".answer").inner_text()


def test_chats_stay_in_the_browser_until_they_are_deleted(visit: Visit) -> None:
    page = visit.page
    visit.ask(QUESTION)
    second = visit.ask("and Barclays?")
    second.locator('[data-thumb="down"]').click()
    expect(second.locator('[data-thumb="down"]')).to_have_attribute("aria-pressed", "true")
    page.reload()
    visit.wait()
    restored = visit.answered(1)
    expect(restored.locator('[data-thumb="down"]')).to_have_attribute("aria-pressed", "true")
    expect(restored.locator('[data-thumb="up"]')).to_have_attribute("aria-pressed", "false")
    expect(page.locator(CARD).first).to_be_visible()
    page.click("#clear")
    expect(page.locator(ANSWER)).to_have_count(0)
    expect(page.locator(CARD)).to_have_count(0)
    expect(page.locator("#welcome")).to_be_visible()
    visit.ask("Who is cautious about small caps?")
    expect(page.locator("#sources details")).to_have_count(0)

    page.click("#chats-open")
    titles = page.locator("#chats .title")
    expect(titles).to_have_count(2)
    titles.nth(1).click()
    restored = visit.answered(1)
    assert "Barclays" in restored.locator(".answer").inner_text()
    third = visit.ask("and Goldman Sachs?")
    expect(third.locator(".chip").first).to_contain_text("Goldman Sachs")
    third.locator("xpath=preceding-sibling::article[2]").locator(".cite").first.click()
    expect(page.locator("#here")).to_contain_text("Wilson")

    page.click("#chats-open")
    page.get_by_role("button", name="Delete: Who is cautious about small caps?").click()
    expect(titles).to_have_count(1)
    page.click("#chats-delete-all")
    expect(titles).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(ANSWER)).to_have_count(0)
    assert "small caps" not in json.dumps(page.evaluate("({...localStorage, ...sessionStorage})"))


def test_a_chat_that_was_tampered_with_in_the_browser_is_refused_and_runs_nothing(
    visit: Visit,
) -> None:
    visit.ask(QUESTION)
    visit.page.evaluate(
        """() => {
        const chats = JSON.parse(localStorage["streetwise.chats"]);
        chats[0].title = "<img src=x onerror=window.hacked=1>";
        const row = chats[0].turns[0].row;
        row.sentences[0].text = row.question = row.citations[0].title = chats[0].title;
        row.citations[0].url = "javascript:window.hacked=1";
        const broken = structuredClone(chats[0]);
        broken.id = "broken";
        broken.turns[0].row.citations[0].published = "<b>";
        localStorage["streetwise.chats"] = JSON.stringify([chats[0], broken]);
        }"""
    )
    visit.page.reload()
    visit.wait()
    shown = visit.answered(0)
    expect(shown.locator(".asked")).to_contain_text("<img src=x")
    assert visit.page.locator("#desk img, a[href^=javascript]").count() == 0
    visit.page.click("#chats-open")
    visit.page.locator("#chats .title").nth(1).click()
    expect(visit.page.locator("#chat .error")).to_contain_text("is no chat of this page")
    assert visit.page.evaluate("window.hacked") is None


def test_a_chat_is_saved_as_markdown_and_as_one_html_file(
    visit: Visit, tmp_path: Path, browser: Browser
) -> None:
    visit.ask(QUESTION)
    visit.ask("what does JPMorgan think about small caps?")
    saved = {}
    for form in ("markdown", "html"):
        with visit.page.expect_download() as started:
            visit.page.click(f"#save-{form}")
        saved[form] = tmp_path / started.value.suggested_filename
        started.value.save_as(saved[form])
    markdown = saved["markdown"].read_text("utf-8")
    assert markdown.startswith(f"# Streetwise\n\n## {QUESTION}\n")
    assert re.search(r"small caps\. \[\^1-1\]", markdown)
    assert re.search(r"^\[\^1-1\]: The Closing Bell, 12 Sep 2025, .*<https?://", markdown, re.M)
    assert "## what does JPMorgan" in markdown
    asked: list[str] = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(saved["html"].as_uri())
    expect(page.locator("h2").first).to_have_text(QUESTION)
    expect(page.locator("section").first.locator("li blockquote").first).to_contain_text("Wilson")
    assert asked == [saved["html"].as_uri()]
    context.close()


def test_dark_or_light_and_the_language_are_chosen_and_remembered(
    browser: Browser, served: Served
) -> None:
    visit = Visit(browser, served.url, color_scheme="dark", reduced_motion="reduce")
    page = visit.page
    theme = page.locator("#theme")
    expect(theme).to_have_attribute("aria-pressed", "true")
    theme.click()
    assert page.evaluate("document.body.classList.contains('dark')") is False
    page.locator("#language").click()
    expect(page).to_have_url(f"{served.url}/de/")
    visit.wait()
    assert page.evaluate("document.documentElement.lang") == "de"
    assert page.evaluate("document.body.classList.contains('dark')") is False
    turn = visit.ask(QUESTION)
    expect(turn.locator("[data-tool=copy]")).to_have_text("Kopieren")
    expect(page.locator(f"{CARD} .age").first).to_contain_text("Monate alt")
    expect(page.get_by_role("tab", name="Artikel")).to_be_visible()
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).animationName !== 'none'"
        " || parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert moving == 0
    page.goto(f"{served.url}/#q=Who%20is%20cautious%20about%20small%20caps")
    expect(page).to_have_url(f"{served.url}/de/")
    visit.wait()
    visit.answered(0)
    page.locator("#language").click()
    expect(page).to_have_url(f"{served.url}/")
    visit.close()


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("   ", "empty"),
        ("x" * 2_001, "2,000"),
        ("x" * 100_000, "2,000"),
        ("x" * 1_000_100, "bytes"),
    ],
    ids=["empty", "one too long", "far too long", "more than a request may hold"],
)
def test_what_cannot_be_asked_is_refused_in_words_and_kept_for_mending(
    visit: Visit, question: str, message: str
) -> None:
    visit.page.evaluate(f"(q) => document.querySelector('{BOX}').value = q", question)
    visit.page.press(BOX, "Enter")
    expect(visit.page.locator("#chat .error")).to_contain_text(message)
    assert "Traceback" not in visit.page.inner_text("body")
    assert visit.page.input_value(BOX) == question


def test_a_question_of_exactly_2000_characters_is_asked(visit: Visit) -> None:
    visit.ask(QUESTION.ljust(1_999, " ") + "?")
    expect(visit.page.locator("#chat .error")).to_have_count(0)


def test_one_visitor_sees_nothing_of_another(browser: Browser, served: Served) -> None:
    first, second = Visit(browser, served.url), Visit(browser, served.url)
    first.ask("what does Morgan Stanley think about small caps and plumbago71?")
    second.ask("what does Barclays think about small caps?")
    assert "plumbago71" in first.page.inner_text("#chat")
    assert "plumbago71" not in second.page.content()
    first.close()
    second.close()


def test_every_request_of_a_journey_stays_on_the_machine(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    turn.locator(".cite").first.click()
    expect(visit.page.locator("#here")).to_be_visible()
    visit.page.get_by_role("tab", name="Articles").click()
    expect(visit.page.locator("#files")).to_be_visible()
    local = [url for url in visit.requests if not url.startswith(("data:", "blob:"))]
    assert {urlsplit(url).hostname for url in local} == {"127.0.0.1"}


def hostile_article(listening: str) -> str:
    attack = f"<script>window.hacked=1</script><img src={listening}/a onerror=window.hacked=1>"
    return (
        f"---\ntitle: 'Zinc ![t]({listening}/t) {attack}'\n"
        f"outlet: 'Evil {attack}'\npublished: 2025-09-15\n---\n"
        f"Ada Quill, chief strategist at Zarquon Capital, said zinc prices {attack} will rise. "
        f'"Zinc ![x]({listening}/m) is [cheap](javascript:window.hacked=1) '
        f'<b onclick=hack()>now</b> $$\\href{{{listening}/l}}{{x}}$$," Quill said.\n\n'
        f"Quill of Zarquon Capital said she expects zinc to gain 12% by March. {attack}\n"
    )


def test_a_hostile_article_runs_nothing_loads_nothing_and_links_nowhere(
    browser: Browser, own: Served, listener: ThreadingHTTPServer, tmp_path: Path
) -> None:
    before = own.health()["articles"]
    listening = f"http://127.0.0.1:{listener.server_port}"
    article = tmp_path / "zinc.md"
    article.write_text(hostile_article(listening), "utf-8")
    empty = tmp_path / "nothing.txt"
    empty.write_text("")
    link = tmp_path / "link.md"
    link.write_text("---\nurl: 'javascript:window.hacked=1'\n---\nZinc rose.\n", "utf-8")
    visit = Visit(browser, own.url)
    summary = visit.add(article, empty, link)
    assert "1 added" in summary
    assert "2 failed" in summary
    assert "nothing.txt" in summary
    assert "link.md" in summary
    assert str(own.data_dir) not in summary
    assert "Traceback" not in summary
    assert own.health()["articles"] == int(str(before)) + 1
    assert "1 unchanged" in visit.add(article)
    article.write_text(hostile_article(listening).replace("12%", "14%"), "utf-8")
    assert "1 updated" in visit.add(article)

    visit.ask("what does Ada Quill think about zinc?")
    assert "Quill" in visit.page.inner_text("#sources")
    visit.page.locator(".cite").first.hover()
    visit.page.locator(".cite").first.click()
    expect(visit.page.locator("#here")).to_be_focused()
    assert "<script>" in visit.page.inner_text("#reader-text")
    visit.ask(f"<script>window.hacked=1</script> ![q]({listening}/q) **what** of zinc?")
    assert "**what**" in visit.page.locator("#chat").inner_text()
    visit.page.click("#filters summary")
    expect(visit.page.locator("#outlets label:has-text('Evil')")).to_be_visible()
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.hacked") is None
    assert visit.page.locator("#desk img, #summary img").count() == 0
    hrefs = [link.get_attribute("href") for link in visit.page.locator("a").all()]
    assert not [href for href in hrefs if href and ("javascript" in href or listening in href)]
    assert listener.asked == []  # type: ignore[attr-defined]
    visit.close()


def test_a_question_asked_while_the_samples_are_indexed_waits_visibly_and_can_be_stopped(
    browser: Browser, start_page: Callable[..., Served], tmp_path: Path
) -> None:
    # The indexing waits for another writer, so that the test can look at it.
    with Store.open(tmp_path) as store, store.hold():
        own = start_page(data_dir=tmp_path)
        visit = Visit(browser, own.url)
        visit.page.fill(BOX, QUESTION)
        visit.page.press(BOX, "Enter")
        notice = visit.page.locator("#chat .notice")
        expect(notice).to_contain_text("Indexing the samples", timeout=20_000)
        visit.page.click("#stop")
        expect(notice).to_have_text("Stopped.")
        expect(visit.page.locator("#send")).to_be_visible()
        visit.page.locator("[data-tool=retry]").click()
        expect(notice).to_contain_text("Indexing the samples")
        expect(visit.page.locator(".turn")).to_have_count(1)
        expect(visit.page.locator(".status")).to_contain_text("Indexing the samples")
        assert own.health() == {"ready": False, "articles": 0}
    expect(visit.page.locator(CARD).first).to_be_visible(timeout=120_000)
    expect(visit.page.locator(".status")).to_contain_text("articles")
    assert own.health()["ready"] is True
    assert int(str(own.health()["articles"])) >= 20
    visit.close()


def test_ctrl_c_ends_the_page_cleanly_even_while_a_window_is_open(
    browser: Browser, own: Served
) -> None:
    visit = Visit(browser, own.url)
    assert own.stop() == 0
    assert own.output.read_text().splitlines() == [f"Streetwise is at {own.url} (Ctrl-C ends it)"]
    visit.page.fill(BOX, QUESTION)
    visit.page.press(BOX, "Enter")
    expect(visit.page.locator("#chat .error")).to_contain_text("does not answer")
    visit.context.close()
