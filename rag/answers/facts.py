"""Sentences that state what is asked: the evidence for figures, levels and facts.

Coverage of the question's terms comes first; small, named signals put the sentence with the figure, the
day, the level or the tense that is asked for before its neighbours.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.article import Article
from corpus.dating.dates import find_dates
from corpus.statement import Statement
from rag.answers.directions import is_direction, tells_of
from rag.answers.evidence import Evidence, is_named, name_terms, share_of
from rag.answers.quantities import DURATIONS, Quantity, find_quantities
from rag.answers.shapes import find_shape
from rag.records import Hit, Plan
from rag.retrieval.snapshot import SentenceTerms, Snapshot
from rag.terms import find_terms, match_strength

_SHORTEST = 20
"""Characters of a sentence below which it is a heading or a scrap, not worth citing."""
_SIMILARITY_WEIGHT = 0.5
_MEDIAN_SIMILARITY = 0.5
"""Support is coverage + weight * (cosine - median): over the development questions the best passage's cosine
has its median near 0.58 where an answer exists and lies under 0.3 where none does."""
_UNSEEN_SIMILARITY = 0.4
"""Taken for a passage that only the word index found."""
_ONE_MONTH_DAYS = 31
_WEEKDAYS = frozenset(find_terms("monday tuesday wednesday thursday friday saturday sunday"))
_DAY_NAMED = 0.3
"""Added where a sentence names the day asked about."""
_DAY_BEFORE = 0.25
"""Added where only what stands just before it does, or the article is of that day."""
_OTHER_TENSE = 0.2
"""Taken off a forecast where the question asks what happened, and the other way round."""
_OTHER_DIRECTION = 0.3
"""Taken off a sentence that does not tell of the rise or the fall that is asked for."""
_UNIT = 0.2
"""Added where the unit that is asked for stands in the sentence, taken off where none does."""
_ASKS_UNIT = re.compile(
    r"\bin (?:us )?dollars\b|\bhow many dollars\b|\bpercentage\b|\b(?:what|in) percent\b"
    r"|\bhow many (?:basis points|bps?|percent)\b",
    re.IGNORECASE,
)
_LEVEL = 0.4
"""Added where a level is asked for and the sentence has one rather than a change."""
_WITHOUT_MEASURED = 0.3
"""Taken off where what is to be measured ("how much cash") does not stand in the sentence."""
_CONTEXT_WEIGHT = 0.5
_NAMED_WEIGHT = 0.1
_FORECAST = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|forecasts?|project(?:s|ed)|predict(?:s|ed)?|anticipat\w+|targets?|could|may|"
    r"might|would|will|outlook|estimates?|guid(?:es?|ed|ing|ance))\b",
    re.IGNORECASE,
)
_AGAINST_FORECAST = re.compile(
    r"\b(?:above|below|beat\w*|exceed\w*|than|miss\w*|topp\w*|against|over|in line with)\s(?:\w+\s){0,3}?"
    r"(?:forecasts?|expectations?|estimates?|targets?)\b",
    re.IGNORECASE,
)
"""What is measured against a forecast is itself none."""
_ASKS_LEVEL = re.compile(
    r"\bwhere did\b|\blevel\b|\bat what\b|\bhow high\b|\bhow low\b|\b(?:intraday|record|all-time) (?:high|low)\b"
    r"|\bprice\b|\bclos(?:e|ed|ing)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\bhow (?:much|many)(?: more)? (?P<thing>(?:[\w-]+ ){1,3}?)(?:did|do|does|has|have|is|are|was|were|will|"
    r"would|had|of|in|at)\b",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"\bhow (?:long|many (?:\w+ )?(?:years|months|weeks|days|quarters))\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|half|\d+)\b",
    re.IGNORECASE,
)


def find_sentences(plan: Plan, snapshot: Snapshot, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """Sentences of the hits' passages, best first; a number asked for must stand in them."""
    found: dict[tuple[str, int], Evidence] = {}
    asked = frozenset(quantity.value for quantity in find_quantities(plan.standalone))
    for hit in hits:
        for sentence in snapshot.sentences(hit.article.article_id):
            key = (hit.article.article_id, sentence.start)
            inside = sentence.start < hit.passage.end and hit.passage.start < sentence.end
            if key in found or not inside:
                continue
            evidence = _weigh(plan, snapshot, hit, sentence, asked)
            if evidence is not None:
                found[key] = evidence
    ranked = sorted(found.values(), key=lambda e: -e.score)
    return tuple(_one_copy(ranked, snapshot))


