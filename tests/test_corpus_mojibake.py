"""Mojibake: repaired for reading, never for quoting."""

from pathlib import Path

import ftfy.bad_codecs  # noqa: F401 - brings the codec of a sloppy program
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Range
from corpus.build import add_articles
from corpus.metadata import GivenMetadata
from corpus.mojibake import repair, repair_text
from corpus.sources.sources import Source
from corpus.store import Store

MEANT = (
    "Société Générale said on Friday that small caps “are cheap – for now”. “It’s early in the"
    " cycle,” said José Núñez, strategist at Société Générale. The target is £20."
)
DAMAGED = MEANT.encode().decode("sloppy-windows-1252")


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Itâ€™s Nestlé", "It’s Nestlé"),
        ("NestlÃ©", "Nestlé"),
        ("5â€“6 % and Â£20, or â‚¬9", "5–6 % and £20, or €9"),
        ("donâ\x80\x99t", "don’t"),
    ],
)
def test_what_cannot_be_meant_is_repaired(seen: str, meant: str) -> None:
    assert repair_text(seen) == meant


@pytest.mark.parametrize(
    "sound",
    [
        "plain ASCII, 5 % up",
        "“Nestlé” – café, Crédit Agricole, Société Générale, £20, 3°C",
        "Ångström Âge, LA FRANÇAISE Ã la carte",
        "東京 株価 — рубль",
        "",
    ],
)
def test_sound_text_is_left_alone(sound: str) -> None:
    assert repair(sound) is None
    assert repair_text(sound) == sound


def test_offsets_of_the_repaired_text_are_taken_back_to_the_source() -> None:
    source = "Yes: â€œsmallâ€“capâ€™ is it"
    repaired = repair(source)
    assert repaired is not None
    assert repaired.text == "Yes: “small–cap’ is it"
    word = Range(start=6, end=11)
    assert repaired.text[word.start : word.end] == "small"
    span = repaired.to_source(word)
    assert source[span.start : span.end] == "small"
    quoted = repaired.to_source(Range(start=5, end=16))
    assert source[quoted.start : quoted.end] == "â€œsmallâ€“capâ€™"


@given(st.lists(st.sampled_from(["a", " b ", "é", "â€œ", "Ã©", "Â£", "”", "\n"]), max_size=30))
def test_a_span_goes_there_and_back(parts: list[str]) -> None:
    source = "".join(parts)
    repaired = repair(source)
    if repaired is None:
        return
    for start in range(len(repaired.text)):
        span = repaired.to_source(Range(start=start, end=start + 1))
        back = repaired.from_source(span)
        assert back.start <= start < back.end
        assert repair_text(source[span.start : span.end]) == repaired.text[back.start : back.end]


def test_a_damaged_article_has_its_speakers_and_quotes_what_stands_in_it(tmp_path: Path) -> None:
    source = Source(
        key="a", source="a.txt", format="txt", data=DAMAGED.encode(), given=GivenMetadata()
    )
    with Store.open(tmp_path) as store:
        add_articles(store, [source])
        (article,) = store.read_articles()
        statements = store.read_statements()
    assert article.source_text == DAMAGED
    assert {statement.firm for statement in statements} == {"Societe Generale"}
    assert ("José Núñez",) in [statement.persons for statement in statements]
    for statement in statements:
        assert article.source_text[statement.start : statement.end] in DAMAGED
    first = min(statements, key=lambda one: one.start)
    assert article.source_text[first.start :].startswith("SociÃ©tÃ© GÃ©nÃ©rale said")


def test_a_closing_mark_whose_last_byte_was_lost_is_read_as_one() -> None:
    text = (
        "\u00e2\u20ac\u0153Cheap,\u00e2\u20ac\ufffd she said. \u00e2\u20ac\u0153Very.\u00e2\u20ac"
    )
    assert repair_text(text) == "“Cheap,” she said. “Very.”"
