"""A reranker: a cross-encoder that reads question and passage together. Optional, set by NEWS_RERANKER.

Its place in a search is last but for stories: it orders the candidates that the signals found.
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rag.errors import ModelError
from rag.records import Hit

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 50
"""Hits that are read again; the rest keep their order behind them."""


class Reranker(Protocol):
    """What orders hits again. Safe to share between threads."""

    @property
    def depth(self) -> int:
        """Hits that are read again."""

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Return the same hits, best first, those that were read with `rerank` among their scores."""


class CrossEncoderReranker:
    """Any sentence-transformers CrossEncoder, on the CPU."""

    depth = RERANKED

    def __init__(self, model: str) -> None:
        self._model = _load(model)
        self._lock = threading.Lock()

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Return the same hits, best first, those that were read with `rerank` among their scores."""
        read, rest = list(hits[: self.depth]), list(hits[self.depth :])
        if not read:
            return rest
        pairs = [(question, f"{h.passage.header}\n{h.passage.text}") for h in read]
        with self._lock:  # its tokenizer does not bear two threads
            scores = [float(s) for s in self._model.predict(pairs, show_progress_bar=False)]
        scored = [
            replace(hit, scores={**hit.scores, "rerank": score})
            for hit, score in zip(read, scores, strict=True)
        ]
        scored.sort(key=lambda hit: -hit.scores["rerank"])
        return scored + rest


def load_reranker(model: str | None) -> Reranker | None:
    """Return the reranker of that name or folder; None where no name is set.

    Raises:
        ModelError: the model is missing or is no cross-encoder with one score.
    """
    return CrossEncoderReranker(model) if model else None


def _load(model: str) -> "CrossEncoder":
    if ("/" in model or "\\" in model) and model.startswith((".", "/", "~")):
        folder = Path(model).expanduser()
        if not (folder / "config.json").is_file():
            raise ModelError(
                f"the reranker {model!r} is no folder with a model (no config.json in it); set"
                " NEWS_RERANKER to the name or folder of a sentence-transformers CrossEncoder, or unset it"
            )
        model = str(folder)
    try:
        from sentence_transformers import CrossEncoder

        loaded: CrossEncoder = CrossEncoder(model, device="cpu")
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        first_line = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(
            f"the reranker {model!r} cannot be loaded ({first_line}); set NEWS_RERANKER to the name or"
            " folder of a sentence-transformers CrossEncoder, or unset it"
        ) from error
    if loaded.num_labels != 1:
        raise ModelError(
            f"the reranker {model!r} gives {loaded.num_labels} scores for a pair; expected a CrossEncoder"
            " with one, such as those trained on MS MARCO"
        )
    return loaded
