"""The date that a text is published under, by its own words near its title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from corpus.article import Period
from corpus.dating.dates import DateMention, find_dates, settle_period
from corpus.dating.publication_dates import parse_instant, parse_published, without_date_words
from corpus.metadata import from_url
from corpus.plausibility import fold

HEAD_LINES = 15
"""Lines without the blank ones; a page's own date and byline stand among the first."""
_BEFORE_TITLE = 3
"""Lines above a title that may belong to it: a section, a date."""
_LOOKED_AT = 40_000
"""Characters of a text whose dates may settle its own; four times a long article."""
_LONGEST_DATELINE = 200
_LONGEST_CUED = 400
"""Characters of a line in which its dateline ends."""
_LAST_TITLE_LINE = 400
"""Among the lines of a page; menus above a title are shorter."""

_HEADER_LINES = 4
_LONGEST_HEADER = 120
"""Characters of a line that may be of a header; a paragraph is longer, and ends it."""
_PIECE = re.compile(r"\s*[|•·]\s*|\s+(?:--|[—–/-])\s+|(?<=[a-z\d)])\.\s+(?=[A-Z])")
_LETTERS = re.compile(r"[^\W\d_]+")
_BEHIND_CUE = 3
"""Characters between `Published` and its date in a line that goes on with other things."""
_MOST_FOR = 4
"""Words up to `for` before a date in a header."""
_MOST_NAMED = 6
"""Words of a name or a place beside a date; all have capitals, as no sentence has."""
_PUBLISHED_CUE = re.compile(
    r"\W*(?:first |originally )?(?:published|posted|publication date|date|dated)\b", re.I
)
_SURELY_CUED = re.compile(r"\W*(?:first |originally |last )?(?:published|posted|updated)\b", re.I)
"""Behind something else of its line only these date it: "dated 15 May 2034" may be a bond's day."""
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.I)
_UPDATED_CUE = re.compile(r"\W*(?:last )?(?:updated|modified)\b", re.I)
_DATELINE = re.compile(
    r"\W*(?:[A-Z][\w.'’ /-]{1,30}(?:, [A-Z][\w. ]{1,20})?,? )?\(?((?:Jan|Feb|Mar|Apr|May|June?"
    r"|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? (?:19|20)\d\d)?"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,?(?: (?:19"
    r"|20)\d\d)?)\)?(?:,? (?:at )?\d{1,2}[:.]\d\d ?(?:[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,5})?)?,? ?"
    r"(?:\((?!\d)[^)]{2,30}\) ?)?(?:[-–—:]|/PRNewswire/|\(BUSINESS WIRE\))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The lines around a title, where date, byline and outlet stand."""

    lines: tuple[str, ...]
    below: tuple[str, ...]
    """Those from the title on; all where the title stands nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDate:
    """The interval a text is dated to, and the moment where it states one with its zone."""

    period: Period | None = None
    instant: datetime | None = None


def find_head(lines: Sequence[str], title: str | None) -> Head:
    """The lines around the title of a text; its first lines where the title is not among them."""
    wanted = fold(title).casefold() if title else None
    index = next(
        (
            number
            for number, line in enumerate(lines[:_LAST_TITLE_LINE])
            if fold(line.lstrip("# ")).casefold() == wanted
        ),
        None,
    )
    if index is None:
        first = tuple(lines[:HEAD_LINES])
        return Head(lines=first, below=first)
    return Head(
        lines=tuple(lines[max(index - _BEFORE_TITLE, 0) : index + HEAD_LINES]),
        below=tuple(lines[index : index + HEAD_LINES]),
    )


def find_text_date(text: str, head: Head, url: str | None, day_first: bool | None) -> TextDate:
    """The date a text is published under: its own line, its dateline, or a day tied to a year."""
    whole = find_dates(text[:_LOOKED_AT], reference=None)
    found = next(_dated_lines(head), None)
    if found is not None:
        period, line = found
        if period.first != period.last:
            # The text's other numeric dates show its order, or a day written out is one of the two.
            period = next((m.period for m in whole if m.text in line), period)
            others = [m.period for m in whole if "/" not in m.text]
            if url and (dated := from_url(url).published):
                others.append(dated)
            period = settle_period(period, others)
        if period.first != period.last:
            mentions = find_dates(line, reference=None, day_first=day_first)
            period = mentions[0].period if mentions else period
        return TextDate(period=period, instant=parse_instant(line, day_first=day_first))
    days = [m.period for m in whole]
    for line in head.lines:
        if (match := _DATELINE.match(line[:_LONGEST_DATELINE])) is not None:
            return TextDate(period=_day_with_certain_year(match[1], days, url))
    return TextDate(period=_day_before(head.lines, days, url))


def _dated_lines(head: Head) -> Iterator[tuple[Period, str]]:
    """The lines that date a text with the date of each, the surest first.

    A line that is nothing but a date counts only below the title, or right above it: a page's
    first lines often show the day on which it is read.
    """
    for cue in (_PUBLISHED_CUE, _UPDATED_CUE):
        for line in head.lines:
            if (found := _cued_date(line, cue)) is not None:
                yield found, line
    yield from _header_dates(head.below[1:])
    for title in head.below[:1]:  # "Broker watch: Friday 5 June 2026"
        piece = re.split(r":\s+|\s+[—–|-]\s+", title)[-1]
        if piece != title and (found := parse_published(piece)) is not None:
            yield found, piece
    above = head.lines[: len(head.lines) - len(head.below)]
    for line in (*head.below, *above[-1:]):
        if len(line) < 60 and (found := parse_published(line)) is not None:
            yield found, line


def _header_dates(lines: Sequence[str]) -> Iterator[tuple[Period, str]]:
    """Dates of the lines between a title and the first paragraph, beside an outlet, a place or a byline."""
    for line in lines[:_HEADER_LINES]:
        if len(line) > _LONGEST_HEADER:
            return
        for piece in _PIECE.split(line):
            mentions = find_dates(piece, reference=None)
            if len(mentions) != 1:
                continue
            rest = f"{piece[: mentions[0].start]} {piece[mentions[0].end :]}"
            words = [
                w for w in _LETTERS.findall(without_date_words(rest)) if w != "s"
            ]  # "Barron's"
            named = len(words) <= _MOST_NAMED and all(word[0].isupper() for word in words)
            if named or _is_dated_for(piece, mentions[0], words):
                yield mentions[0].period, piece


def _is_dated_for(piece: str, mention: DateMention, words: Sequence[str]) -> bool:
    """`Broker calls for Tuesday, 18 March 2025`: a few words that end in the day that they are for."""
    day = _WEEKDAY.search(piece) is not None and mention.period.first == mention.period.last
    last = piece[mention.end :].strip(" .*_") == ""
    return day and last and len(words) <= _MOST_FOR and words[-1].lower() in ("for", "of")


def _cued_date(line: str, cue: re.Pattern[str]) -> Period | None:
    """The date of a line that begins with the cue and holds one."""
    line = " ".join(line[:_LONGEST_CUED].split())
    for k, piece in enumerate(_PIECE.split(line)):  # "Orrin Wire -- Published 14/10/2026"
        piece = piece if k else line
        if (match := cue.match(piece)) is None or (k and not _SURELY_CUED.match(piece)):
            continue
        told = piece[match.end() :].replace("\u00a0", " ")
        mentions = find_dates(told[:_LONGEST_HEADER], reference=None)
        close = mentions and mentions[0].start <= _BEHIND_CUE
        if mentions and (close or (not k and len(line) <= _LONGEST_HEADER)):
            return mentions[0].period
    return None


def _day_with_certain_year(words: str, days: Sequence[Period], url: str | None) -> Period | None:
    """A day as written, or one whose year a full date in the text or address makes certain."""
    if (stated := parse_published(words)) is not None:
        return stated
    sources = [*days]
    if url and (dated := from_url(url).published):
        sources.append(dated)
    for source in sources:
        # A year stands fast only where a full date within a week of the day states it.
        if source.first == source.last and (near := _nearest(words, source.first)):
            return near
    return None


def _nearest(words: str, around: date) -> Period | None:
    mentions = find_dates(words, reference=around + timedelta(days=7))
    if not mentions or abs((mentions[0].period.first - around).days) > 7:
        return None
    return mentions[0].period


_YESTERDAY = re.compile(
    r"\b(yesterday|today)\b(?: \([^)]*\))?,? (?:on )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?",
    re.I,
)


def _day_before(lines: Sequence[str], days: Sequence[Period], url: str | None) -> Period | None:
    """The day after "yesterday, September 17", where the year of that day is certain."""
    for line in lines:
        for match in _YESTERDAY.finditer(line):
            mention = next(iter(_mentions_at(line, match.end())), None)
            if mention is None:
                continue
            day = _day_with_certain_year(mention.text, days, url)
            if day is not None and day.first == day.last:
                later = day.first + timedelta(days=match[1].lower() == "yesterday")
                return Period(first=later, last=later)
    return None


def _mentions_at(line: str, position: int) -> tuple[DateMention, ...]:
    """The date that begins at a position, if one does; the year it may lack is not looked at."""
    rest = line[position : position + 40]
    found = find_dates(rest, reference=date(2024, 12, 31))  # a leap year reads any day of a year
    return tuple(
        mention
        for mention in found
        if mention.start == 0 and mention.period.first == mention.period.last
    )
