"""Speakers told by their role first: `strategist Jane Doe`, `analysts at Y`, `the credit team` behind its house."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.companions import with_people
from corpus.attribution.cues import CUE_VERBS
from corpus.attribution.firm_phrases import (
    house_before,
    is_set_off,
    led_behind,
)
from corpus.attribution.noun_phrases import (
    AT,
    Reading,
    Subject,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    role_end,
)
from corpus.chunks import Chunk
from corpus.name_words import (
    PLURAL_ROLES,
)

_NAME_WITHIN_CHUNKS = 5


def parse_team(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`the credit team` behind `From Y,`: that firm's."""
    stop = role_end(chunks, at + 1)
    house = house_before(chunks, at)
    if house is None or stop is None or low_at(chunks, stop) in (",", *AT):
        return
    if any(c.low in PLURAL_ROLES for c in chunks[at + 1 : stop]):
        role = joined_text(chunks, at + 1, stop)
        team = Subject(firm=house.name, firm_kind=house.kind, evident=True)
        yield replace(team, plural=True, role=role), stop


def parse_role(chunks: Sequence[Chunk], at: int, *, determined: bool) -> Iterator[Reading]:
    """`strategist Jane Doe`, `analysts at Y`, `the head of Y, Jane Doe,`.

    `a team at Y led by X`.
    """
    stop = role_end(chunks, at)
    if stop is None:
        return
    role = joined_text(chunks, at, stop)
    house = house_before(chunks, at)
    base = Subject(firm=house.name, firm_kind=house.kind, evident=True) if house else Subject()
    if kind_at(chunks, stop) == "name":
        yield from with_people(chunks, stop, base, role=role)
        return
    several = any(c.low in PLURAL_ROLES for c in chunks[at:stop])
    if several and low_at(chunks, stop) == "there":
        yield Subject(anaphor="it", owner="it", plural=True, role=role), stop + 1
    if house and several:
        yield replace(base, plural=True, role=role), stop
    owned = low_at(chunks, at - 1) == "whose"
    if (determined or owned) and low_at(chunks, stop) == "," and is_set_off(chunks, stop + 1):
        yield from with_people(chunks, stop + 1, base if owned else Subject(), role=role)
    yield from led_behind(chunks, stop, base if house else Subject(owner="firm:house"))
    yield from _parse_role_at_firm(chunks, at, stop, determined=determined)


def _parse_role_at_firm(
    chunks: Sequence[Chunk], at: int, stop: int, *, determined: bool
) -> Iterator[Reading]:
    """`analysts at Y`, `the head of research at Y`, `a team at Y led by Jane Doe`."""
    placed = None
    role = ""
    for k in range(stop, at, -1):  # "head of research at Y": the area may have taken in "at"
        placed = firm_after(chunks, k)
        if placed is not None:
            role = joined_text(chunks, at, k)
            break
    if placed is None:
        return
    base, behind = placed
    yield from led_behind(chunks, behind, base)
    if kind_at(chunks, behind) == "name":
        yield from with_people(chunks, behind, base, role=role)
    if determined:
        yield from _named_behind(chunks, behind, base, role)
    if any(c.low in PLURAL_ROLES for c in chunks[at:stop]):
        several = replace(base, role=role, plural=True)
        yield from _and_firm(chunks, behind, several)
        yield several, behind
    elif determined and low_at(chunks, at - 1) in ("the", "its"):
        yield replace(base, role=role, anaphor="member"), behind
    elif base.firm_kind or role in ("spokesman", "spokeswoman", "spokesperson"):
        yield replace(base, role=role), behind


def _and_firm(chunks: Sequence[Chunk], at: int, several: Subject) -> Iterator[Reading]:
    """`and Z` behind `analysts at Y`."""
    if low_at(chunks, at) == "and" and at + 1 < len(chunks):
        also = chunks[at + 1].firm
        if also is not None:
            yield replace(several, also=((also.name, also.kind),)), at + 2


def _named_behind(chunks: Sequence[Chunk], at: int, base: Subject, role: str) -> Iterator[Reading]:
    """`the president of Y's advisory board, Jane Doe,`."""
    for k in range(at, min(len(chunks), at + _NAME_WITHIN_CHUNKS)):
        if chunks[k].text == ",":
            if is_set_off(chunks, k + 1):
                yield from with_people(chunks, k + 1, base, role=role)
            return
        if chunks[k].kind not in ("word", "possessive") or chunks[k].low in CUE_VERBS:
            return
