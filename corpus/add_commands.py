"""The commands `python -m corpus add` and `watch`: news from where it is into the store."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from corpus.build import Summary, add_articles
from corpus.console import DataDir, Index, index_store, open_store, print_json, print_line
from corpus.corrections import kept_lines
from corpus.errors import CorpusError
from corpus.metadata import GivenMetadata, read_given
from corpus.progress import Advance, show_progress
from corpus.sources.counting import count_sources, list_files
from corpus.sources.intake import PASTED, is_address, read_references
from corpus.sources.sources import read_sources
from corpus.store import Store
from corpus.watch import run_watch


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
    with open_store(data_dir, create=True) as store:
        with show_progress("articles") as advance:
            summary = _add(store, references, given, advance)
        if not as_json:
            _print_summary(summary)
        passages = index_store(store) if index else None
    if as_json:
        print_json(asdict(summary) | {"passages": passages, "seconds": time.monotonic() - start})
    if summary.failed:
        raise typer.Exit(1)


def watch(
    folder: Annotated[Path, typer.Argument(help="Folder to follow.", metavar="DIR")],
    data_dir: DataDir = None,
    index: Index = True,
) -> None:
    """Take in what is in a folder and what comes into it, until Ctrl-C."""
    with open_store(data_dir, create=True) as store:

        def add_files(paths: Sequence[Path]) -> Summary:
            summary = add_articles(store, read_sources(paths))
            if index and summary.added + summary.updated:
                index_store(store)
            return summary

        run_watch(folder, list_files=list_files, add=add_files, tell=print_line)


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


def _print_summary(summary: Summary) -> None:
    for line in kept_lines(summary.kept):
        print_line(line)
    for failure in summary.failed:
        named = failure.reason.partition(": ")[0].strip("'").endswith(failure.source)
        told = failure.reason if named else f"{failure.source}: {failure.reason}"
        print_line(f"failed: {told}", error=True)
    print_line(
        f"{summary.added} added, {summary.unchanged} unchanged, {summary.updated} updated,"
        f" {len(summary.failed)} failed"
    )
