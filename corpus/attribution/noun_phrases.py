"""The parts that speakers' noun phrases are made of.

Roles, firms behind a preposition, joined text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.attribution.cues import (
    AUXILIARIES,
    CUE_VERBS,
)
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    BANK_NOUNS,
    NATIONALITIES,
    ORG_WORDS,
    PLACES,
    PLURAL_ROLES,
    ROLE_NOUNS,
    TITLE_WORDS,
)
from corpus.names import load_firms
from corpus.words import words

AT = frozenset(["at", "of", "for", "from", "with"])
DETERMINERS = frozenset(
    words(
        """
        the a an one its our his her their
        """
    )
)
AREA_JOINTS = frozenset(("of", "for", "and", "in", "on"))
"""Words inside a title: `head of research for Asia`."""
_SHORT_FORMS = (" corp", " co", " inc", " ltd")
_OWN_BODIES = frozenset(("board", "committee", "company"))
"""Words with a capital for the firm at hand or a part of it, which name none."""
_MODIFIER_CHUNKS = 10
_AREA_CHUNKS = 8
_FIRM_WORDS = 8
_KIND_CHUNKS = 4
_MANAGED_THINGS = frozenset(("asset", "wealth", "fund", "money", "investment"))
_SIZES = frozenset(("billion", "million", "trillion", "bn", "mn"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a noun phrase says is speaking, before pronouns are resolved."""

    persons: tuple[str, ...] = ()
    firm: str | None = None
    firm_kind: str | None = None
    role: str | None = None
    anaphor: str | None = None
    """A pronoun, `person`, `document`, `elided`, `role:analyst`, `firm:bank`, `member` (a role of
    a firm, the person unnamed) or None."""
    plural: bool = False
    evident: bool = False
    """Whether a role or a firm stands beside the name, so that it is surely a person's."""
    owner: str | None = None
    """What stands for the firm.

    `it` (its economists), `firm:bank` (the bank's X), `he` (her co-manager).
    """
    also: tuple[tuple[str, str | None], ...] = ()
    """Names and kinds of other firms that say the same: `Y and Z expect`."""
    joined: bool = False
    """Whether persons with firms of their own are joined.

    So that `firm` need not be everybody's.
    """


Reading = tuple[Subject, int]
"""A subject, and the index of the chunk behind its words."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its subject, by chunk indices.

    `first` to `last` (exclusive) are the attributing words.
    """

    subject: Subject
    cue: str
    first: int
    last: int
    cue_at: int
    trailing: bool
    """Whether it stands behind the words it attributes."""


def low_at(chunks: Sequence[Chunk], at: int) -> str:
    """The chunk's text in lower case, empty beyond both ends."""
    return chunks[at].low if 0 <= at < len(chunks) else ""


def kind_at(chunks: Sequence[Chunk], at: int) -> str:
    """The chunk's kind, empty beyond both ends."""
    return chunks[at].kind if 0 <= at < len(chunks) else ""


def role_end(chunks: Sequence[Chunk], at: int) -> int | None:
    """Index behind the last role noun of a run of modifiers from `at`, or None without a role."""
    found: int | None = None
    k = at
    while k < min(len(chunks), at + _MODIFIER_CHUNKS):
        chunk = chunks[k]
        if chunk.kind in ("mark", "number", "possessive"):
            if chunk.text in ("-", "/") and found is None:
                k += 1
                continue
            break
        if chunk.kind in ("name", "firm"):
            break
        if _is_role(chunks, k, found, first=k == at):
            found = k + 1
        elif found is not None and chunk.low in AREA_JOINTS:
            tail = _area_end(chunks, k + 1)
            if tail is None:
                break
            found, k = tail, tail
            continue
        elif found is not None and _title_goes_on(chunks, k):
            pass
        elif chunk.low == "rates" and found is None and low_at(chunks, k + 1) in PLURAL_ROLES:
            pass  # "the rates desk"
        elif found is not None or chunk.low in CUE_VERBS or chunk.low in AT | {"that", "to"}:
            break
        k += 1
    return found


