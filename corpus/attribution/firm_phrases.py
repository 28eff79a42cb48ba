"""Noun phrases that begin with a firm: `Y's strategist X`, `Y analysts`, `Y, Z and W`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.appositives import FORMER
from corpus.attribution.companions import with_people
from corpus.attribution.cues import (
    CUE_VERBS,
    DOCUMENTS,
)
from corpus.attribution.firm_evidence import joint_end
from corpus.attribution.noun_phrases import (
    AT,
    Reading,
    Subject,
    division_end,
    joined_text,
    kind_at,
    low_at,
    role_end,
)
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.skips import (
    skip_parenthesis,
)
from corpus.chunks import Chunk
from corpus.name_words import (
    BANK_NOUNS,
    NATIONALITIES,
    PLURAL_ROLES,
    TITLE_WORDS,
)
from corpus.names import Firm

TITLES = TITLE_WORDS | PLURAL_ROLES | NATIONALITIES
_LEGAL = frozenset(("inc", "inc.", "ltd", "llc", "corp", "plc", "l.p", "lp", "n.v", "s.a"))
LED = frozenset(("led", "headed", "fronted", "including"))
"""Behind a team, before the person or persons named for it."""
_NAMING = frozenset(("including",))
_RUN = frozenset(("run", "chaired", "overseen", "managed"))
_DOCUMENT_CHUNKS = 4
_HOUSE_CHUNKS = 8
_ASIDE_CHUNKS = 24
_BEFORE_HOUSE = frozenset(("over", "and", "back", "but", "meanwhile", "also", "across", ","))
_OF_CHUNKS = 7
_UNIT_WORDS = 5
_OWN_BODIES = frozenset(("board", "management", "policymakers"))
_UNITS = frozenset(
    (
        "institute",
        "office",
        "research",
        "desk",
        "unit",
        "team",
        "division",
        "group",
        "center",
        "centre",
    )
)
"""What the parts of a house that speak for it are called, with a capital."""
_FIRM_LIST_CHUNKS = 12


def parse_firm(chunks: Sequence[Chunk], at: int, *, determined: bool) -> Iterator[Reading]:
    """Readings of a noun phrase whose firm stands at `at`."""
    chunk = chunks[at]
    name = chunk.firm.name if chunk.firm else chunk.text
    kind = chunk.firm.kind if chunk.firm else None
    base = Subject(firm=name, firm_kind=kind, evident=True)
    k = skip_parenthesis(chunks, _legal_end(chunks, division_end(chunks, at + 1)))
    possessive = kind_at(chunks, k) == "possessive"
    if possessive:
        k += 2 if low_at(chunks, k + 1) == "own" else 1
    if low_at(chunks, at - 1) in FORMER and not possessive:
        yield from _formerly(chunks, k)
        return
    if kind_at(chunks, k) == "name" and (
        possessive or (" " in chunks[k].text and _may_precede_name(chunk))
    ):
        yield from with_people(chunks, k, base, role=None)
    yield from _whose_team(chunks, k, base)
    yield from _firm_roles(chunks, k, base, determined=determined or possessive)
    unit = _unit_end(chunks, k) if possessive and kind is not None else None
    if unit is not None:
        yield base, unit
    document = _document_end(chunks, k)
    if document is not None:
        written = replace(base, plural=low_at(chunks, document - 1).endswith("s"))
        end = _behind_of(chunks, document)
        if end is not None:
            yield written, end  # "Y's survey of finance chiefs"
        yield written, document
    if not possessive:
        joint = joint_end(chunks, k)
        if joint is not None:
            yield base, joint  # "the Orrin trade association"
        if low_at(chunks, k) in BANK_NOUNS | _OWN_BODIES:
            yield base, k + 1  # "the UAW union", "the RBA board"
        for end in _firm_tails(chunks, k):
            yield base, end


def _unit_end(chunks: Sequence[Chunk], at: int) -> int | None:
    """Behind `Investment Institute` of `Y's Investment Institute`, or None where no such part stands."""
    k = at
    while k < len(chunks) and chunks[k].text[0].isupper() and k - at < _UNIT_WORDS:
        k += 1
    last = chunks[k - 1].low.split()[-1] if k > at else ""
    return k if last in _UNITS and kind_at(chunks, k) not in ("name", "possessive") else None


def _legal_end(chunks: Sequence[Chunk], at: int) -> int:
    """Behind `, Inc.` where the sentence goes on, else `at`."""
    short = low_at(chunks, at - 1).endswith((" co", " inc", " corp", " ltd"))
    goes_on = low_at(chunks, at + 1) in (",", "(") or (
        kind_at(chunks, at + 1) == "word" and chunks[at + 1].text[0].islower()
    )
    if short and low_at(chunks, at) == "." and goes_on:
        return at + 1  # "Orrin Group Co., its largest holder,"
    if low_at(chunks, at) == "plc":
        return at + 1
    if low_at(chunks, at) == "," and low_at(chunks, at + 1) in _LEGAL:
        return at + 3 if low_at(chunks, at + 2) == "." else at + 2
    return at


def _formerly(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`Former Treasury secretary Jane Doe`: a person of no firm that she speaks for now."""
    stop = role_end(chunks, at)
    if stop is not None and kind_at(chunks, stop) == "name":
        role = joined_text(chunks, at, stop)
        yield from with_people(chunks, stop, Subject(evident=True), role=f"former {role}")


