"""How right the stance is where it speaks: over the headlines of SEntFiN and over labelled sentences of prose."""

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.stance import Stance, StanceScore, score_stance
from eval.errors import EvalError
from eval.rows import Row, read_records

SENTENCES = Path(__file__).parent / "stance" / "sentences.jsonl"
STANCES: tuple[Stance, ...] = ("positive", "neutral", "negative")
Part = Literal["train", "calibration", "test", "dev", "check"]

_HEADLINES = "headlines.csv"
_COLUMNS = ("Title", "Decisions")
_DECISION = re.compile(r"""(['"])(.+?)\1: ?['"](positive|negative|neutral)['"]""")
"""The column is like a Python dict, with quotes inside names unescaped."""
_DAMAGED = "neutralings"
"""SEntFiN replaced `Hold` by `neutral` inside names."""
_TEST_PERCENT = 15
_CALIBRATION_PERCENT = 30
_LEVELS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    """A text with the stance that a reader finds in it towards the subject."""

    text: str
    subject: str
    stance: Stance
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceReport:
    """Labels and what was told of each, in the same order."""

    labels: tuple[LabelledText, ...]
    scores: tuple[StanceScore, ...]

    @property
    def spoken(self) -> int:
        """The number of texts whose stance is told; neutral is one."""
        return sum(score.stance != "unclear" for score in self.scores)

    @property
    def right(self) -> int:
        """The number of texts whose told stance is the label."""
        return sum(
            score.stance == label.stance != "unclear"
            for label, score in zip(self.labels, self.scores, strict=True)
        )

    @property
    def coverage(self) -> float:
        """Told over all, a fraction."""
        return self.spoken / len(self.labels) if self.labels else 0.0

    @property
    def accuracy(self) -> float:
        """Right over told, a fraction; 1 where nothing is told."""
        return self.right / self.spoken if self.spoken else 1.0

    def count(self, stance: Stance) -> tuple[int, int, int]:
        """The numbers right, told and labelled of one stance."""
        pairs = list(zip(self.labels, self.scores, strict=True))
        return (
            sum(score.stance == label.stance == stance for label, score in pairs),
            sum(score.stance == stance for score in self.scores),
            sum(label.stance == stance for label in self.labels),
        )

    def trace(self) -> Mapping[float, float]:
        """Accuracy of the likeliest stance over the share of texts it is surest of, by share."""
        judged = sorted(
            (
                (-max(chances.values()), max(chances, key=chances.__getitem__) == label.stance)
                for label, score in zip(self.labels, self.scores, strict=True)
                for chances in (_chances(score),)
            ),
            key=lambda pair: pair[0],
        )
        found: dict[float, float] = {}
        for share in _LEVELS if judged else ():
            first = judged[: max(1, round(share * len(judged)))]
            found[share] = sum(right for _, right in first) / len(first)
        return found


def _chances(score: StanceScore) -> dict[str, float]:
    return {
        "positive": score.positive,
        "neutral": score.neutral,
        "negative": score.negative,
    }


def read_headlines(folder: Path) -> tuple[LabelledText, ...]:
    """Return every company of every headline; all of one headline are in one part, chosen by its hash.

    Raises:
        EvalError: the file is not there, has other columns, or a row without a decision.
    """
    path = folder / _HEADLINES
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvalError(
            f"{path}: cannot be read ({error}); --data takes the folder of SEntFiN 1.0's {_HEADLINES}"
        ) from error
    found: list[LabelledText] = []
    for number, row in enumerate(rows, start=2):
        title, decisions = (row.get(column) or "" for column in _COLUMNS)
        pairs = _DECISION.findall(decisions)
        if not title.strip() or not pairs:
            raise EvalError(
                f"{path}:{number}: Title {title!r}, Decisions {decisions!r}: expected a headline and "
                "{'company': 'positive'}, neutral or negative, in the columns "
                + ", ".join(_COLUMNS)
            )
        found += (
            LabelledText(
                text=title,
                subject=subject.replace(_DAMAGED, "Holdings"),
                stance=stance,
                part=choose_part(title),
            )
            for _, subject, stance in pairs
        )
    return tuple(found)


def choose_part(title: str) -> Part:
    """Return the part of a headline by a hash of its words: 15 % test, 15 % calibration, 70 % training."""
    digest = hashlib.sha256(" ".join(title.lower().split()).encode()).hexdigest()
    percent = int(digest[:8], 16) % 100
    if percent < _TEST_PERCENT:
        return "test"
    return "calibration" if percent < _CALIBRATION_PERCENT else "train"


def read_sentences(path: Path = SENTENCES) -> tuple[LabelledText, ...]:
    """Return the labelled sentences; `dev` ones train, `check` ones only measure.

    Raises:
        EvalError: every bad row as `file:line: why`.
    """
    return read_records(path, _make_sentence, fields=("half", "text", "subject", "stance", "trap"))


def _make_sentence(row: Row) -> LabelledText:
    half, stance = row.text("half"), row.text("stance")
    if half not in ("dev", "check"):
        raise row.error("half", "'dev' or 'check'")
    if stance not in (*STANCES, "unclear"):
        raise row.error("stance", "'positive', 'neutral', 'negative' or 'unclear'")
    text, subject = row.text("text"), row.text("subject")
    if subject.lower() not in text.lower():
        raise row.error("subject", "words of the text")
    return LabelledText(text=text, subject=subject, stance=stance, part=half)  # type: ignore[arg-type]


def measure_stance(labels: Sequence[LabelledText]) -> StanceReport:
    """Return what the shipped model tells of each text."""
    return StanceReport(
        labels=tuple(labels),
        scores=tuple(score_stance(label.text, label.subject) for label in labels),
    )


def format_report(name: str, report: StanceReport) -> str:
    """Return accuracy where it speaks, coverage, precision by stance, and the curve of accuracy over coverage."""
    lines = [
        f"{name}: {report.accuracy:.3f} right where it speaks, on {report.coverage:.3f} of"
        f" {len(report.labels)} ({report.right} of {report.spoken})"
    ]
    for stance in STANCES:
        right, told, labelled = report.count(stance)
        precision = f"{right / told:.3f}" if told else "  -  "
        recall = f"{right / labelled:.3f}" if labelled else "  -  "
        lines.append(f"  {stance:9} precision {precision}  recall {recall}  ({right} of {told})")
    curve = "  ".join(
        f"{accuracy:.3f} at {share:.0%}" for share, accuracy in report.trace().items()
    )
    lines.append(f"  by the model alone: {curve}")
    return "\n".join(lines)


def run_stance(folder: Path) -> str:
    """Return the reports on the part of the headlines kept from training, and on the labelled sentences.

    Raises:
        EvalError: the headlines or the sentences cannot be read.
        CorpusError: the weights cannot be read.
    """
    headlines, sentences = read_headlines(folder), read_sentences()
    parts: Mapping[str, Sequence[LabelledText]] = {
        "headlines, test part": [one for one in headlines if one.part == "test"],
        "headlines, trained on": [one for one in headlines if one.part != "test"],
        "sentences, check half": [one for one in sentences if one.part == "check"],
        "sentences, dev half (trained on)": [one for one in sentences if one.part == "dev"],
    }
    return "\n".join(format_report(name, measure_stance(labels)) for name, labels in parts.items())
