"""Training of the stance model: a softmax over hashed features, its thresholds from rows it was not fitted on.

Fitted on the headlines outside the test part and on the dev half of the labelled sentences; nothing is
chosen on the test part or on the check half. The same data give the same weights on the same machine.
"""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.stance import Reading, read_stance
from corpus.stance_features import BUCKETS
from corpus.stance_model import ABOUT, CLASSES, WEIGHTS, load_model
from eval.errors import EvalError
from eval.stance import LabelledText, read_headlines, read_sentences

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

_STRENGTH = 0.2
"""Inverse of the L2 penalty: of 0.01 to 1, the best on the calibration part; 0.1 to 0.4 are alike."""
_SENTENCE_WEIGHT = 3.0
"""What a labelled sentence counts against a headline."""
_PRECISION = 0.935
"""Asked of each stance on rows left out; 0.90 is wanted of all together."""
_FOLDS = 5
_PROSE_THRESHOLD = 0.95
_PROSE_NEUTRAL_THRESHOLD = 0.97
"""In prose without a frame: the model knows headlines, of which two in five are neutral, so it must be surer."""
_SPECIFIC_THRESHOLD = 0.2
"""In prose with a specific frame: no more than the model not objecting outright."""
_GENERAL_THRESHOLD = 0.85
"""In prose with general frames only: in news that is not about markets they often mean something else."""
_STEPS = 127


def train_stance(folder: Path) -> str:
    """Write the weights beside `corpus.stance_model` and return what was fitted on what.

    Raises:
        EvalError: the headlines or the sentences cannot be read, or are too few.
    """
    headlines = [one for one in read_headlines(folder) if one.part != "test"]
    sentences = [one for one in read_sentences() if one.part == "dev"]
    if len(headlines) < 100:
        raise EvalError(
            f"{folder}: {len(headlines)} headlines to train on, expected 100 or more; --data takes the "
            "folder of SEntFiN 1.0's headlines.csv"
        )
    thresholds = _calibrate(headlines, sentences)
    weights = _fit(headlines, sentences)
    scale = float(abs(weights).max()) / _STEPS
    content = _pack((weights / scale).round())
    about = {
        "licence": "MIT, as SEntFiN 1.0 (arXiv 2305.12257) whose headlines they are trained on",
        "trained_on": f"{len(headlines)} companies in headlines outside the test part (85 % by hash of the "
        f"title) and {len(sentences)} sentences of eval/stance/sentences.jsonl (half: dev)",
        "command": "python -m eval benchmark stance-train --data DIR",
        "sha256": hashlib.sha256(content).hexdigest(),
        "scale": round(scale, 9),
        "thresholds": {
            **thresholds,
            "prose negative": _PROSE_THRESHOLD,
            "prose neutral": _PROSE_NEUTRAL_THRESHOLD,
            "prose positive": _PROSE_THRESHOLD,
            "specific": _SPECIFIC_THRESHOLD,
            "general": _GENERAL_THRESHOLD,
        },
    }
    WEIGHTS.write_bytes(content)
    ABOUT.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    load_model.cache_clear()
    return f"{WEIGHTS}: {len(content)} bytes, trained on {about['trained_on']}; thresholds {thresholds}"


def _pack(steps: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> bytes:
    import numpy as np

    file = io.BytesIO()
    np.savez_compressed(file, weights=steps.astype(np.int8))
    return file.getvalue()


@cache
def _read_one(label: LabelledText) -> Reading:
    readings = read_stance(label.text, label.subject)
    return readings[0] if readings else Reading(buckets=(), sign=None, specific=False, prose=False)


def _stack(labels: Sequence[LabelledText]) -> "csr_matrix":
    import numpy as np
    from scipy.sparse import csr_matrix

    rows = [_read_one(label).buckets for label in labels]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((bucket for row in rows for bucket in row), dtype=np.int64)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), BUCKETS))


def _fit(
    headlines: Sequence[LabelledText], sentences: Sequence[LabelledText]
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Weights, one row a bucket; an unclear sentence counts a third for each stance."""
    from sklearn.linear_model import LogisticRegression

    labels = [*headlines]
    wanted = [CLASSES.index(one.stance) for one in headlines]
    counts = [1.0] * len(headlines)
    for one in sentences:
        stances = CLASSES if one.stance == "unclear" else (one.stance,)
        for stance in stances:
            labels.append(one)
            wanted.append(CLASSES.index(stance))
            counts.append(_SENTENCE_WEIGHT / len(stances))
    fitted = LogisticRegression(C=_STRENGTH, max_iter=300, tol=1e-4, fit_intercept=False)
    fitted.fit(_stack(labels), wanted, sample_weight=counts)
    weights: np.ndarray[tuple[int, int], np.dtype[np.float64]] = fitted.coef_.T
    return weights


def _calibrate(
    headlines: Sequence[LabelledText], sentences: Sequence[LabelledText]
) -> Mapping[str, float]:
    """Least probability of each stance at which it is right often enough on headlines left out of the fit."""
    import numpy as np

    folds = [
        int(hashlib.sha256(one.text.encode()).hexdigest()[8:12], 16) % _FOLDS for one in headlines
    ]
    judged: dict[str, list[tuple[float, bool]]] = {stance: [] for stance in CLASSES}
    for fold in range(_FOLDS):
        kept = [one for one, own in zip(headlines, folds, strict=True) if own != fold]
        left = [one for one, own in zip(headlines, folds, strict=True) if own == fold]
        logits = np.asarray(_stack(left) @ _fit(kept, sentences))
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        for one, row in zip(left, chances, strict=True):
            stance = CLASSES[int(row.argmax())]
            judged[stance].append((float(row.max()), stance == one.stance))
    return {stance: _choose_threshold(pairs) for stance, pairs in judged.items()}


def _choose_threshold(judged: list[tuple[float, bool]]) -> float:
    """The lowest probability above which enough are right; 1 where there is none."""
    right, best = 0, 1.0
    for count, (chance, is_right) in enumerate(sorted(judged, reverse=True), start=1):
        right += is_right
        if count >= 20 and right >= _PRECISION * count:
            best = chance
    return round(best, 3)
