"""One reader of the store for retriever and assistant: snapshot, indexes and embedder, kept current.

Safe to share between threads. A change of the corpus is noticed at the next question.
"""

import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from corpus.store import Store
from rag.build import open_indexes
from rag.errors import RagError
from rag.index.embedder import Embedder
from rag.index.generations import Indexes
from rag.records import Hit, Plan
from rag.retrieval.reranker import Reranker
from rag.retrieval.search import search_passages
from rag.retrieval.signals import RecentSignals
from rag.retrieval.snapshot import Snapshot
from rag.retrieval.tuning import TUNING, Tuning


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The corpus at one version with the indexes of it, so that one answer is made of one state."""

    snapshot: Snapshot
    indexes: Indexes
    embedder: Embedder
    store: Store
    tuning: Tuning = TUNING
    reranker: Reranker | None = None
    recent: RecentSignals = field(default_factory=RecentSignals)

    def search(self, plan: Plan, k: int, *, lenient: bool = False) -> tuple[Hit, ...]:
        """At most `k` hits for the plan, best first; see `search_passages`."""
        return search_passages(
            plan,
            k,
            snapshot=self.snapshot,
            indexes=self.indexes,
            embedder=self.embedder,
            store=self.store,
            lenient=lenient,
            tuning=self.tuning,
            reranker=self.reranker,
            recent=self.recent,
        )


class Reader:
    """Answers searches over the store at its newest version."""

    def __init__(
        self,
        data_dir: Path,
        embedder: Embedder,
        *,
        tuning: Tuning = TUNING,
        reranker: Reranker | None = None,
    ) -> None:
        self.store = Store.open(data_dir)
        self.tuning = tuning
        self.reranker = reranker
        self.embedder = embedder
        self._lock = threading.Lock()
        self._view: View | None = None
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

    def view(self) -> View:
        """The corpus as it stands now.

        Raises:
            RagError: the reader was closed.
            IndexStateError: the index cannot be opened.
        """
        with self._lock:
            if self._closed:
                raise RagError(
                    "this reader was closed; load another with load_assistant or load_retriever"
                )
            if self._view is None or self._view.snapshot.version != self.store.corpus_version():
                # The replaced indexes close when the last thread that searches them lets go.
                self._view = View(
                    snapshot=Snapshot.read(self.store),
                    indexes=open_indexes(self.store, self.embedder),
                    embedder=self.embedder,
                    store=self.store,
                    tuning=self.tuning,
                    reranker=self.reranker,
                )
            return self._view

    def close(self) -> None:
        """Release files; later calls are refused."""
        with self._lock:
            self._closed = True
            if self._view is not None:
                self._view.indexes.close()
                self._view = None
            self.store.close()


def today() -> date:
    """The day in UTC that relative words of a question count from when no as-of date is given."""
    return datetime.now(UTC).date()
