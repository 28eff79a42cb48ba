"""One source's figure for one thing and time that stands otherwise in another story: a conflict or none."""

from pathlib import Path

import pytest
from prose import make_article
from test_rag_answers import fill, front_matter

from rag import load_assistant
from rag.answers.measured import are_at_odds, find_measured
from rag.index.embedder import HashingEmbedder
from rag.records import Answer

MINE = "Corvel Mills said first-quarter sales rose to $310 million."


def at_odds(one: str, other: str) -> bool:
    """Whether two sentences of the same day have two figures for one thing."""
    article = make_article("x")
    return any(
        are_at_odds(first, second)
        for first in find_measured(one, article)
        for second in find_measured(other, article)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MINE, "First-quarter sales at Corvel Mills were a strong $301 million."),
        (MINE, "Sales climbed 4.2% to $301 million in the first quarter."),
        (
            "Barclays raised its target on Nvidia to $190.",
            "Barclays lifted its Nvidia target to $195.",
        ),
        ("It expects sales of $2.5 billion in 2026.", "It expects 2026 sales of $2,700 million."),
        ("Inflation rose to 3.4% in May 2025.", "Inflation climbed to 3.8% in May 2025."),
    ],
)
def test_two_values_of_one_thing_and_period_are_at_odds(one: str, other: str) -> None:
    assert at_odds(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(MINE, MINE, id="same"),
        pytest.param(MINE, "First-quarter sales rose to $0.31 billion.", id="scale"),
        pytest.param(MINE, "First-quarter sales rose to $310.4 million.", id="rounded"),
        pytest.param(MINE, "First-quarter sales rose to about $300 million.", id="about"),
        pytest.param(MINE, "First-quarter sales rose from $290 million.", id="from"),
        pytest.param(MINE, "First-quarter sales missed expectations of $318 million.", id="missed"),
        pytest.param(MINE, "Full-year sales rose to $1.2 billion.", id="year"),
        pytest.param(MINE, "Second-quarter sales rose to $330 million.", id="quarter"),
        pytest.param(MINE, "First-quarter profit rose to $31 million.", id="measure"),
        pytest.param(MINE, "It expects first-quarter sales of $330 million.", id="expected"),
        pytest.param(MINE, "First-quarter organic sales rose to $305 million.", id="organic"),
        pytest.param(
            "It expects sales of $590 million to $600 million.",
            "It expects sales of $640 million.",
            id="range",
        ),
        pytest.param(
            "Sees growth of 5% to 7% in 2026.", "Sees growth of 4% to 6% in 2026.", id="ranges"
        ),
        pytest.param(
            "The target for 2026 is 6,500.",
            "The target for the end of 2027 is 7,200.",
            id="horizon",
        ),
        pytest.param("Its target is $190.", "Its price was $175.", id="price"),
        pytest.param("Sales rose 4% this year.", "Sales rose 5% this quarter.", id="span"),
        pytest.param(
            "Inflation was put at 3.4% from a year earlier.",
            "Inflation came in at 0.3%.",
            id="base",
        ),
        pytest.param("Oil fell 3% on Thursday.", "Oil fell 2.4% on Thursday.", id="market"),
    ],
)
def test_what_is_not_one_thing_at_one_time_is_not_at_odds(one: str, other: str) -> None:
    assert not at_odds(one, other)


def story(text: str, outlet: str, published: str, title: str) -> str:
    return front_matter(text, title=title, outlet=outlet, published=published)


FIRST = (
    "Barclays raised its price target on Nvidia to $190 and kept its overweight rating.\n\n"
    "Traders at the harbour waited for the rain to end."
)


def ask(folder: Path, other: str, published: str = "2025-03-05") -> Answer:
    articles = {
        "a.md": story(FIRST, "Harbour Gazette", "2025-03-04", "Brokers on chips"),
        "b.md": story(other, "Market Ledger", published, "What analysts did this week"),
    }
    data_dir = fill(folder, articles)
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as assistant:
        return assistant.invoke("What is Barclays' target on Nvidia?")


def conflicts(answer: Answer) -> list[str]:
    return [note for note in answer.notes if "differ" in note]


def test_one_firm_with_two_targets_in_two_stories_is_a_conflict(tmp_path: Path) -> None:
    answer = ask(tmp_path, "The week was busy. Barclays lifted its target on Nvidia to $195.")
    (note,) = conflicts(answer)
    assert "$190" in note
    assert "$195" in note
    assert "Harbour Gazette (4 March 2025)" in note
    assert "Market Ledger (5 March 2025)" in note
    assert {c.outlet for c in answer.citations} == {"Harbour Gazette", "Market Ledger"}


@pytest.mark.parametrize(
    ("other", "published"),
    [
        pytest.param("Barclays lifted its target on Nvidia to $195.", "2025-04-05", id="later"),
        pytest.param("HSBC lifted its target on Nvidia to $195.", "2025-03-05", id="another firm"),
        pytest.param(
            "Barclays lifted its target on Tesla to $195.", "2025-03-05", id="another stock"
        ),
        pytest.param("Barclays has a target of $170 on Nvidia.", "2025-03-05", id="old"),
        pytest.param(
            "Barclays lifted its target on Nvidia to $195 from $190.", "2025-03-05", id="revised"
        ),
    ],
)
def test_a_change_or_another_source_is_no_conflict(
    tmp_path: Path, other: str, published: str
) -> None:
    assert conflicts(ask(tmp_path, other, published)) == []


def test_outlets_own_reports_of_one_release_can_be_at_odds(tmp_path: Path) -> None:
    articles = {
        "a.md": story(
            "Sales at Corvel Mills rose to $310 million in the first quarter. Its shares slipped.",
            "Harbour Gazette",
            "2025-03-04",
            "A mill reports",
        ),
        "b.md": story(
            "Rain fell on the valley. In the first quarter sales at Corvel Mills climbed to $301 million.",
            "Market Ledger",
            "2025-03-04",
            "Flour and steel",
        ),
    }
    data_dir = fill(tmp_path, articles)
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as assistant:
        answer = assistant.invoke("How high were the first-quarter sales of Corvel Mills?")
    (note,) = conflicts(answer)
    assert "$310 million" in note
    assert "$301 million" in note
