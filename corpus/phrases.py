"""Noun phrases that can speak, read forward from a chunk.

`parse_speaker` yields every reading that begins at a chunk, the longest tail first, so that the caller
can take the one that reaches the verb. The grammar knows shapes of news prose ("X, strategist at Y",
"Y's X", "Y analysts", "analysts at Y", "the bank's economists"), no names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.anaphors import parse_anaphor
from corpus.appositives import FORMER, name_list, read_appositives, with_people
from corpus.chunks import Chunk
from corpus.cues import (
    BANK_NOUNS,
    CUE_VERBS,
    DOCUMENTS,
    HONORIFICS,
    PLURAL_ROLES,
    PRONOUNS,
    TITLE_WORDS,
)
from corpus.firm_nouns import FINANCE_KINDS
from corpus.names import Firm
from corpus.noun_phrases import (
    AT,
    DETERMINERS,
    Reading,
    Subject,
    division_end,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    role_end,
    skip_parenthesis,
)

_DOCUMENT_CHUNKS = 4
_NAME_WITHIN_CHUNKS = 5
_FIRM_LIST_CHUNKS = 12


def parse_speaker(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """Readings of a speaker's noun phrase from `chunks[at]`, each with the index behind it."""
    if low_at(chunks, at) == "both":
        at += 1
    yield from _parse_firms(chunks, at)
    for subject, end in parse_one(chunks, at):
        if low_at(chunks, end) in ("and", "&") and not subject.anaphor:
            for other, stop in parse_one(chunks, end + 1):
                joined = _join(subject, other)
                if joined:
                    yield joined, stop
        yield subject, end


