"""The one place where statements ask for a stance."""

import re

from corpus.ratings import Rating
from corpus.stance import judge_stance
from corpus.statement import Stance


def judge(
    text: str, words: str | None, *, start: int | None = None, rating: Rating | None = None
) -> Stance:
    """The stance of `text` towards the subject that it names by `words` from `start`.

    A rating is its own stance; it is given only for the subject that it rates. A subject that only
    the surroundings name (no `words`) is judged by nothing else; but see `judge_attitude`.
    """
    if rating is not None and rating.to_stance is not None:
        return rating.to_stance
    return "unclear" if words is None else judge_stance(text, words, start=start)


def judge_attitude(text: str) -> Stance:
    """The stance of a clause that says how somebody is minded and not on what: `Acme is more bullish`."""
    found = {"positive" if match["positive"] else "negative" for match in _ATTITUDE.finditer(text)}
    if len(found) != 1 or _NOT_MINDED.search(text):
        return "unclear"
    return "positive" if "positive" in found else "negative"


_ATTITUDE = re.compile(
    r"\b(?:is|are|was|were|am|remain(?:s|ed)?|stay(?:s|ed)?|sound(?:s|ed)?|turn(?:s|ed)?|became|becomes|"
    r"gr(?:ew|ows)|be|been|being)\s(?:(?:far|much|even|still|also|too|more|most|so|very|quite|rather|outright|"
    r"decidedly|increasingly|cautiously)\s){0,3}"
    r"(?:(?P<positive>bullish|optimistic|upbeat|constructive)|(?P<negative>bearish|pessimistic|cautious|wary|"
    r"sceptical|skeptical|gloomy|downbeat))(?=\s*(?:[,.;:!?”\"]|$|than\b|because\b|and\b|but\b))",
    re.IGNORECASE,
)
_NOT_MINDED = re.compile(
    r"\b(?:not|never|hardly|neither|nor|less|no longer|would|could|might|may|if|used to|had been|than)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
