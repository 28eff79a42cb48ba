"""Companies whose very name is a possessive and that no table has: `Orrin's Inc.`, `Orrin's will close 60 stores`."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from corpus.given_names import is_given_name
from corpus.name_words import CALENDAR, NATIONALITIES, PLACES, STARTERS
from corpus.names import Firm, FirmMention

_NAME = r"(?<![\w'’-])(?P<name>[A-Z][a-z]{2,}['’]s)"
_LEGAL = re.compile(rf"{_NAME} (?:Inc|Corp|Co|plc|Plc|PLC|Ltd|LLC|Stores|Holdings|Group)\b")
_DEED = re.compile(
    rf"{_NAME} (?:said|says|posted|reported|announced|expects|operates|declined to|agreed to|plans to|has said|"
    r"will (?:close|open|cut|pay|buy|sell|hire|shut|spend|add|report))\b"
)


def read_owner_names(text: str) -> frozenset[str]:
    """Such names in an article; one of a deed alone whose first part stands bare as well is somebody's."""
    names = {match["name"].replace("’", "'") for match in _LEGAL.finditer(text)}
    for match in _DEED.finditer(text):
        name = match["name"].replace("’", "'")
        if not re.search(rf"\b{name[:-2]}\b(?!['’]s)", text):
            names.add(name)
    return frozenset(name for name in names if _may_be_company(name[:-2]))


def with_owner_names(
    text: str, found: Sequence[FirmMention], names: AbstractSet[str]
) -> tuple[FirmMention, ...]:
    """The mentions of known firms, and those of `names` where none of them stands, in order."""
    taken = [(mention.start, mention.end) for mention in found]
    own = [
        FirmMention(
            start=match.start(), end=match.end(), firm=_make_firm(name), speaking_only=False
        )
        for name in names
        for match in re.finditer(rf"(?<![\w'’-]){name[:-2]}['’]s\b", text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    return tuple(sorted((*found, *own), key=lambda mention: mention.start))


def _make_firm(name: str) -> Firm:
    return Firm(name=name, kind="company", aliases=(), speaking_aliases=())


def _may_be_company(word: str) -> bool:
    low = word.lower()
    return not (
        low in CALENDAR
        or low in STARTERS
        or low in NATIONALITIES
        or low in PLACES
        or is_given_name(word)
    )
