"""The tables of passages and vectors in the store's SQLite file."""

COMPONENT = "rag"
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE passages (
        passage_id TEXT PRIMARY KEY,
        article_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        header TEXT NOT NULL,
        fields TEXT NOT NULL,
        passage_hash TEXT NOT NULL,
        FOREIGN KEY (article_id, version) REFERENCES article_versions ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX passages_by_article ON passages (article_id, version, ordinal);
    CREATE TABLE vectors (
        passage_id TEXT PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
        text_hash TEXT NOT NULL,
        vector BLOB NOT NULL
    ) STRICT;
    CREATE INDEX vectors_by_text ON vectors (text_hash);
    CREATE TABLE indexed_versions (
        article_id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        inputs_hash TEXT NOT NULL,
        FOREIGN KEY (article_id, version) REFERENCES article_versions ON DELETE CASCADE
    ) STRICT;
    CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    """,
)
