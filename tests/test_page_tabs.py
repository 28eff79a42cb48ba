"""The tabs of views, articles, quality and settings in a real browser: what is shown, changed, kept and forgotten."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import httpx
import pytest
from feed_site import Site as FeedSite
from feed_site import item, serving
from page_site import Site, open_site, write_articles
from page_visit import Visit
from playwright.sync_api import Browser, Page, expect
from test_page_accessibility import axe, check

from eval.errors import EvalError
from eval.feedback import export_feedback
from eval.questions import read_questions
from page.reports import list_reports, read_report
from page.settings_tab import hide_password
from page.uploads import clean_name
from rag.errors import QuestionError, RagError
from rag.feedback import read_feedback

__all__ = ["axe"]  # a fixture


@pytest.fixture(scope="module")
def feeds() -> Iterator[FeedSite]:
    with serving() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, feeds: FeedSite) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("tabs")
    articles = write_articles(folder / "articles")
    environment = {
        "OPENAI_API_KEY": "sk-very-secret",
        "NEWS_USERS": "ada:scrypt.very.secret",
        "NEWS_CHAT_BASE_URL": "http://me:pass@127.0.0.1:8000/v1",
    }
    with open_site(folder / "data", articles, feeds=feeds.port, environment=environment) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    opened.on("console", lambda said: failures.append(said.text) if said.type == "error" else None)
    opened.goto(site.url)
    expect(opened.locator("#desk[data-ready]")).to_be_attached()
    yield opened
    context.close()
    assert [one for one in failures if "frame is sandboxed" not in one] == []


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """Other work on the machine must not fail what a person would wait for."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


def show(page: Page, name: str) -> None:
    tab = page.get_by_role("tab", name=name)
    if not tab.count():  # on a phone those that do not fit stand in a menu
        page.get_by_role("button", name="More tabs").click()
        tab = page.locator(".overflow-dropdown button", has_text=name)
    tab.click()
    expect(page.locator(f"#{name.lower()}-panel[data-ready]")).to_be_visible()


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_views_tell_who_thinks_what_along_time_and_what_changed(page: Page) -> None:
    show(page, "Views")
    rows = page.locator("#views-rows tr")
    expect(rows.first).to_be_visible()
    copper = page.locator("#views-rows tr", has_text="copper").first
    expect(copper).to_contain_text("Zarquon Capital")
    expect(copper).to_contain_text("15 Sep 2025")
    expect(copper).to_contain_text("Metal Gazette")
    copper.get_by_role("button", name=re.compile("earlier")).click()
    expect(page.locator("#views-rows tr.earlier").first).to_contain_text("2025")
    points = page.get_by_role("button", name=re.compile(r"^Zarquon Capital, 3 Mar 2025: \w+"))
    expect(points.first).to_be_visible()

    copper.locator(".quotation").click()
    quoted = page.locator("#article-window mark.here").first
    expect(quoted).to_be_focused()
    assert quoted.inner_text() in copper.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("#article-window")).to_have_count(0)
    expect(copper.locator(".quotation")).to_be_focused()

    page.fill("#changes-since", "2025-06-01")
    page.click("#changes-show")
    change = page.locator("#changes .card").first
    expect(change).to_contain_text("Zarquon Capital")
    expect(change).to_contain_text("underweight")
    page.fill("#changes-since", "2025-10-01")
    page.click("#changes-show")
    expect(page.locator("#changes")).to_contain_text("No change")


def test_views_are_filtered_and_saved_as_the_command_prints_them(page: Page, site: Site) -> None:
    show(page, "Views")
    page.fill("#views-form [name=firm]", "Barclays")
    page.click("#views-show")
    expect(page.locator("#views-rows tr", has_text="copper")).to_have_count(0)
    expect(page.locator("#views-rows tr").first).to_contain_text("Barclays")
    with page.expect_download() as waiting:
        page.click("#views-csv")
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8"))))
    assert {row["firm"] for row in rows} == {"Barclays"}
    expect(page.locator("#views-rows tr:not(.earlier)")).to_have_count(len(rows))
    page.fill("#views-form [name=since]", "2025-09-01")
    page.fill("#views-form [name=until]", "2025-08-01")
    page.click("#views-show")
    expect(page.locator("#views-told .error")).to_contain_text("2025-08-01 is before 2025-09-01")


