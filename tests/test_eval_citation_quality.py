"""Citation recall and precision: each value is worked out by hand from ALCE's definitions."""

from datetime import date
from pathlib import Path

import pytest

from corpus.article import Period
from corpus.statement import Statement
from eval.citation_quality import Grounds, measure_citations
from eval.corpora import open_corpus
from rag.records import AnswerSentence, Citation

FIRST = "Ada Poe of Acme Bank said on Monday that 20% of small firms are cheap."
SECOND = "Bo Lund warned that rates rise."
TEXT = f"{FIRST} {SECOND}"


def cite(mark: str, quote: str, **fields: object) -> Citation:
    start = TEXT.find(quote)
    given = {"article_id": "a1", "quote": quote, "start": start, "end": start + len(quote)}
    return Citation(
        mark=mark, source="a.txt", title="Builders", outlet="Acme News", published="2025-09-10",
        published_origin="given", url=None, **given | fields,
    )  # fmt: skip


def tell(start: int, end: int, person: str, firm: str | None, cue: str) -> Statement:
    said = date(2025, 9, 8)
    return Statement(
        article_id="a1", version=1, start=start, end=end, persons=(person,), firm=firm, role=None,
        cue=cue, direct=False, date=Period(first=said, last=said),
    )  # fmt: skip


GROUNDS = Grounds(
    source_texts={"a1": TEXT},
    statements={
        "a1": (
            tell(0, len(FIRST), "Ada Poe", "Acme Bank", "said"),
            tell(len(FIRST) + 1, len(TEXT), "Bo Lund", None, "warned"),
        )
    },
)


def measure(
    *sentences: str, citations: tuple[Citation, ...], lead_in: str = ""
) -> tuple[float, float]:
    made = [
        AnswerSentence(
            text=f"{lead_in} {text}".strip(),
            marks=tuple(c.mark for c in citations if c.mark in text),
            lead_in=lead_in,
        )
        for text in sentences
    ]
    quality = measure_citations(made, citations, GROUNDS)
    return quality.recall, quality.precision


ONE, TWO = cite("[1]", FIRST), cite("[2]", SECOND)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        # The cited words themselves.
        ((f"{FIRST} [1]",), (1, 1)),
        # A number that stands in no cited span: neither recalled nor precise.
        (("She said 30% of small firms are cheap. [1]",), (0, 0)),
        # What the other span says only: no support alone, and together the other mark is idle.
        (("Ada Poe said 20% of small firms are cheap. [2]",), (0, 0)),
        (("Ada Poe said 20% of small firms are cheap. [1][2]",), (1, 0.5)),
        # No mark at all, and a mark that points nowhere.
        (("Small firms are cheap.",), (0, 0)),
        (("Small firms are cheap. [7]",), (0, 0)),
        # Words without a number or a quotation are judged too: the other way, another's, made up.
        (("Ada Poe said small firms are dear. [1]",), (0, 0)),
        (("Bo Lund said 20% of small firms are cheap. [1]",), (0, 0)),
        (("Small firms will merge with their rivals. [1]",), (0, 0)),
        # Each of two spans shown word for word is needed.
        ((f"{FIRST} [1] {SECOND} [2]",), (1, 1)),
        # Words shown of a span whose mark is missing are not supported by another.
        ((f"“{SECOND[:-1]}” [1]",), (0, 0)),
        # Averaged over sentences, and precision over citations.
        ((f"{FIRST} [1]", "30% is dear. [2]"), (0.5, 0.5)),
    ],
)
def test_recall_and_precision(sentences: tuple[str, ...], expected: tuple[float, ...]) -> None:
    assert measure(*sentences, citations=(ONE, TWO)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("lead_in", "stands"),
    [
        # The day of the statement, that of the article, and words of the assistant's own.
        ("Ada Poe (Acme Bank), 8 September 2025:", True),
        ("Acme News, 10 September 2025, undated, in words that tell of a change:", True),
        # Another day, speaker, firm or outlet than those of the cited span.
        ("Ada Poe (Acme Bank), 1 September 2025:", False),
        ("Bo Lund, 8 September 2025:", False),
        ("Ada Poe (Barclays), 8 September 2025:", False),
        ("Harbour Gazette, 10 September 2025:", False),
    ],
)
def test_a_lead_in_is_held_to_what_is_known_of_the_span(lead_in: str, stands: bool) -> None:
    value = float(stands)
    assert measure(f"{FIRST} [1]", citations=(ONE, TWO), lead_in=lead_in) == (value, value)
    # Only what is marked as a lead-in may say words of its own.
    if "undated" in lead_in:
        assert measure(f"{lead_in} {FIRST} [1]", citations=(ONE, TWO)) == (0, 0)


def test_an_idle_citation_of_words_that_are_shown_is_not_precise() -> None:
    assert measure(f"{SECOND} [2][1]", citations=(TWO, ONE)) == (1, 0.5)


def test_a_span_that_is_not_what_stands_there_supports_nothing() -> None:
    moved = cite("[1]", FIRST, start=1, end=len(FIRST) + 1)
    unknown = cite("[1]", FIRST, article_id="a2")
    for damaged in (moved, unknown):
        assert measure(f"{FIRST} [1]", citations=(damaged,)) == (0, 0)


def test_a_corpus_tells_who_speaks_a_span(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_EMBEDDING_MODEL", "hashing")
    said = 'Ada Poe of Barclays said: "Bridges will be cheaper to build."'
    (tmp_path / "a.md").write_text(f"---\noutlet: Builder News\n---\n\n{said}\n", encoding="utf-8")
    with open_corpus(articles=tmp_path) as (_, corpus):
        (article_id,) = corpus.grounds.source_texts
        start = corpus.grounds.source_texts[article_id].index(said)
        cited = cite("[1]", said, article_id=article_id, start=start, end=start + len(said))
        statement = corpus.grounds.statement_at(cited)
        assert statement is not None
        assert (statement.persons, statement.firm) == (("Ada Poe",), "Barclays")
        assert corpus.grounds.names.persons["Ada Poe"] == "Barclays"
