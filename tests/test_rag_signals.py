"""A plan that is searched twice: the same hits as if it were new, without asking the indexes again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from test_rag_answers import fill, front_matter

from rag import add_articles, load_assistant
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder, Vectors
from rag.planning.filters import Filters, narrow
from rag.reader import View
from rag.retrieval.signals import RecentSignals
from rag.retrieval.tuning import TUNING

QUESTIONS = (
    "What does Ada Smith think about small caps?",
    "Who is cautious about small caps?",
    "Which outlet printed what about small caps, and did the Harbour Gazette say they climb?",
    "What happened to small caps in September 2025?",
)


class CountingEmbedder(HashingEmbedder):
    """Counts the searches, each of which asks once for its vectors."""

    def __init__(self) -> None:
        self.asked = 0

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.asked += 1
        return super().embed_queries(texts)


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def assistant(tmp_path: Path, embedder: CountingEmbedder) -> Iterator[Assistant]:
    with load_assistant(data_dir=fill(tmp_path), embedder=embedder) as assistant:
        yield assistant


def alone(view: View) -> View:
    """The same view without anything kept."""
    return replace(view, recent=RecentSignals())


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_second_search_finds_what_a_first_would(
    assistant: Assistant, embedder: CountingEmbedder, question: str
) -> None:
    plan, view = assistant.plan(question), assistant.reader.view()
    for k, lenient in product((20, 5, 1), (False, True)):
        fresh = alone(view).search(plan, k, lenient=lenient)
        before = embedder.asked
        assert view.search(plan, k, lenient=lenient) == fresh
        assert fresh
        assert embedder.asked - before == (k == 20)


def test_an_answer_asks_the_indexes_once(assistant: Assistant, embedder: CountingEmbedder) -> None:
    answer = assistant.invoke("What happened to small caps in September 2025?")
    assert answer.hits
    assert embedder.asked == 1


def test_the_signals_of_all_articles_are_not_those_of_the_filtered_ones(
    assistant: Assistant,
) -> None:
    plan, view = assistant.plan("What is said about small caps?"), assistant.reader.view()
    outlets = {hit.article.outlet for hit in view.search(plan, 20)}
    assert len(outlets) > 1
    for outlet in sorted(filter(None, outlets)):
        narrowed = replace(view, snapshot=narrow(view.snapshot, Filters(outlets=(outlet,))))
        assert {hit.article.outlet for hit in narrowed.search(plan, 20)} == {outlet}
    assert {hit.article.outlet for hit in view.search(plan, 20)} == outlets


def test_an_other_as_of_date_is_an_other_search(assistant: Assistant) -> None:
    plan, view = assistant.plan("What is said about small caps?"), assistant.reader.view()
    assert view.search(plan, 20)
    assert view.search(replace(plan, as_of=date(2001, 1, 1)), 20) == ()


def test_what_was_asked_longest_ago_is_forgotten(assistant: Assistant) -> None:
    view = assistant.reader.view()
    first, second, third = (assistant.plan(question) for question in QUESTIONS[:3])
    recent, searched = RecentSignals(most=2), []
    for plan in (first, second, first, third, first, second):
        recent.find(
            plan,
            view.snapshot,
            lenient=False,
            tuning=TUNING,
            find=lambda plan=plan: searched.append(plan),
        )
    assert searched == [first, second, third, second]


def test_an_article_that_was_added_is_found_by_a_question_asked_before(
    assistant: Assistant, embedder: CountingEmbedder, tmp_path: Path
) -> None:
    question = "What is said about small caps?"
    before = assistant.invoke(question)
    (tmp_path / "late.md").write_text(
        front_matter(
            "Small caps are said to be dear, Zora Quill of Lantern Bank said. Small caps fell.",
            title="What is said about small caps",
            outlet="Evening Lantern",
            published="2025-10-01",
        )
    )
    add_articles([tmp_path / "late.md"], data_dir=tmp_path / "data", embedder=embedder)
    after = assistant.invoke(question)
    assert "Evening Lantern" not in {hit.article.outlet for hit in before.hits}
    assert "Evening Lantern" in {hit.article.outlet for hit in after.hits}
