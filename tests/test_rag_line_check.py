"""Lines of an extractive answer: word for word they stand, changed in one word they do not."""

from dataclasses import replace

import pytest

from rag.answers.citing import cite_lines
from rag.answers.drafts import Line
from rag.answers.evidence import Evidence
from rag.answers.line_check import line_stands
from rag.lead_in import LeadPart
from tests.prose import make_article

SAID = "Barclays expects oil to fall to $60 by the end of the year."


def _line() -> Line:
    article = make_article(f"Oil slipped.\n\n{SAID} Traders agreed.")
    start = article.source_text.index(SAID)
    span = Evidence(
        article=article, start=start, end=start + len(SAID), statement=None,
        coverage=1.0, support=1.0, telling=0.0, score=1.0,
    )  # fmt: skip
    who = LeadPart(kind="speaker", firm="Barclays")
    return Line(lead=(who, LeadPart(kind="date", date="2025-09-18")), spans=(span,))


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("fall", "rise"),
        ("$60", "$90"),
        ("Barclays expects", "Citi expects"),
        ("expects oil", "no longer expects oil"),
    ],
)
def test_a_line_stands_only_in_the_words_of_its_span(written: str, changed: str) -> None:
    line = _line()
    (sentence,), citations = cite_lines([line])
    by_mark = {one.mark: one for one in citations}
    assert line_stands(line, sentence, by_mark)
    altered = replace(sentence, text=sentence.text.replace(written, changed))
    assert altered != sentence
    assert not line_stands(line, altered, by_mark)
