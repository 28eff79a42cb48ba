"""Parts of a question: clauses that each ask for a piece of evidence, with the outlet and time each names.

"... as reported by both A and B" names outlets for the whole; "the A article on X, while the B article of
6 October on Y" gives each clause its own. Cuts are made at commas and conjunctions, never in a quotation, a
name or a date; a scrap of a clause goes with the one before it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.dating.dates import find_dates
from rag.planning.asked_time import AskedTime
from rag.planning.lexicon import NameMention
from rag.records import Part
from rag.terms import find_terms

MOST_PARTS = 6
"""Of one question; what is left belongs to the last. Each costs one more search."""
_LEAST_TERMS = 3
"""Content terms of a part: with fewer it is a scrap."""
_CUT = re.compile(
    r"(?<=[\w'’”\")])\s*(?:[,;:]|\s[–—-]\s)\s+"
    r"(?:(?:and|but|or|while|whereas|yet|as well as|compared (?:to|with)|in contrast (?:to|with)|unlike)\s)?"
    r"|\s(?:and|but|while|whereas|compared (?:to|with)|in contrast (?:to|with)|unlike|versus|vs\.?|or|than)\s",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"“”]{2,120}[\"”]|(?<!\w)['‘][^'‘’]{2,120}['’](?!\w)")
REPORTING = frozenset(
    term
    for word in """
    accord according article articles claim claims cover covered coverage describe described describes discuss
    discussed discusses imply implies indicate indicates mention mentioned mentions piece publish published
    report reported reporting reports say says story suggest suggests
    """.split()
    for term in find_terms(word)
)
"""Terms that say that an outlet said it: they tell no passage from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    start: int
    end: int
    terms: int


def split_question(
    question: str, outlets: Sequence[NameMention], read_time: Callable[[str], AskedTime]
) -> tuple[Part, ...]:
    """The parts of a question, in its order; one that asks a single thing has one part."""
    clauses = _join_scraps(_clauses(question, outlets))
    if len(clauses) > MOST_PARTS:
        rest = replace(clauses[MOST_PARTS - 1], end=clauses[-1].end)
        clauses = [*clauses[: MOST_PARTS - 1], rest]
    return tuple(_make_part(question, clause, outlets, read_time) for clause in clauses)


def _clauses(question: str, outlets: Sequence[NameMention]) -> list[_Clause]:
    dates = [(m.start, m.end) for m in find_dates(question, reference=None)]
    names = [(m.start, m.end) for m in outlets]
    whole = [m.span() for m in _QUOTED.finditer(question)] + names + dates
    cuts = [m.end() for m in _CUT.finditer(question)]
    cuts = [cut for cut in cuts if not any(start < cut < end for start, end in whole)]
    edges = [0, *cuts, len(question)]
    clauses = []
    for start, end in pairwise(edges):
        inside = [span for span in names + dates if start <= span[0] < end]
        terms = set(find_terms(_blank(question, start, end, inside))) - REPORTING
        clauses.append(_Clause(start=start, end=end, terms=len(terms)))
    return clauses


def _join_scraps(clauses: Sequence[_Clause]) -> list[_Clause]:
    joined: list[_Clause] = []
    for clause in clauses:
        last = joined[-1] if joined else None
        if last is not None and min(last.terms, clause.terms) < _LEAST_TERMS:
            joined[-1] = replace(last, end=clause.end, terms=last.terms + clause.terms)
        else:
            joined.append(clause)
    return joined


def _make_part(
    question: str,
    clause: _Clause,
    outlets: Sequence[NameMention],
    read_time: Callable[[str], AskedTime],
) -> Part:
    named = [m for m in outlets if clause.start <= m.start < clause.end]
    time = read_time(question[clause.start : clause.end])
    spans = [(m.start, m.end) for m in named]
    spans += [(clause.start + start, clause.start + end) for start, end in time.spans]
    return Part(
        text=_blank(question, clause.start, clause.end, spans),
        outlets=tuple(dict.fromkeys(m.name for m in named)),
        period=time.period,
    )


def _blank(question: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """The words from `start` to `end` without those of the spans."""
    letters = list(question[start:end])
    for first, last in spans:
        for place in range(max(first, start), min(last, end)):
            letters[place - start] = " "
    return " ".join("".join(letters).split())
