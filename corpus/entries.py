"""Entries of a list, each headed by what it is about: `Acme, Orrin: both are raised`, `Acme (ACM). Y lifts it`."""

import re

from corpus.names import load_firms
from corpus.statement import Statement

_ENTRY = re.compile(
    r"[^\w\n]*(?P<label>[A-Z][\w.&'’-]*(?: [A-Z0-9][\w.&'’-]*){0,3}"
    r"(?:, [A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3}){0,3})"
    r"(?::|\s\((?:[A-Z]+:\s?)?(?P<code>[A-Z]{1,5})\)[*_]*[.:—–-])[*_]*\s"
)
_HEADING = re.compile(
    r"(?P<label>[A-Z][\w.&'’-]*(?: [A-Z0-9][\w.&'’-]*){0,3})\s\((?:[A-Z]+:\s?)?(?P<code>[A-Z]{1,5})\)(?:[:,.]|$)"
)
_HEADING_CHARACTERS = 90
_HEADED_LINES = 12
"""Lines below a heading, blank ones too, that may still be of it."""


def find_entry(text: str, statement: Statement) -> tuple[int, tuple[str, ...]] | None:
    """Where the entry that holds a statement begins, and the names that head it.

    None outside an entry, and where the label names who speaks: a house, or a person of a transcript.
    """
    start = text.rfind("\n", 0, statement.start) + 1
    match = _ENTRY.match(text, start)
    if match is not None and _is_house(match["code"]):
        return None  # "Jane Doe (ING). The franc falls."
    if match is None or match.end("label") > statement.end:
        found = _find_heading(text, start)
    else:
        found = start, tuple(one.strip() for one in match["label"].split(","))
    return None if found is None or _names_speaker(found[1], statement) else found


def _names_speaker(names: tuple[str, ...], statement: Statement) -> bool:
    """Whether a label is no subject's: a house's, a body's, or of whoever speaks."""
    if any(map(_is_house, names)):
        return True
    speaks = {word for person in statement.persons for word in person.split()}
    return statement.firm in names or not speaks.isdisjoint(" ".join(names).split())


def _is_house(name: str | None) -> bool:
    firm = load_firms().canonical(name or "")
    return firm is not None and firm.kind != "company"


def _find_heading(text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
    """Where the heading `Acme (ACM): Y's new pick` over a line begins, and the name in it; None for other headings."""
    end = start
    for _ in range(_HEADED_LINES):
        begin = text.rfind("\n", 0, max(0, end - 1)) + 1
        line = text[begin:end].strip(" #*_\n")
        if begin >= end:
            return None
        end = begin
        if not line or len(line) > _HEADING_CHARACTERS:
            continue
        match = _HEADING.match(line)
        if match is not None:
            return None if _is_house(match["code"]) else (begin, (match["label"],))
        if line[-1] not in '.!?"”’)':
            return None
    return None
