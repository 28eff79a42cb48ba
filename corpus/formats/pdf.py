"""The text of a PDF as its reader sees it: in paragraphs, without what is drawn but not visible.

The order of the text is the order in which the file draws it. In files made by browsers, word
processors and LaTeX that is the order of reading, columns included. pdfium is not safe for
threads: one document at a time in a process.
"""

from contextlib import closing
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.formats.extracted import Extracted, extracted, stated_facts
from corpus.formats.layout import Layout, lay_out

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from corpus.formats.layout import Page

_MOST_PAGES = 2_000
_MEANINGLESS = 0.2
"""Share of characters from which a text is no text: its fonts do not say which letters they draw."""
_RECOGNISE = "have the text recognised first, for example: ocrmypdf {}in.pdf out.pdf"


def read_pdf(data: bytes) -> Extracted:
    """The text of a PDF, wrapped lines joined, with the title and author that it states.

    The day on which a PDF was made is not taken for the day of publication: whoever prints an old
    page to a file makes it today.

    Raises:
        CorpusError: it is no PDF, broken, locked, too long, or holds no text.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with closing(PdfDocument(data)) as document:
            return _read_document(document)
    except PdfiumError as error:
        raise CorpusError(_why_not(data, error)) from error
    except (ValueError, OverflowError, UnicodeError) as error:
        raise CorpusError(f"is broken: its PDF cannot be read: {error}") from error


def _why_not(data: bytes, error: RuntimeError) -> str:
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    if getattr(error, "err_code", None) in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
        return (
            "is locked with a password; save a copy without one, for example: "
            "qpdf --decrypt --password=... in.pdf out.pdf"
        )
    if b"%PDF-" not in data[:1024]:
        return f"is no PDF: it begins with {data[:8]!r} where '%PDF-' was expected"
    return "is broken: its PDF cannot be read; save it again as PDF"


def _read_document(document: "PdfDocument") -> Extracted:
    from corpus.formats.pdf_page import holds_picture, read_page

    if len(document) > _MOST_PAGES:
        raise CorpusError(
            f"has {len(document):,} pages; a PDF may have {_MOST_PAGES:,}: split it into articles"
        )
    pages: list[Page] = []
    pictures = False
    for index in range(len(document)):
        with closing(document[index]) as page:
            pages.append(read_page(page, index))
            pictures = pictures or (not pages[-1].lines and holds_picture(page))
    layout = lay_out(pages)
    texts = [paragraph.text for paragraph in layout.paragraphs]
    letters = "".join(texts)
    if not letters.strip():
        raise CorpusError(
            "holds no text: its pages are pictures; " + _RECOGNISE.format("")
            if pictures
            else "is empty: no text that a reader would see stands on its pages"
        )
    strange = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in letters)
    if strange > _MEANINGLESS * len(letters):
        raise CorpusError(
            "holds no readable text: its fonts do not say which letters they draw; "
            + _RECOGNISE.format("--force-ocr ")
        )
    info = document.get_metadata_dict()
    found = stated_facts(
        title=info.get("Title", ""),
        author=info.get("Author", ""),
        heading=_heading(layout),
        paragraphs=texts,
    )
    return extracted([*layout.days[:1], *texts], layout.furniture, found)


def _heading(layout: Layout) -> str | None:
    """The text set largest in the upper part of the first page, if it stands out."""
    first = [p for p in layout.paragraphs[:12] if p.page == 0]
    large = [p for p in first if p.size > 1.15 * layout.size]
    best = max(large, key=lambda p: p.size, default=None)
    return best.text if best is not None else None
