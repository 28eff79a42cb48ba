"""The offline path: sources become articles with statements and stories; no failure stops it."""

from pathlib import Path

import pytest

from corpus.build import Summary, add_articles, extract_again, remove_articles
from corpus.errors import CorpusError, StoreError
from corpus.metadata import GivenMetadata
from corpus.sources.sources import Source, SourceFailure, read_sources
from corpus.statements import EXTRACTOR_VERSION
from corpus.store import Store
from corpus.stories.folding import fold_store

REPORT = """\
Elbe House lifted its view of European builders to overweight on Monday, citing lower mortgage
rates. "Homes are being built again," said Petra Novak, a strategist at Elbe House. She expects
starts to rise by 8% next year. Shares of Lindgren Homes gained 2.7% in Stockholm. Order books at
brick makers are at 104% of last spring's, the trade group said, and lenders in the region
approved 1.9% more loans in the quarter than in the one before it. Novak added that land remained
the scarce good.
"""


def write_files(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder]


def test_no_sources_change_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store:
        assert add_articles(store, []) == Summary(added=0, unchanged=0, updated=0, failed=())
        assert store.corpus_version() == 0


def test_files_become_articles_with_statements_and_stories(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", a=REPORT, b=REPORT, c="Zinc fell. It was a quiet day.")
    seen: list[tuple[str, str]] = []
    with Store.open(tmp_path / "data") as store:
        summary = add_articles(
            store,
            read_sources(paths),
            on_article=lambda name, outcome: seen.append((name, outcome)),
        )
        assert summary == Summary(added=3, unchanged=0, updated=0, failed=())
        assert seen == [("a.txt", "added"), ("b.txt", "added"), ("c.txt", "added")]
        one, two, other = (store.read_article(f"{name}.txt").article_id for name in ("a", "b", "c"))
        ids = store.read_story_ids()
        assert ids[one] == ids[two] != ids[other]
        statements = store.read_statements(article_ids=[one])
        assert ("Petra Novak",) in [statement.persons for statement in statements]


def test_a_second_run_changes_nothing_and_a_changed_file_is_updated(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", a=REPORT, b="Zinc fell. It was a quiet day.")
    with Store.open(tmp_path / "data") as store:
        add_articles(store, read_sources(paths))
        before = store.corpus_version()
        summary = add_articles(store, read_sources(paths))
        assert (summary.added, summary.unchanged, summary.updated) == (0, 2, 0)
        assert store.corpus_version() == before
        write_files(tmp_path / "in", b="Zinc rose. It was a loud day.")
        summary = add_articles(store, read_sources(paths))
        assert (summary.added, summary.unchanged, summary.updated) == (0, 1, 1)
        assert store.read_article("b.txt").version == 2


def test_a_source_that_fails_is_named_and_the_rest_goes_in(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", a=REPORT, z="Zinc fell. It was a quiet day.")
    (tmp_path / "in" / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    (tmp_path / "in" / "c.txt").write_text("")
    with Store.open(tmp_path / "data") as store:
        summary = add_articles(store, read_sources([*paths, tmp_path / "missing.txt"]))
        assert summary.added == 2
        assert [Path(failure.source).name for failure in summary.failed] == [
            "b.txt",
            "c.txt",
            "missing.txt",
        ]
        assert all(failure.reason for failure in summary.failed)


def test_a_copy_added_later_joins_the_story_without_renaming_it(tmp_path: Path) -> None:
    names = "abcdef"
    with Store.open(tmp_path / "data") as store:
        add_articles(store, read_sources(write_files(tmp_path / "first", a=REPORT)))
        (story,) = store.read_stories()
        for name in names:
            add_articles(store, read_sources(write_files(tmp_path / name, **{name: REPORT})))
            (grown,) = store.read_stories()
            assert grown.story_id == story.story_id
        assert len(grown.article_ids) == len(names) + 1


def test_adding_one_by_one_gives_the_same_groups_as_adding_all(tmp_path: Path) -> None:
    texts = {"a": REPORT, "b": "Zinc fell. It was a quiet day.", "c": REPORT.replace("8%", "9%")}
    paths = write_files(tmp_path / "in", **texts)
    with Store.open(tmp_path / "all") as whole, Store.open(tmp_path / "each") as each:
        add_articles(whole, read_sources(paths))
        for name in reversed(texts):
            add_articles(each, read_sources([tmp_path / "in" / f"{name}.txt"]))
        groups = [
            {frozenset(story.article_ids) for story in store.read_stories()}
            for store in (whole, each)
        ]
        assert groups[0] == groups[1]
        assert len(groups[0]) == 2


def test_a_corrected_copy_leaves_the_story_it_no_longer_tells(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", a=REPORT, b=REPORT)
    with Store.open(tmp_path / "data") as store:
        add_articles(store, read_sources(paths))
        assert store.stats().stories == 1
        write_files(tmp_path / "in", b="Zinc fell. It was a quiet day in the pits of the north.")
        add_articles(store, read_sources(paths))
        assert store.stats().stories == 2


def test_removing_articles_folds_the_rest_and_removes_all_or_none(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", a=REPORT, b=REPORT)
    with Store.open(tmp_path / "data") as store:
        add_articles(store, read_sources(paths))
        one, two = (store.read_article(f"{name}.txt").article_id for name in ("a", "b"))
        with pytest.raises(CorpusError, match="there is no article 'nothing'"):
            remove_articles(store, [one, "nothing"])
        assert len(store.read_articles()) == 2
        remove_articles(store, [one, one])
        (story,) = store.read_stories()
        assert story.article_ids == (two,)


def test_a_store_that_fails_midway_keeps_what_it_has_and_says_how_much(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", a=REPORT, b="Zinc fell. " * 100_000, c=REPORT)
    with Store.open(tmp_path / "data") as store:
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages + 40}")
        with pytest.raises(StoreError, match=r"'b.txt'; 1 articles of this run are stored"):
            add_articles(store, read_sources(paths))
        assert [article.source for article in store.read_articles()] == ["a.txt"]
        assert len(store.read_stories()) == 1
        assert store.find_problems() == ()


def test_folding_looks_only_at_what_is_new(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", a=REPORT, b=REPORT)
    with Store.open(tmp_path / "data") as store:
        add_articles(store, read_sources(paths))
        assert fold_store(store) == 0
        with store.write() as connection:
            connection.execute("UPDATE sketches SET made_by = 0")
        assert fold_store(store) == 2
        assert store.stats().stories == 1


def test_a_failure_handed_in_is_passed_on(tmp_path: Path) -> None:
    failure = SourceFailure(source="x.pdf", reason="x.pdf: cannot be read")
    with Store.open(tmp_path / "data") as store:
        assert add_articles(store, [failure]).failed == (failure,)


def test_an_outlet_of_the_persons_own_is_known_from_the_next_run_on(tmp_path: Path) -> None:
    page = b"<html><head><title>Zinc rises</title></head><body><p>%s</p></body></html>" % (
        b"Zinc rose 3 percent on Tuesday after a mine in the north was closed, traders said."
    )
    given = GivenMetadata(url="https://news.elbe-courier.de/zinc")
    source = Source(key="zinc", source="zinc", format="html", data=page, given=given)
    with Store.open(tmp_path) as store:
        add_articles(store, [source])
        (before,) = store.read_articles()
        (tmp_path / "outlets.toml").write_text(
            '[[outlet]]\nname = "The Elbe Courier"\ndomains = ["elbe-courier.de"]\n'
        )
        assert add_articles(store, [source]).updated == 1
        (after,) = store.read_articles()
    assert (before.outlet, after.outlet) == (None, "The Elbe Courier")


def test_a_wrong_table_of_outlets_stops_the_run_before_anything_is_stored(tmp_path: Path) -> None:
    (tmp_path / "outlets.toml").write_text("[[outlet]]\ndomains = 7\n")
    with Store.open(tmp_path) as store:
        with pytest.raises(CorpusError, match=r"outlets\.toml: outlet 1: .* needs a name"):
            add_articles(store, [])
        assert store.stats().articles == 0


def test_statements_of_an_older_extraction_are_made_again_by_the_next_run(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store:
        add_articles(store, read_sources(write_files(tmp_path / "in", a=REPORT, b=REPORT[:200])))
        made = store.read_statements()
        assert made
        with store.write() as connection:
            connection.execute("UPDATE statements SET subjects = '[]', cue = 'older'")
        store.write_extractor(1)
        before = store.corpus_version()
        add_articles(store, [])
        assert store.read_statements() == made
        assert store.read_extractor() == EXTRACTOR_VERSION
        assert store.corpus_version() > before
        again = store.corpus_version()
        add_articles(store, [])
        assert store.corpus_version() == again
        assert extract_again(store) == 0
