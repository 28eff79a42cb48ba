"""A report as pages of many kinds print it, and what is read of such a page."""

from dataclasses import dataclass

from corpus.extraction import parse_source
from corpus.metadata import GivenMetadata

LEAD = (
    "Tarn Valley Foods raised its forecast for the year on Wednesday after sales of frozen meals "
    "grew faster than it had expected, sending its shares up 6% in early trading."
)
QUOTE = (
    "“We sold more in the north than in any quarter since we listed,” said Marta Oyelaran, the "
    "group’s finance director."
)
VIEW = (
    "Analysts at Birch Street Capital kept their rating at hold and raised their target price to "
    "412 pence from 380 pence."
)
LAST = "The company will report its results for the half year on 14 August."
REPORT = (LEAD, QUOTE, VIEW, LAST)


def p(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(inside: str, *, title: str = "Tarn Valley lifts its forecast", lang: str = "en") -> str:
    return (
        f"<!doctype html><html lang='{lang}'><head><title>{title}</title></head>"
        f"<body>{inside}</body></html>"
    )


TITLE = "<h1>Tarn Valley lifts its forecast</h1>"


@dataclass(frozen=True)
class Sample:
    html: str
    cut: tuple[str, ...]
    kept: tuple[str, ...] = REPORT


def parse(html: str) -> tuple[str, str]:
    article = parse_source(html.encode(), format="html", name="a", given=GivenMetadata())
    body = "\n".join(article.source_text[r.start : r.end] for r in article.body)
    return body, article.source_text


def check_page(sample: Sample) -> None:
    """Assert that the report is kept whole, nothing around it is, and the text holds all."""
    body, text = parse(sample.html)
    assert [line for line in sample.kept if line not in body] == []
    assert [words for words in sample.cut if words in body] == []
    lost = [words for words in sample.cut if words not in text]
    assert [words for words in lost if words != "Front page"] == []
