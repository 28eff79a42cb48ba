"""`python -m eval benchmark NAME`: measurements over public data or over what the project makes itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from eval.errors import user_errors

app = typer.Typer(
    help="Measure a part of the system over public or generated data.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Out = Annotated[Path | None, typer.Option("--out", help="Where to write the JSON.")]


@app.callback()
def _describe() -> None:
    """Measure a part of the system over public or generated data."""


@app.command()
def ingestion(
    articles: Annotated[int, typer.Option("--articles", min=1)] = 100,
    rounds: Annotated[int, typer.Option("--rounds", min=1)] = 5,
) -> None:
    """Time taking in generated articles beside the bare encoder and LangChain's tutorial."""
    from eval.figures import format_figures
    from eval.ingestion import measure_ingestion

    with user_errors():
        print(format_figures(measure_ingestion(articles=articles, rounds=rounds)))  # noqa: T201


@app.command()
def kills(
    kills: Annotated[int, typer.Option("--kills", min=1)] = 200,
    articles: Annotated[int, typer.Option("--articles", min=1)] = 500,
    seed: Annotated[int, typer.Option("--seed")] = 0,
    out: Out = None,
) -> None:
    """Kill ingestion at random moments and look for what is lost, doubled or half-written."""
    from eval.figures import format_figures, write_figures
    from eval.kills import make_kill_figures, measure_kills

    def show(count: int, phase: str) -> None:
        print(f"kill {count} of {kills}: {phase}", file=sys.stderr)  # noqa: T201

    with user_errors():
        report = measure_kills(kills=kills, articles=articles, seed=seed, on_kill=show)
        figures = make_kill_figures(report)
        print(format_figures(figures))  # noqa: T201
        if out is not None:
            write_figures(figures, out)
