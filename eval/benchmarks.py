"""`python -m eval benchmark NAME`: measurements over public data or over what the project makes itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from eval import page_benchmarks, retrieval_benchmarks
from eval.errors import user_errors

app = typer.Typer(
    help="Measure a part of the system over public or generated data.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

page_benchmarks.register(app)
retrieval_benchmarks.register(app)

Out = Annotated[Path | None, typer.Option("--out", help="Where to write the JSON.")]


@app.callback()
def _describe() -> None:
    """Measure a part of the system over public or generated data."""


@app.command()
def ingestion(
    articles: Annotated[int, typer.Option("--articles", min=1)] = 100,
    rounds: Annotated[int, typer.Option("--rounds", min=1)] = 5,
    data: Annotated[
        Path | None, typer.Option("--data", help="MultiHop-RAG; measures Recall@10 instead.")
    ] = None,
) -> None:
    """Time taking in generated articles beside the bare encoder and LangChain's tutorial."""
    from eval.figures import format_figures
    from eval.ingestion import measure_ingestion
    from eval.recall import measure_recall

    with user_errors():
        figures = (
            measure_ingestion(articles=articles, rounds=rounds)
            if data is None
            else measure_recall(data)
        )
        print(format_figures(figures))  # noqa: T201


@app.command()
def writers(
    processes: Annotated[int, typer.Option("--processes", min=1)] = 4,
    rounds: Annotated[int, typer.Option("--rounds", min=1)] = 10,
    articles: Annotated[int, typer.Option("--articles", min=1)] = 500,
) -> None:
    """Let several processes add at once and look whether all is in, once and whole."""
    from eval.figures import format_figures
    from eval.writers import make_writer_figures, measure_writers

    with user_errors():
        report = measure_writers(processes=processes, rounds=rounds, articles=articles)
        print(format_figures(make_writer_figures(report)))  # noqa: T201


@app.command()
def memory(
    articles: Annotated[int, typer.Option("--articles", min=1)] = 20_000,
    model: Annotated[str, typer.Option("--model", help="NEWS_EMBEDDING_MODEL.")] = "hashing",
) -> None:
    """Watch the memory of taking in many generated articles."""
    from eval.figures import format_figures
    from eval.memory import make_memory_figures, measure_memory

    with user_errors():
        report = measure_memory(articles=articles, model=model)
        print(format_figures(make_memory_figures(report)))  # noqa: T201


@app.command()
def overhead(
    questions: Annotated[int, typer.Option("--questions", min=1)] = 1_000, out: Out = None
) -> None:
    """Time what `eval run` adds to a question: scoring, intervals, rows and the report."""
    from eval.figures import format_figures, write_figures
    from eval.overhead import measure_overhead

    with user_errors():
        figures = measure_overhead(questions=questions)
        print(format_figures(figures))  # noqa: T201
        if out is not None:
            write_figures(figures, out)


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


@app.command("obedient")
def measure_obedient_model(
    data: Annotated[Path, typer.Option(help="Folder with hostile_articles.jsonl.")],
    most: Annotated[int | None, typer.Option(min=1, help="Only the first pages.")] = None,
) -> None:
    """A chat model that obeys every article gets nothing into an answer that no page showed."""
    from eval.obedient import measure_obedient, report_lines

    with user_errors():
        report = measure_obedient(data, most=most)
    for line in report_lines(report):
        typer.echo(line)
    if report.faults:
        raise typer.Exit(1)


@app.command("model")
def measure_model(
    rounds: Annotated[int, typer.Option("--rounds", min=1)] = 20,
) -> None:
    """Time from the end of a sentence at a scripted server to its place in the answer."""
    from eval.figures import format_figures
    from eval.model_speed import measure_model_speed

    with user_errors():
        typer.echo(format_figures(measure_model_speed(rounds=rounds)))


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


@app.command()
def extraction(
    articles: Annotated[list[Path], typer.Argument(help="Files and folders of articles.")],
) -> None:
    """Time the extraction of statements, and check that each stands in its article."""
    from eval.extraction import format_extraction, measure_extraction

    with user_errors():
        typer.echo(format_extraction(measure_extraction(articles)))


@app.command()
def mutants(
    articles: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders of articles; none are the retellings shipped."),
    ] = None,
    misses: Annotated[
        bool,
        typer.Option("--misses", help="Show what was accepted, and what was refused as it stood."),
    ] = False,
) -> None:
    """Turn one word of each sentence that is accepted, and count what is accepted still."""
    from eval.mutants import (
        format_mutants,
        list_article_sentences,
        list_retellings,
        measure_mutants,
    )
    from eval.verify import ROWS, read_labelled

    with user_errors():
        shipped = (
            row for path in sorted(ROWS.parent.glob("*.jsonl")) for row in read_labelled(path)
        )
        cases = list_article_sentences(articles) if articles else list_retellings(list(shipped))
        typer.echo(format_mutants(measure_mutants(cases), misses=misses))


@app.command("page")
def _measure_page(
    questions: Annotated[
        Path | None, typer.Option("--questions", help="Ask these questions, not the shipped.")
    ] = None,
    openings: Annotated[int, typer.Option("--openings", min=1)] = 5,
) -> None:
    """Time the page in a real Chromium: until it can be used, and from Enter to the first words."""
    from eval.figures import format_figures
    from eval.page_use import measure_page_use
    from eval.speed import SHIPPED_QUESTIONS

    with user_errors():
        asked = questions or SHIPPED_QUESTIONS / "samples.jsonl"
        typer.echo(format_figures(measure_page_use(asked, openings=openings)))
