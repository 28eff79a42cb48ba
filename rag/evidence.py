"""Evidence for a plan: statements of the speakers asked about, or sentences that state what is asked.

Coverage decides, not similarity: the share of the question's terms, weighted by how rare they are,
that stand in the sentence itself (1), in its synonyms (0.6) or just before it (half of that).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.article import Article
from corpus.dates import find_dates
from corpus.names import load_firms
from corpus.stance import lean
from corpus.statement import Statement
from rag.quantities import DURATIONS, Quantity, find_quantities
from rag.records import Hit, Plan, Speaker
from rag.snapshot import SentenceTerms, Snapshot, is_by
from rag.terms import find_terms, match_strength

_CONTEXT_SHARE = 0.5
"""What a term is worth that stands only before the sentence."""
_ONE_MONTH = 31
_WEEKDAYS = frozenset(find_terms("monday tuesday wednesday thursday friday saturday sunday"))
_DAY_NAMED = 0.3
"""Added where a sentence names the day asked about."""
_DAY_BEFORE = 0.25
"""Added where only what stands just before it does."""
_FORECAST = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|forecasts?|project(?:s|ed)|predict(?:s|ed)?|anticipat\w+|targets?|could|may|"
    r"might|would|will|outlook|estimates?)\b",
    re.IGNORECASE,
)
_OTHER_TENSE = 0.2
"""Taken off a forecast where the question asks what happened, and the other way round."""
_ASKS_LEVEL = re.compile(
    r"\bwhere did\b|\blevel\b|\bat what\b|\bhow high\b|\bhow low\b|\b(?:intraday|record|all-time) (?:high|low)\b"
    r"|\bprice\b|\bclos(?:e|ed|ing)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LOOKS_BACK = 0.25
"""Taken off a statement that tells of an earlier year: it is no view of its article's date."""
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|half|\d+)\b", re.I
)
_LEVEL = 0.4
"""Added where a level is asked for and the sentence has one rather than a change."""
_ANAPHOR = re.compile(
    r"^\W*(?:by \w+ \w+, |at the close, |however, |still, |but )?(?:the|this|that) (?:\w+[- ]){0,2}?"
    r"(?:gauge|index|benchmark|measure|barometer|group|stock|shares|company|bank|currency|metal|"
    r"contract|yield|firm|fund|lender|rate)\b|^\W*(?:it|they)\b",
    re.IGNORECASE,
)
_ANAPHOR_SHARE = 0.9
"""What a name is worth that stands just before a sentence about "the index" or "it"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A span that may answer, with its speaker where it is somebody's statement."""

    article: Article
    start: int
    end: int
    statement: Statement | None
    coverage: float
    """Weighted share of the plan's subject terms, 0 to 1."""
    score: float
    """Coverage with what else ranks: the history's terms, the passage's similarity, a number asked for."""

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.article.source_text[self.start : self.end]


def coverage_of(
    plan: Plan, snapshot: Snapshot, terms: frozenset[str], context: frozenset[str]
) -> float:
    """Weighted share of the plan's subjects that the terms cover; 1 when nothing is asked about."""
    return _share(plan.subjects, snapshot, terms, context) if plan.subjects else 1.0


def _share(
    wanted: Sequence[str],
    snapshot: Snapshot,
    terms: frozenset[str],
    context: frozenset[str],
    referred: frozenset[str] = frozenset(),
) -> float:
    """`referred` are terms of names that the sentence means without repeating them."""
    total = covered = 0.0
    for term in wanted:
        weight = snapshot.lexicon.weight(term)
        total += weight
        here = match_strength(term, terms)
        share = _ANAPHOR_SHARE if term in referred else _CONTEXT_SHARE
        covered += weight * max(here, share * match_strength(term, context))
    return covered / total if total else 0.0


def find_statements(
    plan: Plan, snapshot: Snapshot, speaker: Speaker | None, *, ignore_period: bool = False
) -> tuple[Evidence, ...]:
    """Statements of a speaker (None: of anybody) in usable articles, best first, one story once."""
    found: list[Evidence] = []
    for article_id, statements in snapshot.statements.items():
        article = snapshot.articles[article_id]
        if not (
            snapshot.usable(article, plan)
            or ignore_period
            and snapshot.usable(article, _timeless(plan))
        ):
            continue
        for statement in statements:
            if speaker is None or is_by(statement, speaker):
                found.append(_statement_evidence(plan, snapshot, article, statement))
    found.sort(key=lambda e: (-e.score, e.start))
    return tuple(_one_copy(found, snapshot))


