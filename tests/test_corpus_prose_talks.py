"""Interviews and fund managers: whose answers they are."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "interviews": (
        (
            "Interview with Marta Kowal, chief economist at Orrin Bank\n\nQ: Where are rates "
            "going?\n\nA: Down, but slowly.\n\nQ: And the euro?\n\nA: It will rise. Not by "
            "much.",
            (
                ("Down, but", "Marta Kowal", "Orrin Bank"),
                ("It will rise", "Marta Kowal", "Orrin Bank"),
                ("Where are", *NOBODY),
            ),
        ),
        (
            "Marta Kowal of Orrin Bank spoke to us on Monday.\n\nQ. Where are rates "
            "going?\n\nA. Down, but slowly.\n\nQ. And the euro?\n\nA. It will rise.",
            (
                ("Down, but", "Marta Kowal", "Orrin Bank"),
                ("It will rise", "Marta Kowal", "Orrin Bank"),
            ),
        ),
    ),
    "fund interviews": (
        (
            "Marta Kowal has managed the Orrin Value Fund for 11 years. We asked her what "
            "she is buying.\n\nWhat are you buying?\n\nMostly banks. I like things that are "
            "cheap and hated.\n\nAnd selling?\n\nWe sold utilities. They had become bond "
            "proxies.\n\nWhat would make you wrong?\n\nA recession. I do not see one.",
            (
                ("Mostly banks", "Marta Kowal", ANY),
                ("We sold utilities", "Marta Kowal", ANY),
                ("A recession", "Marta Kowal", ANY),
                ("And selling", *NOBODY),
            ),
        ),
        (
            "The Fund Letter talks to Marta Kowal, manager of the Orrin Value Fund at Orrin "
            "Capital.\n\nFund Letter: What are you buying?\n\nMarta Kowal: Mostly banks.\n\n"
            "Fund Letter: And selling?\n\nKowal: We sold utilities. They had become bond "
            "proxies.",
            (
                ("Mostly banks", "Marta Kowal", "Orrin Capital"),
                ("We sold utilities", "Marta Kowal", "Orrin Capital"),
                ("bond proxies", "Marta Kowal", "Orrin Capital"),
            ),
        ),
        (
            "Marta Kowal, who runs the Orrin Value Fund, sat down with us in Leeds. Edited "
            "excerpts follow.\n\nQ: What are you buying?\n\nMostly banks.\n\nQ: And "
            "selling?\n\nWe sold utilities.",
            (
                ("Mostly banks", "Marta Kowal", ANY),
                ("We sold", "Marta Kowal", ANY),
            ),
        ),
        (
            'Marta Kowal of Orrin Capital says she is buying banks. "I like things that are '
            'hated," she says over lunch. Her biggest holding is a lender in Leeds. Of tech, '
            'she says only that it is "a good place to be late".',
            (
                ("buying banks", "Marta Kowal", "Orrin Capital"),
                ("that are hated", "Marta Kowal", "Orrin Capital"),
                ("place to be late", "Marta Kowal", "Orrin Capital"),
            ),
        ),
        (
            "**What are you buying?**\n\nMarta Kowal, manager at Orrin Capital: Mostly "
            "banks.\n\n**And selling?**\n\nKowal: Utilities, which had become dear.\n\n"
            "**Anything else?**\n\nKowal: Cash.",
            (
                ("Mostly banks", "Marta Kowal", "Orrin Capital"),
                ("had become dear", "Marta Kowal", "Orrin Capital"),
            ),
        ),
    ),
    "interviews, second wording": (
        (
            "Marta Kowal runs the Orrin Value Fund at Orrin Capital. She spoke with The Fund "
            "Letter in Leeds.\n\nThe Fund Letter: What are you buying?\n\nKowal: Mostly "
            "banks. They are cheap.\n\nThe Fund Letter: Why?\n\nKowal: Because nobody else "
            "is.",
            (
                ("Mostly banks", "Marta Kowal", "Orrin Capital"),
                ("They are cheap", "Marta Kowal", "Orrin Capital"),
                ("nobody else", "Marta Kowal", "Orrin Capital"),
            ),
        ),
        (
            "FUND MANAGER OF THE MONTH\n\nMarta Kowal, Orrin Capital\n\nHow did you "
            "start?\n\nI was a clerk. Then I met Dario Conti, who taught me to read a "
            "balance sheet.\n\nWhat do you own?\n\nBanks, mostly. We added a lender in Leeds "
            "in June.\n\nAny regrets?\n\nSelling too early. I always do.",
            (
                ("I was a clerk", "Marta Kowal", ANY),
                ("Banks, mostly", "Marta Kowal", ANY),
                ("Selling too early", "Marta Kowal", ANY),
            ),
        ),
        (
            '"I buy what others cannot look at," says Marta Kowal, who has run the Orrin '
            "Value Fund for Orrin Capital since 2014.\n\nHer largest holding is Velmora "
            "Group. The market, she argues, treats it as a carmaker when it is a software "
            "company with wheels.\n\nNot everybody agrees. Morningstar analyst Tim Roe says "
            "the fund's returns owe more to luck than to skill. Kowal laughs at that. \"Tim "
            'should try it," she says.',
            (
                ("others cannot", "Marta Kowal", "Orrin Capital"),
                ("software company", "Marta Kowal", "Orrin Capital"),
                ("more to luck", "Tim Roe", "Morningstar"),
                ("should try it", "Marta Kowal", "Orrin Capital"),
            ),
        ),
        (
            "Marta Kowal of Orrin Capital answers our questions.\n\nWhere do you see rates "
            "in a year?\nLower. The economy is slower than people think.\n\nAnd equities?\n"
            "Higher, but not in a straight line. We like Europe.\n\nWhat worries you?\n"
            "Credit. I lose sleep over it.",
            (
                ("economy is slower", "Marta Kowal", "Orrin Capital"),
                ("We like Europe", "Marta Kowal", "Orrin Capital"),
                ("I lose sleep", "Marta Kowal", "Orrin Capital"),
            ),
        ),
    ),
    "an hour with a manager": (
        (
            '"I\'d rather own the toll road": an hour with Ottoline Grey\n\nOttoline Grey '
            "has run the Marchmont Global Income Fund since 2011. From a small office above "
            "a bakery in Bath she oversees £3.2bn. We spoke in June.\n\nYou have no banks. "
            "Why?\n\nBecause I can't read them. I have tried. A bank is a promise wrapped in "
            "an estimate, and I would rather own the toll road.\n\nBut the yields are "
            "attractive.\n\nThey are always attractive before they are cut. In 2008 I owned "
            "Lloyds, and I have the letter from the chairman framed in the kitchen.\n\nWhat "
            "did you buy this year?\n\nWe added National Grid and a Danish company that "
            "tests cables. My colleague Piers Aldous found it. He thinks it can double in "
            "ten years; I would be happy with half of that.\n\nAnd what did you sell?\n\n"
            "Diageo. The management kept telling us that the consumer was resilient. Terry "
            "Smith said something similar for a while, I think.\n\nWhere are rates going?\n\n"
            "I don't know, and I've stopped reading people who do.\n\nGrey's fund has "
            "returned 9.1 per cent a year, according to Morningstar. Ryan Hale, an analyst "
            'at the firm, calls it "boring in the best sense."\n',
            (
                ("can't read them", "Ottoline Grey", ANY),
                ("I have tried", "Ottoline Grey", ANY),
                ("always attractive", "Ottoline Grey", ANY),
                ("framed in", "Ottoline Grey", ANY),
                ("We added National", "Ottoline Grey", ANY),
                ("happy with half", "Ottoline Grey", ANY),
                ("Diageo.", "Ottoline Grey", ANY),
                ("resilient", "Ottoline Grey", ANY),
                ("stopped reading", "Ottoline Grey", ANY),
                ("boring in", "Ryan Hale", "Morningstar"),
                ("attractive.\n\nThey", ANY, ANY),
                ("Where are rates", *NOBODY),
                ("And what did you sell", *NOBODY),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
