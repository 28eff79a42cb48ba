"""Short sentences a word away from their span: what is another thing is refused, what is the same stands."""

import pytest

from rag.checking.checked import CitedSpan
from rag.checking.verify import check_sentence


def stands(sentence: str, text: str) -> bool:
    span = CitedSpan(mark="[1]", text=text, published="2026-03-10")
    return check_sentence(f"{sentence[:-1]} [1].", [span]).stands


OTHER_THINGS = [
    ("Sales rose because of strong demand in Asia.", "Sales were hurt by demand in Asia."),
    ("Shares fell as weak demand weighed on Velmora.", "Shares were lifted by demand for Velmora."),
    ("Profit fell because of higher fuel costs.", "Profit was helped by higher fuel costs."),
    ("Velmora may raise its dividend by 5%.", "Velmora raised its dividend by 5%."),
    ("Velmora is considering raising prices by 5%.", "Velmora raised prices by 5%."),
    ("Velmora was asked to raise wages by 5%.", "Velmora raised wages by 5%."),
    (
        "Velmora will raise its dividend by 5% if sales rise.",
        "Velmora will raise its dividend by 5%.",
    ),
    ("UBS could cut its target by 10%.", "UBS cut its target by 10%."),
    ("General Mills raised its outlook.", "GM raised its outlook."),
    ("International Bancshares of Mexico cut its dividend.", "IBM cut its dividend."),
    ("Union Bank Sofia expects a rate cut.", "UBS expects a rate cut."),
    ("Analysts at Alliance Insurance see prices rising.", "AI prices are rising."),
    ("North Korea fired a missile on Monday.", "South Korea fired a missile on Monday."),
    ("Panama opened a new lock.", "Panasonic opened a new lock."),
    ("Velmora cut 30% of its staff.", "Velmora cut over a third of its staff."),
    ("Velmora cut 26% of its staff.", "Velmora cut nearly a quarter of its staff."),
    ("ING expects the euro to rise by March.", "ING expects the euro to rise over the next year."),
    (
        "ING expects the euro to rise over the next decade.",
        "ING expects the euro to rise over the next year.",
    ),
    ("Velmora's chief executive bought shares.", "Velmora's finance boss bought shares."),
    ("The head of research bought shares.", "The chief executive bought shares."),
    ("Lending rates rose to 5%.", "Deposit rates rose to 5%."),
    ("The repo rate rose to 5%.", "The deposit rate rose to 5%."),
    ("The government rejected the merger.", "The central bank rejected the merger."),
    ("The regulator rejected the merger.", "The government rejected the merger."),
    ("Cost cuts reached $3 billion.", "Costs reached $3 billion."),
    ("Velmora plays games in Paris.", "Velmora stays in Paris."),
    ("Stocks will stay flat.", "Stocks will be suspended."),
    ("UBS is short the yen.", "UBS is small in the yen."),
    ("The real rose against the dollar.", "The peso rose against the dollar."),
    ("Chancellor Rachel Reeves cut taxes.", "The German government cut taxes."),
    ("ING will buy gold provided inflation rises.", "ING will buy gold."),
    ("ING wondered if gold would rise.", "ING said gold would rise."),
    ("Assuming oil falls, ING expects two cuts.", "ING expects two cuts."),
    ("Sales rose 5% from a year earlier.", "Sales rose 5% quarter on quarter."),
    (
        "Velmora may raise its dividend to 42 cents from 40 cents.",
        "Velmora raised its dividend to 42 cents.",
    ),
    (
        "Velmora is considering raising its dividend to 42 cents from 40 cents.",
        "Velmora raised its dividend to 42 cents.",
    ),
    (
        "Velmora will raise its dividend to 42 cents from 40 cents if sales rise.",
        "Velmora raised its dividend to 42 cents.",
    ),
    (
        "Interest in Velmora rose in the latest quarter.",
        "Interest in Velmora hit a record high in the latest quarter.",
    ),
    ("Inflation was below 3%, and the yield was 6%.", "The yield fell below 6%."),
    (
        "Analysts were asking whether Velmora would cut its dividend.",
        "Velmora would cut its dividend.",
    ),
]
"""What a span says, and what it does not say."""

