"""Rows of JSON, JSONL and CSV files, each with its place; a broken one does not end the file.

Lines are read one at a time, so that an export may be larger than memory; only JSON is read whole.
"""

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from corpus.decoding import decode_text
from corpus.errors import CorpusError
from corpus.sources.fields import field_of, named_fields

LARGEST_JSON = 50_000_000
"""Bytes of a file that is read whole; its objects take about eight times that in memory."""
LONGEST_LINE = 20_000_000
"""Bytes; the text of a row may have as many."""
_HEAD = 4_096
_DELIMITERS = ",;\t|"
_DEPTH = 3
"""Objects within objects in which the list of a JSON file's articles is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a file."""

    place: str
    """What follows the file's name: `:7` for a line, `#7` for an item of a list."""
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRow:
    """A record that cannot be read, and why."""

    place: str
    reason: str


def read_rows(stream: BinaryIO, suffix: str) -> Iterator[Row | BrokenRow]:
    """The rows of a seekable file by its suffix: `.json`, `.jsonl` or `.csv`.

    Raises:
        CorpusError: the whole file cannot be read.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CorpusError("is binary: a NUL byte stands in it, and text was expected")
    if suffix == ".csv":
        return _csv_rows(stream)
    return _jsonl_rows(stream) if suffix == ".jsonl" else _json_rows(stream)


def _parse_line(line: bytes) -> Mapping[str, object]:
    if len(line) > LONGEST_LINE:
        raise CorpusError(f"has more than {LONGEST_LINE:,} bytes; no article is as long")
    return _parse_object(decode_text(line))


def _parse_object(line: str) -> Mapping[str, object]:
    try:
        row: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        found = line.strip()[:40]
        raise CorpusError(f"{found!r} is not a JSON object: {error}") from error
    if not isinstance(row, dict):
        raise CorpusError(f'{line.strip()[:40]!r} is not a JSON object such as {{"text": ...}}')
    return row


def _whole(stream: BinaryIO) -> bytes:
    data = stream.read(LARGEST_JSON + 1)
    if len(data) > LARGEST_JSON:
        raise CorpusError(
            f"has more than {LARGEST_JSON:,} bytes, which is read whole: "
            "save it as .jsonl in UTF-8, one object a line"
        )
    return data


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        yield number, line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):  # the rest of a long one
            line = stream.readline(LONGEST_LINE + 1)


def _jsonl_rows(stream: BinaryIO) -> Iterator[Row | BrokenRow]:
    if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        stream.seek(0)
        stream = io.BytesIO(decode_text(_whole(stream)).encode("utf-8", "replace"))
    stream.seek(0)
    empty = True
    for number, line in _lines(stream):
        if not line.strip():
            continue
        empty = False
        try:
            yield Row(place=f":{number}", fields=_parse_line(line))
        except CorpusError as error:
            yield BrokenRow(place=f":{number}", reason=str(error))
    if empty:
        raise CorpusError("is empty; expected a JSON object a line")


def _json_rows(stream: BinaryIO) -> Iterator[Row | BrokenRow]:
    data = _whole(stream)
    if not data.strip():
        raise CorpusError("is empty; expected a list of JSON objects")
    text = decode_text(data)
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text[: error.pos].strip().endswith("}"):
            yield from _jsonl_rows(io.BytesIO(text.encode("utf-8", "replace")))
            return
        raise CorpusError(
            f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"is not JSON: {error}") from error
    for number, item in enumerate(_items(value), 1):
        if isinstance(item, dict):
            yield Row(place=f"#{number}", fields=item)
        else:
            yield BrokenRow(
                place=f"#{number}",
                reason=f'{str(item)[:40]!r} is not a JSON object such as {{"text": ...}}',
            )


def _items(value: object) -> Sequence[object]:
    """The articles of a JSON file: a list, one object, or the longest list of them in an object."""
    if isinstance(value, list):
        if not value:
            raise CorpusError("is an empty list; expected a list of JSON objects")
        return value
    if not isinstance(value, dict):
        raise CorpusError('is no list of JSON objects such as [{"text": ...}]')
    lists = [
        one for one in _lists(value, _DEPTH) if any("text" in named_fields(i) for i in one[:20])
    ]
    if lists:
        return max(lists, key=len)
    if "text" in named_fields(value):
        return [value]
    raise CorpusError(
        f"holds no articles: expected a list of objects with text; its fields are {_some(value)}"
    )


def _lists(value: dict[str, object], depth: int) -> Iterator[list[dict[str, object]]]:
    for inner in value.values():
        if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner[:20]):
            yield inner
        elif isinstance(inner, dict) and depth > 1:
            yield from _lists(inner, depth - 1)


def _some(names: Mapping[str, object] | Sequence[str]) -> str:
    """The first few names, for a message."""
    shown = [repr(name[:30]) for name in list(names)[:8]]
    return ", ".join(shown) + (", ..." if len(names) > 8 else "")


def _csv_rows(stream: BinaryIO) -> Iterator[Row | BrokenRow]:
    lines = _TextLines(stream)
    header, delimiter = lines.header()
    names = next(csv.reader([header], delimiter=delimiter), [])
    _check_header(names)
    if len(names) == 1:  # nothing is apart, so a comma in a text is a comma
        delimiter = "\x1f"
    csv.field_size_limit(LONGEST_LINE)  # of the whole process; Python's own 131,072 is too few
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    empty = True
    while True:
        place = f":{lines.number + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            empty = False
            yield BrokenRow(place=place, reason=_csv_reason(error))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        empty = False
        if any(cell.strip() for cell in cells[len(names) :]):
            yield BrokenRow(
                place=place,
                reason=f"has {len(cells)} cells where the first row names {len(names)}: "
                f"a text that holds {delimiter!r} must stand in quotation marks",
            )
            continue
        yield Row(place=place, fields=dict(zip(names, cells, strict=False)))
    if empty:
        raise CorpusError("holds no row below the first, which names its columns")


def _csv_reason(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return "a quotation mark that opens in this row is never closed; what follows is not read"
    return f"is no row of CSV: {error}"


def _check_header(names: Sequence[str]) -> None:
    fields = [field_of(name) for name in names]
    if "text" not in fields:
        raise CorpusError(
            "no column holds the text of the articles: expected a first row such as "
            f"title,text,published,url; found {_some(names)}"
        )


class _TextLines:
    """The lines of a CSV file as text, the encoding found out; counts what it has given."""

    def __init__(self, stream: BinaryIO) -> None:
        self.number = 0
        head = stream.read(_HEAD)
        stream.seek(0)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            stream = io.BytesIO(decode_text(_whole(stream)).encode("utf-8", "replace"))
        elif b"\r" in head and b"\n" not in head:  # how old spreadsheets on a Mac end lines
            stream = io.BytesIO(_whole(stream).replace(b"\r", b"\n"))
        self._encoding = _encoding(stream)
        stream.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
        self._lines = _lines(stream)

    def __iter__(self) -> "_TextLines":
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        # A byte that Windows-1252 lacks is shown as such: one letter is no reason to lose a row.
        return line.decode(self._encoding, "replace")

    def header(self) -> tuple[str, str]:
        """The first row that is not blank, and the delimiter that makes most sense of it."""
        for line in self:
            if line[:4].casefold() == "sep=" and len(line.strip()) == 5:
                continue  # how a spreadsheet notes its delimiter
            if line.strip():
                return line, max(_DELIMITERS, key=lambda one: _known(line, one))
        raise CorpusError("is empty; expected a first row such as title,text,published,url")


def _known(line: str, delimiter: str) -> int:
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return -1
    return len({field_of(name) for name in names} - {None})


def _encoding(stream: BinaryIO) -> str:
    """UTF-8 where all of the file is, else Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(1 << 20):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
