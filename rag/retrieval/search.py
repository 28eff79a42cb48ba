"""Hybrid search under a plan's constraints: signals, their fusion, the join of a question's parts, stories.

Constraints come first: an article that misses the outlet, the period or the as-of date is no
candidate. Where a question has several parts, each with an outlet and a time of its own, a search may be
asked to prefer what meets them instead. Copies of one story stand behind its first.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.store import Store
from rag.index.embedder import Embedder
from rag.index.generations import Indexes
from rag.index.tables import read_passages
from rag.records import Hit, Passage, Plan
from rag.retrieval.joining import Ranked, rank_signals
from rag.retrieval.reranker import Reranker
from rag.retrieval.signals import RecentSignals, Signals, find_signals
from rag.retrieval.snapshot import Snapshot, is_by
from rag.retrieval.tuning import TUNING, Tuning
from rag.terms import find_terms

_REPEATED = 0.6
"""Share of the shorter passage's terms from which two copies' passages say the same."""
_READ = 3
"""Times as many passages are read as hits are asked for, because copies fall behind."""


def search_passages(
    plan: Plan,
    k: int,
    *,
    snapshot: Snapshot,
    indexes: Indexes,
    embedder: Embedder,
    store: Store,
    lenient: bool = False,
    tuning: Tuning = TUNING,
    reranker: Reranker | None = None,
    recent: RecentSignals | None = None,
) -> tuple[Hit, ...]:
    """At most `k` hits, best first; other copies of a story stand behind all first ones.

    A `lenient` search lets an article whose outlet is unknown be of one that is asked for, and where the
    question has several parts, their outlets and times only prefer: whoever reads the hits sees what
    each meets. `recent` is what earlier searches of the same corpus, indexes and embedder found.
    """

    def find() -> Signals | None:
        allowed = admit_articles(plan, snapshot, lenient=lenient)
        if allowed is not None and not allowed:
            return None
        return find_signals(
            plan,
            allowed=allowed,
            snapshot=snapshot,
            indexes=indexes,
            embedder=embedder,
            store=store,
            tuning=tuning,
        )

    recent = recent or RecentSignals()
    signals = recent.find(plan, snapshot, lenient=lenient, tuning=tuning, find=find)
    if signals is None:
        return ()
    return rank_hits(
        plan, k, signals, snapshot=snapshot, store=store, tuning=tuning, reranker=reranker
    )


def rank_hits(
    plan: Plan,
    k: int,
    signals: Signals,
    *,
    snapshot: Snapshot,
    store: Store,
    tuning: Tuning,
    reranker: Reranker | None = None,
) -> tuple[Hit, ...]:
    """At most `k` hits of the candidates, best first; other copies of a story behind all first ones."""
    ranked = rank_signals(signals, tuning)
    if is_joined(plan):  # it asks what outlets printed: lifting whoever it names undoes the join
        plan = replace(plan, speakers=())  # (MAP@10 0.73 with the lift, 0.74 without)
    # Who speaks is known only of passages that were read, and may lift one from any place.
    read = ranked if plan.speakers else ranked[: max(_READ * k, reranker.depth if reranker else 0)]
    passages = {
        one.passage_id: one
        for one in read_passages(store, [signals.passage_ids[one.column] for one in read])
    }
    hits = [
        _hit(plan, snapshot, passages[passage_id], signals, one, tuning)
        for one in read
        if (passage_id := signals.passage_ids[one.column]) in passages
    ]
    if plan.speakers:
        hits.sort(key=lambda hit: -hit.scores["fused"])
    if reranker is not None:
        hits = reranker.rerank(plan.standalone, hits)
    return tuple(_fold(hits, snapshot)[:k])


def is_joined(plan: Plan) -> bool:
    """Whether parts of the question name outlets or times of their own, so that no article need meet all."""
    return len(plan.parts) > 1 and any(part.outlets or part.period for part in plan.parts)


def admit_articles(plan: Plan, snapshot: Snapshot, *, lenient: bool) -> frozenset[str] | None:
    """Articles that meet the plan, or None where it constrains nothing."""
    if lenient and is_joined(plan):
        plan = replace(plan, outlets=(), period=None)
    unconstrained = plan.period is None and plan.as_of is None and not plan.outlets
    if unconstrained and not snapshot.narrowed:
        return None
    unnamed = replace(plan, outlets=()) if lenient else plan
    return frozenset(
        article.article_id
        for article in snapshot.articles.values()
        if snapshot.usable(article, plan if article.outlet else unnamed)
    )


def _hit(
    plan: Plan,
    snapshot: Snapshot,
    passage: Passage,
    signals: Signals,
    ranked: Ranked,
    tuning: Tuning,
) -> Hit:
    statements = [
        s
        for s in snapshot.statements.get(passage.article_id, ())
        if s.start < passage.end and passage.start < s.end
    ]
    named = [name for s in statements for name in (*s.persons, s.firm) if name]
    scores = _scores(signals, ranked)
    if any(is_by(s, speaker, snapshot.lexicon) for s in statements for speaker in plan.speakers):
        scores |= {"speaker": 1.0, "fused": ranked.fused + tuning.speaker_bonus}
    return Hit(
        passage=passage,
        article=snapshot.articles[passage.article_id],
        speakers=tuple(dict.fromkeys(named)),
        scores=scores,
    )


def _scores(signals: Signals, ranked: Ranked) -> dict[str, float]:
    column, row = ranked.column, ranked.part or 0
    scores = {"vector": float(signals.similarity[0, column])}
    if signals.words[0, column] > 0:
        scores["words"] = float(signals.words[0, column])
    if signals.outlet[row, column]:
        scores["outlet"] = 1.0
    if signals.period[row, column]:
        scores["period"] = 1.0
    if ranked.part is not None:
        scores |= {"part": float(ranked.part), "fit": ranked.fit}
    return {**scores, "fused": ranked.fused}


def _fold(hits: Sequence[Hit], snapshot: Snapshot) -> list[Hit]:
    """Passages that repeat one of another copy of their story stand behind all others."""
    kept: dict[str, list[tuple[str, frozenset[str]]]] = {}
    front: list[Hit] = []
    behind: list[Hit] = []
    for hit in hits:
        article_id = hit.article.article_id
        if len(snapshot.copies(article_id)) == 1:
            front.append(hit)
            continue
        terms = frozenset(find_terms(hit.passage.text))
        told = kept.setdefault(snapshot.story_id(article_id), [])
        repeats = any(
            other != article_id and len(terms & theirs) >= _REPEATED * min(len(terms), len(theirs))
            for other, theirs in told
        )
        told.append((article_id, terms))
        (behind if repeats else front).append(hit)
    return front + behind
