"""Brings the stories of a store up to date with its articles; only what changed is looked at.

A version's sketch is written with it; folding links the new ones to their candidates and groups anew
what hangs together with them. Each batch is one transaction, after which the stories are those of
all articles folded so far: a run that is stopped is taken up by the next one.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from corpus import rows
from corpus.store import Store
from corpus.stories.sketch import SKETCH_VERSION, Sketch, sketch_article
from corpus.stories.sketches import find_candidates, read_sketches, write_sketch
from corpus.stories.stories import Link, find_link, make_stories

_BATCH = 200
"""So many articles are folded in one transaction."""
_TEXTS = 100
"""So many article texts are in memory at once."""


def fold_store(store: Store) -> int:
    """Fold the current versions of `store` into stories and return how many were new to it.

    Raises:
        StoreError: the store cannot be written.
    """
    folded = 0
    with store.hold():
        with store.write() as connection:
            _drop_stale(connection)
        while missing := _unsketched(store.connection):
            with store.write() as connection:
                for article in store.read_articles(missing):
                    write_sketch(connection, sketch_article(article))
        while True:
            with store.write() as connection:
                fresh = _unfolded(connection)
                _fold(connection, store, fresh)
            folded += len(fresh)
            if len(fresh) < _BATCH:
                return folded


def _fold(connection: sqlite3.Connection, store: Store, fresh: list[int]) -> None:
    touched = set(fresh) | {row[0] for row in connection.execute("SELECT sketch_id FROM unlinked")}
    if not touched:
        return
    for sketch_id, sketch in read_sketches(connection, fresh).items():
        _link(connection, sketch_id, sketch)
        connection.execute("UPDATE sketches SET folded = 1 WHERE sketch_id = ?", (sketch_id,))
    members = _read_components(connection, touched)
    sketches = read_sketches(connection, members)
    links = _read_links(connection, sketches)
    article_ids = [sketch.article_id for sketch in sketches.values()]
    known, taken = _read_names(connection, article_ids)
    stories = make_stories(list(sketches.values()), links, story_ids=known, taken=taken)
    store.write_stories(stories, article_ids)
    connection.execute("DELETE FROM unlinked")


def _drop_stale(connection: sqlite3.Connection) -> None:
    connection.execute(
        "DELETE FROM sketches WHERE made_by != ? OR NOT EXISTS (SELECT 1 FROM articles AS a WHERE"
        " a.article_id = sketches.article_id AND a.current_version = sketches.version)",
        (SKETCH_VERSION,),
    )


def _unsketched(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT a.article_id FROM articles AS a LEFT JOIN sketches AS s"
        " ON s.article_id = a.article_id AND s.version = a.current_version"
        " WHERE s.article_id IS NULL ORDER BY a.article_id LIMIT ?",
        (_TEXTS,),
    )
    return [row["article_id"] for row in found]


def _unfolded(connection: sqlite3.Connection) -> list[int]:
    found = connection.execute(
        "SELECT sketch_id FROM sketches WHERE folded = 0 ORDER BY sketch_id LIMIT ?", (_BATCH,)
    )
    return [row["sketch_id"] for row in found]


def _link(connection: sqlite3.Connection, sketch_id: int, sketch: Sketch) -> None:
    """Write the links of a sketch to those that are folded."""
    folded = connection.execute(
        "SELECT sketch_id FROM sketches WHERE folded = 1"
        " AND sketch_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(find_candidates(connection, sketch) - {sketch_id})),),
    )
    for other_id, other in read_sketches(connection, [row[0] for row in folded]).items():
        link = find_link(sketch, other)
        if link is not None:
            row: dict[str, rows.Value] = {
                "first_sketch": min(sketch_id, other_id),
                "second_sketch": max(sketch_id, other_id),
                "kind": link.kind,
                "share": link.share,
            }
            rows.insert(connection, "links", row)


def _read_components(connection: sqlite3.Connection, touched: Iterable[int]) -> set[int]:
    """Return the numbers of all folded sketches that hang together with those `touched`."""
    found = connection.execute(
        "WITH RECURSIVE met (sketch_id) AS ("
        " SELECT value FROM json_each(?)"
        " UNION SELECT l.second_sketch FROM met JOIN links AS l ON l.first_sketch = met.sketch_id"
        " UNION SELECT l.first_sketch FROM met JOIN links AS l ON l.second_sketch = met.sketch_id)"
        " SELECT s.sketch_id FROM met JOIN sketches AS s USING (sketch_id) WHERE s.folded = 1",
        (json.dumps(sorted(touched)),),
    )
    return {row["sketch_id"] for row in found}


def _read_links(connection: sqlite3.Connection, sketches: Mapping[int, Sketch]) -> list[Link]:
    found = connection.execute(
        "SELECT * FROM links WHERE first_sketch IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(sketches)),),
    )
    links = []
    for row in found:
        ends = (sketches[row["first_sketch"]], sketches[row["second_sketch"]])
        first, second = sorted(sketch.article_id for sketch in ends)
        links.append(Link(first=first, second=second, kind=row["kind"], share=row["share"]))
    return links


def _read_names(
    connection: sqlite3.Connection, article_ids: list[str]
) -> tuple[dict[str, str], set[str]]:
    """Return the story ids of these articles, and those of others that they might take."""
    ids = json.dumps(article_ids)
    known = dict(
        connection.execute(
            "SELECT article_id, story_id FROM stories"
            " WHERE article_id IN (SELECT value FROM json_each(?))",
            (ids,),
        ).fetchall()
    )
    wanted = {f"s{article_id}" for article_id in article_ids} | set(known.values())
    taken = connection.execute(
        "SELECT DISTINCT story_id FROM stories WHERE story_id IN (SELECT value FROM json_each(?))"
        " AND article_id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(wanted)), ids),
    )
    return known, {row[0] for row in taken}
