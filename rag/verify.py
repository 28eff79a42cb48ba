"""The check every answer passes, whoever wrote it: its quotations and numbers are in its sources.

The one normalisation, the same for both sides: quotation marks of any kind are read as one kind,
apostrophes as straight; em dashes as a hyphen between spaces, other dashes and the minus sign as a
hyphen; an ellipsis as three dots; digits of any script as 0 to 9, `½` as `.5`; any white space as
one space; letter case stays as it is.
Similarity never decides, and neither does part of a word: "perform" does not stand in "outperform".

A number is its value with sign, scale and unit: `$4.2bn` is `$4.2 billion` and `25bp` is
`25 basis points`, but `20%` is not `20`. Numbers in words are not checked, but those of a source
support: `a 2-year yield` stands in "the two-year yield".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from unicodedata import decimal

from corpus.dating.publication_dates import parse_published
from rag.checked import NO_NAMES, Check, CitedSpan, KnownNames
from rag.wording import say_period

MARK = re.compile(r"\[[0-9]{1,3}\]")
"""A citation mark as it stands in an answer; `[2025]` is none."""

_FOLD = str.maketrans(
    dict.fromkeys("“”„‟", '"')
    | dict.fromkeys("‘’‚‛ʼ", "'")
    | dict.fromkeys("‐‑‒–−", "-")
    | {"½": ".5", "¼": ".25", "¾": ".75"}
    | {"—": " - ", "―": " - ", "…": "...", "«": ' "', "»": '" ', "\u00ad": None, "\u200b": None}
)
_GUILLEMET_SPACE = re.compile(r"(?<=«)\s+|\s+(?=»)")
_ANY_MARK = re.compile(r"(?<!\w)'|'(?!\w)")
_ELISION = re.compile(r"'(?:[0-9]0s|em|til|tis|cause)\b", re.IGNORECASE)
_DOUBLE_HYPHEN = re.compile(r"\s*(?<!-)--(?!-)\s*")

_SCALE_WORDS = {
    "hundred": 10**2,
    **dict.fromkeys(("k", "thousand"), 10**3),
    **dict.fromkeys(("m", "mn", "mln", "million"), 10**6),
    **dict.fromkeys(("b", "bn", "bln", "billion"), 10**9),
    **dict.fromkeys(("t", "tn", "trn", "trillion"), 10**12),
}
_EXACT_UNITS = {
    "%": r"%|percent(?!age)|per\scent|pct",
    "pp": r"percentage[\s-]points?|(?:%|percent)[\s-]points?|ppts?|pps?",
    "bp": r"basis[\s-]points?|bps?",
    "$": r"(?:us\s)?dollars?|usd",
    "€": r"euros?|eur",
    "£": r"pounds?(?:\ssterling)?|gbp|sterling",
    "¥": r"yen|jpy",
    "cent": r"cents?|pence",
}
"""Units that a number must share with its source: a bare number supports none, none a bare one."""
_LOOSE_UNITS = {
    "year": r"years?|yrs?|y",
    "month": r"months?",
    "week": r"weeks?",
    "day": r"days?",
    "hour": r"hours?|hrs?",
    "minute": r"minutes?",
    "quarter": r"quarters?",
    "session": r"sessions?",
    "point": r"points?|pts?",
    "times": r"times|x|fold",
    "barrel": r"barrels?",
    "ounce": r"ounces?|oz",
    "ton": r"tons?|tonnes?",
    "share": r"shares?",
    "job": r"jobs?",
    "th": r"st|nd|rd|th",
    "s": r"s",
}
"""Units that may be left out on either side, but not exchanged: 20 years are not 20 months."""
_CURRENCIES = {"us$": "$", "usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}
_COUNT_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_WORDS = {word: Decimal(value) for value, word in enumerate(_COUNT_WORDS)} | {
    "half": Decimal("0.5")
}
_UNITS = {**_EXACT_UNITS, **_LOOSE_UNITS}
_UNIT_GROUPS = {f"u{k}": unit for k, unit in enumerate(_UNITS)}
# Of two that begin alike the longer is tried first: "percent points" before "percent".
_UNIT = "|".join(
    f"(?P<{group}>{_UNITS[unit]})"
    for group, unit in sorted(_UNIT_GROUPS.items(), key=lambda item: item[1] != "pp")
)
_SCALE = "|".join(sorted(_SCALE_WORDS, key=len, reverse=True))
_UNIT_TAIL = rf"(?:{_UNIT})(?![a-z0-9])"
_SCALE_TAIL = rf"(?:[\s-]?(?P<scale>{_SCALE})(?![a-z0-9]))?"
_CURRENCY = r"(?P<currency>(?:us|[achs]|nz|hk)?\$|[€£¥₹₩₽]|(?:usd|eur|gbp|jpy|chf)(?=\s?[0-9]))\s?"
_FIGURE = re.compile(
    rf"(?<![a-z0-9])(?P<sign>(?<![a-z0-9)%])[-+]|(?:minus|negative)\s)?(?:{_CURRENCY})?(?P<inner>[-+](?=[0-9]))?"
    rf"(?P<value>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+){_SCALE_TAIL}(?:[\s-]?{_UNIT_TAIL})?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?<![a-z0-9])(?P<word>{'|'.join(_WORDS)})(?=[\s-]){_SCALE_TAIL}(?:(?:\sa\s|[\s-]){_UNIT_TAIL})?",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![a-z0-9])(?:[a-z]+[0-9][a-z0-9]*|[0-9]+[a-z][a-z0-9]*)(?![a-z0-9])", re.IGNORECASE
)
_PERIOD_IN_WORDS = re.compile(r"\b(first|second|third|fourth)[\s-](quarter|half)\b", re.IGNORECASE)
_PERIOD_CODE = re.compile(r"([1-4])([qh])", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:-|/|to|and|or)\s?", re.IGNORECASE)
_SCALE_IN = re.compile(rf"[\s-]?(?P<scale>{_SCALE})(?![a-z])", re.IGNORECASE)
_CURRENCY_SIGNS = "$€£¥₹₩₽"
_NTH = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as written, and what it amounts to."""

    text: str
    value: Decimal | None
    """With sign and scale; None for a code such as `Q2`, which is all in its unit."""
    unit: str
    """`%`, `bp`, a currency, `year`, ..., the code itself, or empty."""
    start: int
    end: int


