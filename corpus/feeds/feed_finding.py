"""Asking an address for a feed, and finding the one that a web page names."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.errors import CorpusError
from corpus.feeds.feed import ParsedFeed
from corpus.feeds.feed_fetching import Fetched, Fetcher
from corpus.sources.web_page import as_utf8

LARGEST_FEED_BYTES = 5_000_000

Parse = Callable[[bytes, str], ParsedFeed]
"""`parse_feed` on bytes and their address, wherever it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered, and the feed in it; None where it did not change."""

    fetched: Fetched
    feed: ParsedFeed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """What stands at an address that a person gave."""

    url: str
    """Of the feed itself; another than was given where a page named it, or where it moved."""
    feed: ParsedFeed
    others: tuple[str, ...]
    """Further feeds that the page names."""


def ask_feed(
    url: str,
    *,
    fetcher: Fetcher,
    parse: Parse,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Answer:
    """What stands at the address now, if it is another than the marks are of.

    Raises:
        CorpusError: it cannot be fetched, or is no feed and no web page.
    """
    fetched = fetcher.fetch(
        url, etag=etag, last_modified=last_modified, largest_bytes=LARGEST_FEED_BYTES
    )
    if fetched.not_modified:
        return Answer(fetched=fetched, feed=None)
    if fetched.status >= 400:
        raise CorpusError(f"{url}: answered {fetched.status}")
    return Answer(fetched=fetched, feed=parse(as_utf8(fetched.body, fetched.charset), fetched.url))


def find_feed(url: str, *, fetcher: Fetcher, parse: Parse) -> FoundFeed:
    """The feed at an address, or the first that the web page there names.

    Raises:
        CorpusError: there is neither; the message says what is there.
    """
    answer = ask_feed(url, fetcher=fetcher, parse=parse)
    named = answer.feed.feeds if answer.feed and answer.feed.kind == "web page" else (url,)
    for number, address in enumerate(named):
        if address != url:
            answer = ask_feed(address, fetcher=fetcher, parse=parse)
        if answer.feed is not None and answer.feed.kind != "web page":
            return FoundFeed(
                url=answer.fetched.moved_permanently_to or address,
                feed=answer.feed,
                others=named[:number] + named[number + 1 :],
            )
    raise CorpusError(
        f"{url}: is a web page that names no feed; look on the site for a link called RSS or Atom"
        " and give its address"
    )