def _is_role(chunks: Sequence[Chunk], at: int, found: int | None, *, first: bool) -> bool:
    """Whether a role stands at `at`, or the end of one, as of `director general`."""
    low = chunks[at].low
    if low in ROLE_NOUNS or low in PLURAL_ROLES or (found == at and low == "general"):
        return True
    return (
        low == "lead" and not first and low_at(chunks, at + 1) in CUE_VERBS
    )  # "its lead believes"


def _title_goes_on(chunks: Sequence[Chunk], at: int) -> bool:
    """`investment` in `chief investment officer`: more title words and another role noun."""
    for chunk in chunks[at : at + 4]:
        if chunk.low in ROLE_NOUNS or chunk.low in PLURAL_ROLES:
            return True
        if chunk.kind != "word" or chunk.low not in TITLE_WORDS | NATIONALITIES:
            return False
    return False


def _area_end(chunks: Sequence[Chunk], at: int) -> int | None:
    """Behind the area of a role: `of U.S. equity strategy`, `and head of research`."""
    k = at
    while k < min(len(chunks), at + _AREA_CHUNKS):
        chunk = chunks[k]
        if chunk.kind in ("mark", "number", "possessive", "firm"):
            break
        if chunk.kind == "name" or (chunk.low in AT and chunk.low != "of"):
            break
        titled = k == at and chunk.low in TITLE_WORDS  # "head of rates"
        if chunk.low in CUE_VERBS and not chunk.low.endswith("ing") and not titled:
            break
        if chunk.low in AUXILIARIES or chunk.low in ("who", "that", "which", "also", "still"):
            break
        k += 1
    return k if k > at else None


def firm_after(chunks: Sequence[Chunk], at: int) -> Reading | None:
    """`of|at|from FIRM` from `at`: the firm and the index behind it."""
    if low_at(chunks, at) == "over" and low_at(chunks, at + 1) == "at":
        at += 1
    if low_at(chunks, at) not in AT:
        return None
    k = at + 1
    if low_at(chunks, k) in ("the", "its", "a", "an"):
        k += 1
    while kind_at(chunks, k) == "number" or (k > at + 1 and low_at(chunks, k) in _SIZES):
        k += 1  # "of the $1.2 billion Orrin Value fund"
    behind_noun = _behind_kind(chunks, k)
    return read_firm(chunks, k if behind_noun is None else behind_noun)


def _behind_kind(chunks: Sequence[Chunk], at: int) -> int | None:
    """Behind `asset manager` in `at asset manager Y`, where Y is no person's name."""
    for k in range(at, min(len(chunks) - 1, at + _KIND_CHUNKS)):
        chunk, following = chunks[k], chunks[k + 1]
        if chunk.kind != "word" or chunk.low in CUE_VERBS or chunk.low in AT:
            return None
        if chunk.low in BANK_NOUNS or (chunk.low == "manager" and k > at):
            if following.kind in ("firm", "org"):
                return k + 1
            if following.kind == "name" and " " not in following.text:
                return None if is_given_name(following.text) else k + 1
            if following.kind == "name" and k > at and not is_given_name(following.text.split()[0]):
                return k + 1  # "at law firm Orrin Brix"
    return None


