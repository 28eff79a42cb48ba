"""Sentences that differ from their span, or from a fair retelling of it, in the one word that turns them."""

import pytest

from rag.checking.checked import CitedSpan
from rag.checking.verify import check_sentence


def verdict(sentence: str, text: str) -> str:
    span = CitedSpan(mark="[1]", text=text, published="2026-03-10")
    return check_sentence(f"{sentence.rstrip('.')} [1].", [span]).verdict


GOLD = "Gold fell to $4,060 an ounce on Friday, down 27% from January's peak of $5,540."
DEALS = "UBS analysts said they expected Brent to rise to $86 in the third quarter, while Citi said $60."
BOARD = "Backers of a merger on the board voted 7-2 for it, and the Nasdaq 100 did not move."
LOSS = "Its net loss narrowed to $88m in 2024 from $131m in 2023."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GOLD, GOLD.replace("Friday", "Tuesday")),
        (GOLD, GOLD.replace("January", "March")),
        (GOLD, GOLD.replace("27%", "29%")),
        (GOLD, GOLD.replace("down", "up")),
        (DEALS, DEALS.replace("UBS", "Citigroup")),
        (DEALS, DEALS.replace("quarter", "year")),
        (BOARD, BOARD.replace("7-2", "6-2")),
        (BOARD, BOARD.replace("Nasdaq 100", "Nasdaq 180")),
        (BOARD, BOARD.replace("did not move", "did move")),
        (LOSS, LOSS.replace("2024", "2023")),
        (LOSS, LOSS.replace("narrowed", "never narrowed")),
        (
            "Credit-card data suggest that the slump may not be over.",
            "Credit-card data suggest that the slump may be over.",
        ),
        (
            "Other firms have secured supply through May.",
            "Other firms have secured demand through May.",
        ),
        ("Roe said she expected two more cuts.", "Roe said she expected two less cuts."),
    ],
)
def test_one_word_of_a_copy_makes_another_sentence(text: str, sentence: str) -> None:
    assert sentence != text
    assert verdict(text, text) == "supported"
    assert verdict(sentence, text) not in ("supported", "uncited")


