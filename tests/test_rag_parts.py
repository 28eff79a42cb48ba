"""Questions that ask for several pieces of evidence are split into their parts."""

from datetime import UTC, date, datetime

from corpus.article import Article, Period, Range
from rag.planning.lexicon import Lexicon
from rag.planning.planner import make_plan
from rag.records import Plan

TODAY = date(2025, 10, 1)
OUTLETS = (
    "Harbour Gazette",
    "The Ledger",
    "Tidewater Post - Markets",
    "Tidewater Post - Energy",
    "Cargo | Freight and Shipping News",
)


def article(outlet: str) -> Article:
    text = f"Copper rose. It was printed by {outlet}."
    return Article(
        article_id=outlet,
        version=1,
        source=f"{outlet}.txt",
        title="Copper",
        title_origin="given",
        outlet_origin="given",
        published_at=None,
        added_at=datetime(2025, 9, 1, tzinfo=UTC),
        source_text=text,
        body=(Range(start=0, end=len(text)),),
        outlet=outlet,
        authors=(),
        published=Period(first=date(2025, 9, 1), last=date(2025, 9, 1)),
        published_origin="given",
        url=None,
        language="en",
    )


LEXICON = Lexicon([article(outlet) for outlet in OUTLETS], [])


def plan(question: str) -> Plan:
    return make_plan(question, (), LEXICON, as_of=None, today=TODAY)


def parts(question: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(part.text, part.outlets) for part in plan(question).parts]


def test_each_clause_keeps_the_outlet_it_names() -> None:
    found = parts(
        "Does the Harbour Gazette article expect lower copper prices in Chile, while The Ledger "
        "sees rising demand from cable makers?"
    )
    assert found == [
        ("Does the article expect lower copper prices in Chile, while", ("Harbour Gazette",)),
        ("sees rising demand from cable makers?", ("The Ledger",)),
    ]


def test_each_clause_keeps_the_day_it_names() -> None:
    found = plan(
        "Did the Harbour Gazette report of 6 September 2025 on copper smelters agree with what "
        "cable makers expected, and was the tin shortage solved by the Ledger's report of 9 September 2025?"
    ).parts
    assert [part.period and part.period.last for part in found] == [
        date(2025, 9, 6),
        date(2025, 9, 9),
    ]


def test_a_question_that_asks_one_thing_has_no_parts() -> None:
    assert parts("What does the Harbour Gazette say about copper?") == []
    assert parts("How much did copper rise in September?") == []
    assert parts("copper, tin and zinc") == []


def test_a_quoted_title_or_a_list_of_outlets_is_not_cut() -> None:
    found = parts(
        'What does "Copper, tin and the price of the energy transition" say of smelters in Zambia, and which '
        "mines in northern Chile face lower grades, as reported by both Harbour Gazette and The Ledger?"
    )
    assert '"Copper, tin and the price of the energy transition"' in found[0][0]
    assert found[-1][1] == ("Harbour Gazette", "The Ledger")


def test_a_paper_without_its_section_is_each_of_its_sections() -> None:
    both = ("Tidewater Post - Energy", "Tidewater Post - Markets")
    assert plan("What did the Tidewater Post report on copper?").outlets == both
    assert plan("What did Tidewater Post - Energy report on copper?").outlets == both[:1]
    assert plan("What did Cargo report on copper?").outlets == (
        "Cargo | Freight and Shipping News",
    )


def test_a_paper_named_by_one_ordinary_word_needs_its_capital() -> None:
    assert plan("What was the cargo of the copper ship?").outlets == ()
    assert plan("Who keeps the ledger of copper deals?").outlets == ()
    assert plan("What did the Ledger report on copper?").outlets == ("The Ledger",)


def test_no_question_has_more_than_six_parts() -> None:
    clause = "the smelter in town number {0} raised its copper output"
    found = parts("Is it true that " + ", ".join(clause.format(n) for n in range(9)) + "?")
    assert len(found) == 6
    assert "number 8" in found[-1][0]
