"""Measures of rankings, by ir-measures, each mean with its interval; TREC run files.

A ranking is passage ids, best first. What is asked for is all of a question's evidence, so beside the usual
measures stands `All`: the share of questions whose whole evidence is among the first k.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.errors import EvalError
from eval.intervals import estimate_mean

CUTS = (4, 10)
"""The depths that the MultiHop-RAG paper reports."""

Rankings = Mapping[str, Sequence[str]]
"""Question id to passage ids, best first."""
Relevant = Mapping[str, frozenset[str]]
"""Question id to the passages that hold its evidence; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean over questions with its 95 % interval as `eval/intervals.py` makes it; all from 0 to 1."""

    measure: str
    """Such as `Recall@10`."""
    value: float
    low: float
    high: float
    by_question: Mapping[str, float]

    def over(self, question_ids: Sequence[str]) -> "Mean":
        """The same measure over some of the questions only."""
        return make_mean(self.measure, {one: self.by_question[one] for one in question_ids})


def measure_rankings(
    rankings: Rankings, relevant: Relevant, *, cuts: Sequence[int] = CUTS
) -> dict[str, Mean]:
    """Return Hit, Recall, All, MRR, nDCG and MAP at each cut, by name; a question without a ranking counts 0.

    Raises:
        EvalError: no question has evidence, or ir-measures is not installed.
    """
    if not relevant or not all(relevant.values()):
        raise EvalError("no evidence to look for; expected at least one passage for each question")
    try:
        from ir_measures import AP, RR, Measure, R, Success, iter_calc, nDCG
    except ImportError as error:
        raise EvalError(
            f"{error.name!r} is not installed; install it with: pip install -r requirements.txt"
        ) from error
    names: dict[Measure, str] = {}
    for cut in cuts:
        at = {"Hit": Success, "Recall": R, "MRR": RR, "nDCG": nDCG, "MAP": AP}
        names |= {measure @ cut: f"{name}@{cut}" for name, measure in at.items()}
    qrels = {key: dict.fromkeys(found, 1) for key, found in relevant.items()}
    # Scores that fall with the rank: what is measured is the order that was served.
    run = {
        key: {passage: -float(rank) for rank, passage in enumerate(dict.fromkeys(found))}
        for key, found in rankings.items()
        if key in relevant
    }
    values: dict[str, dict[str, float]] = {
        name: dict.fromkeys(relevant, 0.0) for name in names.values()
    }
    for one in iter_calc(list(names), qrels, run):
        values[names[one.measure]][one.query_id] = float(one.value)
    for cut in cuts:
        recalls = values[f"Recall@{cut}"]
        values[f"All@{cut}"] = {key: float(value >= 1.0) for key, value in recalls.items()}
    return {name: make_mean(name, found) for name, found in values.items()}


def make_mean(measure: str, by_question: Mapping[str, float]) -> Mean:
    """Return the mean over questions with its interval.

    Raises:
        EvalError: there is no question.
    """
    found = estimate_mean(list(by_question.values()))
    if found is None:
        raise EvalError(f"{measure}: no question to measure it over; expected at least one")
    return Mean(
        measure=measure,
        value=found.value,
        low=found.low,
        high=found.high,
        by_question=by_question,
    )


def write_trec_run(path: Path, rankings: Rankings, *, tag: str) -> None:
    """Write rankings as a TREC run file: question, Q0, passage, rank from 1, score, tag.

    Raises:
        EvalError: the file cannot be written, or an id holds white space.
    """
    lines = []
    for question_id, found in rankings.items():
        for rank, passage_id in enumerate(found, start=1):
            columns = (question_id, "Q0", passage_id, str(rank), f"{1 / rank:.6f}", tag)
            if any(not column or any(c.isspace() for c in column) for column in columns):
                raise EvalError(
                    f"{path}: {question_id!r} {passage_id!r}: an id of a TREC run has no white space"
                )
            lines.append(" ".join(columns))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise EvalError(f"{path}: cannot be written: {error.strerror or error}") from error
