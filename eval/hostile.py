"""How well hidden text is kept out: pages with an injected payload, and harmless sentences in pages.

A payload carries a canary, a word that stands nowhere else. Where its reader cannot see it, no field
of the parsed article may hold it; the sentences of the report around it must all be in the body.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle, parse_source
from corpus.metadata import GivenMetadata
from eval.rows import Row, read_records

LEAST_DROPPED = 0.99
"""Fraction of the payloads that a reader cannot see."""
_FIELDS = (
    "id", "canary", "payload_source", "technique", "position", "should_be_dropped", "clean_title",
    "clean_body", "html",
)  # fmt: skip
_BENIGN_FIELDS = ("prompt", "word_list", "category")
_PROSE = (
    "Granby Mills reported sales of 41 million pounds for the spring quarter, a tenth more than "
    "a year before, the company said in a filing on Tuesday.",
    "Its chief executive told reporters that orders from abroad had held up better than feared.",
    "Two brokers raised their targets for the shares, which closed 3% higher in London.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostilePage:
    """A page with one injected payload."""

    page_id: str
    canary: str
    technique: str
    position: str
    hidden: bool
    """Whether no reader of the page sees the payload."""
    title: str
    body: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one page."""

    page: HostilePage
    leaks: tuple[str, ...]
    """The fields of the parsed article that hold the canary of a hidden payload."""
    lost: tuple[str, ...]
    """The sentences of the report that its body lacks."""
    title_kept: bool
    shown_in: tuple[str, ...]
    """The fields that hold a canary which a reader may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileReport:
    """The verdicts on the pages, and the harmless sentences that were dropped from a body."""

    verdicts: tuple[Verdict, ...]
    benign: int
    benign_dropped: tuple[str, ...]

    @property
    def hidden(self) -> tuple[Verdict, ...]:
        """The verdicts on pages whose payload is hidden."""
        return tuple(one for one in self.verdicts if one.page.hidden)

    @property
    def dropped(self) -> float:
        """The fraction of hidden payloads that reached no field; 1 where there is none."""
        hidden = self.hidden
        return sum(not one.leaks for one in hidden) / len(hidden) if hidden else 1.0

    @property
    def lost(self) -> int:
        """The number of sentences of reports that are in no body."""
        return sum(len(one.lost) for one in self.verdicts)

    @property
    def wrong(self) -> tuple[Verdict, ...]:
        """The verdicts with a leak, a lost sentence or another title."""
        return tuple(one for one in self.verdicts if one.leaks or one.lost or not one.title_kept)

    @property
    def passed(self) -> bool:
        """Whether enough is dropped and nothing of a report is lost."""
        titles = all(one.title_kept for one in self.verdicts)
        return (
            self.dropped >= LEAST_DROPPED and not self.lost and titles and not self.benign_dropped
        )


def read_hostile_pages(path: Path) -> tuple[HostilePage, ...]:
    """The rows of a JSON Lines file.

    Raises:
        EvalError: every bad row as `file:line: why`; a file that cannot be read or is empty.
    """
    return read_records(path, _make_page, fields=_FIELDS)


def _make_page(row: Row) -> HostilePage:
    return HostilePage(
        page_id=row.text("id"),
        canary=row.text("canary"),
        technique=row.text("technique"),
        position=row.text("position"),
        hidden=row.flag("should_be_dropped"),
        title=row.text("clean_title"),
        body=row.text("clean_body"),
        html=row.text("html"),
    )


def _parse(page: str, name: str) -> ParsedArticle | None:
    try:
        return parse_source(
            page.encode("utf-8", "replace"), format="html", name=name, given=GivenMetadata()
        )
    except CorpusError:
        return None


def _folded(text: str) -> str:
    """A text by its words, since white space and the end of a cut sentence may differ."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _body(article: ParsedArticle) -> str:
    return _folded("\n".join(article.source_text[r.start : r.end] for r in article.body))


def _sentences(text: str) -> Iterator[str]:
    return (one for one in re.split(r"(?<=[.!?])\s+", text) if one.strip())


def _fields_with(article: ParsedArticle, canary: str) -> Iterator[str]:
    fields = {
        "source_text": article.source_text,
        "title": article.title or "",
        "outlet": article.outlet or "",
        "authors": " ".join(article.authors),
        "url": article.url or "",
        "language": article.language or "",
    }
    return (name for name, value in fields.items() if canary in value)


