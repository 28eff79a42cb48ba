"""Files to read, in a folder or in a zip archive: found in a stable order, read within bounds.

Nothing of an archive is ever written to disk, so the paths in it are only names.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from corpus.errors import CorpusError

LARGEST_MEMBER = 20_000_000
"""Bytes of one file of an archive, unpacked."""
LARGEST_INFLATED = 200_000_000
"""Bytes of all files of an archive that are read, unpacked; one is in memory at a time."""
MOST_MEMBERS = 20_000
LARGEST_RATIO = 100
"""Bytes unpacked for one packed; prose has 2 to 4, rows of JSON up to 20, a bomb 1,000."""
_SMALL = 1_000_000
"""Bytes up to which the ratio does not matter."""
ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError),
    *(OSError, LookupError),
)
"""What Python's zipfile raises on archives that are broken, locked or packed by another method."""


class File(Protocol):
    """A file that can be opened."""

    @property
    def where(self) -> str:
        """Its path, for messages; within an archive `archive.zip!folder/name`."""

    @property
    def key(self) -> str:
        """Its identity: the absolute path."""

    @property
    def label(self) -> str:
        """What a person would call it."""

    @property
    def folder(self) -> str:
        """What it stands in, the same for all files beside it."""

    @property
    def name(self) -> str:
        """Its name without folders."""

    def open(self) -> BinaryIO:
        """The file opened for reading, seekable.

        Raises:
            CorpusError: it is no plain file, too large or broken.
            OSError: it cannot be read.
        """


def suffix_of(name: str) -> str:
    """The ending of a file's name in lower case."""
    return PurePosixPath(name).suffix.lower()


@dataclass(frozen=True, slots=True)
class DiskFile:
    """A file of the file system."""

    path: Path

    @property
    def where(self) -> str:
        """Its path as it was given."""
        return str(self.path)

    @property
    def key(self) -> str:
        """Its absolute path, links followed."""
        return str(self.path.resolve())

    @property
    def label(self) -> str:
        """Its name."""
        return self.path.name

    @property
    def folder(self) -> str:
        """The path of its folder."""
        return str(self.path.parent)

    @property
    def name(self) -> str:
        """Its name."""
        return self.path.name

    def open(self) -> BinaryIO:
        """The file opened for reading; a pipe or device is refused and never waited for.

        Raises:
            CorpusError: it is no plain file.
            OSError: it cannot be read.
        """
        # Looked at after opening, since what a path names may change in between.
        handle = os.open(
            self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise CorpusError("is no plain file; expected one that holds bytes, no pipe or device")
        return os.fdopen(handle, "rb")


def files_below(folder: Path) -> Iterator[DiskFile | CorpusError]:
    """The files of a folder at any depth sorted by path, hidden ones left out, links not followed.

    An error stands for a folder that cannot be read.
    """
    failed: list[OSError] = []
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        found.extend(Path(parent, name) for name in names if not _is_hidden(name))
    for error in failed:
        yield CorpusError(f"{error.filename}: cannot be read: {reason_of(error)}")
    yield from map(DiskFile, sorted(found))


def reason_of(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return error.strerror or type(error).__name__


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive."""

    archive: "Archive"
    info: zipfile.ZipInfo
    path: str

    @property
    def where(self) -> str:
        """The path of its archive and its own."""
        return f"{self.archive.file.where}!{self.path}"

    @property
    def key(self) -> str:
        """The absolute path of its archive and its own."""
        return f"{self.archive.file.key}!{self.path}"

    @property
    def label(self) -> str:
        """The name of its archive and its own path."""
        return f"{self.archive.file.label}!{self.path}"

    @property
    def folder(self) -> str:
        """The archive and the folder within it."""
        return f"{self.archive.file.key}!{PurePosixPath(self.path).parent}"

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.path).name

    def open(self) -> BinaryIO:
        """The member unpacked in memory.

        Raises:
            CorpusError: it is locked, broken, or larger than a member may be.
        """
        return io.BytesIO(self.archive.read(self))


class Archive:
    """A zip archive, read member by member within bounds."""

    def __init__(self, file: File, stream: BinaryIO) -> None:
        """Raises CorpusError where the stream is no zip archive."""
        self.file = file
        self._inflated = 0
        try:
            self._zip = zipfile.ZipFile(stream)
        except ZIP_ERRORS as error:
            raise CorpusError(f"is no zip archive or broken: {error}") from error
        if len(self._zip.infolist()) > MOST_MEMBERS:
            raise CorpusError(
                f"holds {len(self._zip.infolist()):,} files; an archive may hold {MOST_MEMBERS:,}: "
                "unpack it and add the folder"
            )

    def members(self) -> tuple[Member, ...]:
        """The files in it sorted by path, hidden ones left out; of two by one name the last."""
        found: Mapping[str, Member] = {
            path: Member(self, info, path)
            for info in self._zip.infolist()
            if not info.is_dir()
            and (path := _member_path(info))
            and not any(_is_hidden(part) for part in path.split("/") if part not in (".", ".."))
        }
        return tuple(found[path] for path in sorted(found))

    def read(self, member: Member) -> bytes:
        """The bytes of a member.

        Raises:
            CorpusError: it is locked, broken, or larger than a member may be.
        """
        info = member.info
        if info.flag_bits & 1:
            raise CorpusError("is locked with a password; unpack the archive and add the folder")
        if info.file_size > LARGEST_MEMBER:
            raise CorpusError(
                f"has {info.file_size:,} bytes unpacked; a file of an archive may have "
                f"{LARGEST_MEMBER:,}: unpack the archive and add the folder"
            )
        if info.file_size > max(_SMALL, LARGEST_RATIO * info.compress_size):
            raise CorpusError(
                f"unpacks {info.compress_size:,} bytes to {info.file_size:,}, as no article does"
            )
        if self._inflated + info.file_size > LARGEST_INFLATED:
            raise CorpusError(
                f"the archive holds more than {LARGEST_INFLATED:,} bytes unpacked, and this file "
                "is past that; unpack it and add the folder"
            )
        try:
            with self._zip.open(info) as packed:
                data = packed.read(LARGEST_MEMBER + 1)  # zipfile gives no more than `file_size`
        except ZIP_ERRORS as error:
            raise CorpusError(f"is broken: it cannot be unpacked: {error}") from error
        self._inflated += len(data)
        return data


def _member_path(info: zipfile.ZipInfo) -> str:
    """The name of a member as one meant it: programs that mark no UTF-8 often write it all the same."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except ValueError:
            name = info.filename
    return name.replace("\\", "/").replace("\n", " ").lstrip("/")
