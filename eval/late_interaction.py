"""Late interaction, tried: the first hits ordered again by MaxSim over the bundled model's token vectors.

Khattab and Zaharia, "ColBERT" (SIGIR 2020): each token of a question counts by its most similar token of the
passage. Measured on the development half of MultiHop-RAG beside the order that is served; the share of MaxSim
in the sum is tried from 0 (served) to 1. The vectors of passages are kept, as a store would; the time is
that of a question's own pass and of the products.

It does not pay and is not served: Recall@10 is 0.893 without it and with shares of 0.1 to 0.3, 0.885 with 0.5,
0.818 with 1, and MAP@10 falls from 0.749 with every share (0.748, 0.740, 0.731, 0.700, 0.577), for 29 ms of
processor time a question. The model was trained for the mean of its tokens, not for each.
"""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from eval.multihop_run import open_multihop
from eval.rankings import measure_rankings
from eval.report import find_percentile
from rag.index.model_files import find_bundled_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from rag.records import Hit

RERANKED = 20
SHARES = (0.0, 0.1, 0.2, 0.3, 0.5, 1.0)
_SHOWN = ("Recall@10", "All@10", "MAP@10")

Tokens = npt.NDArray[np.float32]


def measure_late_interaction(data: Path) -> Iterator[str]:
    """Give a line for each share of MaxSim in the order of the first 20 hits, and its time.

    Raises:
        EvalError: the data are not as expected.
    """
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(find_bundled_model()), device="cpu", local_files_only=True)
    with open_multihop(data) as opened:
        questions = opened.questions(development=True)
        wanted = {one.question_id: opened.relevant[one.question_id] for one in questions}
        kept: dict[str, Tokens] = {}
        rankings: dict[float, dict[str, list[str]]] = {share: {} for share in SHARES}
        spent = []
        for one in questions:
            hits = opened.view.search(opened.plans[one.question_id], RERANKED, lenient=True)
            for hit in hits:
                if hit.passage.passage_id not in kept:
                    kept[hit.passage.passage_id] = embed_tokens(model, hit.passage.text)
            start = time.process_time()
            asked = embed_tokens(model, one.text)
            near = [find_maxsim(asked, kept[hit.passage.passage_id]) for hit in hits]
            spent.append((time.process_time() - start) * 1_000)
            for share in SHARES:
                rankings[share][one.question_id] = order_again(hits, near, share)
    yield f"{len(questions)} questions of the development half; share 0 is what is served"
    for share in SHARES:
        means = measure_rankings(rankings[share], wanted, cuts=(10,))
        yield f"share {share:<4g} " + "  ".join(f"{n} {means[n].value:.3f}" for n in _SHOWN)
    yield f"processor time of a question, p50: {find_percentile(spent, 50):.0f} ms"


def embed_tokens(model: "SentenceTransformer", text: str) -> Tokens:
    """Return one unit row a token of a text."""
    made = model.encode([text], output_value="token_embeddings", show_progress_bar=False)[0]
    rows = np.asarray(made, dtype=np.float32)
    unit: Tokens = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def find_maxsim(asked: Tokens, told: Tokens) -> float:
    """Return the mean over the question's tokens of the best similarity in the passage, -1 to 1."""
    return float((asked @ told.T).max(axis=1).mean())


def order_again(hits: "Sequence[Hit]", near: Sequence[float], share: float) -> list[str]:
    """Return the passages by a convex sum of their place (from 1 down to 0) and MaxSim by its range."""
    if not hits:
        return []
    low, high = min(near), max(near)
    scores = {
        hit.passage.passage_id: (1 - share) * (1 - place / len(hits))
        + share * ((value - low) / (high - low) if high > low else 0.0)
        for place, (hit, value) in enumerate(zip(hits, near, strict=True))
    }
    return sorted(scores, key=lambda key: -scores[key])
