"""Names and speakers: whether whom a sentence names stands in its spans, and whom it credits speaks there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.attribution.noun_phrases import Attribution
from corpus.attribution.verbs import find_attributions
from corpus.chunk import Chunk
from corpus.firm_names import same_firm
from corpus.name_words import CALENDAR, NATIONALITIES, PLACES, ROLE_NOUNS, STARTERS, TITLE_WORDS
from corpus.names import canonical_firm
from corpus.outlets import outlet_of_name
from corpus.words import words
from rag.checked import CitedSpan, KnownNames
from rag.meanings import is_ordinary
from rag.normalising import normalise
from rag.sentence_reading import Reading, read_text

_REPORTING = frozenset(
    words(
        "report reports reported publish publishes published carry carries carried print prints printed quote quotes quoted cite cites cited"
    )
)
"""What an outlet does with others' words without making them its own."""
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
        persons = tuple(c.text for c in named if c.kind == "name")
        firm = next((c.text for c in named if c.kind in ("firm", "org")), None)
        yield Credit(persons, firm, ":", 0)


# --- whether two names are one


def same_person(first: str, second: str) -> bool:
    """Whether two names may be one person's: surnames equal, given names equal or one left out."""
    ones, others = _name_parts(first), _name_parts(second)
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


def _name_parts(name: str) -> list[str]:
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


# --- names


def header_texts(span: CitedSpan) -> list[str]:
    """What is known of a span beside its words, as texts."""
    found = (span.title, span.outlet, span.firm, span.role, *span.persons)
    return [text for text in found if text]


_NOT_A_NAME = (
    frozenset(CALENDAR) | frozenset(NATIONALITIES) | frozenset(STARTERS) | TITLE_WORDS | ROLE_NOUNS
)


def find_missing_names(
    sentence: Reading, spans: Sequence[CitedSpan], names: KnownNames
) -> tuple[Chunk, ...]:
    """Persons, firms and other proper names of the sentence that no span and no header holds."""
    missing = []
    for chunk in sentence.chunks:
        if any(f.start <= chunk.start < f.end for f, *_ in sentence.figures):
            continue
        if chunk.kind not in ("firm", "name", "org") or _is_common(chunk, sentence):
            continue
        if not any(_holds(span, chunk, names) for span in spans):
            missing.append(chunk)
    return tuple(missing)


def _is_common(chunk: Chunk, sentence: Reading) -> bool:
    """Whether a capital says nothing: a sentence's first word, a nationality, a place as modifier."""
    parts = [p.lower() for p in re.findall(r"[^\W\d_]+", chunk.text)]
    first = not sentence.text[: chunk.start].strip(" \"'(")
    if all(part in _NOT_A_NAME or (first and is_ordinary(part)) for part in parts):
        return True
    if any(
        e.start <= chunk.start < e.end and e.kind not in ("person", "firm")
        for e in sentence.entities
    ):
        return True  # a market, an index or a metal: checked as a subject
    return (
        first
        and len(parts) == 1
        and chunk.kind == "name"
        and not chunk.firm
        and is_ordinary(parts[0])
    )


def _holds(span: CitedSpan, chunk: Chunk, names: KnownNames) -> bool:
    text = normalise(span.text)
    name = normalise(chunk.text)
    for place in (text, *map(normalise, header_texts(span))):
        if _stands(name, place):
            return True
    if chunk.kind in ("firm", "org") or chunk.firm is not None:
        canonical = chunk.firm.name if chunk.firm else canonical_firm(name)
        if any(same_house(name, house) for house in (span.firm, span.outlet)):
            return True
        held = read_text(span.text).chunks
        if any(c.kind in ("firm", "org", "name") and same_house(c.text, name) for c in held):
            return True
        if (
            canonical
            and span.title
            and any(c.firm and c.firm.name == canonical for c in read_text(span.title).chunks)
        ):
            return True
    if chunk.kind == "name":
        people = [*span.persons, *(c.text for c in read_text(span.text).chunks if c.kind == "name")]
        if any(
            same_person(name, person) and _given_known(name, person, names) for person in people
        ):
            return True
        return any(same_house(name, house) for house in (span.outlet, span.firm))
    return False


