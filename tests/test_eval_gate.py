"""The gate: it fails below a floor and on changed inputs; a floor never comes down by itself."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.errors import EvalError
from eval.gate import (
    Floor,
    GatedSet,
    check_floors,
    find_changed_inputs,
    raise_floors,
    read_gate,
)
from eval.provenance import GATE_FILE

COMMANDS = CliRunner()
INPUTS = {"questions": "q1", "articles": "a1", "model": "m1"}
GATED = GatedSet(
    questions="set.jsonl",
    articles="news",
    inputs=INPUTS,
    floors=(Floor(figure="passed", floor=0.8, margin=0.05),),
)


@pytest.mark.parametrize(
    ("value", "holds"), [(0.9, True), (0.8, True), (0.75, True), (0.7499, False), (None, False)]
)
def test_a_figure_holds_down_to_its_floor_less_its_margin(value: float | None, holds: bool) -> None:
    figures = {} if value is None else {"passed": value}
    (reached,) = check_floors(GATED, figures)
    assert reached.holds is holds


def test_an_update_raises_a_floor_and_never_rounds_it_up() -> None:
    after, kept = raise_floors(GATED, {"passed": 70 / 76}, INPUTS)
    assert (after.floors[0].floor, kept) == (0.9210, ())
    # Within the margin the floor stays where it was.
    after, kept = raise_floors(GATED, {"passed": 0.76}, INPUTS)
    assert (after, kept) == (GATED, ())


def test_a_floor_comes_down_only_when_asked_and_says_why_in_the_file() -> None:
    with pytest.raises(EvalError, match=r"would lower passed \(floor 0\.8000\).*--lower --why"):
        raise_floors(GATED, {"passed": 0.7}, INPUTS, why="bad day")
    after, (entry,) = raise_floors(GATED, {"passed": 0.7}, INPUTS, lower=True, why="new rules")
    assert after.floors[0].floor == 0.7
    assert (entry["questions"], entry["why"]) == ("set.jsonl", "new rules")
    assert entry["change"] == "lowered passed from 0.8000 to 0.7000"


def test_changed_inputs_need_a_reason_and_do_not_lower_by_the_way() -> None:
    changed = INPUTS | {"questions": "q2"}
    assert find_changed_inputs(GATED, changed) == ("questions: floors are of 'q1', now it is 'q2'",)
    with pytest.raises(EvalError, match=r"its inputs changed.*--update --why"):
        raise_floors(GATED, {"passed": 0.9}, changed)
    with pytest.raises(EvalError, match="would lower"):
        raise_floors(GATED, {"passed": 0.5}, changed, why="harder questions")
    after, (entry,) = raise_floors(GATED, {"passed": 0.9}, changed, why="a question was wrong")
    assert (after.inputs, after.floors[0].floor) == (changed, 0.9)
    assert entry["change"].startswith("inputs: questions")


def test_the_shipped_gate_is_whole() -> None:
    gate = read_gate(GATE_FILE)
    assert gate.sets
    assert gate.margin_why
    for one in gate.sets:
        assert (GATE_FILE.parent.parent / one.questions).is_file()
        assert (GATE_FILE.parent.parent / one.articles).is_dir()
        assert one.inputs.keys() >= INPUTS.keys()
        assert any(floor.floor > 0 for floor in one.floors)
        assert all(0 <= floor.margin <= 0.2 for floor in one.floors)


def test_a_wrong_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    with pytest.raises(EvalError, match="cannot be read"):
        read_gate(path)
    floors = [{"figure": "beauty", "floor": 1, "margin": 0}]
    rows = [{"questions": "a", "articles": "b", "inputs": {}, "floors": floors}]
    path.write_text(json.dumps({"margin_why": "measured", "sets": rows, "history": []}))
    with pytest.raises(EvalError, match=r"sets\[0\]: floors\[0\]: figure: 'beauty' is not one of"):
        read_gate(path)


def test_the_command_fails_below_a_floor_and_on_another_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_EMBEDDING_MODEL", "hashing")
    monkeypatch.setenv("NEWS_DATA_DIR", str(tmp_path / "state"))
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.md").write_text(
        '---\noutlet: Builder News\npublished: 2025-03-04\n---\n\nAda Poe of Barclays said: "Bridges'
        ' will be cheaper to build."\n',
        encoding="utf-8",
    )
    questions = tmp_path / "set.jsonl"
    row = {
        "id": "q1", "kind": "view", "question": "What does Barclays say about bridges?",
        "answerable": True, "expect": [["cheaper"]],
    }  # fmt: skip
    questions.write_text(json.dumps(row) + "\n")
    path = tmp_path / "gate.json"
    floors = [{"figure": "passed", "floor": 0.0, "margin": 0.0}]
    rows = [{"questions": str(questions), "articles": str(news), "inputs": {}, "floors": floors}]
    path.write_text(json.dumps({"margin_why": "measured", "sets": rows, "history": []}))

    def call(*options: str) -> tuple[int, str]:
        done = COMMANDS.invoke(app, ["gate", "--file", str(path), *options])
        return done.exit_code, done.output

    assert call("--update")[0] == 0
    (gated,) = read_gate(path).sets
    assert gated.floors == (Floor(figure="passed", floor=1.0, margin=0.0),)
    assert gated.inputs["chat_model"] == "none"
    # The same inputs answer alike, so the floor is moved to see the command fail below it.
    path.write_text(path.read_text().replace('"floor": 1.0', '"floor": 1.2'))
    code, said = call()
    assert code == 1
    assert "passed is 1.0000, its floor 1.2000 with margin 0.0000" in said
    path.write_text(path.read_text().replace('"floor": 1.2', '"floor": 1.0'))

    questions.write_text(json.dumps(row | {"expect": [["dearer"]]}) + "\n")
    code, said = call()
    assert code == 1
    assert "was changed, so its floors say nothing" in said
    code, said = call("--update", "--why", "a harder fact")
    assert code == 2
    assert "would lower passed" in said
    assert call("--lower")[0] == 2
    assert call("--lower", "--why", "a harder fact")[0] == 0
    gate = read_gate(path)
    assert replace(gate.sets[0], inputs={}).floors[0].floor == 0
    assert [entry["why"] for entry in gate.history] == ["a harder fact"] * 2
