"""The command line of the corpus: `python -m corpus add|feed|watch|list|show|remove|stats|check`."""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus import report
from corpus.build import Summary, add_articles, remove_articles
from corpus.errors import CorpusError
from corpus.folding import fold_store
from corpus.indexing import find_index_problems, update_index
from corpus.intake import PASTED, is_address, read_references
from corpus.metadata import GivenMetadata, read_given
from corpus.progress import Advance, show_progress
from corpus.settings import load_settings
from corpus.sources import count_sources
from corpus.store import Store
from corpus.terminal import printable, printable_line

_PIPE_COLUMNS = 200
"""Width of a table that is not shown on a terminal."""

app = typer.Typer(
    name="python -m corpus",
    help="Keep the articles that questions are answered from.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Folder that holds all state (default: NEWS_DATA_DIR)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Index = Annotated[bool, typer.Option("--index/--no-index", help="Bring the index up to date too.")]


@app.command()
def add(
    references: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, zip archives, addresses of pages (https://...), or - for text"
            " that is pasted or piped in.",
            metavar="WHAT...",
        ),
    ],
    data_dir: DataDir = None,
    index: Index = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    title: Annotated[str | None, typer.Option(help="Title, where it is known better.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet that published it.")] = None,
    published: Annotated[str | None, typer.Option(help="Date, such as 2025-09-12.")] = None,
    url: Annotated[str | None, typer.Option(help="Address it was published under.")] = None,
) -> None:
    """Take in articles; what is already there is left as it is."""
    given = _read_options(references, title=title, outlet=outlet, published=published, url=url)
    start = time.monotonic()
    with _open(data_dir) as store:
        with show_progress("articles") as advance:
            summary = _add(store, references, given, advance)
        passages = _update_index(store) if index else None
    if as_json:
        _print_json(asdict(summary) | {"passages": passages, "seconds": time.monotonic() - start})
    else:
        _print_summary(summary)
    if summary.failed:
        raise typer.Exit(1)


