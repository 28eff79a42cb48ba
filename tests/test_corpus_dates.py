from datetime import UTC, date, datetime, timedelta

import pytest

from corpus.article import Period
from corpus.dating.dates import find_dates, settle_period
from corpus.dating.publication_dates import parse_instant, parse_published

THURSDAY = date(2025, 9, 18)


def read(text: str, reference: date | None = THURSDAY) -> list[tuple[str, str]]:
    return [(m.text, m.period.iso) for m in find_dates(text, reference=reference)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a rally in July 2024, it said", [("July 2024", "2024-07")]),
        ("on 18 September 2025", [("18 September 2025", "2025-09-18")]),
        ("Sept. 18, 2025 was fine", [("Sept. 18, 2025", "2025-09-18")]),
        ("2025-09-18 and 2025-08", [("2025-09-18", "2025-09-18"), ("2025-08", "2025-08")]),
        ("09/18/2025", [("09/18/2025", "2025-09-18")]),
        ("18.9.2025", [("18.9.2025", "2025-09-18")]),
        ("2024", [("2024", "2024")]),
        ("small caps in 2024?", [("2024", "2024")]),
        ("small caps 2024?", [("2024", "2024")]),
        ("the 2024 rally", [("2024", "2024")]),
        ("FY2025", [("FY2025", "2025")]),
        ("Q2 2025", [("Q2 2025", "2025-04-01/2025-06-30")]),
        ("the second quarter of 2024", [("second quarter of 2024", "2024-04-01/2024-06-30")]),
        ("the first half of 2025", [("first half of 2025", "2025-01-01/2025-06-30")]),
        ("in early 2025", [("early 2025", "2025-01-01/2025-04-30")]),
        ("mid-2025", [("mid-2025", "2025-05-01/2025-08-31")]),
        ("late 2025", [("late 2025", "2025-09-01/2025-12-31")]),
        ("by the end of 2025", [("the end of 2025", "2025-10-01/2025-12-31")]),
        ("from 2019 to 2021", [("from 2019 to 2021", "2019-01-01/2021-12-31")]),
        ("29 February 2024", [("29 February 2024", "2024-02-29")]),
    ],
)  # fmt: skip
def test_a_date_that_states_its_year_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("September 17", "2025-09-17"),
        ("December 24", "2024-12-24"),
        ("29 February", "2024-02-29"),
        ("since July", "2025-07"),
        ("in October", "2024-10"),
        ("in September", "2025-09"),
        ("since late July", "2025-07-21/2025-07-31"),
        ("yesterday", "2025-09-17"),
        ("today", "2025-09-18"),
        ("on Monday", "2025-09-15"),
        ("on Thursday", "2025-09-18"),
        ("last Thursday", "2025-09-11"),
        ("next Monday", "2025-09-22"),
        ("last week", "2025-09-08/2025-09-14"),
        ("this week", "2025-09-15/2025-09-21"),
        ("last month", "2025-08"),
        ("this month", "2025-09"),
        ("last quarter", "2025-04-01/2025-06-30"),
        ("last year", "2024"),
        ("this year", "2025"),
        ("two years ago", "2023"),
        ("the past three months", "2025-06-18/2025-09-18"),
        ("year to date", "2025-01-01/2025-09-18"),
    ],
)
def test_a_relative_date_is_read_against_the_reference_only(text: str, expected: str) -> None:
    assert [m.period.iso for m in find_dates(text, reference=THURSDAY)] == [expected]
    assert all(m.relative for m in find_dates(text, reference=THURSDAY))
    assert find_dates(text, reference=None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May I ask what rates may do?",
        "stocks march higher and March higher",
        "the S&P 500 and the Russell 2000",
        "russell 2000?",
        "the Nikkei 2000 points lower",
        "gains of 2,000 points",
        "rose by 2024 points",
        "about 2000 companies, in 2000 companies",
        "a price of $2025",
        "a record high of 2050",
        "up 20.25% to 1950.50",
        "February 30, 2024",
        "may 5% be too much?",
        "It cost 1850 and 2150.",
        "the second-quarter earnings",
        "the crisis of 2010-12",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


def test_offsets_are_those_of_the_text_in_code_points() -> None:
    text = "📈 Émile sold on 3 July 2024, bought in Q1 2025 and left on Friday."
    mentions = find_dates(text, reference=THURSDAY)
    assert [text[m.start : m.end] for m in mentions] == ["3 July 2024", "Q1 2025", "Friday"]
    assert [m.text for m in mentions] == ["3 July 2024", "Q1 2025", "Friday"]


def test_a_preposition_is_no_part_of_the_mention() -> None:
    assert read("It fell in 2022 and since July.") == [("2022", "2022"), ("July", "2025-07")]


def test_an_ambiguous_day_and_month_is_the_interval_between_its_readings() -> None:
    assert read("07/08/2024") == [("07/08/2024", "2024-07-08/2024-08-07")]
    assert read("08/08/2024") == [("08/08/2024", "2024-08-08")]


def test_another_date_of_the_text_settles_which_number_is_the_day() -> None:
    assert read("from 07/08/2024 to 18/09/2024")[0][1] == "2024-08-07"
    assert read("from 07/08/2024 to 09/18/2024")[0][1] == "2024-07-08"
    assert read("07/08/2024, 18/09/2024, 09/18/2024")[0][1] == "2024-07-08/2024-08-07"


def test_an_interval_is_settled_by_a_day_that_equals_one_end_only() -> None:
    between = Period(first=date(2024, 7, 8), last=date(2024, 8, 7))
    july, august = (Period(first=d, last=d) for d in (between.first, between.last))
    other = Period(first=date(2024, 7, 20), last=date(2024, 7, 20))
    assert settle_period(between, [other, august]) == august
    assert settle_period(between, [other]) == between
    assert settle_period(between, [july, august]) == between
    assert settle_period(july, [august]) == july


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025", "2025"),
        ("2025-09", "2025-09"),
        ("2025-09-18", "2025-09-18"),
        ("20250918", "2025-09-18"),
        ("2025-09-18T08:16:00+02:00", "2025-09-18"),
        ("18 September 2025", "2025-09-18"),
        ("Sept 18, 2025", "2025-09-18"),
        ("September 2025", "2025-09"),
        ("07/18/2024", "2024-07-18"),
        ("07/08/2024", "2024-07-08/2024-08-07"),
        ("Published 07/18/2024, 08:16 PM", "2024-07-18"),
        ("Thu, 18 Sep 2025 10:00:00 GMT", "2025-09-18"),
        ("2025-09-01/2025-09-09", "2025-09-01/2025-09-09"),
    ],
)
def test_a_publication_date_is_read_to_the_unit_it_states(value: str, expected: str) -> None:
    period = parse_published(value)
    assert period is not None
    assert period.iso == expected


@pytest.mark.parametrize(
    "value",
    ["", "soon", "Septembre 12", "September 12", "2025-13", "2025-09-31", "13/13/2024", "1066",
     "31.02.2024", "2025-09-09/2025-09-01", "Russell 2000",
     "18 September 2025 and 19 September 2025"],
)  # fmt: skip
def test_what_states_no_certain_date_is_no_publication_date(value: str) -> None:
    assert parse_published(value) is None


def test_a_time_of_day_is_kept_only_with_its_zone() -> None:
    assert parse_instant("2025-09-18T10:00:00Z") == datetime(2025, 9, 18, 10, tzinfo=UTC)
    eastern = parse_instant("Sep 18, 2025 8:16 PM ET")
    assert eastern == datetime(2025, 9, 19, 0, 16, tzinfo=UTC)
    assert eastern is not None
    assert eastern.utcoffset() == timedelta(hours=-4)
    assert parse_instant("Thu, 18 Sep 2025 10:00:00 +0200") == datetime(2025, 9, 18, 8, tzinfo=UTC)
    for value in (
        "2025-09-18T10:00:00",
        "2025-09-18",
        "Published 07/18/2024, 08:16 PM",
        "noon",
        "",
    ):
        assert parse_instant(value) is None
