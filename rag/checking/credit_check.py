"""Whom a sentence credits against who speaks its spans."""

import re
from collections.abc import Iterable, Sequence

from corpus.chunk import Chunk
from corpus.words import words
from rag.checking.checked import CitedSpan, KnownNames
from rag.checking.credits import Credit, find_credits, name_parts, same_house, same_person
from rag.checking.names_check import find_missing_names, header_texts, stands_as_name
from rag.checking.normalising import normalise
from rag.checking.opposites import is_directed
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading, read_text

_REPORTING = frozenset(
    words(
        """
    report reports reported publish publishes published carry carries carried print prints printed
    quote quotes quoted cite cites cited
    """
    )
)
"""What an outlet does with others' words without making them its own."""


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
    if not any(span.persons or span.firm for span in spans):
        credits = [credit for credit in credits if not _is_business(credit)]
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


def _is_business(credit: Credit) -> bool:
    """Whether the cue tells what a company did, `cut its outlook`, which an outlet reports."""
    return is_directed(to_term(credit.cue.split(" ")[0]))


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
    named = [
        c
        for c in sentence.chunks
        if c.kind in ("firm", "org", "name")
        and not any(
            e.start <= c.start < e.end and e.kind not in ("person", "firm")
            for e in sentence.entities
        )
    ]
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
            or stands_as_name(normalise(first.text), normalise(span.text))
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
    return frozenset(name_parts(person)[-1] for person in names.persons if name_parts(person))


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
            if _is_house(person, span):
                continue
            if not speaks and not _acts(person, span) and not _is_titled(person, span):
                return _instead(person, span)
        return _wrong_house(credit, span, names, inside)
    return _wrong_firm(credit, span, names, inside)


def _is_house(name: str, span: CitedSpan) -> bool:
    """Whether a "person" is the span's firm, or the first words of its name: `Corvane`."""
    firm = normalise(span.firm or "").lower()
    return same_house(name, span.firm) or firm.startswith(f"{normalise(name).lower()} ")


def _is_titled(name: str, span: CitedSpan) -> bool:
    """Whether a one-word name stands in the title of a span that nobody speaks: a company's."""
    lone = " " not in name and not (span.persons or span.firm)
    return lone and span.title is not None and stands_as_name(name, normalise(span.title))


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
    person = credit.persons[0]
    houses = [span.firm]
    houses += [
        one.firm
        for one in inside
        if span.firm is None or any(same_person(person, other) for other in one.persons)
    ]
    houses += [names.persons.get(p) for p in names.persons if same_person(p, credit.persons[0])]
    if any(same_house(credit.firm, house) for house in houses):
        return None
    if not any(houses) and any(
        stands_as_name(normalise(credit.firm), t)
        for t in (normalise(span.text), *header_texts(span))
    ):
        return None
    if span.role and stands_as_name(normalise(credit.firm), normalise(span.role)):
        return None
    near = _beside_name(credit.persons[0], span.text)
    if any(stands_as_name(normalise(credit.firm), text) for text in near):
        return None
    return _instead(f"{credit.persons[0]} of {credit.firm}", span)


_BESIDE = 60
"""Characters on either side of a person's name in which a firm may be theirs."""


def _beside_name(person: str, text: str) -> list[str]:
    """What stands beside each mention of a person in its sentence; all of a text that names them nowhere."""
    text = normalise(text)
    found = [c for c in read_text(text).chunks if c.kind == "name" and same_person(person, c.text)]
    if not found:
        return [text]
    return [
        re.split(r"[.;:!?]\s", text[max(0, c.start - _BESIDE) : c.start])[-1]
        + text[c.start : c.end]
        + re.split(r"[.;:!?]\s", text[c.end : c.end + _BESIDE])[0]
        for c in found
    ]


_HAS_VIEW = re.compile(
    r"'s? (?:are|is|own|economists?|analysts?|strategists?|team|forecast|call|target|estimate|number|view)\b"
)
"""Behind a firm that a span tells the view of beside its speaker's."""


def _wrong_firm(
    credit: Credit, span: CitedSpan, names: KnownNames, inside: Iterable[Credit]
) -> str | None:
    firm = credit.firm
    if firm and (_is_house(firm, span) or any(same_person(firm, p) for p in span.persons)):
        return None
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
    chunks = [
        c
        for c in read_text(span.text).chunks
        if c.kind in ("firm", "org", "name") and same_house(c.text, firm)
    ]
    named = bool(chunks)
    if any(_HAS_VIEW.match(normalise(span.text), c.end) for c in chunks):
        return None
    if named and not speaks:
        return None
    title = "" if span.persons or span.firm else normalise(span.title or "")
    if firm and stands_as_name(normalise(firm), title):
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
