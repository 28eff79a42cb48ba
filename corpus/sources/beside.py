"""What the `metadata.jsonl` of a folder says about the files beside it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from corpus.errors import CorpusError
from corpus.metadata import METADATA_FIELDS, GivenMetadata, read_given
from corpus.sources.fields import misspelt_fields, named_fields
from corpus.sources.files import File, reason_of
from corpus.sources.tables import BrokenRow, read_rows

METADATA_NAME = "metadata.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A row, or the whole file, that says what cannot be meant."""

    source: str
    reason: str


class Beside:
    """The rows of the `metadata.jsonl` of each folder, read once."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, GivenMetadata]] = {}

    def read(self, folder: str, find: Callable[[str], File | None]) -> Iterator[Doubt]:
        """Read a folder's rows, if not yet done, and report those that are wrong.

        `find` gives the file of a name in the folder, None where there is none.
        """
        if folder in self._rows:
            return
        self._rows[folder] = rows = {}
        file = find(METADATA_NAME)
        if file is None:
            return
        try:
            with file.open() as stream:
                for row in read_rows(stream, ".jsonl"):
                    source, where = METADATA_NAME + row.place, file.where + row.place
                    if isinstance(row, BrokenRow):
                        yield Doubt(source=source, reason=f"{where}: {row.reason}")
                        continue
                    try:
                        rows[_file_name(row.fields, where)] = _given(row.fields, where)
                    except CorpusError as error:
                        yield Doubt(source=source, reason=str(error))
                        continue
                    for reason in _doubts(row.fields, find):
                        yield Doubt(source=source, reason=f"{where}: {reason}")
        except OSError as error:
            yield Doubt(source=METADATA_NAME, reason=f"{file.where}: {reason_of(error)}")
        except CorpusError as error:
            if "is empty" not in str(error):
                yield Doubt(source=METADATA_NAME, reason=f"{file.where}: {error}")

    def given(self, file: File) -> GivenMetadata:
        """What the row for a file gives."""
        return self._rows.get(file.folder, {}).get(file.name, GivenMetadata())


def _file_name(row: Mapping[str, object], where: str) -> str:
    name = row.get("file_name")
    if not isinstance(name, str) or not name:
        raise CorpusError(f"{where}: file_name: {name!r} is not the name of a file beside it")
    return name


def _given(row: Mapping[str, object], where: str) -> GivenMetadata:
    return read_given(named_fields(row), where)


def _doubts(row: Mapping[str, object], find: Callable[[str], File | None]) -> Iterator[str]:
    name = str(row["file_name"])
    if find(name) is None:
        yield f"file_name: there is no file {name!r} beside it"
    for wrong, meant in misspelt_fields(row, ("file_name", *METADATA_FIELDS)):
        yield f"there is no field {wrong!r}; is {meant!r} meant?"
