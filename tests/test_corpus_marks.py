"""Marks: few numbers, the same for the same words, by which candidates are found."""

import numpy as np

from corpus.stories.marks import fact_marks, hash_runs, hash_words, share_words, word_marks

WORDS = [f"word{number}" for number in range(200)]


def marks_of(words: list[str]) -> set[int]:
    return set(word_marks(hash_runs(hash_words(words), 3)).tolist())


def test_sixteen_words_in_a_row_are_enough_to_share_a_mark() -> None:
    for start in range(0, 180, 7):
        run = WORDS[start : start + 16]
        one = [f"one{n}" for n in range(40)] + run + [f"more{n}" for n in range(40)]
        two = [f"two{n}" for n in range(25)] + run + [f"else{n}" for n in range(60)]
        assert marks_of(one) & marks_of(two)


def test_a_text_has_about_two_marks_for_thirteen_words() -> None:
    assert 200 * 2 / 13 - 12 < len(marks_of(WORDS)) < 200 * 2 / 13 + 12


def test_other_words_share_none_and_no_words_have_none() -> None:
    assert not marks_of(WORDS[:100]) & marks_of(WORDS[100:])
    assert marks_of([]) == set()
    assert len(marks_of(["one"])) == 1


def test_marks_fit_into_an_integer_of_the_database() -> None:
    assert all(0 <= mark < 2**48 for mark in marks_of(WORDS))
    assert word_marks(np.empty(0, dtype=np.uint32)).dtype == np.int64


def test_runs_are_hashed_in_order_and_a_short_text_as_a_whole() -> None:
    three = hash_runs(hash_words(["a", "b", "c"]), 3)
    assert three.size == 1
    assert hash_runs(hash_words(["c", "b", "a"]), 3)[0] != three[0]
    assert hash_runs(hash_words(["a", "b"]), 3).size == 1
    assert hash_runs(hash_words(list("abcdef")), 3).size == 4


def test_facts_are_marked_in_pairs_whatever_their_order() -> None:
    figures, names = [f"{n}.5%" for n in range(9)], ["vera lindqvist", "omar haddad"]
    assert fact_marks(figures, names).tolist() == fact_marks(figures[::-1], names[::-1]).tolist()
    assert fact_marks(figures, names).size == 18
    assert fact_marks(figures, []).size == 0
    assert fact_marks([f"{n}.5%" for n in range(99)], names).size == 48


def test_a_twelfth_of_the_marks_of_the_shorter_text_is_too_little() -> None:
    assert share_words(12, 100, 900)
    assert not share_words(11, 100, 900)
    assert share_words(1, 1, 900)
    assert not share_words(0, 0, 900)
