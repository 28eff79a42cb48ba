"""What stands behind a name: `, senior strategist at Y,`, `, who runs Z at Y,`, `, 74,`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.cues import (
    ADVERBS,
    PRONOUNS,
)
from corpus.attribution.noun_phrases import (
    DETERMINERS,
    Reading,
    Subject,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    owner_after,
    read_firm,
    role_end,
    skip_degrees,
)
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    BANK_NOUNS,
    COMPANY_ENDINGS,
    MEDIA_WORDS,
    ORG_WORDS,
    PLURAL_ROLES,
    ROLE_NOUNS,
)
from corpus.words import words

_APPOSITIVE_CHUNKS = 34
_READINGS = 3
_TITLE_CHUNKS = 9
"""Words of a newsletter's or a book's title in quotation marks, with the marks."""
_PEOPLE = 4
"""Most persons that one list of names may hold."""
_CLOSING = frozenset((",", ")", ";", ".", "-", "–", "—", '"', ":", "?"))
_EMPLOYED = frozenset(
    [
        "runs",
        "run",
        "heads",
        "head",
        "leads",
        "lead",
        "manages",
        "manage",
        "founded",
        "co-founded",
        "cofounded",
        "chairs",
        "oversees",
        "advises",
        "works",
        "work",
        "covers",
        "cover",
        "joined",
        "directs",
        "helms",
        "helps",
        "co-manages",
        "co-heads",
        "started",
        "owns",
        "owned",
        "operates",
        "launched",
        "created",
        "chaired",
    ]
)
_BUSINESS = ORG_WORDS | MEDIA_WORDS | COMPANY_ENDINGS
_PRIVATE = frozenset(
    words("attorney lawyer wife husband friend brother sister son daughter agent publicist partner")
)
"""Roles beside a person; whose they are is no firm."""
_UNITS = frozenset(
    words("business unit division desk team practice arm operations strategy franchise")
)
"""Parts of a firm: what stands before them is no firm of its own."""
FORMER = frozenset(
    words(
        """
        former ex onetime ex-head formerly previously past then-head retired
        """
    )
)


def read_appositives(chunks: Sequence[Chunk], at: int, subject: Subject) -> Iterator[Reading]:
    """Readings with role and firm where an appositive opens at `at`, shortest first."""
    if low_at(chunks, at) not in (",", "(", "-", "–", "—"):
        return
    if kind_at(chunks, at + 1) == "number" and low_at(chunks, at + 2) == ",":
        aged = replace(subject, evident=True)
        yield from read_appositives(chunks, at + 2, aged)  # ", 74, a trader at Y,"
        yield aged, at + 3
        return
    limit = min(len(chunks), at + _APPOSITIVE_CHUNKS)
    yielded = 0
    titled = 0
    for stop in range(at + 2, limit + 1):
        if stop <= titled:
            continue  # inside `author of the "Y" newsletter`
        if low_at(chunks, stop) == '"' and low_at(chunks, stop - 1) != ",":
            titled = _closing_mark(chunks, stop)
            if titled:
                continue
        if stop < len(chunks) and not _closes(chunks, stop):
            continue
        filled = _fill(chunks, at + 1, stop, subject)
        if filled is not None:
            yield filled, min(stop + 1, len(chunks))
            if stop < len(chunks) and chunks[stop].text != ",":
                yield filled, stop
            yielded += 1
        if (stop < len(chunks) and chunks[stop].text in (".", ";", '"')) or yielded == _READINGS:
            return


def _closing_mark(chunks: Sequence[Chunk], at: int) -> int:
    """Index of the mark that closes a short title in quotation marks from `at`, 0 where none does."""
    for k in range(at + 2, min(len(chunks) - 1, at + _TITLE_CHUNKS)):
        if chunks[k].text == '"':
            return k if chunks[k + 1].kind == "word" or chunks[k + 1].text == "," else 0
    return 0


def _closes(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether an appositive may end before this chunk.

    The hyphen of `small- and mid-cap` ends none.
    """
    if chunks[at].text == "-" and chunks[at].start == chunks[at - 1].end:
        return False
    return chunks[at].text in _CLOSING


