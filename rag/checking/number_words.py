"""Numbers in words, shares such as `a fifth`, and what numbers convert to."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rag.checking.figures import Figure, supporting_figures
from rag.checking.opposites import sides
from rag.checking.sentence_reading import Reading

_MONTH_WORDS = "two three four five six seven eight nine ten eleven twelve".split()


_VALUES = {word: Decimal(k) for k, word in enumerate(_MONTH_WORDS, start=2)} | {
    "one": Decimal(1),
    "fifteen": Decimal(15),
    "twenty": Decimal(20),
    "thirty": Decimal(30),
    "forty": Decimal(40),
    "fifty": Decimal(50),
    "sixty": Decimal(60),
    "dozen": Decimal(12),
    "eighteen": Decimal(18),
    "thirteen": Decimal(13),
    "fourteen": Decimal(14),
    "sixteen": Decimal(16),
    "seventeen": Decimal(17),
    "nineteen": Decimal(19),
}


NUMBER_WORD = re.compile(
    rf"(?<![\w-])(?P<word>{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
    r"(?:-(?P<more>one|two|three|four|five|six|seven|eight|nine))?(?:s(?=[.,;:]|$|\s(?:and|or|to|than)\b))?(?![a-z])",
    re.IGNORECASE,
)


FRACTIONS = {
    "half": "50",
    "a third": "33",
    "one third": "33",
    "two thirds": "67",
    "a quarter": "25",
    "one quarter": "25",
    "three quarters": "75",
    "a fifth": "20",
    "one fifth": "20",
    "two fifths": "40",
    "three fifths": "60",
    "four fifths": "80",
    "a tenth": "10",
    "one tenth": "10",
    "a twelfth": "8",
}


FRACTION = re.compile(rf"\b({'|'.join(FRACTIONS)})\b", re.IGNORECASE)


POINT = re.compile(
    r"\b(quarter|half)[\s-](?:percentage[\s-])?point\b|\b(quarter|half) (?:of )?a (?:percentage )?point\b",
    re.I,
)


SHARE_UNITS = ("%", "pp", "bp")


def held_figures(source: Reading) -> list[Figure]:
    """Every reading of a span's numbers, in figures or words, and in the units they convert to."""
    found = [*supporting_figures(source.text), *_worded_readings(source.text)]
    for figure in list(found):
        if figure.value is not None and figure.unit == "bp":
            found += [replace(figure, value=figure.value / 100, unit=u) for u in ("pp", "%")]
        elif figure.value is not None and figure.unit == "pp":
            found += [
                replace(figure, value=figure.value * 100, unit="bp"),
                replace(figure, unit="%"),
            ]
        elif figure.value is not None and figure.unit == "%" and falls(source, figure):
            found.append(replace(figure, value=-figure.value))
    return found


def _worded_readings(text: str) -> Iterator[Figure]:
    """What a text says of numbers in words: counts, shares, points, multiples and stretches of time."""
    for match in NUMBER_WORD.finditer(text):
        yield _worded(match.group(), word_value(match), "", match)
    for match in FRACTION.finditer(text):
        yield _worded(match[0], Decimal(FRACTIONS[match[0].lower()]), "%", match)
    for match in POINT.finditer(text):
        points = Decimal("0.25" if "quarter" in match[0].lower() else "0.5")
        yield _worded(match[0], points * 100, "bp", match)
        yield _worded(match[0], points, "point", match)
    if POINT.search(text):  # "half a point, not a quarter"
        for match in _BARE_QUARTER.finditer(text):
            yield _worded(match[0], Decimal(25), "bp", match)
    for match in _IN_A_ROW.finditer(text):
        yield _worded(
            match[0], Decimal(_NTH.index((match[1] or match[2] or match[3]).lower()) + 2), "", match
        )
    for match in ONE_IN.finditer(text):
        if one_in(match):
            yield _worded(match[0], one_in(match), "%", match)
    yield from _converted(text)


