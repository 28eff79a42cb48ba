"""When a statement was made: the day or month that stands beside its cue, else the article's date.

`In July last year she said`, `wrote in a March note`, `told clients fourteen months ago`. Only words
that belong to the cue count, and only of a verb in the past: `said sales fell in March` dates no words.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.article import Article, Period
from corpus.attribution.cues import AUXILIARIES, CUE_VERBS, DOCUMENTS
from corpus.attribution.noun_phrases import Attribution, low_at
from corpus.chunks import Chunk
from corpus.dating.date_grammar import MONTHS
from corpus.dating.dates import DateMention, find_dates, month_period
from corpus.lines import Line
from corpus.name_words import CALENDAR
from corpus.words import words

_SAID_WITHIN_DAYS = 14
_NEAR_BEFORE, _NEAR_BEHIND = 60, 80
"""Characters around a cue in which a single day of the last two weeks is the day it was said."""
_ATTACHED_CHUNKS = 14
_LONGEST_DAYS = 31
"""A longer time that holds the article's own day, as `this year` does, tells nothing."""
_EARLIER_LINES = 3
_ATTACHED = (
    DOCUMENTS
    | CALENDAR
    | frozenset(
        words(
            """
            in on at to a an the his her its their this last earlier late early mid back of from
            dated year years month months week weeks quarter ago days day then time previous past
            clients investors analysts reporters lawmakers journalists shareholders employees
            interview call speech conference event press podcast testimony webcast outlook
            research client separate recent one two three four five six seven eight nine ten
            eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen twenty few couple
            may sept oct nov dec jan feb mar apr jun jul aug published released sent issued
            yesterday only just as recently
            """
        )
    )
)
"""Words that may stand between a cue and the time that belongs to it."""
_MONTH_NOTE = re.compile(
    rf"\b(?:a|an|his|her|its|their|the)\s(?:(?:early|mid|late)-)?({'|'.join(MONTHS)})\s"
    r"(?:note|report|research|interview|speech|letter|memo|outlook|survey|call|update|paper)",
    re.IGNORECASE,
)
_THEN = re.compile(r"\bat (?:the|that) time\b(?! of)|\bback then\b", re.IGNORECASE)


def when_said(
    article: Article, view: str, lines: Sequence[Line], at: int, found: Attribution
) -> Period | None:
    """The time that belongs to the cue of line `at`; None where it is another than the article's, unknown."""
    published = article.published
    line = lines[at]
    certain = published is not None and published.first == published.last
    reference = published.last if published is not None and certain else None
    if _is_past(line.chunks, found):
        for start, end in _attached(line, found):
            region = view[start:end]
            told = _told(region, reference, published)
            if told is not None:
                return told
            if _THEN.search(region) is not None:
                return _earlier(view, lines, at, reference, published)
    if reference is None:
        return published
    return _recent_day(view, line, line.chunks[found.cue_at].start, reference) or published


def _is_past(chunks: Sequence[Chunk], found: Attribution) -> bool:
    low = chunks[found.cue_at].low
    known = CUE_VERBS.get(low)
    if known is None:
        return found.cue.startswith("according")
    if "past" in known[1]:
        return low_at(chunks, found.cue_at - 1) not in ("to", "will", "would", "should", "must")
    return any(low_at(chunks, found.cue_at - k) in ("was", "were", "had", "been") for k in (1, 2))


def _attached(line: Line, found: Attribution) -> Iterator[tuple[int, int]]:
    """Spans of words that belong to the cue: behind it, before it, and in front of its subject."""
    chunks = line.chunks
    first = max(found.last, found.cue_at + 1)
    yield from _span(line, range(first, min(len(chunks), first + _ATTACHED_CHUNKS)))
    if found.cue_at + 1 < first:
        yield from _span(line, range(found.cue_at + 1, first))
    before = found.cue_at - 1
    while before >= found.first and (
        chunks[before].low in AUXILIARIES or chunks[before].text == ","
    ):
        before -= 1
    start = before
    while start >= max(found.first, before - _ATTACHED_CHUNKS) and _is_attached(chunks[start]):
        start -= 1
    yield from _span(line, range(start + 1, before + 1))
    opening = range(found.first)
    if opening and all(_is_attached(chunks[k]) or chunks[k].text == "," for k in opening):
        yield from _span(line, opening)


def _span(line: Line, run: range) -> Iterator[tuple[int, int]]:
    """From the run's first word to the last that may belong to a cue, outside quotation marks."""
    stop = run.start
    for k in run:
        comma = line.chunks[k].text == "," and k == run.start and run.start > 0
        if line.quoted[k] or not (_is_attached(line.chunks[k]) or comma):
            break
        stop = k + 1
    if stop > run.start:
        yield line.chunks[run.start].start, line.chunks[stop - 1].end


def _is_attached(chunk: Chunk) -> bool:
    return chunk.low in _ATTACHED or chunk.kind in ("number", "possessive") or chunk.text == "."


def _told(region: str, reference: date | None, published: Period | None) -> Period | None:
    """The time that a span tells, where it is not later than the article and not merely `this year`."""
    noted = _MONTH_NOTE.search(region)
    if noted is not None and reference is not None:
        return _last_month(noted[1], reference)
    times = [m.period for m in find_dates(region, reference=reference) if _is_whole(m, region)]
    if not times:
        return None
    told = min(times, key=lambda period: (period.last - period.first).days)
    if published is None:
        return told
    if told.first > published.last:
        return None
    days = (told.last - told.first).days + 1
    if told.last >= published.first and days > _LONGEST_DAYS:
        return None
    return told if told.last <= published.last else Period(first=told.first, last=published.last)


def _is_whole(mention: DateMention, region: str) -> bool:
    """Whether a date is no part of a longer one that the grammar does not read."""
    return not region[mention.end :].lstrip().lower().startswith(("earlier", "later", "before"))


def _last_month(name: str, reference: date) -> Period:
    month = next(k for k, known in enumerate(MONTHS, 1) if known.lower() == name.lower())
    found = month_period(reference.year - (month > reference.month), month)
    return found if found.last <= reference else Period(first=found.first, last=reference)


def _earlier(
    view: str, lines: Sequence[Line], at: int, reference: date | None, published: Period | None
) -> Period | None:
    """What `at the time` means: the last time told before in the same paragraph, else nothing known."""
    for line in reversed(lines[max(0, at - _EARLIER_LINES) : at]):
        if line.paragraph != lines[at].paragraph:
            break
        text = view[line.sentence.start : line.sentence.end]
        for mention in reversed(find_dates(text, reference=reference)):
            if published is None or mention.period.last < published.first:
                return mention.period
    return None


def _recent_day(view: str, line: Line, cue_start: int, reference: date) -> Period | None:
    """A day of the last two weeks that stands near the cue, such as `on Monday`."""
    start = max(line.sentence.start, cue_start - _NEAR_BEFORE)
    end = min(line.sentence.end, cue_start + _NEAR_BEHIND)
    for mention in find_dates(view[start:end], reference=reference):
        offset = start + mention.start
        quoted = any(
            flag and chunk.start <= offset < chunk.end
            for chunk, flag in zip(line.chunks, line.quoted, strict=True)
        )
        if not mention.relative or quoted:
            continue
        age_days = (reference - mention.period.last).days
        if mention.period.first == mention.period.last and 0 <= age_days <= _SAID_WITHIN_DAYS:
            return mention.period
    return None
