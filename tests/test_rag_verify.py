import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.citing import show_quote
from rag.checking.checked import CitedSpan, Verdict
from rag.checking.verify import (
    MOST_HELD,
    MOST_TOLD,
    check_sentence,
    find_figures,
    find_quotations,
    find_unsupported,
    normalise,
)

WILLOW = (
    "“Small caps are a great bargain—by any measure,” said Nora Quill of Willow Bank. The index "
    "rose 1.2% to 2,407.34 points in the second quarter, a 20-year high; Willow’s two-year target "
    "is 6,500. It had lost -3.5% before. Deals were worth $4.2bn, fees between $40 and $50 "
    "million, and rates fell by 25 basis points to 3.75-4%. Growth of 0.5 percentage points may "
    "follow in 2026."
)
FIELDS = ("18 of 50 outperform", "Elm News", "2025-09-18", "18 September 2025")


def check(text: str) -> tuple[str, ...]:
    return find_unsupported(text, [WILLOW], FIELDS)


@pytest.mark.parametrize(
    "text",
    [
        "“Small caps are a great bargain—by any measure,” said Quill [1].",
        '"Small caps are a great bargain - by any measure," said Quill [1].',
        "She calls them a ‘great bargain’ and a 'great bargain' [1].",
        "She says „a great bargain“, «a great bargain», «\u00a0great bargain\u00a0» [1].",
        "She calls them a “great bargain [1].”",
        "Willow's banker said so; investors' and banks' views differ, it's said [1].",
        "Of “Elm News”: “18 of 50 outperform” [1].",
        "",
        "[1]",
    ],
)
def test_a_quotation_that_stands_in_a_source_is_supported(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("She said “small caps are a great bargain” [1].", "small caps are a great bargain"),
        ("She said “Small caps are a good bargain” [1].", "Small caps are a good bargain"),
        ("She said “Small caps are a great bargain ... said Nora Quill” [1].", None),
        ("She said “Small caps are a [great] bargain” [1].", None),
        ("She said ‘Small caps are no bargain’ [1].", "Small caps are no bargain"),
        ("She said 'Small caps are no bargain' [1].", "Small caps are no bargain"),
        ('She said "Small caps are no bargain [1].', "Small caps are no bargain"),
        ("A “bargain”, a “steal” [1].", "steal"),
        ("A title: “18 of 50 perform” [1].", "18 of 50 perform"),
        ("A title: “50 out” [1].", "50 out"),
        ("It “rose 1” [1].", "rose 1"),
        ("It “rose 1.2” [1].", "rose 1.2"),
        ("It was at “407.34 points” [1].", "407.34 points"),
        ("A “year high” [1].", "year high"),
    ],
)
def test_a_quotation_that_differs_by_a_word_or_a_part_of_one_is_not(
    text: str, quotation: str | None
) -> None:
    found = check(text)
    assert found
    assert quotation is None or found[0] == quotation


def test_a_quotation_must_stand_in_one_source_not_across_two() -> None:
    quotes = ["Small caps are", "a bargain"]
    assert find_unsupported("“Small caps are a bargain” [1][2]", quotes, ())
    assert not find_unsupported("“Small caps are” “a bargain” [1][2]", quotes, ())


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“We like “cheap” firms,” he said", ("cheap", 'We like "cheap" firms')),
        ('He said "we like "cheap" firms" now', ("cheap", 'we like "cheap" firms')),
        ("“We like ‘cheap’ firms”", ("We like 'cheap' firms", "cheap")),
        ('"Great," he said. "Good."', ("Great", "Good")),
        ('("Great")', ("Great",)),
        ("a” b “c", ("b", "c")),
        ('"a" b "c', ("a", "c")),
        ("the ’90s and investors’ views", ()),
        ('"" and " "', ()),
    ],
)
def test_quotations_pair_by_what_stands_around_their_marks(
    text: str, quotations: tuple[str, ...]
) -> None:
    assert find_quotations(normalise(text)) == quotations


