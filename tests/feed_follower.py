"""Following feeds as a person does, on a site and a store of a test."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from feed_site import HttpxFetcher, Site, measure, parse

from corpus.build import Summary, add_articles
from corpus.feeds.feed_finding import find_feed
from corpus.feeds.feed_outcomes import FeedOutcome, FeedSummary
from corpus.feeds.feed_store import Feed, read_feeds
from corpus.feeds.feeds import follow_feed, update_feeds
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
