"""The commands `python -m eval compare` and `report`: what runs say side by side."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.terminal import printable
from eval.comparison import compare_runs, format_comparison, make_comparison_report
from eval.errors import EvalError, user_errors
from eval.files import write_json, write_text
from eval.report import format_markdown
from eval.report_page import MOST_RUNS, write_page
from eval.run_commands import prepare_target
from eval.saved import read_run
from eval.tallies import tally_kinds


def compare(
    before: Annotated[Path, typer.Argument(help="A run, as `run` wrote it.", metavar="A.json")],
    after: Annotated[Path, typer.Argument(help="Another of the same set.", metavar="B.json")],
    out: Annotated[Path | None, typer.Option("--out", help="Also write it as JSON.")] = None,
) -> None:
    """Compare two runs of one question set, question by question, with intervals and exact tests."""
    with user_errors():
        target = out and prepare_target(out, "comparison.json")
        comparison = compare_runs(read_run(before), read_run(after))
        typer.echo(printable(format_comparison(comparison)))
        if target is not None:
            write_json(target, make_comparison_report(comparison))


def report(
    runs: Annotated[list[Path], typer.Argument(help="Runs of one set.", metavar="RUN.json...")],
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the page.")] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print tables for a README instead.")
    ] = False,
) -> None:
    """Write runs as one HTML page that opens offline, or print them as Markdown tables."""
    with user_errors():
        if len(runs) > MOST_RUNS:
            raise EvalError(f"{len(runs)} runs: a page holds at most {MOST_RUNS}; leave some out")
        read = [read_run(path) for path in runs]
        if markdown:
            for run in read:
                heading = f"{run.label}:\n\n" if len(read) > 1 else ""
                typer.echo(f"{heading}{format_markdown(tally_kinds(run.results))}\n")
            return
        target = prepare_target(out or runs[0].with_suffix(".html"), "report.html")
        write_text(target, write_page(read))
        typer.echo(f"written: {target}")
