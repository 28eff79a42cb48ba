"""Feeds written for tests."""

from corpus.feeds.feed import FeedEntry
from corpus.feeds.feed_parser import parse_feed

URL = "https://courier.example/rss/feed.xml"
DECLARED = '<?xml version="1.0" encoding="utf-8"?>'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(*items: str, head: str = "<title>Courier</title>", declared: str = DECLARED) -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'{declared}<rss version="2.0" {CONTENT} {DC}><channel>{head}{body}</channel></rss>'.encode()


def atom(*entries: str, base: str = "") -> bytes:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" {base}><title>Courier</title>{body}</feed>'
    return f"{DECLARED}{feed}".encode()


def only(data: bytes) -> FeedEntry:
    (entry,) = parse_feed(data, url=URL).entries
    return entry
