"""Superlatives: the house with the highest or lowest figure of one thing and time, or why none can be told."""

from collections.abc import Iterator, Mapping

import pytest
from test_rag_answers import fill

from rag import load_assistant
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder
from rag.planning.asked_extremes import find_extreme


def article(title: str, published: str, text: str, outlet: str = "Elm Courier") -> str:
    """An article as Markdown."""
    return f"---\ntitle: {title}\noutlet: {outlet}\npublished: {published}\n---\n{text}\n"


ARTICLES: Mapping[str, str] = {
    "targets.md": article(
        "Targets for the index",
        "2026-03-04",
        "UBS expects the S&P 500 to reach 7,400 by the end of 2026.\n\n"
        "HSBC raised its target for the S&P 500 to 7,900 by the end of 2026 from 8,300.\n\n"
        "Citi has a target of 7,600 for the S&P 500 at the end of 2026.\n\n"
        "Barclays has a target of 8,800 for the S&P 500 at the end of 2027.\n\n"
        "RBC said the S&P 500 could reach 9,500 by the end of 2026 in its bull case.",
    ),
    "oil.md": article(
        "Oil in the years ahead",
        "2026-03-05",
        "Goldman Sachs forecasts Brent at $57 in 2027.\n\n"
        "Morgan Stanley forecasts Brent at $66 in 2027.\n\n"
        "UBS forecasts Brent at $49 in 2028.",
    ),
    "tesla.md": article(
        "Tesla and the brokers",
        "2026-03-06",
        "Evercore raised its price target on Tesla to $320 from $300.\n\n"
        "Wedbush has a price target of $500 on Tesla.\n\n"
        "Jefferies has a price target of $210 on Ford.",
    ),
    "old.md": article(
        "Tesla a year before", "2024-12-02", "Nomura has a price target of $700 on Tesla."
    ),
    "gold.md": article("Gold", "2026-03-06", "Nomura is bullish on gold, its strategists said."),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data_dir = fill(tmp_path_factory.mktemp("extremes"), ARTICLES)
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as loaded:
        yield loaded


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Which house has the highest S&P 500 target for 2026?", "HSBC", "Citi"),
        ("Which bank has the lowest S&P 500 forecast for 2026?", "UBS", "Citi"),
        ("Who is the most bearish on oil for 2027?", "Goldman Sachs", "Morgan Stanley"),
        ("Who is the most bullish on oil?", "Morgan Stanley", "Goldman Sachs"),
        ("What is the highest price target on Tesla?", "Wedbush", "Evercore"),
        ("Whose price target on Tesla is the lowest?", "Evercore", "Wedbush"),
    ],
)
def test_the_house_with_the_most_stands_before_the_next(
    assistant: Assistant, question: str, first: str, second: str
) -> None:
    answer = assistant.invoke(question)
    assert [s.lead_in.split(",")[0] for s in answer.sentences] == [first, second], answer.text
    assert "that can be compared" in answer.sentences[0].lead_in
    assert answer.sentences[1].lead_in.endswith("the next:")


def test_one_figure_alone_is_said_to_be_the_only_one(assistant: Assistant) -> None:
    answer = assistant.invoke("Which broker has the highest price target on Ford?")
    assert "Jefferies" in answer.text
    assert any("only figure" in note for note in answer.notes)


def test_no_figure_at_all_is_not_answered(assistant: Assistant) -> None:
    answer = assistant.invoke("Who has the highest gold target?")
    assert answer.abstained, answer.text


def test_a_mood_without_figures_is_answered_by_who_has_it(assistant: Assistant) -> None:
    answer = assistant.invoke("Who is the most bullish on gold?")
    assert "Nomura" in answer.text
    assert any("cannot be told" in note for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "What was the highest level of the Russell 2000?",
        "Which Fed official sounded most worried about jobs?",
        "Who is bullish on oil?",
        "Did the index close at its lowest since May, missing forecasts?",
    ],
)
def test_other_questions_ask_for_no_extreme(question: str) -> None:
    assert find_extreme(question) is None
