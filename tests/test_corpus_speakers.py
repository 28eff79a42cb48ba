"""Who is meant, in the styles in which news names its speakers; every text is made for this."""

import pytest

from corpus.statements import extract_statements
from tests.prose import make_article


def _who(text: str, title: str | None = None) -> list[tuple[str, str | None]]:
    found = extract_statements(make_article(text, title))
    return [("; ".join(one.persons), one.firm) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Holm, Ph.D., chief executive of Barclays, said rates fell.",
            ("Ada Holm", "Barclays"),
        ),
        ("Ada Holm, 74, a trader at UBS, said rates fell.", ("Ada Holm", "UBS")),
        ("Ada Holm, of Barclays, said rates fell.", ("Ada Holm", "Barclays")),
        ("Ada Holm over at Barclays argues that rates fell.", ("Ada Holm", "Barclays")),
        ('"Yes," said Ada Holm, partner, Orrin Capital.', ("Ada Holm", "Orrin Capital")),
        ('"It is robbery," Ada Holm fumed.', ("Ada Holm", None)),
        ('"It is fine," reckons Ada Holm, a trader at UBS.', ("Ada Holm", "UBS")),
        ("Ada Holm of California said rates fell.", ("Ada Holm", None)),
        ("At UBS, head of rates Ada Holm says yields fall.", ("Ada Holm", "UBS")),
        ("UBS Group AG strategists led by Ada Holm expect cuts.", ("Ada Holm", "UBS")),
        (
            "Vice Chair for Supervision Mary Roe of the Fed said so.",
            ("Mary Roe", "Federal Reserve"),
        ),
        ("Holm said that rates fell.", ("Holm", None)),
    ],
)
def test_a_person_speaks_for_the_firm_beside_the_name(
    text: str, expected: tuple[str, str | None]
) -> None:
    assert _who(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Traders expect a cut, according to CME's FedWatch tool.",
        "Analysts had expected $4.52 a share, according to LSEG data.",
        "Families face fresh misery as experts warn of rises.",
        "Traffic was up 3% and revenue rose 4%.",
        "The chip, called X Ultra, was shown on Monday.",
    ],
)
def test_figures_and_things_are_no_speakers(text: str) -> None:
    assert _who(text) == []


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("BofA double-upgrades Block to buy from underperform.", "Bank of America"),
        ("UBS starts Nvidia (NVDA) at hold.", "UBS"),
        ("Nvidia was cut to market perform at UBS.", "UBS"),
        ("UBS went further, cutting the stock to neutral.", "UBS"),
        ("The rally may stop; UBS is at 6,850.", "UBS"),
    ],
)
def test_a_rating_or_a_level_is_its_houses_statement(text: str, firm: str) -> None:
    assert ("", firm) in _who(text)


def test_shares_tell_a_company_and_its_kind_means_it() -> None:
    text = "Shares of Orrin fell 4% after the chipmaker forecast weak sales and cut its outlook."
    assert _who(text) == [("", "Orrin")]


def test_an_executive_speaks_for_the_company_of_the_passage() -> None:
    text = (
        "Orrin (ORR) sank. UBS called it poor.\n\n"
        "Orrin said costs rose. Chief Executive Ada Holm told UBS clients it would recover."
    )
    assert _who(text)[-1] == ("Ada Holm", "Orrin")


def test_a_founders_house_is_hers() -> None:
    text = "Ada Holm's Pershing Square said it had sold. Holm wrote that she regrets it."
    assert _who(text) == [("", "Pershing Square"), ("Ada Holm", "Pershing Square")]


def test_who_sees_and_who_is_cited_in_one_sentence_are_of_one_house() -> None:
    text = "UBS sees two cuts, according to Ada Holm. The economist added that oil may fall."
    assert _who(text)[-1] == ("Ada Holm", "UBS")


_CALL = """\
Operator: Good morning.

Ada Holm - Chief Executive Officer: Thank you. Deposits grew.

Mary Roe - Deutsche Bank - Analyst: The buyback looks small.

Ada Holm - Chief Executive Officer: We keep some powder dry.
"""


def test_a_call_gives_turns_to_officers_of_the_title_and_to_analysts() -> None:
    assert _who(_CALL, "Orrin Bancorp Q3 earnings call") == [
        ("Ada Holm", "Orrin Bancorp"),
        ("Ada Holm", "Orrin Bancorp"),
        ("Mary Roe", "Deutsche Bank"),
        ("Ada Holm", "Orrin Bancorp"),
    ]


def test_an_outlet_that_asks_says_nothing_in_an_interview() -> None:
    text = (
        "Ada de Roe is head of debt at UBS.\n\nLedgerView: Is it over?\n\nAda de Roe: No. It goes on.\n\n"
        "LedgerView: Why?\n\nde Roe: Rates fall.\n\nLedgerView: And gold?\n\nde Roe: It is dear."
    )
    assert set(_who(text)) == {("Ada de Roe", "UBS")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At UBS the view is calmer. Its head of research, Ada Holm, said oil may fall.",
            ("Ada Holm", "UBS"),
        ),
        (
            "UBS kept its rating. The firm's analyst, Ada Mills, wrote that costs rise.",
            ("Ada Mills", "UBS"),
        ),
        ("Orrin Inc.'s Ada Holm said that rates fell.", ("Ada Holm", "Orrin Inc")),
        (
            "A study by UBS found that deals fail. The authors, Ada Holm and Mary Roe, wrote that "
            "savings are spent.",
            ("Ada Holm; Mary Roe", "UBS"),
        ),
        (
            '"Sell yen," said Ada Holm, a currency dealer at OrForex in Sydney.',
            ("Ada Holm", "OrForex"),
        ),
        (
            "The Bank of England held rates. Ada Holm, who voted with the majority, said wages "
            "had risen at the Bank of England.",
            ("Ada Holm", "Bank of England"),
        ),
        (
            "Orrin Partners, the hedge fund run by Ada Holm, bought. Holm wrote that it is cheap.",
            ("Ada Holm", "Orrin Partners"),
        ),
        (
            "Not so at Trafigura. The trading house's head of copper, Ada Holm, said it is dear.",
            ("Ada Holm", "Trafigura"),
        ),
        (
            "UBS prefers bonds: Deputy CIO Ada Holm calls them cheap.",
            ("Ada Holm", "UBS"),
        ),
        ("Ada Holm of UBS said it is dear. Her target of 95 is the lowest.", ("Ada Holm", "UBS")),
    ],
)
def test_the_employer_told_beside_a_person_is_theirs(
    text: str, expected: tuple[str, str | None]
) -> None:
    assert _who(text)[-1] == expected


def test_what_a_deal_bought_or_unnamed_people_told_is_no_speakers() -> None:
    assert _who("Orrin was advised by Lazard.") == []
    assert _who("Ada Holm is the minister.\n\nA person familiar with it said Holm had hoped.") == []
    assert ("Orrin", None) not in _who("Sales fell, as the rival Orrin blamed its own prices.")


def test_an_analyst_under_a_heading_of_a_houses_move_is_the_houses() -> None:
    text = (
        "UBS upgrades Deere to buy from neutral\n\nUBS said farms recover.\n\n"
        "Barclays downgrades Tesla to hold from buy\n\nBarclays cut its target to $365.\n\n"
        '"Dates matter," wrote Ada Holm, who had rated it a buy.\n'
    )
    assert _who(text)[-1] == ("Ada Holm", "Barclays")
