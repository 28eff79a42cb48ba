"""How long a search takes over many articles, beside what nobody can do without: embed the question, ask Chroma.

Both are timed in turn over the same questions and the same index, so that other work on the machine slows
both; processor time stands beside the clock's. Planning the question is part of a search.
"""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from eval.figures import Figure
from eval.generated import write_articles
from eval.questions import read_questions
from eval.report import find_percentile
from eval.speed import find_shipped_questions

if TYPE_CHECKING:
    from rag.index.embedder import Embedder
    from rag.index.vectors import VectorIndex

K = 10
TARGET_MS = 40.0


def measure_search_speed(*, articles: int, rounds: int) -> list[Figure]:
    """Return p50 and p95 of a search and of the plain query, in milliseconds, over generated articles."""
    from corpus.settings import load_settings
    from rag import add_articles, load_retriever
    from rag.index.embedder import load_embedder

    settings = load_settings()
    embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)
    asked = [one.text for one in read_questions(find_shipped_questions()) if not one.history]
    with tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made:
        write_articles(Path(made) / "articles", articles)
        add_articles([Path(made) / "articles"], data_dir=Path(made) / "data", embedder=embedder)
        with load_retriever(data_dir=Path(made) / "data", k=K, embedder=embedder) as retriever:
            index = retriever.reader.view().indexes.vectors
            passages = len(index)
            searched, plain = _Timer(), _Timer()
            for number in range(rounds):
                for text in asked:
                    # Another wording each round and side, because vectors of questions are kept.
                    searched.time(partial(retriever.search, f"{text} {number}s"))
                    plain.time(partial(_query, index, embedder, f"{text} {number}p"))
    note = f"{articles:,} articles, {passages:,} passages, {len(searched.clock_ms)} questions"
    return [
        *_make_figures("search", searched, note, target=TARGET_MS),
        *_make_figures("embedding and Chroma alone", plain, note),
    ]


def _query(index: "VectorIndex", embedder: "Embedder", text: str) -> object:
    return index.query(embedder.embed_query(text), K)


class _Timer:
    """Milliseconds of the calls but the first, which opens what is opened late."""

    def __init__(self) -> None:
        self.clock_ms: list[float] = []
        self.processor_ms: list[float] = []
        self._warm = False

    def time(self, call: Callable[[], object]) -> None:
        if not self._warm:
            call()
            self._warm = True
        clock, processor = time.perf_counter(), time.process_time()
        call()
        self.processor_ms.append((time.process_time() - processor) * 1_000)
        self.clock_ms.append((time.perf_counter() - clock) * 1_000)


def _make_figures(
    name: str, timed: _Timer, note: str, *, target: float | None = None
) -> list[Figure]:
    return [
        Figure(
            name=f"{name}, p50",
            value=find_percentile(timed.clock_ms, 50),
            unit="ms",
            target=target,
            note=note,
        ),
        Figure(name=f"{name}, p95", value=find_percentile(timed.clock_ms, 95), unit="ms"),
        Figure(
            name=f"{name}, processor, p50",
            value=find_percentile(timed.processor_ms, 50),
            unit="ms",
        ),
    ]
