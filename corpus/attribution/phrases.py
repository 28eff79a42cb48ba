"""Noun phrases that can speak, read forward from a chunk.

`parse_speaker` yields every reading that begins at a chunk, the longest tail first, so that the
caller can take the one that reaches the verb. The grammar knows shapes of news prose ("X,
strategist at Y", "Y's X", "Y analysts", "analysts at Y", "the bank's economists"), no names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.anaphors import parse_anaphor, parse_ranked
from corpus.attribution.appositives import read_appositives
from corpus.attribution.companions import name_list, team_end, with_people
from corpus.attribution.cues import CUE_VERBS, DOCUMENTS, PRONOUNS
from corpus.attribution.firm_phrases import (
    house_before,
    parse_firm,
    parse_firms,
)
from corpus.attribution.literal_firms import parse_literal_firm
from corpus.attribution.noun_phrases import (
    DETERMINERS,
    Reading,
    Subject,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    owner_after,
)
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.role_phrases import parse_role, parse_team
from corpus.attribution.skips import (
    skip_degrees,
    skip_parenthesis,
    skip_place,
)
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    HONORIFICS,
    NATIONALITIES,
    PLACES,
    PLURAL_ROLES,
    ROLE_NOUNS,
    TITLE_WORDS,
    TOGETHER,
)

_ROLE_CHUNKS = 5


def parse_speaker(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """Readings of a speaker's noun phrase from `chunks[at]`, each with the index behind it."""
    if low_at(chunks, at) == "both":
        at += 1
        if low_at(chunks, at) in TOGETHER:
            yield Subject(anaphor="kin", plural=True), at + 1  # "Both sisters believe"
        if low_at(chunks, at) in ("men", "women"):
            yield Subject(anaphor="pair", plural=True), at + 1
    yield from parse_firms(chunks, at)
    for subject, end in parse_one(chunks, at):
        if low_at(chunks, end) in ("and", "&") and not subject.anaphor:
            for other, stop in parse_one(chunks, end + 1):
                joined = _join(subject, other)
                if joined:
                    yield joined, stop
        yield subject, end


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
            if first.low == "gov" and kind_at(chunks, skip) == "name":
                yield from with_people(chunks, skip, Subject(), role="governor")
            yield from _parse_person(chunks, skip)
            return
        if first.low in NATIONALITIES:
            yield from parse_ranked(chunks, at)  # "Europe's largest bank"
            return
        if first.low == "those":
            placed = firm_after(chunks, at + 1)
            if placed is not None:
                yield replace(placed[0], plural=True), placed[1]  # "those at Y"
            return
        if first.low in DETERMINERS:
            if house_before(chunks, at) is not None:
                yield from parse_team(chunks, at)
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
        yield from parse_firm(chunks, at, determined=definite)
    elif first.kind == "name":
        named = list(parse_literal_firm(chunks, at, determined=determined))
        if any(subject.persons for subject, _ in named):
            house = house_before(chunks, at)
            if house is not None:
                named = [(replace(s, firm=house.name, firm_kind=house.kind), k) for s, k in named]
            yield from named  # "Orrin CEO Jane Doe" before a person called Orrin
            named = []
        if not determined:
            yield from _parse_person(chunks, at)
        yield from named
    elif first.kind == "word" and (first.low in TITLE_WORDS or first.low in PLURAL_ROLES):
        definite = determined and low_at(chunks, at - 1) in ("the", "its", "his", "her")
        yield from parse_role(chunks, at, determined=definite)
    elif first.kind == "word" and first.low in DOCUMENTS:
        yield from _parse_document(chunks, at)
    elif first.kind == "word" and not determined:
        yield from _parse_named_role(chunks, at)


def _parse_named_role(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`patient advocate Jane Doe`: any word before a role noun with its name behind."""
    for stop in range(at + 2, min(len(chunks), at + _ROLE_CHUNKS)):
        before = chunks[stop - 1]
        if before.kind != "word" or (before.low in CUE_VERBS and before.low not in ROLE_NOUNS):
            return
        if before.low in ROLE_NOUNS and kind_at(chunks, stop) == "name":
            yield from with_people(chunks, stop, Subject(), role=joined_text(chunks, at, stop))
            return


def _parse_person(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    if kind_at(chunks, at) != "name":
        return
    people, k = name_list(chunks, at, ("and", "&"))
    k = skip_degrees(chunks, k)
    enclosed = chunks[k + 1].firm if low_at(chunks, k) == "(" and k + 1 < len(chunks) else None
    if enclosed is not None and low_at(chunks, k + 2) == ")" and enclosed.kind in FINANCE_KINDS:
        placed = Subject(
            persons=tuple(people), firm=enclosed.name, firm_kind=enclosed.kind, evident=True
        )
        yield placed, k + 3  # "Jane Doe (Y)"
        return
    k = skip_parenthesis(chunks, k)
    if kind_at(chunks, k) == "possessive":
        return
    team = team_end(chunks, k)
    subject = Subject(persons=tuple(people), plural=len(people) > 1 or team > k)
    k = team
    if low_at(chunks, k) in ("of", "from", "in") and low_at(chunks, k + 1) in PLACES:
        lone = at == 0 and len(people) == 1 and " " not in people[0]
        # "Jane Doe of Ohio"; "Premiums in Shanghai" are nobody
        yield replace(subject, evident=not lone or is_given_name(people[0])), k + 2
    behind = firm_after(chunks, k)
    house = house_before(chunks, at) if behind is None else None
    if house is not None:
        subject = replace(subject, firm=house.name, firm_kind=house.kind, evident=True)
    if behind is not None:
        joined = replace(subject, firm=behind[0].firm, firm_kind=behind[0].firm_kind, evident=True)
        town = skip_place(chunks, behind[1])
        yield from read_appositives(chunks, town, joined)
        if town > behind[1]:
            yield joined, town  # "Jane Doe at Y in London"
        yield joined, behind[1]
    housed = owner_after(chunks, k) if subject.firm is None else None
    if housed is not None:
        noun, stop = housed
        if kind_at(chunks, stop) == "possessive":
            while kind_at(chunks, stop) in ("possessive", "org", "name") or (
                stop < len(chunks) and chunks[stop].text[0].isupper()
            ):
                stop += 1
            if low_at(chunks, stop) == ",":
                stop += 1
        yield replace(subject, owner=noun, evident=True), stop
    yield from read_appositives(chunks, k, subject)
    yield subject, k


def _parse_document(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`note from Y`, `report by analysts at Y`."""
    if low_at(chunks, at + 1) in ("from", "by"):
        for subject, stop in parse_one(chunks, at + 2):
            if subject.firm or subject.persons:
                yield subject, stop
