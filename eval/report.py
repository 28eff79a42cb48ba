"""A run as a table by kind of question, as a list of what failed, and as JSON."""

import json
import math
import platform
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.questions import KINDS
from eval.run import Outcome, Run

_NOTHING = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The measures of some questions; fractions are None where there is nothing to divide by."""

    name: str
    total: int
    passed: int
    crashed: int
    abstention_precision: float | None
    """Of the abstentions, the fraction that was right."""
    abstention_recall: float | None
    """Of the questions without an answer, the fraction abstained from."""
    citation_right: float | None
    """Of the answerable questions that ask for sources, the fraction with every group cited."""
    p50_ms: float
    p95_ms: float


def tally_outcomes(name: str, outcomes: Sequence[Outcome]) -> Tally:
    """Return the measures of at least one outcome."""
    abstained = [o for o in outcomes if o.answer is not None and o.answer.abstained]
    right_abstentions = sum(not o.question.answerable for o in abstained)
    cited = [o.score.sources_cited for o in outcomes if o.question.answerable]
    asked = [verdict for verdict in cited if verdict is not None]
    milliseconds = [o.seconds * 1000 for o in outcomes]
    return Tally(
        name=name,
        total=len(outcomes),
        passed=sum(o.score.passed for o in outcomes),
        crashed=sum(o.answer is None for o in outcomes),
        abstention_precision=_divide(right_abstentions, len(abstained)),
        abstention_recall=_divide(
            right_abstentions, sum(not o.question.answerable for o in outcomes)
        ),
        citation_right=_divide(sum(asked), len(asked)),
        p50_ms=find_percentile(milliseconds, 50),
        p95_ms=find_percentile(milliseconds, 95),
    )


def tally_kinds(outcomes: Sequence[Outcome]) -> tuple[Tally, ...]:
    """Return one tally a kind that occurs, in the format's order, and one of all at the end."""
    by_kind = [(kind, [o for o in outcomes if o.question.kind == kind]) for kind in KINDS]
    tallies = [tally_outcomes(kind, members) for kind, members in by_kind if members]
    return (*tallies, tally_outcomes("all", outcomes))


def find_percentile(values: Iterable[float], percent: float) -> float:
    """Return the percentile of at least one value, linear between the two nearest ranks."""
    ordered = sorted(values)
    rank = (len(ordered) - 1) * percent / 100
    low, high = ordered[math.floor(rank)], ordered[math.ceil(rank)]
    return low + (high - low) * (rank - math.floor(rank))


def format_run(run: Run) -> str:
    """Return the table by kind, then the failed questions with why."""
    rows = [
        (
            tally.name,
            f"{tally.passed}/{tally.total}",
            _percent(tally.abstention_precision),
            _percent(tally.abstention_recall),
            _percent(tally.citation_right),
            f"{tally.p50_ms:.0f}",
            f"{tally.p95_ms:.0f}",
        )
        for tally in tally_kinds(run.outcomes)
    ]
    header = ("kind", "passed", "abst. prec.", "abst. recall", "cited right", "p50 ms", "p95 ms")
    failed = [line for o in run.outcomes if not o.score.passed for line in _format_failure(o)]
    unreadable = [f"  {reason}" for reason in run.corpus.unreadable]
    return "\n".join(
        [
            *format_table(header, rows),
            *(["", "failed:", *failed] if failed else []),
            *(["", "could not be taken in:", *unreadable] if unreadable else []),
        ]
    )


def format_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, left: Collection[int] = (0,)
) -> list[str]:
    """Return aligned lines; the columns whose numbers are in `left` hold words, others figures."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]

    def align(row: Sequence[str]) -> str:
        cells = enumerate(zip(row, widths, strict=True))
        return "  ".join(
            cell.ljust(width) if number in left else cell.rjust(width)
            for number, (cell, width) in cells
        ).rstrip()

    return [align(header), align(["-" * width for width in widths]), *map(align, rows)]


def write_run(run: Run, path: Path) -> None:
    """Write a run as JSON: what it depends on, the tallies, and one row a question."""
    write_json(
        path,
        {
            "questions": {"path": str(run.questions_path), "sha256": run.questions_fingerprint},
            "articles": {
                "path": str(run.corpus.folder),
                "count": len(run.corpus.source_texts),
                "sha256": run.corpus.fingerprint,
                "unreadable": run.corpus.unreadable,
            },
            "settings": dict(run.settings),
            "machine": {"python": platform.python_version(), "platform": platform.platform()},
            "tallies": [asdict(tally) for tally in tally_kinds(run.outcomes)],
            "rows": [_make_row(outcome) for outcome in run.outcomes],
        },
    )


def write_json(path: Path, content: object) -> None:
    """Write indented UTF-8 JSON, making the folder where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=2)
    # An answer may quote a lone surrogate that a damaged source carried in.
    path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def _make_row(outcome: Outcome) -> dict[str, object]:
    question, answer = outcome.question, outcome.answer
    row: dict[str, object] = {
        "id": question.question_id,
        "kind": question.kind,
        "question": question.text,
        "history": question.history,
        "as_of": question.as_of.isoformat() if question.as_of else None,
        "answerable": question.answerable,
        "passed": outcome.score.passed,
        "failures": outcome.score.failures,
        "sources_cited": outcome.score.sources_cited,
        "milliseconds": round(outcome.seconds * 1000, 3),
    }
    if answer is None:
        return row | {"answer": None, "abstained": None, "reason": None}
    return row | {
        "answer": answer.text,
        "standalone": answer.standalone,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "citations": [asdict(citation) for citation in answer.citations],
        "notes": answer.notes,
    }


def _format_failure(outcome: Outcome) -> list[str]:
    question = outcome.question
    head = f"  {question.question_id} ({question.kind}) {question.text}"
    return [head, *(f"      {failure}" for failure in outcome.score.failures)]


def _divide(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _percent(fraction: float | None) -> str:
    return _NOTHING if fraction is None else f"{fraction:.0%}"