def test_views_and_articles_of_a_page_with_an_as_of_date_know_nothing_later(
    browser: Browser, tmp_path: Path
) -> None:
    articles = write_articles(tmp_path / "articles")
    with open_site(tmp_path / "data", articles, "--as-of", "2025-04-03") as site:
        context = browser.new_context()
        page = context.new_page()
        page.goto(site.url)
        expect(page.locator("#desk[data-ready]")).to_be_attached()
        show(page, "Views")
        rows = page.locator("#views-rows tr")
        expect(rows.first).to_contain_text("3 Mar 2025")
        expect(rows.first).to_contain_text("31 days old")
        expect(page.locator("#views-count")).to_contain_text("as of 3 Apr 2025")
        assert page.locator("#changes-since").input_value() == "2024-04-03"
        with page.expect_download() as waiting:
            page.click("#views-csv")
        kept = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8"))))
        assert {row["date"] for row in kept} == {"2025-03-03"}
        page.click("#changes-show")
        expect(page.locator("#changes .card")).to_have_count(1)  # the upgrade, not its reversal
        expect(page.locator("#changes .card")).to_contain_text("3 Mar 2025")
        show(page, "Articles")
        expect(page.locator("#list-rows tr")).to_have_count(1)
        expect(page.locator("#list-rows tr")).to_contain_text("3 Mar 2025")
        expect(page.locator("#list-as-of")).to_have_text(
            "As of 3 Apr 2025. Not listed: 1 published later, 1 undated."
        )
        context.close()


def test_what_came_in_since_the_last_visit_is_new_and_what_is_watched_stands_first(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    context = browser.new_context()
    first = context.new_page()
    first.goto(site.url)
    expect(first.locator("#desk[data-ready]")).to_be_attached()
    show(first, "Views")
    expect(first.locator("#views-news")).to_contain_text("was not here before")
    first.fill("#watch-name", "tin")
    first.press("#watch-name", "Enter")
    first.fill("#watch-name", "Zarquon Capital")
    first.press("#watch-name", "Enter")
    expect(first.locator("#watch-list li")).to_contain_text(["tin", "Zarquon Capital"])
    first.close()

    for name, said in (
        ("a", "Lena Moor, strategist at Moor Advisers, said oil is cheap."),
        ("b", "Ada Quill, chief strategist at Zarquon Capital, said gold is expensive."),
    ):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: News {name}\noutlet: Metal Gazette\npublished: 2025-10-0{'ab'.index(name) + 1}\n---\n"
            f"{said} She expects more of the same in the months to come.\n",
            "utf-8",
        )
    second = context.new_page()
    second.goto(site.url)
    expect(second.locator("#desk[data-ready]")).to_be_attached()
    show(second, "Articles")
    second.set_input_files("#files input[type=file]", sorted(tmp_path.glob("*.md")))
    second.click("#add")
    expect(second.locator("#summary .summary")).to_contain_text("2 added")
    show(second, "Views")
    expect(second.locator("#views-news .card").first).to_contain_text("★ watched")
    expect(second.locator("#views-news .card").first).to_contain_text("Zarquon Capital")
    expect(second.locator("#views-news")).to_contain_text("Moor Advisers")
    expect(second.locator("#watch-list")).to_contain_text("new")
    second.click("#views-seen")
    expect(second.locator("#views-news")).to_contain_text("Nothing came in")
    context.close()


