"""What `check` says of the index, with a real one that is broken on purpose."""

import shutil
from pathlib import Path

import pytest

from corpus.build import add_articles, remove_articles
from corpus.metadata import GivenMetadata
from corpus.sources.sources import Source
from corpus.store import Store
from rag.build import update_index
from rag.health import IndexHealth, read_health
from rag.index.embedder import HashingEmbedder


def source(name: str) -> Source:
    text = f"Shares of {name} rose 3 percent on Friday after results, the company said."
    return Source(key=name, source=name, format="txt", data=text.encode(), given=GivenMetadata())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path)
    add_articles(store, [source("Alpha"), source("Beta")])
    update_index(store, HashingEmbedder())
    return store


def test_a_whole_index_has_no_problems(store: Store) -> None:
    with store:
        assert read_health(store) == IndexHealth(broken=(), behind=())


def test_articles_that_were_added_without_indexing_are_counted(store: Store) -> None:
    with store:
        add_articles(store, [source("Gamma")])
        assert read_health(store).behind == ("1 articles are not indexed yet",)


def test_an_index_of_articles_that_were_removed_lags_behind(store: Store) -> None:
    with store:
        (first, _) = store.read_articles()
        remove_articles(store, [first.article_id])
        assert read_health(store).behind == ("it lags behind the articles",)


def test_a_lost_index_is_told(store: Store) -> None:
    with store:
        shutil.rmtree(store.data_dir / "index")
        assert read_health(store).behind == ("there is none on disk",)


def test_a_damaged_index_file_is_named(store: Store) -> None:
    with store:
        (damaged, *_) = sorted((store.data_dir / "index").rglob("data_level0.bin"))
        damaged.write_bytes(b"\0" * damaged.stat().st_size)
        (problem,) = read_health(store).broken
    assert "data_level0.bin is missing or was changed" in problem


def test_passages_without_vectors_are_counted(store: Store) -> None:
    with store:
        with store.write() as connection:
            connection.execute("DELETE FROM vectors")
        assert read_health(store).broken == ("2 passages have no vector",)
