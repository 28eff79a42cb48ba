"""The command line of the corpus, run as a person runs it."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REPORT = """\
Elbe House lifts builders

Elbe House lifted its view of European builders to overweight on Monday, citing mortgage rates.
"Homes are being built again," said Petra Novak, a strategist at Elbe House.
"""


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWS_")}
    return subprocess.run(
        [sys.executable, "-m", "corpus", *map(str, arguments)],
        cwd=ROOT,
        env=kept | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def add(tmp_path: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    return run("add", *paths, "--no-index", "--data-dir", tmp_path / "data")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    front = (
        "---\ntitle: Elbe House lifts builders\noutlet: The Courier\npublished: 2025-09-18\n---\n"
    )
    path.write_text(front + REPORT, encoding="utf-8")
    return path


def test_add_reports_what_became_of_each_source(tmp_path: Path, report: Path) -> None:
    first = add(tmp_path, report)
    assert (first.returncode, first.stdout) == (0, "1 added, 0 unchanged, 0 updated, 0 failed\n")
    assert "articles" in first.stderr
    again = add(tmp_path, report)
    assert (again.returncode, again.stdout) == (0, "0 added, 1 unchanged, 0 updated, 0 failed\n")
    report.write_text(report.read_text() + "\nMore followed on Tuesday.\n")
    changed = add(tmp_path, report)
    assert (changed.returncode, changed.stdout) == (
        0,
        "0 added, 0 unchanged, 1 updated, 0 failed\n",
    )


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_in(
    tmp_path: Path, report: Path
) -> None:
    binary = tmp_path / "photo.txt"
    binary.write_bytes(bytes(range(256)) * 10)
    result = add(tmp_path, binary, tmp_path / "none.txt", report)
    assert result.returncode == 1
    assert result.stdout == "1 added, 0 unchanged, 0 updated, 2 failed\n"
    failed = [line for line in result.stderr.splitlines() if line.startswith("failed: ")]
    assert ["photo.txt" in failed[0], "none.txt" in failed[1]] == [True, True]
    assert "Traceback" not in result.stderr


def test_list_as_json_is_one_article_a_line(tmp_path: Path, report: Path) -> None:
    add(tmp_path, report)
    result = run("list", "--json", "--data-dir", tmp_path / "data")
    (line,) = result.stdout.splitlines()
    row = json.loads(line)
    assert row["source"] == "report.md"
    assert row["title"] == "Elbe House lifts builders"
    assert row["outlet"] == "The Courier"
    assert (row["published"], row["published_origin"]) == ("2025-09-18", "given")
    assert row["version"] == 1
    assert row["story_id"] == f"s{row['article_id']}"
    assert {"language", "url"} < row.keys()


def test_list_shows_a_line_an_article(tmp_path: Path, report: Path) -> None:
    add(tmp_path, report)
    lines = run("list", "--data-dir", tmp_path / "data").stdout.splitlines()
    assert len(lines) == 2
    for shown in ("2025-09-18", "The Courier", "Elbe House lifts builders", "report.md"):
        assert shown in lines[1]


def test_the_data_folder_is_the_setting_or_the_option(tmp_path: Path, report: Path) -> None:
    added = run("add", report, "--no-index", NEWS_DATA_DIR=str(tmp_path / "set"))
    assert added.returncode == 0
    assert (tmp_path / "set" / "news.sqlite3").is_file()
    assert run("stats", "--data-dir", tmp_path / "set").returncode == 0
    other = run("stats", "--data-dir", tmp_path / "other", NEWS_DATA_DIR=str(tmp_path / "set"))
    assert other.returncode == 1
    assert other.stderr.startswith("error: there are no articles in ")


def test_show_lists_the_copies_of_the_story_and_the_versions(tmp_path: Path, report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    reprint = tmp_path / "reprint.md"
    reprint.write_text(text.replace("The Courier", "Daily Ledger"), encoding="utf-8")
    add(tmp_path, report, reprint)
    report.write_text(text.replace("title: Elbe", "title: How Elbe"), encoding="utf-8")
    add(tmp_path, report)
    shown = run("show", "report.md", "--data-dir", tmp_path / "data").stdout
    assert "also printed by:\n- Daily Ledger, 2025-09-18: " in shown
    assert " (reprint.md), copy, share " in shown
    assert "versions:\n- 1, added 20" in shown
    assert ", replaced: Elbe House lifts builders (report.md)\n- 2, added 20" in shown
    asked = run("show", "report.md", "--json", "--data-dir", tmp_path / "data")
    fields = json.loads(asked.stdout)
    (copy,) = fields["copies"]
    assert (copy["outlet"], copy["source"], copy["link"]) == ("Daily Ledger", "reprint.md", "copy")
    states = [(version["version"], version["replaced"]) for version in fields["versions"]]
    assert states == [(1, True), (2, False)]


def test_show_prints_what_is_known_the_body_and_who_says_what(tmp_path: Path, report: Path) -> None:
    add(tmp_path, report)
    shown = run("show", "report.md", "--data-dir", tmp_path / "data").stdout
    assert "outlet: The Courier\n" in shown
    assert "published: 2025-09-18\n" in shown
    assert '"Homes are being built again," said Petra Novak' in shown
    assert "\n- Petra Novak, " in shown


def test_show_as_json_has_offsets_that_quote_the_source_text(tmp_path: Path, report: Path) -> None:
    add(tmp_path, report)
    row = json.loads(run("show", "report.md", "--json", "--data-dir", tmp_path / "data").stdout)
    assert row["statements"]
    for statement in row["statements"]:
        assert row["source_text"][statement["start"] : statement["end"]] == statement["text"]
    assert all(part["start"] < part["end"] for part in row["body"])


def test_show_raw_marks_what_was_cut_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(
        REPORT + "\nSubscribe to our newsletter\nAll rights reserved.\n", encoding="utf-8"
    )
    add(tmp_path, path)
    raw = run("show", "page.txt", "--raw", "--data-dir", tmp_path / "data").stdout
    assert "⟦cut: " in raw
    assert "All rights reserved." in raw.partition("⟦cut: ")[2]
    row = json.loads(run("show", "page.txt", "--json", "--data-dir", tmp_path / "data").stdout)
    assert row["source_text"] in raw.replace("⟦cut: ", "").replace("⟧", "")


def test_control_characters_and_markup_of_an_article_are_shown_not_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    evil = "Title [bold red]x[/] \x1b[31mred\x9b2J \u202eabc\n\nZinc fell \x07today, he said.\n"
    path.write_text(evil + REPORT * 3, encoding="utf-8")
    assert add(tmp_path, path).returncode == 0
    for command in (
        ["list"],
        ["list", "--json"],
        ["show", "evil.txt"],
        ["show", "evil.txt", "--raw"],
    ):
        shown = run(*command, "--data-dir", tmp_path / "data").stdout
        assert shown
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(shown)
    raw = run("show", "evil.txt", "--raw", "--data-dir", tmp_path / "data").stdout
    assert r"[bold red]x[/] \x1b[31mred" in raw


def test_remove_takes_an_article_out(tmp_path: Path, report: Path) -> None:
    add(tmp_path, report)
    removed = run("remove", "report.md", "--no-index", "--data-dir", tmp_path / "data")
    assert removed.returncode == 0
    assert removed.stdout.startswith("removed ")
    again = run("remove", "report.md", "--no-index", "--data-dir", tmp_path / "data")
    assert again.returncode == 1
    assert again.stderr.startswith("error: there is no article 'report.md'")


def test_stats_and_check_count_what_is_there(tmp_path: Path, report: Path) -> None:
    add(tmp_path, report)
    counts = json.loads(run("stats", "--json", "--data-dir", tmp_path / "data").stdout)
    assert (counts["articles"], counts["stories"], counts["undated"]) == (1, 1, 0)
    assert "articles: 1\n" in run("stats", "--data-dir", tmp_path / "data").stdout
    checked = run("check", "--data-dir", tmp_path / "data")
    assert checked.returncode == 0
    assert checked.stdout.splitlines() == [
        "index: 1 articles are not indexed yet; the next run of add, or the next question, sees to"
        " it",
        "whole: 1 articles in 1 versions, 1 stories, 2 statements",
    ]


def test_check_tells_a_damaged_store_and_what_to_do(tmp_path: Path, report: Path) -> None:
    add(tmp_path, report)
    path = tmp_path / "data" / "news.sqlite3"
    path.write_bytes(b"\xa5" * path.stat().st_size)
    checked = run("check", "--data-dir", tmp_path / "data")
    assert checked.returncode == 1
    assert "python -m corpus add PATH..." in checked.stderr
    assert "Traceback" not in checked.stderr


@pytest.mark.parametrize(
    "arguments", [["add"], ["lost"], ["list", "--what"], ["show"], ["show", "a", "b"]]
)
def test_a_wrong_command_line_is_a_usage_error(arguments: list[str], tmp_path: Path) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert "Usage" in result.stderr


def test_a_wrong_setting_is_an_error_that_lists_what_exists(tmp_path: Path) -> None:
    result = run("list", "--data-dir", tmp_path, NEWS_COLOUR="red")
    assert result.returncode == 1
    assert result.stderr.startswith("error: there is no setting 'NEWS_COLOUR'")
    assert "NEWS_DATA_DIR" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_list_whose_reader_goes_away_is_no_stack_trace(tmp_path: Path, report: Path) -> None:
    add(tmp_path, report)
    piped = subprocess.run(
        [
            "bash",
            "-c",
            f"{sys.executable} -m corpus list --json --data-dir '{tmp_path}/data' | true",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in piped.stderr


def test_add_makes_the_articles_searchable_as_well(tmp_path: Path, report: Path) -> None:
    data_dir = tmp_path / "data"
    result = run("add", report, "--data-dir", data_dir, NEWS_EMBEDDING_MODEL="hashing")
    assert (result.returncode, result.stdout) == (0, "1 added, 0 unchanged, 0 updated, 0 failed\n")
    repaired = run("check", "--repair", "--data-dir", data_dir, NEWS_EMBEDDING_MODEL="hashing")
    assert repaired.returncode == 0


def test_repair_makes_the_index_anew_after_the_model_was_changed(
    tmp_path: Path, report: Path
) -> None:
    data_dir = tmp_path / "data"
    run("add", report, "--data-dir", data_dir, NEWS_EMBEDDING_MODEL="hashing")
    database = sqlite3.connect(data_dir / "news.sqlite3")
    with database:
        database.execute("UPDATE manifest SET value = 'another' WHERE key = 'model'")
    database.close()
    mixed = run("add", report, "--data-dir", data_dir, NEWS_EMBEDDING_MODEL="hashing")
    assert mixed.returncode == 1
    assert "python -m corpus check --repair" in mixed.stderr
    assert "Traceback" not in mixed.stderr
    repaired = run("check", "--repair", "--data-dir", data_dir, NEWS_EMBEDDING_MODEL="hashing")
    assert repaired.returncode == 0
    again = run("add", report, "--data-dir", data_dir, NEWS_EMBEDDING_MODEL="hashing")
    assert again.returncode == 0
