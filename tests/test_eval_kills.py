"""Kills and writers: the checks see what is broken, and ingestion survives both."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from eval.generated import generate_articles, write_articles
from eval.kills import make_kill_figures, measure_kills
from eval.soundness import Faults, expect_text, inspect_store, read_contents
from eval.writers import measure_writers
from rag import add_articles
from rag.index.embedder import HashingEmbedder

ROOT = Path(__file__).parent.parent


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", 3, characters=300)
    add_articles([tmp_path / "articles"], data_dir=tmp_path / "data", embedder=HashingEmbedder())
    return tmp_path / "data"


def inspect(data_dir: Path, known: dict[str, str] | None = None) -> Faults:
    contents = read_contents([data_dir.parent / "articles"])
    with Store.open(data_dir) as store:
        held, faults = inspect_store(store, {k: [v] for k, v in contents.items()}, known or {})
    assert held.indexed == 3
    return faults


def change(data_dir: Path, sql: str) -> None:
    with Store.open(data_dir) as store, store.write() as connection:
        connection.execute(sql)


def test_a_whole_store_has_no_faults(data_dir: Path) -> None:
    assert not inspect(data_dir)


def test_a_text_that_was_cut_is_half_written(data_dir: Path) -> None:
    change(
        data_dir,
        "UPDATE article_versions SET body = '[]', source_text = substr(source_text, 1, 50)"
        " WHERE source = 'article-000001.md'",
    )
    assert any("its text" in fault for fault in inspect(data_dir).halved)


def test_a_passage_without_a_vector_is_half_written(data_dir: Path) -> None:
    change(data_dir, "DELETE FROM vectors WHERE rowid = (SELECT min(rowid) FROM vectors)")
    assert inspect(data_dir).halved == ("1 passages without a vector",)


def test_a_statement_that_is_missing_is_half_written(data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        assert store.read_statements()
    change(data_dir, "DELETE FROM statements")
    assert any("0 statements" in fault for fault in inspect(data_dir).halved)


def test_an_article_that_was_known_and_is_gone_is_lost(data_dir: Path) -> None:
    assert inspect(data_dir, {"other.md": "0"}).lost == ("other.md: is gone",)


def test_an_article_under_two_ids_is_doubled(data_dir: Path) -> None:
    change(data_dir, "UPDATE article_versions SET source = 'article-000001.md'")
    assert inspect(data_dir).doubled == ("article-000001.md: 3 times",)


def test_an_older_version_that_came_back_is_lost(data_dir: Path) -> None:
    older = (data_dir.parent / "articles" / "article-000000.md").read_bytes()
    newer = older + b"\nMore was said on Monday.\n"
    name = "article-000000.md"
    contents = {k: [v] for k, v in read_contents([data_dir.parent / "articles"]).items()}
    contents[name] = [older, newer]
    with Store.open(data_dir) as store:
        _, faults = inspect_store(store, contents, {name: expect_text(newer, name)})
    assert faults.lost == (f"{name}: an older version came back",)


def test_generated_articles_are_the_same_for_a_seed_and_no_copies() -> None:
    first = list(generate_articles(20, seed=3))
    assert first == list(generate_articles(20, seed=3))
    assert first[:5] == list(generate_articles(5, seed=3))
    assert len({article.body for article in first}) == 20
    assert all(2_600 <= len(article.body) < 3_200 for article in first)


@pytest.mark.slow
def test_ingestion_survives_20_kills() -> None:
    report = measure_kills(kills=20, articles=40)
    assert report.kills == 20
    assert (report.faults, report.differences) == (Faults(), ())
    assert max(report.ready_s, default=0.0) < 10
    assert all(figure.met in (True, None) for figure in make_kill_figures(report))


@pytest.mark.slow
def test_four_writers_at_once_put_every_article_in_once() -> None:
    report = measure_writers(processes=4, rounds=2, articles=20)
    assert (report.articles, report.faults) == (82, ())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 MB; without the right to mount one a skip that says so."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no file system can be mounted here: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def add(folder: Path, data_dir: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "corpus", "add", str(folder), "--data-dir", str(data_dir)],
        cwd=ROOT,
        env=os.environ | {"NEWS_EMBEDDING_MODEL": "hashing"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow
def test_a_full_disk_stops_with_a_message_and_keeps_what_was_there(
    small_disk: Path, tmp_path: Path
) -> None:
    write_articles(tmp_path / "few", 3)
    write_articles(tmp_path / "many", 60, seed=1)
    data_dir = small_disk / "data"
    assert add(tmp_path / "few", data_dir).returncode == 0
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk)
    ballast.write_bytes(bytes(max(free.f_bavail * free.f_frsize - 300_000, 0)))
    stopped = add(tmp_path / "many", data_dir)
    assert stopped.returncode == 1
    assert "free some space" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    ballast.unlink()
    with Store.open(data_dir) as store:
        assert len(store.read_articles()) >= 3
        assert store.find_problems() == ()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    again = add(tmp_path / "many", data_dir)
    assert again.returncode == 0, again.stderr
    with Store.open(data_dir) as store:
        assert len(store.read_articles()) == 63
