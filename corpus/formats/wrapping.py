"""Lines on pages joined to the paragraphs that they were wrapped from.

Knows boxes and words only, nothing of the file they came from. Lengths are in points (1/72 inch)
and y grows upwards, as in PDF.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_SENTENCE_END = re.compile(r"[.!?…:][”\"’')\]]*$")
_BULLET = re.compile(r"(?:[•‣◦▪■●○–*·➢►]|\(?\d{1,2}[.)]|[a-z]\))\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BLOCK_LINES = 4
"""Lines of seven that must reach about as far for their ends to be the edge of a block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A stretch of a line without a wide gap in it."""

    text: str
    left: float
    right: float
    first_word: float
    """Width of its first word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text on a page."""

    page: int
    cells: tuple[Cell, ...]
    baseline: float
    size: float
    """Height of its letters' font as drawn, in points."""
    bold: bool
    hyphen: bool = False
    """Whether it ends with a hyphen at which a word may have been broken."""

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.cells[-1].right

    def over(self, other: "Line") -> bool:
        """Whether the two stand in one column: they share half of the narrower one's width."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared > 0.5 * min(self.right - self.left, other.right - other.left)

    def like(self, other: "Line") -> bool:
        """Whether the two are set in the same type."""
        return self.bold == other.bold and 0.92 < self.size / other.size < 1.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text that was wrapped over lines, joined again."""

    text: str
    page: int
    size: float


def _word_counts(lines: Sequence[Line]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in lines:
        words = _WORD.findall(line.text)
        # What stands at a broken end or goes on from one is half a word.
        counts.update(word.casefold() for word in (words[:-1] if line.hyphen else words))
    return counts


def _joined(text: str, line: Line, before: Line, words: Counter[str]) -> str:
    """Two lines of a paragraph as one; a hyphen at the end goes only where the word is certain."""
    if not before.hyphen:
        dashed = re.search(r"\S[—–/]$", text) or re.match(r"[—/]\S", line.text)
        return f"{text}{'' if dashed else ' '}{line.text}"
    head, tail = re.search(r"[^\W\d_]+(?=-$)", text), re.match(r"[^\W\d_]+", line.text)
    if head is None or tail is None or not tail[0].islower():
        return text + line.text
    whole, apart = head[0] + tail[0], f"{head[0]}-{tail[0]}"
    certain = words[whole.casefold()] and not words[apart.casefold()]
    return (text[:-1] if certain else text) + line.text


def _are_rows(a: Line, b: Line) -> bool:
    """Whether two lines are rows of a table; lines spread to both edges have wide gaps as well."""
    if len(a.cells) < 2 or len(b.cells) < 2:
        return False
    few, many = sorted((a.cells[1:], b.cells[1:]), key=len)
    if all(any(abs(one.left - two.left) < 2 for two in many) for one in few):
        return True
    inked = sum(cell.right - cell.left for cell in a.cells)
    return abs(a.right - b.right) < 2 and inked < 0.6 * (a.right - a.left)


class _Wrapping:
    """Whether lines that follow one another are one paragraph, as seen from the lines around."""

    def __init__(self, lines: Sequence[Line], size: float) -> None:
        self._lines = lines
        self._size = size
        self._edges = [self._edge(index) for index in range(len(lines))]
        gaps = [
            (a, gap)
            for a, b in pairwise(lines)
            if (gap := self._gap(a, b)) is not None and a.like(b)
        ]
        self._pitches: dict[int, float] = {}
        for size in {round(a.size) for a, _ in gaps}:
            here = [(a, gap) for a, gap in gaps if round(a.size) == size]
            sure = [gap for a, gap in here if not _SENTENCE_END.search(a.text)]
            self._pitches[size] = median(sure or [gap for _, gap in here])

    @staticmethod
    def _gap(a: Line, b: Line) -> float | None:
        """How far `b` lies below `a` in the same column."""
        below = a.page == b.page and a.baseline > b.baseline and a.over(b)
        return a.baseline - b.baseline if below else None

    def _edge(self, index: int) -> tuple[float, float]:
        """The left and right edge of the block that a line stands in.

        Beside a picture lines are short, so the lines next to it tell, if enough of them reach as
        far; a list of short items has no edge of its own, so its page's column tells.
        """
        line = self._lines[index]
        near = self._peers(line, self._lines[max(index - 3, 0) : index + 4])
        left, right = min(one.left for one in near), max(one.right for one in near)
        full = sum(one.right > right - 0.15 * (right - left) for one in near)
        if full < _BLOCK_LINES:
            wide = self._peers(line, self._lines[max(index - 60, 0) : index + 61])
            right = max(one.right for one in wide)
        return left, right

    @staticmethod
    def _peers(line: Line, lines: Sequence[Line]) -> list[Line]:
        return [one for one in lines if one.page == line.page and one.over(line) and one.like(line)]

    def goes_on(self, index: int, *, continued: bool) -> bool:
        """Whether the line after the one at `index` belongs to the same paragraph.

        `continued` says whether the line at `index` goes on with the one before it.
        """
        a, b = self._lines[index], self._lines[index + 1]
        if not a.like(b) or _BULLET.match(b.text) or _are_rows(a, b):
            return False
        small = b.text.lstrip("“”\"‘’'(")[:1].islower()
        if a.hyphen and small:
            return True
        ended, gap = _SENTENCE_END.search(a.text) is not None, self._gap(a, b)
        right = self._edges[index][1]
        # A line that was wrapped had no room for the next word; one that had was ended on purpose.
        on_purpose = b.cells[0].first_word + 0.25 * a.size < 0.95 * (right - a.right)
        if not ended and (small or a.text[-1] in ",;" or (continued and self._as_far(index))):
            on_purpose = False
        if gap is None:  # the next column or page
            return not ended and not on_purpose
        if a.size > 1.15 * self._size:  # a heading is broken where it looks well
            return not ended and gap < 1.7 * a.size
        if gap > 1.3 * self._pitches[round(a.size)] + 0.5:
            return False
        if ended and b.left > self._edges[index + 1][0] + 0.7 * b.size:
            return False
        return not on_purpose

    def _as_far(self, index: int) -> bool:
        """Whether a line reaches about as far as the one before: both may stand beside a picture."""
        before, line = self._lines[index - 1], self._lines[index]
        return line.right > before.right - 0.06 * (before.right - before.left)


def join_lines(lines: Sequence[Line], size: float) -> Iterator[Paragraph]:
    """The paragraphs of lines in reading order; `size` is that of most of the text."""
    wrapping, words = _Wrapping(lines, size), _word_counts(lines)
    text, first = "", 0
    for index, line in enumerate(lines):
        continued = bool(text)
        text = _joined(text, line, lines[index - 1], words) if text else line.text
        if index + 1 == len(lines) or not wrapping.goes_on(index, continued=continued):
            yield Paragraph(text=text, page=lines[first].page, size=lines[first].size)
            text, first = "", index + 1
