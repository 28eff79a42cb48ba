"""Names of a sentence: whether whom it names stands in its spans or their headers."""

import re
from collections.abc import Sequence

from corpus.chunk import Chunk
from corpus.name_words import CALENDAR, NATIONALITIES, PLACES, ROLE_NOUNS, STARTERS, TITLE_WORDS
from corpus.names import canonical_firm
from rag.checking.checked import CitedSpan, KnownNames
from rag.checking.credits import name_parts, same_house, same_person
from rag.checking.meanings import is_ordinary
from rag.checking.normalising import normalise
from rag.checking.sentence_reading import Reading, read_text


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
        if chunk.text in ("US", "UK", "U.S.", "U.K.", "EU"):
            continue  # checked as a place
        south = chunk.text == "South" and sentence.text.startswith(" Korea", chunk.end)
        if south and not any("North" in span.text for span in spans):
            continue  # where it is said of Korea alone, the South is meant
        if not any(_holds(span, chunk, names) for span in spans):
            missing.append(chunk)
    return tuple(missing)


def _is_common(chunk: Chunk, sentence: Reading) -> bool:
    """Whether a capital says nothing: a sentence's first word, a nationality, a place as modifier."""
    parts = [p.lower() for p in re.findall(r"[^\W\d_]+", chunk.text)]
    first = not sentence.text[: chunk.start].strip(" \"'(")
    ordinary = first and chunk.firm is None
    if all(part in _NOT_A_NAME or (ordinary and is_ordinary(part)) for part in parts):
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
        if stands_as_name(name, place):
            return True
    known = chunk.firm is not None or canonical_firm(name) is not None
    if not known and any(
        _is_acronym(name, place) for place in (text, *map(normalise, header_texts(span)))
    ):
        return True
    if _is_central_bank(name, text) or _is_of_place(name, text):
        return True
    if chunk.kind in ("firm", "org") or chunk.firm is not None:
        people = [p for p, firm in names.persons.items() if same_house(firm, name)]
        speaks = [*span.persons, *(c.text for c in read_text(span.text).chunks if c.kind == "name")]
        if any(same_person(p, one) for p in people for one in speaks):
            return True  # the firm that the corpus gives whoever speaks
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


_CENTRAL_BANKS = {
    "banxico": "Mexic",
    "riksbank": "Swed",
    "norges bank": "Nor",
    "fed": "US|U\\.S|America",
    "federal reserve": "US|U\\.S|America",
    "ecb": "euro|Europe",
    "european central bank": "euro|Europe",
    "boe": "UK|U\\.K|Brit",
    "bank of england": "UK|U\\.K|Brit",
    "boj": "Japan",
    "bank of japan": "Japan",
    "snb": "Swiss|Switz",
    "rba": "Austral",
    "rbi": "India",
    "pboc": "Chin",
    "bank of canada": "Canad",
    "bundesbank": "German",
    "bok": "Korea",
    "cbrt": "Turk",
}


def _is_central_bank(name: str, text: str) -> bool:
    """Whether a name is that of the central bank of a place that a span speaks of."""
    place = _CENTRAL_BANKS.get(name.lower())
    return (
        place is not None
        and "central bank" in text.lower()
        and re.search(rf"\b(?:{place})", text) is not None
    )


_SMALL = r"(?:(?:of|for|the|and|de|du|on|to|in|&)\s)*"


def _is_acronym(name: str, text: str) -> bool:
    """Whether one of a name and a text has the other's first letters: `DMO` and `Debt Management Office`."""
    if re.fullmatch(r"[A-Z]{2,6}", name):
        pattern = r"[\w.-]*\s".join(f"{_SMALL}{letter}" for letter in name)
        alone = rf"(?<![A-Z]\w )(?<!\w [A-Z] )\b{pattern}[a-z][\w.-]*(?! [A-Z])"
        return re.search(alone, text) is not None
    initials = "".join(re.findall(r"\b[A-Z]", name))
    return len(initials) >= _FEWEST_INITIALS and re.search(rf"\b{initials}\b", text) is not None


_FEWEST_INITIALS = 2
_OF_PLACE = re.compile(r"(?P<root>[A-Z][a-z]{2,}?)(?:an|ian|ean|ese|nese|ish|i|er|ic)")


def _is_of_place(name: str, text: str) -> bool:
    """Whether a word tells of a place that a text names: `Chilean` and `Chile`."""
    if (name.lower() in PLACES or name.endswith("ia")) and any(
        (m := _OF_PLACE.fullmatch(word)) and name.startswith(m["root"])
        for word in re.findall(r"[A-Z][a-z]+", text)
    ):
        return True
    match = _OF_PLACE.fullmatch(name)
    return match is not None and any(
        word.lower() in PLACES
        and (word.startswith(match["root"]) or match["root"].startswith(word))
        for word in re.findall(r"[A-Z][a-z]+", text)
    )


def _given_known(name: str, person: str, names: KnownNames) -> bool:
    """A given name that the span lacks counts only where the corpus knows one such person."""
    if len(name_parts(person)) > 1 or len(name_parts(name)) == 1:
        return True
    return [p for p in names.persons if same_person(p, person)] == [
        p for p in names.persons if same_person(p, name)
    ] and any(same_person(p, name) for p in names.persons)


def stands_as_name(name: str, text: str) -> bool:
    """Whether a name stands in a text as a whole, in any letter case."""
    return re.search(rf"(?<![\w&-]){re.escape(name)}(?![\w&])", text, re.IGNORECASE) is not None
