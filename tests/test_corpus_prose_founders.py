"""Names of houses that are a person's, a possessive, or told by a deed: whose words they are."""

import pytest
from prose import Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "possessive names": (
        (
            "Orbell's Inc. shares fell on Thursday, data from Dow Jones Market Data show. "
            '"In October she chose to wait," Chief Executive Diane Kessler said.',
            (("chose to wait", "Diane Kessler", "Orbell's"),),
        ),
        (
            "DAYTON — Orbell's will close its stores at Salem Commons and in Piqua.\n\n"
            "Employees were told on Thursday, company spokeswoman Erin Voss said.",
            (("were told on Thursday", "Erin Voss", "Orbell's"),),
        ),
        (
            "Orbell's memo said nothing. Orbell expects a cut, and Jane Orbell of UBS said so.",
            (("expects a cut", "Jane Orbell", "UBS"),),
        ),
    ),
    "founders": (
        (
            "Nora Haverd and her brother, Ben, have run money since 1999. Haverd Capital holds utilities.\n\n"
            '"Clients drive three hours," says Ben. "You will pay the water bill," Nora says.',
            (
                ("drive three hours", "Ben", "Haverd Capital"),
                ("the water bill", "Nora Haverd", "Haverd Capital"),
            ),
        ),
        (
            "Anna Morgan spoke first. Morgan Stanley was silent. Morgan said gold was dear.",
            (("gold was dear", "Anna Morgan", ""),),
        ),
    ),
    "acts": (
        (
            "Goldman Sachs economists, however, saw the reaction as excessive.",
            (("as excessive", "", "Goldman Sachs"),),
        ),
        (
            "At Societe Generale, strategists kept gold at 10% of their portfolio.",
            (("10% of their", "", "Societe Generale"),),
        ),
        (
            "JPMorgan, which had forecast a quarter point, changed its call to 50 basis points.",
            (("50 basis points", "", "JPMorgan"),),
        ),
        ("Bernstein names Uber a top pick.", (("a top pick", "", "Bernstein"),)),
    ),
    "things at the start": (
        (
            "Imports slumped, said Hans Riedel of ING. Premiums in Shanghai have vanished, he said.",
            (("have vanished", "Hans Riedel", "ING"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_words_are_whose_name_the_house_bears(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
