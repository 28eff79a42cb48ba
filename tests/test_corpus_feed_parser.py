"""What feeds in all their forms are read as; every feed is written here."""

import json
from collections.abc import Callable

import pytest
from feed_texts import DC, DECLARED, URL, atom, only, rss
from pydantic import TypeAdapter

from corpus.feeds.feed import ParsedFeed
from corpus.feeds.feed_parser import MOST_ENTRIES, parse_feed


def test_rss_2_is_read() -> None:
    data = rss(
        "<title>Builders rise</title><link>https://courier.example/a</link>"
        '<guid isPermaLink="false">17</guid><pubDate>Thu, 18 Sep 2025 23:30:00 -0400</pubDate>'
        "<dc:creator>Ann Lee</dc:creator><description>Short.</description>"
        "<content:encoded><![CDATA[<p>Long &amp; full.</p>]]></content:encoded>",
        head="<title>Courier</title><link>https://courier.example/</link><language>en-gb</language>",
    )
    feed = parse_feed(data, url=URL)
    assert (feed.kind, feed.title, feed.site, feed.language, feed.flaw) == (
        "RSS 2.0",
        "Courier",
        "https://courier.example/",
        "en-gb",
        None,
    )
    (entry,) = feed.entries
    assert (entry.identity, entry.url) == ("17", "https://courier.example/a")
    assert (entry.title, entry.authors) == ("Builders rise", ("Ann Lee",))
    assert (entry.published, entry.updated) == ("Thu, 18 Sep 2025 23:30:00 -0400", None)
    assert entry.html == "<p>Long &amp; full.</p>"


def test_rss_1_is_read() -> None:
    data = (
        f'{DECLARED}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {DC}'
        ' xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://courier.example/">'
        "<title>Courier</title><link>https://courier.example/</link></channel>"
        '<item rdf:about="https://courier.example/a"><title>Builders rise</title>'
        "<link>https://courier.example/a</link><dc:date>2025-09-18</dc:date></item></rdf:RDF>"
    ).encode()
    feed = parse_feed(data, url=URL)
    assert feed.kind == "RSS 1.0"
    (entry,) = feed.entries
    assert (entry.url, entry.published or entry.updated) == (
        "https://courier.example/a",
        "2025-09-18",
    )


def test_atom_is_read_with_its_bases_and_its_source() -> None:
    data = atom(
        "<id>urn:1</id><title type='html'>A &amp;amp; B &lt;b&gt;rise&lt;/b&gt;</title>"
        "<link rel='replies' href='comments'/><link href='one.html'/>"
        "<published>2025-09-18T08:00:00+02:00</published><updated>2025-09-19T08:00:00Z</updated>"
        "<author><name>Ann Lee</name></author><author><name>Bo Ek</name></author>"
        "<source><title>Elbe Wire</title></source>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Hi.</p></div></content>",
        base='xml:base="https://other.example/news/"',
    )
    entry = only(data)
    assert (entry.identity, entry.url) == ("urn:1", "https://other.example/news/one.html")
    assert (entry.title, entry.authors) == ("A & B rise", ("Ann Lee", "Bo Ek"))
    assert (entry.published, entry.updated) == ("2025-09-18T08:00:00+02:00", "2025-09-19T08:00:00Z")
    assert (entry.outlet, entry.html) == ("Elbe Wire", "<p>Hi.</p>")


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_json_feed_is_read(version: str) -> None:
    authors = (
        {"author": {"name": "Ann Lee"}} if version == "1" else {"authors": [{"name": "Ann Lee"}]}
    )
    feed = {
        "version": f"https://jsonfeed.org/version/{version}",
        "title": "Courier",
        "home_page_url": "https://courier.example/",
        "items": [
            {
                "id": 17,
                "url": "/a",
                "external_url": "https://elsewhere.example/",
                "title": "Builders rise",
                "content_text": "One.\n\nTwo < three.",
                "date_published": "2025-09-18T08:00:00Z",
                "date_modified": "2025-09-19T08:00:00Z",
                **authors,
            },
            "not an item",
        ],
    }
    parsed = parse_feed(b"\xef\xbb\xbf" + json.dumps(feed).encode(), url=URL)
    assert (parsed.kind, parsed.title) == (f"JSON Feed {version}", "Courier")
    (entry,) = parsed.entries
    assert (entry.identity, entry.url) == ("17", "https://courier.example/a")
    assert (entry.authors, entry.html) == (("Ann Lee",), "<p>One.</p><p>Two &lt; three.</p>")
    assert (entry.published, entry.updated) == ("2025-09-18T08:00:00Z", "2025-09-19T08:00:00Z")