def owner_after(chunks: Sequence[Chunk], at: int) -> tuple[str, int] | None:
    """`of the bank`, `at the same firm`: what stands for the firm, and the index behind it."""
    if low_at(chunks, at) not in AT or low_at(chunks, at + 1) != "the":
        return None
    k = at + 2
    for m in range(k + 1, min(len(chunks), k + _KIND_CHUNKS)):
        if chunks[m].low == "manager" and low_at(chunks, m - 1) in _MANAGED_THINGS:
            noun = "wealth manager" if low_at(chunks, m - 1) == "wealth" else "manager"
            return f"firm:{noun}", m + 1  # "at the Swiss wealth manager"
    while k < at + 5 and low_at(chunks, k) not in BANK_NOUNS and kind_at(chunks, k) == "word":
        if low_at(chunks, k) in CUE_VERBS and "-" not in low_at(chunks, k):
            break
        k += 1
    k += kind_at(chunks, k + 1) == "word" and low_at(chunks, k + 1) in BANK_NOUNS
    if low_at(chunks, k) not in BANK_NOUNS or kind_at(chunks, k) != "word":
        return None
    if kind_at(chunks, k + 1) in ("firm", "org", "name") or low_at(chunks, k + 1) in AT:
        return None
    return "firm:" + chunks[k].low, k + 1


def read_firm(chunks: Sequence[Chunk], at: int) -> Reading | None:
    """A firm from `at`: one of the table, or the capitalised words that stand there."""
    if at >= len(chunks):
        return None
    chunk = chunks[at]
    limit = min(len(chunks), at + _FIRM_WORDS)
    if chunk.kind == "firm" and chunk.firm is not None:
        stop = division_end(chunks, at + 1)
        if chunks[stop - 1].low.endswith(_SHORT_FORMS) and low_at(chunks, stop) == ".":
            stop += _goes_on(chunks, stop)
        return Subject(firm=chunk.firm.name, firm_kind=chunk.firm.kind, evident=True), stop
    stop = at
    while stop < limit and (
        _continues_name(chunks[stop])
        or (low_at(chunks, stop) in ("of", "&") and stop > at and _capital(chunks, stop + 1))
    ):
        stop += 1
    if not any(c.kind in ("name", "org") for c in chunks[at:stop]):
        return None  # "head of U.S. equities"
    text = joined_text(chunks, at, stop)
    if text.lower() in PLACES or text.lower() in _OWN_BODIES:
        return None  # "Jane Doe of California", "Chairman of the Board"
    known = load_firms().canonical(text)
    name, kind = (known.name, known.kind) if known else (text, None)
    if (
        text.lower().endswith(_SHORT_FORMS)
        and low_at(chunks, stop) == "."
        and _goes_on(chunks, stop)
    ):
        stop += 1  # "Jane Doe at Orrin Corp. was"
    return Subject(firm=name, firm_kind=kind, evident=True), stop


def _goes_on(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the sentence goes on behind a full stop at `at`."""
    return at + 1 < len(chunks) and (chunks[at + 1].text[0].islower() or chunks[at + 1].text == ",")


def division_end(chunks: Sequence[Chunk], at: int) -> int:
    """Behind a division that the table lacks: `Wells Fargo` + `Wealth`."""
    stop = at
    while stop < min(len(chunks), at + _FIRM_WORDS) and (
        chunks[stop].kind == "org"
        or (chunks[stop].kind == "firm" and chunks[stop].low.endswith(_SHORT_FORMS))
        or (chunks[stop].text[0].isupper() and chunks[stop].low in ORG_WORDS)
    ):
        stop += 1
    return stop


def _capital(chunks: Sequence[Chunk], at: int) -> bool:
    return at < len(chunks) and chunks[at].text[0].isupper()


def _continues_name(chunk: Chunk) -> bool:
    return chunk.kind in ("name", "org") or (
        chunk.kind == "word"
        and chunk.text[0].isupper()
        and (chunk.low in ORG_WORDS or chunk.low in TITLE_WORDS)
        and chunk.low not in PLURAL_ROLES
    )


def joined_text(chunks: Sequence[Chunk], start: int, stop: int) -> str:
    """Chunks joined as they would read: no space before a mark, single spaces between words."""
    words = ""
    for chunk in chunks[start:stop]:
        glue = "" if not words or chunk.text in (",", "'s", ")", "-", "/") else " "
        if words.endswith(("-", "/", "(")):
            glue = ""
        words += glue + chunk.text
    return words
