"""Faithful retellings in other words, each beside one that goes wrong in the same place."""

import pytest

from rag.checking.checked import CitedSpan, Verdict
from rag.checking.verify import check_sentence


def told(sentence: str, text: str, title: str | None = None) -> Verdict:
    span = CitedSpan(mark="[1]", text=text, outlet="Elm News", published="2026-08-27", title=title)
    return check_sentence(f"{sentence} [1].", [span]).verdict


def spoken(sentence: str, text: str, person: str, firm: str, role: str) -> Verdict:
    span = CitedSpan(mark="[1]", text=text, persons=(person,), firm=firm, role=role)
    return check_sentence(f"{sentence} [1].", [span]).verdict


@pytest.mark.parametrize(
    ("text", "faithful", "unfaithful"),
    [
        # numbers and dates written otherwise
        (
            "Rates were set at 4.25%-4.50% on Monday.",
            "Rates were set at 4.25% to 4.50%",
            "Rates were set at 4.25% to 4.75%",
        ),
        (
            "Growth will not exceed 2% in Elmland.",
            "Growth in Elmland will be no more than 2%",
            "Growth in Elmland will be more than 2%",
        ),
        (
            "Wages rose over fifty years.",
            "Wages rose over half a century",
            "Wages rose over a quarter of a century",
        ),
        (
            "All but three of twelve mills have shut.",
            "Nine of the twelve mills have shut",
            "Ten of the twelve mills have shut",
        ),
        (
            "It sees a one-in-four chance of a cut.",
            "It sees a 25% chance of a cut",
            "It sees a 40% chance of a cut",
        ),
        (
            "Cash makes up 12 per cent of the fund, against 5 a year ago.",
            "Cash makes up 12% of the fund, up from 5%",
            "Cash makes up 12% of the fund, up from 7%",
        ),
        (
            "Orders are taken until Sept. 30, it says.",
            "Orders are taken until September 30",
            "Orders are taken until November 30",
        ),
        (
            "Prices will stay flat until the middle of next year.",
            "Prices will stay flat until mid-2027",
            "Prices will stay flat until mid-2028",
        ),
        (
            "Rents will climb until the end of the decade.",
            "Rents will climb until 2030",
            "Rents will climb until 2033",
        ),
        (
            "The strike lasted into the new year.",
            "The strike lasted into next year",
            "The strike lasted into last year",
        ),
        (
            "Sales rose 3% in April-June.",
            "Sales rose 3% in the second quarter",
            "Sales rose 3% in the third quarter",
        ),
        (
            "Elm cut its stake to 40% from 45%.",
            "Elm cut its stake by five percentage points",
            "Elm cut its stake by nine percentage points",
        ),
        (
            "The margin widened by six basis points.",
            "The margin widened by six basis points",
            "The margin widened by six percentage points",
        ),
        (
            "Brill lowered its target to $40 from $52.",
            "Brill's new target of $40 is $12 lower",
            "Brill's new target of $40 is $18 lower",
        ),
        (
            "Net profit was $30m, or 12 cents a share.",
            "Net profit came to 12 cents a share, or $30m",
            "Net profit came to 15 cents a share, or $30m",
        ),
        (
            "The board has kept the yen forecast at 148 yen.",
            "The yen forecast stays at 148",
            "The yen forecast stays at 152",
        ),
        (
            "Funds sold shares for a sixth week.",
            "Funds sold shares six weeks in a row",
            "Funds sold shares four weeks in a row",
        ),
        # which way the numbers went
        (
            "Alder moved its target to $90 from $75.",
            "Alder raised its target to $90",
            "Alder lowered its target to $90",
        ),
        (
            "Output was 40 tons, compared with 52 a year earlier.",
            "Output fell to 40 tons",
            "Output climbed to 40 tons",
        ),
        (
            "Sales were $4.1bn. Analysts had expected $3.9bn.",
            "Sales of $4.1bn were above the $3.9bn expected",
            "Sales of $4.1bn were below the $3.9bn expected",
        ),
        (
            "Turnover was 9m shares, compared with an average of 11m.",
            "Turnover of 9m shares was below the average",
            "Turnover of 9m shares was above the average",
        ),
        # profit and loss
        (
            "Oak had a net loss of $9m, against a profit of $4m.",
            "Oak swung to a loss of $9m from a $4m profit",
            "Oak swung to a profit of $9m from a $4m loss",
        ),
        (
            "Oak lost $9m in the quarter.",
            "Oak had a quarterly loss of $9m",
            "Oak made $9m in the quarter",
        ),
        # denials
        (
            "She would not rule out a rights issue.",
            "She left open the possibility of a rights issue",
            "She ruled out a rights issue",
        ),
        (
            "He ruled out a share sale.",
            "A share sale is off the table, he said",
            "A share sale is on the table, he said",
        ),
        (
            "Bonds that pay nothing have risen 4%.",
            "Bonds that pay nothing have gained 4%",
            "Bonds that pay nothing have not risen",
        ),
        (
            "I'd be surprised if the boom lasted.",
            "The speaker doubts that the boom will last",
            "The speaker expects the boom to last",
        ),
        (
            "The bank left its rate where it was.",
            "The bank made no change to its rate",
            "The bank raised its rate",
        ),
        (
            "No branch has lost deposits.",
            "No branch lost deposits",
            "Some branches have lost deposits",
        ),
        (
            "The yield will decline to 3% from 4%.",
            "The yield will fall to 3%",
            "The yield will not fall to 3%",
        ),
        # comparisons
        (
            "Copper is a safer bet than tin.",
            "Copper is a safer bet than tin",
            "Tin is a safer bet than copper",
        ),
        (
            "Tin looks dear; copper is the better value.",
            "Copper is better value than tin",
            "Tin is better value than copper",
        ),
        (
            "Copper is less attractive than tin.",
            "Tin is more attractive than copper",
            "Copper is more attractive than tin",
        ),
        (
            "The outcome depends more on rain than on prices.",
            "The outcome depends more on rain than on prices",
            "The outcome depends more on prices than on rain",
        ),
        (
            "He would rather own timber than farmland.",
            "He would rather own timber than farmland",
            "He would rather own farmland than timber",
        ),
        (
            "Miners trade at a discount to refiners.",
            "Miners trade at a discount to refiners",
            "Refiners trade at a discount to miners",
        ),
        # who does what to whom
        (
            "Brill, the biggest of the lenders, has bought Alder Bank.",
            "Brill has bought Alder Bank",
            "Alder Bank has bought Brill",
        ),
        ("The fund is short cocoa.", "The fund is betting against cocoa", "The fund is long cocoa"),
        # conditions
        (
            "Freight rates will double if the canal stays shut.",
            "Freight rates will double if the canal remains shut",
            "Freight rates will double",
        ),
        (
            "Cocoa will recover, provided that rains arrive.",
            "Cocoa will recover provided that rains arrive",
            "Cocoa will recover",
        ),
        (
            "The agency will cut the rating should debts rise.",
            "The agency will cut the rating if debts rise",
            "The agency will cut the rating",
        ),
        (
            "Should the talks fail, the mill closes.",
            "The mill closes should the talks fail",
            "The mill closes",
        ),
        (
            "Hail in June would ruin the vines.",
            "Hail in June would ruin the vines",
            "The vines are ruined",
        ),
        (
            "He will wait for 6% before adding to his vines.",
            "He will wait for 6% before adding to his vines",
            "He will add to his vines",
        ),
        (
            "Elm prefers copper, where stocks are low.",
            "Elm prefers copper",
            "Elm prefers tin to copper",
        ),
        (
            "Both mills will be sold within three years.",
            "Both mills will be sold within three years",
            "Both mills will be sold within two years",
        ),
        (
            "Turnover was 9m shares, compared with a 50-day average of 11m.",
            "Turnover of 9m shares was below its 50-day average",
            "Turnover of 9m shares was above its 50-day average",
        ),
        # each decided by one rule alone
        (
            "The fund is short cocoa, which has a long history.",
            "The fund is short cocoa",
            "The fund is long cocoa",
        ),
        (
            "Exports of soybeans and beef to Asia rose 4% in May.",
            "Exports of soybeans and beef to Asia gained 4% in May",
            "Exports of soybeans and beef to Asia rose 4% in May to a record high",
        ),
        ("No single loan is above $5m.", "No loan exceeds $5m", "Some of its loans exceed $5m"),
        (
            "Elm Robotics, which makes arms for warehouses, is considering a listing in New York in May.",
            "Elm Robotics is considering a listing in New York in May",
            "Elm Robotics, which makes arms for warehouses, has decided on a listing in New York in May",
        ),
        (
            "Sales were $4.1bn. Analysts had expected $3.9bn.",
            "Sales of $4.1bn topped the $3.9bn consensus",
            "Sales of $4.1bn trailed the $3.9bn consensus",
        ),
        (
            "Elm prefers copper, where stocks are low; tin is plentiful.",
            "Elm prefers copper",
            "Elm prefers tin to copper",
        ),
        (
            "A reading under 40 would put a rescue back on the agenda.",
            "A rescue would be back on the agenda if the reading were under 40",
            "A rescue is back on the agenda",
        ),
        (
            "Alder shut a mill in Peru after a strike over pay.",
            "Alder closed a mill in Peru after a strike over pay",
            "Alder shut a mill in Peru after a strike over pay and cut its dividend",
        ),
        (
            "The board left its rate unchanged at 2%, though two members called for a cut in it.",
            "Two members called for cutting the rate, but the board left it unchanged at 2%",
            "Two members called for raising the rate, but the board left it unchanged at 2%",
        ),
        (
            "Crude stocks fell by 7m barrels, against a forecast drop of 2m.",
            "Crude stocks fell by 7m barrels, far more than the 2m drop that was forecast",
            "Crude stocks fell by 7m barrels, far less than the 2m drop that was forecast",
        ),
        (
            "Elm is unhappy with the delay of the bridge.",
            "Elm, which has bemoaned it, regretted the delay of the bridge",
            "Elm, which has bemoaned the strike, regretted the delay of the harbour",
        ),
        (
            "Elm, the fund, wants Oak to go further with its overhaul of the mills.",
            "Elm, the fund, wants Oak to go further with its overhaul of the mills",
            "Elm, the fund, has forced Oak to go further with its overhaul of the mills",
        ),
        (
            "Oak posted a net loss of $48m for the second quarter, compared with a profit of $31m a year earlier.",
            "Oak swung to a second-quarter loss of $48 million from a $31 million profit a year ago",
            "Oak swung to a second-quarter profit of $48 million from a $31 million loss a year ago",
        ),
        (
            "Services had their best quarter, 12% up.",
            "Services grew 12% in their best quarter",
            "Services shrank 12% in their best quarter",
        ),
        (
            "Birch raised Oak to buy from hold on Monday.",
            "Birch turned bullish on Oak, lifting it to buy",
            "Birch turned bearish on Oak, lifting it to buy",
        ),
        (
            "Turnover was 9m shares, compared with an average of 11m.",
            "Turnover came in at 9m shares, undershooting the 11m average",
            "Turnover came in at 9m shares, overshooting the 11m average",
        ),
        (
            "Brill's shares have lost 9% after it warned that orders would be lower.",
            "Brill's shares have lost 9% after it warned of lower orders",
            "Brill's shares have lost 9% after it warned of lower orders and cut its dividend",
        ),
        (
            "U.S. crude stocks fell by 7 million barrels, the agency said, against a forecast drop of 2 million.",
            "US crude inventories declined by 7 million barrels, far more than the 2-million-barrel draw expected",
            "US crude inventories declined by 2 million barrels, as expected",
        ),
        # what is not settled
        (
            "Alder is considering a listing in May.",
            "Alder is considering a listing in May",
            "Alder has decided on a listing in May",
        ),
        ("Levies might hurt growers.", "Levies might hurt growers", "Levies are hurting growers"),
        (
            "The merger has yet to be cleared by the court.",
            "The merger has yet to be cleared by the court",
            "The merger has been cleared by the court",
        ),
        # additions
        (
            "Exports rose 4% after a drought.",
            "Exports rose 4% after a drought",
            "Exports rose 4% to a record high",
        ),
        (
            "The port closed because of protests.",
            "The port shut due to protests",
            "The port closed because of protests by farmers",
        ),
        ("Alder shut a mill.", "Alder shut a mill", "Alder shut a mill and cut its dividend"),
        ("Output tripled.", "Output rose threefold", "Output rose fourfold"),
        (
            "The airline will fly to Oslo.",
            "The airline plans to fly to Oslo",
            "The airline plans to scrap flights to Oslo",
        ),
    ],
)
def test_a_retelling_stands_and_its_faulty_neighbour_does_not(
    text: str, faithful: str, unfaithful: str
) -> None:
    assert told(faithful, text) == "supported"
    assert told(unfaithful, text) != "supported"