def _given_known(name: str, person: str, names: KnownNames) -> bool:
    """A given name that the span lacks counts only where the corpus knows one such person."""
    if len(_name_parts(person)) > 1 or len(_name_parts(name)) == 1:
        return True
    return [p for p in names.persons if same_person(p, person)] == [
        p for p in names.persons if same_person(p, name)
    ] and any(same_person(p, name) for p in names.persons)


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w&-]){re.escape(name)}(?![\w&])", text, re.IGNORECASE) is not None


_SAME_PLACES = (
    frozenset(words("us u.s usa america american americas domestic washington")),
    frozenset(words("uk u.k britain british england")),
    frozenset(words("europe european eurozone euro")),
    frozenset(words("france french")),
    frozenset(words("netherlands dutch")),
    frozenset(words("switzerland swiss")),
    frozenset(words("spain spanish")),
)
_PLACE_LETTERS = 4


def find_missing_places(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan]
) -> tuple[str, ...]:
    """Countries and cities that the sentence names and neither the span nor its header does."""
    told = _places(sentence.text)
    if not told:
        return ()
    held = {
        p
        for text in (source.text, *(t for s in spans for t in header_texts(s)))
        for p in _places(text, any_case=True)
    }
    return tuple(place for place in told if not any(_one_place(place, other) for other in held))


def _places(text: str, *, any_case: bool = False) -> list[str]:
    found = re.findall(r"\b(?:U\.[SK]\b|[^\W\d_]+)", text)
    return [
        word.lower()
        for word in found
        if (any_case or word[0].isupper())
        and word.lower() not in _NO_PLACE
        and (
            word.lower() in NATIONALITIES
            or word.lower() in PLACES
            or word in ("US", "UK", "U.S", "U.K")
            or any_case
        )
    ]


_NO_PLACE = frozenset(
    words(
        "republican democrat democratic labour tory conservative dovish hawkish western eastern northern southern us"
    )
)


def _one_place(first: str, second: str) -> bool:
    if any({first, second} <= group for group in _SAME_PLACES):
        return True
    return first[:_PLACE_LETTERS] == second[:_PLACE_LETTERS]


# --- speakers


def find_wrong_credit(
    sentence: Reading, spans: Sequence[CitedSpan], names: KnownNames
) -> str | None:
    """What is wrong with whom the sentence credits, or None."""
    outlets = [normalise(span.outlet) for span in spans if span.outlet]
    credits = [
        credit
        for credit in find_credits(sentence.text)
        if not any(_is_part(credit, outlet, sentence.text) for outlet in outlets)
    ]
    for credit in credits:
        wrong = [_why_wrong(credit, span, names) for span in spans]
        if wrong and all(wrong):
            return wrong[0]
    opening = _wrong_opening(sentence, spans, credits)
    if opening is not None:
        return opening
    missing = find_missing_names(sentence, spans, names)
    if not missing or not any(span.persons or span.firm for span in spans):
        return None
    first = next(c for c in sentence.chunks if c.kind in ("firm", "name", "org"))
    sure = first.kind != "name" or " " in first.text or first.text.lower() in names_of(names)
    opens = missing[0] is first and first.start <= len("The ") and not credits and sure
    if opens or _is_employer(missing[0], sentence):
        return _instead(missing[0].text, spans[0])
    return None


def _is_part(credit: Credit, outlet: str, text: str) -> bool:
    """Whether a "person" is the last word of the outlet's name, `Digest` of `Brokers' Digest`."""
    return (
        " " in outlet
        and any(outlet.endswith(f" {person}") for person in credit.persons)
        and outlet.lower() in text.lower()
        and credit.cue.split(" ")[0] in _REPORTING
    )


_OUTLET_SPEAKS = re.compile(
    r"\b(?:according to|in the view of|in the opinion of)\s(?:the\s)?$", re.IGNORECASE
)


