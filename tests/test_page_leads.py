"""What an answer's line opens with, as the page says it in either language."""

from datetime import date
from typing import get_args

import pytest

from corpus.article import Period
from page.leads import say_lead, say_opening, say_part
from page.texts import Texts
from rag.answers import lead_wording
from rag.lead_in import OPENINGS, ClauseKind, Figure, LeadPart, OpeningKind, find_said_date

EN, DE = Texts("en"), Texts("de")
UP = Figure(low=4, high=5, unit="percent", direction="up")
LEVEL = Figure(low=6400, high=6400, unit="level", direction=None)
TARGET = Figure(low=1.5, high=1.5, unit="USD", direction="down")
DAY, MONTH = "2025-09-12", "2024-07"

PARTS = [
    (LeadPart(kind="speaker", names=("Ada Quill",), firm="UBS"), "Ada Quill (UBS)"),
    (
        LeadPart(kind="speaker", names=("Ada Quill", "Bo Lund"), role="economist", firm="UBS"),
        "Ada Quill und Bo Lund, economist (UBS)",
    ),
    (LeadPart(kind="speaker", firm="UBS"), "UBS"),
    (LeadPart(kind="speaker"), "ohne Namen"),
    (
        LeadPart(kind="speaker", names=tuple("ABCDEFGHIJ")),
        "A, B, C, D, E, F, G, H und zwei weitere",
    ),
    (LeadPart(kind="speaker", names=tuple("ABCDEFGHI")), "A, B, C, D, E, F, G, H und I"),
    (
        LeadPart(kind="rating moved", before="positive", after="neutral"),
        "Einstufung von positive auf neutral",  # names of ratings, whatever they say elsewhere
    ),
    (LeadPart(kind="upgrade", after="Buy", then="2024", now="2025"), "Hochstufung auf Buy"),
    (LeadPart(kind="outlet", names=("Post",)), "Post"),
    (LeadPart(kind="outlet"), "Ein nicht genanntes Medium"),
    (LeadPart(kind="date", date=DAY), "12. September 2025"),
    (LeadPart(kind="date", date=MONTH), "Juli 2024"),
    (LeadPart(kind="date", date="2025-05-01/2025-05-07"), "1. Mai 2025 bis 7. Mai 2025"),
    (LeadPart(kind="date"), "ohne Datum"),
    (
        LeadPart(kind="rating moved", before="underweight", after="neutral"),
        "Einstufung von underweight auf neutral",
    ),
    (
        LeadPart(kind="rating moved", before="buy", after="hold", then=MONTH, now=DAY),
        "Einstufung von buy im Juli 2024 auf hold am 12. September 2025",
    ),
    (
        LeadPart(kind="stance moved", before="negative", after="positive", then="2024", now=DAY),
        "Haltung von negativ 2024 zu positiv am 12. September 2025",
    ),
    (
        LeadPart(
            kind="forecast moved", figures=(UP, LEVEL), then="2025-05-01/2025-05-07", now=MONTH
        ),
        "Prognose von plus 4 bis 5 Prozent vom 1. Mai 2025 bis 7. Mai 2025 zu 6.400 im Juli 2024",
    ),
    (LeadPart(kind="upgrade", after="overweight"), "Hochstufung auf overweight"),
    (LeadPart(kind="downgrade", after="sell"), "Herabstufung auf sell"),
    (LeadPart(kind="tells of change"), "in Worten, die von einer Änderung erzählen"),
    (LeadPart(kind="mixed"), "auch mit dem Gegenteil zitiert"),
    (LeadPart(kind="stance", after="negative"), "negativ"),
    (LeadPart(kind="highest", count=3), "der höchste Wert von drei vergleichbaren"),
    (
        LeadPart(kind="lowest", count=13, shared=True),
        "der niedrigste Wert von 13 vergleichbaren, geteilt",
    ),
    (LeadPart(kind="next"), "der nächste"),
    (
        LeadPart(kind="printed", names=("Post", "Wire"), count=2, articles=3),
        "Zwei Medien (Post und Wire) druckten diese Meldung, in drei Artikeln",
    ),
    (
        LeadPart(kind="printed", names=("Post",), count=1, articles=1),
        "Ein Medium (Post) druckte diese Meldung, in einem Artikel",
    ),
    (
        LeadPart(kind="printed", names=("Post",), count=3, articles=3),
        "Drei Medien (Post und zwei, die nicht genannt sind) druckten diese Meldung, in drei Artikeln",
    ),
    (
        LeadPart(kind="quoted", names=("Ida Roe",), count=2, articles=3),
        "Drei Artikel von zwei Medien zitieren Ida Roe",
    ),
    (
        LeadPart(kind="quoted", firm="ING", count=1, articles=1),
        "Ein Artikel eines Mediums zitiert ING",
    ),
    (
        LeadPart(kind="one date", date=DAY),
        "Eine Änderung ist nicht zu erkennen, da alles Zitierte vom 12. September 2025 ist.",
    ),
    (
        LeadPart(kind="one date", date=MONTH),
        "Eine Änderung ist nicht zu erkennen, da alles Zitierte von Juli 2024 ist.",
    ),
    (
        LeadPart(kind="change unknown"),
        "Ob sich die Ansicht änderte, steht nicht ausdrücklich da; die Ansichten der Reihe nach:",
    ),
    (
        LeadPart(kind="same stance", after="positive"),
        "Die Haltung ist positiv, so oft sie sicher ist; die Ansichten der Reihe nach:",
    ),
    (
        LeadPart(kind="same forecast", figures=(TARGET,)),
        "Die Prognose ist beide Male abwärts 1,5 USD; die Ansichten der Reihe nach:",
    ),
]


