"""A date or an outlet that a person knows better: it becomes a new version of the article, as `given`."""

from dataclasses import replace

from corpus.article import Article
from corpus.errors import CorpusError
from corpus.extraction import ParsedArticle
from corpus.metadata import GivenMetadata, from_given, read_given
from corpus.repair import extract_repaired
from corpus.store import Store
from corpus.stories.folding import fold_store

LONGEST_OUTLET = 200
"""Characters of a name of an outlet."""


def correct_article(
    store: Store, article_id: str, *, outlet: str | None = None, published: str | None = None
) -> Article:
    """Return the article with its outlet, its date or both as a person gives them, and stories folded anew.

    What is None or empty stays. The same source added again later changes nothing, so the correction
    holds until the source itself changes.

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
    with store.write():
        article = store.read_article(article_id)
        _put(store, article, _corrected(article, given))
        fold_store(store)
        return store.read_article(article.article_id)


def _corrected(article: Article, given: GivenMetadata) -> ParsedArticle:
    # The outlet decides how an ambiguous date is read, so the one that is known goes along.
    facts = from_given(replace(given, outlet=given.outlet or article.outlet))
    dated = given.published is not None
    return ParsedArticle(
        title=article.title,
        title_origin=article.title_origin,
        outlet=facts.outlet if given.outlet else article.outlet,
        outlet_origin="given" if given.outlet else article.outlet_origin,
        authors=article.authors,
        published=facts.published if dated else article.published,
        published_origin="given" if dated else article.published_origin,
        published_at=facts.published_at if dated else article.published_at,
        url=article.url,
        language=article.language,
        source_text=article.source_text,
        body=article.body,
    )


def _put(store: Store, article: Article, corrected: ParsedArticle) -> None:
    """Write the new version under the key of the current one, which goes on telling what its source said."""
    keys = store.query(
        "SELECT key, content_hash FROM keys WHERE article_id = :a ORDER BY version = :v DESC, key",
        {"a": article.article_id, "v": article.version},
    )
    key, content_hash = keys[0]
    with store.write() as connection:
        # Without this the version of another address could count as later than the corrected one.
        connection.execute("UPDATE keys SET version = ? WHERE key = ?", (article.version, key))
        store.put_article(key, corrected, extract_repaired, source=article.source)
        connection.execute("UPDATE keys SET content_hash = ? WHERE key = ?", (content_hash, key))