def _wrong_opening(
    sentence: Reading, spans: Sequence[CitedSpan], credits: Sequence[Credit]
) -> str | None:
    """A firm or outlet that the sentence is said to be of, known from the header only."""
    named = [c for c in sentence.chunks if c.kind in ("firm", "org", "name")]
    if not named or credits or not all(span.persons or span.firm for span in spans):
        return None
    first = named[0]
    before = sentence.text[: first.start]
    if before.strip(" \"'").lower() not in ("", "the") and not _OUTLET_SPEAKS.search(before):
        return None
    for span in spans:
        inside = read_text(span.text).chunks
        if (
            any(same_person(first.text, person) for person in span.persons)
            or any(same_house(first.text, house) for house in (span.firm,))
            or _stands(normalise(first.text), normalise(span.text))
            or any(c.kind != "word" and same_house(c.text, first.text) for c in inside)
        ):
            return None
    behind = re.match(r"\W*([a-z]+)", sentence.text[first.end :])
    if behind is not None and behind[1] in _REPORTING:
        return None
    if (
        first.kind == "name"
        and " " not in first.text
        and not any(same_house(first.text, span.outlet) for span in spans)
    ):
        return None
    return _instead(first.text, spans[0])


def names_of(names: KnownNames) -> frozenset[str]:
    """Surnames of the persons that are known, in lower case."""
    return frozenset(_name_parts(person)[-1] for person in names.persons if _name_parts(person))


def _is_employer(chunk: Chunk, sentence: Reading) -> bool:
    """Whether a firm stands behind a person's name as theirs: `Jane Doe of Fernhill`."""
    if chunk.kind == "name":
        return False
    before = sentence.text[: chunk.start].rstrip(" (")
    for joint in (" of", " at", " from", ","):
        before = before.removesuffix(joint)
    return any(c.kind == "name" and c.end == len(before.rstrip()) for c in sentence.chunks)


def _why_wrong(credit: Credit, span: CitedSpan, names: KnownNames) -> str | None:
    inside = find_credits(span.text)
    if credit.persons:
        for person in credit.persons:
            speaks = any(same_person(person, p) for p in span.persons) or any(
                same_person(person, p) for one in inside for p in one.persons
            )
            if not speaks and not _acts(person, span):
                return _instead(person, span)
        return _wrong_house(credit, span, names, inside)
    return _wrong_firm(credit, span, names, inside)


def _acts(person: str, span: CitedSpan) -> bool:
    """Whether a person is spoken of in a span that nobody else speaks."""
    return (
        not span.persons
        and not span.firm
        and any(
            c.kind == "name" and same_person(person, c.text) for c in read_text(span.text).chunks
        )
    )


def _wrong_house(
    credit: Credit, span: CitedSpan, names: KnownNames, inside: Iterable[Credit]
) -> str | None:
    """A firm beside a person's name must be that person's."""
    if credit.firm is None:
        return None
    houses = [span.firm, *(one.firm for one in inside)]
    houses += [names.persons.get(p) for p in names.persons if same_person(p, credit.persons[0])]
    if any(same_house(credit.firm, house) for house in houses):
        return None
    if not any(houses) and any(
        _stands(normalise(credit.firm), t) for t in (normalise(span.text), *header_texts(span))
    ):
        return None
    if any(
        _stands(normalise(credit.firm), normalise(t))
        for t in (span.text, *filter(None, (span.role,)))
    ):
        return None
    return _instead(f"{credit.persons[0]} of {credit.firm}", span)


def _wrong_firm(
    credit: Credit, span: CitedSpan, names: KnownNames, inside: Iterable[Credit]
) -> str | None:
    firm = credit.firm
    if same_house(firm, span.firm) or any(same_house(firm, one.firm) for one in inside):
        return None
    held = [
        names.persons.get(p) for p in names.persons if any(same_person(p, s) for s in span.persons)
    ]
    if any(same_house(firm, house) for house in held):
        return None
    speaks = span.persons or span.firm or any(True for _ in inside)
    if same_house(firm, span.outlet):
        if not speaks or credit.cue.split(" ")[0] in _REPORTING:
            return None
        return _instead(str(firm), span)
    named = any(
        c.kind in ("firm", "org", "name") and same_house(c.text, firm)
        for c in read_text(span.text).chunks
    )
    if named and not speaks:
        return None
    return _instead(str(firm), span)


def _instead(credited: str, span: CitedSpan) -> str:
    return f"It credits {credited}; the source has {name_speaker(span)}."


def name_speaker(span: CitedSpan) -> str:
    """Who speaks a span, as a person would be told."""
    people = " and ".join(span.persons)
    if people and span.firm:
        return f"{people} ({span.firm})"
    inside = next((c for c in find_credits(span.text)), None)
    told = (" and ".join(inside.persons) or inside.firm) if inside else None
    return people or span.firm or told or span.outlet or "another speaker"
