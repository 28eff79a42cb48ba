"""What `python -m eval run` adds to a question of its own, by replaying answers that were given before.

The shipped questions are answered once, over the sample articles with the hashing embedder; then as many
questions as asked for get those answers again, in no time, through the code of a run: reading the set,
scoring, measuring citations, a row a question on disk, the tables with their intervals, the report.
Importing scipy for the first interval (1 s, once) is counted in.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from eval.configuration import hold_config
from eval.corpora import Corpus, open_corpus
from eval.figures import Figure
from eval.files import PROJECT, write_text
from eval.provenance import describe_code, read_settings
from eval.questions import Question, make_fields, read_questions
from eval.rows_file import RowsFile
from eval.run import Inputs, Run, Watcher, ask_and_keep

if TYPE_CHECKING:
    from rag.asking import Ask
    from rag.records import Answer

_SET = PROJECT / "eval" / "questions" / "samples.jsonl"
_ARTICLES = PROJECT / "corpus" / "samples"
_MODEL = "hashing"
_TARGET_MS = 5.0


class _Replay:
    """Gives answers that were given before."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self._answers = answers

    def invoke(self, input: Ask, /) -> Answer:
        """Return the answer to a question of that wording."""
        return self._answers[input["question"]]


def measure_overhead(*, questions: int) -> tuple[Figure, ...]:
    """Return what a run of so many questions takes beside its answers, per question."""
    asked = read_questions(_SET)
    with (
        hold_config({"embedding_model": _MODEL}),
        open_corpus(articles=_ARTICLES) as (data_dir, corpus),
        tempfile.TemporaryDirectory(prefix="eval-") as folder,
    ):
        replay = _Replay(_answer(asked, data_dir))
        path = Path(folder) / "set.jsonl"
        write_text(path, _write_set(asked, questions))
        start, start_cpu = time.perf_counter(), time.process_time()
        run = _run(path, corpus, replay)
        rows_s = time.perf_counter() - start
        _report(run, Path(folder) / "run.json")
        total_s = time.perf_counter() - start
        cpu_s = time.process_time() - start_cpu
    total_s -= sum(result.milliseconds for result in run.results) / 1000
    note = f"{questions:,} questions, answers replayed"
    return (
        Figure(
            name="run, of its own a question",
            value=total_s * 1000 / questions,
            unit="ms",
            target=_TARGET_MS,
            note=note,
        ),
        Figure(
            name="the same, processor time",
            value=cpu_s * 1000 / questions,
            unit="ms",
            note="what is left of it on a machine that others use too",
        ),
        Figure(
            name="of it, scoring and rows",
            value=rows_s * 1000 / questions,
            unit="ms",
            note="each row flushed",
        ),
    )


def _answer(asked: Sequence[Question], data_dir: Path) -> Mapping[str, Answer]:
    from rag import load_assistant

    with load_assistant(data_dir=data_dir) as assistant:
        return {
            question.text: assistant.invoke(
                {
                    "question": question.text,
                    "history": list(question.history),
                    "as_of": question.as_of.isoformat() if question.as_of else None,
                }
            )
            for question in asked
        }


def _write_set(asked: Sequence[Question], count: int) -> str:
    rows = (
        json.dumps(make_fields(replace(question, question_id=f"r{number}")))
        for number, question in enumerate(islice(cycle(asked), count))
    )
    return "".join(f"{row}\n" for row in rows)


def _run(path: Path, corpus: Corpus, replay: _Replay) -> Run:
    inputs = Inputs(
        questions_path=path,
        questions_fingerprint="replayed",
        corpus=corpus,
        absent_sources=(),
        settings=read_settings(),
        config={},
        model=_MODEL,
        code=describe_code(),
        judge=None,
    )
    with RowsFile(path.with_suffix(".rows.jsonl")) as rows:
        return ask_and_keep(inputs, read_questions(path), replay, {}, rows, Watcher())


def _report(run: Run, path: Path) -> None:
    from eval.report import format_run, write_run
    from eval.tallies import tally_kinds

    tallies = tally_kinds(run.results)
    format_run(run, tallies)
    write_run(run, tallies, path)
