"""Cases of news prose: a text, and of each of its phrases whose words they are."""

from datetime import UTC, date, datetime

import pytest

from corpus.article import Article, Period, Range
from corpus.firm_names import same_firm
from corpus.statements import extract_statements

NOBODY = ("", "")
"""The outlet's own words."""
ANY = None
"""Where a case does not judge the person or the firm."""

Expected = tuple[str, str | None, str | None]
"""A phrase, the person whose it is (empty for a firm alone) and the firm (empty for none)."""
Cases = dict[str, tuple[tuple[str, tuple[Expected, ...]], ...]]
"""Texts by class of grammar."""


def list_cases(cases: Cases) -> list[object]:
    """The cases as parameters of a test, each with its class for a name."""
    return [
        pytest.param(text, expected, id=f"{name}-{k}")
        for name, texts in cases.items()
        for k, (text, expected) in enumerate(texts)
    ]


def check_speakers(text: str, expected: tuple[Expected, ...], *, title: str | None = None) -> None:
    """Assert that the shortest statement over the middle of each phrase is by whom it should be."""
    statements = extract_statements(make_article(text, title))
    for phrase, person, firm in expected:
        assert text.count(phrase) == 1, f"{phrase!r} must stand once"
        middle = text.index(phrase) + len(phrase) // 2
        covering = [s for s in statements if s.start <= middle < s.end]
        if (person, firm) == NOBODY:
            assert covering == [], phrase
            continue
        assert covering, f"nobody says {phrase!r}"
        found = min(covering, key=lambda s: s.end - s.start)
        if person is not ANY:
            assert " & ".join(found.persons) == person, phrase
        if firm:
            assert same_firm(found.firm, firm), (phrase, found.firm)
        elif firm == "":
            assert found.firm is None, phrase


def make_article(
    text: str,
    title: str | None = None,
    *,
    outlet: str | None = None,
    authors: tuple[str, ...] = (),
) -> Article:
    """An article that is nothing but its text and what is given, of 18 September 2025."""
    day = Period(first=date(2025, 9, 18), last=date(2025, 9, 18))
    return Article(
        article_id="a",
        version=1,
        source="a.txt",
        title=title,
        title_origin="unknown",
        outlet=outlet,
        outlet_origin="unknown",
        authors=authors,
        published=day,
        published_origin="given",
        published_at=None,
        url=None,
        language="en",
        source_text=text,
        body=(Range(start=0, end=len(text)),),
        added_at=datetime(2025, 9, 18, tzinfo=UTC),
    )
