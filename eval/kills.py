"""Ingestion that is killed at random moments and started again: what is lost, doubled or halved.

`python -m corpus add` runs as a process group of its own, which is killed as a whole. After each kill
the store is opened and looked through; files change meanwhile, so that there is always work to do.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.store import Store
from eval.errors import EvalError
from eval.figures import PROJECT, Figure, make_environment
from eval.generated import generate_articles, write_articles
from eval.soundness import Faults, Held, describe_store, expect_text, inspect_store, read_contents
from rag.build import open_indexes
from rag.index.embedder import HASHING_MODEL, HashingEmbedder

KILLS = 200
ARTICLES = 500
CHARACTERS = 900
"""Short articles: what is measured is the store, and a run should not take a minute."""
READY_S = 10.0
_CHANGED = 0.2
"""Fraction of the articles that get a new text when a run has left nothing to do."""
_AIMED = 0.4
"""Fraction of the kills that wait until the articles are in: what follows is short, and would hardly
be met by chance."""
_INDEXING = 0.3
"""Of a run's time, about, for passages and indexes."""
_RUN_TIMEOUT_S = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KillReport:
    """What the kills did."""

    kills: int
    phases: dict[str, int]
    """How many kills met the run while it did what."""
    faults: Faults
    ready_s: tuple[float, ...]
    """Of each kill: opening the store, checking it, and opening its indexes."""
    versions: int
    """In the store at the end, replaced ones included."""
    differences: tuple[str, ...]
    """Parts in which the store differs from one that was never disturbed."""
    seed: int


def measure_kills(
    *,
    kills: int = KILLS,
    articles: int = ARTICLES,
    seed: int = 0,
    on_kill: Callable[[int, str], None] | None = None,
) -> KillReport:
    """Kill ingestion so many times and return what came of it.

    Raises:
        EvalError: a run that was not killed failed.
    """
    with tempfile.TemporaryDirectory(prefix="eval-kills-", ignore_cleanup_errors=True) as made:
        trial = _Trial(Path(made), articles, seed)
        trial.learn_durations()
        while sum(trial.phases.values()) < kills:
            phase = trial.kill_once()
            if phase is not None and on_kill is not None:
                on_kill(sum(trial.phases.values()), phase)
        return trial.finish()


