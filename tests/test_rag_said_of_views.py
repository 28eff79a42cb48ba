"""What answers hold of views beyond a firm's own sentence on a subject, over invented articles."""

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from corpus.judging import judge_attitude
from rag import add_articles, load_assistant
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder
from rag.planning.asked_time import find_time


def article(title: str, published: str, text: str) -> str:
    """An article as Markdown."""
    return f"---\ntitle: {title}\noutlet: Elm Courier\npublished: {published}\n---\n{text}\n"


ARTICLES: Mapping[str, str] = {
    "nickel.md": article(
        "Nickel slides again",
        "2025-03-04",
        "Barclays analysts said nickel would stay under pressure through the summer.\n\n"
        "UBS is more bullish. The bank's strategists said nickel stocks would be gone by August.\n\n"
        "In November Ada Smith, a metals strategist at Fernhill Partners, had called nickel "
        '"a market without a floor."',
    ),
    "wexlow.md": article(
        "Wexlow tumbles after cutting its forecast",
        "2025-04-08",
        "Wexlow Payments Inc. said revenue would fall this year.\n\n"
        "UBS cut the shares to neutral from buy. The bank's analysts said that merchants were leaving "
        "for cheaper rivals.\n\n"
        "The next strategy day of Wexlow is on May 14.",
    ),
    "brackwell.md": article(
        "Brackwell loses viewers",
        "2025-05-06",
        "Brackwell Media Inc. said it had lost viewers.\n\n"
        "It competes with Netflix. Citi cut the shares to neutral from buy.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("said")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    embedder = HashingEmbedder()
    add_articles([folder / "articles"], data_dir=folder / "data", embedder=embedder)
    with load_assistant(data_dir=folder / "data", embedder=embedder) as loaded:
        yield loaded


def test_a_mood_without_an_object_is_on_what_stands_around_it(assistant: Assistant) -> None:
    text = assistant.invoke("Which banks are bullish on nickel?").text
    assert "UBS" in text
    assert "more bullish" in text
    assert "gone by August" in text  # what the few words rest on
    assert "Barclays" not in text


def test_what_a_later_article_says_was_said_in_the_period_is_found(assistant: Assistant) -> None:
    text = assistant.invoke("What did Ada Smith say about nickel in November 2024?").text
    assert "without a floor" in text
    assert "November 2024" in text
    none = assistant.invoke("What did Ada Smith say about nickel in December 2024?")
    assert none.abstained
    assert none.reason == "period"


def test_the_shares_are_those_of_the_company_in_the_title(assistant: Assistant) -> None:
    text = assistant.invoke("Which brokers downgraded Wexlow?").text
    assert "UBS cut the shares to neutral from buy" in text


def test_the_shares_are_nobodys_where_two_companies_may_be_meant(assistant: Assistant) -> None:
    assert "Citi cut the shares" not in assistant.invoke("Which brokers downgraded Netflix?").text


def test_the_reason_of_a_rating_is_what_is_said_behind_it(assistant: Assistant) -> None:
    text = assistant.invoke("Why did UBS downgrade Wexlow?").text
    assert "UBS cut the shares" in text
    assert "cheaper rivals" in text


def test_a_time_to_come_is_when_a_forecast_is_for() -> None:
    today = date(2025, 5, 1)
    assert find_time("How has UBS's view of growth next year moved?", today).period is None
    assert find_time("What did UBS say about growth last year?", today).period is not None


def test_the_next_of_something_takes_nothing_for_granted(assistant: Assistant) -> None:
    assert assistant.invoke("When is Wexlow's next strategy day?").reason != "premise"
    fined = assistant.invoke("When was Wexlow fined?")
    assert fined.abstained, fined.text


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Acme is more bullish.", "positive"),
        ("The bank's team remains cautious, citing costs.", "negative"),
        ("Acme is bullish on steel.", "unclear"),
        ("Acme is less bullish.", "unclear"),
        ("Acme is not bearish.", "unclear"),
        ("Acme doesn't sound bullish.", "unclear"),
        ("We are bullish, and they are bearish.", "unclear"),
        ("Acme would be bullish if rates fell.", "unclear"),
    ],
)
def test_a_mood_is_read_only_where_it_is_plain(text: str, stance: str) -> None:
    assert judge_attitude(text) == stance


def test_when_something_is_next_needs_a_time_to_come(assistant: Assistant) -> None:
    assert "May 14" in assistant.invoke("When is the next strategy day?").text
    answer = assistant.invoke("When is the next cut of the shares?")
    assert answer.abstained, answer.text


def test_who_moved_their_target_moved_their_own(assistant: Assistant) -> None:
    question = "Which houses cut their target on Wexlow?"
    answer = assistant.invoke({"question": question, "history": ["What does UBS think?"]})
    assert "their target" in answer.standalone
