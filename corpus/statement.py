"""The noun `Statement`: who said what, when, about what, and where exactly it stands."""

from dataclasses import dataclass
from typing import Literal

from corpus.article import Period
from corpus.forecasts import Forecast
from corpus.ratings import Rating

Stance = Literal["positive", "neutral", "negative", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectStance:
    """What a statement is about, and where it stands towards it."""

    subject: str
    """The canonical name of `subjects.toml` or `firms.toml`, else as the article gives it."""
    stance: Stance
    """`unclear` where it is not certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One clause attributed to a speaker; `source_text[start:end]` is the whole clause with its cue."""

    article_id: str
    version: int
    start: int
    end: int
    persons: tuple[str, ...]
    """Full names as the article gives them; empty where only a firm is named."""
    firm: str | None
    """The firm's canonical name where it is known, else as the article gives it."""
    role: str | None
    """Such as `senior U.S. equity strategist`, as the article gives it."""
    cue: str
    """The attributing words, such as `said` or `wrote in a note`."""
    direct: bool
    """Whether the clause holds words in quotation marks."""
    date: Period | None
    """When it was said: the article's interval, or the day the clause names relative to it."""
    subjects: tuple[SubjectStance, ...] = ()
    """In the order of the text; those of the sentence before or the title where it names none."""
    rating: Rating | None = None
    """The rating that it gives or changes."""
    forecasts: tuple[Forecast, ...] = ()
