"""How right the check of sentences is, over rows of a sentence, the spans it cites and the verdict a reader gives."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from eval.errors import EvalError
from eval.report import format_table
from eval.rows import Row, read_records
from rag.checking.checked import VERDICTS, Check, CitedSpan, Verdict

ROWS = Path(__file__).parent / "verify" / "rows.jsonl"
NEVER_ACCEPTED = ("number", "firm", "direction", "negation")
"""Kinds of row of which none may be told supported."""
PARTS = ("development", "check")
_Z = 1.96
_FIELDS = ("row_id", "part", "kind", "verdict", "sentence", "spans")
_SPAN_FIELDS = ("mark", "text", "persons", "firm", "role", "title", "outlet", "published", "said")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence with the spans it cites and the verdict that a reader gives."""

    row_id: str
    part: str
    """`development` rows may be read while rules are written, `check` rows only counted."""
    kind: str
    """The trap, such as `number`, or the way of retelling, such as `passive`."""
    verdict: Verdict
    sentence: str
    spans: tuple[CitedSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """Rows with the check of each, in the same order, and the processor seconds that each took."""

    rows: tuple[LabelledSentence, ...]
    checks: tuple[Check, ...]
    seconds: tuple[float, ...]

    @property
    def right(self) -> int:
        """The number of rows whose verdict is the reader's."""
        return sum(row.verdict == check.verdict for row, check in self._pairs())

    @property
    def parted(self) -> int:
        """The number of rows rightly told supported or not, whatever the verdict."""
        return sum((row.verdict == "supported") == check.stands for row, check in self._pairs())

    @property
    def accepted(self) -> tuple[LabelledSentence, ...]:
        """Rows of the traps that must never pass, and did."""
        return tuple(
            row
            for row, check in self._pairs()
            if row.kind in NEVER_ACCEPTED and row.verdict != "supported" and check.stands
        )

    def confusion(self) -> Mapping[tuple[Verdict, Verdict], int]:
        """Counts by the reader's verdict and the check's."""
        return Counter((row.verdict, check.verdict) for row, check in self._pairs())

    def by_kind(self) -> Mapping[str, tuple[int, int, int]]:
        """The numbers of rows, of right verdicts, and of rows rightly accepted or not, by kind."""
        found: dict[str, list[int]] = {}
        for row, check in self._pairs():
            counts = found.setdefault(row.kind, [0, 0, 0])
            counts[0] += 1
            counts[1] += row.verdict == check.verdict
            counts[2] += (row.verdict == "supported") == check.stands
        return {kind: (a, b, c) for kind, (a, b, c) in sorted(found.items())}

    def _pairs(self) -> list[tuple[LabelledSentence, Check]]:
        return list(zip(self.rows, self.checks, strict=True))


def read_labelled(path: Path = ROWS) -> tuple[LabelledSentence, ...]:
    """Return the rows of a file.

    Raises:
        EvalError: every bad row as `file:line: why`.
    """
    return read_records(path, _make_row, fields=_FIELDS)


def _make_row(row: Row) -> LabelledSentence:
    verdict = row.text("verdict")
    if verdict not in VERDICTS:
        raise row.error("verdict", f"one of {', '.join(VERDICTS)}")
    part = row.optional_text("part") or "check"
    if part not in PARTS:
        raise row.error("part", f"one of {', '.join(PARTS)}")
    given = row.fields.get("spans")
    if not isinstance(given, list) or not all(isinstance(span, dict) for span in given):
        raise row.error("spans", 'a list of spans such as [{"mark": "[1]", "text": "..."}]')
    return LabelledSentence(
        row_id=row.optional_text("row_id") or row.place,
        part=part,
        kind=row.optional_text("kind") or verdict,
        verdict=verdict,
        sentence=row.text("sentence"),
        spans=tuple(
            _make_span(Row(place=row.place, fields=span), k) for k, span in enumerate(given, 1)
        ),
    )


def _make_span(row: Row, number: int) -> CitedSpan:
    unknown = set(row.fields) - set(_SPAN_FIELDS)
    if unknown:
        raise EvalError(
            f"{row.place}: a span has {sorted(unknown)[0]!r}; expected {', '.join(_SPAN_FIELDS)}"
        )
    return CitedSpan(
        mark=row.optional_text("mark") or f"[{number}]",
        text=row.text("text"),
        persons=row.texts("persons"),
        **{name: row.optional_text(name) for name in _SPAN_FIELDS[3:]},
    )


def measure_verify(rows: Sequence[LabelledSentence]) -> VerifyReport:
    """Return what the check says of each row; each is read afresh, as in an answer."""
    from rag.checking.sentence_reading import read_text
    from rag.checking.verify import check_sentence

    checks: list[Check] = []
    seconds: list[float] = []
    for row in rows[:1]:
        check_sentence(row.sentence, row.spans)  # loads the tables, once a process
    for row in rows:
        read_text.cache_clear()
        started = time.thread_time()
        checks.append(check_sentence(row.sentence, row.spans))
        seconds.append(time.thread_time() - started)
    return VerifyReport(rows=tuple(rows), checks=tuple(checks), seconds=tuple(seconds))


def find_interval(right: int, count: int) -> tuple[float, float]:
    """The Wilson score interval of a fraction at 95 %."""
    if not count:
        return 0.0, 1.0
    share = right / count
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z / (1 + _Z**2 / count) * (share * (1 - share) / count + _Z**2 / (4 * count**2)) ** 0.5
    return middle - half, middle + half


def format_verify(report: VerifyReport, *, misses: bool = False) -> str:
    """Return the figures as text: each part, the confusion table, each kind, time, and what passed wrongly."""
    lines: list[str] = []
    for name in ("all", *PARTS):
        chosen = _part(report, name)
        if chosen.rows:
            lines += [
                f"{name}: {_share(chosen.right, len(chosen.rows))} verdicts right",
                f"{'':{len(name)}}  {_share(chosen.parted, len(chosen.rows))} rightly accepted or not",
            ]
    lines += ["", *_format_confusion(report), "", *_format_kinds(report), ""]
    milliseconds = [1_000 * second for second in report.seconds]
    cuts = quantiles(milliseconds, n=100) if len(milliseconds) > 1 else milliseconds * 99
    lines.append(
        f"processor time a sentence: p50 {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms, most {max(milliseconds):.2f} ms"
    )
    lines.append(f"accepted of {', '.join(NEVER_ACCEPTED)}: {len(report.accepted)} (none may be)")
    if misses:
        lines += _format_misses(report)
    return "\n".join(lines)


def _part(report: VerifyReport, name: str) -> VerifyReport:
    kept = [k for k, row in enumerate(report.rows) if name in ("all", row.part)]
    return VerifyReport(
        rows=tuple(report.rows[k] for k in kept),
        checks=tuple(report.checks[k] for k in kept),
        seconds=tuple(report.seconds[k] for k in kept),
    )


def _share(right: int, count: int) -> str:
    low, high = find_interval(right, count)
    return f"{right} of {count}, {right / count:.3f} ({low:.3f} to {high:.3f})"


def _format_confusion(report: VerifyReport) -> list[str]:
    confusion = report.confusion()
    rows = [
        (verdict, *(str(confusion.get((verdict, told), 0) or "-") for told in VERDICTS))
        for verdict in VERDICTS
    ]
    return format_table(("reader's \\ told", *VERDICTS), rows, left=(0,))


def _format_kinds(report: VerifyReport) -> list[str]:
    rows = [
        (kind, str(count), str(right), str(parted))
        for kind, (count, right, parted) in report.by_kind().items()
    ]
    return format_table(("kind", "rows", "right", "accepted or not"), rows, left=(0,))


def _format_misses(report: VerifyReport) -> list[str]:
    """The development rows that went wrong; those of the other part stay unread."""
    return [
        f"{row.row_id} {row.kind}: {row.verdict}, told {check.verdict} ({check.reason})\n    {row.sentence}\n"
        + "\n".join(f"    {span.text}" for span in row.spans)
        for row, check in zip(report.rows, report.checks, strict=True)
        if row.verdict != check.verdict and row.part == "development"
    ]
