"""PDF files written by hand, so that each test says what its page draws."""

from corpus.extraction import ParsedArticle, parse_source
from corpus.formats.extracted import Extracted
from corpus.metadata import GivenMetadata

LONG = (
    "Cedar Rail rose 4% on Tuesday after it won a contract",
    "to run trains in the far north, its largest since 2019.",
    "Analysts at Quill & Crane expect the order to add a",
    "tenth to its revenue.",
)
PARAGRAPH = " ".join(LONG)


def pdf(
    *pages: str, info: str = "", extra: str = "", form: str = "", page_extra: str = ""
) -> bytes:
    """A PDF of pages of 600 by 800 points, each given by its content stream."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids ["
        + " ".join(f"{8 + 2 * index} 0 R" for index in range(len(pages)))
        + "] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        " /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> "
        f"/Length {len(form)} >>\nstream\n{form}\nendstream",
    ]
    for index, content in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Contents {9 + 2 * index} 0 R {page_extra} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> "
            "/XObject << /Im 6 0 R /Fm 7 0 R >> /ExtGState << /G0 << /ca 0 >> >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252", "replace")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R {extra} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


def at(
    x: float, y: float, text: str, *, size: float = 10, font: str = "F1", before: str = ""
) -> str:
    """A piece of text with its left end at a place."""
    text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q {before} BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET Q\n"


def block(x: float, y: float, lines: tuple[str, ...], *, size: float = 10) -> str:
    """Lines below one another."""
    return "".join(at(x, y - 12 * index, line, size=size) for index, line in enumerate(lines))


def lines(extracted: Extracted) -> list[str]:
    (report,) = extracted.report
    return extracted.text[report.start : report.end].split("\n")


def parse(data: bytes) -> ParsedArticle:
    return parse_source(data, format="pdf", name="a.pdf", given=GivenMetadata())
