"""A line of a chat model's reply with its marks taken out, and where its first sentence ends.

A mark beside a full stop, in either order, ends a sentence at once; without one the next word decides.
"""

import re
from dataclasses import dataclass

from corpus.sentences import split_sentences
from rag.checking.normalising import MARK

FINISHED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_WHOLE_WORD = re.compile(r"[^\w\[]*\w+[^\w\[]")
WINDOW = 1_500
"""Characters in which a sentence must end; a longer one is cut."""
_NEAR = 300
"""Characters that are looked at first, as most sentences end in them."""
_ENOUGH = 3
"""Sentences seen from which on the first one's end is sure."""
_WORD = re.compile(r"\w")
_TAIL = 120
"""Characters before a full stop that tell an abbreviation."""
_GOES_ON = " Mark went"
"""A next word that an abbreviation such as "Inc." goes on with, so that only an end splits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    mark: str
    offset: int
    """In the line without marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """A line with its marks taken out."""

    bare: str
    origins: tuple[int, ...]
    """Of each character of `bare` its place in the line."""
    marks: tuple[_Mark, ...]

    @property
    def leading(self) -> bool:
        """Whether a mark stands before the first word."""
        return bool(self.marks) and self.marks[0].offset == 0


def read_line(line: str) -> ReplyLine:
    """The line without its marks, and where each stood."""
    bare: list[str] = []
    origins: list[int] = []
    marks: list[_Mark] = []
    done = 0
    for match in MARK.finditer(line):
        bare += line[done : match.start()]
        origins += range(done, match.start())
        done = match.end()
        if not line[done : done + 1].isalnum():
            while bare and bare[-1] == " ":
                bare.pop()
                origins.pop()
        marks.append(_Mark(mark=match[0], offset=len(bare)))
    bare += line[done:].rstrip()
    origins += range(done, len(line.rstrip()))
    return ReplyLine(bare="".join(bare), origins=tuple(origins), marks=tuple(marks))


def end_of_first(line: ReplyLine, *, whole: bool) -> int | None:
    """Where the first sentence ends in `line.bare`; None if that cannot be told yet."""
    near = line.bare[:_NEAR]
    ranges = split_sentences(near)
    if len(ranges) < _ENOUGH and near != line.bare:
        near = line.bare
        ranges = split_sentences(near)
    # What holds no word is no sentence: it goes with the next.
    ranges = ranges[
        next((k for k, r in enumerate(ranges) if _WORD.search(near, r.start, r.end)), 0) :
    ]
    if not ranges:
        return None
    first = ranges[0].end
    marked = (_end_at(line, mark) for mark in line.marks if mark.offset <= first)
    if not whole and len(ranges) == 1:
        first = len(line.bare) + 1
    elif not whole and len(ranges) == 2:
        # The next word decides whether a full stop ended a sentence.
        known = _WHOLE_WORD.match(line.bare[ranges[1].start :])
        first = first if known else len(line.bare) + 1
    end = min(first, next((end for end in marked if end is not None), first))
    return end if end <= len(line.bare) else None


def _end_at(line: ReplyLine, mark: _Mark) -> int | None:
    """Where a sentence ends by a mark beside its full stop, in either order."""
    end = mark.offset
    if not FINISHED.search(line.bare[:end]):
        if line.bare[end : end + 1] not in _STOPS:
            return None
        end += 1
        if _leaves_open(line.bare[:end]):  # a quotation, whose closing mark may follow
            end += 1
            if line.bare[end - 1 : end] not in _CLOSING or _leaves_open(line.bare[:end]):
                return None
    elif line.leading:
        return None
    if end > len(line.bare):
        return None
    tail = line.bare[max(0, end - _TAIL) : end]
    return end if split_sentences(tail + _GOES_ON)[-1].start >= len(tail) else None


def _leaves_open(text: str) -> bool:
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


_STOPS = tuple(".!?…")
_CLOSING = ('"', "”")
