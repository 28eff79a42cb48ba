"""A date or an outlet that a person knows better: it becomes a new version of the article, as `given`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from corpus.article import Article, Origin
from corpus.corrections import read_correction, remove_correction, write_correction
from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle
from corpus.metadata import GivenMetadata, read_given
from corpus.repair import extract_repaired
from corpus.rows import Value, parsed_to_row, read_period
from corpus.store import Store
from corpus.stories.folding import fold_store
from corpus.stories.putting import put_version

LONGEST_OUTLET = 200
"""Characters of a name of an outlet."""


def correct_article(
    store: Store, article_id: str, *, outlet: str | None = None, published: str | None = None
) -> Article:
    """Return the article with its outlet, its date or both as a person gives them, and stories folded anew.

    What is None or empty stays. It holds whatever its source says later, until `undo_correction`.

    Raises:
        CorpusError: there is no such article, nothing is given, or `published` is no date.
        StoreError: the store cannot be written.
    """
    given = read_given({"outlet": outlet, "published": published}, "the correction")
    if given == GivenMetadata():
        raise CorpusError(
            "nothing to correct was given; name an outlet, a date, or both, such as: python -m"
            " corpus correct ARTICLE --published 2025-09-12"
        )
    if len(given.outlet or "") > LONGEST_OUTLET:
        raise CorpusError(
            f"outlet: {given.outlet!r:.80} is longer than {LONGEST_OUTLET} characters, so it is no"
            " name of an outlet"
        )
    with store.write() as connection:
        article = store.read_article(article_id)
        before = read_correction(connection, article.article_id)
        parsed = _parsed(article)
        if before is not None:
            parsed = _as_said(parsed, before.said)
            given = replace(
                given,
                outlet=given.outlet or before.given.outlet,
                published=given.published or before.given.published,
            )
        row = parsed_to_row(parsed, source=article.source)
        write_correction(connection, article.article_id, given, row)
        return _put(store, article, parsed)


def undo_correction(store: Store, article_id: str) -> Article:
    """Return the article as its source has it by now, and stories folded anew.

    Raises:
        CorpusError: there is no such article, or nothing of it was corrected.
        StoreError: the store cannot be written.
    """
    with store.write() as connection:
        article = store.read_article(article_id)
        correction = read_correction(connection, article.article_id)
        if correction is None:
            raise CorpusError(
                f"nothing of {article.article_id} ({article.source}) was corrected by hand, so there is"
                " nothing to undo"
            )
        remove_correction(connection, article.article_id)
        return _put(store, article, _as_said(_parsed(article), correction.said))


def _parsed(article: Article) -> ParsedArticle:
    return ParsedArticle(
        title=article.title,
        title_origin=article.title_origin,
        outlet=article.outlet,
        outlet_origin=article.outlet_origin,
        authors=article.authors,
        published=article.published,
        published_origin=article.published_origin,
        published_at=article.published_at,
        url=article.url,
        language=article.language,
        source_text=article.source_text,
        body=article.body,
    )


def _as_said(parsed: ParsedArticle, said: Mapping[str, Value]) -> ParsedArticle:
    """The article with outlet and date as its source has them."""
    text = cast("Mapping[str, str | None]", said)
    at = text["published_at"]
    return replace(
        parsed,
        outlet=text["outlet"],
        outlet_origin=cast("Origin", text["outlet_origin"]),
        published=read_period(text["published_first"], text["published_last"]),
        published_origin=cast("Origin", text["published_origin"]),
        published_at=datetime.fromisoformat(at) if at else None,
    )


def _put(store: Store, article: Article, parsed: ParsedArticle) -> Article:
    """Write the new version under the key of the current one, which goes on telling what its source said."""
    keys = store.query(
        "SELECT key, content_hash FROM keys WHERE article_id = :a ORDER BY version = :v DESC, key",
        {"a": article.article_id, "v": article.version},
    )
    key, content_hash = keys[0]
    with store.write() as connection:
        # Without this the version of another address could count as later than the corrected one.
        connection.execute("UPDATE keys SET version = ? WHERE key = ?", (article.version, key))
        put_version(connection, key, parsed, article.source, extract_repaired)
        connection.execute("UPDATE keys SET content_hash = ? WHERE key = ?", (content_hash, key))
    fold_store(store)
    return store.read_article(article.article_id)