@pytest.mark.parametrize(
    "text",
    [
        "It rose 1.2 percent [1].",
        "It rose 1.20 per cent to 2407.34 [1].",
        "A 20-year high, the highest in 20 years [1].",
        "In Q2, or 2Q, or the second quarter [1].",
        "Its 2-year target is 6500 points [1].",
        "It lost −3.5% or minus 3.5 percent [1].",
        "$4.2 billion, US$4,200 million, 4.2 billion dollars [1].",
        "Fees of $40 million, of $40-50 million, of $40m to $50m [1].",
        "Rates fell by 25bp, 25 bps, 25-basis-point steps to 3.75% or 4% [1].",
        "3.75% to 4% and 3.75–4 percent [1].",
        "0.5pp, .5 percentage point, ½ percentage point [1].",
        "On 18 September 2025, Sept. 18, the 18th, 9/18/2025 [1].",
        "Two of three say so [1].",
        "At 6,500. [1] 1.2% [1]",
    ],
)
def test_a_number_that_stands_in_a_source_in_another_form_is_supported(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Its target is 6,900 [1].", "6,900"),
        ("Its target is 6,50 [1].", "6"),
        ("Its target is 6.500 [1].", "6.500"),
        ("It rose 12% [1].", "12%"),
        ("It rose 1.2 [1].", "1.2"),
        ("It rose 1.2 points [1].", "1.2 points"),
        ("It rose 1.2 percentage points [1].", "1.2 percentage points"),
        ("It rose -1.2% [1].", "-1.2%"),
        ("It lost 3.5% [1].", "3.5%"),
        ("A 20-month high [1].", "20-month"),
        ("20% more [1].", "20%"),
        ("In Q3 [1].", "Q3"),
        ("Worth $4.2m [1].", "$4.2m"),
        ("Worth €4.2bn [1].", "€4.2bn"),
        ("Worth 4.2 [1].", "4.2"),
        ("Rates fell by 25% [1].", "25%"),
        ("Rates fell by 0.25 [1].", "0.25"),
        ("In [2024] [1].", "2024"),
        ("For 18 years [1].", "18 years"),
        ("Up 18% [1].", "18%"),
        ("On 19 September 2025 [1].", "19"),
        ("Its target is ６,９００ [1].", "6,900"),
        ("Its model 500X [1].", "500X"),
    ],
)
def test_a_number_with_another_value_sign_scale_or_unit_is_not(text: str, number: str) -> None:
    assert number in check(text)


def test_the_number_of_a_mark_is_no_number() -> None:
    assert check("It rose 1.2% [7][12].") == ()
    assert check("It rose 1.2% (7).") == ("7",)


def test_a_mark_parts_a_number_from_what_follows() -> None:
    quotes = ["They hold 20", "percent is their unit"]
    assert find_unsupported("They hold 20 [1] percent is their unit [2]", quotes, ()) == ()
    assert find_unsupported("They hold 20 percent [1][2]", quotes, ()) == ("20 percent",)


def test_nothing_supports_a_number_where_nothing_is_cited() -> None:
    assert find_unsupported("It rose 1.2%.", [], []) == ("1.2%",)
    assert find_unsupported("It rose.", [], []) == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("S&P 500: 6,500.", [("500", ""), ("6500", "")]),
        ("Covid-19 in 2024-25", [("19", ""), ("2024", ""), ("25", "")]),
        ("(-3%) +4% 5-6%", [("-3", "%"), ("4", "%"), ("5", ""), ("6", "%")]),
        ("3M, 5G and the 1980s", [("3000000", ""), (None, "5g"), ("1980", "s")]),
        ("401(k), 10x, $80 a barrel", [("401", ""), ("10", "times"), ("80", "$")]),
        ("1,2 and 1.2.3", [("1", ""), ("2", ""), ("1.2", ""), ("3", "")]),
        ("one of twelve", []),
    ],
)
def test_figures_are_values_with_units(text: str, figures: list[tuple[str | None, str]]) -> None:
    found = [(f.value, f.unit) for f in find_figures(normalise(text))]
    wanted = [(None if v is None else type(found[0][0])(v), u) for v, u in figures]
    assert [u for _, u in found] == [u for _, u in wanted]
    assert [v for v, _ in found] == [v if v is None else pytest.approx(v) for v, _ in wanted]


