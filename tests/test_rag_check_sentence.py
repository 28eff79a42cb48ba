"""A sentence against the spans it cites: one hand-worked row a rule, and its faithful neighbour."""

import time

import pytest

from rag.checking.checked import CitedSpan, KnownNames
from rag.checking.verify import check_sentence

QUILL = CitedSpan(
    mark="[1]",
    text="Small caps could rise 12% by June, said Nora Quill, who does not expect a recession.",
    persons=("Nora Quill",),
    firm="Willow Bank",
    title="Willow Bank on small caps",
    outlet="Elm News",
    published="2025-09-12",
)
INDICES = CitedSpan(
    mark="[1]",
    text="The Russell 2000 rose 1.2% on Thursday while the S&P 500 added 0.4%. Many companies beat "
    "forecasts by more than 130 basis points.",
    outlet="Elm News",
    published="2025-09-12",
)
FUND = CitedSpan(
    mark="[2]",
    text="Bond funds took in $4.2bn, the most in ten months.",
    firm="Sable Research",
    outlet="Oak Post",
    published="2025-09-24",
)
DEAL = CitedSpan(mark="[1]", text="Acme bought Zalvo after Zalvo outperformed Brill.")


def verdict(sentence: str, *spans: CitedSpan) -> str:
    return check_sentence(sentence, spans).verdict


@pytest.mark.parametrize(
    "sentence",
    [
        "Nora Quill of Willow Bank said that small caps could rise 12% by June [1].",
        "Small caps may gain 12 percent, according to Willow Bank [1].",
        "Quill expects no recession [1].",
        "In September 2025, Nora Quill did not expect a recession [1].",
        "Elm News reports that Quill sees small caps rising by 12% [1].",
    ],
)
def test_a_retelling_of_what_a_speaker_said_is_supported(sentence: str) -> None:
    check = check_sentence(sentence, [QUILL])
    assert (check.verdict, check.reason) == ("supported", "")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Small caps could rise 21% by June, said Nora Quill [1].", "contradicted"),
        ("Small caps could rise 12 basis points by June, said Nora Quill [1].", "contradicted"),
        ("Small caps could fall 12% by June, said Nora Quill [1].", "contradicted"),
        ("Small caps could not rise 12% by June, said Nora Quill [1].", "contradicted"),
        ("Nora Quill expects a recession [1].", "contradicted"),
        ("Small caps could rise 12% by July, said Nora Quill [1].", "contradicted"),
        ("In August 2024 Nora Quill did not expect a recession [1].", "contradicted"),
        ("Small caps rose 12%, said Nora Quill [1].", "unsupported"),
        ("Small caps will rise 12% by June, said Nora Quill [1].", "unsupported"),
        ("Gold could rise 12% by June, said Nora Quill [1].", "unsupported"),
        ("Small caps could rise “12% by May”, said Nora Quill [1].", "unsupported"),
        ("Nora Quill owns vineyards and races yachts [1].", "unsupported"),
        ("Nora Quill does not expect a recession because tariffs vanished [1].", "unsupported"),
        ("Goldman Sachs does not expect a recession [1].", "misattributed"),
        ("Ada Smith does not expect a recession [1].", "misattributed"),
        ("Nora Quill of Barclays does not expect a recession [1].", "misattributed"),
        ("Elm News does not expect a recession [1].", "misattributed"),
    ],
)
def test_each_way_of_saying_otherwise_has_its_verdict_and_a_reason(
    sentence: str, told: str
) -> None:
    check = check_sentence(sentence, [QUILL])
    assert check.verdict == told
    assert check.reason


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Russell 2000 gained 1.2% and the S&P 500 rose 0.4% [1].", "supported"),
        ("The S&P 500 rose 1.2% [1].", "stitched"),
        ("The Russell 2000 fell 1.2% [1].", "contradicted"),
        ("The S&P 500 fell 0.4% [1].", "contradicted"),
        ("The Russell 2000 rose -1.2% [1].", "contradicted"),
        ("All companies beat forecasts [1].", "unsupported"),
        ("Many companies missed forecasts [1].", "contradicted"),
        ("Many companies beat forecasts by less than 130 basis points [1].", "contradicted"),
        ("Many companies beat forecasts by 1.3 percentage points [1].", "supported"),
        ("The Nikkei rose 1.2% [1].", "unsupported"),
    ],
)
def test_a_number_belongs_to_its_subject_direction_bound_and_unit(sentence: str, told: str) -> None:
    assert verdict(sentence, INDICES) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Zalvo was bought by Acme [1].", "supported"),
        ("Zalvo bought Acme [1].", "contradicted"),
        ("Brill underperformed Zalvo [1].", "supported"),
        ("Brill outperformed Zalvo [1].", "contradicted"),
        ("Zalvo underperformed Brill [1].", "contradicted"),
    ],
)
def test_who_does_what_to_whom_is_not_turned_round(sentence: str, told: str) -> None:
    assert verdict(sentence, DEAL) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Russell 2000 rose 1.2% [1], and bond funds took in $4.2bn [2].", "supported"),
        ("The Russell 2000 rose 1.2%, while bond funds took in $4.2bn [1][2].", "supported"),
        ("Bond funds took in $4.2bn [1], and the Russell 2000 rose 1.2% [2].", None),
        ("The S&P 500 took in $4.2bn [1][2].", "stitched"),
        ("“The Russell 2000 rose 1.2%, the most in ten months” [1][2].", "stitched"),
    ],
)
def test_what_stands_before_a_mark_is_held_to_its_own_span(sentence: str, told: str | None) -> None:
    found = verdict(sentence, INDICES, FUND)
    assert found == told if told else found != "supported"


def test_a_sentence_without_a_span_is_uncited_whatever_it_says() -> None:
    assert verdict("") == verdict("Small caps rose [1].") == "uncited"


def test_a_given_name_counts_where_the_corpus_knows_one_such_person() -> None:
    span = CitedSpan(mark="[1]", text="Quill sees a rally.")
    names = KnownNames(persons={"Nora Quill": "Willow Bank"})
    sentence = "Nora Quill sees a rally [1]."
    assert check_sentence(sentence, [span], names=names).stands
    assert check_sentence("Nora Quill of Willow Bank sees a rally.", [span], names=names).stands
    assert not check_sentence("Adam Quill sees a rally [1].", [span], names=names).stands


@pytest.mark.parametrize("text", ["", "?", "[1]", "“", "not " * 500, "A" * 5_000, "1% " * 500])
def test_any_text_gets_a_verdict(text: str) -> None:
    assert check_sentence(text, [QUILL]).verdict
    assert check_sentence("Small caps rose.", [CitedSpan(mark="[1]", text=text)]).verdict


def test_a_sentence_that_repeats_a_table_or_names_takes_seconds_not_minutes() -> None:
    began = time.process_time()
    for piece in ("1 ", "Mr. Ab "):
        span = CitedSpan(mark="[1]", text=piece * (600 // len(piece)))
        check_sentence(f"{piece * (1_500 // len(piece))}[1].", [span])
    assert time.process_time() - began < 10
