"""Quotations of a text: the spans between its quotation marks.

Straight and curly marks alike; a mark opens where none is open. A paragraph that ends inside a
quotation ends it, since news repeats the opening mark in the next one. British single marks count
where they cannot be apostrophes: they open before a word and close behind a sentence's mark, or
are curly.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.sentences import Sentence

_OPENING = frozenset("“„«")
_MARK = re.compile('[“”„«»"]')
_SINGLE_OPENING = re.compile(r"(?<![^\s(\[—–-])(?:‘(?=\w)|'(?=[A-Z]))")
_SINGLE_CLOSING = re.compile(r"(?<=[.,?!…])[’'](?!\w)")
_CURLY_CLOSING = re.compile(r"(?<=\w)’(?!\w)")
_SINGLE_CHARACTERS = 1500
"""A single mark that nothing closes within this many characters is an apostrophe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A span with its marks; `end` exclusive."""

    start: int
    end: int


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Quotations inside the sentences, in order; unclosed ones end with their paragraph."""
    found: list[Quotation] = []
    for first, last in _paragraphs(text, sentences):
        double = list(_double(text, first, last))
        found.extend(double)
        if "‘" in text[first:last] or "'" in text[first:last]:
            found.extend(_outside(_single(text, first, last), double))
    found.sort(key=lambda quotation: quotation.start)
    return tuple(found)


def _double(text: str, first: int, last: int) -> Iterator[Quotation]:
    opened: int | None = None
    for match in _MARK.finditer(text, first, last):
        at = match.start()
        if opened is None:
            if _may_open(text, at, last):
                opened = at
        elif text[at] in _OPENING and at > opened + 1:
            yield Quotation(start=opened, end=at)
            opened = at
        else:
            yield Quotation(start=opened, end=at + 1)
            opened = None
    if opened is not None:
        yield Quotation(start=opened, end=last)


def _may_open(text: str, at: int, last: int) -> bool:
    """Inches and stray closing marks open nothing: behind an opening mark stands a word."""
    following = text[at + 1 : at + 2]
    before = text[at - 1] if at else " "
    if at + 1 >= last or following.isspace():
        return False
    return not (before.isalnum() and text[at] != "“")


def _outside(singles: Iterator[Quotation], doubles: list[Quotation]) -> Iterator[Quotation]:
    """The quotations in single marks that touch none in double ones; both in order."""
    ends = [double.end for double in doubles]
    for single in singles:
        index = bisect_right(ends, single.start)
        if index == len(doubles) or doubles[index].start >= single.end:
            yield single


def _single(text: str, first: int, last: int) -> Iterator[Quotation]:
    """Quotations in single marks, nested ones included."""
    position = first
    while (opening := _SINGLE_OPENING.search(text, position, last)) is not None:
        start = opening.start()
        limit = min(last, start + _SINGLE_CHARACTERS)
        following = _SINGLE_OPENING.search(text, start + 1, limit)
        within = following.start() if following else limit
        closing = _SINGLE_CLOSING.search(text, start + 1, within)
        if closing is None and text[start] == "‘":
            closing = _CURLY_CLOSING.search(text, start + 1, within)
        if closing is None:
            position = start + 1
            continue
        yield Quotation(start=start, end=closing.end())
        position = closing.end()


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Spans of sentences with no line break between them."""
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        if spans and "\n" not in text[spans[-1][1] : sentence.start]:
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
    return spans
