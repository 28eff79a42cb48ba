"""How fast statements are taken out of articles, and whether each stands where it says.

`python -m eval benchmark extraction FOLDER`. Splitting into sentences is told apart, since it is
paid for anyway by whoever indexes the text.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.statement import Statement
from eval.errors import EvalError

_FEWEST_SENTENCES = 4000
"""Articles are read again until so many sentences are timed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionSpeed:
    """Sentences a second of processor time, and what is wrong with any statement."""

    articles: int
    sentences: int
    statements: int
    split_per_s: float
    """Sentences a second that are split and no more."""
    extracted_per_s: float
    """Sentences a second that are split and read for statements."""
    faults: tuple[str, ...]


def measure_extraction(paths: Sequence[Path]) -> ExtractionSpeed:
    """Return the speed over all articles of files and folders, on one core.

    Raises:
        CorpusError: a source cannot be read.
        EvalError: there is no article.
    """
    from corpus.repair import extract_repaired
    from corpus.sentences import split_sentences

    articles = read_articles(paths)
    if not articles:
        raise EvalError(
            f"no article in {', '.join(map(str, paths))}; name files or folders of them"
        )
    sentences = sum(len(split_sentences(one.source_text, one.body)) for one in articles)
    statements = [extract_repaired(article) for article in articles]
    rounds = max(1, -(-_FEWEST_SENTENCES // max(1, sentences)))
    splitting = _time(lambda one: split_sentences(one.source_text, one.body), articles, rounds)
    extracting = _time(extract_repaired, articles, rounds)
    return ExtractionSpeed(
        articles=len(articles),
        sentences=sentences,
        statements=sum(map(len, statements)),
        split_per_s=sentences * rounds / splitting,
        extracted_per_s=sentences * rounds / extracting,
        faults=tuple(
            fault
            for article, found in zip(articles, statements, strict=True)
            for fault in find_faults(article, found)
        ),
    )


def find_faults(article: Article, statements: Iterable[Statement]) -> tuple[str, ...]:
    """What is wrong with spans and names: an empty tuple where all stand in the article."""
    from corpus.mojibake import repair_text

    text = article.source_text
    readable = _plain(repair_text(text))
    faults = []
    for statement in statements:
        place = f"{article.source}:{statement.start}-{statement.end}"
        if not 0 <= statement.start < statement.end <= len(text):
            faults.append(f"{place}: the span is not in the article")
        elif not text[statement.start : statement.end].strip():
            faults.append(f"{place}: the span holds no words")
        faults.extend(
            f"{place}: {person!r} does not stand in the article"
            for person in statement.persons
            if _plain(person) not in readable
        )
        if not (statement.persons or statement.firm):
            faults.append(f"{place}: nobody speaks")
    return tuple(faults)


def _plain(text: str) -> str:
    """Lower case, single spaces, straight apostrophes: what names are compared by."""
    return " ".join(text.replace("’", "'").split()).casefold()


def read_articles(paths: Sequence[Path]) -> tuple[Article, ...]:
    """Return all articles of files and folders. Raises: CorpusError: a source cannot be read."""
    import tempfile

    from corpus.build import add_articles
    from corpus.sources.sources import read_sources
    from corpus.store import Store

    with (
        tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made,
        Store.open(Path(made)) as store,
    ):
        add_articles(store, read_sources(paths))
        return store.read_articles()


def _time(work: Callable[[Article], object], articles: Sequence[Article], rounds: int) -> float:
    start = time.process_time()
    for _ in range(rounds):
        for article in articles:
            work(article)
    return max(1e-9, time.process_time() - start)


def format_extraction(speed: ExtractionSpeed) -> str:
    """Return the figures, then the faults, a line each."""
    return "\n".join(
        (
            f"articles   {speed.articles}",
            f"sentences  {speed.sentences}",
            f"statements {speed.statements}",
            f"splitting alone  {speed.split_per_s:,.0f} sentences a second",
            f"with extraction  {speed.extracted_per_s:,.0f} sentences a second",
            f"faults     {len(speed.faults)}",
            *speed.faults,
        )
    )
