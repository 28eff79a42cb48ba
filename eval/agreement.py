"""How far a model judge agrees with the exact checks: a judge is never reported without it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.intervals import Agreement, find_agreement
from eval.results import Result

Verdicts = Callable[[Result], tuple[bool | None, bool | None]]
"""Takes a result that was judged; returns the judge's verdict and that of the exact checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeAgreement:
    """The judge beside the exact check of the same thing."""

    name: str
    judged: float
    """Fraction of these answers of which the judge says yes."""
    checked: float
    """Fraction of which the exact check does."""
    agreement: Agreement
    unread: int
    """Judged answers that are left out, as the judge's reply could not be read."""


def find_agreements(results: Sequence[Result]) -> tuple[JudgeAgreement, ...]:
    """Return both comparisons; empty where nothing was judged."""
    made = (_compare(results, name, verdicts) for name, verdicts in _COMPARED)
    return tuple(one for one in made if one is not None)


def format_agreements(agreements: Sequence[JudgeAgreement]) -> list[str]:
    """Return lines for a person, none where nothing was judged."""
    if not agreements:
        return []
    lines = ["", "model judge beside the exact checks:"]
    for one in agreements:
        kappa = one.agreement.kappa
        unread = f"; {one.unread} replies could not be read" if one.unread else ""
        lines.append(
            f"  {one.name}: judge {one.judged:.0%}, checks {one.checked:.0%}; agree on"
            f" {one.agreement.agreed:.0%} of {one.agreement.count}, Cohen's kappa"
            f" {'undefined' if kappa is None else f'{kappa:.2f}'}{unread}"
        )
    return lines


def _right(result: Result) -> tuple[bool | None, bool | None]:
    return result.opinion.right if result.opinion else None, result.passed


def _supported(result: Result) -> tuple[bool | None, bool | None]:
    recall = result.measures.citation_recall
    checked = None if recall is None else recall == 1
    return result.opinion.supported if result.opinion else None, checked


_COMPARED: tuple[tuple[str, Verdicts], ...] = (("right", _right), ("supported", _supported))


def _compare(results: Sequence[Result], name: str, verdicts: Verdicts) -> JudgeAgreement | None:
    pairs = [verdicts(result) for result in results if result.opinion is not None]
    both = [(judged, checked) for judged, checked in pairs if checked is not None]
    read = [(judged, checked) for judged, checked in both if judged is not None]
    judges, checks = [judged for judged, _ in read], [checked for _, checked in read]
    agreement = find_agreement(judges, checks)
    if agreement is None:
        return None
    return JudgeAgreement(
        name=name,
        judged=sum(judges) / len(judges),
        checked=sum(checks) / len(checks),
        agreement=agreement,
        unread=len(both) - len(read),
    )
