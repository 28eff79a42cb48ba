"""`python -m eval benchmark multihop-rag`, `search`, `sweep` and `calibrate`: the search measured, timed and tuned."""

from pathlib import Path
from typing import Annotated

import typer

from eval.errors import user_errors

_Multihop = Annotated[
    Path, typer.Option("--data", help="The folder of MultiHop-RAG, in either of its forms.")
]
_Passages = Annotated[
    int, typer.Option("--passages", min=0, help="So many in all, distractors among them.")
]
_Distractors = Annotated[
    Path | None,
    typer.Option("--distractors", help="Their texts, one a line; generated ones fill up."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.command("multihop-rag")(measure_multihop_rag)
    app.command("search")(time_searches)
    app.command("sweep")(sweep_numbers)
    app.command("late-interaction")(try_late_interaction)
    app.command("calibrate")(calibrate_evidence)


def measure_multihop_rag(
    data: _Multihop,
    run_file: Annotated[
        Path | None, typer.Option("--run-file", help="Write the product's ranking as a TREC run.")
    ] = None,
    config: Annotated[
        list[str] | None,
        typer.Option("--config", help="NAME=NUMBER of rag/retrieval/tuning.py; repeatable."),
    ] = None,
    passages: _Passages = 0,
    distractors: _Distractors = None,
    same_title: Annotated[
        bool,
        typer.Option("--same-title", help="Distractors have the titles of the articles, too."),
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the JSON.")] = None,
) -> None:
    """Recall of all evidence on MultiHop-RAG beside plain rankings, and abstention on its null questions."""
    from eval.distractors import read_texts
    from eval.multihop_report import format_multihop
    from eval.multihop_run import measure_multihop
    from eval.rankings import write_trec_run
    from eval.report import write_json
    from rag.retrieval.tuning import TUNING

    with user_errors():
        report = measure_multihop(
            data,
            tuning=TUNING.with_values(config or ()),
            passages=passages,
            distractors=read_texts(distractors) if distractors else (),
            same_title=same_title,
        )
        typer.echo(format_multihop(report))
        if run_file is not None:
            write_trec_run(run_file, report.served, tag="streetwise")
        if out is not None:
            write_json(out, report.to_row())


def time_searches(
    articles: Annotated[int, typer.Option("--articles", min=1)] = 1_000,
    rounds: Annotated[int, typer.Option("--rounds", min=1)] = 5,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the JSON.")] = None,
) -> None:
    """Time a search over generated articles beside a plain vector query of Chroma."""
    from eval.figures import format_figures, write_figures
    from eval.search_speed import measure_search_speed

    with user_errors():
        figures = measure_search_speed(articles=articles, rounds=rounds)
        typer.echo(format_figures(figures))
        if out is not None:
            write_figures(figures, out)


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


def calibrate_evidence(
    data: _Multihop,
    passages: _Passages = 0,
    distractors: _Distractors = None,
) -> None:
    """Fit the evidence score on the development half of MultiHop-RAG and print its coefficients."""
    from eval.distractors import read_texts
    from eval.sweep import fit_calibration

    with user_errors():
        texts = read_texts(distractors) if distractors else ()
        for line in fit_calibration(data, passages=passages, distractors=texts):
            typer.echo(line)


def try_late_interaction(data: _Multihop) -> None:
    """Order the first hits again by their token vectors, on the development half of MultiHop-RAG."""
    from eval.late_interaction import measure_late_interaction

    with user_errors():
        for line in measure_late_interaction(data):
            typer.echo(line)
