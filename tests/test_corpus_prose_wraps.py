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
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
