"""`python -m eval benchmark NAME`: measurements over public data or over what the project makes itself."""

import typer

app = typer.Typer(
    help="Measure a part of the system over public or generated data.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def _describe() -> None:
    """Measure a part of the system over public or generated data."""
