"""Words for a speaker named before: `she`, `the strategist`, `the bank's team`, `the note`."""

from collections.abc import Iterator, Sequence

from corpus.attribution.appositives import FORMER
from corpus.attribution.bodies import is_body
from corpus.attribution.companions import with_people
from corpus.attribution.cues import (
    CUE_VERBS,
    DOCUMENTS,
)
from corpus.attribution.firm_phrases import is_set_off, led_behind
from corpus.attribution.firm_words import NAMED_BODIES
from corpus.attribution.noun_phrases import (
    AT,
    DETERMINERS,
    Reading,
    Subject,
    kind_at,
    low_at,
    role_end,
)
from corpus.attribution.owned import parse_owned
from corpus.attribution.people import OFFICES
from corpus.chunks import Chunk
from corpus.name_words import (
    BANK_NOUNS,
    COMPATRIOTS,
    NATIONALITIES,
    PLURAL_ROLES,
    ROLE_NOUNS,
    TITLE_WORDS,
    TOGETHER,
)
from corpus.words import words

_NOUN_WITHIN_CHUNKS = 6
_PLACE_CHUNKS = 6
_MODIFIERS = 3
_ANY_ROLE = ROLE_NOUNS | PLURAL_ROLES
_AGED = ("year-old",)
_PLACES_OF_RANK = frozenset(
    words("world country nation region continent industry sector city state island market")
)
_RANKS = frozenset(words("largest biggest top leading oldest main no most busiest dominant"))
_RANKED_WORDS = 5
_SEVERAL = frozenset(("two", "three", "pair", "duo", "trio", "authors"))
_JOINT = frozenset(
    ("producer", "trade", "industry", "lobby", "lobbying", "advocacy", "business", "consumer")
)


