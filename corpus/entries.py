"""Entries of a list, each headed by what it is about: `Acme, Orrin: both are raised`, `Acme (ACM). Y lifts it`."""

import re

from corpus.attribution.people import FINANCE_KINDS
from corpus.names import load_firms
from corpus.statement import Statement

_ENTRY = re.compile(
    r"[^\w\n]*(?P<label>[A-Z][\w.&'’-]*(?: [A-Z0-9][\w.&'’-]*){0,3}"
    r"(?:, [A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3}){0,3})(?::|\s\((?:[A-Z]+:\s?)?[A-Z]{1,5}\)[*_]*[.:—–-])[*_]*\s"
)
_HEADING = re.compile(
    r"(?P<label>[A-Z][\w.&'’-]*(?: [A-Z0-9][\w.&'’-]*){0,3})\s\((?:[A-Z]+:\s?)?[A-Z]{1,5}\)(?:[:,.]|$)"
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
    if match is None or match.end("label") > statement.end:
        return _under_heading(text, start)
    names = tuple(one.strip() for one in match["label"].split(","))
    known = [load_firms().canonical(name) for name in names]
    if any(firm is not None and firm.kind in FINANCE_KINDS for firm in known):
        return None
    speaks = {word for person in statement.persons for word in person.split()}
    if statement.firm in names or not speaks.isdisjoint(match["label"].replace(",", " ").split()):
        return None
    return start, names


def _under_heading(text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
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
            return begin, (match["label"],)
        if line[-1] not in '.!?"”’)':
            return None
    return None
