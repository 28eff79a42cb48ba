"""Quotations of a text: the spans between its quotation marks.

Straight and curly marks alike; a mark opens where none is open. A paragraph that ends inside a
quotation ends it, since news repeats the opening mark in the next one.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentences import Sentence

_OPENING = frozenset("“„«")
_MARKS = frozenset("“”„«»\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A span with its marks; `end` exclusive."""

    start: int
    end: int


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Quotations inside the sentences, in order; unclosed ones end with their paragraph."""
    starts = [sentence.start for sentence in sentences]
    found: list[Quotation] = []
    opened: int | None = None
    for first, last in _paragraphs(text, sentences):
        for at in range(first, last):
            mark = text[at]
            if mark not in _MARKS:
                continue
            if opened is None:
                if _may_open(text, at, last):
                    opened = at
            elif mark in _OPENING and at > opened + 1:
                found.append(Quotation(start=opened, end=at))
                opened = at
            else:
                found.append(Quotation(start=opened, end=at + 1))
                opened = None
        if opened is not None:
            index = bisect_right(starts, last) - 1
            end = sentences[index].end if index >= 0 else last
            found.append(Quotation(start=opened, end=max(opened + 1, min(end, last))))
            opened = None
    return tuple(found)


def _may_open(text: str, at: int, last: int) -> bool:
    """Inches and stray closing marks open nothing: behind an opening mark stands a word."""
    following = text[at + 1 : at + 2]
    before = text[at - 1] if at else " "
    if at + 1 >= last or following.isspace():
        return False
    return not (before.isalnum() and text[at] != "“")


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Spans of sentences with no line break between them."""
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        if spans and "\n" not in text[spans[-1][1] : sentence.start]:
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
    return spans
