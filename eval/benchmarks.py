"""`python -m eval benchmark NAME`: measurements over public data or over what the project makes itself."""

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
def ingestion(
    articles: Annotated[int, typer.Option("--articles", min=1)] = 100,
    rounds: Annotated[int, typer.Option("--rounds", min=1)] = 5,
) -> None:
    """Time taking in generated articles beside the bare encoder and LangChain's tutorial."""
    from eval.figures import format_figures
    from eval.ingestion import measure_ingestion

    with user_errors():
        print(format_figures(measure_ingestion(articles=articles, rounds=rounds)))  # noqa: T201
