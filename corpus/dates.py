"""Dates in questions and articles: a grammar of days, months, quarters, years and relative words.

Regular expressions only: `dateparser.search` reads "May I" as a month and misses "last quarter". A
date that needs a year it does not state is read only against a
reference.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from corpus.article import Period

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
"""A four-digit number outside these is taken for an index level or a count, not for a year."""

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNTS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
        ],
        1,
    )
} | {"a": 1, "an": 1, "couple of": 2, "few": 3, "twelve": 12}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

_M = (
    r"(?:(?P<{0}>january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?!\w))"
)
_Y = r"(?P<{0}>(?:19|20|21)\d\d)(?![\d%])(?![.,]\d)"
_D = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%])(?![.,/:]\d)\b"
_PART = r"(?:(?:the )?(?P<{0}>early|mid|late|beginning|start|end|middle)(?:[- ](?:of |in )?))"
_UNITS = (
    r"(?:%|\s?(?:points?|basis|bps|bp|dollars|euros|yen|pounds|jobs|people|employees|index"
    r"|contracts|stores)\b)"
)
_COUNTED = r"(?:\s(?:stocks|companies|shares|firms|names|members|constituents|small))\b"
_YEAR_CUE = (
    r"(?:\b(?:in|since|during|until|till|through|throughout|before|after|for|than|from|year"
    r"|fiscal|fy|calendar|and|as of"
    r"|(?<!rose )(?<!fell )(?<!up )(?<!down )(?<!rise )(?<!gain )(?<!gained )(?<!climbed )"
    r"(?<!dropped )by"
    r"|(?<!high )(?<!low )(?<!peak )(?<!record )(?<!level )(?<!target )(?<!close )(?<!total )"
    r"(?<!value )of)"
    r"(?:\s|(?<=fy)))"
)
_N = (
    r"(?P<{0}>\d{{1,3}}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|an?|(?:a )?few"
    r"|(?:a )?couple of)"
)

_PATTERNS = (
    ("iso", r"(?<![\d-])(?P<iy>(?:19|20|21)\d\d)-(?P<im>0[1-9]|1[0-2])"
            r"(?:-(?P<id>[0-3]\d))?(?![\d-])"),
    ("slash_iso", r"(?<![\d/])(?P<sy>(?:19|20)\d\d)/(?P<sm>\d{1,2})/(?P<sd>\d{1,2})(?![\d/])"),
    ("numeric", r"(?<![\d/.])(?P<n1>\d{1,2})(?P<sep>[/.])(?P<n2>\d{1,2})(?P=sep)"
                r"(?P<ny>(?:19|20)\d\d)(?![\d/])"),
    ("span", rf"\b(?:from|between)\s(?P<f1>(?:19|20|21)\d\d)\s(?:to|and|until|through)\s"
             rf"{_Y.format('f2')}(?!{_UNITS})"),
    ("day_first", rf"\b{_D.format('dd')}(?:\sof)?\s{_M.format('dm')}(?:,?\s{_Y.format('dy')})?"),
    ("month_first", rf"\b{_M.format('mm')}\s{_D.format('md')}(?:,?\s{_Y.format('my')})?"),
    ("month_year", rf"\b{_PART.format('mp')}?{_M.format('om')}(?:,|\sof)?\s{_Y.format('oy')}"),
    ("quarter", rf"(?:\bq(?P<q1>[1-4])(?:\s(?:of\s)?|[-/]|\s?fy\s?)?{_Y.format('qy')}"
                rf"|\b(?P<q2>[1-4])q\s?{_Y.format('qy2')}"
                rf"|\b(?P<q3>first|second|third|fourth|[1-4](?:st|nd|rd|th))[- ]quarter(?:\s(?:of"
                rf"|in))?(?:\sfiscal)?\s{_Y.format('qy3')})"),
    ("half", rf"(?:\bh(?P<h1>[12])\s?(?:of\s)?{_Y.format('hy')}"
             rf"|\b(?P<h2>first|second|1st|2nd)[- ]half(?:\s(?:of|in))?\s{_Y.format('hy2')})"),
    ("part_year", rf"\b{_PART.format('yp')}{_Y.format('py')}(?!{_UNITS})"),
    ("year", rf"(?:{_YEAR_CUE}|\bthe\s(?=\d{{4}}\s[a-z])){_Y.format('yy')}(?!-\d|/\d)"
             rf"(?!{_UNITS})(?!(?<=00){_COUNTED})"),
    ("weekday", rf"(?:\b(?P<wp>on|last|this|next|since|past)\s)?\b(?P<wd>{'|'.join(_WEEKDAYS)})\b"),
    ("ago", rf"\b{_N.format('an')}\s(?P<au>day|week|month|quarter|year)s?\sago\b"),
    ("rolling", rf"\b(?:past|last|previous|recent)\s{_N.format('rn')}\s"
                rf"(?P<ru>day|week|month|quarter|year)s\b"),
    ("unit", r"\b(?P<up>last|this|next|previous|past|current)\s(?P<uu>week|month|quarter|year)\b"),
    ("ytd", r"\b(?:ytd|year[- ]to[- ]date)\b"),
    ("near", r"\b(?P<near>yesterday|today|tonight|tomorrow)\b"),
    ("bare_month", rf"\b(?P<bc>in|since|during|until|till|by|of|from|through|last|this|next|before"
                   rf"|after|early|mid|late"
                   rf"|end of|start of|beginning of)[\s-]{_M.format('bm')}(?![\s,]*\d)"),
)  # fmt: skip
# The common beginning lets the matcher skip all but the starts of words: 8,400 sentences
# a second instead of 2,400.
_GRAMMAR = re.compile(
    r"\b(?=\w)(?:" + "|".join(f"(?P<k_{name}>{pattern})" for name, pattern in _PATTERNS) + ")",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    r"\d|day\b|week|month|quarter|year|night|ytd|tomorrow|"
    + "|".join(rf"\b{month[:3]}" for month in _MONTHS),
    re.IGNORECASE,
)
_ALONE = re.compile(r"\W*((?:19|20|21)\d\d)\W*")
_TRAILING_YEAR = re.compile(r"\b([a-z][a-z-]+)\s((?:19|20)\d\d)\W*$")
_INDEX_WORDS = frozenset([
        "russell", "nikkei", "topix", "msci", "ftse", "csi", "asx", "stoxx", "dax", "smi",
        "kospi", "dow", "wilshire", "crsp", "nasdaq", "index", "indices", "sensex", "nifty",
        "near", "above", "below", "at", "to", "over", "under", "around", "about", "is", "was",
        "were", "hit", "reached", "closed", "level", "points", "of", "by",
])  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as written; `text` is exactly the text from `start` to `end`, in code points."""

    start: int
    end: int
    text: str
    period: Period
    relative: bool
    """Whether the reading rests on the reference date."""


