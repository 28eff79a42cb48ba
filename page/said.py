"""A sentence of an answer as it is said in the language of the page, its lead-in apart from the quoted words."""

from dataclasses import dataclass

from page.leads import say_lead, say_opening
from page.own_words import say_own
from page.texts import Texts
from page.turns import Turn
from rag.lead_in import find_said_date
from rag.records import AnswerSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence in parts."""

    intro: str
    """What opens the views, such as that no change is stated; empty elsewhere."""
    lead: str
    """The lead-in of known fields; empty where there is none."""
    words: str
    dated: str | None
    """The date of the lead-in, else of the first source, as ISO 8601: from it the age counts."""


def read_said(sentence: AnswerSentence, turn: Turn, texts: Texts) -> Said:
    """Return a sentence of a turn; quoted words and names stay as they are.

    One that a browser kept before lead-ins had parts stays as it was written.
    """
    cited = {citation.mark: citation for citation in turn.citations}
    first = cited.get(sentence.marks[0]) if sentence.marks else None
    words = sentence.text.removeprefix(sentence.lead_in).strip()
    # Without a mark they are the assistant's own: an abstention.
    if not sentence.marks and sentence.stands:
        words = say_own(words, texts)
    return Said(
        intro=say_opening(sentence.lead, texts),
        lead=say_lead(sentence.lead, texts) if sentence.lead else sentence.lead_in,
        words=words,
        dated=find_said_date(sentence.lead) or (first.published if first else None),
    )


def say_verdict(sentence: AnswerSentence, texts: Texts) -> str:
    """Return why a sentence does not stand."""
    return texts.say(f"verdict.{sentence.verdict}")


def write_said(sentence: AnswerSentence, turn: Turn, texts: Texts) -> str:
    """Return a sentence of a turn as plain text; one that does not stand says so."""
    said = read_said(sentence, turn, texts)
    text = " ".join(part for part in (said.intro, said.lead, said.words) if part)
    return text if sentence.stands else f"~~{text}~~ ({say_verdict(sentence, texts)})"


def write_notes(turn: Turn, texts: Texts) -> list[str]:
    """Return the notes of a turn as plain text."""
    return [say_own(note, texts) for note in turn.notes]
