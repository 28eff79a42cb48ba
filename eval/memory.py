"""How much memory taking in many articles needs, and whether it grows with their number."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from eval.errors import EvalError
from eval.figures import PROJECT, Figure, make_environment
from eval.generated import write_articles
from eval.page import read_peak_bytes

ARTICLES = 20_000
LIMIT_GB = 1.5
_SAMPLE_S = 2.0
_OPEN_CODE = """
import json, os, time
from eval.page import read_peak_bytes
from rag import load_retriever
start = time.perf_counter()
with load_retriever() as retriever:
    retriever.search("Which funds gained this week?")
    print(json.dumps([time.perf_counter() - start, read_peak_bytes(os.getpid()) or 0]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryReport:
    """One ingestion from an empty store."""

    articles: int
    seconds: float
    samples: tuple[tuple[float, int], ...]
    """Seconds since the start, and the highest resident memory until then in bytes."""
    open_s: float
    """Until a new process had opened the store and answered a search."""
    open_peak_bytes: int


def measure_memory(*, articles: int = ARTICLES, model: str, seed: int = 0) -> MemoryReport:
    """Run `python -m corpus add` over generated articles and watch its memory.

    Raises:
        EvalError: the run fails.
    """
    with tempfile.TemporaryDirectory(prefix="eval-memory-", ignore_cleanup_errors=True) as made:
        folder, data_dir = Path(made) / "articles", Path(made) / "data"
        write_articles(folder, articles, seed=seed)
        environment = make_environment() | {
            "NEWS_EMBEDDING_MODEL": model,
            "NEWS_DATA_DIR": str(data_dir),
        }
        samples: list[tuple[float, int]] = []
        start = time.perf_counter()
        with (
            (Path(made) / "said.txt").open("w+") as said,
            subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-m", "corpus", "add", str(folder)],
                cwd=PROJECT,
                env=environment,
                stdout=said,
                stderr=subprocess.STDOUT,
            ) as child,
        ):
            while child.poll() is None:
                peak = read_peak_bytes(child.pid)
                if peak is not None:
                    samples.append((time.perf_counter() - start, peak))
                time.sleep(_SAMPLE_S)
            seconds = time.perf_counter() - start
            said.seek(0)
            if child.returncode:
                raise EvalError(f"'python -m corpus add' failed: {said.read()[-500:]}")
        opened = subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", _OPEN_CODE],
            cwd=made,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if opened.returncode:
            raise EvalError(f"the store could not be searched: {opened.stderr[-500:]}")
        open_s, open_peak = json.loads(opened.stdout)
    return MemoryReport(
        articles=articles,
        seconds=seconds,
        samples=tuple(samples),
        open_s=open_s,
        open_peak_bytes=open_peak,
    )


def make_memory_figures(report: MemoryReport) -> list[Figure]:
    """Return the figures of the report; the course of the memory stands in the note."""
    peaks = [peak for _, peak in report.samples]
    steps = [peaks[len(peaks) * part // 5] for part in range(1, 5)] if len(peaks) >= 5 else peaks
    course = ", ".join(f"{peak / 1e9:.2f}" for peak in steps)
    return [
        Figure(
            name=f"memory of taking in {report.articles} articles",
            value=max(peaks, default=0) / 1e9,
            unit="GB",
            target=LIMIT_GB,
            note=f"after each fifth of the time: {course} GB",
        ),
        Figure(
            name="articles a second",
            value=report.articles / report.seconds,
            unit="1/s",
            note=f"{report.seconds:.0f} s",
        ),
        Figure(
            name="open and first search after it",
            value=report.open_s,
            unit="s",
            note=f"{report.open_peak_bytes / 1e9:.2f} GB",
        ),
    ]
