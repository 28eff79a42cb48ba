"""What the assistant says itself, as a German page shows it."""

import pytest

from page.own_words import say_own
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
            "Die Artikel sagen es nicht: Nichts in ihnen handelt von „Mars“.",
        ),
        (
            wording.lacks_compared("gold"),
            "Die Artikel sagen es nicht: Kein Haus wird mit einer vergleichbaren Zahl für „gold“ zitiert.",
        ),
        (
            wording.lacks_compared(""),
            "Die Artikel sagen es nicht: Kein Haus wird mit einer vergleichbaren Zahl zitiert.",
        ),
        (
            wording.lacks_period("UBS", "gold", "by 3 March 2025", ["3 May 2025", "July 2025"]),
            "Die Artikel sagen es nicht: UBS wird zu „gold“ nur in Artikeln vom 3. Mai 2025 und Juli 2025 zitiert, "
            "nicht bis 3. März 2025.",
        ),
        (
            wording.lacks_answer_then("by 3 March 2025", ["3 May 2025"]),
            "Die Artikel sagen es bis 3. März 2025 nicht: Eine Antwort steht nur in Artikeln vom 3. Mai 2025.",
        ),
        (
            wording.ONLY_ONE,
            "Es ist die einzige zitierte Zahl dieser Art, sodass keine daneben gestellt werden kann.",
        ),
        (
            wording.NO_FIGURES,
            "Wer es am meisten ist, lässt sich nicht sagen, da keine zwei Häuser mit vergleichbaren Zahlen "
            "zitiert werden.",
        ),
        (
            "1 of 3 sentences failed the check.",
            "1 von 3 Sätzen bestanden die Prüfung nicht.",
        ),
        (
            "The chat model broke off: it was too slow",
            "Das Sprachmodell brach ab: it was too slow",
        ),
        (
            "The chat model was not asked: the limit for one chat is reached (NEWS_CHAT_CHAT_COST).",
            "Das Sprachmodell wurde nicht gefragt: Die Grenze für ein Gespräch ist erreicht (NEWS_CHAT_CHAT_COST).",
        ),
        (
            "The articles do not say: none of them quotes J.P. Morgan. Quoted on gold are A and two more.",
            "Die Artikel sagen es nicht: Keiner zitiert J.P. Morgan. Zu „gold“ werden zitiert: A und zwei weitere.",
        ),
        (
            wording.lacks_answer(["oil and gas on 3 May 2025", "zinc"]),
            "Die Artikel sagen es nicht: Nichts in ihnen handelt von „oil and gas on 3 May 2025“ und „zinc“.",
        ),
        (
            wording.lacks_answer([]),
            "Die Artikel sagen es nicht: Kein Satz in ihnen beantwortet das.",
        ),
        (
            wording.lacks_holder("negative", "gold", ("UBS", "Citi")),
            "Die Artikel sagen es nicht: Niemand wird in ihnen mit der Haltung „negativ“ zu „gold“ zitiert. "
            "Zu „gold“ werden zitiert: UBS und Citi.",
        ),
        (
            wording.lacks_holder("positive", "", ()),
            "Die Artikel sagen es nicht: Niemand wird in ihnen mit der Haltung „positiv“ zitiert.",
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
