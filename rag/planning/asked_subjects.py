"""What a question is about, by the names that statements have for it: `smaller stocks` is `small caps`.

A statement's subjects come from its clause or, failing that, from what stands around it; only the
former count as much as words, and no stance is claimed that is not certain.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from corpus.names import load_firms
from corpus.stance import lean
from corpus.statement import Stance, Statement, SubjectStance
from corpus.subjects import load_subjects
from corpus.words import words
from rag.planning.asked_words import NEUTRAL
from rag.records import Plan
from rag.terms import find_terms

_ANSWERED = frozenset(("positive", "neutral", "negative"))
_NEEDS = re.compile(r"\b(?:needs?|needed|wants? to see|unless|provided)\b", re.IGNORECASE)
"""Words of a condition: what must come first is not there."""
_LEGAL_AND_TRADE = frozenset(
    words(
        """
        energy technologies technology group holdings corporation corp inc company co plc ltd therapeutics
        pharmaceuticals semiconductor resources international industries platforms systems software foods brands
        stores homes
        """
    )
)
"""Last words that people leave out of a company's name: `NextEra` for NextEra Energy."""
_WIDE_KINDS = frozenset(("index", "macro", "rates", "currency"))
"""Kinds of subject that are seldom rated; where the words do not name one, it is not what is rated."""


@lru_cache(maxsize=256)
def asked_subjects(plan: Plan) -> Mapping[str, frozenset[str]]:
    """Names of the subjects that a question asks about, each with the terms that name it there."""
    words = plan.about or " ".join(plan.names)
    found: dict[str, frozenset[str]] = {}
    # people type names as they like: `bunds` is `Bunds`
    for mention in load_subjects().find(words) or load_subjects().find(words.title()):
        terms = frozenset(find_terms(words[mention.start : mention.end]))
        found[mention.entry.name] = found.get(mention.entry.name, frozenset()) | terms
    for firm in load_firms().find(words):
        if firm.firm.kind == "company" and not firm.speaking_only:
            found.setdefault(
                firm.firm.name, frozenset(find_terms(f"{words[firm.start : firm.end]}"))
            )
    for name in plan.names:
        if load_subjects().canonical(name) is None:
            found.setdefault(name, frozenset(find_terms(name)))
    return found


@lru_cache(maxsize=256)
def asked_names(plan: Plan) -> Mapping[str, frozenset[str]]:
    """The terms of each subject that is asked about, by its name in lower case."""
    return {name.lower(): terms for name, terms in asked_subjects(plan).items()}


def subjects_of(statement: Statement, plan: Plan) -> tuple[SubjectStance, ...]:
    """The statement's subjects that are asked about."""
    if not statement.subjects:
        return ()
    asked = asked_names(plan)
    return tuple(one for one in statement.subjects if asked_name(one.subject, asked) is not None)


def asked_name(subject: str, asked: Collection[str]) -> str | None:
    """Which of the names that are asked about, in lower case, a subject has: `Acme` for `Acme Payments Inc`."""
    low = subject.lower()
    if low in asked:
        return low
    if subject in load_subjects().entries:
        return None
    if subject in load_firms().firms:
        short, _, last = low.rpartition(" ")
        return short if last in _LEGAL_AND_TRADE and short in asked else None
    return next((name for name in asked if low.startswith(f"{name} ")), None)


def known_terms(
    statement: Statement, quote: str, asked: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], bool]:
    """The question's terms for subjects that the statement is about, and whether its words name one.

    `asked` is what `asked_names` returns.
    """
    about = [
        (one.subject.lower(), name)
        for one in statement.subjects
        if (name := asked_name(one.subject, asked)) is not None
    ]
    if not about:
        return frozenset(), False
    named = _named_in(quote)
    terms = frozenset().union(*(asked[name] for _, name in about))
    return terms, any(subject in named for subject, _ in about)


@lru_cache(maxsize=16_384)
def _named_in(quote: str) -> frozenset[str]:
    """Names of the subjects that words name, in lower case; kept, as each question reads the same statements."""
    return frozenset(mention.entry.name.lower() for mention in load_subjects().find(quote))


def stance_on(statement: Statement | None, quote: str, plan: Plan) -> Stance | None:
    """The stance towards what is asked about where one is certain, and none other is, else None.

    A stance that the words of the quote lean against is not certain ("no longer cheap, yet the least
    stretched"), and a neutral one needs a rating or a word that says so.
    """
    if statement is None:
        return None
    if (
        rates(statement, quote, plan)
        and statement.rating is not None
        and statement.rating.to_stance
    ):
        return statement.rating.to_stance
    certain = {one.stance for one in subjects_of(statement, plan)} & _ANSWERED
    if len(certain) != 1:
        return None
    (stance,) = certain
    if stance == "neutral":
        return stance if NEUTRAL.search(quote) else None
    if stance == "positive" and _NEEDS.search(quote):
        return None
    return stance if lean(quote) * (1 if stance == "positive" else -1) >= 0 else None


def rates(statement: Statement, quote: str, plan: Plan) -> bool:
    """Whether the statement's rating is of what is asked about, as far as its subjects tell."""
    if statement.rating is None:
        return False
    if not asked_subjects(plan):
        return True
    entries = load_subjects().entries
    named = {mention.entry.name for mention in load_subjects().find(quote)}
    return any(
        one.subject in named
        or one.subject not in entries
        or entries[one.subject].kind not in _WIDE_KINDS
        for one in subjects_of(statement, plan)
    )
