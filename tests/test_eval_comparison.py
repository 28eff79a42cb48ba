"""Comparing runs: pair by pair, with what flipped; what cannot be compared is refused."""

from pathlib import Path

import pytest
from eval_runs import make_result, write_run
from typer.testing import CliRunner

from eval.__main__ import app
from eval.comparison import compare_runs, format_comparison
from eval.errors import EvalError
from eval.saved import read_run

COMMANDS = CliRunner()


@pytest.fixture
def two_runs(tmp_path: Path) -> tuple[Path, Path]:
    before = [
        make_result(f"q{n}", passed=n > 2, kind="fact" if n == 0 else "view") for n in range(9)
    ]
    after = [
        make_result(f"q{n}", passed=n != 8, kind="fact" if n == 0 else "view") for n in range(9)
    ]
    return (
        write_run(tmp_path / "before.json", *before),
        write_run(tmp_path / "after.json", *reversed(after), config={"embedding_dtype": "float32"}),
    )


def test_differences_are_those_worked_out_by_hand(two_runs: tuple[Path, Path]) -> None:
    comparison = compare_runs(*map(read_run, two_runs))
    found = {(one.kind, one.measure): one for one in comparison.differences}
    passed = found["all", "passed"]
    # Three gained, one lost of nine; the exact two-sided p of 3 against 1 is 2 * 5 / 16.
    assert (passed.before, passed.after) == (pytest.approx(6 / 9), pytest.approx(8 / 9))
    assert passed.change.value == pytest.approx(2 / 9)
    assert passed.change.low < 2 / 9 < passed.change.high
    assert (passed.higher, passed.lower, passed.p) == (3, 1, pytest.approx(0.625))
    assert found["fact", "passed"].change.value == 1
    assert found["view", "passed"].change.count == 8
    assert ("all", "quotations_exact") not in found
    assert [a.question_id for a, _ in comparison.gained] == ["q0", "q1", "q2"]
    assert [(a.passed, b.passed) for a, b in comparison.lost] == [(True, False)]
    assert comparison.warnings == ()


def test_the_text_names_both_answers_of_a_question_that_flipped(
    two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    done = COMMANDS.invoke(
        app, ["compare", *map(str, two_runs), "--out", str(tmp_path / "difference.json")]
    )
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert "B  after (embedding_dtype=float32)" in lines
    lost = lines.index("pass only in A: 1")
    assert lines[lost + 1 :] == [
        "  q8 (view) What of q8?",
        "    A passes: Small firms look cheap. [1]",
        "    B fails: Small firms look cheap. [1]",
        "      has none of 'dear'",
    ]
    assert (tmp_path / "difference.json").exists()


def test_what_else_differs_is_told(tmp_path: Path) -> None:
    one = make_result("q0", passed=True)
    other = {
        "articles": {"path": "more", "count": 2, "sha256": "b" * 64},
        "machine": {"cores": 4},
        "code": {"commit": "d" * 40, "dirty": True, "sha256": "t" * 64},
    }
    runs = (
        read_run(write_run(tmp_path / "a.json", one)),
        read_run(write_run(tmp_path / "b.json", one, **other)),
    )
    text = format_comparison(compare_runs(*runs))
    for said in ("the articles differ: 1 of 'news', 2 of 'more'", "the code differs", "machines"):
        assert said in text


def test_runs_of_different_sets_are_refused(tmp_path: Path) -> None:
    a = write_run(tmp_path / "a.json", make_result("q0", passed=True))
    b = write_run(
        tmp_path / "b.json",
        make_result("q1", passed=True),
        questions={"path": "other.jsonl", "sha256": "r" * 64},
    )
    done = COMMANDS.invoke(app, ["compare", str(a), str(b)])
    assert done.exit_code == 2
    assert f"{b}: is of the question set 'other.jsonl'" in done.stderr
    assert "0 of 2 questions have an id in common" in done.stderr
    with pytest.raises(EvalError, match=r"none\.json: cannot be read"):
        read_run(tmp_path / "none.json")
