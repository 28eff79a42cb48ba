"""Times of a sentence that stand in the place of other ones: a month, a weekday or a year, a quarter told as a year.

That an article came out in May makes no figure of October one of May.
"""

import re
from collections.abc import Iterator

from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_MONTH = re.compile(
    r"\b(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b(?!\s[A-Z][a-z])"
)
_WEEKDAY = re.compile(r"\b(?P<name>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_YEAR = re.compile(r"(?<![\w$€£.,-])(?P<name>(?:19|20)\d\d)(?![\w%])(?![.,]\d)")
_RELATIVE = {
    _MONTH: re.compile(
        r"\b(?:this|last|next|previous|same) month\b|\bmonth (?:ago|earlier|before)\b", re.I
    ),
    _WEEKDAY: re.compile(r"\b(?:today|yesterday|tomorrow|overnight)\b", re.I),
    _YEAR: re.compile(
        r"\b(?:this|last|next|previous|prior|coming|past|current|same) (?:\w+ )?year\b|\byear (?:ago|earlier|before)\b"
        r"|\btwelve months|\b12 months|\ba year\b",
        re.I,
    ),
}
"""What may be told by a name that the span does not have."""
_OPENING = re.compile(
    r"\W*(?:in|on|by|as of|since)?\s?(?:early |late |mid-)?(?:\d{1,2} )?(?:\w+ )?", re.IGNORECASE
)
_BEHIND_OPENING = re.compile(
    r"(?:\s\d{1,2})?(?:,?\s\d{4})?(?:,|\s(?:that|reported|said|wrote)\b|:)"
)
_CAME_OUT = re.compile(
    r"\b(?:reported|published|reports?|article|story|note|letter|interview|commentary)\s(?!that\b)(?:(?!that\b)[\w']+\s){0,2}"
    r"(?:on|in|of|from|dated)\s(?:early |late |mid-|\d{1,2} )?$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|wrote|writes|warned|added|noted|argued|speech|remarks|statement)\s"
    r"(?:(?!that\b)[\w']+\s){0,2}(?:on|in|of|from|dated)\s(?:early |late |mid-|\d{1,2} )?$",
    re.IGNORECASE,
)


def find_other_periods(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A month, a weekday or a year in place of the span's own; when it was said may be told beside it."""
    for pattern in (_MONTH, _WEEKDAY, _YEAR):
        held = {_short(m["name"]) for m in pattern.finditer(source.text)}
        told = list(pattern.finditer(sentence.text))
        lost = held - {_short(m["name"]) for m in told}
        if not held or not lost or _RELATIVE[pattern].search(source.text):
            continue
        other = next(
            (
                m
                for m in told
                if _short(m["name"]) not in held and not _tells_when_said(sentence.text, m)
            ),
            None,
        )
        if other is not None:
            named = ", ".join(dict.fromkeys(m[0] for m in pattern.finditer(source.text)))
            yield Problem(
                verdict="contradicted", reason=f"It says {other[0]}; the source has {named}."
            )
            return
    yield from _other_part(sentence, source)
    yield from _other_units(sentence, source)


_PART = re.compile(
    r"\b(?P<early>start|beginning|early|first (?:weeks|months))(?: of| in|-)? (?:the |this |next )?(?P<a>year|\d{4})"
    r"|\b(?P<middle>mid|middle)(?: of|-| )? ?(?:the |this |next )?(?P<b>year|\d{4})"
    r"|\b(?:(?P<late>end|close|late|final (?:weeks|months))(?: of| in|-)? (?:the |this |next )?(?P<c>year|\d{4})"
    r"|(?P<e>year)-end|end-(?P<d>\d{4}|year))\b",
    re.IGNORECASE,
)


def _other_part(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`By the middle of the year` where the span has the end of it alone."""
    held = [_part(m) for m in _PART.finditer(source.text)]
    for match in _PART.finditer(sentence.text):
        told = _part(match)
        if held and told not in held and len(set(held)) == 1:
            yield Problem(
                verdict="contradicted",
                reason=f"It says {match[0]}; the source tells of its {held[0]}.",
            )
            return


def _part(match: re.Match[str]) -> str:
    return "start" if match["early"] else "middle" if match["middle"] else "end"


def _short(name: str) -> str:
    return name if name.isdigit() else name[:3].lower()


def _tells_when_said(text: str, match: re.Match[str]) -> bool:
    """Whether a time is when something was said or came out: `In May, Y said`, `wrote in May`, `in May 2025`."""
    before = text[: match.start()]
    if match.re is _MONTH and _WHOLE.match(text, match.end()):
        return True  # a whole date, which is checked as such
    if match.re is _YEAR and _MONTH.search(before[-16:]):
        return True
    if _OPENING.fullmatch(before) and _BEHIND_OPENING.match(text, match.end()):
        return True
    if _CAME_OUT.search(before):
        return True
    return match.re is not _WEEKDAY and _SAID.search(before) is not None


_WHOLE = re.compile(r"(?:\s\d{1,2})?,?\s(?:19|20)\d\d")
_ORDINAL_UNIT = re.compile(
    r"\b(?P<which>first|second|third|fourth|fifth|sixth|seventh|last|next|previous|final)[- ]"
    r"(?P<unit>quarter|half|year|month|week|day|decade|session)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(?:the|a|this|that|each|every|per)\s(?P<unit>quarter|year|month|week|decade)\b(?! of (?!\d|the year))(?!-)",
    re.IGNORECASE,
)
_RATE_OF = re.compile(r"\b(?P<unit>annual|yearly|monthly|quarterly|weekly|daily)\b", re.IGNORECASE)
_HOW_LONG = {
    "annual": r"year|annual|12[- ]month|twelve[- ]month",
    "yearly": r"year|annual|12[- ]month|twelve[- ]month",
    "quarterly": r"quarter|three[- ]month|3[- ]month|Q[1-4]",
    "monthly": r"month",
    "weekly": r"week|seven[- ]day",
    "daily": r"da(?:y|ily)|session|24[- ]hour",
    "quarter": r"quarter|three[- ]month|3[- ]month|Q[1-4]|period",
    "year": r"year|annual|12[- ]month|twelve[- ]month|fiscal|(?:19|20)\d\d|FY\d*|period",
    "month": r"month|(?:january|february|march|april|may|june|july|august|september|october|november|december)",
    "week": r"week|five (?:days|sessions)|seven days|period",
    "decade": r"decade|ten years|10 years",
    "half": r"half|six months|H[12]|period",
}
"""How a span may tell of a stretch of time."""


def _other_units(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`The third year` where the span has the third quarter, and `in the year` where it tells of the quarter alone."""
    held = {(m["which"].lower(), m["unit"].lower()) for m in _ORDINAL_UNIT.finditer(source.text)}
    for match in _ORDINAL_UNIT.finditer(sentence.text):
        which, unit = match["which"].lower(), match["unit"].lower()
        others = [u for w, u in held if w == which]
        counted = which not in ("last", "next", "previous")
        if (which, unit) not in held and others and (counted or not _held(unit, source.text)):
            yield Problem(
                verdict="contradicted",
                reason=f"It says {match[0]}; the source has the {which} {others[0]}.",
            )
            return
    stretches = {m["unit"].lower() for m in _UNIT.finditer(source.text)}
    stretches |= {u for _, u in held} | {
        _of_rate(m["unit"]) for m in _RATE_OF.finditer(source.text)
    }
    for pattern in (_UNIT, _RATE_OF, _ORDINAL_UNIT):
        for match in pattern.finditer(sentence.text):
            unit = match["unit"].lower()
            if (
                stretches - {_of_rate(unit)}
                and _of_rate(unit) not in stretches
                and not _held(unit, source.text)
            ):
                yield Problem(
                    verdict="contradicted",
                    reason=f"It says {match[0]}; the source tells of the {min(stretches)}.",
                )
                return


def _of_rate(unit: str) -> str:
    unit = unit.lower()
    return {"annual": "year", "yearly": "year", "daily": "day"}.get(unit, unit.removesuffix("ly"))


def _held(unit: str, text: str) -> bool:
    pattern = _HOW_LONG.get(unit)
    return pattern is None or re.search(rf"\b(?:{pattern})", text, re.IGNORECASE) is not None
