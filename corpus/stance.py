"""The stance of a text towards a subject: positive, neutral, negative, or unclear when it is not certain.

Two readers must agree: frames written by hand (`stance_frames`) and a linear model trained on headlines and
on labelled sentences (`stance_model`). In prose the frames lead, since headlines taught the model little of it;
in headlines the model does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.stance_features import hash_features, list_features, mask
from corpus.stance_frames import Sign, find_frames, sum_signs
from corpus.stance_lean import lean
from corpus.stance_model import load_model
from corpus.stance_text import (
    MAX_CHARACTERS,
    drop_attribution,
    drop_concessions,
    find_sentence,
    find_subject,
    is_prose,
)

__all__ = [
    "Reading",
    "Stance",
    "StanceScore",
    "judge_stance",
    "lean",
    "read_stance",
    "score_stance",
]

Stance = Literal["positive", "neutral", "negative", "unclear"]

_SIGNS: dict[Sign, Stance] = {"+": "positive", "-": "negative", "0": "neutral", "?": "unclear"}
_MENTIONS = 4
"""Sentences read at most where no place is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceScore:
    """Probabilities that sum to 1, calibrated on headlines, and the stance where one is certain enough."""

    stance: Stance
    negative: float
    neutral: float
    positive: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is read of one sentence: buckets of features for the model, and what the frames say."""

    buckets: tuple[int, ...]
    sign: Sign | None
    specific: bool
    """Whether a frame says so that hardly means anything else."""
    prose: bool


_UNCLEAR = StanceScore(stance="unclear", negative=1 / 3, neutral=1 / 3, positive=1 / 3)


def judge_stance(text: str, subject: str, *, start: int | None = None) -> Stance:
    """Return the stance of the text towards the subject, which it must name; `start` says where."""
    return score_stance(text, subject, start=start).stance


def score_stance(text: str, subject: str, *, start: int | None = None) -> StanceScore:
    """Return the stance with the model's probabilities; even thirds where the subject is not named.

    Without `start` up to four sentences that name the subject are read: a neutral one gives way to one that
    leans, and two at odds are unclear.
    """
    scores = [_score(reading) for reading in read_stance(text, subject, start=start)]
    if not scores:
        return _UNCLEAR
    leaning = [score for score in scores if score.stance in ("positive", "negative")]
    if len({score.stance for score in leaning}) > 1:
        return _UNCLEAR
    told = leaning or [score for score in scores if score.stance == "neutral"] or scores
    return max(told, key=lambda score: max(score.negative, score.neutral, score.positive))


def read_stance(text: str, subject: str, *, start: int | None = None) -> tuple[Reading, ...]:
    """Return what is read of each sentence that names the subject, the first ones or the one at `start`."""
    offset = max(0, start - MAX_CHARACTERS // 2) if start is not None else 0
    text = text[offset : offset + MAX_CHARACTERS]
    spans = find_subject(text, subject)
    if not spans:
        return ()
    if start is not None:
        near = min(spans, key=lambda span: abs(span[0] + offset - start))
        return (_read(text, find_sentence(text, *near), spans, near),)
    readings: list[Reading] = []
    done = 0
    for span in spans:
        if span[0] < done:
            continue
        sentence = find_sentence(text, *span)
        done = sentence[1]
        readings.append(_read(text, sentence, spans, span))
        if len(readings) == _MENTIONS:
            break
    return tuple(readings)


def _read(
    text: str,
    sentence: tuple[int, int],
    spans: Sequence[tuple[int, int]],
    near: tuple[int, int],
) -> Reading:
    first, last = sentence
    inside = [(a - first, b - first) for a, b in spans if first <= a and b <= last]
    at = inside.index((near[0] - first, near[1] - first))
    bare, targets = drop_attribution(text[first:last], inside)
    prose = is_prose(text[first:last], bare)
    if prose:
        bare, targets = drop_concessions(bare, targets)
    masked = mask(bare, targets, at)
    frames = find_frames(masked)
    sign = sum_signs(frames)
    names = list_features(masked)
    names += [f"F{sign}", *(f"f{frame.name}{one}" for frame, one in frames)]
    if prose:
        # The share of neutral rows and what a frame is worth differ between prose and headlines.
        names += ["prose", f"prose F{sign}"]
    return Reading(
        buckets=tuple(hash_features(names)),
        sign=sign,
        specific=any(frame.specific for frame, _ in frames),
        prose=prose,
    )


def _score(reading: Reading) -> StanceScore:
    model = load_model()
    negative, neutral, positive = model.predict(reading.buckets)
    chances: dict[Stance, float] = {
        "negative": negative,
        "neutral": neutral,
        "positive": positive,
    }
    best = max(chances, key=chances.__getitem__)
    stance: Stance = "unclear"
    if reading.prose and reading.sign is not None:
        told = _SIGNS[reading.sign]
        if (
            chances.get(told, 0.0)
            >= model.thresholds["specific" if reading.specific else "general"]
        ):
            stance = told
    elif chances[best] >= model.thresholds[f"prose {best}" if reading.prose else best]:
        stance = best
    return StanceScore(stance=stance, negative=negative, neutral=neutral, positive=positive)
