"""Speakers behind their verb: `"...", said X`, `was cut to hold by Y`, and verbs beside a quotation."""

from collections.abc import Sequence

from corpus.attribution.agreement import quote_beside
from corpus.attribution.cues import (
    AUXILIARIES,
    CUE_VERBS,
    DOCUMENTS,
)
from corpus.attribution.noun_phrases import Attribution, Subject, low_at
from corpus.attribution.phrases import parse_speaker
from corpus.attribution.targets import rates
from corpus.chunks import Chunk
from corpus.words import words

SHORT_VERB = 4
_QUOTED_SUBJECT_CHUNKS = 24
_NAMING = frozenset(
    words("call describe mention cite tell announce reveal report praise blame dismiss flag deny")
)
"""Verbs with an object of their own: `a chip called X` is no inversion."""


def beside_quotation(
    chunks: Sequence[Chunk], quoted: Sequence[bool], at: int
) -> Attribution | None:
    """`"...," he fumed` and `"...," purred X`: beside a quotation any such verb is one of saying."""
    if chunks[at].text[0].isupper():
        return None
    ends = low_at(chunks, at + 1) in (
        "",
        ".",
        ",",
        ";",
        ":",
        "in",
        "on",
        "to",
        "at",
        "during",
        "of",
    )
    opens = [k for k in range(max(0, at - _QUOTED_SUBJECT_CHUNKS), at) if chunks[k].text == '"']
    if ends and opens and not quoted[at - 1]:
        for subject, stop in parse_speaker(chunks, opens[-1] + 1):
            speaks = subject.persons or subject.anaphor in ("he", "she", "they", "person")
            if stop == at and speaks:
                return Attribution(subject, chunks[at].text, opens[-1] + 1, at + 1, at, True)
    if at > 1 and chunks[at - 1].text == '"' and quoted[at - 2] and chunks[at].low.endswith("ed"):
        for subject, stop in parse_speaker(chunks, at + 1):
            person = subject.persons and (subject.evident or " " in subject.persons[0])
            if person and low_at(chunks, stop) in ("", ".", ",", "in", "on", "at"):
                return Attribution(subject, chunks[at].text, at, stop, at, True)
            return None
    return None


def inverted(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`..., said X, strategist at Y`."""
    cue_class, _, verb = CUE_VERBS[chunks[at].low]
    bound = cue_class == "quote" or verb in _NAMING
    if bound and not quote_beside(quoted, at, at):
        return None
    for subject, stop in parse_speaker(chunks, at + 1):
        if subject.firm_kind == "media" or subject.anaphor == "it":
            return None
        if _unlikely_inversion(chunks, subject, stop):
            return None
        return Attribution(subject, cue_text(chunks, at), at, stop, at, True)
    return None


def closes_quote(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> bool:
    """Whether a quotation ends right before the verb: `"..., " reckons X`."""
    return at > 1 and chunks[at - 1].text == '"' and quoted[at - 2]


def ends_words(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> bool:
    """Whether what was said ends right before the verb: at a comma, a dash or a quotation mark."""
    before = chunks[at - 1]
    if before.low == "so" and low_at(chunks, at - 2) in ("or", ",", "and"):
        return True  # "or so says X"
    return before.text in (",", '"', "'", "-", "–", "—") or quoted[at - 1]


def _unlikely_inversion(chunks: Sequence[Chunk], subject: Subject, stop: int) -> bool:
    """`..., said they expect` is no inversion: behind the subject stands a verb of its own."""
    if subject.anaphor in ("he", "she", "they") and stop < len(chunks):
        return chunks[stop].low in CUE_VERBS or chunks[stop].low in AUXILIARIES
    return False


def passive_by(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`was upgraded to buy by Y`."""
    rated = rates(chunks, at)
    if chunks[at].low == "advised":
        return None  # a bank advises on a deal
    for k in range(at + 1, min(len(chunks), at + 14)):
        if chunks[k].text in (".", ";", ","):
            return None
        if chunks[k].low == "by" or (rated and chunks[k].low == "at" and k > at + 2):
            for subject, stop in parse_speaker(chunks, k + 1):
                if (subject.firm_kind and subject.firm_kind != "company") or subject.persons:
                    return Attribution(subject, chunks[at].text, at, stop, at, True)
                return None
    return None


def cue_text(chunks: Sequence[Chunk], at: int) -> str:
    """The verb with its particle and the document it was said in: `wrote in a note`."""
    stop = at + 1
    if low_at(chunks, stop) in ("out", "up", "down"):
        stop += 1
    if low_at(chunks, stop) in ("in", "on", "to"):
        for k in range(stop + 1, min(len(chunks), stop + 6)):
            if chunks[k].kind == "mark" or (
                chunks[k].low in CUE_VERBS and chunks[k].low not in DOCUMENTS
            ):
                break
            if chunks[k].low in DOCUMENTS or chunks[k].low in ("clients", "interview", "call"):
                stop = k + 1
                break
    return " ".join(chunk.text for chunk in chunks[at:stop])