def _timeless(plan: Plan) -> Plan:
    return replace(plan, period=None)


def _statement_evidence(
    plan: Plan, snapshot: Snapshot, article: Article, statement: Statement
) -> Evidence:
    own: set[str] = set()
    context: set[str] = set()
    for sentence in snapshot.sentences(article.article_id):
        if sentence.start < statement.end and statement.start < sentence.end:
            own |= sentence.terms
            context |= sentence.context
    coverage = coverage_of(plan, snapshot, frozenset(own), frozenset(context))
    extra = (
        _share(plan.context, snapshot, frozenset(own), frozenset(context)) if plan.context else 0
    )
    number = plan.wants_number and bool(
        find_quantities(article.source_text[statement.start : statement.end])
    )
    return Evidence(
        article=article,
        start=statement.start,
        end=statement.end,
        statement=statement,
        coverage=coverage,
        score=coverage + 0.3 * extra + 0.15 * number + _telling(article, statement),
    )


def _telling(article: Article, statement: Statement) -> float:
    """A little for statements that lean one way or are quoted, so that they stand before mere remarks."""
    text = article.source_text[statement.start : statement.end]
    leaning = min(3.0, abs(lean(text)))
    published = article.published
    years = [int(year) for year in _YEAR.findall(text)]
    looks_back = published is not None and any(year < published.first.year for year in years)
    return 0.04 * leaning + 0.03 * statement.direct - _LOOKS_BACK * looks_back


def _one_copy(found: Iterable[Evidence], snapshot: Snapshot) -> list[Evidence]:
    """Of each story only the copy that stands first in its order and has evidence for the speaker."""
    by_story: dict[tuple[str, object], dict[str, list[Evidence]]] = {}
    for evidence in found:
        statement = evidence.statement
        who = (statement.firm or statement.persons) if statement else None
        key = (snapshot.story_id(evidence.article.article_id), who)
        by_story.setdefault(key, {}).setdefault(evidence.article.article_id, []).append(evidence)
    kept: list[Evidence] = []
    for (_, _), copies in by_story.items():
        order = snapshot.copies(next(iter(copies)))
        best = min(copies, key=lambda article_id: order.index(article_id))
        kept.extend(copies[best])
    kept.sort(key=lambda e: (-e.score, e.start))
    return kept


