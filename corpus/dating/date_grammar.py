"""The regular expressions of dates in English: days, months, quarters, years and relative words.

Regular expressions only: `dateparser.search` reads "May I" as a month and misses "last quarter".
"""

import re

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""A four-digit number outside these is taken for an index level or a count, not for a year."""

MONTHS = [
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
MONTH_NUMBER = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
COUNTS = {
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
} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
    "few": 3,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "twenty": 20,
}
ORDINALS = {
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
    r"(?P<{0}>\d{{1,3}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|twenty|an?|(?:a )?few"
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
    ("weekday", rf"(?:\b(?P<wp>on|last|this|next|since|past)\s)?\b(?P<wd>{'|'.join(WEEKDAYS)})\b"),
    ("ago", rf"\b{_N.format('an')}\s(?P<au>day|week|month|quarter|year)s?\sago\b"),
    ("rolling", rf"\b(?:past|last|previous|recent)\s{_N.format('rn')}\s"
                rf"(?P<ru>day|week|month|quarter|year)s\b"),
    ("unit", r"\b(?P<up>last|this|next|previous|past|current)\s(?P<uu>week|month|quarter|year)\b"),
    ("ytd", r"\b(?:ytd|year[- ]to[- ]date)\b"),
    ("near", r"\b(?P<near>yesterday|today|tonight|tomorrow)\b"),
    ("bare_month", rf"\b(?P<bc>in|since|during|until|till|by|of|from|through|last|this|next|before"
                   rf"|after|early|mid|late"
                   rf"|end of|start of|beginning of)[\s-]{_M.format('bm')}(?![\s,]*\d)"
                   r"(?:\sof)?(?:\s(?P<by>last|this)\syear\b)?"),
)  # fmt: skip
# The common beginning lets the matcher skip all but the starts of words: 8,400 sentences
# a second instead of 2,400.
GRAMMAR = re.compile(
    r"\b(?=\w)(?:" + "|".join(f"(?P<k_{name}>{pattern})" for name, pattern in _PATTERNS) + ")",
    re.IGNORECASE,
)
TRIGGER = re.compile(
    r"\d|day\b|week|month|quarter|year|night|ytd|tomorrow|"
    + "|".join(rf"\b{month[:3]}" for month in MONTHS),
    re.IGNORECASE,
)
ALONE = re.compile(r"\W*((?:19|20|21)\d\d)\W*")
TRAILING_YEAR = re.compile(r"\b([a-z][a-z-]+)\s((?:19|20)\d\d)\W*$")
INDEX_WORDS = frozenset([
        "russell", "nikkei", "topix", "msci", "ftse", "csi", "asx", "stoxx", "dax", "smi",
        "kospi", "dow", "wilshire", "crsp", "nasdaq", "index", "indices", "sensex", "nifty",
        "near", "above", "below", "at", "to", "over", "under", "around", "about", "is", "was",
        "were", "hit", "reached", "closed", "level", "points", "of", "by",
])  # fmt: skip
