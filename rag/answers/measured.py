"""What a figure in a sentence measures: of what, for when, reported or expected.

Only what can be told for certain is a measured figure. Ranges, rounded values, comparisons and what
a figure was before are none, nor is a figure beside which no measure is named.
"""

import re
from dataclasses import dataclass

from corpus.article import Article
from corpus.dating.dates import find_dates
from corpus.names import find_indices
from rag.answers.quantities import Quantity, find_quantities

_MEASURES: dict[str, str] = {
    "target": r"(?:price[ -])?targets?|target prices?|price objectives?",
    "sales": r"sales|revenues?|turnover",
    "profit": r"profits?|net income|earnings|ebitda|ebit",
    "per share": r"earnings per share|eps",
    "loss": r"loss(?:es)?",
    "margin": r"margins?",
    "inflation": r"inflation|consumer prices|cpi",
    "unemployment": r"unemployment(?: rate)?|jobless rate",
    "employment": r"payrolls?|jobs",
    "output": r"gdp|gross domestic product|output|production|economic growth",
    "demand": r"demand|consumption",
    "supply": r"supply",
    "dividend": r"dividends?|payout",
    "buyback": r"buy-?backs?|share repurchases?",
    "orders": r"orders?|backlog|bookings",
    "deliveries": r"deliveries|shipments",
    "spending": r"capital spending|capital expenditures?|capex",
    "cost": r"costs?|expenses",
    "debt": r"debts?|borrowing",
    "cash": r"cash flow|cash",
    "deficit": r"deficits?",
    "surplus": r"surplus(?:es)?",
    "assets": r"assets under management|assets",
    "growth": r"growth",
    "forecast": r"(?:forecast|projection|estimate)s?",
}
"""What news measures, by the words for it."""
_MEASURE = re.compile(
    r"\b(?:"
    + "|".join(
        f"(?P<{name.replace(' ', '_')}>{words})"
        for name, words in sorted(_MEASURES.items(), key=lambda item: -len(item[1]))
    )
    + r")\b",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"\bearnings per share\b|\bper share\b|\beps\b", re.IGNORECASE)