SAME_THINGS = [
    ("Profit fell because of higher fuel costs.", "Profit was hurt by higher fuel costs."),
    ("Sales rose thanks to strong demand.", "Sales were helped by strong demand."),
    ("Velmora raised its dividend by 5%.", "Velmora raised its dividend by 5%."),
    ("Sales rose 5% to $3 billion from $2.86 billion.", "Sales increased by 5%."),
    (
        "The Debt Management Office sold 3 billion pounds of gilts.",
        "The DMO sold 3 billion pounds of gilts.",
    ),
    (
        "The OECD expects growth of 3%.",
        "The Organisation for Economic Co-operation and Development expects growth of 3%.",
    ),
    ("Chile's exports rose.", "Chilean exports rose."),
    ("Velmora cut 34% of its staff.", "Velmora cut over a third of its staff."),
    ("Velmora cut 24% of its staff.", "Velmora cut nearly a quarter of its staff."),
    ("Velmora cut 33% of its staff.", "Velmora cut about a third of its staff."),
    (
        "ING expects the euro to rise in the coming 12 months.",
        "ING expects the euro to rise over the next year.",
    ),
    ("Velmora's chief executive bought shares.", "Velmora's CEO bought shares."),
    ("Jan Kern said gold is dear.", "Jan Kern said gold is dear."),
    ("Sales rose 5% from a year earlier.", "Sales rose 5% year on year."),
    (
        "Velmora raised its dividend to 42 cents from 40 cents.",
        "Velmora raised its dividend to 42 cents.",
    ),
    (
        "The Bank of Korea cut its key rate to 2.5%.",
        "The Bank of Korea cut its policy rate to 2.5%.",
    ),
    ("The ECB left its deposit rate at 2%.", "The ECB left its deposit rate at 2%."),
    ("Washington rejected the deal.", "The government rejected the deal."),
    ("Canada's exports rose.", "Canadian exports rose."),
    ("Italy sold bonds.", "The Italian treasury sold bonds."),
    ("Officials at the Treasury rejected the plan.", "The government rejected the plan."),
    ("Velmora's chief financial officer resigned.", "Velmora's CFO resigned."),
    ("Velmora's chief executive officer resigned.", "Velmora's boss resigned."),
    ("Demand was weak and profit fell as a result of tariffs.", "Profit was hurt by tariffs."),
]

