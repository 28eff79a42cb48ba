"""Evidence for a plan, and the statements of the speakers it names.

Coverage decides: the share of the question's terms, weighted by how rare they are,
that stand in the sentence itself (1), in its synonyms (0.8) or just before it (half of that).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.article import Article
from corpus.entries import find_entry
from corpus.names import load_firms
from corpus.stance import lean
from corpus.statement import Statement
from rag.answers.quantities import find_quantities
from rag.planning.asked_subjects import asked_names, known_terms
from rag.planning.asked_words import NEGATIVE, POSITIVE
from rag.records import Plan, Speaker
from rag.retrieval.snapshot import Snapshot, is_by
from rag.terms import find_matching, find_terms, match_strength

_CONTEXT_SHARE = 0.5
"""What a term is worth that stands only before the sentence."""
_ANAPHOR_SHARE = 0.9
"""What a name is worth that stands just before a sentence about "the index" or "it"."""
_SUBJECT_SHARE = 0.8
"""What a term is worth that names a subject of the statement, which its words call otherwise."""
_THEME_SHARE = 0.4
"""What a term is worth that the article is about, without standing near a speaker's statement."""
_BACK = re.compile(
    r"\b(?:months?|years?) ago\b|(?<!since )\blast (?:year|spring|summer|autumn|fall|winter)\b|\bback then\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RATING = re.compile(
    r"\b(?:over|under)weight|\bneutral\b|\b(?:up|down)grade|\boutperform|\bunderperform|\bbullish|\bbearish",
    re.IGNORECASE,
)
_RATED = 0.15
"""Added to a statement with a rating where the question asks who leans which way."""
_STATES = 0.05
"""Added to a statement that holds a forecast or a rating: what a view comes down to."""
_LOOKS_BACK = 0.25
"""Taken off a statement that tells of an earlier year: it is no view of its article's date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A span that may answer, with its speaker where it is somebody's statement."""

    article: Article
    start: int
    end: int
    statement: Statement | None
    coverage: float
    """Weighted share of the plan's subject terms, 0 to 1."""
    support: float
    """What decides whether it answers at all: coverage, of sentences with the passage's similarity."""
    telling: float
    """A little over 0 for a statement that leans or is quoted, under 0 for one that looks back."""
    score: float
    """Support with what else ranks: the history's terms, a day or a level that is asked for."""

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.article.source_text[self.start : self.end]


def asks_stance(plan: Plan) -> bool:
    """Whether the question is about leaning one way: bullish, worried, a rating."""
    text = plan.standalone
    return bool(POSITIVE.search(text) or NEGATIVE.search(text) or _RATING.search(text))


def share_of(
    wanted: Sequence[str],
    snapshot: Snapshot,
    terms: frozenset[str],
    context: frozenset[str],
    referred: frozenset[str] = frozenset(),
    themes: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
) -> float:
    """Weighted share of the wanted terms, 0 to 1.

    `referred` are those of names that "the index" or "it" means, `themes` what the whole article is about,
    `known` those of subjects that the words call otherwise.
    """
    matching = find_matching(tuple(wanted))
    if not known and all(matching.isdisjoint(some) for some in (terms, context, themes)):
        return 0.0  # most sentences of most questions
    total = covered = 0.0
    for term in wanted:
        weight = snapshot.lexicon.weight(term)
        total += weight
        here = match_strength(term, terms)
        if here == 1.0:  # nothing else is worth more
            covered += weight
            continue
        share = _ANAPHOR_SHARE if term in referred else _CONTEXT_SHARE
        covered += weight * max(
            here,
            _SUBJECT_SHARE if term in known else 0.0,
            share * match_strength(term, context),
            _THEME_SHARE * match_strength(term, themes) if themes else 0.0,
        )
    return covered / total if total else 0.0


def find_statements(
    plan: Plan, snapshot: Snapshot, speaker: Speaker | None, *, copies: bool = False
) -> tuple[Evidence, ...]:
    """Statements of a speaker (None: of anybody) in usable articles, best first, one story once.

    With `copies` every copy of a story stands for itself.
    """
    found: list[Evidence] = []
    whenever = replace(plan, period=None)
    leaning = asks_stance(plan)
    asked = asked_names(plan)
    for article_id, statements in snapshot.statements.items():
        article = snapshot.articles[article_id]
        if not snapshot.usable(article, whenever):
            continue
        now = snapshot.usable(article, plan)
        found.extend(
            _statement_evidence(plan, snapshot, article, statement, asked, leaning=leaning)
            for statement in statements
            if (now or _said_within(statement, plan))
            and (speaker is None or is_by(statement, speaker, snapshot.lexicon))
        )
    found.sort(key=lambda e: (-e.score, e.start))
    return tuple(found if copies else _one_copy(found, snapshot))