def _converted(text: str) -> Iterator[Figure]:
    """What a text says in other words than numbers: quarters by their months, rests, long times."""
    for pattern, code in _QUARTERS_BY_MONTH:
        for match in pattern.finditer(text):
            yield Figure(text=match[0], value=None, unit=code, start=match.start(), end=match.end())
    for match in _ALL_BUT_OF.finditer(text):
        part, whole = (_count(match[name]) for name in ("part", "whole"))
        yield _worded(match[0], whole - part, "", match)
    for match in LONG_TIME.finditer(text):
        yield _worded(match[0], long_time(match), "year", match)
    for pattern, value, unit in _EQUALS:
        for match in pattern.finditer(text):
            yield _worded(match[0], Decimal(value), unit, match)


_SPAN = r"(?:-|\s-\s|\sto\s|\sthrough\s|\suntil\s)"
_QUARTERS_BY_MONTH = tuple(
    (re.compile(pattern, re.IGNORECASE), code)
    for pattern, code in (
        (
            rf"\bJan(?:uary)?{_SPAN}Mar(?:ch)?\b|\b(?:first three months|three months (?:to|through|ended|"
            rf"ending) (?:\w+ )?March)\b",
            "q1",
        ),
        (
            rf"\bApr(?:il)?{_SPAN}June?\b|\bthree months (?:to|through|ended|ending) (?:\w+ )?June\b",
            "q2",
        ),
        (
            rf"\bJuly?{_SPAN}Sep(?:t|tember)?\b|\bthree months (?:to|through|ended|ending) (?:\w+ )?September\b",
            "q3",
        ),
        (
            rf"\bOct(?:ober)?{_SPAN}Dec(?:ember)?\b|\b(?:final|last) three months|\bthree months (?:to|through|"
            rf"ended|ending) (?:\w+ )?December\b",
            "q4",
        ),
        (r"\bfinal quarter\b|\blast quarter of\b", "q4"),
        (r"\b(?:first six months|six months (?:to|through|ended|ending) (?:\w+ )?June)\b", "h1"),
        (r"\b(?:second six months|last six months of)\b", "h2"),
    )
)
_BARE_QUARTER = re.compile(r"\ba quarter\b(?! (?:of|point))")
_EQUALS = tuple(
    (re.compile(pattern, re.IGNORECASE), value, unit)
    for pattern, value, unit in (
        (r"\b(?:both|the pair|the duo)\b", 2, ""),
        (r"\b(?:first|second) half\b|\bhalf-year\b|\bhalf a year\b", 6, "month"),
        (r"\b(?:an?|one|the (?:next|coming|past|last)) year\b|\bfull[- ]year\b", 12, "month"),
        (r"\b(?:first|second|third|fourth|a|one) quarter\b|\bquarterly\b", 3, "month"),
        (
            r"\bodds are even\b|\beven (?:odds|chance)\b|\bthan even\b|\bfifty-fifty\b|\b50-50\b",
            50,
            "%",
        ),
        (r"\btwice\b", 2, "times"),
        (r"\bhalv(?:e|es|ed|ing)\b", 50, "%"),
        (r"\ba fortnight\b", 2, "week"),
    )
)
"""What a sentence may say in a number that the source says in a word."""


_NTH = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_IN_A_ROW = re.compile(
    rf"\b({'|'.join(_NTH)}) (?:straight|consecutive|successive)\b|\b({'|'.join(_NTH)}) \w+ (?:in a row|running)\b|"
    rf"\bfor (?:a|the|its|their) ({'|'.join(_NTH)}) (?:day|week|month|year|session|meeting|time)\b",
    re.IGNORECASE,
)
"""`A third straight quarter` is three quarters."""
_COUNT = rf"(?:{'|'.join(_VALUES)}|\d+)"
ONE_IN = re.compile(
    rf"\b(?P<part>{_COUNT})(?:[ -](?:in|out of)(?: every)?[ -])(?P<word>{_COUNT})\b(?! (?:hundred|thousand|million))",
    re.IGNORECASE,
)
"""`One in five` is a fifth, `four out of ten` are 40%."""


