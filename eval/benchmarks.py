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


@app.command("addresses")
def measure_addresses(
    data: Annotated[Path, typer.Option(help="JSON Lines with payload, target and class.")],
) -> None:
    """Count the addresses that must be refused and are; exits with 1 if any is let past."""
    from eval.addresses import describe_refusals, measure_refusals

    with user_errors():
        found = measure_refusals(data)
    typer.echo(describe_refusals(found))
    if found.let_past:
        raise typer.Exit(1)


@app.command("hostile")
def measure_hostile_pages(
    data: Annotated[
        Path,
        typer.Option(help="Folder with hostile_articles.jsonl and benign_sentences.jsonl."),
    ],
) -> None:
    """Text that a reader cannot see stays out, and nothing of a report is lost."""
    from eval.hostile import measure_hostile, report_lines

    with user_errors():
        report = measure_hostile(data)
    for line in report_lines(report):
        typer.echo(line)
    if not report.passed:
        raise typer.Exit(1)


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
