"""Lines of views: a line is of one time, even where two statements of one speaker stand side by side."""

from pathlib import Path

from rag import add_articles, load_assistant
from rag.asking import Ask
from rag.index.embedder import HashingEmbedder

ARTICLE = """---
title: Dollar falls against the yen
outlet: Elm Courier
published: 2025-09-18
---
Deutsche Bank gave up on the yen. Its head of currency research, Petra Nowak, said the risk was
level. Only three weeks ago she had predicted a yen of 165 per dollar. She now sees the yen at 156.
"""


def test_a_line_joins_no_statements_of_two_times(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "yen.md").write_text(ARTICLE, encoding="utf-8")
    embedder = HashingEmbedder()
    add_articles([tmp_path / "articles"], data_dir=tmp_path / "data", embedder=embedder)
    with load_assistant(data_dir=tmp_path / "data", embedder=embedder) as assistant:
        answer = assistant.invoke(Ask(question="How did Deutsche Bank change its view of the yen?"))
    quotes = [citation.quote for citation in answer.citations]
    assert any("three weeks ago" in quote for quote in quotes)
    assert any("now sees" in quote for quote in quotes)
    assert not any("three weeks ago" in quote and "now sees" in quote for quote in quotes)
