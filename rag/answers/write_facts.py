"""Figures and facts: the sentence that states what is asked, its rivals, and who else printed it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.dating.dates import find_dates
from rag.answers import wording
from rag.answers.confidence import score_evidence
from rag.answers.conflicts import find_conflicts
from rag.answers.drafts import (
    MOST_SPANS,
    SEARCH_DEPTH,
    Draft,
    Line,
    Search,
    abstain,
    fit,
    lacks_articles,
    newest_first,
    say_asked,
    say_when,
)
from rag.answers.evidence import Evidence, find_statements
from rag.answers.facts import find_sentences, names_period
from rag.answers.lead_wording import lead_of
from rag.answers.premises import premise_holds
from rag.answers.rivals import find_rivals, rival_of
from rag.lead_in import LeadPart
from rag.records import Hit, Plan
from rag.retrieval.snapshot import Snapshot, in_period
from rag.terms import find_terms

LEAST_SUPPORT = 0.5
"""Support below which a sentence does not answer (see `rag.answers.facts`; about 0 to 1.2)."""
_LEAST_WEAKER_SUPPORT = 0.42
"""The same where the calibrated score is sure; of the development sets' questions without an answer the best
sentence has at most 0.37."""
_SURE_SCORE = 0.92
"""Of `rag.answers.confidence`, from which a near-synonym is no reason to refuse; 83 % of MultiHop-RAG's
development half have it, as many as had 0.95 of the scores before."""
_NEAR_BEST = 0.9
_NEAR_BEST_NEWEST = 0.7
_ASKS_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent|news|current|currently|right now)\b", re.IGNORECASE
)

_MONTH_WITHOUT_YEAR = re.compile(
    r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?"
)
"""Read as the last one of that name, it may as well be the next."""
_ASKS_QUOTED = re.compile(
    r"\b(?:quot(?:e[sd]?|ing)|cit(?:e[sd]?|ing)|speaks?|interview(?:s|ed)?|appears?|mention(?:s|ed)?)\b",
    re.IGNORECASE,
)
_ASKS_NEXT = re.compile(r"^\W*(?:and |but |so )?(?:when|what day)\b.*\bnext\b", re.IGNORECASE)


def write_fact(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    """The sentence that states what is asked, with figures at odds beside it, or why there is none."""
    hits = search(plan, SEARCH_DEPTH)
    found = [e for e in find_sentences(plan, snapshot, hits) if e.support >= LEAST_SUPPORT]
    if not found and plan.period is not None:
        named = tuple(t for t in find_terms(wording.say_period(plan.period)) if t.isalpha())
        timeless = replace(plan, period=None, subjects=(*plan.subjects, *named))  # "its April low"
        found = [
            e
            for e in find_sentences(timeless, snapshot, search(timeless, SEARCH_DEPTH))
            if e.support >= LEAST_SUPPORT and names_period(plan, e)
        ]
    if not found:
        found = _find_weaker(plan, snapshot, hits)
    if _ASKS_NEXT.search(plan.standalone):
        found = [e for e in found if _tells_time_to_come(e)]
    if not found:
        return _why_no_fact(plan, snapshot, search)
    best = _newest_told(found) if _ASKS_NEWEST.search(plan.standalone) else found[0]
    if not premise_holds(plan, [best]):
        return abstain("premise", wording.lacks_premise(plan.premise or ""))
    close = [
        e
        for e in found[1:4]
        if best is found[0]
        and e.score >= 0.97 * best.score
        and e.article.article_id != best.article.article_id
    ]
    chosen = sorted([best, *close[:1]], key=newest_first) if close else [best]
    conflicts = (*find_conflicts(best, snapshot), *find_rivals(best, found, snapshot))
    shown = {(e.article.article_id, e.start) for e in chosen}
    chosen += [
        rival_of(best, conflict, snapshot)
        for conflict in conflicts[:2]
        if (conflict.article.article_id, conflict.start) not in shown
    ]
    lines = [Line(lead=lead_of(e.statement, e.article), spans=(e,)) for e in chosen]
    notes = tuple(conflict.note for conflict in conflicts)
    return Draft(lines=fit(lines), abstention=None, reason=None, notes=notes, hits=())


def _find_weaker(plan: Plan, snapshot: Snapshot, hits: Sequence[Hit]) -> list[Evidence]:
    """Sentences that hold fewer of the question's words, where what was found surely bears on it.

    Not where a figure is asked for: of two sentences that hold half of its words either may have another's.
    """
    if plan.wants_number or not plan.names or score_evidence(plan, hits, snapshot) < _SURE_SCORE:
        return []
    return [e for e in find_sentences(plan, snapshot, hits) if e.support >= _LEAST_WEAKER_SUPPORT]


def _why_no_fact(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    if plan.outlets:
        return abstain(
            "outlet", wording.lacks_outlet(plan.outlets, tuple(snapshot.lexicon.outlets))
        )
    if plan.period is not None and not any(
        in_period(a, plan.period) for a in snapshot.articles.values()
    ):
        return lacks_articles(plan, snapshot)
    if plan.period is not None or plan.as_of is not None:
        timeless = replace(plan, period=None, as_of=None)
        hits = search(timeless, SEARCH_DEPTH)
        found = [e for e in find_sentences(timeless, snapshot, hits) if e.support >= LEAST_SUPPORT]
        if found and premise_holds(plan, found[:1]):
            best = [e for e in found if e.score >= _NEAR_BEST * found[0].score]
            return abstain("period", wording.lacks_answer_then(say_asked(plan), say_when(best)))
    if plan.premise is not None:
        act = find_terms(plan.premise)[0]
        without = replace(plan, premise=None, subjects=tuple(t for t in plan.subjects if t != act))
        hits = search(without, SEARCH_DEPTH)
        if any(e.support >= LEAST_SUPPORT for e in find_sentences(without, snapshot, hits)):
            return abstain("premise", wording.lacks_premise(plan.premise))
    return abstain("off-topic", wording.lacks_answer(find_unknown(plan, snapshot)))


def find_unknown(plan: Plan, snapshot: Snapshot) -> list[str]:
    """The words of a question's subject that no article has."""
    words = {find_terms(w)[0]: w for w in plan.standalone.split() if find_terms(w)}
    return [
        words[t].strip("?.,!'\"")
        for t in plan.subjects
        if not snapshot.lexicon.knows(t) and t in words
    ]


