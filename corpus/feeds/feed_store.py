"""Feeds and the entries taken from them, as tables of the store.

An entry is recorded after its article, and a feed's ETag after all of its entries: a run that is
killed in between asks again and finds the articles unchanged, so that nothing is ever lost.
No write here is of the corpus: no article changes by it, and a check every quarter of an hour must
not make whoever serves answers read the whole store again.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from corpus import rows
from corpus.errors import CorpusError
from corpus.store import Store

COMPONENT = "feeds"
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE feeds (
        feed_id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        title TEXT,
        added_at TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        checked_at TEXT,
        changed_at TEXT,
        failures INTEGER NOT NULL DEFAULT 0,
        last_error TEXT,
        next_check_at TEXT
    ) STRICT;
    CREATE TABLE feed_entries (
        feed_id INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
        identity TEXT NOT NULL,
        key TEXT NOT NULL,
        digest TEXT NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        note TEXT,
        seen_at TEXT NOT NULL,
        PRIMARY KEY (feed_id, identity)
    ) STRICT;
    CREATE INDEX feed_entries_by_key ON feed_entries (key);
    """,
)

State = Literal["page", "feed text", "elsewhere", "failed"]
"""Where an entry's article came from: its page, the feed's own text, another feed, or nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is followed, as of its last check."""

    feed_id: int
    url: str
    title: str | None
    added_at: datetime
    etag: str | None
    last_modified: str | None
    checked_at: datetime | None
    changed_at: datetime | None
    """When it last brought an article that was new or changed."""
    failures: int
    """Checks in a row that failed."""
    last_error: str | None
    next_check_at: datetime | None
    """Not to be asked before; None is at any time."""
    entries: int
    """Entries of it that are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """An entry that was handled."""

    identity: str
    key: str
    """The identity of its article in the store."""
    digest: str
    state: State
    attempts: int
    """Runs in which its page was asked for, since it last changed."""
    note: str | None
    """Why it was not taken from its page."""


def migrate(store: Store) -> None:
    """Make the tables where they are missing."""
    store.migrate(COMPONENT, MIGRATIONS)


def add_feed(store: Store, url: str, title: str | None, now: datetime) -> Feed:
    """The feed of that address, which is followed from now on; one that was already stays as it is."""
    with store.write(of_corpus=False) as connection:
        connection.execute(
            "INSERT INTO feeds (url, title, added_at) VALUES (?, ?, ?) ON CONFLICT (url) DO NOTHING",
            (url, title, now.isoformat()),
        )
    return read_feed(store, url)


def remove_feed(store: Store, url: str) -> None:
    """Follow a feed no longer; the articles that it brought stay.

    Raises:
        CorpusError: it is not followed.
    """
    feed = read_feed(store, url)
    with store.write(of_corpus=False) as connection:
        connection.execute("DELETE FROM feeds WHERE feed_id = ?", (feed.feed_id,))


def read_feeds(store: Store) -> tuple[Feed, ...]:
    """The feeds that are followed, in the order in which they were added."""
    found = store.query(
        "SELECT f.*, (SELECT count(*) FROM feed_entries AS e WHERE e.feed_id = f.feed_id)"
        " AS entries FROM feeds AS f ORDER BY feed_id"
    )
    return tuple(_feed(row) for row in found)


def read_feed(store: Store, url: str) -> Feed:
    """The feed of that address.

    Raises:
        CorpusError: it is not followed.
    """
    for feed in read_feeds(store):
        if feed.url == url:
            return feed
    raise CorpusError(
        f"the feed {url!r} is not followed; see those that are with: python -m corpus feed list"
    )


def read_entries(store: Store, feed: Feed) -> dict[str, KnownEntry]:
    """The known entries of a feed by identity."""
    found = store.query(
        "SELECT * FROM feed_entries WHERE feed_id = :feed_id", {"feed_id": feed.feed_id}
    )
    return {row["identity"]: _entry(row) for row in found}


def is_taken_elsewhere(store: Store, feed: Feed, key: str) -> bool:
    """Whether another feed brought the article of that key, and so keeps it up to date."""
    found = store.query(
        "SELECT 1 FROM feed_entries WHERE key = :key AND feed_id != :feed_id"
        " AND state IN ('page', 'feed text') LIMIT 1",
        {"key": key, "feed_id": feed.feed_id},
    )
    return bool(found)


def write_entries(store: Store, feed: Feed, entries: Iterable[KnownEntry], now: datetime) -> None:
    """Record entries whose articles are stored."""
    with store.write(of_corpus=False) as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO feed_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    feed.feed_id,
                    entry.identity,
                    entry.key,
                    entry.digest,
                    entry.state,
                    entry.attempts,
                    entry.note,
                    now.isoformat(),
                )
                for entry in entries
            ],
        )


def write_feed(
    store: Store,
    feed: Feed,
    now: datetime,
    **values: str | int | datetime | None,
) -> None:
    """Record a check: `values` are the columns of the feed that it changes."""
    columns: dict[str, rows.Value] = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }
    columns["checked_at"] = now.isoformat()
    # The names are written in this package, never input.
    settings = ", ".join(f"{name} = :{name}" for name in columns)
    with store.write(of_corpus=False) as connection:
        connection.execute(
            f"UPDATE feeds SET {settings} WHERE feed_id = :feed_id",
            columns | {"feed_id": feed.feed_id},
        )


def _feed(row: sqlite3.Row) -> Feed:
    times = {
        name: datetime.fromisoformat(row[name]) if row[name] else None
        for name in ("checked_at", "changed_at", "next_check_at")
    }
    return Feed(
        feed_id=row["feed_id"],
        url=row["url"],
        title=row["title"],
        added_at=datetime.fromisoformat(row["added_at"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        checked_at=times["checked_at"],
        changed_at=times["changed_at"],
        failures=row["failures"],
        last_error=row["last_error"],
        next_check_at=times["next_check_at"],
        entries=row["entries"],
    )


def _entry(row: sqlite3.Row) -> KnownEntry:
    return KnownEntry(
        identity=row["identity"],
        key=row["key"],
        digest=row["digest"],
        state=row["state"],
        attempts=row["attempts"],
        note=row["note"],
    )
