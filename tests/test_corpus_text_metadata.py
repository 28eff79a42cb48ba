"""What a plain text says of itself in its lines: day, title, outlet, authors."""

import pytest
from described import PROSE, iso, text_article


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Published 07/18/2024, 08:16 PM", "2024-07-18"),
        ("Updated: 18 July 2024 at 14:05", "2024-07-18"),
        ("July 18, 2024", "2024-07-18"),
        ("Thursday, 18 July 2024 | 4 min read", "2024-07-18"),
        ("Updated July 19, 2024\nPublished July 18, 2024", "2024-07-18"),
        ("Published 07/08/2024", "2024-07-08/2024-08-07"),
        ("July 18, 2024 | Cedar Street Desk", "2024-07-18"),
        ("The Harbour Post, Thursday 18 July 2024", "2024-07-18"),
        ("By Ada Finch | Edited by Bo Tranter | Jul 18, 2024, 1:12 p.m. UTC", "2024-07-18"),
        ("Live coverage by our markets team — Thursday 18 July 2024", "2024-07-18"),
        ("Aired Thursday, July 18, 2024. Lightly edited for length.", "2024-07-18"),
        ("Issue 212 / 18 July 2024", "2024-07-18"),
        ("By Ada Finch\nHarbour Review, July 2024", "2024-07"),
        ("LEEDS (Agence Cedar). Published on 18.07.2024. Translated.", "2024-07-18"),
    ],
)
def test_a_date_line_at_the_head_of_a_text_dates_it(head: str, expected: str) -> None:
    assert iso(text_article(f"Cedar Rail wins an order\n{head}\n\n{PROSE}")) == (expected, "text")


@pytest.mark.parametrize(
    "line",
    [
        "What the operator promised on July 18, 2024",
        "Shares fell before the order of July 18, 2024 was known",
    ],
)
def test_a_line_that_tells_of_a_day_does_not_date_a_text(line: str) -> None:
    assert iso(text_article(f"Cedar Rail wins an order\n{line}\n\n{PROSE}")) == (None, "unknown")


def test_a_title_that_ends_with_its_day_dates_a_text() -> None:
    assert iso(text_article(f"Broker watch: Friday 5 June 2026\n\n{PROSE}")) == (
        "2026-06-05",
        "text",
    )


def test_a_header_that_says_for_which_day_it_is_dates_a_text() -> None:
    head = "**Broker calls for Tuesday, 18 March 2025** · compiled by Jess Roe · *The Opening*"
    assert iso(text_article(f"Builders get the hammer\n\n{head}\n\n{PROSE}")) == (
        "2025-03-18",
        "text",
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("By Shelby Roe\nBarron's, Sept. 19, 2025, 2:30 am EDT", "2025-09-19"),
        ("Orrin Wire -- Published 14/10/2026, 12:05", "2026-10-14"),
        (
            "Published July 9, 2026. Host: Ida Roe. Guests: Nils Brandt, chief strategist at Orrin Bank, and Tilda "
            "Rask, who runs a fund. Edited excerpts.",
            "2026-07-09",
        ),
    ],
)
def test_a_header_with_clock_outlet_or_guests_dates_a_text(head: str, expected: str) -> None:
    assert iso(text_article(f"Cedar Rail wins an order\n{head}\n\n{PROSE}")) == (expected, "text")


def test_a_dateline_with_a_clock_dates_a_text() -> None:
    start = "March 11, 2026 at 9:12 AM GMT (Orrin) -- "
    assert iso(text_article(f"Cedar Rail wins an order\n\n{start}{PROSE}")) == (
        "2026-03-11",
        "text",
    )


def test_an_ambiguous_date_is_settled_by_another_date_of_the_text() -> None:
    article = text_article(f"Rail wins\nPublished 07/08/2024\n\n{PROSE} It bid on August 7, 2024.")
    assert iso(article) == ("2024-08-07", "text")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("LEEDS, July 18, 2024 (Reuters) - ", ("2024-07-18", "text")),
        ("Sept 18, 2025 - ", ("2025-09-18", "text")),
        ("LEEDS, July 18 (Reuters) - ", (None, "unknown")),
    ],
)
def test_a_dateline_dates_a_text_only_with_a_certain_year(
    start: str, expected: tuple[str | None, str]
) -> None:
    assert iso(text_article(start + PROSE)) == expected


def test_the_year_of_a_dateline_may_come_from_a_full_date_of_the_text() -> None:
    text = f"LEEDS, July 18 (Reuters) - {PROSE} The tender had closed on 15 July 2024."
    assert iso(text_article(text)) == ("2024-07-18", "text")


def test_yesterdays_day_dates_a_text_only_with_a_certain_year() -> None:
    text = f"The index fell yesterday, September 17, by 2%. {PROSE}"
    assert iso(text_article(text)) == (None, "unknown")
    assert iso(text_article(f"{text} On September 17, 2025 it had risen.")) == (
        "2025-09-18",
        "text",
    )


def test_a_date_in_the_report_is_not_its_own() -> None:
    assert iso(text_article(f"{PROSE} It was founded on March 3, 1999.")) == (None, "unknown")


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"{PROSE}\n© 2025 Reuters. All rights reserved.", "Reuters"),
        (f"{PROSE}\nCopyright 2025 Dunmore Daily Ltd. All rights reserved.", None),
        (f"Rail wins\nMarketWatch\n{PROSE}", "MarketWatch"),
        (f"LEEDS (Reuters) - {PROSE}", "Reuters"),
        (f"{PROSE}\nThis article first appeared on Dunmore Daily", "Dunmore Daily"),
        (f"{PROSE}\nFusion Media would like to remind you that prices differ.", "Investing.com"),
        (f"{PROSE} That is according to Reuters and Bloomberg.", None),
        (f"Rail wins\n© Reuters.\n{PROSE}", None),
        (f"{PROSE}\n© 2024 Getty Images", None),
        (f"LEEDS (Reuters) - {PROSE}\nPrior written permission of Fusion Media, "
         "Fusion Media would like to remind you", "Investing.com"),
    ],
)  # fmt: skip
def test_an_outlet_is_read_from_its_own_words_only(text: str, outlet: str | None) -> None:
    article = text_article(text)
    assert (article.outlet, article.outlet_origin) == (outlet, "text" if outlet else "unknown")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Cedar Rail wins an order\n\n{PROSE}", "Cedar Rail wins an order"),
        (f"Home\nShare\nWill Cedar Rail win?\n{PROSE}", "Will Cedar Rail win?"),
        (f"# Cedar Rail wins\n\n{PROSE}", "Cedar Rail wins"),
        (f"It rose on Tuesday.\n\n{PROSE}", None),
        (f"{PROSE}\nA line below", None),
        ("Cedar Rail wins an order", None),
    ],
)
def test_the_title_of_a_text_is_a_headline_over_longer_text(text: str, title: str | None) -> None:
    assert text_article(text).title == title


def test_authors_are_read_from_a_byline() -> None:
    article = text_article(f"Cedar Rail wins\nBy Ann Lee and Bo van Ray | Leeds\n\n{PROSE}")
    assert article.authors == ("Ann Lee", "Bo van Ray")
