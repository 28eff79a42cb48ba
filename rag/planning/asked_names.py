"""Names that a question asks about rather than asks: each must stand where an answer is taken from."""

import re

from corpus.dating.dates import find_dates
from corpus.name_words import CALENDAR, NATIONALITIES
from corpus.names import find_indices, load_firms
from corpus.subjects import load_subjects
from rag.planning.asked_speakers import find_capitalised
from rag.planning.asked_words import FRAME
from rag.terms import base, find_terms

_QUARTER = re.compile(r"(?:Q[1-4]|H[12]|FY)(?: ?(?:20)?\d\d)?")
"""A reporting period without its year, which an article may call "first-quarter"."""
_COUNTRIES = frozenset(("UK", "US", "USA", "EU"))
_ABBREVIATION = re.compile(r"[A-Z]{2,4}s?")
_WRITTEN_OUT_KINDS = frozenset(("macro", "rates", "asset class", "sector"))
_YEAR_BEHIND = re.compile(r"(?<=\S)\s+(?:19|20)\d\d$")
_QUARTER_BEFORE = re.compile(r"^(?:Q[1-4]|H[12]|FY)(?: ?(?:20)?\d\d)?\s+(?=\S)")


def _is_plain_first_word(name: str) -> bool:
    """Whether a question's first word has its capital from its place: an -ing form, `Year-end`."""
    if re.fullmatch(r"[A-Z][a-z]+(?:-[a-z]+)+", name):
        return True
    terms = find_terms(name)
    return " " not in name and len(terms) == 1 and base(terms[0]) != terms[0]


def _companies_in_lower_case(rest: str) -> list[str]:
    """Firms typed without capitals, those left out whose name is an ordinary word."""
    table = load_firms()
    found = []
    for mention in table.find(rest.title()):
        written = rest[mention.start : mention.end]
        plain = mention.speaking_only or mention.firm.name in table.case_bound
        if written.islower() and not plain and mention.firm.kind != "media" and len(written) > 3:
            found.append(written)
    return found


def _is_short_for_subject(name: str, rest: str) -> bool:
    """Whether it is an abbreviation for a subject that articles mostly write out: `CPI`, `EM debt`."""
    if not _ABBREVIATION.fullmatch(name):
        return False
    return any(
        mention.entry.kind in _WRITTEN_OUT_KINDS
        and name.lower().removesuffix("s") in rest[mention.start : mention.end].lower()
        for mention in load_subjects().find(rest)
    )


def find_asked_about(rest: str) -> tuple[str, ...]:
    """Capitalised names left in the question, dates and words that frame it apart."""
    names = [
        rest[start:end]
        for start, end in find_capitalised(rest)
        if rest[:start].strip() or not _is_plain_first_word(rest[start:end])
    ]
    names = [_QUARTER_BEFORE.sub("", name) for name in names]
    names = [n if find_indices(n) else _YEAR_BEHIND.sub("", n) for n in names]
    names += [name for name in _companies_in_lower_case(rest) if name not in names]
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if name.lower() not in FRAME
            and find_terms(name)
            and not find_dates(name, reference=None)
            and not _QUARTER.fullmatch(name)
            and not CALENDAR.issuperset(name.lower().split())
            and not _is_short_for_subject(name, rest)
            and name.upper().replace(".", "") not in _COUNTRIES
            and name.lower() not in NATIONALITIES  # "European" is met by "Europe's", as a subject
        )
    )
