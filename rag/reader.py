"""One reader of the store for retriever and assistant: snapshot, indexes and embedder, kept current.

Safe to share between threads. A change of the corpus is noticed at the next question.
"""

import threading
from datetime import date, datetime, timezone
from pathlib import Path
from types import TracebackType

from corpus.store import Store
from rag.build import Indexes, open_indexes
from rag.embedder import Embedder
from rag.errors import RagError
from rag.records import Hit, Plan
from rag.search import search_passages
from rag.snapshot import Snapshot


class Reader:
    """Answers searches over the store at its newest version."""

    def __init__(self, data_dir: Path, embedder: Embedder) -> None:
        self.store = Store.open(data_dir)
        self.embedder = embedder
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._indexes: Indexes | None = None
        self._closed = False

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def snapshot(self) -> Snapshot:
        """The corpus as it stands now."""
        with self._lock:
            return self._current()[0]

    def search(self, plan: Plan, k: int) -> tuple[Hit, ...]:
        """At most `k` hits for the plan, best first."""
        with self._lock:
            snapshot, indexes = self._current()
        return search_passages(
            plan, k, snapshot=snapshot, indexes=indexes, embedder=self.embedder, store=self.store
        )

    def _current(self) -> tuple[Snapshot, Indexes]:
        if self._closed:
            raise RagError(
                "this reader was closed; load another with load_assistant or load_retriever"
            )
        version = self.store.corpus_version()
        if self._snapshot is None or self._indexes is None or self._snapshot.version != version:
            snapshot = Snapshot.read(self.store)
            indexes = open_indexes(self.store, self.embedder)
            # The old indexes are let go, not closed: another thread may be searching them.
            self._snapshot, self._indexes = snapshot, indexes
        return self._snapshot, self._indexes

    def close(self) -> None:
        """Release files; later calls are refused."""
        with self._lock:
            self._closed = True
            if self._indexes is not None:
                self._indexes.close()
                self._indexes = None
            self.store.close()


def today() -> date:
    """The day in UTC that relative words of a question count from when no as-of date is given."""
    return datetime.now(timezone.utc).date()
