"""What a page of a PDF shows of what it draws: ink, the ground it lies on, the part that is shown.

Knows through pdfium the render mode, colour and opacity of text, and the shapes and pictures drawn
before it. What a later shape covers, and text cut off by a clipping path, is not known.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_FAINT = 12
"""Largest difference (0 to 255, each colour) from its ground at which nothing can be read."""
_PICTURE_SHARE = 0.5
"""Part of the page that a picture covers where text without ink is taken for its recognised words."""
_LEAST_GROUND = 60.0
"""Square points; what is smaller lies under no word."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_DEEPEST = 5
"""Forms within forms that are looked into."""
_WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Ground:
    """A filled shape or a picture, with its place in the order of drawing."""

    order: int
    box: Box
    colour: Colour | None
    """None where text of any colour can be read on it: pictures, shadings."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How the letters of one text object are drawn."""

    colour: Colour | None
    drawn: bool


class Sheet:
    """Where a page lies: from the file's coordinates to those of the page as it is shown."""

    def __init__(self, page: "PdfPage") -> None:
        self.crop: Box = page.get_cropbox()
        self.rotation: int = page.get_rotation() % 360
        left, bottom, right, top = self.crop
        self.width: float = abs(right - left)
        self.height: float = abs(top - bottom)

    @property
    def shown_height(self) -> float:
        """Height of the page as it is shown, in points."""
        return self.width if self.rotation in (90, 270) else self.height

    def shown(self, box: Box) -> bool:
        """Whether the middle of a box lies on the page."""
        left, bottom, right, top = self.crop
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """A place of the file as one of the page as it is shown."""
        x, y = x - self.crop[0], y - self.crop[1]
        if self.rotation == 90:
            return y, self.width - x
        if self.rotation == 180:
            return self.width - x, self.height - y
        return (self.height - y, x) if self.rotation == 270 else (x, y)

    def turned_box(self, box: Box) -> Box:
        """A box of the file as one of the page as it is shown."""
        (a, b), (c, d) = self.turned(box[0], box[1]), self.turned(box[2], box[3])
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def upright(self, a: float, b: float) -> bool:
        """Whether text that runs along a direction is level as the page is shown."""
        angle = math.degrees(math.atan2(b, a)) - self.rotation
        return abs((angle + 180) % 360 - 180) < 10


