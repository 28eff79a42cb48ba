from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rag.errors import IndexStateError
from rag.index.indexed import IndexedPassage, PassageFields
from rag.index.words import WordIndex
from rag.records import Passage


def make_passage(
    passage_id: str,
    text: str,
    *,
    header: str = "",
    day: date | None = None,
    outlet: str | None = None,
) -> IndexedPassage:
    article_id = passage_id.split(".")[0]
    return IndexedPassage(
        passage=Passage(
            passage_id=passage_id,
            article_id=article_id,
            version=1,
            start=0,
            end=len(text),
            text=text,
            header=header,
        ),
        fields=PassageFields(
            article_id=article_id,
            first_day=day.toordinal() if day else None,
            last_day=day.toordinal() if day else None,
            outlet=outlet,
            firms=(),
            speakers=(),
        ),
        embedded_hash="",
        vector=np.zeros(1, dtype=np.float32),
    )


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    made = WordIndex(tmp_path / "words", create=True)
    made.change(
        [
            make_passage(
                "a.1.0", "The S&P 500: it rose 20% to 2,407.34 points.", day=date(2024, 7, 18)
            ),
            make_passage("b.1.0", "Oil fell again.", header="Banks rally", outlet="Elm News"),
            make_passage("c.1.0", "Banks rallied on Monday.", day=date(2025, 9, 18), outlet="Oak"),
        ],
        (),
    )
    return made


def ids(found: Sequence[tuple[str, float]]) -> list[str]:
    return [passage_id for passage_id, _ in found]


@pytest.mark.parametrize(
    "query", ["S&P 500:", "20%", "2,407.34", "2407.34", "point", '+"S&P" AND (title:x', "ROSE"]
)
def test_a_word_or_number_is_found_as_people_write_it(index: WordIndex, query: str) -> None:
    assert ids(index.query(query, 5)) == ["a.1.0"]


def test_a_word_in_the_text_counts_more_than_one_in_the_header(index: WordIndex) -> None:
    found = index.query("bank rally", 5)
    assert ids(found) == ["c.1.0", "b.1.0"]
    assert found[0][1] > found[1][1] > 0


@pytest.mark.parametrize("query", ["", " ?! ", "the of and", "zebra"])
def test_nothing_to_match_finds_nothing(index: WordIndex, query: str) -> None:
    assert index.query(query, 5) == []


def test_conditions_limit_what_is_found_and_change_no_score(index: WordIndex) -> None:
    assert ids(index.query("bank", 5, until=date(2025, 9, 18))) == ["c.1.0"]
    assert index.query("bank", 5, until=date(2025, 9, 17)) == []
    assert ids(index.query("bank", 5, since=date(2025, 9, 18))) == ["c.1.0"]
    assert ids(index.query("bank", 5, outlets=["Elm News"])) == ["b.1.0"]
    assert index.query("bank", 5, article_ids=["c"]) == index.query("bank", 1)
    assert index.query("bank", 5, article_ids=[]) == []


def test_no_more_than_k_passages_come(index: WordIndex) -> None:
    assert len(index.query("bank", 1)) == 1
    assert index.query("bank", 0) == []


def test_changes_replace_and_remove(index: WordIndex, tmp_path: Path) -> None:
    index.change([make_passage("b.1.0", "Banks only.")], ["c.1.0", "unknown"])
    assert ids(index.query("bank", 5)) == ["b.1.0"]
    assert len(index) == 2
    index.close()
    assert len(WordIndex(tmp_path / "words")) == 2


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    assert WordIndex(tmp_path / "words", create=True).query("bank", 3) == []


def test_a_folder_without_an_index_is_an_error_that_names_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "none", tmp_path / "empty"):
        with pytest.raises(IndexStateError, match="check --repair"):
            WordIndex(folder)
