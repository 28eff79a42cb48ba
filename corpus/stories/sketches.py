"""Sketches as rows of the store, and back; and which of them may carry the report of another.

A sketch is written in the transaction that writes its version, so that folding reads no text.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from corpus import rows
from corpus.article import Period
from corpus.stories.marks import FACT_MARKS_SHARED, MARK_SHARE, fact_marks, word_marks
from corpus.stories.sketch import SKETCH_VERSION, Sketch
from corpus.stories.stories import RETOLD_DAYS, STORY_DAYS

_BY_WORDS = f"""
    SELECT s.sketch_id FROM (
        SELECT m.sketch_id, count(*) AS shared FROM json_each(:marks) AS j
        JOIN word_marks AS m ON m.mark = j.value GROUP BY m.sketch_id
    ) AS met JOIN sketches AS s ON s.sketch_id = met.sketch_id
    WHERE met.shared >= {MARK_SHARE} * min(:count, s.word_mark_count)
    AND (:first IS NULL OR s.first_day IS NULL
        OR max(:first - s.last_day, s.first_day - :last) <= {STORY_DAYS})
"""
_BY_FACTS = f"""
    SELECT s.sketch_id FROM (
        SELECT m.sketch_id FROM json_each(:marks) AS j
        JOIN fact_marks AS m ON m.mark = j.value GROUP BY m.sketch_id
        HAVING count(*) >= {FACT_MARKS_SHARED}
    ) AS met JOIN sketches AS s ON s.sketch_id = met.sketch_id
    WHERE :first IS NULL OR s.first_day IS NULL
        OR max(:first - s.last_day, s.first_day - :last) <= {RETOLD_DAYS}
"""


def write_sketch(connection: sqlite3.Connection, sketch: Sketch) -> int:
    """Store the sketch of a version with its marks and return its number."""
    period = sketch.published
    words = word_marks(sketch.shingles)
    facts = fact_marks(sketch.figures, sketch.names)
    row: dict[str, rows.Value] = {
        "article_id": sketch.article_id,
        "version": sketch.version,
        "made_by": SKETCH_VERSION,
        "first_day": period.first.toordinal() if period else None,
        "last_day": period.last.toordinal() if period else None,
        "words": sketch.words,
        "damage": sketch.damage,
        "word_mark_count": len(words),
        "figures": json.dumps(sorted(sketch.figures), ensure_ascii=False),
        "names": json.dumps(sorted(sketch.names), ensure_ascii=False),
        "shingles": sketch.shingles.astype("<u4").tobytes(),
    }
    rows.insert(connection, "sketches", row)
    sketch_id = int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])
    for table, marks in (("word_marks", words), ("fact_marks", facts)):
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?)", [(mark, sketch_id) for mark in marks.tolist()]
        )
    return sketch_id


def drop_sketches(connection: sqlite3.Connection, article_id: str) -> None:
    """Remove the sketches of an article, with their marks and links."""
    connection.execute("DELETE FROM sketches WHERE article_id = ?", (article_id,))


def read_sketches(
    connection: sqlite3.Connection, sketch_ids: Iterable[int]
) -> Mapping[int, Sketch]:
    """Return these sketches by number; one that is not there is left out."""
    found = connection.execute(
        "SELECT s.*, v.title, v.outlet FROM sketches AS s"
        " JOIN article_versions AS v USING (article_id, version)"
        " WHERE s.sketch_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(sketch_ids)),),
    )
    return {
        row["sketch_id"]: Sketch(
            article_id=row["article_id"],
            version=row["version"],
            title=row["title"],
            outlet=row["outlet"],
            published=_read_days(row["first_day"], row["last_day"]),
            shingles=np.frombuffer(row["shingles"], dtype="<u4").astype(np.uint32),
            figures=frozenset(json.loads(row["figures"])),
            names=frozenset(json.loads(row["names"])),
            words=row["words"],
            damage=row["damage"],
        )
        for row in found
    }


def find_candidates(connection: sqlite3.Connection, sketch: Sketch) -> set[int]:
    """Return the numbers of the sketches that may carry the same report, the own one included."""
    period = sketch.published
    words = word_marks(sketch.shingles)
    facts = fact_marks(sketch.figures, sketch.names)
    values: dict[str, rows.Value] = {
        "count": len(words),
        "first": period.first.toordinal() if period else None,
        "last": period.last.toordinal() if period else None,
    }
    found: set[int] = set()
    for sql, marks in ((_BY_WORDS, words), (_BY_FACTS, facts)):
        values["marks"] = json.dumps(marks.tolist())
        found.update(row[0] for row in connection.execute(sql, values))
    return found


def find_copies(connection: sqlite3.Connection, sketch: Sketch, outlet: str) -> set[int]:
    """Return the numbers of the sketches of current versions of `outlet` that may be a copy."""
    words = word_marks(sketch.shingles)
    period = sketch.published
    found = connection.execute(
        f"{_BY_WORDS} AND EXISTS (SELECT 1 FROM current_versions AS v WHERE"
        " v.article_id = s.article_id AND v.version = s.version AND v.outlet = :outlet"
        " COLLATE NOCASE)",
        {
            "marks": json.dumps(words.tolist()),
            "count": len(words),
            "first": period.first.toordinal() if period else None,
            "last": period.last.toordinal() if period else None,
            "outlet": outlet,
        },
    )
    return {row["sketch_id"] for row in found}


def _read_days(first: int | None, last: int | None) -> Period | None:
    if first is None or last is None:
        return None
    return Period(first=date.fromordinal(first), last=date.fromordinal(last))
