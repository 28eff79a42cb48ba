"""Who is interviewed, and of which house: what the words before the first question tell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.introductions import Mention
from corpus.attribution.noun_phrases import Subject, low_at
from corpus.attribution.people import FINANCE_KINDS, is_fund
from corpus.lines import Line
from corpus.words import words

TALK = frozenset(
    words(
        """
        interview met spoke speaks conversation talked talks talk told tells asked questions call
        sat chat interviewed q&a meets
        """
    )
)
_BYLINE_CHUNKS = 4
_HEADER_CHUNKS = 8


def find_interviewee(introduction: Sequence[Line]) -> Subject | None:
    """The person of `Interview with Jane Doe`, else whom the words before the questions name most."""
    full: dict[str, Subject] = {}
    named: Counter[str] = Counter()
    talked: set[str] = set()
    for line, mention in _mentions(introduction):
        for name in mention.subject.persons:
            surname = name.split()[-1]
            named[surname] += 1
            if " " in name and (mention.subject.evident or name not in full):
                full[name] = replace(mention.subject, persons=(name,), anaphor=None)
            if _is_talked_with(line, mention):
                talked.add(surname)
    by_surname = {name.split()[-1]: subject for name, subject in reversed(full.items())}
    found = [s for surname, s in by_surname.items() if surname in talked]
    if len(found) != 1:
        found = _most_named(list(by_surname.values()), named)
    return _housed(found[0], introduction) if found else None


def with_title(introduction: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """The words before the first question, with the title where the text does not repeat it."""
    title = lines[0].title if lines else None
    return [*((title,) if title is not None and title.chunks else ()), *introduction]


def _mentions(introduction: Sequence[Line]) -> Iterator[tuple[Line, Mention]]:
    for line in introduction:
        if line.chunks and line.chunks[0].low == "by" and len(line.chunks) < _BYLINE_CHUNKS:
            continue  # "By Jane Doe"
        yield from ((line, mention) for mention in line.mentions)


def _is_talked_with(line: Line, mention: Mention) -> bool:
    """`Interview with Jane Doe`, `We spoke to Jane Doe`, `Q&A: Jane Doe`; of `She spoke to Jane Doe` it is she."""
    before = low_at(line.chunks, mention.at - 1)
    if before != "with" and any(c.low in ("he", "she") for c in line.chunks[: mention.at]):
        return False
    told = any(c.low in TALK or c.low.startswith("interview") for c in line.chunks[: mention.at])
    return told and before in ("with", "to", ":", "met", "meets", "asked")


def _most_named(found: Sequence[Subject], named: Counter[str]) -> list[Subject]:
    def rank(subject: Subject) -> tuple[int, bool]:
        return -named[subject.persons[0].split()[-1]], not subject.evident

    ordered = sorted(found, key=rank)
    if len(ordered) > 1 and rank(ordered[0]) == rank(ordered[1]):
        return []
    return ordered[:1]


def _housed(subject: Subject, introduction: Sequence[Line]) -> Subject:
    """The person with the one house that the introduction names, where none or a fund is told."""
    if subject.firm and not is_fund(subject.firm):
        return subject
    houses: set[tuple[str, str | None]] = {
        (c.firm.name, c.firm.kind)
        for line in introduction
        for c in line.chunks
        if c.firm is not None and c.firm.kind in FINANCE_KINDS and not is_fund(c.firm.name)
    }
    lone = {
        (line.chunks[0].text, None)
        for line in introduction
        if line.chunks and line.chunks[0].kind == "org" and len(line.chunks) <= _HEADER_CHUNKS
    }
    told = houses or {name for name in lone if not is_fund(name[0])}
    if len(told) != 1:
        return subject
    name, kind = next(iter(told))
    return replace(subject, firm=name, firm_kind=kind, evident=True)
