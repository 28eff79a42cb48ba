"""The articles of a store as a list to look through: searched, sorted, a page at a time, without their texts."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from corpus.errors import CorpusError
from corpus.rows import read_period
from corpus.store import Store

Order = Literal["published", "title", "outlet", "added", "story"]
ORDERS: tuple[Order, ...] = get_args(Order)

_COLUMNS: Mapping[Order, str] = {
    "published": "v.published_first IS NULL, v.published_first {way}, v.published_last {way}",
    "title": "coalesce(v.title, v.source) COLLATE NOCASE {way}",
    "outlet": "v.outlet IS NULL, v.outlet COLLATE NOCASE {way}",
    "added": "v.added_at {way}",
    "story": "copies {way}, s.story_id",
}
_TABLES = "current_versions AS v LEFT JOIN stories AS s ON s.article_id = v.article_id"
_TOLD = (
    "(coalesce(v.title, '') || ' ' || coalesce(v.outlet, '') || ' ' || v.source || ' ' || v.authors"
    " || ' ' || coalesce(v.published_first, '') || ' ' || coalesce(s.story_id, ''))"
)
"""What is searched of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArticle:
    """One article of a list; see `Article` for its fields."""

    article_id: str
    source: str
    title: str | None
    outlet: str | None
    outlet_origin: str
    published: str | None
    """As `Period.iso`; None is undated."""
    published_origin: str
    language: str | None
    version: int
    story_id: str
    copies: int
    """Articles of its story, this one included."""
    corrected: bool
    """Whether a person gave its outlet or its date by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of a list, and how many articles it has in all."""

    rows: tuple[ListedArticle, ...]
    total: int
    later: int = 0
    """Articles that fit the search, but were not surely published by the as-of date."""
    undated: int = 0
    """Articles that fit the search, but are undated, which with an as-of date are not listed."""


def list_articles(
    store: Store,
    *,
    search: str = "",
    order: Order = "published",
    descending: bool = True,
    first: int = 0,
    most: int = 50,
    as_of: date | None = None,
) -> Listing:
    """Return the articles whose title, outlet, source, author, date or story holds every word of `search`.

    `first` counts from 0; undated articles and unknown outlets stand last either way. With `as_of` only articles
    are listed, and counted as copies, that were surely published by that day, as for answers.

    Raises:
        CorpusError: `order` is none of `ORDERS`.
    """
    if order not in ORDERS:
        raise CorpusError(f"order: {order!r} is none of {', '.join(ORDERS)}")
    words = search.split()
    values: dict[str, str | int] = {f"w{n}": f"%{_plain(w)}%" for n, w in enumerate(words)}
    fits = " AND ".join(f"{_TOLD} LIKE :w{n} ESCAPE '\\'" for n in range(len(words))) or "1"
    # Of what is undated the comparison is neither true nor false, so that it is not listed.
    known, copies = "1", "stories AS o"
    if as_of is not None:
        values["as_of"] = as_of.isoformat()
        known = "v.published_last <= :as_of"
        copies += " JOIN current_versions AS c ON c.article_id = o.article_id AND c.published_last <= :as_of"
    counts = store.query(
        f"SELECT count(*) AS every, coalesce(sum({known}), 0) AS listed,"
        f" coalesce(sum(({known}) IS NULL), 0) AS undated FROM {_TABLES} WHERE {fits}",
        values,
    )[0]
    by = _COLUMNS[order].format(way="DESC" if descending else "ASC")
    found = store.query(
        "SELECT v.article_id, v.source, v.title, v.outlet, v.outlet_origin, v.published_first,"
        " v.published_last, v.published_origin, v.language, v.version,"
        " coalesce(s.story_id, 's' || v.article_id) AS story,"
        f" (SELECT count(*) FROM {copies} WHERE o.story_id = s.story_id) AS copies,"
        " EXISTS (SELECT 1 FROM corrections AS c WHERE c.article_id = v.article_id) AS corrected"
        f" FROM {_TABLES} WHERE {fits} AND {known}"
        f" ORDER BY {by}, v.source, v.article_id LIMIT :most OFFSET :first",
        {**values, "most": most, "first": first},
    )
    return Listing(
        rows=tuple(_read_row(row) for row in found),
        total=int(counts["listed"]),
        later=int(counts["every"] - counts["listed"] - counts["undated"]),
        undated=int(counts["undated"]),
    )


def _read_row(row: sqlite3.Row) -> ListedArticle:
    period = read_period(row["published_first"], row["published_last"])
    return ListedArticle(
        article_id=row["article_id"],
        source=row["source"],
        title=row["title"],
        outlet=row["outlet"],
        outlet_origin=row["outlet_origin"],
        published=period.iso if period else None,
        published_origin=row["published_origin"],
        language=row["language"],
        version=row["version"],
        story_id=row["story"],
        copies=max(1, row["copies"]),
        corrected=bool(row["corrected"]),
    )


def _plain(word: str) -> str:
    """The word with the wild cards of LIKE as themselves."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