def find_sentences(plan: Plan, snapshot: Snapshot, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """Sentences of the hits' passages, best first; a number asked for must stand in them."""
    found: dict[tuple[str, int], Evidence] = {}
    best_fused = max((hit.scores.get("fused", 0.0) for hit in hits), default=0.0) or 1.0
    asked = {quantity.value for quantity in find_quantities(plan.standalone)}
    for hit in hits:
        article = hit.article
        for sentence in snapshot.sentences(article.article_id):
            if not (sentence.start < hit.passage.end and hit.passage.start < sentence.end):
                continue
            key = (article.article_id, sentence.start)
            if key in found:
                continue
            evidence = _sentence_evidence(plan, snapshot, hit, sentence, asked, best_fused)
            if evidence is not None:
                found[key] = evidence
    ranked = sorted(found.values(), key=lambda e: -e.score)
    return tuple(_one_copy_of_sentence(ranked, snapshot))


def _sentence_evidence(
    plan: Plan, snapshot: Snapshot, hit: Hit, sentence: SentenceTerms, asked: set[str], best: float
) -> Evidence | None:
    article = hit.article
    text = article.source_text[sentence.start : sentence.end]
    if len(text) < 20:
        return None
    level = 0.0
    if plan.wants_number:
        quantities = _answering(plan, text, asked)
        if not quantities:
            return None
        level = _LEVEL * (
            bool(_ASKS_LEVEL.search(plan.standalone)) and any(q.is_level for q in quantities)
        )
    if not _holds_names(plan, snapshot, sentence, article):
        return None
    name_terms = frozenset(term for name in plan.names for term in _name_terms(name))
    referred = name_terms - sentence.terms if _ANAPHOR.search(text) else frozenset()
    coverage = 1.0
    if plan.subjects:
        coverage = _share(plan.subjects, snapshot, sentence.terms, sentence.context, referred)
    extra = _share(plan.context, snapshot, sentence.terms, sentence.context) if plan.context else 0
    near = (
        0.1 * max(0.0, hit.scores.get("vector", 0.0)) + 0.05 * hit.scores.get("fused", 0.0) / best
    )
    statement = _statement_at(snapshot, article, sentence)
    near += level + _day_bonus(plan, article, sentence)
    before = article.source_text[max(0, sentence.start - 200) : sentence.end]
    forecast = _FORECAST.search(before if _FORECAST.search(plan.standalone) else text)
    near -= _OTHER_TENSE * (bool(forecast) != bool(_FORECAST.search(plan.standalone)))
    named = sum(_name_terms(name) <= sentence.terms | referred for name in plan.names)
    return Evidence(
        article=article,
        start=sentence.start,
        end=sentence.end,
        statement=statement,
        coverage=coverage,
        score=coverage + 0.5 * extra + near + 0.1 * named / max(1, len(plan.names)),
    )


def _answering(plan: Plan, text: str, asked: set[str]) -> list[Quantity]:
    """Quantities of a sentence that may be the one asked for: none of the question's own, no mere duration."""
    long = re.search(
        r"\bhow (?:long|many (?:\w+ )?(?:years|months|weeks|days|quarters))\b",
        plan.standalone,
        re.I,
    )
    return [
        q
        for q in find_quantities(text)
        if q.value not in asked and (long or q.unit not in DURATIONS)
    ]


def names_period(plan: Plan, evidence: Evidence) -> bool:
    """Whether the sentence, or what stands just before it, names the plan's period."""
    if plan.period is None:
        return True
    article = evidence.article
    reference = article.published.last if article.published else None
    text = article.source_text[max(0, evidence.start - 200) : evidence.end]
    return any(m.period.overlaps(plan.period) for m in find_dates(text, reference=reference))


def _day_bonus(plan: Plan, article: Article, sentence: SentenceTerms) -> float:
    """For a question about one day: whether the sentence, or what stands before it, names that day."""
    weekdays = _WEEKDAYS.intersection((*plan.subjects, *plan.context))
    if weekdays and plan.period is None:
        return _DAY_BEFORE * (not weekdays.isdisjoint(sentence.terms | sentence.context))
    period = plan.period
    if period is None or (period.last - period.first).days > _ONE_MONTH:
        return 0.0
    published = article.published
    reference = published.last if published and published.first == published.last else None
    text = article.source_text
    for start, worth in ((sentence.start, _DAY_NAMED), (max(0, sentence.start - 300), _DAY_BEFORE)):
        mentions = find_dates(text[start : sentence.end], reference=reference)
        days = [m.period for m in mentions if (m.period.last - m.period.first).days <= _ONE_MONTH]
        if any(period.overlaps(day) for day in days):
            return worth
        if days and worth == _DAY_NAMED:
            return -_DAY_NAMED / 2
    return _DAY_BEFORE if published and period.contains(published) else 0.0


def _holds_names(
    plan: Plan, snapshot: Snapshot, sentence: SentenceTerms, article: Article
) -> bool:
    """Every name asked about stands in the sentence, just before it, or at least in the article."""
    missing = [
        name
        for name in plan.names
        if not _name_terms(name) <= sentence.terms | sentence.context
    ]
    if not missing:
        return True
    everything = snapshot.terms_of(article.article_id)
    return all(_name_terms(name) <= everything for name in missing)


def _name_terms(name: str) -> frozenset[str]:
    """The terms of a name, of a firm's one known name where it has one."""
    firm = load_firms().canonical(name)
    return frozenset(find_terms(firm.name if firm else name))


def _statement_at(
    snapshot: Snapshot, article: Article, sentence: SentenceTerms
) -> Statement | None:
    middle = (sentence.start + sentence.end) // 2
    holding = [
        s for s in snapshot.statements.get(article.article_id, ()) if s.start <= middle < s.end
    ]
    return min(holding, key=lambda s: s.end - s.start, default=None)


def _one_copy_of_sentence(ranked: Sequence[Evidence], snapshot: Snapshot) -> list[Evidence]:
    """Sentences of one story that say the same in several copies count once, the cleanest copy first."""
    kept: list[Evidence] = []
    for evidence in ranked:
        terms = set(find_terms(evidence.quote))
        same = next(
            (
                k
                for k, other in enumerate(kept)
                if snapshot.story_id(other.article.article_id)
                == snapshot.story_id(evidence.article.article_id)
                and other.article.article_id != evidence.article.article_id
                and _overlap(terms, set(find_terms(other.quote))) >= 0.5
            ),
            None,
        )
        if same is None:
            kept.append(evidence)
            continue
        order = snapshot.copies(evidence.article.article_id)
        standing = kept[same]
        if (
            order.index(evidence.article.article_id) < order.index(standing.article.article_id)
            and evidence.score >= standing.score - 0.1
        ):
            kept[same] = evidence
    return kept


def _overlap(one: set[str], other: set[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
