"""Forecasts that moved or stayed, changes told as such, who is at odds, and counted stories."""

from collections.abc import Iterator, Mapping

import pytest

from rag import add_articles, load_assistant
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder


def article(title: str, published: str, text: str, outlet: str = "Elm Courier") -> str:
    """An article as Markdown."""
    return f"---\ntitle: {title}\noutlet: {outlet}\npublished: {published}\n---\n{text}\n"


_STRIKE = (
    "Dock workers in Port Ellery began a strike on Monday over pay and night shifts. Container "
    "traffic at the harbour of Port Ellery came to a halt, and ships waited in the bay. "
)
ARTICLES: Mapping[str, str] = {
    "spring.md": article(
        "Targets in spring",
        "2025-03-04",
        "UBS expects the S&P 500 to reach 6,400 by the end of 2026, its strategists said.\n\n"
        "HSBC sees the S&P 500 at 6,500 at the end of 2026.\n\n"
        "Citi forecasts that small caps will gain 8% in 2026.\n\n"
        "RBC forecasts that small caps will gain 8% in 2026.\n\n"
        '"Small caps are attractive and we buy them," said Mara Quill, an economist at Ostrow '
        "Partners.\n\n"
        "Nomura turned bearish on small caps in February.\n\n"
        "Jefferies said the rally of small caps could continue given the slowing sales of the "
        "largest companies.",
    ),
    "autumn.md": article(
        "Targets in autumn",
        "2025-10-06",
        "UBS now expects the S&P 500 to reach 6,900 by the end of 2026, its strategists said.\n\n"
        "HSBC sees the S&P 500 at 6,500 at the end of 2026.\n\n"
        "Citi forecasts that small caps will gain 3% in 2026.\n\n"
        "RBC forecasts that small caps will gain 3% in 2027.\n\n"
        '"Small caps are attractive and we buy them," said Mara Quill, an economist at Ostrow '
        "Partners.\n\n"
        '"Small caps are attractive, and we add to them," said Idris Vole, a strategist at Tarn '
        'Capital. "Small caps are risky and we avoid them now," he wrote a day later.',
    ),
    "strike.md": article("Strike at the harbour", "2025-05-06", _STRIKE),
    "strike_copy.md": article("Strike at the harbour", "2025-05-06", _STRIKE, "Quay Herald"),
    "strike_other.md": article(
        "A visit to the pickets",
        "2025-05-09",
        "At the gates of Port Ellery the strike has become a street party. Cooks bring soup for the "
        "pickets, a brass band plays until noon, and children paint banners while their parents "
        "talk about rent, school and the price of diesel.",
        "Harbour Post",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("forecasts")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    embedder = HashingEmbedder()
    add_articles([folder / "articles"], data_dir=folder / "data", embedder=embedder)
    with load_assistant(data_dir=folder / "data", embedder=embedder) as loaded:
        yield loaded


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Has UBS changed its S&P 500 forecast?", "UBS, forecast from 6,400 {} to 6,900 {}: "),
        (
            "Has Citi changed its view of small caps?",
            "Citi, forecast from up 8 percent {} to up 3 percent {}: ",
        ),
    ],
)
def test_two_forecasts_for_the_same_time_that_differ_are_a_change(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.invoke(question)
    assert answer.text.startswith(told.format("on 4 March 2025", "on 6 October 2025"))
    assert answer.sentences[0].marks == ("[1]", "[2]")


def test_the_same_forecast_at_two_times_is_said_to_be_the_same(assistant: Assistant) -> None:
    said = assistant.invoke("Has HSBC changed its view of the S&P 500?").text
    assert said.startswith("The forecast is 6,500 both times; the views in order: HSBC, 4 March")


def test_forecasts_for_two_different_years_are_no_change(assistant: Assistant) -> None:
    said = assistant.invoke("Has RBC changed its view of small caps?").text
    assert "forecast from" not in said
    assert said.index("8% in 2026") < said.index("3% in 2027")


def test_one_stance_at_two_times_is_said_to_be_one(assistant: Assistant) -> None:
    said = assistant.invoke("Has Mara Quill changed her mind about small caps?").text
    assert said.startswith("The stance is positive at each time that it is certain; the views")


def test_a_change_told_as_such_leads_its_own_words(assistant: Assistant) -> None:
    said = assistant.invoke("Has Nomura changed its mind on small caps?").text
    assert said.startswith(
        "Nomura, 4 March 2025, in words that tell of a change: Nomura turned bearish"
    )


def test_weakness_given_as_a_reason_makes_nobody_cautious(assistant: Assistant) -> None:
    said = assistant.invoke("Who is cautious on small caps?").text
    assert "Nomura, 4 March 2025, negative" in said
    assert "Jefferies" not in said


def test_who_speaks_both_ways_is_said_to(assistant: Assistant) -> None:
    said = assistant.invoke("Who is bullish on small caps?").text
    assert (
        "Idris Vole (Tarn Capital), 6 October 2025, positive, also quoted to the contrary:" in said
    )
    assert "Mara Quill (Ostrow Partners), 6 October 2025, positive: " in said


def test_who_disagrees_are_those_of_the_other_stance(assistant: Assistant) -> None:
    said = assistant.invoke("Who disagrees with Ostrow Partners on small caps?").text
    own, *others = said.splitlines()
    assert own.startswith("Mara Quill (Ostrow Partners)")
    assert any(line.startswith("Nomura") for line in others)
    assert not any(line.startswith(("Citi", "Mara")) for line in others)


def test_nobody_at_odds_is_told_in_a_note(assistant: Assistant) -> None:
    answer = assistant.invoke("Who disagrees with HSBC on the S&P 500?")
    assert answer.text.startswith("HSBC, ")
    assert answer.notes == ("Nobody is quoted whose view is surely at odds with that of HSBC.",)


def test_a_count_of_outlets_notes_that_another_story_bears_on_it(assistant: Assistant) -> None:
    answer = assistant.invoke("How many outlets reported the strike in Port Ellery?")
    assert answer.text.startswith("Two outlets (")
    lead = answer.text.split(":", 1)[0]
    assert "Elm Courier" in lead
    assert "Quay Herald" in lead
    assert "Harbour Post" not in lead
    assert (
        "Two independent stories bear on this; the one that most outlets printed is counted."
        in answer.notes
    )