MARKS = ("“", "”", '"', "'", "‘", "’", "„", "«", "»", "—", "–", "-", "[3]", "(4)")
NUMBERS = ("5%", "$6", "7bn", "8-9", "1,000", ".5", "½", "Q2")
WORDS = st.sampled_from((*MARKS, *NUMBERS, "to", "and", "bank", "it's"))


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "\n"]))))
def test_what_is_quoted_whole_is_always_supported(parts: list[tuple[str, str]]) -> None:
    quote = "".join(word + space for word, space in parts)
    assert find_unsupported(f"Elm News: {show_quote(quote)} [1]", [quote], ["Elm News"]) == ()


@pytest.mark.parametrize(
    "part", ['"', "'a ", "9,999,", "1 to ", "[1", "a.", "$", "- ", "“x ", "1a"]
)
def test_no_text_takes_long_to_check(part: str) -> None:
    started = time.monotonic()
    find_unsupported(part * 2_000, [part * 2_000], [part])
    assert time.monotonic() - started < 2


def test_long_runs_of_blanks_are_joined_at_once() -> None:
    # Squared, this text would take an hour; so it is the hang that the test is about, not its speed.
    assert normalise("a" + "\n" * 2_000_000 + "--b «" + " " * 2_000_000 + "c»") == 'a - b "c"'


def judge(sentence: str, source: str, **header: str) -> Verdict:
    return check_sentence(f"{sentence} [1]", [CitedSpan(mark="[1]", text=source, **header)]).verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        # numbers that change places
        (
            "Forty rate it hold and 9 rate it buy.",
            "Of the analysts 9 rate it hold and forty rate it buy.",
        ),
        ("Lossmaking firms rose 4%.", "Profitable firms rose 4%, lossmaking ones 1%."),
        # a level that was kept
        ("Orrin raised its target to 50.", "Orrin kept its target of 50."),
        # bounds behind their number
        ("It will return at least 6% a year.", "It will return 6% a year at best."),
        # all but some
        ("Only four of 90 firms agree.", "All but four of 90 firms agree."),
        # a comparison with another time
        ("Orders are larger than a month ago.", "Orders are smaller than they were a month ago."),
        # which way money goes
        ("Funds moved out of copper.", "Funds moved into copper."),
        # a year that only the header has
        ("Output will peak in 2031.", "Output will peak in 2034."),
        ("They expect a recovery by the summer.", "They expect a recovery by the winter."),
    ],
)
def test_what_is_paired_otherwise_is_refused(sentence: str, source: str) -> None:
    assert judge(sentence, source, published="2031-02-03") in ("contradicted", "stitched")
    assert judge(source, source, published="2031-02-03") == "supported"


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "The board lifted its budget by 8bn to 41bn.",
            "The board raised its budget to 41bn, from 33bn.",
        ),
        ("Sales fell for four quarters running.", "Sales fell for a fourth straight quarter."),
        ("One in five shops closed.", "A fifth of shops closed."),
        ("Nearly all of the 90 firms agree.", "All but four of 90 firms agree."),
        ("The sell-off is overdone.", "The selloff is overdone."),
        ("It will return no more than 6% a year.", "It will return 6% a year at best."),
        ("Orders dropped 7% from a year ago.", "Orders were 7% lower than a year ago."),
    ],
)
def test_what_follows_by_counting_or_spelling_is_supported(sentence: str, source: str) -> None:
    assert judge(sentence, source) == "supported"


@pytest.mark.parametrize(
    "sentence", ["It said so.", "This was discussed in the note.", "The bank commented on this."]
)
def test_a_sentence_that_says_nothing_of_its_own_is_not_supported(sentence: str) -> None:
    assert judge(sentence, "The bank said in the note that copper rose 4%.") == "unsupported"


def test_more_numbers_than_can_be_held_against_one_another_are_refused_at_once() -> None:
    few, many = ", ".join(["4%"] * MOST_TOLD), ", ".join(["4%"] * (MOST_TOLD + 1))
    assert judge(f"Funds rose {few}.", f"Funds rose {few}.") == "supported"
    assert judge(f"Funds rose {many}.", f"Funds rose {few}.") == "unsupported"
    table = ", ".join(["4%"] * (MOST_HELD + 1))
    assert judge("Funds rose 4%.", f"Funds rose {table}.") == "unsupported"
