"""Who is placed where outside any attribution: `Jane Doe manages a fund of Y`, `Its chief executive`."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.attribution.employers import employer
from corpus.attribution.noun_phrases import (
    Subject,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    read_firm,
    role_end,
)
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.phrases import parse_one
from corpus.chunks import Chunk
from corpus.name_words import BANK_NOUNS, PLURAL_ROLES, ROLE_NOUNS
from corpus.words import words

_PLACEMENT_CHUNKS = 16
_MANAGER_WITHIN = 6
_MANAGES = frozenset(words("manages runs heads leads oversees directs co-manages co-heads chairs"))
_RUN_PLURAL = frozenset(words("run manage head lead oversee co-manage co-head"))
_OPENS_RELATIVE = frozenset(("that", "who", "which", "whose"))
_MANAGED = frozenset(words("managed run headed led overseen directed co-managed co-headed chaired"))
_RUN = _MANAGED | frozenset(words("founded co-founded"))
_OWN_FIRMS = frozenset(
    words("firm company fund boutique consultancy employer bank outfit startup business shop")
)
_SILENT = frozenset(words("declined refused resigned quit died left declines refuses"))
"""What an officer does who is not about to speak."""


def find_placement(chunks: Sequence[Chunk]) -> Subject | None:
    """Whom `Jane Doe manages the bond fund of Y` places at a firm, outside any attribution."""
    owned = _founder(chunks) or _own_firm(chunks) or _run_together(chunks)
    if owned is not None:
        return owned
    run = _run_by(chunks)
    if run is not None:
        return run
    first = _manager(chunks)
    pronoun = low_at(chunks, first) if low_at(chunks, first) in ("he", "she") else None
    if low_at(chunks, 1) == "is" and kind_at(chunks, 0) == "name" and " " in chunks[0].text:
        return _placed_role(chunks, 2, chunks[0].text)
    since = low_at(chunks, first + 1) == "has" and low_at(chunks, first + 2) in _MANAGED
    if low_at(chunks, first + 1) not in _MANAGES and not since:
        return find_as_role(chunks)
    limit = min(len(chunks), first + _PLACEMENT_CHUNKS)
    marks = (k for k in range(first + 1, limit) if chunks[k].kind == "mark")
    placed = employer(chunks, first, next(marks, limit))
    if placed is None:
        return None
    if pronoun is not None:
        return replace(placed, anaphor=pronoun)
    return replace(placed, persons=(chunks[first].text,))


def _manager(chunks: Sequence[Chunk]) -> int:
    """Where who runs something stands: at the beginning, behind a list's mark, or `Years later Jane runs`."""
    for k in range(min(len(chunks) - 1, _MANAGER_WITHIN)):
        named = kind_at(chunks, k) == "name" or low_at(chunks, k) in ("he", "she")
        follows = low_at(chunks, k + 1) in _MANAGES or low_at(chunks, k + 2) in _MANAGED
        if named and follows and low_at(chunks, k - 1) not in ("of", "with", "and", "by", "to"):
            return k
    return 0


def find_officer(chunks: Sequence[Chunk]) -> Subject | None:
    """The officer of `Its chief executive can hardly believe it`, of no name yet."""
    if low_at(chunks, 0) not in ("its", "the") and kind_at(chunks, 1) != "possessive":
        return None
    if any(chunk.low in _SILENT for chunk in chunks):
        return None
    readings = list(parse_one(chunks, 0))
    if any(subject.persons for subject, _ in readings):
        return None
    members = (s for s, _ in readings if s.anaphor == "member" and s.role and (s.owner or s.firm))
    return next((s for s in members if s.role and _is_one(s.role)), None)


def find_member(chunks: Sequence[Chunk]) -> Subject | None:
    """`The Y strategist` that begins a sentence, whatever follows: of Y, named before or after."""
    if low_at(chunks, 0) != "the":
        return None
    readings = [subject for subject, _ in parse_one(chunks, 0)]
    if any(subject.persons for subject in readings):
        return None  # "The Y economist Jane Doe said"
    return next((s for s in readings if s.anaphor == "member" and s.firm_kind and s.role), None)


def _is_one(role: str) -> bool:
    """Whether a firm has one holder of the role: its chief, chairman or head of something."""
    told = role.lower().split()
    if told[-1] in ("spokesman", "spokeswoman", "spokesperson"):
        return False
    return told[0] in ("chief", "head", "chairman", "chairwoman", "chair", "boss", "president") or (
        told[-1] in ("chairman", "chairwoman", "boss", "president", "founder", "director", "head")
    )


def _founder(chunks: Sequence[Chunk]) -> Subject | None:
    """The person of `Jane Doe's Orrin Capital`: the house is hers."""
    for k in range(len(chunks) - 2):
        house = chunks[k + 2].firm
        named = chunks[k].kind == "name" and " " in chunks[k].text
        owned = named and kind_at(chunks, k + 1) == "possessive"
        if owned and house is not None and house.kind in FINANCE_KINDS:
            return Subject(
                persons=(chunks[k].text,), firm=house.name, firm_kind=house.kind, evident=True
            )
    return None


