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


_Headlines = Annotated[
    Path, typer.Option("--data", help="The folder of SEntFiN 1.0's headlines.csv.")
]


@app.command("stance")
def _measure_stance(data: _Headlines) -> None:
    """How right the stance towards a subject is where it speaks, over headlines and labelled sentences."""
    from eval.stance import run_stance

    with user_errors():
        typer.echo(run_stance(data))


@app.command("stance-train")
def _train_stance(data: _Headlines) -> None:
    """Train the stance model on the headlines outside the test part and write its weights."""
    from eval.stance_training import train_stance

    with user_errors():
        typer.echo(train_stance(data))
