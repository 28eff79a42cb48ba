"""Persons and institutions in news prose: of which firm each is, where several are near."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "long inversions": (
        (
            '"The tide has turned," said Marta Kowal, who has run the income fund at '
            "Berenberg for ten years and before that covered miners at Citi, adding that she "
            "had sold her banks.",
            (
                ("The tide", "Marta Kowal", "Berenberg"),
                ("sold her banks", "Marta Kowal", "Berenberg"),
            ),
        ),
        (
            'The rally is "running on fumes," warned Peter Lund, a former Riksbank official '
            "who now heads research at Nordea, in a note on Tuesday.",
            (("running on fumes", "Peter Lund", "Nordea"),),
        ),
        (
            '"Rates will stay here," predicts Rosa Klein, whose firm, Orrin Capital, manages '
            "$4 billion for pension funds in the Midwest.",
            (("Rates will", "Rosa Klein", "Orrin Capital"),),
        ),
        (
            "Margins have peaked, argues Dario Conti, the analyst at Kepler Cheuvreux who "
            "was first to cut his forecasts in the spring.",
            (("Margins have", "Dario Conti", "Kepler Cheuvreux"),),
        ),
    ),
    "two banks near": (
        (
            "Savita Lindholm, an equity strategist at Bank of America, wrote that growers "
            "lag. Even Citi has told clients that bitcoin is no substitute for income: its "
            'target of $118,000, the bank noted drily, "comes with no record date".',
            (("comes with no", "", "Citi"),),
        ),
        (
            "Barclays expects a cut in May. HSBC, by contrast, sees none before autumn; the "
            "bank said inflation was sticky.",
            (
                ("sees none", "", "HSBC"),
                ("was sticky", "", "HSBC"),
            ),
        ),
        (
            "UBS analysts raised Velmora to buy. JPMorgan disagrees. The bank said the "
            "shares were dear.",
            (("were dear", "", "JPMorgan"),),
        ),
    ),
    "central bank and its branches": (
        (
            "The Federal Reserve lowered its benchmark rate on Wednesday. Cleveland Fed "
            "President Lorna Mayhew would have left rates where they were.\n\nIn its "
            'statement the central bank said that job gains had "slowed to a crawl."  Its '
            "new projections show unemployment at 4.7%.",
            (
                ("slowed to", "", "Federal Reserve"),
                ("Its new projections", "", "Federal Reserve"),
            ),
        ),
        (
            "The Fed held rates on Wednesday. New York Fed President Ada Quist dissented. "
            "The central bank said the labour market was balanced.",
            (("was balanced", "", "Federal Reserve"),),
        ),
        (
            "The Bank of England held rates at 4%. The Federal Reserve cut last week. The "
            "central bank said services prices were still rising too fast, and Governor "
            "Andrew Bailey said it was in no hurry.",
            (
                ("services prices", *NOBODY),
                ("no hurry", "Andrew Bailey", "Bank of England"),
            ),
        ),
        (
            "The Riksbank held its rate. Its forecasts show one cut next year.",
            (("show one cut", "", "Riksbank"),),
        ),
    ),
    "colleagues": (
        (
            '"It was dovish," said Paula Grieve, head of rates at Pimco. Grieve\'s '
            'colleague Amar Bhandari was blunter: "They\'re behind."',
            (("They're behind", "Amar Bhandari", "PIMCO"),),
        ),
        (
            "Paula Grieve, head of rates at Pimco, sees two cuts. Her colleague Amar "
            "Bhandari sees three.",
            (("sees three", "Amar Bhandari", "PIMCO"),),
        ),
        (
            "Paula Grieve of Pimco sees two cuts. Amar Bhandari, a colleague, expects three.",
            (("expects three", "Amar Bhandari", "PIMCO"),),
        ),
    ),
    "firm told at the first mention only": (
        (
            "Coinbase shed 5% and Strategy fell 6%. Strategy CEO Paul Nystrom said the "
            "company will keep buying. Nystrom said he was not worried.",
            (("keep buying", "Paul Nystrom", "Strategy"),),
        ),
        (
            "Velmora's Rosa Klein opened the session. Later, Klein said orders were up.",
            (("orders were up", "Rosa Klein", "Velmora"),),
        ),
        (
            "The panel had Rosa Klein from Nordea and Peter Lund from Citi. Klein said rates "
            "would fall, and Lund said they would not.",
            (
                ("rates would fall", "Rosa Klein", "Nordea"),
                ("they would not", "Peter Lund", "Citi"),
            ),
        ),
        (
            "Alder Robotics, a maker of arms backed by SoftBank, is not profitable. Chief "
            "Executive Nadia Brandt told a newspaper the company would break even. She also "
            "said an IPO was not a goal.",
            (
                ("break even", "Nadia Brandt", "Alder Robotics"),
                ("not a goal", "Nadia Brandt", "Alder Robotics"),
            ),
        ),
    ),
    "a central bank's day": (
        (
            'ECB holds rates, Lagarde says policy is "in a good place"\n\nFRANKFURT, Sept 10 '
            "(Continental) - The European Central Bank left its deposit rate at 2% on "
            'Thursday, as expected, and said the economy had proved resilient.\n\n"We are in '
            'a good place, but it is not a fixed place," President Christine Lagarde said. '
            "She would not be drawn on December.\n\nThe bank's new projections put inflation "
            'at 1.7% next year and 1.9% in 2028. Growth was revised up to 1.2%.\n\n"This is '
            "as close to 'we're done' as a central banker gets,\" said Carsten Brems, global "
            "head of macro at ING. Frederik Ducros at Pictet said the bar for another cut "
            'was "very high", but he still expects one in March.\n\nBundesbank chief Joachim '
            "Nagel has warned against complacency. His French peer, Francois Villard, last "
            'week said the next move was "more likely down than up".\n\nTwo sources familiar '
            "with the discussion said that a minority of policymakers wanted to keep the "
            'word "data-dependent" out of the statement. An ECB spokesperson declined to '
            "comment.\n\nMoney markets see a 40% chance of a cut by June. UniCredit "
            'economists, led by Marco Valle, see none. "The ECB has moved on to worrying '
            "about the euro,\" they wrote.\n\nThe euro rose to $1.18. Commerzbank's Antje "
            'Prell called the reaction "a shrug".\n',
            (
                ("proved resilient", "", "European Central Bank"),
                ("not a fixed", "Christine Lagarde", "European Central Bank"),
                ("projections put", "", "European Central Bank"),
                ("we're done", "Carsten Brems", "ING"),
                ("very high", "Frederik Ducros", "Pictet"),
                ("one in March", "Frederik Ducros", "Pictet"),
                ("complacency", "Joachim Nagel", "Bundesbank"),
                ("down than up", "Francois Villard", ANY),
                ("a minority of", *NOBODY),
                ("led by Marco", "Marco Valle", "UniCredit"),
                ("worrying about", "Marco Valle", "UniCredit"),
                ("a shrug", "Antje Prell", "Commerzbank"),
            ),
        ),
    ),
    "long inversions, second wording": (
        (
            '"The window is shut," said Tim Roe, who joined Nomura from Citi in 2019 and '
            "runs its equity capital markets desk in Tokyo, adding that two deals had been "
            "pulled.",
            (
                ("window is shut", "Tim Roe", "Nomura"),
                ("been pulled", "Tim Roe", "Nomura"),
            ),
        ),
        (
            '"It hurts," said Ada Quist, who manages the small-cap fund at Tarn Capital, '
            "adding she had sold half her stake.",
            (
                ("It hurts", "Ada Quist", "Tarn Capital"),
                ("half her stake", "Ada Quist", "Tarn Capital"),
            ),
        ),
        (
            "Earnings will be cut again, says Lena Fox, who covers carmakers for Bernstein "
            "from London and has an underperform rating on the stock, noting that "
            "inventories are up.",
            (
                ("be cut again", "Lena Fox", "Bernstein"),
                ("are up", "Lena Fox", "Bernstein"),
            ),
        ),
        (
            'The buyback is "a fig leaf," argued Mary Osei, a partner at activist Tarn '
            "Capital, which owns 4% and has called for a sale, in a letter to the board.",
            (("a fig leaf", "Mary Osei", "Tarn Capital"),),
        ),
        (
            '"Nobody believes the number," said Jack Lind, founder of Kestrel, a research '
            "firm in Boston that sells forecasts to hedge funds.",
            (("believes the number", "Jack Lind", "Kestrel"),),
        ),
        (
            '"It was time," said Rosa Klein, 57, who will hand over to finance chief Dario '
            "Conti in May after nine years at the helm of Velmora Motors.",
            (("It was time", "Rosa Klein", "Velmora Motors"),),
        ),
        (
            '"We are late," Velmora Motors\' head of software, Owen Mackie, who was hired '
            "from Tesla last year, told employees.",
            (("We are late", "Owen Mackie", "Velmora Motors"),),
        ),
    ),
    "firm kept behind a surname": (
        (
            "Tim Roe of Nomura sees a cut. Markets agree. In March, Roe said, the bank will move.",
            (("will move", "Tim Roe", "Nomura"),),
        ),
        (
            "Tim Roe of Nomura sees a cut.\n\nStocks rose.\n\nGold fell.\n\nBonds were "
            "flat.\n\nOil rose.\n\nRoe said the dollar would weaken.",
            (("would weaken", "Tim Roe", "Nomura"),),
        ),
        (
            "Roe said the dollar would weaken. Tim Roe is a strategist at Nomura.",
            (("would weaken", "Tim Roe", "Nomura"),),
        ),
        (
            "Mr. Roe, who is at Nomura, said the dollar would weaken. Tim Roe has a good record.",
            (("would weaken", "Tim Roe", "Nomura"),),
        ),
        (
            "Nomura's Roe said the dollar would weaken. Citi's Osei said it would not.",
            (
                ("would weaken", "Roe", "Nomura"),
                ("would not", "Osei", "Citi"),
            ),
        ),
        (
            "Tim Roe of Nomura and Kim Roe of Citi disagree. Tim Roe said the dollar would "
            "weaken. Kim Roe said it would not.",
            (
                ("would weaken", "Tim Roe", "Nomura"),
                ("would not", "Kim Roe", "Citi"),
            ),
        ),
    ),
    "a cut in London": (
        (
            "Sterling slides after Bank of England surprise\n\nLONDON, Nov 6 - The pound "
            "fell 0.8% on Thursday after the Bank of England cut rates by a quarter point in "
            "a 5-4 vote that few had expected.\n\nGovernor Andrew Bailey, who switched "
            'sides, said the risk of waiting had become "larger than the risk of moving". '
            "Deputy Governor Clare Lombardelli and chief economist Huw Pill voted "
            'against.\n\n"He blinked," said Sanjay Rudd, chief UK economist at Capital '
            'Macro. "And he was right to."\n\nThe bank\'s forecasts showed inflation back '
            "at target by mid-2027. They assume two more cuts.\n\nMoney markets moved to "
            "price a further cut by March. HSBC, which had expected no change until "
            "February, brought forward its call; so did Nomura. Deutsche Bank's Sanjay Raja "
            "already had November pencilled in.\n\nChancellor Rachel Reeves welcomed the "
            "decision. Her shadow, Mel Stride, said it showed how weak the economy was.\n\n"
            '"The pound was priced for a hold, it got a cut, end of story," wrote Jane '
            "Foley's team at Rabobank. ING strategists see it at $1.28 by year-end.\n\n"
            "Mortgage lenders responded quickly. Nationwide said it would cut its tracker "
            'from December. Brokers were less impressed: "Fixed rates had this in the '
            'price," said Aaron Strutt of Trinity Financial.\n\nOne member of the committee, '
            "Catherine Mann, dissented in favour of a half-point move, minutes showed.\n",
            (
                ("larger than the", "Andrew Bailey", "Bank of England"),
                ("He blinked", "Sanjay Rudd", "Capital Macro"),
                ("right to", "Sanjay Rudd", "Capital Macro"),
                ("back at target", "", "Bank of England"),
                ("its call", "", "HSBC"),
                ("how weak", "Mel Stride", ANY),
                ("end of story", "Jane Foley", "Rabobank"),
                ("at $1.28", "", "ING"),
                ("cut its tracker", "", "Nationwide"),
                ("in the price", "Aaron Strutt", "Trinity Financial"),
                ("fell 0.8%", *NOBODY),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
