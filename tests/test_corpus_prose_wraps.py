"""Market wraps: strategists, movers, central bankers and desks."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "market wraps": (
        (
            'Stocks rose on Tuesday. "Investors want to believe," said Hannah Croft, chief '
            'market strategist at LPL Financial in Charlotte. "The data is letting them."',
            (
                ("want to believe", "Hannah Croft", "LPL"),
                ("letting them", "Hannah Croft", "LPL"),
            ),
        ),
        (
            "The S&P 500 added 0.4%. Velmora Motors jumped 7% after the carmaker raised its "
            "outlook. UBS upgraded Orrin Foods to buy, sending it up 3%.",
            (("upgraded", "", "UBS"),),
        ),
        (
            '"It\'s a relief rally," said Jack Tarn, who helps oversee $40 billion at Tarn '
            "Capital. Others were more guarded: Mary Osei of Invesco said positioning had "
            "become stretched.",
            (
                ("relief rally", "Jack Tarn", "Tarn Capital"),
                ("stretched", "Mary Osei", "Invesco"),
            ),
        ),
        (
            'Fed funds futures price in two cuts, CME\'s tool shows. "Two is generous," '
            "said Mary Osei, an economist at Invesco. Fed Governor Ada Quist said on Monday "
            'that policy was "well positioned".',
            (
                ("Two is", "Mary Osei", "Invesco"),
                ("well positioned", "Ada Quist", "Federal Reserve"),
            ),
        ),
        (
            "Treasury yields fell. The move reflects fear, not hope, according to Bob Lyle "
            "of Western Asset.",
            (("reflects fear", "Bob Lyle", "Western Asset"),),
        ),
        (
            '"There was nowhere to hide," Jack Tarn, a trader at Jefferies in New York, said '
            'by phone. "Even gold fell."',
            (
                ("nowhere to", "Jack Tarn", "Jefferies"),
                ("Even gold", "Jack Tarn", "Jefferies"),
            ),
        ),
        (
            "Strategists at Goldman Sachs led by Ben Snow see the index at 7,600 by "
            "year-end; Morgan Stanley's Mike Wills is at 7,800. Both cite earnings.",
            (
                ("7,600", "Ben Snow", "Goldman Sachs"),
                ("7,800", "Mike Wills", "Morgan Stanley"),
            ),
        ),
        (
            "Bank of America's monthly survey showed fund managers were the most bullish "
            "since 2021.",
            (("most bullish", "", "Bank of America"),),
        ),
        (
            'In a note titled "Mind the Gap", Barclays strategists including Lena Fox wrote '
            "that breadth was narrowing.",
            (("breadth was", "Lena Fox", "Barclays"),),
        ),
        (
            "Deutsche Bank economists now see the Fed on hold until March. They had "
            "previously expected a cut in December.",
            (
                ("on hold", "", "Deutsche Bank"),
                ("had previously", "", "Deutsche Bank"),
            ),
        ),
        (
            '"The Fed is trapped," she said. Earlier, Lena Fox of Barclays had said the '
            "economy was fine.",
            (
                ("The Fed is trapped", *NOBODY),
                ("economy was fine", "Lena Fox", "Barclays"),
            ),
        ),
        (
            "Boeing rose 2% and Caterpillar 3%. Advancers beat decliners. Oil settled at "
            "$67, with traders citing supply.",
            (
                ("Oil settled", *NOBODY),
                ("Boeing rose", *NOBODY),
            ),
        ),
        (
            'Investors are "whistling past it", Lena Fox, global strategist at Barclays, '
            "wrote to clients on Friday. She likes banks.",
            (
                ("whistling", "Lena Fox", "Barclays"),
                ("likes banks", "Lena Fox", "Barclays"),
            ),
        ),
        (
            "One risk is tariffs, say economists at Nomura, who estimate that they add 0.3 "
            "points to inflation.",
            (
                ("One risk", "", "Nomura"),
                ("add 0.3", "", "Nomura"),
            ),
        ),
        (
            'What would change her mind? "A bad auction," said Lena Fox of Barclays.',
            (("bad auction", "Lena Fox", "Barclays"),),
        ),
        (
            "Peter Lund at Nordea remains constructive. He and his team favour cyclicals "
            "over defensives.",
            (
                ("constructive", "Peter Lund", "Nordea"),
                ("favour cyclicals", "Peter Lund", "Nordea"),
            ),
        ),
        (
            "Volumes were thin. Jack Tarn, an independent trader, was not surprised. "
            '"August," he said.',
            (("August,", "Jack Tarn", ""),),
        ),
        (
            "The day's move was led by chips. Nvidia, which reports next week, gained 3%.",
            (("gained 3%", *NOBODY),),
        ),
    ),
    "market wraps, second wording": (
        (
            "NEW YORK - Stocks closed mixed on Wednesday as traders weighed the minutes. "
            '"It\'s a market that wants to go up," said Hannah Croft, senior portfolio '
            "manager at Tarn Capital in St. Louis, Missouri.",
            (("wants to go", "Hannah Croft", "Tarn Capital"),),
        ),
        (
            '"You can\'t fight it," said Hannah Croft, chief investment officer with Tarn '
            'Capital. "But you can hedge it," she said, noting that options were cheap.',
            (
                ("fight it", "Hannah Croft", "Tarn Capital"),
                ("hedge it", "Hannah Croft", "Tarn Capital"),
                ("were cheap", "Hannah Croft", "Tarn Capital"),
            ),
        ),
        (
            "Tim Roe, who trades options at Susquehanna, said flows pointed to a squeeze. "
            "Hedge funds have been net sellers, Goldman Sachs' prime desk said.",
            (
                ("a squeeze", "Tim Roe", "Susquehanna"),
                ("net sellers", "", "Goldman Sachs"),
            ),
        ),
        (
            "JPMorgan's trading desk said retail buyers were back. Its head of flows, Kim "
            "Roe, put the figure at $2 billion a day.",
            (
                ("buyers were", "", "JPMorgan"),
                ("$2 billion", "Kim Roe", "JPMorgan"),
            ),
        ),
        (
            "The Fed will cut once more this year, Bank of America economists led by Ada "
            "Quist predicted, scrapping a call for no change.",
            (("cut once more", "Ada Quist", "Bank of America"),),
        ),
        (
            "Atlanta Fed President Bo Lind said he was in no hurry. Minneapolis's Kay Stone "
            "sounded more open to a cut.",
            (("no hurry", "Bo Lind", "Atlanta Fed"),),
        ),
        (
            "Among the day's movers, Nike fell 3% after Jefferies lowered its rating to "
            "hold, and Velmora rose 4% on a report in the Journal that it may be sold.",
            (
                ("its rating", "", "Jefferies"),
                ("may be sold", *NOBODY),
            ),
        ),
        (
            '"Breadth is awful," said Hannah Croft of LPL. Not so, countered Tim Roe of '
            "Invesco: more than half of the index is above its average.",
            (
                ("Breadth is", "Hannah Croft", "LPL"),
                ("half of the index", "Tim Roe", "Invesco"),
            ),
        ),
        (
            'Bitcoin slid 5%. The drop is "a flush, not a trend", per Bernstein analysts.',
            (("a flush", "", "Bernstein"),),
        ),
        (
            "Wall Street strategists remain split. Deutsche Bank's Binky Roe has the highest "
            "target, 8,000. At the other end is Stifel's Barry Lind, who sees 6,500.",
            (
                ("8,000", "Binky Roe", "Deutsche Bank"),
                ("6,500", "Barry Lind", "Stifel"),
            ),
        ),
        (
            "Barry Lind (Stifel) sees 6,500; Binky Roe (Deutsche Bank) sees 8,000.",
            (
                ("6,500", "Barry Lind", "Stifel"),
                ("8,000", "Binky Roe", "Deutsche Bank"),
            ),
        ),
        (
            "Treasury Secretary Alan Moss said on television that a deal was close. The yuan rose.",
            (("deal was close", "Alan Moss", ANY),),
        ),
        (
            "The rally has legs, in the opinion of Citi's Lena Fox.",
            (("has legs", "Lena Fox", "Citi"),),
        ),
        (
            '"Cash is trash," Tim Roe likes to say. He runs Orrin Macro, a hedge fund in '
            "Greenwich.",
            (("Cash is trash", "Tim Roe", "Orrin Macro"),),
        ),
        (
            "Tim Roe runs Orrin Macro, a hedge fund in Greenwich. He has been short bonds "
            "since May and says he will stay so.",
            (("will stay so", "Tim Roe", "Orrin Macro"),),
        ),
        (
            "Futures implied a 71% chance of a cut, up from 60% on Friday. Economists polled "
            "by Reuters expect growth of 2.1%.",
            (
                ("71% chance", *NOBODY),
                ("growth of 2.1%", *NOBODY),
            ),
        ),
        (
            'Hannah Croft, too, is wary. "Nobody owns protection," said the LPL strategist.',
            (("owns protection", "Hannah Croft", "LPL"),),
        ),
        (
            'Investors "are dancing near the door", as Croft put it. Hannah Croft is a '
            "strategist at LPL.",
            (("near the door", "Hannah Croft", "LPL"),),
        ),
        (
            '"The bond market smells something," Tim Roe, global head of rates at Nomura, '
            "said in an interview with Bloomberg Television.",
            (("smells something", "Tim Roe", "Nomura"),),
        ),
        (
            'Nomura\'s Tim Roe told CNBC that the selloff was "healthy". "Healthy is when '
            'I buy," he said on the network\'s "Open" programme.',
            (
                ("healthy", "Tim Roe", "Nomura"),
                ("when I buy", "Tim Roe", "Nomura"),
            ),
        ),
    ),
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
