"""Feeds that fail, move, are gone or ask to be left alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from feed_follower import NOW, Follower
from feed_site import HttpxFetcher, Page, item, serving

from corpus.feeds.feed_store import read_feeds, remove_feed
from corpus.store import Store


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Follower]:
    with (
        serving() as site,
        HttpxFetcher(site.port) as fetcher,
        Store.open(tmp_path / "data") as store,
    ):
        yield Follower(store=store, site=site, fetcher=fetcher)


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
