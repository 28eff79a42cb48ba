"""Narration in news prose: several speakers, pronouns, split quotations, newsletters, columns."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "several speakers in a sentence": (
        (
            "Barclays expects a cut in May, HSBC in June and UBS not before autumn.",
            (("a cut in May", "", "Barclays"),),
        ),
        (
            "Rosa Klein of Nordea said the rally was over, while Peter Lund of Citi argued "
            "that it had barely begun.",
            (
                ("was over", "Rosa Klein", "Nordea"),
                ("barely begun", "Peter Lund", "Citi"),
            ),
        ),
        (
            "Where Goldman Sachs sees a soft landing, Deutsche Bank sees a recession.",
            (
                ("a soft landing", "", "Goldman Sachs"),
                ("a recession", "", "Deutsche Bank"),
            ),
        ),
        (
            '"Yes," said Rosa Klein of Nordea; "no," said Peter Lund of Citi.',
            (
                ("Yes", "Rosa Klein", "Nordea"),
                ("no,", "Peter Lund", "Citi"),
            ),
        ),
        (
            "UBS said the bank was cheap but Morgan Stanley called it a value trap.",
            (
                ("was cheap", "", "UBS"),
                ("value trap", "", "Morgan Stanley"),
            ),
        ),
        (
            "Growth will slow, according to Nordea, but Citi economists say it will not.",
            (
                ("Growth will", "", "Nordea"),
                ("it will not", "", "Citi"),
            ),
        ),
    ),
    "pronouns over paragraphs": (
        (
            "Jane Holloway of Barclays expects a cut.\n\nMarkets agree with her.\n\nShe "
            "thinks the pound will fall.",
            (("pound will", "Jane Holloway", "Barclays"),),
        ),
        (
            "Peter Lund of Nordea expects a cut. Jane Holloway of Barclays does not.\n\nHe "
            "says growth is weak.\n\nShe says it is strong.",
            (
                ("growth is weak", "Peter Lund", "Nordea"),
                ("is strong", "Jane Holloway", "Barclays"),
            ),
        ),
        (
            '"It is over," said Peter Lund of Nordea. Owen Mackie of Citi disagreed.\n\n"It '
            'has not begun," he said.',
            (("has not begun", "Owen Mackie", "Citi"),),
        ),
        (
            "For Jane Holloway of Barclays the risk is politics. If taxes rise, she said, "
            '"the pound goes too."',
            (
                ("the risk is politics", "Jane Holloway", "Barclays"),
                ("the pound goes", "Jane Holloway", "Barclays"),
            ),
        ),
        (
            "One of the three who see a cut is Thabo Nkosi of Investec. Amundi's Yves "
            "Castelnau does not.\n\nFor Castelnau the biggest risk sits elsewhere. If yields "
            'rise, he said, "I am wrong."',
            (
                ("biggest risk", "Yves Castelnau", "Amundi"),
                ("I am wrong", "Yves Castelnau", "Amundi"),
            ),
        ),
    ),
    "quotes split by narration": (
        (
            '"When that buying stops," says Rosa Klein, senior analyst at Rystad, "and it '
            'stops when the tanks are full, the market finds out."',
            (
                ("When that", "Rosa Klein", "Rystad"),
                ("finds out", "Rosa Klein", "Rystad"),
            ),
        ),
        (
            '"We waited because we could," Chair Daniel Hart said at his news conference. '
            '"We are moving now because waiting was no longer free." He declined to say '
            "more. Tariffs, Hart said, had raised prices.",
            (
                ("We waited", "Daniel Hart", ANY),
                ("moving now", "Daniel Hart", ANY),
                ("had raised", "Daniel Hart", ANY),
            ),
        ),
        (
            '"The guidance," Jane Holloway of Barclays said, pausing, "is a gift."',
            (("is a gift", "Jane Holloway", "Barclays"),),
        ),
        (
            '"Orders are fine," said Chief Executive Rosa Klein of Velmora Motors. Shares '
            'fell 2%. "They are not great," she added.',
            (("not great", "Rosa Klein", "Velmora Motors"),),
        ),
    ),
    "newsletters": (
        (
            "The bull case comes from Rosa Klein at Nordea: margins hold and rates fall.",
            (("margins hold", "Rosa Klein", "Nordea"),),
        ),
        (
            'Rosa Klein (Nordea): "Nobody is hedged."',
            (("Nobody is hedged", "Rosa Klein", "Nordea"),),
        ),
        (
            'From the inbox: "The Fed is done," writes Jane Holloway of Barclays.',
            (("Fed is done", "Jane Holloway", "Barclays"),),
        ),
        (
            "Morgan Stanley's take: buy the dip.",
            (("buy the dip", "", "Morgan Stanley"),),
        ),
        (
            "Per Goldman Sachs, buybacks hit a record.",
            (("hit a record", "", "Goldman Sachs"),),
        ),
    ),
    "opinion and columns": (
        (
            "I asked Peter Lund of Nordea about that. He chuckled and said he owned several.",
            (("owned several", "Peter Lund", "Nordea"),),
        ),
        (
            "Peter Lund, the professor who taught half the City, likes to say that a "
            'dividend is "a promise".',
            (("a promise", "Peter Lund", ANY),),
        ),
        (
            "Shares that pay nothing have won, as Jane Holloway of Barclays pointed out. But "
            "she went on to remind us that dividends are most of the return.",
            (
                ("pay nothing have", "Jane Holloway", "Barclays"),
                ("most of the return", "Jane Holloway", "Barclays"),
            ),
        ),
        (
            "I think rates will fall. You may disagree.",
            (("rates will fall", *NOBODY),),
        ),
        (
            'As Rosa Klein of Nordea put it, the market is "a weather vane".',
            (("weather vane", "Rosa Klein", "Nordea"),),
        ),
        (
            "As UBS notes, gold pays no coupon.",
            (("no coupon", "", "UBS"),),
        ),
    ),
    "unnamed people and pronouns": (
        (
            "Peter Lund of Nordea expects a cut. I met a young man from a hedge fund who "
            "explained that bonds were dead. A coupon, he said, is a tax.",
            (("is a tax", *NOBODY),),
        ),
        (
            "Peter Lund of Nordea expects a cut. A Citi strategist said it would not come. "
            "He added that inflation was sticky.",
            (
                ("would not come", "", "Citi"),
                ("was sticky", "", "Citi"),
            ),
        ),
        (
            'Lena Fox of Barclays expects a cut. "No chance," said one trader. She thinks '
            "the data will turn.",
            (("No chance", *NOBODY),),
        ),
    ),
    "a market column": (
        (
            "Why the rally is broader than it looks\nMarket Notes | Kit Sanders\n\n"
            "Strategists have spent the year warning about concentration. They may be "
            "looking in the wrong place.\n\nTake Barclays. In a note last week the bank "
            "pointed out that 61% of S&P 500 stocks are above their 200-day average. "
            '"Breadth is not the problem people think it is," it said. Venu Kale, who leads '
            "its US equity strategy, would rather worry about earnings revisions.\n\n"
            "BlackRock's Gargi Pal agrees, up to a point. \"You can have breadth and bubbles "
            "at once,\" she told me.\n\nSkeptics abound. Societe Generale's Albert Edmunds "
            'has been one for 30 years; he sees "1999 with better haircuts." At GMO, Ben '
            "Inkley reckons US large caps will lose 5% a year after inflation over seven "
            "years. Rob Arnold, founder of Research Affiliates, makes a similar case.\n\nMy "
            "own view? I asked a chatbot. It said it depends.\n\nThe best line belongs to "
            "Vanguard's chief economist, Joe Davies. Markets, he says, \"are a weighing "
            'machine with a caffeine habit."\n\nEmail: kit@marketnotes.example\n',
            (
                ("200-day average", "", "Barclays"),
                ("people think", "", "Barclays"),
                ("earnings revisions", "Venu Kale", "Barclays"),
                ("bubbles at once", "Gargi Pal", "BlackRock"),
                ("better haircuts", "Albert Edmunds", "Societe Generale"),
                ("5% a year", "Ben Inkley", "GMO"),
                ("caffeine habit", "Joe Davies", "Vanguard"),
                ("it depends", *NOBODY),
            ),
        ),
    ),
    "pronouns with two candidates": (
        (
            "Jane Holloway of Barclays met Ada Quist of Nordea. She said the pound was cheap.",
            (("was cheap", *NOBODY),),
        ),
        (
            "Jane Holloway of Barclays told Ada Quist of Nordea that the pound was cheap. "
            "She added that it would rise.",
            (("would rise", "Jane Holloway", "Barclays"),),
        ),
        (
            "Peter Lund of Citi debated Jane Holloway of Barclays. She said the pound was cheap.",
            (("was cheap", "Jane Holloway", "Barclays"),),
        ),
        (
            "Jane Holloway of Barclays and Ada Quist of Nordea both expect a cut. She said "
            "so on Monday.",
            (("on Monday", *NOBODY),),
        ),
        (
            'Peter Lund of Citi and Jane Holloway of Barclays expect a cut. "It is late," he '
            'said. "But not too late," she said.',
            (
                ("It is late", "Peter Lund", "Citi"),
                ("not too late", "Jane Holloway", "Barclays"),
            ),
        ),
    ),
    "several speakers, second wording": (
        (
            "Rosa Klein of Nordea said the rally was over; Peter Lund of Citi, that it had "
            "barely begun.",
            (("was over", "Rosa Klein", "Nordea"),),
        ),
        (
            "While Goldman Sachs expects two cuts, Nomura sees none and Citi says it depends "
            "on jobs.",
            (
                ("two cuts", "", "Goldman Sachs"),
                ("sees none", "", "Nomura"),
                ("depends on jobs", "", "Citi"),
            ),
        ),
        (
            '"Buy," says Rosa Klein of Nordea. "Sell," says Peter Lund of Citi. "Wait," say '
            "both their bosses.",
            (
                ("Buy,", "Rosa Klein", "Nordea"),
                ("Sell,", "Peter Lund", "Citi"),
            ),
        ),
        (
            "UBS likes gold, according to a note, but Barclays prefers silver.",
            (
                ("likes gold", "", "UBS"),
                ("prefers silver", "", "Barclays"),
            ),
        ),
        (
            "Velmora Motors said demand was strong, even as Jefferies warned that dealers "
            "were full.",
            (
                ("demand was strong", "", "Velmora Motors"),
                ("dealers were full", "", "Jefferies"),
            ),
        ),
        (
            'Asked whether he agreed with Ada Quist, Lund said no. "She is too kind," he '
            "said. Peter Lund is at Citi.",
            (("too kind", "Peter Lund", "Citi"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
