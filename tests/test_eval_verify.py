import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.errors import EvalError
from eval.verify import (
    NEVER_ACCEPTED,
    PARTS,
    ROWS,
    VerifyReport,
    find_interval,
    measure_verify,
    read_labelled,
)
from rag.checking.checked import VERDICTS, Check, CitedSpan

SPAN = {"mark": "[1]", "text": "The index rose 5%.", "firm": "Willow Bank"}
ROW = {
    "row_id": "a",
    "part": "development",
    "kind": "number",
    "verdict": "contradicted",
    "sentence": "The index rose 6% [1].",
    "spans": [SPAN],
}


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_row_is_read_with_its_spans(tmp_path: Path) -> None:
    (row,) = read_labelled(write(tmp_path / "rows.jsonl", ROW))
    assert row.spans == (CitedSpan(mark="[1]", text="The index rose 5%.", firm="Willow Bank"),)
    assert (row.part, row.kind, row.verdict) == ("development", "number", "contradicted")


def test_a_row_of_other_people_needs_only_sentence_spans_and_verdict(tmp_path: Path) -> None:
    bare = {"sentence": "It rose.", "verdict": "uncited", "spans": []}
    (row,) = read_labelled(write(tmp_path / "rows.jsonl", bare))
    assert (row.part, row.kind, row.spans) == ("check", "uncited", ())
    assert row.row_id.endswith("rows.jsonl:1")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"verdict": "true"}, "verdict: 'true' is not one of supported"),
        ({"part": "test"}, "part: 'test' is not one of development"),
        ({"spans": "none"}, "spans: 'none' is not a list"),
        ({"spans": [{"text": "x", "speaker": "y"}]}, "a span has 'speaker'"),
        ({"spans": [{"mark": "[1]"}]}, "text is missing"),
    ],
)
def test_a_bad_row_is_told_with_its_line(
    tmp_path: Path, change: dict[str, object], named: str
) -> None:
    with pytest.raises(EvalError) as error:
        read_labelled(write(tmp_path / "rows.jsonl", ROW | change))
    assert "rows.jsonl:1" in str(error.value)
    assert named in str(error.value)


def test_a_report_counts_verdicts_and_what_passed_that_must_not(tmp_path: Path) -> None:
    faithful = ROW | {"kind": "paraphrase", "verdict": "supported"}
    rows = read_labelled(write(tmp_path / "rows.jsonl", ROW, ROW, faithful))
    told = ("supported", "unsupported", "supported")
    report = VerifyReport(
        rows=rows,
        checks=tuple(Check(verdict=verdict, reason="") for verdict in told),
        seconds=(0.001,) * 3,
    )
    assert (report.right, report.parted) == (1, 2)
    assert [row.kind for row in report.accepted] == ["number"]
    assert report.by_kind() == {"number": (2, 0, 1), "paraphrase": (1, 1, 1)}
    assert report.confusion()["contradicted", "supported"] == 1


def test_an_interval_holds_its_fraction() -> None:
    low, high = find_interval(97, 100)
    assert low == pytest.approx(0.9155, abs=1e-4)
    assert high == pytest.approx(0.9897, abs=1e-4)
    assert find_interval(0, 0) == (0.0, 1.0)


def test_the_shipped_rows_cover_each_verdict_and_none_that_must_not_passes() -> None:
    rows = read_labelled()
    report = measure_verify(rows)
    assert len({row.row_id for row in rows}) == len(rows) >= 300
    assert {row.verdict for row in rows} == set(VERDICTS)
    assert {row.part for row in rows} == set(PARTS)
    assert {row.kind for row in rows} >= set(NEVER_ACCEPTED)
    development = [k for k, row in enumerate(rows) if row.part == "development"]
    right = sum(rows[k].verdict == report.checks[k].verdict for k in development)
    assert right / len(development) >= 0.945
    assert not [row.row_id for row in report.accepted if row.part == "development"]


def test_the_command_prints_each_part_and_the_time(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", ROW)
    done = CliRunner().invoke(app, ["verify", str(path), "--misses"])
    assert done.exit_code == 0
    assert "all: 1 of 1, 1.000" in done.output
    assert "processor time a sentence" in done.output
    assert ROWS.is_file()
