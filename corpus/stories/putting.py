"""One article into the store, inside one transaction: whose version it is, and which one is current."""

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from corpus import rows
from corpus.article import Article
from corpus.corrections import read_correction, with_correction, write_correction
from corpus.extraction import ParsedArticle
from corpus.statement import Statement
from corpus.stories.marks import word_marks
from corpus.stories.sketch import Sketch, sketch_article
from corpus.stories.sketches import drop_sketches, find_copies, read_sketches, write_sketch
from corpus.stories.stories import COPY_SHINGLES
from corpus.stories.versions import is_version

Extract = Callable[[Article], tuple[Statement, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutResult:
    """What became of an article that was handed in, and the version that is current now."""

    outcome: Literal["added", "unchanged", "updated"]
    article: Article
    kept: bool = False
    """Whether an outlet or a date that was given by hand stayed, whatever the source says now."""


def put_version(
    connection: sqlite3.Connection, key: str, parsed: ParsedArticle, source: str, extract: Extract
) -> PutResult:
    """Write the article that came under `key` and return what became of it."""
    row = rows.parsed_to_row(parsed, source=source)
    draft = rows.parsed_to_article(
        parsed,
        article_id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        version=1,
        source=source,
        added_at=datetime.now(UTC),
    )
    sketch = sketch_article(draft)
    own = _select(connection, "SELECT * FROM keys WHERE key = ?", key)
    known = own["article_id"] if own else _find_article(connection, sketch)
    current = _current(connection, known) if known else None
    if current is None:
        connection.execute("INSERT INTO articles VALUES (?, ?, 1)", (draft.article_id, key))
        _write_version(connection, draft, row, extract)
        _write_key(connection, key, draft, row)
        write_sketch(connection, sketch)
        return PutResult(outcome="added", article=draft)
    said = row
    correction = read_correction(connection, current["article_id"])
    if correction is not None:
        parsed = with_correction(parsed, correction.given)
        row = rows.parsed_to_row(parsed, source=source)
        draft = rows.parsed_to_article(
            parsed,
            article_id=draft.article_id,
            version=1,
            source=source,
            added_at=draft.added_at,
        )
        sketch = sketch_article(draft)
    if own is None and _says_the_same(current, row):
        article = rows.row_to_article(current)
        _write_key(connection, key, article, said)
        return PutResult(outcome="unchanged", article=article)
    article_id = current["article_id"]
    article = replace(
        draft, article_id=article_id, version=_last_version(connection, article_id) + 1
    )
    # The same address shows the later state, whatever dates its texts bear.
    same_address = own is not None and own["version"] == current["version"]
    later = same_address or not _is_later(current, row)
    _write_version(connection, article, row, extract, replaced=not later)
    _write_key(connection, key, article, said)
    if not later:
        return PutResult(outcome="updated", article=rows.row_to_article(current))
    if correction is not None:
        write_correction(connection, article_id, correction.given, said)
    _make_current(connection, article)
    drop_sketches(connection, article_id)
    write_sketch(connection, replace(sketch, article_id=article_id, version=article.version))
    return PutResult(outcome="updated", article=article, kept=correction is not None)


def _find_article(connection: sqlite3.Connection, sketch: Sketch) -> str | None:
    """Return the article of the same outlet that this is a version of; None if it is a new one."""
    if sketch.outlet is None or sketch.shingles.size < COPY_SHINGLES:
        return None
    candidates = read_sketches(connection, find_copies(connection, sketch, sketch.outlet))
    known = [other for other in candidates.values() if is_version(other, sketch)]
    if not known:
        return None
    marks = set(word_marks(sketch.shingles).tolist())

    def shared(other: Sketch) -> tuple[int, str]:
        return -len(marks.intersection(word_marks(other.shingles).tolist())), other.article_id

    return min(known, key=shared).article_id


def _says_the_same(current: sqlite3.Row, row: Mapping[str, rows.Value]) -> bool:
    """Whether a reader learns nothing new from `row`: the same text, headline and day."""
    return all(
        current[name] == row[name]
        for name in ("source_text", "title", "published_first", "published_last")
    )


def _is_later(current: sqlite3.Row, row: Mapping[str, rows.Value]) -> bool:
    """Whether `current` was published later than `row`, as far as is known."""
    if current["published_at"] and row["published_at"]:
        return bool(
            datetime.fromisoformat(current["published_at"])
            > datetime.fromisoformat(str(row["published_at"]))
        )
    if current["published_first"] and row["published_last"]:
        return date.fromisoformat(current["published_first"]) > date.fromisoformat(
            str(row["published_last"])
        )
    return False


def _write_version(
    connection: sqlite3.Connection,
    article: Article,
    row: Mapping[str, rows.Value],
    extract: Extract,
    *,
    replaced: bool = False,
) -> None:
    place: dict[str, rows.Value] = {
        "article_id": article.article_id,
        "version": article.version,
        "added_at": article.added_at.isoformat(),
        "replaced": int(replaced),
    }
    rows.insert(connection, "article_versions", {**row, **place})
    for ordinal, statement in enumerate(extract(article)):
        rows.insert(connection, "statements", rows.statement_to_row(statement, ordinal=ordinal))


def _write_key(
    connection: sqlite3.Connection, key: str, article: Article, row: Mapping[str, rows.Value]
) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)",
        (key, article.article_id, article.version, row["content_hash"]),
    )


def _make_current(connection: sqlite3.Connection, article: Article) -> None:
    connection.execute(
        "UPDATE articles SET current_version = ? WHERE article_id = ?",
        (article.version, article.article_id),
    )
    connection.execute(
        "UPDATE article_versions SET replaced = 1"
        " WHERE article_id = ? AND version != ? AND replaced = 0",
        (article.article_id, article.version),
    )


def _last_version(connection: sqlite3.Connection, article_id: str) -> int:
    found = connection.execute(
        "SELECT max(version) FROM article_versions WHERE article_id = ?", (article_id,)
    )
    return int(found.fetchone()[0])


def _current(connection: sqlite3.Connection, article_id: str) -> sqlite3.Row | None:
    return _select(connection, "SELECT * FROM current_versions WHERE article_id = ?", article_id)


def _select(connection: sqlite3.Connection, sql: str, value: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = connection.execute(sql, (value,)).fetchone()
    return found
