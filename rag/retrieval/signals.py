"""Candidates for a plan, and how well each fits the question and each of its parts.

Both indexes propose; then every candidate gets both signals for everything that is asked, so that what
one index did not list is measured, not guessed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from corpus.article import Article
from corpus.store import Store
from rag.index.embedder import Embedder, Vectors
from rag.index.generations import Indexes
from rag.index.tables import read_passage_vectors
from rag.planning.parts import REPORTING
from rag.planning.planner import with_canonical_firms
from rag.records import Plan
from rag.retrieval.snapshot import Snapshot, in_period
from rag.retrieval.tuning import Tuning
from rag.terms import find_terms

Floats = npt.NDArray[np.float64]

FILTERED_BY_ID = 200
"""Articles up to which all their passages are candidates; of more the indexes are asked deeper instead."""
_DEEPER = 5
KEPT_PLANS = 64
"""Plans whose signals are kept: what the answers under way need, twice over. A plan's take 10 KB, over a large
corpus 50."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Candidates with their signals; the row 0 is the whole question, the others are its parts."""

    passage_ids: tuple[str, ...]
    articles: tuple[Article, ...]
    similarity: Floats
    """Cosine similarity, a row for each thing asked, a column for each candidate."""
    words: Floats
    """BM25, likewise; 0 where no term is shared."""
    outlet: Floats
    """1 where the candidate is of an outlet that the part names, or the question where the part names none."""
    period: Floats
    """1 where the candidate may have been published in the time that is named."""
    newness: Floats
    """One value a candidate, 0 to 1: 1 for the newest; 0 throughout where the question names a time."""

    def __post_init__(self) -> None:
        for rows in (self.similarity, self.words, self.outlet, self.period):
            rows.flags.writeable = False  # searches of one plan share them


class RecentSignals:
    """The signals of the last plans, so that a second search for a plan costs its ranking only.

    An answer searches twice: for its evidence, and for the passages that are shown with it. Threads may
    share it; it belongs to one version of the corpus and its indexes.
    """

    def __init__(self, most: int = KEPT_PLANS) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], tuple[Snapshot, Signals | None]] = OrderedDict()

    def find(
        self,
        plan: Plan,
        snapshot: Snapshot,
        *,
        lenient: bool,
        tuning: Tuning,
        find: Callable[[], Signals | None],
    ) -> Signals | None:
        """What `find` returned for the same plan over the same snapshot, or returns now."""
        # By identity: a snapshot narrowed by filters is made anew for each answer, and kept with its
        # signals so that no other gets its identity meanwhile.
        key = (plan, lenient, tuning, id(snapshot))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][1]
        found = find()  # not under the lock: others need not wait for it
        with self._lock:
            self._kept[key] = (snapshot, found)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found


def find_signals(
    plan: Plan,
    *,
    allowed: frozenset[str] | None,
    snapshot: Snapshot,
    indexes: Indexes,
    embedder: Embedder,
    store: Store,
    tuning: Tuning,
) -> Signals | None:
    """The candidates with their signals; None where nothing is found. `allowed` None is any article."""
    query = " ".join((with_canonical_firms(plan.standalone), *plan.context))
    asked = [part.text for part in plan.parts]
    texts = [query, *asked]
    # Outlets and dates are met or not; as words they would lift whatever that outlet printed.
    told = [with_canonical_firms(" ".join(asked)) if asked else query, *asked]
    terms = [_without_reporting(text) if plan.outlets else text for text in told]
    vectors = embedder.embed_queries(texts)
    proposed = _propose(plan, vectors, terms, allowed, indexes, tuning)
    narrow = allowed if allowed is not None and len(allowed) <= FILTERED_BY_ID else ()
    found, rows = read_passage_vectors(store, proposed, article_ids=narrow)
    within = snapshot.articles if allowed is None else allowed
    kept = [k for k, passage_id in enumerate(found) if article_of(passage_id) in within]
    if not kept:
        return None
    passage_ids = tuple(found[k] for k in kept)
    articles = tuple(snapshot.articles[article_of(one)] for one in passage_ids)
    similarity = np.asarray(vectors, dtype=np.float64) @ np.asarray(rows[kept], np.float64).T
    outlets = [plan.outlets, *(part.outlets or plan.outlets for part in plan.parts)]
    periods = [plan.period, *(part.period for part in plan.parts)]
    return Signals(
        passage_ids=passage_ids,
        articles=articles,
        similarity=similarity,
        words=_score_words(terms, passage_ids, indexes),
        outlet=np.array([[float(a.outlet in named) for a in articles] for named in outlets]),
        period=np.array(
            [[float(p is not None and in_period(a, p)) for a in articles] for p in periods]
        ),
        newness=find_newness(
            [one.published.last if one.published else None for one in articles],
            timed=any(periods),
        ),
    )


NEWNESS_HALVES_DAYS = 90
"""Days older than the newest candidate after which an article is half as new: a quarter's reports."""


def find_newness(days: Sequence[date | None], *, timed: bool) -> Floats:
    """How new each publication is beside the newest of them, 0 to 1; an undated one is 0."""
    newest = max((day for day in days if day is not None), default=None)
    if timed or newest is None:
        return np.zeros(len(days))
    ages = [np.inf if day is None else float((newest - day).days) for day in days]
    newness: Floats = np.exp2(-np.array(ages) / NEWNESS_HALVES_DAYS)
    return newness


def article_of(passage_id: str) -> str:
    """The article of a passage; an id is `article.version.ordinal`."""
    return passage_id.rsplit(".", 2)[0]


def _propose(
    plan: Plan,
    vectors: Vectors,
    terms: Sequence[str],
    allowed: frozenset[str] | None,
    indexes: Indexes,
    tuning: Tuning,
) -> set[str]:
    """What both indexes list for the question and for each part, in named outlets on their own too."""
    narrow = allowed is not None and len(allowed) <= FILTERED_BY_ID
    depth = tuning.depth * (_DEEPER if allowed is not None else 1)
    proposed: set[str] = set()
    if not narrow:  # else all passages of the few articles are candidates anyway
        for vector in vectors:
            proposed.update(
                key for key, _ in indexes.vectors.query(vector, depth, until=plan.as_of)
            )
    outlets = [plan.outlets, *(part.outlets or plan.outlets for part in plan.parts)]
    for text, named in zip(terms, outlets, strict=True):
        for within in {None, named or None}:
            listed = indexes.words.query(
                text,
                depth,
                until=plan.as_of,
                outlets=within,
                article_ids=sorted(allowed) if narrow and allowed else None,
            )
            proposed.update(key for key, _ in listed)
    return proposed


def _score_words(terms: Sequence[str], passage_ids: Sequence[str], indexes: Indexes) -> Floats:
    place = {passage_id: k for k, passage_id in enumerate(passage_ids)}
    scores = np.zeros((len(terms), len(passage_ids)))
    for row, text in enumerate(terms):
        for passage_id, score in indexes.words.query(
            text, len(passage_ids), passage_ids=passage_ids
        ):
            scores[row, place[passage_id]] = score
    return scores


def _without_reporting(text: str) -> str:
    return " ".join(word for word in text.split() if not REPORTING.issuperset(find_terms(word)))
