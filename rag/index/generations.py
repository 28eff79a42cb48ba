"""Generations: folders under `index/`, each one state of both indexes, and which is current.

A generation is written by one process, sealed, and never changed again, so readers of other
processes are never disturbed; the file `current` names the one to read and is replaced at once.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout

from corpus.store import Store
from rag.errors import IndexStateError
from rag.index.indexed import IndexedPassage, hash_parts
from rag.index.tables import read_indexed
from rag.index.vectors import VectorIndex
from rag.index.words import WordIndex

FORMAT = 3
"""Grows when an index would be written otherwise, so that older generations are made again."""

_READ_PASSAGES = 5_000
"""Held in memory at once while an index is written: 8 MB of vectors."""
_SEAL = "sealed.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexes:
    """Both indexes of one generation, open for reading. Safe to share between threads."""

    vectors: VectorIndex
    words: WordIndex
    folder: Path
    copied: bool
    """Whether `folder` is a copy made because the index stands where nothing can be written."""

    def close(self) -> None:
        """Release the files once searches that run have ended."""
        self.vectors.close()
        self.words.close()
        if self.copied:
            shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a finished generation holds."""

    fingerprint: str
    model: str
    """The model of its vectors, as its fingerprint has it without the dtype."""
    hashes: Mapping[str, str]
    """Passage id to the hash of what was indexed of it."""
    digests: Mapping[str, str]
    """File to SHA-256; without Chroma's SQLite file, in which even a reader changes a little."""


def root_of(store: Store) -> Path:
    """Return the folder that holds the generations of a store's index."""
    return store.data_dir / "index"


def make_fingerprint(model: str, hashes: Mapping[str, str]) -> str:
    """Return the hash of a state: the model of its vectors and every passage with its hash."""
    return hash_parts(str(FORMAT), model, json.dumps(sorted(hashes.items())))


@contextmanager
def hold_lock(root: Path, *, timeout_s: float) -> Iterator[bool]:
    """Hold the lock of those who write generations; false where another does, or none can."""
    lock = FileLock(root / "index.lock", thread_local=False, fallback_to_soft=False)
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=timeout_s)
    except (Timeout, OSError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def find_current(root: Path) -> tuple[Path, Seal] | None:
    """Return the generation to read with its seal; None where none is whole."""
    try:
        folder = root / (root / "current").read_text(encoding="utf-8").strip()
        fields = json.loads((folder / _SEAL).read_text(encoding="utf-8"))
        if fields["format"] != FORMAT:  # its files cannot be added to either
            return None
        return folder, Seal(
            fingerprint=str(fields["fingerprint"]),
            model=str(fields["model"]),
            hashes={str(key): str(value) for key, value in fields["hashes"].items()},
            digests={str(key): str(value) for key, value in fields["digests"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def open_generation(folder: Path, seal: Seal) -> Indexes:
    """Open a generation for reading after its files were checked.

    The check is not for show: a garbled vector file ends the whole process in Chroma 1.5.9 instead
    of raising, and a lost one silently leaves most passages out. It takes 40 ms for 20,000.

    Raises:
        IndexStateError: it is broken.
    """
    for name, digest in seal.digests.items():
        if _hash_file(folder / name) != digest:
            raise _broken(folder, f"{name} is missing or was changed")
    _check_sqlite(folder)
    copied = not os.access(folder / "chroma", os.W_OK)
    if copied:  # both libraries write into the folder they read: a lock, a journal
        read_only, folder = folder, Path(tempfile.mkdtemp(prefix="streetwise-index-"))
        shutil.copytree(read_only, folder, dirs_exist_ok=True)
    vectors = VectorIndex(folder / "chroma")
    try:
        words = WordIndex(folder / "words")
    except BaseException:
        vectors.close()
        raise
    if not len(vectors) == len(words) == len(seal.hashes):
        vectors.close()
        raise _broken(folder, f"{len(vectors)} vectors, {len(words)} texts")
    return Indexes(vectors=vectors, words=words, folder=folder, copied=copied)


def write_generation(
    root: Path, store: Store, model: str, hashes: Mapping[str, str], *, base: Path | None
) -> Path:
    """Write, seal and make current a generation that holds the store's passages `hashes`.

    With `base`, a whole generation, its files are copied and only the difference is written.

    Raises:
        IndexStateError: it cannot be written; what was current still is.
    """
    folder = _next_folder(root, make_fingerprint(model, hashes))
    try:
        folder.mkdir()
        held = _write_indexes(folder, store, hashes, base)
        seal = {
            "fingerprint": make_fingerprint(model, held),
            "format": FORMAT,
            "model": model,
            "hashes": held,
            "digests": {
                str(path.relative_to(folder)): _hash_file(path)
                for path in sorted(folder.rglob("*"))
                if path.is_file() and path.suffix not in (".lock", ".sqlite3")
            },
        }
        (folder / _SEAL).write_text(json.dumps(seal), encoding="utf-8")
        _make_current(root, folder)
    except (OSError, ValueError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise IndexStateError(
            f"the index in {str(root)!r} cannot be written ({error}); the articles and their"
            " vectors are stored: free some space or make the folder writable, then run: python -m"
            " corpus check --repair"
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _write_indexes(
    folder: Path, store: Store, hashes: Mapping[str, str], base: Path | None
) -> dict[str, str]:
    """Fill both indexes and return what they hold in the end."""
    old: dict[str, str] = {}
    if base is not None:
        found = json.loads((base / _SEAL).read_text(encoding="utf-8"))
        old = found["hashes"]
        for name in ("chroma", "words"):
            shutil.copytree(base / name, folder / name)
    held = {key: value for key, value in old.items() if hashes.get(key) == value}
    removed = [key for key in old if key not in held]
    missing = [key for key in hashes if key not in held]
    vectors = VectorIndex(folder / "chroma", create=base is None)
    try:
        vectors.delete(removed)
        words = WordIndex(folder / "words", create=base is None)

        def read() -> Iterator[IndexedPassage]:
            for first in range(0, len(missing), _READ_PASSAGES):
                batch = read_indexed(store, missing[first : first + _READ_PASSAGES])
                vectors.add(batch)
                held.update({one.passage.passage_id: one.passage_hash for one in batch})
                yield from batch

        words.change(read(), removed)
        words.close()
    finally:
        vectors.close()
    return held


def _make_current(root: Path, folder: Path) -> None:
    named = root / "current.new"
    named.write_text(folder.name, encoding="utf-8")
    before = find_current(root)
    os.replace(named, root / "current")
    # A reader of another process may have the one before open until its next question.
    kept = {folder, before[0] if before else folder}
    for path in root.iterdir():
        if path.is_dir() and path not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _next_folder(root: Path, fingerprint: str) -> Path:
    numbers = [int(name) for path in root.iterdir() if (name := path.name.split("-")[0]).isdigit()]
    return root / f"{max(numbers, default=0) + 1}-{fingerprint[:12]}"


def _check_sqlite(folder: Path) -> None:
    path = folder / "chroma" / "chroma.sqlite3"
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        raise _broken(folder, found)


def _hash_file(path: Path) -> str:
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return "missing"


def _broken(folder: Path, what: str) -> IndexStateError:
    return IndexStateError(
        f"the index in {str(folder)!r} is broken ({what}); make it again with: python -m corpus"
        " check --repair"
    )