@pytest.mark.parametrize(("part", "german"), PARTS)
def test_each_part_is_said_in_german_and_in_the_assistants_own_english(
    part: LeadPart, german: str
) -> None:
    assert say_part(part, DE) == german
    assert say_part(part, EN) == lead_wording.say_part(part)


def test_every_kind_of_part_is_tried_above() -> None:
    kinds = {*get_args(OpeningKind), *get_args(ClauseKind)}
    assert {part.kind for part, _ in PARTS} == kinds
    assert set(OPENINGS) < kinds


def test_what_opens_the_views_stands_apart_from_speaker_and_date() -> None:
    who, when = LeadPart(kind="speaker", firm="UBS"), LeadPart(kind="date", date=DAY)
    lead = (LeadPart(kind="change unknown"), who, when, LeadPart(kind="mixed"))
    assert say_opening(lead, EN).endswith("the views in order:")
    assert say_lead(lead, EN) == "UBS, 12 September 2025, also quoted to the contrary:"
    assert f"{say_opening(lead, EN)} {say_lead(lead, EN)}" == lead_wording.say_lead(lead)
    assert (say_opening((), DE), say_lead((), DE), lead_wording.say_lead(())) == ("", "", "")


def test_the_date_that_an_age_counts_from_is_the_last_one_told() -> None:
    who, when = LeadPart(kind="speaker", firm="UBS"), LeadPart(kind="date", date=DAY)
    moved = LeadPart(kind="stance moved", before="x", after="y", then="2024", now=MONTH)
    assert find_said_date((who, when)) == DAY
    assert find_said_date((who, moved)) == MONTH
    assert find_said_date((LeadPart(kind="one date", date=MONTH), who, when)) == DAY
    assert find_said_date((who, LeadPart(kind="date"))) is None
    assert find_said_date(()) is None


@pytest.mark.parametrize(
    ("first", "last", "iso"),
    [
        (date(2025, 9, 12), date(2025, 9, 12), "2025-09-12"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 12, 30), date(2025, 1, 2), "2024-12-30/2025-01-02"),
    ],
)
def test_a_period_is_read_as_it_is_written(first: date, last: date, iso: str) -> None:
    period = Period(first=first, last=last)
    assert period.iso == iso
    assert Period.read(iso) == period


@pytest.mark.parametrize("iso", ["", "soon", "2025-13", "2025-02-30", "2025-09-12/2025-09-11"])
def test_what_is_no_period_is_refused(iso: str) -> None:
    with pytest.raises(ValueError):
        Period.read(iso)