def month_period(year: int, month: int) -> Period:
    """The days of a month."""
    return Period(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))


def _months(year: int, first: int, last: int) -> Period:
    return Period(first=date(year, first, 1), last=month_period(year, last).last)


def _day(year: int, month: int, day: int) -> Period | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return _one(date(year, month, day))


def _one(day: date) -> Period:
    return Period(first=day, last=day)


def _shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _unit(reference: date, unit: str, steps: int) -> Period:
    """The calendar week, month, quarter or year that lies `steps` units from the reference's."""
    if unit == "week":
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=steps)
        return Period(first=monday, last=monday + timedelta(days=6))
    if unit == "year":
        return _months(reference.year + steps, 1, 12)
    if unit == "quarter":
        start = _shift_months(
            reference.replace(day=1, month=(reference.month - 1) // 3 * 3 + 1), 3 * steps
        )
        return _months(start.year, start.month, start.month + 2)
    start = _shift_months(reference.replace(day=1), steps)
    return month_period(start.year, start.month)


def _back(reference: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return reference - timedelta(days=count * (7 if unit == "week" else 1))
    return _shift_months(reference, -count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _count(word: str) -> int:
    word = re.sub(r"^a (?=few|couple)", "", word.lower())
    return int(word) if word.isdigit() else _COUNTS[word]


def _numeric(first: int, second: int, year: int, *, day_first: bool | None) -> Period | None:
    """A day, or where both readings are possible the interval whose ends are the two readings."""
    as_day_first, as_month_first = _day(year, second, first), _day(year, first, second)
    if as_day_first is None or as_month_first is None:
        return as_day_first or as_month_first
    if day_first is not None:
        return as_day_first if day_first else as_month_first
    ends = sorted((as_day_first.first, as_month_first.first))
    return Period(first=ends[0], last=ends[1])


def _part_of_year(part: str, year: int) -> Period:
    months = {
        "early": (1, 4),
        "beginning": (1, 3),
        "start": (1, 3),
        "late": (9, 12),
        "end": (10, 12),
    }
    return _months(year, *months.get(part.lower(), (5, 8)))


def _part_of_month(part: str | None, month: Period) -> Period:
    """Thirds of a month: `early`, `mid` and `late`; the whole month where no part is named."""
    if part is None:
        return month
    day_10, day_20 = month.first.replace(day=10), month.first.replace(day=20)
    if part in ("early", "beginning", "start"):
        return Period(first=month.first, last=day_10)
    if part in ("late", "end"):
        return Period(first=day_20 + timedelta(days=1), last=month.last)
    return Period(first=day_10 + timedelta(days=1), last=day_20)


def _plausible(year: str | int) -> bool:
    return _FIRST_YEAR <= int(year) <= _LAST_YEAR


def _month_word_stands(word: str, *, has_year: bool) -> bool:
    """Whether the name may be a month's: `may` and `march` are verbs without capital or year."""
    return has_year or word[0].isupper() or (len(word) > 4 and word.lower() != "march")


Groups = dict[str, str]


def _read_iso(g: Groups, _: date | None) -> Period | None:
    year, month = int(g["iy"]), int(g["im"])
    if "id" in g:
        return _day(year, month, int(g["id"]))
    # "2010-12" in prose is a range of years; "2025-09" cannot be one.
    return month_period(year, month) if _plausible(year) and month <= year % 100 else None


def _read_day(g: Groups, reference: date | None) -> Period | None:
    word, day = (g["dm"], g["dd"]) if "dm" in g else (g["mm"], g["md"])
    year = g.get("dy") or g.get("my")
    month = _MONTH_NUMBER[word[:3].lower()]
    if not _month_word_stands(word, has_year=year is not None):
        return None
    if year is not None:
        return _day(int(year), month, int(day))
    if reference is None:
        return None
    for candidate in range(reference.year, reference.year - 5, -1):  # five reach any 29 February
        found = _day(candidate, month, int(day))
        if found is not None and found.first <= reference:
            return found
    return None


def _read_month_year(g: Groups, _: date | None) -> Period | None:
    if not _plausible(g["oy"]):
        return None
    month = month_period(int(g["oy"]), _MONTH_NUMBER[g["om"][:3].lower()])
    return _part_of_month(g["mp"].lower() if "mp" in g else None, month)


def _read_quarter(g: Groups, _: date | None) -> Period | None:
    year = g.get("qy") or g.get("qy2") or g["qy3"]
    spelled = g.get("q1") or g.get("q2") or g["q3"].lower()
    number = int(spelled) if spelled.isdigit() else _ORDINALS[spelled]
    return _months(int(year), 3 * number - 2, 3 * number) if _plausible(year) else None


def _read_half(g: Groups, _: date | None) -> Period | None:
    year = g.get("hy") or g["hy2"]
    second = g.get("h1") == "2" or g.get("h2", "").lower() in ("second", "2nd")
    return _months(int(year), 7 if second else 1, 12 if second else 6) if _plausible(year) else None


def _read_year(g: Groups, _: date | None) -> Period | None:
    return _months(int(g["yy"]), 1, 12) if _plausible(g["yy"]) else None


def _read_span(g: Groups, _: date | None) -> Period | None:
    first, last = int(g["f1"]), int(g["f2"])
    if not (_plausible(first) and _plausible(last) and first <= last):
        return None
    return Period(first=date(first, 1, 1), last=date(last, 12, 31))


def _read_weekday(g: Groups, reference: date | None) -> Period | None:
    cue = g.get("wp", "").lower()
    if reference is None or not (cue or g["wd"][0].isupper()):
        return None
    back = (reference.weekday() - _WEEKDAYS.index(g["wd"].lower())) % 7
    if cue == "next":
        return _one(reference + timedelta(days=7 - back))
    if cue in ("last", "past") and back == 0:
        back = 7
    return _one(reference - timedelta(days=back))


def _read_rolling(g: Groups, reference: date | None) -> Period | None:
    if reference is None:
        return None
    return Period(first=_back(reference, _count(g["rn"]), g["ru"].lower()), last=reference)


def _read_ago(g: Groups, reference: date | None) -> Period | None:
    if reference is None:
        return None
    unit, day = g["au"].lower(), _back(reference, _count(g["an"]), g["au"].lower())
    return _one(day) if unit == "day" else _unit(day, unit, 0)


def _read_unit(g: Groups, reference: date | None) -> Period | None:
    if reference is None:
        return None
    word, unit = g["up"].lower(), g["uu"].lower()
    if word == "past":
        return Period(first=_back(reference, 1, unit), last=reference)
    return _unit(reference, unit, {"last": -1, "previous": -1, "next": 1}.get(word, 0))


def _read_near(g: Groups, reference: date | None) -> Period | None:
    if reference is None:
        return None
    steps = {"yesterday": -1, "tomorrow": 1}.get(g["near"].lower(), 0)
    return _one(reference + timedelta(days=steps))


def _read_bare_month(g: Groups, reference: date | None) -> Period | None:
    word, cue = g["bm"], g["bc"].lower()
    if reference is None or not _month_word_stands(word, has_year=False):
        return None
    month = _MONTH_NUMBER[word[:3].lower()]
    after = month > reference.month or (cue == "last" and month == reference.month)
    year = reference.year + 1 if cue == "next" and not after else reference.year - after
    year += cue == "next" and month > reference.month
    part = cue.removesuffix(" of")
    known = part in ("early", "mid", "late", "end", "start", "beginning")
    return _part_of_month(part if known else None, month_period(year, month))


_READERS: dict[str, Callable[[Groups, date | None], Period | None]] = {
    "k_iso": _read_iso,
    "k_slash_iso": lambda g, _: _day(int(g["sy"]), int(g["sm"]), int(g["sd"])),
    "k_span": _read_span,
    "k_day_first": _read_day,
    "k_month_first": _read_day,
    "k_month_year": _read_month_year,
    "k_quarter": _read_quarter,
    "k_half": _read_half,
    "k_part_year": lambda g, _: (
        _part_of_year(g["yp"], int(g["py"])) if _plausible(g["py"]) else None
    ),
    "k_year": _read_year,
    "k_weekday": _read_weekday,
    "k_ago": _read_ago,
    "k_rolling": _read_rolling,
    "k_unit": _read_unit,
    "k_ytd": lambda _, r: None if r is None else Period(first=date(r.year, 1, 1), last=r),
    "k_near": _read_near,
    "k_bare_month": _read_bare_month,
}
_RELATIVE = frozenset(
    ["k_weekday", "k_ago", "k_rolling", "k_unit", "k_ytd", "k_near", "k_bare_month"]
)
_NARROW = {"k_year": "yy", "k_bare_month": "bm", "k_weekday": "wd"}
"""Whose mention leaves out the preposition that gave it away, unless it is part of the date."""
_PART_OF_DATE = frozenset(["last", "this", "next", "past", "early", "mid", "late"]) | {
    "end of",
    "start of",
    "beginning of",
}


def _mention(
    text: str, match: re.Match[str], reference: date | None, day_first: bool | None
) -> DateMention | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    kind = next(name for name in groups if name.startswith("k_"))
    if kind == "k_numeric":
        order = True if groups["sep"] == "." else day_first
        period = _numeric(int(groups["n1"]), int(groups["n2"]), int(groups["ny"]), day_first=order)
    else:
        period = _READERS[kind](groups, reference)
    if period is None:
        return None
    start, end = match.span()
    cue = (groups.get("bc") or groups.get("wp") or "").lower()
    if kind in _NARROW and cue not in _PART_OF_DATE:
        start = match.start(_NARROW[kind])
    if kind == "k_year" and text[start - 1 : start].isalpha():  # FY2025 is one word
        start = match.start()
    yearless = kind in ("k_day_first", "k_month_first") and not (
        groups.get("dy") or groups.get("my")
    )
    return DateMention(
        start=start,
        end=end,
        text=text[start:end],
        period=period,
        relative=yearless or kind in _RELATIVE,
    )


def _settled_order(text: str) -> bool | None:
    """Whether the text writes days first; None where its numeric dates do not show it."""
    orders = set()
    for first, second in re.findall(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d", text):
        if int(first) > 12 >= int(second):
            orders.add(True)
        elif int(second) > 12 >= int(first):
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def _year_without_cue(text: str) -> DateMention | None:
    alone = _ALONE.fullmatch(text)
    match = alone or _TRAILING_YEAR.search(text)
    if match is None:
        return None
    group = 1 if alone else 2
    year = match[group]
    # "small caps 2024?" is a year; after a name of an index, or 2000 itself, it never is one.
    if not _plausible(year) or (not alone and (year == "2000" or match[1] in _INDEX_WORDS)):
        return None
    start, end = match.span(group)
    return DateMention(
        start=start, end=end, text=year, period=_months(int(year), 1, 12), relative=False
    )


def find_dates(text: str, *, reference: date | None) -> tuple[DateMention, ...]:
    """The dates a text names, in order, not overlapping; relative ones only with a reference.

    A day or month without a year is the nearest one that does not begin after the reference.
    """
    if _TRIGGER.search(text) is None:
        return ()
    order = _settled_order(text) if "/" in text else None
    found: list[DateMention] = []
    position = 0
    while (match := _GRAMMAR.search(text, position)) is not None:
        mention = _mention(text, match, reference, order)
        if mention is None:  # a shorter reading may begin inside the one that failed
            position = match.start() + 1
            continue
        found.append(mention)
        position = match.end()
    last = _year_without_cue(text)
    if last is not None and all(mention.end <= last.start for mention in found):
        found.append(last)
    return tuple(found)


def settle_period(period: Period, others: Iterable[Period]) -> Period:
    """An interval between two readings of a date, narrowed where another date equals just one."""
    if "/" not in period.iso:  # a day, month or year was stated as such
        return period
    days = {other.first for other in others if other.first == other.last}
    hits = [end for end in (period.first, period.last) if end in days]
    return _one(hits[0]) if len(hits) == 1 else period


_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ]\d{2}.*)?)?)?")
_INTERVAL = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap]\.?m\b\.?)?", re.I)
_AROUND_A_DATE = re.compile(
    r"\b(?:first|last|originally|published|posted|updated|modified|created|release[ds]?|date|on"
    r"|at|by|of|the"
    r"|[ap]\.?m|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|utc|gmt|z|[ecmp][sd]?t|cest?|bst|hkt|sgt|jst"
    r"|t|\d+\s*min(?:ute)?s?\s+read)\b\.?"
    r"|[+-]\d{2}:?\d{2}\b|[\W_]",
    re.IGNORECASE,
)


