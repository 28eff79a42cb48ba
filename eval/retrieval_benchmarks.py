"""`python -m eval benchmark multihop-rag`, `sweep` and `calibrate`: the search measured and tuned on MultiHop-RAG."""

from pathlib import Path
from typing import Annotated

import typer

from eval.errors import user_errors

_Multihop = Annotated[
    Path, typer.Option("--data", help="The folder of MultiHop-RAG, in either of its forms.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.command("multihop-rag")(measure_multihop_rag)
    app.command("sweep")(sweep_numbers)
    app.command("calibrate")(calibrate_evidence)


def measure_multihop_rag(
    data: _Multihop,
    run_file: Annotated[
        Path | None, typer.Option("--run-file", help="Write the product's ranking as a TREC run.")
    ] = None,
    config: Annotated[
        list[str] | None, typer.Option("--config", help="NAME=NUMBER of rag/tuning.py; repeatable.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the JSON.")] = None,
) -> None:
    """Recall of all evidence on MultiHop-RAG beside plain rankings, and abstention on its null questions."""
    from eval.multihop_report import format_multihop
    from eval.multihop_run import measure_multihop
    from eval.rankings import write_trec_run
    from eval.report import write_json
    from rag.tuning import TUNING

    with user_errors():
        report = measure_multihop(data, tuning=TUNING.with_values(config or ()))
        typer.echo(format_multihop(report))
        if run_file is not None:
            write_trec_run(run_file, report.served, tag="streetwise")
        if out is not None:
            write_json(out, report.to_row())


def sweep_numbers(
    data: _Multihop,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Sweep these numbers; repeatable.")
    ] = None,
) -> None:
    """Try other values of each number a search ranks by, on the development half of MultiHop-RAG."""
    from eval.sweep import sweep_tuning

    with user_errors():
        for line in sweep_tuning(data, only=only or ()):
            typer.echo(line)


def calibrate_evidence(data: _Multihop) -> None:
    """Fit the evidence score on the development half of MultiHop-RAG and print its coefficients."""
    from eval.sweep import fit_calibration

    with user_errors():
        for line in fit_calibration(data):
            typer.echo(line)
