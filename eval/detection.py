"""The evidence score as a detector of questions that nothing answers, judged on the half that set no threshold."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.errors import EvalError


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A question with the evidence score of what was found for it."""

    question_id: str
    is_development: bool
    is_null: bool
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """How well a low evidence score tells the questions that nothing answers; 0 to 1."""

    auroc: float
    f1: float
    precision: float
    recall: float
    threshold: float
    """A question whose score is below it is abstained from."""


def detect_null(scored: Sequence[Scored]) -> tuple[Detection, list[dict[str, float]]]:
    """Return how the score tells null questions, and the precision-recall curve of the check half.

    The threshold is the one of the best F1 on the development half; all figures are of the check half.
    """
    from sklearn.metrics import f1_score, precision_recall_curve, roc_auc_score

    development = [one for one in scored if one.is_development]
    check = [one for one in scored if not one.is_development]
    for half in (development, check):
        if len({one.is_null for one in half}) < 2:
            raise EvalError(
                "a half of the questions has none that is answered, or none that is not"
            )
    truth = [one.is_null for one in check]
    thresholds = sorted({one.score for one in development})
    threshold = max(
        thresholds,
        key=lambda t: f1_score(
            [o.is_null for o in development], [o.score < t for o in development], zero_division=0.0
        ),
    )
    abstained = [one.score < threshold for one in check]
    right = sum(a and n for a, n in zip(abstained, truth, strict=True))
    precision, recall, cuts = precision_recall_curve(truth, [-one.score for one in check])
    curve = [
        {"threshold": float(-t), "precision": float(p), "recall": float(r)}
        for p, r, t in zip(precision, recall, cuts, strict=False)
    ]
    found = Detection(
        auroc=float(roc_auc_score(truth, [-one.score for one in check])),
        f1=float(f1_score(truth, abstained, zero_division=0.0)),
        precision=right / max(1, sum(abstained)),
        recall=right / sum(truth),
        threshold=threshold,
    )
    return found, curve
