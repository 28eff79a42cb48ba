"""What stands behind a name: `, senior strategist at Y,`, `, who runs Z at Y,`, `, 74,`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.cues import (
    AUXILIARIES,
    PRONOUNS,
)
from corpus.attribution.employers import (
    employer,
    employer_noun,
    employing_noun,
    has_vote,
    next_employer,
    owner_noun,
    placed_by_noun,
    sets_rates,
    voted_on_rates,
)
from corpus.attribution.noun_phrases import (
    DETERMINERS,
    Reading,
    Subject,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    read_firm,
)
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    BANK_NOUNS,
    PLURAL_ROLES,
    ROLE_NOUNS,
)
from corpus.words import words

_APPOSITIVE_CHUNKS = 34
_READINGS = 3
_TITLE_CHUNKS = 9
"""Words of a newsletter's or a book's title in quotation marks, with the marks."""
_CLOSING = frozenset((",", ")", ";", ".", "-", "–", "—", '"', ":", "?"))
_OPENS_CLAUSE = frozenset(("which", "that", "and", "but", "while", "in", "on", "where", "when"))
_HELD_UNITS = frozenset(words("fund team desk portfolio unit group"))
"""`Whose fund at Y`: somebody's part of a firm."""
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
        later = low_at(chunks, stop) == "," and low_at(chunks, stop + 1) == "now"
        if filled is not None and not (later and any(c.low in FORMER for c in chunks[at:stop])):
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
        named = housed is not None and (
            housed[0].firm_kind or any(c.kind != "name" for c in chunks[start + 1 : stop])
        )
        if housed is not None and named and housed[1] == stop:
            return _placed(subject, housed[0])
    if segment[0].low == "whose" and subject.firm is None:
        owned = low_at(chunks, start + 1) in BANK_NOUNS and low_at(chunks, start + 2) == ","
        house = read_firm(chunks, start + 3 if owned else start + 1)
        if low_at(chunks, start + 1) in _HELD_UNITS:
            house = firm_after(chunks, start + 2)
        named = house is not None and any(" " in c.text for c in chunks[start + 1 : house[1]])
        if house is None or not (named or house[0].firm_kind) or house[1] > stop:
            return None
        return _placed(subject, house[0])
    if any(c.low in FORMER for c in segment[:2]) and any(c.low == "now" for c in segment):
        following = next_employer(chunks, start + 1, stop)  # "formerly of Z and now at Y"
        if following is not None:
            return _placed(subject, following)
    who = next((k for k in range(start, stop) if chunks[k].low == "who"), None)
    if who is not None:
        return _fill_relative(chunks, start, who, stop, subject)
    return _fill_noun(chunks, start, stop, subject)


def _placed(subject: Subject, house: Subject) -> Subject:
    return replace(subject, firm=house.firm, firm_kind=house.firm_kind, evident=True)


def _fill_relative(
    chunks: Sequence[Chunk], start: int, who: int, stop: int, subject: Subject
) -> Subject | None:
    """`who runs Z at Y`, or a title with that behind it: `a strategist who joined Y`."""
    house = employer(chunks, who, stop)
    owner = None if house else employing_noun(chunks, who, stop)
    if house is None and not owner and sets_rates(chunks[who:stop]):
        owner = "firm:central bank"
    if house is None and not owner and voted_on_rates(chunks[who:stop]):
        owner = "firm:rate-setter"
    if who == start and owner and subject.firm is None:
        return replace(subject, owner=owner, evident=True)
    if who == start and house is None:
        if any(" " in name for name in subject.persons):
            return replace(subject, evident=True)
        return None
    if who == start and house is not None:
        return _placed(subject, house)
    filled = _fill_noun(chunks, start, who, subject) if who - start > 1 else None
    if filled is None or house is None:
        return filled if house is None else None
    return replace(filled, firm=house.firm, firm_kind=house.firm_kind)


def _fill_noun(chunks: Sequence[Chunk], start: int, stop: int, subject: Subject) -> Subject | None:
    segment = chunks[start:stop]
    if len(segment) == 1 and segment[0].kind in ("firm", "org"):
        return _of_house(chunks, start, stop, subject)
    if _is_clause(chunks, start, stop):
        return None
    has_role = any(c.low in ROLE_NOUNS or c.low in PLURAL_ROLES for c in segment)
    owner = owner_noun(chunks, start, stop) if has_role else None
    firm, firm_kind, role_start, role_stop = employer_noun(chunks, start, stop, subject, has_role)
    placed = placed_by_noun(chunks, start, stop) if has_role else None
    if placed is not None and placed[0] != "firm:union" and firm != subject.firm:
        firm, firm_kind, role_start, role_stop = subject.firm, subject.firm_kind, start, stop
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
    if placed is not None and firm is None and owner is None:
        owner, role_stop = placed
        role = _bare(joined_text(chunks, role_start, role_stop)) or role
    if owner and role and "'s " in role:
        role = role.split("'s ", 1)[1]
    if firm is None and owner is None and has_vote(segment):
        owner = "firm:central bank"
    role = _without_firm(role, firm, segment)
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


def _is_clause(chunks: Sequence[Chunk], start: int, stop: int) -> bool:
    """Whether the words are a clause or a number, and say nothing of who somebody is."""
    segment = chunks[start:stop]
    verbal = segment[0].low in AUXILIARIES or any(
        c.text == "," and low_at(chunks, k + 1) in AUXILIARIES
        for k, c in enumerate(segment, start=start)
    )
    if verbal or segment[0].kind == "number" or segment[0].low in _OPENS_CLAUSE:
        return True
    return any(c.kind == "word" and c.low in PRONOUNS for c in segment)


def _of_house(chunks: Sequence[Chunk], start: int, stop: int, subject: Subject) -> Subject | None:
    """`says Jane Doe, Orrin Research`: the house alone behind the name."""
    house = read_firm(chunks, start)
    if house is None or subject.firm is not None or house[0].firm_kind in ("company", "media"):
        return None
    if low_at(chunks, stop) not in ("", ".", ","):
        return None
    return replace(subject, firm=house[0].firm, firm_kind=house[0].firm_kind, evident=True)


def _without_firm(role: str | None, firm: str | None, segment: Sequence[Chunk]) -> str | None:
    """The role without the firm's own name behind it: `CEO` of `CEO of Orrin`."""
    for chunk in segment:
        if role and firm and chunk.firm is not None and chunk.firm.name == firm:
            role = role.split(f", {chunk.text}", 1)[0].split(f" of {chunk.text}", 1)[0]
    return role


def _bare(role: str) -> str:
    while role.lower().startswith(("the ", "a ", "an ", "its ", "our ", "now ", "currently ")):
        role = role.split(" ", 1)[1]
    for dash in (" – ", " — ", " -- "):
        role = role.split(dash, 1)[0]
    return role.lstrip(", ")
