"""Chunks of single sentences."""

import pytest

from corpus.chunks import chunk_sentence
from corpus.names import load_firms
from corpus.plain_view import plain_view


def _chunks(text: str) -> list[tuple[str, str]]:
    view = plain_view(text)
    return [(c.kind, c.text) for c in chunk_sentence(view, 0, len(view), load_firms().find(text))]


def _kinds(text: str, kind: str) -> list[str]:
    return [words for found, words in _chunks(text) if found == kind]


def test_firms_names_numbers_and_possessives_are_told_apart() -> None:
    assert _chunks("HSBC’s Ada Holm sold 1,200 shares.") == [
        ("firm", "HSBC"),
        ("possessive", "'s"),
        ("name", "Ada Holm"),
        ("word", "sold"),
        ("number", "1,200"),
        ("word", "shares"),
        ("mark", "."),
    ]


def test_a_title_is_no_part_of_the_name_behind_it() -> None:
    assert _kinds("Chief Executive Ada Holm met Sir Bo Rask.", "name") == ["Ada Holm", "Bo Rask"]


@pytest.mark.parametrize("name", ["Pennacook Savings Bank", "S4 Capital", "Widget Growers Council"])
def test_capitalised_words_with_an_organisations_ending_are_one_organisation(name: str) -> None:
    assert _kinds(f"She works for {name} now.", "org") == [name]


def test_an_age_does_not_swallow_its_comma() -> None:
    assert _kinds("Holm, 43, sold.", "number") == ["43"]


def test_a_firms_name_behind_a_given_name_is_a_surname() -> None:
    assert _kinds("They met Jane Honda there.", "name") == ["Jane Honda"]


def test_offsets_are_those_of_the_text_whatever_its_quotes() -> None:
    text = "“No,” Ada Holm’s aide\u00a0said."
    view = plain_view(text)
    assert len(view) == len(text)
    for chunk in chunk_sentence(view, 0, len(view), ()):
        assert view[chunk.start : chunk.end] == chunk.text


def test_a_sentence_without_an_end_is_read_up_to_a_bound() -> None:
    assert len(_chunks("a " * 50_000)) == 1500


def test_nothing_has_no_chunks() -> None:
    assert _chunks("") == []
