"""What is done to which of several things: `added to Brazil, trimmed Turkey`, with the deeds exchanged."""

from collections.abc import Iterator

from rag.checking.cutting import Word
from rag.checking.opposites import is_directed, opposed
from rag.checking.places_check import find_places
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past
from rag.checking.sentence_reading import Reading

_PLACE_LETTERS = 4
"""Letters by which `Turkish` is of Turkey."""


def find_object_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A thing named behind a deed that the span has behind the opposite deed only."""
    told = _objects(sentence)
    if not told:
        return
    held = _objects(source)
    for deed, name in told:
        others = [other for other, its in held if its == name]
        if others and all(opposed(deed.term, other.term) for other in others):
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{deed.low}” of {name}; the source has “{others[0].low}”.",
            )
            return


def _objects(reading: Reading) -> list[tuple[Word, str]]:
    """Each directed verb with the names that follow it before the next one in its sentence."""
    named = [
        (e.start, e.name) for e in reading.entities if e.is_strict or e.kind in ("firm", "person")
    ]
    named += [
        (start, reading.text[start:end].lower()[:_PLACE_LETTERS])
        for start, end in find_places(reading.text)
        if not any(e.start <= start < e.end for e in reading.entities if e.kind == "firm")
    ]
    deeds = [w for w in reading.words if _is_verb(w) and w.negation == "no"]
    found: list[tuple[Word, str]] = []
    for start, name in named:
        before = [w for w in deeds if w.end <= start]
        if not before:
            continue
        deed = before[-1]
        between = [w for w in reading.words if deed.end <= w.start < start]
        if any(w.sentence != deed.sentence for w in between) or any(
            w.low in _NEW_PART for w in between
        ):
            continue
        found.append((deed, name))
    return found


_NEW_PART = frozenset(
    "while whereas although though but because who which that as after before than against by".split()
)


def _is_verb(word: Word) -> bool:
    return is_directed(word.term) and is_past(word.low)