def _fill(chunks: Sequence[Chunk], start: int, stop: int, subject: Subject) -> Subject | None:
    segment = chunks[start:stop]
    if segment[0].kind == "number" and len(segment) == 1:
        return replace(subject, evident=True)  # an age
    if segment[0].low in ("of", "at", "from") and subject.firm is None:
        housed = firm_after(chunks, start)
        if housed is not None and housed[1] == stop:
            return replace(
                subject, firm=housed[0].firm, firm_kind=housed[0].firm_kind, evident=True
            )
    who = next((k for k in range(start, stop) if chunks[k].low == "who"), None)
    if who is not None:
        placed = employer(chunks, who, stop)
        owner = None if placed else _employing_noun(chunks, who, stop)
        if placed is None and not owner and _sets_rates(chunks[who:stop]):
            owner = "firm:central bank"
        if who == start and owner and subject.firm is None:
            return replace(subject, owner=owner, evident=True)
        if who == start and placed is None:
            return subject if subject.firm and subject.evident else None
        if who == start and placed is not None:
            return replace(subject, firm=placed.firm, firm_kind=placed.firm_kind, evident=True)
        filled = _fill_noun(chunks, start, who, subject) if who - start > 1 else None
        if filled is None or placed is None:
            return filled if placed is None else None
        return replace(filled, firm=placed.firm, firm_kind=placed.firm_kind)
    return _fill_noun(chunks, start, stop, subject)


def _sets_rates(words: Sequence[Chunk]) -> bool:
    """`who joined the monetary policy committee`, `who votes on rates this year`."""
    low = {chunk.low for chunk in words}
    body = not low.isdisjoint(("committee", "board", "council", "panel"))
    return (body and not low.isdisjoint(("monetary", "rate-setting", "policy", "rates"))) or (
        not low.isdisjoint(("votes", "vote", "voter")) and not low.isdisjoint(("policy", "rates"))
    )


def employer(chunks: Sequence[Chunk], who: int, stop: int) -> Subject | None:
    """The firm in `who (now) runs Z at Y`, `who founded the hedge fund Y`."""
    verb = next((k for k in range(who + 1, min(who + 4, stop)) if chunks[k].low in _EMPLOYED), None)
    if verb is None:
        return _in_office(chunks, who, stop) or _at_the_end(chunks, who, stop)
    for k in range(verb + 1, stop):
        placed = firm_after(chunks, k)
        if placed is not None and low_at(chunks, k) in ("at", "for", "with"):
            return placed[0]
    for k in range(verb + 1, min(verb + 7, stop)):
        if chunks[k].kind in ("firm", "org", "name"):
            placed = read_firm(chunks, k)
            if placed is not None and low_at(chunks, placed[1]) in _UNITS:
                return None  # "who heads the F-Series business"
            return placed[0] if placed else None
        if chunks[k].kind != "word":
            return None
    return None


def _in_office(chunks: Sequence[Chunk], who: int, stop: int) -> Subject | None:
    """The firm in `who is president of Y`, `who has run Z and serves as head of Y`."""
    for k in range(who + 1, stop):
        if chunks[k].low not in ("is", "serves"):
            continue
        start = k + 1
        while low_at(chunks, start) in ("as", "the", "a", "an", "now", "also"):
            start += 1
        role = role_end(chunks, start)
        for m in range(role or start, start, -1):
            placed = firm_after(chunks, m)
            if placed is not None and placed[1] <= stop:
                return placed[0]
    return None


def _at_the_end(chunks: Sequence[Chunk], who: int, stop: int) -> Subject | None:
    """The firm in `who follows the sector for Y`, `who is in charge of Z at Y`."""
    verb = next((k for k in range(who + 1, stop) if chunks[k].low not in ADVERBS), stop)
    present = low_at(chunks, verb).endswith("s") and low_at(chunks, verb) != "was"
    if not present or low_at(chunks, verb) in ("says", "speaks"):
        return None
    for k in range(verb + 1, stop):
        placed = firm_after(chunks, k)
        if placed is not None and placed[1] == stop and low_at(chunks, k) in ("at", "for"):
            return placed[0]
    return None


def _employing_noun(chunks: Sequence[Chunk], who: int, stop: int) -> str | None:
    """`who together run the bank's U.S. forecasts`: the firm is the one named before."""
    for k in range(who + 1, min(who + 4, stop)):
        if chunks[k].low in _EMPLOYED:
            owner = _owner(chunks, k + 1, stop)
            if owner is not None:
                return owner
            placed = (owner_after(chunks, m) for m in range(k + 1, stop))
            return next((found[0] for found in placed if found and found[1] <= stop), None)
    return None