def test_an_article_is_found_corrected_and_removed_by_keyboard(page: Page, site: Site) -> None:
    show(page, "Articles")
    expect(page.locator("#health-state")).to_contain_text("whole")
    expect(page.locator("#list-rows tr", has_text="Small caps and gold")).to_contain_text("undated")
    page.fill("#articles-search", "gold harbour")
    expect(page.locator("#list-rows tr")).to_have_count(1)

    page.locator("#list-rows").get_by_role("button", name=re.compile("^Correct: Small")).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Outlet")).to_be_focused()
    dialog.get_by_label("Published").fill("some day")
    page.keyboard.press("Enter")
    expect(dialog.locator(".error")).to_contain_text("'some day' is not an ISO date")
    dialog.get_by_label("Published").fill("2025-08-09")
    dialog.get_by_label("Outlet").fill("The Corrected Post")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    page.fill("#articles-search", "corrected")
    row = page.locator("#list-rows tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("9 Aug 2025")
    expect(row).to_contain_text("given")
    article = site.store.read_article("other.md")
    assert (article.version, article.outlet_origin, article.published_origin) == (
        2,
        "given",
        "given",
    )

    row.get_by_role("button", name=re.compile("^Remove: Small")).click()
    expect(page.get_by_role("dialog")).to_contain_text("cannot be undone")
    page.keyboard.press("Escape")
    expect(page.locator("#list-rows tr")).to_have_count(1)
    row.get_by_role("button", name=re.compile("^Remove: Small")).click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.locator("#list-told")).to_contain_text("No article fits")
    page.fill("#articles-search", "")
    expect(page.locator("#list-rows tr").first).to_be_visible()
    page.locator("#list-scroll").get_by_role("button", name="Title").click()
    sorted_by = page.locator("#list-scroll th[aria-sort=ascending]")
    expect(sorted_by).to_contain_text("Title")
    titles = sorted(texts(page, "#list-rows .title"), key=str.casefold)
    expect(page.locator("#list-rows .title")).to_have_text(titles)


def test_a_correction_is_undone_and_the_source_is_believed_again(page: Page, site: Site) -> None:
    show(page, "Articles")
    expect(page.locator("#list-as-of")).to_be_hidden()
    page.fill("#articles-search", "early.md")
    row = page.locator("#list-rows tr")
    expect(row).to_have_count(1)
    correct = row.get_by_role("button", name=re.compile("^Correct: "))
    correct.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Outlet")).to_be_focused()
    expect(page.locator("#correct-undo")).to_have_count(0)  # nothing is corrected yet
    dialog.get_by_label("Outlet").fill("The Wrong Post")
    dialog.get_by_label("Published").fill("2024-01-02")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("The Wrong Post")
    expect(row).to_contain_text("2 Jan 2024")
    correct.click()
    page.locator("#correct-undo").focus()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(row).to_contain_text("Metal Gazette")
    expect(row).to_contain_text("3 Mar 2025")
    expect(correct).to_be_focused()
    article = site.store.read_article("early.md")
    assert (article.outlet, article.published and article.published.iso) == (
        "Metal Gazette",
        "2025-03-03",
    )
    correct.click()
    expect(dialog.get_by_label("Outlet")).to_have_value("Metal Gazette")
    expect(page.locator("#correct-undo")).to_have_count(0)
    page.keyboard.press("Escape")


def test_files_are_dropped_added_with_progress_and_failures_are_told(
    page: Page, site: Site, tmp_path: Path
) -> None:
    show(page, "Articles")
    page.click("#add")
    expect(page.locator("#summary .error")).to_contain_text("Choose one or more files")
    dropped = """(names) => { const data = new DataTransfer();
      for (const [name, text] of names) data.items.add(new File([text], name));
      const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector('#files').dispatchEvent(drop); }"""
    text = "---\ntitle: Tin\noutlet: Metal Gazette\n---\nTin rose by 3% on Monday, traders said.\n"
    page.evaluate(
        dropped, [["tin.md", text], ["empty.txt", ""], ["left-out.md", text], ["..", text]]
    )
    expect(page.locator("#chosen li")).to_have_count(4)
    page.get_by_role("button", name="Leave out: left-out.md").click()
    page.click("#add")
    summary = page.locator("#summary .summary")
    expect(summary).to_contain_text("1 added")
    expect(summary).to_contain_text("1 failed")
    expect(summary).to_contain_text("empty.txt")
    expect(page.locator("#summary > .failed")).to_contain_text("no name of a file")
    expect(page.locator("#chosen li")).to_have_count(0)
    assert str(site.data_dir) not in summary.inner_text()
    assert not list((site.data_dir / "uploads-waiting").glob("*"))
    assert [a.title for a in site.store.read_articles() if a.source == "tin.md"] == ["Tin"]


