"""Constructions that tell a house or an office: in each, whose words a phrase is.

By class of grammar; every name is made up or stands for any of its kind. `NOBODY` speaks where a
sentence is the outlet's own; `ANY` where a case does not judge the person or the firm.
"""

import pytest

from tests.prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
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


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_construction_tells(
    text: str, expected: tuple[Expected, ...]
) -> None:
    check_speakers(text, expected)
