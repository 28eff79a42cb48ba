"""Phrases that attribute only as a whole: `played down the risk`, `poured cold water on`, `ruled out`.

The verb alone is no cue. What is played down, and by whom, makes a view of it.
"""

from collections.abc import Mapping, Sequence

from corpus.attribution.antecedents import of_earlier_verb
from corpus.attribution.cues import BE_FORMS, CUE_VERBS
from corpus.attribution.noun_phrases import Attribution, Subject, kind_at, low_at
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.reach import subject_before
from corpus.chunks import Chunk
from corpus.words import phrases, words

_NOTE_WORDS = 3
_AS_SAYING_CHUNKS = 12
_NOTES = frozenset(words("note tone alarm warning bell"))
_PHRASES: Mapping[str, frozenset[str]] = {
    form: tails
    for forms, tails in (
        ("played plays playing", phrases("down")),
        ("talked talks talking", phrases("up; down")),
        ("pushed pushes pushing", phrases("back on; back against; back at; back , saying")),
        ("hit hits hitting", phrases("back at; out at")),
        ("lashed lashes lashing", phrases("out at; out against")),
        ("poured pours pouring", phrases("cold water on; cold water over; scorn on")),
        ("threw throws throwing", phrases("cold water on; doubt on")),
        ("cast casts casting", phrases("doubt on; doubts on; doubt over; doubts over")),
        ("raised raises raising", phrases("doubts about; questions about; concerns about")),
        ("rule ruled rules ruling", phrases("out")),
        ("brushed brushes brushing", phrases("off; aside")),
        ("shrugged shrugs shrugging", phrases("off; aside")),
        ("waved waves waving", phrases("away; off; aside")),
        ("batted bats batting", phrases("away; off")),
        ("left leaves leaving", phrases("the door open; open the; little doubt; no doubt")),
        ("kept keeps keeping", phrases("the door open; open the option")),
        ("opened opens opening", phrases("the door to; the door for")),
        ("closed closes closing shut shuts", phrases("the door on; the door to")),
        ("held holds holding", phrases("out the prospect; out hope; out little hope")),
        ("took takes taking", phrases("issue with; aim at; exception to; a swipe at")),
        ("gave gives giving", phrases("no hint; few hints; short shrift")),
        ("doubled doubles doubling", phrases("down on")),
        ("stopped stops stopping", phrases("short of")),
        ("singled singles singling", phrases("out")),
        ("turned turns", phrases("up")),
        ("went goes going", phrases("further; a step further; even further")),
        (
            "came comes",
            phrases("away believing; away convinced; away thinking; away with; away more"),
        ),
        ("struck strikes striking", phrases("a; an")),
        ("sounded sounds sounding", phrases("a; an; the")),
    )
    for form in words(forms)
}
"""A verb's form to the words that must stand right behind it."""
_OF_SHARES = frozenset(
    words(
        "brushed brushes shrugged shrugs talked hit hits raised closed shut turned turns came comes"
    )
)
"""What companies do as shares or in business; only of persons and houses is it a view."""


def told_by_phrase(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """The attribution of a phrase whose verb stands at `at`, or None."""
    low = chunks[at].low
    if low in ("quoted", "cited"):
        return _quoted_as(chunks, quoted, at)
    tails = _PHRASES.get(low)
    if tails is None or not _goes_on(chunks, at, tails):
        return None
    left = subject_before(chunks, quoted, at)
    if left is not None:
        subject, first, _ = left
    elif low in CUE_VERBS and (earlier := of_earlier_verb(chunks, quoted, at)) is not None:
        subject, first = earlier
    else:
        return None
    if not _speaks(subject, business=low in _OF_SHARES):
        return None
    return Attribution(subject, chunks[at].text, first, at + 1, at, False)


def _quoted_as(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`Jane Doe was quoted by a daily as saying`: she speaks, and not the daily."""
    saying = any(
        chunks[k].low == "as" and low_at(chunks, k + 1) in ("saying", "telling", "predicting")
        for k in range(at + 1, min(len(chunks), at + _AS_SAYING_CHUNKS))
    )
    left = subject_before(chunks, quoted, at) if saying else None
    if left is None or left[2].isdisjoint(BE_FORMS):
        return None
    subject, first, _ = left
    return Attribution(subject, chunks[at].text, first, at + 1, at, False)


def _goes_on(chunks: Sequence[Chunk], at: int, tails: frozenset[str]) -> bool:
    following = [low_at(chunks, k) for k in range(at + 1, at + 4)]
    if not any(" ".join(following[:size]) in tails for size in (1, 2, 3)):
        return False
    if tails.isdisjoint(("a", "an")):
        return True
    for k in range(at + 2, at + 2 + _NOTE_WORDS + 1):
        if low_at(chunks, k) in _NOTES:
            return True
        if kind_at(chunks, k) != "word":
            return False
    return False


def _speaks(subject: Subject, *, business: bool) -> bool:
    """Whether the subject is one that can say so: no outlet, no shares, no market."""
    anaphor = subject.anaphor or ""
    if subject.persons or anaphor in ("he", "she", "person", "member"):
        return True
    if anaphor.startswith(("role:", "body:")) or (subject.plural and subject.role):
        return True
    if subject.firm is None:
        return anaphor.startswith("firm:") and not business
    known = subject.firm_kind is not None and subject.firm_kind != "media"
    return known and (not business or subject.firm_kind in FINANCE_KINDS | {"central bank"})
