"""What somebody did, where a question asks who: raised a target, started coverage, kept a rating.

Up- and downgrades are ratings and are read as such; these are the acts beside them.
"""

import re
from dataclasses import dataclass
from typing import Literal

Act = Literal["raise", "cut", "initiate", "reiterate"]

_VERBS: dict[Act, str] = {
    "raise": r"rais(?:e[sd]?|ing)|lift(?:s|ed|ing)?|hik(?:e[sd]?|ing)|boost(?:s|ed|ing)?|bump(?:s|ed|ing)?"
    r"|increas(?:e[sd]?|ing)",
    "cut": r"cut(?:s|ting)?|lower(?:s|ed|ing)?|trim(?:s|med|ming)?|slash(?:es|ed|ing)?|reduc(?:e[sd]?|ing)"
    r"|chop(?:s|ped|ping)?|par(?:e[sd]?|ing)|shav(?:e[sd]?|ing)|halv(?:e[sd]?|ing)",
    "initiate": r"initiat(?:e[sd]?|ing)|start(?:s|ed|ing)?|beg[iau]n(?:s|ning)?|launch(?:es|ed|ing)?"
    r"|resum(?:e[sd]?|ing)|pick(?:s|ed|ing)? up|reinstat(?:e[sd]?|ing)|assum(?:e[sd]?|ing)",
    "reiterate": r"reiterat(?:e[sd]?|ing)|reaffirm(?:s|ed|ing)?|affirm(?:s|ed|ing)?|maintain(?:s|ed|ing)?"
    r"|repeat(?:s|ed|ing)?|keeps?|kept|keeping|retain(?:s|ed|ing)?|st(?:ic|uc)ks?(?: (?:to|with|by))?|holds?|held"
    r"|leaves?|left",
}
_OBJECTS: dict[str, str] = {
    "target": r"targets?|price objectives?",
    "forecast": r"(?:forecast|projection|prediction|outlook)s?",
    "estimate": r"estimates?",
    "coverage": r"coverage",
    "rating": r"(?:rating|recommendation)s?",
}
_RATING_NAMES = r"strong[- ]buy|buy|outperform|overweight|hold|neutral|equal[- ]weight|sell|underperform|underweight"
_ANY_OBJECT = "|".join(f"(?P<{name}>{words})" for name, words in _OBJECTS.items())
_ASKED = {
    act: re.compile(
        rf"\b(?P<verb>{verbs})\b(?P<between>[^.;?]{{0,60}}?)"
        rf"\b(?:{_ANY_OBJECT}|(?P<name>{_RATING_NAMES}))\b(?:[- ](?:ratings?|recommendations?)\b)?",
        re.IGNORECASE,
    )
    for act, verbs in _VERBS.items()
}
_WHO = re.compile(
    r"\bwho(?:se)?\b|\b(?:which|what) (?:[\w-]+ ){0,3}?(?:banks?|brokers?|brokerages?|houses?|firms?|analysts?"
    r"|strategists?|economists?|forecasters?|institutions?|managers?)\b",
    re.IGNORECASE,
)
_OF_ACT: dict[Act, frozenset[str]] = {
    "raise": frozenset(("target", "forecast", "estimate")),
    "cut": frozenset(("target", "forecast", "estimate")),
    "initiate": frozenset(("coverage",)),
    "reiterate": frozenset(("target", "forecast", "estimate", "rating", "name")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAct:
    """The act that a question asks the doers of."""

    act: Act
    what: str
    """A key of the objects an act has: `target`, `coverage`, or `rating`."""
    rating: str | None
    """The rating that was kept, where the question names it."""
    words: str
    """As the question puts the act, without what it was done to."""


def find_asked_act(question: str) -> AskedAct | None:
    """The act of a question for whoever did it, or None where it asks for nothing of the kind."""
    who = _WHO.search(question)
    if who is None:
        return None
    for act, pattern in _ASKED.items():
        found = pattern.search(question, who.end())
        if found is None or _is_asked_away(question[who.end() : found.start()]):
            continue
        what = next(name for name in (*_OBJECTS, "name") if found[name])
        if what not in _OF_ACT[act]:
            continue
        named = found["name"] or _named_before(found["between"])
        return AskedAct(
            act=act,
            what="rating" if what == "name" else what,
            rating=named.lower().replace("-", " ") if named and act == "reiterate" else None,
            words=f"{found['verb']} {found[what]}",
        )
    return None


def verbs_of(act: Act) -> str:
    """The verbs by which the act is told, as a pattern."""
    return _VERBS[act]


def objects_of(what: str) -> str:
    """The words for what it is done to, as a pattern; a forecast may be told as an estimate."""
    if what in ("forecast", "estimate"):
        return rf"{_OBJECTS['forecast']}|{_OBJECTS['estimate']}|ranges?|calls?"
    return _OBJECTS[what]


def _is_asked_away(between: str) -> bool:
    """Whether another verb stands between who is asked for and the act: "who says Citi raised"."""
    return len(between.split()) > 3


def _named_before(between: str) -> str | None:
    found = re.search(rf"\b(?:{_RATING_NAMES})\b", between, re.IGNORECASE)
    return found[0] if found else None