def normalise(text: str) -> str:
    """The form in which an answer and its sources are compared."""
    folded = _GUILLEMET_SPACE.sub("", text).translate(_FOLD)
    if not folded.isascii():
        folded = "".join(str(decimal(c)) if c.isdecimal() else c for c in folded)
    return " ".join(_DOUBLE_HYPHEN.sub(" - ", folded).split())


def disarm_marks(text: str) -> str:
    """An article's text with a footnote's `[3]` as `(3)`, so that it cannot pass for a citation."""
    return MARK.sub(lambda match: f"({match[0][1:-1]})", text)


def find_unsupported(text: str, quotes: Sequence[str], fields: Iterable[str]) -> tuple[str, ...]:
    """Quotations and numbers of `text` that stand neither in the cited quotes nor in the fields.

    `fields` are what is known of the cited articles: title, outlet, date as written out and as ISO.
    """
    sources = [normalise(disarm_marks(quote)) for quote in quotes]
    known = [normalise(disarm_marks(field)) for field in fields]
    made_up = [
        quotation
        for quotation in find_quotations(normalise(MARK.sub("", text)))
        if not any(_stands_in(quotation, source) for source in (*sources, *known))
    ]
    said = [figure for source in sources for figure in _supporting(source)]
    given = [figure for field in known for figure in find_figures(field)]
    # A mark parts figures that stand on either side of it, as it does for a reader.
    miscounted = [
        readings[0].text
        for readings in _readings(normalise(MARK.sub(" · ", text)))
        if not any(_supports(source, figure) for figure in readings for source in said)
        and not any(_gives(field, figure) for figure in readings for field in given)
    ]
    return (*made_up, *miscounted)


# --- quotations


