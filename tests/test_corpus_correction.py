"""Corrections by hand, and the list that they are made from."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.build import add_articles
from corpus.correction import correct_article, undo_correction
from corpus.errors import CorpusError
from corpus.listing import ORDERS, list_articles
from corpus.sources.intake import read_references
from corpus.store import Store

TEXT = "Ada Quill, strategist at Zarquon Capital, said gold is cheap. She expects 50% more by next March.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    articles = tmp_path / "articles"
    articles.mkdir()
    head = "---\ntitle: 100%_sure gold\noutlet: Metal Gazette\npublished: 2025-09-12\n---\n"
    (articles / "gold.md").write_text(head + TEXT, "utf-8")
    (articles / "tin.md").write_text(
        "---\ntitle: Tin\n---\nTin fell by 3%, traders said.\n", "utf-8"
    )
    with Store.open(tmp_path / "data") as opened:
        add_articles(opened, read_references([articles]))
        yield opened


def add_again(store: Store, tmp_path: Path) -> tuple[int, int, int]:
    done = add_articles(store, read_references([tmp_path / "articles"]))
    return done.added, done.unchanged, done.updated


def test_a_correction_is_a_new_version_as_given_and_moves_the_dates_of_its_statements(
    store: Store, tmp_path: Path
) -> None:
    before = store.read_article("gold.md")
    after = correct_article(store, before.article_id, published="12 May 2024")
    assert after.version == 2
    assert after.published is not None
    assert after.published.iso == "2024-05-12"
    assert after.published_origin == "given"
    assert (after.outlet, after.source_text, after.body) == (
        "Metal Gazette",
        before.source_text,
        before.body,
    )
    dates = {s.date.iso for s in store.read_statements(article_ids=[after.article_id]) if s.date}
    assert dates == {"2024-05-12"}
    assert [v.replaced for v in store.read_versions(after.article_id)] == [True, False]
    assert store.find_problems() == ()

    again = correct_article(store, before.article_id, outlet="  Copper   Post ")
    assert (again.version, again.outlet, again.outlet_origin) == (3, "Copper Post", "given")
    assert again.published == after.published


def test_the_same_source_added_again_leaves_a_correction_and_an_update_its_text(
    store: Store, tmp_path: Path
) -> None:
    article = store.read_article("tin.md")
    assert article.published is None
    correct_article(store, article.article_id, outlet="Tin Times", published="2025-08")
    assert add_again(store, tmp_path) == (0, 2, 0)
    kept = store.read_article("tin.md")
    assert (kept.outlet, kept.published.iso if kept.published else None) == ("Tin Times", "2025-08")
    (tmp_path / "articles" / "tin.md").write_text(
        "---\ntitle: Tin\n---\nTin fell by 9%.\n", "utf-8"
    )
    assert add_again(store, tmp_path) == (0, 1, 1)
    kept = store.read_article("tin.md")
    assert "9%" in kept.source_text
    assert (kept.outlet, kept.outlet_origin) == ("Tin Times", "given")


def test_a_correction_survives_an_update_of_the_source_until_it_is_undone(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "articles" / "gold.md"
    article = store.read_article("gold.md")
    correct_article(store, article.article_id, published="2024-05-12")
    head = "---\ntitle: 100%_sure gold\noutlet: Metal Weekly\npublished: 2025-10-01\n---\n"
    file.write_text(head + TEXT + "Silver fell.\n", "utf-8")
    done = add_articles(store, read_references([tmp_path / "articles"]))
    assert (done.updated, done.kept) == (1, ("gold.md",))
    kept = store.read_article("gold.md")
    assert "Silver" in kept.source_text
    assert kept.published is not None
    assert (kept.outlet, kept.published.iso, kept.published_origin) == (
        "Metal Weekly",
        "2024-05-12",
        "given",
    )
    assert {s.date.iso for s in store.read_statements() if s.date} == {"2024-05-12"}
    assert add_again(store, tmp_path) == (0, 2, 0)
    assert [row.corrected for row in list_articles(store, search="gold").rows] == [True]

    undone = undo_correction(store, article.article_id)
    assert undone.published is not None
    assert (undone.outlet, undone.published.iso) == ("Metal Weekly", "2025-10-01")
    assert "Silver" in undone.source_text
    assert [row.corrected for row in list_articles(store, search="gold").rows] == [False]
    assert add_again(store, tmp_path) == (0, 2, 0)
    with pytest.raises(CorpusError, match="nothing to undo"):
        undo_correction(store, article.article_id)
    assert store.find_problems() == ()


def test_what_cannot_be_corrected_is_refused_and_changes_nothing(store: Store) -> None:
    article = store.read_article("gold.md")
    for wrong, message in (
        ({}, "nothing to correct"),
        ({"outlet": " "}, "nothing to correct"),
        ({"published": "soon"}, "'soon' is not an ISO date"),
        ({"outlet": "x" * 201}, "longer than 200"),
    ):
        with pytest.raises(CorpusError, match=message):
            correct_article(store, article.article_id, **wrong)
    with pytest.raises(CorpusError, match="none"):
        correct_article(store, "none", outlet="x")
    assert store.read_article("gold.md") == article


def test_the_command_corrects_and_tells_what_stands_now(store: Store, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "corpus", "correct", "gold.md", "--published", "2024-05"]
    done = subprocess.run(
        [*command, "--no-index", "--data-dir", str(tmp_path / "data")],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "Metal Gazette (given), 2024-05 (given)" in done.stdout


def test_the_list_is_searched_by_every_word_and_sorted_each_way(store: Store) -> None:
    def names(search: str = "", **options: object) -> list[str]:
        return [row.source for row in list_articles(store, search=search, **options).rows]

    assert names("GAZETTE 2025-09") == ["gold.md"]
    assert names("100%_sure") == ["gold.md"]
    assert names("1__%") == names("tin gazette") == []
    assert names(order="title", descending=False) == ["gold.md", "tin.md"]
    assert names(order="title") == ["tin.md", "gold.md"]
    # What is undated or of no known outlet stands last either way.
    for order in ("published", "outlet"):
        assert names(order=order) == names(order=order, descending=False) == ["gold.md", "tin.md"]
    page = list_articles(store, first=1, most=1, order="title")
    assert ([row.title for row in page.rows], page.total) == (["100%_sure gold"], 2)
    assert [row.copies for row in page.rows] == [1]
    assert len(ORDERS) == 5
    with pytest.raises(CorpusError, match="'size' is none of"):
        list_articles(store, order="size")  # type: ignore[arg-type]


def test_the_list_of_a_day_holds_what_was_surely_published_by_it(
    store: Store, tmp_path: Path
) -> None:
    later = tmp_path / "later"
    later.mkdir()
    text = (tmp_path / "articles" / "gold.md").read_text("utf-8")
    (later / "copy.md").write_text(text.replace("2025-09-12", "2025-09-14"), "utf-8")
    add_articles(store, read_references([later]))

    def listed(day: date | None, search: str = "") -> tuple[list[str], int, int, int]:
        found = list_articles(store, search=search, as_of=day, order="title")
        return [row.source for row in found.rows], found.total, found.later, found.undated

    assert listed(None) == (["tin.md", "copy.md", "gold.md"], 3, 0, 0)
    assert listed(date(2025, 9, 14)) == (["copy.md", "gold.md"], 2, 0, 1)
    assert listed(date(2025, 9, 13)) == (["gold.md"], 1, 1, 1)
    assert listed(date(2025, 9, 11)) == ([], 0, 2, 1)
    assert listed(date(2025, 9, 13), "gazette") == (["gold.md"], 1, 1, 0)
    assert [r.copies for r in list_articles(store, search="gold").rows] == [2, 2]
    (gold,) = list_articles(store, as_of=date(2025, 9, 13)).rows
    assert gold.copies == 1  # the copy of later is none of that day
    correct_article(store, gold.article_id, published="2025-09")
    assert listed(date(2025, 9, 13)) == ([], 0, 2, 1)  # some day of that month may be later
