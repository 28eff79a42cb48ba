"""MultiHop-RAG measured: the product's ranking beside three plain ones, and its evidence score as a detector.

Half of the questions, by the hash of their id, is for development; whoever tunes reads no miss of the other.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from eval.detection import Scored, detect_null
from eval.distractors import make_distractors
from eval.errors import EvalError
from eval.multihop import Fact, Multihop, MultihopQuestion, index_articles, read_multihop
from eval.multihop_report import MultihopReport
from eval.rankings import measure_rankings
from eval.report import find_percentile
from rag.answers.confidence import Evidence, score_evidence, weigh_evidence
from rag.index.embedder import Embedder
from rag.index.tables import read_passages
from rag.planning.planner import make_plan
from rag.reader import Reader, View, today
from rag.records import Plan
from rag.retrieval.tuning import TUNING, Tuning
from rag.terms import find_terms

K = 10
RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009)."""
_RRF_DEPTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The benchmark with its articles indexed and its questions planned."""

    data: Multihop
    view: View
    embedder: Embedder
    relevant: Mapping[str, frozenset[str]]
    """Of each question whose evidence all names its outlet the passages that hold it."""
    plans: Mapping[str, Plan]

    def questions(self, *, development: bool | None = None) -> list[MultihopQuestion]:
        """Those with evidence, of one half or of both."""
        return [
            one
            for one in self.data.asked
            if one.question_id in self.relevant
            and (development is None or one.is_development is development)
        ]


@contextmanager
def open_multihop(
    data: Path,
    *,
    passages: int = 0,
    distractors: Sequence[str] = (),
    same_title: bool = False,
    passage_tokens: int | None = None,
) -> Iterator[Opened]:
    """Read the benchmark, take its articles into a throw-away store, and plan its questions.

    With `passages` its articles stand among distractors, so many in all: the texts first, then generated ones;
    with `same_title` they have the titles of its articles. `passage_tokens` is another size of passages than
    the served one.
    """
    from corpus.settings import load_settings
    from rag.index.embedder import load_embedder

    read = read_multihop(data)
    missing = max(0, passages - len(read.articles))
    added = make_distractors(missing, distractors, read.articles, same_title=same_title)
    read = replace(read, articles=(*read.articles, *added))
    settings = load_settings()
    embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)
    with (
        tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made,
        index_articles(read, Path(made), passage_tokens=passage_tokens) as data_dir,
        Reader(data_dir, embedder) as reader,
    ):
        view = reader.view()
        lexicon = view.snapshot.lexicon
        plans = {
            one.question_id: make_plan(one.text, (), lexicon, as_of=None, today=today())
            for one in read.questions
        }
        holding = _find_holding(read, view)
        relevant = {
            one.question_id: frozenset(holding[key] for key in one.evidence)
            for one in read.asked
            if all(key in holding for key in one.evidence)
        }
        if not relevant:
            raise EvalError(f"{data}: no question has evidence that stands in its articles")
        yield Opened(data=read, view=view, embedder=embedder, relevant=relevant, plans=plans)


def _find_holding(read: Multihop, view: View) -> dict[str, str]:
    """Of each piece of evidence the passage that shares most terms with it, in the article it is of."""
    by_article: dict[str, list[tuple[str, set[str]]]] = {}
    for passage in read_passages(view.store):
        terms = set(find_terms(passage.text))
        by_article.setdefault(passage.article_id, []).append((passage.passage_id, terms))
    article_of: dict[str, str] = {}
    for article in view.snapshot.articles.values():
        fact = read.articles[int(article.source.rsplit(":", 1)[1]) - 1]
        article_of[fact.fact_id] = article_of[_address(fact)] = article.article_id
    holding = {}
    for key, fact in read.evidence.items():
        passages = by_article.get(article_of.get(key) or article_of.get(_address(fact), ""), [])
        wanted = set(find_terms(fact.text))
        best = max(passages, key=lambda one: len(one[1] & wanted), default=None)
        if best is not None:
            holding[key] = best[0]
    return holding


def _address(fact: Fact) -> str:
    return f"{fact.url or ''} {fact.title}"


def rank_served(
    opened: Opened, questions: Sequence[MultihopQuestion], tuning: Tuning = TUNING
) -> dict[str, list[str]]:
    """Return the product's passages for each question, best first."""
    view = replace(opened.view, tuning=tuning)
    found = {
        one.question_id: view.search(opened.plans[one.question_id], K, lenient=True)
        for one in questions
    }
    return {key: [hit.passage.passage_id for hit in hits] for key, hits in found.items()}


