"""Lines on pages put together into paragraphs, and what repeats on the pages set apart.

Knows boxes and words only, nothing of the file they came from. Lengths are in points (1/72 inch)
and y grows upwards, as in PDF.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_EDGE = 0.12
"""Share of a page's height in which running heads and feet are looked for, at either end."""
_MARGIN = 0.045
"""Share of a page's height, half an inch of a letter page, that no text block enters."""
_GUTTER_LINES = 5
"""Lines that must show the same gap before a page is taken to have columns."""
_COLUMN_CHARACTERS = 20
"""Mean characters on either side of a gutter; cells of tables are shorter."""
_BLOCK_LINES = 4
"""Lines of seven that must reach about as far for their ends to be the edge of a block."""
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:][”\"’')\]]*$")
_BULLET = re.compile(r"(?:[•‣◦▪■●○–*·➢►]|\(?\d{1,2}[.)]|[a-z]\))\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


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
class Page:
    """The lines of a page in the order in which the file draws them."""

    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text that was wrapped over lines, joined again."""

    text: str
    page: int
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The paragraphs of a document in reading order, and what only repeats on its pages."""

    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[str, ...]
    size: float
    """The size of most of its letters; 0 where there are none."""


def _split_columns(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines drawn across two columns of prose cut at the gutter, the left column first."""
    gaps = [
        (round(cells[0].left), round(cells[-1].left))
        for line in lines
        if len(cells := line.cells) == 2
        and min(len(cells[0].text), len(cells[1].text)) >= _COLUMN_CHARACTERS
    ]
    starts = Counter(right for _, right in gaps)
    if not starts or (best := starts.most_common(1)[0])[1] < _GUTTER_LINES:
        return tuple(lines)
    gutter = best[0] - 3
    ordered: list[Line] = []
    right: list[Line] = []
    for line in lines:
        before = tuple(cell for cell in line.cells if cell.left < gutter)
        after = tuple(cell for cell in line.cells if cell.left >= gutter)
        if before and after:
            ordered.append(replace(line, cells=before, hyphen=before[-1].text.endswith("-")))
            right.append(replace(line, cells=after))
        elif after and right:
            right.append(line)
        else:  # a line of the left column alone, or one across both
            if right and line.right > gutter + 3:
                ordered.extend(right)
                right = []
            ordered.append(line)
    return (*ordered, *right)


def _repeat_key(line: Line) -> tuple[str, int, int]:
    words = re.sub(r"\d+", "#", " ".join(line.text.split())).casefold()
    return words, round(line.baseline / 4), round(line.size)


def _is_apart(line: Line, page: Page) -> bool:
    """Whether no other line of the page stands within two and a half lines above or below."""
    return all(
        abs(other.baseline - line.baseline) > 2.5 * max(line.size, other.size)
        or abs(other.baseline - line.baseline) < 0.5 * line.size
        for other in page.lines
    )


def _is_furniture(
    line: Line, page: Page, size: float, repeats: Counter[tuple[str, int, int]]
) -> bool:
    """Whether a line is a running head or foot; `size` is that of most of the text."""
    share = line.baseline / page.height if page.height > 0 else 0.5
    if _EDGE < share < 1 - _EDGE:
        return False
    if repeats[_repeat_key(line)] > 1:
        return True
    if _PAGE_NUMBER.fullmatch(line.text):
        return line.size < 0.95 * size or _is_apart(line, page)
    in_margin = not _MARGIN < share < 1 - _MARGIN
    return in_margin and (line.size < 0.9 * size or _is_apart(line, page))


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
        return f"{text} {line.text}"
    head, tail = re.search(r"[^\W\d_]+(?=-$)", text), re.match(r"[^\W\d_]+", line.text)
    if head is None or tail is None or not tail[0].islower():
        return text + line.text
    whole, apart = head[0] + tail[0], f"{head[0]}-{tail[0]}"
    certain = words[whole.casefold()] and not words[apart.casefold()]
    return (text[:-1] if certain else text) + line.text


class _Wrapping:
    """Whether lines that follow one another are one paragraph, as seen from the lines around."""

    def __init__(self, lines: Sequence[Line], size: float) -> None:
        self._lines = lines
        self._size = size
        self._edges = [self._edge(index) for index in range(len(lines))]
        gaps = [
            (a, gap, index)
            for index, (a, b) in enumerate(pairwise(lines))
            if (gap := self._gap(a, b)) is not None and a.like(b)
        ]
        sure = [gap for a, gap, index in gaps if not _SENTENCE_END.search(a.text)]
        self._pitch = median(sure or [gap for _, gap, _ in gaps] or [0.0])

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

    def goes_on(self, index: int) -> bool:
        """Whether the line after the one at `index` belongs to the same paragraph."""
        a, b = self._lines[index], self._lines[index + 1]
        if len(a.cells) > 1 and len(b.cells) > 1:  # rows of a table
            return False
        if not a.like(b) or _BULLET.match(b.text):
            return False
        if a.hyphen and b.text[:1].islower():
            return True
        ended, gap = _SENTENCE_END.search(a.text) is not None, self._gap(a, b)
        left, right = self._edges[index]
        # A line that was wrapped had no room for the next word; one that had was ended on purpose.
        on_purpose = b.cells[0].first_word + 0.25 * a.size < 0.95 * (right - a.right)
        if gap is None:  # the next column or page
            return not ended and (b.text[:1].islower() or (not on_purpose and right > left))
        if gap > 1.3 * self._pitch + 0.5:
            return False
        if a.size > 1.15 * self._size:  # a heading is broken where it looks well
            return not ended
        if ended and b.left > self._edges[index + 1][0] + 0.7 * b.size:
            return False
        return not on_purpose or (not ended and b.text[:1].islower())


def _paragraphs(lines: Sequence[Line], size: float) -> Iterator[Paragraph]:
    wrapping, words = _Wrapping(lines, size), _word_counts(lines)
    text, first = "", 0
    for index, line in enumerate(lines):
        text = _joined(text, line, lines[index - 1], words) if text else line.text
        if index + 1 == len(lines) or not wrapping.goes_on(index):
            yield Paragraph(text=text, page=lines[first].page, size=lines[first].size)
            text, first = "", index + 1


def _main_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def lay_out(pages: Sequence[Page]) -> Layout:
    """The paragraphs of pages in reading order, their running heads, feet and numbers set apart."""
    repeats = Counter(key for page in pages for key in {_repeat_key(line) for line in page.lines})
    size = _main_size(line for page in pages for line in page.lines)
    body: list[Line] = []
    furniture: list[str] = []
    for page in pages:
        kept = []
        for line in page.lines:
            if _is_furniture(line, page, size, repeats):
                furniture.append(line.text)
            else:
                kept.append(line)
        body.extend(_split_columns(kept))
    return Layout(paragraphs=tuple(_paragraphs(body, size)), furniture=tuple(furniture), size=size)
