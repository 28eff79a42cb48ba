"""The numbers a search ranks by, tried one at a time, and the fit of the evidence score.

Both read the development half of MultiHop-RAG only. Candidates with their signals are found once for each
question, and its vectors are kept, so that another number costs a ranking and not a search.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from eval.errors import EvalError
from eval.multihop import MultihopQuestion
from eval.multihop_run import K, Opened, open_multihop, weigh_questions
from eval.rankings import Mean, measure_rankings
from eval.sweep_house import PASSAGE_TOKENS, sweep_passage_tokens, sweep_recency
from rag.index.embedder import Embedder, Vectors
from rag.index.passages import BUDGET_TOKENS
from rag.retrieval.search import admit_articles, rank_hits
from rag.retrieval.signals import Signals, find_signals
from rag.retrieval.tuning import TUNING, Tuning

VALUES: dict[str, tuple[float, ...]] = {
    "depth": (20, 60, 120),
    "fusion": (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0),
    "part_fusion": (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0),
    "part_weight": (0.0, 0.5, 1.0, 2.0, 3.0),
    "outlet_bonus": (0.0, 0.15, 0.3, 0.6),
    "part_outlet_bonus": (0.0, 0.2, 0.4, 0.8),
    "part_period_bonus": (0.0, 0.3, 0.6, 0.9),
    "repeat_penalty": (0.0, 0.05, 0.1, 0.2),
    "recency": (0.0, 0.02, 0.05, 0.1, 0.2, 0.4),
}
"""By name; `speaker_bonus` has no part in questions that several outlets answer."""
_SHOWN = ("Recall@10", "All@10", "MAP@10")
_STRENGTH = 10.0
"""Inverse of the ridge: weak, because there are five numbers and hundreds of questions."""


class Sweep:
    """The questions with their candidates, ready to be ranked by one tuning after another."""

    def __init__(self, opened: Opened, questions: Sequence[MultihopQuestion]) -> None:
        self._opened = opened
        self._questions = questions
        self._embedder = _Kept(opened.embedder)
        self._found: dict[int, Mapping[str, Signals | None]] = {}

    def rank(self, tuning: Tuning) -> dict[str, list[str]]:
        """Return for each question what a search by this tuning would, best first."""
        if tuning.depth not in self._found:
            self._found = {tuning.depth: self._find(tuning)}
        view, ranked = self._opened.view, {}
        for question_id, signals in self._found[tuning.depth].items():
            plan = self._opened.plans[question_id]
            hits = (
                rank_hits(plan, K, signals, snapshot=view.snapshot, store=view.store, tuning=tuning)
                if signals
                else ()
            )
            ranked[question_id] = [hit.passage.passage_id for hit in hits]
        return ranked

    def _find(self, tuning: Tuning) -> dict[str, Signals | None]:
        view, found = self._opened.view, {}
        for one in self._questions:
            plan = self._opened.plans[one.question_id]
            found[one.question_id] = find_signals(
                plan,
                allowed=admit_articles(plan, view.snapshot, lenient=True),
                snapshot=view.snapshot,
                indexes=view.indexes,
                embedder=self._embedder,
                store=view.store,
                tuning=tuning,
            )
        return found


class _Kept:
    """An embedder that makes the vectors of a question's texts once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[tuple[str, ...], Vectors] = {}
        self.name = embedder.name
        self.fingerprint = embedder.fingerprint
        self.dimension = embedder.dimension
        self.window_tokens = embedder.window_tokens
        self.count_tokens = embedder.count_tokens
        self.embed_passages = embedder.embed_passages
        self.embed_query = embedder.embed_query

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a question, in order."""
        key = tuple(texts)
        if key not in self._vectors:
            self._vectors[key] = self._embedder.embed_queries(texts)
        return self._vectors[key]


def sweep_tuning(data: Path, *, only: Sequence[str] = ()) -> Iterator[str]:
    """Give a line for each value of each number, the others as they are served.

    Raises:
        EvalError: the data are not as expected, or a name is unknown.
    """
    known = (*VALUES, "passage_tokens")
    unknown = set(only) - set(known)
    if unknown:
        raise EvalError(f"{min(unknown)!r}: there is no such number; expected {', '.join(known)}")
    names = only or known
    numbers = [name for name in names if name in VALUES]
    if numbers:
        yield from _sweep_numbers(data, numbers)
    if "passage_tokens" in names:
        yield from _sweep_passage_tokens(data)
        yield from sweep_passage_tokens()
    if "recency" in names:
        yield from sweep_recency(VALUES["recency"])


def _sweep_numbers(data: Path, names: Sequence[str]) -> Iterator[str]:
    with open_multihop(data) as opened:
        questions = opened.questions(development=True)
        wanted = {one.question_id: opened.relevant[one.question_id] for one in questions}
        sweep = Sweep(opened, questions)
        yield f"{len(questions)} questions of the development half; * is what is served"
        # The depth last: it alone needs candidates of its own.
        for name in sorted(names, key=lambda one: one == "depth"):
            for value in VALUES[name]:
                rankings = sweep.rank(TUNING.with_values([f"{name}={value}"]))
                means = measure_rankings(rankings, wanted, cuts=(10,))
                yield _line(name, value, means, served=value == getattr(TUNING, name))


def _sweep_passage_tokens(data: Path) -> Iterator[str]:
    for value in PASSAGE_TOKENS:
        with open_multihop(data, passage_tokens=value) as opened:
            questions = opened.questions(development=True)
            wanted = {one.question_id: opened.relevant[one.question_id] for one in questions}
            rankings = Sweep(opened, questions).rank(TUNING)
            means = measure_rankings(rankings, wanted, cuts=(10,))
            yield _line("passage_tokens", value, means, served=value == BUDGET_TOKENS)


def _line(name: str, value: float, means: Mapping[str, Mean], *, served: bool) -> str:
    shown = "  ".join(f"{one} {means[one].value:.3f}" for one in _SHOWN)
    return f"{'*' if served else ' '} {name:>18} {value:<5g} {shown}"


def fit_calibration(data: Path, *, passages: int = 0, distractors: Sequence[str] = ()) -> list[str]:
    """Return the coefficients as lines of Python, ready for `rag/answers/confidence.py`.

    With `passages` each question counts twice: among the benchmark's own passages, and among so many in all.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    weighed = []
    for among in (0, passages) if passages else (0,):
        with open_multihop(data, passages=among, distractors=distractors) as opened:
            weighed += [
                (one, found)
                for one, found in weigh_questions(opened, development=True)
                if found is not None
            ]
    rows = np.array([[e.best, e.mean, e.covered, e.named, e.met] for _, e in weighed])
    answered = [bool(one.evidence) for one, _ in weighed]
    fitted = LogisticRegression(C=_STRENGTH, max_iter=5_000).fit(rows, answered)
    names = ("best", "mean", "covered", "named", "met")
    return [
        f"{len(weighed)} questions of the development half"
        + (f", among its own passages and among {passages:,}" if passages else ""),
        f"constant={fitted.intercept_[0]:.2f},",
        *(f"{name}={value:.2f}," for name, value in zip(names, fitted.coef_[0], strict=True)),
    ]