def parse_published(value: str) -> Period | None:
    """The interval that a publication date states: a day, month or year; None where it is no date.

    An ambiguous `07/08/2024` is the interval whose ends are its two readings.
    """
    value = value.strip()
    if (interval := _INTERVAL.fullmatch(value)) is not None:
        ends = [parse_published(interval[1]), parse_published(interval[2])]
        if ends[0] is None or ends[1] is None or ends[1].last < ends[0].first:
            return None
        return Period(first=ends[0].first, last=ends[1].last)
    if (iso := _ISO.fullmatch(value)) is not None and _plausible(iso[1]):
        year, month = int(iso[1]), int(iso[2] or 0)
        if iso[3] is not None:
            return _day(year, month, int(iso[3]))
        if iso[2] is None:
            return _months(year, 1, 12)
        return month_period(year, month) if 1 <= month <= 12 else None
    mentions = find_dates(value, reference=None)
    if len(mentions) != 1:
        return None
    rest = value[: mentions[0].start] + " " + value[mentions[0].end :]
    return None if _AROUND_A_DATE.sub("", _CLOCK.sub(" ", rest)) else mentions[0].period


_FIXED_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "CET": 1, "CEST": 2, "BST": 1, "HKT": 8, "SGT": 8, "JST": 9,
}  # fmt: skip
_NAMED_ZONES = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}
_ZONE = re.compile(r"\s*\(?(UTC|GMT|Z|[ECMP][SD]?T|CEST?|BST|HKT|SGT|JST)\b")
_OFFSET = re.compile(r"\s*(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})\b")


def parse_instant(value: str) -> datetime | None:
    """The moment a publication date states, in its own zone; None without day, time or zone."""
    value = value.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(value)
        except ValueError:
            continue
        # RFC 822's "-0000" and a missing zone both come back naive: the zone is not known.
        if moment.tzinfo is not None and _plausible(moment.year):
            return moment
    period, clock = parse_published(value), _CLOCK.search(value)
    if period is None or period.first != period.last or clock is None:
        return None
    hour, minute = int(clock[1]), int(clock[2])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    if hour > 23 or minute > 59:
        return None
    naive = datetime(
        period.first.year, period.first.month, period.first.day, hour, minute, tzinfo=UTC
    )
    if (offset := _OFFSET.match(value, clock.end())) is not None:
        delta = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return naive.replace(tzinfo=timezone(-delta if offset[1] == "-" else delta))
    if (zone := _ZONE.match(value, clock.end())) is None:
        return None
    if zone[1] in _NAMED_ZONES:
        return naive.replace(tzinfo=ZoneInfo(_NAMED_ZONES[zone[1]]))
    if zone[1] not in _FIXED_ZONES:
        return None
    return naive.replace(tzinfo=timezone(timedelta(hours=_FIXED_ZONES[zone[1]])))
