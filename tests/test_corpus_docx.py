import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.extraction import parse_source
from corpus.formats.docx import read_docx
from corpus.formats.extracted import Extracted
from corpus.metadata import GivenMetadata

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIRST = "Cedar Rail rose 4% on Tuesday after it won a contract to run trains in the far north."
SECOND = "Analysts at Quill & Crane expect the order to add a tenth to its revenue, a note said."


def saved(document: object) -> bytes:
    data = io.BytesIO()
    document.save(data)  # type: ignore[attr-defined]
    return data.getvalue()


def lines(extracted: Extracted) -> list[str]:
    (report,) = extracted.report
    return extracted.text[report.start : report.end].split("\n")


def test_paragraphs_and_rows_are_lines_in_the_order_of_the_page() -> None:
    document = docx.Document()
    document.add_heading("Rail wins", 0)
    document.add_paragraph(FIRST)
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, (("Year", "Sales"), ("2024", "1,340")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("One\nTwo\tthree", style="List Bullet")
    document.add_paragraph(SECOND)
    assert lines(read_docx(saved(document))) == [
        "Rail wins", FIRST, "Year Sales", "2024 1,340", "One", "Two three", SECOND,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:ins {w}><w:r><w:t>seen</w:t></w:r></w:ins>", "Before seen"),
        ("<w:del {w}><w:r><w:t>SECRET</w:t></w:r></w:del>", "Before"),
        ("<w:moveFrom {w}><w:r><w:t>SECRET</w:t></w:r></w:moveFrom>", "Before"),
        ("<w:hyperlink {w}><w:r><w:t>seen</w:t></w:r></w:hyperlink>", "Before seen"),
        ("<w:sdt {w}><w:sdtContent><w:r><w:t>seen</w:t></w:r></w:sdtContent></w:sdt>", "Before seen"),
        ("<w:r {w}><w:instrText>SECRET</w:instrText></w:r>", "Before"),
        ("<w:r {w}><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>", "Before"),
        ("<w:r {w}><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r>", "Before seen"),
        ("<w:r {w}><w:rPr><w:sz w:val='2'/></w:rPr><w:t>SECRET</w:t></w:r>", "Before"),
        ("<w:r {w}><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>SECRET</w:t></w:r>", "Before"),
        ("<w:r {w}><w:rPr><w:color w:val='FEFDFE'/></w:rPr><w:t>SECRET</w:t></w:r>", "Before"),
        ("<w:r {w}><w:rPr><w:color w:val='FFFFFF'/><w:shd w:fill='003'/></w:rPr><w:t>seen</w:t></w:r>", "Before seen"),
        ("<w:r {w}><w:rPr><w:rStyle w:val='Hid'/></w:rPr><w:t>SECRET</w:t></w:r>", "Before"),
        ("<w:r {w}><w:t>we</w:t><w:softHyphen/><w:t>ll</w:t><w:noBreakHyphen/><w:t>off</w:t></w:r>", "Before well-off"),
    ],
)  # fmt: skip
def test_what_a_reader_of_the_document_sees_is_its_text(xml: str, expected: str) -> None:
    document = docx.Document()
    hidden = document.styles.add_style("Hid", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    hidden.font.hidden = True
    document.add_paragraph("Before ")._p.append(parse_xml(xml.format(w=W)))
    assert lines(read_docx(saved(document))) == [expected]


def test_a_hidden_style_of_a_paragraph_hides_it() -> None:
    document = docx.Document()
    style = document.styles.add_style("Gone", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.color.rgb = RGBColor(255, 255, 255)
    small = document.styles.add_style("Small", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    small.font.size = Pt(1)
    document.add_paragraph("SECRET", style="Gone")
    document.add_paragraph("SECRET", style="Small")
    document.add_paragraph(FIRST)
    assert lines(read_docx(saved(document))) == [FIRST]


def test_headers_and_footers_stand_behind_the_report_and_comments_nowhere() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(FIRST)
    document.add_comment(paragraph.runs, text="SECRET")
    document.sections[0].header.paragraphs[0].text = "Harbour Research"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    extracted = read_docx(saved(document))
    assert lines(extracted) == [FIRST]
    assert extracted.text == f"{FIRST}\nHarbour Research\nPage 1"


def test_the_title_is_the_heading_and_the_author_is_who_the_text_names() -> None:
    document = docx.Document()
    document.core_properties.title = "Template of the firm"
    document.core_properties.author = "Ann Lee"
    document.add_heading("Rail wins the north", 1)
    document.add_paragraph(FIRST)
    unnamed = parse_source(saved(document), format="docx", name="a", given=GivenMetadata())
    assert (unnamed.title, unnamed.title_origin, unnamed.authors) == (
        "Rail wins the north",
        "text",
        (),
    )
    assert unnamed.published is None
    document.add_paragraph("By Ann Lee")
    named = parse_source(saved(document), format="docx", name="a", given=GivenMetadata())
    assert named.authors == ("Ann Lee",)


def test_what_is_no_word_document_is_reported() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"a" * 20_000_001)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "x")
    for data, message in (
        (b"words", "is no Word document: it begins with b'words'"),
        (b"\xd0\xcf\x11\xe0rest", "is an old Word document or locked"),
        (b"PK\x03\x04rest", "is broken"),
        (bomb.getvalue(), "has 20,000,001 bytes when unpacked"),
        (other.getvalue(), "is broken: the Word document cannot be read"),
        (saved(docx.Document()), "is empty"),
    ):
        with pytest.raises(CorpusError, match=message):
            read_docx(data)


def small_document() -> bytes:
    document = docx.Document()
    document.add_heading("Rail wins", 1)
    document.add_table(1, 1).cell(0, 0).text = FIRST
    return saved(document)


GOOD = small_document()


def packed_again(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return out.getvalue()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_document_raises_nothing_but_a_corpus_error(draw: st.DataObject) -> None:
    good = GOOD
    name = draw.draw(
        st.sampled_from(
            ("word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels",
             "docProps/core.xml", "word/_rels/document.xml.rels", None)
        )
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        data = bytearray(package.read(name) if name else good)
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    if draw.draw(st.booleans()):
        data = data[: draw.draw(st.integers(0, len(data)))]
    try:
        read_docx(packed_again(good, name, bytes(data)) if name else bytes(data))
    except CorpusError:
        return