def _parse_firms(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
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


def _join(first: Subject, second: Subject) -> Subject | None:
    if second.anaphor:
        return None
    if first.persons and second.persons:
        return Subject(
            persons=first.persons + second.persons,
            firm=first.firm or second.firm,
            firm_kind=first.firm_kind or second.firm_kind,
            role=first.role or second.role,
            plural=True,
            evident=first.evident or second.evident,
            joined=True,
        )
    if first.persons and not second.firm and second.plural:
        return replace(first, plural=True)
    return None


def parse_one(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """Readings from `at` that do not join speakers with firms of their own."""
    if at >= len(chunks):
        return
    first = chunks[at]
    determined = False
    if first.kind == "word":
        pronoun = PRONOUNS.get(first.low)
        if pronoun is not None:
            if pronoun:
                yield Subject(anaphor=pronoun, plural=pronoun == "they"), at + 1
            return
        if first.low in HONORIFICS:
            skip = at + 2 if low_at(chunks, at + 1) == "." else at + 1
            yield from _parse_person(chunks, skip)
            return
        if first.low in DETERMINERS:
            yield from parse_anaphor(chunks, at)
            determined = True
            at += 1
    yield from _parse_after_determiner(chunks, at, determined=determined)


def _parse_after_determiner(
    chunks: Sequence[Chunk], at: int, *, determined: bool
) -> Iterator[Reading]:
    if at >= len(chunks):
        return
    first = chunks[at]
    if first.kind in ("firm", "org"):
        definite = determined and low_at(chunks, at - 1) == "the"
        yield from _parse_firm(chunks, at, determined=definite)
    elif first.kind == "name":
        if not determined:
            yield from _parse_person(chunks, at)
        yield from _parse_literal_firm(chunks, at, determined=determined)
    elif first.kind == "word" and (first.low in TITLE_WORDS or first.low in PLURAL_ROLES):
        definite = determined and low_at(chunks, at - 1) in ("the", "its", "his", "her")
        yield from _parse_role(chunks, at, determined=definite)
    elif first.kind == "word" and first.low in DOCUMENTS:
        yield from _parse_document(chunks, at)


def _parse_firm(chunks: Sequence[Chunk], at: int, *, determined: bool) -> Iterator[Reading]:
    chunk = chunks[at]
    name = chunk.firm.name if chunk.firm else chunk.text
    kind = chunk.firm.kind if chunk.firm else None
    base = Subject(firm=name, firm_kind=kind, evident=True)
    k = skip_parenthesis(chunks, division_end(chunks, at + 1))
    possessive = kind_at(chunks, k) == "possessive"
    if possessive:
        k += 1
    if low_at(chunks, at - 1) in FORMER and not possessive:
        yield from _formerly(chunks, k)
        return
    if kind_at(chunks, k) == "name" and (
        possessive or (" " in chunks[k].text and _may_precede_name(chunk))
    ):
        yield from with_people(chunks, k, base, role=None)
    yield from _firm_roles(chunks, k, base, determined=determined)
    document = _document_end(chunks, k)
    if document is not None:
        yield base, document
    if not possessive:
        if low_at(chunks, k) in BANK_NOUNS:
            yield base, k + 1  # "the UAW union"
        for end in _firm_tails(chunks, k):
            yield base, end


def _formerly(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`Former Treasury secretary Jane Doe`: a person of no firm that she speaks for now."""
    stop = role_end(chunks, at)
    if stop is not None and kind_at(chunks, stop) == "name":
        role = joined_text(chunks, at, stop)
        yield from with_people(chunks, stop, Subject(evident=True), role=f"former {role}")


def _may_precede_name(chunk: Chunk) -> bool:
    """Whether a firm may stand right before its person's name: not a short form or a company."""
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
    elif low_at(chunks, stop) == "," and _set_off_name(chunks, stop + 1):
        yield from with_people(chunks, stop + 1, base, role=role)
    elif low_at(chunks, stop) in ("led", "including"):
        yield from _led_by(chunks, stop, base)
    elif low_at(chunks, stop) == "," and low_at(chunks, stop + 1) == "led":
        for subject, end in _led_by(chunks, stop + 1, base):
            yield subject, end + 1 if low_at(chunks, end) == "," else end
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


def _set_off_name(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a name stands at `at` between commas, or between a comma and its verb."""
    return kind_at(chunks, at) == "name" and (
        low_at(chunks, at + 1) in (",", "has", "had", "is", "was")
        or low_at(chunks, at + 1) in CUE_VERBS
    )


def _led_by(chunks: Sequence[Chunk], at: int, base: Subject) -> Iterator[Reading]:
    behind = at + 2 if low_at(chunks, at + 1) == "by" else at + 1
    if kind_at(chunks, behind) == "name":
        yield from with_people(chunks, behind, base, role=None)


def _parse_person(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    if kind_at(chunks, at) != "name":
        return
    people, k = name_list(chunks, at, ("and", "&"))
    k = skip_parenthesis(chunks, k)
    if kind_at(chunks, k) == "possessive":
        return
    k = _team_end(chunks, k)
    subject = Subject(persons=tuple(people), plural=len(people) > 1)
    placed = firm_after(chunks, k)
    house = _house_before(chunks, at) if placed is None else None
    if house is not None:
        subject = replace(subject, firm=house.name, firm_kind=house.kind, evident=True)
    if placed is not None:
        joined = replace(subject, firm=placed[0].firm, firm_kind=placed[0].firm_kind, evident=True)
        yield from read_appositives(chunks, placed[1], joined)
        yield joined, placed[1]
    yield from read_appositives(chunks, k, subject)
    yield subject, k


def _house_before(chunks: Sequence[Chunk], at: int) -> Firm | None:
    """The firm in `At Y, Jane Doe sees ...` at the start of a sentence."""
    if at < 3 or low_at(chunks, at - 1) != "," or low_at(chunks, at - 3) != "at":
        return None
    opens = at == 3 or low_at(chunks, at - 4) in ("over", "and", "back", "but")
    return chunks[at - 2].firm if opens else None


def _team_end(chunks: Sequence[Chunk], at: int) -> int:
    """Behind `and his team`, `and her colleagues`."""
    if low_at(chunks, at) == "and" and low_at(chunks, at + 1) in ("his", "her", "their"):
        return role_end(chunks, at + 2) or at
    return at


def _parse_literal_firm(chunks: Sequence[Chunk], at: int, *, determined: bool) -> Iterator[Reading]:
    """A capitalised name in no table that has `analysts`, a role, a note or `the` beside it."""
    k = at + 1
    possessive = kind_at(chunks, k) == "possessive"
    if possessive:
        k += 1
    base = Subject(firm=chunks[at].text, evident=True)
    if possessive and kind_at(chunks, k) == "name":
        yield from with_people(chunks, k, base, role=None)
    stop = role_end(chunks, k)
    if stop is not None:
        role = joined_text(chunks, k, stop)
        if kind_at(chunks, stop) == "name":
            yield from with_people(chunks, stop, base, role=role)
        elif any(c.low in PLURAL_ROLES for c in chunks[k:stop]):
            yield replace(base, plural=True, role=role), stop
    if determined and not possessive and " " in chunks[at].text:
        yield base, skip_parenthesis(chunks, k)


def _parse_role(chunks: Sequence[Chunk], at: int, *, determined: bool) -> Iterator[Reading]:
    """`strategist Jane Doe`, `analysts at Y`, `the head of Y, Jane Doe,`, `a team at Y led by X`."""
    stop = role_end(chunks, at)
    if stop is None:
        return
    role = joined_text(chunks, at, stop)
    if kind_at(chunks, stop) == "name":
        yield from with_people(chunks, stop, Subject(), role=role)
        return
    if determined and low_at(chunks, stop) == "," and _set_off_name(chunks, stop + 1):
        yield from with_people(chunks, stop + 1, Subject(), role=role)
    if low_at(chunks, stop) == "led":
        yield from _led_by(chunks, stop, Subject())
    placed = None
    for k in range(stop, at, -1):  # "head of research at Y": the area may have taken in "at"
        placed = firm_after(chunks, k)
        if placed is not None:
            role = joined_text(chunks, at, k)
            break
    if placed is None:
        return
    base, behind = placed
    if low_at(chunks, behind) in ("led", "including"):
        yield from _led_by(chunks, behind, base)
    if kind_at(chunks, behind) == "name":
        yield from with_people(chunks, behind, base, role=role)
    if determined:
        yield from _named_behind(chunks, behind, base, role)
    plural = any(c.low in PLURAL_ROLES for c in chunks[at:stop])
    if plural:
        if low_at(chunks, behind) == "and" and kind_at(chunks, behind + 1) == "firm":
            also = chunks[behind + 1].firm
            if also is not None:
                several = replace(base, role=role, plural=True, also=((also.name, also.kind),))
                yield several, behind + 2
        yield replace(base, role=role, plural=True), behind
    elif determined and low_at(chunks, at - 1) in ("the", "its"):
        yield replace(base, role=role, anaphor="member"), behind
    elif base.firm_kind:
        yield replace(base, role=role), behind


def _named_behind(chunks: Sequence[Chunk], at: int, base: Subject, role: str) -> Iterator[Reading]:
    """`the president of Y's advisory board, Jane Doe,`."""
    for k in range(at, min(len(chunks), at + _NAME_WITHIN_CHUNKS)):
        if chunks[k].text == ",":
            if _set_off_name(chunks, k + 1):
                yield from with_people(chunks, k + 1, base, role=role)
            return
        if chunks[k].kind not in ("word", "possessive") or chunks[k].low in CUE_VERBS:
            return


def _parse_document(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`note from Y`, `report by analysts at Y`."""
    if low_at(chunks, at + 1) in ("from", "by"):
        for subject, stop in parse_one(chunks, at + 2):
            if subject.firm:
                yield subject, stop


def _document_end(chunks: Sequence[Chunk], at: int) -> int | None:
    for k in range(at, min(len(chunks), at + _DOCUMENT_CHUNKS)):
        if chunks[k].kind not in ("word", "name"):
            return None
        if chunks[k].low in DOCUMENTS:
            return k + 1
        if chunks[k].low in CUE_VERBS or chunks[k].low in AT:
            return None
    return None