def _said_within(statement: Statement, plan: Plan) -> bool:
    """Whether an article printed later tells what was said in the period: `in June she had called it`."""
    said, period = statement.date, plan.period
    return (
        said is not None
        and period is not None
        and period.first <= said.first
        and said.last <= period.last
    )


def _statement_evidence(
    plan: Plan,
    snapshot: Snapshot,
    article: Article,
    statement: Statement,
    asked: Mapping[str, frozenset[str]],
    *,
    leaning: bool,
) -> Evidence:
    """`asked` is what `asked_names` returns, `leaning` whether the question is about leaning one way."""
    around = snapshot.around(article.article_id, statement.start, statement.end)
    quote = article.source_text[statement.start : statement.end]
    known, in_words = known_terms(statement, quote, asked)
    if (
        known and not in_words
    ):  # the label of its entry says what it is on: `Acme (ACM): Y turns bullish`
        in_words = find_entry(article.source_text, statement) is not None
    themes = snapshot.themes(article.article_id)
    if known and not in_words:
        themes |= known
    coverage = 1.0
    if plan.subjects:
        coverage = share_of(
            plan.subjects,
            snapshot,
            around.terms,
            around.context,
            themes=themes,
            known=known if in_words else frozenset(),
        )
    extra = share_of(plan.context, snapshot, around.terms, around.context) if plan.context else 0
    number = plan.wants_number and bool(find_quantities(quote))
    telling = _telling(
        quote,
        article.published.first.year if article.published else None,
        direct=statement.direct,
        states=bool(statement.forecasts) or statement.rating is not None,
    )
    return Evidence(
        article=article,
        start=statement.start,
        end=statement.end,
        statement=statement,
        coverage=coverage,
        support=coverage,
        telling=telling,
        score=coverage
        + 0.3 * extra
        + 0.15 * number
        + telling
        + _RATED * (leaning and _names_rating(quote)),
    )


@lru_cache(maxsize=16_384)
def _names_rating(text: str) -> bool:
    return _RATING.search(text) is not None


@lru_cache(maxsize=16_384)
def _telling(text: str, published: int | None, *, direct: bool, states: bool) -> float:
    """A little for statements that lean one way or are quoted, so that they stand before mere remarks."""
    leaning = min(3.0, abs(lean(text)))
    years = [int(year) for year in _YEAR.findall(text)]
    looks_back = _BACK.search(text) is not None or (
        published is not None and any(year < published for year in years)
    )
    return 0.04 * leaning + 0.03 * direct + _STATES * states - _LOOKS_BACK * looks_back


def _one_copy(found: Iterable[Evidence], snapshot: Snapshot) -> list[Evidence]:
    """Of each story only the copy that stands first in its order and has evidence for the speaker."""
    by_story: dict[tuple[str, object], dict[str, list[Evidence]]] = {}
    for evidence in found:
        statement = evidence.statement
        who = (snapshot.lexicon.firm_of(statement) or statement.persons) if statement else None
        key = (snapshot.story_id(evidence.article.article_id), who)
        by_story.setdefault(key, {}).setdefault(evidence.article.article_id, []).append(evidence)
    kept: list[Evidence] = []
    for copies in by_story.values():
        order = snapshot.copies(next(iter(copies)))
        best = min(copies, key=lambda article_id: order.index(article_id))
        kept.extend(copies[best])
    kept.sort(key=lambda e: (-e.score, e.start))
    return kept


def name_terms(name: str) -> frozenset[str]:
    """The terms of a name, of a firm's one known name where it has one."""
    firm = load_firms().canonical(name)
    return frozenset(find_terms(firm.name if firm else name))


def is_named(name: str, terms: frozenset[str] | set[str]) -> bool:
    """Whether the terms hold a name, as it is written or by the firm's one known name."""
    return frozenset(find_terms(name)) <= terms or name_terms(name) <= terms
