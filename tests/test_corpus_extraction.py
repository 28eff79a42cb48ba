import pickle

import pytest

from corpus.decoding import decode_text
from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle, parse_source
from corpus.metadata import GivenMetadata

FIRST = "Cedar Rail rose 4% on Tuesday after it won a contract to run trains in the far north."
SECOND = "Analysts at Quill & Crane expect the order to add a tenth to its revenue, a note said."
THIRD = (
    "“We had hoped for this,” said Ada Moreno, who runs the firm. Its shares rose to 12.40 crowns."
)


def parse(data: str | bytes, kind: str = "html", **given: str) -> ParsedArticle:
    data = data.encode() if isinstance(data, str) else data
    return parse_source(data, format=kind, name="a", given=GivenMetadata(**given))  # type: ignore[arg-type]


def body(article: ParsedArticle) -> str:
    return "\n".join(article.source_text[r.start : r.end] for r in article.body)


def page(inside: str, head: str = "<title>Rail wins</title>") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{inside}</body></html>"


REPORT = f"<article><h1>Rail wins</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"


def test_a_page_is_read_as_one_paragraph_a_line_and_its_report_is_the_body() -> None:
    html = page(
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/m'>Markets</a></li></ul></nav>"
        f"{REPORT}"
        "<footer><p>© 2025 Dunmore Daily. All rights reserved.</p></footer>"
    )
    article = parse(html)
    assert article.source_text.splitlines() == [
        "Home",
        "Markets",
        "Rail wins",
        FIRST,
        SECOND,
        THIRD,
        "© 2025 Dunmore Daily. All rights reserved.",
    ]
    assert body(article) == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert article.title == "Rail wins"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>SECRET</p>",
        "<p style='display: none !important'>SECRET</p>",
        "<p style='VISIBILITY:hidden'>SECRET</p>",
        "<p style='opacity: 0'>SECRET</p>",
        "<span style='font-size:0px'>SECRET</span>",
        "<p style='color:#FFF'>SECRET</p>",
        "<p style='color:white;background:#ffffff'>SECRET</p>",
        "<p style='position:absolute; left:-9999px'>SECRET</p>",
        "<p style='text-indent:-5000px'>SECRET</p>",
        "<div style='height:0;overflow:hidden'>SECRET</div>",
        "<p class='lead sr-only'>SECRET</p>",
        "<p class='visually-hidden'>SECRET</p>",
        "<style>.q1{display:none}</style><p class='q1'>SECRET</p>",
        "<style>p#z , .y {opacity:0}</style><p id='z'>SECRET</p>",
        "<script>var a = 'SECRET'</script>",
        "<style>.a::after{content:'SECRET'}</style>",
        "<template><p>SECRET</p></template>",
        "<noscript>SECRET</noscript>",
        "<!-- SECRET -->",
        "<img src='a.png' alt='SECRET'>",
        "<p title='SECRET'>x</p>",
        "<textarea>SECRET</textarea>",
        "<dialog>SECRET</dialog>",
        "<div style='display:none'><div><p>SECRET</p></div></div>",
    ],
)
def test_what_a_reader_cannot_see_is_not_in_the_text(hidden: str) -> None:
    article = parse(page(f"<div>{hidden}after</div>{REPORT}"))
    assert "SECRET" not in article.source_text
    assert "after" in article.source_text
    assert body(article) == f"{FIRST}\n{SECOND}\n{THIRD}"


@pytest.mark.parametrize(
    "shown",
    [
        "<p aria-hidden='true'>SHOWN</p>",
        "<p style='color:#fff;background:#003'>SHOWN</p>",
        "<div style='background-color:black'><p style='color:white'>SHOWN</p></div>",
        "<p class='hidden md:block'>SHOWN</p>",
        "<p style='opacity:0.9;font-size:12px'>SHOWN</p>",
        "<style>@media print{.p{display:none}}</style><p class='p'>SHOWN</p>",
        "<details><summary>More</summary>SHOWN</details>",
        "<b>SH</b>OWN",
    ],
)
def test_what_a_reader_sees_is_in_the_text(shown: str) -> None:
    assert "SHOWN" in parse(page(shown + REPORT)).source_text


def test_characters_that_draw_nothing_do_not_reach_the_text() -> None:
    tags = "".join(chr(0xE0000 + ord(c)) for c in "secret")
    marked = REPORT.replace("Cedar", f"Ce\u200bdar{tags}")
    assert FIRST in parse(page(marked)).source_text
    assert parse(f"{FIRST}{tags}\n", "txt").source_text == f"{FIRST}\n"


