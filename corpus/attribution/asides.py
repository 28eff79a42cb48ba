"""Attributions by a preposition: `For X, the rally is fragile`, `per Y`, `it looked overdone to X`, `so Weber`."""

from collections.abc import Sequence

from corpus.attribution.cues import BE_FORMS
from corpus.attribution.noun_phrases import Attribution, Subject, kind_at, low_at
from corpus.attribution.phrases import parse_speaker
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.words import words

_SEEMING = frozenset(words("look looks looked seem seems seemed appear appears appeared"))


def per_speaker(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`Profits rose, per X of Y`: only for a person or a firm of the table."""
    for subject, stop in parse_speaker(chunks, at + 1):
        if subject.firm_kind == "media" or subject.anaphor:
            return None
        if subject.persons or subject.firm_kind not in (None, "company"):
            return Attribution(subject, "per", at, stop, at, at > 0)
        return None
    return None


def for_speaker(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`For X of Y, the rally is fragile`, `To X at Y, ...`.

    Only for a person with a firm, or a quotation behind it.
    """
    for subject, stop in parse_speaker(chunks, at + 1):
        if chunks[at].low == "for" and at == 0 and _opens_clause(chunks, subject, stop):
            return Attribution(subject, "for", at, stop, at, False)
        if low_at(chunks, stop) != "," and low_at(chunks, stop - 1) != ",":
            continue
        quote_follows = '"' in (low_at(chunks, stop), low_at(chunks, stop + 1))
        pronoun = subject.anaphor in ("he", "she") and any(c.text == '"' for c in chunks[stop:])
        if (subject.persons and (subject.firm or quote_follows)) or pronoun:
            return Attribution(subject, chunks[at].low, at, stop, at, False)
    return None


def _opens_clause(chunks: Sequence[Chunk], subject: Subject, at: int) -> bool:
    """Whether `For Jane Doe of Y` goes on with `the risk is`, no comma between."""
    if len(subject.persons) != 1 or low_at(chunks, at) not in ("the", "this", "that", "it", "what"):
        return False
    first = subject.persons[0].split()
    told = subject.evident or len(first) == 1 or is_given_name(first[0])
    return told and any(c.low in BE_FORMS or c.low.endswith("s") for c in chunks[at + 2 : at + 8])


def seems_to(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`The sell-off looked overdone to Jane Doe, who ...`: whose judgement it is."""
    seeming = any(chunks[k].low in _SEEMING for k in range(max(0, at - 4), at - 1))
    if not seeming or kind_at(chunks, at + 1) != "name":
        return None
    for subject, stop in parse_speaker(chunks, at + 1):
        if subject.persons and " " in subject.persons[0]:
            return Attribution(subject, "to", at, stop, at, True)
    return None


def so_speaker(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`There was, so Weber, no hurry`: the way of translated agency reports."""
    if kind_at(chunks, at + 1) == "name" and low_at(chunks, at + 2) in (",", ".", "in", ";"):
        subject = Subject(persons=(chunks[at + 1].text,))
        return Attribution(subject, "so", at, at + 2, at, True)
    return None