def _may_precede_name(chunk: Chunk) -> bool:
    """Whether a firm may stand right before its person's name: not a short form or a company."""
    if chunk.low.endswith(("'s", "s'")):
        return True  # "Rival Lowe's Jane Doe"
    return chunk.firm is not None and not chunk.speaking_only and chunk.firm.kind in FINANCE_KINDS


def _firm_roles(
    chunks: Sequence[Chunk], at: int, base: Subject, *, determined: bool
) -> Iterator[Reading]:
    stop = role_end(chunks, at)
    if stop is None:
        return
    role = joined_text(chunks, at, stop)
    plural = any(c.low in PLURAL_ROLES for c in chunks[at:stop])
    if kind_at(chunks, stop) == "name":
        yield from with_people(chunks, stop, base, role=role)
    elif low_at(chunks, stop) == "," and is_set_off(chunks, stop + 1):
        yield from with_people(chunks, stop + 1, base, role=role)
    else:
        yield from led_behind(chunks, stop, base)
    if plural:
        yield replace(base, plural=True, role=role), stop
    elif determined:
        yield replace(base, anaphor="member", role=role), stop
    else:
        yield replace(base, role=role), stop


def _firm_tails(chunks: Sequence[Chunk], at: int) -> Iterator[int]:
    """Behind `, a Geneva consultancy,` and the like, then the firm's name alone."""
    if low_at(chunks, at) == "," and low_at(chunks, at + 1) in ("a", "an", "the", "one"):
        for k in range(at + 2, min(len(chunks), at + 16)):
            if chunks[k].text == ",":
                yield k + 1
                break
            if chunks[k].text in (".", ";", '"', ":") or chunks[k].kind == "name":
                break
    yield at


def house_before(chunks: Sequence[Chunk], at: int) -> Firm | None:
    """The firm in `At Y, Jane Doe sees ...`, `Also from Y, the credit team ...` in front."""
    if at >= 3 and low_at(chunks, at - 1) in ("where", "whose") and low_at(chunks, at - 2) == ",":
        return chunks[at - 3].firm  # "comes from Y, where analyst Jane Doe sees"
    if at < 3 or low_at(chunks, at - 1) != ",":
        return None
    first = 0
    while kind_at(chunks, first) in ("number", "mark") or low_at(chunks, first) in _BEFORE_HOUSE:
        first += 1
    named = first + 1 + (low_at(chunks, first + 1) == "the")
    aside = low_at(chunks, named + 1) == "," and low_at(chunks, named + 2) in ("whose", "which")
    reach = _ASIDE_CHUNKS if aside else _HOUSE_CHUNKS
    if low_at(chunks, first) not in ("at", "from") or at - first > reach:
        return None
    return chunks[named].firm if named < len(chunks) else None


