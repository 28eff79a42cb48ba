"""The command line of the evaluation; each command has its module."""

from pathlib import Path
from typing import Annotated

import typer

from eval import benchmarks
from eval.compare_commands import compare, report
from eval.errors import user_errors
from eval.feedback import from_feedback
from eval.gate_commands import gate
from eval.new_commands import new
from eval.run_commands import Articles, DataDir, Out, refuse_both, run

app = typer.Typer(
    help="How good and how fast the assistant is.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(benchmarks.app, name="benchmark")
app.command()(run)
app.command()(compare)
app.command()(report)
app.command()(gate)
app.command()(new)
app.command("from-feedback")(from_feedback)


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
        refuse_both(articles, data_dir)
        figures = measure_speed(questions=questions, articles=articles, data_dir=data_dir)
        print(format_figures(figures))
        if out is not None:
            write_figures(figures, out)


if __name__ == "__main__":
    app()