class _Trial:
    """A folder of articles, the store that they go into, and what was found so far."""

    def __init__(self, root: Path, articles: int, seed: int) -> None:
        self.root = root
        self.seed = seed
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.folder = root / "articles"
        self.articles = articles
        write_articles(self.folder, articles, seed=seed, characters=CHARACTERS)
        self.allowed: dict[str, list[bytes]] = {
            name: [content] for name, content in read_contents([self.folder]).items()
        }
        self.phases: Counter[str] = Counter()
        self.ready_s: list[float] = []
        self.known: dict[str, str] = {}
        self.faults = Faults()
        self.idle_s = self.full_s = 0.0
        self.pending = articles
        self.edition = 0

    def learn_durations(self) -> None:
        """Learn from undisturbed runs how long one with all to do takes, and one with nothing."""
        data_dir = self.root / "learned"
        self.full_s = run_add([self.folder], data_dir)
        self.idle_s = run_add([self.folder], data_dir)

    def kill_once(self) -> str | None:
        """Start a run and kill it; the phase that it was in, None where it ended before."""
        if not self.pending:
            self._change_files()
        share = self.pending / self.articles
        usual_s = self.idle_s + share * max(self.full_s - self.idle_s, 0.0)
        child = start_add([self.folder], self.root / "data")
        if self.chance.random() < _AIMED:
            self._await_indexing(child)
            usual_s = max(self.full_s - self.idle_s, 1.0) * _INDEXING * share
        try:
            child.wait(self.chance.uniform(0.0, usual_s))
            phase = None
        except subprocess.TimeoutExpired:
            phase = "killed"
        kill_group(child)
        held = self._look()
        self.known = dict(held.texts)
        newest = sum(held.texts[name] == self._newest(name) for name in held.texts)
        self.pending = self.articles - newest
        if phase is None:
            self.pending = 0
            return None
        phase = _find_phase(self.pending, held, self.articles)
        self.phases[phase] += 1
        return phase

    def finish(self) -> KillReport:
        """Run to the end, and compare with a store that was filled in one undisturbed run."""
        run_add([self.folder], self.root / "data")
        run_add([self.folder], self.root / "undisturbed")
        with Store.open(self.root / "data") as store:
            killed = describe_store(store, HashingEmbedder())
            versions = store.stats().versions
        with Store.open(self.root / "undisturbed") as store:
            undisturbed = describe_store(store, HashingEmbedder())
        return KillReport(
            kills=sum(self.phases.values()),
            phases=dict(self.phases),
            faults=self.faults,
            ready_s=tuple(self.ready_s),
            versions=versions,
            differences=tuple(
                f"{part}: {len(found ^ undisturbed[part])} differ"
                for part, found in killed.items()
                if found != undisturbed[part]
            ),
            seed=self.seed,
        )

    def _look(self) -> Held:
        """Inspect the store; every other time its indexes are opened first, as a question would."""
        if not (self.root / "data" / "news.sqlite3").exists():
            return Held(texts={}, indexed=0)
        start = time.perf_counter()
        with Store.open(self.root / "data") as store:
            store.find_problems()
            if self.chance.random() < 0.5:
                open_indexes(store, HashingEmbedder()).close()
            self.ready_s.append(time.perf_counter() - start)
            held, found = inspect_store(store, self.allowed, self.known)
        self.faults = Faults(
            lost=self.faults.lost + found.lost,
            doubled=self.faults.doubled + found.doubled,
            halved=self.faults.halved + found.halved,
        )
        return held

    def _await_indexing(self, child: subprocess.Popen[bytes]) -> None:
        """Return when the run takes the lock of the index, or ends."""
        lock = self.root / "data" / "index" / "index.lock"
        start_ns = time.time_ns()
        while child.poll() is None:
            if lock.exists() and lock.stat().st_mtime_ns > start_ns:
                return
            time.sleep(0.01)

    def _newest(self, name: str) -> str:
        return expect_text(self.allowed[name][-1], name)

    def _change_files(self) -> None:
        self.edition += 1
        fresh = generate_articles(
            self.articles, seed=self.seed + 1_000 * self.edition, characters=CHARACTERS
        )
        for article in fresh:
            if self.chance.random() < _CHANGED:
                content = article.text.encode()
                (self.folder / article.file_name).write_bytes(content)
                self.allowed[article.file_name].append(content)
                self.pending += 1


def start_add(paths: list[Path], data_dir: Path) -> subprocess.Popen[bytes]:
    """Start `python -m corpus add` with the cheap embedder, as a process group of its own."""
    environment = make_environment() | {"NEWS_EMBEDDING_MODEL": HASHING_MODEL}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [
            *(sys.executable, "-m", "corpus", "add"),
            *map(str, paths),
            *("--data-dir", str(data_dir)),
        ],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def run_add(paths: list[Path], data_dir: Path) -> float:
    """Return the seconds that an undisturbed run took.

    Raises:
        EvalError: it failed.
    """
    start = time.perf_counter()
    child = start_add(paths, data_dir)
    _, said = child.communicate(timeout=_RUN_TIMEOUT_S)
    if child.returncode:
        raise EvalError(
            f"'python -m corpus add' ended with exit code {child.returncode}:"
            f" {said.decode(errors='replace').strip()[-500:]}"
        )
    return time.perf_counter() - start


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it started."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        child.poll()  # it had ended by itself
    child.communicate()


def _find_phase(pending: int, held: Held, articles: int) -> str:
    if not held.texts:
        return "starting"
    if pending:
        return "articles"
    if held.indexed < articles:
        return "passages"
    return "indexes or after"


def make_kill_figures(report: KillReport) -> list[Figure]:
    """Return the figures of the report."""
    faults = report.faults
    phases = ", ".join(f"{count} in {phase}" for phase, count in sorted(report.phases.items()))
    return [
        Figure(name="kills", value=report.kills, unit="", note=f"{phases}; seed {report.seed}"),
        *(
            Figure(name=name, value=len(found), unit="", target=1, note="; ".join(found[:3]))
            for name, found in (
                ("lost", faults.lost),
                ("doubled", faults.doubled),
                ("half-written", faults.halved),
                ("differences from an undisturbed run", report.differences),
            )
        ),
        Figure(
            name="ready again, slowest",
            value=max(report.ready_s, default=0.0),
            unit="s",
            target=READY_S,
            note=f"of {len(report.ready_s)}; {report.versions} versions at the end",
        ),
    ]
