"""The numbers a search ranks by, tried one at a time, and the fit of the evidence score.

Both read the development half of MultiHop-RAG only.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.errors import EvalError
from eval.multihop_run import open_multihop, rank_served, weigh_questions
from eval.rankings import measure_rankings
from rag.tuning import TUNING

VALUES: dict[str, tuple[float, ...]] = {
    "depth": (20, 60, 120),
    "fusion": (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0),
    "part_fusion": (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0),
    "part_weight": (0.0, 0.5, 1.0, 2.0, 3.0),
    "outlet_bonus": (0.0, 0.15, 0.3, 0.6),
    "part_outlet_bonus": (0.0, 0.2, 0.4, 0.8),
    "part_period_bonus": (0.0, 0.3, 0.6, 0.9),
    "repeat_penalty": (0.0, 0.05, 0.1, 0.2),
}
"""By name; `speaker_bonus` has no part in questions that several outlets answer."""
_SHOWN = ("Recall@10", "All@10", "MAP@10")
_STRENGTH = 10.0
"""Inverse of the ridge: weak, because there are five numbers and hundreds of questions."""


def sweep_tuning(data: Path, *, only: Sequence[str] = ()) -> Iterator[str]:
    """Give a line for each value of each number, the others as they are served.

    Raises:
        EvalError: the data are not as expected, or a name is unknown.
    """
    unknown = set(only) - VALUES.keys()
    if unknown:
        raise EvalError(f"{min(unknown)!r}: there is no such number; expected {', '.join(VALUES)}")
    with open_multihop(data) as opened:
        questions = opened.questions(development=True)
        wanted = {one.question_id: opened.relevant[one.question_id] for one in questions}
        yield f"{len(questions)} questions of the development half; * is what is served"
        for name in only or VALUES:
            for value in VALUES[name]:
                tuning = TUNING.with_values([f"{name}={value}"])
                rankings = rank_served(opened, questions, tuning)
                means = measure_rankings(rankings, wanted, cuts=(10,))
                shown = "  ".join(f"{one} {means[one].value:.3f}" for one in _SHOWN)
                mark = "*" if value == getattr(TUNING, name) else " "
                yield f"{mark} {name:>18} {value:<5g} {shown}"


def fit_calibration(data: Path) -> list[str]:
    """Return the coefficients as lines of Python, ready for `rag/confidence.py`."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    with open_multihop(data) as opened:
        weighed = [
            (one, found)
            for one, found in weigh_questions(opened, development=True)
            if found is not None
        ]
    rows = np.array([[e.best, e.mean, e.covered, e.named, e.met] for _, e in weighed])
    answered = [bool(one.evidence) for one, _ in weighed]
    fitted = LogisticRegression(C=_STRENGTH, max_iter=5_000).fit(rows, answered)
    names = ("best", "mean", "covered", "named", "met")
    return [
        f"{len(weighed)} questions of the development half",
        f"constant={fitted.intercept_[0]:.2f},",
        *(f"{name}={value:.2f}," for name, value in zip(names, fitted.coef_[0], strict=True)),
    ]
