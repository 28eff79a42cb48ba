"""Figures that measure something, apart from dates, index names and bare counts."""

import pytest

from rag.answers.quantities import find_quantities


def read(text: str) -> list[tuple[str, str]]:
    return [(quantity.value, quantity.unit) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose 2.5%.", [("2.5", "%")]),
        ("It rose 2.5 percent.", [("2.5", "%")]),
        ("It rose 3 per cent.", [("3", "%")]),
        ("It fell 1.4 percentage points.", [("1.4", "percentage point")]),
        ("It cut by 25 basis points.", [("25", "bp")]),
        ("It cut by a 50bp step.", [("50", "bp")]),
        ("It closed at 2,467.70.", [("2467.70", "")]),
        ("It closed at 6,500 points.", [("6500", "point")]),
        ("Oil traded at $71.20 a barrel.", [("71.20", "$")]),
        ("It bought $1.2 billion of debt.", [("1.2", "$billion")]),
        ("It bought €340m of debt.", [("340", "€m")]),
        ("It shed 1,200 jobs.", [("1200", "job")]),
        ("It trades at 16 times earnings.", [("16", "time")]),
        ("About half of them lose money.", [("half", "")]),
        ("It rose 2% and then 3%.", [("2", "%"), ("3", "%")]),
        ("It ran for 3 months.", [("3", "month")]),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing moved.",
        "The Russell 2000 and the S&P 500 moved.",
        "The FTSE 100 and the Nikkei 225 moved.",
        "It happened on 18 September 2025.",
        "It happened in 2024.",
        "In 2024 companies borrowed less.",
        "It is the 3rd time.",
        "There were 7 of them.",
        "It fell in the second half of the year.",
        "Half a day passed.",
    ],
)
def test_dates_index_names_and_bare_counts_are_no_quantities(text: str) -> None:
    assert read(text) == []


def test_the_span_is_where_the_figure_stands() -> None:
    text = "The Russell 2000 gained 2.5% to 2,467.70 on Thursday."
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["2.5%", "2,467.70"]


def test_a_level_is_told_from_a_change() -> None:
    gain, level = find_quantities("It gained 2.5% to 2,467.70.")
    assert (gain.is_level, level.is_level) == (False, True)


def test_a_price_in_any_currency_is_a_level() -> None:
    assert [q.is_level for q in find_quantities("from $7.10 to €9.20")] == [True, True]
