"""Reading labelled headlines and sentences, and counting what is right where it speaks."""

from pathlib import Path

import pytest

from corpus.stance import Stance, StanceScore
from eval.errors import EvalError
from eval.stance import (
    LabelledText,
    StanceReport,
    choose_part,
    format_report,
    measure_stance,
    read_headlines,
    read_sentences,
)
from eval.stance_training import train_stance


def label(stance: Stance) -> LabelledText:
    return LabelledText(text="Copper", subject="Copper", stance=stance, part="test")


def told(stance: Stance, chance: float) -> StanceScore:
    rest = (1 - chance) / 2
    return StanceScore(stance=stance, positive=chance, neutral=rest, negative=rest)


def write_headlines(folder: Path, *rows: str) -> Path:
    (folder / "headlines.csv").write_text(
        "\n".join(["S No.,Title,Decisions,Words", *rows]) + "\n", encoding="utf-8"
    )
    return folder


def test_decisions_are_read_though_quotes_stand_in_names(tmp_path: Path) -> None:
    folder = write_headlines(
        tmp_path,
        '1,"Dr Reddy\'s up, Moody\'s flat","{""Dr Reddy\'s"": \'positive\', ""Moody\'s"": \'neutral\'}",5',
        "2,Rane Holdings slips,{'Rane neutralings': 'negative'},3",
    )
    rows = [(row.text, row.subject, row.stance) for row in read_headlines(folder)]
    assert rows == [
        ("Dr Reddy's up, Moody's flat", "Dr Reddy's", "positive"),
        ("Dr Reddy's up, Moody's flat", "Moody's", "neutral"),
        ("Rane Holdings slips", "Rane Holdings", "negative"),
    ]


@pytest.mark.parametrize(
    "row", ["1,Copper rose,,2", "1,,{'Copper': 'positive'},2", "1,Copper,{'Copper': 'up'},2"]
)
def test_a_row_without_a_decision_is_told_with_its_place(tmp_path: Path, row: str) -> None:
    with pytest.raises(EvalError, match=r"headlines\.csv:2: .*expected a headline"):
        read_headlines(write_headlines(tmp_path, row))


def test_a_folder_without_headlines_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="--data takes the folder"):
        read_headlines(tmp_path)


def test_too_few_headlines_train_nothing(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="expected 100 or more"):
        train_stance(write_headlines(tmp_path, "1,Copper rose,{'Copper': 'positive'},2"))


def test_a_headline_is_in_one_part_however_it_is_spaced() -> None:
    assert choose_part("Copper  Rose") == choose_part("copper rose")
    parts = [choose_part(f"headline {number}") for number in range(1000)]
    assert 120 < parts.count("test") < 180
    assert 120 < parts.count("calibration") < 180


def test_accuracy_counts_only_what_is_told() -> None:
    report = StanceReport(
        labels=(label("positive"), label("negative"), label("neutral"), label("unclear")),
        scores=(
            told("positive", 0.9),
            told("positive", 0.8),
            told("unclear", 0.4),
            told("unclear", 0.5),
        ),
    )
    assert (report.right, report.spoken, report.accuracy, report.coverage) == (1, 2, 0.5, 0.5)
    assert report.count("positive") == (1, 2, 1)
    assert report.trace()[0.3] == 1.0  # the surest one of four
    assert report.trace()[0.5] == 0.5
    assert "0.500 right where it speaks, on 0.500 of 4 (1 of 2)" in format_report("all", report)


def test_to_speak_where_the_label_is_unclear_is_wrong() -> None:
    report = StanceReport(labels=(label("unclear"),), scores=(told("positive", 0.9),))
    assert report.accuracy == 0.0


def test_nothing_told_is_no_error() -> None:
    report = StanceReport(labels=(), scores=())
    assert (report.accuracy, report.coverage) == (1.0, 0.0)
    assert format_report("none", report)


def test_the_labelled_sentences_are_many_and_no_text_is_in_both_halves() -> None:
    rows = read_sentences()
    halves = {half: {row.text for row in rows if row.part == half} for half in ("dev", "check")}
    assert len(rows) >= 250
    assert not halves["dev"] & halves["check"]
    assert min(len(texts) for texts in halves.values()) > 100


def test_a_bad_sentence_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(
        '{"half": "dev", "text": "Copper rose.", "subject": "zinc", "stance": "positive"}\n',
        encoding="utf-8",
    )
    with pytest.raises(EvalError, match=r"rows\.jsonl:1: subject: 'zinc' is not words of the text"):
        read_sentences(path)


def test_the_stance_of_the_check_half_is_right_where_it_speaks() -> None:
    report = measure_stance([row for row in read_sentences() if row.part == "check"])
    assert report.accuracy >= 0.90
    assert report.coverage >= 0.50
