"""Firms in text: whole words, letter case, aliases, and a table that anyone can extend."""

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.names import canonical_firm, find_indices, load_firms, read_firms

_TABLE = """
[[firm]]
name = "Target"
match = "case"
aliases = ["Target Corp"]

[[firm]]
name = "Widget Bank"
kind = "bank"
aliases = ["Widget", "Widget Investment Institute"]
speaking_aliases = ["WB"]
"""


def _table(folder: Path, text: str) -> Path:
    path = folder / "firms.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _found(folder: Path, text: str) -> list[tuple[str, str]]:
    table = read_firms(_table(folder, _TABLE))
    return [(text[m.start : m.end], m.firm.name) for m in table.find(text)]


def test_a_name_is_found_as_a_whole_word_only(tmp_path: Path) -> None:
    assert _found(tmp_path, "Widgets, a widgetry and Widget-led gains") == [
        ("Widget", "Widget Bank")
    ]
    assert load_firms().find("intelligence") == ()


def test_the_longest_name_wins_and_a_division_is_its_firm(tmp_path: Path) -> None:
    assert _found(tmp_path, "The Widget Investment Institute said") == [
        ("Widget Investment Institute", "Widget Bank")
    ]


def test_an_ordinary_word_names_a_firm_with_its_capital_only(tmp_path: Path) -> None:
    assert _found(tmp_path, "a target for Target") == [("Target", "Target")]


def test_a_short_form_is_marked_as_speaking_only(tmp_path: Path) -> None:
    table = read_firms(_table(tmp_path, _TABLE))
    assert [m.speaking_only for m in table.find("WB and Widget Bank")] == [True, False]


def test_names_are_canonical_whatever_their_quotes_and_case() -> None:
    assert canonical_firm("moody’s") == "Moody's"
    assert canonical_firm("The Goldman Sachs") == "Goldman Sachs"
    assert canonical_firm("MS") == "Morgan Stanley"
    assert canonical_firm("Nobody Anywhere") is None


def test_offsets_hold_where_lower_case_is_longer(tmp_path: Path) -> None:
    text = "İİ Widget"
    assert _found(tmp_path, text) == [("Widget", "Widget Bank")]


def test_a_form_of_two_firms_is_refused_by_both_names(tmp_path: Path) -> None:
    path = _table(tmp_path, '[[firm]]\nname = "A"\naliases = ["X"]\n[[firm]]\nname = "X"\n')
    with pytest.raises(CorpusError, match="'x' names both 'A' and 'X'"):
        read_firms(path)


def test_a_firm_without_a_name_is_refused_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="firm 1 has no name"):
        read_firms(_table(tmp_path, '[[firm]]\nkind = "bank"\n'))


def test_a_table_that_is_no_toml_is_refused_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"firms\.toml"):
        read_firms(_table(tmp_path, "[[firm"))


def test_an_empty_table_finds_nothing(tmp_path: Path) -> None:
    assert read_firms(_table(tmp_path, "")).find("Widget") == ()


@pytest.mark.parametrize(
    "index",
    [
        "S&P 500",
        "S&P Midcap Growth",
        "Nasdaq 100",
        "Nasdaq futures",
        "Dow Jones Industrial Average",
        "Russell options",
        "MSCI World Index",
        "Bloomberg Commodity Index",
    ],
)
def test_an_index_is_no_firm(index: str) -> None:
    text = f"The {index} rose."
    assert find_indices(text) == ((4, 4 + len(index)),)
    assert load_firms().find(text) == ()


def test_a_firm_that_compiles_indices_still_is_one() -> None:
    assert find_indices("S&P Global said so, and Nasdaq said 2025 was good.") == ()


def test_a_bank_of_a_country_is_not_the_bank_of_that_name() -> None:
    assert load_firms().find("the U.S. bank wrote") == ()
    assert [m.firm.name for m in load_firms().find("then U.S. Bank wrote")] == ["U.S. Bank"]
