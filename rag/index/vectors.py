"""The vector index of one generation. The home of chromadb.

Chroma never embeds here: vectors are always passed in. Only folders that this project made are
opened, because Chroma unpickles what it finds. A folder is written by one process before readers
see it and never after: measured with 1.5.9, two processes of which one wrote broke it 3 of 3 times,
four that only read did not.
"""

import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from rag.errors import IndexStateError
from rag.index.embedder import Vectors
from rag.index.indexed import IndexedPassage, PassageFields

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.types import Metadata, Where

COLLECTION = "passages"
BATCH_PASSAGES = 5_000
"""Chroma refuses more than 5,461 at once."""

Ranked = list[tuple[str, float]]

_CLIENTS = threading.RLock()
"""Held while a client is made or closed. Chroma 1.5.9 shares one system among the clients of a folder and
lists it before it has started: a second thread then found no `bindings` in it. Re-entrant, because a
client may be closed by the garbage collector while another is made."""

_WRITTEN_AT_ONCE = 1
"""Chroma 1.5.9 keeps the last records (up to 1,000) in its log alone and writes them into the vector
files whenever they are opened, so that a second reader finds files changed. With a threshold of 1
record none are left; 10,000 vectors in batches of 4,000 take no longer (11 s)."""


class VectorIndex:
    """Passages by cosine similarity. Threads may share it; it is not to be written while read."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the index in `folder`, or make an empty one in it.

        Raises:
            IndexStateError: the folder holds no whole index.
        """
        if not create and not folder.is_dir():
            raise IndexStateError(
                f"there is no vector index in {str(folder)!r}; make it again with: python -m corpus"
                " check --repair"
            )
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        if not create and not os.access(folder, os.W_OK):
            # Chroma writes a little even to read, so where it cannot, a copy is read.
            self._copy = tempfile.TemporaryDirectory(prefix="streetwise-")
            folder = Path(shutil.copytree(folder, Path(self._copy.name) / "chroma"))
        self._condition = threading.Condition()
        self._users = 0
        self._closed = False
        self._folder = folder
        with self._mended():
            client = _open_client(folder)
        # Also when the last reference goes: whoever replaces an index by a newer one lets go of it,
        # and threads that still search it end in peace.
        self._release = weakref.finalize(self, _close_client, client, self._copy)
        try:
            with self._mended():
                if create:
                    self._collection = client.create_collection(
                        COLLECTION,
                        embedding_function=None,
                        configuration={
                            "hnsw": {
                                "space": "cosine",
                                "sync_threshold": _WRITTEN_AT_ONCE,
                                "batch_size": _WRITTEN_AT_ONCE,
                            }
                        },
                    )
                else:
                    self._collection = client.get_collection(COLLECTION, embedding_function=None)
                self._count = self._collection.count()
        except BaseException:
            self.close()
            raise

    def add(self, passages: Sequence[IndexedPassage]) -> None:
        """Take in passages; one whose id is known is replaced."""
        for first in range(0, len(passages), BATCH_PASSAGES):
            batch = passages[first : first + BATCH_PASSAGES]
            with self._mended():
                self._collection.upsert(
                    ids=[one.passage.passage_id for one in batch],
                    embeddings=np.stack([one.vector for one in batch]),
                    metadatas=[_to_metadata(one.fields) for one in batch],
                )
                self._count = self._collection.count()

    def delete(self, passage_ids: Sequence[str]) -> None:
        """Take out passages; an unknown id is no error."""
        for first in range(0, len(passage_ids), BATCH_PASSAGES):
            with self._mended():
                self._collection.delete(ids=list(passage_ids[first : first + BATCH_PASSAGES]))
                self._count = self._collection.count()

    def __len__(self) -> int:
        return self._count

    def query(
        self,
        vector: Vectors,
        k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] | None = None,
        article_ids: Sequence[str] | None = None,
    ) -> Ranked:
        """Return at most `k` passage ids with their cosine similarity (-1 to 1), best first.

        `until` keeps what was surely published by that day, `since` what may have been published
        on it or later; undated passages meet neither. None is no condition, an empty sequence one
        that nothing meets.

        Raises:
            IndexStateError: the index was closed, or is broken.
        """
        nothing = (outlets is not None and not outlets) or (
            article_ids is not None and not article_ids
        )
        if nothing or k < 1 or not self._count:
            return []
        with self._in_use(), self._mended():
            found = self._collection.query(
                query_embeddings=np.asarray(vector, dtype=np.float32)[np.newaxis],
                n_results=min(k, self._count),
                where=_to_where(since, until, outlets, article_ids),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        return [
            (passage_id, 1.0 - float(distance))
            for passage_id, distance in zip(found["ids"][0], distances, strict=True)
        ]

    def close(self) -> None:
        """Release the files as soon as queries that run have ended; a second call does nothing."""
        with self._condition:
            if self._closed:
                return
            self._closed = True
            self._condition.wait_for(lambda: self._users == 0)
        self._release()

    @contextmanager
    def _mended(self) -> Iterator[None]:
        """Turn what Chroma raises into an `IndexStateError`."""
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, OSError, ValueError, KeyError) as error:
            raise IndexStateError(
                f"the vector index in {str(self._folder)!r} cannot be used ({error}); make it again"
                " with: python -m corpus check --repair"
            ) from error

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with self._condition:
            if self._closed:
                raise IndexStateError("this index was closed; open it again with open_indexes")
            self._users += 1
        try:
            yield
        finally:
            with self._condition:
                self._users -= 1
                self._condition.notify_all()


def _open_client(folder: Path) -> "Client":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    with _CLIENTS:
        return cast("Client", chromadb.PersistentClient(path=folder, settings=settings))


def _close_client(client: "Client", copy: "tempfile.TemporaryDirectory[str] | None") -> None:
    with _CLIENTS:
        client.close()
    if copy is not None:
        copy.cleanup()


def _to_metadata(fields: PassageFields) -> "Metadata":
    # Chroma refuses None and empty lists.
    metadata: dict[str, str | int | list[str | int | float | bool]] = {
        "article_id": fields.article_id
    }
    if fields.first_day is not None and fields.last_day is not None:
        metadata |= {"published_first": fields.first_day, "published_last": fields.last_day}
    if fields.outlet:
        metadata["outlet"] = fields.outlet
    if fields.firms:
        metadata["firms"] = list(fields.firms)
    if fields.speakers:
        metadata["speakers"] = list(fields.speakers)
    return cast("Metadata", metadata)


def _to_where(
    since: date | None,
    until: date | None,
    outlets: Sequence[str] | None,
    article_ids: Sequence[str] | None,
) -> "Where | None":
    found: list[dict[str, dict[str, int | list[str]]]] = []
    if since is not None:
        found.append({"published_last": {"$gte": since.toordinal()}})
    if until is not None:
        found.append({"published_last": {"$lte": until.toordinal()}})
    if outlets is not None:
        found.append({"outlet": {"$in": list(outlets)}})
    if article_ids is not None:
        found.append({"article_id": {"$in": list(article_ids)}})
    if not found:
        return None
    # Chroma takes one condition as it is, and `$and` of two or more only.
    return cast("Where", found[0] if len(found) == 1 else {"$and": found})
