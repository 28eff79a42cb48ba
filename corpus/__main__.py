"""The command line of the corpus: `python -m corpus add|feed|watch|list|show|correct|remove|stats|check`."""

import sys
from dataclasses import asdict
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from corpus import add_commands, report, statement_commands
from corpus.article import Article
from corpus.build import add_articles, extract_again, remove_articles
from corpus.console import (
    AsJson,
    DataDir,
    Index,
    index_store,
    open_store,
    print_json,
    print_line,
    print_table,
    print_text,
)
from corpus.correction import correct_article, undo_correction
from corpus.errors import CorpusError
from corpus.feeds import feed_commands
from corpus.indexing import read_index_health
from corpus.parsing import measure_report, parse_feed
from corpus.stories.folding import fold_store
from corpus.terminal import printable

if TYPE_CHECKING:
    from corpus.fetching.fetcher import Fetcher

app = typer.Typer(
    name="python -m corpus",
    help="Keep the articles that questions are answered from.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(feed_commands.app, name="feed")
app.command()(add_commands.add)
app.command()(add_commands.watch)
statement_commands.register(app)


@app.command("list")
def list_articles(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List the articles, earliest published first; with --json, one a line."""
    with open_store(data_dir) as store:
        articles, stories = store.read_articles(), store.read_story_ids()
    if as_json:
        for article in articles:
            print_json(report.article_fields(article, stories[article.article_id]))
        return
    headings = ("article", "published", "outlet", "title", "source")
    print_table(headings, map(_list_row, articles), unbroken=2)


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
    with open_store(data_dir) as store:
        article = store.read_article(ref)
        statements = store.read_statements(article_ids=[article.article_id])
        story = store.read_story(article.article_id)
        others = store.read_articles(
            [one for one in story.article_ids if one != article.article_id]
        )
        copies = report.copy_fields(article, others, store.read_links(article.article_id))
        versions = report.version_fields(store.read_versions(article.article_id))
    fields = report.article_fields(article, story.story_id)
    if as_json:
        body = [asdict(kept) for kept in article.body]
        quoted = [report.statement_fields(article, statement) for statement in statements]
        print_json(
            fields
            | {"source_text": article.source_text, "body": body, "statements": quoted}
            | {"copies": copies, "versions": versions}
        )
        return
    for line in report.header_lines(fields):
        print_line(line)
    for line in (*report.story_lines(copies), *report.version_lines(versions)):
        print_line(line)
    print_text("\n" + (report.marked_text(article) if raw else report.body_text(article)))
    if statements:
        print_text("\nstatements:")
    for statement in statements:
        print_line(report.statement_line(article, statement))


@app.command()
def remove(
    refs: Annotated[
        list[str], typer.Argument(help="Ids, their beginnings, or sources.", metavar="ARTICLE...")
    ],
    data_dir: DataDir = None,
    index: Index = True,
) -> None:
    """Remove articles with all that was made from them: all that are named, or none."""
    with open_store(data_dir) as store:
        articles = [store.read_article(ref) for ref in refs]
        remove_articles(store, [article.article_id for article in articles])
        for article in articles:
            print_line(f"removed {article.article_id} ({article.source})")
        if index:
            index_store(store)


@app.command()
def correct(
    ref: Annotated[str, typer.Argument(help="Id, its beginning, or source.", metavar="ARTICLE")],
    outlet: Annotated[str | None, typer.Option(help="Outlet that published it.")] = None,
    published: Annotated[str | None, typer.Option(help="Date, such as 2025-09-12.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take what the source says again.")] = False,
    data_dir: DataDir = None,
    index: Index = True,
) -> None:
    """Correct an outlet or a date by hand; it becomes a new version, and its origin `given`, until `--undo`."""
    if undo and (outlet or published):
        raise CorpusError(
            "--undo takes back what was corrected; give no outlet and no date with it"
        )
    with open_store(data_dir) as store:
        found = store.read_article(ref)
        article = (
            undo_correction(store, found.article_id)
            if undo
            else correct_article(store, found.article_id, outlet=outlet, published=published)
        )
        day = article.published.iso if article.published else "undated"
        print_line(
            f"corrected {article.article_id} ({article.source}): {article.outlet or 'unknown'}"
            f" ({article.outlet_origin}), {day} ({article.published_origin})"
        )
        if index:
            index_store(store)


@app.command()
def stats(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Count what the store holds."""
    with open_store(data_dir) as store:
        counts = asdict(store.stats())
    if as_json:
        print_json(counts)
        return
    for name, value in counts.items():
        shown = ", ".join(value) if isinstance(value, tuple) else value
        print_line(f"{name.replace('_', ' ')}: {'none' if shown in {None, ''} else shown}")


@app.command()
def check(
    data_dir: DataDir = None,
    repair: Annotated[bool, typer.Option("--repair", help="Make anew what is derived.")] = False,
) -> None:
    """Check that the store is whole; with --repair, make statements, stories and indexes anew."""
    with open_store(data_dir) as store:
        problems = store.find_problems()
        for problem in problems:
            print_line(f"problem: {problem}")
        if problems:
            raise CorpusError(
                f"the store {str(store.path)!r} is damaged; move it aside and add the articles"
                " again with: python -m corpus add PATH..."
            )
        if repair:
            extract_again(store)
            fold_store(store)
            index_store(store, anew=True)
        counts = store.stats()
        index = read_index_health(store)
    for clause in index.behind:
        print_line(f"index: {clause}; the next run of add, or the next question, sees to it")
    for clause in index.broken:
        print_line(f"index: {clause}; make it again with: python -m corpus check --repair")
    print_line(
        f"whole: {counts.articles} articles in {counts.versions} versions, {counts.stories}"
        f" stories, {counts.statements} statements"
    )
    if index.broken:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; what a person can mend is one message and exit code 1."""
    # An article's letters may be missing in a terminal's encoding; that must not stop a list.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(obj=_wiring())
    except CorpusError as error:
        print(f"error: {printable(str(error))}", file=sys.stderr)
        sys.exit(1)


def _wiring() -> feed_commands.Wiring:
    return feed_commands.Wiring(
        open_fetcher=_open_fetcher,
        parse=parse_feed,
        measure=measure_report,
        add=add_articles,
        index=index_store,
    )


def _open_fetcher() -> "Fetcher":
    from corpus.fetching.fetcher import Fetcher

    return Fetcher()


def _list_row(article: Article) -> tuple[str, ...]:
    published = article.published.iso if article.published else "undated"
    title = article.title or "untitled"
    return (article.article_id, published, article.outlet or "unknown", title, article.source)


if __name__ == "__main__":
    main()
