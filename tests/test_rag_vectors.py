import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rag.errors import IndexStateError
from rag.index.indexed import IndexedPassage, PassageFields
from rag.index.vectors import BATCH_PASSAGES, VectorIndex
from rag.records import Passage

AXES = np.eye(8, dtype=np.float32)


def make_passage(
    passage_id: str,
    vector: Sequence[float],
    *,
    day: date | None = None,
    last: date | None = None,
    outlet: str | None = None,
) -> IndexedPassage:
    article_id = passage_id.split(".")[0]
    until = last or day
    return IndexedPassage(
        passage=Passage(
            passage_id=passage_id,
            article_id=article_id,
            version=1,
            start=0,
            end=1,
            text="x",
            header="",
        ),
        fields=PassageFields(
            article_id=article_id,
            first_day=day.toordinal() if day else None,
            last_day=until.toordinal() if until else None,
            outlet=outlet,
            firms=("Elm Bank",) if outlet else (),
            speakers=(),
        ),
        embedded_hash="",
        vector=np.asarray(vector, dtype=np.float32),
    )


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    made = VectorIndex(tmp_path / "chroma", create=True)
    made.add(
        [
            make_passage("a.1.0", AXES[0], day=date(2024, 7, 18), outlet="Elm News"),
            make_passage("b.1.0", (AXES[0] + AXES[1]) / 2**0.5, day=date(2025, 9, 18)),
            make_passage("c.1.0", -AXES[0], day=date(2025, 9, 1), last=date(2025, 9, 30)),
            make_passage("d.1.0", AXES[2]),
        ]
    )
    return made


def ids(found: Sequence[tuple[str, float]]) -> list[str]:
    return [passage_id for passage_id, _ in found]


def test_passages_come_by_cosine_similarity_best_first(index: VectorIndex) -> None:
    found = index.query(AXES[0], 4)
    assert ids(found) == ["a.1.0", "b.1.0", "d.1.0", "c.1.0"]
    assert [score for _, score in found] == pytest.approx([1, 2**-0.5, 0, -1], abs=1e-5)


@pytest.mark.parametrize(("k", "expected"), [(0, 0), (1, 1), (4, 4), (5, 4)])
def test_no_more_than_k_passages_come(index: VectorIndex, k: int, expected: int) -> None:
    assert len(index.query(AXES[0], k)) == expected


def test_until_keeps_what_was_surely_published_by_then(index: VectorIndex) -> None:
    assert ids(index.query(AXES[0], 9, until=date(2025, 9, 29))) == ["a.1.0", "b.1.0"]
    assert ids(index.query(AXES[0], 9, until=date(2025, 9, 30))) == ["a.1.0", "b.1.0", "c.1.0"]


def test_since_keeps_what_may_have_been_published_from_then_on(index: VectorIndex) -> None:
    assert ids(index.query(AXES[0], 9, since=date(2025, 9, 18))) == ["b.1.0", "c.1.0"]
    assert ids(index.query(AXES[0], 9, since=date(2025, 9, 19))) == ["c.1.0"]


def test_conditions_are_met_together(index: VectorIndex) -> None:
    assert ids(index.query(AXES[0], 9, outlets=["Elm News", "Oak"])) == ["a.1.0"]
    assert ids(index.query(AXES[0], 9, article_ids=["d", "b"], until=date(2026, 1, 1))) == ["b.1.0"]


def test_an_empty_condition_is_met_by_nothing(index: VectorIndex) -> None:
    assert index.query(AXES[0], 9, article_ids=[]) == []
    assert index.query(AXES[0], 9, outlets=()) == []


def test_a_passage_added_again_is_replaced_and_a_deleted_one_is_gone(index: VectorIndex) -> None:
    index.add([make_passage("c.1.0", AXES[0])])
    index.delete(["a.1.0", "unknown"])
    assert ids(index.query(AXES[0], 9)) == ["c.1.0", "b.1.0", "d.1.0"]
    assert len(index) == 3


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    assert VectorIndex(tmp_path / "chroma", create=True).query(AXES[0], 5) == []


def test_more_passages_than_a_batch_go_in(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "chroma", create=True)
    index.add([make_passage(f"a.1.{n}", AXES[n % 8]) for n in range(BATCH_PASSAGES + 1)])
    assert len(index) == BATCH_PASSAGES + 1


def test_what_was_added_is_there_when_opened_again(index: VectorIndex, tmp_path: Path) -> None:
    index.close()
    index.close()
    again = VectorIndex(tmp_path / "chroma")
    assert ids(again.query(AXES[2], 1)) == ["d.1.0"]


def test_a_closed_index_says_so(index: VectorIndex) -> None:
    index.close()
    with pytest.raises(IndexStateError, match="closed"):
        index.query(AXES[0], 1)


def test_closing_waits_for_searches_that_run(index: VectorIndex) -> None:
    errors: list[str] = []

    def search() -> None:
        for _ in range(200):
            try:
                assert len(index.query(AXES[0], 4)) == 4
            except IndexStateError as error:
                errors.append(str(error))

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    index.close()
    for thread in threads:
        thread.join()
    assert all("was closed" in error for error in errors)


def test_a_folder_without_an_index_is_an_error_that_names_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "none", tmp_path / "empty"):
        with pytest.raises(IndexStateError, match="check --repair"):
            VectorIndex(folder)


def test_threads_may_open_and_close_one_folder_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    VectorIndex(folder, create=True).close()

    def open_and_close(_: int) -> int:
        index = VectorIndex(folder)
        try:
            return len(index)
        finally:
            index.close()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(open_and_close, range(200))) == [0] * 200
