"""What a person is told of a run over the feeds, in either language."""

from typing import get_args

import pytest

from corpus.feeds.feed_notes import FeedNote, FeedNoteKind
from corpus.feeds.feed_outcomes import FeedOutcome
from page.feed_words import say_note, say_outcome
from page.texts import Texts

EN, DE = Texts("en"), Texts("de")
NEW = "https://post.example/new"
NOTES = [
    (FeedNote(kind="flaw", why="no end"), "trotz eines Fehlers gelesen: no end"),
    (
        FeedNote(kind="left out", count=1200),
        "seine letzten 1.200 Einträge sind weggelassen: Es sind zu viele",
    ),
    (
        FeedNote(kind="moved", address=NEW),
        f"endgültig umgezogen; ihm wird ab jetzt unter {NEW} gefolgt",
    ),
    (
        FeedNote(kind="moved onto another", address=NEW, command="remove it"),
        f"endgültig umgezogen nach {NEW}, dem auch gefolgt wird; diesen entfernen mit: remove it",
    ),
    (
        FeedNote(kind="taken from the feed", address=NEW, why="page answered 404"),
        f"{NEW}: aus dem Feed übernommen: page answered 404",
    ),
    (
        FeedNote(kind="kept as it was", address=NEW, why="page answered 404"),
        f"{NEW}: blieb, wie es war: page answered 404",
    ),
]


@pytest.mark.parametrize(("note", "german"), NOTES)
def test_each_note_is_said_in_german_and_in_the_commands_own_english(
    note: FeedNote, german: str
) -> None:
    assert say_note(note, DE) == german
    assert say_note(note, EN) == note.text


def test_every_kind_of_note_is_tried_above() -> None:
    assert {note.kind for note, _ in NOTES} == set(get_args(FeedNoteKind))


def test_a_feed_that_failed_or_waits_says_so_under_its_title() -> None:
    failed = FeedOutcome(url=NEW, title="Post", outcome="failed", message="it answered 500")
    assert say_outcome(failed, EN) == ["Post: it answered 500"]
    assert say_outcome(failed, DE) == ["Post: nicht gelesen: it answered 500"]
    waits = FeedOutcome(
        url=NEW, title=None, outcome="waiting", message="later", due="2025-09-12T08:00+00:00"
    )
    assert say_outcome(waits, DE) == [
        f"{NEW}: wird vor 2025-09-12T08:00+00:00 nicht wieder abgefragt"
    ]
    read = FeedOutcome(url=NEW, title="Post", outcome="read", notes=(NOTES[0][0],))
    assert say_outcome(read, DE) == ["Post: trotz eines Fehlers gelesen: no end"]
    assert say_outcome(FeedOutcome(url=NEW, title="Post", outcome="read"), DE) == []
