"""The text of a Word document as its reader sees it: revisions accepted, hidden words left out.

python-docx opens the file; the text is walked here, because its own `paragraph.text` loses inserted
words, form fields and the order of tables, and shows hidden ones (as mammoth and docx2python do).
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.formats.extracted import Extracted, extracted, stated_facts

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_LARGEST_INFLATED = 20_000_000
"""Bytes of all parts of the file unpacked."""
_OLD_WORD = b"\xd0\xcf\x11\xe0"
"""Begins .doc files, and .docx files that are locked with a password."""
_SMALLEST = 4
"""Half-points; smaller letters are there for machines."""
_FAINT = 0xF3
"""Least red, green and blue of letters that nobody can read on white."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LEFT_OUT = frozenset(
    [f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "rt", "sectPr", "tblPr", "sdtPr")]
    + [f"{_MC}Fallback"]
)
"""Deleted and moved words, readings above the line, and what is no text."""
_LONGEST_CELL = 80
"""Characters; a row with longer cells is no row of a table but of a page laid out with one."""


def read_docx(data: bytes) -> Extracted:
    """The text of a Word document, a paragraph or a row of a table a line, and what it states.

    The day on which the document was made is not taken for the day of publication. Headers and
    footers stand behind the text, notes at its end.

    Raises:
        CorpusError: it is no .docx, broken, locked or too large unpacked.
    """
    _check_package(data)
    from docx import Document
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return _read_document(Document(io.BytesIO(data)))
    except (
        *(PythonDocxError, OpcError, LxmlError, zipfile.BadZipFile, zlib.error, OSError),
        *(LookupError, ValueError, AttributeError, TypeError, EOFError, NotImplementedError),
        *(AssertionError, RuntimeError),
    ) as error:  # whatever python-docx stumbles over in a file that is not as it should be
        raise CorpusError(
            f"is broken: the Word document cannot be read: {error}; save it again as .docx"
        ) from error