@pytest.mark.parametrize(
    ("declared", "encode"),
    [
        ("windows-1252", lambda text: text.encode("cp1252")),
        ("utf-16", lambda text: text.encode("utf-16")),
        ("iso-8859-15", lambda text: text.encode("iso-8859-15")),
        ("utf-8", lambda text: b"\xef\xbb\xbf" + text.encode()),
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_declares(
    declared: str, encode: Callable[[str], bytes]
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    text = rss("<title>Müller rises 5 €</title><link>/a</link>", declared=head).decode()
    feed = parse_feed(encode(text), url=URL)
    assert (feed.entries[0].title, feed.flaw) == ("Müller rises 5 €", None)


def test_an_entry_without_id_or_link_is_known_by_its_text() -> None:
    one, two = (only(rss(f"<title>T</title><description>{n}</description>")) for n in (1, 2))
    assert one.identity == one.digest != two.digest


def test_a_guid_that_is_an_address_is_the_link() -> None:
    entry = only(rss("<title>T</title><guid>https://courier.example/g</guid>"))
    assert entry.url == "https://courier.example/g"


@pytest.mark.parametrize(
    "author",
    ["ann@x.example (Ann Lee)", "ann@x.com (Ann Lee)", "Ann Lee &lt;ann@x.example&gt;", "Ann Lee"],
)
def test_an_author_in_the_form_of_rss_is_a_name(author: str) -> None:
    entry = only(rss(f"<title>T</title><link>/a</link><author>{author}</author>"))
    assert entry.authors == ("Ann Lee",)


def test_an_address_without_a_name_is_no_author() -> None:
    entry = only(rss("<title>T</title><link>/a</link><author>desk@x.com</author>"))
    assert entry.authors == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("18 Sep 2025 08:00 GMT", "18 Sep 2025 08:00 GMT"),
        ("2025-09-18", "2025-09-18"),
        ("Thu, 18 Sep 25 08:00:00 GMT", "2025-09-18T08:00:00+00:00"),
        ("soon", None),
        ("Thu, 99 Sep 2025 08:00:00 GMT", None),
        ("", None),
    ],
)
def test_a_date_is_kept_as_written_where_it_is_one(written: str, read: str | None) -> None:
    data = rss(f"<title>T</title><link>/a</link><pubDate>{written}</pubDate>")
    assert only(data).published == read


def test_the_digest_changes_with_the_words_and_the_date_and_with_nothing_else() -> None:
    def digest(text: str, date: str = "Thu, 18 Sep 2025 08:00:00 GMT") -> str:
        words = f"<![CDATA[{text}]]>"
        told = f"<title>T</title><link>/a</link><pubDate>{date}</pubDate>"
        return only(rss(f"{told}<description>{words}</description>")).digest

    plain = digest("<p>One two.</p>")
    assert digest('<p class="x">One  two.<img src="/track?123"></p><script>1</script>') == plain
    assert digest("<p>One three.</p>") != plain
    assert digest("<p>One two.</p>", "Fri, 19 Sep 2025 08:00:00 GMT") != plain


def test_an_entry_listed_twice_counts_once_and_too_many_are_left_out() -> None:
    items = [f"<title>{n}</title><link>/{n}</link>" for n in range(MOST_ENTRIES + 2)]
    feed = parse_feed(rss(items[0], *items), url=URL)
    assert (len(feed.entries), feed.left_out) == (MOST_ENTRIES - 1, 3)


def test_a_feed_leaves_a_child_process_as_json_and_comes_back_the_same() -> None:
    feed = parse_feed(rss("<title>T</title><link>/a</link><description>x</description>"), url=URL)
    adapter = TypeAdapter(ParsedFeed)
    assert adapter.validate_json(adapter.dump_json(feed)) == feed
