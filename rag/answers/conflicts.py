"""Figures at odds: the same sentence of one story with another figure or another period in another copy.

Only copies of one story are compared here, those of different stories in `rag.answers.rivals`. The same
firm at another time is a change and two firms at odds disagree; neither is a conflict.
"""

import re
from dataclasses import dataclass

from corpus.article import Article, Period
from corpus.dating.dates import find_dates
from rag.answers import wording
from rag.answers.evidence import Evidence
from rag.answers.quantities import Quantity, find_quantities
from rag.retrieval.snapshot import SentenceTerms, Snapshot
from rag.terms import find_terms

_SAME_SENTENCE = 0.5
"""Share of the shorter sentence's terms, figures left out, from which two copies say the same."""
_QUARTER = re.compile(r"\b(?P<n>first|second|third|fourth)[\s-]+quarter\b", re.IGNORECASE)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A copy's sentence that is at odds with the one cited, and the note that says so."""

    article: Article
    start: int
    end: int
    note: str


def find_conflicts(evidence: Evidence, snapshot: Snapshot) -> tuple[Conflict, ...]:
    """Sentences of the story's other copies with another figure or period for the same thing."""
    found: list[Conflict] = []
    for article_id in snapshot.copies(evidence.article.article_id):
        if article_id == evidence.article.article_id:
            continue
        other = snapshot.articles[article_id]
        sentence = _aligned(evidence, snapshot, article_id)
        if sentence is None:
            continue
        words = other.source_text[sentence.start : sentence.end]
        note = _figures_differ(evidence, other, words) or _periods_differ(evidence, other, words)
        if note:
            found.append(Conflict(article=other, start=sentence.start, end=sentence.end, note=note))
    return tuple(found)


def _aligned(evidence: Evidence, snapshot: Snapshot, article_id: str) -> SentenceTerms | None:
    mine = _words(frozenset(find_terms(evidence.quote)))
    best, share = None, 0.0
    for sentence in snapshot.sentences(article_id):
        theirs = _words(sentence.terms)
        smaller = min(len(mine), len(theirs))
        if smaller < 4:
            continue
        overlap = len(mine & theirs) / smaller
        if overlap > share:
            best, share = sentence, overlap
    return best if share >= _SAME_SENTENCE else None


def _words(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(t for t in terms if not t[0].isdigit() and t[0] not in "$€£¥")


def _figures_differ(evidence: Evidence, other: Article, words: str) -> str | None:
    mine = {(q.value, q.unit): q for q in find_quantities(evidence.quote)}
    theirs = {(q.value, q.unit): q for q in find_quantities(words)}
    only_mine = [q for key, q in mine.items() if key not in theirs]
    only_theirs = [q for key, q in theirs.items() if key not in mine]
    for one in only_mine:
        for another in only_theirs:
            if one.unit == another.unit and len(only_mine) <= 2 and len(only_theirs) <= 2:
                return wording.figures_differ(
                    (evidence.article, _written(evidence.quote, one)),
                    (other, _written(words, another)),
                )
    return None


def _written(text: str, quantity: Quantity) -> str:
    return text[quantity.start : quantity.end].strip()


def _periods_differ(evidence: Evidence, other: Article, words: str) -> str | None:
    """An explicit quarter in one copy against the quarter that the other's date implies."""
    for text, article, rival_text, rival in (
        (words, other, evidence.quote, evidence.article),
        (evidence.quote, evidence.article, words, other),
    ):
        explicit = _explicit_quarter(text)
        implied = _implied_quarter(rival_text, rival)
        if explicit is None or implied is None or explicit[0] == implied:
            continue
        if explicit[0].first.month == implied.first.month:
            return (
                f"Periods differ: {wording.say_source(article)} has {explicit[1]}, while by the date of "
                f"{wording.say_source(rival)} it is that quarter of {implied.first.year}."
            )
    return None


def _explicit_quarter(text: str) -> tuple[Period, str] | None:
    for mention in find_dates(text, reference=None):
        days = (mention.period.last - mention.period.first).days
        if 88 <= days <= 92 and not mention.relative:
            return mention.period, mention.text
    return None


def _implied_quarter(text: str, article: Article) -> Period | None:
    match = _QUARTER.search(text)
    if match is None or article.published is None or _explicit_quarter(text) is not None:
        return None
    number = _QUARTERS[match["n"].lower()]
    year = article.published.last.year
    reading = next(iter(find_dates(f"Q{number} {year}", reference=None)), None)
    if reading is None:
        return None
    if reading.period.first > article.published.last:
        earlier = next(iter(find_dates(f"Q{number} {year - 1}", reference=None)), None)
        return earlier.period if earlier else None
    return reading.period
