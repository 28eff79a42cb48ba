"""Numbers and dates of a sentence against its spans: value, unit, sign and bound, and what they are of.

Whether a number that stands in the span is of the same thing there, `rag.binding_check` tells.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from corpus.article import Period
from corpus.dating.dates import DateMention, find_dates
from corpus.dating.publication_dates import parse_published
from rag.checked import CitedSpan, Verdict
from rag.figures import Figure, find_figures, gives, supporting_figures, supports
from rag.normalising import normalise
from rag.opposites import sides
from rag.sentence_reading import Reading, read_text
from rag.wording import say_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something of a sentence that its spans do not bear out."""

    verdict: Verdict
    reason: str
    whole: bool = False
    """Whether most of what the sentence says is not there, so that nothing else need be told."""


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
_NUMBER_WORD = re.compile(
    rf"(?<![\w-])(?P<word>{'|'.join(sorted(_VALUES, key=len, reverse=True))})(?:-(?P<more>one|two|three|four|five|six|seven|eight|nine))?(?![a-z])",
    re.IGNORECASE,
)
_FRACTIONS = {
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
_FRACTION = re.compile(rf"\b({'|'.join(_FRACTIONS)})\b", re.IGNORECASE)
POINT = re.compile(
    r"\b(quarter|half)[\s-](?:percentage[\s-])?point\b|\b(quarter|half) of a (?:percentage )?point\b",
    re.I,
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\b(?![\s-](?:of|the|their|its)\b)", re.IGNORECASE)
_ABOVE = re.compile(
    r"(?:more than|over|above|upwards of|at least|exceed(?:s|ed|ing)?|beyond|north of|in excess of|no less than|no fewer than|topped|better than|past)\s(?:the\s)?$",
    re.I,
)
_BELOW = re.compile(
    r"(?:less than|under|below|fewer than|at most|up to|as many as|as much as|no more than|nearly|almost|close to|just shy of|short of|shy of|not quite|south of|approaching|within|as high as)\s(?:the\s)?$",
    re.I,
)
_SHARE_UNITS = ("%", "pp", "bp")


def find_number_problems(sentence: Reading, spans: Sequence[CitedSpan]) -> Iterator[Problem]:
    """Numbers and dates of the sentence that the spans and their headers do not hold."""
    dates = _date_problems(sentence, spans)
    yield from dates.problems
    sources = [read_text(span.text) for span in spans]
    held = [figure for source in sources for figure in held_figures(source)]
    fields = [f for span in spans for text in _fields(span) for f in find_figures(normalise(text))]
    for readings in sentence.figures:
        first = readings[0]
        if any(a <= first.start < b for a, b in dates.spans):
            continue
        fallen = _falls(sentence, first)
        given = [*readings, *(replace(f, value=-f.value) for f in readings if fallen and f.value)]
        if any(supports(source, figure) for figure in given for source in held) or any(
            gives(field, figure) for figure in readings for field in fields
        ):
            yield from _bound_problem(sentence, first, sources)
        else:
            yield _miscounted(first, [f for source in sources for f in _own_figures(source)])
    yield from _word_problems(sentence, sources, held)
    yield from _wrong_way(sentence)


_UP_FROM = re.compile(r"\b(?P<way>up|down)\sfrom\s", re.IGNORECASE)


def _wrong_way(sentence: Reading) -> Iterator[Problem]:
    """`5%, down from 3%`: numbers that do not go the way that the sentence tells."""
    figures = sorted(
        [*(f for f, *_ in sentence.figures), *worded_figures(sentence)], key=lambda f: f.start
    )
    for match in _UP_FROM.finditer(sentence.text):
        before = [f for f in figures if f.end <= match.start()][-1:]
        behind = [f for f in figures if f.start >= match.end()][:1]
        for now, then in zip(before, behind, strict=False):
            if now.value is None or then.value is None or now.unit != then.unit:
                continue
            if (now.value > then.value) != (match["way"].lower() == "up"):
                yield Problem(
                    verdict="contradicted",
                    reason=f"It says {match['way']} from {then.text} to {now.text}.",
                )


def _own_figures(source: Reading) -> list[Figure]:
    """The numbers of a span that are no part of a date."""
    days = [(m.start, m.end) for m in find_dates(source.text, reference=None)]
    return [f for (f, *_) in source.figures if not any(a <= f.start < b for a, b in days)]


def _fields(span: CitedSpan) -> Iterator[str]:
    for text in (span.title, span.outlet, span.firm, span.role, *span.persons):
        if text:
            yield text
    for day in (span.published, span.said):
        if day:
            yield day
            period = parse_published(day)
            if period is not None:
                yield say_period(period)


def held_figures(source: Reading) -> list[Figure]:
    """Every reading of a span's numbers, in figures or words, and in the units they convert to."""
    found = supporting_figures(source.text)
    for match in _NUMBER_WORD.finditer(source.text):
        found.append(_worded(match.group(), word_value(match), "", match))
    for match in _FRACTION.finditer(source.text):
        found.append(_worded(match[0], Decimal(_FRACTIONS[match[0].lower()]), "%", match))
    for match in POINT.finditer(source.text):
        points = Decimal("0.25" if "quarter" in match[0].lower() else "0.5")
        found.append(_worded(match[0], points * 100, "bp", match))
        found.append(_worded(match[0], points, "point", match))
    for figure in list(found):
        if figure.value is not None and figure.unit == "bp":
            found += [replace(figure, value=figure.value / 100, unit=u) for u in ("pp", "%")]
        elif figure.value is not None and figure.unit == "pp":
            found += [
                replace(figure, value=figure.value * 100, unit="bp"),
                replace(figure, unit="%"),
            ]
        elif figure.value is not None and figure.unit == "%" and _falls(source, figure):
            found.append(replace(figure, value=-figure.value))
    return found


def worded_figures(reading: Reading) -> list[Figure]:
    """The numbers from two on that a text has in words."""
    return [
        _worded(match[0], word_value(match), "", match)
        for match in _NUMBER_WORD.finditer(reading.text)
        if match[0].lower() != "one"
    ]


def word_value(match: re.Match[str]) -> Decimal:
    """`twenty-two` as 22."""
    value = _VALUES[match["word"].lower()]
    return value + _VALUES[match["more"].lower()] if match["more"] else value


def _worded(text: str, value: Decimal, unit: str, match: re.Match[str]) -> Figure:
    return Figure(text=text, value=value, unit=unit, start=match.start(), end=match.end())


def _falls(reading: Reading, figure: Figure) -> bool:
    """Whether the number is told as a fall."""
    if figure.value is None or figure.unit not in ("%", "bp", "pp", "point", "$", "€", "£"):
        return False
    before = [w for w in reading.words if w.end <= figure.start][-4:]
    behind = [w for w in reading.words if w.start >= figure.end][:1]
    told = [s for w in (*before, *behind) for s in sides(w.term) if s[0] == "move"]
    return bool(told) and told[-1] == ("move", False)


def _miscounted(figure: Figure, others: Iterable[Figure]) -> Problem:
    """A number of another value: where the source gives one of its kind, they contradict."""
    kin = [o for o in others if _kin(o, figure)]
    if kin:
        named = ", ".join(dict.fromkeys(o.text for o in kin))
        return Problem(
            verdict="contradicted", reason=f"It says {figure.text}; the source has {named}."
        )
    return Problem(verdict="unsupported", reason=f"{figure.text} stands in no source it cites.")


def _kin(source: Figure, figure: Figure) -> bool:
    if source.value is None or figure.value is None:
        return source.value is None and figure.value is None and source.unit[:1] == figure.unit[:1]
    if source.value == figure.value or source.value == -figure.value:
        return True  # the value with another unit or sign
    digits = source.text.strip("$€£%+-").split(".")[0].replace(",", "")
    if digits and source.unit != figure.unit and figure.text.strip("$€£+-").startswith(digits):
        return True
    if {source.unit, figure.unit} <= set(_SHARE_UNITS):
        return True
    return source.unit == figure.unit or not (source.unit and figure.unit)


# --- bounds


def _bound_problem(
    sentence: Reading, figure: Figure, sources: Sequence[Reading]
) -> Iterator[Problem]:
    """`Less than 60%` where the source has `more than 60%`."""
    told = _bound(sentence.text, figure)
    if not told:
        return
    same = [
        _bound(source.text, other)
        for source in sources
        for (other, *_) in source.figures
        if other.value == figure.value
    ]
    if same and all(bound and bound != told for bound in same):
        words = "more" if told == "above" else "less"
        yield Problem(
            verdict="contradicted",
            reason=f"It says {words} than {figure.text}; the source has the other side of it.",
        )


def _bound(text: str, figure: Figure) -> str:
    before = text[max(0, figure.start - 24) : figure.start]
    if before and not before.endswith(" "):
        before = before[: before.rfind(" ") + 1]
    if _ABOVE.search(before):
        return "above"
    return "below" if _BELOW.search(before) else ""


# --- numbers in words


def _word_problems(
    sentence: Reading, sources: Sequence[Reading], held: Sequence[Figure]
) -> Iterator[Problem]:
    for match in _NUMBER_WORD.finditer(sentence.text):
        value = word_value(match)
        unit = _time_unit(sentence.text, match.end())
        if value == 1 or any(
            h.value == value and h.unit != "%" and _same_time(unit, h, sources) for h in held
        ):
            continue
        others = [m[0] for source in sources for m in _NUMBER_WORD.finditer(source.text)]
        others += [f.text for source in sources for (f, *_) in source.figures if f.unit != "%"]
        yield _other_word(match[0], [o for o in others if o.lower() != "one"] or others)
    for match in POINT.finditer(sentence.text):
        basis = Decimal(25 if "quarter" in match[0].lower() else 50)
        if not any(h.value == basis and h.unit == "bp" for h in held):
            others = [f.text for source in sources for f in _own_figures(source)]
            yield _other_word(match[0], others)
    for match in _FRACTION.finditer(sentence.text):
        if not _is_share(sentence.text, match):
            continue
        value = Decimal(_FRACTIONS[match[0].lower()])
        if not any(abs(h.value - value) < 1 and h.unit == "%" for h in held if h.value is not None):
            others = [m[0] for source in sources for m in _FRACTION.finditer(source.text)]
            yield _other_word(match[0], others)
    for match in _ORDINAL.finditer(sentence.text):
        word = match[0].lower()
        texts = [source.text.lower() for source in sources]
        code = re.match(r"[\s-](quarter|half)", sentence.text[match.end() :])
        if (word == "first" and not code) or any(match[0].lower() in text for text in texts):
            continue
        unit = f"{code[1][0]}{_ORDINALS.index(word) + 1}" if code else ""
        if code and any(h.unit == unit for h in held):
            continue
        number = str(_ORDINALS.index(word) + 1)
        if any(re.search(rf"\b{number}(?:st|nd|rd|th)\b", text) for text in texts):
            continue
        yield _other_word(
            word, [m[0] for source in sources for m in _ORDINAL.finditer(source.text)]
        )


_SHARE_BEHIND = re.compile(r"\s(?:of|less|more|lower|higher|smaller|larger)\b|[.,;]|\s?$")
_SHARE_BEFORE = re.compile(
    r"\b(?:by|about|nearly|almost|another|up|down|over|under)\s(?:about\s|nearly\s)?$", re.I
)


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether `a third` is a share, not the third of something; `a quarter point` is neither."""
    if POINT.match(text, text.find(" ", match.start()) + 1):
        return False
    if not match[0].lower().startswith("a "):
        return True
    return bool(
        _SHARE_BEHIND.match(text, match.end())
        or _SHARE_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
    )


_TIME = re.compile(
    r"[\s-](?:trading\s|consecutive\s|straight\s)?(day|week|month|year|session|quarter|hour|decade)s?\b",
    re.I,
)


def _time_unit(text: str, end: int) -> str:
    match = _TIME.match(text, end)
    return match[1].lower() if match else ""


def _same_time(unit: str, held: Figure, sources: Sequence[Reading]) -> bool:
    """Whether a number counts the same stretch of time; a trading session is a day."""
    if not unit:
        return True
    units = {
        _time_unit(source.text, held.end)
        for source in sources
        if source.text[held.start : held.end] == held.text
    } | ({held.unit} if held.unit in ("day", "week", "month", "year", "quarter", "hour") else set())
    units.discard("")
    same = {"day", "session"} if unit in ("day", "session") else {unit}
    return not units or bool(units & same)


def _other_word(word: str, others: Sequence[str]) -> Problem:
    if others:
        named = ", ".join(dict.fromkeys(others))
        return Problem(verdict="contradicted", reason=f"It says {word}; the source has {named}.")
    return Problem(verdict="unsupported", reason=f"{word!r} stands in no source it cites.")


# --- dates


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    spans: tuple[tuple[int, int], ...]
    """Where dates stand in the sentence; their numbers are not checked again."""
    problems: tuple[Problem, ...]


def _date_problems(sentence: Reading, spans: Sequence[CitedSpan]) -> _Dated:
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
        held_any = held_any or bool(held)
        for mention in find_dates(sentence.text, reference=reference):
            places.append((mention.start, mention.end))
            if _dated(mention, held, source, reference):
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


def _dated(
    mention: DateMention, held: Sequence[Period], source: str, reference: date | None
) -> bool:
    """Whether a date is one that the source has, or the month or year of one."""
    if mention.text.lower() in source.lower():
        return True
    if mention.relative and reference is None:
        return True
    told = mention.period
    return any(told.first <= p.first and p.last <= told.last for p in held)
