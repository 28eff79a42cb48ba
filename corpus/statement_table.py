"""Statements as a table of plain values: for JSON, for pandas, for whoever has neither."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.article import Article
from corpus.settings import load_settings
from corpus.statement import Statement
from corpus.store import Store
from corpus.view_rows import forecast_fields

Cell = str | int | float | bool | None | Sequence[object] | dict[str, object]

COLUMNS = (
    "article_id",
    "source",
    "start",
    "end",
    "text",
    "persons",
    "firm",
    "role",
    "cue",
    "direct",
    "date",
    "subjects",
    "rating",
    "forecasts",
    "outlet",
    "title",
)
"""In the order in which `read_statements` and `python -m corpus statements --json` give them."""


def read_statements(
    data_dir: Path | str | None = None, *, article: str | None = None
) -> tuple[dict[str, Cell], ...]:
    """Return the statements of a data folder, one row each, ready for `pandas.DataFrame`.

    By article and place in it; `date` is ISO 8601 as in `Period.iso`, `subjects` a list of
    `{subject, stance}`; `text` is the source text from `start` to `end`. `data_dir` is
    `NEWS_DATA_DIR` where none is named; `article` an id, its beginning, or a source.

    Raises:
        CorpusError: there is no store, or the article is unknown or ambiguous.
    """
    folder = load_settings(data_dir=None if data_dir is None else Path(data_dir)).data_dir
    with Store.open(folder, create=False) as store:
        return statement_rows(store, article=article)


def statement_rows(store: Store, *, article: str | None = None) -> tuple[dict[str, Cell], ...]:
    """Return the same rows from a store that is open.

    Raises:
        CorpusError: the article is unknown or ambiguous.
    """
    chosen = None if article is None else [store.read_article(article).article_id]
    by_id = {one.article_id: one for one in store.read_articles(chosen)}
    return tuple(
        statement_row(by_id[statement.article_id], statement)
        for statement in store.read_statements(article_ids=chosen)
        if statement.article_id in by_id
    )


def statement_row(article: Article, statement: Statement) -> dict[str, Cell]:
    """Return the row of one statement, by `COLUMNS`."""
    return {
        "article_id": statement.article_id,
        "source": article.source,
        "start": statement.start,
        "end": statement.end,
        "text": article.source_text[statement.start : statement.end],
        "persons": list(statement.persons),
        "firm": statement.firm,
        "role": statement.role,
        "cue": statement.cue,
        "direct": statement.direct,
        "date": statement.date.iso if statement.date else None,
        "subjects": [asdict(subject) for subject in statement.subjects],
        "rating": asdict(statement.rating) if statement.rating else None,
        "forecasts": [forecast_fields(forecast) for forecast in statement.forecasts],
        "outlet": article.outlet,
        "title": article.title,
    }
