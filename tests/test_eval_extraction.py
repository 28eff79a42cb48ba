"""Speed of extraction is measured, and a statement that does not stand in its article is a fault."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.build import add_articles
from corpus.sources.sources import read_sources
from corpus.store import Store
from eval.errors import EvalError
from eval.extraction import find_faults, format_extraction, measure_extraction

_TEXT = 'Oil may fall, said Petra Novak, a strategist at Citi. "Supply grows," she added.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    (path / "a.txt").write_text(_TEXT, encoding="utf-8")
    return path


def test_the_speed_of_a_folder_is_told_with_and_without_extraction(folder: Path) -> None:
    speed = measure_extraction([folder])
    assert (speed.articles, speed.sentences, speed.statements, speed.faults) == (1, 2, 2, ())
    assert "with extraction" in format_extraction(speed)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(EvalError, match="no article in"):
        measure_extraction([tmp_path / "none"])


def test_spans_and_names_that_do_not_stand_there_are_faults(folder: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store:
        add_articles(store, read_sources([folder]))
        (article,) = store.read_articles()
        good = store.read_statements()
    assert find_faults(article, good) == ()
    bad = (
        replace(good[0], end=10_000),
        replace(good[0], persons=("Ada Holm",)),
        replace(good[0], persons=(), firm=None),
    )
    (span, name, nobody) = find_faults(article, bad)
    assert span.endswith("the span is not in the article")
    assert name.endswith("'Ada Holm' does not stand in the article")
    assert nobody.endswith("nobody speaks")