def parse_anaphor(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """Readings of a noun phrase that opens with `the`, `its`, `his`, `her` or `their` at `at`."""
    determiner = chunks[at].low
    if determiner in ("its", "their", "his", "her"):
        owner = "it" if determiner in ("its", "their") else "he"
        yield from parse_owned(chunks, at + 1, owner, determiner)
        return
    if determiner in ("a", "an"):
        yield from _spokesman(chunks, at + 1)
    if determiner != "the":
        return
    yield from parse_ranked(chunks, at + 1)
    if low_at(chunks, at + 1) in _SEVERAL | TOGETHER:
        yield from _several(chunks, at)
        return
    if kind_at(chunks, at + 1) == "number":
        if any(low_at(chunks, k) in _AGED for k in (at + 2, at + 3)):
            k = at + 3 if low_at(chunks, at + 2) in _AGED else at + 4
            yield Subject(anaphor="person"), k
        return
    if low_at(chunks, at + 1) in COMPATRIOTS:
        yield Subject(anaphor="person"), at + 2
    elif not (kind_at(chunks, at + 1) == "name" and low_at(chunks, at + 2) in NAMED_BODIES):
        yield from _definite(chunks, at)  # "the Orrin union" is called so


def _several(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`the sisters`, `the two strategists`, `the authors, Jane Doe and John Roe,` from `the` at `at`."""
    if low_at(chunks, at + 1) in TOGETHER and low_at(chunks, at + 2) != ",":
        yield Subject(anaphor="kin", plural=True), at + 2
        return
    if low_at(chunks, at + 1) in _SEVERAL:
        study = low_at(chunks, at + 1) == "authors" and low_at(chunks, at + 2) == ","
        if study and kind_at(chunks, at + 3) == "name":
            yield from with_people(chunks, at + 3, Subject(owner="study"), role="authors")
            return
        if kind_at(chunks, at + 2) != "name":
            stop = role_end(chunks, at + 2)
            named = stop is not None and kind_at(chunks, stop) == "name"
            if not named and low_at(chunks, stop or 0) not in AT:
                yield Subject(anaphor="they", plural=True), stop or at + 2


def parse_ranked(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`the world's largest chipmaker` behind its determiner, `Europe's second-biggest bank`."""
    if kind_at(chunks, at + 1) != "possessive" or (
        chunks[at].low not in _PLACES_OF_RANK | NATIONALITIES
    ):
        return
    rank = low_at(chunks, at + 2)
    if rank == "central" and low_at(chunks, at + 3) == "bank":
        yield Subject(anaphor="firm:central bank"), at + 4  # "Australia's central bank"
        return
    if rank not in _RANKS and not rank.endswith(("-largest", "-biggest")):
        return
    for k in range(at + 3, min(len(chunks), at + 3 + _RANKED_WORDS)):
        if chunks[k].kind not in ("word", "number") or chunks[k].low in CUE_VERBS:
            return
        if chunks[k].low in BANK_NOUNS and not _is_modifier(chunks, k):
            behind = k + 2 if low_at(chunks, k + 1) == "," else k + 1
            named = kind_at(chunks, behind) in ("name", "firm", "org")
            if not named and low_at(chunks, k + 1) not in AT:
                yield Subject(anaphor="firm:" + _kind_noun(chunks, k)), k + 1
            return


def _spokesman(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    """`a spokesman`, `a company spokeswoman`: the firm speaks that was named last."""
    noun = "firm"
    if low_at(chunks, at) in BANK_NOUNS:
        noun, at = chunks[at].low, at + 1
    role = low_at(chunks, at)
    alone = low_at(chunks, at + 1) not in AT and kind_at(chunks, at + 1) != "name"
    if role in ("spokesman", "spokeswoman", "spokesperson") and alone:
        yield Subject(anaphor="firm:" + noun, role=role), at + 1


def _behind_place(chunks: Sequence[Chunk], at: int) -> int:
    """The last chunk of `the Irving, Texas-based` or `the Irving, Texas,` from `at`, else `at`."""
    town = low_at(chunks, at + 2) == "," == low_at(chunks, at + 4)
    if town and low_at(chunks, at + 5) in BANK_NOUNS and chunks[at + 3].text[0].isupper():
        return at + 4
    based = (k for k in range(at + 1, at + _PLACE_CHUNKS) if low_at(chunks, k).endswith("-based"))
    return next(based, at)


def _definite(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    at = _behind_place(chunks, at)
    for k in range(at + 1, min(at + _NOUN_WITHIN_CHUNKS, len(chunks))):
        chunk = chunks[k]
        if not _goes_on(chunk, opening=k == at + 1):
            return
        body = _body(chunks, at, k)
        if body is not None:
            yield body, k + 1
            return
        if chunk.kind == "org":
            return
        former = low_at(chunks, k - 1) in FORMER and chunk.low in _ANY_ROLE
        if chunk.low in BANK_NOUNS and not former and not _is_modifier(chunks, k):
            yield from _the_firm(chunks, k)
            return
        if chunk.low in _ANY_ROLE and not _is_modifier(chunks, k):
            if kind_at(chunks, k + 1) in ("name", "firm", "org") or low_at(chunks, k + 1) in AT:
                return
            yield from _the_role(chunks, k)
            return
        if chunk.low in DOCUMENTS and k <= at + 2 and not _is_modifier(chunks, k):
            if low_at(chunks, k + 1) not in ("from", "by", "on", "of", "for"):
                own = ":own" if chunk.low in ("statement", "letter", "memo") else ""
                yield Subject(anaphor="document" + own), k + 1
            return
        if chunk.low not in TITLE_WORDS and k > at + _MODIFIERS:
            return


def _the_role(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    plural = chunks[at].low in PLURAL_ROLES
    if not plural and low_at(chunks, at + 1) == "," and is_set_off(chunks, at + 2):
        return  # "the finance chief, Jane Doe, said"
    if plural:
        yield from led_behind(chunks, at + 1, Subject(owner="firm:firm", evident=True))
    office = f"{low_at(chunks, at - 1)} {chunks[at].low}"
    anaphor = "they" if plural else "role:" + (office if office in OFFICES else chunks[at].low)
    yield Subject(anaphor=anaphor, plural=plural), at + 1


def _goes_on(chunk: Chunk, *, opening: bool) -> bool:
    """Whether `the ...` may go on with it; `opening` for the chunk right behind `the`."""
    if chunk.low in DETERMINERS:
        return False  # "on the call the finance chief, Jane Doe, said"
    return chunk.kind == "word" or (opening and chunk.kind in ("name", "org"))


def _body(chunks: Sequence[Chunk], at: int, last: int) -> Subject | None:
    """The subject of `the committee` from `at` to `last`, the body of an institution."""
    noun = chunks[last].low.split()[-1]
    alone = low_at(chunks, last + 1) not in AT
    if noun in ("board", "committee") and alone and is_body(chunks[at + 1 : last + 1]):
        return Subject(anaphor="body:" + noun)
    return None


def _is_modifier(chunks: Sequence[Chunk], at: int) -> bool:
    """`bank` in `the bank analyst`, `chief` in `the chief investment officer`."""
    if chunks[at].low in ("chief", "head", "lead", "president") and (
        low_at(chunks, at + 1) in TITLE_WORDS
    ):
        return True
    following = low_at(chunks, at + 1)
    joint = following == "group" and chunks[at].low in _JOINT  # "the producer group"
    return following in _ANY_ROLE or joint or (following in BANK_NOUNS and following != "group")


def _the_firm(chunks: Sequence[Chunk], at: int) -> Iterator[Reading]:
    noun = "firm:" + _kind_noun(chunks, at)
    if noun == "firm:central bank" and _is_of_place(chunks, at):
        return  # the bank of a country that no name tells
    if kind_at(chunks, at + 1) != "possessive":
        if low_at(chunks, at + 1) not in AT:
            yield Subject(anaphor=noun), at + 1
        return
    yield from parse_owned(chunks, at + 2, noun, "the")


def _is_of_place(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `In Turkey, the central bank` stands there: another place's, named by the place."""
    placed = low_at(chunks, 0) == "in" and len(chunks) > 1 and chunks[1].text[0].isupper()
    return placed and low_at(chunks, at - 3) == "," and at - 3 <= _PLACE_CHUNKS


def _kind_noun(chunks: Sequence[Chunk], at: int) -> str:
    """`trade-group` for `industry body` and `trade group`, else the noun itself."""
    if chunks[at].low == "agency" and low_at(chunks, at - 1) in ("rating", "ratings", "credit"):
        return "rating-agency"
    if chunks[at].low == "lobby":
        return "trade-group"
    if chunks[at].low == "bank" and low_at(chunks, at - 1) == "central":
        return "central bank"
    if chunks[at].low == "house" and low_at(chunks, at - 1) == "trading":
        return "trader"  # of goods, no bank
    joint = chunks[at].low in ("group", "body", "organization", "organisation", "association")
    return "trade-group" if joint and low_at(chunks, at - 1) in _JOINT else chunks[at].low
