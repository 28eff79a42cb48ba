"""What a reader of a page sees and does not see, by the styles that the page itself carries."""

import pytest

from corpus.errors import CorpusError
from corpus.extraction import parse_source
from corpus.metadata import GivenMetadata

REPORT = (
    "<p>Cedar Rail rose 4% on Tuesday after it won a contract to run trains in the far north.</p>"
    "<p>Analysts at Quill & Crane expect the order to add a tenth to its revenue, a note said.</p>"
)


def text_of(inside: str, head: str = "") -> str:
    page = f"<html><head><title>Rail wins</title>{head}</head><body>{inside}{REPORT}</body></html>"
    given = GivenMetadata()
    return parse_source(page.encode(), format="html", name="a", given=given).source_text


@pytest.mark.parametrize(
    "style",
    [
        "dis\\70lay:none",
        "display:/**/none",
        "color:red;;display:none;",
        "position:absolute;clip:rect(0 0 0 0)",
        "clip-path:inset(50%)",
        "clip-path:polygon(0 0,0 0,0 0)",
        "transform:scale(0,1)",
        "transform:translateX(-9999px)",
        "transform:rotateY(90deg)",
        "max-height:0px;overflow-y:hidden",
        "width:1px;height:1px;overflow:hidden",
        "background:navy;color:rgb(0,0,128)",
        "background:hsl(120,100%,25%);color:#008000",
        "background:linear-gradient(#fff,#fefefe);color:white",
        "color:#0000",
        "color:rgb(255 255 255)",
        "color:oklch(1 0 0)",
        "-webkit-text-fill-color:transparent",
        "font-size:1px",
        "font-size:.1em",
        "font-size:calc(1px - 1px)",
        "font:0/0 a",
        "letter-spacing:-1em",
        "position:absolute;left:-100vw",
        "position:absolute;left:-500em",
        "position:absolute;inset:0 0 0 -9999px",
        "margin:0 0 0 -99999px",
        "text-indent:-999em",
        "opacity:1%",
        "filter:opacity(0)",
        "mask:linear-gradient(transparent,transparent)",
        "content-visibility:hidden",
        "visibility:collapse",
    ],
)
def test_a_style_that_leaves_nothing_to_see_hides_its_text(style: str) -> None:
    text = text_of(f"<div><p style='{style}'>SECRET</p>after</div>")
    assert "SECRET" not in text
    assert "after" in text


@pytest.mark.parametrize(
    ("sheet", "inside"),
    [
        (".a .b{display:none}", "<div class=a><i><p class=b>SECRET</p></i></div>"),
        ("div.a>p{visibility:hidden}", "<div class=a><p>SECRET</p></div>"),
        ("[data-x]{opacity:0}", "<p data-x>SECRET</p>"),
        ("@media screen{.a{display:none}}", "<p class=a>SECRET</p>"),
        ("@media (min-width:1px){.a{display:none}}", "<p class=a>SECRET</p>"),
        ("@supports (display:grid){.a{display:none}}", "<p class=a>SECRET</p>"),
        (".a{.b{display:none}}", "<div class=a><p class=b>SECRET</p></div>"),
        (":root{--c:white}p.a{color:var(--c)}", "<p class=a>SECRET</p>"),
        (".a{display:none!important}", "<p class=a style='display:block'>SECRET</p>"),
        ("#i{display:none}p{display:block}", "<p id=i>SECRET</p>"),
        ("body{background:#000;color:#fff}.a{color:#000}", "<p class=a>SECRET</p>"),
    ],
)
def test_a_rule_of_the_page_hides_what_it_selects(sheet: str, inside: str) -> None:
    assert "SECRET" not in text_of(inside, f"<style>{sheet}</style>")


@pytest.mark.parametrize(
    ("sheet", "inside"),
    [
        ("", "<div style='visibility:hidden'>x<p style='visibility:visible'>SHOWN</p></div>"),
        ("", "<div style='font-size:0'><p style='font-size:16px'>SHOWN</p></div>"),
        ("", "<div style='color:white'><p style='color:#000'>SHOWN</p></div>"),
        (".hero{background:#003}", "<div class=hero><p style='color:#fff'>SHOWN</p></div>"),
        ("@media print{.a{display:none}}", "<p class=a>SHOWN</p>"),
        ("@media (max-width:600px){.a{display:none}}", "<p class=a>SHOWN</p>"),
        ("@media not screen{.a{display:none}}", "<p class=a>SHOWN</p>"),
        (".a{display:none}.a{display:block}", "<p class=a>SHOWN</p>"),
        (".a{display:none}", "<p class=a style='display:block'>SHOWN</p>"),
        (".a:hover{display:none}", "<p class=a>SHOWN</p>"),
        (".a::after{display:none}", "<p class=a>SHOWN</p>"),
        ("body{visibility:hidden}", "<p>SHOWN</p>"),
        ("", "<p style='position:absolute;left:50%;margin-left:-480px'>SHOWN</p>"),
        ("", "<p style='color:#ccc'>SHOWN</p>"),
        ("", "<p style='background:linear-gradient(#000,#333);color:white'>SHOWN</p>"),
        ("", "<p style='font-size:clamp(12px,2vw,18px)'>SHOWN</p>"),
        ("", "<p style='overflow:hidden;height:200px;letter-spacing:-.02em'>SHOWN</p>"),
    ],
)
def test_what_can_be_seen_stays(sheet: str, inside: str) -> None:
    assert "SHOWN" in text_of(inside, f"<style>{sheet}</style>")


def test_a_page_nested_thousands_deep_keeps_its_text_and_what_is_hidden_in_it_goes() -> None:
    inside = "<div>" * 5000 + "<p style='display:none'>SECRET</p>DEEP" + "</div>" * 5000
    text = text_of(inside)
    assert "DEEP" in text
    assert "SECRET" not in text


def test_styles_that_would_take_minutes_refuse_the_page() -> None:
    rules = "".join(f"[x{number}]{{display:none}}" for number in range(2000))
    with pytest.raises(CorpusError, match="style rules would take minutes"):
        text_of("<i>x</i>" * 5000, f"<style>{rules}</style>")


def test_variation_selectors_and_joiners_carry_nothing_between_letters() -> None:
    text = text_of("<p>a\ufe01b\u200dc\U000e0121d ❤\ufe0f 👩\u200d🚀 1\ufe0f\u20e3</p>")
    assert text.splitlines()[0] == "abcd ❤\ufe0f 👩\u200d🚀 1\ufe0f\u20e3"
