"""The pairs of articles and what is measured over them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.errors import EvalError
from eval.folding import format_measured, measure_folding
from eval.stories import KINDS, SPLITS, format_pairs, format_stories, judge_pair, read_pairs

HALF = " ".join(f"Port {n} moved {n}.5% more crates for Vera Lindqvist in May." for n in range(30))


def row(kind: str, first: str, second: str, **more: object) -> str:
    sides = [
        {"title": "Ports", "outlet": outlet, "published": "2031-02-03", "text": text}
        for outlet, text in (("Courier", first), (more.pop("outlet", "Ledger"), second))
    ]
    made = {"pair_id": kind, "kind": kind, "split": "check", "why": "so", **more}
    return json.dumps(made | {"first": sides[0], "second": sides[1]})


def test_thirty_pairs_of_each_kind_in_two_halves_and_none_of_the_easy_ones_wrong() -> None:
    pairs = read_pairs()
    assert len({pair.pair_id for pair in pairs}) == len(pairs)
    for kind in KINDS:
        assert sum(pair.kind == kind for pair in pairs) >= 30
        for split in SPLITS:
            assert sum((pair.kind, pair.split) == (kind, split) for pair in pairs) >= 15
    wrong = {judged.pair.kind for pair in pairs if not (judged := judge_pair(pair)).right}
    assert wrong <= {"retelling", "different"}


def test_a_pair_is_right_if_it_is_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    other = HALF.replace("crates", "ships").replace(".5%", ".7%").replace("moved", "sank")
    rows = (
        row("copy", HALF, HALF),
        row("update", HALF, HALF + " More tomorrow.", outlet="Courier"),
        row("update", HALF, HALF),
        row("different", HALF, other),
        row("different", HALF, HALF),
    )
    path.write_text("\n".join(rows))
    pairs = read_pairs(path)
    assert [judge_pair(pair).right for pair in pairs] == [True, True, False, True, False]
    lines = list(format_pairs(pairs))
    assert "check: precision of links 0.750 (3 of 4), recall 1.000 (3 of 3)" in "\n".join(lines)
    assert sum(line.startswith("wrong: ") for line in lines) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no pairs"),
        (row("cousin", HALF, HALF), r"pairs.jsonl:1: .*'cousin'"),
        ('\n{"kind": "copy"}', r"pairs.jsonl:2: KeyError\('split'\)"),
        ("copy", r"pairs.jsonl:1: "),
    ],
)
def test_a_row_that_is_no_pair_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(text)
    with pytest.raises(EvalError, match=message):
        read_pairs(path)


def test_the_stories_of_a_folder_are_listed_the_largest_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Alone\n\nA note of few words.")
    for name in "bc":
        (tmp_path / f"{name}.txt").write_text(HALF)
    lines = list(format_stories(tmp_path))
    assert lines[0].startswith("2 articles, 2 outlets")
    assert "copy 1.00: b.txt and c.txt" in lines
    assert lines[-1] == "3 articles, 2 stories"
    run = CliRunner().invoke(app, ["benchmark", "stories", "--articles", str(tmp_path)])
    assert (run.exit_code, run.stdout.splitlines()) == (0, lines)


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="holds no article"):
        list(format_stories(tmp_path))


def test_folding_is_measured_over_made_up_articles() -> None:
    measured = measure_folding(100)
    assert measured.articles == 100
    # One of those added afterwards is a copy as well.
    assert (measured.copies, measured.joined) == (5, 6)
    assert measured.stories == 121 - measured.joined
    assert len(list(format_measured(measured))) == 5
