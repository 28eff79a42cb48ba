"""Constructions of news prose: in each, whose words a phrase is.

By class of grammar; every name is made up or stands for any of its kind. `NOBODY` speaks where a
sentence is the outlet's own; `ANY` where a case does not judge the person or the firm.
"""

import pytest

from tests.prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "spoken phrasal verbs": (
        (
            "Governor Ilse Brandt, at her news conference, played down the chance of "
            "back-to-back moves.",
            (("back-to-back", "Ilse Brandt", ANY),),
        ),
        (
            "Marta Kowal, chief economist at Orrin Bank, pushed back against talk of a recession.",
            (("talk of a recession", "Marta Kowal", "Orrin Bank"),),
        ),
        (
            "Christine Lagarde poured cold water on hopes of an early cut.",
            (("hopes of an early", "Christine Lagarde", ANY),),
        ),
        (
            "Finance chief Dario Conti brushed off concerns about the dividend at Velmora.",
            (("concerns about", "Dario Conti", ANY),),
        ),
        (
            "Goldman Sachs strategists led by Ana Ruiz left the door open to a further rise.",
            (("a further rise", "Ana Ruiz", "Goldman Sachs"),),
        ),
        (
            "Jane Holloway of Barclays cast doubt on the rally.",
            (("the rally", "Jane Holloway", "Barclays"),),
        ),
        (
            "Jane Holloway of Barclays ruled out a cut this year.",
            (("a cut this year", "Jane Holloway", "Barclays"),),
        ),
        (
            "Peter Lund, who runs rates trading at Nordea, took issue with that reading.",
            (("with that reading", "Peter Lund", "Nordea"),),
        ),
        (
            "Chief Executive Rosa Klein struck a cautious tone on demand.",
            (("tone on demand", "Rosa Klein", ANY),),
        ),
        (
            "Treasury Secretary Alan Moss sounded the alarm over the deficit.",
            (("alarm over", "Alan Moss", ANY),),
        ),
        (
            "UBS poured cold water on the idea.",
            (("on the idea", "", "UBS"),),
        ),
        (
            "Shares in the group brushed off the news.",
            (("brushed off", *NOBODY),),
        ),
        (
            "Markets shrugged off the data and the dollar played down the day's theme.",
            (("Markets", *NOBODY),),
        ),
    ),
    "teams headed by": (
        (
            'Nomura strategists headed by Yuki Arai said the decline was "a chance to '
            'add" to lenders.',
            (("a chance to add", "Yuki Arai", "Nomura"),),
        ),
        (
            "A Citi team fronted by Paula Stern said copper would fall.",
            (("copper would", "Paula Stern", "Citi"),),
        ),
        (
            'UBS held its forecast at 3,100. "Demand is a rumour," analysts including '
            "Owen Mackie wrote.",
            (("Demand is a rumour", "Owen Mackie", "UBS"),),
        ),
        (
            "UBS said it was too early to buy. Analysts headed by Owen Mackie noted that "
            "stocks were high.",
            (("stocks were high", "Owen Mackie", "UBS"),),
        ),
        (
            '"Demand is a rumour," HSBC economists including Owen Mackie and Lin Zhao '
            "wrote in a note.",
            (("rumour", "Owen Mackie & Lin Zhao", "HSBC"),),
        ),
    ),
    "superlative anaphors": (
        (
            "In Taipei, TSMC added 1.3%. Sales rose 34% from a year earlier, the world's "
            "largest contract chipmaker had said last week.",
            (("Sales rose", "", "TSMC"),),
        ),
        (
            "Nestle fell 2%. Prices will rise again in the autumn, the world's biggest "
            "food company said.",
            (("Prices will rise", "", "Nestle"),),
        ),
        (
            "Santander cut its payout. Europe's second-largest bank said capital would be "
            "rebuilt by 2027.",
            (("capital would be", "", "Santander"),),
        ),
        (
            "Walmart rose. America's biggest retailer said shoppers were trading down.",
            (("shoppers were", "", "Walmart"),),
        ),
        (
            "Rio Tinto lost 2%. The country's top miner said costs had risen.",
            (("costs had risen", "", "Rio Tinto"),),
        ),
    ),
    "former employers": (
        (
            'Brightmoor Foods raised its forecast. "We stopped asking people to pay '
            'more," Chief Executive Elena Marsh told a call. Marsh, who joined from '
            "Danone 14 months ago, has cut prices. There will be no more disposals, she "
            "said.",
            (
                ("We stopped asking", "Elena Marsh", "Brightmoor"),
                ("no more disposals", "Elena Marsh", "Brightmoor"),
            ),
        ),
        (
            '"Rates are done," said Otto Berg, who left UBS last year to found Berg Advisory.',
            (("Rates are done", "Otto Berg", "Berg Advisory"),),
        ),
        (
            '"Rates are done," said Otto Berg, formerly of UBS.',
            (("Rates are done", "Otto Berg", ""),),
        ),
        (
            '"Rates are done," said Otto Berg, a former UBS trader.',
            (("Rates are done", "Otto Berg", ""),),
        ),
        (
            '"Rates are done," said Otto Berg, who used to run rates at UBS.',
            (("Rates are done", "Otto Berg", ""),),
        ),
        (
            '"Rates are done," said Otto Berg, who spent 20 years at UBS.',
            (("Rates are done", "Otto Berg", ""),),
        ),
        (
            '"Rates are done," said Otto Berg, previously at UBS and now at Citi.',
            (("Rates are done", "Otto Berg", "Citi"),),
        ),
        (
            '"Rates are done," said Otto Berg, who was chief economist at UBS until 2019.',
            (("Rates are done", "Otto Berg", ""),),
        ),
        (
            '"Rates are done," said Otto Berg, who worked at UBS before joining Citi.',
            (("Rates are done", "Otto Berg", "Citi"),),
        ),
        (
            '"Rates are done," said Otto Berg, an ex-UBS trader who now runs his own fund.',
            (("Rates are done", "Otto Berg", ""),),
        ),
    ),
    "own guidance by unknown names": (
        (
            "Velmora cut its 2026 production guidance by 40,000 tons after the accident.",
            (("production guidance", "", "Velmora"),),
        ),
        (
            "Supply helped. Velmora raised its full-year forecast, and BHP said nothing "
            "had changed.",
            (
                ("full-year forecast", "", "Velmora"),
                ("nothing had changed", "", "BHP"),
            ),
        ),
        (
            "Velmora said its order book had never been fuller.",
            (("order book", "", "Velmora"),),
        ),
        (
            "Velmora lifted its dividend and expects margins to hold.",
            (("margins to hold", "", "Velmora"),),
        ),
    ),
    "named behind the kind": (
        (
            "Chile's copper commission, Rocopa, on Tuesday raised its average price "
            "estimate for this year to $5.40 per lb.",
            (("average price estimate", "", "Rocopa"),),
        ),
        (
            "Germany's steel lobby, Stahlrat, said orders had collapsed.",
            (("orders had collapsed", "", "Stahlrat"),),
        ),
        (
            "The country's largest lender, Orrinbank, expects rates to fall.",
            (("rates to fall", "", "Orrinbank"),),
        ),
        (
            "Its main rival, Velmora, said prices would rise.",
            (("prices would rise", "", "Velmora"),),
        ),
        (
            "A London-based consultancy, Rystone, sees a deficit of 300,000 tons.",
            (("a deficit of", "", "Rystone"),),
        ),
        (
            "Her daughter, Velma, said prices would rise.",
            (("prices would", ANY, ""),),
        ),
    ),
    "colon behind a house": (
        (
            'Commerzbank sits in the middle: the correction "has further to run, but not far."',
            (("has further to run", "", "Commerzbank"),),
        ),
        (
            "Goldman's trading desk has it more politely: systematic funds have bought "
            "$61 billion of stocks and have little left to buy.",
            (("systematic funds", "", "Goldman"),),
        ),
        (
            "UBS is blunter: sell the rally.",
            (("sell the rally", "", "UBS"),),
        ),
        (
            "Dana Whitmore over at Morgan Stanley is out with a new number: 7,900 for "
            "year-end, up from 7,400.",
            (("7,900", "Dana Whitmore", "Morgan Stanley"),),
        ),
        (
            "Dana Whitmore of Morgan Stanley has a new target. Her reasoning, from the "
            'note that hit my inbox: "the revisions are here."',
            (("the revisions are", "Dana Whitmore", "Morgan Stanley"),),
        ),
        (
            "Jefferies takes the other side: margins have peaked.",
            (("margins have peaked", "", "Jefferies"),),
        ),
        (
            "UBS cut 3,000 jobs: most of them were in Zurich.",
            (("most of them", *NOBODY),),
        ),
        (
            "Microsoft has a problem: nobody wants the thing.",
            (("nobody wants", *NOBODY),),
        ),
        (
            'Liam Mercer-Cole at Monex: "If the number has a minus, March is done."',
            (("If the number", "Liam Mercer-Cole", "Monex"),),
        ),
        (
            "Barclays was more upbeat: it expects 3% growth.",
            (("3% growth", "", "Barclays"),),
        ),
        (
            "The verdict of Berenberg: overpriced and overloved.",
            (("overpriced", "", "Berenberg"),),
        ),
        (
            "What would change his mind? A pause, said Omar Reyes of Rabobank.",
            (("A pause", "Omar Reyes", "Rabobank"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_construction_tells(
    text: str, expected: tuple[Expected, ...]
) -> None:
    check_speakers(text, expected)
