"""How far a long run is, on standard error: done, of how many, how fast, how long still."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Advance = Callable[[int, int], None]
"""Takes what is done and the total; the total may change, since it is an estimate."""

LINE_S = 15.0
"""Where nobody sees a bar move, such as in a log, a line so often is enough."""


class _Rate(ProgressColumn):
    """Items a second, over the last moments."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{_rate(speed)}/s", style="progress.data.speed")


@contextmanager
def show_progress(what: str, stream: TextIO | None = None) -> Iterator[Advance]:
    """Show how far a run over `what` (a plural) is: a bar on a terminal, else a line now and then."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield _Lines(what, stream).advance
        return
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(file=stream)) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Lines:
    def __init__(self, what: str, stream: TextIO) -> None:
        self._what, self._stream = what, stream
        self._start = self._shown = time.monotonic()

    def advance(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now - self._shown < LINE_S:
            return
        self._shown = now
        line = describe_progress(self._what, done, total, now - self._start)
        print(line, file=self._stream, flush=True)


def describe_progress(what: str, done: int, total: int, seconds: float) -> str:
    """Return such as `passages: 1,200 of 5,000, 52/s, 1 min 13 s left`."""
    said = f"{what}: {done:,} of {total:,}"
    if not done or seconds <= 0:
        return said
    speed = done / seconds
    if done >= total:
        return f"{said}, {_rate(speed)}/s, {_duration(seconds)}"
    return f"{said}, {_rate(speed)}/s, {_duration((total - done) / speed)} left"


def _rate(speed: float) -> str:
    return f"{speed:,.0f}" if speed >= 10 else f"{speed:.1f}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
