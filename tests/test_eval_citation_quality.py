"""Citation recall and precision: each value is worked out by hand from ALCE's definitions."""

import pytest

from eval.citation_quality import CitationQuality, measure_citations
from rag.records import AnswerSentence, Citation

FIRST = "Ada Poe of Acme Bank said on Monday that 20% of small firms are cheap."
SECOND = "Bo Lund warned that rates rise."
TEXTS = {"a1": f"{FIRST} {SECOND}"}


def cite(mark: str, quote: str, **fields: object) -> Citation:
    start = TEXTS["a1"].find(quote)
    given = {"article_id": "a1", "quote": quote, "start": start, "end": start + len(quote)}
    return Citation(
        mark=mark, source="a.txt", title="Builders", outlet="Acme News", published="2025-09-10",
        published_origin="given", url=None, **given | fields,
    )  # fmt: skip


def measure(*sentences: str, citations: tuple[Citation, ...]) -> tuple[float, float, float]:
    made = [
        AnswerSentence(text=text, marks=tuple(c.mark for c in citations if c.mark in text))
        for text in sentences
    ]
    quality = measure_citations(made, citations, TEXTS)
    assert isinstance(quality, CitationQuality)
    return quality.recall, quality.precision, quality.checkable


ONE, TWO = cite("[1]", FIRST), cite("[2]", SECOND)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        # The cited words themselves.
        ((f"Ada Poe: {FIRST} [1]",), (1, 1, 1)),
        # A number that stands in no cited span: neither recalled nor precise.
        (("She said 30% are cheap. [1]",), (0, 0, 1)),
        # A number of the other article's span only: the second mark is needed, the first idle.
        (("She said 20% are cheap. [2]",), (0, 0, 1)),
        (("She said 20% are cheap. [1][2]",), (1, 0.5, 1)),
        # No mark at all, and a mark that points nowhere.
        (("Small firms are cheap.",), (0, 0, 0)),
        (("Small firms are cheap. [7]",), (0, 0, 0)),
        # A paraphrase holds nothing the exact check can see; a real span is believed.
        (("Small firms are cheap. [1]",), (1, 1, 0)),
        # Each of two spans shown word for word is needed, an idle third is not.
        ((f"{FIRST} [1] {SECOND} [2]",), (1, 1, 1)),
        # Words shown of a span whose mark is missing are not supported by another.
        ((f"“{SECOND[:-1]}” [1]",), (0, 0, 1)),
        # The day that "on Monday" means follows from the date of publication, another does not.
        (("Ada Poe, 8 September 2025: 20% of small firms are cheap. [1]",), (1, 1, 1)),
        (("Ada Poe, 1 September 2025: 20% of small firms are cheap. [1]",), (0, 0, 1)),
        # Averaged over sentences, and precision over citations.
        ((f"{FIRST} [1]", "30% is dear. [2]"), (0.5, 0.5, 1)),
    ],
)
def test_recall_and_precision(sentences: tuple[str, ...], expected: tuple[float, ...]) -> None:
    assert measure(*sentences, citations=(ONE, TWO)) == pytest.approx(expected)


def test_an_idle_citation_of_words_that_are_shown_is_not_precise() -> None:
    assert measure(f"{SECOND} [2][1]", citations=(TWO, ONE)) == (1, 0.5, 1)


def test_a_span_that_is_not_what_stands_there_supports_nothing() -> None:
    moved = cite("[1]", FIRST, start=1, end=len(FIRST) + 1)
    unknown = cite("[1]", FIRST, article_id="a2")
    for damaged in (moved, unknown):
        assert measure(f"{FIRST} [1]", citations=(damaged,)) == (0, 0, 1)
