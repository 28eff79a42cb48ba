"""What a person names as the news to take in: files, folders, addresses, and `-` for what is pasted."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.metadata import GivenMetadata
from corpus.sources.sources import Source, SourceFailure, read_pasted, read_sources
from corpus.sources.web_page import LARGEST_BYTES, make_page_source

if TYPE_CHECKING:
    from corpus.fetching.fetcher import Fetcher

PASTED = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def read_references(
    references: Sequence[str | Path], *, given: GivenMetadata | None = None
) -> Iterator[Source | SourceFailure]:
    """Yield the sources of files, folders, `https://` addresses and `-` (standard input), in order.

    `given` is what the person says about all of them; it wins over what a source itself says.
    """
    for source in _read_each(references):
        if given is None or isinstance(source, SourceFailure):
            yield source
        else:
            yield replace(source, given=given.over(source.given))


def _read_each(references: Sequence[str | Path]) -> Iterator[Source | SourceFailure]:
    # Neighbouring paths together: rows of a metadata.jsonl are read and reported once.
    paths: list[Path] = []
    addresses: list[str] = []
    for reference in references:
        if is_address(reference):
            yield from _flush(paths)
            addresses.append(str(reference))
            continue
        yield from _fetch(addresses)
        if reference == PASTED:
            yield from _flush(paths)
            yield from _read_standard_input()
        else:
            paths.append(Path(reference))
    yield from _flush(paths)
    yield from _fetch(addresses)


def is_address(reference: str | Path) -> bool:
    """Whether a reference is an address and no path; a path object never is."""
    return isinstance(reference, str) and _ADDRESS.match(reference) is not None


def fetch_sources(urls: Iterable[str], fetcher: "Fetcher") -> Iterator[Source | SourceFailure]:
    """Yield the page at each address, or why it could not be had."""
    for url in urls:
        try:
            fetched = fetcher.fetch(url, largest_bytes=LARGEST_BYTES)
            yield make_page_source(url, fetched)
        except CorpusError as error:
            yield SourceFailure(source=url, reason=str(error))


def _flush(paths: list[Path]) -> Iterator[Source | SourceFailure]:
    if paths:
        yield from read_sources(tuple(paths))
        paths.clear()


def _fetch(addresses: list[str]) -> Iterator[Source | SourceFailure]:
    if not addresses:
        return
    from corpus.fetching.fetcher import Fetcher

    with Fetcher() as fetcher:
        yield from fetch_sources(tuple(addresses), fetcher)
    addresses.clear()


def _read_standard_input() -> Iterator[Source | SourceFailure]:
    text = sys.stdin.read()
    if not text.strip():
        yield SourceFailure(
            source="standard input",
            reason="standard input: is empty; expected the text of an article",
        )
        return
    yield read_pasted(text)
