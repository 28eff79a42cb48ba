"""Ordinary turns of news prose that are easily missed: whose words they are."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

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
    "who runs what": (
        (
            "- Renata Roe runs high-yield funds at Oak Orrin Credit in Stamford.\n\nBonds are safer, Roe said.",
            (("Bonds are safer", "Renata Roe", "Oak Orrin Credit"),),
        ),
        (
            "Louise Holm grew up on a farm.\n\nThree decades later Louise runs Holm Capital, a small fund. She thinks "
            "builders are cheap.",
            (("builders are cheap", "Louise Holm", "Holm Capital"),),
        ),
        (
            'Metal is scarce. Urs Roe, who trades it at Orrin Pamp in Geneva, said bars are flown in. "I saw that '
            'twice," Roe said.',
            (("bars are flown", "Urs Roe", "Orrin Pamp"), ("saw that", "Urs Roe", "Orrin Pamp")),
        ),
        (
            'Geelong mortgage broker Toni Roe said her phone rang. "I worry," said Roe, who runs Orrin Home Loans.',
            (
                ("phone rang", "Toni Roe", "Orrin Home Loans"),
                ("I worry", "Toni Roe", "Orrin Home Loans"),
            ),
        ),
        (
            "At the National Association of Home Builders, whose index slipped to 40, chief economist Wendell Roe "
            "estimates that duties will add $10,900.",
            (("$10,900", "Wendell Roe", "National Association of Home Builders"),),
        ),
        (
            'Unite, the union, called on ministers to act. "We have seen it," said national officer Maureen Roe.',
            (("We have seen", "Maureen Roe", "Unite"),),
        ),
        (
            "Australia's central bank raised rates and said prices were hard to tame. The Reserve Bank of Australia "
            "met. The RBA board said it was wary.",
            (
                ("hard to tame", "", "Reserve Bank of Australia"),
                ("it was wary", "", "Reserve Bank of Australia"),
            ),
        ),
        (
            "Ida Roe, chief economist at ING, sees no cut. Most in the bank's survey see the Selic lower. She moved "
            "her forecast to 13% from 12%. The report moved the forecast for rain.",
            (("to 13%", "Ida Roe", "ING"),),
        ),
        (
            "Bank of America cut Brazil. Morgan Stanley strategists, including Ioana Roe, are going against the "
            "current. They recommend the real.",
            (("recommend the real", ANY, "Morgan Stanley"),),
        ),
        (
            "BMO Capital Markets named NextEra its top pick. Orders could grow, analyst Everett Roe said.",
            (("its top pick", "", "BMO"), ("could grow", "Everett Roe", "BMO")),
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
            (("could pause", "Prince Faisal bin Omar", None),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