@pytest.mark.parametrize(
    ("text", "sentence", "verdict"),
    [
        ("Copper is a safer bet than tin.", "Tin is a safer bet than copper", "contradicted"),
        ("Oak had a net loss of $9m.", "Oak had a net profit of $9m", "contradicted"),
        ("Net income fell to $71m from $88m.", "Oak reported a net loss of $71m", "contradicted"),
        (
            "Alder lowered its forecast for industry profit this year to $32bn.",
            "Alder expects the industry to lose $32bn this year",
            "contradicted",
        ),
        (
            "Alder recommends buying the rand against the lira.",
            "Alder recommends buying the lira against the rand",
            "contradicted",
        ),
        (
            "Doe said the shortage puts a floor under rents, though not necessarily under the shares.",
            "Doe said the shortage puts a floor under both rents and the shares",
            "contradicted",
        ),
        (
            "Doe said the shortage puts a floor under rents, though not necessarily under the shares.",
            "Doe said the shortage puts a floor under rents",
            "supported",
        ),
        (
            "Doe said the shortage puts a floor under rents, though not necessarily under the shares.",
            "Doe said the shortage puts a floor under rents but not under the shares",
            "supported",
        ),
        (
            "Sales were $4.1bn. Analysts had expected $3.9bn.",
            "Sales of $4.1bn missed the $3.9bn expected",
            "contradicted",
        ),
        (
            "Alder moved its target to $90 from $75.",
            "Alder reduced its target to $90",
            "contradicted",
        ),
        (
            "Freight rates will double if the canal stays shut.",
            "Freight rates will double",
            "unsupported",
        ),
        (
            "Birch Bank expects a cut in May, while Cedar Bank sees none before July.",
            "Cedar Bank expects a cut in May",
            "misattributed",
        ),
    ],
)
def test_a_fault_is_called_by_its_name(text: str, sentence: str, verdict: Verdict) -> None:
    assert told(sentence, text) == verdict


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "The Bank of Canada cut its key rate.",
            "Canada's central bank lowered its benchmark rate",
        ),
        ("The real rose 2% on Friday.", "The Brazilian real gained 2% on Friday"),
        ("A mine in Peru flooded.", "A Peruvian mine flooded"),
        ("The Office of Rail Safety fined Oak.", "The ORS fined Oak"),
        (
            "Tokyo declined to comment on the levy.",
            "The Japanese authorities declined to comment on the levy",
        ),
        ("The ten-year rose to 4.2%.", "The ten-year yield rose to 4.2%"),
        ("Low-income families are spending less.", "Poorer families are spending less"),
        ("Trucks were stopped at the border.", "Lorries were stopped at the border"),
        ("All nine members backed the move.", "The move was unanimous"),
        ("Birch went to buy from hold on Oak.", "Birch turned positive on Oak, moving it to buy"),
        ("Margins are under pressure from rents.", "Margins are being squeezed by rents"),
        ("Wheat hit a two-year high.", "Wheat climbed to a two-year high"),
        (
            "Sales came in short of the $5m that was forecast.",
            "Sales missed the $5m that was forecast",
        ),
        ("The stock rose as orders grew.", "The stock rose, helped by growing orders"),
        (
            "Alder, people familiar with the matter said, may list.",
            "Alder may list, according to people with knowledge of the plans",
        ),
        ("Rents fell 3%.", "Rents, by contrast, fell 3%"),
        ("Bookings are down 8% on a year ago.", "Bookings are 8% below last year's level"),
        ("Oil went below $60.", "Oil dropped under $60"),
        ("Its order book is at $3bn.", "Its backlog is at $3bn"),
        ("Grocers like Alder.", "Alder is favoured by grocers"),
    ],
)
def test_another_name_or_word_for_the_same_stands(text: str, sentence: str) -> None:
    assert told(sentence, text) == "supported"


