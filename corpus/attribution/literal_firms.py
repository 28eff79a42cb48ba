"""Noun phrases that begin with a name of no table: `Orrin analysts`, `Orrin's Jane Doe`, `Roe's colleague`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.appositives import FORMER
from corpus.attribution.companions import with_people
from corpus.attribution.employers import COLLEAGUES
from corpus.attribution.firm_phrases import TITLES, is_set_off
from corpus.attribution.firm_words import NAMED_BODIES
from corpus.attribution.noun_phrases import (
    AREA_JOINTS,
    Reading,
    Subject,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    role_end,
)
from corpus.attribution.skips import (
    skip_parenthesis,
)
from corpus.chunks import Chunk
from corpus.name_words import ORG_WORDS, PLURAL_ROLES

_TRADES = frozenset(
    (
        "mortgage broker",
        "estate agent",
        "financial adviser",
        "financial advisor",
        "financial planner",
        "mortgage adviser",
        "insurance broker",
        "tax adviser",
        "bankruptcy lawyer",
    )
)
_IN_OFFICE = frozenset(
    ("new", "outgoing", "incoming", "departing", "retiring", "longtime", "interim", "then")
)
"""How long somebody holds an office, with a capital in a headline: `New CEO Doe`."""
_BOARDS = frozenset(("governing", "supervisory", "advisory", "managing"))
"""Kinds of boards, with a capital where a sentence begins: `Governing board member Jane Doe`."""


def parse_literal_firm(chunks: Sequence[Chunk], at: int, *, determined: bool) -> Iterator[Reading]:
    """A capitalised name in no table that has `analysts`, a role, a note or `the` beside it."""
    k = at + 1
    possessive = kind_at(chunks, k) == "possessive"
    if possessive:
        k += 1
    base = (
        _owner_of_role(chunks, at, k) if possessive else Subject(firm=chunks[at].text, evident=True)
    )
    if possessive and low_at(chunks, k) in ("team", "colleagues") and _is_full_name(chunks[at]):
        yield from _team_of(chunks, at, k + 1)
        return
    if possessive:
        yield from _owned_person(chunks, k, base)
    stop = role_end(chunks, k)
    trade = stop is not None and _is_trade(chunks[k:stop])  # "Geelong mortgage broker Jane Doe"
    if trade or chunks[at].low in ORG_WORDS | _BOARDS | _IN_OFFICE:
        if not possessive:
            yield from _member_of_body(chunks, at, stop)
        return
    if stop is not None and _is_title(chunks[k:stop]):
        role = joined_text(chunks, k, stop)
        if kind_at(chunks, stop) == "name":
            yield from with_people(chunks, stop, base, role=role)
        elif at == 0 and " " not in chunks[at].text and not possessive:
            pass  # "Energy analysts": an ordinary word at the sentence's start
        elif any(c.low in PLURAL_ROLES for c in chunks[k:stop]):
            yield replace(base, plural=True, role=role), stop
        elif role in ("spokesman", "spokeswoman", "spokesperson"):
            yield replace(base, role=role), stop
    if determined and not possessive:
        yield from _definite(chunks, at, base)


def _is_trade(role: Sequence[Chunk]) -> bool:
    """Whether the role is a trade that people have in towns, so that a name before it is the town's."""
    return " ".join(chunk.low for chunk in role) in _TRADES


def _definite(chunks: Sequence[Chunk], at: int, base: Subject) -> Iterator[Reading]:
    """`the Orrin union`, `the Orrin Brix`: what stands behind `the` and is called so."""
    if low_at(chunks, at + 1) in NAMED_BODIES:
        yield base, at + 2
    if " " in chunks[at].text:
        yield base, skip_parenthesis(chunks, at + 1)


def _member_of_body(chunks: Sequence[Chunk], at: int, stop: int | None) -> Iterator[Reading]:
    """`Board member Jane Doe`, whose role ends at `stop`."""
    if stop is not None and kind_at(chunks, stop) == "name":
        yield from with_people(chunks, stop, Subject(), role=joined_text(chunks, at, stop))


def _owned_person(chunks: Sequence[Chunk], at: int, base: Subject) -> Iterator[Reading]:
    """`Orrin's Jane Doe` and `Roe's colleague, Jane Doe,` behind the possessive."""
    if kind_at(chunks, at) == "name":
        yield from with_people(chunks, at, base, role=None)
    if base.owner:
        yield from _colleague(chunks, at, base)


def _colleague(chunks: Sequence[Chunk], at: int, base: Subject) -> Iterator[Reading]:
    """`Roe's colleague, Jane Doe,` whose role stands at `at`."""
    stop = role_end(chunks, at)
    if stop is not None and low_at(chunks, stop) == "," and is_set_off(chunks, stop + 1):
        yield from with_people(chunks, stop + 1, base, role=joined_text(chunks, at, stop))


def _owner_of_role(chunks: Sequence[Chunk], at: int, behind: int) -> Subject:
    """Whose role stands behind a possessive: a firm's, or a person's, as of `Roe's colleague`."""
    stop = role_end(chunks, behind)
    if stop is not None and chunks[stop - 1].low in COLLEAGUES:
        if any(c.low in FORMER for c in chunks[behind:stop]):
            return Subject(evident=True)
        return Subject(owner="person:" + chunks[at].text, evident=True)
    return Subject(firm=chunks[at].text, evident=True)


def _team_of(chunks: Sequence[Chunk], at: int, stop: int) -> Iterator[Reading]:
    """`Jane Doe's team (at Y)` at `at`, up to `stop` without the firm."""
    team = Subject(persons=(chunks[at].text,), plural=True)
    placed = firm_after(chunks, stop)
    if placed is not None:
        firm, kind = placed[0].firm, placed[0].firm_kind
        yield replace(team, firm=firm, firm_kind=kind, evident=True), placed[1]
    yield team, stop


def _is_full_name(chunk: Chunk) -> bool:
    """Whether a name in no table is a person's: two or three words, none an organisation's."""
    parts = chunk.low.split()
    return len(parts) in (2, 3) and ORG_WORDS.isdisjoint(parts)


def _is_title(words: Sequence[Chunk]) -> bool:
    """Whether words before a role noun may be its title: `face fresh misery as experts` are not."""
    return sum(word.low not in TITLES and word.low not in AREA_JOINTS for word in words) <= 1
