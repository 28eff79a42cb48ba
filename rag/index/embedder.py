"""Embedding models: texts to unit vectors."""

import copy
import hashlib
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from rag.errors import ModelError
from rag.index.model_files import (
    BUNDLED_MODEL,
    check_weights,
    find_bundled_model,
    hash_weights,
    open_model,
)
from rag.index.packed import pack_layers
from rag.index.streams import Streams, one_core
from rag.index.traced import Forward, trace_forward
from rag.terms import find_terms

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

HASHING_MODEL = "hashing"
BATCH_TEXTS = 16
"""Texts of about one length that go through the model together. Streams that each have one core take 605
passages in batches of 16, 32 and 64 in 5.15, 5.13 and 5.34 s; small ones leave less for the last to do."""
CACHED_QUERIES = 256


class Embedder(Protocol):
    """What turns texts into unit vectors. Safe to share between threads."""

    @property
    def name(self) -> str:
        """The model's name as the setting gives it."""

    @property
    def fingerprint(self) -> str:
        """Name, SHA-256 of the weights and dtype, separated by spaces."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    @property
    def window_tokens(self) -> int:
        """Tokens of a text that the model reads, its own special tokens not counted."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, special tokens not counted, nothing cut off."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, in order."""

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question; not to be changed."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a question, in order."""


def load_embedder(model: str, dtype: str = "auto", *, traced: bool = False) -> Embedder:
    """Return the embedder of that name.

    It is the bundled model, `hashing`, or what sentence-transformers finds under the name: a
    folder, or a model that was or can be downloaded.

    `dtype` is `float32`, `bfloat16`, or `auto`: bfloat16 where the processor is faster in it, else
    float32; see `choose_dtype`. `traced` is worth the second or two that it takes where many questions
    are asked at once.

    Raises:
        ModelError: the model is missing, cannot be loaded, or is not the one that was tested.
    """
    if model == HASHING_MODEL:
        return HashingEmbedder()
    if dtype not in ("auto", "float32", "bfloat16"):
        raise ModelError(
            f"the embedding dtype is {dtype!r}, not auto, float32 or bfloat16; set"
            " NEWS_EMBEDDING_DTYPE"
        )
    return TransformerEmbedder(model, dtype, traced=traced)


class TransformerEmbedder:
    """A sentence-transformers model on the CPU."""

    def __init__(self, model: str, dtype: str = "auto", *, traced: bool = False) -> None:
        folder, sha256 = None, None
        if model == BUNDLED_MODEL:
            folder = find_bundled_model()
            sha256 = check_weights(folder)
        self.name = model
        self._model, used_dtype = open_model(model, folder, dtype)
        if sha256 is None:
            sha256 = hash_weights(self._model)
        pack_layers(self._model)
        self._forward = trace_forward(self._model) if traced and model == BUNDLED_MODEL else None
        self._streams = Streams(batch_texts=BATCH_TEXTS, count=_count_cores())
        self.fingerprint = f"{model} {sha256} {used_dtype}"
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        # `tokenizers` raises "Already borrowed" when two threads ask for other settings of
        # truncation at once, so counting has a copy of its own.
        self._counter = copy.deepcopy(self._model.tokenizer)
        self._counter_lock = threading.Lock()
        special = self._counter.num_special_tokens_to_add()
        self.window_tokens = int(self._model.max_seq_length or 512) - special
        self._query = lru_cache(maxsize=CACHED_QUERIES)(self._embed_query)
        # The first call fixes the tokenizer's settings; after it 8 threads gave equal results
        # without a lock, so a question does not wait for a batch that is being taken in.
        self._embed_query("")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, special tokens not counted, nothing cut off."""
        if not texts:
            return []
        with self._counter_lock:
            found = self._counter(
                list(texts),
                add_special_tokens=False,
                return_attention_mask=False,
                return_token_type_ids=False,
                verbose=False,
            )
        return [len(ids) for ids in found["input_ids"]]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, in order."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return _unit(self._streams.map_rows(self._encode_document, texts))

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question; not to be changed."""
        return self._query(text)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a question, in order; a single one may come from the cache."""
        if len(texts) == 1:
            return self.embed_query(texts[0])[np.newaxis]
        with one_core():
            rows = self._model.encode_query(
                list(texts), batch_size=BATCH_TEXTS, show_progress_bar=False, convert_to_numpy=True
            )
        return _unit(np.asarray(rows))

    def _encode_document(self, texts: list[str]) -> Vectors:
        rows = self._model.encode_document(
            texts, batch_size=BATCH_TEXTS, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(rows)

    def _embed_query(self, text: str) -> Vectors:
        with one_core():
            if self._forward is not None:
                rows = _encode_plainly(self._model, self._forward, text)
            else:
                rows = self._model.encode_query(
                    [text], show_progress_bar=False, convert_to_numpy=True
                )
        vector: Vectors = _unit(np.asarray(rows))[0]
        vector.flags.writeable = False
        return vector


class HashingEmbedder:
    """Words hashed into 256 dimensions: cheap, deterministic, and texts that share words are near.

    For tests and benchmarks of the store, where the model would be nearly all of the time.
    """

    name = HASHING_MODEL
    fingerprint = f"{HASHING_MODEL} 1 float32"
    dimension = 256
    window_tokens = 254

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the words of each text."""
        return [len(text.split()) for text in texts]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, in order."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term in find_terms(text):
                row[_hash_term(term) % self.dimension] += 1
        return _unit(rows)

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question."""
        vector: Vectors = self.embed_passages([text])[0]
        return vector

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a question, in order."""
        return self.embed_passages(texts)


def _encode_plainly(model: "SentenceTransformer", forward: Forward, text: str) -> Vectors:
    """What `encode_query` makes of a text where the model has no prompt for it, number for number.

    Without what that finds out about the model at each call: 3.4 instead of 4.1 ms of processor time.
    """
    import torch

    with torch.inference_mode():
        read = model.preprocess([text])
        rows: Vectors = forward(read["input_ids"], read["attention_mask"]).float().numpy()
    return rows


def _count_cores() -> int:
    import torch

    return torch.get_num_threads()


def _hash_term(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=4).digest(), "little")


def _unit(rows: npt.NDArray[np.float32]) -> Vectors:
    """Rows of length one; bfloat16 leaves them up to 0.3 % off, and a zero row gets a direction."""
    rows = rows.astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows[lengths[:, 0] == 0, :1] = 1
    lengths[lengths == 0] = 1
    unit: Vectors = rows / lengths
    return unit
