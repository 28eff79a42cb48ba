"""How much a store holds, and whether it is whole."""

import sqlite3
from dataclasses import dataclass

_PROBLEMS: tuple[tuple[str, str], ...] = (
    (
        "{} articles have no current version",
        "SELECT count(*) FROM articles AS a LEFT JOIN article_versions AS v ON v.article_id ="
        " a.article_id AND v.version = a.current_version WHERE v.article_id IS NULL",
    ),
    (
        "{} articles have a current version that is marked replaced, or another that is not",
        "SELECT count(DISTINCT a.article_id) FROM articles AS a JOIN article_versions AS v ON"
        " v.article_id = a.article_id WHERE v.replaced = (v.version = a.current_version)",
    ),
    (
        "{} body ranges lie outside their text",
        "SELECT count(*) FROM article_versions AS v, json_each(v.body) AS r WHERE"
        " json_extract(r.value, '$[0]') < 0 OR json_extract(r.value, '$[1]') >"
        " length(v.source_text) OR json_extract(r.value, '$[0]') > json_extract(r.value, '$[1]')",
    ),
    (
        "{} statements lie outside their text",
        "SELECT count(*) FROM statements AS s JOIN article_versions AS v USING (article_id,"
        " version) WHERE s.span_start < 0 OR s.span_end > length(v.source_text)"
        " OR s.span_start >= s.span_end",
    ),
    (
        "{} articles have no key",
        "SELECT count(*) FROM articles AS a WHERE NOT EXISTS (SELECT 1 FROM keys AS k"
        " WHERE k.article_id = a.article_id)",
    ),
    (
        "{} keys name a version that is not there",
        "SELECT count(*) FROM keys AS k LEFT JOIN article_versions AS v"
        " USING (article_id, version) WHERE v.article_id IS NULL",
    ),
    (
        "{} stories hold an article that is linked to none of its others",
        "SELECT count(*) FROM (SELECT story_id FROM stories GROUP BY story_id HAVING count(*) > 1)"
        " AS t JOIN stories AS m USING (story_id) JOIN sketches AS s ON s.article_id = m.article_id"
        " WHERE s.folded = 1 AND NOT EXISTS (SELECT 1 FROM unlinked) AND NOT EXISTS ("
        " SELECT 1 FROM links AS l WHERE s.sketch_id IN (l.first_sketch, l.second_sketch))",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts over current versions, where nothing else is said."""

    articles: int
    versions: int
    """Replaced ones included."""
    stories: int
    statements: int
    outlets: int
    undated: int
    unknown_outlets: int
    """Articles whose outlet is unknown."""
    languages: tuple[str, ...]
    """Most frequent first."""
    first_published: str | None
    """ISO date of the first day on which an article may have been published."""
    last_published: str | None
    characters: int
    """Of all source texts."""
    bytes_on_disk: int
    """Of the database without its log."""
    corpus_version: int


def read_stats(connection: sqlite3.Connection) -> Stats:
    """Return the counts of the store behind `connection`."""
    row = connection.execute(
        "SELECT count(*) AS articles, count(DISTINCT outlet) AS outlets,"
        " coalesce(sum(published_first IS NULL), 0) AS undated,"
        " coalesce(sum(outlet IS NULL), 0) AS unknown_outlets,"
        " min(published_first) AS first_published, max(published_last) AS last_published,"
        " coalesce(sum(length(source_text)), 0) AS characters FROM current_versions"
    ).fetchone()
    languages = connection.execute(
        "SELECT language FROM current_versions WHERE language IS NOT NULL"
        " GROUP BY language ORDER BY count(*) DESC, language"
    ).fetchall()
    pages = _count(connection, "PRAGMA page_count")
    return Stats(
        **dict(row),
        versions=_count(connection, "SELECT count(*) FROM article_versions"),
        stories=_count(
            connection,
            "SELECT count(DISTINCT coalesce(s.story_id, 's' || a.article_id))"
            " FROM articles AS a LEFT JOIN stories AS s ON s.article_id = a.article_id",
        ),
        statements=_count(
            connection,
            "SELECT count(*) FROM statements AS s JOIN articles AS a"
            " ON a.article_id = s.article_id AND a.current_version = s.version",
        ),
        languages=tuple(found["language"] for found in languages),
        bytes_on_disk=pages * _count(connection, "PRAGMA page_size"),
        corpus_version=_count(connection, "SELECT value FROM meta WHERE name = 'corpus_version'"),
    )


def find_problems(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what is wrong, a sentence each."""
    try:
        rows = connection.execute("PRAGMA integrity_check").fetchall()
    # Damage in some places stops the check itself; that is a finding like any other.
    except sqlite3.DatabaseError as error:
        return (f"SQLite: {error}",)
    found = [f"SQLite: {row[0]}" for row in rows if row[0] != "ok"]
    if found:
        return tuple(found)
    found += [
        f"a row of {row[0]!r} belongs to a row of {row[2]!r} that is gone"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    for sentence, sql in _PROBLEMS:
        count = _count(connection, sql)
        if count:
            found.append(sentence.format(count))
    return tuple(found)


def _count(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
