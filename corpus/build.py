"""The offline path in order: source, article, statements, stories. Passages follow in `rag.build`.

Each article is its own transaction, so a run that is stopped keeps what it has stored and the next
one goes on from there; stories are folded once, at the end.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.errors import CorpusError, StoreError
from corpus.outlets import use_outlets
from corpus.parsing import Parsed, parse_ahead
from corpus.repair import extract_repaired
from corpus.sources.sources import Source, SourceFailure
from corpus.statement import Statement
from corpus.statements import EXTRACTOR_VERSION
from corpus.store import Store
from corpus.stories.folding import fold_store

_BATCH = 200
"""So many articles are in memory at once."""
OUTLETS = "outlets.toml"
"""The person's own table of outlets, in the data folder."""

Outcome = Literal["added", "unchanged", "updated", "failed"]
OnArticle = Callable[[str, str], None]
"""Takes the name of a source and what became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What became of the sources of one run."""

    added: int
    unchanged: int
    updated: int
    failed: tuple[SourceFailure, ...]
    """The name and the reason of each source that could not be taken in, in order."""
    kept: tuple[str, ...] = ()
    """Names of the updated sources whose outlet or date stayed as a person had corrected it."""


def add_articles(
    store: Store,
    sources: Iterable[Source | SourceFailure],
    *,
    on_article: OnArticle | None = None,
) -> Summary:
    """Take `sources` into `store` and return the summary; one that fails does not stop the rest.

    `on_article` is called after each with its name and outcome. Other writers may take turns with
    this one between two articles. An `outlets.toml` in the data folder is read beside the package's
    own table.

    Raises:
        StoreError: the store cannot be written; the articles stored so far stay.
        CorpusError: the folder's `outlets.toml` is wrong.
    """
    table = store.data_dir / OUTLETS
    outlets = table if table.is_file() else None
    use_outlets(outlets)
    stale = store.read_extractor() != EXTRACTOR_VERSION
    if stale and store.read_story_ids():
        extract_again(store)
        stale = False
    counts: Counter[Outcome] = Counter()
    failed: list[SourceFailure] = []
    kept: list[str] = []
    for source, parsed in parse_ahead(sources, read_hash=store.read_content_hash, outlets=outlets):
        result = _add_article(store, source, parsed, counts, kept)
        if isinstance(result, SourceFailure):
            failed.append(result)
            result = "failed"
        counts[result] += 1
        if on_article is not None:
            on_article(source.source, result)
    if stale and counts["added"]:
        store.write_extractor(EXTRACTOR_VERSION)
    fold_store(store)
    return Summary(
        added=counts["added"],
        unchanged=counts["unchanged"],
        updated=counts["updated"],
        failed=tuple(failed),
        kept=tuple(kept),
    )


def extract_again(store: Store) -> int:
    """Make the statements of all current versions anew; return how many articles got others.

    Killed in between, the next call goes on: what is the same already is not written again.

    Raises:
        StoreError: the store cannot be written.
    """
    changed = 0
    article_ids = list(store.read_story_ids())
    for first in range(0, len(article_ids), _BATCH):
        batch = article_ids[first : first + _BATCH]
        held: dict[str, list[Statement]] = {}
        for statement in store.read_statements(article_ids=batch):
            held.setdefault(statement.article_id, []).append(statement)
        for article in store.read_articles(batch):
            statements = extract_repaired(article)
            if list(statements) != held.get(article.article_id, []):
                store.write_statements(article, statements)
                changed += 1
    store.write_extractor(EXTRACTOR_VERSION)
    return changed


def remove_articles(store: Store, article_ids: Sequence[str]) -> None:
    """Remove the articles, all or none, with what was made from them, and fold the rest anew.

    Raises:
        CorpusError: one of them does not exist.
        StoreError: the store cannot be written.
    """
    with store.write():
        for article_id in dict.fromkeys(article_ids):
            store.remove_article(article_id)
        fold_store(store)


def _add_article(
    store: Store,
    source: Source | SourceFailure,
    parsed: Parsed,
    counts: Counter[Outcome],
    kept: list[str],
) -> Outcome | SourceFailure:
    if isinstance(parsed, SourceFailure):
        return parsed
    if isinstance(source, SourceFailure):
        return source
    try:
        result = store.put_article(source.key, parsed.article, parsed.extract, source=source.source)
    except StoreError as error:
        stored = counts["added"] + counts["updated"]
        # Of the same class: the page and the command line treat a locked store differently.
        raise type(error)(
            f"{error} (stopped at {source.source!r}; {stored} articles of this run are stored)"
        ) from error
    except CorpusError as error:
        return SourceFailure(source=source.source, reason=str(error))
    if result.kept:
        kept.append(source.source)
    return result.outcome
