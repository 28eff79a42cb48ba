"""The tables of the store, as numbered migrations from an empty file to this version.

A migration that has been released is never edited; a change is a new one at the end. `PRAGMA
user_version` counts those of the corpus; other components keep their count in `components`.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import StoreError

APPLICATION_ID = 0x4E455753
"""`NEWS` in ASCII, in the file's header: how our store is told from another SQLite file."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE articles (
        article_id TEXT PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        current_version INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE article_versions (
        article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        version INTEGER NOT NULL,
        source TEXT NOT NULL,
        title TEXT,
        title_origin TEXT NOT NULL,
        outlet TEXT,
        outlet_origin TEXT NOT NULL,
        authors TEXT NOT NULL,
        published_first TEXT,
        published_last TEXT,
        published_origin TEXT NOT NULL,
        published_at TEXT,
        url TEXT,
        language TEXT,
        body TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        added_at TEXT NOT NULL,
        replaced INTEGER NOT NULL DEFAULT 0 CHECK (replaced IN (0, 1)),
        source_text TEXT NOT NULL,
        PRIMARY KEY (article_id, version)
    ) STRICT;
    CREATE INDEX article_versions_by_source ON article_versions (source);
    CREATE VIEW current_versions AS
        SELECT v.*, a.key FROM article_versions AS v
        JOIN articles AS a ON a.article_id = v.article_id AND a.current_version = v.version;
    CREATE TABLE statements (
        article_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        persons TEXT NOT NULL,
        firm TEXT,
        role TEXT,
        cue TEXT NOT NULL,
        direct INTEGER NOT NULL,
        date_first TEXT,
        date_last TEXT,
        PRIMARY KEY (article_id, version, ordinal),
        FOREIGN KEY (article_id, version) REFERENCES article_versions ON DELETE CASCADE
    ) STRICT;
    CREATE TABLE sketches (
        article_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        made_by INTEGER NOT NULL,
        shingles BLOB NOT NULL,
        figures TEXT NOT NULL,
        names TEXT NOT NULL,
        words INTEGER NOT NULL,
        damage INTEGER NOT NULL,
        PRIMARY KEY (article_id, version),
        FOREIGN KEY (article_id, version) REFERENCES article_versions ON DELETE CASCADE
    ) STRICT;
    CREATE TABLE links (
        first_id TEXT NOT NULL,
        first_version INTEGER NOT NULL,
        second_id TEXT NOT NULL,
        second_version INTEGER NOT NULL,
        kind TEXT NOT NULL,
        share REAL NOT NULL,
        PRIMARY KEY (first_id, first_version, second_id, second_version),
        FOREIGN KEY (first_id, first_version)
            REFERENCES article_versions (article_id, version) ON DELETE CASCADE,
        FOREIGN KEY (second_id, second_version)
            REFERENCES article_versions (article_id, version) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX links_by_second ON links (second_id, second_version);
    CREATE TABLE stories (
        article_id TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        story_id TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX stories_by_story ON stories (story_id, position);
    CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    INSERT INTO meta VALUES ('corpus_version', 0);
    CREATE TABLE components (component TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;
    """,
    # Sketches and links are derived: they are made again, not moved.
    """
    CREATE TABLE keys (
        key TEXT PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        version INTEGER NOT NULL,
        content_hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX keys_by_article ON keys (article_id);
    INSERT INTO keys SELECT a.key, a.article_id, v.version, v.content_hash FROM articles AS a
        JOIN article_versions AS v ON v.article_id = a.article_id AND v.version = a.current_version;
    DROP TABLE links;
    DROP TABLE sketches;
    CREATE TABLE sketches (
        sketch_id INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        made_by INTEGER NOT NULL,
        folded INTEGER NOT NULL DEFAULT 0 CHECK (folded IN (0, 1)),
        first_day INTEGER,
        last_day INTEGER,
        words INTEGER NOT NULL,
        damage INTEGER NOT NULL,
        word_mark_count INTEGER NOT NULL,
        figures TEXT NOT NULL,
        names TEXT NOT NULL,
        shingles BLOB NOT NULL,
        UNIQUE (article_id, version),
        FOREIGN KEY (article_id, version) REFERENCES article_versions ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX sketches_not_folded ON sketches (sketch_id) WHERE folded = 0;
    CREATE TABLE word_marks (
        mark INTEGER NOT NULL,
        sketch_id INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        PRIMARY KEY (mark, sketch_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX word_marks_by_sketch ON word_marks (sketch_id);
    CREATE TABLE fact_marks (
        mark INTEGER NOT NULL,
        sketch_id INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        PRIMARY KEY (mark, sketch_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX fact_marks_by_sketch ON fact_marks (sketch_id);
    CREATE TABLE links (
        first_sketch INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        second_sketch INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        kind TEXT NOT NULL,
        share REAL NOT NULL,
        PRIMARY KEY (first_sketch, second_sketch)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX links_by_second ON links (second_sketch);
    CREATE TABLE unlinked (sketch_id INTEGER PRIMARY KEY) STRICT;
    CREATE TRIGGER links_gone AFTER DELETE ON links BEGIN
        INSERT OR IGNORE INTO unlinked VALUES (old.first_sketch), (old.second_sketch);
    END;
    """,
    """
    ALTER TABLE statements ADD COLUMN subjects TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE statements ADD COLUMN rating TEXT;
    ALTER TABLE statements ADD COLUMN forecasts TEXT NOT NULL DEFAULT '[]';
    """,
    """
    CREATE TABLE corrections (
        article_id TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        outlet TEXT,
        published TEXT,
        said TEXT NOT NULL
    ) STRICT;
    """,
)


def read_schema_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return how many of `MIGRATIONS` the file has; 0 is an empty file.

    Raises:
        StoreError: the file was made by a newer version, or by another program.
    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if mark != APPLICATION_ID:
        tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        if tables or mark:
            raise StoreError(
                f"{str(path)!r} is an SQLite file of another program, not a store of articles; name"
                " another folder with NEWS_DATA_DIR or --data-dir"
            )
    refuse_newer("the store", found, len(MIGRATIONS), path)
    return found


def refuse_newer(what: str, found: int, known: int, path: Path) -> None:
    """Raise `StoreError` if `found`, a count of migrations, is more than this version knows."""
    if found > known:
        raise StoreError(
            f"{what} in {str(path)!r} has schema version {found}, made by a newer version of this"
            f" program, which here knows {known}; update the program, or name another folder with"
            " NEWS_DATA_DIR"
        )


def apply_migrations(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """Run the statements of `migrations` in order, inside the transaction that is open."""
    # Not executescript: it commits what is open before it starts, and half a migration could stay.
    for migration in migrations:
        for statement in _statements(migration):
            connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                yield statement
            statement = ""
    if statement.strip(" \n;"):
        yield statement
