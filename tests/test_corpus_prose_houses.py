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
    "position held": (
        (
            "JPMorgan kept its overweight in local bonds of Brazil and Hungary.",
            (("in local bonds", "", "JPMorgan"),),
        ),
        (
            "William Blair analysts led by Joanna Reyes wrote that competition is "
            "intensifying. They rate Symbotic market perform.",
            (("They rate", "Joanna Reyes", "William Blair"),),
        ),
        (
            "Morgan Stanley strategists Ioana Petrescu and Gabriel Shaw recommended buying "
            "dollars. The bank had been bullish on the real since January.",
            (("had been bullish", "", "Morgan Stanley"),),
        ),
        (
            "Amundi is overweight Indian shares and neutral on China.",
            (("overweight Indian", "", "Amundi"),),
        ),
        (
            "Pictet has been underweight Treasuries since March.",
            (("underweight Treasuries", "", "Pictet"),),
        ),
        (
            "HSBC maintained its reduce rating on Velmora.",
            (("reduce rating", "", "HSBC"),),
        ),
        (
            "UBS, which rates the shares a buy, lifted its target to 80 francs.",
            (("lifted its", "", "UBS"),),
        ),
        (
            "BlackRock moved to overweight on Japanese shares in May.",
            (("overweight on", "", "BlackRock"),),
        ),
        (
            "Schroders added to its overweight in gold and trimmed its underweight in bonds.",
            (("overweight in gold", "", "Schroders"),),
        ),
        (
            "Bernstein analysts have an outperform rating on the stock.",
            (("outperform rating", "", "Bernstein"),),
        ),
        (
            "She rates the shares hold. Marta Kowal of Berenberg expects no dividend.",
            (("no dividend", "Marta Kowal", "Berenberg"),),
        ),
        (
            "Marta Kowal of Berenberg expects no dividend. She rates the shares hold.",
            (("rates the shares", "Marta Kowal", "Berenberg"),),
        ),
        (
            "Goldman Sachs analysts said demand is soft. They have a sell rating on the "
            "shares and see them at $40.",
            (("sell rating", "", "Goldman Sachs"),),
        ),
        (
            "The company kept its position as market leader, and Velmora kept its overweight "
            "trucks off the road.",
            (
                ("position as", *NOBODY),
                ("trucks", *NOBODY),
            ),
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
    "comments on results": (
        (
            "CALDER TOOLS INC. (CLD)\nQ3 2026 EARNINGS: WHAT ANALYSTS SAY\n\nCalder's "
            "results on Wednesday split the Street. Here is a selection of comments.\n\nJ.P. "
            'Morgan (Overweight, PT $270): "Orders were the story." The bank lifts its 2027 '
            "estimate by 4%.\n\nOppenheimer (Perform): Analyst Noah Kay-Lee thinks the "
            "multiple already pays for 2028. \"We'd rather miss the last 10% than catch the "
            "first 30% down.\"\n\nCiti (Buy): sees the dip as a gift. Vlad Bystrov's team "
            'raised its target to $280 from $262, calling the backlog "contractual, not '
            'hopeful."\n\nBaird: "Clean quarter." Mig Dobson reiterates Outperform.\n\n'
            "Vertical Research keeps its Hold. Its founder, Jeff Sprang, wrote that margins "
            'look "borrowed from next year."\n',
            (
                ("Orders were the", "", "JPMorgan"),
                ("lifts its 2027", "", "JPMorgan"),
                ("already pays", "Noah Kay-Lee", "Oppenheimer"),
                ("miss the last", "Noah Kay-Lee", "Oppenheimer"),
                ("as a gift", "", "Citi"),
                ("raised its target", "Vlad Bystrov", "Citi"),
                ("not hopeful", "Vlad Bystrov", "Citi"),
                ("Clean quarter", "", "Baird"),
                ("reiterates Outperform", "Mig Dobson", "Baird"),
                ("keeps its Hold", "", "Vertical Research"),
                ("borrowed from", "Jeff Sprang", "Vertical Research"),
            ),
        ),
    ),
    "positions, second wording": (
        (
            "Barclays, neutral on the stock since May, cut its target to 70.",
            (("cut its target", "", "Barclays"),),
        ),
        (
            "UBS went overweight Japan.",
            (("overweight Japan", "", "UBS"),),
        ),
        (
            "Citi has had a sell rating on the shares since 2024.",
            (("had a sell", "", "Citi"),),
        ),
        (
            "The firm keeps a buy on the shares, Stifel said.",
            (("a buy on", "", "Stifel"),),
        ),
        (
            "Goldman Sachs rates it neutral; Jefferies has it at buy.",
            (
                ("rates it neutral", "", "Goldman Sachs"),
                ("at buy", "", "Jefferies"),
            ),
        ),
        (
            "Wedbush, which has an outperform rating and a $95 target, called the selloff "
            "overdone.",
            (("selloff overdone", "", "Wedbush"),),
        ),
        (
            "Pictet closed its underweight in Treasuries.",
            (("underweight in", "", "Pictet"),),
        ),
        (
            "Schroders is long the yen and short the pound.",
            (("long the yen", "", "Schroders"),),
        ),
        (
            "Amundi prefers credit to equities and has cut its exposure to China.",
            (("prefers credit", "", "Amundi"),),
        ),
        (
            "JPMorgan stays overweight, Citi underweight.",
            (("stays overweight", "", "JPMorgan"),),
        ),
        (
            "Bernstein put the shares on its best-ideas list.",
            (("best-ideas", "", "Bernstein"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
