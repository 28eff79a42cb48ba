"""Dates of a sentence against its spans and their headers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.article import Period
from corpus.dating.dates import DateMention, find_dates
from corpus.dating.publication_dates import parse_published
from rag.answers.wording import say_period
from rag.checking.checked import CitedSpan, Verdict
from rag.checking.date_words import find_told_periods
from rag.checking.normalising import normalise
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading


def wrong_month(
    sentence: Reading, sources: Sequence[Reading], spans: Sequence[CitedSpan]
) -> Iterator[Problem]:
    """A month that neither the spans nor their dates name, also where it is no whole date."""
    days = [normalise(" ".join(header_fields_of(span))).lower() for span in spans]
    periods = [p for span in spans for p in (_period(span.published), _period(span.said)) if p]
    near = {
        d.strftime("%B").lower() for p in periods for d in (p.first, p.first - timedelta(days=31))
    }
    held = {_SHORT.get(w.low, w.low) for source in sources for w in source.words} | near
    for word in sentence.words:
        written = sentence.text[word.start : word.end]
        month = _SHORT.get(word.low, word.low)
        if any(c.kind == "name" and c.start <= word.start < c.end for c in sentence.chunks):
            continue  # Jan Doe
        if month in _MONTHS and written[0].isupper() and month not in held:
            if any(month in day for day in days):
                continue
            named = sorted(held & _MONTHS) if any(s.words for s in sources) else []
            yield Problem(
                verdict="contradicted" if named else "unsupported",
                reason=f"It says {written}; the source has {', '.join(m.title() for m in named)}.",
            )


_SEASON = re.compile(
    r"\b(?:the|this|next|last|by|in|early|late|until|since|of)\s(?:\w+\s)?(spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)


def wrong_season(sentence: Reading, sources: Sequence[Reading]) -> Iterator[Problem]:
    """A season where the spans have another one."""
    held = {m[1].lower() for source in sources for m in _SEASON.finditer(source.text)}
    for match in _SEASON.finditer(sentence.text):
        if held and match[1].lower() not in held:
            yield Problem(
                verdict="contradicted",
                reason=f"It says {match[1]}; the source has {', '.join(sorted(held))}.",
            )


_MONTHS = frozenset(
    "january february march april june july august september october november december".split()
)
_SHORT = {month[:3]: month for month in _MONTHS} | {"sept": "september"}
"""Months as wires write them; a short form with a capital letter is no other word."""


def header_fields_of(span: CitedSpan) -> Iterator[str]:
    """What is known of a span beside its words, dates in both forms."""
    for text in (span.title, span.outlet, span.firm, span.role, *span.persons):
        if text:
            yield text
    for day in (span.published, span.said):
        if day:
            yield day
            period = parse_published(day)
            if period is not None:
                yield say_period(period)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    spans: tuple[tuple[int, int], ...]
    """Where dates stand in the sentence; their numbers are not checked again."""
    problems: tuple[Problem, ...]


def date_problems(sentence: Reading, spans: Sequence[CitedSpan]) -> _Dated:
    """Dates that the spans do not hold; the month or the year of one that they hold is fine."""
    places: list[tuple[int, int]] = []
    problems: dict[int, str] = {}
    fine: set[int] = set()
    held_any = False
    for span in spans:
        known = [p for p in (_period(span.said), _period(span.published)) if p is not None]
        reference = known[0].last if known else None
        source = normalise(span.text)
        held = [m.period for m in find_dates(source, reference=reference)] + known
        if span.title:
            held += [m.period for m in find_dates(normalise(span.title), reference=reference)]
        held += find_told_periods(source, reference)
        held_any = held_any or bool(held)
        for mention in find_dates(sentence.text, reference=reference):
            if _POINT_BEHIND.match(sentence.text, mention.end):
                continue  # "one last quarter-point cut"
            places.append((mention.start, mention.end))
            if (
                _is_stretch(sentence.text, mention, source)
                or _is_through(sentence.text, mention, source)
                or _dated(mention, held, known, source, reference)
            ):
                fine.add(mention.start)
            else:
                problems[mention.start] = mention.text
    wrong = [text for start, text in problems.items() if start not in fine]
    verdict: Verdict = "contradicted" if held_any else "unsupported"
    have = "; ".join(dict.fromkeys(_say_dates(spans)))
    return _Dated(
        spans=tuple(places),
        problems=tuple(
            Problem(
                verdict=verdict,
                reason=f"It says {text}; the source has {have or 'no date'}.",
            )
            for text in wrong
        ),
    )


def _say_dates(spans: Sequence[CitedSpan]) -> Iterator[str]:
    for span in spans:
        for day in (span.said, span.published):
            period = _period(day)
            if period is not None:
                yield say_period(period)
        yield from (m.text for m in find_dates(normalise(span.text), reference=date(2000, 1, 1)))


def _period(day: str | None) -> Period | None:
    return parse_published(day) if day else None


_BARE_YEAR = re.compile(
    r"(?:(?:in|by|for|of|since|until|before|after|during)\s)?(?:19|20)\d\d", re.I
)
_OTHER_YEAR = re.compile(r"(?<![\w$€£.,-])(?:19|20)\d\d(?![\w%-])")


_POINT_BEHIND = re.compile(r"[- ](?:percentage[- ])?points?\b", re.IGNORECASE)
_STRETCH = re.compile(r"\b(?:over|within|during|for|in) the $", re.IGNORECASE)


_TWELVE_MONTHS = re.compile(
    r"\b(?:(?:12|twelve)[- ]months?|(?:52|fifty-two)[- ]weeks?|(?:four|4) quarters|(?:one|a|1)[- ]year|"
    r"(?:the|this|next|last|past|previous|coming|over) (?:full )?year|(?:a|per) year|year[- ]ahead|annual\w*)\b",
    re.IGNORECASE,
)


def _is_stretch(text: str, mention: DateMention, source: str) -> bool:
    """Whether `the next year` is a stretch of twelve months, and no year of the calendar, as in the source."""
    relative = mention.text.lower() in ("next year", "last year", "past year")
    stretch = relative and _STRETCH.search(text[: mention.start][-12:]) is not None
    return stretch and _TWELVE_MONTHS.search(source) is not None


_THROUGH = re.compile(r"\b(?:through|throughout|during|all of)\s(?:the end of\s)?$", re.IGNORECASE)


def _is_through(text: str, mention: DateMention, source: str) -> bool:
    """Whether `through 2026` stands in a source as `not before 2027`."""
    if not mention.text.isdigit() or not _THROUGH.search(text[: mention.start][-24:]):
        return False
    return re.search(rf"\b(?:before|until) {int(mention.text) + 1}\b", source) is not None


def _spell_out(text: str) -> str:
    """A text in lower case with its months in full."""
    return _SHORT_MONTH.sub(lambda match: _SHORT[match[1]], text.lower())


_SHORT_MONTH = re.compile(rf"\b({'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?")
_MID = re.compile(r"mid-(\w+)$", re.IGNORECASE)
_AGO = re.compile(r"\b(?:an?|one)\b|\b(?:ago|earlier|before|previously)\b", re.IGNORECASE)
"""What `a year ago`, `a year earlier` and `one year before` differ in."""


def _dated(
    mention: DateMention,
    held: Sequence[Period],
    known: Sequence[Period],
    source: str,
    reference: date | None,
) -> bool:
    """Whether a date is one that the source has, or the month or year of one."""
    if _spell_out(mention.text) in _spell_out(source):
        return True
    middle = _MID.match(mention.text)
    if middle and re.search(rf"\bmiddle of {middle[1]}\b", source, re.IGNORECASE):
        return True
    if _AGO.search(mention.text) and _AGO.sub("", mention.text.lower()) in _AGO.sub(
        "", source.lower()
    ):
        return True
    if mention.relative and reference is None:
        return True
    told = mention.period
    if _BARE_YEAR.fullmatch(mention.text) and mention.start and _OTHER_YEAR.search(source):
        held = [p for p in held if p not in known]
    return any(told.first <= p.first and p.last <= told.last for p in held)