def one_in(match: re.Match[str]) -> Decimal:
    """`One in five` as 20, in percent; 0 where it is no share, as in `2 in 2024`."""
    part, whole = (
        Decimal(word) if word.isdigit() else Decimal(_VALUES[word])
        for word in (match["part"].lower(), match["word"].lower())
    )
    return 100 * part / whole if part < whole <= _LARGEST_WHOLE else Decimal(0)


def _count(low: str) -> Decimal:
    return Decimal(low) if low.isdigit() else Decimal(_VALUES[low.lower()])


_ALL_BUT_OF = re.compile(
    rf"\b(?:all|every one|everyone) (?:but|except)(?: for)? (?P<part>{_COUNT}) of (?:the |its |their "
    rf")?(?P<whole>{_COUNT})\b",
    re.IGNORECASE,
)
"""`All but two of fourteen` are twelve."""
PERIOD = re.compile(r"\b(?:first|second|third|fourth)[\s-](?:quarter|half)\b", re.IGNORECASE)
HALF_TIME = re.compile(
    r"\b(?:half|quarter)[ -](?:of )?an? (?:year|century|decade|hour|dozen)\b|\bhalf-year\b|\bnine-month\b|"
    r"\b(?:a )?fortnight\b",
    re.IGNORECASE,
)
LONG_TIME = re.compile(
    r"\b(?:(?P<half>half a)|(?P<quarter>(?:a )?quarter of a)|an?|one) (?P<unit>century|decade)\b",
    re.IGNORECASE,
)
"""`Half a century` is fifty years."""


def long_time(match: re.Match[str]) -> Decimal:
    """The years of a match of `LONG_TIME`."""
    years = Decimal(100 if match["unit"].lower() == "century" else 10)
    return years / (2 if match["half"] else 4 if match["quarter"] else 1)


_LARGEST_WHOLE = 100
"""A number behind `in` that is larger is a year as often as not."""


def worded_figures(reading: Reading) -> list[Figure]:
    """The numbers from two on that a text has in words."""
    return [
        _worded(match[0], word_value(match), "", match)
        for match in NUMBER_WORD.finditer(reading.text)
        if match[0].lower() != "one"
    ]


def word_value(match: re.Match[str]) -> Decimal:
    """`twenty-two` as 22."""
    value = _VALUES[match["word"].lower()]
    return value + _VALUES[match["more"].lower()] if match["more"] else value


def _worded(text: str, value: Decimal, unit: str, match: re.Match[str]) -> Figure:
    return Figure(text=text, value=value, unit=unit, start=match.start(), end=match.end())


def falls(reading: Reading, figure: Figure) -> bool:
    """Whether the number is told as a fall."""
    if figure.value is None or figure.unit not in ("%", "bp", "pp", "point", "$", "€", "£"):
        return False
    before = [w for w in reading.words if w.end <= figure.start][-4:]
    behind = [w for w in reading.words if w.start >= figure.end][:1]
    told = [s for w in (*before, *behind) for s in sides(w.term) if s[0] == "move"]
    return bool(told) and told[-1] == ("move", False)


_APPROXIMATE = re.compile(
    r"\b(?:(?P<less>nearly|almost|just under|close to)|(?P<more>over|more than|just above)|about|around|roughly|"
    r"some) $",
    re.IGNORECASE,
)
_NEARLY = 4
"""Points by which `nearly a third` may differ from a share that is told exactly."""


def may_be_called(share: Decimal, value: Decimal, before: str) -> bool:
    """Whether a share may be told as `a third`, as `nearly a third` or as `over a third`, by what stands before it."""
    about = _APPROXIMATE.search(before[-12:])
    if about is None:
        return abs(share - value) < 1
    if about["more"]:
        return value <= share < value + _NEARLY
    if about["less"]:
        return value - _NEARLY < share <= value
    return abs(share - value) < _NEARLY
