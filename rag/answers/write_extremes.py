"""The highest or the lowest of several houses' figures: the first, its words, and the next for contrast.

Only figures of one thing, one unit and one time are compared, the newest of each house; where there are
no two such figures, that is said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.article import Period
from corpus.forecasts import Forecast
from corpus.names import load_firms
from corpus.subjects import load_subjects
from rag.answers import wording
from rag.answers.drafts import Draft, abstain, fit
from rag.answers.evidence import Evidence, find_statements
from rag.answers.holders import who_speaks
from rag.answers.lead_wording import NEXT
from rag.answers.measured import is_other
from rag.answers.quantities import Quantity, find_quantities
from rag.answers.view_lines import view_line
from rag.lead_in import ClauseKind, LeadPart
from rag.planning.asked_extremes import Extreme
from rag.planning.asked_subjects import asked_subjects
from rag.records import Plan
from rag.retrieval.snapshot import Snapshot

_UNITS = {"index": ("level",), "commodity": ("USD", "EUR", "GBP"), "crypto": ("USD",)}
_OF_COMPANY = ("USD", "EUR", "GBP", "JPY", "CAD", "AUD", "HKD", "INR")
"""Units of what can be compared, by the kind of subject; of others a higher figure is not always the brighter one."""
_STALE_DAYS = 183
"""Days before the newest of them from which a house's figure is not set beside it."""
_TARGET = re.compile(r"\b(?:targets?|price objectives?|target prices?)\b", re.IGNORECASE)
_GIVES = re.compile(
    r"\b(?:targets?|price objectives?|forecasts?|estimates?|projections?|projects|predict\w*|expect\w*|sees?"
    r"|reckons?|pencil\w*|assumes?|puts?)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:could|might|may|if|support|resistance|floor|ceiling|cost|worst|best|bull case|bear case|upside case"
    r"|downside case|scenario|risk)\b",
    re.IGNORECASE,
)
"""Words of a figure that is none a house stands by."""
_QUARTER = re.compile(r"\b(first|second|third|fourth|final)\s(quarter|half)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_FOR_YEAR = re.compile(
    r"\b(?:for|by|end of|year-end|end-?)\s?(?:the\s)?(?:end of\s)?(?P<year>20\d\d)\b", re.IGNORECASE
)
_TICKER = re.compile(r"\([A-Z]{2,8}:\s?[A-Z.]{1,8}\)")
"""The exchange on which a share is traded, which is spoken of by nobody."""
_YEAR_AHEAD = range(330, 400)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """One house's figure, and what it must share with another to be compared."""

    evidence: Evidence
    who: str
    value: float
    group: tuple[str, str, bool, str]
    """Subject, unit, whether an average, and the time it is for."""
    said: date


def write_extreme(plan: Plan, extreme: Extreme, snapshot: Snapshot) -> Draft | None:
    """The house with the highest or lowest figure and the next; None where figures can tell nothing."""
    if not _comparable_subjects(plan):
        return None
    year = _asked_year(plan)
    asked = replace(plan, subjects=(), period=None if year else plan.period)
    said = find_statements(asked, snapshot, None)
    given = [g for e in said for g in _find_given(e, plan, extreme, snapshot)]
    if year is not None:
        given = [g for g in given if g.group[-1].startswith(year)]
    group = _best_group(given)
    if len(group) < 2 and extreme.mood:
        return None
    if not group:
        ((name, _),) = _comparable_subjects(plan).items()
        if any(_TARGET.search(e.quote) and _is_about(e, name, plan) for e in said):
            return None  # figures there are, of which none is sure enough to be set beside another
        return abstain("subject", wording.lacks_compared(name))
    group.sort(key=lambda g: (g.value, g.who), reverse=extreme.highest)
    return _tell(group, extreme, snapshot)


def _tell(group: Sequence[_Given], extreme: Extreme, snapshot: Snapshot) -> Draft:
    first = group[0]
    if len(group) == 1:
        line = view_line([first.evidence], snapshot)
        return Draft(
            lines=(line,), abstention=None, reason=None, notes=(wording.ONLY_ONE,), hits=()
        )
    level = [g for g in group if g.value == first.value]
    kind: ClauseKind = "highest" if extreme.highest else "lowest"
    told = LeadPart(kind=kind, count=len(group), shared=len(level) > 1)
    shown = [(g, told) for g in level]
    if len(group) > len(level):
        shown.append((group[len(level)], NEXT))
    lines = [view_line([g.evidence], snapshot, told=(told,)) for g, told in shown]
    return Draft(lines=fit(lines), abstention=None, reason=None, notes=(), hits=())


