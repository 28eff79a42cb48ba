"""Whose words they are where an office, an act, a reckoning or a turn tells it: sentences of every class."""

import pytest
from prose import NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "officers of a function": (
        (
            "Velmora Motors fell 6%. Output was holding up, the carmaker said. It will close a plant, "
            "finance director Ottavia Brandt said.",
            (("close a plant", "Ottavia Brandt", "Velmora Motors"),),
        ),
        (
            'Velmora Motors rose 4%. "Every car is sold," investor-relations head Ulf Sørby told a briefing. '
            "Exports, he went on, would double.",
            (
                ("Every car", "Ulf Sørby", "Velmora Motors"),
                ("would double", "Ulf Sørby", "Velmora Motors"),
            ),
        ),
        (
            "The World Trade Organization cut its forecast for goods trade to 1%. "
            '"A quota is a wall," said its director general, Maren Oduya, who nonetheless expects a rebound.',
            (
                ("A quota", "Maren Oduya", "World Trade Organization"),
                ("a rebound", "Maren Oduya", "World Trade Organization"),
            ),
        ),
        (
            "The Swiss National Bank kept its rate at zero. Governing board member Reto Amstutz said it "
            "would stay alert.",
            (("stay alert", "Reto Amstutz", "Swiss National Bank"),),
        ),
        (
            "UBS turned on Asia. Its head of Asia-Pacific strategy, Wanda Iveson, called Korea dear.",
            (("called Korea", "Wanda Iveson", "UBS"),),
        ),
        (
            '"Nobody wants paper," said Tilda Rask, who runs Leeds consultancy Orrin Pulp Analytics.',
            (("Nobody wants", "Tilda Rask", "Orrin Pulp Analytics"),),
        ),
        (
            "HSBC started the stock at Hold; its analyst, Dr. Imke Vos, believes the pill has rivals.",
            (("the pill", "Imke Vos", "HSBC"),),
        ),
        (
            "And Barclays's own chief European strategist, Lutz Quandt, downgraded banks in May. "
            "He argued that margins had peaked.",
            (
                ("downgraded banks", "Lutz Quandt", "Barclays"),
                ("had peaked", "Lutz Quandt", "Barclays"),
            ),
        ),
    ),
    "who was just named is of the house": (
        (
            "Sigrun Vallely does not mind being early.\n\nThe Citi strategist spent the spring selling oil. "
            'On Friday she threw in the towel, upgrading energy to overweight.\n\n"I was early," Vallely said.',
            (
                ("upgrading energy", "Sigrun Vallely", "Citi"),
                ("I was early", "Sigrun Vallely", "Citi"),
            ),
        ),
        (
            'Beside Tilda Rask hangs a map. Her firm, Rask Harbour Credit, buys bad loans. "They mend," she says.',
            (("They mend", "Tilda Rask", "Rask Harbour Credit"),),
        ),
        (
            "Tilda Rask of ING made a list. Rask's list begins with trade. Duties would hurt most, she said.",
            (("hurt most", "Tilda Rask", "ING"),),
        ),
        (
            '"It is short of zinc," Ewan Brodie of Macquarie said. The Scot, who joined in 2021, said prices '
            "would double.",
            (("would double", "Ewan Brodie", "Macquarie"),),
        ),
        (
            "Ida Roe and Nils Brandt, who jointly run a fund at Schroders, bought banks. UBS had sold them. "
            '"We waited for years," they wrote.',
            (("We waited", "Ida Roe & Nils Brandt", "Schroders"),),
        ),
        (
            "At ING, Sandip Deshpande said the guidance looked rosy, because it assumed no strike. The bank "
            "rates the stock hold.",
            (("looked rosy", "Sandip Deshpande", "ING"), ("assumed no", "Sandip Deshpande", "ING")),
        ),
        (
            "According to a note from UBS's Ida Roe, a warehouse contract with Costco could add a tenth to sales. "
            '"We missed it," Roe said.',
            (("could add", "Ida Roe", "UBS"), ("We missed", "Ida Roe", "UBS")),
        ),
        (
            "Nils Brandt at Schroders in London sees value in copper.",
            (("value in copper", "Nils Brandt", "Schroders"),),
        ),
    ),
    "two companies in the paragraph before": (
        (
            "Velmora Motors has agreed to buy Tarn Axles. Velmora Motors will pay in shares.\n\nVelmora Motors "
            'fell 8%. Tarn Axles rose 19%.\n\nChief executive Ida Roe was unmoved. "They will thank us," she said.',
            (("thank us", "Ida Roe", "Velmora Motors"), ("agreed to buy", *NOBODY)),
        ),
        (
            "Citi goes furthest. Crude could fall to $50 unless OPEC acts, its analysts said.",
            (("could fall", "", "Citi"),),
        ),
        (
            "OPEC is calmer. In its own report, the producer group left its forecast for demand at 1.4 million.",
            (("left its forecast", "", "OPEC"),),
        ),
        (
            "Berenberg was harsher. The German bank downgraded Velmora Motors to hold. Its price target falls "
            "to 410p from 520p.",
            (("410p", "", "Berenberg"),),
        ),
    ),
    "acts and wagers": (
        (
            "Ida Roe of ING looks for parity by May. He looks for his keys.",
            (("parity", "Ida Roe", "ING"),),
        ),
        (
            "Ida Roe runs a fund at Schroders. She looks for 4,100 by June. She has been buying gilts.",
            (("4,100", "Ida Roe", "Schroders"), ("buying gilts", "Ida Roe", "Schroders")),
        ),
        (
            "Truist takes its target to $107 from $124 and keeps Hold.",
            (("$107", "", "Truist"), ("keeps Hold", "", "Truist")),
        ),
        ("Morgan Stanley stays Equal-weight.", (("Equal-weight", "", "Morgan Stanley"),)),
        (
            "Jefferies analyst Ida Roe kept his buy, with some doubts.",
            (("kept his buy", "Ida Roe", "Jefferies"),),
        ),
        (
            "Citi opened a 90-day negative catalyst watch on Boeing.",
            (("catalyst watch", "", "Citi"),),
        ),
        (
            "Ida Roe of ING named copper and tin as her top picks.",
            (("top picks", "Ida Roe", "ING"),),
        ),
        (
            'Ida Roe of ING left her "hold" recommendation in place.',
            (("recommendation", "Ida Roe", "ING"),),
        ),
        (
            "Goldman Sachs has lowered its Brent range to between $70 and $85.",
            (("Brent range", "", "Goldman Sachs"),),
        ),
        ("Ida Roe of ING put the drop down to duties.", (("duties", "Ida Roe", "ING"),)),
        (
            'ING analysts spoke of "a wall of orders" and expect more.',
            (("a wall", "", "ING"), ("expect more", "", "ING")),
        ),
        (
            "BlackRock's Investment Institute is neutral on long Treasuries.",
            (("is neutral", "", "BlackRock"),),
        ),
        ("UBS worked on the sale. Velmora is selling well.", (("selling well", *NOBODY),)),
    ),
    "reckonings": (
        (
            "A house costs a tenth more, by the reckoning of Barclays strategists.",
            (("a tenth more", "", "Barclays"),),
        ),
        (
            "Jefferies rates the stock buy. Its land alone is worth $35 a share, by the broker's reckoning.",
            (("land alone", "", "Jefferies"),),
        ),
        (
            "Hugo Dembo of Barclays is wary. The bank's central case has the default rate at 7%.",
            (("central case", "", "Barclays"),),
        ),
        (
            "Renata Sá of Itaú is calm. Her team's forecast is for 5.80 per dollar.",
            (("5.80", "Renata Sá", "Itau"),),
        ),
        (
            "Nine loans in ten now let them, Covenant Review found.",
            (("Nine loans", "", "Covenant Review"),),
        ),
        (
            "Stocks of crude fell last week, the Energy Information Administration reported, against forecasts.",
            (("Stocks of crude", "", "Energy Information Administration"),),
        ),
        (
            "The yen fell before the Bank of Japan met. Board member Shun Abe was quoted by a daily as saying there "
            'was "no merit in haste".',
            (("no merit", "Shun Abe", "Bank of Japan"),),
        ),
    ),
}
PODCAST = """The Long Carry, episode 9

Host: Petra Lindqvist. Guests: Ida Roe, chief economist at ING, and Nils Brandt, founder of Orrin Freight Research.

Ida Roe, for her part, argues that the surprise is a good one: rents, in her telling, have peaked.

PETRA LINDQVIST: You called this a one-dish kitchen.

IDA ROE: Four firms make half the profit.

LINDQVIST: Goldman Sachs estimates that spending doubles. What about that?

NILS BRANDT: I do not think it stops.

LINDQVIST: Last one.

ROE: I would want 5% first.

BRANDT: Three years at most."""


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)


def test_a_host_asks_and_what_she_tells_of_others_is_theirs() -> None:
    check_speakers(
        PODCAST,
        (
            ("have peaked", "Ida Roe", "ING"),
            ("one-dish kitchen", *NOBODY),
            ("Four firms", "Ida Roe", "ING"),
            ("spending doubles", "", "Goldman Sachs"),
            ("What about that", *NOBODY),
            ("it stops", "Nils Brandt", "Orrin Freight Research"),
            ("Last one", *NOBODY),
            ("want 5%", "Ida Roe", "ING"),
            ("Three years", "Nils Brandt", "Orrin Freight Research"),
        ),
    )


def test_a_heading_in_capitals_is_no_firm() -> None:
    check_speakers(
        'SECTOR REPORT\n\nFifth Third said it had closed a deal. "We are ahead," quipped CEO Warren Dale.',
        (("We are ahead", "Warren Dale", "Fifth Third"),),
    )
