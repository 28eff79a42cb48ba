"""The store on disk: one SQLite file that holds the truth; every index is derived from it.

One transaction an article, one writer at a time behind a lock file, readers never blocked: a
connection a thread, each seeing the last committed state. Old versions stay, marked replaced;
every read here gives current versions only.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from corpus import health, rows
from corpus.article import Article
from corpus.database import Database
from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle
from corpus.lookup import find_article
from corpus.rows import StoredVersion
from corpus.statement import Statement
from corpus.stories.putting import Extract, PutResult, put_version
from corpus.stories.stories import Link
from corpus.stories.story import Story

__all__ = ["PutResult", "Store"]


class Store(Database):
    """The articles of one data folder with their versions, statements and stories.

    Safe to share between threads. Open it with `Store.open`.
    """

    def put_article(
        self, key: str, parsed: ParsedArticle, extract: Extract, *, source: str | None = None
    ) -> PutResult:
        """Store one article with its statements in one transaction.

        `key` says which article it is: the same key with another text or other metadata is a new
        version, with the same ones nothing changes, whatever is current by now. Under another key,
        an update or correction of an article of the same outlet is a new version of that article,
        and the very same text is a second address of it. `source` is the name a person knows it by;
        the key where none is given.

        Raises:
            CorpusError: the text cannot be stored.
        """
        if "\0" in parsed.source_text:
            # SQLite's own text functions stop at a NUL, so offsets could no longer be checked.
            raise CorpusError(
                f"{source or key!r} holds a NUL character, so it is no text; save it as UTF-8 text"
                " and add it again"
            )
        source = key if source is None else source
        content_hash = rows.parsed_to_row(parsed, source=source)["content_hash"]
        with self.hold():
            seen = self._read_key(key)
            if seen is not None and seen["content_hash"] == content_hash:
                return PutResult(outcome="unchanged", article=self._current(seen["article_id"]))
            try:
                with self.write() as connection:
                    return put_version(connection, key, parsed, source, extract)
            except UnicodeEncodeError as error:
                raise CorpusError(
                    f"{source!r} holds a character that is no text"
                    f" ({error.object[error.start : error.end]!r}); save it as UTF-8 and add it"
                    " again"
                ) from error

    def read_content_hash(self, key: str) -> str | None:
        """Return the hash of what came last under `key`, as `rows.parsed_to_row` makes it."""
        seen = self._read_key(key)
        return None if seen is None else str(seen["content_hash"])

    def remove_article(self, article_id: str) -> None:
        """Remove an article with all its versions and all that was made from them.

        Raises:
            CorpusError: there is no such article.
        """
        with self.write() as connection:
            gone = connection.execute("DELETE FROM articles WHERE article_id = ?", (article_id,))
            if gone.rowcount == 0:
                raise CorpusError(
                    f"there is no article {article_id!r}; see them with: python -m corpus list"
                )

    def read_articles(self, article_ids: Sequence[str] | None = None) -> tuple[Article, ...]:
        """Return the current versions, earliest published first, then by source; undated ones last.

        With `article_ids`, only these; an unknown one is left out.
        """
        found = self.query(
            "SELECT * FROM current_versions WHERE :ids IS NULL"
            " OR article_id IN (SELECT value FROM json_each(:ids))"
            " ORDER BY published_first IS NULL, published_first, published_last, source,"
            " article_id",
            {"ids": None if article_ids is None else json.dumps(list(article_ids))},
        )
        return tuple(rows.row_to_article(row) for row in found)

    def read_article(self, ref: str) -> Article:
        """Return the article that `ref` names: an id, the unique beginning of one, or a source.

        Raises:
            CorpusError: none or several are meant; the message lists near ones.
        """
        known = self.query("SELECT article_id, source FROM current_versions ORDER BY source")
        article_id = find_article(ref, {row["article_id"]: row["source"] for row in known})
        return self._current(article_id)

    def read_statements(self, *, article_ids: Sequence[str] | None = None) -> tuple[Statement, ...]:
        """Return the statements of current versions, by article and place in it."""
        found = self.query(
            "SELECT s.* FROM statements AS s"
            " JOIN articles AS a ON a.article_id = s.article_id AND a.current_version = s.version"
            " WHERE :ids IS NULL OR s.article_id IN (SELECT value FROM json_each(:ids))"
            " ORDER BY s.article_id, s.ordinal",
            {"ids": None if article_ids is None else json.dumps(list(article_ids))},
        )
        return tuple(rows.row_to_statement(row) for row in found)

    def write_statements(self, article: Article, statements: Sequence[Statement]) -> None:
        """Replace the statements of one version; it must be in the store."""
        place = (article.article_id, article.version)
        with self.write() as connection:
            connection.execute("DELETE FROM statements WHERE article_id = ? AND version = ?", place)
            for ordinal, statement in enumerate(statements):
                rows.insert(
                    connection, "statements", rows.statement_to_row(statement, ordinal=ordinal)
                )

    def read_extractor(self) -> int:
        """Return the version of the extraction that all statements were made by; 0 is unknown."""
        found = self.query("SELECT value FROM meta WHERE name = 'extractor'")
        return int(found[0][0]) if found else 0

    def write_extractor(self, version: int) -> None:
        """Record the version of the extraction that all statements were made by."""
        with self.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('extractor', ?)", (version,))

    def read_stories(self) -> tuple[Story, ...]:
        """Return the stories, by id; an article that was never folded is a story of its own."""
        found = self.query(
            "SELECT v.article_id, v.outlet, v.published_first,"
            " coalesce(s.story_id, 's' || v.article_id) AS story_id FROM current_versions AS v"
            " LEFT JOIN stories AS s ON s.article_id = v.article_id"
            " ORDER BY coalesce(s.story_id, 's' || v.article_id), s.position"
        )
        members: dict[str, list[sqlite3.Row]] = {}
        for row in found:
            members.setdefault(row["story_id"], []).append(row)
        return tuple(_make_story(story_id, group) for story_id, group in members.items())

    def read_story_ids(self) -> Mapping[str, str]:
        """Return the story of each article: article id to story id."""
        return {
            article_id: story.story_id
            for story in self.read_stories()
            for article_id in story.article_ids
        }

    def write_stories(
        self, stories: Sequence[Story], article_ids: Sequence[str] | None = None
    ) -> None:
        """Replace the stories by these, or only those of `article_ids`; the same ones stay."""
        new = {
            (article_id, story.story_id, position)
            for story in stories
            for position, article_id in enumerate(story.article_ids)
        }
        with self.write() as connection:
            found = connection.execute(
                "SELECT * FROM stories WHERE :ids IS NULL"
                " OR article_id IN (SELECT value FROM json_each(:ids))",
                {"ids": None if article_ids is None else json.dumps(list(article_ids))},
            )
            old = {tuple(row) for row in found}
            connection.executemany(
                "DELETE FROM stories WHERE article_id = ?", [(row[0],) for row in sorted(old - new)]
            )
            connection.executemany("INSERT INTO stories VALUES (?, ?, ?)", sorted(new - old))

    def stats(self) -> health.Stats:
        """Return how much the store holds, of current versions."""
        with self.reading() as connection:
            return health.read_stats(connection)

    def find_problems(self) -> tuple[str, ...]:
        """Return what is wrong with the store, a sentence each; nothing is wrong with most."""
        with self.reading() as connection:
            return health.find_problems(connection)

    def corpus_version(self) -> int:
        """Return a number that grows with every committed change."""
        return int(self.query("SELECT value FROM meta WHERE name = 'corpus_version'")[0][0])

    def read_versions(self, article_id: str) -> tuple[StoredVersion, ...]:
        """Return all versions of an article, in the order in which they were added."""
        found = self.query(
            "SELECT version, added_at, published_first, published_last, source, title, replaced"
            " FROM article_versions WHERE article_id = :a ORDER BY version",
            {"a": article_id},
        )
        return tuple(rows.row_to_version(row) for row in found)

    def read_story(self, article_id: str) -> Story:
        """Return the story that an article is in.

        Raises:
            CorpusError: there is no such article.
        """
        found = self.query(
            "SELECT v.article_id, v.outlet, v.published_first,"
            " coalesce(s.story_id, 's' || v.article_id) AS story_id FROM current_versions AS v"
            " LEFT JOIN stories AS s ON s.article_id = v.article_id WHERE v.article_id = :a"
            " OR v.article_id IN (SELECT t.article_id FROM stories AS t"
            " JOIN stories AS own ON own.story_id = t.story_id WHERE own.article_id = :a)"
            " ORDER BY s.position",
            {"a": article_id},
        )
        if not found:
            raise CorpusError(
                f"there is no article {article_id!r}; see them with: python -m corpus list"
            )
        return _make_story(found[0]["story_id"], found)

    def read_links(self, article_id: str) -> tuple[Link, ...]:
        """Return the links of an article to others, the strongest first."""
        found = self.query(
            "SELECT min(f.article_id, s.article_id) AS first, max(f.article_id, s.article_id) AS"
            " second, l.kind, l.share FROM sketches AS own"
            " JOIN links AS l ON own.sketch_id IN (l.first_sketch, l.second_sketch)"
            " JOIN sketches AS f ON f.sketch_id = l.first_sketch"
            " JOIN sketches AS s ON s.sketch_id = l.second_sketch"
            " WHERE own.article_id = :a ORDER BY l.kind, l.share DESC, first, second",
            {"a": article_id},
        )
        return tuple(Link(**dict(row)) for row in found)

    def _read_key(self, key: str) -> sqlite3.Row | None:
        try:
            found = self.query("SELECT * FROM keys WHERE key = :key", {"key": key})
        except UnicodeEncodeError:
            # A lone surrogate is in no key; what is wrong is reported when it is written.
            return None
        return found[0] if found else None

    def _current(self, article_id: str) -> Article:
        row = self._current_row(article_id)
        if row is None:
            raise CorpusError(f"the article {article_id!r} was removed meanwhile")
        return rows.row_to_article(row)

    def _current_row(self, article_id: str) -> sqlite3.Row | None:
        found = self.query(
            "SELECT * FROM current_versions WHERE article_id = :a", {"a": article_id}
        )
        return found[0] if found else None


def _make_story(story_id: str, members: Sequence[sqlite3.Row]) -> Story:
    return Story(
        story_id=story_id,
        article_ids=tuple(row["article_id"] for row in members),
        outlets=tuple(dict.fromkeys(row["outlet"] for row in members if row["outlet"])),
        undated=sum(row["published_first"] is None for row in members),
        unknown_outlets=sum(row["outlet"] is None for row in members),
    )
