"""Coverage of deals: officers, holders, analysts and regulators of two companies."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "deal coverage": (
        (
            "Orrin Foods agreed to buy Velmora Group for $4.2 billion in cash, the companies "
            "said on Monday.",
            (("agreed to buy", *NOBODY),),
        ),
        (
            'Orrin Foods agreed to buy rival Velmora Group for $4.2 billion.\n\n"This deal '
            'gives us scale," Orrin Foods Chief Executive Rosa Klein said in a statement. '
            "She said the companies would save $200 million a year.",
            (
                ("gives us scale", "Rosa Klein", "Orrin Foods"),
                ("would save", "Rosa Klein", "Orrin Foods"),
            ),
        ),
        (
            "Orrin Foods expects the deal to close in the first half of next year and to add "
            "to earnings from the second year.",
            (("to close in", "", "Orrin Foods"),),
        ),
        (
            '"The price looks full," said Dario Conti, an analyst at Kepler Cheuvreux. "But '
            'the logic is there," he added. Conti has a hold rating on Orrin Foods.',
            (
                ("looks full", "Dario Conti", "Kepler Cheuvreux"),
                ("the logic", "Dario Conti", "Kepler Cheuvreux"),
                ("hold rating", "Dario Conti", "Kepler Cheuvreux"),
            ),
        ),
        (
            'Analysts at Bernstein said the premium was "hard to justify". They cut Orrin '
            "Foods to market perform.",
            (
                ("hard to", "", "Bernstein"),
                ("market perform", "", "Bernstein"),
            ),
        ),
        (
            "Velmora Group, which makes pumps, did not respond to a request for comment. "
            "Lazard advised Orrin Foods.",
            (
                ("did not respond", *NOBODY),
                ("advised", *NOBODY),
            ),
        ),
        (
            'Orrin Foods Chairman Peter Lund called the offer "opportunistic" and urged '
            "holders to take no action.",
            (("opportunistic", "Peter Lund", "Orrin Foods"),),
        ),
        (
            "The chairman, Peter Lund, said in a letter to shareholders that Velmora Group "
            "undervalued the business. Orrin Foods shares rose 12%.",
            (("undervalued", "Peter Lund", ANY),),
        ),
        (
            "A person close to Velmora Group said talks had broken down twice before.",
            (("broken down", *NOBODY),),
        ),
        (
            "Velmora Group said that it had received an unsolicited approach and that its "
            "board would review it.",
            (("unsolicited", "", "Velmora Group"),),
        ),
        (
            "Rosa Klein, who has run Orrin Foods since 2019, will lead the combined group. "
            '"Two plus two is five," she told reporters on a call. Velmora\'s chief '
            'executive, Owen Mackie, will be her deputy. He called it "a marriage of equals".',
            (
                ("Two plus two", "Rosa Klein", "Orrin Foods"),
                ("marriage of", "Owen Mackie", "Velmora"),
            ),
        ),
        (
            "Activist investor Tarn Capital, which owns 6% of Velmora Group, said the bid "
            'was too low. "We will vote no," said its founder, Jack Tarn.',
            (
                ("too low", "", "Tarn Capital"),
                ("vote no", "Jack Tarn", "Tarn Capital"),
            ),
        ),
        (
            "Tarn Capital, Velmora Group's second-largest shareholder, welcomed the bid.",
            (("welcomed", "", "Tarn Capital"),),
        ),
        (
            'The deal "makes strategic sense", wrote Citi\'s Lena Fox, but it "will be a '
            'slog" at the regulator.',
            (
                ("strategic sense", "Lena Fox", "Citi"),
                ("a slog", "Lena Fox", "Citi"),
            ),
        ),
        (
            'Antitrust lawyers were less sure. "Expect a second request," said Mary Osei, a '
            "partner at Hale & Byrd who used to work at the Justice Department.",
            (("second request", "Mary Osei", "Hale & Byrd"),),
        ),
    ),
    "deals, second wording": (
        (
            "LONDON, Oct 5 (Agency) - Orrin Foods has agreed to buy Velmora Group in a 3.1 "
            "billion pound deal, the two companies said on Monday, creating Europe's largest "
            "maker of pumps.\n\nUnder the terms, Velmora shareholders will get 310 pence a "
            'share.\n\n"This is a compelling combination," said Orrin\'s chief executive, '
            "Rosa Klein, adding that the group would keep its listing in London.\n\nVelmora "
            "chairman Peter Lund said the board had rejected three earlier proposals before "
            "accepting.",
            (
                ("compelling combination", "Rosa Klein", "Orrin Foods"),
                ("keep its listing", "Rosa Klein", "Orrin Foods"),
                ("three earlier", "Peter Lund", "Velmora Group"),
            ),
        ),
        (
            "Orrin Foods said the acquisition would be financed with debt. Chief Financial "
            'Officer Dario Conti told investors leverage would peak at 2.9 times. "We know '
            'how to pay down debt," he said.',
            (
                ("financed with debt", "", "Orrin Foods"),
                ("would peak", "Dario Conti", "Orrin Foods"),
                ("pay down debt", "Dario Conti", "Orrin Foods"),
            ),
        ),
        (
            'Shares in Orrin Foods fell 6%. "They are paying up," said a fund manager at a '
            'top-20 shareholder, who declined to be named. "And for what?"',
            (("paying up", *NOBODY),),
        ),
        (
            "The Competition and Markets Authority said it was aware of the deal.",
            (("aware of the deal", "", "Competition and Markets Authority"),),
        ),
        (
            'Trade union Unite called for guarantees on jobs. "Our members make these '
            'pumps," general secretary Mary Osei said.',
            (("make these pumps", "Mary Osei", "Unite"),),
        ),
        (
            "Proxy adviser Glass Lewis recommended that shareholders back the offer.",
            (("back the offer", "", "Glass Lewis"),),
        ),
        (
            'In a note, Jefferies called the price "full but fair". Analysts there see '
            "little chance of a counterbid.",
            (
                ("full but fair", "", "Jefferies"),
                ("counterbid", "", "Jefferies"),
            ),
        ),
        (
            'Barclays analyst Lena Fox said the synergies looked "conservative". RBC\'s '
            "Owen Mackie was not so sure, saying integration would take years.",
            (
                ("conservative", "Lena Fox", "Barclays"),
                ("take years", "Owen Mackie", "RBC"),
            ),
        ),
        (
            "Velmora Group had said in August it was in no hurry to sell. Orrin Foods "
            "declined to comment beyond its statement.",
            (("no hurry", "", "Velmora Group"),),
        ),
        (
            "Orrin expects annual cost savings of 120 million pounds by the third year. "
            "Velmora made a profit of 210 million last year. Orrin Foods is based in Leeds.",
            (("annual cost", "", "Orrin Foods"),),
        ),
        (
            "Rosa Klein, Orrin Foods' CEO, and Peter Lund, chairman of Velmora Group, said "
            "in a joint statement that the deal would create jobs.",
            (("create jobs", "Rosa Klein & Peter Lund", ANY),),
        ),
        (
            '"We have always admired Velmora," Klein told reporters. Rosa Klein has led '
            "Orrin Foods since 2019. She dismissed suggestions that regulators might object "
            'as "noise".',
            (
                ("always admired", "Rosa Klein", "Orrin Foods"),
                ("might object", "Rosa Klein", "Orrin Foods"),
            ),
        ),
        (
            "Goldman Sachs is advising Orrin Foods, while Lazard and UBS are working with "
            "Velmora Group.",
            (
                ("is advising", *NOBODY),
                ("are working", *NOBODY),
            ),
        ),
        (
            "The deal needs the support of 75% of Velmora's holders. Tarn Capital, which "
            "holds 8%, said it would vote in favour. Aberline, with 5%, has yet to decide, a "
            "person familiar with its thinking said.",
            (
                ("in favour", "", "Tarn Capital"),
                ("yet to decide", *NOBODY),
            ),
        ),
        (
            'Orrin Foods rejected the bid on Friday, saying it "fundamentally undervalues" '
            "the company.",
            (("fundamentally", "", "Orrin Foods"),),
        ),
        (
            "A source with knowledge of the matter said the fee was 2%. Reuters first "
            "reported the talks.",
            (("fee was 2%", *NOBODY),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