PAIRS = [
    # denials
    (
        "Copper demand has strengthened since the spring.",
        "Demand for copper has picked up since spring",
        "Demand for copper has not picked up since spring",
    ),
    ("Pay was still growing at 3.9%.", "Wages are still up 3.9%", "Wages are not still up 3.9%"),
    (
        "Roe doubts that the savings will last.",
        "Roe doubts the savings will last",
        "Roe doubts the savings will not last",
    ),
    (
        "Moving early would be awkward, Roe said.",
        "It would be awkward to move early, Roe said",
        "It would not be awkward to move early, Roe said",
    ),
    (
        "Roe said she would become more positive if mortgage rates dropped.",
        "Roe would turn more constructive if mortgage rates fell",
        "Roe would not turn more constructive if mortgage rates fell",
    ),
    (
        "Kern expects more firms to list before the summer.",
        "More firms will list before summer, Kern expects",
        "More firms will not list before summer, Kern expects",
    ),
    (
        "Orrin's sales failed to meet forecasts.",
        "Orrin's sales did not meet forecasts",
        "Orrin's sales met forecasts",
    ),
    (
        "Goldman Sachs raised its forecast for gold in 2025 to $3,700 from $3,300.",
        "Goldman Sachs now sees gold at $3,700 in 2025, up from $3,300",
        "Goldman Sachs now sees gold at $3,700 in 2025, down from $3,300",
    ),
    # what is open, what is sure
    (
        "Alder is considering an offering in New York in November.",
        "Alder may hold an offering in New York in November",
        "Alder will hold an offering in New York in November",
    ),
    (
        "Nationwide said it would pass on the cut in full.",
        "Nationwide said it would pass the whole cut on",
        "Nationwide said it would pass on the cut in full and would also trim its fixed-rate deals",
    ),
    (
        "The yen eased to 147.40 per dollar.",
        "The yen slipped to 147.40 per dollar",
        "The yen firmed to 147.40 per dollar",
    ),
    # times
    (
        "Her team sees the real at 5.80 at year-end.",
        "Her team's forecast for the real at the end of the year is 5.80",
        "Her team's forecast for the real in the middle of the year is 5.80",
    ),
    (
        "OPEC left output unchanged for October.",
        "OPEC kept output steady for October",
        "OPEC kept output steady for March",
    ),
    (
        "Foreigners bought $12bn of shares in the third quarter.",
        "Foreigners purchased $12bn of shares in the third quarter",
        "Foreigners purchased $12bn of shares in the third year",
    ),
    (
        "The margin was 14.1% in the quarter.",
        "The quarter's margin was 14.1%",
        "The year's margin was 14.1%",
    ),
    (
        "Prices rose 0.6%, the fifth monthly gain in a row.",
        "Prices rose 0.6% in a fifth monthly gain",
        "Prices rose 0.6% in a fifth annual gain",
    ),
    (
        "Sitharaman told a gathering in Delhi on Wednesday that growth was fine.",
        "Sitharaman said on Wednesday that growth was fine",
        "Sitharaman said on Tuesday that growth was fine",
    ),
    (
        "The cost was 3% less than a year before.",
        "The cost was down 3% from a year ago",
        "The cost was down 3% from a year after",
    ),
    (
        "Roe expects the same rate until 2028.",
        "Roe sees no change in the rate before 2028",
        "Roe sees no change in the rate after 2028",
    ),
    # pairs
    (
        "Maersk cut its profit guidance to $5bn.",
        "Maersk lowered its profit outlook to $5bn",
        "Maersk lowered its loss outlook to $5bn",
    ),
    (
        "Orrin cut its forecast for euro-area growth to 0.6%.",
        "Orrin lowered its euro-area growth forecast to 0.6%",
        "Orrin lowered its euro-area decline forecast to 0.6%",
    ),
    # degrees
    (
        "A vote for Roe makes a rise less likely, traders think.",
        "Traders think a vote for Roe makes a rise less likely",
        "Traders think a vote for Roe makes a rise more likely",
    ),
    (
        "Kern signalled further reductions.",
        "Kern indicated more reductions",
        "Kern indicated less reductions",
    ),
    # ratings
    (
        "He kept his buy rating but trimmed his target to 8 euros.",
        "He maintained his buy recommendation while lowering his target to 8 euros",
        "He maintained his sell recommendation while lowering his target to 8 euros",
    ),
    (
        "Wilson took the group from underweight to neutral.",
        "Wilson raised the group from underweight to neutral",
        "Wilson cut the group from underweight to neutral",
    ),
    # numbers
    (
        "Payrolls rose by 143,000, while the jobless rate edged down to 4.0%.",
        "Unemployment edged down to 4%",
        "Unemployment ticked higher to 4%",
    ),
    (
        "Roe suggests put spreads on the Nasdaq-100.",
        "Roe recommends put spreads on the Nasdaq 100",
        "Roe recommends put spreads on the Nasdaq 200",
    ),
]


@pytest.mark.parametrize(("text", "faithful", "turned"), PAIRS)
def test_a_retelling_stands_and_its_turned_neighbour_does_not(
    text: str, faithful: str, turned: str
) -> None:
    assert verdict(faithful, text) == "supported"
    assert verdict(turned, text) not in ("supported", "uncited")


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "In March 2026, gold rose 2% in five days.",
            "Gold rose 2% in five days, a pace last seen in April 2020.",
        ),
        ("Tin is more attractive than copper.", "Copper is less attractive than tin."),
        (
            "ING won't back a cut until pay slows.",
            "ING would need to see pay slow before backing a cut.",
        ),
        (
            "Employment unexpectedly fell by 5,400.",
            "Employment fell by 5,400, when a rise of 21,000 had been expected.",
        ),
        (
            "They are underweight, a stance they had not held since 2023.",
            "They are underweight for the first time since 2023.",
        ),
        (
            "Velmora may sell its zinc mine in Namibia.",
            "Velmora could be forced to sell its Namibian zinc mine.",
        ),
        (
            "The broker took $13 off its target, to $25.",
            "The broker cut its target to $25 from $38.",
        ),
        (
            "Roe looks for one last quarter-point cut in December.",
            "Roe expects a final quarter-point reduction in December.",
        ),
        (
            "Merchants are leaving for cheaper rivals.",
            "Merchants are leaving for lower-cost rivals.",
        ),
        ("DZ Bank advises not to buy carmakers.", "DZ Bank advises against buying carmakers."),
        ("China's share of its sales will fall to the 30% range, Kern said, from more than 40%.",)
        * 2,
    ],
)
def test_what_only_looks_turned_stands(sentence: str, text: str) -> None:
    assert verdict(sentence, text) == "supported"
