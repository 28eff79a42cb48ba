"""What the tabs tell in the language of the page, and what is marked as English where it stays so."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest
from test_page_render import make_turn

from corpus.article import Period
from corpus.build import Summary
from corpus.errors import CorpusError
from corpus.forecasts import Forecast
from corpus.ratings import Rating, RatingAction
from corpus.settings import setting_rows
from corpus.sources.sources import SourceFailure
from page.chat import EXAMPLES, render_shell
from page.corpus_tab import render_summary
from page.doors import Reply, write_lines
from page.notices import render_notice
from page.refusals import PageError, refuse, texts_of
from page.render_answer import render_turn
from page.setting_texts import GERMAN_MEANINGS, say_meaning
from page.spelling import spell_count, spell_list, spell_number
from page.texts import Texts
from page.views_rows import say_forecast, say_rating

EN, DE = Texts("en"), Texts("de")


def make_rating(
    action: RatingAction, before: str | None = None, after: str | None = None
) -> Rating:
    return Rating(
        action=action, from_rating=before, to_rating=after, from_stance=None, to_stance=None
    )


def test_a_rating_is_told_with_what_was_done_to_it_and_its_own_names() -> None:
    moved = make_rating("upgrade", "underweight", "neutral")
    assert say_rating(moved, EN) == "upgrade: underweight to neutral"
    assert say_rating(moved, DE) == "Hochstufung: underweight auf neutral"
    assert say_rating(make_rating("rate", after="buy"), DE) == "Einstufung: buy"
    assert say_rating(make_rating("suspend", before="buy"), DE) == "Aussetzung: buy"
    told = {say_rating(make_rating(one), DE) for one in get_args(RatingAction)}
    assert len(told) == len(get_args(RatingAction))


def make_forecast(horizon: Period | str | None, unit: str = "percent") -> Forecast:
    return Forecast(
        low=1250.5, high=1250.5, unit=unit, direction="up", horizon=horizon, subject=None
    )


def test_a_forecast_is_told_with_its_time() -> None:
    year = Period(first=date(2025, 9, 12), last=date(2026, 9, 12))
    assert say_forecast(make_forecast(year), EN) == "up 1,250.5 percent, 12 Sep 2025 to 12 Sep 2026"
    assert (
        say_forecast(make_forecast(year), DE)
        == "plus 1.250,5 Prozent, 12. Sept. 2025 bis 12. Sept. 2026"
    )
    assert say_forecast(make_forecast("over time", "USD"), DE) == "aufwärts 1.250,5 USD, over time"
    assert say_forecast(make_forecast(None, "level"), EN) == "up 1,250.5"


def test_numbers_and_lists_are_written_as_the_language_does() -> None:
    assert spell_number("1,234.5 MB", EN) == "1,234.5 MB"
    assert spell_number("1,234.5 MB", DE) == "1.234,5 MB"
    assert [spell_count(count, DE) for count in (0, 12, 13, 1300)] == [
        "kein",
        "zwölf",
        "13",
        "1.300",
    ]
    assert spell_count(-1, EN) == "-1"
    assert [spell_list("ABC"[:count], DE) for count in range(4)] == [
        "",
        "A",
        "A und B",
        "A, B und C",
    ]
    assert spell_list("ABC", EN, limit=2) == "A, B and C"
    assert spell_list("ABCD", EN, limit=2) == "A, B and two more"


def test_every_setting_is_explained_in_german_with_the_same_code_in_it() -> None:
    rows = setting_rows()
    assert {row.name for row in rows} == set(GERMAN_MEANINGS)
    for row in rows:
        assert say_meaning(row, EN) == row.meaning
        coded = set(re.findall(r"`([^`]+)`", row.meaning))
        assert coded == set(re.findall(r"`([^`]+)`", say_meaning(row, DE))), row.name


def test_what_the_page_refuses_is_said_in_its_language_and_other_errors_are_marked_english() -> (
    None
):
    own = PageError("upload.long-name", bytes=202, most=200)
    assert str(own) == "its name has 202 bytes, of at most 200; rename it"
    assert refuse(own, EN) == {"error": str(own)}
    assert refuse(own, DE) == {
        "error": "ihr Name hat 202 Bytes, von höchstens 200; bitte umbenennen"
    }
    assert refuse(CorpusError("no \ud800 article"), DE) == {"error": "no ? article", "lang": "en"}
    assert [texts_of(one).language for one in ("de", "en", "fr", None, 3)] == [
        "de",
        "en",
        "en",
        "en",
        "en",
    ]


def test_a_run_that_is_refused_half_way_says_so_in_the_language_of_the_page() -> None:
    def replies() -> Iterator[Reply]:
        yield {"done": 1}
        raise PageError("add.nothing")

    lines = [json.loads(line) for line in write_lines(replies(), DE)]
    assert lines == [{"done": 1}, {"error": "Bitte zuerst Dateien wählen."}]


def test_reasons_that_stay_english_are_marked_so() -> None:
    failed = (SourceFailure(source="a.txt", reason="is empty"),)
    summary = Summary(added=0, unchanged=0, updated=0, failed=failed, kept=())
    assert '<ul class="failed" lang="en"><li>a&#46;txt&#58; is empty' in render_summary(summary, DE)
    assert 'role="alert" lang="en">' in render_notice("x", "error", lang="en")
    assert "lang" not in render_notice("x")


@pytest.mark.parametrize("language", ["en", "de"])
def test_english_that_is_asked_as_it_stands_is_marked_so(language: str) -> None:
    texts = texts_of(language)
    assert 'lang="en" data-ask="What of silver' in render_turn(make_turn(), "s1", texts)
    assert len(re.findall('data-ask="[^"]+" lang="en"', render_shell(texts, ""))) == len(EXAMPLES)
