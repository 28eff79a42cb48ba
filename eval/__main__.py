"""The command line of the evaluation: run, statements, verify, speed, benchmark."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from eval import benchmarks
from eval.errors import EvalError, user_errors
from eval.feedback import from_feedback
from eval.questions import Question
from eval.report import format_run, write_run
from eval.run import Outcome, run_questions

GATE_FAILED = 1

app = typer.Typer(
    help="How good and how fast the assistant is.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(benchmarks.app, name="benchmark")
app.command("from-feedback")(from_feedback)

Articles = Annotated[
    Path | None,
    typer.Option("--articles", help="Ask about these articles, in a throw-away index."),
]
DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Ask this store instead of NEWS_DATA_DIR.")
]
Out = Annotated[Path | None, typer.Option("--out", help="Where to write the JSON.")]


@app.command()
def run(
    questions: Annotated[Path, typer.Argument(help="A question set, one JSON object a line.")],
    articles: Articles = None,
    data_dir: DataDir = None,
    out: Out = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under", min=0.0, max=1.0, help="Exit with 1 when a smaller fraction passes."
        ),
    ] = None,
) -> None:
    """Ask a question set and score the answers."""
    with user_errors():
        _refuse_both(articles, data_dir)
        target = _prepare_target(out, f"{questions.stem}.json")
        progress = _Progress()
        measured = run_questions(
            questions,
            articles=articles,
            data_dir=data_dir,
            on_start=progress.start,
            on_outcome=progress.advance,
        )
        progress.finish()
        print(format_run(measured))
        write_run(measured, target)
        print(f"\nwritten: {target}")
    if fail_under is not None and measured.passed < fail_under:
        print(f"gate: {measured.passed:.1%} passed, below {fail_under:.1%}", file=sys.stderr)
        raise typer.Exit(GATE_FAILED)


@app.command()
def statements(
    labels: Annotated[Path, typer.Argument(help="Labelled phrases, one JSON object a line.")],
    articles: Annotated[Path, typer.Option("--articles", help="The articles they stand in.")],
) -> None:
    """Measure recall and precision of the statements taken out of articles."""
    from eval.statements import format_statements, run_statements

    with user_errors():
        print(format_statements(*run_statements(labels, articles=articles)))


@app.command()
def verify(
    rows: Annotated[
        Path | None, typer.Argument(help="Sentences with spans and verdict; none are the shipped.")
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="Show the development rows that went wrong.")
    ] = False,
) -> None:
    """Measure the check of sentences against the spans they cite, and its time."""
    from eval.verify import ROWS, format_verify, measure_verify, read_labelled

    with user_errors():
        print(format_verify(measure_verify(read_labelled(rows or ROWS)), misses=misses))


@app.command()
def speed(
    articles: Articles = None,
    data_dir: DataDir = None,
    questions: Annotated[
        Path | None, typer.Option("--questions", help="Time these questions, not the shipped.")
    ] = None,
    out: Out = None,
) -> None:
    """Measure starting, answering and memory, each in a process of its own."""
    from eval.figures import format_figures, write_figures
    from eval.speed import measure_speed

    with user_errors():
        _refuse_both(articles, data_dir)
        figures = measure_speed(questions=questions, articles=articles, data_dir=data_dir)
        print(format_figures(figures))
        if out is not None:
            write_figures(figures, out)


class _Progress:
    """A counter on the terminal; nothing where the output is not one."""

    def __init__(self) -> None:
        self._total = self._done = 0
        self._shown = sys.stderr.isatty()

    def start(self, questions: Sequence[Question]) -> None:
        self._total = len(questions)
        self._show()

    def advance(self, outcome: Outcome) -> None:
        self._done += 1
        self._show()

    def finish(self) -> None:
        if self._shown:
            print(file=sys.stderr)

    def _show(self) -> None:
        if self._shown:
            print(f"\r{self._done}/{self._total} questions", end="", file=sys.stderr, flush=True)


def _refuse_both(articles: Path | None, data_dir: Path | None) -> None:
    if articles is not None and data_dir is not None:
        raise EvalError("--articles makes an index of its own; leave out either it or --data-dir")


def _prepare_target(out: Path | None, name: str) -> Path:
    """Return where to write, its folder made: better to learn now than after the last question."""
    if out is None:
        from corpus.settings import load_settings

        out = load_settings().data_dir / "eval" / name
    if out.is_dir():
        raise EvalError(f"{out}: is a folder; expected a file such as {out / name}")
    out.parent.mkdir(parents=True, exist_ok=True)
    return out


if __name__ == "__main__":
    app()