KINDS = [
    ("Exports rose 5% in March.", "Imports rose 5% in March."),
    ("Supply of copper will fall, Roe said.", "Demand for copper will fall, Roe said."),
    ("Consumer prices rose 3% in May.", "Producer prices rose 3% in May."),
    ("Core inflation slowed to 3%.", "Headline inflation slowed to 3%."),
    ("Retail sales fell 2%.", "Wholesale sales fell 2%."),
    ("Operating profit rose to $3 billion.", "Net profit rose to $3 billion."),
    ("Gross margins widened to 40%.", "Net margins widened to 40%."),
    ("New home sales fell 3%.", "Existing home sales fell 3%."),
    ("Long-term yields rose.", "Short-term yields rose."),
    ("Foreign investors sold shares.", "Domestic investors sold shares."),
    ("Retail investors bought shares.", "Institutional investors bought shares."),
    ("Bond funds took in $3 billion.", "Equity funds took in $3 billion."),
    ("Shareholders rejected the offer.", "Bondholders rejected the offer."),
    ("Employees rejected the offer.", "Customers rejected the offer."),
    ("Revenue rose 5%.", "Profit rose 5%."),
    ("Sales rose 5%.", "Orders rose 5%."),
    ("Deposits rose 5%.", "Loans rose 5%."),
    ("The budget deficit widened.", "The trade deficit widened."),
    ("Crude inventories fell.", "Gasoline inventories fell."),
    ("Mortgage rates rose to 7%.", "Savings rates rose to 7%."),
    ("Wages rose 5%.", "Prices rose 5%."),
    ("Passenger numbers rose 5%.", "Cargo volumes rose 5%."),
    ("The first quarter was weak.", "The second quarter was weak."),
    ("Velmora's chairman resigned.", "Velmora's chief executive resigned."),
    ("Velmora's chief economist resigned.", "Velmora's chief executive resigned."),
    ("The factory in Ohio will close.", "The factory in Texas will close."),
    ("Sales in China rose 5%.", "Sales in India rose 5%."),
    ("The union rejected the offer.", "The company rejected the offer."),
    ("Velmora will buy Orrin.", "Orrin will buy Velmora."),
    ("Velmora sued Orrin over patents.", "Orrin sued Velmora over patents."),
    ("The rally was led by banks.", "The rally was led by miners."),
    ("Preferred shares fell.", "Common shares fell."),
    ("Permanent staff numbers fell 5%.", "Temporary staff numbers fell 5%."),
    ("Manufacturing activity shrank in May.", "Services activity shrank in May."),
    ("Upstream profit fell.", "Downstream profit fell."),
    ("Total debt rose to $5 billion.", "Net debt rose to $5 billion."),
    ("The average price rose 5%.", "The median price rose 5%."),
    ("Monthly rents rose 5%.", "Annual rents rose 5%."),
    ("Public spending rose.", "Private spending rose."),
    ("Male unemployment rose.", "Female unemployment rose."),
    ("Small firms cut jobs.", "Large firms cut jobs."),
    ("Urban prices fell.", "Rural prices fell."),
    ("Commercial property prices fell.", "Residential property prices fell."),
    ("Life insurers raised premiums.", "Car insurers raised premiums."),
    ("Assets rose 5%.", "Liabilities rose 5%."),
    ("Call options rose in price.", "Put options rose in price."),
    ("Investment-grade spreads widened.", "High-yield spreads widened."),
    ("Fixed-rate loans fell.", "Floating-rate loans fell."),
    ("Analysts raised their estimates.", "Investors raised their estimates."),
    ("Domestic demand fell.", "Overseas demand fell."),
    ("Gas prices rose.", "Oil prices rose."),
    ("Ida Roe, an economist, expects a recession.", "Ida Roe, a strategist, expects a recession."),
]
"""Two things of which neither bears out the other."""


@pytest.mark.parametrize(("text", "sentence"), OTHER_THINGS)
def test_what_the_span_does_not_say_is_refused(text: str, sentence: str) -> None:
    assert not stands(sentence, text)
    assert stands(text, text)


@pytest.mark.parametrize(("text", "sentence"), SAME_THINGS)
def test_what_the_span_says_in_other_words_stands(text: str, sentence: str) -> None:
    assert stands(sentence, text)


@pytest.mark.parametrize(("one", "other"), KINDS)
def test_a_thing_of_one_kind_is_not_told_of_another(one: str, other: str) -> None:
    assert not stands(other, one)
    assert not stands(one, other)


def test_a_speaker_whose_name_is_no_letters_ends_no_check() -> None:
    span = CitedSpan(mark="[1]", text="Gold rose.", persons=("\u200b",))
    assert check_sentence("Gold rose [1].", [span]).stands


def test_a_person_called_like_a_month_is_no_month() -> None:
    span = CitedSpan(mark="[1]", text="Gold is dear in March, he said.", persons=("Jan Kern",))
    assert check_sentence("Jan Kern said gold was dear in March [1].", [span]).stands


def test_words_about_an_officer_stand_whoever_speaks() -> None:
    text = "The finance chief expects to leave in May, its chief executive said."
    span = CitedSpan(mark="[1]", text=text, persons=("Ida Roe",), role="chief executive")
    assert check_sentence("The finance chief expects to leave in May [1].", [span]).stands
