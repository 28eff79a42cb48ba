"""Forecasts: value, unit, direction and horizon; what has happened is none."""

from datetime import date

import pytest

from corpus.article import Period
from corpus.forecasts import find_forecasts

_DAY = date(2025, 9, 12)


def _only(text: str) -> tuple[float, float, str, str | None]:
    (found,) = find_forecasts(text, reference=_DAY)
    return found.low, found.high, found.unit, found.direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Russell 2000 could gain 20% over the next year", (20, 20, "percent", "up")),
        ("spreads should tighten 20 to 30 basis points", (20, 30, "basis points", None)),
        ("raises its price target to $110 from $95", (110, 110, "USD", "up")),
        ("expects revenue of between $840 million and $880 million", (84e7, 88e7, "USD", None)),
        ("lifted its year-end target on the S&P 500 to 7,000", (7000, 7000, "level", "up")),
        ("prices will fall 3 per cent", (3, 3, "percent", "down")),
    ],
)
def test_a_forecast_has_value_unit_and_direction(
    text: str, expected: tuple[float, float, str, str | None]
) -> None:
    assert _only(text) == expected


@pytest.mark.parametrize(
    "text",
    ["stocks gained 20% last year", "the S&P 500 closed at 6,500", "It will open in 2027", ""],
)
def test_what_happened_and_years_are_no_forecasts(text: str) -> None:
    assert find_forecasts(text, reference=_DAY) == ()


def test_a_horizon_is_counted_from_the_article() -> None:
    (found,) = find_forecasts("could gain 20% over the next year", reference=_DAY)
    assert found.horizon == Period(first=_DAY, last=date(2026, 9, 12))


def test_a_year_end_is_its_last_day() -> None:
    (found,) = find_forecasts("sees gold at $3,000 by year-end", reference=_DAY)
    assert found.horizon == Period(first=date(2025, 12, 31), last=date(2025, 12, 31))


def test_without_a_reference_the_words_stay() -> None:
    (found,) = find_forecasts("could gain 20% over the next year", reference=None)
    assert found.horizon == "over the next year"


def test_a_forecast_is_of_the_subject_named_before_it() -> None:
    text = "small caps could gain 20%, large caps may rise 5%"
    found = find_forecasts(text, reference=_DAY, subjects=((0, "small caps"), (27, "large caps")))
    assert [forecast.subject for forecast in found] == ["small caps", "large caps"]


@pytest.mark.parametrize(
    "text",
    [
        "Sales will soon pass the peak of 2022, she said.",
        "Revenue is expected to return to its level of 2019.",
        "He sees more cuts by the end of 2026.",
    ],
)
def test_a_year_is_no_level(text: str) -> None:
    assert find_forecasts(text, reference=date(2025, 9, 18)) == ()
