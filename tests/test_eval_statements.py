"""Recall and precision of statements, worked out by hand."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.article import Article, Range
from corpus.firm_names import same_firm
from corpus.statement import Statement
from eval.errors import EvalError
from eval.statements import (
    LabelledPhrase,
    find_surname,
    format_statements,
    judge_statements,
    read_labelled_phrases,
)

TEXT = (
    "Ada Poe of Acme Bank said bridges look cheap. "  # 0 to 45
    "Barclays wrote that harbours look dear. "  # 46 to 85
    "Bo Lim said tunnels leak."  # 86 to 111
)


def make_article(source: str = "news/a.txt", text: str = TEXT) -> Article:
    return Article(
        article_id=source, version=1, source=source, title=None, title_origin="unknown",
        outlet=None, outlet_origin="unknown", authors=(), published=None,
        published_origin="unknown", published_at=None, url=None, language=None, source_text=text,
        body=(Range(start=0, end=len(text)),), added_at=datetime(2025, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def make_statement(
    start: int, end: int, *persons: str, firm: str | None = None, article: str = "news/a.txt"
) -> Statement:
    return Statement(
        article_id=article, version=1, start=start, end=end, persons=persons, firm=firm, role=None,
        cue="said", direct=False, date=None,
    )  # fmt: skip


def make_label(
    phrase: str, *persons: str, firm: str | None = None, optional: bool = False
) -> LabelledPhrase:
    return LabelledPhrase(
        place="labels.jsonl:1",
        article="a.txt",
        persons=persons,
        firm=firm,
        phrase=phrase,
        optional=optional,
    )


POE = make_label("bridges look cheap", "Ada Poe", firm="Acme Bank")
BARCLAYS = make_label("harbours look dear", firm="Barclays")
LIM = make_label("tunnels leak", "Bo Lim", optional=True)


def test_right_wrong_missing_and_stray_statements_are_counted() -> None:
    report = judge_statements(
        [POE, BARCLAYS, make_label("talks", "Eve Roe"), LIM],
        [make_article(text=TEXT + " Eve Roe told of talks.")],
        [
            make_statement(0, 45, "Poe", firm="the Acme Bank"),
            make_statement(46, 85, "Bo Lim"),
            make_statement(86, 111, "Somebody Else"),
        ],
    )
    # One of three phrases right; two found, and one statement by nobody named as speaking.
    assert (report.right, report.found, len(report.verdicts)) == (1, 2, 3)
    assert report.recall == 1 / 3
    assert [stray.persons for stray in report.strays] == [("Somebody Else",)]
    assert report.precision == 1 / 3


def test_nothing_extracted_is_no_recall_and_no_false_claim() -> None:
    report = judge_statements([POE], [make_article()], [])
    assert (report.recall, report.precision) == (0.0, 1.0)


def test_the_shortest_statement_that_covers_the_middle_is_judged() -> None:
    wide, narrow = make_statement(0, 85, "Ada Poe", firm="Acme Bank"), make_statement(0, 45, "Lim")
    (verdict,) = judge_statements([POE, LIM], [make_article()], [wide, narrow]).verdicts
    assert (verdict.statement, verdict.right) == (narrow, False)


def test_a_statement_that_ends_before_the_middle_does_not_cover() -> None:
    # The phrase stands at 26 to 44, its middle is 35.
    until_middle = make_statement(0, 35, "Ada Poe", firm="Acme Bank")
    past_middle = make_statement(0, 36, "Ada Poe", firm="Acme Bank")
    assert judge_statements([POE], [make_article()], [until_middle]).found == 0
    assert judge_statements([POE], [make_article()], [past_middle]).found == 1


def test_a_statement_of_600_characters_counts_and_one_of_601_does_not() -> None:
    article = make_article(text=TEXT + "x" * 600)
    for end, found in [(600, 1), (601, 0)]:
        statement = make_statement(0, end, "Ada Poe", firm="Acme Bank")
        assert judge_statements([POE], [article], [statement]).found == found


def test_an_optional_phrase_counts_for_neither_side_but_names_a_speaker() -> None:
    report = judge_statements([POE, LIM], [make_article()], [make_statement(86, 111, "B. Lim")])
    assert (len(report.verdicts), report.found, report.strays) == (1, 0, ())


def test_articles_without_labels_are_left_aside() -> None:
    other = make_statement(0, 45, "Nobody Known", article="b.txt")
    articles = [make_article(), make_article("b.txt")]
    assert judge_statements([POE], articles, [other]).strays == ()


def test_a_firm_asked_for_and_not_given_is_wrong() -> None:
    report = judge_statements([POE], [make_article()], [make_statement(0, 45, "Ada Poe")])
    assert (report.found, report.right) == (1, 0)


def test_one_of_several_persons_is_enough() -> None:
    label = make_label("bridges look cheap", "Eve Roe", "Ada Poe")
    report = judge_statements([label], [make_article()], [make_statement(0, 45, "A. Poe", "X Y")])
    assert report.right == 1


def test_a_phrase_that_extraction_lost_is_missing_and_one_that_stands_twice_is_told() -> None:
    assert judge_statements([make_label("gone", "Poe")], [make_article()], []).recall == 0
    with pytest.raises(EvalError, match=r"labels\.jsonl:1: phrase: 'look' stands twice in a\.txt"):
        judge_statements([make_label("look", "Poe")], [make_article()], [])


def test_labels_of_another_corpus_are_told() -> None:
    with pytest.raises(EvalError, match=r"labels\.jsonl:1: article: 'a\.txt' is not among the 1"):
        judge_statements([POE], [make_article("b.txt")], [])


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ada Poe", "poe"),
        ("Poe", "poe"),
        ("Ada POE Jr.", "poe"),
        ("Ada Poe, CFA", "poe"),
        ("Poe's", "poe"),
        ("", ""),
    ],
)
def test_the_surname_is_the_last_word_but_for_suffixes(name: str, surname: str) -> None:
    assert find_surname(name) == surname


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("BofA", "Bank of America", True),
        ("Acme Bank", "Acme", True),
        ("Acme", "acme bank", True),
        ("Acmeville", "Acme", False),
        ("Barclays", "Citigroup", False),
        (None, "Barclays", False),
        (None, None, False),
    ],
)
def test_firms_agree_by_alias_or_by_words(
    first: str | None, second: str | None, agree: bool
) -> None:
    assert same_firm(first, second) is agree


def test_rows_are_read_with_several_persons(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    row = {"article": "a.txt", "person": "Ada Poe; Bo Lim", "firm": None, "phrase": "x", "note": ""}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (label,) = read_labelled_phrases(path)
    assert (label.persons, label.firm, label.optional) == (("Ada Poe", "Bo Lim"), None, False)
    assert label.place == f"{path}:1"


def test_a_bad_row_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"article": "a.txt", "phrase": "x", "optional": 1}\n', encoding="utf-8")
    with pytest.raises(EvalError, match=r"labels\.jsonl:1: optional: 1 is not true or false"):
        read_labelled_phrases(path)


def test_the_report_lists_what_is_wrong_missing_and_stray() -> None:
    article = make_article()
    stray = make_statement(86, 111, "Bo Lim")
    wrong = make_statement(0, 45, "Ada Poe", firm="Barclays")
    report = judge_statements([POE, BARCLAYS], [article], [wrong, stray])
    lines = format_statements(report, {article.article_id: article}).splitlines()
    assert lines[0] == "recall     0.000  (0 right of 2 phrases)"
    assert lines[2].endswith(
        "wrong, by Ada Poe of Barclays, expected Ada Poe of Acme Bank: 'bridges look cheap'"
    )
    assert lines[3].endswith("missing, expected Barclays: 'harbours look dear'")
    assert lines[4] == "a.txt:86: by nobody named as speaking, Bo Lim: 'Bo Lim said tunnels leak.'"
