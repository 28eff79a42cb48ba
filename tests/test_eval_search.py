"""Timing a search beside the plain query, and late interaction worked out by hand."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from eval.late_interaction import find_maxsim, order_again
from eval.search_speed import measure_search_speed
from rag.records import Hit


def test_a_search_is_timed_beside_the_plain_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_EMBEDDING_MODEL", "hashing")
    figures = measure_search_speed(articles=3, rounds=1)
    assert [one.name for one in figures] == [
        f"{side}, {what}"
        for side in ("search", "embedding and Chroma alone")
        for what in ("p50", "p95", "processor, p50")
    ]
    assert [one.target for one in figures] == [40.0, None, None, None, None, None]
    assert all(one.value is not None and one.value > 0 for one in figures)
    assert figures[0].note.startswith("3 articles, ")


def test_each_token_of_the_question_counts_by_its_best_match() -> None:
    asked = np.array([[1, 0], [0, 1]], dtype=np.float32)
    told = np.array([[0.8, 0.6], [1, 0]], dtype=np.float32)
    assert find_maxsim(asked, told) == pytest.approx((1.0 + 0.6) / 2)


def test_the_share_moves_from_the_served_order_to_that_of_maxsim() -> None:
    hits = [cast(Hit, SimpleNamespace(passage=SimpleNamespace(passage_id=one))) for one in "abc"]
    near = [0.1, 0.2, 0.9]
    assert order_again(hits, near, 0.0) == ["a", "b", "c"]
    assert order_again(hits, near, 1.0) == ["c", "b", "a"]
    # a: 0.5, b: 0.5 * 2/3 + 0.5 * 0.125 = 0.396, c: 0.5 * 1/3 + 0.5 = 0.667
    assert order_again(hits, near, 0.5) == ["c", "a", "b"]
    assert order_again([], [], 0.5) == []
