"""The files that hold articles, listed and counted without reading an article."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import CorpusError
from corpus.sources.files import Archive, DiskFile, files_below, suffix_of
from corpus.sources.suffixes import ARCHIVE, TABLES, is_wanted


def list_files(folder: Path) -> Iterator[Path]:
    """The files below a folder that may hold articles, sorted by path."""
    for file in files_below(folder):
        if isinstance(file, DiskFile) and is_wanted(file.name):
            yield file.path


def count_sources(paths: Sequence[Path]) -> int:
    """About how many sources `read_sources` will give, for a progress bar; rows by line ends."""
    files = (
        file
        for path in paths
        for file in (files_below(path) if path.is_dir() else (DiskFile(path),))
        if isinstance(file, DiskFile) and (is_wanted(file.name) or not path.is_dir())
    )
    return sum(max(_count(file), 1) for file in files)


def _count(file: DiskFile) -> int:
    suffix = suffix_of(file.name)
    try:
        if suffix == ARCHIVE:
            with file.open() as stream:
                return sum(is_wanted(member.name) for member in Archive(file, stream).members())
        if suffix in TABLES[1:]:
            with file.open() as stream:
                rows = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
                return rows - (suffix == ".csv")
    except (CorpusError, OSError):
        return 1
    return 1
