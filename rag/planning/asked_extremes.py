"""Superlatives: whose figure is the highest or the lowest, who is the most bullish or bearish."""

import re
from dataclasses import dataclass

_FIGURE = r"(?P<figure>targets?|forecasts?|estimates?|projections?|predictions?|price objectives?)"
_HIGH = r"highest|biggest|largest|loftiest|top"
_LOW = r"lowest|smallest"
_BEFORE = re.compile(
    rf"\b(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))\s(?:(?!(?:and|or|that|which|who|when|after)\b)[^\s,;?]+\s){{0,6}}?{_FIGURE}\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\b(?:whose|which|what)\b[^,;?]{{0,50}}?\b{_FIGURE}\b[^,;?]{{0,50}}?"
    rf"\bis (?:the )?(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))\b",
    re.IGNORECASE,
)
_MOOD = re.compile(
    r"\b(?:who|which)\b[^,;?]{0,50}?\b(?:most (?:(?P<high>bullish|optimistic|upbeat|positive)"
    r"|(?P<low>bearish|pessimistic|gloomy|negative|downbeat))|biggest (?:(?P<bull>bull)|(?P<bear>bear)))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """Which end of the figures a question asks for."""

    highest: bool
    target: bool
    """Whether it asks for a target and no other forecast."""
    mood: bool
    """Whether it asks by a mood, which figures can show."""


def find_extreme(question: str) -> Extreme | None:
    """The superlative of a question for one of several houses' figures, or None."""
    match = _BEFORE.search(question) or _BEHIND.search(question)
    if match is not None:
        figure = match["figure"].lower()
        target = figure.startswith(("target", "price"))
        return Extreme(highest=match["high"] is not None, target=target, mood=False)
    mood = _MOOD.search(question)
    if mood is None:
        return None
    return Extreme(highest=bool(mood["high"] or mood["bull"]), target=False, mood=True)
