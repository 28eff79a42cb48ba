"""Lines on pages put in reading order, and what only repeats on the pages set apart.

Knows boxes and words only, nothing of the file they came from. Lengths are in points (1/72 inch)
and y grows upwards, as in PDF.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.dating.publication_dates import parse_published
from corpus.formats.wrapping import Line, Paragraph, join_lines

_EDGE = 0.12
"""Share of a page's height in which running heads and feet are looked for, at either end."""
_MARGIN = 0.045
"""Share of a page's height, half an inch of a letter page, that no text block enters."""
_GUTTER_LINES = 5
"""Lines that must show the same gap before a page is taken to have columns."""
_COLUMN_CHARACTERS = 20
"""Mean characters on either side of a gutter; cells of tables are shorter."""
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a page in the order in which the file draws them."""

    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The paragraphs of a document in reading order, and what only repeats on its pages."""

    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[str, ...]
    days: tuple[str, ...]
    """Days written out in the running heads and feet of the first page: of an issue, of a report."""
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


def _is_day(text: str) -> bool:
    """Whether words are a day with its month written out; a print-out is stamped with a time too."""
    written = re.search(r"[^\W\d_]{3}", text) is not None and ":" not in text
    period = parse_published(text) if written and len(text) < 40 else None
    return period is not None and period.first == period.last


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
    days: list[str] = []
    for page in pages:
        kept = []
        for line in page.lines:
            if _is_furniture(line, page, size, repeats):
                furniture.append(line.text)
                if line.page == 0:
                    days.extend(cell.text for cell in line.cells if _is_day(cell.text))
            else:
                kept.append(line)
        body.extend(_split_columns(kept))
    return Layout(
        paragraphs=tuple(join_lines(body, size)),
        furniture=tuple(furniture),
        days=tuple(days),
        size=size,
    )