def test_a_feed_is_followed_read_and_left_and_no_address_of_this_machine_is_fetched(
    page: Page, site: Site, feeds: FeedSite
) -> None:
    feeds.page("/story")
    url = feeds.feed("/feed", item(feeds.url("/story")))
    show(page, "Articles")
    page.fill("#address", url)
    page.click("#address-follow")
    expect(page.locator("#summary .summary")).to_contain_text("1 added", timeout=20_000)
    expect(page.locator("#feed-list")).to_contain_text(url)
    page.fill("#articles-search", "Elbe House")
    expect(page.locator("#list-rows tr")).to_have_count(1)
    page.locator("#list-rows").get_by_role("button", name=re.compile("^Correct: Elbe")).click()
    page.get_by_role("dialog").get_by_label("Outlet").fill("Elbe Post")
    page.keyboard.press("Enter")
    expect(page.locator("#list-rows tr")).to_contain_text("Elbe Post")
    feeds.page("/story", text="Elbe House added later that it also likes makers of cement.")
    feeds.feed("/feed", item(feeds.url("/story"), text="More."))
    page.fill("#address", url)
    page.click("#address-follow")
    expect(page.locator("#summary .summary")).to_contain_text("1 updated", timeout=20_000)
    expect(page.locator("#summary .summary")).to_contain_text("corrected by hand stays")
    page.locator("#feed-list button").click()
    expect(page.locator("#feeds")).to_be_hidden()

    asked = len(feeds.asked)
    page.fill("#address", feeds.url("/story"))
    page.click("#address-add")
    expect(page.locator("#summary")).to_contain_text("1 failed", timeout=20_000)
    page.fill("#address", "/etc/hostname")
    page.click("#address-add")
    expect(page.locator("#summary .error")).to_contain_text("is no address")
    assert len(feeds.asked) == asked


def test_a_thumb_and_its_comment_are_kept_and_become_a_row_to_complete(
    page: Page, site: Site, tmp_path: Path
) -> None:
    version = site.store.corpus_version()
    page.fill("#question textarea", "what does Zarquon Capital think about copper?")
    page.press("#question textarea", "Enter")
    down = page.get_by_role("button", name="Not helpful")
    expect(down).to_be_visible(timeout=20_000)
    page.wait_for_timeout(300)  # the suggestions take the place of the buttons once more
    down.click()
    expect(down).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Comment on the answer").fill("The March view <b>is</b> missing")
    page.keyboard.press("Enter")
    show(page, "Quality")
    card = page.locator("#feedback .card")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("The March view <b>is</b> missing")

    (kept,) = read_feedback(site.store)
    assert (kept.thumb, kept.user, kept.abstained) == ("down", "", False)
    assert "Quill" in kept.answer
    assert site.store.corpus_version() == version + 1  # its table was made
    out = tmp_path / "set.jsonl"
    assert export_feedback(site.store, out).written == 1
    row = json.loads(out.read_text("utf-8"))
    assert row["question"] == "what does Zarquon Capital think about copper?"
    assert (row["kind"], row["answerable"], row["comment"]) == (None, None, kept.comment)
    with pytest.raises(EvalError, match=r"set\.jsonl:1: kind") as refused:
        read_questions(out)
    assert "answerable" not in str(refused.value)
    out.write_text(json.dumps({**row, "kind": "view", "answerable": True}) + "\n", "utf-8")
    assert read_questions(out)[0].text == row["question"]
    again = export_feedback(site.store, out)
    assert (again.written, again.known) == (0, 1)
    assert read_questions(out)[0].kind == "view"

    card.get_by_role("button", name=re.compile("^Remove")).click()
    expect(card).to_have_count(0)
    assert read_feedback(site.store) == ()


def test_the_last_report_is_shown_and_its_page_runs_nothing(page: Page, site: Site) -> None:
    folder = site.data_dir / "eval"
    folder.mkdir(exist_ok=True)
    tally = {"name": "all", "total": 4, "passed": 3, "abstention_recall": 0.5, "p50_ms": 12.4}
    rows = [{"question": "<i>why</i> zinc?", "passed": False, "failures": ["no 12%"]}]
    report = {"questions": {"path": "set/zinc.jsonl"}, "tallies": [tally], "rows": rows}
    (folder / "zinc.json").write_text(json.dumps(report), "utf-8")
    (folder / "other.json").write_text("[1]", "utf-8")
    attack = "<h1>Figures</h1><script>parent.hacked=1</script><img src=x onerror=parent.hacked=1>"
    (folder / "zinc.html").write_text(attack, "utf-8")
    show(page, "Quality")
    expect(page.locator("#report tbody tr > *")).to_have_text(["all", "3 / 4", "50%", "12"])
    page.locator("#report summary").click()
    expect(page.locator("#report .failures")).to_contain_text("<i>why</i> zinc?")
    page.get_by_role("button", name="Show: zinc.html").click()
    frame = page.frame_locator("iframe.page")
    expect(frame.locator("h1")).to_have_text("Figures")
    assert page.evaluate("window.hacked") is None
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save: zinc.html").click()
    assert Path(waiting.value.path()).read_text("utf-8") == attack
    assert list_reports(site.data_dir)[-1] in ("zinc.json", "other.json")
    assert read_report(site.data_dir, "other.json") is None
    for name in ("../news.sqlite3", "/etc/hostname", "missing.json"):
        with pytest.raises(RagError, match="there is no report"):
            read_report(site.data_dir, name)


