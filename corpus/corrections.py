"""What persons corrected by hand, kept beside what the source says, so that its updates undo none."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corpus.extraction import ParsedArticle
from corpus.metadata import GivenMetadata, from_given
from corpus.rows import Value

_SAID = (
    "outlet",
    "outlet_origin",
    "published_first",
    "published_last",
    "published_origin",
    "published_at",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An outlet or a date given by hand for one article."""

    given: GivenMetadata
    said: Mapping[str, Value]
    """What the source says of both, as columns of `article_versions`."""


def read_correction(connection: sqlite3.Connection, article_id: str) -> Correction | None:
    """Return what was corrected of an article, None for nothing."""
    row = connection.execute(
        "SELECT outlet, published, said FROM corrections WHERE article_id = ?", (article_id,)
    ).fetchone()
    if row is None:
        return None
    given = GivenMetadata(outlet=row["outlet"], published=row["published"])
    return Correction(given=given, said=json.loads(row["said"]))


def write_correction(
    connection: sqlite3.Connection, article_id: str, given: GivenMetadata, row: Mapping[str, Value]
) -> None:
    """Keep a correction; `row` has what the source says, in the columns of `article_versions`."""
    said = json.dumps({name: row[name] for name in _SAID})
    connection.execute(
        "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?)",
        (article_id, given.outlet, given.published, said),
    )


def remove_correction(connection: sqlite3.Connection, article_id: str) -> None:
    """Forget what was corrected of an article."""
    connection.execute("DELETE FROM corrections WHERE article_id = ?", (article_id,))


def with_correction(parsed: ParsedArticle, given: GivenMetadata) -> ParsedArticle:
    """Return the article with the outlet, the date or both as they were given."""
    # The outlet decides how an ambiguous date is read, so the one that is known goes along.
    facts = from_given(replace(given, outlet=given.outlet or parsed.outlet))
    if given.outlet:
        parsed = replace(parsed, outlet=facts.outlet, outlet_origin="given")
    if given.published is None:
        return parsed
    return replace(
        parsed,
        published=facts.published,
        published_origin="given",
        published_at=facts.published_at,
    )


def kept_lines(names: Iterable[str]) -> tuple[str, ...]:
    """Return what a person is told of updated sources whose outlet or date stayed as it was corrected."""
    return tuple(
        f"{name}: the outlet or date corrected by hand stays; take the source's own with: python -m"
        " corpus correct ARTICLE --undo"
        for name in names
    )