def names_period(plan: Plan, evidence: Evidence) -> bool:
    """Whether the sentence, or what stands just before it, names the plan's period."""
    if plan.period is None:
        return True
    article = evidence.article
    reference = article.published.last if article.published else None
    text = article.source_text[max(0, evidence.start - 200) : evidence.end]
    return any(m.period.overlaps(plan.period) for m in find_dates(text, reference=reference))


def _weigh(
    plan: Plan, snapshot: Snapshot, hit: Hit, sentence: SentenceTerms, asked: frozenset[str]
) -> Evidence | None:
    article = hit.article
    text = article.source_text[sentence.start : sentence.end]
    quantities = _answering(plan, text, asked) if plan.wants_number else ()
    if len(text) < _SHORTEST or (plan.wants_number and not quantities):
        return None
    statement = statement_at(snapshot, article, sentence.start, sentence.end)
    shape = find_shape(text)
    if statement is None and (shape.capitals or (shape.field and not plan.wants_number)):
        return None
    if not _holds_names(plan, snapshot, sentence, article):
        return None
    names = [name_terms(name) for name in plan.names]
    referred = frozenset().union(*names) - sentence.terms if shape.anaphor else frozenset()
    coverage = 1.0
    if plan.subjects:
        coverage = share_of(plan.subjects, snapshot, sentence.terms, sentence.context, referred)
    similarity = hit.scores.get("vector", _UNSEEN_SIMILARITY)
    support = coverage + _SIMILARITY_WEIGHT * (similarity - _MEDIAN_SIMILARITY)
    taken_over = share_of(plan.context, snapshot, sentence.terms, sentence.context)
    named = sum(is_named(name, sentence.terms | referred) for name in plan.names)
    return Evidence(
        article=article,
        start=sentence.start,
        end=sentence.end,
        statement=statement,
        coverage=coverage,
        support=support,
        telling=0.0,
        score=support
        + _CONTEXT_WEIGHT * taken_over
        + _NAMED_WEIGHT * named / max(1, len(names))
        + _level_bonus(plan, quantities)
        + _unit_bonus(plan, quantities)
        + _day_bonus(plan, article, sentence)
        - _tense_malus(plan, article, sentence)
        - _direction_malus(plan, text)
        - _measured_malus(plan, sentence),
    )


def _answering(plan: Plan, text: str, asked: frozenset[str]) -> Sequence[Quantity]:
    """Quantities that may be the one asked for: none of the question's own, no mere duration."""
    long = _HOW_LONG.search(plan.standalone) is not None
    found = [
        q
        for q in find_quantities(text)
        if q.value not in asked and (long or q.unit not in DURATIONS)
    ]
    if not found and _HOW_MANY.search(plan.standalone):
        found = [
            Quantity(start=m.start(), end=m.end(), value=m[0].lower(), unit="")
            for m in _NUMBER_WORD.finditer(text)
        ]
    return found


def _level_bonus(plan: Plan, quantities: Sequence[Quantity]) -> float:
    wanted = plan.wants_number and _ASKS_LEVEL.search(plan.standalone) is not None
    return _LEVEL if wanted and any(q.is_level for q in quantities) else 0.0


def _unit_bonus(plan: Plan, quantities: Sequence[Quantity]) -> float:
    """For a question that names the unit it wants: dollars, percent, basis points."""
    match = _ASKS_UNIT.search(plan.standalone)
    if match is None or not plan.wants_number:
        return 0.0
    word = match[0].lower()
    unit = "bp" if "b" in word[:1] else "%" if "percent" in word or "%" in word else "$"
    return _UNIT if any(q.unit.startswith(unit) for q in quantities) else -_UNIT


