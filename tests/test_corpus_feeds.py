"""Following feeds over a real HTTP server on loopback, into a real store."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from feed_follower import Follower
from feed_site import LEAD, REST, HttpxFetcher, Page, item, parse, serving

from corpus.build import Summary, add_articles
from corpus.errors import CorpusError
from corpus.feeds.feed_finding import find_feed
from corpus.feeds.feed_store import read_entries, read_feed, read_feeds
from corpus.sources.sources import Source
from corpus.store import Store


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Follower]:
    with (
        serving() as site,
        HttpxFetcher(site.port) as fetcher,
        Store.open(tmp_path / "data") as store,
    ):
        yield Follower(store=store, site=site, fetcher=fetcher)


def test_the_page_of_an_entry_becomes_an_article_dated_by_the_feed(reader: Follower) -> None:
    site = reader.site
    site.page("/a")
    reader.follow(site.feed("/feed", item("/a?utm_source=rss#top", guid="1", text="Short.")))
    (outcome,) = reader.update().outcomes
    assert (outcome.outcome, outcome.added, outcome.failed, outcome.notes) == ("read", 1, (), ())
    (article,) = reader.store.read_articles()
    assert article.source == article.url == site.url("/a")
    assert article.published is not None
    assert (article.published.iso, article.published_origin) == ("2025-09-18", "feed")
    assert article.published_at == datetime(2025, 9, 18, 8, tzinfo=UTC)
    assert (article.title, article.title_origin) == ("Elbe House lifts builders", "feed")
    assert (article.outlet, article.outlet_origin) == ("Elbe Courier", "feed")
    assert LEAD in article.source_text
    assert reader.only().entries == 1


def test_an_update_with_nothing_new_makes_one_conditional_request(reader: Follower) -> None:
    site = reader.site
    site.page("/a")
    reader.follow(site.feed("/feed", item("/a", guid="1"), ETag='"one"'))
    reader.update()
    assert site.asked == ["/feed", "/a"]
    (outcome,) = reader.update().outcomes
    assert (outcome.outcome, site.asked) == ("not modified", ["/feed"])
    assert site.not_modified == ["/feed"]


def test_without_an_etag_known_entries_are_still_not_fetched_again(reader: Follower) -> None:
    reader.site.page("/a")
    reader.follow(reader.site.feed("/feed", item("/a", guid="1")))
    reader.update()
    (outcome,) = reader.update().outcomes
    assert (outcome.outcome, outcome.added, reader.site.asked) == ("read", 0, ["/feed"])


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Now with more."},
        {"date": "Fri, 19 Sep 2025 08:00:00 +0000"},
    ],
)
def test_an_entry_whose_text_or_date_changed_is_fetched_again(
    reader: Follower, changed: dict[str, str]
) -> None:
    site = reader.site
    site.page("/a")
    reader.follow(site.feed("/feed", item("/a", guid="1", text="Short.")))
    reader.update()
    site.page("/a", text="Elbe House added later that it also likes makers of cement.")
    site.feed("/feed", item("/a", guid="1", **{"text": "Short.", **changed}))
    (outcome,) = reader.update().outcomes
    assert (outcome.updated, site.asked) == (1, ["/feed", "/a"])
    (article,) = reader.store.read_articles()
    assert (article.version, "cement" in article.source_text) == (2, True)


def test_a_run_that_is_stopped_before_the_etag_is_stored_loses_no_entry(reader: Follower) -> None:
    site = reader.site
    site.page("/a")
    reader.follow(site.feed("/feed", item("/a", guid="1"), ETag='"one"'))

    def killed(sources: Iterable[Source]) -> Summary:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reader.update(add=killed)
    feed = reader.only()
    assert (feed.etag, read_entries(reader.store, feed)) == (None, {})
    assert reader.update().added == 1
    assert reader.only().etag == '"one"'


def test_a_run_stopped_between_article_and_entry_finds_the_article_unchanged(
    reader: Follower,
) -> None:
    site = reader.site
    site.page("/a")
    reader.follow(site.feed("/feed", item("/a", guid="1"), ETag='"one"'))

    def killed(sources: Iterable[Source]) -> Summary:
        add_articles(reader.store, sources)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reader.update(add=killed)
    (outcome,) = reader.update().outcomes
    assert (outcome.added, outcome.unchanged, outcome.updated) == (0, 1, 0)


def test_a_check_that_finds_nothing_new_leaves_the_corpus_at_its_version(reader: Follower) -> None:
    reader.site.page("/a")
    reader.follow(reader.site.feed("/feed", item("/a", guid="1")))
    reader.update()
    before = reader.store.corpus_version()
    reader.update()
    reader.site.pages["/feed"] = Page(status=500)
    reader.update()
    assert reader.only().failures == 1
    assert reader.store.corpus_version() == before


def test_an_entry_without_a_link_is_known_by_feed_and_guid(reader: Follower) -> None:
    site = reader.site
    text = f"<p>{LEAD}</p><p>{REST}</p>"
    reader.follow(site.feed("/feed", item("", guid="7", text=text)))
    assert reader.update().added == 1
    site.feed("/feed", item("", guid="7", text=text + "<p>She added that cement is dear.</p>"))
    (outcome,) = reader.update().outcomes
    assert (outcome.added, outcome.updated) == (0, 1)
    (article,) = reader.store.read_articles()
    assert "cement" in article.source_text


def test_an_article_listed_by_two_feeds_is_fetched_once(reader: Follower) -> None:
    site = reader.site
    site.page("/a")
    one = site.feed("/one", item("/a", guid="1"))
    two = site.feed(
        "/two", item("/a?utm_medium=rss", guid="x", date="Fri, 19 Sep 2025 10:00:00 GMT")
    )
    reader.follow(one, two)
    assert reader.update().added == 1
    assert [path for path in site.asked if path.startswith("/a")] in (["/a"], ["/a?utm_medium=rss"])
    reader.update()
    assert sorted(site.asked) == ["/one", "/two"]
    assert reader.store.read_articles()[0].version == 1


def test_a_feed_without_entries_is_a_feed(reader: Follower) -> None:
    reader.follow(reader.site.feed("/feed"))
    (outcome,) = reader.update().outcomes
    assert (outcome.outcome, outcome.title, outcome.added) == ("read", "Elbe Courier", 0)


def test_a_page_leads_to_the_feed_that_it_names(reader: Follower) -> None:
    site = reader.site
    url = site.feed("/news.xml")
    links = "".join(
        f'<link rel="alternate" type="{kind}" href="{path}">'
        for kind, path in (
            ("text/html", "/de"),
            ("application/rss+xml", "news.xml"),
            ("application/atom+xml", "/more.xml"),
        )
    )
    site.pages["/"] = Page(body=f"<!doctype html><head>{links}</head>".encode())
    found = find_feed(site.url("/"), fetcher=reader.fetcher, parse=parse)
    assert (found.url, found.others) == (url, (site.url("/more.xml"),))
    site.pages["/none"] = Page(body=b"<!doctype html><title>Nothing</title>")
    with pytest.raises(CorpusError, match="names no feed"):
        find_feed(site.url("/none"), fetcher=reader.fetcher, parse=parse)


def test_a_feed_is_not_followed_twice(reader: Follower) -> None:
    url = reader.site.feed("/feed")
    reader.follow(url, url)
    assert [feed.url for feed in read_feeds(reader.store)] == [url]
    with pytest.raises(CorpusError, match="feed list"):
        read_feed(reader.store, "https://other.example/feed")
