"""Words that may stand for one another in a sentence that retells another: a small thesaurus.

General words of market prose. A group says that a reader would not mind the exchange, not that the
words are the same; words that point opposite ways never share one (`rag.checking.opposites`).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.name_words import (
    BANK_NOUNS,
    ORG_WORDS,
    PLURAL_ROLES,
    ROLE_NOUNS,
    STARTERS,
    TITLE_WORDS,
)
from corpus.stance_words import load_classes
from corpus.subjects import load_subjects
from rag.checking.opposites import opposed, same_way, sides
from rag.checking.reading_words import to_term

_GROUPS_FILE = Path(__file__).with_name("meanings.txt")


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    lines = _GROUPS_FILE.read_text(encoding="utf-8").splitlines()
    for line in (line for line in lines if not line.startswith("#") and ">" not in line):
        stems = {to_term(word) for word in line.split()}
        for word in stems:
            found.setdefault(word, set()).update(stems)
    return {word: frozenset(group) for word, group in found.items()}


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    """What each general word may stand for: `the currency` for the yen, never the yen for the euro."""
    found: dict[str, set[str]] = {}
    for line in _GROUPS_FILE.read_text(encoding="utf-8").splitlines():
        general, sign, particular = line.replace(">!", ">").partition(">")
        if sign and not line.startswith("#"):
            for word in general.split():
                found.setdefault(to_term(word), set()).update(map(to_term, particular.split()))
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _excluding() -> Mapping[str, frozenset[str]]:
    """The particular words of each that cannot be it: the yen is not the euro."""
    found: dict[str, set[str]] = {}
    for line in _GROUPS_FILE.read_text(encoding="utf-8").splitlines():
        _, sign, particular = line.partition(">!")
        terms = set(map(to_term, particular.split()))
        for term in terms if sign and not line.startswith("#") else ():
            found.setdefault(term, set()).update(terms - {term})
    return {word: frozenset(others) for word, others in found.items()}


def excludes(first: str, second: str) -> bool:
    """Whether two stems are of one kind and not the same: corn and wheat."""
    return second in _excluding().get(first, ()) and not may_stand_for(first, second)


_SAME_ROOT = 5
"""Letters that two stems must begin with to be forms of one root: `profit`, `profitability`."""


def may_stand_for(first: str, second: str) -> bool:
    """Whether a retelling may put one stem for the other."""
    if first == second:
        return True
    if opposed(first, second):
        return False
    if (
        second in _groups().get(first, ())
        or same_way(first, second)
        or second in _kinds().get(first, ())
    ):
        return True
    shorter = min(len(first), len(second))
    return shorter >= _SAME_ROOT and first[:_SAME_ROOT] == second[:_SAME_ROOT]


@cache
def _plain_words() -> frozenset[str]:
    """Words of the project's tables that are no names, in lower case."""
    aliases = {
        word
        for entry in load_subjects().entries.values()
        for alias in (entry.name, *entry.aliases)
        if alias == alias.lower()
        for word in alias.split()
    }
    return frozenset(
        aliases
        | load_classes().keys()
        | (STARTERS | ORG_WORDS | ROLE_NOUNS | PLURAL_ROLES | BANK_NOUNS | TITLE_WORDS)
    )


def is_ordinary(word: str) -> bool:
    """Whether a word with a capital letter at a sentence's start is surely no name."""
    low = word.lower()
    return low in _plain_words() or is_known(low) or low.endswith(_ENDINGS)


_ENDINGS = ("ing", "tion", "ness", "ity", "ments", "holders", "makers", "tors", "ists", "ly")
"""Ends of common nouns that are hardly ever a name's."""


def is_known(word: str) -> bool:
    """Whether the thesaurus or the lexicon of opposites has the word in any form."""
    term = to_term(word.lower())
    return term in _groups() or bool(sides(term))
