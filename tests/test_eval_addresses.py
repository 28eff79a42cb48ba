"""The count of refused addresses sees what is let past, and that nothing was connected to."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.addresses import describe_refusals, measure_refusals
from eval.benchmarks import app


def write(path: Path, *rows: tuple[str, str | None]) -> Path:
    lines = [
        json.dumps({"payload": url, "target": target, "class": "mine", "must": "block"})
        for url, target in rows
    ]
    path.write_text("\n".join(lines))
    return path


REFUSED = (
    ("http://10.0.0.1/", "10.0.0.1"),
    ("http://user@0xa.1:8000/", "10.0.0.1"),
    ("http://wild.news.com/", "10.0.0.1"),
    ("http://six.news.com/", "[::1]"),
    ("gopher://10.0.0.1/", None),
)


def test_what_is_refused_is_counted(tmp_path: Path) -> None:
    found = measure_refusals(write(tmp_path / "a.jsonl", *REFUSED))
    assert (found.total["mine"], found.refused["mine"]) == (5, 5)
    assert (found.total_bare["mine"], found.refused_bare["mine"]) == (4, 4)
    assert (found.connections, found.questions, found.let_past) == (0, 0, ())
    assert "refused before connecting: 5 of 5" in describe_refusals(found)


def test_what_is_let_past_is_stopped_before_it_connects_and_named(tmp_path: Path) -> None:
    data = write(tmp_path / "a.jsonl", *REFUSED, ("http://news.com/", None))
    done = CliRunner().invoke(app, ["addresses", "--data", str(data)])
    assert done.exit_code == 1
    assert "refused before connecting: 5 of 6" in done.stdout
    assert "LET PAST: 'http://news.com/' -> None" in done.stdout
    assert "connections tried: 0" not in done.stdout


@pytest.mark.parametrize("name", ["missing.jsonl", "empty.jsonl"])
def test_a_file_that_cannot_be_measured_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    done = CliRunner().invoke(app, ["addresses", "--data", str(tmp_path / name)])
    assert done.exit_code == 2
