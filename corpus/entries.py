"""Entries of a list, each headed by what it is about: `Acme, Orrin: both are raised`, `Acme (ACM). Y lifts it`."""

import re

from corpus.attribution.people import FINANCE_KINDS
from corpus.names import load_firms
from corpus.statement import Statement

_ENTRY = re.compile(
    r"[^\w\n]*(?P<label>[A-Z][\w.&'’-]*(?: [A-Z0-9][\w.&'’-]*){0,3}"
    r"(?:, [A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3}){0,3})(?::|\s\((?:[A-Z]+:\s?)?[A-Z]{1,5}\)[*_]*[.:—–-])[*_]*\s"
)


def find_entry(text: str, statement: Statement) -> tuple[int, tuple[str, ...]] | None:
    """Where the entry that holds a statement begins, and the names that head it.

    None outside an entry, and where the label names who speaks: a house, or a person of a transcript.
    """
    start = text.rfind("\n", 0, statement.start) + 1
    match = _ENTRY.match(text, start)
    if match is None or match.end("label") > statement.end:
        return None
    names = tuple(one.strip() for one in match["label"].split(","))
    known = [load_firms().canonical(name) for name in names]
    if any(firm is not None and firm.kind in FINANCE_KINDS for firm in known):
        return None
    speaks = {word for person in statement.persons for word in person.split()}
    if statement.firm in names or not speaks.isdisjoint(match["label"].replace(",", " ").split()):
        return None
    return start, names
