"""One page of a PDF as lines of visible text, read through pdfium letter by letter.

Left out are letters that pdfium can tell nobody sees: render mode 3 (unless they lie over a
scanned picture of themselves), the colour of the ground they lie on, no opacity, smaller than two
points, or outside the part of the page that is shown. What a later shape covers is not known.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.formats.layout import Page
from corpus.formats.pdf_ink import Box, Drawing, Ink, Sheet, address_of
from corpus.formats.wrapping import Cell, Line

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_SMALLEST = 2.0
"""Points; smaller letters are there for machines. Small print has 5, labels of charts 3."""
_RECOGNISED = 0.8
"""Share of a scanned page's letters that are recognised ones; stamps and page numbers are drawn."""
_WIDE_GAP = 1.6
"""Gap in font sizes from which two stretches of a line are apart: columns, cells."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BROKEN_WORD = (0x2, 0xAD, 0xFFFE)
"""How pdfium gives the hyphen of a word that goes on in the next line."""
_ENDS = {0xA: "\n", 0xD: "\n", 0x20: " ", 0xA0: " ", 0x9: " "}


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters of one word that one text object draws, where they are on the page as it is shown."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool


@dataclass(slots=True)
class _OpenLine:
    """A line while its letters come in."""

    cells: list[Cell] = field(default_factory=list)
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    word_right: float | None = None
    sizes: Counter[float] = field(default_factory=Counter)
    """Letters by their size, so that a bullet or a raised mark does not count for the line."""
    baselines: dict[float, float] = field(default_factory=dict)
    letters: int = 0
    bold: int = 0

    def close_cell(self) -> None:
        text = " ".join(self.text.split())
        if text:
            word = (self.word_right if self.word_right is not None else self.right) - self.left
            self.cells.append(
                Cell(text=text, left=self.left, right=self.right, first_word=max(word, 0.0))
            )
        self.text, self.word_right = "", None

    def add(self, run: "_Run") -> None:
        left, _, right, _ = run.box
        if self.text.strip() and left - self.right > _WIDE_GAP * run.size:
            self.close_cell()
        if not self.text.strip():
            self.text, self.left, self.right = "", left, right
        self.text += run.text
        self.right = max(self.right, right)
        self.letters += len(run.text)
        self.bold += len(run.text) * run.bold
        size = round(run.size, 1)
        self.sizes[size] += len(run.text)
        self.baselines.setdefault(size, run.baseline)

    def space(self) -> None:
        if self.text.strip() and self.word_right is None:
            self.word_right = self.right
        self.text += " "

    def line(self, page: int, *, hyphen: bool) -> Line | None:
        self.close_cell()
        if not self.cells:
            return None
        size = self.sizes.most_common(1)[0][0]
        return Line(
            page=page,
            cells=tuple(self.cells),
            baseline=self.baselines[size],
            size=size,
            bold=self.bold > 0.7 * self.letters,
            hyphen=hyphen or self.cells[-1].text.endswith("-"),
        )


def holds_picture(page: "PdfPage") -> bool:
    """Whether a page shows a picture."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=4))


