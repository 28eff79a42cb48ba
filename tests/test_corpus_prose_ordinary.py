"""Ordinary turns of news prose that are easily missed: whose words they are."""

import pytest
from prose import NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "contracted denials": (
        (
            "Ida Roe of ING was glum. She doesn't expect prices to rise. They won't see it, she said.",
            (("prices to rise", "Ida Roe", "ING"),),
        ),
        (
            "UBS isn't forecasting a slump. Citi didn't say so.",
            (("a slump", "", "UBS"),),
        ),
        (
            "Blackstone didn't respond to a request for comment. Citi hasn't replied.",
            (("request for comment", *NOBODY), ("hasn't replied", *NOBODY)),
        ),
    ),
    "targets": (
        (
            "Ida Roe of ING turned to buy. Her new target on Velmora Motors is $196, up from $151.",
            (("$196", "Ida Roe", "ING"),),
        ),
        (
            "Anton Reyes of Citi was glum. Reyes' price target on D.R. Horton is now $138.",
            (("$138", "Anton Reyes", "Citi"),),
        ),
        (
            "Delta Air Lines restored its full-year profit forecast and told investors that demand held.",
            (("profit forecast", "", "Delta Air Lines"), ("demand held", "", "Delta Air Lines")),
        ),
        (
            "Piper Sandler repeated its Overweight rating on Palantir after the company grew. Analyst Ben Castor "
            "said contracts were larger.",
            (
                ("Overweight rating", "", "Piper Sandler"),
                ("were larger", "Ben Castor", "Piper Sandler"),
            ),
        ),
    ),
    "organisations": (
        (
            "There are signs of restraint. Quarrier said it would trim capacity by 5%.",
            (("trim capacity", "", "Quarrier"),),
        ),
        (
            "Velmora Motors will close a plant. The Unison union said it would seek a meeting.",
            (("seek a meeting", "", "Unison"),),
        ),
        (
            'Leeds wealth manager Rask & Holm, which looks after savings, is advising clients to accept. "It is '
            'cash," said investment director Ulf Holm.',
            (("to accept", "", "Rask & Holm"),),
        ),
        (
            "Yoko Abe at Sumitomo Mitsui Banking Corp. was not persuaded, saying the bank would wait.",
            (("would wait", "Yoko Abe", "SMBC"),),
        ),
        (
            "Not so Morgan Stanley, which last week advised clients to prefer India.",
            (("prefer India", "", "Morgan Stanley"),),
        ),
        (
            "OTTAWA, May 15, 2026 (Reuters) - The Bank of Canada trimmed its key rate to 2.00% on Wednesday, its "
            "first move since October, and said it was ready to do more.",
            (("ready to do more", "", "Bank of Canada"),),
        ),
    ),
    "kinds of house": (
        (
            'UBS is cooler. Ida Roe, head of research at the Swiss wealth manager, cut gold to neutral. "It is dear," '
            "Roe said.",
            (("cut gold", "Ida Roe", "UBS"), ("It is dear", "Ida Roe", "UBS")),
        ),
        (
            'The services union Verdi was angry. "It is slash and burn," said Detlef Roe, who is responsible for '
            "banks at the union in the Rhineland.",
            (("slash and burn", "Detlef Roe", "Verdi"),),
        ),
        (
            'Motilal Oswal cut its estimates. "Margins will trough," said Rakesh Rao, head of BFSI research at the '
            "brokerage. His top picks are two lenders. Demand is better, according to him.",
            (
                ("Margins will trough", "Rakesh Rao", "Motilal Oswal"),
                ("two lenders", "Rakesh Rao", "Motilal Oswal"),
                ("Demand is better", "Rakesh Rao", "Motilal Oswal"),
            ),
        ),
        (
            "Scotiabank's economists, who had called for no change, said the central bank was taking a risk with "
            "expectations. The Bank of Canada met on Monday.",
            (("taking a risk", "", "Scotiabank"),),
        ),
        (
            "Roth initiated Halden at Buy, while Quarrier downgraded it to Market Perform on valuation.",
            (("Market Perform", "", "Quarrier"),),
        ),
        (
            "Inflation slowed to 2.3% in March, Statistics Canada said on Tuesday.",
            (("slowed to 2.3%", "", "Statistics Canada"),),
        ),
        (
            "Germany's Rheinorrin will cut 3,900 jobs, the lender said.\n\nThe bank said it was targeting a return of "
            "13%.",
            (("3,900 jobs", "", "Rheinorrin"), ("a return of", "", "Rheinorrin")),
        ),
    ),
    "persons": (
        (
            "Wendell Roe, founder of Orrin Research, warned of a rally. After cuts the Hang Seng was lower, he said.",
            (("was lower", "Wendell Roe", "Orrin Research"),),
        ),
        (
            "Ida Roe of ING is glum. In 2027, Roe is aiming for 5%. Her top idea is copper.",
            (
                ("5%", "Ida Roe", "ING"),
                ("idea is copper", "Ida Roe", "ING"),
            ),
        ),
        (
            "The sell-off looked overdone to Ida Roe, who follows the company at ING.",
            (("looked overdone", "Ida Roe", "ING"),),
        ),
        (
            '"It is too dear," says Nils Brandt, manager of the $1.2 billion Orrin Value fund.',
            (("too dear", "Nils Brandt", "Orrin Value"),),
        ),
        (
            "Chief executive Lars Brandt visited Truro and spoke to staff. The firm's Truro bakery stays. "
            '"It is why we bought it," he told the Herald.',
            (("why we bought", "Lars Brandt", None),),
        ),
        (
            'Kari Aas and her sister, Britt Holm, run $640 million at Aas Capital. Kari likes cheap shares. "I fall '
            'in love," Kari said. Ask Britt about chips and she shrugs. "We would be tourists," Britt said.\n\n'
            "Both sisters believe the run has begun. Rates are down, they note.",
            (
                ("in love", "Kari Aas", "Aas Capital"),
                ("be tourists", "Britt Holm", "Aas Capital"),
                ("the run has begun", "Kari Aas & Britt Holm", "Aas Capital"),
                ("Rates are down", "Kari Aas & Britt Holm", "Aas Capital"),
            ),
        ),
        (
            "Energy Minister Prince Faisal bin Omar has said output could pause.",
            (("could pause", "Faisal bin Omar", None),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
