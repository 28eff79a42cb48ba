"""The join of a question's parts: every part is covered before one is repeated."""

import numpy as np
import pytest

from rag.errors import RagError
from rag.retrieval.joining import rank_signals
from rag.retrieval.signals import Signals
from rag.retrieval.tuning import Tuning


def make(similarity: list[list[float]], outlet: list[list[float]] | None = None) -> Signals:
    rows = np.array(similarity)
    return Signals(
        passage_ids=tuple("abcdefgh"[: rows.shape[1]]),
        articles=(),
        similarity=rows,
        words=np.zeros_like(rows),
        outlet=np.array(outlet) if outlet else np.zeros_like(rows),
        period=np.zeros_like(rows),
        newness=np.zeros(rows.shape[1]),
    )


def order(signals: Signals, **numbers: float) -> str:
    return "".join(
        signals.passage_ids[one.column]
        for one in rank_signals(signals, Tuning(**numbers))  # type: ignore[arg-type]
    )


def test_a_single_question_ranks_by_the_sum_of_both_signals() -> None:
    signals = Signals(
        passage_ids=("a", "b", "c"),
        articles=(),
        similarity=np.array([[0.8, 0.4, 0.2]]),
        words=np.array([[0.0, 6.0, 3.0]]),
        outlet=np.zeros((1, 3)),
        period=np.zeros((1, 3)),
        newness=np.array([0.0, 0.25, 1.0]),
    )
    # a: 0.6, b: 0.6 * 0.5 + 0.4 = 0.7, c: 0.6 * 0.25 + 0.4 * 0.5 = 0.35
    ranked = rank_signals(signals, Tuning(fusion=0.6))
    assert [signals.passage_ids[one.column] for one in ranked] == ["b", "a", "c"]
    assert [one.fused for one in ranked] == pytest.approx([0.7, 0.6, 0.35])
    assert ranked[0].part is None
    # With 0.5 for the newest: a 0.6, b 0.7 + 0.125, c 0.35 + 0.5.
    ranked = rank_signals(signals, Tuning(fusion=0.6, recency=0.5))
    assert [signals.passage_ids[one.column] for one in ranked] == ["c", "b", "a"]
    assert [one.fused for one in ranked] == pytest.approx([0.85, 0.825, 0.6])


def test_the_best_of_a_weak_part_stands_beside_the_best_of_a_strong_one() -> None:
    # c answers only the second part, which nothing matches well; a and b answer the first.
    signals = make([[0.9, 0.9, 0.3], [0.9, 0.8, 0.1], [0.02, 0.02, 0.2]])
    assert order(signals, part_weight=2.0, repeat_penalty=0.4)[:2] == "ac"


def test_one_that_repeats_a_part_falls_behind_the_first_of_another() -> None:
    signals = make([[0.9, 0.88, 0.8], [0.9, 0.88, 0.1], [0.1, 0.1, 0.9]])
    assert order(signals, part_weight=1.0, repeat_penalty=0.0) == "abc"
    assert order(signals, part_weight=1.0, repeat_penalty=0.2) == "acb"


def test_within_a_part_its_own_outlet_goes_first() -> None:
    signals = make(
        [[0.5, 0.5, 0.5], [0.5, 0.4, 0.1], [0.1, 0.1, 0.5]],
        [[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]],
    )
    assert order(signals, part_outlet_bonus=0.4)[0] != "a"
    assert order(signals, part_outlet_bonus=0.0)[0] == "a"


def test_numbers_are_set_by_name_and_bad_ones_are_refused() -> None:
    assert Tuning().with_values(["fusion=0.3", "depth=9"]) == Tuning(fusion=0.3, depth=9)
    with pytest.raises(RagError, match="'fuzion=1': expected NAME=NUMBER"):
        Tuning().with_values(["fuzion=1"])
    for pair in ("fusion=x", "fusion=-1", "fusion=nan", "fusion=inf", "depth=0"):
        with pytest.raises(RagError, match="is not a number from"):
            Tuning().with_values([pair])