def test_settings_are_shown_without_secrets_and_colours_are_remembered(page: Page) -> None:
    show(page, "Settings")
    rows = page.locator("#settings-rows")
    expect(rows.locator("tr", has_text="NEWS_EMBEDDING_MODEL")).to_contain_text("hashing")
    expect(rows.locator("tr", has_text="NEWS_USERS").locator("td").first).to_contain_text("set")
    expect(rows).to_contain_text("http://127.0.0.1:8000/v1")
    expect(page.locator("#keys li", has_text="OPENAI_API_KEY")).to_contain_text("set")
    told = page.content()
    assert "secret" not in told.replace("secrets", "")
    assert "me:pass" not in told
    page.get_by_label("dark", exact=True).check()
    page.reload()
    expect(page.locator("body.dark")).to_be_attached()


def test_the_tabs_speak_german(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/de/")
    expect(page.locator("#desk[data-ready]")).to_be_attached()
    page.get_by_role("tab", name="Ansichten").click()
    expect(page.locator("#views-panel")).to_contain_text("Neu seit dem letzten Besuch")
    expect(page.locator("#views-rows tr", has_text="copper").first).to_contain_text(
        "15. Sept. 2025"
    )
    for name, words in (
        ("Artikel", "vollständig"),
        ("Qualität", "Rückmeldungen"),
        ("Einstellungen", "wie das System"),
    ):
        page.get_by_role("tab", name=name).click()
        expect(page.locator(".panel:visible")).to_contain_text(words)
    expect(page.locator("#settings-rows")).to_contain_text("Wer die Seite benutzen darf")
    page.get_by_role("tab", name="Artikel").click()
    page.click("#add")
    refused = page.locator("#summary .error")
    expect(refused).to_have_text("Bitte zuerst Dateien wählen.")
    assert refused.get_attribute("lang") is None
    name = {"name": f"{'x' * 210}.txt", "mimeType": "text/plain", "buffer": b"text"}
    empty = {"name": "leer.txt", "mimeType": "text/plain", "buffer": b""}
    page.set_input_files("#files input[type=file]", [name, empty])
    page.click("#add")
    expect(page.locator("#summary > .failed li")).to_contain_text("ihr Name hat 214 Bytes")
    expect(page.locator("#summary .summary .failed[lang=en] li")).to_contain_text("is empty")
    page.get_by_role("tab", name="Fragen").click()
    page.fill("#question textarea", "x" * 2001)
    page.press("#question textarea", "Enter")
    expect(page.locator("#chat .error[lang=en]")).to_contain_text("2,000")
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.get_by_role("button", name="Weitere Reiter")).to_be_visible()


@pytest.mark.parametrize(
    ("door", "fields", "message"),
    [
        ("views", {"since": "soon"}, "'soon' is not an ISO date"),
        ("views", {"firm": ["x"]}, "firm: expected a text"),
        ("changes", {}, "since: expected an ISO date"),
        ("article", {"article_id": "none"}, "no longer in the store"),
        ("changes", {"since": "2025-09"}, "is not an ISO date"),
        ("correct", {"article_id": "none", "outlet": "x"}, "there is no article 'none'"),
        ("remove", {"article_ids": ["none"]}, "there is no article 'none'"),
        ("remove", {"article_ids": "none"}, "article_ids: expected a list"),
        ("add-urls", {"urls": ["file:///etc/hostname"]}, "is no address"),
        ("add-urls", {"urls": []}, "no address is given"),
        ("follow-feed", {"urls": ["x"]}, "is no address"),
        ("unfollow-feed", {"url": "x"}, "is not followed"),
        ("add-files", {"batch": "../x"}, "batch: expected 32"),
        ("report-page", {"name": "../x.html"}, "there is no report"),
        ("feedback", {"row": 1, "thumb": "up"}, "no chat of this page"),
        ("feedback", {"thumb": "sideways"}, "turns"),
        ("feedback-remove", {}, "feedback_id: is missing"),
    ],
)
def test_a_door_says_what_is_wrong(
    site: Site, door: str, fields: dict[str, object], message: str
) -> None:
    reply = httpx.post(f"{site.url}/desk/{door}", json=fields, timeout=20)
    assert message in json.loads(reply.text.splitlines()[-1])["error"]