def _own_firm(chunks: Sequence[Chunk]) -> Subject | None:
    """Whoever `Her firm, Orrin Credit,` is of."""
    pronoun = {"his": "he", "her": "she"}.get(low_at(chunks, 0))
    at = next((k for k in (1, 2, 3) if low_at(chunks, k) in _OWN_FIRMS), None)
    if pronoun is None or at is None or low_at(chunks, at + 1) != ",":
        return None
    house = read_firm(chunks, at + 2)
    if house is None or low_at(chunks, house[1]) != ",":
        return None
    return replace(house[0], anaphor=pronoun)


def _run_together(chunks: Sequence[Chunk]) -> Subject | None:
    """The persons of `Jane Doe and her sister, Ann Roe, run a fund at Orrin`: both are of it."""
    verb = next((k for k, c in enumerate(chunks[:_PLACEMENT_CHUNKS]) if c.low in _RUN_PLURAL), 0)
    joined = any(c.low == "and" for c in chunks[:verb])
    names = tuple(c.text for c in chunks[:verb] if c.kind == "name" and " " in c.text)
    if not joined or len(names) < 2 or kind_at(chunks, 0) != "name":
        return None
    for k in range(verb + 1, min(len(chunks), verb + _PLACEMENT_CHUNKS)):
        if low_at(chunks, k) in _OPENS_RELATIVE:
            return None  # "run a lobby that fights at Y"
        placed = firm_after(chunks, k) if low_at(chunks, k) == "at" else None
        if placed is not None:
            return replace(placed[0], persons=names)
    return None


def _run_by(chunks: Sequence[Chunk]) -> Subject | None:
    """The person of `Orrin Partners, the hedge fund run by Jane Doe,`."""
    for k in range(3, len(chunks) - 2):
        if chunks[k].low not in _RUN or low_at(chunks, k + 1) != "by":
            continue
        named = chunks[k + 2].kind == "name" and " " in chunks[k + 2].text
        comma = next((m for m in range(k - 2, 0, -1) if chunks[m].text == ","), 0)
        house = chunks[comma - 1].firm if comma else None
        opened = low_at(chunks, comma + 1) in ("the", "a", "an")
        noun = low_at(chunks, k - 1) in BANK_NOUNS
        if named and house is not None and opened and noun and house.kind != "media":
            return Subject(
                persons=(chunks[k + 2].text,), firm=house.name, firm_kind=house.kind, evident=True
            )
    return None


def _placed_role(chunks: Sequence[Chunk], at: int, name: str) -> Subject | None:
    """`chief economist at Y` behind `Jane Doe is`."""
    there = firm_after(chunks, at) if low_at(chunks, at) in ("at", "with") else None
    if there is not None and there[0].firm_kind and low_at(chunks, there[1]) in (".", ""):
        return replace(there[0], persons=(name,))  # "Jane Doe is at Y."
    start = at + 1 if low_at(chunks, at) in ("the", "a", "an", "now") else at
    stop = role_end(chunks, start)
    for k in range(stop or start, start, -1):
        placed = firm_after(chunks, k)
        if placed is not None:
            return replace(placed[0], persons=(name,), role=joined_text(chunks, start, k))
    return None


def read_card(sentences: Sequence[Sequence[Chunk]]) -> Subject | None:
    """The house that a note's header names, as `Broker: Y`, with its `Analyst: Jane Doe`."""
    house: Subject | None = None
    persons: tuple[str, ...] = ()
    for chunks in sentences:
        label = low_at(chunks, 0)
        if len(chunks) < 3 or low_at(chunks, 1) != ":":
            continue
        if label in BANK_NOUNS and chunks[2].firm is not None:
            house = Subject(firm=chunks[2].firm.name, firm_kind=chunks[2].firm.kind)
        elif label in ROLE_NOUNS | PLURAL_ROLES | {"author", "authors"}:
            persons = tuple(c.text for c in chunks[2:] if c.kind == "name" and " " in c.text)
    return replace(house, persons=persons, evident=True) if house else None


def find_as_role(chunks: Sequence[Chunk]) -> Subject | None:
    """Who `As co-head of debt at Y, she` places, by name or pronoun, and where."""
    if low_at(chunks, 0) != "as":
        return None
    stop = role_end(chunks, 1)
    if stop is None and low_at(chunks, 1) in ("the", "a", "an"):
        stop = role_end(chunks, 2)
    if stop is None:
        return None
    for k in range(stop, 1, -1):
        placed = firm_after(chunks, k)
        if placed is None or low_at(chunks, placed[1]) != ",":
            continue
        follower = placed[1] + 1
        role = joined_text(chunks, 1, k)
        if kind_at(chunks, follower) == "name":
            return replace(placed[0], persons=(chunks[follower].text,), role=role)
        if low_at(chunks, follower) in ("he", "she"):
            return replace(placed[0], anaphor=chunks[follower].low, role=role)
    return None
