"""What the assistant says itself, as a German page shows it."""

import pytest

from page.own_changes import say_change, split_intro
from page.own_words import say_lead, say_own
from page.texts import Texts
from rag.answers import wording

DE = Texts("de")


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            "The story of [1] was also printed by Market Ledger, Harbour Financial and Continental Wire.",
            "Die Meldung von [1] wurde auch gedruckt von Market Ledger, Harbour Financial und Continental Wire.",
        ),
        ("Small caps and gold is undated.", "Small caps and gold ist ohne Datum."),
        (
            "Two undated articles were left out, as the question is asked as of 1 March 2025.",
            "Zwei Artikel ohne Datum blieben außer Betracht, da zum Stand 1. März 2025 gefragt ist.",
        ),
        (
            "Figures differ: The Closing Bell (2 May 2025) has 3%, Wire (undated) has 4.5%.",
            "Die Zahlen weichen ab: The Closing Bell (2. Mai 2025) hat 3%, Wire (ohne Datum) hat 4.5%.",
        ),
        (
            "Two sentences of the chat model were not supported; dropped.",
            "Zwei Sätze des Sprachmodells waren nicht belegt und wurden gestrichen.",
        ),
        (
            "The articles do not say: they quote UBS (22 July 2024 and 19 July 2024), but not on oil.",
            "Die Artikel sagen es nicht: Sie zitieren UBS (22. Juli 2024 und 19. Juli 2024), aber nicht zu „oil“.",
        ),
        (
            wording.lacks_answer(["Mars"]),
            'Die Artikel sagen es nicht: Nichts in ihnen handelt von "Mars".',
        ),
        (
            "The articles do not say: none of them quotes J.P. Morgan. Quoted on gold are A and two more.",
            "Die Artikel sagen es nicht: Keiner zitiert J.P. Morgan. Zu „gold“ werden zitiert: A und zwei weitere.",
        ),
        (
            wording.lacks_answer([]),
            "Die Artikel sagen es nicht: Kein Satz in ihnen beantwortet das.",
        ),
        (
            wording.lacks_outlet(("Wire",), ("Post", "Bell")),
            "Die Artikel sagen es nicht: Keiner von Wire enthält eine Antwort. Es gibt Artikel von Bell und Post.",
        ),
    ],
)
def test_each_kind_of_note_is_said_in_german_with_names_as_they_are(
    english: str, german: str
) -> None:
    assert say_own(english, DE) == german
    assert say_own(english, Texts("en")) == english


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("rating from underweight to neutral", "Einstufung von underweight auf neutral"),
        (
            "stance from negative in July 2024 to positive on 12 September 2025",
            "Haltung von negativ im Juli 2024 zu positiv am 12. September 2025",
        ),
        (
            "forecast from up 4 to 5 percent in 2024 to up 10 percent on 3 May 2025",
            "Prognose von up 4 to 5 percent 2024 zu up 10 percent am 3. Mai 2025",
        ),
        ("upgrade to overweight", "Hochstufung auf overweight"),
        (wording.TELLS_OF_CHANGE, "in Worten, die von einer Änderung erzählen"),
        (
            wording.same_stance("positive"),
            "Die Haltung ist positiv, so oft sie sicher ist; die Ansichten der Reihe nach:",
        ),
        ("Barclays", "Barclays"),
    ],
)
def test_what_is_told_of_a_change_is_said_in_german(english: str, german: str) -> None:
    assert say_change(english) == german


def test_what_opens_the_views_stands_apart_from_the_first_of_them() -> None:
    opening = wording.no_change(None)
    assert split_intro(f"{opening} UBS, 19 July 2024:") == (opening, "UBS, 19 July 2024:")
    only = wording.no_change("8 September 2025")
    assert split_intro(f"{only} UBS, 8 September 2025:") == (only, "UBS, 8 September 2025:")
    assert split_intro("UBS, 19 July 2024:") == ("", "UBS, 19 July 2024:")
    assert split_intro("") == ("", "")


def test_a_lead_in_has_its_date_in_german() -> None:
    lead = "Michael Wilson (Morgan Stanley), 8 September 2025:"
    assert say_lead(lead, DE) == "Michael Wilson (Morgan Stanley), 8. September 2025:"
    assert say_lead("An outlet that is not named, undated:", DE) == (
        "Ein nicht genanntes Medium, ohne Datum:"
    )
