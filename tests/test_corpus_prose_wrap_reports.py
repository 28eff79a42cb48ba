"""Whole reports of a day in markets: whose words a phrase is."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "a report of a day": (
        (
            "Stocks climb as soft jobs data feed hopes of a cut\n\nNEW YORK, Oct. 2 - U.S. "
            "stocks rose on Friday after a weaker-than-expected jobs report bolstered bets "
            "that the Federal Reserve will lower interest rates this month.\n\nThe S&P 500 "
            'gained 0.9%. The Nasdaq Composite added 1.3%.\n\n"Bad news is good news again, '
            "until it isn't,\" said Miriam Stolz, chief market strategist at Ridgeline "
            "Wealth in Milwaukee.\n\nEmployers added 41,000 jobs in September, the Labor "
            "Department said. The unemployment rate rose to 4.6%.\n\nTraders now see a 92% "
            "chance of a cut at the Oct. 28 meeting, according to CME's FedWatch tool.\n\n"
            "San Francisco Fed President Elena Duarte said in a speech that the labor market "
            'was "softer than I would like." Governor Mark Hollis, speaking separately in '
            "Dallas, said he would want to see the inflation data first.\n\nNot everyone is "
            'ready to celebrate. "The Fed cuts because something is wrong," wrote Garrett '
            "Yuen, who runs macro strategy at Evercore ISI. He expects earnings estimates to "
            "come down in January. In his view the index is worth 6,400.\n\nAmong individual "
            "stocks, Velmora Motors fell 3.4% after Bernstein cut the carmaker to "
            "market-perform. The broker said orders in China had slowed. Lumen Rx jumped 18% "
            "after the drugmaker said its obesity pill met its goal in a late-stage trial. "
            '"This is a real drug," Leerink analyst Sofia Brandt wrote.\n\nBanks were mixed. '
            "Goldman Sachs rose 1% while Wells Fargo lost 0.6% after its finance chief, Paul "
            "Ricks, told a conference that loan growth would be flat in the quarter.\n\nGold "
            "hit a record. UBS raised its year-end target to $4,600 an ounce; its "
            'strategists see "insurance buying" by central banks. Crude fell 2%.\n\n"I\'m '
            'not chasing it," said Joan Petty, a portfolio manager at Ashford Street '
            "Capital, of the rally. Petty has raised cash to 9%, the most since 2022.\n\n"
            "Advancing issues outnumbered decliners by 2.1 to 1 on the NYSE.\n",
            (
                ("Bad news is", "Miriam Stolz", "Ridgeline Wealth"),
                ("softer than", "Elena Duarte", "San Francisco Fed"),
                ("inflation data first", "Mark Hollis", "Federal Reserve"),
                ("cuts because", "Garrett Yuen", "Evercore ISI"),
                ("come down in", "Garrett Yuen", "Evercore ISI"),
                ("worth 6,400", "Garrett Yuen", "Evercore ISI"),
                ("cut the carmaker", "", "Bernstein"),
                ("orders in China", "", "Bernstein"),
                ("met its goal", "", "Lumen Rx"),
                ("a real drug", "Sofia Brandt", "Leerink"),
                ("loan growth", "Paul Ricks", "Wells Fargo"),
                ("$4,600", "", "UBS"),
                ("insurance buying", "", "UBS"),
                ("not chasing", "Joan Petty", "Ashford Street Capital"),
                ("outnumbered", *NOBODY),
                ("92% chance", *NOBODY),
            ),
        ),
    ),
    "a report of a weak day": (
        (
            "Wall Street slips as yields jump; Dorn Air tumbles\n\nBy Pat Quillen\n\nJuly 9 "
            "(Northern Press) - U.S. stocks ended lower on Thursday as Treasury yields hit "
            "their highest since February after a weak 30-year auction.\n\nThe Dow Jones "
            "Industrial Average fell 0.6%, the S&P 500 lost 0.8% and the Nasdaq dropped "
            '1.1%.\n\n"When the long bond sneezes, everything with a multiple catches cold," '
            "said Renee Falk, co-chief investment officer at Truist Advisory in Atlanta.\n\n"
            "Falk added that she was using the weakness to buy utilities.\n\nThe auction "
            '"was as ugly as they come," said Tom Grassley at BMO, where he heads U.S. rates '
            "strategy. Grassley sees the 10-year yield at 5% by autumn. His counterpart at "
            'Jefferies, Anil Soman, disagreed, arguing that foreign buyers would return "as '
            'soon as the number begins with a five."\n\nFederal Reserve Bank of Dallas '
            'President Carol Nunn told an audience in Waco that rates were "in a good '
            'place". The Fed next meets on July 28.\n\nDorn Air slid 12% after the carrier '
            'cut its profit outlook, blaming storms and fuel. "The third quarter is not '
            'shaping up as we hoped," CEO Vic Landry said in a memo to staff seen by '
            "Northern Press. Raymond James downgraded the shares to market perform, and its "
            'analyst Savi Roth said the guidance "may not be the last cut."\n\nRival Skyway '
            "fell 4% in sympathy. United was little changed.\n\nApple gained 1.2%. Wedbush's "
            "Dan Iverson, a long-time bull, told clients that demand in China had turned "
            '"from headwind to tailwind". He has a $320 price target.\n\nOil rose for a '
            "third day; Brent is heading for $80, say traders at Vitol, if the strait stays "
            'shut.\n\n"I would not call it a correction. I would call it Thursday," said '
            "Falk.\n",
            (
                ("long bond sneezes", "Renee Falk", "Truist"),
                ("buy utilities", "Renee Falk", "Truist"),
                ("ugly as", "Tom Grassley", "BMO"),
                ("at 5% by", "Tom Grassley", "BMO"),
                ("begins with a five", "Anil Soman", "Jefferies"),
                ("in a good place", "Carol Nunn", "Dallas Fed"),
                ("not shaping up", "Vic Landry", "Dorn Air"),
                ("to market perform", "", "Raymond James"),
                ("the last cut", "Savi Roth", "Raymond James"),
                ("to tailwind", "Dan Iverson", "Wedbush"),
                ("$320 price", "Dan Iverson", "Wedbush"),
                ("for $80", "", "Vitol"),
                ("call it Thursday", "Renee Falk", "Truist"),
                ("in sympathy", *NOBODY),
            ),
        ),
    ),
    "an Indian market report": (
        (
            "Nifty ends flat as bank stocks weigh; Zentra jumps on order win\n\nMumbai: "
            "Benchmark indices ended little changed on Tuesday as losses in private banks "
            'offset gains in IT.\n\n"The market is waiting for the RBI," said Deepa Nair, '
            "head of research at Kotmal Securities. The brokerage has a year-end Nifty "
            "target of 27,500.\n\nV K Rajan, chief investment strategist at Geonit "
            'Financial, said FII selling would not stop until the rupee does. "They sell the '
            'rupee first and ask later," he added.\n\nZentra Ltd soared 9% after it won a Rs '
            "2,400 crore order from the railways. Motilal Oswal upgraded the stock to Buy "
            'with a target of Rs 1,150, while Nuvara kept Hold, saying that execution "has '
            'been the problem, not orders".\n\nAmong other brokerage calls, Jefferies '
            "initiated coverage on Apex Cements with Underperform; Citi maintained Sell on "
            "Delta Paints, citing weak demand; and CLSA cut Bharat Motors to Outperform from "
            "Buy.\n\nTechnically, the index must hold 26,800, says Rupak De of LKM. Below "
            "that, 26,500 is likely, he said.\n\nFinance Minister Anita Rao told Parliament "
            "that the deficit target would be met. Opposition leader Kiran Joshi called the "
            'claim "creative".\n\n(With inputs from agencies. Disclaimer: views of experts '
            "are their own.)\n",
            (
                ("waiting for the RBI", "Deepa Nair", "Kotmal Securities"),
                ("27,500", "", "Kotmal Securities"),
                ("would not stop", "V K Rajan", "Geonit"),
                ("ask later", "V K Rajan", "Geonit"),
                ("to Buy with", "", "Motilal Oswal"),
                ("not orders", "", "Nuvara"),
                ("with Underperform", "", "Jefferies"),
                ("maintained Sell", "", "Citi"),
                ("Outperform from Buy", "", "CLSA"),
                ("hold 26,800", "Rupak De", "LKM"),
                ("is likely", "Rupak De", "LKM"),
                ("would be met", "Anita Rao", ANY),
                ("creative", "Kiran Joshi", ANY),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
