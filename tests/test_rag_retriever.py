"""The retriever as LangChain sees it: what its documents carry and what its constraints keep out."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from langchain_core.retrievers import BaseRetriever
from test_rag_answers import fill, front_matter

from corpus.store import Store
from rag import QuestionError, RagError, add_articles, load_retriever
from rag.index.embedder import HashingEmbedder
from rag.retrieval.signals import NEWNESS_HALVES_DAYS, find_newness
from rag.retrieval.tuning import Tuning
from rag.retriever import NewsRetriever


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("retriever"))


def load(data_dir: Path, **given: object) -> NewsRetriever:
    return load_retriever(data_dir=data_dir, embedder=HashingEmbedder(), **given)  # type: ignore[arg-type]


def found(data_dir: Path, question: str, **given: object) -> list[str]:
    """Sources of the documents found, best first."""
    with load(data_dir, **given) as retriever:
        return [document.metadata["source"] for document in retriever.invoke(question)]


def test_it_is_a_retriever_of_langchain(data_dir: Path) -> None:
    with load(data_dir) as retriever:
        assert isinstance(retriever, BaseRetriever)


def test_a_document_carries_the_whole_contract(data_dir: Path) -> None:
    with load(data_dir) as retriever:
        documents = retriever.invoke("What does Ada Smith think about small caps?")
    metadata = next(d.metadata for d in documents if d.metadata["source"] == "gazette.md")
    assert set(metadata) == {
        "article_id",
        "source",
        "title",
        "outlet",
        "published",
        "published_origin",
        "url",
        "start",
        "end",
        "speakers",
        "scores",
    }
    assert metadata["title"] == "Small caps climb"
    assert metadata["outlet"] == "Harbour Gazette"
    assert (metadata["published"], metadata["published_origin"]) == ("2025-09-18", "given")
    assert metadata["url"] == "https://gazette.example/climb"
    assert {"Ada Smith", "Quillfeather Research"} <= set(metadata["speakers"])
    assert set(metadata["scores"]) == {"vector", "words", "speaker", "fused"}
    assert -1 <= metadata["scores"]["vector"] <= 1
    assert metadata["scores"]["words"] > 0


def test_the_content_is_the_articles_own_text(data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        texts = {article.article_id: article.source_text for article in store.read_articles()}
    with load(data_dir) as retriever:
        documents = retriever.invoke("small caps")
    assert documents
    for document in documents:
        at = document.metadata
        assert texts[at["article_id"]][at["start"] : at["end"]] == document.page_content


def test_what_is_not_known_is_none(data_dir: Path) -> None:
    with load(data_dir) as retriever:
        documents = retriever.invoke("copper session")
    (metadata,) = [d.metadata for d in documents if d.metadata["source"] == "copper.txt"]
    assert (metadata["outlet"], metadata["published"], metadata["url"]) == (None, None, None)
    assert metadata["published_origin"] == "unknown"


def test_the_speaker_asked_about_ranks_first(data_dir: Path) -> None:
    assert found(data_dir, "What does Barclays think about small caps?")[0] == "post.md"
    assert found(data_dir, "What does Michael Wilson think about small caps?")[0] == "oil.md"


def test_best_comes_first(data_dir: Path) -> None:
    with load(data_dir) as retriever:
        hits = retriever.search("central bank")
    fused = [hit.scores["fused"] for hit in hits]
    assert fused[0] == max(fused)


def test_a_copy_stands_behind_every_first(data_dir: Path) -> None:
    sources = found(data_dir, "How far did the Kestrel 900 rise?")
    assert sources[0] in ("gazette.md", "ledger.md")
    copies = [source for source in sources if source in ("gazette.md", "ledger.md")]
    assert len(copies) == 2
    assert sources[-1] == copies[-1]


@pytest.mark.parametrize(("k", "expected"), [(1, 1), (2, 2), (1_000, 5)])
def test_k_is_the_most_that_comes_back(data_dir: Path, k: int, expected: int) -> None:
    assert len(found(data_dir, "market", k=k)) <= expected
    assert len(found(data_dir, "small caps rally", k=k)) <= expected


@pytest.mark.parametrize("k", [0, -1])
def test_a_k_below_one_is_refused(data_dir: Path, k: int) -> None:
    with pytest.raises(RagError, match="k: "):
        load(data_dir, k=k)


def test_only_the_outlets_asked_for(data_dir: Path) -> None:
    assert set(found(data_dir, "small caps", outlets=["Tidewater Post"])) == {"post.md"}
    both = found(data_dir, "small caps", outlets=["Tidewater Post", "Market Ledger"])
    assert set(both) == {"post.md", "ledger.md"}
    assert found(data_dir, "small caps", outlets=["No Such Paper"]) == []


def test_an_outlet_that_only_the_question_names_admits_an_unknown_one(data_dir: Path) -> None:
    asked = found(data_dir, "what did the Tidewater Post report on the copper session?")
    assert {"post.md", "copper.txt"} <= set(asked)
    assert not {"ledger.md", "gazette.md", "oil.md"} & set(asked)
    told = found(data_dir, "copper session", outlets=["Tidewater Post"])
    assert set(told) == {"post.md"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"since": "2025-09-10"}, {"oil.md", "gazette.md", "ledger.md"}),
        ({"since": "2025-09-11"}, {"gazette.md", "ledger.md"}),
        ({"until": "2025-09-10"}, {"oil.md", "post.md"}),
        ({"until": "2025-09-09"}, {"post.md"}),
        ({"until": "2024-07-17"}, set()),
        ({"since": "2025-09-10", "until": "2025-09-10"}, {"oil.md"}),
        ({"since": date(2025, 9, 10), "until": date(2025, 9, 17)}, {"oil.md"}),
        ({"since": "9999-12-31"}, set()),
        ({"as_of": "2025-09-17"}, {"oil.md", "post.md"}),
        ({"as_of": "2025-09-17", "since": "2025-01-01"}, {"oil.md"}),
        ({"as_of": "2025-09-09", "until": "2025-12-31"}, {"post.md"}),
        ({"as_of": datetime(2025, 9, 9, 12, 0)}, {"post.md"}),  # noqa: DTZ001
    ],
)
def test_both_ends_of_a_period_are_included(
    data_dir: Path, given: dict[str, object], expected: set[str]
) -> None:
    for question in ("small caps oil market", "How much did oil and small caps rise?"):
        assert set(found(data_dir, question, **given)) == expected


def test_a_period_in_the_question_narrows_further(data_dir: Path) -> None:
    question = "What was said about small caps in July 2024?"
    assert set(found(data_dir, question)) == {"post.md"}
    assert found(data_dir, question, since="2025-01-01") == []


def test_an_undated_article_meets_no_date(data_dir: Path) -> None:
    assert "copper.txt" in found(data_dir, "copper session")
    for given in ({"since": "1900-01-01"}, {"until": "2100-01-01"}, {"as_of": "2100-01-01"}):
        assert "copper.txt" not in found(data_dir, "copper session", **given)


def test_an_article_known_to_the_month_is_in_by_the_end_of_it(tmp_path: Path) -> None:
    text = front_matter(
        "Tin gained on strong demand from makers of solder.",
        title="Tin",
        outlet="Market Ledger",
        published="2025-09",
    )
    data_dir = fill(tmp_path, {"tin.md": text})
    assert found(data_dir, "tin", until="2025-09-29") == []
    assert found(data_dir, "tin", until="2025-09-30") == ["tin.md"]
    assert found(data_dir, "tin", since="2025-09-30") == ["tin.md"]


@pytest.mark.parametrize("name", ["since", "until", "as_of"])
def test_a_date_that_is_none_is_refused(data_dir: Path, name: str) -> None:
    with pytest.raises(RagError, match="'tomorrow' is not an ISO date"):
        load(data_dir, **{name: "tomorrow"})


def test_a_period_that_ends_before_it_begins_is_refused(data_dir: Path) -> None:
    with pytest.raises(RagError, match="until: 2025-01-01 is before since: 2025-01-02"):
        load(data_dir, since="2025-01-02", until="2025-01-01")


@pytest.mark.parametrize("question", ["", "  ", "a" * 100_000])
def test_what_cannot_be_asked_is_refused(data_dir: Path, question: str) -> None:
    with load(data_dir) as retriever, pytest.raises(QuestionError):
        retriever.invoke(question)


def test_words_that_are_syntax_of_a_query_are_words(data_dir: Path) -> None:
    for question in (
        '"small caps',
        "a AND (b OR",
        "title:x*",
        "-small +caps ~2",
        "caps^9 [a TO b]",
    ):
        found(data_dir, question)


def test_an_empty_store_finds_nothing(tmp_path: Path) -> None:
    assert found(tmp_path / "data", "small caps") == []


def test_async_and_batch_give_the_same(data_dir: Path) -> None:
    with load(data_dir) as retriever:
        documents = retriever.invoke("small caps")
        with ThreadPoolExecutor() as pool:  # a browser of other tests may hold this thread's loop
            found = pool.submit(asyncio.run, retriever.ainvoke("small caps")).result()
        assert found == documents
        assert retriever.batch(["small caps", "small caps"]) == [documents, documents]


def test_threads_share_one_retriever(data_dir: Path) -> None:
    with load(data_dir) as retriever, ThreadPoolExecutor(8) as pool:
        expected = retriever.invoke("small caps")
        assert all(d == expected for d in pool.map(retriever.invoke, ["small caps"] * 40))


def test_a_closed_retriever_says_so(data_dir: Path) -> None:
    retriever = load(data_dir)
    retriever.close()
    with pytest.raises(RagError, match="was closed"):
        retriever.invoke("small caps")


def test_with_a_weight_for_recency_the_newer_goes_first_unless_a_time_is_named(
    tmp_path: Path,
) -> None:
    for name, day in (("old", "2025-03-04"), ("new", "2025-09-18"), ("undated", None)):
        head = f"published: {day}\n" if day else ""
        text = f"---\n{head}outlet: {name.title()} Post\n---\n\nThe {name} Kestrel index rose.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    add_articles([tmp_path], data_dir=tmp_path / "data", embedder=HashingEmbedder())
    newer = Tuning(recency=5.0)
    places = {
        question: found(tmp_path / "data", question, tuning=newer)
        for question in ("the old Kestrel index", "the old Kestrel index in March 2025")
    }
    ordered = [Path(one).name for one in places["the old Kestrel index"]]
    assert ordered == ["new.md", "old.md", "undated.md"]
    assert Path(places["the old Kestrel index in March 2025"][0]).name == "old.md"
    assert Path(found(tmp_path / "data", "the old Kestrel index")[0]).name == "old.md"


def test_newness_halves_with_age_and_is_nothing_where_no_date_is_known() -> None:
    newest = date(2025, 9, 18)
    days = [newest, newest - timedelta(days=NEWNESS_HALVES_DAYS), None]
    assert find_newness(days, timed=False) == pytest.approx([1.0, 0.5, 0.0])
    assert not np.any(find_newness(days, timed=True))
    assert not np.any(find_newness([None], timed=False))