class _Letters:
    """The letters of a text page, asked of pdfium as seldom as can be: a call costs a microsecond."""

    def __init__(self, page: "PdfPage", text_page: object, sheet: Sheet) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._page = text_page
        self._sheet = sheet
        self.drawing = Drawing(page, sheet)
        self.drawn = self.recognised = 0
        """Letters given so far that have ink, and that lie without ink over a picture."""
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(side) for side in self._sides]
        self._matrix = raw.FS_MATRIX()
        self._inks: dict[int, Ink] = {}
        self.count = max(raw.FPDFText_CountChars(text_page), 0)

    def code(self, index: int) -> int:
        return int(self._raw.FPDFText_GetUnicode(self._page, index))

    def drawn_by(self, index: int) -> int:
        """Which text object draws a letter; 0 for a letter that pdfium added itself."""
        handle = self._raw.FPDFText_GetTextObject(self._page, index)
        address = address_of(handle)
        if address and address not in self._inks:
            self._inks[address] = self.drawing.ink(handle)
        return address

    def alike(self, one: int, two: int) -> bool:
        """Whether two text objects are drawn alike, so that both are seen or neither."""
        return self._inks.get(one) == self._inks.get(two)

    def run(self, text: str, first: int, last: int, drawn_by: int) -> _Run | None:
        """The letters from the first to the last index, None where no reader sees them."""
        size, level = self._style(first)
        one, two = self._box(first), self._box(last)
        box = min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])
        if not level or size < _SMALLEST or not self._sheet.shown(box):
            return None
        ink = self._inks.get(drawn_by)
        if ink is not None and not self.drawing.is_seen(ink, drawn_by, box):
            return None
        if ink is None or ink.drawn:
            self.drawn += len(text)
        else:
            self.recognised += len(text)
        turned = self._sheet.turned_box(box)
        x, y = self._refs[:2]
        baseline = turned[1]
        if self._raw.FPDFText_GetCharOrigin(self._page, first, x, y):
            baseline = self._sheet.turned(self._sides[0].value, self._sides[1].value)[1]
        bold = drawn_by != 0 and self.drawing.is_bold(
            self._raw.FPDFText_GetTextObject(self._page, first)
        )
        return _Run(text=text, box=turned, baseline=baseline, size=size, bold=bold)

    def _box(self, index: int) -> Box:
        left, right, bottom, top = self._refs
        self._raw.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        sides = self._sides
        return sides[0].value, sides[2].value, sides[1].value, sides[3].value

    def _style(self, index: int) -> tuple[float, bool]:
        """The size of a letter in points, and whether it stands level."""
        size, m = float(self._raw.FPDFText_GetFontSize(self._page, index)), self._matrix
        if not self._raw.FPDFText_GetMatrix(self._page, index, ctypes.byref(m)):
            return size, True
        return size * math.hypot(m.c, m.d), self._sheet.upright(m.a, m.b)


def _runs(letters: _Letters) -> Iterator[_Run | str]:
    """The visible runs of a page, with a space, a line end or a hyphen that broke a word between."""
    text, first, last, drawn_by, latest = "", 0, 0, 0, 0

    def closed() -> Iterator[_Run]:
        run = letters.run(text, first, last, drawn_by) if text else None
        if run is not None:
            yield run

    for index in range(letters.count):
        code = letters.code(index)
        if code in _ENDS:
            yield from closed()
            text = ""
            yield _ENDS[code]
            continue
        hyphen = code in _BROKEN_WORD
        if code == 0xAD and letters.code(index + 1) not in (0xA, 0xD):
            continue  # a soft hyphen within a line is not drawn
        letter = "-" if hyphen else chr(code) if 0x20 < code < 0xD800 or code > 0xDFFF else ""
        by = letters.drawn_by(index)
        if text and by != latest and not letters.alike(by, drawn_by):
            yield from closed()
            text = ""
        if not text:
            first, drawn_by = index, by
        text, last, latest = text + _LIGATURES.get(letter, letter), index, by
        if hyphen:
            yield from closed()
            text = ""
            yield "-"
    yield from closed()


def _lines(letters: _Letters, page: int) -> Iterator[Line]:
    line = _OpenLine()
    for run in (*_runs(letters), "\n"):
        if isinstance(run, _Run):
            line.add(run)
        elif run == " ":
            line.space()
        else:
            if (done := line.line(page, hyphen=run == "-")) is not None:
                yield done
            line = _OpenLine()


def read_page(page: "PdfPage", index: int) -> Page:
    """The visible lines of a page in the order in which they are drawn.

    Raises:
        PdfiumError: pdfium cannot read the page.
    """
    from contextlib import closing

    sheet = Sheet(page)
    with closing(page.get_textpage()) as text_page:
        letters = _Letters(page, text_page.raw, sheet)
        lines = tuple(_lines(letters, index))
        if 0 < letters.recognised < _RECOGNISED * (letters.recognised + letters.drawn):
            # Beside so much that is drawn, the rest is no scanned page's words.
            letters.drawing.takes_recognised = False
            lines = tuple(_lines(letters, index))
    return Page(height=sheet.shown_height, lines=lines)