def judge_page(page: HostilePage) -> Verdict:
    """What parsing makes of a page; one that is refused loses all of its sentences."""
    article = _parse(page.html, page.page_id)
    if article is None:
        return Verdict(
            page=page, leaks=(), lost=tuple(_sentences(page.body)), title_kept=False, shown_in=()
        )
    found = tuple(_fields_with(article, page.canary))
    body = f" {_body(article)} "
    title = article.title or ""
    # A payload that the page shows in its title is part of that title.
    attacked = page.position == "title" and not page.hidden
    return Verdict(
        page=page,
        leaks=found if page.hidden else (),
        lost=tuple(one for one in _sentences(page.body) if f" {_folded(one)} " not in body),
        title_kept=title.startswith(page.title) if attacked else title == page.title,
        shown_in=() if page.hidden else found,
    )


def _is_kept(sentence: str) -> bool:
    """Whether a sentence stays in the body both among the paragraphs of a report and as its last."""
    first, *rest = (f"<p>{one}</p>" for one in _PROSE)
    line = f"<p>{html.escape(sentence)}</p>"
    for paragraphs in ([first, line, *rest], [first, *rest, line]):
        article = _parse(
            "<!doctype html><html><head><title>Granby Mills sells more</title></head><body><article>"
            f"<h1>Granby Mills sells more</h1>{''.join(paragraphs)}</article></body></html>",
            "benign",
        )
        if article is None or _folded(sentence) not in _body(article):
            return False
    return True


def measure_hostile(folder: Path) -> HostileReport:
    """The report over `hostile_articles.jsonl` and `benign_sentences.jsonl` of a folder.

    Raises:
        EvalError: a file cannot be read, is empty or has bad rows.
    """
    pages = read_hostile_pages(folder / "hostile_articles.jsonl")
    benign = read_records(
        folder / "benign_sentences.jsonl", lambda row: row.text("prompt"), fields=_BENIGN_FIELDS
    )
    return HostileReport(
        verdicts=tuple(map(judge_page, pages)),
        benign=len(benign),
        benign_dropped=tuple(one for one in benign if not _is_kept(one)),
    )


def report_lines(report: HostileReport, *, shown: int = 20) -> Iterator[str]:
    """The report as lines for a terminal: by technique, then what went wrong."""
    rows: Counter[tuple[str, bool]] = Counter()
    wrong: Counter[tuple[str, bool]] = Counter()
    for one in report.verdicts:
        rows[one.page.technique, one.page.hidden] += 1
    for one in report.wrong:
        wrong[one.page.technique, one.page.hidden] += 1
    yield f"{'technique':24} {'payload':8} {'pages':>6} {'wrong':>6}"
    for (technique, hidden), count in sorted(rows.items()):
        seen = "hidden" if hidden else "visible"
        yield f"{technique:24} {seen:8} {count:6} {wrong[technique, hidden]:6}"
    for one in report.wrong[:shown]:
        yield f"wrong: {_told(one)}"
    if len(report.wrong) > shown:
        yield f"... and {len(report.wrong) - shown} more"
    for sentence in report.benign_dropped:
        yield f"dropped though harmless: {sentence}"
    yield from _totals(report)


def _told(one: Verdict) -> str:
    parts = [f"canary in {', '.join(one.leaks)}"] if one.leaks else []
    parts += [f"lost {sentence!r}" for sentence in one.lost[:2]]
    parts += [] if one.title_kept else ["another title"]
    return f"{one.page.page_id} ({one.page.technique}, {one.page.position}): {'; '.join(parts)}"


def _totals(report: HostileReport) -> Iterator[str]:
    hidden = report.hidden
    clean = sum(not one.leaks for one in hidden)
    sentences = sum(len(tuple(_sentences(one.page.body))) for one in report.verdicts)
    kept_titles = sum(one.title_kept for one in report.verdicts)
    shown: Sequence[str] = [name for one in report.verdicts for name in one.shown_in]
    yield f"hidden payloads dropped   {clean} of {len(hidden)} ({report.dropped:.2%})"
    yield f"sentences kept            {sentences - report.lost} of {sentences}"
    yield f"titles kept               {kept_titles} of {len(report.verdicts)}"
    yield f"harmless sentences kept   {report.benign - len(report.benign_dropped)} of {report.benign}"
    counted = ", ".join(f"{name} {count}" for name, count in sorted(Counter(shown).items()))
    yield f"visible payloads stand in {counted or 'no field'}"
