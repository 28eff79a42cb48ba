"""The articles of a store as a list to look through: searched, sorted, a page at a time, without their texts."""

from collections.abc import Mapping
from dataclasses import dataclass
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


def list_articles(
    store: Store,
    *,
    search: str = "",
    order: Order = "published",
    descending: bool = True,
    first: int = 0,
    most: int = 50,
) -> Listing:
    """Return the articles whose title, outlet, source, author, date or story holds every word of `search`.

    `first` counts from 0; undated articles and unknown outlets stand last either way.

    Raises:
        CorpusError: `order` is none of `ORDERS`.
    """
    if order not in ORDERS:
        raise CorpusError(f"order: {order!r} is none of {', '.join(ORDERS)}")
    words = search.split()
    values: dict[str, str | int] = {f"w{n}": f"%{_plain(w)}%" for n, w in enumerate(words)}
    told = (
        "(coalesce(v.title, '') || ' ' || coalesce(v.outlet, '') || ' ' || v.source || ' ' || v.authors"
        " || ' ' || coalesce(v.published_first, '') || ' ' || coalesce(s.story_id, ''))"
    )
    fits = " AND ".join(f"{told} LIKE :w{n} ESCAPE '\\'" for n in range(len(words))) or "1"
    tables = "current_versions AS v LEFT JOIN stories AS s ON s.article_id = v.article_id"
    total = store.query(f"SELECT count(*) FROM {tables} WHERE {fits}", values)[0][0]
    by = _COLUMNS[order].format(way="DESC" if descending else "ASC")
    found = store.query(
        "SELECT v.article_id, v.source, v.title, v.outlet, v.outlet_origin, v.published_first,"
        " v.published_last, v.published_origin, v.language, v.version,"
        " coalesce(s.story_id, 's' || v.article_id) AS story, (SELECT count(*) FROM stories AS o"
        f" WHERE o.story_id = s.story_id) AS copies,"
        " EXISTS (SELECT 1 FROM corrections AS c WHERE c.article_id = v.article_id) AS corrected"
        f" FROM {tables} WHERE {fits}"
        f" ORDER BY {by}, v.source, v.article_id LIMIT :most OFFSET :first",
        {**values, "most": most, "first": first},
    )
    rows = []
    for row in found:
        period = read_period(row["published_first"], row["published_last"])
        rows.append(
            ListedArticle(
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
        )
    return Listing(rows=tuple(rows), total=int(total))


def _plain(word: str) -> str:
    """The word with the wild cards of LIKE as themselves."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
