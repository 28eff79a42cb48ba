"""Hybrid search under a plan's constraints: vectors and words, fused by reciprocal rank.

Constraints come first: an article that misses the outlet, the period or the as-of date is no
candidate. Among the rest similarity and BM25 rank. Copies of one story stand behind its first.
"""

from collections.abc import Mapping, Sequence

from rag.build import Indexes
from rag.embedder import Embedder
from rag.records import Hit, Passage, Plan
from rag.snapshot import Snapshot, is_by

FUSION_K = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009)."""
_DEPTH = 60
"""Passages asked of each index."""
_SPEAKER_BOOST = 1.0 / FUSION_K
"""Added where the plan's speaker speaks in the passage: as much as a first place in one index."""


def search_passages(
    plan: Plan,
    k: int,
    *,
    snapshot: Snapshot,
    indexes: Indexes,
    embedder: Embedder,
    passages: Mapping[str, Passage],
) -> tuple[Hit, ...]:
    """At most `k` hits, best first, one story's copies only once each passage's words differ."""
    allowed = _allowed(plan, snapshot)
    if allowed is not None and not allowed:
        return ()
    query = " ".join((plan.standalone, *plan.context)) if plan.context else plan.standalone
    by_vector = indexes.vectors.query(embedder.embed_query(query), _DEPTH, article_ids=allowed)
    by_words = indexes.words.query(query, _DEPTH, article_ids=allowed)
    scores: dict[str, dict[str, float]] = {}
    for signal, ranked in (("vector", by_vector), ("words", by_words)):
        for rank, (passage_id, score) in enumerate(ranked):
            entry = scores.setdefault(passage_id, {})
            entry[signal] = score
            entry["fused"] = entry.get("fused", 0.0) + 1.0 / (FUSION_K + rank + 1)
    hits = [
        _hit(plan, snapshot, passages[passage_id], entry)
        for passage_id, entry in scores.items()
        if passage_id in passages and passages[passage_id].article_id in snapshot.articles
    ]
    hits.sort(key=lambda hit: (-hit.scores["fused"], hit.passage.passage_id))
    return tuple(_fold(hits, snapshot)[:k])


def _allowed(plan: Plan, snapshot: Snapshot) -> tuple[str, ...] | None:
    """Articles that meet the plan, or None where it constrains nothing."""
    if plan.period is None and plan.as_of is None and not plan.outlets:
        return None
    return tuple(a.article_id for a in snapshot.articles.values() if snapshot.usable(a, plan))


def _hit(plan: Plan, snapshot: Snapshot, passage: Passage, scores: dict[str, float]) -> Hit:
    statements = [
        s
        for s in snapshot.statements.get(passage.article_id, ())
        if s.start < passage.end and passage.start < s.end
    ]
    named = [name for s in statements for name in (*s.persons, s.firm) if name]
    if any(is_by(s, speaker) for s in statements for speaker in plan.speakers):
        scores = {**scores, "speaker": 1.0, "fused": scores["fused"] + _SPEAKER_BOOST}
    return Hit(
        passage=passage,
        article=snapshot.articles[passage.article_id],
        speakers=tuple(dict.fromkeys(named)),
        scores=scores,
    )


def _fold(hits: Sequence[Hit], snapshot: Snapshot) -> list[Hit]:
    """The first copy of each story's passages in place, other copies behind all others."""
    first_of: dict[str, str] = {}
    front: list[Hit] = []
    behind: list[Hit] = []
    for hit in hits:
        story = snapshot.story_id(hit.article.article_id)
        owner = first_of.setdefault(story, hit.article.article_id)
        (front if owner == hit.article.article_id else behind).append(hit)
    return front + behind
