"""What the commands of the corpus share: their options, an open store, and printing that obeys nobody."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.indexing import update_index
from corpus.progress import show_progress
from corpus.settings import load_settings
from corpus.store import Store
from corpus.terminal import printable, printable_line

_PIPE_COLUMNS = 200
"""Width of a table that is not shown on a terminal."""

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Folder that holds all state (default: NEWS_DATA_DIR)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Index = Annotated[bool, typer.Option("--index/--no-index", help="Bring the index up to date too.")]


def open_store(data_dir: Path | None, *, create: bool = False) -> Store:
    """Return the store of the folder that is named, or else set.

    Raises:
        StoreError: there is none and `create` is false, or it cannot be opened.
    """
    return Store.open(load_settings(data_dir=data_dir).data_dir, create=create)


def index_store(store: Store, *, anew: bool = False) -> int:
    """Bring the index in line with the store, showing how far it is; return the passages made."""
    with show_progress("passages") as advance:
        return update_index(store, load_settings(), anew=anew, advance=advance)


def print_text(text: str) -> None:
    """Print text whose line ends are its own."""
    typer.echo(printable(text))


def print_line(text: str, *, error: bool = False) -> None:
    """Print one line, its indent kept; with `error` on standard error."""
    indent = "  " if text.startswith("  ") else ""
    typer.echo(indent + printable_line(text), err=error)


def print_json(fields: Mapping[str, object]) -> None:
    """Print one JSON object on one line."""
    # ASCII only: a terminal obeys control characters that JSON does not have to escape.
    typer.echo(json.dumps(fields, ensure_ascii=True))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, unbroken: int) -> None:
    """Print a table; its first `unbroken` columns are never wrapped."""
    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=number < unbroken)
    for row in rows:
        table.add_row(*(Text(printable_line(cell)) for cell in row))
    width = None if sys.stdout.isatty() else _PIPE_COLUMNS
    Console(markup=False, highlight=False, width=width).print(table)