def _check_package(data: bytes) -> None:
    if data.startswith(_OLD_WORD):
        raise CorpusError(
            "is an old Word document or locked with a password; save it as .docx without one"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(member.file_size for member in package.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
        raise CorpusError(
            f"is no Word document: it begins with {data[:8]!r}, and a .docx file is a zip archive"
            if not data.startswith(b"PK")
            else f"is broken: the Word document cannot be unpacked: {error}"
        ) from error
    if size > _LARGEST_INFLATED:
        raise CorpusError(
            f"has {size:,} bytes when unpacked; a Word document may have {_LARGEST_INFLATED:,}: "
            "save it without its pictures"
        )


def _read_document(document: "Document") -> Extracted:
    text = _Text(document)
    lines = list(text.lines(document.element.body))
    notes = list(text.notes())
    furniture = [
        line
        for section in document.sections
        for part in (section.first_page_header, section.header, section.footer)
        if not part.is_linked_to_previous
        for line in text.lines(part._element)
    ]
    if not lines:
        raise CorpusError("is empty: no text that a reader would see stands in it")
    core = document.core_properties
    found = stated_facts(
        title=core.title,
        author=core.author,
        heading=text.heading(document.element.body),
        paragraphs=lines,
    )
    return extracted([*lines, *notes], furniture, found)


class _Text:
    """The visible text of a document's parts, its styles looked up."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._styles: dict[str, _Element] = {
            style.get(f"{_W}styleId", ""): style
            for style in document.styles.element.iter(f"{_W}style")
        }
        self._coloured = document.element.find(f"{_W}background") is not None

    def heading(self, body: "_Element") -> str | None:
        """The first paragraph with a style of titles, if there is one near the top."""
        for index, paragraph in enumerate(body.iter(f"{_W}p")):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            name = style.get(f"{_W}val", "").lower() if style is not None else ""
            text = "\n".join(self._paragraph(paragraph))
            if text and name in ("title", "heading1"):
                return text
            if index > 20:
                break
        return None

    def notes(self) -> Iterator[str]:
        """The footnotes and endnotes, in order."""
        from lxml.etree import XMLParser, fromstring

        for relation in self._document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
                continue
            part = fromstring(relation.target_part.blob, XMLParser(resolve_entities=False))
            for note in part:
                if note.get(f"{_W}type") in (None, "normal"):
                    yield from self.lines(note)

    def lines(self, element: "_Element") -> Iterator[str]:
        """The paragraphs and rows below an element, one a line."""
        for child in element:
            if child.tag in _LEFT_OUT:
                continue
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tr":
                yield from self._row(child)
            elif isinstance(child.tag, str):
                yield from self.lines(child)

    def _row(self, row: "_Element") -> Iterator[str]:
        cells = [list(self.lines(cell)) for cell in row.iter(f"{_W}tc")]
        if any(row.iterancestors(f"{_W}tc")) or row.find(f".//{_W}tbl") is not None:
            cells = [list(self.lines(cell)) for cell in row.iterchildren(f"{_W}tc")]
        lines = [line for cell in cells for line in cell]
        short = all(len(cell) <= 1 for cell in cells) and all(
            len(line) <= _LONGEST_CELL for line in lines
        )
        yield from ([" ".join(lines)] if short and lines else lines)

    def _paragraph(self, paragraph: "_Element") -> Iterator[str]:
        boxes: list[_Element] = []
        text = "".join(self._pieces(paragraph, paragraph, boxes))
        yield from filter(None, (" ".join(line.split()) for line in text.split("\n")))
        for box in boxes:
            yield from self.lines(box)

    def _pieces(
        self, element: "_Element", paragraph: "_Element", boxes: list["_Element"]
    ) -> Iterator[str]:
        """The visible text below an element of a paragraph; text boxes are put by."""
        for child in element:
            tag = child.tag
            if tag in _LEFT_OUT or not isinstance(tag, str):
                continue
            if tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag in (f"{_W}t", _MATHS):
                yield child.text or ""
            elif tag in (f"{_W}br", f"{_W}cr"):
                yield "\n"
            elif tag == f"{_W}tab":
                yield " "
            elif tag == f"{_W}noBreakHyphen":
                yield "-"
            elif tag != f"{_W}r" or self._is_seen(child, paragraph):
                yield from self._pieces(child, paragraph, boxes)

    def _is_seen(self, run: "_Element", paragraph: "_Element") -> bool:
        if self._is_on(self._property(run, paragraph, "vanish")):
            return False
        size = self._property(run, paragraph, "sz")
        if size is not None and 0 <= _number(size, 10) < _SMALLEST:
            return False
        colour = self._property(run, paragraph, "color")
        value = _number(colour, 16) if colour is not None else -1
        white = value >= 0 and min(value >> 16, value >> 8 & 0xFF, value & 0xFF) >= _FAINT
        return not white or self._coloured or self._on_ground(run, paragraph)

    @staticmethod
    def _is_on(switch: "_Element | None") -> bool:
        return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")

    def _property(self, run: "_Element", paragraph: "_Element", name: str) -> "_Element | None":
        """A property of letters: the run's own, or that of its style or its paragraph's style."""
        path = f"{_W}rPr/{_W}{name}"
        if (own := run.find(path)) is not None:
            return own
        for style in (run.find(f"{_W}rPr/{_W}rStyle"), paragraph.find(f"{_W}pPr/{_W}pStyle")):
            key = style.get(f"{_W}val") if style is not None else None
            for _ in range(12):  # a style may be based on one that is based on it
                found = self._styles.get(key) if key else None
                if found is None:
                    break
                if (own := found.find(path)) is not None:
                    return own
                base = found.find(f"{_W}basedOn")
                key = base.get(f"{_W}val") if base is not None else None
        return None

    def _on_ground(self, run: "_Element", paragraph: "_Element") -> bool:
        """Whether white letters lie on a colour, as far as the document says; boxes may be filled."""
        shaded = [
            run.find(f"{_W}rPr/{_W}shd"),
            self._property(run, paragraph, "highlight"),
            paragraph.find(f"{_W}pPr/{_W}shd"),
            *(cell.find(f"{_W}tcPr/{_W}shd") for cell in paragraph.iterancestors(f"{_W}tc")),
            *(
                table.find(f"{_W}tblPr/{_W}tblStyle")
                for table in paragraph.iterancestors(f"{_W}tbl")
            ),
        ]
        return any(paragraph.iterancestors(f"{_W}txbxContent")) or any(
            one is not None
            and one.get(f"{_W}fill", one.get(f"{_W}val", "")).upper()
            not in ("AUTO", "FFFFFF", "WHITE", "NONE", "CLEAR", "TABLENORMAL", "TABLEGRID", "")
            for one in shaded
        )


def _number(element: "_Element", base: int) -> int:
    """The value of a property as a number, -1 where it is none."""
    try:
        return int(element.get(f"{_W}val", ""), base)
    except ValueError:
        return -1