def _tense_malus(plan: Plan, article: Article, sentence: SentenceTerms) -> float:
    """Whether one speaks of a forecast and the other does not; a forecast may be named just before."""
    asked = _is_forecast(plan.standalone)
    start = max(0, sentence.start - 200) if asked else sentence.start
    told = _is_forecast(article.source_text[start : sentence.end])
    return _OTHER_TENSE if asked != told else 0.0


def _direction_malus(plan: Plan, text: str) -> float:
    """Whether the sentence tells of a fall where a rise is asked for, or the other way round."""
    act = next((term for term in plan.subjects if is_direction(term)), None)
    if act is None or tells_of(act, plan, find_terms(text)):
        return 0.0
    return _OTHER_DIRECTION


@lru_cache(maxsize=8_192)
def _is_forecast(text: str) -> bool:
    return _FORECAST.search(_AGAINST_FORECAST.sub(" ", text)) is not None


def _measured_malus(plan: Plan, sentence: SentenceTerms) -> float:
    match = _MEASURED.search(plan.standalone)
    terms = find_terms(match["thing"]) if match else []
    if not terms or match_strength(terms[-1], sentence.terms):
        return 0.0
    return _WITHOUT_MEASURED


def _day_bonus(plan: Plan, article: Article, sentence: SentenceTerms) -> float:
    """For a question about one day: whether the sentence, or what stands before it, names that day."""
    weekdays = _WEEKDAYS.intersection((*plan.subjects, *plan.context))
    if weekdays and plan.period is None:
        return _DAY_BEFORE * (not weekdays.isdisjoint(sentence.terms | sentence.context))
    period = plan.period
    if period is None or (period.last - period.first).days > _ONE_MONTH_DAYS:
        return 0.0
    published = article.published
    reference = published.last if published and published.first == published.last else None
    text = article.source_text
    for start, worth in ((sentence.start, _DAY_NAMED), (max(0, sentence.start - 300), _DAY_BEFORE)):
        mentions = find_dates(text[start : sentence.end], reference=reference)
        days = [
            m.period for m in mentions if (m.period.last - m.period.first).days <= _ONE_MONTH_DAYS
        ]
        if any(period.overlaps(day) for day in days):
            return worth
        if days and worth == _DAY_NAMED:
            return -_DAY_NAMED / 2
    return _DAY_BEFORE if published and period.contains(published) else 0.0


def _holds_names(plan: Plan, snapshot: Snapshot, sentence: SentenceTerms, article: Article) -> bool:
    """Every name asked about stands in the sentence, just before it, or at least in the article."""
    missing = [name for name in plan.names if not is_named(name, sentence.terms | sentence.context)]
    if not missing:
        return True
    everything = snapshot.terms_of(article.article_id)
    return all(is_named(name, everything) for name in missing)


def statement_at(snapshot: Snapshot, article: Article, start: int, end: int) -> Statement | None:
    """The shortest statement that holds the middle of a span."""
    middle = (start + end) // 2
    holding = [
        s for s in snapshot.statements.get(article.article_id, ()) if s.start <= middle < s.end
    ]
    return min(holding, key=lambda s: s.end - s.start, default=None)


def _one_copy(ranked: Sequence[Evidence], snapshot: Snapshot) -> list[Evidence]:
    """Sentences of one story that say the same in several copies count once, the cleanest copy first."""
    kept: list[Evidence] = []
    of_story: dict[str, list[int]] = {}
    for evidence in ranked:
        terms = set(find_terms(evidence.quote))
        places = of_story.setdefault(snapshot.story_id(evidence.article.article_id), [])
        same = next(
            (
                k
                for k in places
                if kept[k].article.article_id != evidence.article.article_id
                and _overlap(terms, set(find_terms(kept[k].quote))) >= 0.5
            ),
            None,
        )
        if same is None:
            places.append(len(kept))
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
