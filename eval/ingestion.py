"""How fast articles are taken in, beside the bare encoder and beside LangChain's tutorial.

The systems run in turn, each in a process that has loaded its model, and each ratio is of runs that
followed one another: another job on the machine then slows both sides.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from eval.errors import EvalError
from eval.figures import Figure, make_environment
from eval.generated import write_articles
from eval.pipelines import INSTALL_TUTORIAL, System

ARTICLES = 100
ROUNDS = 5
TUTORIAL_RATIO = 1.7
ENCODER_RATIO = 1.3

_SERVE_CODE = """
import sys
from pathlib import Path
from eval.pipelines import serve
serve(sys.argv[1], Path(sys.argv[2]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """The runs of one system."""

    passages: int
    seconds: tuple[float, ...]
    """Of each round, in order."""
    processor_s: tuple[float, ...]
    """Of all threads, per round: what another job on the machine changes little."""


def measure_ingestion(*, articles: int = ARTICLES, rounds: int = ROUNDS) -> list[Figure]:
    """Return articles and passages a second, and the ratios to the encoder and to the tutorial.

    Raises:
        EvalError: a process ends.
    """
    with tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made:
        folder = Path(made) / "articles"
        write_articles(folder, articles)
        systems: list[System] = ["ours", "encoder"]
        missing = _find_missing()
        if not missing:
            systems.append("tutorial")
        timed = time_in_turn(systems, folder, rounds)
    return make_figures(timed, articles, missing)


def time_in_turn(systems: list[System], articles: Path, rounds: int) -> dict[System, Timed]:
    """Return the runs of each system, which take turns `rounds` times."""
    runs: dict[System, list[dict[str, float]]] = {system: [] for system in systems}
    with ExitStack() as stack:
        served = {system: stack.enter_context(_served(system, articles)) for system in systems}
        passages = {
            system: int(_read(child, system)["passages"]) for system, child in served.items()
        }
        for _ in range(rounds):
            for system, child in served.items():
                assert child.stdin is not None  # noqa: S101 - a pipe was asked for
                child.stdin.write("run\n")
                child.stdin.flush()
                runs[system].append(_read(child, system))
    return {
        system: Timed(
            passages=passages[system],
            seconds=tuple(run["seconds"] for run in runs[system]),
            processor_s=tuple(run["processor_s"] for run in runs[system]),
        )
        for system in systems
    }


def make_figures(timed: dict[System, Timed], articles: int, missing: str) -> list[Figure]:
    """Return the figures of runs over that many articles; `missing` says what was not measured."""
    ours, encoder = timed["ours"], timed["encoder"]
    slower = [mine / its for mine, its in zip(ours.seconds, encoder.seconds, strict=True)]
    figures = [
        _rate("taking in articles", articles, ours, "articles/s"),
        _rate("taking in passages", ours.passages, ours, "passages/s"),
        _rate("encoder alone, same passages", encoder.passages, encoder, "passages/s"),
        Figure(
            name="time of taking in / encoder alone",
            value=median(slower),
            unit="x",
            target=ENCODER_RATIO,
            note=_spread(slower),
        ),
    ]
    name = "articles a second / tutorial's"
    if "tutorial" not in timed:
        return [
            *figures,
            Figure(
                name=name, value=None, unit="x", target=TUTORIAL_RATIO, at_least=True, note=missing
            ),
        ]
    tutorial = timed["tutorial"]
    faster = [its / mine for mine, its in zip(ours.seconds, tutorial.seconds, strict=True)]
    return [
        *figures,
        _rate("tutorial: articles", articles, tutorial, "articles/s"),
        _rate("tutorial: chunks", tutorial.passages, tutorial, "chunks/s"),
        Figure(
            name=name,
            value=median(faster),
            unit="x",
            target=TUTORIAL_RATIO,
            at_least=True,
            note=_spread(faster),
        ),
    ]


def _rate(name: str, count: int, timed: Timed, unit: str) -> Figure:
    note = (
        f"median of {len(timed.seconds)} runs of {count}, {median(timed.seconds):.2f} s,"
        f" processor {median(timed.processor_s):.2f} s"
    )
    return Figure(name=name, value=count / median(timed.seconds), unit=unit, note=note)


def _spread(ratios: list[float]) -> str:
    return f"median of {len(ratios)} pairs, {min(ratios):.2f} to {max(ratios):.2f}"


def _find_missing() -> str:
    from importlib.util import find_spec

    needed = ("langchain_chroma", "langchain_huggingface", "langchain_text_splitters")
    missing = [name for name in needed if find_spec(name) is None]
    return f"no {', '.join(missing)}: {INSTALL_TUTORIAL}" if missing else ""


@contextmanager
def _served(system: System, articles: Path) -> Iterator[subprocess.Popen[str]]:
    with (
        tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as folder,
        subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", _SERVE_CODE, system, str(articles)],
            cwd=folder,
            env=make_environment() | {"NEWS_DATA_DIR": folder},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as child,
    ):
        try:
            yield child
        finally:
            child.kill()


def _read(child: subprocess.Popen[str], system: System) -> dict[str, float]:
    assert child.stdout is not None  # noqa: S101 - a pipe was asked for
    line = child.stdout.readline()
    if not line:
        raise EvalError(
            f"the process that times {system!r} ended with exit code {child.wait()}; what it said"
            " stands above"
        )
    found: dict[str, float] = json.loads(line)
    return found
