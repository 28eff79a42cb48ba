"""The nouns of a publication: `Article`, the interval it was `published` in, and where each fact came from.

Every offset in the project is a code point in `Article.source_text`, end exclusive, so that
`source_text[start:end]` is the quotation by construction. Nothing here may change `source_text`.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Origin = Literal["given", "feed", "page metadata", "url", "text", "unknown"]
"""Where a title, an outlet or a date came from; `given` is what the person adding it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A closed interval of days; a date known to the month is that month's first and last day."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period must not end before it begins: {self.first} to {self.last}")

    @property
    def iso(self) -> str:
        """ISO 8601: `2025-09-18`, `2025-09`, `2025`, or `first/last` where no such unit fits."""
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.year, self.first.month, self.first.day) == (self.last.year, 1, 1) and (
            self.last.month,
            self.last.day,
        ) == (12, 31):
            return f"{self.first.year:04d}"
        next_day = (
            date.fromordinal(self.last.toordinal() + 1) if self.last < date.max else self.last
        )
        same_month = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        if same_month and self.first.day == 1 and next_day.month != self.last.month:
            return f"{self.first.year:04d}-{self.first.month:02d}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @classmethod
    def read(cls, iso: str) -> "Period":
        """Return the interval that `iso` writes. Raises: ValueError for what it never writes."""
        first, _, last = iso.partition("/")
        ends = [[int(part) for part in one.split("-")] for one in (first, last or first)]
        begin = date(*(*ends[0], 1, 1)[:3])
        year, month, day = (*ends[1], 0, 0)[:3]
        if day:
            return cls(first=begin, last=date(year, month, day))
        if not month:
            return cls(first=begin, last=date(year, 12, 31))
        return cls(first=begin, last=date(year, month, monthrange(year, month)[1]))

    def overlaps(self, other: "Period") -> bool:
        """Whether the two intervals share a day."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: "Period") -> bool:
        """Whether every day of `other` is in this interval."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A span of `source_text`: code points, `end` exclusive."""

    start: int
    end: int


def meet_ranges(ranges: Iterable[Range], allowed: Sequence[Range]) -> tuple[Range, ...]:
    """Return the parts of ranges that lie within the allowed ones; both in order."""
    met: list[Range] = []
    ones, twos = list(reversed(tuple(ranges))), list(reversed(allowed))
    while ones and twos:
        start = max(ones[-1].start, twos[-1].start)
        end = min(ones[-1].end, twos[-1].end)
        if start < end:
            met.append(Range(start=start, end=end))
        (ones if ones[-1].end <= twos[-1].end else twos).pop()
    return tuple(met)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One publication of one text by one outlet, at one version."""

    article_id: str
    version: int
    source: str
    """File name or URL it was added from, as a person would recognise it."""
    title: str | None
    title_origin: Origin
    outlet: str | None
    """A name such as `Reuters`, not a domain."""
    outlet_origin: Origin
    authors: tuple[str, ...]
    published: Period | None
    published_origin: Origin
    published_at: datetime | None
    """The time of day where one stands with its zone; aware."""
    url: str | None
    language: str | None
    """ISO 639-1 code such as `en`."""
    source_text: str
    """What a reader of the source sees, as extracted; never changed."""
    body: tuple[Range, ...]
    """The ranges of `source_text` that are the report itself, in order, not overlapping."""
    added_at: datetime
    """When this version was taken in; aware, UTC. Never a substitute for `published`."""
