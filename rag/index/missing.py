"""What is missing in the store: passages and vectors of new or changed articles.

Many articles are embedded together, because the model is fastest on texts of like length; each is
still written in a transaction of its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from corpus.article import Article
from corpus.sentences import SPLITTER_VERSION as SENTENCES_VERSION
from corpus.statement import Statement
from corpus.store import Store
from rag.index import tables
from rag.index.embedder import Embedder, Vectors
from rag.index.indexed import (
    NO_VECTOR,
    IndexedPassage,
    PassageFields,
    hash_copy,
    hash_embedded,
    hash_parts,
)
from rag.index.passages import (
    BUDGET_TOKENS,
    SPLITTER_VERSION,
    embed_with_headers,
    split_article,
    write_header,
)

OnPassages = Callable[[int, int], None]

_READ_ARTICLES = 100
_EMBEDDED_PASSAGES = 256
"""Handed to the model at once: enough for it to sort by length, little enough to lose by a kill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How much was missing and was made."""

    articles: int
    passages: int
    embedded: int
    """Passages that needed a new vector; the others had one, or a copy in their story had."""


def make_missing(
    store: Store,
    embedder: Embedder,
    on_passages: OnPassages | None,
    *,
    budget_tokens: int = BUDGET_TOKENS,
) -> Made:
    """Make and write the passages and vectors that the store lacks, and drop stale ones.

    `on_passages` is called with the passages made and an estimate of how many there will be.
    """
    wanted = _wanted(store, embedder, budget_tokens)
    known = tables.read_indexed_inputs(store)
    todo = [article_id for article_id, inputs in wanted.items() if known.get(article_id) != inputs]
    articles, made, embedded = 0, 0, 0
    splits = _split(store, embedder, todo, budget_tokens)
    for batch, vectors in _embed_ahead(store, embedder, _batch(splits)):
        _write(store, batch, vectors, wanted)
        embedded += vectors.made
        articles += len(batch)
        made += sum(len(one.passages) for one in batch)
        if on_passages is not None:
            on_passages(made, round(made * len(todo) / articles))
    # Last, because a new version takes over the vectors of passages that did not change.
    tables.delete_replaced(store)
    return Made(articles=articles, passages=made, embedded=embedded)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Split:
    """An article with its passages, whose vectors are still to come."""

    article: Article
    header: str
    """Embedded beside each passage; those of passages name speakers too."""
    passages: tuple[IndexedPassage, ...]


def _wanted(store: Store, embedder: Embedder, budget_tokens: int) -> dict[str, str]:
    """Of each current article the hash of what its passages are made from, settings included."""
    settings = f"{SPLITTER_VERSION} {SENTENCES_VERSION} {budget_tokens} {embedder.window_tokens}"
    return {
        article_id: hash_parts(settings, inputs)
        for article_id, inputs in tables.read_inputs(store).items()
    }


def _split(
    store: Store, embedder: Embedder, article_ids: Sequence[str], budget_tokens: int
) -> Iterator[_Split]:
    for first in range(0, len(article_ids), _READ_ARTICLES):
        chunk = article_ids[first : first + _READ_ARTICLES]
        statements: dict[str, list[Statement]] = {}
        for statement in store.read_statements(article_ids=chunk):
            statements.setdefault(statement.article_id, []).append(statement)
        for article in store.read_articles(chunk):
            told = statements.get(article.article_id, [])
            yield _split_one(article, told, embedder, budget_tokens)


def _split_one(
    article: Article, statements: Sequence[Statement], embedder: Embedder, budget_tokens: int
) -> _Split:
    header = write_header(article, embedder.count_tokens)
    passages = split_article(
        article,
        statements,
        embedder.count_tokens,
        budget_tokens=budget_tokens,
        window_tokens=embedder.window_tokens,
    )
    return _Split(
        article=article,
        header=header,
        passages=tuple(
            IndexedPassage(
                passage=one,
                fields=_make_fields(article, statements, one.start, one.end),
                embedded_hash=hash_embedded(header, one.text),
                vector=NO_VECTOR,
            )
            for one in passages
        ),
    )


def _batch(splits: Iterator[_Split]) -> Iterator[list[_Split]]:
    """Articles together until they have enough passages to embed at once."""
    batch: list[_Split] = []
    for split in splits:
        batch.append(split)
        if sum(len(one.passages) for one in batch) >= _EMBEDDED_PASSAGES:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vectors:
    """The vectors of a batch."""

    by_hash: Mapping[str, Vectors]
    """By `hash_embedded`."""
    made: int
    """So many of them the model had to make."""


def _embed_ahead(
    store: Store, embedder: Embedder, batches: Iterator[list[_Split]]
) -> Iterator[tuple[list[_Split], _Vectors]]:
    """Yield each batch with its vectors; the next one is split while the model works on it.

    A batch is begun once the one before was written, whose vectors it may share.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="embed-ahead") as executor:
        batch = next(batches, None)
        while batch is not None:
            vectors = executor.submit(_find_vectors, store, embedder, batch)
            following = next(batches, None)
            yield batch, vectors.result()
            batch = following


def _write(
    store: Store, batch: Sequence[_Split], vectors: _Vectors, wanted: Mapping[str, str]
) -> None:
    for split in batch:
        rows = [replace(one, vector=vectors.by_hash[one.embedded_hash]) for one in split.passages]
        tables.write_passages(store, split.article, wanted[split.article.article_id], rows)


def _find_vectors(store: Store, embedder: Embedder, batch: Sequence[_Split]) -> _Vectors:
    """The vectors of a batch, those that the store holds already taken from there.

    A passage that another article of the same story has word for word takes that one's vector: the
    header, all that differs, names outlet and day, which a search knows as constraints.
    """
    wanted = {one.embedded_hash: (split, one.passage) for split in batch for one in split.passages}
    vectors = tables.read_vectors(store, wanted)
    story_of = tables.read_copied_stories(store, [split.article.article_id for split in batch])
    copied = tables.read_story_vectors(store, story_of.values())
    first: dict[str, str] = {}
    missing: dict[str, tuple[str, str]] = {}
    for key, (split, passage) in wanted.items():
        story_id = story_of.get(passage.article_id)
        copy = hash_copy(story_id, passage.text) if story_id else key
        if key in vectors:
            copied.setdefault(copy, vectors[key])
        elif copy not in copied:
            missing[copy] = (split.header, passage.text)
        first[key] = copy
    made = embed_with_headers(list(missing.values()), embedder.embed_passages)
    copied |= zip(missing, made, strict=True)
    by_hash = {key: vectors.get(key, copied[copy]) for key, copy in first.items()}
    return _Vectors(by_hash=by_hash, made=len(missing))


def _make_fields(
    article: Article, statements: Sequence[Statement], start: int, end: int
) -> PassageFields:
    spoken = [one for one in statements if one.start < end and start < one.end]
    published = article.published
    return PassageFields(
        article_id=article.article_id,
        first_day=published.first.toordinal() if published else None,
        last_day=published.last.toordinal() if published else None,
        outlet=article.outlet,
        firms=tuple(dict.fromkeys(one.firm for one in spoken if one.firm)),
        speakers=tuple(dict.fromkeys(name for one in spoken for name in one.persons)),
    )
