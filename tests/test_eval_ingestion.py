"""Ingestion speed: ratios are of runs that followed one another; recall counts evidence in the first ten."""

from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.ingestion import Timed, make_figures
from eval.recall import find_recall, read_passages, read_questions

OURS = Timed(passages=40, seconds=(2.0, 4.0, 3.0), processor_s=(3.0, 3.0, 3.0))
ENCODER = Timed(passages=40, seconds=(2.0, 2.0, 2.0), processor_s=(3.0, 3.0, 3.0))
TUTORIAL = Timed(passages=30, seconds=(6.0, 6.0, 6.0), processor_s=(9.0, 9.0, 9.0))


def test_ratios_are_the_median_of_pairs() -> None:
    timed = {"ours": OURS, "encoder": ENCODER, "tutorial": TUTORIAL}
    figures = {figure.name: figure for figure in make_figures(timed, 12, "")}
    assert figures["taking in articles"].value == 4.0
    assert figures["time of taking in / encoder alone"].value == 1.5
    assert figures["time of taking in / encoder alone"].met is False
    assert figures["articles a second / tutorial's"].value == 2.0
    assert figures["articles a second / tutorial's"].met is True


def test_without_the_tutorial_the_figure_says_how_to_install_it() -> None:
    figures = make_figures({"ours": OURS, "encoder": ENCODER}, 12, "no langchain_chroma")
    assert (figures[-1].value, figures[-1].met) == (None, None)
    assert figures[-1].note == "no langchain_chroma"


def test_recall_is_the_share_of_the_evidence_in_the_first_ten() -> None:
    found = [f"f{number}" for number in range(11)]
    assert find_recall(found, frozenset({"f0", "f9", "f10", "other"})) == 0.5
    assert find_recall([], frozenset({"f0"})) == 0


def test_questions_without_evidence_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"query": "a?", "evidence": ["f1"]}\n{"query": "b?", "evidence": []}\n')
    assert [question.text for question in read_questions(path)] == ["a?"]


def test_a_passage_without_a_text_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "passages.jsonl"
    path.write_text('{"passage_id": "f1", "title": "A", "fact": ""}\n')
    with pytest.raises(EvalError, match=r"passages\.jsonl:1: fact"):
        read_passages(path)
