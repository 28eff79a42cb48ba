"""The store on disk: one SQLite file that holds the truth; every index is derived from it.

One transaction an article, one writer at a time behind a lock file, readers never blocked: a
connection a thread, each seeing the last committed state. Old versions stay, marked replaced;
every read here gives current versions only.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from corpus import health, rows
from corpus.article import Article
from corpus.database import Database
from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle
from corpus.lookup import find_article
from corpus.statement import Statement
from corpus.story import Story

Extract = Callable[[Article], tuple[Statement, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutResult:
    """What became of an article that was handed in, and the version that is current now."""

    outcome: Literal["added", "unchanged", "updated"]
    article: Article


class Store(Database):
    """The articles of one data folder with their versions, statements and stories.

    Safe to share between threads. Open it with `Store.open`.
    """

    def put_article(
        self, key: str, parsed: ParsedArticle, extract: Extract, *, source: str | None = None
    ) -> PutResult:
        """Store one article with its statements in one transaction.

        `key` says which article it is: the same key with another text or other metadata is a new
        version, with the same ones nothing changes. `source` is the name a person knows it by; the
        key where none is given.

        Raises:
            CorpusError: the text cannot be stored.
        """
        if "\0" in parsed.source_text:
            # SQLite's own text functions stop at a NUL, so offsets could no longer be checked.
            raise CorpusError(
                f"{source or key!r} holds a NUL character, so it is no text; save it as UTF-8 text"
                " and add it again"
            )
        article_id = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        row = rows.parsed_to_row(parsed, source=key if source is None else source)
        with self.hold():
            current = self._current_row(article_id)
            if current is not None and current["content_hash"] == row["content_hash"]:
                return PutResult(outcome="unchanged", article=rows.row_to_article(current))
            version = 1 if current is None else int(current["version"]) + 1
            row |= {
                "article_id": article_id,
                "version": version,
                "added_at": datetime.now(UTC).isoformat(),
            }
            try:
                with self.write() as connection:
                    article = _insert_version(connection, key, row)
                    for ordinal, statement in enumerate(extract(article)):
                        statement_row = rows.statement_to_row(statement, ordinal=ordinal)
                        rows.insert(connection, "statements", statement_row)
            except UnicodeEncodeError as error:
                raise CorpusError(
                    f"{row['source']!r} holds a character that is no text"
                    f" ({error.object[error.start : error.end]!r}); save it as UTF-8 and add it"
                    " again"
                ) from error
        return PutResult(outcome="added" if version == 1 else "updated", article=article)

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
        row = self._current_row(article_id)
        if row is None:
            raise CorpusError(f"the article {article_id!r} was removed meanwhile")
        return rows.row_to_article(row)

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

    def _current_row(self, article_id: str) -> sqlite3.Row | None:
        found = self.query(
            "SELECT * FROM current_versions WHERE article_id = :a", {"a": article_id}
        )
        return found[0] if found else None


def _insert_version(
    connection: sqlite3.Connection, key: str, row: Mapping[str, rows.Value]
) -> Article:
    place = {"article_id": row["article_id"], "version": row["version"]}
    connection.execute(
        "INSERT INTO articles VALUES (?, ?, ?)"
        " ON CONFLICT (article_id) DO UPDATE SET current_version = excluded.current_version",
        (row["article_id"], key, row["version"]),
    )
    connection.execute(
        "UPDATE article_versions SET replaced = 1 WHERE article_id = ?", (row["article_id"],)
    )
    rows.insert(connection, "article_versions", row)
    found = connection.execute(
        "SELECT * FROM article_versions WHERE article_id = :article_id AND version = :version",
        place,
    )
    return rows.row_to_article(found.fetchone())


def _make_story(story_id: str, members: Sequence[sqlite3.Row]) -> Story:
    return Story(
        story_id=story_id,
        article_ids=tuple(row["article_id"] for row in members),
        outlets=tuple(dict.fromkeys(row["outlet"] for row in members if row["outlet"])),
        undated=sum(row["published_first"] is None for row in members),
        unknown_outlets=sum(row["outlet"] is None for row in members),
    )
