"""How fast and how large: each figure is measured in a child process of its own, from its start.

Measured in the process of the evaluation they would count its imports and warm caches in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from eval.asking import ask_questions
from eval.citation_quality import Grounds
from eval.corpora import open_corpus
from eval.errors import EvalError
from eval.figures import PROJECT, Figure, make_environment
from eval.ingestion import measure_ingestion
from eval.page import PageStart, read_peak_bytes, time_page
from eval.questions import Question, read_questions
from eval.report import find_percentile

SHIPPED_QUESTIONS = PROJECT / "eval" / "questions"
_IMPORT_RUNS = 3
_CHILD_TIMEOUT_S = 1_800.0

_IMPORT_CODE = """
import time
start = time.perf_counter()
import rag
print(time.perf_counter() - start)
"""
_ANSWERS_CODE = """
import json, sys
from pathlib import Path
from eval.speed import time_answers
json.dump(time_answers(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
"""


def measure_speed(
    *, questions: Path | None = None, articles: Path | None = None, data_dir: Path | None = None
) -> tuple[Figure, ...]:
    """Return all figures; answers are timed over the samples unless a corpus is named.

    Raises:
        EvalError: a child process fails or does not answer in time.
    """
    path = questions or find_shipped_questions()
    asked = read_questions(path)
    figures = [measure_import(), *measure_ingestion()]
    with tempfile.TemporaryDirectory(prefix="eval-speed-", ignore_cleanup_errors=True) as made:
        figures += measure_page(Path(made), _pick_question(asked))
        if articles is None:
            return (*figures, *measure_answers(path, data_dir or Path(made)))
        with open_corpus(articles=articles) as (used_dir, _):
            return (*figures, *measure_answers(path, used_dir))


def find_shipped_questions() -> Path:
    """Return the question set that ships with the project.

    Raises:
        EvalError: there is none.
    """
    paths = sorted(SHIPPED_QUESTIONS.glob("*.jsonl"))
    if not paths:
        raise EvalError(f"{SHIPPED_QUESTIONS}: holds no question set; name one: --questions FILE")
    return paths[0]


def measure_import() -> Figure:
    """Return how long `import rag` takes in a fresh process, the median of three."""
    times = [float(_run_child(_IMPORT_CODE)) for _ in range(_IMPORT_RUNS)]
    return Figure(name="import rag", value=median(times), unit="s", target=1.0)


def measure_page(
    data_dir: Path,
    question: str,
    *,
    command: Sequence[str] = (sys.executable, str(PROJECT / "app.py")),
) -> list[Figure]:
    """Return the figures of a first start on an empty data directory and of a second one."""
    environment = make_environment() | {"NEWS_DATA_DIR": str(data_dir.resolve())}
    with tempfile.TemporaryDirectory(prefix="eval-") as folder:
        first, second = (
            time_page(command, question, folder=Path(folder), environment=environment)
            for _ in range(2)
        )
    return [
        _make_start_figure("first start to first answer", first, target_s=60.0),
        _make_start_figure("second start to first answer", second, target_s=15.0),
        Figure(name="second start to page shown", value=second.shown_s, unit="s"),
        _make_memory_figure("memory of the page, first start", first.peak_bytes),
        _make_memory_figure("memory of the page, second start", second.peak_bytes),
    ]


def measure_answers(questions: Path, data_dir: Path) -> list[Figure]:
    """Return the figures of answering a question set without a chat model."""
    measured = json.loads(
        _run_child(_ANSWERS_CODE, str(questions.resolve()), str(data_dir.resolve()))
    )
    milliseconds = [seconds * 1000 for seconds in measured["seconds"]]
    note = f"{len(milliseconds)} questions" + (
        f", {measured['crashed']} of them crashed" if measured["crashed"] else ""
    )
    return [
        Figure(name="load and first answer", value=measured["first_s"], unit="s"),
        Figure(
            name="answer, p50",
            value=find_percentile(milliseconds, 50),
            unit="ms",
            target=300.0,
            note=note,
        ),
        Figure(name="answer, p95", value=find_percentile(milliseconds, 95), unit="ms", note=note),
        _make_memory_figure("memory of the assistant", measured["peak_bytes"]),
    ]


def time_answers(questions: Path, data_dir: Path) -> Mapping[str, object]:
    """Return what the child process of `measure_answers` hands back; times in seconds.

    The first question is asked once before the clock of the others, and told apart: it waits for
    the models.
    """
    asked = read_questions(questions)
    start = time.perf_counter()
    from rag import load_assistant

    with load_assistant(data_dir=data_dir) as assistant:
        ask_questions(asked[:1], assistant, Grounds(source_texts={}))
        first_s = time.perf_counter() - start
        outcomes = ask_questions(asked, assistant, Grounds(source_texts={}))
        peak_bytes = read_peak_bytes(os.getpid()) or _read_own_peak_bytes()
    return {
        "first_s": first_s,
        "seconds": [outcome.seconds for outcome in outcomes],
        "crashed": sum(outcome.answer is None for outcome in outcomes),
        "peak_bytes": peak_bytes,
    }


def _make_start_figure(name: str, start: PageStart, *, target_s: float) -> Figure:
    note = f"page shown after {start.shown_s:.1f} s"
    if start.answered_s is None:
        note += "; it has no endpoint /ask, so no question was asked"
    return Figure(name=name, value=start.answered_s, unit="s", target=target_s, note=note)


def _make_memory_figure(name: str, peak_bytes: int | None) -> Figure:
    gigabytes = None if peak_bytes is None else peak_bytes / 1e9
    note = "highest resident" if peak_bytes is not None else "this system does not tell"
    return Figure(name=name, value=gigabytes, unit="GB", target=1.2, note=note)


def _pick_question(questions: Sequence[Question]) -> str:
    alone = [q for q in questions if q.answerable and not q.history and q.as_of is None]
    return (alone or questions)[0].text


def _run_child(code: str, *arguments: str) -> str:
    with tempfile.TemporaryDirectory(prefix="eval-") as folder:
        child = subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", code, *arguments],
            cwd=folder,
            env=make_environment(),
            capture_output=True,
            text=True,
            timeout=_CHILD_TIMEOUT_S,
            check=False,
        )
    if child.returncode:
        lines = "\n".join(f"  {line}" for line in child.stderr.splitlines()[-15:])
        raise EvalError(f"a child process ended with exit code {child.returncode}:\n{lines}")
    return child.stdout


def _read_own_peak_bytes() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
