"""Who-questions for an act: whoever raised or cut a target, started coverage, or kept a rating."""

from collections.abc import Iterator, Mapping

import pytest
from test_rag_answers import fill

from rag import load_assistant
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder
from rag.planning.asked_acts import find_asked_act


def article(title: str, published: str, text: str, outlet: str = "Elm Courier") -> str:
    """An article as Markdown."""
    return f"---\ntitle: {title}\noutlet: {outlet}\npublished: {published}\n---\n{text}\n"


ARTICLES: Mapping[str, str] = {
    "nvidia.md": article(
        "Brokers on Nvidia",
        "2025-03-04",
        "Barclays raised its price target on Nvidia to $190 from $170 and kept its overweight rating.\n\n"
        "HSBC cut its target on Nvidia to $140, citing export rules.\n\n"
        "Citi analyst Mara Quill lifted her target on Nvidia to $200 from $180.\n\n"
        "UBS said it may raise its target on Nvidia after the results.\n\n"
        "Jefferies said Barclays had raised its target on Nvidia too early.\n\n"
        "RBC reiterated its buy rating on Nvidia.\n\n"
        "Nomura initiated coverage of Nvidia with a neutral rating.",
    ),
    "tesla.md": article(
        "Brokers on Tesla",
        "2025-03-05",
        "Evercore raised its price target on Tesla to $320.\n\n"
        "Wedbush reiterated its outperform rating on Tesla.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data_dir = fill(tmp_path_factory.mktemp("acts"), ARTICLES)
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as loaded:
        yield loaded


@pytest.mark.parametrize(
    ("question", "doers"),
    [
        ("Who raised their target on Nvidia?", {"Barclays", "Citi"}),
        ("Which brokers lifted their price target on Nvidia?", {"Barclays", "Citi"}),
        ("Who cut their target on Nvidia?", {"HSBC"}),
        ("Which brokers initiated coverage of Nvidia?", {"Nomura"}),
        ("Who started coverage on Nvidia?", {"Nomura"}),
        ("Who reiterated buy on Nvidia?", {"RBC"}),
        ("Which houses kept their rating on Nvidia?", {"Barclays", "RBC"}),
        ("Who raised their price target on Tesla?", {"Evercore"}),
        ("Who reiterated outperform on Tesla?", {"Wedbush"}),
    ],
)
def test_an_act_is_answered_by_those_who_did_it(
    assistant: Assistant, question: str, doers: set[str]
) -> None:
    answer = assistant.invoke(question)
    assert not answer.abstained, answer.text
    leads = {sentence.lead_in for sentence in answer.sentences}
    everybody = "Barclays HSBC Citi UBS Jefferies RBC Nomura Evercore Wedbush".split()
    assert {name for name in everybody if any(name in lead for lead in leads)} == doers


@pytest.mark.parametrize(
    "question",
    [
        "Who cut their target on Tesla?",
        "Which brokers initiated coverage of Tesla?",
        "Who reiterated sell on Nvidia?",
    ],
)
def test_an_act_that_nobody_is_told_to_have_done_is_not_answered(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.invoke(question)
    assert (answer.abstained, answer.reason) == (True, "premise"), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Who raised rates in June?",
        "Why did Barclays raise its target on Nvidia?",
        "Which company raised its guidance?",
        "Who thinks that the Fed was right when it cut its growth forecast?",
        "Who upgraded Nvidia?",
    ],
)
def test_other_questions_ask_for_no_act(question: str) -> None:
    assert find_asked_act(question) is None
