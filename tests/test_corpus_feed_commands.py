"""The commands of feeds, over a real HTTP server and a real store."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import Result
from feed_site import HttpxFetcher, Page, Site, item, measure, parse, serving
from typer.testing import CliRunner

from corpus.build import add_articles
from corpus.correction import correct_article
from corpus.errors import CorpusError
from corpus.feeds.feed_commands import Wiring, app
from corpus.feeds.interval import read_interval
from corpus.store import Store


@dataclass(slots=True, kw_only=True)
class Line:
    site: Site
    data_dir: Path
    indexed: int = 0
    pauses: list[float] = field(default_factory=list)
    on_pause: Callable[[], None] = lambda: None

    def index(self, store: Store) -> None:
        self.indexed += 1

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.on_pause()

    def run(self, *arguments: str) -> Result:
        wiring = Wiring(
            open_fetcher=lambda: HttpxFetcher(self.site.port),
            parse=parse,
            measure=measure,
            add=lambda store, sources: add_articles(store, sources),
            index=self.index,
            sleep=self.sleep,
        )
        self.site.asked.clear()
        arguments = (*arguments, "--data-dir", str(self.data_dir))
        return CliRunner().invoke(app, list(arguments), obj=wiring)


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.chdir(tmp_path)
    with serving() as site:
        yield Line(site=site, data_dir=tmp_path / "data")


def test_add_says_what_the_feed_is_or_why_it_is_none(line: Line) -> None:
    url = line.site.feed("/feed", item("/a", guid="1"), item("/b", guid="2"))
    line.site.pages["/text"] = Page(body=b"Just words.")
    missing, text = line.site.url("/none"), line.site.url("/text")
    result = line.run("add", url, missing, text)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == (
        f"{url} is followed now: Elbe Courier (RSS 2.0, 2 entries)"
    )
    first, second = result.stderr.splitlines()
    assert first == f"failed: {missing}: answered 404"
    assert second.startswith(f"failed: {text}: is no feed in RSS, Atom or JSON Feed")
    assert "is followed already" in line.run("add", url).stdout


def test_update_takes_in_what_is_new_and_makes_it_searchable_once(line: Line) -> None:
    line.site.page("/a")
    url = line.site.feed("/feed", item("/a", guid="1"))
    line.run("add", url)
    result = line.run("update")
    assert (result.exit_code, line.indexed) == (0, 1)
    assert result.stdout.splitlines() == [
        f"Elbe Courier ({url}): 1 added, 0 unchanged, 0 updated",
        "1 of 1 feeds asked: 1 added, 0 updated; 0 feeds failed",
    ]
    assert "nothing new" in line.run("update").stdout
    assert line.indexed == 1


def test_update_tells_which_corrections_by_hand_an_updated_entry_kept(line: Line) -> None:
    site = line.site
    site.page("/a")
    line.run("add", site.feed("/feed", item("/a", guid="1", text="Short.")))
    line.run("update")
    with Store.open(line.data_dir) as store:
        (article,) = store.read_articles()
        correct_article(store, article.article_id, outlet="Elbe Post")
    site.page("/a", text="Elbe House added later that it also likes makers of cement.")
    site.feed("/feed", item("/a", guid="1", text="Longer."))
    told = line.run("update").stdout.splitlines()
    assert told[0].endswith("0 added, 0 unchanged, 1 updated")
    assert told[1].startswith(f"  {site.url('/a')}: the outlet or date corrected by hand stays")
    with Store.open(line.data_dir) as store:
        (article,) = store.read_articles()
        assert (article.outlet, "cement" in article.source_text) == ("Elbe Post", True)
    site.page("/a", text="Elbe House added that it likes nothing else, not even cement.")
    site.feed("/feed", item("/a", guid="1", text="Longest."))
    (row,) = map(json.loads, line.run("update", "--json").stdout.splitlines())
    assert row["kept"] == [site.url("/a")]


def test_update_tells_its_notes_in_words_also_as_json(line: Line) -> None:
    site = line.site
    site.page("/a")
    line.run("add", site.feed("/feed", item("/a", guid="1", text="Short.")))
    line.run("update")
    site.pages["/a"] = Page(status=404)
    site.feed("/feed", item("/a", guid="1", text="Withdrawn."))
    note = f"{site.url('/a')}: kept as it was: page answered 404"
    assert line.run("update").stdout.splitlines()[1] == f"  {note}"
    site.feed("/feed", item("/a", guid="1", text="Withdrawn again."))
    (row,) = map(json.loads, line.run("update", "--json").stdout.splitlines())
    assert (row["notes"], row["due"]) == ([note], None)


def test_update_ends_with_an_error_code_when_a_feed_failed(line: Line) -> None:
    line.site.page("/a")
    good, bad = line.site.feed("/good", item("/a", guid="1")), line.site.feed("/bad")
    line.run("add", good, bad)
    line.site.pages["/bad"] = Page(status=500)
    result = line.run("update")
    assert result.exit_code == 1
    assert "1 added" in result.stdout
    assert result.stderr == f"failed: Elbe Courier ({bad}): {bad}: answered 500\n"


def test_a_feed_that_is_named_is_asked_before_its_time(line: Line) -> None:
    url = line.site.feed("/feed")
    line.run("add", url)
    line.site.pages["/feed"] = Page(status=429, headers={"Retry-After": "3600"})
    line.run("update")
    assert "waiting" in line.run("update").stdout
    assert line.site.asked == []
    line.run("update", url)
    assert line.site.asked == ["/feed"]


def test_json_is_a_feed_a_line(line: Line) -> None:
    one, two = line.site.feed("/one"), line.site.feed("/two")
    line.run("add", one, two)
    rows = [json.loads(row) for row in line.run("list", "--json").stdout.splitlines()]
    assert [(row["url"], row["title"], row["checked_at"]) for row in rows] == [
        (one, "Elbe Courier", None),
        (two, "Elbe Courier", None),
    ]
    told = [json.loads(row) for row in line.run("update", "--json").stdout.splitlines()]
    assert {(row["url"], row["outcome"]) for row in told} == {(one, "read"), (two, "read")}


def test_list_shows_each_feed_and_how_it_fares(line: Line) -> None:
    url = line.site.feed("/feed")
    line.run("add", url)
    line.site.pages["/feed"] = Page(status=500)
    line.run("update")
    shown = line.run("list").stdout
    assert url in shown
    assert "failed 1 times" in shown


def test_remove_keeps_the_articles(line: Line) -> None:
    line.site.page("/a")
    url = line.site.feed("/feed", item("/a", guid="1"))
    line.run("add", url)
    line.run("update")
    assert line.run("remove", url).stdout == f"removed {url}; its articles stay\n"
    assert "no feed is followed yet" in line.run("list").stdout
    with Store.open(line.data_dir) as store:
        assert len(store.read_articles()) == 1
    with pytest.raises(CorpusError, match="is not followed"):
        raise line.run("remove", url).exception or AssertionError


def test_every_asks_again_until_ctrl_c(line: Line) -> None:
    line.site.page("/a")
    line.run("add", line.site.feed("/feed", item("/a", guid="1")))

    def change() -> None:
        if len(line.pauses) == 1:
            line.site.pages["/feed"] = Page(status=500)
        if len(line.pauses) == 3:
            raise KeyboardInterrupt

    line.on_pause = change
    result = line.run("update", "--every", "15m")
    assert result.exit_code == 0
    assert line.site.asked.count("/feed") == 3
    assert all(13 * 60 < pause < 17 * 60 for pause in line.pauses)
    assert result.stdout.splitlines()[-1] == "stopped; what was taken in stays"


@pytest.mark.parametrize(
    ("text", "seconds"), [("60s", 60), ("1m", 60), ("15m", 900), ("2h", 7200), (" 2H ", 7200)]
)
def test_an_interval_is_read(text: str, seconds: int) -> None:
    assert read_interval(text) == seconds


@pytest.mark.parametrize("text", ["59s", "0m", "15", "m", "-5m", "1.5h", "1d", ""])
def test_an_interval_that_is_none_or_too_short_is_refused(text: str) -> None:
    with pytest.raises(CorpusError, match="--every"):
        read_interval(text)
