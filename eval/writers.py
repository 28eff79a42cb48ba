"""Several processes that add at once into one new data folder: all articles in, each once, all whole."""

import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.store import Store
from eval.figures import Figure
from eval.generated import write_articles
from eval.kills import CHARACTERS, start_add
from eval.soundness import inspect_store, read_contents
from rag.build import open_indexes
from rag.index.embedder import HashingEmbedder

PROCESSES = 4
ROUNDS = 10
ARTICLES = 500
_ROUND_TIMEOUT_S = 1_800.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterReport:
    """What became of the rounds."""

    rounds: int
    processes: int
    articles: int
    """That should be in the store after each round."""
    faults: tuple[str, ...]
    """What was wrong, with its round."""
    seconds: tuple[float, ...]
    """Of each round, from the first start to the last end."""


def measure_writers(
    *, processes: int = PROCESSES, rounds: int = ROUNDS, articles: int = ARTICLES, seed: int = 0
) -> WriterReport:
    """Let `processes` add so many articles each at once; a folder that all of them add is among them."""
    faults: list[str] = []
    seconds: list[float] = []
    with tempfile.TemporaryDirectory(prefix="eval-writers-", ignore_cleanup_errors=True) as made:
        root = Path(made)
        shared = root / "shared"
        write_articles(shared, max(articles // 10, 1), seed=seed, characters=CHARACTERS)
        own = [root / f"own-{number}" for number in range(processes)]
        for number, folder in enumerate(own):
            paths = write_articles(folder, articles, seed=seed + 1 + number, characters=CHARACTERS)
            for path in paths:  # names tell the articles apart when they are looked through
                path.rename(path.with_name(f"{number}-{path.name}"))
        contents = read_contents([shared, *own])
        for number in range(rounds):
            start = time.perf_counter()
            found = _run_round(root / f"data-{number}", shared, own)
            seconds.append(time.perf_counter() - start)
            found += _inspect(root / f"data-{number}", contents)
            faults += (f"round {number}: {fault}" for fault in found)
    return WriterReport(
        rounds=rounds,
        processes=processes,
        articles=len(contents),
        faults=tuple(faults),
        seconds=tuple(seconds),
    )


def make_writer_figures(report: WriterReport) -> list[Figure]:
    """Return the figures of the report."""
    return [
        Figure(
            name=f"rounds of {report.processes} writers at once",
            value=report.rounds,
            unit="",
            note=f"{report.articles} articles each round, slowest {max(report.seconds):.1f} s",
        ),
        Figure(
            name="faults",
            value=len(report.faults),
            unit="",
            target=1,
            note="; ".join(report.faults[:3]),
        ),
    ]


def _run_round(data_dir: Path, shared: Path, own: list[Path]) -> list[str]:
    children = [start_add([folder, shared], data_dir) for folder in own]
    faults: list[str] = []
    for folder, child in zip(own, children, strict=True):
        try:
            _, said = child.communicate(timeout=_ROUND_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            faults.append(f"the writer of {folder.name} did not end")
            continue
        if child.returncode:
            last = said.decode(errors="replace").strip()[-300:]
            faults.append(f"the writer of {folder.name} ended with {child.returncode}: {last}")
    return faults


def _inspect(data_dir: Path, contents: dict[str, bytes]) -> list[str]:
    with Store.open(data_dir) as store:
        allowed = {name: [content] for name, content in contents.items()}
        held, found = inspect_store(store, allowed, {})
        faults = [*found.lost, *found.doubled, *found.halved]
        if missing := contents.keys() - held.texts.keys():
            faults.append(f"{len(missing)} articles are missing")
        if held.indexed != len(held.texts):
            faults.append(f"{len(held.texts) - held.indexed} articles have no passages")
        passages = int(store.query("SELECT count(*) FROM passages")[0][0])
        indexes = open_indexes(store, HashingEmbedder())
        if not len(indexes.vectors) == len(indexes.words) == passages:
            faults.append("the indexes do not hold all passages")
        indexes.close()
    return faults
