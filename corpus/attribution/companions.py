"""Names in a row, and the team that stands behind them: `Jane Roe and John Doe, analysts at Y`, `Roe and her team`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.appositives import read_appositives
from corpus.attribution.noun_phrases import (
    Reading,
    Subject,
    firm_after,
    low_at,
    owner_after,
    role_end,
)
from corpus.attribution.skips import (
    skip_degrees,
)
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    COMPANY_ENDINGS,
    MEDIA_WORDS,
    ORG_WORDS,
)
from corpus.words import words

_PEOPLE = 4
"""Most persons that one list of names may hold."""
_BUSINESS = ORG_WORDS | MEDIA_WORDS | COMPANY_ENDINGS
_PRIVATE = frozenset(
    words("attorney lawyer wife husband friend brother sister son daughter agent publicist partner")
)
"""Roles beside a person; whose they are is no firm."""


def name_list(chunks: Sequence[Chunk], at: int, joints: tuple[str, ...]) -> tuple[list[str], int]:
    """The names joined by `joints` from `at`, and the index behind them."""
    people = [chunks[at].text]
    k = at + 1
    while (
        k + 1 < len(chunks)
        and chunks[k].low in joints
        and chunks[k + 1].kind == "name"
        and len(people) < _PEOPLE
    ):
        people.append(chunks[k + 1].text)
        k += 2
    return people, k


def with_people(
    chunks: Sequence[Chunk], at: int, base: Subject, *, role: str | None
) -> Iterator[Reading]:
    """Readings of the names at `at` with the firm or owner of `base` and a role before them."""
    people, k = name_list(chunks, at, ("and", ",", "&"))
    k = skip_degrees(chunks, k)
    last = people[0].lower().rsplit(" ", 1)[-1]
    business = " " in people[0] and last in _BUSINESS
    if len(people) == 1 and business and not is_given_name(people[0].split()[0]):
        return  # "publisher Orrin Chronicle"
    if role is not None and role.lower().split()[-1] in _PRIVATE and base.firm_kind is None:
        base = replace(base, firm=None)  # "Doe's attorney Jane Roe"
    team = team_end(chunks, k)
    plural = len(people) > 1 or team > k
    subject = replace(
        base, persons=tuple(people), role=role, plural=plural, evident=True, anaphor=None
    )
    k = team
    open_owner = base.owner in (None, "firm:firm", "firm:house") or (
        base.owner.startswith("person:")
    )
    placed = firm_after(chunks, k) if base.firm is None and open_owner else None
    if placed is not None:
        firm, kind = placed[0].firm, placed[0].firm_kind
        yield replace(subject, firm=firm, firm_kind=kind, owner=None), placed[1]
    housed = owner_after(chunks, k) if base.firm is None and base.owner is None else None
    if housed is not None:
        yield replace(subject, owner=housed[0]), housed[1]
    yield from read_appositives(chunks, k, subject)
    yield subject, k


def team_end(chunks: Sequence[Chunk], at: int) -> int:
    """Behind `and his team`, `and her colleagues`, `and team`."""
    if low_at(chunks, at) != "and":
        return at
    if low_at(chunks, at + 1) in ("his", "her", "their"):
        return role_end(chunks, at + 2) or at
    return at + 2 if low_at(chunks, at + 1) in ("team", "colleagues", "co") else at
