"""What the corpus can be asked about: who speaks in it, which outlets printed it, how rare each term is."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from corpus.article import Article, Period
from corpus.names import load_firms
from corpus.outlets import outlet_of_name
from corpus.statement import Statement
from rag.terms import base, find_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name found in a question at `start` to `end`."""

    start: int
    end: int
    name: str
    text: str


_TYPING_ERRORS = 88
"""Percent of like letters from which a name is taken for a known one mistyped: one letter in eight."""
_MISTYPED = 92
"""The same for a word in lower case that may be an ordinary one: one letter too many or too few in seven."""
_SHORT_FIRM = 4
"""A firm's first word names it only when it is longer than this."""
_SECTION = re.compile(r"\s+[|–—-]\s+|:\s+")
"""What parts an outlet's name from a section or a slogan behind it."""
_INDEX_NUMBER = re.compile(r"\s?\d")


class Lexicon:
    """Names and term weights of the corpus at one version."""

    def __init__(self, articles: Sequence[Article], statements: Iterable[Statement]) -> None:
        self.person_firms: dict[str, str | None] = {}
        self.firms: set[str] = set()
        known = tuple(statements)
        for statement in known:
            if statement.firm:
                self.firms.add(statement.firm)
            for person in statement.persons:
                if statement.firm or person not in self.person_firms:
                    self.person_firms[person] = statement.firm
        self._firms_of_person: dict[str, set[str]] = {}
        for statement in known:
            for person in statement.persons if statement.firm else ():
                self._firms_of_person.setdefault(person, set()).add(statement.firm or "")
        self._full_firm_names = _full_names(self.firms)
        self._periods = tuple(a.published for a in articles if a.published)
        self.outlets = {article.outlet for article in articles if article.outlet}
        self._weights = _inverse_frequencies(articles)
        self._articles = max(1, len(articles))
        self.weight = lru_cache(maxsize=16_384)(self._weight)
        self._firm_words = self._firm_names()
        self._person_words = self._person_names()
        self._firm_pattern = _name_pattern(self._firm_words)
        self._person_pattern = _name_pattern(self._person_words)
        self._spelled = self._spelled_names()
        self._outlet_names = _name_outlets(self.outlets)
        self._outlet_pattern = _name_pattern({name: name for name in self._outlet_names})

    def firm_of(self, statement: Statement) -> str | None:
        """The speaker's firm, where its own article names none the one that all others give the person."""
        if statement.firm is not None or len(statement.persons) != 1:
            return self._full_firm_names.get(statement.firm or "", statement.firm)
        firms = self._firms_of_person.get(statement.persons[0], set())
        full_name = " " in statement.persons[0]
        named = {self._full_firm_names.get(firm, firm) for firm in firms}
        return next(iter(named)) if full_name and len(named) == 1 else None

    def _weight(self, term: str) -> float:
        """How much a term tells, 1 (in every article) to 1.6 (in none).

        The inverse document frequency, squeezed: in a small corpus on one theme the raw one makes a
        single unknown word outweigh the rest of the question.
        """
        most = math.log(1 + (self._articles + 0.5) / 0.5)
        return 1.0 + 0.6 * self._weights.get(base(term), most) / most

    def covers(self, period: Period) -> bool:
        """Whether an article was published in the period."""
        return any(period.overlaps(published) for published in self._periods)

    def find_similar(self, name: str) -> str | None:
        """A speaker of the corpus whose name is this one with a typing error or two."""
        names = {n: n for n in (*self.firms, *self.person_firms) if len(n) > _SHORT_FIRM}
        if " " not in name:
            names |= {person.split()[-1]: person for person in self.person_firms}
        found = process.extractOne(
            name, list(names), scorer=fuzz.ratio, score_cutoff=_TYPING_ERRORS
        )
        return names[found[0]] if found else None

    def find_mistyped(self, word: str) -> str | None:
        """The first word of a firm, or a surname, of the corpus that a lower-case word misspells by a letter.

        Only a word that no article holds, and that is none of a table's names.
        """
        if any(self.knows(term) for term in find_terms(word)) or load_firms().canonical(word):
            return None
        found = process.extractOne(word, self._spelled, scorer=fuzz.ratio, score_cutoff=_MISTYPED)
        return str(found[0]) if found else None

    def _spelled_names(self) -> tuple[str, ...]:
        """First words of firms, and surnames, in lower case and in one order: of two as near the first is meant."""
        names = {n.split()[0].lower() for n in (*self.firms, *self._firm_words)}
        names |= {person.split()[-1].lower() for person in self.person_firms}
        return tuple(sorted(name for name in names if len(name) > _SHORT_FIRM + 1))

    def knows(self, term: str) -> bool:
        """Whether any article holds the term in some form."""
        return base(term) in self._weights

    def find_firms(self, text: str) -> tuple[NameMention, ...]:
        """Firms that speak in the corpus, in any letter case."""
        return _find(self._firm_pattern, text, self._firm_words)

    def find_persons(self, text: str) -> tuple[NameMention, ...]:
        """Persons who speak in the corpus, by full name or surname."""
        return _find(self._person_pattern, text, self._person_words)

    def find_namesakes(self, person: str) -> tuple[str, ...]:
        """Every person of the corpus with this one's surname, in the order of their first words."""
        surname = person.split()[-1].lower()
        full = (p for p in self.person_firms if " " in p and p.split()[-1].lower() == surname)
        return tuple(full) or (person,)

    def find_outlets(self, text: str) -> tuple[NameMention, ...]:
        """Outlets of the corpus, in any letter case but for names of one word.

        A name without its section (`Harbour Gazette` of `Harbour Gazette - Markets`) or by another name of
        the table of outlets stands for each outlet that it may be: one mention for each.
        """
        found = _find(self._outlet_pattern, text, {name: name for name in self._outlet_names})
        return tuple(
            replace(mention, name=outlet)
            for mention in found
            if _is_capitalised(mention.text) or len(_without_article(mention.text).split()) > 1
            for outlet in self._outlet_names[mention.name]
        )

    def _firm_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        table = load_firms()
        first_words: dict[str, set[str]] = {}
        for name in self.firms:
            full = self._full_firm_names.get(name, name)
            names[name.lower()] = full
            firm = table.firms.get(name)
            for words in range(1, len(name.split()) if firm is None else 0):
                first_words.setdefault(" ".join(name.split()[:words]), set()).add(full)
            for alias in (*firm.aliases, *firm.speaking_aliases) if firm else ():
                if len(alias) > 2 or alias.isupper():
                    names.setdefault(alias.lower(), name)
        for short, owners in first_words.items():
            if len(owners) == 1 and len(short) > _SHORT_FIRM and table.canonical(short) is None:
                names.setdefault(short.lower(), next(iter(owners)))
        return names

    def _person_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for person in self.person_firms:
            names[person.lower()] = person
            surname = person.split()[-1].lower()
            if len(surname) > 2:
                names.setdefault(surname, person)
        return names


