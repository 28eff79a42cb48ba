"""Whether a store is sound after what it went through: nothing lost, doubled or half-written.

What should stand in it is worked out from the files themselves, by the same parser, in this process.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from corpus.article import Article
from corpus.extraction import parse_source
from corpus.metadata import GivenMetadata
from corpus.repair import extract_repaired
from corpus.sources.sources import Source, read_sources
from corpus.store import Store
from rag.build import open_indexes
from rag.index.embedder import Embedder
from rag.index.indexed import hash_parts
from rag.index.tables import migrate


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What was found wrong: a sentence each."""

    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    halved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lost or self.doubled or self.halved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The current articles of a store."""

    texts: Mapping[str, str]
    """Source to the hash of its text."""
    indexed: int
    """Articles whose passages and vectors are there."""


def inspect_store(
    store: Store, allowed: Mapping[str, Iterable[bytes]], known: Mapping[str, str]
) -> tuple[Held, Faults]:
    """Return what the store holds and what is wrong with it.

    `allowed` has the contents that each file had so far, the newest last; `known` the texts that
    the store held earlier, which must be there or be replaced by a later one.
    """
    migrate(store)
    lost, halved = [], list(store.find_problems())
    articles = store.read_articles()
    sources = Counter(article.source for article in articles)
    spoken = Counter(one.article_id for one in store.read_statements())
    texts = {article.source: _hash(article.source_text) for article in articles}
    for article in articles:
        contents = list(allowed.get(article.source, ()))
        expected = [_expect(content, article.source) for content in contents]
        hashes = [text for text, _ in expected]
        found = texts[article.source]
        if found not in hashes:
            halved.append(f"{article.source}: its text is that of no version of the file")
            continue
        place = hashes.index(found)
        if article.source in known and known[article.source] in hashes[place + 1 :]:
            lost.append(f"{article.source}: an older version came back")
        if spoken[article.article_id] != expected[place][1]:
            halved.append(f"{article.source}: {spoken[article.article_id]} statements")
    lost += [f"{source}: is gone" for source in known if source not in texts]
    halved += _find_half_passages(store)
    indexed = int(
        store.query(
            "SELECT count(*) FROM indexed_versions AS i JOIN articles AS a ON a.article_id ="
            " i.article_id AND a.current_version = i.version"
        )[0][0]
    )
    return Held(texts=texts, indexed=indexed), Faults(
        lost=tuple(lost),
        doubled=tuple(f"{source}: {count} times" for source, count in sources.items() if count > 1),
        halved=tuple(halved),
    )


def describe_store(store: Store, embedder: Embedder) -> dict[str, frozenset[str]]:
    """Return what a store holds, by part, so that two of them can be compared.

    Version numbers and ids of stories are left out: they tell the way by which it came about.
    """
    articles = {one.article_id: one.source for one in store.read_articles()}
    passages = store.query(
        "SELECT p.*, v.vector FROM passages AS p LEFT JOIN vectors AS v USING (passage_id)"
        " ORDER BY p.passage_id"
    )
    indexes = open_indexes(store, embedder)
    try:
        counts = {f"{len(indexes.vectors)} vectors", f"{len(indexes.words)} texts"}
    finally:
        indexes.close()
    return {
        "articles": frozenset(
            f"{one.source} {_hash(one.source_text)} {one.title} {one.outlet} {one.published}"
            for one in store.read_articles()
        ),
        "statements": frozenset(
            f"{articles[one.article_id]} {one.start} {one.end} {one.persons} {one.firm}"
            for one in store.read_statements()
        ),
        "stories": frozenset(
            " ".join(sorted(articles[one] for one in story.article_ids))
            for story in store.read_stories()
        ),
        "passages": frozenset(
            hash_parts(
                articles.get(row["article_id"], "none"),
                *(str(row[name]) for name in ("ordinal", "span_start", "span_end", "header")),
                row["fields"],
                hashlib.sha256(row["vector"] or b"").hexdigest(),
            )
            for row in passages
        ),
        "indexes": frozenset(counts),
        "rows": frozenset({f"{len(articles)} articles, {len(passages)} passages"}),
    }


def expect_text(content: bytes, source: str) -> str:
    """Return the hash of the text that an article file of this content has."""
    return _expect(content, source)[0]


def read_contents(folders: Iterable[Path]) -> dict[str, bytes]:
    """Return the content of each article file below the folders, by its name."""
    found = read_sources(list(folders))
    return {one.source: one.data for one in found if isinstance(one, Source)}


def _find_half_passages(store: Store) -> list[str]:
    queries = {
        "passages without a vector": "SELECT count(*) FROM passages LEFT JOIN vectors USING"
        " (passage_id) WHERE vector IS NULL",
        "articles with passages that are not marked as indexed": "SELECT count(DISTINCT"
        " p.article_id) FROM passages AS p LEFT JOIN indexed_versions AS i ON i.article_id ="
        " p.article_id AND i.version = p.version WHERE i.article_id IS NULL",
        "indexed articles with a gap in their passages": "SELECT count(*) FROM (SELECT 1 FROM"
        " passages GROUP BY article_id, version HAVING max(ordinal) + 1 != count(*))",
        "indexed articles without passages": "SELECT count(*) FROM indexed_versions AS i WHERE NOT"
        " EXISTS (SELECT 1 FROM passages AS p WHERE p.article_id = i.article_id AND p.version ="
        " i.version)",
    }
    counts = {what: int(store.query(sql)[0][0]) for what, sql in queries.items()}
    return [f"{count} {what}" for what, count in counts.items() if count]


@cache
def _expect(content: bytes, source: str) -> tuple[str, int]:
    """The hash of the text that a file of this content has, and how many statements."""
    parsed = parse_source(content, format="md", name=source, given=GivenMetadata())
    article = Article(
        article_id="a",
        version=1,
        source=source,
        added_at=datetime(2000, 1, 1, tzinfo=UTC),
        **{field.name: getattr(parsed, field.name) for field in fields(parsed)},
    )
    return _hash(parsed.source_text), len(extract_repaired(article))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
