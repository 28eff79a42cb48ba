"""What stands for an entry: its page or the feed's own text, and which date and outlet it gets."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from feed_follower import Follower
from feed_site import LEAD, REST, HttpxFetcher, Page, Site, item, serving

from corpus.article import Period
from corpus.metadata import FoundMetadata
from corpus.store import Store


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Follower]:
    with (
        serving() as site,
        HttpxFetcher(site.port) as fetcher,
        Store.open(tmp_path / "data") as store,
    ):
        yield Follower(store=store, site=site, fetcher=fetcher)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Page(status=403), "page answered 403"),
        (Page(status=404), "page answered 404"),
        (Page(body=b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), "application/pdf"),
        (Page(headers={"Content-Type": "text/html"}), "page is empty"),
        (Page(body=b"<p>Subscribe to read on.</p>", headers={"Content-Type": "text/html"}), "page"),
    ],
)
def test_the_feeds_own_text_stands_in_for_a_page_that_cannot_be_had(
    reader: Follower, answer: Page, why: str
) -> None:
    site = reader.site
    site.pages["/a"] = answer
    own = f"<p>{LEAD}</p><p>{REST}</p><p>{REST.replace('Petra Novak', 'She')}</p>"
    reader.follow(site.feed("/feed", item("/a", guid="1", text=own), ETag='"one"'))
    (outcome,) = reader.update().outcomes
    assert (outcome.added, outcome.failed) == (1, ())
    (note,) = outcome.notes
    assert note.text.startswith(f"{site.url('/a')}: taken from the feed: ")
    assert why in note.why
    (article,) = reader.store.read_articles()
    assert article.source_text.splitlines()[0] == LEAD
    assert (article.title, article.title_origin) == ("Elbe House lifts builders", "feed")
    assert (article.url, article.outlet) == (site.url("/a"), "Elbe Courier")
    assert article.published_origin == "feed"
    assert reader.only().etag == '"one"'


def test_a_page_that_shows_less_than_the_feed_is_replaced_by_the_feeds_text(
    reader: Follower,
) -> None:
    site = reader.site
    stub = f"<html><body><article><h1>Elbe House lifts builders</h1><p>{LEAD}</p></article></body></html>"
    site.pages["/a"] = Page(body=stub.encode(), headers={"Content-Type": "text/html"})
    own = f"<p>{LEAD}</p><p>{REST}</p><p>{REST.replace('Petra Novak', 'She')}</p>"
    reader.follow(site.feed("/feed", item("/a", guid="1", text=own)))
    (outcome,) = reader.update().outcomes
    assert "taken from the feed: page shows" in outcome.notes[0].text
    assert "Petra Novak" in reader.store.read_articles()[0].source_text


def test_a_page_that_cannot_be_reached_just_now_is_asked_for_again_in_three_runs(
    reader: Follower,
) -> None:
    site = reader.site
    site.pages["/a"] = Page(status=500)
    reader.follow(site.feed("/feed", item("/a", guid="1", text=f"<p>{LEAD}</p>"), ETag='"one"'))
    for _ in range(3):
        reader.update()
        assert site.asked == ["/feed", "/a"]
    reader.update()
    assert site.asked == ["/feed"]
    assert reader.only().etag == '"one"'


def test_a_page_that_comes_back_replaces_the_feeds_text(reader: Follower) -> None:
    site = reader.site
    site.pages["/a"] = Page(status=500)
    reader.follow(site.feed("/feed", item("/a", guid="1", text=f"<p>{LEAD}</p>"), ETag='"one"'))
    assert reader.update().added == 1
    site.page("/a")
    assert reader.update().updated == 1
    (article,) = reader.store.read_articles()
    assert REST in article.source_text


def test_a_page_once_taken_is_kept_when_it_is_gone(reader: Follower) -> None:
    site = reader.site
    site.page("/a")
    reader.follow(site.feed("/feed", item("/a", guid="1", text="Short.")))
    reader.update()
    site.pages["/a"] = Page(status=404)
    site.feed("/feed", item("/a", guid="1", text="Withdrawn."))
    (outcome,) = reader.update().outcomes
    told = f"{site.url('/a')}: kept as it was: page answered 404"
    assert [note.text for note in outcome.notes] == [told]
    (article,) = reader.store.read_articles()
    assert (article.version, REST in article.source_text) == (1, True)


def test_an_entry_with_neither_page_nor_text_is_told_once(reader: Follower) -> None:
    site = reader.site
    reader.follow(site.feed("/feed", item("/gone", guid="1")))
    (outcome,) = reader.update().outcomes
    (failure,) = outcome.failed
    assert failure.source == site.url("/gone")
    assert failure.reason == "page answered 404, and the feed has no text of its own"
    (again,) = reader.update().outcomes
    assert again.failed == ()


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://host.example/a", "data:text/html,x"],
)
def test_a_link_that_is_no_web_address_is_never_asked_for(reader: Follower, link: str) -> None:
    site = reader.site
    reader.follow(site.feed("/feed", item(link, guid="7", text=f"<p>{LEAD}</p><p>{REST}</p>")))
    (outcome,) = reader.update().outcomes
    assert site.asked == ["/feed"]
    assert "is no web address" in outcome.notes[0].text
    (article,) = reader.store.read_articles()
    assert (article.url, article.source) == (None, f"{site.url('/feed')}#7")


def test_what_the_fetcher_refuses_is_told_with_its_reason(reader: Follower) -> None:
    site = reader.site
    reader.follow(site.feed("/feed", item("http://127.0.0.1:9/admin", guid="7")))
    (outcome,) = reader.update().outcomes
    (failure,) = outcome.failed
    assert failure.source == "http://127.0.0.1:9/admin"
    assert "is an address of this machine" in failure.reason
    assert reader.update().outcomes[0].failed == ()


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"article__published_time": "2025-09-16T07:00:00+02:00"}, ("2025-09-16", "page metadata")),
        ({"article__published_time": "2025-09-19T01:00:00+02:00"}, ("2025-09-19", "page metadata")),
        ({"article__published_time": "2025-09-25T07:00:00+02:00"}, ("2025-09-18", "feed")),
        ({"article__published_time": "2025-09"}, ("2025-09-18", "feed")),
        ({}, ("2025-09-18", "feed")),
    ],
)
def test_a_pages_stated_date_wins_over_the_feeds_unless_it_is_later(
    reader: Follower, meta: dict[str, str], expected: tuple[str, str]
) -> None:
    reader.site.page("/a", **meta)
    reader.follow(reader.site.feed("/feed", item("/a", guid="1")))
    reader.update()
    (article,) = reader.store.read_articles()
    assert article.published is not None
    assert (article.published.iso, article.published_origin) == expected


def test_an_article_without_any_date_stays_undated(reader: Follower) -> None:
    reader.site.page("/a")
    reader.follow(reader.site.feed("/feed", item("/a", guid="1", date="")))
    reader.update()
    (article,) = reader.store.read_articles()
    assert (article.published, article.published_origin) == (None, "unknown")


def test_a_feed_compressed_on_the_way_is_read(reader: Follower) -> None:
    site = reader.site
    url = site.feed("/feed")
    page = site.pages["/feed"]
    page.body = gzip.compress(page.body)
    page.headers["Content-Encoding"] = "gzip"
    reader.follow(url)
    assert reader.only().title == "Elbe Courier"


def atom_entry(site: Site, path: str, updated: str) -> str:
    entry = f"<entry><id>1</id><title>T</title><link href='{path}'/><updated>{updated}</updated></entry>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Elbe Courier</title>{entry}</feed>"
    site.pages["/atom"] = Page(body=feed.encode(), headers={"Content-Type": "application/atom+xml"})
    return site.url("/atom")


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/2025/09/18/a", ("2025-09-18", "url")), ("/a", ("2025-09-20", "feed"))],
)
def test_the_day_of_an_update_dates_an_article_only_where_its_address_names_none(
    reader: Follower, path: str, expected: tuple[str, str]
) -> None:
    reader.site.page(path)
    reader.follow(atom_entry(reader.site, path, "2025-09-20T08:00:00Z"))
    reader.update()
    (article,) = reader.store.read_articles()
    assert article.published is not None
    assert (article.published.iso, article.published_origin) == expected


def test_a_page_names_its_outlet_better_than_the_feed_it_came_by(reader: Follower) -> None:
    reader.site.page("/a", og__site_name="Harbour Post")
    reader.follow(reader.site.feed("/feed", item("/a", guid="1")))
    reader.update()
    (article,) = reader.store.read_articles()
    assert (article.outlet, article.outlet_origin) == ("Harbour Post", "page metadata")


def test_a_date_that_a_page_does_not_state_gives_way_to_the_feeds() -> None:
    day = Period(first=date(2025, 9, 16), last=date(2025, 9, 16))
    told = Period(first=date(2025, 9, 18), last=date(2025, 9, 18))
    feed = FoundMetadata(published=told, published_origin="feed")
    stated = FoundMetadata(published=day, published_origin="page metadata")
    guessed = replace(stated, published_guessed=True)
    assert feed.over(stated).published == day
    assert feed.over(guessed).published == told
    given = FoundMetadata(published=told, published_origin="given")
    assert given.over(stated).published == told