@app.command("list")
def list_articles(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List the articles, earliest published first; with --json, one a line."""
    with _open(data_dir, create=False) as store:
        articles, stories = store.read_articles(), store.read_story_ids()
    if as_json:
        for article in articles:
            _print_json(report.article_fields(article, stories[article.article_id]))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("article", "published", "outlet", "title", "source"):
        table.add_column(heading, overflow="fold", no_wrap=heading in {"article", "published"})
    for article in articles:
        published = article.published.iso if article.published else "undated"
        title = article.title or "untitled"
        cells = (article.article_id, published, article.outlet or "unknown", title, article.source)
        table.add_row(*(Text(printable_line(cell)) for cell in cells))
    width = None if sys.stdout.isatty() else _PIPE_COLUMNS
    Console(markup=False, highlight=False, width=width).print(table)


@app.command()
def show(
    ref: Annotated[str, typer.Argument(help="Id, its beginning, or source.", metavar="ARTICLE")],
    data_dir: DataDir = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="The whole text, the cut parts marked.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show one article with what is known of it and the statements made in it."""
    with _open(data_dir, create=False) as store:
        article = store.read_article(ref)
        statements = store.read_statements(article_ids=[article.article_id])
        story_id = store.read_story_ids()[article.article_id]
    fields = report.article_fields(article, story_id)
    if as_json:
        body = [asdict(kept) for kept in article.body]
        quoted = [report.statement_fields(article, statement) for statement in statements]
        _print_json(
            fields | {"source_text": article.source_text, "body": body, "statements": quoted}
        )
        return
    for line in report.header_lines(fields):
        _print_line(line)
    _print("\n" + (report.marked_text(article) if raw else report.body_text(article)))
    if statements:
        _print("\nstatements:")
    for statement in statements:
        _print_line(report.statement_line(article, statement))


@app.command()
def remove(
    refs: Annotated[
        list[str], typer.Argument(help="Ids, their beginnings, or sources.", metavar="ARTICLE...")
    ],
    data_dir: DataDir = None,
    index: Index = True,
) -> None:
    """Remove articles with all that was made from them: all that are named, or none."""
    with _open(data_dir, create=False) as store:
        articles = [store.read_article(ref) for ref in refs]
        remove_articles(store, [article.article_id for article in articles])
        for article in articles:
            _print_line(f"removed {article.article_id} ({article.source})")
        if index:
            _update_index(store)


@app.command()
def stats(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Count what the store holds."""
    with _open(data_dir, create=False) as store:
        counts = asdict(store.stats())
    if as_json:
        _print_json(counts)
        return
    for name, value in counts.items():
        shown = ", ".join(value) if isinstance(value, tuple) else value
        _print_line(f"{name.replace('_', ' ')}: {'none' if shown in {None, ''} else shown}")


@app.command()
def check(
    data_dir: DataDir = None,
    repair: Annotated[bool, typer.Option("--repair", help="Make anew what is derived.")] = False,
) -> None:
    """Check that the store is whole; with --repair, make stories and indexes anew."""
    with _open(data_dir, create=False) as store:
        problems = store.find_problems()
        for problem in problems:
            _print_line(f"problem: {problem}")
        if problems:
            raise CorpusError(
                f"the store {str(store.path)!r} is damaged; move it aside and add the articles"
                " again with: python -m corpus add PATH..."
            )
        if repair:
            fold_store(store)
            _update_index(store, anew=True)
        counts = store.stats()
        lagging = find_index_problems(store)
    for problem in lagging:
        _print_line(f"index: {problem}; bring it in line with: python -m corpus check --repair")
    _print_line(
        f"whole: {counts.articles} articles in {counts.versions} versions, {counts.stories}"
        f" stories, {counts.statements} statements"
    )
    if lagging:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; what a person can mend is one message and exit code 1."""
    # An article's letters may be missing in a terminal's encoding; that must not stop a list.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except CorpusError as error:
        print(f"error: {printable(str(error))}", file=sys.stderr)
        sys.exit(1)


def _open(data_dir: Path | None, *, create: bool = True) -> Store:
    return Store.open(load_settings(data_dir=data_dir).data_dir, create=create)


def _read_options(references: Sequence[str], **said: str | None) -> GivenMetadata:
    fields = {name: value for name, value in said.items() if value is not None}
    many = len(references) > 1 or not (
        references[0] == PASTED or is_address(references[0]) or Path(references[0]).is_file()
    )
    for name in ("title", "url"):
        if many and name in fields:
            raise CorpusError(
                f"--{name} {fields[name]!r}: belongs to one article, and more than one may be"
                " added here; add them one by one, or say it in a metadata.jsonl beside the files"
            )
    return read_given(fields, "the command line")


def _add(store: Store, references: list[str], given: GivenMetadata, advance: Advance) -> Summary:
    paths = [Path(one) for one in references if one != PASTED and not is_address(one)]
    total = count_sources(paths) + len(references) - len(paths)
    done = 0

    def on_article(source: str, outcome: str) -> None:
        nonlocal done
        done += 1
        # The count is an estimate: a file of rows may hold more or fewer.
        advance(done, max(done, total))

    return add_articles(store, read_references(references, given=given), on_article=on_article)


def _update_index(store: Store, *, anew: bool = False) -> int:
    with show_progress("passages") as advance:
        return update_index(store, load_settings(), anew=anew, advance=advance)


def _print_summary(summary: Summary) -> None:
    for failure in summary.failed:
        named = failure.reason.partition(": ")[0].endswith(failure.source)
        told = failure.reason if named else f"{failure.source}: {failure.reason}"
        print(f"failed: {printable_line(told)}", file=sys.stderr)
    _print_line(
        f"{summary.added} added, {summary.unchanged} unchanged, {summary.updated} updated,"
        f" {len(summary.failed)} failed"
    )


def _print(text: str) -> None:
    print(printable(text))


def _print_line(text: str) -> None:
    print(printable_line(text))


def _print_json(fields: Mapping[str, object]) -> None:
    # ASCII only: a terminal obeys control characters that JSON does not have to escape.
    print(json.dumps(fields, ensure_ascii=True))


if __name__ == "__main__":
    main()