def find_quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks of a normalised text, the inner ones too.

    One that is not closed goes to the end of the text.
    """
    spans = (*_double_quoted(text), *_single_quoted(text))
    inner = (text[first:last].strip(" ,.;:!?") for first, last in spans)
    return tuple(quotation for quotation in inner if any(map(str.isalnum, quotation)))


def _double_quoted(text: str) -> list[tuple[int, int]]:
    places = [k for k, c in enumerate(text) if c == '"']
    spans: list[tuple[int, int]] = []
    open_at: list[int] = []
    for place in places:
        if _opens(text, place):
            open_at.append(place + 1)
        elif open_at:
            spans.append((open_at.pop(), place))
        else:
            break
    else:
        if not open_at:
            return spans
    # Marks that do not pair by what stands around them pair in turn; one left open goes to the end.
    spans = [(first + 1, last) for first, last in zip(places[::2], places[1::2], strict=False)]
    if len(places) % 2 or _opens(text, places[-1]):
        spans.append((places[-1] + 1, len(text)))
    return spans


def _opens(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    return (
        not text[place + 1 : place + 2].isspace()
        and before in " ([{-/'\""
        and place + 1 < len(text)
    )


def _single_quoted(text: str) -> Iterator[tuple[int, int]]:
    """Spans between single marks; an apostrophe in or at the end of a word opens none."""
    for match in re.finditer(r"(?<![\w'])'(?=[\w\"])(.+?)(?<=[\w.,!?\"%)])'(?!\w)", text):
        if _ELISION.match(text, match.start()) is None:
            yield match.start(1), match.end(1)


def _stands_in(quotation: str, source: str) -> bool:
    """Whether the words stand in the source as whole words and whole numbers.

    Marks inside are of one kind here, as an inner quotation changes its own.
    """
    words = _ANY_MARK.sub('"', quotation).strip(' ,.;:!?"')
    text = _ANY_MARK.sub('"', source)
    before = r"(?<!\w)(?<!\w-)(?<!\d[.,])" if words[0].isalnum() else ""
    after = r"(?!\w)(?!-\w)(?![.,]\d)(?!\s?%)" if words[-1].isalnum() else ""
    return re.search(f"{before}{re.escape(words)}{after}", text) is not None


# --- numbers


def find_figures(text: str) -> tuple[Figure, ...]:
    """The numbers of a normalised text in order."""
    found: list[Figure] = []
    end = 0
    codes = {match.start(): match for match in _CODE.finditer(text)}
    for match in _FIGURE.finditer(text):
        if match.start() < end:
            continue
        found.append(_make_figure(match))
        end = match.end()
    taken = [(f.start, f.end) for f in found]
    for start, match in codes.items():
        # "25bp" and "4th" are figures as a whole; "Q2" and "747s8" are not.
        if any(first <= start and match.end() <= last for first, last in taken):
            continue
        found = [f for f in found if f.end <= start or f.start >= match.end()]
        found.append(_make_code(match[0], start, match.end()))
    return tuple(sorted(found, key=lambda figure: figure.start))


def _make_figure(match: re.Match[str]) -> Figure:
    value = Decimal(match["value"].replace(",", "")) * _scale_of(match)
    sign = (match["sign"] or match["inner"] or "").strip()
    if sign and sign != "+":
        value = -value
    currency = (match["currency"] or "").lower()
    unit = _CURRENCIES.get(currency, currency) or _unit_of(match)
    return Figure(text=match[0], value=value, unit=unit, start=match.start(), end=match.end())


def _scale_of(match: re.Match[str]) -> int:
    return _SCALE_WORDS.get((match["scale"] or "").lower(), 1)


def _unit_of(match: re.Match[str]) -> str:
    return next((unit for group, unit in _UNIT_GROUPS.items() if match[group]), "")


def _make_code(text: str, start: int, end: int) -> Figure:
    code = _PERIOD_CODE.sub(r"\2\1", text) if len(text) == 2 else text
    return Figure(text=text, value=None, unit=code.lower(), start=start, end=end)


def _readings(text: str) -> list[tuple[Figure, ...]]:
    """Each number with what it may mean: in "20 to 25%" and "$4 to 5bn" one side lends its unit."""
    figures = find_figures(text)
    readings = [[figure] for figure in figures]
    for k, (left, right) in enumerate(pairwise(figures)):
        if left.value is None or right.value is None:
            continue
        if _RANGE.fullmatch(text[left.end : right.start]) is None:
            continue
        if not left.unit or right.unit in ("", left.unit):
            unit, scale = left.unit or right.unit, _SCALE_IN.search(right.text)
            readings[k].append(replace(left, unit=unit))
            if scale is not None:
                value = left.value * _scale_of(scale)
                readings[k].append(replace(left, value=value, unit=unit))
        if not right.unit and left.text[:1] in _CURRENCY_SIGNS:
            readings[k + 1].append(replace(right, unit=left.unit))
    return [tuple(reading) for reading in readings]


def _supporting(source: str) -> list[Figure]:
    """Every reading of a source's numbers, with those in words and the quarters it spells out."""
    found = [figure for readings in _readings(source) for figure in readings]
    for match in _IN_WORDS.finditer(source):
        unit = _unit_of(match)
        if unit or match["scale"]:
            value = _WORDS[match["word"].lower()] * _scale_of(match)
            found.append(
                Figure(text=match[0], value=value, unit=unit, start=match.start(), end=match.end())
            )
    for match in _PERIOD_IN_WORDS.finditer(source):
        code = f"{match[2][0].lower()}{_NTH.index(match[1].lower()) + 1}"
        found.append(_make_code(code, match.start(), match.end()))
    return found


def _supports(source: Figure, figure: Figure) -> bool:
    if source.value != figure.value:
        return False
    loose = ("", *_LOOSE_UNITS)
    return source.unit == figure.unit or (
        source.unit in loose and figure.unit in loose and "" in (source.unit, figure.unit)
    )


def _gives(field: Figure, figure: Figure) -> bool:
    """A date's day supports "18" and "18th", never "18 years"."""
    return field.value == figure.value and (field.unit == figure.unit or figure.unit in ("", "th"))


# --- sentences


def check_sentence(
    sentence: str, spans: Sequence[CitedSpan], *, names: KnownNames = NO_NAMES
) -> Check:
    """The verdict on a sentence against the spans it cites, marks left in or taken out."""
    if not spans:
        return Check(verdict="uncited", reason="It cites nothing.")
    fields = [f for span in spans for f in _header(span)]
    missing = find_unsupported(sentence, [span.text for span in spans], fields)
    if missing:
        return Check(verdict="unsupported", reason=f"{missing[0]} stands in no span it cites.")
    return Check(verdict="supported", reason="")


def _header(span: CitedSpan) -> list[str]:
    found = [span.title, span.outlet, span.firm, span.role, span.published, span.said]
    for day in (span.published, span.said):
        period = parse_published(day) if day else None
        found.append(say_period(period) if period else None)
    return [field for field in (*found, *span.persons) if field]
