"""Prose in which a firm or a person stands near words that are not theirs."""

import pytest
from prose import NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "firms of others": (
        (
            "Christine Lagarde spoke in Frankfurt. The Commerzbank economist Joerg Kraemer expects no cut. "
            '"Inflation is still sticky," Lagarde said.',
            (("still sticky", "Christine Lagarde", ""), ("no cut", "Joerg Kraemer", "Commerzbank")),
        ),
        (
            "UBS strategists Ida Roe and Jan Kern cut Velmora to sell. The shop has a long history. "
            'Its founders were glum. "The stores are empty," the founders said.',
            (("stores are empty", *NOBODY),),
        ),
        (
            "Ida Roe of UBS and Jan Kern of UBS cut Velmora, which is owned by two brothers. "
            '"The stores are full," the brothers said.',
            (("stores are full", *NOBODY),),
        ),
        (
            'Greenpeace sued Shell on Monday. "The case is strong," communications director Karl Stumm said.',
            (("case is strong", "Karl Stumm", ""),),
        ),
        (
            "UBS was glum. Ida Roe, head of research at the French asset manager, cut gold to neutral.",
            (("cut gold", "Ida Roe", ""),),
        ),
        (
            "UBS was glum. Ida Roe, head of research at the Swiss wealth manager, cut gold to neutral.",
            (("cut gold", "Ida Roe", "UBS"),),
        ),
        (
            "Ida Roe and Jan Kern run a lobby that fights at Amazon. "
            '"The rules are too soft," Roe said.',
            (("too soft", "Ida Roe", ""),),
        ),
        (
            "Recep Erdogan spoke in Ankara. Erdogan adviser Mehmet Ucar said the lira was cheap.",
            (("lira was cheap", "Mehmet Ucar", ""),),
        ),
        (
            "UBS expects a deficit of 3%. By its estimate, the government needs 4 billion euros.",
            (("needs 4 billion", *NOBODY),),
        ),
    ),
    "bodies that are called alike": (
        (
            "The chancellor met the Bank of England on Monday. A Treasury spokesman said the rules would stay.",
            (("rules would stay", "", "HM Treasury"),),
        ),
        (
            "The White House met the Federal Reserve. A Treasury spokesman said the rules would stay.",
            (("rules would stay", "", "U.S. Treasury Department"),),
        ),
    ),
    "names of two kinds": (
        (
            "Ida Roe & Jan Kern of UBS said gold is dear.",
            (("gold is dear", "Ida Roe & Jan Kern", "UBS"),),
        ),
        (
            "Matthew Prince runs Cloudflare. Prince expects the web to shrink.",
            (("web to shrink", "Matthew Prince", None),),
        ),
        (
            "Anna Ashmore of UBS was glum on Tuesday. Ashmore expects the peso to fall.",
            (("peso to fall", "Anna Ashmore", "UBS"),),
        ),
        (
            "Rates are high. Powell said it would take time for inflation to ease.",
            (("take time", "Powell", ""),),
        ),
    ),
    "pairs of currencies": (
        (
            "ING was glum. The bank cut its USD/JPY forecast to 150.",
            (("forecast to 150", "", "ING"),),
        ),
    ),
    "turns": (
        (
            "Q: Where do rates go? Ida Roe, ING strategist: Powell said two cuts, but I see three of them.\n\n",
            (("see three", "Ida Roe", "ING"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_words_are_not_given_to_who_only_stands_near(
    text: str, expected: tuple[Expected, ...]
) -> None:
    check_speakers(text, expected)
