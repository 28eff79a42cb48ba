"""Files and folders as sources: which bytes to parse, under what identity, with what metadata.

A failure is a value, not an exception, so that one bad file never stops the others.
"""

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import CorpusError
from corpus.extraction import LARGEST_BYTES, decode_text
from corpus.metadata import METADATA_FIELDS, GivenMetadata, read_front_matter, read_given

__all__ = ["GivenMetadata", "Source", "SourceFailure", "count_sources", "read_sources"]

Format = Literal["txt", "md", "html", "record"]

_FORMATS: Mapping[str, Literal["txt", "md", "html"]] = {
    ".txt": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
}
_SUFFIXES = (*_FORMATS, ".jsonl")
_METADATA = "metadata.jsonl"
_MISSPELT = 0.8
"""Likeness (0 to 1) from which an unknown field is taken for a known one mistyped."""
_EXPECTED = "expected " + ", ".join(_SUFFIXES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of one article, not yet parsed."""

    key: str
    """Its identity: the address where one is given, else the file's absolute path (and row)."""
    source: str
    """File name or address, as a person would recognise it."""
    format: Format
    data: bytes
    given: GivenMetadata


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFailure:
    """What could not be taken in, and why."""

    source: str
    reason: str


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _articles_in(folder: Path) -> Iterator[Path]:
    """The files below a folder that may hold articles, sorted; hidden ones are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if (
            not hidden
            and path.suffix.lower() in _SUFFIXES
            and path.name != _METADATA
            and path.is_file()
        ):
            yield path


class _Beside:
    """The rows of the `metadata.jsonl` of each folder, read once."""

    def __init__(self) -> None:
        self._rows: dict[Path, dict[str, GivenMetadata]] = {}

    def failures(self, folder: Path) -> Iterator[SourceFailure]:
        """Read a folder's rows, if not yet done, and report those that are wrong."""
        if folder in self._rows:
            return
        rows = self._rows[folder] = {}
        path = folder / _METADATA
        try:
            lines = _json_lines(path) if path.is_file() else ()
        except (CorpusError, OSError) as error:
            reason = _reason(error) if isinstance(error, OSError) else str(error)
            yield SourceFailure(source=_METADATA, reason=f"{path}: {reason}")
            return
        for number, line in lines:
            try:
                name, given = _beside_row(line, f"{path}:{number}")
            except CorpusError as error:
                yield SourceFailure(source=f"{_METADATA}:{number}", reason=str(error))
                continue
            rows[name] = given
            for reason in _doubts(line, folder / name, f"{path}:{number}"):
                yield SourceFailure(source=f"{_METADATA}:{number}", reason=reason)

    def given(self, path: Path) -> GivenMetadata:
        """What the row for a file gives."""
        return self._rows.get(path.parent, {}).get(path.name, GivenMetadata())


def _doubts(line: str, file: Path, where: str) -> Iterator[str]:
    """What a row says that cannot be meant: a file that is not there, a field that nearly exists."""
    if not file.is_file():
        yield f"{where}: file_name: there is no file {file.name!r} beside it"
    known = ("file_name", *METADATA_FIELDS)
    for name in _read_row(line, where):
        near = difflib.get_close_matches(name, known, n=1, cutoff=_MISSPELT)
        if name not in known and near and name != "author":
            yield f"{where}: there is no field {name!r}; is {near[0]!r} meant?"


def _json_lines(path: Path) -> tuple[tuple[int, str], ...]:
    """The lines of a file that are not blank, numbered from 1."""
    text = decode_text(path.read_bytes())
    return tuple((n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip())


def _read_row(line: str, where: str) -> dict[str, object]:
    try:
        row: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        found = line.strip()[:40]
        raise CorpusError(f"{where}: {found!r} is not a JSON object: {error}") from error
    if not isinstance(row, dict):
        raise CorpusError(
            f'{where}: {line.strip()[:40]!r} is not a JSON object such as {{"text": ...}}'
        )
    return row


def _beside_row(line: str, where: str) -> tuple[str, GivenMetadata]:
    row = _read_row(line, where)
    file_name = row.get("file_name")
    if not isinstance(file_name, str) or not file_name:
        raise CorpusError(f"{where}: file_name: {file_name!r} is not the name of a file beside it")
    return file_name, read_given(row, where)


def _row_source(path: Path, number: int, line: str) -> Source:
    where = f"{path}:{number}"
    row = _read_row(line, where)
    given = read_given(row, where)
    name = next((key for key in ("text", "body", "html") if row.get(key)), None)
    text = row.get(name) if name else None
    if not isinstance(text, str) or not text.strip():
        raise CorpusError(
            f"{where}: text: {text!r} is not the text of an article (text, body or html)"
        )
    data = text.encode("utf-8", "replace")
    identity = row.get("id")
    tail = str(identity) if identity not in (None, "") else hashlib.sha256(data).hexdigest()
    return Source(
        key=given.url or f"{path.resolve()}#{tail}",
        source=given.url or f"{path.name}:{number}",
        format="html" if name == "html" else "record",
        data=data,
        given=given,
    )


def _read_rows(path: Path) -> Iterator[Source | SourceFailure]:
    lines = _json_lines(path)
    if not lines:
        yield SourceFailure(
            source=path.name, reason=f"{path}: is empty; expected a JSON object a line"
        )
    for number, line in lines:
        try:
            yield _row_source(path, number, line)
        except CorpusError as error:
            yield SourceFailure(source=f"{path.name}:{number}", reason=str(error))


def _read_article(path: Path, beside: GivenMetadata) -> Source:
    kind = _FORMATS[path.suffix.lower()]
    size = path.stat().st_size
    if size > LARGEST_BYTES[kind]:
        raise CorpusError(
            f"{path}: has {size:,} bytes; a {kind} file may have "
            f"{LARGEST_BYTES[kind]:,}: split it into articles"
        )
    data = path.read_bytes()
    if not data.strip():
        raise CorpusError(f"{path}: is empty; expected the text of an article")
    given = beside
    if kind != "html":  # a page's charset stands in the page, so only its parser can tell
        try:
            text = decode_text(data)
        except CorpusError as error:
            raise CorpusError(f"{path}: {error}") from error
        if kind == "md":
            given = beside.over(read_front_matter(text, str(path))[0])
    return Source(
        key=given.url or str(path.resolve()), source=path.name, format=kind, data=data, given=given
    )


def _read_file(path: Path, beside: _Beside) -> Iterator[Source | SourceFailure]:
    yield from beside.failures(path.parent)
    try:
        if path.suffix.lower() == ".jsonl":
            yield from _read_rows(path)
        else:
            yield _read_article(path, beside.given(path))
    except CorpusError as error:
        reason = str(error)
        yield SourceFailure(
            source=path.name, reason=reason if str(path) in reason else f"{path}: {reason}"
        )
    except OSError as error:
        yield SourceFailure(source=path.name, reason=f"{path}: cannot be read: {_reason(error)}")


def read_sources(paths: Sequence[Path]) -> Iterator[Source | SourceFailure]:
    """The articles of files and folders, in the given order, a folder's sorted by path.

    A `metadata.jsonl` gives what its rows say about the files beside it and is itself no article.
    """
    beside = _Beside()
    for path in paths:
        if path.is_dir():
            files = tuple(_articles_in(path))
            if not files:
                yield SourceFailure(
                    source=str(path), reason=f"{path}: holds no article; {_EXPECTED} files in it"
                )
            for file in files:
                yield from _read_file(file, beside)
        elif not path.exists():
            yield SourceFailure(
                source=str(path),
                reason=f"{path}: does not exist; {_EXPECTED} files or a folder of them",
            )
        elif path.suffix.lower() not in _SUFFIXES:
            yield SourceFailure(
                source=path.name,
                reason=f"{path}: {path.suffix!r} is not a format that can be read; {_EXPECTED}",
            )
        elif path.name == _METADATA:
            yield SourceFailure(
                source=path.name,
                reason=f"{path}: describes the files beside it and is no article; add its folder",
            )
        else:
            yield from _read_file(path, beside)


def count_sources(paths: Sequence[Path]) -> int:
    """About how many sources `read_sources` will give, for a progress bar; rows by line ends."""
    count = 0
    for path in paths:
        for file in _articles_in(path) if path.is_dir() else (path,):
            try:
                rows = file.read_bytes().count(b"\n") if file.suffix.lower() == ".jsonl" else 1
            except OSError:
                rows = 1
            count += max(rows, 1)
    return count