def is_set_off(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a name stands at `at` between commas, or between a comma and its verb."""
    return kind_at(chunks, at) == "name" and (
        low_at(chunks, at + 1) in (",", ".", "", "has", "had", "is", "was")
        or low_at(chunks, at + 1) in CUE_VERBS
    )


def led_behind(chunks: Sequence[Chunk], at: int, base: Subject) -> Iterator[Reading]:
    """Readings of `led by Jane Doe`, `, which is run by Jane Doe,`, `under Jane Doe` from `at`."""
    comma = low_at(chunks, at) == ","
    first = at + comma
    if comma and low_at(chunks, first) == "which" and low_at(chunks, first + 1) in ("is", "are"):
        first += 2
    led = low_at(chunks, first)
    by = low_at(chunks, first + 1) == "by"
    under = led == "under" and not comma and " " in low_at(chunks, first + 1)
    if not (under or (led in LED and (by or led in _NAMING)) or (led in _RUN and by)):
        return
    for subject, end in led_by(chunks, first, base):
        yield subject, end + 1 if comma and low_at(chunks, end) == "," else end


def _whose_team(chunks: Sequence[Chunk], at: int, base: Subject) -> Iterator[Reading]:
    """`Y, whose rates team is led by Jane Doe,`: she speaks for it."""
    if low_at(chunks, at) != "," or low_at(chunks, at + 1) != "whose":
        return
    stop = role_end(chunks, at + 2)
    team = stop is not None and any(c.low in PLURAL_ROLES for c in chunks[at + 2 : stop])
    if stop is None or not team or low_at(chunks, stop) not in ("is", "are"):
        return
    if low_at(chunks, stop + 1) in LED | _RUN and low_at(chunks, stop + 2) == "by":
        for subject, end in led_by(chunks, stop + 1, base):
            yield subject, end + 1 if low_at(chunks, end) == "," else end


def led_by(chunks: Sequence[Chunk], at: int, base: Subject) -> Iterator[Reading]:
    """Readings of `led by Jane Doe`, `headed by` her, and `including Jane Doe` from `at`."""
    behind = at + 2 if low_at(chunks, at + 1) == "by" else at + 1
    if kind_at(chunks, behind) == "name":
        for subject, stop in with_people(chunks, behind, base, role=None):
            yield replace(subject, plural=True), stop


def _behind_of(chunks: Sequence[Chunk], at: int) -> int | None:
    """Behind `of finance chiefs` where a verb follows, or None."""
    if low_at(chunks, at) != "of":
        return None
    for k in range(at + 1, min(len(chunks), at + _OF_CHUNKS)):
        low = chunks[k].low
        if low in CUE_VERBS and low.endswith(("ed", "s", "und")) and k > at + 1:
            return k
        if chunks[k].kind not in ("word", "number"):
            return None
    return None


def _document_end(chunks: Sequence[Chunk], at: int) -> int | None:
    for k in range(at, min(len(chunks), at + _DOCUMENT_CHUNKS)):
        if chunks[k].kind not in ("word", "name"):
            return None
        if chunks[k].low in DOCUMENTS:
            return k + 1
        if chunks[k].low in CUE_VERBS or chunks[k].low in AT:
            return None
    return None


def parse_firms(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`X, Y and Z`: several firms that say the same."""
    firms: list[tuple[str, str | None]] = []
    k = at
    while k < min(len(chunks), at + _FIRM_LIST_CHUNKS):
        firm = chunks[k].firm
        if firm is None:
            return
        firms.append((firm.name, firm.kind))
        joint = low_at(chunks, k + 1)
        if joint not in (",", "and"):
            break
        k += 3 if joint == "," and low_at(chunks, k + 2) == "and" else 2
    if len(firms) > 1 and k < len(chunks) and low_at(chunks, k - 1) == "and":
        name, kind = firms[0]
        yield (
            Subject(firm=name, firm_kind=kind, plural=True, evident=True, also=tuple(firms[1:])),
            k + 1,
        )
