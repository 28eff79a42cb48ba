"""Brings the stories of a store up to date with its articles; only new versions are looked at.

Sketches and links are kept with the versions they were made of. All of it is one transaction, so a
version that has a sketch also has its links.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np

from corpus import rows
from corpus.sketch import SKETCH_VERSION, Sketch, sketch_article
from corpus.store import Store
from corpus.stories import Link, find_links, make_stories

_BATCH = 500
"""So many article texts are in memory at once."""


def fold_store(store: Store) -> int:
    """Fold the current versions of `store` into stories and return how many were new to it.

    Raises:
        StoreError: the store cannot be written.
    """
    with store.write() as connection:
        _drop_stale(connection)
        fresh = _unsketched(connection)
        for batch in _batches(fresh):
            for article in store.read_articles(batch):
                _write_sketch(connection, sketch_article(article))
        sketches = _read_sketches(connection)
        versions = {sketch.article_id: sketch.version for sketch in sketches}
        for link in find_links(sketches, set(fresh)):
            _write_link(connection, link, versions)
        outlets = dict(connection.execute("SELECT article_id, outlet FROM current_versions"))
        known = dict(connection.execute("SELECT article_id, story_id FROM stories"))
        store.write_stories(
            make_stories(sketches, _read_links(connection), outlets, story_ids=known)
        )
    return len(fresh)


def _drop_stale(connection: sqlite3.Connection) -> None:
    connection.execute(
        "DELETE FROM sketches WHERE made_by != ? OR NOT EXISTS (SELECT 1 FROM articles AS a WHERE"
        " a.article_id = sketches.article_id AND a.current_version = sketches.version)",
        (SKETCH_VERSION,),
    )
    # A link stands as long as the sketches on both of its ends.
    for end in ("first", "second"):
        connection.execute(
            f"DELETE FROM links WHERE NOT EXISTS (SELECT 1 FROM sketches AS s"
            f" WHERE s.article_id = {end}_id AND s.version = {end}_version)"
        )


def _unsketched(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT a.article_id FROM articles AS a LEFT JOIN sketches AS s"
        " ON s.article_id = a.article_id AND s.version = a.current_version"
        " WHERE s.article_id IS NULL ORDER BY a.article_id"
    )
    return [row["article_id"] for row in found]


def _batches(article_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(article_ids), _BATCH):
        yield article_ids[start : start + _BATCH]


def _write_sketch(connection: sqlite3.Connection, sketch: Sketch) -> None:
    row: dict[str, rows.Value] = {
        "article_id": sketch.article_id,
        "version": sketch.version,
        "made_by": SKETCH_VERSION,
        "shingles": sketch.shingles.astype("<u8").tobytes(),
        "figures": json.dumps(sorted(sketch.figures), ensure_ascii=False),
        "names": json.dumps(sorted(sketch.names), ensure_ascii=False),
        "words": sketch.words,
        "damage": sketch.damage,
    }
    rows.insert(connection, "sketches", row)


def _read_sketches(connection: sqlite3.Connection) -> list[Sketch]:
    found = connection.execute(
        "SELECT s.*, v.published_first, v.published_last FROM sketches AS s"
        " JOIN article_versions AS v USING (article_id, version) ORDER BY s.article_id"
    )
    return [
        Sketch(
            article_id=row["article_id"],
            version=row["version"],
            published=rows.read_period(row["published_first"], row["published_last"]),
            shingles=np.frombuffer(row["shingles"], dtype="<u8").astype(np.uint64),
            figures=frozenset(json.loads(row["figures"])),
            names=frozenset(json.loads(row["names"])),
            words=row["words"],
            damage=row["damage"],
        )
        for row in found
    ]


def _write_link(connection: sqlite3.Connection, link: Link, versions: dict[str, int]) -> None:
    row: dict[str, rows.Value] = {
        "first_id": link.first,
        "first_version": versions[link.first],
        "second_id": link.second,
        "second_version": versions[link.second],
        "kind": link.kind,
        "share": link.share,
    }
    rows.insert(connection, "links", row)


def _read_links(connection: sqlite3.Connection) -> list[Link]:
    return [
        Link(first=row["first_id"], second=row["second_id"], kind=row["kind"], share=row["share"])
        for row in connection.execute("SELECT * FROM links")
    ]
