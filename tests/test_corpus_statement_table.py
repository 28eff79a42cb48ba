"""Statements as rows, and views found by firm, person, subject and day."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import corpus
from corpus.build import add_articles
from corpus.sources.sources import read_sources
from corpus.statement_commands import register
from corpus.statement_table import COLUMNS, statement_rows
from corpus.store import Store
from corpus.stories.folding import fold_store
from corpus.view_table import find_views, format_csv

_FRONT = "---\ntitle: {title}\noutlet: {outlet}\npublished: {day}\n---\n"
_NOTE = """\
Markets had a quiet week as traders waited for figures on prices and on jobs in large economies.

Morgan Stanley upgraded small caps to neutral from underweight on Monday. "They could gain 12% next
year," said Petra Novak, a strategist at the bank.

Citi analysts said that oil may fall to $50 a barrel by the end of next year, since supply grows.
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, outlet, day in (
        ("a", "The Courier", "2025-09-18"),
        ("b", "The Ledger", "2025-09-19"),
    ):
        front = _FRONT.format(title="Quiet week", outlet=outlet, day=day)
        (folder / f"{name}.md").write_text(front + _NOTE, encoding="utf-8")
    with Store.open(tmp_path / "data") as store:
        add_articles(store, read_sources([folder]))
        fold_store(store)
    return tmp_path / "data"


def test_a_row_has_every_column_and_the_text_of_its_span(data_dir: Path) -> None:
    rows = corpus.read_statements(data_dir)
    assert all(tuple(row) == COLUMNS for row in rows)
    with Store.open(data_dir, create=False) as store:
        texts = {one.article_id: one.source_text for one in store.read_articles()}
    for row in rows:
        assert row["text"] == texts[str(row["article_id"])][row["start"] : row["end"]]


def test_subjects_ratings_and_forecasts_come_back_from_the_store(data_dir: Path) -> None:
    with Store.open(data_dir, create=False) as store:
        rows = [row for row in statement_rows(store) if row["outlet"] == "The Courier"]
    upgraded = rows[0]
    assert upgraded["subjects"] == [{"subject": "small caps", "stance": "neutral"}]
    assert upgraded["rating"] == {
        "action": "upgrade",
        "from_rating": "underweight",
        "to_rating": "neutral",
        "from_stance": "negative",
        "to_stance": "neutral",
    }
    (forecast,) = rows[1]["forecasts"]
    assert (forecast["low"], forecast["unit"], forecast["direction"]) == (12.0, "percent", "up")
    assert forecast["horizon"] == "2026-01-01/2026-12-31"
    assert forecast["subject"] == "small caps"


def test_views_of_one_story_stand_once_with_who_else_printed_them(data_dir: Path) -> None:
    with Store.open(data_dir, create=False) as store:
        (first, second) = find_views(store, firm="MS", about="small-cap stocks")
    assert {first.outlet, second.outlet} == {"The Courier"}
    assert first.also_printed_by == second.also_printed_by == ("The Ledger",)
    assert {view.stance for view in (first, second)} == {"neutral", "unclear"}
    assert "Petra Novak" in {name for view in (first, second) for name in view.persons}


def test_views_are_bound_by_person_and_day(data_dir: Path) -> None:
    with Store.open(data_dir, create=False) as store:
        assert {view.persons for view in find_views(store, person="novak")} == {("Petra Novak",)}
        assert find_views(store, person="Nova") == ()
        assert find_views(store, firm="Citi", until=date(2025, 9, 17)) == ()
        assert len(find_views(store, firm="Citigroup", since=date(2025, 9, 18))) == 1


def test_views_as_of_a_day_know_no_article_that_may_be_of_a_later_one(data_dir: Path) -> None:
    with Store.open(data_dir, create=False) as store:
        assert find_views(store, as_of=date(2025, 9, 17)) == ()
        of_the_day = find_views(store, firm="MS", as_of=date(2025, 9, 18))
        assert [view.also_printed_by for view in of_the_day] == [(), ()]
        later = find_views(store, firm="MS", as_of=date(2025, 9, 19))
        assert [view.also_printed_by for view in later] == [("The Ledger",)] * 2


def test_a_subject_asked_for_must_be_the_statements(data_dir: Path) -> None:
    with Store.open(data_dir, create=False) as store:
        assert find_views(store, firm="Citi", about="gold") == ()
        (oil,) = find_views(store, firm="Citi", about="Brent")
    assert (oil.subject, oil.forecast) == ("oil", "down 50 USD, 2026-12-31")


def test_csv_reads_back_and_starts_no_formula(data_dir: Path) -> None:
    with Store.open(data_dir, create=False) as store:
        views = find_views(store)
    rows = list(csv.DictReader(io.StringIO(format_csv(views))))
    assert [row["quotation"].lstrip("'") for row in rows] == [view.quotation for view in views]
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


def test_the_commands_print_json_and_name_a_bad_day(data_dir: Path) -> None:
    app = typer.Typer()
    register(app)
    told = CliRunner().invoke(app, ["statements", "--json", "--data-dir", str(data_dir)])
    assert [json.loads(line)["cue"] for line in told.output.splitlines()][:2] == [
        "upgraded",
        "said",
    ]
    asked = ["views", "--about", "oil", "--json", "--data-dir", str(data_dir)]
    (line,) = CliRunner().invoke(app, asked).output.splitlines()
    assert json.loads(line)["firm"] == "Citi"
    bad = CliRunner().invoke(app, ["views", "--since", "soon", "--data-dir", str(data_dir)])
    assert isinstance(bad.exception, corpus.CorpusError)
    assert "--since: 'soon' is not an ISO date" in str(bad.exception)
