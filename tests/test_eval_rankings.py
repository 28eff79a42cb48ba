"""Ranking measures against values worked out by hand."""

from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.rankings import make_mean, measure_rankings, write_trec_run

RELEVANT = {"q1": frozenset("ac"), "q2": frozenset("x")}
RANKINGS = {"q1": ["a", "b", "c", "d"], "q2": ["y", "x"]}


def test_values_worked_out_by_hand() -> None:
    found = measure_rankings(RANKINGS, RELEVANT, cuts=(2, 4))
    assert found["Hit@2"].value == 1.0
    assert found["Recall@2"].by_question == {"q1": 0.5, "q2": 1.0}
    assert found["All@2"].by_question == {"q1": 0.0, "q2": 1.0}
    assert found["All@4"].value == 1.0
    assert found["MRR@2"].value == pytest.approx((1 + 1 / 2) / 2)
    # q1: (1/1 + 2/3) / 2 at depth 4, 1/2 at depth 2; q2: 1/2.
    assert found["MAP@4"].by_question == pytest.approx({"q1": 5 / 6, "q2": 0.5})
    assert found["MAP@2"].by_question == pytest.approx({"q1": 0.5, "q2": 0.5})
    # q2: (1 / log2 3) / 1
    assert found["nDCG@2"].by_question["q2"] == pytest.approx(0.6309, abs=1e-4)


def test_a_question_without_a_ranking_counts_zero() -> None:
    found = measure_rankings({"q1": RANKINGS["q1"], "q2": []}, RELEVANT, cuts=(4,))
    assert found["Recall@4"].value == 0.5
    assert measure_rankings({}, RELEVANT, cuts=(4,))["MAP@4"].value == 0.0


def test_without_evidence_there_is_nothing_to_measure() -> None:
    with pytest.raises(EvalError, match="no evidence to look for"):
        measure_rankings(RANKINGS, {})


def test_an_interval_holds_its_mean_and_is_the_same_each_time() -> None:
    mean = make_mean("Recall@10", {str(n): float(n % 2) for n in range(100)})
    assert mean.value == 0.5
    assert 0.38 < mean.low < 0.44 < 0.56 < mean.high < 0.62
    assert make_mean("Recall@10", mean.by_question) == mean
    # One success of one is no certainty: the exact lower end is the p whose p ** 1 is 0.025.
    single = make_mean("Recall@10", {"a": 1.0})
    assert (single.low, single.high) == pytest.approx((0.025, 1.0))
    with pytest.raises(EvalError, match="no question"):
        make_mean("Recall@10", {})


def test_a_run_file_has_six_columns(tmp_path: Path) -> None:
    path = tmp_path / "runs" / "ours.txt"
    write_trec_run(path, {"q1": ["a", "b"]}, tag="ours")
    assert path.read_text() == "q1 Q0 a 1 1.000000 ours\nq1 Q0 b 2 0.500000 ours\n"
    with pytest.raises(EvalError, match="no white space"):
        write_trec_run(path, {"q 1": ["a"]}, tag="ours")