def _fill_noun(chunks: Sequence[Chunk], start: int, stop: int, subject: Subject) -> Subject | None:
    segment = chunks[start:stop]
    if len(segment) == 1 and subject.firm is None and segment[0].kind in ("firm", "org"):
        house = read_firm(chunks, start)
        bank = house is not None and house[0].firm_kind not in ("company", "media")
        if house is not None and bank and low_at(chunks, stop) in ("", ".", ","):
            return replace(subject, firm=house[0].firm, firm_kind=house[0].firm_kind, evident=True)
    if segment[0].kind == "number" or segment[0].low in (
        "which",
        "that",
        "and",
        "but",
        "while",
        "in",
        "on",
    ):
        return None
    if any(c.kind == "word" and c.low in PRONOUNS for c in segment):
        return None
    has_role = any(c.low in ROLE_NOUNS or c.low in PLURAL_ROLES for c in segment)
    owner = _owner(chunks, start, stop) if has_role else None
    firm, firm_kind, role_start, role_stop = _employer_noun(chunks, start, stop, subject, has_role)
    if not has_role and role_stop == stop:
        return None
    if not has_role and start != role_stop and segment[0].low not in DETERMINERS:
        return None
    if (
        has_role
        and segment[0].kind == "name"
        and (" " in segment[0].text or is_given_name(segment[0].text))
    ):
        return None
    role = subject.role
    if has_role and role_stop > role_start:
        role = _bare(joined_text(chunks, role_start, role_stop))
    placed = _placed_by_noun(chunks, start, stop) if has_role and firm is None else None
    if placed is not None and owner is None:
        owner, role_stop = placed
        role = _bare(joined_text(chunks, role_start, role_stop)) or role
    if owner and role and "'s " in role:
        role = role.split("'s ", 1)[1]
    if role and firm:
        for named in (chunk.text for chunk in segment if chunk.firm and chunk.firm.name == firm):
            role = role.split(f", {named}", 1)[0].split(f" of {named}", 1)[0]
    if any(c.low in FORMER for c in segment[:3]):
        firm, firm_kind = subject.firm, subject.firm_kind
    return replace(
        subject,
        firm=firm,
        firm_kind=firm_kind,
        role=role,
        evident=True,
        owner=None if firm else owner or subject.owner,
    )


def _bare(role: str) -> str:
    while role.lower().startswith(("the ", "a ", "an ", "its ", "our ", "now ", "currently ")):
        role = role.split(" ", 1)[1]
    for dash in (" – ", " — ", " -- "):
        role = role.split(dash, 1)[0]
    return role.lstrip(", ")


def _placed_by_noun(chunks: Sequence[Chunk], start: int, stop: int) -> tuple[str, int] | None:
    """`strategist of the bank`: what stands for the firm, and where the role before it ends."""
    for k in range(start + 1, stop):
        placed = owner_after(chunks, k)
        if placed is not None and placed[1] <= stop:
            return placed[0], k
    return None


def _employer_noun(
    chunks: Sequence[Chunk], start: int, stop: int, subject: Subject, has_role: bool
) -> tuple[str | None, str | None, int, int]:
    """Firm, its kind, and where the role begins and ends."""
    firm, kind = subject.firm, subject.firm_kind
    for k in range(stop - 1, start - 1, -1):
        placed = firm_after(chunks, k)
        if placed is not None and (placed[0].firm_kind or has_role) and placed[1] <= stop:
            if firm is None or placed[0].firm_kind:
                firm, kind = placed[0].firm, placed[0].firm_kind
            return firm, kind, start, k
        chunk = chunks[k]
        named = chunk.firm is not None and kind is None
        if chunk.kind in ("firm", "org") and has_role and (firm is None or named):
            firm = chunk.firm.name if chunk.firm else chunk.text
            kind = chunk.firm.kind if chunk.firm else None
            behind = k + 2 if k + 1 < stop and chunks[k + 1].kind == "possessive" else k + 1
            if k <= start + 1 and behind < stop:
                return firm, kind, behind, stop
    return firm, kind, start, stop


def _owner(chunks: Sequence[Chunk], start: int, stop: int) -> str | None:
    """`the union's regional director`, `its founder`, `a strategist there`."""
    if start >= stop:
        return None
    if chunks[start].low in ("its", "their") or chunks[stop - 1].low == "there":
        return "it"
    for k in range(start + 1, min(start + 4, stop - 1)):
        if (
            chunks[start].low == "the"
            and chunks[k].low in BANK_NOUNS
            and chunks[k + 1].kind == "possessive"
        ):
            return "firm:" + chunks[k].low
    return None


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
    placed = firm_after(chunks, k) if base.firm is None and base.owner is None else None
    if placed is not None:
        yield replace(subject, firm=placed[0].firm, firm_kind=placed[0].firm_kind), placed[1]
    housed = owner_after(chunks, k) if base.firm is None and base.owner is None else None
    if housed is not None:
        yield replace(subject, owner=housed[0]), housed[1]
    yield from read_appositives(chunks, k, subject)
    yield subject, k


def team_end(chunks: Sequence[Chunk], at: int) -> int:
    """Behind `and his team`, `and her colleagues`."""
    if low_at(chunks, at) == "and" and low_at(chunks, at + 1) in ("his", "her", "their"):
        return role_end(chunks, at + 2) or at
    return at
