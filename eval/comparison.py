"""Two runs of one question set, question by question: what changed, and whether that is more than luck.

Every figure is of the pairs in which both runs have a value. The interval is that of the mean
difference over the pairs; the p is exact: McNemar's of pass marks, the sign test of fractions and times.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from eval.errors import EvalError
from eval.intervals import METHOD, Estimate, estimate_difference, find_sign_p
from eval.questions import KINDS
from eval.results import Result, index_results
from eval.saved import SavedRun
from eval.tables import format_table
from eval.tallies import VALUES, find_value

COMPARED = (
    "passed",
    "facts_found",
    "citation_recall",
    "citation_precision",
    "quotations_exact",
    "sources_cited",
    "abstention_recall",
    "answer_characters",
    "milliseconds",
    "input_tokens",
    "output_tokens",
    "cost",
)
_FRACTIONS = frozenset(VALUES) - {
    "answer_characters",
    "milliseconds",
    "input_tokens",
    "output_tokens",
    "cost",
}
Pair = tuple[Result, Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One measure of one kind of question, before and after."""

    kind: str
    """A kind of question, or `all`."""
    measure: str
    before: float
    after: float
    change: Estimate
    """Of `after - before`, pair by pair."""
    higher: int
    """Pairs in which the second run's value is higher."""
    lower: int
    p: float
    """Two-sided exact p of so many higher and lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the second run does otherwise than the first."""

    before: SavedRun
    after: SavedRun
    differences: tuple[Difference, ...]
    gained: tuple[Pair, ...]
    """Questions that pass only in the second run, in the order of the set."""
    lost: tuple[Pair, ...]
    warnings: tuple[str, ...]
    """What else differs between the runs, so that the difference may not be the configuration's."""


def compare_runs(before: SavedRun, after: SavedRun) -> Comparison:
    """Return the differences, pair by pair.

    Raises:
        EvalError: the runs are of different question sets.
    """
    refuse_different_sets(before, after)
    others = index_results(after.results)
    pairs = [(result, others[result.question_id]) for result in before.results]
    kinds = [(kind, [pair for pair in pairs if pair[0].kind == kind]) for kind in KINDS]
    groups = [("all", pairs), *((kind, members) for kind, members in kinds if members)]
    made = (_compare(kind, name, group) for kind, group in groups for name in COMPARED)
    return Comparison(
        before=before,
        after=after,
        differences=tuple(one for one in made if one is not None),
        gained=tuple((a, b) for a, b in pairs if b.passed and not a.passed),
        lost=tuple((a, b) for a, b in pairs if a.passed and not b.passed),
        warnings=_find_warnings(before, after),
    )


def refuse_different_sets(before: SavedRun, after: SavedRun) -> None:
    """Refuse runs that cannot be paired.

    Raises:
        EvalError: their question sets differ.
    """
    if before.questions_fingerprint == after.questions_fingerprint:
        return
    ids = [{result.question_id for result in run.results} for run in (before, after)]
    shared = len(ids[0] & ids[1])
    raise EvalError(
        f"{after.path}: is of the question set {after.questions_path!r}"
        f" ({after.questions_fingerprint[:12]}), {before.path} of {before.questions_path!r}"
        f" ({before.questions_fingerprint[:12]}); {shared} of {len(ids[0] | ids[1])} questions have"
        " an id in common. Only runs of one and the same set can be compared: run it again with:"
        f" python -m eval run {before.questions_path}"
    )


def format_comparison(comparison: Comparison) -> str:
    """Return tables and the flipped questions for a person."""
    before, after = comparison.before, comparison.after
    head = [f"A  {before.label}", f"B  {after.label}", ""]
    head += [f"note: {warning}" for warning in comparison.warnings]
    rows = [
        (
            one.kind,
            one.measure,
            _say(one.before, one.measure),
            _say(one.after, one.measure),
            _say(one.change.value, one.measure, signed=True),
            f"{_say(one.change.low, one.measure, signed=True)} to"
            f" {_say(one.change.high, one.measure, signed=True)}",
            f"{one.higher}/{one.lower}",
            f"{one.p:.3f}",
            str(one.change.count),
        )
        for one in comparison.differences
        if one.kind == "all" or one.measure == "passed"
    ]
    header = ("kind", "measure", "A", "B", "B - A", "95 %", "higher/lower", "p", "n")
    return "\n".join(
        [
            *head,
            *format_table(header, rows, left=(0, 1)),
            *_format_flips("pass only in B", comparison.gained),
            *_format_flips("pass only in A", comparison.lost),
        ]
    )


