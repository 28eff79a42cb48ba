"""Questions as people type them: names of one item of a list, of countries, of houses misspelt, of who is quoted."""

from collections.abc import Iterator, Mapping

import pytest
from test_rag_answers import fill

from rag import load_assistant
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder


def article(title: str, published: str, text: str, outlet: str) -> str:
    """An article as Markdown."""
    return f"---\ntitle: {title}\noutlet: {outlet}\npublished: {published}\n---\n{text}\n"


ARTICLES: Mapping[str, str] = {
    "calls.md": article(
        "Brokers' calls",
        "2025-03-18",
        "- **D.R. Horton (DHI).** UBS goes to Neutral from Buy. Discounts are growing, says UBS's Ida Roe.\n"
        "- **Toll Brothers (TOL).** Citi lifts it to Buy from Neutral.\n"
        "- **Dollar General (DG).** Barclays raises it to Overweight from Equal-weight. Households are trading "
        "down, its analysts say.\n",
        "Elm Courier",
    ),
    "korea.md": article(
        "Funds and Korea",
        "2025-03-19",
        "Goldman Sachs prefers Korean equities to those of Japan.\n\n"
        "UBS's Ida Roe said the Mexican peso was dear.",
        "Harbour Gazette",
    ),
    "oil.md": article(
        "Oil",
        "2025-03-20",
        "Morgan Stanley chopped its fourth-quarter Brent forecast to $75 from $80.\n\n"
        "HSBC left its Brent forecast at $76.",
        "Harbour Gazette",
    ),
    "moves.md": article(
        "Moves of the day",
        "2025-03-21",
        "Piper Sandler repeated its Overweight rating on Palantir after the company raised its outlook. Analyst "
        "Ben Castor said customers were signing larger contracts than at any time in the company's history.\n\n"
        "RBC, by contrast, stayed at Underperform and told investors that the stock leaves no room for error.",
        "Elm Courier",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data_dir = fill(tmp_path_factory.mktemp("loose"), ARTICLES)
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as loaded:
        yield loaded


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("whats UBS saying on DR Horton", "Discounts are growing", "peso"),
        ("barclays on dollar general", "Households are trading down", "Horton"),
        ("who upgraded Toll Brothers?", "Citi lifts it to Buy", "UBS goes"),
        ("Goldman Sachs on Korea", "Korean equities", "peso"),
        ("goldmann on korean stocks", "Korean equities", "peso"),
        ("UBS on mxn", "peso was dear", "Discounts"),
        ("rbc on palantir", "no room for error", "customers"),
        ("which banks cut their brent forecasts?", "chopped its fourth-quarter", "left its"),
    ],
)
def test_a_loose_question_finds_what_it_means(
    assistant: Assistant, question: str, held: str, not_held: str
) -> None:
    answer = assistant.invoke(question)
    assert not answer.abstained, answer.text
    assert held in answer.text
    assert not_held not in answer.text


def test_a_name_of_nobody_in_the_articles_is_not_taken_for_one_alike(assistant: Assistant) -> None:
    answer = assistant.invoke("what does rosenblatt think about korean stocks?")
    assert answer.abstained
    assert answer.reason == "speaker"


def test_articles_that_quote_somebody_are_counted(assistant: Assistant) -> None:
    answer = assistant.invoke("how many articles quote Ida Roe?")
    assert "Two articles of two outlets quote Ida Roe" in answer.text
    assert {citation.outlet for citation in answer.citations} == {"Elm Courier", "Harbour Gazette"}
