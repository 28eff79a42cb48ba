"""Constructions of news prose: in each, whose words a phrase is.

By class of grammar; every name is made up or stands for any of its kind. `NOBODY` speaks where a
sentence is the outlet's own; `ANY` where a case does not judge the person or the firm.
"""

import pytest

from corpus.firm_names import same_firm
from corpus.statements import extract_statements
from tests.prose import make_article

NOBODY = ("", "")
ANY = None

Expected = tuple[str, str | None, str | None]
"""A phrase, the person whose it is (empty for a firm alone) and the firm (empty for none)."""

CASES: dict[str, tuple[tuple[str, tuple[Expected, ...]], ...]] = {
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
    "fronted houses": (
        (
            "At Carnholm, Ingrid Sol had seen it coming. Costs would have to halve, she "
            "said in August.",
            (("Costs would", "Ingrid Sol", "Carnholm"),),
        ),
        (
            "At Carnholm, analyst Ingrid Sol expects 3%.",
            (("expects 3%", "Ingrid Sol", "Carnholm"),),
        ),
        (
            "Over at Pareto, Nils Brat sees freight rates falling by a third. He counts "
            "400 new vessels.",
            (
                ("freight rates", "Nils Brat", "Pareto"),
                ("400 new", "Nils Brat", "Pareto"),
            ),
        ),
        (
            "Also from Morgan Stanley, the credit team went underweight high yield on Monday.",
            (("underweight high yield", "", "Morgan Stanley"),),
        ),
        (
            "At Citi, the rates desk expects two cuts.",
            (("two cuts", "", "Citi"),),
        ),
        (
            "Over at UBS, strategists recommend gold.",
            (("recommend gold", "", "UBS"),),
        ),
        (
            "At Davos, Ingrid Sol said the euro was safe.",
            (("the euro was safe", "Ingrid Sol", ""),),
        ),
        (
            "At Goldman, Ingrid Sol's team sees risks ahead.",
            (("sees risks", "Ingrid Sol", "Goldman Sachs"),),
        ),
        (
            "From Evercore, Ingrid Sol warns that margins have peaked.",
            (("margins have", "Ingrid Sol", "Evercore"),),
        ),
        (
            "Over in Frankfurt, Ingrid Sol said the euro was safe.",
            (("the euro was safe", "Ingrid Sol", ""),),
        ),
    ),
    "sticks with numbers": (
        (
            "Camille Oster isn't chasing. JPMorgan's equity chief sticks with 7,100, the "
            'lowest on my list. She told clients the market "has one leg in a cast."',
            (
                ("sticks with 7,100", "Camille Oster", "JPMorgan"),
                ("one leg in a cast", "Camille Oster", "JPMorgan"),
            ),
        ),
        (
            "HSBC, wary as ever, is stuck at $3,900.",
            (("stuck at", "", "HSBC"),),
        ),
        (
            "Barclays stays at 4,200 and Citi is at 4,500.",
            (
                ("4,200", "", "Barclays"),
                ("4,500", "", "Citi"),
            ),
        ),
        (
            "Societe Generale has pencilled in 6,900.",
            (("6,900", "", "Societe Generale"),),
        ),
        (
            "Volkswagen stuck at 98 euros for most of the day.",
            (("stuck at 98", *NOBODY),),
        ),
    ),
    "private messages": (
        (
            "My old desk mate Frank Dimmo, now retired and insufferable, texted from the "
            'boat: "Funds are max long."',
            (("Funds are max long", "Frank Dimmo", ""),),
        ),
        (
            "Frank Dimmo of Cantor emailed: rates are going nowhere.",
            (("rates are going", "Frank Dimmo", "Cantor"),),
        ),
        (
            "Sara Linden, a portfolio manager at Robeco, wrote on LinkedIn that spreads "
            "were too tight.",
            (("spreads were", "Sara Linden", "Robeco"),),
        ),
    ),
    "bullets and roles for brands": (
        (
            "- Citi's Mark Dell expects oil at $50.\n- He cut his demand forecast.\n- UBS "
            "disagrees and sees $70.",
            (
                ("oil at $50", "Mark Dell", "Citi"),
                ("demand forecast", "Mark Dell", "Citi"),
                ("sees $70", "", "UBS"),
            ),
        ),
    ),
    "role first, name later": (
        (
            "\"Intervention buys time, it doesn't buy a trend,\" Rabobank's head of FX "
            "strategy said. Real rates in Japan are still negative, Esther Boat added.",
            (
                ("Intervention buys", "Esther Boat", "Rabobank"),
                ("Real rates", "Esther Boat", "Rabobank"),
            ),
        ),
        (
            '"We are not there yet," the chief economist at ING said. Piet Holm added '
            "that wages were the risk.",
            (
                ("We are not there", ANY, "ING"),
                ("wages were", "Piet Holm", "ING"),
            ),
        ),
        (
            '"We are not there yet," the chief economist at ING said. Bert Coolman of '
            "Rabobank said wages were the risk.",
            (
                ("We are not there", "", "ING"),
                ("wages were", "Bert Coolman", "Rabobank"),
            ),
        ),
    ),
    "closing trades": (
        (
            "BNP Paribas, meanwhile, closed its recommendation to sell the yen against "
            "the franc at a loss of 1.4 per cent.",
            (("closed its recommendation", "", "BNP Paribas"),),
        ),
        (
            "Citi closed its plant call centre in Tampa.",
            (("closed its plant", *NOBODY),),
        ),
    ),
    "the company in a union's paragraph": (
        (
            "Brightmoor Foods raised its forecast on Thursday. Organic sales rose, "
            "Brightmoor Foods said.\n\n"
            "Two more factories could close, said Petra Nowak, a regional officer of the "
            "Unite union, which represents 2,300 workers at the group. The company "
            "declined to comment, but said it valued its staff.",
            (
                ("it valued its staff", "", "Brightmoor Foods"),
                ("Two more factories", "Petra Nowak", "Unite"),
            ),
        ),
        (
            "Brightmoor Foods raised its forecast on Thursday. Organic sales rose, "
            "Brightmoor Foods said.\n\n"
            "Two more factories could close, said Petra Nowak, a regional officer of the "
            "Unite union. The company declined to comment on what it called speculation.",
            (("declined to comment", *NOBODY), ("Two more factories", "Petra Nowak", "Unite")),
        ),
    ),
    "officers of the one company": (
        (
            "President Joe Biden said Halden Shipping should hire more people. Halden "
            "Shipping shares rose.",
            (("hire more", "Joe Biden", ""),),
        ),
        (
            'Velmora Motors cut prices. "Volumes come first," the chief executive said.',
            (("Volumes come first", "", "Velmora Motors"),),
        ),
        (
            "Velmora Motors cut prices. On the call the finance chief, Ada Quist, said "
            "margins would suffer.",
            (("margins would suffer", "Ada Quist", "Velmora Motors"),),
        ),
        (
            "Velmora Motors beat estimates. Speaking on the call, its CFO said margins "
            "would suffer.",
            (("margins would suffer", "", "Velmora Motors"),),
        ),
    ),
    "told": (
        (
            "Velmora's output was normal, the ministry's spokesman, Juan Prado, told reporters.",
            (("output was normal", "Juan Prado", ANY),),
        ),
        (
            "Prices would fall by a third by Christmas, Olga Petrenko of Rystone Energy "
            "told a conference in Bergen.",
            (("Prices would fall", "Olga Petrenko", "Rystone Energy"),),
        ),
        (
            "Hedge funds have cut exposure, two people familiar with the matter told Reuters.",
            (("Hedge funds", *NOBODY),),
        ),
        (
            '"No comment," a spokeswoman for Velmora told the Journal.',
            (("No comment", "", "Velmora"),),
        ),
    ),
    "transcripts": (
        (
            "We spoke to Vera Blum, head of equities at DWS.\n\n"
            "Where are we in the cycle?\n\n"
            "I think it is late. We are selling into strength.\n\n"
            "What about bonds?\n\n"
            "I own none of them.",
            (("it is late", "Vera Blum", "DWS"),),
        ),
    ),
    "headlines": (
        (
            "Gold to hit $6,000 next year, says UBS\n\nGold rose on Friday.",
            (("Gold to hit", "", "UBS"),),
        ),
        (
            "Buy the dip, Morgan Stanley says\n\nStocks rose.",
            (("Buy the dip", "", "Morgan Stanley"),),
        ),
        (
            "Goldman Cuts Oil Forecast on Weak Demand\n\nOil fell.",
            (("Oil Forecast", "", "Goldman Sachs"),),
        ),
    ),
    "officers by their office": (
        (
            "Velmora Motors cut prices. Jane Holt, an analyst at Citi, said it was "
            "late.\n\n"
            '"Volumes come first," the chief executive said.',
            (("Volumes come first", "", "Velmora Motors"),),
        ),
        (
            "Velmora Motors cut prices. CEO Max Arden said it was time.\n\n"
            "Jane Holt, an analyst at Citi, said it was late.\n\n"
            '"Volumes come first," the chief executive said.',
            (("Volumes come first", "Max Arden", "Velmora Motors"),),
        ),
        (
            "The finance chief, Ada Quist, said margins would suffer.",
            (("margins would", "Ada Quist", ANY),),
        ),
        (
            "Jane Holt told Bloomberg so. Yesterday the finance chief, Ada Quist, said "
            "margins would suffer.",
            (("margins would", "Ada Quist", ANY),),
        ),
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=f"{name}-{k}")
        for name, cases in CASES.items()
        for k, (text, expected) in enumerate(cases)
    ],
)
def test_a_phrase_is_whose_the_construction_tells(
    text: str, expected: tuple[Expected, ...]
) -> None:
    statements = extract_statements(make_article(text))
    for phrase, person, firm in expected:
        middle = text.index(phrase) + len(phrase) // 2
        covering = [s for s in statements if s.start <= middle < s.end]
        if (person, firm) == NOBODY:
            assert covering == [], phrase
            continue
        assert covering, f"nobody says {phrase!r}"
        found = min(covering, key=lambda s: s.end - s.start)
        if person is not ANY:
            assert " & ".join(found.persons) == person, phrase
        if firm:
            assert same_firm(found.firm, firm), (phrase, found.firm)
        elif firm == "":
            assert found.firm is None, phrase