def make_comparison_report(comparison: Comparison) -> dict[str, object]:
    """Return what the JSON of a comparison holds."""
    return {
        "before": {"path": str(comparison.before.path), "label": comparison.before.label},
        "after": {"path": str(comparison.after.path), "label": comparison.after.label},
        "warnings": comparison.warnings,
        "intervals": METHOD,
        "differences": [asdict(one) for one in comparison.differences],
        "gained": [_make_flip(pair) for pair in comparison.gained],
        "lost": [_make_flip(pair) for pair in comparison.lost],
    }


def _compare(kind: str, measure: str, pairs: Sequence[Pair]) -> Difference | None:
    values = [(find_value(a, measure), find_value(b, measure)) for a, b in pairs]
    both = [(a, b) for a, b in values if a is not None and b is not None]
    before, after = [a for a, _ in both], [b for _, b in both]
    change = estimate_difference(before, after, fractions=measure in _FRACTIONS)
    if change is None:
        return None
    higher, lower = sum(b > a for a, b in both), sum(b < a for a, b in both)
    return Difference(
        kind=kind,
        measure=measure,
        before=sum(before) / len(both),
        after=sum(after) / len(both),
        change=change,
        higher=higher,
        lower=lower,
        p=find_sign_p(higher, lower),
    )


def _find_warnings(before: SavedRun, after: SavedRun) -> tuple[str, ...]:
    warnings = []
    if before.articles_fingerprint != after.articles_fingerprint:
        warnings.append(
            f"the articles differ: {before.articles_count} of {before.articles_path!r},"
            f" {after.articles_count} of {after.articles_path!r}"
        )
    if before.model != after.model:
        warnings.append(f"the embedding models differ: {before.model!r}, {after.model!r}")
    if before.code_fingerprint != after.code_fingerprint:
        commits = [f"{run.commit or 'no commit'}{'+' * bool(run.dirty)}" for run in (before, after)]
        warnings.append(f"the code differs: {commits[0][:13]}, {commits[1][:13]}")
    if before.machine != after.machine:
        warnings.append("the machines differ: times cannot be compared")
    names = sorted(before.settings.keys() | after.settings.keys())
    warnings += [
        f"{name} differs: {before.settings.get(name)!r}, {after.settings.get(name)!r}"
        for name in names
        if before.settings.get(name) != after.settings.get(name)
    ]
    return tuple(warnings)


def _say(value: float, measure: str, *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    if measure == "cost":
        return f"{value:{sign}.5f}"
    return f"{value:{sign}.1%}" if measure in _FRACTIONS else f"{value:{sign},.1f}"


def _format_flips(title: str, pairs: Sequence[Pair]) -> list[str]:
    lines = ["", f"{title}: {len(pairs)}"]
    for a, b in pairs:
        lines.append(f"  {a.question_id} ({a.kind}) {a.question}")
        for name, result in (("A", a), ("B", b)):
            answer = "(crashed)" if result.answer is None else " / ".join(result.answer.split("\n"))
            lines.append(f"    {name} {'passes' if result.passed else 'fails'}: {answer}")
            lines += [f"      {failure}" for failure in result.failures]
    return lines


def _make_flip(pair: Pair) -> dict[str, object]:
    a, b = pair
    answers = {"before": a.answer, "after": b.answer}
    failures = {"before_failures": a.failures, "after_failures": b.failures}
    return {"id": a.question_id, "kind": a.kind, "question": a.question, **answers, **failures}
