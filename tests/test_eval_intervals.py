"""Intervals and tests: against values worked out by hand or printed in the literature."""

import pytest

from eval.intervals import (
    estimate_difference,
    estimate_f1,
    estimate_mean,
    estimate_percentile,
    find_agreement,
    find_sign_p,
)


def test_of_nothing_there_is_no_estimate() -> None:
    assert estimate_mean([]) is None
    assert estimate_percentile([], 50) is None
    assert estimate_difference([], [], fractions=True) is None
    assert estimate_f1([False, False], [False, False]) is None
    assert find_agreement([], []) is None


def test_the_interval_of_a_mean_is_near_that_of_the_normal_approximation() -> None:
    # 80 of 100: 0.8 plus and minus 1.96 * sqrt(0.8 * 0.2 / 100) = 0.078
    one = estimate_mean([1.0] * 80 + [0.0] * 20)
    assert one is not None
    assert one.value == pytest.approx(0.8)
    assert one.low == pytest.approx(0.722, abs=0.02)
    assert one.high == pytest.approx(0.878, abs=0.02)
    many = estimate_mean([1.0] * 800 + [0.0] * 200)
    assert many is not None
    assert many.high - many.low == pytest.approx(2 * 1.96 * (0.16 / 1000) ** 0.5, abs=0.006)


def test_the_same_values_give_the_same_interval_again() -> None:
    values = [0.1, 0.9, 0.4, 0.4, 1.0, 0.0]
    assert estimate_mean(values) == estimate_mean(values)


def test_where_all_passed_the_interval_is_the_exact_one() -> None:
    one = estimate_mean([1.0] * 10)
    assert one is not None
    # Clopper and Pearson of 10 of 10: 0.025 ** (1 / 10)
    assert (one.low, one.high) == (pytest.approx(0.6915, abs=1e-4), 1.0)
    none = estimate_mean([0.0])
    assert none is not None
    assert (none.low, none.high) == (0.0, pytest.approx(0.975))
    alike = estimate_mean([120.0, 120.0])
    assert alike is not None
    assert (alike.low, alike.high) == (120.0, 120.0)


@pytest.mark.parametrize("count", [2, 3])
def test_very_few_values_have_an_interval_too(count: int) -> None:
    one = estimate_mean([1.0] * (count - 1) + [0.0])
    assert one is not None
    assert 0 <= one.low <= one.value <= one.high <= 1


def test_f1_of_an_abstention() -> None:
    # Wanted 3, given 3, both 2: precision 2/3, recall 2/3
    one = estimate_f1([True, True, True, False, False], [True, True, False, True, False])
    assert one is not None
    assert one.value == pytest.approx(2 / 3)
    assert one.low < 2 / 3 < one.high
    whole = estimate_f1([True, False], [True, False])
    nothing = estimate_f1([True, False], [False, False])
    assert whole is not None
    assert nothing is not None
    assert (whole.value, whole.high) == (1.0, 1.0)
    assert (nothing.value, nothing.low) == (0.0, 0.0)


def test_a_difference_is_paired() -> None:
    before, after = [0.0, 1.0, 0.5, 0.2], [0.1, 1.1, 0.6, 0.4]
    one = estimate_difference(before, after, fractions=True)
    assert one is not None
    assert one.value == pytest.approx(0.125)
    # Every pair is better by 0.1 or 0.2, so no resample is worse, however far the values lie apart.
    assert 0.0999 <= one.low <= one.high <= 0.2001


def test_runs_alike_in_every_pair_may_still_differ_in_others() -> None:
    one = estimate_difference([1.0] * 20, [1.0] * 20, fractions=True)
    assert one is not None
    # The exact interval of 0 of 20 ends at 1 - 0.025 ** (1 / 20).
    assert (one.value, one.low, one.high) == (0.0, pytest.approx(-0.1684, abs=1e-4), -one.low)


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [
        (0, 0, 1.0),
        # Two-sided binomial: 2 * (1 + 9) / 2 ** 9
        (1, 8, 0.0390625),
        (5, 5, 1.0),
        (6, 0, 0.03125),
    ],
)
def test_the_sign_test_is_exact(better: int, worse: int, p: float) -> None:
    assert find_sign_p(better, worse) == pytest.approx(p)


def test_kappa_is_agreement_beyond_chance() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, by chance 0.5, kappa 0.4
    ones = [True] * 25 + [False] * 25
    others = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    found = find_agreement(ones, others)
    assert found is not None
    assert (found.count, found.agreed) == (50, pytest.approx(0.7))
    assert found.kappa == pytest.approx(0.4)
    same = find_agreement([True, True], [True, True])
    assert same is not None
    assert (same.agreed, same.kappa) == (1.0, None)
