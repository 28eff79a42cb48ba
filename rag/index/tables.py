"""Passages and vectors in the store's SQLite file, from which both indexes are built.

The tables belong to `rag` and hang on the article's version: what removes a version removes its
passages and vectors. Text is not stored again; a passage is offsets into its article's text.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from corpus.article import Article
from corpus.store import Store
from rag.errors import IndexStateError
from rag.index.embedder import Vectors
from rag.index.indexed import (
    NO_VECTOR,
    IndexedPassage,
    hash_copy,
    hash_parts,
    pack_fields,
    unpack_fields,
)
from rag.index.schema import COMPONENT, MIGRATIONS
from rag.records import Passage


def migrate(store: Store) -> None:
    """Make the tables where they are missing."""
    store.migrate(COMPONENT, MIGRATIONS)


def read_manifest(store: Store) -> dict[str, str]:
    """Return what the vectors were made with: model, fingerprint, dimension, splitter."""
    return {row["key"]: row["value"] for row in store.query("SELECT key, value FROM manifest")}


def write_manifest(store: Store, values: Mapping[str, str]) -> None:
    """Replace the manifest."""
    with store.write() as connection:
        connection.execute("DELETE FROM manifest")
        connection.executemany("INSERT INTO manifest VALUES (?, ?)", sorted(values.items()))


def delete_all(store: Store, *, vectors: bool) -> None:
    """Mark every article as not indexed, so that its passages are made again.

    Vectors are kept for passages that come out the same, unless `vectors`.
    """
    doomed = ("vectors", "passages") if vectors else ()
    with store.write() as connection:
        for table in (*doomed, "indexed_versions", "manifest"):
            connection.execute(f"DELETE FROM {table}")


def delete_replaced(store: Store) -> None:
    """Drop the passages of versions that are no longer current; removed articles took theirs."""
    with store.write() as connection:
        for table in ("passages", "indexed_versions"):
            connection.execute(
                f"DELETE FROM {table} WHERE (article_id, version) NOT IN"
                " (SELECT article_id, current_version FROM articles)"
            )


def read_inputs(store: Store) -> dict[str, str]:
    """Return of each current article the hash of all that its passages are made from.

    The text itself needs no part in it: the text of a version never changes.
    """
    rows = store.query(
        "SELECT v.article_id, v.version, v.title, v.outlet, v.published_first, v.published_last,"
        " v.body, (SELECT json_group_array(json_array(span_start, span_end, persons, firm)) FROM"
        " (SELECT * FROM statements AS s WHERE s.article_id = v.article_id AND s.version ="
        " v.version ORDER BY s.ordinal)) FROM current_versions AS v"
        " ORDER BY v.published_first IS NULL, v.published_first, v.article_id"
    )
    return {row["article_id"]: hash_parts(*map(str, row)) for row in rows}


def read_indexed_inputs(store: Store) -> dict[str, str]:
    """Return of each article that has its passages the hash of what they were made from."""
    rows = store.query("SELECT article_id, inputs_hash FROM indexed_versions")
    return {row["article_id"]: row["inputs_hash"] for row in rows}


def read_vectors(store: Store, text_hashes: Iterable[str]) -> dict[str, Vectors]:
    """Return the vectors that are there already, by `hash_embedded`."""
    rows = store.query(
        "SELECT text_hash, vector FROM vectors WHERE text_hash IN"
        " (SELECT value FROM json_each(:hashes))",
        {"hashes": json.dumps(list(text_hashes))},
    )
    return {row["text_hash"]: _to_vector(row["vector"]) for row in rows}


def read_copied_stories(store: Store, article_ids: Iterable[str]) -> dict[str, str]:
    """Return the story of each of these articles that is not alone in its story."""
    rows = store.query(
        "SELECT s.article_id, s.story_id FROM stories AS s WHERE s.article_id IN"
        " (SELECT value FROM json_each(:ids)) AND EXISTS (SELECT 1 FROM stories AS o"
        " WHERE o.story_id = s.story_id AND o.article_id != s.article_id)",
        {"ids": json.dumps(list(article_ids))},
    )
    return {row["article_id"]: row["story_id"] for row in rows}


def read_story_vectors(store: Store, story_ids: Iterable[str]) -> dict[str, Vectors]:
    """Return the vectors that are there of these stories, by `hash_copy`; of copies one."""
    rows = store.query(
        f"SELECT s.story_id, {_TEXT}, x.vector FROM stories AS s"
        f" JOIN passages AS p ON p.article_id = s.article_id {_JOIN}"
        " JOIN vectors AS x ON x.passage_id = p.passage_id WHERE s.story_id IN"
        " (SELECT value FROM json_each(:ids)) GROUP BY s.story_id, text",
        {"ids": json.dumps(sorted(set(story_ids)))},
    )
    return {hash_copy(row["story_id"], row["text"]): _to_vector(row["vector"]) for row in rows}


def write_passages(
    store: Store, article: Article, inputs_hash: str, indexed: Sequence[IndexedPassage]
) -> bool:
    """Replace an article's passages and vectors in one transaction.

    False, and nothing is written, where that version is no longer the current one.
    """
    with store.write() as connection:
        place = (article.article_id, article.version)
        current = connection.execute(
            "SELECT 1 FROM articles WHERE article_id = ? AND current_version = ?", place
        ).fetchone()
        if current is None:
            return False
        connection.execute("DELETE FROM passages WHERE article_id = ?", place[:1])
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_passage_row(ordinal, one) for ordinal, one in enumerate(indexed)],
        )
        connection.executemany(
            "INSERT INTO vectors VALUES (?, ?, ?)",
            [
                (
                    one.passage.passage_id,
                    one.embedded_hash,
                    np.asarray(one.vector, dtype="<f4").tobytes(),
                )
                for one in indexed
            ],
        )
        connection.execute(
            "INSERT OR REPLACE INTO indexed_versions VALUES (?, ?, ?)", (*place, inputs_hash)
        )
    return True


def read_hashes(store: Store) -> dict[str, str]:
    """Return every current passage's id with the hash of all that the indexes hold of it."""
    rows = store.query(
        "SELECT p.passage_id, p.passage_hash FROM passages AS p JOIN articles AS a"
        " ON a.article_id = p.article_id AND a.current_version = p.version"
        " ORDER BY p.article_id, p.ordinal"
    )
    return {row["passage_id"]: row["passage_hash"] for row in rows}


