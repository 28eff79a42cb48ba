"""PDF files are written here by hand, so that each test says what its page draws."""

import zlib

import pytest
from drawn_pdf import LONG, PARAGRAPH, at, block, lines, parse, pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.formats.pdf import read_pdf


def test_wrapped_lines_are_joined_and_paragraphs_stay_apart() -> None:
    page = block(50, 700, LONG) + block(50, 640, LONG)
    assert lines(read_pdf(pdf(page))) == [PARAGRAPH, PARAGRAPH]


def test_an_indented_line_after_the_end_of_a_sentence_begins_a_paragraph() -> None:
    full = (*LONG[:3], "tenth to its revenue, as they said in a note for clients.")
    page = block(50, 700, full) + at(
        65, 652, "The shares had fallen for most of the year until then,"
    )
    page += at(50, 640, "and nobody had expected them to rise.")
    assert lines(read_pdf(pdf(page))) == [
        " ".join(full),
        "The shares had fallen for most of the year until then, and nobody had expected them to rise.",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = (
        "Cedar Rail rose 4% on Tuesday after",
        "it won a contract to run its trains",
        "in the far north of the country for",
        "at least ten years, the firm’s own",
        "news service said in its report.",
    )
    right = (
        "Others were not as happy: the share",
        "of Harbour Lines fell by more than",
        "six per cent, since it had hoped to",
        "win that contract for itself, said",
        "a person who knows of the matter.",
    )
    across = "".join(
        at(50, 700 - 12 * i, a) + at(320, 700 - 12 * i, b)
        for i, (a, b) in enumerate(zip(left, right, strict=True))
    )
    assert lines(read_pdf(pdf(across))) == [" ".join(left), " ".join(right)]
    one_by_one = block(50, 700, left) + block(320, 700, right)
    assert lines(read_pdf(pdf(one_by_one))) == [" ".join(left), " ".join(right)]


def test_rows_of_a_table_and_items_of_a_list_stay_lines() -> None:
    page = block(50, 700, LONG)
    for index, row in enumerate((("Year", "Sales"), ("2023", "1,200"), ("2024", "1,340"))):
        page += at(50, 600 - 12 * index, row[0]) + at(200, 600 - 12 * index, row[1])
    page += block(50, 540, ("Trains in the north", "Ships in the south"))
    assert lines(read_pdf(pdf(page)))[1:] == [
        "Year Sales",
        "2023 1,200",
        "2024 1,340",
        "Trains in the north",
        "Ships in the south",
    ]


def test_a_broken_word_is_joined_only_where_the_text_shows_it_whole() -> None:
    wrapped = (
        "The firm said that the contract was its largest invest-",
        "ment so far; investment had been low for a long-",
        "term view, and a well-",
        "timed one.",
    )
    page = block(50, 700, wrapped)
    (only,) = lines(read_pdf(pdf(page)))
    assert "largest investment so far" in only
    assert "long-term view" in only
    assert "well-timed" in only


def test_running_heads_feet_and_page_numbers_stand_behind_the_report() -> None:
    pages = []
    for number in (1, 2, 3):
        page = at(50, 714, "Harbour Gazette Research") + at(300, 20, f"{number}", size=8)
        page += at(50, 20, "See the notes on the last page", size=8)
        title = at(50, 690, "Rail wins the north") if number == 1 else ""
        pages.append(page + title + block(50, 650, LONG))
    extracted = read_pdf(pdf(*pages))
    (report,) = extracted.report
    body = extracted.text[: report.end]
    assert body.count("Cedar Rail rose") == 3
    assert "Harbour Gazette Research" not in body
    behind = extracted.text[report.end :].split("\n")
    assert behind.count("Harbour Gazette Research") == 1
    article = parse(pdf(*pages))
    assert (article.title, article.title_origin) == ("Rail wins the north", "text")
    assert all(kept.end <= report.end for kept in article.body)


def test_a_sentence_that_runs_over_a_page_end_is_one_sentence() -> None:
    first = block(50, 80, LONG[:2]) + at(300, 20, "1", size=8)
    second = block(50, 700, ("tenth to its revenue.",)) + at(300, 20, "2", size=8)
    middle = block(50, 56, (LONG[2],))
    assert lines(read_pdf(pdf(first + middle, second))) == [PARAGRAPH]


@pytest.mark.parametrize(
    "hidden",
    [
        at(50, 500, "SECRET", before="3 Tr"),
        at(50, 500, "SECRET", before="7 Tr"),
        at(50, 500, "SECRET", before="1 1 1 rg"),
        at(50, 500, "SECRET", before="0.99 0.98 1 rg"),
        at(50, 500, "SECRET", before="/G0 gs"),
        at(50, 500, "SECRET", size=1),
        at(50, 500, "SECRET", size=10, before="0.1 0 0 0.1 40 400 cm"),
        at(700, 500, "SECRET"),
        at(50, -50, "SECRET"),
        "0 0 0.4 rg 40 480 200 40 re f " + at(50, 500, "SECRET", before="0 0 0.4 rg"),
    ],
)
def test_text_that_nobody_sees_is_not_in_the_text(hidden: str) -> None:
    for page in (hidden + block(50, 700, LONG), block(50, 700, LONG) + hidden):
        assert lines(read_pdf(pdf(page))) == [PARAGRAPH]


def test_a_hidden_word_within_a_line_is_left_out_of_it() -> None:
    page = "BT /F1 10 Tf 50 700 Td (Cedar Rail ) Tj 3 Tr (SECRET ) Tj 0 Tr (rose 4% on Tuesday, it said.) Tj ET"
    assert lines(read_pdf(pdf(page))) == ["Cedar Rail rose 4% on Tuesday, it said."]


def test_white_text_on_a_dark_ground_is_seen() -> None:
    page = "0 0 0.4 rg 40 490 300 30 re f " + at(50, 500, "Seen on blue", before="1 1 1 rg")
    assert lines(read_pdf(pdf(page + block(50, 400, LONG)))) == ["Seen on blue", PARAGRAPH]


def test_the_recognised_words_of_a_scanned_page_are_its_text() -> None:
    picture = "q 600 0 0 800 0 0 cm /Im Do Q "
    layer = "".join(at(50, 700 - 12 * i, line, before="3 Tr") for i, line in enumerate(LONG))
    assert lines(read_pdf(pdf(picture + layer))) == [PARAGRAPH]


def test_hidden_words_over_a_picture_beside_text_are_left_out() -> None:
    picture = "q 600 0 0 500 0 0 cm /Im Do Q " + at(50, 300, "SECRET", before="3 Tr")
    assert lines(read_pdf(pdf(picture + block(50, 700, LONG)))) == [PARAGRAPH]


def test_a_line_of_a_form_is_seen_on_the_ground_that_the_form_draws() -> None:
    inside = "0 0 0.4 rg 0 0 300 30 re f " + at(10, 10, "Seen on blue", before="1 1 1 rg")
    hidden = at(10, 100, "SECRET", before="1 1 1 rg")
    page = "q 1 0 0 1 40 500 cm /Fm Do Q " + block(50, 400, LONG)
    assert lines(read_pdf(pdf(page, form=inside + hidden))) == ["Seen on blue", PARAGRAPH]


def test_a_day_in_the_running_head_dates_the_report() -> None:
    head = at(50, 770, "Harbour Research", size=8) + at(400, 770, "12 September 2025", size=8)
    article = parse(pdf(*[head + block(50, 700, LONG)] * 2))
    assert article.published is not None
    assert (article.published.iso, article.published_origin) == ("2025-09-12", "text")
    assert all(
        "2025" not in article.source_text[kept.start : kept.end][:30] for kept in article.body
    )


def test_a_heading_over_two_lines_is_one_title_and_bullets_do_not_break_items() -> None:
    page = at(50, 740, "Rail wins the north and", size=20) + at(50, 716, "the south", size=20)
    page += at(50, 680, "\u2022", size=14) + at(
        62, 680, "The shares had fallen for most of the year until"
    )
    page += at(62, 668, "then, and nobody had hoped for much.") + block(50, 640, LONG)
    article = parse(pdf(page))
    assert article.title == "Rail wins the north and the south"
    assert "until then, and nobody" in article.source_text


def test_a_dash_at_the_end_of_a_line_takes_no_space() -> None:
    page = block(
        50,
        700,
        ("Forget the very large ones of this world for a while\u2014", "this is where it grows."),
    )
    assert lines(read_pdf(pdf(page))) == [
        "Forget the very large ones of this world for a while\u2014this is where it grows."
    ]


def test_a_scan_without_text_says_how_to_have_it_recognised() -> None:
    with pytest.raises(
        CorpusError, match=r"a\.pdf: holds no text: its pages are pictures.*ocrmypdf"
    ):
        parse(pdf("q 600 0 0 800 0 0 cm /Im Do Q"))


def test_a_page_turned_sideways_is_read_as_it_is_shown() -> None:
    turned = "".join(
        f"BT /F1 10 Tf 0 1 -1 0 {100 + 12 * i} 50 Tm ({line}) Tj ET " for i, line in enumerate(LONG)
    )
    assert lines(read_pdf(pdf(turned, page_extra="/Rotate 90"))) == [PARAGRAPH]


def test_the_largest_words_of_the_first_page_are_the_title() -> None:
    page = (
        at(50, 740, "Rail wins the north", size=20)
        + at(50, 720, "By Ann Lee")
        + block(50, 680, LONG)
    )
    stated = "/Title (Microsoft Word - draft7.docx) /Author (Ann Lee)"
    article = parse(pdf(page, info=stated))
    assert (article.title, article.title_origin) == ("Rail wins the north", "text")
    assert article.authors == ("Ann Lee",)
    outlet = parse(pdf(page, info="/Title (Rail wins the north - Reuters) /Author (scanner)"))
    assert (outlet.title, outlet.title_origin) == ("Rail wins the north", "page metadata")
    assert (outlet.outlet, outlet.outlet_origin) == ("Reuters", "page metadata")
    old = parse(pdf(page, info="/Title (Quarterly report of another firm)"))
    assert old.title == "Rail wins the north"


def test_the_day_a_pdf_was_made_is_not_its_date() -> None:
    made = "/CreationDate (D:20251001120000+02'00')"
    assert parse(pdf(block(50, 700, LONG), info=made)).published is None
    dated = at(50, 740, "12 September 2025") + block(50, 700, LONG)
    article = parse(pdf(dated, info=made))
    assert article.published is not None
    assert (article.published.iso, article.published_origin) == ("2025-09-12", "text")


def test_the_stamp_of_a_print_out_does_not_date_the_article() -> None:
    stamp = at(25, 785, "11/25/2026, 10:43 PM", size=8) + at(300, 785, "Rail wins", size=8)
    assert parse(pdf(stamp + block(50, 700, LONG))).published is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html><p>no</p></html>", "is no PDF: it begins with"),
        (b"%PDF-1.7\n", "is broken"),
        (pdf(block(50, 700, LONG))[:300], "is broken"),
        (pdf(""), "is empty: no text that a reader would see"),
        (pdf(at(50, 500, "SECRET", before="3 Tr")), "is empty: no text that a reader would see"),
    ],
)
def test_what_is_no_text_is_reported(data: bytes, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        read_pdf(data)


def test_a_locked_pdf_says_how_to_unlock_it() -> None:
    lock = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + "41" * 32
        + "> /U <"
        + "42" * 32
        + "> >>"
    )
    lock += " /ID [<41> <41>]"
    with pytest.raises(CorpusError, match=r"is locked with a password.*qpdf --decrypt"):
        read_pdf(pdf(block(50, 700, LONG), extra=lock))


GOOD = pdf(block(50, 700, LONG), info="/Title (Rail wins)")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_pdf_raises_nothing_but_a_corpus_error(draw: st.DataObject) -> None:
    data = bytearray(GOOD)
    for _ in range(draw.draw(st.integers(1, 20))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(0, len(data)))
    for damaged in (bytes(data), bytes(data[:cut]), zlib.compress(bytes(data))):
        try:
            read_pdf(damaged)
        except CorpusError:
            continue