def rank_plain(
    opened: Opened, questions: Sequence[MultihopQuestion]
) -> dict[str, dict[str, list[str]]]:
    """Return the rankings of vectors alone, of BM25 alone, and of both by reciprocal rank, by name."""
    indexes = opened.view.indexes
    found: dict[str, dict[str, list[str]]] = {"vectors alone": {}, "BM25 alone": {}, "RRF": {}}
    for one in questions:
        near = indexes.vectors.query(opened.embedder.embed_query(one.text), _RRF_DEPTH)
        words = indexes.words.query(one.text, _RRF_DEPTH)
        fused: dict[str, float] = {}
        for ranked in (near, words):
            for rank, (passage_id, _) in enumerate(ranked, start=1):
                fused[passage_id] = fused.get(passage_id, 0.0) + 1.0 / (RRF + rank)
        found["vectors alone"][one.question_id] = [key for key, _ in near[:K]]
        found["BM25 alone"][one.question_id] = [key for key, _ in words[:K]]
        found["RRF"][one.question_id] = sorted(fused, key=lambda key: (-fused[key], key))[:K]
    return found


def weigh_questions(
    opened: Opened, *, development: bool
) -> list[tuple[MultihopQuestion, Evidence | None]]:
    """Return the questions of one half, null ones among them, with what their hits weigh; None without hits."""
    nulls = [one for one in opened.data.unanswerable if one.is_development is development]
    weighed: list[tuple[MultihopQuestion, Evidence | None]] = []
    for one in (*opened.questions(development=development), *nulls):
        plan = opened.plans[one.question_id]
        hits = opened.view.search(plan, K, lenient=True)
        weighed.append((one, weigh_evidence(plan, hits, opened.view.snapshot) if hits else None))
    return weighed


def measure_multihop(
    data: Path,
    *,
    tuning: Tuning = TUNING,
    passages: int = 0,
    distractors: Sequence[str] = (),
    same_title: bool = False,
) -> MultihopReport:
    """Return the measures of the product and of the plain rankings over the benchmark in `data`.

    `passages`, `distractors` and `same_title` are those of `open_multihop`.

    Raises:
        EvalError: the data are not as expected.
    """
    with open_multihop(
        data, passages=passages, distractors=distractors, same_title=same_title
    ) as opened:
        questions = opened.questions()
        served: dict[str, list[str]] = {}
        milliseconds: list[float] = []
        scores: list[Scored] = []
        view = replace(opened.view, tuning=tuning)
        for one in (*questions, *opened.data.unanswerable):
            plan = opened.plans[one.question_id]
            start = time.perf_counter()
            hits = view.search(plan, K, lenient=True)
            milliseconds.append((time.perf_counter() - start) * 1000)
            if one.evidence:
                served[one.question_id] = [hit.passage.passage_id for hit in hits]
            scores.append(
                Scored(
                    question_id=one.question_id,
                    is_development=one.is_development,
                    is_null=not one.evidence,
                    score=score_evidence(plan, hits, view.snapshot),
                )
            )
        systems = {"served": served, **rank_plain(opened, questions)}
        detection, curve = detect_null(scores)
        halves = {
            "all": [one.question_id for one in questions],
            "development": [one.question_id for one in questions if one.is_development],
            "check": [one.question_id for one in questions if not one.is_development],
        }
        means = {}
        for system, rankings in systems.items():
            whole = measure_rankings(rankings, opened.relevant)
            means[system] = {
                half: {name: mean.over(ids) for name, mean in whole.items()}
                for half, ids in halves.items()
                if ids
            }
        return MultihopReport(
            means=means,
            detection=detection,
            curve=tuple(curve),
            scores=tuple(scores),
            served=served,
            p50_ms=find_percentile(milliseconds, 50),
            questions=len(questions),
            nulls=len(opened.data.unanswerable),
        )