_KIND = re.compile(
    r"\b(?:adjusted|underlying|core|headline|gross|net|operating|pre-?tax|organic|comparable|like-for-like"
    r"|same-store|average|averag(?:e|ing)|median|annuali[sz]ed|record|total|domestic|overseas|monthly|weekly|daily"
    r"|peak|trough|minimum|maximum|low|high|bull|bear|base|worst|best|upside|downside)\b",
    re.IGNORECASE,
)
"""Words that make one measure another."""
_BASE = re.compile(
    r"\b(?:from a year (?:earlier|ago|before)|(?:year|month|quarter)[- ]on[- ](?:year|month|quarter)|a year|per year"
    r"|annual(?:ly)?|a (?:month|quarter|day|week)|from the (?:previous|prior) (?:year|quarter|month))\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:(?P<n>first|second|third|fourth|final|current|last|next|this)[- ](?P<of>quarter|half|month)|full[- ]year"
    r"|(?:at |by )?(?:the )?(?:year-end|end of the year|end of (?:this|next) year)|(?:mid|end)-20\d\d"
    r"|Q[1-4]|H[12]|FY\d*"
    r"|(?:\d+|twelve|six|three)[- ]months?|half-year|(?:business|fiscal|financial) year"
    r"|(?:the )?(?:end|middle|start) of|(?<![$€£¥])20\d\d(?![,.]?\d))\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|forecasts?|project(?:s|ed|ions?)|predict(?:s|ed)?|estimat(?:es?|ed)|sees?|will|would"
    r"|could|may|might|should|guid(?:es?|ed|ance)|targets?|outlook|likely|aims?|plans?)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:rais|lift|hik|boost|bump|increas|cut|lower|trimm?|slash|reduc|revis|mov|nudg)(?:e[sd]?|s|ed|ing|ting)?\b"
    r"|\b(?:took|takes?|goes|went) .{0,30}\bto\b|\bnew\b|\bnow\b",
    re.IGNORECASE,
)
_NOT_IT = re.compile(
    r"\b(?:from|than|versus|vs\.?|against|compared (?:with|to)|above|below|beat(?:s|ing)?|missed|miss(?:es|ing)?"
    r"|expected|consensus|previous(?:ly)?|earlier|prior|former(?:ly)?|old|had|up|down|by|another|between|"
    r"of which|more than|less than|over|under|about|around|nearly|almost|roughly|approximately|some|at least|at most"
    r"|up to|as (?:much|many|high|low|little) as|close to|near|topping|exceed(?:s|ed|ing)?)\s+"
    r"(?:an?\s|the\s|its\s|his\s|her\s|their\s|estimates?\s(?:of|for)\s|targets?\sof\s|forecasts?\sof\s|outlook\sof\s)*$",
    re.IGNORECASE,
)
"""Before a figure: it is another time's or another's, a change, or no exact one."""
_AGAINST = re.compile(
    r"\b(?:beat(?:s|ing|en)?|miss(?:es|ed|ing)?|top(?:s|ped|ping)|exceed(?:s|ed|ing)?|trail(?:s|ed|ing)?|lag(?:s|ged|ging)?"
    r"|ahead of|short of|above|below|than|versus|against|compared)\b",
    re.IGNORECASE,
)
"""Before a figure of the same clause: it is what another one is measured against."""
_JOINED = re.compile(
    r"(?P<low>[$€£¥]?\d[\d,.]*"
    r"(?P<unit>\s?%|[ -](?:percent|per cent|trillion|billion|million|basis points|bps?|[tbm]n))?)"
    r"\s?(?:-|–|—|to|and|or)\s?(?P<high>[$€£¥]?\d[\d,.]*(?:\s?%|[ -](?:percent|per cent))?)",
    re.IGNORECASE,
)
"""Two figures that may be the ends of a range."""
_CLAUSE = re.compile(r"[;:]\s|,\s|\s(?:and|but|while|whereas|after|as|because|which|who)\s")
_BEHIND_CHARACTERS = 40
_LONG_DAYS = 7
_SCALES = {
    "trillion": 1e12,
    "tn": 1e12,
    "billion": 1e9,
    "bn": 1e9,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
}
_SCALES |= {"thousand": 1e3, "k": 1e3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is measured and how: two figures of one thing can be at odds."""

    measure: str
    kinds: frozenset[str]
    bases: frozenset[str]
    expected: bool
    unit: str
    """Without its scale: `$`, `%`, `bp`, a word, or empty."""
    periods: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure, and what it is of."""

    quantity: Quantity
    value: float
    grain: float
    """The least step in which it is written: 0.1 for `4.2%`, 1e8 for `$2.5 billion`."""
    thing: Thing
    moved: bool
    """Whether the words tell that it was another before."""


def find_measured(text: str, article: Article) -> tuple[Measured, ...]:
    """The figures of a sentence that surely measure something, each the only one of its thing."""
    found = [m for q in find_quantities(text) if (m := _measure(text, q, article)) is not None]
    things = [m.thing for m in found]
    return tuple(m for m in found if things.count(m.thing) == 1)


def are_at_odds(one: Measured, other: Measured) -> bool:
    """Whether two figures of one thing cannot both be so: not where one is the other rounded."""
    if one.thing != other.thing:
        return False
    coarse = max(one.grain, other.grain)
    return abs(one.value - other.value) > coarse


def is_other(text: str, quantity: Quantity) -> bool:
    """Whether a figure is surely not the one that a sentence gives: of before, a change, rounded, a range's end."""
    before = text[: quantity.start]
    clause = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    return bool(
        _NOT_IT.search(before)
        or _AGAINST.search(before, clause)
        or _is_end_of_range(text, quantity)
    )


def _measure(text: str, quantity: Quantity, article: Article) -> Measured | None:
    before = text[: quantity.start]
    if not quantity.value[0].isdigit() or is_other(text, quantity):
        return None
    clause = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    named = list(_MEASURE.finditer(before, clause)) or list(_MEASURE.finditer(before))
    behind = _MEASURE.search(text[quantity.end : quantity.end + _BEHIND_CHARACTERS])
    names = {next(k for k, v in m.groupdict().items() if v) for m in named}
    if (
        not names
        and behind is not None
        and _CLAUSE.search(text, quantity.end, quantity.end + behind.start()) is None
    ):
        names = {next(k for k, v in behind.groupdict().items() if v)}
    if len(names) > 1:
        names -= {"forecast", "growth"}
    if len(names) != 1:
        return None
    value, grain, unit = _read(quantity)
    per_share = "per_share" if _PER_SHARE.search(text) else ""
    thing = Thing(
        measure=f"{next(iter(names))} {per_share}".strip(),
        kinds=frozenset(m[0].lower() for m in _KIND.finditer(text)),
        bases=frozenset(" ".join(m[0].lower().split()) for m in _BASE.finditer(text)),
        expected=_EXPECTED.search(text) is not None,
        unit=unit,
        periods=_periods(text, article),
    )
    moved = _MOVED.search(text) is not None
    return Measured(quantity=quantity, value=value, grain=grain, thing=thing, moved=moved)


def _is_end_of_range(text: str, quantity: Quantity) -> bool:
    """Whether another figure of its unit is joined to it: "rose 4% to $90 million" joins two things."""
    for start, end in find_indices(text):  # the 500 of an index is no end of a range
        text = text[:start] + "x" * (end - start) + text[end:]
    for match in _JOINED.finditer(text):
        if not (match.start() < quantity.end and quantity.start < match.end()):
            continue
        low, high = match["low"], match["high"]
        shares = ["%" in end or "per" in end for end in (low, high)]
        bare = match["unit"] is None and low[0].isdigit()
        if bare or shares[0] == shares[1]:
            return True
    return False


def _read(quantity: Quantity) -> tuple[float, float, str]:
    """The value in whole units, its least step, and its unit without the scale."""
    sign = quantity.unit[:1] if quantity.unit[:1] in "$€£¥" else ""
    word = quantity.unit[len(sign) :]
    scale = _SCALES.get(word, 1.0)
    unit = sign if word in _SCALES or not word else f"{sign}{word}"
    decimals = len(quantity.value.partition(".")[2])
    grain = 10.0**-decimals
    digits = quantity.value.partition(".")[0]
    if not decimals and len(digits) > 3:
        grain = 10.0 ** min(2, len(digits) - len(digits.rstrip("0")))
    return float(quantity.value) * scale, grain * scale, unit


def _periods(text: str, article: Article) -> frozenset[str]:
    """For when the figures of a sentence are: periods by their days, spans without a year by their words."""
    reference = article.published.last if article.published else None
    found: set[str] = set()
    left = text
    for mention in find_dates(text, reference=reference):
        left = left[: mention.start] + " " * (mention.end - mention.start) + left[mention.end :]
        if (mention.period.last - mention.period.first).days > _LONG_DAYS:
            found.add(mention.period.iso)
    for span in _SPAN.finditer(left):
        words = re.sub(r"[\s-]+", " ", span[0].lower()).removeprefix("at ").removeprefix("by ")
        found.add(words.removeprefix("the ").replace("fourth quarter", "final quarter"))
    return frozenset(found)
