"""The reranker setting with a real cross-encoder, made on disk with random weights."""

from pathlib import Path

import pytest
from test_rag_answers import fill

from rag import ModelError, load_retriever
from rag.index.embedder import HashingEmbedder
from rag.retrieval.reranker import CrossEncoderReranker, load_reranker

QUESTION = "What does Ada Smith think about small caps?"
WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] small caps climb stocks said smith the a of rates banks cheap".split()


def make_cross_encoder(folder: Path, *, labels: int = 1) -> Path:
    """A BERT of one layer and eight numbers with a head of `labels` scores."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizer(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=512, num_labels=labels,
        initializer_range=1.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_cross_encoder(tmp_path_factory.mktemp("reranker") / "tiny")


def test_hits_are_served_in_the_order_of_the_cross_encoder(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sentence_transformers import CrossEncoder

    data_dir = fill(tmp_path)
    with load_retriever(data_dir=data_dir, embedder=HashingEmbedder()) as retriever:
        before = retriever.search(QUESTION)
    monkeypatch.setenv("NEWS_RERANKER", str(model))
    with load_retriever(data_dir=data_dir, embedder=HashingEmbedder()) as retriever:
        after = retriever.search(QUESTION)
    assert {one.passage.passage_id for one in after} == {one.passage.passage_id for one in before}
    pairs = [(QUESTION, f"{one.passage.header}\n{one.passage.text}") for one in before]
    direct = CrossEncoder(str(model), device="cpu").predict(pairs, show_progress_bar=False)
    wanted = {
        one.passage.passage_id: float(score) for one, score in zip(before, direct, strict=True)
    }
    assert len(set(wanted.values())) > 1
    for one in after:
        assert one.scores["rerank"] == pytest.approx(wanted[one.passage.passage_id], abs=1e-4)


def test_the_order_is_by_score_and_what_is_not_read_keeps_its_own(
    model: Path, tmp_path: Path
) -> None:
    with load_retriever(data_dir=fill(tmp_path), embedder=HashingEmbedder()) as retriever:
        hits = retriever.search(QUESTION)
    reranker = CrossEncoderReranker(str(model))
    assert reranker.rerank(QUESTION, []) == []
    scores = [one.scores["rerank"] for one in reranker.rerank(QUESTION, hits)]
    assert scores == sorted(scores, reverse=True)
    reranker.depth = 2
    found = reranker.rerank(QUESTION, hits)
    assert found[2:] == list(hits[2:])
    assert all("rerank" not in one.scores for one in found[2:])


def test_without_the_setting_nothing_is_loaded() -> None:
    assert load_reranker(None) is None
    assert load_reranker("") is None


def test_what_is_no_reranker_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"is no folder with a model.*NEWS_RERANKER"):
        load_reranker(str(tmp_path / "none"))
    with pytest.raises(
        ModelError, match="gives 3 scores for a pair; expected a CrossEncoder with one"
    ):
        load_reranker(str(make_cross_encoder(tmp_path / "three", labels=3)))
    broken = make_cross_encoder(tmp_path / "broken")
    (broken / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_reranker(str(broken))