def _name_outlets(outlets: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The outlets that each name stands for, by the name in lower case."""
    found: dict[str, set[str]] = {}
    for outlet in sorted(outlets):
        paper = _SECTION.split(outlet)[0]
        known = outlet_of_name(paper)
        short = _without_article(paper)
        for name in (outlet, paper, known, short if " " in short else None):
            if name:
                found.setdefault(name.lower(), set()).add(outlet)
    # Who writes a whole name, section and all, means that one.
    exact = {outlet.lower(): (outlet,) for outlet in outlets if _SECTION.search(outlet)}
    return {name: tuple(sorted(owners)) for name, owners in found.items()} | exact


def _without_article(name: str) -> str:
    return name[4:] if name[:4].lower() == "the " else name


def _is_capitalised(written: str) -> bool:
    return _without_article(written)[:1].isupper()


def _full_names(firms: Iterable[str]) -> dict[str, str]:
    """Firms of no table under a shorter name, each with its one longer name: `Sable Point` too."""
    table = load_firms()
    unknown = [firm for firm in firms if table.canonical(firm) is None]
    longer = {f: [g for g in unknown if g.startswith(f + " ")] for f in unknown}
    return {firm: found[0] for firm, found in longer.items() if len(found) == 1}


def _inverse_frequencies(articles: Sequence[Article]) -> Mapping[str, float]:
    counts: dict[str, int] = {}
    for article in articles:
        terms = {base(t) for t in find_terms(f"{article.title or ''}\n{article.source_text}")}
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
    total = len(articles)
    return {t: math.log(1 + (total - n + 0.5) / (n + 0.5)) for t, n in counts.items()}


def _name_pattern(names: Mapping[str, str]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(
        r"(?<![\w&-])(?:" + "|".join(re.escape(n.lower()) for n in longest_first) + r")(?![\w&])"
    )


def _find(
    pattern: re.Pattern[str] | None, text: str, names: Mapping[str, str]
) -> tuple[NameMention, ...]:
    if pattern is None:
        return ()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    found = []
    for match in pattern.finditer(lowered):
        written = text[match.start() : match.end()]
        name = names.get(match[0])
        if _INDEX_NUMBER.match(text, match.end()):
            continue  # "Russell 2000" names no Mr Russell
        if name is None or not (_as_name(written) or _safe_in_lower_case(match[0], name)):
            continue
        found.append(NameMention(start=match.start(), end=match.end(), name=name, text=written))
    return tuple(found)


def _as_name(written: str) -> bool:
    return written.isupper() if len(written) <= 2 else written[0].isupper()


def _safe_in_lower_case(folded: str, name: str) -> bool:
    """Whether a name typed without capitals is still no ordinary word."""
    return len(folded) > 2 and name not in load_firms().case_bound