def _comparable_subjects(plan: Plan) -> dict[str, tuple[str, ...]]:
    """What is asked about with the units in which it is given; empty where that is not one thing."""
    found: dict[str, tuple[str, ...]] = {}
    entries, firms = load_subjects().entries, load_firms().firms
    for name in asked_subjects(plan):
        if name in entries:
            if entries[name].kind in _UNITS:
                found[name] = _UNITS[entries[name].kind]
        elif name not in firms or firms[name].kind == "company":
            found[name] = _OF_COMPANY
    return found if len(found) == 1 else {}


def _find_given(
    evidence: Evidence, plan: Plan, extreme: Extreme, snapshot: Snapshot
) -> Iterator[_Given]:
    """The one figure that a statement gives of what is asked about, if it surely gives one."""
    statement, quote = evidence.statement, evidence.quote
    said = evidence.article.published
    if statement is None or said is None or _UNSURE.search(quote) or not _GIVES.search(quote):
        return
    ((name, units),) = _comparable_subjects(plan).items()
    is_subject = name in load_subjects().entries
    if (extreme.target or not is_subject) and not _TARGET.search(quote):
        return
    if not _is_about(evidence, name, plan):
        return
    fitting = [
        f
        for f in statement.forecasts
        if f.unit in units and f.low == f.high and _stands(quote, f) is not None
    ]
    if len(fitting) != 1:
        return
    forecast = fitting[0]
    place = _stands(quote, forecast)
    if place is None or is_other(quote, place):
        return
    averaged = re.search(r"\baverag", quote, re.IGNORECASE) is not None
    yield _Given(
        evidence=evidence,
        who=who_speaks(evidence, snapshot),
        value=forecast.low,
        group=(name, forecast.unit, averaged, _horizon_key(forecast, quote, said)),
        said=said.last,
    )


def _is_about(evidence: Evidence, name: str, plan: Plan) -> bool:
    """Whether the words name what is asked about and nothing else that has such a figure."""
    quote = _TICKER.sub(" ", evidence.quote)
    named = {m.entry.name for m in load_subjects().find(quote) if m.entry.kind in _UNITS}
    speakers = evidence.statement.firm if evidence.statement else None
    named |= {
        m.firm.name
        for m in load_firms().find(quote)
        if m.firm.kind == "company" and m.firm.name != speakers
    }
    if name in named:
        return len(named) == 1
    if named:
        return False
    terms = asked_subjects(plan)[name]
    if name not in load_subjects().entries and name.lower() in quote.lower() and terms:
        return True
    subjects = {s.subject for s in evidence.statement.subjects} if evidence.statement else set()
    return subjects == {name}


def _stands(quote: str, forecast: Forecast) -> Quantity | None:
    """Where the forecast's figure stands in the words, if it stands there once."""
    found = [
        q
        for q in find_quantities(quote)
        if q.value[0].isdigit() and _scaled(q) == round(forecast.low, 6)
    ]
    return found[0] if len(found) == 1 else None


def _scaled(quantity: Quantity) -> float:
    word = quantity.unit.lstrip("$€£¥")
    scale = {"k": 1e3, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
    return round(float(quantity.value) * scale.get(word, 1.0), 6)


def _horizon_key(forecast: Forecast, quote: str, said: Period) -> str:
    """The time a figure is for, so that two of one time have one key; a target without one is for a year ahead."""
    horizon = forecast.horizon
    if isinstance(horizon, Period):
        if horizon.first == said.last and (horizon.last - horizon.first).days in _YEAR_AHEAD:
            return "a year ahead"
        whole_year = (horizon.first.month, horizon.last.month) == (1, 12)
        quarter = (horizon.last.month - 1) // 3 + 1
        return f"{horizon.last.year}" if whole_year else f"{horizon.last.year} Q{quarter}"
    if horizon is None:
        return "a year ahead" if _TARGET.search(quote) else ""
    named = _QUARTER.search(horizon)
    words = named[0].lower().replace("final", "fourth") if named else horizon.lower()
    return f"{said.last.year} {words}"


def _asked_year(plan: Plan) -> str | None:
    """The year that figures are asked for, as opposed to the time of the articles."""
    framed = _FOR_YEAR.search(plan.standalone)
    if framed is not None:
        return framed["year"]
    year = _YEAR.search(plan.standalone) if plan.period is None else None
    return year[0] if year else None


def _best_group(given: Iterable[_Given]) -> list[_Given]:
    """The figures of the time for which most houses give one, the newest of each house."""
    groups: dict[tuple[str, str, bool, str], dict[str, _Given]] = {}
    for one in sorted(given, key=lambda g: g.said):
        groups.setdefault(one.group, {})[one.who] = one
    fresh = []
    for houses in groups.values():
        newest = max(g.said for g in houses.values())
        fresh.append([g for g in houses.values() if (newest - g.said).days <= _STALE_DAYS])
    return max(fresh, key=lambda g: (len(g), max(o.said for o in g)), default=[])
