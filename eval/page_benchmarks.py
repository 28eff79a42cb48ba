"""`python -m eval benchmark xss` and `load`: the page under hostile text, and under many people at once."""

from pathlib import Path
from typing import Annotated

import typer

from eval.errors import EvalError, user_errors


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.command("xss")(measure_hostile_text)
    app.command("load")(measure_many_people)


def measure_hostile_text(
    data: Annotated[Path, typer.Option(help="Folder with xss.jsonl: payload, src.")],
    every: Annotated[int, typer.Option("--every", min=1, help="Only each so many-th row.")] = 1,
    part: Annotated[
        str | None,
        typer.Option("--part", help="Only what came in as `articles`, or what is `typed`."),
    ] = None,
) -> None:
    """Show hostile text in every place of the page in a real Chromium; exits with 1 if any of it acts."""
    from eval.figures import format_figures
    from eval.xss import make_xss_figures, measure_xss, read_payloads
    from eval.xss_places import PARTS

    clean = True
    with user_errors():
        if part is not None and part not in PARTS:
            raise EvalError(f"--part: {part!r} is none of {', '.join(PARTS)}")
        payloads = read_payloads(data)[::every]
        for one in (one for one in PARTS if part in (None, one)):
            report = measure_xss(
                payloads, one, tell=lambda name: typer.echo(f"showing: {name}", err=True)
            )
            typer.echo(format_figures(make_xss_figures(report)))
            clean = clean and report.clean
    if not clean:
        raise typer.Exit(1)


def measure_many_people(
    people: Annotated[int, typer.Option("--people", min=1)] = 50,
    questions: Annotated[int, typer.Option("--questions", min=1)] = 20,
    pause: Annotated[
        float, typer.Option("--pause", min=0, help="Longest wait before a question, in seconds.")
    ] = 0.0,
    model: Annotated[str | None, typer.Option("--model", help="NEWS_EMBEDDING_MODEL.")] = None,
) -> None:
    """Let many people ask at once, each with a word of their own; exits with 1 on an error or a leak."""
    from eval.figures import format_figures
    from eval.load import make_load_figures, measure_load

    with user_errors():
        report = measure_load(people=people, questions=questions, pause_s=pause, model=model)
        typer.echo(format_figures(make_load_figures(report)))
        for told in (*report.errors[:5], *report.leaks[:5]):
            typer.echo(told, err=True)
    if not report.good:
        raise typer.Exit(1)
