"""The evidence score as a detector: its threshold comes from one half, every figure from the other."""

import pytest

from eval.detection import Scored, detect_null
from eval.errors import EvalError


def make(half: str, *, null: list[float], answered: list[float]) -> list[Scored]:
    return [
        Scored(
            question_id=f"{half}{is_null}{number}",
            is_development=half == "development",
            is_null=is_null,
            score=score,
        )
        for is_null, scores in ((True, null), (False, answered))
        for number, score in enumerate(scores)
    ]


DEVELOPMENT = make("development", null=[0.1, 0.2], answered=[0.5, 0.9])


def test_figures_worked_out_by_hand() -> None:
    # Below 0.5, the least threshold that parts the development half, lie 0.3 and 0.4 of the null ones and
    # 0.45 of the answered; 0.6 is missed. Precision and recall are 2/3, so is F1.
    check = make("check", null=[0.3, 0.4, 0.6], answered=[0.45, 0.8])
    found, curve = detect_null([*DEVELOPMENT, *check])
    assert found.threshold == 0.5
    assert (found.precision, found.recall, found.f1) == pytest.approx((2 / 3,) * 3)
    # Of the six pairs of a null and an answered one only 0.6 with 0.45 stands the wrong way round.
    assert found.auroc == pytest.approx(5 / 6)
    assert {point["threshold"] for point in curve} <= {0.3, 0.4, 0.45, 0.6, 0.8}


def test_the_check_half_sets_no_threshold() -> None:
    check = make("check", null=[0.9, 0.8], answered=[0.95, 0.99])
    found, _ = detect_null([*DEVELOPMENT, *check])
    assert found.threshold == 0.5
    assert (found.auroc, found.recall, found.f1, found.precision) == (1.0, 0.0, 0.0, 0.0)


def test_a_half_with_one_kind_of_question_is_refused() -> None:
    with pytest.raises(EvalError, match="a half of the questions has none"):
        detect_null([*DEVELOPMENT, *make("check", null=[0.1], answered=[])])
