"""What belongs to a speaker named before: `its economists`, `the bank's team`, `her co-manager, Jane Doe,`."""

from collections.abc import Iterator, Sequence

from corpus.attribution.companions import with_people
from corpus.attribution.cues import (
    CUE_VERBS,
    DOCUMENTS,
)
from corpus.attribution.firm_phrases import led_behind
from corpus.attribution.noun_phrases import (
    Reading,
    Subject,
    joined_text,
    kind_at,
    low_at,
    role_end,
)
from corpus.chunks import Chunk
from corpus.name_words import (
    HONORIFICS,
    PLURAL_ROLES,
)

_UNIT_CHUNKS = 6


def _unit_end(chunks: Sequence[Chunk], at: int) -> int | None:
    """Behind `chief investment office`, a part of a firm that speaks for it."""
    for k in range(at, min(len(chunks), at + _UNIT_CHUNKS)):
        if chunks[k].kind != "word" or chunks[k].low in CUE_VERBS:
            return None
        if chunks[k].low in ("office", "unit", "arm", "division", "department"):
            return k + 1
    return None


def _own_document(chunks: Sequence[Chunk], at: int, stop: int | None) -> int | None:
    """Where the `note` of `its latest note` stands; None for `its head of research`, a role up to `stop`."""
    document = next((k for k in range(at, at + 3) if low_at(chunks, k) in DOCUMENTS), None)
    if document is None or (stop is not None and document < stop):
        return None
    return document if all(kind_at(chunks, k) == "word" for k in range(at, document)) else None


def _names_thing(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the name at `at` stands before a noun that is called by it: `the firm's Redruth bakery`."""
    cue = CUE_VERBS.get(low_at(chunks, at + 1))
    verbal = cue is not None and bool(cue[1] & {"past", "s"})
    return " " not in chunks[at].text and kind_at(chunks, at + 1) == "word" and not verbal


def parse_owned(chunks: Sequence[Chunk], at: int, owner: str, determiner: str) -> Iterator[Reading]:
    """`its economists Jane Doe and John Roe`, `the bank's team`, `her co-manager, Jane Doe,`."""
    base = Subject(owner=owner, evident=True)
    if kind_at(chunks, at) == "name" and owner != "he":
        if _names_thing(chunks, at):
            return
        yield from with_people(chunks, at, base, role=None)
        return
    stop = role_end(chunks, at)
    document = _own_document(chunks, at, stop)
    if document is not None:
        male = "he" if determiner == "his" else "she"
        yield Subject(anaphor=male if owner == "he" else owner), document + 1
    unit = _unit_end(chunks, at) if owner != "he" else None
    if unit is not None and (stop is None or unit > stop):
        yield Subject(anaphor=owner, owner=owner, role=joined_text(chunks, at, unit)), unit
        return
    if stop is None:
        return
    if low_at(chunks, stop) == low_at(chunks, stop + 2) == "," and chunks[stop + 1].firm:
        return  # "its main rival, Y, said"
    role = joined_text(chunks, at, stop)
    name_at = stop + 1 if low_at(chunks, stop) == "," else stop
    if low_at(chunks, name_at) in HONORIFICS:
        name_at += 2 if low_at(chunks, name_at + 1) == "." else 1
    if kind_at(chunks, name_at) == "name":
        yield from with_people(chunks, name_at, base, role=role)
    if owner == "he":
        if low_at(chunks, stop - 1) in ("team", "colleagues") and determiner in ("his", "her"):
            yield Subject(anaphor="he" if determiner == "his" else "she", plural=True), stop
        return
    plural = any(c.low in PLURAL_ROLES for c in chunks[at:stop])
    anaphor = "it" if owner == "it" else owner
    if plural:
        yield from led_behind(chunks, stop, base)
        yield Subject(anaphor=anaphor, plural=True, role=role, owner=owner), stop
    else:
        yield Subject(anaphor="member", owner=owner, role=role), stop
