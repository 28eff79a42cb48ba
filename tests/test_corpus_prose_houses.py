"""Houses in news prose: whose words a phrase is, where a firm speaks or places a person."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "firm carried to whom the paragraph introduces": (
        (
            "Orrin Bank, long a bear on shipping, has lost patience. Wells Fargo goes the "
            'other way, upgrading Velmora to overweight. "Second hand is new again when '
            "yards are full,\" writes Tamika Rowe. The bank's new target of $240 implies 28% "
            "upside.",
            (
                ("Second hand", "Tamika Rowe", "Wells Fargo"),
                ("new target", "", "Wells Fargo"),
            ),
        ),
        (
            "Less cheerful is Seaport Global. Jack Goldfarb, one of few analysts with a sell "
            'on the name, says depreciation will catch up with it. "Somebody will blink," '
            "Goldfarb adds.",
            (
                ("depreciation", "Jack Goldfarb", "Seaport Global"),
                ("Somebody will", "Jack Goldfarb", "Seaport Global"),
            ),
        ),
        (
            "Deutsche Bank is the odd one out. Strategist Ilse Brandt thinks the dollar has "
            "bottomed.",
            (("has bottomed", "Ilse Brandt", "Deutsche Bank"),),
        ),
        (
            'Then there is Nomura. Its Kenji Arata says the cut was the last one. "There is '
            'no urgency," he says.',
            (
                ("the last one", "Kenji Arata", "Nomura"),
                ("no urgency", "Kenji Arata", "Nomura"),
            ),
        ),
        (
            "Jefferies cut Velmora to hold on Thursday. Analyst Rosalind Kemp said orders "
            "had dried up.",
            (("orders had", "Rosalind Kemp", "Jefferies"),),
        ),
        (
            'UBS kept its buy rating on Velmora after the results. "We see no reason to '
            'leave," wrote Dario Conti, who lifted his target to 90 francs.',
            (("no reason", "Dario Conti", "UBS"),),
        ),
        (
            'Shares of Velmora fell 4%. Nestle rose 2%. "Nobody wants chocolate," said Dario '
            "Conti.",
            (("Nobody wants", "Dario Conti", ""),),
        ),
        (
            "Barclays raised Velmora to overweight. Elsewhere, the pound fell. Rosa Klein, a "
            "fund manager at Troy, said the pound was cheap.",
            (("was cheap", "Rosa Klein", "Troy"),),
        ),
    ),
    "ticker-led paragraphs": (
        (
            "Nike (NKE): Jefferies cuts to hold, PT $62.\n\nVelmora (VLM): Stifel raises to "
            "buy from hold.\n\nTesla (TSLA): Barclays reiterates equal weight.",
            (
                ("cuts to hold", "", "Jefferies"),
                ("raises to buy", "", "Stifel"),
                ("equal weight", "", "Barclays"),
            ),
        ),
        (
            "Velmora (VLM): after a visit to the plant, Stephens reiterates overweight. "
            'Analyst Brady Coughlin came away believing the guide is "in the bag."\n\nNike '
            "(NKE): Citi stays at neutral.",
            (
                ("reiterates overweight", "", "Stephens"),
                ("in the bag", "Brady Coughlin", "Stephens"),
                ("stays at neutral", "", "Citi"),
            ),
        ),
        (
            "Snowflake: Oppenheimer's Lin Zhao lifts her target to $265. Zhao likes the "
            "trend.\n\nCarvana: JPMorgan resumes at overweight.",
            (
                ("lifts her", "Lin Zhao", "Oppenheimer"),
                ("likes the", "Lin Zhao", "Oppenheimer"),
                ("resumes", "", "JPMorgan"),
            ),
        ),
        (
            "Nike (NKE): Channel checks by Rosalind Kemp's team at Jefferies turned up "
            "discounting. Kemp cuts to hold.",
            (
                ("discounting", "Rosalind Kemp", "Jefferies"),
                ("cuts to hold", "Rosalind Kemp", "Jefferies"),
            ),
        ),
        (
            "Nike (NKE): Jefferies cuts to hold. Channel checks by Rosalind Kemp's team "
            'turned up discounting; Kemp calls the calendar "thin."',
            (
                ("cuts to hold", "", "Jefferies"),
                ("turned up", "Rosalind Kemp", "Jefferies"),
                ("thin", "Rosalind Kemp", "Jefferies"),
            ),
        ),
        (
            "Velmora (VLM): Orders were up 4% in the quarter and shares rose 3%.\n\nNike "
            "(NKE): The company reports next week.",
            (("Orders were", *NOBODY),),
        ),
    ),
    "teams headed by, set off": (
        (
            "Goldman Sachs still sees Brent averaging $70. In a report the bank's "
            "commodities team, headed by Ludovic Farr, put the risk premium at no more than "
            'two dollars and described inventories as "comfortable". A surplus is on its '
            "way, the report says.",
            (
                ("risk premium", "Ludovic Farr", "Goldman Sachs"),
                ("A surplus", ANY, "Goldman Sachs"),
            ),
        ),
        (
            "A team led by Chiara Bassi at UniCredit put fair value at 1.12.",
            (("fair value", "Chiara Bassi", "UniCredit"),),
        ),
        (
            "Citi's rates team, which is run by Paula Stern, puts the odds of a cut at 40%.",
            (("the odds", "Paula Stern", "Citi"),),
        ),
        (
            "The strategy team at Orrin Capital, led by Owen Mackie, estimates that buybacks "
            "add 2% a year.",
            (("buybacks add", "Owen Mackie", "Orrin Capital"),),
        ),
        (
            "A BofA team under Jane Holloway reckons the selloff is half done.",
            (("half done", "Jane Holloway", "Bank of America"),),
        ),
    ),
    "plural analysts and teams": (
        (
            "Berenberg's analysts, who cut their estimates in June, now think the worst is over.",
            (("worst is over", "", "Berenberg"),),
        ),
        (
            "Strategists at both UBS and Citi expect the yen to gain.",
            (("the yen to", "", ANY),),
        ),
        (
            "Economists at the Bank of Montreal expect growth of 1.4%.",
            (("growth of 1.4%", "", ANY),),
        ),
        (
            "The Kepler Cheuvreux team sees limited downside.",
            (("limited downside", "", "Kepler Cheuvreux"),),
        ),
        (
            "Analysts at Stifel are more upbeat. They point to orders, which rose 12%.",
            (("point to orders", "", "Stifel"),),
        ),
        (
            '"We do not buy it," Stifel\'s analysts wrote. In their view, the shares '
            "discount a recovery that is two years off.",
            (
                ("do not buy it", "", "Stifel"),
                ("discount a recovery", "", "Stifel"),
            ),
        ),
        (
            "Credit analysts at CreditSights, led by Zoe Lind, said spreads were too tight.",
            (("too tight", "Zoe Lind", "CreditSights"),),
        ),
        (
            "Zoe Lind and her colleagues at CreditSights said spreads were too tight.",
            (("too tight", "Zoe Lind", "CreditSights"),),
        ),
        (
            "Morgan Stanley's European strategists have turned overweight on banks, "
            "preferring Spain to France.",
            (("overweight on", "", "Morgan Stanley"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