def test_a_door_takes_nothing_that_a_form_of_another_site_could_send(site: Site) -> None:
    place = f"{site.url}/desk/remove"
    plain = httpx.post(place, content='{"article_ids": []}', headers={"content-type": "text/plain"})
    assert plain.status_code == 415
    assert httpx.post(place, content="[]", headers={"content-type": "application/json"}).json() == {
        "error": "expected a JSON object",
        "lang": "en",
    }
    assert httpx.post(f"{site.url}/desk/nowhere", json={}).status_code == 404
    assert httpx.get(place).status_code in (404, 405)
    sent = httpx.post(f"{site.url}/desk/upload", files={"file": b"x"}, params={"batch": "0" * 32})
    assert sent.status_code == 415
    own = httpx.post(f"{site.url}/gradio_api/upload", files={"files": b"x"})
    assert own.status_code == 404


def test_an_upload_keeps_to_its_name_its_batch_and_its_size(site: Site) -> None:
    def send(name: str, body: bytes, batch: str = "a" * 32) -> dict[str, str]:
        kind = {"content-type": "application/octet-stream"}
        where = {"batch": batch, "name": name}
        return httpx.post(
            f"{site.url}/desk/upload", params=where, content=body, headers=kind, timeout=60
        ).json()

    assert send("../../x.txt", b"text") == {"name": "x.txt"}
    assert "no name of a file" in send("..", b"text")["error"]
    assert "another of these files has" in send("C:\\other\\x.txt", b"other")["error"]
    assert "32 hexadecimal" in send("x.txt", b"text", "../" * 10)["error"]
    assert "more than 20 MB" in send("big.txt", b"x" * 20_000_001)["error"]
    waiting = site.data_dir / "uploads-waiting"
    assert [path.read_bytes() for path in waiting.glob("*/*")] == [b"text"]


def test_a_file_keeps_its_own_name_only() -> None:
    assert clean_name("C:\\Users\\ada\\note.txt") == "note.txt"
    assert clean_name("a\x00b\u202ec.md") == "abc.md"
    assert clean_name("x/") == clean_name("x\\") == "x"
    for name in ("", ".", "..", "/", "\x00"):
        with pytest.raises(QuestionError, match="no name of a file"):
            clean_name(name)
    assert clean_name("x" * 200) == "x" * 200
    with pytest.raises(QuestionError, match="has 202 bytes, of at most 200"):
        clean_name("ü" * 101)


def test_an_address_is_shown_without_the_password_in_it() -> None:
    assert hide_password("https://ada:pass@a.example:8/v1?x=1") == "https://a.example:8/v1?x=1"
    assert hide_password("ada@example.com") == "ada@example.com"
    assert hide_password("http://[") == "http://["


def test_no_window_and_no_state_of_the_tabs_has_a_serious_finding(page: Page, axe: str) -> None:
    visit = cast("Visit", SimpleNamespace(page=page))
    for width, dark in ((1280, False), (390, True)):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("(dark) => document.body.classList.toggle('dark', dark)", dark)
        show(page, "Views")
        page.locator("#views-rows .star").first.click()
        page.locator("#views-rows [aria-expanded=false]").first.click()
        page.fill("#changes-since", "2025-01-01")
        page.click("#changes-show")
        expect(page.locator("#changes .card").first).to_be_visible()
        check(visit, axe, f"views, {width}")
        page.locator("#views-rows .quotation").first.click()
        expect(page.locator("#article-window .facts")).to_be_visible()
        check(visit, axe, f"article, {width}")
        page.keyboard.press("Escape")
        show(page, "Articles")
        page.locator("#list-rows .acts button").first.click()
        check(visit, axe, f"correct, {width}")
        page.keyboard.press("Escape")
        page.locator("#list-rows .danger").first.click()
        check(visit, axe, f"remove, {width}")
        page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
