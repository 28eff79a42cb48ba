"""The trained weights of the stance model: one matrix over hashed features, read when first asked for.

They are trained on headlines of SEntFiN 1.0 (arXiv 2305.12257, MIT) and on sentences labelled for this project
by `python -m eval benchmark stance-train`; `stance_weights.json` says on which part, and under which licence.
"""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.stance_features import BUCKETS

if TYPE_CHECKING:
    import numpy as np

WEIGHTS = Path(__file__).with_name("stance_weights.npz")
ABOUT = Path(__file__).with_name("stance_weights.json")
CLASSES = ("negative", "neutral", "positive")
"""The order of the columns."""
_REMEDY = "restore it with: git checkout -- corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceModel:
    """A softmax over sums of weights."""

    weights: "np.ndarray[tuple[int, int], np.dtype[np.int8]]"
    """One row a bucket, one column a class."""
    scale: float
    """What one step of a weight is worth, in logits."""
    thresholds: Mapping[str, float]
    """Least probability at which a class is told;
    in prose `specific` and `general` where a frame says so, `prose ...` where none does."""

    def predict(self, buckets: Sequence[int]) -> tuple[float, ...]:
        """Return the probabilities of `CLASSES` for the features in these buckets."""
        sums = self.weights.take(buckets, axis=0).sum(axis=0, dtype="int32").tolist()
        highest = max(sums)
        powers = [exp((one - highest) * self.scale) for one in sums]
        total = sum(powers)
        return tuple(power / total for power in powers)


@cache
def load_model() -> StanceModel:
    """Return the shipped model.

    Raises:
        CorpusError: the weights are missing, damaged, or not those that were measured.
    """
    import numpy as np

    try:
        about = json.loads(ABOUT.read_text(encoding="utf-8"))
        content = WEIGHTS.read_bytes()
    except (OSError, ValueError) as error:
        raise CorpusError(f"the stance model cannot be read ({error}); {_REMEDY}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != about.get("sha256"):
        raise CorpusError(
            f"{WEIGHTS}: SHA-256 is {found}, expected {about.get('sha256')!r} as in {ABOUT.name}; {_REMEDY}"
        )
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        weights = arrays["weights"]
    if weights.shape != (BUCKETS, len(CLASSES)):
        raise CorpusError(
            f"{WEIGHTS}: the weights' shape is {weights.shape}, expected {(BUCKETS, len(CLASSES))}; {_REMEDY}"
        )
    return StanceModel(
        weights=weights, scale=float(about["scale"]), thresholds=dict(about["thresholds"])
    )
