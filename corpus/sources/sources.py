"""Files, folders, archives and pasted text as sources: which bytes to parse, under what identity.

A failure is a value, not an exception, so that one bad file never stops the others.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from corpus.decoding import decode_text
from corpus.errors import CorpusError
from corpus.extraction import LARGEST_BYTES
from corpus.metadata import GivenMetadata, read_front_matter, read_given
from corpus.sources.beside import METADATA_NAME, Beside
from corpus.sources.fields import is_markup, misspelt_fields, named_fields
from corpus.sources.files import Archive, DiskFile, File, Member, files_below, reason_of, suffix_of
from corpus.sources.suffixes import (
    ARCHIVE,
    EXPECTED,
    FORMATS,
    SAVE_AS,
    SUFFIXES,
    TABLES,
    Format,
    is_wanted,
)
from corpus.sources.tables import BrokenRow, Row, read_rows


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


Found = Iterator[Source | SourceFailure]


def read_pasted(text: str) -> Source:
    """A text that was pasted or piped in; the same text is the same source.

    A page's markup and front matter are read as in a file.

    Raises:
        CorpusError: the text is empty, or its front matter is wrong.
    """
    text = text.replace("\r\n", "\n").strip("\ufeff\n ")
    if not text.strip():
        raise CorpusError("pasted text: is empty; expected the text of an article")
    data = text.encode("utf-8", "replace")
    given = GivenMetadata()
    kind: Format = "txt"
    if re.match(r"\s*<(?:!doctype|html|head|body|article|div|p)\b", text, re.IGNORECASE):
        kind = "html"
    elif read_front_matter(text, "pasted text")[1]:
        kind, given = "md", read_front_matter(text, "pasted text")[0]
    return Source(
        key=given.url or f"pasted:{hashlib.sha256(data).hexdigest()}",
        source="pasted text",
        format=kind,
        data=data,
        given=given,
    )


def _row_source(file: File, row: Row) -> Source:
    where = file.where + row.place
    fields = named_fields(row.fields)
    given = read_given(fields, where)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise CorpusError(
            f"{where}: text: {text!r} is not the text of an article (text, body, content or html)"
        )
    data = text.encode("utf-8", "replace")
    identity = fields.get("id")
    tail = str(identity) if identity not in (None, "") else hashlib.sha256(data).hexdigest()
    return Source(
        key=given.url or f"{file.key}#{tail}",
        source=given.url or file.label + row.place,
        format="html" if is_markup(text) else "record",
        data=data,
        given=given,
    )


def _read_table(file: File, stream: BinaryIO) -> Found:
    told: set[str] = set()
    for row in read_rows(stream, suffix_of(file.name)):
        if isinstance(row, BrokenRow):
            reason = f"{file.where}{row.place}: {row.reason}"
            yield SourceFailure(source=file.label + row.place, reason=reason)
            continue
        try:
            yield _row_source(file, row)
        except CorpusError as error:
            yield SourceFailure(source=file.label + row.place, reason=str(error))
        for wrong, meant in misspelt_fields(row.fields):
            if wrong not in told:
                told.add(wrong)
                reason = (
                    f"{file.where}{row.place}: there is no field {wrong!r}; is {meant!r} meant?"
                )
                yield SourceFailure(source=file.label + row.place, reason=reason)


def _read_article(file: File, stream: BinaryIO, beside: GivenMetadata) -> Source:
    kind = FORMATS[suffix_of(file.name)]
    largest = LARGEST_BYTES[kind]
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise CorpusError(
            f"has more than {largest:,} bytes; a {kind} file may have {largest:,}: "
            "split it into articles"
        )
    if not data.strip():
        raise CorpusError("is empty; expected the text of an article")
    given = beside
    if kind in ("txt", "md"):  # the charset of the others stands in them, so only parsers can tell
        text = decode_text(data)
        if kind == "md":
            given = beside.over(read_front_matter(text, file.where)[0])
    return Source(key=given.url or file.key, source=file.label, format=kind, data=data, given=given)


def _read_archive(file: File, stream: BinaryIO, beside: Beside) -> Found:
    archive = Archive(file, stream)
    members = {member.path: member for member in archive.members()}
    readable = [one for one in members.values() if is_wanted(one.name)]
    if not readable:
        raise CorpusError(f"holds no article; {EXPECTED} files in it")
    for member in readable:
        if suffix_of(member.name) == ARCHIVE:
            reason = (
                f"{member.where}: is an archive within an archive; unpack it and add the folder"
            )
            yield SourceFailure(source=member.label, reason=reason)
            continue
        folder = PurePosixPath(member.path).parent
        yield from _read_file(member, beside, partial(_find_member, members, folder))


def _find_member(members: Mapping[str, Member], folder: PurePosixPath, name: str) -> Member | None:
    return members.get(str(folder / name))


def _read_file(file: File, beside: Beside, find: Callable[[str], File | None]) -> Found:
    suffix = suffix_of(file.name)
    for doubt in beside.read(file.folder, find):
        yield SourceFailure(source=doubt.source, reason=doubt.reason)
    try:
        with _opened(file, suffix) as stream:
            if suffix == ARCHIVE:
                yield from _read_archive(file, stream, beside)
            elif suffix in TABLES:
                yield from _read_table(file, stream)
            else:
                yield _read_article(file, stream, beside.given(file))
    except CorpusError as error:
        reason = str(error)
        named = reason if file.where in reason else f"{file.where}: {reason}"
        yield SourceFailure(source=file.label, reason=named)
    except OSError as error:
        reason = f"{file.where}: cannot be read: {reason_of(error)}"
        yield SourceFailure(source=file.label, reason=reason)


def _opened(file: File, suffix: str) -> BinaryIO:
    if suffix not in SUFFIXES:
        hint = f"; save it as {SAVE_AS[suffix]}" if suffix in SAVE_AS else ""
        raise CorpusError(f"{suffix!r} is not a format that can be read; {EXPECTED}{hint}")
    return file.open()


def _find_on_disk(folder: Path, name: str) -> DiskFile | None:
    return DiskFile(folder / name) if (folder / name).is_file() else None


def _read_folder(folder: Path, beside: Beside) -> Found:
    empty = True
    for file in files_below(folder):
        if isinstance(file, CorpusError):
            yield SourceFailure(source=str(folder), reason=str(file))
        elif is_wanted(file.name) and not _leads_nowhere(file.path):
            empty = False
            yield from _read_file(file, beside, partial(_find_on_disk, file.path.parent))
    if empty:
        yield SourceFailure(
            source=str(folder), reason=f"{folder}: holds no article; {EXPECTED} files in it"
        )


def _leads_nowhere(path: Path) -> bool:
    """Whether nothing is at a path; a link to itself is something, and is reported when opened."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def read_sources(paths: Sequence[Path]) -> Found:
    """The articles of files, archives and folders, in the given order, a folder's sorted by path.

    A `metadata.jsonl` gives what its rows say about the files beside it and is itself no article.
    """
    beside = Beside()
    for path in paths:
        if path.is_dir():
            yield from _read_folder(path, beside)
        elif _leads_nowhere(path):
            yield SourceFailure(
                source=str(path),
                reason=f"{path}: does not exist; {EXPECTED} files or a folder of them",
            )
        elif path.name == METADATA_NAME:
            yield SourceFailure(
                source=path.name,
                reason=f"{path}: describes the files beside it and is no article; add its folder",
            )
        else:
            yield from _read_file(DiskFile(path), beside, partial(_find_on_disk, path.parent))
