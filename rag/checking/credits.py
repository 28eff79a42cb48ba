"""Whom a text credits with its words, and whether two names are one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.attribution.noun_phrases import Attribution
from corpus.attribution.verbs import find_attributions
from corpus.chunk import Chunk
from corpus.firm_names import same_firm
from corpus.name_words import CALENDAR, TITLE_WORDS
from corpus.outlets import outlet_of_name
from rag.checking.checked import CitedSpan
from rag.checking.normalising import normalise
from rag.checking.sentence_reading import Reading, read_text

_NICKNAMES = tuple(
    frozenset(line.split())
    for line in """
michael mike mick; robert bob rob bobby; william bill will billy; richard rick dick rich; james jim jimmy jamie
thomas tom tommy; christopher chris; matthew matt; daniel dan danny; david dave; joseph joe; john jack johnny
steven steve stephen; edward ed eddie ted; charles charlie chuck; anthony tony; andrew andy drew; gregory greg
kenneth ken; ronald ron; timothy tim; nicholas nick; benjamin ben; samuel sam; alexander alex; lawrence larry
peter pete; philip phil; raymond ray; jeffrey jeff; katherine kate kathy katie catherine; elizabeth liz beth lisa
jennifer jen jenny; margaret maggie meg; deborah debbie deb; susan sue; patricia pat; barbara barb; rebecca becky
victoria vicky; alexandra alex; samantha sam; jonathan jon; douglas doug; donald don; leonard len; walter walt
""".replace("\n", ";").split(";")
    if line.strip()
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom a text says its words are from."""

    persons: tuple[str, ...]
    firm: str | None
    cue: str
    start: int


@lru_cache(maxsize=4_096)
def find_credits(text: str) -> tuple[Credit, ...]:
    """Whom a text credits, in order of the cues; pronouns credit nobody."""
    reading = read_text(text)
    chunks = reading.chunks
    found = find_attributions(chunks, _quoted(reading, chunks))
    credits = [_credit(one, chunks) for one in found]
    return tuple(
        credit for credit in (*credits, *_leading(reading)) if credit.persons or credit.firm
    )


def _quoted(reading: Reading, chunks: Sequence[Chunk]) -> list[bool]:
    spans = [m.span() for m in re.finditer(r'"[^"]*"?', reading.text)]
    return [any(a < c.start < b for a, b in spans) for c in chunks]


def _credit(found: Attribution, chunks: Sequence[Chunk]) -> Credit:
    subject = found.subject
    return Credit(subject.persons, subject.firm, found.cue.lower(), chunks[found.first].start)


_LEAD_IN = re.compile(r"^(?P<who>[^:\"]{3,120}?):\s(?=\S)")


_LEAD_WORDS = re.compile(r"\([^)]*\)|[^\W\d_]+")


def _leading(reading: Reading) -> Iterator[Credit]:
    """`Jane Doe (Fernhill), 3 May 2025: ...` credits whom the line begins with."""
    match = _LEAD_IN.match(reading.text)
    if match is None:
        return
    named = [
        c for c in reading.chunks if c.kind in ("name", "firm", "org") and c.end <= match.end()
    ]
    if not named or named[0].start > len("The "):
        return
    left = reading.text[: match.end("who")]
    for chunk in reversed(named):
        left = left[: chunk.start] + left[chunk.end :]
    rest = [w[0].lower() for w in _LEAD_WORDS.finditer(left) if w[0][0] != "("]
    if all(
        w in CALENDAR or w in TITLE_WORDS or w in ("the", "of", "at", "and", "may", "s")
        for w in rest
    ):
        bracket = reading.text.find("(")
        held = [c for c in named if c.kind != "name" or 0 <= bracket < c.start]
        persons = tuple(c.text for c in named if c not in held)
        firm = held[0].text if held else None
        yield Credit(persons, firm, ":", 0)


def same_person(first: str, second: str) -> bool:
    """Whether two names may be one person's: surnames equal, given names equal or one left out."""
    ones, others = name_parts(first), name_parts(second)
    if not ones or not others or ones[-1] != others[-1]:
        return False
    if len(ones) == 1 or len(others) == 1:
        return True
    one, other = ones[0], others[0]
    return (
        one == other
        or any({one, other} <= group for group in _NICKNAMES)
        or (min(len(one), len(other)) == 1 and one[0] == other[0])
    )


def surnames(spans: Sequence[CitedSpan]) -> frozenset[str]:
    """The last names of whoever speaks in spans."""
    parts = (normalise(person).split() for span in spans for person in span.persons)
    return frozenset(names[-1] for names in parts if names)


def name_parts(name: str) -> list[str]:
    """The words of a person's name in lower case, without title and generation."""
    parts = re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", normalise(name).lower().removesuffix("'s"))
    return [part for part in parts if part not in ("mr", "mrs", "ms", "dr", "sir", "jr", "sr")]


def same_house(first: str | None, second: str | None) -> bool:
    """Whether two names are one firm's or one outlet's."""
    if not first or not second:
        return False
    first, second = (re.sub(r"^the ", "", normalise(n), flags=re.I) for n in (first, second))
    if same_firm(first, second):
        return True
    known = outlet_of_name(first)
    return known is not None and known == outlet_of_name(second)


_PARTING = re.compile(r"(?<=[;.!?])\s+|,?\s(?:while|whereas)\s")


def split_by_credit(text: str, credit: Credit) -> tuple[str, str]:
    """What a text has of whom it credits, and what of others; empty where it credits one alone."""
    own: list[str] = []
    others: list[str] = []
    theirs = False
    for part in _PARTING.split(normalise(text)):
        found = find_credits(part)
        if found:
            theirs = any(_is_same(one, credit) for one in found)
        (own if theirs else others).append(part)
    if not own or not any(find_credits(part) for part in others):
        return "", ""
    return " ".join(own), " ".join(others)


def _is_same(one: Credit, other: Credit) -> bool:
    persons = any(same_person(a, b) for a in one.persons for b in other.persons)
    return persons or same_house(one.firm, other.firm)
