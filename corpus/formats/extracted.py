"""What a reader of one file format hands back, whatever the format: the text, its report, its facts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.article import Range, meet_ranges
from corpus.metadata import FoundMetadata
from corpus.outlets import outlet_of_name

_LEFT_OVER_TITLE = re.compile(
    r"\.(?:docx?|pdf|indd|qxp|tex|pptx?|xlsx?|html?|txt)\b|^(?:untitled|microsoft\b|slide \d"
    r"|document\d)|^\S*$|^(?:https?:|www\.)",
    re.IGNORECASE,
)
"""Titles that programs leave in a file: its name, an address, one word."""
_LONGEST_TITLE = 200
_OPENING = 4_000
"""Characters at the head of a document in which its title and author are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of a document as its reader sees it, a paragraph a line."""

    text: str
    report: tuple[Range, ...]
    """Where a body may be chosen from: all but page numbers, running heads and feet, in order."""
    found: FoundMetadata

    def within(self, body: Iterable[Range]) -> tuple[Range, ...]:
        """The parts of a chosen body that lie in the report."""
        return meet_ranges(body, self.report)


def extracted(
    paragraphs: Sequence[str], furniture: Sequence[str], found: FoundMetadata
) -> Extracted:
    """The paragraphs a line each, and behind them once each what only repeats on the pages.

    Behind, since a running head or the day of a print-out at the top would be read as the
    article's own title and date.
    """
    text = "\n".join(paragraphs)
    report = (Range(start=0, end=len(text)),) if text else ()
    return Extracted(
        text="\n".join((*paragraphs, *dict.fromkeys(furniture))), report=report, found=found
    )


def stated_facts(
    *, title: str, author: str, heading: str | None, paragraphs: Sequence[str]
) -> FoundMetadata:
    """The title and author that a document's properties state, as far as its text bears them out.

    Properties outlive their document: a file made from an older one keeps its title, and its author
    is often who typed it. So a heading goes before a title that the text does not show, and an
    author counts only where the text names him.
    """
    shown = _folded("\n".join(paragraphs)[:_OPENING])
    title, author = " ".join(title.split()), " ".join(author.split())
    if heading is not None and (
        len(heading.split()) < 2 or len(heading) > _LONGEST_TITLE or "\n" in heading
    ):
        heading = None
    if _LEFT_OVER_TITLE.search(title) or len(title) > _LONGEST_TITLE:
        title = ""
    outlet = None
    if heading and title.casefold().startswith(heading.casefold()):
        outlet = outlet_of_name(title[len(heading) :].strip(" -–—|·:»"))
        title = heading
    elif heading and title and _folded(title) not in shown:
        title = ""
    known = title or heading
    named = len(author.split()) > 1 and _folded(author) in shown
    return FoundMetadata(
        title=known or None,
        title_origin="page metadata" if title else "text" if heading else "unknown",
        outlet=outlet,
        outlet_origin="page metadata" if outlet else "unknown",
        authors=(author,) if named else (),
    )


def _folded(words: str) -> str:
    return "".join(words.casefold().split())
