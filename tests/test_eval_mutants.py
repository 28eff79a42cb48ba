"""Sentences with one word turned: each kind of change, and what the check makes of them."""

import random

from eval.mutants import format_mutants, list_retellings, make_mutants, measure_mutants
from eval.verify import ROWS, read_labelled
from rag.checking.checked import CitedSpan

SENTENCE = "UBS said gold rose 3% in March and will not fall, as supply can't keep up."


def turn(sentence: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, mutant in make_mutants(sentence, random.Random(7)):  # noqa: S311 - which digit is no secret
        found.setdefault(kind, []).append(mutant)
    return found


def test_each_kind_of_change_turns_one_thing() -> None:
    found = turn(SENTENCE)
    assert sorted(found) == ["denial removed", "firm", "number", "opposite", "time"]
    assert "gold fell 3%" in found["opposite"][0]
    assert "as demand can't" in found["opposite"][1]
    assert found["time"] == [SENTENCE.replace("March", "January")]
    assert found["denial removed"] == [SENTENCE.replace("will not", "will")]
    (firm,) = found["firm"]
    assert "UBS" not in firm
    assert firm.endswith(SENTENCE.removeprefix("UBS"))
    (number,) = found["number"]
    assert number != SENTENCE
    assert number.replace("3%", "") != SENTENCE.replace("3%", "")
    assert turn("Prices were flat.")["denial added"] == ["Prices were not flat."]


def test_a_report_tells_what_was_turned_and_what_was_accepted() -> None:
    span = CitedSpan(mark="[1]", text="Gold rose 3% in March, UBS said.")
    cases = [("Gold rose 3% in March, UBS said.", span), ("Silver fell to $9, Citi said.", span)]
    report = measure_mutants(cases)
    assert report.sentences == 2
    assert report.refused == ("Silver fell to $9, Citi said.",)
    assert report.turned == {"number": 1, "opposite": 1, "time": 1, "firm": 1}
    assert report.accepted == {}
    told = format_mutants(report, misses=True)
    assert "2 sentences, 1 of them refused as they stand" in told
    assert "refused: Silver fell" in told


def test_the_shipped_retellings_are_faithful_rows_of_one_span() -> None:
    cases = list(list_retellings(read_labelled(ROWS)))
    assert len(cases) > 500
    assert not any("[" in sentence for sentence, _ in cases)
