"""What a person is told of a run over the feeds, in the language of the page; why something failed stays as it came."""

from corpus.feeds.feed_notes import FeedNote
from corpus.feeds.feed_outcomes import FeedOutcome
from page.spelling import spell_number
from page.texts import Texts


def say_outcome(outcome: FeedOutcome, texts: Texts) -> list[str]:
    """Return the notes of a feed, and why it failed or waits, a line each."""
    told = [say_note(note, texts) for note in outcome.notes]
    if outcome.message:
        told.append(_say_message(outcome, outcome.message, texts))
    return [f"{outcome.title or outcome.url}: {one}" for one in told]


def say_note(note: FeedNote, texts: Texts) -> str:
    """Return one note."""
    return texts.say(
        f"feed.note.{note.kind.replace(' ', '-')}",
        address=note.address,
        why=note.why,
        count=spell_number(f"{note.count:,}", texts),
        command=note.command,
    )


def _say_message(outcome: FeedOutcome, message: str, texts: Texts) -> str:
    if outcome.outcome == "waiting" and outcome.due:
        return texts.say("feed.waits", due=outcome.due, message=message)
    return texts.say("feed.failed", message=message)
