"""Articles and statements as rows of the store, and back; the only place that knows both forms."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from corpus.article import Article, Period, Range
from corpus.extraction import ParsedArticle
from corpus.statement import Statement
from corpus.view_rows import row_to_views, views_to_row

Value = str | int | float | bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """One version of an article, without its text."""

    version: int
    added_at: datetime
    published: Period | None
    source: str
    title: str | None
    replaced: bool


def parsed_to_row(parsed: ParsedArticle, *, source: str) -> dict[str, Value]:
    """Return the columns of `article_versions` that come from the source, and `content_hash`."""
    period = parsed.published
    row: dict[str, Value] = {
        "source": source,
        "title": parsed.title,
        "title_origin": parsed.title_origin,
        "outlet": parsed.outlet,
        "outlet_origin": parsed.outlet_origin,
        "authors": json.dumps(parsed.authors, ensure_ascii=False),
        "published_first": period.first.isoformat() if period else None,
        "published_last": period.last.isoformat() if period else None,
        "published_origin": parsed.published_origin,
        "published_at": parsed.published_at.isoformat() if parsed.published_at else None,
        "url": parsed.url,
        "language": parsed.language,
        "body": json.dumps([(kept.start, kept.end) for kept in parsed.body]),
        "source_text": parsed.source_text,
    }
    row["content_hash"] = _hash_row(row)
    return row


def parsed_to_article(
    parsed: ParsedArticle, *, article_id: str, version: int, source: str, added_at: datetime
) -> Article:
    """Return the article that `parsed` is as this version of an article of the store."""
    return Article(
        article_id=article_id,
        version=version,
        source=source,
        title=parsed.title,
        title_origin=parsed.title_origin,
        outlet=parsed.outlet,
        outlet_origin=parsed.outlet_origin,
        authors=parsed.authors,
        published=parsed.published,
        published_origin=parsed.published_origin,
        published_at=parsed.published_at,
        url=parsed.url,
        language=parsed.language,
        source_text=parsed.source_text,
        body=parsed.body,
        added_at=added_at,
    )


def row_to_article(row: sqlite3.Row) -> Article:
    """Return the article of a row of `article_versions`."""
    return Article(
        article_id=row["article_id"],
        version=row["version"],
        source=row["source"],
        title=row["title"],
        title_origin=row["title_origin"],
        outlet=row["outlet"],
        outlet_origin=row["outlet_origin"],
        authors=tuple(json.loads(row["authors"])),
        published=read_period(row["published_first"], row["published_last"]),
        published_origin=row["published_origin"],
        published_at=datetime.fromisoformat(row["published_at"]) if row["published_at"] else None,
        url=row["url"],
        language=row["language"],
        source_text=row["source_text"],
        body=tuple(Range(start=start, end=end) for start, end in json.loads(row["body"])),
        added_at=datetime.fromisoformat(row["added_at"]),
    )


def row_to_version(row: sqlite3.Row) -> StoredVersion:
    """Return the version of a row of `article_versions`."""
    return StoredVersion(
        version=row["version"],
        added_at=datetime.fromisoformat(row["added_at"]),
        published=read_period(row["published_first"], row["published_last"]),
        source=row["source"],
        title=row["title"],
        replaced=bool(row["replaced"]),
    )


def statement_to_row(statement: Statement, *, ordinal: int) -> dict[str, Value]:
    """Return the columns of `statements`."""
    return {
        "article_id": statement.article_id,
        "version": statement.version,
        "ordinal": ordinal,
        "span_start": statement.start,
        "span_end": statement.end,
        "persons": json.dumps(statement.persons, ensure_ascii=False),
        "firm": statement.firm,
        "role": statement.role,
        "cue": statement.cue,
        "direct": int(statement.direct),
        "date_first": statement.date.first.isoformat() if statement.date else None,
        "date_last": statement.date.last.isoformat() if statement.date else None,
        **views_to_row(statement),
    }


def row_to_statement(row: sqlite3.Row) -> Statement:
    """Return the statement of a row of `statements`."""
    return Statement(
        article_id=row["article_id"],
        version=row["version"],
        start=row["span_start"],
        end=row["span_end"],
        persons=tuple(json.loads(row["persons"])),
        firm=row["firm"],
        role=row["role"],
        cue=row["cue"],
        direct=bool(row["direct"]),
        date=read_period(row["date_first"], row["date_last"]),
        **row_to_views(row),
    )


def insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Value]) -> None:
    """Insert one row; the names of table and columns are this project's own, never input."""
    columns = ", ".join(row)
    marks = ", ".join(f":{column}" for column in row)
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", dict(row))


def read_period(first: str | None, last: str | None) -> Period | None:
    """Return the interval of two ISO dates; None if it is unknown."""
    if first is None or last is None:
        return None
    return Period(first=date.fromisoformat(first), last=date.fromisoformat(last))


def _hash_row(row: Mapping[str, Value]) -> str:
    # Without the source: the line number of a row in a file moves when another row is inserted.
    content = {name: value for name, value in row.items() if name != "source"}
    # Escaped JSON, not UTF-8: a lone surrogate must not break the hash before it is reported.
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("ascii")).hexdigest()
