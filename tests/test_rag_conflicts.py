"""Copies of one story at odds in a figure or a period: both are cited, and a note says so."""

from pathlib import Path

import pytest
from test_rag_answers import ARTICLES, CLIMB, OIL, fill, front_matter

from rag import load_assistant
from rag.index.embedder import HashingEmbedder
from rag.records import Answer


def copy(text: str, outlet: str, published: str = "2025-09-18") -> str:
    return front_matter(text, title="Small caps climb", outlet=outlet, published=published)


def ask(folder: Path, articles: dict[str, str], question: str) -> Answer:
    data_dir = fill(folder, articles)
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as assistant:
        return assistant.invoke(question)


def conflicts(answer: Answer) -> list[str]:
    return [note for note in answer.notes if "differ" in note]


def test_copies_with_different_figures_are_both_cited(tmp_path: Path) -> None:
    articles = {
        "a.md": copy(CLIMB.format(gain="2.5"), "Harbour Gazette"),
        "b.md": copy(CLIMB.format(gain="2.6"), "Market Ledger"),
    }
    answer = ask(tmp_path, articles, "How far did the Kestrel 900 rise?")
    assert {c.outlet for c in answer.citations} == {"Harbour Gazette", "Market Ledger"}
    (note,) = conflicts(answer)
    assert "2.5%" in note
    assert "2.6%" in note
    assert "Harbour Gazette (18 September 2025)" in note


def test_copies_with_the_same_figures_are_no_conflict(tmp_path: Path) -> None:
    answer = ask(tmp_path, dict(ARTICLES), "How far did the Kestrel 900 rise?")
    assert conflicts(answer) == []


@pytest.mark.parametrize("written", ["2.5 percent", "2.5 per cent"])
def test_the_same_figure_written_otherwise_is_no_conflict(tmp_path: Path, written: str) -> None:
    articles = {
        "a.md": copy(CLIMB.format(gain="2.5"), "Harbour Gazette"),
        "b.md": copy(CLIMB.replace("{gain}%", written), "Market Ledger"),
    }
    answer = ask(tmp_path, articles, "How far did the Kestrel 900 rise?")
    assert conflicts(answer) == []


def test_another_story_with_another_figure_is_no_conflict(tmp_path: Path) -> None:
    later = OIL.replace("3%", "1.2%").replace("$64.10", "$63.30").replace("Wednesday", "Friday")
    articles = {
        "a.md": ARTICLES["oil.md"],
        "b.md": front_matter(
            later.split("\n\n")[0] + "\n\nTraders spoke of thin volumes before the long weekend.",
            title="Oil slips again",
            outlet="Market Ledger",
            published="2025-11-14",
        ),
    }
    assert conflicts(ask(tmp_path, articles, "How much did oil fall?")) == []


def test_a_quarter_of_another_year_in_a_copy_is_a_conflict(tmp_path: Path) -> None:
    text = CLIMB.format(gain="2.5") + (
        "\nProfits of the {when} grew faster than in any quarter since the pandemic, the exchange said.\n"
    )
    articles = {
        "a.md": copy(text.replace("{when}", "second quarter"), "Harbour Gazette"),
        "b.md": copy(text.replace("{when}", "second quarter of 2024"), "Market Ledger"),
    }
    answer = ask(tmp_path, articles, "When did profits grow faster than since the pandemic?")
    (note,) = conflicts(answer)
    assert note.startswith("Periods differ")
    assert "2024" in note
    assert "2025" in note
