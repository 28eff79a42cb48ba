"""What houses hold, and what they make of results: whose words a phrase is."""

import pytest
from prose import NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
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