def read_passages(store: Store, passage_ids: Iterable[str] | None = None) -> tuple[Passage, ...]:
    """Return the passages of current versions by article and place in it.

    With `passage_ids`, only these; one that was removed meanwhile is left out.
    """
    select, order = f"SELECT p.*, {_TEXT} FROM passages AS p {_JOIN}", "p.article_id, p.ordinal"
    if passage_ids is None:
        rows = store.query(f"{select} ORDER BY {order}")
    else:  # in one statement with the above SQLite reads all: 17 ms of 20,000 passages, else 0.3
        rows = store.query(
            f"{select} WHERE p.passage_id IN (SELECT value FROM json_each(:ids)) ORDER BY {order}",
            {"ids": json.dumps(list(passage_ids))},
        )
    return tuple(_to_passage(row) for row in rows)


def read_indexed(store: Store, passage_ids: Iterable[str]) -> list[IndexedPassage]:
    """Return passages with their vectors and fields, ready to be taken into the indexes.

    Raises:
        IndexStateError: a passage has no vector.
    """
    rows = store.query(
        f"SELECT p.*, {_TEXT}, x.vector, x.text_hash FROM passages AS p {_JOIN} LEFT JOIN vectors AS x"
        " ON x.passage_id = p.passage_id WHERE p.passage_id IN"
        " (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(passage_ids))},
    )
    for row in rows:
        if row["vector"] is None:
            raise IndexStateError(
                f"the passage {row['passage_id']!r} has no vector; make it again with: python -m"
                " corpus check --repair"
            )
    return [
        IndexedPassage(
            passage=_to_passage(row),
            fields=unpack_fields(row["article_id"], row["fields"]),
            embedded_hash=row["text_hash"],
            vector=_to_vector(row["vector"]),
        )
        for row in rows
    ]


def read_passage_vectors(
    store: Store,
    passage_ids: Iterable[str] = (),
    *,
    article_ids: Iterable[str] = (),
) -> tuple[list[str], Vectors]:
    """Return the ids of these passages, and of all passages of these articles, with one row for each.

    One that was removed meanwhile is left out.
    """
    rows = store.query(
        "SELECT p.passage_id, x.vector FROM passages AS p JOIN articles AS a ON a.article_id ="
        " p.article_id AND a.current_version = p.version JOIN vectors AS x ON x.passage_id ="
        " p.passage_id WHERE p.passage_id IN (SELECT value FROM json_each(:ids)) OR p.article_id IN"
        " (SELECT value FROM json_each(:articles)) ORDER BY p.passage_id",
        {"ids": json.dumps(list(passage_ids)), "articles": json.dumps(list(article_ids))},
    )
    found = [row["passage_id"] for row in rows]
    return found, np.stack([_to_vector(row["vector"]) for row in rows]) if found else NO_VECTOR


# SQLite's substr counts code points from 1, so a whole text need not be read for each passage.
_TEXT = "substr(t.source_text, p.span_start + 1, p.span_end - p.span_start) AS text"
_JOIN = (
    "JOIN articles AS a ON a.article_id = p.article_id AND a.current_version = p.version"
    " JOIN article_versions AS t ON t.article_id = p.article_id AND t.version = p.version"
)


def _passage_row(ordinal: int, one: IndexedPassage) -> tuple[str | int, ...]:
    passage, fields = one.passage, one.fields
    return (
        passage.passage_id,
        passage.article_id,
        passage.version,
        ordinal,
        passage.start,
        passage.end,
        passage.header,
        pack_fields(fields),
        one.passage_hash,
    )


def _to_passage(row: sqlite3.Row) -> Passage:
    return Passage(
        passage_id=row["passage_id"],
        article_id=row["article_id"],
        version=row["version"],
        start=row["span_start"],
        end=row["span_end"],
        text=row["text"],
        header=row["header"],
    )


def _to_vector(blob: bytes) -> Vectors:
    vector: Vectors = np.frombuffer(blob, dtype="<f4")
    return vector
