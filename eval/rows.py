"""JSON Lines in, records out: every bad row of a file is told at once, each as `file:line: why`."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import TypeGuard, TypeVar

from eval.errors import EvalError

Record = TypeVar("Record")

_SHOWN_ERRORS = 20
# Keeps `expects`, `source` and `forbidden` from being overlooked while a note of one's own,
# such as `comment` or `answer`, stays allowed.
_MISSPELLING_SIMILARITY = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One JSON object of a file; each method gives a checked field or raises `EvalError`."""

    place: str
    """`file:line`."""
    fields: Mapping[str, object]

    def error(self, name: str, expected: str) -> EvalError:
        """Return the error that says what stands in a field and what was expected."""
        if name not in self.fields:
            return EvalError(f"{self.place}: {name} is missing; expected {expected}")
        return EvalError(f"{self.place}: {name}: {self.fields[name]!r} is not {expected}")

    def text(self, name: str) -> str:
        """Return a text that is more than white space."""
        value = self.fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.error(name, "a text that is not empty")
        return value

    def optional_text(self, name: str) -> str | None:
        """Return a text, or None where the field is null or missing."""
        return None if self.fields.get(name) is None else self.text(name)

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.fields.get(name)
        if not isinstance(value, bool):
            raise self.error(name, "true or false")
        return value

    def optional_flag(self, name: str) -> bool:
        """Return true or false; false where the field is null or missing."""
        return False if self.fields.get(name) is None else self.flag(name)

    def flag_or_none(self, name: str) -> bool | None:
        """Return true or false, or None where the field is null or missing."""
        return None if self.fields.get(name) is None else self.flag(name)

    def raw_text(self, name: str) -> str:
        """Return a text that may be empty."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise self.error(name, "a text")
        return value

    def number(self, name: str) -> float:
        """Return a finite number."""
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise self.error(name, "a number")
        return value

    def optional_number(self, name: str) -> float | None:
        """Return a finite number, or None where the field is null or missing."""
        return None if self.fields.get(name) is None else self.number(name)

    def whole(self, name: str) -> int:
        """Return a whole number."""
        value = self.number(name)
        if not isinstance(value, int):
            raise self.error(name, "a whole number")
        return value

    def inner(self, name: str) -> "Row":
        """Return an object within this one; its place names the field."""
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise self.error(name, "an object {...}")
        return Row(place=f"{self.place}: {name}", fields=value)

    def optional_inner(self, name: str) -> "Row | None":
        """Return an object within this one, or None where the field is null or missing."""
        return None if self.fields.get(name) is None else self.inner(name)

    def inners(self, name: str) -> "tuple[Row, ...]":
        """Return a list of objects; empty where the field is null or missing."""
        value = self.fields.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.error(name, "a list of objects")
        return tuple(
            Row(place=f"{self.place}: {name}[{number}]", fields=one)
            for number, one in enumerate(value)
        )

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty where the field is null or missing."""
        value = self.fields.get(name)
        if value is None:
            return ()
        if not _are_texts(value):
            raise self.error(name, 'a list of texts such as ["barclays"]')
        return tuple(value)

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of texts, none of them empty; () where the field is missing."""
        value = self.fields.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(_are_texts(group) and group for group in value):
            raise self.error(name, 'a list of groups such as [["tech", "technology"], ["20%"]]')
        return tuple(tuple(group) for group in value)


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)


def read_records(
    path: Path, make: Callable[[Row], Record], *, fields: Collection[str]
) -> tuple[Record, ...]:
    """Return one record a row, in the order of the file; empty lines are skipped.

    Raises:
        EvalError: the file cannot be read or holds no row, or rows are bad (all are named).
    """
    records: list[Record] = []
    errors: list[str] = []
    for place, line in read_lines(path):
        try:
            row = parse_row(place, line)
            _refuse_misspellings(row, fields)
            records.append(make(row))
        except EvalError as error:
            errors.append(str(error))
    if errors:
        hidden = len(errors) - _SHOWN_ERRORS
        more = [f"... and {hidden} more bad rows"] if hidden > 0 else []
        raise EvalError("\n".join(errors[:_SHOWN_ERRORS] + more))
    if not records:
        raise EvalError(f"{path}: holds no row; expected one JSON object a line")
    return tuple(records)


def read_lines(path: Path, stop: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Give the lines of a file that hold something, each with its place `file:line`.

    With `stop` only those that end within so many bytes.
    """
    try:
        with path.open("rb") as file:
            read = 0
            for number, line in enumerate(file, start=1):
                read += len(line)
                if stop is not None and read > stop:
                    return
                # A byte order mark is what some editors put before the first line.
                content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if content.strip():
                    yield f"{path}:{number}", content
    except OSError as error:
        raise EvalError(f"{path}: cannot be read: {error.strerror or error}") from error


def parse_row(place: str, line: bytes) -> Row:
    """Return the object that a line of JSON holds.

    Raises:
        EvalError: it is no UTF-8, no JSON or no object.
    """
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise EvalError(f"{place}: is not UTF-8 at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise EvalError(f"{place}: is not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise EvalError(f"{place}: is {type(fields).__name__}, expected a JSON object {{...}}")
    return Row(place=place, fields=fields)


def _refuse_misspellings(row: Row, known: Collection[str]) -> None:
    for name in row.fields.keys() - known:
        near = get_close_matches(name, known, n=1, cutoff=_MISSPELLING_SIMILARITY)
        if near and near[0] not in row.fields:
            raise EvalError(f"{row.place}: unknown field {name!r}; did you mean {near[0]!r}?")
