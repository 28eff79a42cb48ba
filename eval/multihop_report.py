"""What a run over MultiHop-RAG found, as JSON and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from eval.detection import Detection, Scored
from eval.rankings import Mean
from eval.report import format_table

SHOWN = ("Hit@10", "Recall@4", "Recall@10", "All@10", "MRR@10", "nDCG@10", "MAP@10")


@dataclass(frozen=True, slots=True, kw_only=True)
class MultihopReport:
    """All that a run of the benchmark measures."""

    means: Mapping[str, Mapping[str, Mapping[str, Mean]]]
    """By system, then by half (`all`, `development`, `check`), then by measure."""
    detection: Detection
    curve: tuple[dict[str, float], ...]
    scores: tuple[Scored, ...]
    served: Mapping[str, Sequence[str]]
    p50_ms: float
    questions: int
    nulls: int

    def to_row(self) -> dict[str, object]:
        """Return the report as JSON."""
        means = {
            system: {
                half: {
                    name: {"value": one.value, "low": one.low, "high": one.high}
                    for name, one in found.items()
                }
                for half, found in halves.items()
            }
            for system, halves in self.means.items()
        }
        return {
            "questions": self.questions,
            "nulls": self.nulls,
            "measures": means,
            "search_p50_ms": self.p50_ms,
            "abstention": asdict(self.detection),
            "curve": list(self.curve),
            "scores": [asdict(one) for one in self.scores],
        }


def format_multihop(report: MultihopReport) -> str:
    """Return the table of rankings by system and half, and the line on abstention."""
    rows = []
    for system, halves in report.means.items():
        for half, found in halves.items():
            cells = [f"{found[name].value:.3f}" for name in SHOWN]
            recall = found["Recall@10"]
            rows.append((system, half, *cells, f"{recall.low:.3f} to {recall.high:.3f}"))
    header = ("system", "questions", *SHOWN, "Recall@10, 95 %")
    told = report.detection
    return "\n".join(
        [
            f"{report.questions} questions with evidence, {report.nulls} without",
            *format_table(header, rows, left=(0, 1)),
            "",
            f"null questions, check half: AUROC {told.auroc:.3f}, F1 {told.f1:.3f} (precision"
            f" {told.precision:.3f}, recall {told.recall:.3f}) below {told.threshold:.3f}, the best"
            " threshold of the development half",
            f"a search, p50: {report.p50_ms:.0f} ms",
        ]
    )
