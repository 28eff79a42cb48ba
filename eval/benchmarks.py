"""`python -m eval benchmark NAME`: measurements over public data or over what the project makes itself."""

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


@app.callback()
def _describe() -> None:
    """Measure a part of the system over public or generated data."""


@app.command()
def stories(
    articles: Annotated[
        Path | None, typer.Option("--articles", help="Print the stories of this folder instead.")
    ] = None,
) -> None:
    """Measure folding and versions over pairs of articles, by kind and split."""
    with user_errors():
        from eval.stories import format_pairs, format_stories, read_pairs

        lines = format_pairs(read_pairs()) if articles is None else format_stories(articles)
        for line in lines:
            typer.echo(line)


@app.command()
def folding(
    articles: Annotated[
        int, typer.Option("--articles", min=1, help="How many to make up.")
    ] = 20_000,
) -> None:
    """Measure the time and memory of folding generated articles, and of one more."""
    with user_errors():
        from eval.folding import format_measured, measure_folding

        for line in format_measured(measure_folding(articles)):
            typer.echo(line)
