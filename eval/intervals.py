"""How sure a figure is: seeded bootstrap intervals, exact tests, and agreement. The home of scipy's.

Efron and Tibshirani, "An Introduction to the Bootstrap" (1993): questions are drawn again with
replacement, 2,000 times. Below 200 values the interval of a mean is bias-corrected and accelerated
(BCa), from there on and for every other statistic it is that of the percentiles: on 1,000 pass marks
the two differ by 0.001, and BCa takes 0.2 s of them. Where all values are 0, or all 1, no resample
differs from the sample and a bootstrap would claim certainty; there the exact binomial interval
(Clopper and Pearson, 1934) stands instead, and where two runs are alike in every pair, plus and minus
its end.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

METHOD = (
    "95 % bootstrap over questions, 2,000 resamples, seed 0: BCa for means below 200 values, else"
    " percentiles; exact binomial where all values are 0 or all are 1"
)
_CONFIDENCE = 0.95
_RESAMPLES = 2_000
_SEED = 0
_BCA_BELOW = 200

Values = npt.NDArray[np.float64]
Statistic = Callable[..., Values]
"""Takes arrays and `axis`; returns one number a resample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with the interval that holds it with 95 % confidence."""

    value: float
    low: float
    high: float
    count: int
    """How many values it was made of."""


def estimate_mean(values: Sequence[float]) -> Estimate | None:
    """Return the mean of values with its interval; None of no value."""
    if not values:
        return None
    array = np.asarray(values, dtype=np.float64)
    if len(set(values)) == 1:
        return _estimate_constant(float(array[0]), len(values))
    method = "BCa" if len(values) < _BCA_BELOW else "percentile"
    low, high = _bootstrap((array,), np.mean, method)
    return Estimate(value=float(array.mean()), low=low, high=high, count=len(values))


def estimate_percentile(values: Sequence[float], percent: float) -> Estimate | None:
    """Return a percentile, linear between ranks, with its interval; None of no value."""
    if not values:
        return None
    array = np.asarray(values, dtype=np.float64)
    value = float(np.percentile(array, percent))
    if len(set(values)) == 1:
        return Estimate(value=value, low=value, high=value, count=len(values))

    def statistic(sample: Values, axis: int) -> Values:
        found: Values = np.percentile(sample, percent, axis=axis)
        return found

    low, high = _bootstrap((array,), statistic, "percentile")
    return Estimate(value=value, low=low, high=high, count=len(values))


def estimate_f1(wanted: Sequence[bool], given: Sequence[bool]) -> Estimate | None:
    """Return the F1 of what was given against what was wanted; None where neither ever was."""
    pairs = np.asarray([wanted, given], dtype=np.float64)
    if not pairs.any():
        return None
    value = float(_find_f1(pairs[0], pairs[1], axis=-1))
    if (pairs[0] == pairs[1]).all() or not (pairs[0] * pairs[1]).any():
        # No resample differs: the fraction of agreement among those either holds is all or nothing.
        held = int((pairs[0] + pairs[1] > 0).sum())
        constant = _estimate_constant(value, held)
        return Estimate(value=value, low=constant.low, high=constant.high, count=len(wanted))
    low, high = _bootstrap((pairs[0], pairs[1]), _find_f1, "percentile", paired=True)
    return Estimate(value=value, low=low, high=high, count=len(wanted))


def estimate_difference(
    before: Sequence[float], after: Sequence[float], *, fractions: bool
) -> Estimate | None:
    """Return the mean of `after - before`, pair by pair, with its interval; None of no pair.

    Of fractions that are alike in every pair the interval is as wide as the exact one of the share of
    pairs that might differ: that none of 20 did says little of the next.
    """
    differences = [b - a for a, b in zip(before, after, strict=True)]
    if fractions and differences and not any(differences):
        none = _estimate_constant(0.0, len(differences))
        return Estimate(value=0.0, low=-none.high, high=none.high, count=len(differences))
    return estimate_mean(differences)


def find_sign_p(better: int, worse: int) -> float:
    """Return the two-sided exact p of so many pairs better and so many worse; 1 of none.

    Of pass marks it is McNemar's exact test, of fractions the sign test.
    """
    if better + worse == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(better, better + worse).pvalue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two judges of the same answers agree."""

    count: int
    agreed: float
    """The fraction of answers on which they say the same."""
    kappa: float | None
    """Cohen's kappa, 1 is full agreement, 0 that of chance; None where both always say the same
    one thing, as chance alone would then agree too."""


def find_agreement(ones: Sequence[bool], others: Sequence[bool]) -> Agreement | None:
    """Return the agreement of two judges (Cohen, 1960); None of no answer."""
    count = len(ones)
    if not count:
        return None
    agreed = sum(a == b for a, b in zip(ones, others, strict=True)) / count
    yes, also = sum(ones) / count, sum(others) / count
    by_chance = yes * also + (1 - yes) * (1 - also)
    kappa = None if by_chance == 1 else round((agreed - by_chance) / (1 - by_chance), 12) + 0.0
    return Agreement(count=count, agreed=agreed, kappa=kappa)


def _estimate_constant(value: float, count: int) -> Estimate:
    if value not in (0.0, 1.0):
        return Estimate(value=value, low=value, high=value, count=count)
    from scipy.stats import binomtest

    interval = binomtest(count if value else 0, count).proportion_ci(_CONFIDENCE, method="exact")
    return Estimate(value=value, low=float(interval.low), high=float(interval.high), count=count)


def _bootstrap(
    data: tuple[Values, ...], statistic: Statistic, method: str, *, paired: bool = False
) -> tuple[float, float]:
    from scipy.stats import bootstrap

    with warnings.catch_warnings():
        # Of very few values BCa may not exist; it then gives nan and warns.
        warnings.simplefilter("ignore")
        found = bootstrap(
            data,
            statistic,
            vectorized=True,
            paired=paired,
            n_resamples=_RESAMPLES,
            confidence_level=_CONFIDENCE,
            method=method,
            rng=np.random.default_rng(_SEED),
        ).confidence_interval
    low, high = float(found.low), float(found.high)
    if isfinite(low) and isfinite(high):
        return low, high
    return _bootstrap(data, statistic, "percentile", paired=paired)


def _find_f1(wanted: Values, given: Values, axis: int) -> Values:
    both = 2 * (wanted * given).sum(axis=axis)
    total = wanted.sum(axis=axis) + given.sum(axis=axis)
    f1: Values = np.divide(both, total, out=np.zeros_like(both), where=total > 0)
    return f1