def test_numbers_of_a_title_and_its_words_bear_a_sentence_out() -> None:
    title = "Cocoa closes at five-week low"
    assert (
        told("Cocoa fell to its lowest in five weeks", "Cocoa fell 3%.", title=title) == "supported"
    )
    assert (
        told("Cocoa fell to its lowest in nine weeks", "Cocoa fell 3%.", title=title) != "supported"
    )


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Alder's finance chief, Ann Reed, said that rents are falling", "supported"),
        ("Alder's chief executive, Ann Reed, said that rents are falling", "unsupported"),
        ("Reed, Alder's chief executive, said that rents are falling", "unsupported"),
        ("Alder's CFO said that rents are falling", "supported"),
        ("Alder's chief executive said that rents are falling", "misattributed"),
    ],
)
def test_one_office_is_not_another(sentence: str, verdict: Verdict) -> None:
    text = "Rents are falling."
    assert spoken(sentence, text, "Ann Reed", "Alder", "chief financial officer") == verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Deputy governor Ann Reed of Cedar Bank said that rents are falling", "supported"),
        ("Cedar Bank's governor Ann Reed said that rents are falling", "unsupported"),
        ("Cedar Bank's governor said that rents are falling", "misattributed"),
    ],
)
def test_a_deputy_is_not_the_one_deputised_for(sentence: str, verdict: Verdict) -> None:
    assert (
        spoken(sentence, "Rents are falling.", "Ann Reed", "Cedar Bank", "deputy governor")
        == verdict
    )


def test_a_surname_that_is_a_common_word_is_a_name() -> None:
    verdict = spoken(
        "Brand expects rents to fall", "Rents will fall.", "Ada Brand", "Elm", "economist"
    )
    assert verdict == "supported"