def test_a_line_break_in_a_page_ends_a_line() -> None:
    article = parse(page(f"<div>{FIRST}<br>{SECOND}<br/><br/>{THIRD}</div>"))
    assert article.source_text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert body(article) == article.source_text


def test_one_huge_paragraph_still_gives_a_body() -> None:
    text = " ".join([FIRST, SECOND, THIRD] * 200)
    assert body(parse(page(f"<p>{text}</p>"))) == text


def test_a_deeply_nested_page_still_gives_a_body() -> None:
    depth = 200
    html = page("<div>" * depth + f"<p>{FIRST}</p><p>{SECOND}</p>" + "</div>" * depth)
    assert body(parse(html)) == f"{FIRST}\n{SECOND}"


def test_a_text_stays_as_it_is_and_only_ranges_are_chosen() -> None:
    text = f"Share\r\n\r\nRail wins\r\n{FIRST}\r\n\r\n  {SECOND}\r\nTweet\r\n"
    article = parse(text, "txt")
    assert article.source_text == text
    assert article.title == "Rail wins"
    assert body(article) == f"{FIRST}\r\n\r\n  {SECOND}"


def test_markdown_is_read_as_its_reader_sees_it() -> None:
    text = f"**Citi.** {FIRST}\n\n- *One*\n- [Two](https://e.example)\n\n<p hidden>secret</p>\n"
    article = parse(text, "md")
    assert article.source_text == f"Citi. {FIRST}\nOne\nTwo"


def test_markdown_is_read_without_its_front_matter() -> None:
    text = f"---\ntitle: Rail wins\npublished: 2025-09\n---\n\n# Rail wins\n\n{FIRST}<!-- no -->\n"
    article = parse(text, "md")
    assert article.source_text == f"Rail wins\n{FIRST}"
    assert (article.title, article.title_origin) == ("Rail wins", "given")
    assert article.published is not None
    assert (article.published.iso, article.published_origin) == ("2025-09", "given")
    assert body(article) == FIRST


def test_metadata_beside_a_file_wins_over_its_front_matter() -> None:
    text = f"---\ntitle: Theirs\noutlet: Dunmore Daily\n---\n{FIRST}\n"
    article = parse(text, "md", title="Mine")
    assert (article.title, article.outlet) == ("Mine", "Dunmore Daily")


def test_wrong_front_matter_names_file_and_line() -> None:
    with pytest.raises(CorpusError, match=r"^a:3: published: 'soon' is not an ISO date such as"):
        parse(f"---\ntitle: x\npublished: soon\n---\n{FIRST}", "md")


@pytest.mark.parametrize(
    ("data", "kind", "expected"),
    [
        (b"", "txt", "a: is empty"),
        (b"", "html", "a: holds no HTML"),
        (b"<html><body><script>x</script></body></html>", "html", "a: is empty"),
        (b"---\ntitle: x\n---\n", "md", "a: is empty"),
        (b"Share\nTweet\n", "txt", "a: holds no report"),
        (b"\x00\x01\x02", "txt", "a: is binary"),
        (b"x" * 5_000_001, "html", "a: has 5,000,001 bytes; a html source may have 5,000,000"),
    ],
)
def test_a_source_without_a_report_is_refused_with_its_reason(
    data: bytes, kind: str, expected: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        parse(data, kind)
    assert str(caught.value).startswith(expected)


def test_text_is_decoded_by_its_mark_its_declaration_or_as_windows_text() -> None:
    text = "Zürich’s index rose “sharply”"
    assert decode_text(text.encode()) == text
    assert decode_text(text.encode("utf-8-sig")) == text
    assert decode_text(text.encode("utf-16")) == text
    assert decode_text(text.encode("cp1252")) == text
    assert decode_text("Łódź rośnie".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź rośnie"
    assert decode_text(text.encode("cp1252"), declared="no-such-charset") == text
    assert decode_text(b"") == ""


def test_a_page_in_a_declared_charset_is_read() -> None:
    html = page(REPORT.replace("crowns", "złotych"), "<meta charset='iso-8859-2'>")
    html = html.replace("“", '"').replace("”", '"')
    assert "12.40 złotych" in parse(html.encode("iso-8859-2")).source_text


def test_arguments_and_result_cross_to_another_process() -> None:
    article = parse(page(REPORT))
    assert pickle.loads(pickle.dumps(article)) == article  # noqa: S301
    assert pickle.loads(pickle.dumps(GivenMetadata(title="a"))) == GivenMetadata(title="a")  # noqa: S301