class Drawing:
    """What a page draws: the grounds that text may lie on, and the ink of each text object."""

    def __init__(self, page: "PdfPage", sheet: Sheet) -> None:
        from pypdfium2 import raw

        self._page = page
        self._bold_fonts: dict[int, bool] = {}
        self._faint: dict[Colour, bool] = {}
        self._orders: dict[int, int] = {}
        self._grounds: list[_Ground] = []
        self.takes_recognised = True
        """Whether text without ink over a picture is taken for the words that the picture shows."""
        self._least_picture = _PICTURE_SHARE * sheet.width * sheet.height
        for order, (handle, kind, matrix) in enumerate(_objects(page)):
            if kind == raw.FPDF_PAGEOBJ_PATH and _is_filled(handle):
                colour = _fill_colour(handle)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                colour = None
            else:
                continue
            box = _placed(_bounds(handle), matrix)
            if _area(box) >= _LEAST_GROUND:
                self._grounds.append(_Ground(order, box, colour))
        self._colours = {ground.colour for ground in self._grounds} | {_WHITE}

    def ink(self, handle: object) -> Ink:
        """How a text object is drawn, but for its font."""
        from pypdfium2 import raw

        mode = raw.FPDFTextObj_GetTextRenderMode(handle)
        outline = mode in (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)
        read = raw.FPDFPageObj_GetStrokeColor if outline else raw.FPDFPageObj_GetFillColor
        red, green, blue, alpha = rgba = [ctypes.c_uint() for _ in range(4)]
        known = read(handle, *map(ctypes.byref, rgba))
        unseen = mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
        return Ink(
            colour=(red.value, green.value, blue.value) if known else None,
            drawn=not unseen and not (known and alpha.value < _FAINT),
        )

    def is_bold(self, handle: object) -> bool:
        """Whether a text object's font is a heavy one, by its name."""
        from pypdfium2 import raw

        return self._is_bold(raw.FPDFTextObj_GetFont(handle))

    def _is_bold(self, font: object) -> bool:
        from pypdfium2 import raw

        if not font:
            return False
        key = address_of(font)
        if key not in self._bold_fonts:
            name = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, name, 128)
            words = name.value.lower()
            heavy = any(part in words for part in (b"bold", b"black", b"heavy", b"demi"))
            self._bold_fonts[key] = heavy
        return self._bold_fonts[key]

    def is_seen(self, ink: Ink, drawn_by: int, box: Box) -> bool:
        """Whether letters of an ink can be told from the ground that they lie on."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not ink.drawn:  # the words of a scanned page lie unseen over their picture
            return self.takes_recognised and any(
                ground.colour is None and _area(ground.box) > self._least_picture
                for ground in self._under(x, y, None)
            )
        if ink.colour is None or not self._may_be_faint(ink.colour):
            return True
        under = [ground.colour for ground in self._under(x, y, drawn_by)]
        ground = under[-1] if under else _WHITE
        return ground is None or not _alike(ink.colour, ground)

    def _under(self, x: float, y: float, drawn_by: int | None) -> Iterator[_Ground]:
        """The grounds at a place in the order of drawing, those before a text object."""
        last = None if drawn_by is None else self._order(drawn_by)
        for ground in self._grounds:
            if last is not None and ground.order > last:
                break
            left, bottom, right, top = ground.box
            if left <= x <= right and bottom <= y <= top:
                yield ground

    def _order(self, drawn_by: int) -> int | None:
        if not self._orders:
            for order, (handle, _, _) in enumerate(_objects(self._page)):
                self._orders[address_of(handle)] = order
        return self._orders.get(drawn_by)

    def _may_be_faint(self, colour: Colour) -> bool:
        """Whether any ground of the page has about this colour."""
        if colour not in self._faint:
            self._faint[colour] = any(
                other is not None and _alike(colour, other) for other in self._colours
            )
        return self._faint[colour]


def _objects(page: "PdfPage") -> Iterator[tuple[object, int, Matrix]]:
    """What a page draws, in order, with its kind and the matrix of the forms that it stands in."""
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page)
    first: list[object] = [raw.FPDFPage_GetObject(page, index) for index in range(count)]
    pending: list[tuple[Iterator[object], Matrix]] = [(iter(first), _IDENTITY)]
    while pending:
        objects, matrix = pending[-1]
        handle = next(objects, None)
        if handle is None:
            pending.pop()
            continue
        kind = int(raw.FPDFPageObj_GetType(handle))
        yield handle, kind, matrix
        if kind == raw.FPDF_PAGEOBJ_FORM and len(pending) < _DEEPEST:
            inner = range(max(raw.FPDFFormObj_CountObjects(handle), 0))
            objects = iter([raw.FPDFFormObj_GetObject(handle, index) for index in inner])
            pending.append((objects, _times(_matrix_of(handle), matrix)))


def _matrix_of(handle: object) -> Matrix:
    from pypdfium2 import raw

    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(m)):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that does what one does and then what two does."""
    a, b, c, d, e, f = one
    g, h, i, j, k, l = two  # noqa: E741
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    )


def _placed(box: Box, matrix: Matrix) -> Box:
    """A box of a form as one of the page."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def address_of(handle: object) -> int:
    """The address that a handle of pdfium points at, its identity; 0 where there is none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _bounds(handle: object) -> Box:
    from pypdfium2.raw import FPDFPageObj_GetBounds

    sides = [ctypes.c_float() for _ in range(4)]
    if not FPDFPageObj_GetBounds(handle, *map(ctypes.byref, sides)):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _is_filled(handle: object) -> bool:
    from pypdfium2.raw import FPDFPath_GetDrawMode

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    known = FPDFPath_GetDrawMode(handle, ctypes.byref(mode), ctypes.byref(stroke))
    return bool(known) and mode.value != 0


def _fill_colour(handle: object) -> Colour | None:
    from pypdfium2.raw import FPDFPageObj_GetFillColor

    rgba = [ctypes.c_uint() for _ in range(4)]
    if not FPDFPageObj_GetFillColor(handle, *map(ctypes.byref, rgba)) or rgba[3].value < 255:
        return None
    return rgba[0].value, rgba[1].value, rgba[2].value


def _alike(one: Colour, two: Colour) -> bool:
    return all(abs(a - b) <= _FAINT for a, b in zip(one, two, strict=True))
