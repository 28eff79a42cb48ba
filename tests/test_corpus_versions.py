"""Updates and corrections are versions of an article; the next report of a series is another one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from test_corpus_stories import DAY, HARBOUR, MARKET_REPORT, OTHER_REPORT, RETOLD, article

from corpus.article import Period, Range
from corpus.extraction import ParsedArticle
from corpus.store import Store
from corpus.stories.folding import fold_store
from corpus.stories.sketch import sketch_article
from corpus.stories.versions import is_version

CORRECTED = HARBOUR.replace("$8,950", "$8,590")
LATER = HARBOUR + "Harbour Bank said in the evening that its forecast for zinc was not changed.\n"


def parsed(
    text: str = HARBOUR,
    *,
    title: str | None = "Harbour Bank cuts copper forecast",
    outlet: str | None = "The Courier",
    day: date | None = DAY,
    at: datetime | None = None,
    url: str | None = None,
) -> ParsedArticle:
    return ParsedArticle(
        title=title,
        title_origin="given" if title else "unknown",
        outlet=outlet,
        outlet_origin="given" if outlet else "unknown",
        authors=(),
        published=Period(first=day, last=day) if day else None,
        published_origin="given" if day else "unknown",
        published_at=at,
        url=url,
        language="en",
        source_text=text,
        body=(Range(start=0, end=len(text)),),
    )


def put(store: Store, key: str, article: ParsedArticle) -> str:
    return store.put_article(key, article, lambda _: ()).outcome


def current(store: Store) -> Sequence[str]:
    return [article.source_text for article in store.read_articles()]


def titled(text: str, title: str | None, *, outlet: str | None = "The Courier", days: int = 0):  # noqa: ANN201
    day = DAY + timedelta(days)
    return sketch_article(replace(article(1, text, outlet=outlet, day=day), title=title))


@pytest.mark.parametrize("text", [CORRECTED, LATER, HARBOUR])
def test_a_corrected_or_longer_text_of_one_outlet_is_a_version(text: str) -> None:
    assert is_version(titled(HARBOUR, "Copper"), titled(text, "UPDATE 1-Copper"))
    assert is_version(titled(text, None), titled(HARBOUR, "Metals: gloom spreads", days=3))


def test_another_outlet_or_an_unknown_one_or_a_later_week_is_no_version() -> None:
    assert not is_version(titled(HARBOUR, "Copper"), titled(CORRECTED, "Copper", outlet="Ledger"))
    assert not is_version(titled(HARBOUR, None, outlet=None), titled(HARBOUR, None, outlet=None))
    assert not is_version(titled(HARBOUR, "Copper"), titled(CORRECTED, "Copper", days=4))


def test_outlets_are_the_same_in_capitals() -> None:
    assert is_version(titled(HARBOUR, None), titled(CORRECTED, None, outlet="THE COURIER"))


@pytest.mark.parametrize("text", [RETOLD, OTHER_REPORT, " ".join(HARBOUR.split()[:40])])
def test_a_retelling_another_report_or_a_teaser_of_one_outlet_is_no_version(text: str) -> None:
    assert not is_version(titled(HARBOUR, "Copper"), titled(text, "UPDATE 1-Copper"))


def test_the_next_report_of_a_series_is_no_version() -> None:
    monday = MARKET_REPORT.format(
        close="2,310.4", day="Monday", move="0.4", way="higher", bond="3.12", crown="11.42"
    )
    tuesday = MARKET_REPORT.format(
        close="2,298.9", day="Tuesday", move="0.5", way="lower", bond="3.09", crown="11.47"
    )
    assert not is_version(titled(monday, "At the close"), titled(tuesday, "At the close", days=1))


def test_a_correction_under_another_address_replaces_and_is_not_taken_back(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert put(store, "a", parsed()) == "added"
        assert put(store, "b", parsed(CORRECTED, url="https://courier.example/b")) == "updated"
        assert current(store) == [CORRECTED]
        (first,) = store.read_articles()
        versions = store.read_versions(first.article_id)
        assert [(one.version, one.replaced) for one in versions] == [(1, True), (2, False)]
        before = store.corpus_version()
        # The same two files once more, in either order.
        for key, text, url in (
            ("a", HARBOUR, None),
            ("b", CORRECTED, "https://courier.example/b"),
            ("a", HARBOUR, None),
        ):
            assert put(store, key, parsed(text, url=url)) == "unchanged"
        assert store.corpus_version() == before
        assert current(store) == [CORRECTED]
        assert store.find_problems() == ()


def test_the_later_published_is_current_in_whatever_order_they_come(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, "b", parsed(LATER, day=DAY + timedelta(1)))
        result = store.put_article("a", parsed(), lambda _: ())
        assert (result.outcome, result.article.source_text) == ("updated", LATER)
        assert current(store) == [LATER]
        assert store.find_problems() == ()
        noon = datetime(2025, 3, 5, 12, tzinfo=UTC)
        put(store, "c", parsed(CORRECTED, day=noon.date(), at=noon))
        assert current(store) == [CORRECTED]
        put(
            store, "d", parsed(HARBOUR + "It was.\n", day=noon.date(), at=noon - timedelta(hours=1))
        )
        assert current(store) == [CORRECTED]
        assert store.stats().versions == 4


def test_an_address_that_changes_is_current_even_with_an_earlier_date(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, "a", parsed())
        put(store, "a", parsed(CORRECTED, day=DAY - timedelta(1)))
        assert current(store) == [CORRECTED]


def test_the_same_text_under_two_addresses_of_one_outlet_is_one_article(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, "a", parsed())
        assert put(store, "b", parsed(url="https://courier.example/amp")) == "unchanged"
        assert store.stats().versions == 1
        assert put(store, "b", parsed(CORRECTED, url="https://courier.example/amp")) == "updated"
        assert current(store) == [CORRECTED]


def test_the_same_text_of_two_outlets_or_of_unknown_ones_is_two_articles(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for key, outlet in (("a", "The Courier"), ("b", "Daily Ledger"), ("c", None), ("d", None)):
            assert put(store, key, parsed(outlet=outlet)) == "added"
        fold_store(store)
        (story,) = store.read_stories()
        assert story.outlet_count == 4


def test_removing_an_article_forgets_its_versions_and_addresses(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, "a", parsed())
        put(store, "b", parsed(CORRECTED))
        store.remove_article(store.read_articles()[0].article_id)
        for table in ("keys", "article_versions", "sketches", "word_marks", "fact_marks"):
            assert store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
        assert put(store, "b", parsed(CORRECTED)) == "added"


def test_a_version_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    def broken(_: object) -> tuple[()]:
        raise ValueError("torn")

    with Store.open(tmp_path) as store:
        put(store, "a", parsed())
        before = store.corpus_version()
        with pytest.raises(ValueError, match="torn"):
            store.put_article("b", parsed(CORRECTED), broken)
        assert store.corpus_version() == before
        assert current(store) == [HARBOUR]
        assert put(store, "b", parsed(CORRECTED)) == "updated"
