"""The commands `statements` and `views` of `python -m corpus`; `register` adds them to its app."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import CorpusError
from corpus.settings import load_settings
from corpus.statement_table import Cell, statement_rows
from corpus.store import Store
from corpus.terminal import printable_line
from corpus.view_table import View, find_views, format_csv, format_json

_DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Folder that holds all state (default: NEWS_DATA_DIR)."),
]


def register(app: typer.Typer) -> None:
    """Add both commands to a command line."""
    app.command()(statements)
    app.command()(views)


def statements(
    article: Annotated[
        str | None, typer.Argument(help="Id, its beginning, or source.", metavar="[ARTICLE]")
    ] = None,
    data_dir: _DataDir = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Print who said what, of one article or of all, one statement a line."""
    with Store.open(load_settings(data_dir=data_dir).data_dir, create=False) as store:
        rows = statement_rows(store, article=article)
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=True) if as_json else _statement_line(row))


def views(
    firm: Annotated[str | None, typer.Option(help="A firm, by any of its names.")] = None,
    person: Annotated[str | None, typer.Option(help="A full name or a surname.")] = None,
    about: Annotated[str | None, typer.Option(help="A subject, such as small caps.")] = None,
    since: Annotated[str | None, typer.Option(help="First day, such as 2024-01-01.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, such as 2025-12-31.")] = None,
    data_dir: _DataDir = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV with a heading line.")] = False,
) -> None:
    """Print what a firm or a person thinks of a subject, newest first, each story once."""
    if as_json and as_csv:
        raise CorpusError("--json and --csv: name one of them, not both")
    first, last = _read_day("--since", since), _read_day("--until", until)
    with Store.open(load_settings(data_dir=data_dir).data_dir, create=False) as store:
        found = find_views(store, firm=firm, person=person, about=about, since=first, until=last)
    if as_csv:
        typer.echo(format_csv(found), nl=False)
        return
    for view in found:
        typer.echo(format_json(view) if as_json else _view_line(view))
    if not found:
        typer.echo("no statement fits; see all with: python -m corpus statements", err=True)


def _read_day(option: str, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise CorpusError(f"{option}: {value!r} is not an ISO date such as 2025-09-12") from None


def _statement_line(row: dict[str, Cell]) -> str:
    persons = row["persons"]
    names = [str(name) for name in persons] if isinstance(persons, list) else []
    speaker = ", ".join([*names, *(str(row[key]) for key in ("role", "firm") if row[key])])
    return printable_line(f"{row['date'] or 'undated'}  {speaker}: {row['text']}")


def _view_line(view: View) -> str:
    speaker = ", ".join([*view.persons, *(name for name in (view.role, view.firm) if name)])
    told = [view.date or "undated", view.outlet or view.source]
    held = f"{view.subject}: {view.stance}" if view.subject else ""
    extras = [text for text in (held, view.rating, view.forecast) if text]
    copies = f", also {', '.join(view.also_printed_by)}" if view.also_printed_by else ""
    return printable_line(
        f"{told[0]}  {speaker} ({told[1]}{copies}): {view.quotation}"
        + (f"  [{'; '.join(extras)}]" if extras else "")
    )
