"""A sentence of an answer as it is said in the language of the page, its lead-in apart from the quoted words."""

import re
from dataclasses import dataclass

from page.own_changes import say_change, split_intro
from page.own_words import say_lead, say_own
from page.texts import Texts
from page.turns import Turn
from rag.records import AnswerSentence, Citation

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SAID_ON = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) (\d{{4}})[,:]")


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
    """Return a sentence of a turn; quoted words and names stay as they are."""
    cited = {citation.mark: citation for citation in turn.citations}
    first = cited.get(sentence.marks[0]) if sentence.marks else None
    lead, words = _split_lead(sentence.text, first)
    # Without a mark they are the assistant's own: an abstention, or what leads views in.
    if not sentence.marks and sentence.stands:
        words = say_own(words, texts)
    published = first.published if first else None
    intro, lead = split_intro(lead)
    german = texts.language == "de"
    return Said(
        intro=say_own(say_change(intro) if german else intro, texts),
        lead=say_lead(say_change(lead) if german else lead, texts),
        words=words,
        dated=_read_day(lead) or published,
    )


def write_said(sentence: AnswerSentence, turn: Turn, texts: Texts) -> str:
    """Return a sentence of a turn as plain text; one that does not stand says so."""
    said = read_said(sentence, turn, texts)
    text = " ".join(part for part in (said.intro, said.lead, said.words) if part)
    return text if sentence.stands else f"~~{text}~~ ({sentence.verdict})"


def write_notes(turn: Turn, texts: Texts) -> list[str]:
    """Return the notes of a turn as plain text."""
    return [say_own(note, texts) for note in turn.notes]


def _split_lead(text: str, first: Citation | None) -> tuple[str, str]:
    """The lead-in of known fields and the quoted words; no lead-in where the quotation is not verbatim."""
    start = text.find(first.quote) if first is not None else -1
    lead = text[: max(0, start)].rstrip()
    return (lead, text[start:]) if lead.endswith(":") else ("", text)


def _read_day(lead: str) -> str | None:
    found = _SAID_ON.findall(lead)
    if not found:
        return None
    day, month, year = found[-1]
    iso = f"{year}-{_MONTHS.index(month) + 1:02}"
    return f"{iso}-{int(day):02}" if day else iso
