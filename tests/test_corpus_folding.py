"""Folding one article after another gives the stories that folding all at once gives."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from test_corpus_stories import DAY, HARBOUR, MARKET_REPORT, OTHER_REPORT, RETOLD
from test_corpus_versions import parsed

from corpus import schema
from corpus.extraction import ParsedArticle
from corpus.store import Store
from corpus.stories.folding import fold_store
from corpus.stories.sketch import SKETCH_VERSION
from corpus.stories.stories import fold_stories
from eval.folding import generate_articles

ROOT = Path(__file__).parent.parent
MONDAY = MARKET_REPORT.format(
    close="2,310.4", day="Monday", move="0.4", way="higher", bond="3.12", crown="11.42"
)


def some_articles() -> list[ParsedArticle]:
    """Copies, retellings and chains of them, of many outlets and over more than a story's days."""
    made = []
    texts = (HARBOUR, RETOLD, OTHER_REPORT, MONDAY, " ".join(HARBOUR.split()[:60]))
    for number in range(12):
        day = DAY.replace(month=3 + number // 7, day=1 + number) if number % 5 else None
        text = texts[number % 5] + f"Printed by hand number {number}.\n"
        made.append(parsed(text, outlet=f"Outlet {number}", day=day, title=None))
    return made + list(generate_articles(4, seed=5))


def groups(store: Store) -> set[frozenset[str]]:
    sources = {article.article_id: article.source for article in store.read_articles()}
    return {frozenset(sources[one] for one in story.article_ids) for story in store.read_stories()}


def put_all(store: Store, articles: list[tuple[str, ParsedArticle]], *, every: int) -> None:
    for number, (key, article) in enumerate(articles, 1):
        store.put_article(key, article, lambda _: ())
        if number % every == 0:
            fold_store(store)
    fold_store(store)


@pytest.mark.parametrize("seed", range(3))
def test_any_order_gives_the_stories_of_all_at_once(tmp_path: Path, seed: int) -> None:
    articles = [(f"k{number}", article) for number, article in enumerate(some_articles())]
    with Store.open(tmp_path / "whole") as whole, Store.open(tmp_path / "grown") as grown:
        put_all(whole, articles, every=1000)
        random.Random(seed).shuffle(articles)  # noqa: S311
        put_all(grown, articles, every=(1, 3, 7)[seed])
        expected = {
            frozenset(whole.read_article(one).source for one in story.article_ids)
            for story in fold_stories(whole.read_articles())
        }
        assert groups(whole) == expected
        assert groups(grown) == expected
        assert max(map(len, expected)) > 2
        assert grown.find_problems() == ()


def test_removing_what_ties_a_story_together_lets_it_fall_apart(tmp_path: Path) -> None:
    articles = [(f"k{number}", article) for number, article in enumerate(some_articles())]
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "other") as other:
        put_all(one, articles, every=5)
        put_all(other, articles[4:], every=5)
        for key, _ in articles[:4]:
            one.remove_article(one.read_article(key).article_id)
        fold_store(one)
        assert groups(one) == groups(other)
        assert one.find_problems() == ()


def test_a_fold_with_nothing_to_do_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put_all(store, [("a", parsed()), ("b", parsed(outlet="Ledger"))], every=1)
        before = store.corpus_version()
        assert fold_store(store) == 0
        assert store.corpus_version() == before


def test_a_replaced_version_is_in_no_story(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put_all(store, [("a", parsed()), ("b", parsed(outlet="Ledger"))], every=1)
        assert store.stats().stories == 1
        store.put_article("a", parsed(OTHER_REPORT), lambda _: ())
        fold_store(store)
        assert store.stats().stories == 2
        assert store.find_problems() == ()


def test_sketches_of_an_older_version_are_made_again(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put_all(store, [("a", parsed()), ("b", parsed(outlet="Ledger"))], every=1)
        names = store.read_story_ids()
        with store.write() as connection:
            connection.execute("UPDATE sketches SET made_by = ?", (SKETCH_VERSION - 1,))
        assert fold_store(store) == 2
        assert store.read_story_ids() == names


def test_a_store_of_the_first_schema_keeps_its_articles_stories_and_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old"
    with Store.open(path) as store:
        put_all(store, [("a", parsed()), ("b", parsed(outlet="Ledger"))], every=1)
        names = store.read_story_ids()
        rows = [
            [tuple(row) for row in store.connection.execute(f"SELECT * FROM {table}")]
            for table in ("articles", "article_versions", "stories")
        ]
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        with Store.open(tmp_path / "new") as old, old.write() as connection:
            for table, found in zip(("articles", "article_versions", "stories"), rows, strict=True):
                marks = ", ".join("?" * len(found[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
    with Store.open(tmp_path / "new") as store:
        assert store.find_problems() == ()
        assert store.put_article("a", parsed(), lambda _: ()).outcome == "unchanged"
        assert fold_store(store) == 2
        assert store.read_story_ids() == names


FOLDER = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
from corpus.stories import folding
from corpus.store import Store
folding._BATCH = 2
sketched = folding.read_sketches
def told(connection, ids):
    print("reading", flush=True)
    return sketched(connection, ids)
folding.read_sketches = told
with Store.open(Path(sys.argv[1])) as store:
    folding.fold_store(store)
"""


@pytest.mark.parametrize("reads", [2, 13])
def test_a_fold_that_is_killed_is_taken_up_by_the_next(tmp_path: Path, reads: int) -> None:
    articles = [(f"k{number}", article) for number, article in enumerate(some_articles())]
    with Store.open(tmp_path) as store:
        with store.write():
            for key, article in articles:
                store.put_article(key, article, lambda _: ())
        expected = fold_stories(store.read_articles())
    folder = subprocess.Popen(
        [sys.executable, "-c", FOLDER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert folder.stdout is not None
    for _ in range(reads):
        folder.stdout.readline()
    folder.send_signal(signal.SIGKILL)
    folder.communicate()
    with Store.open(tmp_path) as store:
        assert store.find_problems() == ()
        fold_store(store)
        found = {frozenset(story.article_ids) for story in store.read_stories()}
        assert found == {frozenset(story.article_ids) for story in expected}
