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
def extraction(
    articles: Annotated[list[Path], typer.Argument(help="Files and folders of articles.")],
) -> None:
    """Time the extraction of statements, and check that each stands in its article."""
    from eval.extraction import format_extraction, measure_extraction

    with user_errors():
        typer.echo(format_extraction(measure_extraction(articles)))
