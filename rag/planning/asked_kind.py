"""In what kind of way a question asks: for a view, a change, a comparison, a count, who thinks so, or a fact."""

import re
from collections.abc import Sequence
from typing import Literal

from rag.planning.asked_acts import find_asked_act
from rag.planning.asked_words import (
    ASKS,
    ASKS_BUY,
    ASKS_HOLD,
    ASKS_SELL,
    CHANGE,
    COMPARE,
    COUNT,
    DISLIKES,
    LIKES,
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    WHO_NOUN,
    asks_both_sides,
)
from rag.records import Kind, Speaker


def find_kind(question: str, speakers: Sequence[Speaker]) -> Kind:
    """What kind of answer a question wants, by its words and by whether it names who speaks."""
    if COUNT.search(question):
        return "count"
    if len(speakers) > 1 and (COMPARE.search(question) or len(speakers) == 2):
        return "compare"
    if speakers and CHANGE.search(question):
        return "change"
    if speakers:
        return "view"
    if find_asked_act(question) is not None:
        return "who"
    asks_for_people = WHO_NOUN.search(question) or re.match(
        r"\W*(?:(?:and )?who\b|(?:is|are|does|do|has) (?:any|some)(?:one|body)\b)", question, re.I
    )
    if asks_for_people and _asks_opinion(question):
        return "who"
    return "fact"


def _asks_opinion(question: str) -> bool:
    words = set(re.findall(r"[a-z]+", question.lower()))
    moods = (POSITIVE, NEUTRAL, NEGATIVE, ASKS_BUY, ASKS_SELL, ASKS_HOLD)
    return bool(words & ASKS) or any(mood.search(question) for mood in moods)


def find_stance(question: str, kind: Kind) -> Literal["positive", "neutral", "negative"] | None:
    """The leaning of those who are asked for; None where any will do."""
    if kind != "who" or asks_both_sides(question):
        return None  # "who is bullish and who is bearish" asks for either
    if any(asked.search(question) for asked in (NEGATIVE, DISLIKES, ASKS_SELL)):
        return "negative"
    if NEUTRAL.search(question) or ASKS_HOLD.search(question):
        return "neutral"
    if any(asked.search(question) for asked in (POSITIVE, LIKES, ASKS_BUY)):
        return "positive"
    return None
