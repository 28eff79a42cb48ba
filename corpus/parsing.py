"""Sources to articles in a child process: what `parse_source` does, with its limits kept."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from corpus.child import ParserProcess, shared_parser
from corpus.child_side import adapter_of
from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle, parse_source
from corpus.feeds.feed import ParsedFeed
from corpus.metadata import GivenMetadata
from corpus.outlets import use_outlets
from corpus.sources.sources import Source, SourceFailure

Parse = Callable[[Source], ParsedArticle]

SECONDS = 10.0
"""Longest time for one document."""
_LONGER_SECONDS = {"pdf": 60.0}
"""For those that may have hundreds of pages."""
_AHEAD = 4
"""So many sources are parsed, and their bytes held, while an earlier one is stored."""


def parse_article(
    source: Source, parser: ParserProcess | None = None, *, outlets: Path | None = None
) -> ParsedArticle:
    """Return the article that a source holds, parsed in the child of `parser`.

    `outlets` is a table of outlets of the person's own.

    Raises:
        CorpusError: it holds none, or costs more than a document may.
    """
    made = (parser or shared_parser()).call(
        "article",
        source.data,
        {
            "format": source.format,
            "name": source.source,
            "given": asdict(source.given),
            "outlets": None if outlets is None else str(outlets.resolve()),
        },
        name=source.source,
        seconds=_LONGER_SECONDS.get(source.format, SECONDS),
    )
    return adapter_of(ParsedArticle).validate_python(made)


def parse_feed(data: bytes, url: str, parser: ParserProcess | None = None) -> ParsedFeed:
    """Return the feed that bytes hold, parsed in the child of `parser`; `url` is where it came from.

    Raises:
        CorpusError: it is none, or costs more than a document may.
    """
    made = (parser or shared_parser()).call("feed", data, {"url": url}, name=url, seconds=SECONDS)
    return adapter_of(ParsedFeed).validate_python(made)


def measure_report(source: Source) -> int:
    """Return the characters of the report in a source.

    Raises:
        CorpusError: it holds none.
    """
    return sum(kept.end - kept.start for kept in parse_article(source).body)


def read_article(
    data: bytes, *, format: str, name: str, given: Mapping[str, object], outlets: str | None
) -> ParsedArticle:
    """Return `parse_source` of what came over the wire: the child's side of `parse_article`."""
    use_outlets(None if outlets is None else Path(outlets))
    facts = adapter_of(GivenMetadata).validate_python(given)
    return parse_source(data, format=format, name=name, given=facts)


def parse_ahead(
    sources: Iterable[Source | SourceFailure], parse: Parse = parse_article
) -> Iterator[tuple[Source | SourceFailure, ParsedArticle | SourceFailure]]:
    """Yield each source with its article or its failure, in order, parsing a few ahead."""

    def attempt(source: Source | SourceFailure) -> ParsedArticle | SourceFailure:
        if isinstance(source, SourceFailure):
            return source
        try:
            return parse(source)
        except CorpusError as error:
            return SourceFailure(source=source.source, reason=str(error))

    waiting: deque[tuple[Source | SourceFailure, Future[ParsedArticle | SourceFailure]]] = deque()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="parse") as executor:
        try:
            for source in sources:
                waiting.append((source, executor.submit(attempt, source)))
                if len(waiting) > _AHEAD:
                    first, result = waiting.popleft()
                    yield first, result.result()
            while waiting:
                first, result = waiting.popleft()
                yield first, result.result()
        finally:
            for _, result in waiting:
                result.cancel()
