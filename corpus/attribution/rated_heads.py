"""Ratings that stand in the head of a house's block: `Orrin Bank (Buy, target to 90 from 85)`.

Such a line has no verb and is no sentence, yet it is the house's view in its shortest form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.attribution.people import FINANCE_KINDS
from corpus.names import load_firms
from corpus.ratings import find_rating

_HEAD = re.compile(
    r"^[^\w\n(]*(?P<house>[A-Z][^(\n:]{1,60}?) ?\((?P<told>[^()\n]{3,90})\)[ \t]*:?[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class RatedHead:
    """A head with the house it names; the span is what the source shows of it."""

    start: int
    end: int
    firm: str
    kind: str | None


def find_rated_heads(text: str, speaking: frozenset[str]) -> Iterator[RatedHead]:
    """Heads that hold a rating, in order, of known houses and of those in `speaking`, which the text quotes."""
    for match in _HEAD.finditer(text):
        if find_rating(match[0]) is None:
            continue
        house = match["house"].strip()
        known = load_firms().canonical(house)
        if known is not None and known.kind in FINANCE_KINDS:
            yield RatedHead(match.start("house"), match.end("told") + 1, known.name, known.kind)
        elif known is None and house in speaking:
            yield RatedHead(match.start("house"), match.end("told") + 1, house, None)
