"""The command `python -m eval run`: ask a question set, show how it goes, keep every row."""

import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from corpus.progress import Advance, show_progress
from corpus.terminal import printable, printable_line
from eval.configuration import parse_config
from eval.errors import EvalError, user_errors
from eval.report import format_run, write_run
from eval.results import Result
from eval.rows_file import RowsFile, find_rows_path
from eval.run import Inputs, Run, Watcher, run_questions
from eval.tallies import tally_kinds

GATE_FAILED = 1
INTERRUPTED = 130
"""What a shell reports of a command that Ctrl-C ended."""

Articles = Annotated[
    Path | None,
    typer.Option("--articles", help="Ask about these articles, in a throw-away index."),
]
DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Ask this store instead of NEWS_DATA_DIR.")
]
Out = Annotated[Path | None, typer.Option("--out", help="Where to write the JSON.")]


def run(
    questions: Annotated[Path, typer.Argument(help="A question set, one JSON object a line.")],
    articles: Articles = None,
    data_dir: DataDir = None,
    out: Out = None,
    config: Annotated[
        list[str] | None,
        typer.Option(
            "--config",
            help="A setting or a number of rag/retrieval/tuning.py for this run, NAME=VALUE; repeatable.",
        ),
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option("--judge", help="A chat model that judges too, provider:model."),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Set the rows of an interrupted run aside.")
    ] = False,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under", min=0.0, max=1.0, help="Exit with 1 when a smaller fraction passes."
        ),
    ] = None,
) -> None:
    """Ask a question set and score the answers; an interrupted run goes on where it ended."""
    with user_errors():
        refuse_both(articles, data_dir)
        target = prepare_target(out, f"{questions.stem}.json")
        rows_path = find_rows_path(target)
        if restart:
            _set_aside(rows_path)
        with RunProgress() as progress:
            try:
                measured = run_questions(
                    questions,
                    articles=articles,
                    data_dir=data_dir,
                    config=parse_config(config or []),
                    judge=judge,
                    rows_path=rows_path,
                    watcher=progress,
                )
            except KeyboardInterrupt:
                raise typer.Exit(_tell_interrupted(progress, rows_path)) from None
        _write(measured, target, rows_path)
    if fail_under is not None and measured.passed < fail_under:
        typer.echo(f"gate: {measured.passed:.1%} passed, below {fail_under:.1%}", err=True)
        raise typer.Exit(GATE_FAILED)


def refuse_both(articles: Path | None, data_dir: Path | None) -> None:
    """Refuse two places to ask.

    Raises:
        EvalError: both are given.
    """
    if articles is not None and data_dir is not None:
        raise EvalError("--articles makes an index of its own; leave out either it or --data-dir")


def prepare_target(out: Path | None, name: str) -> Path:
    """Return where to write, its folder made: better to learn now than after the last question.

    Raises:
        EvalError: it is a folder.
    """
    if out is None:
        from corpus.settings import load_settings

        out = load_settings().data_dir / "eval" / name
    if out.is_dir():
        raise EvalError(f"{out}: is a folder; expected a file such as {out / name}")
    out.parent.mkdir(parents=True, exist_ok=True)
    return out


class RunProgress(Watcher):
    """A bar with rate and remaining time, and a line a question above it, on standard error.

    The clock starts with the first question: loading models is no part of the rate.
    """

    def __init__(self) -> None:
        self._shown = ExitStack()
        self._advance: Advance = lambda done, total: None
        self.done = self.total = 0
        self._earlier = 0

    def __enter__(self) -> "RunProgress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._shown.close()

    def start(self, inputs: Inputs, *, done: int, total: int) -> None:
        """Say what cannot pass and what stands already, and start the clock."""
        self.done, self.total, self._earlier = done, total, done
        for line in inputs.absent_sources:
            typer.echo(f"cannot pass: {printable_line(line)}", err=True)
        if done:
            typer.echo(f"{done} of {total} questions stand already; going on", err=True)
        self._advance = self._shown.enter_context(show_progress("questions"))

    def finish(self, result: Result) -> None:
        """Show the question and move the bar on."""
        self.done += 1
        self.describe(describe_result(result))
        # Of this session alone, so that the rate is one.
        self._advance(self.done - self._earlier, self.total - self._earlier)

    def describe(self, line: str) -> None:
        """Show the line of one question."""
        typer.echo(printable_line(line), err=True)


def describe_result(result: Result) -> str:
    """Return one line: whether it passed, which, how long, and the first reason where it did not."""
    reason = f": {result.failures[0]}" if result.failures else ""
    verdict = "passed" if result.passed else "FAILED"
    return f"{verdict} {result.question_id} ({result.kind}) {result.milliseconds:.0f} ms{reason}"


def _write(measured: Run, target: Path, rows_path: Path) -> None:
    tallies = tally_kinds(measured.results)
    typer.echo(printable(format_run(measured, tallies)))
    write_run(measured, tallies, target)
    # Its rows stand in the report now.
    RowsFile(rows_path).remove()
    typer.echo(f"\nwritten: {target}")


def _set_aside(rows_path: Path) -> None:
    with RowsFile(rows_path) as rows:
        aside = rows.set_aside()
    if aside is not None:
        typer.echo(f"set aside: {aside}", err=True)


def _tell_interrupted(progress: RunProgress, rows_path: Path) -> int:
    if progress.total:
        typer.echo(
            f"\ninterrupted: {progress.done} of {progress.total} questions stand in {rows_path};"
            " the same command goes on from there",
            err=True,
        )
    else:
        typer.echo("\ninterrupted before the first question", err=True)
    sys.stderr.flush()
    return INTERRUPTED
