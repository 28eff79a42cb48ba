"""The gate: it fails below a floor and on changed inputs; a floor never comes down by itself."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.errors import EvalError
from eval.gate import (
    FIGURES,
    Floor,
    GatedSet,
    check_floors,
    find_changed_inputs,
    raise_floors,
    read_gate,
)
from eval.provenance import GATE_FILE

COMMANDS = CliRunner()
INPUTS = {"rows": "q1", "articles": "a1", "model": "m1"}
GATED = GatedSet(
    what="answers",
    rows=("tests/set.jsonl",),
    articles=("news",),
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
    assert (entry["set"], entry["why"]) == ("set", "new rules")
    assert entry["change"] == "lowered passed from 0.8000 to 0.7000"


def test_only_the_figures_that_are_named_come_down() -> None:
    floors = tuple(
        Floor(figure=figure, floor=0.8, margin=0.05) for figure in ("passed", "facts_found")
    )
    gated = replace(GATED, floors=floors)
    slightly = {"passed": 0.78, "facts_found": 0.6}
    lowered, _ = raise_floors(gated, slightly, INPUTS, lower=True, why="new rules")
    assert [one.floor for one in lowered.floors] == [0.78, 0.6]
    kept, (entry,) = raise_floors(
        gated, slightly, INPUTS, lower=True, only=["facts_found"], why="new judge"
    )
    assert [one.floor for one in kept.floors] == [0.8, 0.6]
    assert entry["change"] == "lowered facts_found from 0.8000 to 0.6000"
    with pytest.raises(EvalError, match="would lower facts_found"):
        raise_floors(gated, slightly, INPUTS, lower=True, only=["passed"], why="new judge")


def test_changed_inputs_need_a_reason_and_do_not_lower_by_the_way() -> None:
    changed = INPUTS | {"rows": "q2"}
    assert find_changed_inputs(GATED, changed) == ("rows: floors are of 'q1', now it is 'q2'",)
    with pytest.raises(EvalError, match=r"its inputs changed.*--update --why"):
        raise_floors(GATED, {"passed": 0.9}, changed)
    with pytest.raises(EvalError, match="would lower"):
        raise_floors(GATED, {"passed": 0.5}, changed, why="harder questions")
    after, (entry,) = raise_floors(GATED, {"passed": 0.9}, changed, why="a question was wrong")
    assert (after.inputs, after.floors[0].floor) == (changed, 0.9)
    assert entry["change"].startswith("inputs: rows")


def test_the_shipped_gate_is_whole() -> None:
    gate = read_gate(GATE_FILE)
    assert gate.sets
    assert gate.margin_why
    assert {one.what for one in gate.sets} == set(FIGURES)
    names = [one.name for one in gate.sets]
    assert {"unseen", "unseen2", "unseen statements", "unseen2 statements"} <= set(names)
    assert len(set(names)) == len(names)
    for one in gate.sets:
        assert all((GATE_FILE.parent.parent / path).is_file() for path in one.rows)
        assert all((GATE_FILE.parent.parent / path).is_dir() for path in one.articles)
        assert one.inputs.keys() >= {"rows", "articles"}
        assert any(floor.floor > 0 for floor in one.floors)
        assert all(0 <= floor.margin <= 0.2 for floor in one.floors)


def write_sets(path: Path, *sets: dict[str, object]) -> None:
    content = {"margin_why": "measured", "sets": sets, "history": []}
    path.write_text(json.dumps(content), encoding="utf-8")


def make_set(
    what: str, rows: Path, news: Path, floors: list[dict[str, object]]
) -> dict[str, object]:
    return {
        "what": what, "rows": [str(rows)], "articles": [str(news)], "inputs": {}, "floors": floors,
    }  # fmt: skip


def test_a_wrong_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    with pytest.raises(EvalError, match="cannot be read"):
        read_gate(path)
    floors = [{"figure": "beauty", "floor": 1, "margin": 0}]
    row = {"what": "answers", "rows": ["a"], "articles": ["b"], "inputs": {}, "floors": floors}
    write_sets(path, row)
    with pytest.raises(EvalError, match=r"sets\[0\]: floors\[0\]: figure: 'beauty' is not one of"):
        read_gate(path)
    write_sets(path, row | {"what": "looks"})
    with pytest.raises(EvalError, match=r"sets\[0\]: what: 'looks' is not one of answers"):
        read_gate(path)
    write_sets(path, row | {"floors": [], "articles": ["b", "c"]})
    with pytest.raises(EvalError, match=r"sets\[0\]: articles: .* is not a list of one path"):
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
    floors: list[dict[str, object]] = [{"figure": "passed", "floor": 0.0, "margin": 0.0}]
    write_sets(path, make_set("answers", questions, news, floors))

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


def test_statements_and_retrieval_have_floors_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_EMBEDDING_MODEL", "hashing")
    monkeypatch.setenv("NEWS_DATA_DIR", str(tmp_path / "state"))
    news = tmp_path / "news"
    news.mkdir()
    for name, outlet, said in (
        ("a.md", "Builder News", "Ada Poe of Barclays said: “Bridges will be cheaper to build.”"),
        ("b.md", "Harbour Post", "Bo Lund of Jefferies warned that ferries will run late."),
    ):
        text = f"---\noutlet: {outlet}\npublished: 2025-03-04\n---\n\n{said}\n"
        (news / name).write_text(text, encoding="utf-8")
    labels = tmp_path / "labels.jsonl"
    rows = [
        {"article": "a.md", "person": "Ada Poe", "firm": "Barclays", "phrase": "Bridges will be"},
        {"article": "b.md", "person": "Cy Fenn", "firm": "Jefferies", "phrase": "ferries will run"},
    ]
    labels.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    asked = [
        {"id": "q1", "kind": "view", "question": "What does Ada Poe say of bridges?",
         "answerable": True, "expect": [], "sources": [["a.md"]]},
        {"id": "q2", "kind": "view", "question": "What does Bo Lund say of ferries?",
         "answerable": True, "expect": [], "sources": [["z.md"]]},
    ]  # fmt: skip
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    path = tmp_path / "gate.json"

    def floors(*names: str) -> list[dict[str, object]]:
        return [{"figure": name, "floor": 0.0, "margin": 0.0} for name in names]

    write_sets(
        path,
        make_set("statements", labels, news, floors(*FIGURES["statements"])),
        make_set("retrieval", questions, news, floors(*FIGURES["retrieval"])),
    )

    def call(*options: str) -> tuple[int, str]:
        done = COMMANDS.invoke(app, ["gate", "--file", str(path), *options])
        return done.exit_code, done.output

    assert call("--update")[0] == 0
    statements, retrieval = read_gate(path).sets
    # Of two phrases one has the right speaker, and the other's is Bo Lund, whom no row names.
    assert [one.floor for one in statements.floors] == [0.5, 0.5]
    # The second question's article is not there, so it is not asked.
    assert [one.floor for one in retrieval.floors] == [1.0, 1.0, 1.0, 1.0]
    found = json.loads((tmp_path / "state" / "eval" / "gate-retrieval.json").read_text())
    assert {key: order[0] for key, order in found.items()} == {"questions:q1": "group 1"}
    assert retrieval.inputs["model"].startswith("hashing")

    path.write_text(path.read_text().replace('"floor": 0.5', '"floor": 0.9'))
    code, said = call()
    assert code == 1
    assert "labels statements: recall is 0.5000, its floor 0.9000" in said
    assert f"what was missed: python -m eval statements {labels} --articles {news}" in said
    path.write_text(path.read_text().replace('"floor": 0.9', '"floor": 0.5'))
    (news / "b.md").write_text("Bo Lund of Jefferies sees trouble.", encoding="utf-8")
    code, said = call("--update")
    assert code == 2
