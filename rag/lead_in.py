"""What an answer's line opens with, in parts: the fields behind the English words of `AnswerSentence.lead_in`.

A page says them in its own language and reckons ages from them, so that nobody has to read the words again.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from corpus.forecasts import Direction

OpeningKind = Literal["one date", "change unknown", "same stance", "same forecast"]
"""Said of all views that follow, as a sentence of its own before the first of them."""
ClauseKind = Literal[
    "speaker",
    "outlet",
    "date",
    "rating moved",
    "stance moved",
    "forecast moved",
    "upgrade",
    "downgrade",
    "tells of change",
    "mixed",
    "stance",
    "highest",
    "lowest",
    "next",
    "printed",
    "quoted",
]
OPENINGS: tuple[OpeningKind, ...] = get_args(OpeningKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value that is forecast; `low` and `high` are the same where no range stands."""

    low: float
    high: float
    unit: str
    """As of `corpus.forecasts.Forecast`."""
    direction: Direction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPart:
    """One thing that is told; of the fields those stand that its kind names."""

    kind: OpeningKind | ClauseKind
    names: tuple[str, ...] = ()
    """Of `speaker` and `quoted` the persons, of `outlet` and `printed` the outlets; none for one not named."""
    role: str | None = None
    """Of the persons."""
    firm: str | None = None
    """Of the persons, or the firm alone."""
    date: str | None = None
    """Of `date` and `one date`, as ISO 8601; None is undated."""
    before: str | None = None
    """The rating or stance that was."""
    after: str | None = None
    """The rating or stance that is."""
    then: str | None = None
    """When `before`, or the first of `figures`, was said, as ISO 8601; None where one statement tells both."""
    now: str | None = None
    figures: tuple[Figure, ...] = ()
    """Of `forecast moved` the two, of `same forecast` the one."""
    count: int = 0
    """Of `highest` and `lowest` the figures that were compared, of `printed` and `quoted` the outlets."""
    articles: int = 0
    """Of `printed` and `quoted`."""
    shared: bool = False
    """Whether others have the same highest or lowest figure."""


def find_said_date(lead: tuple[LeadPart, ...]) -> str | None:
    """Return the last day that a lead-in tells, as ISO 8601; None where it tells none."""
    told = [part.now or part.date for part in lead if part.kind not in OPENINGS]
    return next((date for date in reversed(told) if date), None)
