"""The articles that a run asks about: a throw-away store made of a folder, or one that exists."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.citation_quality import Grounds
from eval.errors import EvalError
from eval.scoring import name_source

if TYPE_CHECKING:
    from corpus.article import Article
    from eval.questions import Question

_SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The articles that a run asks about, as far as scoring needs them."""

    folder: Path
    """The articles a throw-away index was made of, else the data directory that was there."""
    grounds: Grounds
    file_names: frozenset[str]
    fingerprint: str
    """SHA-256 over all articles, names, texts and what is known of them, whatever their order."""
    unreadable: tuple[str, ...] = ()
    """The sources that could not be taken in, each with its reason."""


@contextmanager
def open_corpus(
    *, articles: Path | None = None, data_dir: Path | None = None
) -> Iterator[tuple[Path, Corpus]]:
    """Give the data directory to ask: a throw-away one made of `articles`, else one that exists."""
    if articles is None:
        from corpus.settings import load_settings

        existing = data_dir or load_settings().data_dir
        yield existing, read_corpus(existing, folder=existing)
        return
    with open_folders([articles]) as opened:
        yield opened


@contextmanager
def open_folders(articles: Sequence[Path]) -> Iterator[tuple[Path, Corpus]]:
    """Give a throw-away data directory made of at least one file or folder of articles."""
    for one in articles:
        _refuse_missing(one)
    from rag import add_articles

    with tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made:
        summary = add_articles(list(articles), data_dir=Path(made))
        failed = tuple(f"{failure.source}: {failure.reason}" for failure in summary.failed)
        yield Path(made), read_corpus(Path(made), folder=articles[0], unreadable=failed)


def cut_anew(data_dir: Path, passage_tokens: int) -> None:
    """Make the passages of a store anew, of at most so many tokens."""
    from corpus.settings import load_settings
    from corpus.store import Store
    from rag.build import update_index
    from rag.index.embedder import load_embedder

    settings = load_settings()
    embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)
    with Store.open(data_dir) as store:
        update_index(store, embedder, budget_tokens=passage_tokens)


def read_corpus(data_dir: Path, *, folder: Path, unreadable: tuple[str, ...] = ()) -> Corpus:
    """Return what scoring needs of a store.

    Raises:
        EvalError: the store holds no article.
    """
    from corpus.store import Store
    from rag.retrieval.snapshot import Snapshot
    from rag.writing.shown import read_names

    with Store.open(data_dir, create=False) as store:
        snapshot = Snapshot.read(store)
    articles = tuple(snapshot.articles.values())
    if not articles:
        reasons = "".join(f"\n  {reason}" for reason in unreadable)
        raise EvalError(
            f"there is no article to ask about; add some with: python -m corpus add PATH{reasons}"
        )
    return Corpus(
        folder=folder,
        grounds=Grounds(
            source_texts={article.article_id: article.source_text for article in articles},
            statements=snapshot.statements,
            names=read_names(snapshot.lexicon),
        ),
        file_names=frozenset(name_source(article.source) for article in articles),
        fingerprint=fingerprint_articles(articles),
        unreadable=unreadable,
    )


def open_articles(
    *, articles: Path | None = None, data_dir: Path | None = None
) -> tuple[Article, ...]:
    """Return the articles of a folder or of a store, without making an index.

    Raises:
        EvalError: there is none.
    """
    from corpus.build import add_articles
    from corpus.settings import load_settings
    from corpus.sources.intake import read_references
    from corpus.store import Store

    if articles is None:
        with Store.open(data_dir or load_settings().data_dir, create=False) as store:
            found = store.read_articles()
    else:
        _refuse_missing(articles)
        with (
            tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made,
            Store.open(Path(made)) as store,
        ):
            add_articles(store, read_references([articles]))
            found = store.read_articles()
    if not found:
        raise EvalError("there is no article to ask about; name a folder: --articles DIR")
    return found


def find_absent_sources(
    path: Path, questions: Sequence[Question], places: Mapping[str, str], corpus: Corpus
) -> tuple[str, ...]:
    """Return one line a question that cannot pass, as no file of one of its groups is in the corpus.

    Raises:
        EvalError: no source of any question is; the set is one of another corpus.
    """
    groups = [(question, group) for question in questions for group in question.sources]
    wanted = {name_source(name) for _, group in groups for name in group}
    absent = tuple(
        f"{places[question.question_id]}: no article here is {_say_names(group)}"
        for question, group in groups
        if corpus.file_names.isdisjoint(map(name_source, group))
    )
    if wanted and wanted.isdisjoint(corpus.file_names):
        hidden = len(absent) - _SHOWN_ROWS
        more = [f"... and {hidden} more"] if hidden > 0 else []
        head = (
            f"{path}: none of its {len(wanted)} sources, such as {min(wanted)!r}, is among the "
            f"{len(corpus.grounds.source_texts)} articles of {corpus.folder}; name the set's own with:"
            " --articles DIR"
        )
        raise EvalError("\n  ".join([head, *absent[:_SHOWN_ROWS], *more]))
    return absent


def _refuse_missing(articles: Path) -> None:
    if not articles.exists():
        raise EvalError(f"{articles}: no such file or folder; expected one that holds articles")


def _say_names(group: Sequence[str]) -> str:
    return " or ".join(repr(name_source(name)) for name in group)


def fingerprint_articles(articles: Iterable[Article]) -> str:
    """Return a SHA-256 over all articles, names, texts and what is known of them, whatever their order."""
    lines = sorted(
        json.dumps(
            [
                name_source(article.source),
                article.title,
                article.outlet,
                article.authors,
                article.published.iso if article.published else None,
                article.url,
                hashlib.sha256(article.source_text.encode("utf-8", "surrogatepass")).hexdigest(),
            ]
        )
        for article in articles
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
