import re
from dataclasses import fields
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Period, Range
from rag.answers.citing import cite_lines, header_fields, make_citation, show_quote
from rag.answers.drafts import Line
from rag.answers.evidence import Evidence
from rag.lead_in import LeadPart

TEXT = "Elms rose 5% on Monday. “Elms are\ncheap,” said Ada Ferris. “We like them.”"


def make_article(published: Period | None) -> Article:
    return Article(
        article_id="e1",
        version=1,
        source="elms.md",
        title="Elms rise",
        title_origin="given",
        outlet="Elm News",
        outlet_origin="given",
        authors=(),
        published=published,
        published_origin="given" if published else "unknown",
        published_at=None,
        url="https://elm.example/rise",
        language="en",
        source_text=TEXT,
        body=(Range(start=0, end=len(TEXT)),),
        added_at=datetime(2025, 9, 19, tzinfo=UTC),
    )


ARTICLE = make_article(Period(first=date(2025, 9, 18), last=date(2025, 9, 18)))


def evidence(words: str) -> Evidence:
    start = TEXT.index(words)
    scores = {field.name: 1.0 for field in fields(Evidence) if field.type in (float, "float")}
    return Evidence(article=ARTICLE, start=start, end=start + len(words), statement=None, **scores)


NEWS = LeadPart(kind="outlet", names=("Elm News",))
ADA = LeadPart(kind="speaker", names=("Ada Ferris",))


def test_marks_are_numbered_over_the_lines_and_point_at_exact_words() -> None:
    lines = (
        Line(lead=(NEWS,), spans=(evidence("Elms rose 5% on Monday."),)),
        Line(
            lead=(ADA,),
            spans=(evidence("“Elms are\ncheap,” said Ada Ferris."), evidence("“We like them.”")),
        ),
    )
    sentences, citations = cite_lines(lines)
    assert [sentence.text for sentence in sentences] == [
        "Elm News: Elms rose 5% on Monday. [1]",
        "Ada Ferris: “Elms are cheap,” said Ada Ferris. [2] “We like them.” [3]",
    ]
    assert [sentence.marks for sentence in sentences] == [("[1]",), ("[2]", "[3]")]
    assert [sentence.lead_in for sentence in sentences] == ["Elm News:", "Ada Ferris:"]
    assert [sentence.lead for sentence in sentences] == [(NEWS,), (ADA,)]
    assert [citation.mark for citation in citations] == ["[1]", "[2]", "[3]"]
    assert all(TEXT[c.start : c.end] == c.quote for c in citations)
    assert citations[1].quote == "“Elms are\ncheap,” said Ada Ferris."
    assert citations[0].published == "2025-09-18"


def test_no_lines_have_no_marks() -> None:
    assert cite_lines(()) == ((), ())


def test_an_undated_article_is_cited_without_a_date() -> None:
    citation = make_citation(1, make_article(None), 0, 4)
    assert (citation.published, citation.quote) == (None, "Elms")
    assert header_fields([citation]) == ["Elms rise", "Elm News"]


def test_what_is_known_of_an_article_has_its_date_in_both_forms() -> None:
    fields = header_fields([make_citation(1, ARTICLE, 0, 4)])
    assert fields == ["Elms rise", "Elm News", "2025-09-18", "18 September 2025"]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Elms are cheap.", "Elms are cheap."),
        ("“Elms are cheap.”", "“Elms are cheap.”"),
        ("“Elms are cheap.", "“Elms are cheap.”"),
        ("Elms are cheap,” he said.", "“Elms are cheap,” he said."),
        ("Elms are cheap,” he said. “We like", "“Elms are cheap,” he said. “We like”"),
        ('He said "we like', 'He said "we like"'),
        ('we like them" he said', '"we like them" he said'),
        ('cheap," he said. "Buy," she said', '"cheap," he said. "Buy," she said'),
        ('cheap," he said. "Buy', '"cheap," he said. "Buy"'),
        ('“Elms are cheap," he said.', '“Elms are cheap," he said.'),
        ('"Elms are cheap,” he said. “Buy', '"Elms are cheap,” he said. “Buy”'),
        ("“Elms are “cheap,” he said.", "“Elms are “cheap,” he said.”"),
        ('He said "elms are "cheap" now" twice.', 'He said "elms are "cheap" now" twice.'),
        ("„Ulmen sind billig“, sagte er.", "„Ulmen sind billig“, sagte er."),
        ("„Ulmen sind billig", "„Ulmen sind billig“"),
        ("sind billig», dit-il", "«sind billig», dit-il"),
        ('he said"Elms" are', 'he said"Elms" are'),
        ("Elms are\n  cheap", "Elms are cheap"),
        ("Elms are cheap.[7]", "Elms are cheap.(7)"),
        ("In [2025] it’s", "In [2025] it’s"),
        ("", ""),
    ],
)
def test_a_quotation_that_the_span_cut_off_is_opened_and_closed(quote: str, shown: str) -> None:
    assert show_quote(quote) == shown


PIECES = st.sampled_from([*'“”" .,-\n', "elms", "(", ")", "5"])


@given(st.lists(PIECES).map("".join), st.lists(PIECES).map("".join))
def test_marks_paired_in_turn_never_reach_from_one_quote_into_the_next(one: str, two: str) -> None:
    shown = f"A: {show_quote(one)} [1] B: {show_quote(two)} [2]"
    segments = re.split('[“”"]', shown)
    assert len(segments) % 2 == 1
    sources = [" ".join(re.sub('[“”"]', '"', quote).split()) for quote in (one, two)]
    for quoted in segments[1::2]:
        assert any(" ".join(quoted.split()) in source for source in sources)
