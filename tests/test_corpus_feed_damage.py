"""Feeds that are damaged, hostile or none: read as far as they go, or refused."""

from contextlib import suppress
from pathlib import Path

import pytest
from feed_texts import URL, atom, only, rss
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.feeds.feed_parser import parse_feed


def test_broken_xml_is_read_as_far_as_it_goes_and_told() -> None:
    data = rss("<title>AT&T rises</title><link>/a?x=1&y=2</link>")
    feed = parse_feed(data, url=URL)
    assert feed.flaw is not None
    (entry,) = feed.entries
    assert (entry.title, entry.url) == ("AT&T rises", "https://courier.example/a?x=1&y=2")


def test_a_feed_cut_off_in_the_middle_gives_the_entries_before(  # as a broken connection leaves it
) -> None:
    data = rss("<title>One</title><link>/1</link>", "<title>Two</title><link>/2</link>")
    feed = parse_feed(data[: data.index(b"<title>Two")], url=URL)
    assert feed.entries[0].url == "https://courier.example/1"


@pytest.mark.parametrize("levels", [5, 7])
def test_entities_that_would_fill_the_memory_fill_nothing(levels: int) -> None:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels + 1))
    data = rss(f"<title>&a{levels};</title><link>/a</link>", declared="").decode()
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">{names}]>{data}'.encode()
    assert len(only(bomb).title or "") < 10


def test_a_file_named_by_an_entity_is_not_read() -> None:
    data = rss("<title>&file;</title><link>/a</link>", declared="").decode()
    read = f'<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>{data}'.encode()
    assert "root" not in (only(read).title or "")


def test_bytes_that_name_a_file_are_never_followed(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss("<title>T</title><link>/a</link>"))
    with pytest.raises(CorpusError, match="is no feed"):
        parse_feed(str(path).encode(), url=URL)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"Just words.",
        b"{}",
        b'{"version": 1}',
        b'{"version": "https://jsonfeed.org/version/1", ',
        b"[" * 99_999,
        b"{" * 99_999,
        b"<note>x</note>",
        b"\x00\x01\x02",
    ],
)
def test_what_is_no_feed_is_refused_with_what_it_begins_with(data: bytes) -> None:
    with pytest.raises(CorpusError, match=r"https://courier\.example/rss/feed\.xml: is no feed"):
        parse_feed(data, url=URL)


def test_a_web_page_names_its_feeds() -> None:
    page = b"""<!-- x --><!DOCTYPE html><html><head>
    <link rel="stylesheet" href="/s.css"><link rel="alternate" hreflang="de" href="/de">
    <link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" href="news.xml">
    <link rel="alternate" type="application/atom+xml" href="javascript:x">
    <link rel="alternate home" type="application/feed+json" href="https://b.example/f.json">
    </head><body><p>Hi</p></body></html>"""
    feed = parse_feed(page, url=URL)
    assert feed.kind == "web page"
    assert feed.feeds == ("https://courier.example/rss/news.xml", "https://b.example/f.json")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.example"]
)
def test_a_link_that_is_no_web_address_is_kept_aside(link: str) -> None:
    entry = only(rss(f"<title>T</title><link>{link}</link><guid isPermaLink='false'>g</guid>"))
    assert entry.url is None
    assert (entry.refused_link or "").startswith(link[:5])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_feeds_are_read_or_refused(data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from(
            [
                rss("<title>A</title><link>/a</link><author>a@b (C)</author><pubDate>1</pubDate>"),
                atom("<id>1</id><link href='x'/><content type='xhtml'><p>y</p></content>"),
            ]
        )
    )
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    damaged = whole[:start] + data.draw(st.binary(max_size=6)) + whole[end:]
    with suppress(CorpusError):
        parse_feed(damaged, url=URL)
