"""Texts and pages of one report with what they say of themselves."""

from corpus.extraction import ParsedArticle, parse_source
from corpus.metadata import GivenMetadata

PROSE = (
    "Cedar Rail rose 4% on Tuesday after it won a contract to run trains in the north, the "
    "operator said in a filing. Analysts at Quill & Crane expect it to add a tenth to revenue."
)


def text_article(text: str, **given: str) -> ParsedArticle:
    return parse_source(
        text.encode(), format="txt", name="a.txt", given=GivenMetadata(**given)  # type: ignore[arg-type]
    )  # fmt: skip


def page(head: str, body: str = "", **given: str) -> ParsedArticle:
    inside = f"<head>{head}</head><body>{body}<article><p>{PROSE}</p></article></body>"
    html = f"<html lang='en-GB'>{inside}</html>"
    return parse_source(
        html.encode(), format="html", name="a.html", given=GivenMetadata(**given)  # type: ignore[arg-type]
    )  # fmt: skip


def iso(article: ParsedArticle) -> tuple[str | None, str]:
    return (article.published.iso if article.published else None, article.published_origin)
