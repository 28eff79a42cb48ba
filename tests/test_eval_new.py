"""Writing a question: what is typed is checked against the articles, and the row is valid at once."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.authoring import append_question, make_question_id
from eval.errors import EvalError
from eval.questions import Question, read_questions

COMMANDS = CliRunner()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in [
        ("bridges.txt", "Bridges will be cheaper to build next year, Ada Poe said."),
        ("harbours.txt", "Harbours need another decade of dredging, Bo Lund said."),
    ]:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write(path: Path, news: Path, *lines: str) -> str:
    command = ["new", str(path), "--articles", str(news)]
    done = COMMANDS.invoke(app, command, input="".join(f"{line}\n" for line in lines))
    assert done.exit_code == 0, done.output
    return done.output


def test_a_row_is_asked_for_checked_and_added(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    said = write(
        path, news,
        "", "What of bridges?", "y", "opinion", "vi",
        "cheeper to build", "cheaper to build | !20%", "", "y",
        "dredging", "", "What of harbours?", "", "soon", "2025-03-04", "n",
    )  # fmt: skip
    assert "a question is needed" in said
    assert "'opinion' is none of view, fact" in said
    assert "'cheeper to build' stands in no article; near: 'cheaper to build'" in said
    assert "stands in bridges.txt" in said
    assert "'soon' is not an ISO date" in said
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "id": "q001", "kind": "view", "question": "What of bridges?", "answerable": True,
        "expect": [["cheaper to build", "20%"]], "sources": [["bridges.txt"]],
        "history": ["What of harbours?"], "as_of": "2025-03-04", "forbid": ["dredging"],
    }  # fmt: skip


def test_a_source_of_ones_own_is_checked(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    said = write(
        path, news,
        "What of both?", "y", "", "cheaper", "", "n", "bridge", "bridges.txt|harbours.txt", "",
        "", "", "", "y",
        "What of gold?", "n", "", "", "", "n",
    )  # fmt: skip
    assert "no article is named 'bridge'; near: 'bridges.txt'" in said
    first, second = read_questions(path)
    assert (first.kind, first.sources) == ("fact", (("bridges.txt", "harbours.txt"),))
    assert (second.question_id, second.kind, second.answerable) == ("q002", "abstain", False)


def test_what_ends_early_keeps_the_rows_that_were_added(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    said = write(path, news, "What of gold?", "n", "", "", "", "y", "What of", "y", "view", "che")
    assert "rows that were added are kept" in said
    assert [question.text for question in read_questions(path)] == ["What of gold?"]


def test_a_set_that_is_wrong_is_told_before_anything_is_typed(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text("{\n")
    done = COMMANDS.invoke(app, ["new", str(path), "--articles", str(news)], input="What?\n")
    assert done.exit_code == 2
    assert f"{path}:1: is not JSON" in done.stderr
    assert path.read_text() == "{\n"


def test_a_row_goes_behind_the_last_line_even_where_that_has_no_end(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    row = {"id": "s009", "kind": "fact", "question": "One?", "answerable": True, "note": "kept"}
    path.write_text(json.dumps(row))
    question = Question(question_id="s010", kind="fact", text="Zwei – “2”?", answerable=True)
    assert make_question_id(path) == "s010"
    append_question(path, question)
    assert [q.text for q in read_questions(path)] == ["One?", "Zwei – “2”?"]
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0]) == row
    with pytest.raises(EvalError, match="has a row with the id 's010' already"):
        append_question(path, question)
    assert [p.name for p in tmp_path.iterdir()] == ["set.jsonl"]
