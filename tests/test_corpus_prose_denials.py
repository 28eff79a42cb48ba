"""Denials and what follows an attribution: whose words a phrase is."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "attribution in a following sentence": (
        (
            "The dollar will fall another 10%. That is the view of Jane Holloway, head of "
            "currencies at Barclays.",
            (("will fall another", "Jane Holloway", "Barclays"),),
        ),
        (
            "Gold at $5,000 by the summer. That is the forecast of UBS, which was early to "
            "the rally.",
            (("Gold at", "", "UBS"),),
        ),
        (
            "Small caps will beat large ones next year. So says Peter Lund of Nordea.",
            (("Small caps", "Peter Lund", "Nordea"),),
        ),
        (
            "The market has got ahead of itself. At least, that is what Rosa Klein, chief "
            "economist at Orrin Bank, believes.",
            (("ahead of itself", "Rosa Klein", "Orrin Bank"),),
        ),
        (
            "Oil is heading for $50. That's according to Owen Mackie, an analyst at Rystad.",
            (("heading for", "Owen Mackie", "Rystad"),),
        ),
        (
            "The worst is over for banks. That, at any rate, is the message from Goldman Sachs.",
            (("worst is over", "", "Goldman Sachs"),),
        ),
        (
            "The euro is doomed. That is not the view of Jane Holloway at Barclays, who "
            "expects a rally.",
            (("expects a rally", "Jane Holloway", "Barclays"),),
        ),
    ),
    "denial": (
        (
            "Velmora Motors denied that it was in talks with Orrin Foods.",
            (("in talks", "", "Velmora Motors"),),
        ),
        (
            "Chief Executive Rosa Klein rejected the suggestion that margins had peaked.",
            (("had peaked", "Rosa Klein", ANY),),
        ),
        (
            'A spokesman for Velmora Motors dismissed the report as "speculation".',
            (("speculation", "", "Velmora Motors"),),
        ),
        (
            "Velmora Motors said it was not for sale and called the report baseless.",
            (("not for sale", "", "Velmora Motors"),),
        ),
        (
            "Finance Minister Owen Mackie refuted claims that taxes would rise.",
            (("taxes would", "Owen Mackie", ANY),),
        ),
        (
            "Jane Holloway of Barclays disputed the idea that the yen was cheap.",
            (("yen was cheap", "Jane Holloway", "Barclays"),),
        ),
    ),
    "denials, second wording": (
        (
            "Velmora Motors said reports of a sale were untrue.",
            (("were untrue", "", "Velmora Motors"),),
        ),
        (
            "A person close to Orrin Foods denied that talks were under way.",
            (("under way", *NOBODY),),
        ),
        (
            "Rosa Klein of Nordea disagreed with the idea that rates must rise.",
            (("must rise", "Rosa Klein", "Nordea"),),
        ),
        (
            "The central bank declined to comment. The Riksbank meets in May.",
            (("declined to comment", *NOBODY),),
        ),
        (
            "Nomura challenged the view that the yen is cheap.",
            (("yen is cheap", "", "Nomura"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
