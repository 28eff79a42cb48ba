"""The table of subjects: whole words, capitals, and what a broken table says."""

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.subjects import load_subjects, read_subjects


def _names(text: str) -> list[str]:
    return [mention.entry.name for mention in load_subjects().find(text)]


def test_subjects_are_found_by_any_of_their_words() -> None:
    assert _names("Small-cap stocks beat the Russell 2000") == ["small caps", "Russell 2000"]


def test_only_whole_words_are_subjects() -> None:
    assert _names("a chipped golden oiled AIM intelligence") == []


def test_names_with_capitals_need_them() -> None:
    assert _names("he came down the dow and said: Mag 7") == ["mega caps"]


def test_the_longest_words_win() -> None:
    assert _names("mortgage rates") == ["mortgage rates"]


def test_two_subjects_cannot_share_a_word(tmp_path: Path) -> None:
    path = tmp_path / "subjects.toml"
    path.write_text(
        '[[subject]]\nname = "a"\naliases = ["x"]\n[[subject]]\nname = "b"\naliases = ["x"]\n'
    )
    with pytest.raises(CorpusError, match="'x' names both 'a' and 'b'"):
        read_subjects(path)


def test_a_subject_needs_a_name(tmp_path: Path) -> None:
    path = tmp_path / "subjects.toml"
    path.write_text('[[subject]]\nkind = "macro"\n')
    with pytest.raises(CorpusError, match="subject 1 has no name"):
        read_subjects(path)