def _tells_time_to_come(evidence: Evidence) -> bool:
    """Whether a sentence names a day behind that of its article, or one without a year, which may be."""
    published = evidence.article.published
    dates = find_dates(evidence.quote, reference=published.last if published else None)
    return any(
        published is None
        or date.period.first > published.last
        or _MONTH_WITHOUT_YEAR.fullmatch(date.text)
        for date in dates
    )


def _newest_told(found: Sequence[Evidence]) -> Evidence:
    """The newest of the sentences that answer nearly as well as the best one."""
    near = [e for e in found if e.score >= _NEAR_BEST_NEWEST * found[0].score]
    return min(near, key=newest_first)


def write_count(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    """How many outlets printed the story that is asked about, or quote the speaker, each cited."""
    if plan.speakers and _ASKS_QUOTED.search(plan.standalone):
        quoting = _count_quoting(plan, snapshot)
        if quoting is not None:
            return quoting
    hits = search(plan, SEARCH_DEPTH)
    found = [e for e in find_sentences(plan, snapshot, hits) if e.support >= LEAST_SUPPORT]
    if not found:
        return _why_no_fact(plan, snapshot, search)
    most = max(e.coverage for e in found)
    near = [e for e in found if e.coverage >= most - 0.1]
    best = max(near, key=lambda e: len(snapshot.copies(e.article.article_id)))
    copies = [
        a
        for a in snapshot.copies(best.article.article_id)
        if snapshot.usable(snapshot.articles[a], plan)
    ]
    outlets = list(dict.fromkeys(o for a in copies if (o := snapshot.articles[a].outlet)))
    count = len(outlets) + sum(snapshot.articles[a].outlet is None for a in copies)
    spans = [_best_in(plan, snapshot, article_id, best) for article_id in copies[:MOST_SPANS]]
    lead = LeadPart(kind="printed", names=tuple(outlets), count=count, articles=len(copies))
    stories = {snapshot.story_id(e.article.article_id) for e in near}
    notes = (wording.count_stories(len(stories)),) if len(stories) > 1 else ()
    # One line, so that every outlet it names is cited in it.
    lines = fit([Line(lead=(lead,), spans=tuple(spans))])
    return Draft(lines=lines, abstention=None, reason=None, notes=notes, hits=())


def _count_quoting(plan: Plan, snapshot: Snapshot) -> Draft | None:
    """How many articles quote the one speaker, on what is asked about where something is; None for none."""
    said = find_statements(plan, snapshot, plan.speakers[0], copies=True)
    found = [e for e in said if e.coverage >= LEAST_SUPPORT]
    firsts: dict[str, Evidence] = {}
    for evidence in sorted(found, key=lambda e: -e.score):
        firsts.setdefault(evidence.article.article_id, evidence)
    if not firsts:
        return None
    spans = sorted(firsts.values(), key=newest_first)
    outlets = {e.article.outlet or e.article.source for e in spans}
    stories = {snapshot.story_id(article_id) for article_id in firsts}
    speaker = plan.speakers[0]
    lead = LeadPart(
        kind="quoted",
        names=(speaker.person,) if speaker.person else (),
        firm=None if speaker.person else speaker.name,
        count=len(outlets),
        articles=len(spans),
    )
    notes = (wording.count_stories(len(stories)),) if len(stories) > 1 else ()
    lines = fit([Line(lead=(lead,), spans=tuple(spans[:MOST_SPANS]))])
    return Draft(lines=lines, abstention=None, reason=None, notes=notes, hits=())


def _best_in(plan: Plan, snapshot: Snapshot, article_id: str, best: Evidence) -> Evidence:
    """The sentence of a copy that is nearest to the best one."""
    if article_id == best.article.article_id:
        return best
    wanted = set(find_terms(best.quote)) | set(plan.subjects)
    article = snapshot.articles[article_id]
    sentence = max(
        (s for s in snapshot.sentences(article_id) if s.end - s.start >= 20),
        key=lambda s: len(wanted & s.terms) / (4 + len(s.terms)) ** 0.5,
        default=None,
    )
    if sentence is None:
        return best
    return replace(best, article=article, start=sentence.start, end=sentence.end, statement=None)
