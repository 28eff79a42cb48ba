"""What the assistant says of changed and unchanged views, in German: beside a lead-in, or before the views.

Names, ratings and figures stay as they are. Kept apart from `page.own_words`, whose sentences end with a full stop.
"""

import re
from collections.abc import Callable

from page.own_words import say_when

_STANCES = {"positive": "positiv", "negative": "negativ", "neutral": "neutral", "unclear": "unklar"}
_WHAT = {"stance": "Haltung", "forecast": "Prognose"}
_ACTIONS = {
    "upgrade": "Hochstufung",
    "downgrade": "Herabstufung",
    "initiate": "Ersteinstufung",
    "reiterate": "Bestätigung",
}
_DAY = r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}"
_WHEN = rf"(?:in|on|since|until) {_DAY}|from {_DAY} to {_DAY}"
_RATED = re.compile(r"\brating from (?P<before>[^:]+?) to (?P<after>[^:]+?)(?=:?$)")
_MOVED = re.compile(
    rf"\b(?P<what>stance|forecast) from (?P<before>[^:]+?) (?P<then>{_WHEN}) to "
    rf"(?P<after>[^:]+?) (?P<now>{_WHEN})(?=:?$)"
)
_ACTED = re.compile(rf"\b(?P<action>{'|'.join(_ACTIONS)}) to (?P<to>[^:,]+)(?=:?$)")
_INTRO = re.compile(
    r"(?P<intro>.*?(?:; the views in order:|^No change can be told\b[^.]*\.)) (?=\S)"
)
_FIXED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"in words that tell of a change(?=:?$)"),
        lambda _: "in Worten, die von einer Änderung erzählen",
    ),
    (
        re.compile(r"also quoted to the contrary(?=:?$)"),
        lambda _: "auch mit dem Gegenteil zitiert",
    ),
    (
        re.compile(r"^The stance is (\w+) at each time that it is certain; the views in order:"),
        lambda found: (
            f"Die Haltung ist {_say_stance(found[1])}, so oft sie sicher ist; die Ansichten der Reihe nach:"
        ),
    ),
    (
        re.compile(r"^The forecast is (.+?) both times; the views in order:"),
        lambda found: f"Die Prognose ist beide Male {found[1]}; die Ansichten der Reihe nach:",
    ),
)


def split_intro(lead: str) -> tuple[str, str]:
    """Return what opens the views, such as that no change is stated, and the lead-in of the first of them."""
    found = _INTRO.match(lead)
    return (found["intro"], lead[found.end() :]) if found else ("", lead)


def say_change(text: str) -> str:
    """Return what is told of a change in German, other text as it is."""
    text = _MOVED.sub(_say_moved, text)
    text = _RATED.sub(lambda found: f"Einstufung von {found['before']} auf {found['after']}", text)
    text = _ACTED.sub(lambda found: f"{_ACTIONS[found['action']]} auf {found['to']}", text)
    for pattern, say in _FIXED:
        text = pattern.sub(say, text)
    return text


def _say_moved(found: re.Match[str]) -> str:
    then, now = say_when(found["then"]), say_when(found["now"])
    before, after = _say_stance(found["before"]), _say_stance(found["after"])
    return f"{_WHAT[found['what']]} von {before} {then} zu {after} {now}"


def _say_stance(word: str) -> str:
    return _STANCES.get(word, word)
