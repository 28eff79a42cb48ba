"""Following feeds over a real HTTP server on loopback, into a real store."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from feed_site import LEAD, REST, HttpxFetcher, Page, Site, item, measure, parse, serving

from corpus.article import Period
from corpus.build import Summary, add_articles
from corpus.errors import CorpusError
from corpus.feeds.feed_finding import find_feed
from corpus.feeds.feed_outcomes import FeedOutcome, FeedSummary
from corpus.feeds.feed_store import Feed, read_entries, read_feed, read_feeds, remove_feed
from corpus.feeds.feeds import follow_feed, update_feeds
from corpus.metadata import FoundMetadata
from corpus.sources.sources import Source
from corpus.store import Store

NOW = datetime(2025, 9, 20, 12, 0, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Follower:
    """What a person does: follow, and update."""

    store: Store
    site: Site
    fetcher: HttpxFetcher
    told: list[FeedOutcome] = field(default_factory=list)

    def follow(self, *urls: str) -> None:
        for url in urls:
            follow_feed(self.store, find_feed(url, fetcher=self.fetcher, parse=parse), NOW)
        self.site.asked.clear()

    def update(
        self,
        *,
        now: datetime = NOW,
        force: bool = False,
        add: Callable[[Iterable[Source]], Summary] | None = None,
    ) -> FeedSummary:
        self.site.asked.clear()
        return update_feeds(
            self.store,
            read_feeds(self.store),
            fetcher=self.fetcher,
            parse=parse,
            add=add or (lambda sources: add_articles(self.store, sources)),
            on_feed=self.told.append,
            now=now,
            measure=measure,
            force=force,
        )

    def only(self) -> Feed:
        (feed,) = read_feeds(self.store)
        return feed


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


def test_a_feed_that_fails_never_stops_the_others(reader: Follower) -> None:
    site = reader.site
    site.page("/a")
    site.page("/b")
    names = ("/slow", "/404", "/500", "/broken", "/page", "/good")
    reader.follow(*(site.feed(name, item("/a", guid="1")) for name in names))
    site.feed("/good", item("/b", guid="2"))
    site.pages["/slow"].delay_s = 3
    site.pages["/404"] = Page(status=404)
    site.pages["/500"] = Page(status=500)
    site.pages["/broken"] = Page(body=b"\x00\x01 not a feed")
    site.pages["/page"] = Page(body=b"<!doctype html><title>Sorry</title>")
    summary = reader.update()
    outcomes = {one.url: one for one in summary.outcomes}
    assert {site.url(name) for name in names} == set(outcomes)
    assert outcomes[site.url("/good")].added == 1
    assert summary.failed == 5
    assert "answered 404" in (outcomes[site.url("/404")].message or "")
    assert "web page" in (outcomes[site.url("/page")].message or "")
    assert "no feed" in (outcomes[site.url("/broken")].message or "")
    feeds = {feed.url: feed for feed in read_feeds(reader.store)}
    assert feeds[site.url("/500")].failures == 1
    assert feeds[site.url("/good")].failures == 0


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


def test_a_feed_that_moved_for_good_is_followed_at_its_new_address(reader: Follower) -> None:
    site = reader.site
    site.page("/a")
    reader.follow(site.feed("/old", item("/a", guid="1")))
    reader.update()
    site.feed("/new", item("/a", guid="1"))
    site.pages["/old"] = Page(status=301, headers={"Location": site.url("/new")})
    (outcome,) = reader.update().outcomes
    assert "moved for good" in outcome.notes[0].text
    assert reader.only().url == site.url("/new")
    reader.update()
    assert site.asked == ["/new"]


def test_a_feed_that_moved_for_good_and_did_not_change_is_followed_there(
    reader: Follower,
) -> None:
    site = reader.site
    reader.follow(site.feed("/old", ETag='"one"'))
    reader.update()
    site.feed("/new", ETag='"one"')
    site.pages["/old"] = Page(status=308, headers={"Location": site.url("/new")})
    (outcome,) = reader.update().outcomes
    assert outcome.outcome == "not modified"
    assert reader.only().url == site.url("/new")


def test_a_feed_that_moved_for_a_while_keeps_its_address(reader: Follower) -> None:
    site = reader.site
    reader.follow(site.feed("/old"))
    site.feed("/new")
    site.pages["/old"] = Page(status=302, headers={"Location": site.url("/new")})
    reader.update()
    assert reader.only().url == site.url("/old")


def test_a_feed_that_is_gone_is_told_with_the_command_that_removes_it(reader: Follower) -> None:
    site = reader.site
    url = site.feed("/feed")
    reader.follow(url)
    site.pages["/feed"] = Page(status=410)
    (outcome,) = reader.update().outcomes
    assert f"python -m corpus feed remove {url}" in (outcome.message or "")
    (waiting,) = reader.update(now=NOW + timedelta(hours=1)).outcomes
    assert (waiting.outcome, site.asked) == ("waiting", [])
    remove_feed(reader.store, url)
    assert read_feeds(reader.store) == ()


def test_a_failing_feed_is_asked_less_and_less_often(reader: Follower) -> None:
    site = reader.site
    url = site.feed("/feed")
    reader.follow(url)
    site.pages["/feed"] = Page(status=500)
    reader.update()
    assert reader.only().next_check_at is None
    reader.update()
    assert reader.only().next_check_at == NOW + timedelta(minutes=10)
    reader.update(now=NOW + timedelta(minutes=10))
    assert reader.only().next_check_at == NOW + timedelta(minutes=30)
    assert reader.update(now=NOW + timedelta(minutes=29)).outcomes[0].outcome == "waiting"
    site.feed("/feed")
    assert reader.update(force=True).outcomes[0].outcome == "read"
    assert (reader.only().failures, reader.only().next_check_at) == (0, None)


@pytest.mark.parametrize("batch", [1, 25])
def test_a_server_that_asks_to_be_left_alone_is_left_alone(
    reader: Follower, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("corpus.feeds.feeds.BATCH", batch)
    site = reader.site
    reader.follow(site.feed("/feed", item("/a", guid="1"), item("/b", guid="2")))
    site.pages["/feed"] = Page(status=429, headers={"Retry-After": "3600"})
    reader.update()
    assert reader.only().next_check_at == NOW + timedelta(hours=1)
    site.feed("/feed", item("/a", guid="1"), item("/b", guid="2"), ETag='"one"')
    site.pages["/a"] = Page(status=429, headers={"Retry-After": "60"})
    reader.update(now=NOW + timedelta(hours=2))
    assert site.asked == ["/feed", "/a"]
    feed = reader.only()
    assert (feed.next_check_at, feed.etag) == (NOW + timedelta(hours=2, minutes=1), None)
    site.page("/a")
    # Another report: the same one under two addresses of an outlet is one article.
    other = "<p>Copper fell to its lowest price since May as stocks in Rotterdam grew, traders said.</p>"
    site.page("/b", title="Copper falls to a low", report=other * 2)
    assert reader.update(now=NOW + timedelta(hours=3)).added == 2


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
