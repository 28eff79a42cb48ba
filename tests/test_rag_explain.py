"""`python -m rag search --explain` tells which constraint and which signals put a hit there."""

from pathlib import Path

import pytest
from test_rag_answers import fill

from rag import ModelError, load_retriever
from rag.answers.confidence import score_evidence
from rag.index.embedder import HashingEmbedder
from rag.records import Hit, Plan
from rag.retrieval.explain import explain_hit, explain_plan
from rag.retrieval.reranker import load_reranker
from rag.retrieval.snapshot import Snapshot


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("explain"))


def search(data_dir: Path, question: str) -> tuple[Plan, tuple[Hit, ...], Snapshot]:
    with load_retriever(data_dir=data_dir, embedder=HashingEmbedder()) as retriever:
        plan, hits = retriever.explain(question)
        return plan, hits, retriever.reader.view().snapshot


def test_a_hit_tells_its_part_the_outlet_it_meets_and_its_words(data_dir: Path) -> None:
    question = (
        "Does the Harbour Gazette say that the Kestrel 900 rose, while the Tidewater Post has Barclays "
        "analysts doubt the small caps rally?"
    )
    plan, hits, _ = search(data_dir, question)
    assert [line.split(":")[0] for line in explain_plan(plan)] == ["part 1", "part 2"]
    assert "wants: Tidewater Post" in explain_plan(plan)[1]
    by_source = {hit.article.source.rsplit("/", 1)[-1]: explain_hit(plan, hit) for hit in hits}
    row, why = by_source["post.md"]
    assert why.startswith("part 2; outlet met; words: "), why
    assert "Barclays" in why
    assert row.split()[::2] == ["fused", "vector", "words", "fit"]
    assert "outlet not met" in by_source["ledger.md"][1]


def test_a_question_without_parts_tells_its_one_constraint(data_dir: Path) -> None:
    plan, hits, _ = search(data_dir, "What did the Tidewater Post report on the copper session?")
    assert "wants: Tidewater Post" in explain_plan(plan)[1]
    told = {hit.article.outlet: explain_hit(plan, hit)[1] for hit in hits}
    assert told["Tidewater Post"].startswith("outlet met")
    assert told[None].startswith("outlet unknown")


def test_the_evidence_score_is_higher_where_the_question_is_answered(data_dir: Path) -> None:
    answered = search(data_dir, "How far did the Kestrel 900 rise?")
    off = search(data_dir, "Which recipe did the Zenobia Quarterly print for lemon cake?")
    scores = [score_evidence(plan, hits, snapshot) for plan, hits, snapshot in (answered, off)]
    assert 0.0 <= scores[1] < scores[0] <= 1.0
    assert score_evidence(answered[0], (), answered[2]) == 0.0


def test_a_reranker_that_is_missing_is_named_with_its_setting(tmp_path: Path) -> None:
    assert load_reranker(None) is None
    with pytest.raises(ModelError, match=r"no folder with a model.*NEWS_RERANKER"):
        load_reranker(str(tmp_path / "none"))
