"""Which words point opposite ways, and which only look so."""

import pytest

from rag.checking.meanings import may_stand_for
from rag.checking.opposites import opposed
from rag.terms import base, stem


def _term(word: str) -> str:
    return base(stem(word))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("rose", "fell"),
        ("outperform", "underperform"),
        ("inflows", "outflows"),
        ("employment", "unemployment"),
        ("profitable", "unprofitable"),
        ("relevant", "irrelevant"),
    ],
)
def test_words_of_two_sides_are_opposed_and_never_stand_for_one_another(
    first: str, second: str
) -> None:
    assert opposed(_term(first), _term(second))
    assert opposed(_term(second), _term(first))
    assert not may_stand_for(_term(first), _term(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("flow", "inflow"),
        ("count", "discount"),
        ("miss", "dismiss"),
        ("tend", "intend"),
        ("debt", "indebted"),
        ("form", "inform"),
        ("rose", "climbed"),
    ],
)
def test_a_word_that_only_begins_like_a_denial_denies_nothing(first: str, second: str) -> None:
    assert not opposed(_term(first), _term(second))


def test_money_that_flows_in_may_be_called_an_inflow() -> None:
    assert may_stand_for(_term("flow"), _term("inflow"))


def test_jobs_are_not_unemployment() -> None:
    assert not may_stand_for(_term("jobs"), _term("unemployment"))
