"""Sources to articles and statements in child processes: what `parse_source` does, with its limits kept."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from corpus import rows
from corpus.article import Article
from corpus.child import PARSERS, ParserPool, ParserProcess, shared_parsers
from corpus.child_side import adapter_of
from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle, parse_source
from corpus.feeds.feed import ParsedFeed
from corpus.metadata import GivenMetadata
from corpus.outlets import use_outlets
from corpus.repair import extract_repaired
from corpus.sources.sources import Source, SourceFailure
from corpus.statement import Statement

Parsers = ParserProcess | ParserPool
ReadHash = Callable[[str], str | None]
"""Takes the key of a source to the `content_hash` that the store holds of it; None where it has none."""

SECONDS = 10.0
"""Longest time for one document."""
_LONGER_SECONDS = {"pdf": 60.0}
"""For those that may have hundreds of pages."""
_AHEAD = 2 * PARSERS + 2
"""So many sources are parsed, and their bytes held, while an earlier one is stored."""
_EXTRACTED_CHARACTERS = 200_000
"""Of a longer text the statements are found after it was parsed, where nothing ends them after `SECONDS`;
these take about 1 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSource:
    """What a child made of a source."""

    article: ParsedArticle
    statements: tuple[Statement, ...] | None
    """As of an article without an id; None where they were not looked for."""

    def extract(self, article: Article) -> tuple[Statement, ...]:
        """Return the statements of the article that this became in the store."""
        if self.statements is None or not self._is(article):
            return extract_repaired(article)
        own = {"article_id": article.article_id, "version": article.version}
        return tuple(replace(statement, **own) for statement in self.statements)  # type: ignore[arg-type]

    def _is(self, article: Article) -> bool:
        return article == rows.parsed_to_article(
            self.article,
            article_id=article.article_id,
            version=article.version,
            source=article.source,
            added_at=article.added_at,
        )


Parsed = ParsedSource | SourceFailure


def parse_article(
    source: Source, parser: Parsers | None = None, *, outlets: Path | None = None
) -> ParsedArticle:
    """Return the article that a source holds, parsed in a child of `parser`.

    `outlets` is a table of outlets of the person's own.

    Raises:
        CorpusError: it holds none, or costs more than a document may.
    """
    return _call(source, parser, outlets, {"extract": False}).article


def parse_with_statements(
    source: Source, *, known_hash: str | None = None, outlets: Path | None = None
) -> ParsedSource:
    """Return article and statements of a source; not the latter where `known_hash` says it is unchanged.

    Raises:
        CorpusError: it holds no article, or costs more than a document may.
    """
    return _call(source, None, outlets, {"extract": True, "known_hash": known_hash})


def _call(
    source: Source, parser: Parsers | None, outlets: Path | None, options: Mapping[str, object]
) -> ParsedSource:
    made = (parser or shared_parsers()).call(
        "article",
        source.data,
        {
            "format": source.format,
            "name": source.source,
            "given": asdict(source.given),
            "outlets": None if outlets is None else str(outlets.resolve()),
            **options,
        },
        name=source.source,
        seconds=_LONGER_SECONDS.get(source.format, SECONDS),
    )
    return adapter_of(ParsedSource).validate_python(made)


def parse_feed(data: bytes, url: str, parser: Parsers | None = None) -> ParsedFeed:
    """Return the feed that bytes hold, parsed in a child of `parser`; `url` is where it came from.

    Raises:
        CorpusError: it is none, or costs more than a document may.
    """
    made = (parser or shared_parsers()).call("feed", data, {"url": url}, name=url, seconds=SECONDS)
    return adapter_of(ParsedFeed).validate_python(made)


def measure_report(source: Source) -> int:
    """Return the characters of the report in a source.

    Raises:
        CorpusError: it holds none.
    """
    return sum(kept.end - kept.start for kept in parse_article(source).body)


def read_source(
    data: bytes,
    *,
    format: str,
    name: str,
    given: Mapping[str, object],
    outlets: str | None,
    extract: bool,
    known_hash: str | None = None,
) -> ParsedSource:
    """Return what came over the wire as article and statements: the child's side of `_call`."""
    use_outlets(None if outlets is None else Path(outlets))
    facts = adapter_of(GivenMetadata).validate_python(given)
    parsed = parse_source(data, format=format, name=name, given=facts)
    statements = None
    short = len(parsed.source_text) <= _EXTRACTED_CHARACTERS
    if extract and short and rows.parsed_to_row(parsed, source=name)["content_hash"] != known_hash:
        statements = extract_repaired(
            rows.parsed_to_article(
                parsed, article_id="", version=1, source=name, added_at=datetime.now(UTC)
            )
        )
    return ParsedSource(article=parsed, statements=statements)


def parse_ahead(
    sources: Iterable[Source | SourceFailure],
    *,
    read_hash: ReadHash | None = None,
    outlets: Path | None = None,
) -> Iterator[tuple[Source | SourceFailure, Parsed]]:
    """Yield each source with what it holds or its failure, in order, parsing a few ahead."""
    attempt = partial(_attempt, outlets=outlets)
    waiting: deque[tuple[Source | SourceFailure, Future[Parsed]]] = deque()
    with ThreadPoolExecutor(max_workers=PARSERS, thread_name_prefix="parse") as executor:
        try:
            for source in sources:
                known_hash = None
                if read_hash is not None and isinstance(source, Source):
                    known_hash = read_hash(source.key)
                waiting.append((source, executor.submit(attempt, source, known_hash)))
                if len(waiting) > _AHEAD:
                    first, result = waiting.popleft()
                    yield first, result.result()
            while waiting:
                first, result = waiting.popleft()
                yield first, result.result()
        finally:
            for _, result in waiting:
                result.cancel()


def _attempt(
    source: Source | SourceFailure, known_hash: str | None, *, outlets: Path | None
) -> Parsed:
    if isinstance(source, SourceFailure):
        return source
    try:
        return parse_with_statements(source, known_hash=known_hash, outlets=outlets)
    except CorpusError as error:
        return SourceFailure(source=source.source, reason=str(error))
