"""Recall@10 on MultiHop-RAG: our retriever beside LangChain's tutorial, over the same passages.

Each evidence sentence is an article of its own for us and a document for the tutorial; the headline
stands before the sentence there, as a loader of web pages would leave it.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.errors import EvalError
from eval.figures import Figure
from eval.pipelines import INSTALL_TUTORIAL

K = 10
_NEEDED = ("passage_id", "title", "fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceQuestion:
    """A question with the passages that hold its evidence."""

    text: str
    evidence: frozenset[str]


def measure_recall(data: Path, *, limit: int | None = None) -> list[Figure]:
    """Return Recall@10 of our retriever, of the vectors alone, and of the tutorial.

    Raises:
        EvalError: the data are not as expected.
    """
    passages = read_passages(data / "passages.jsonl")
    questions = read_questions(data / "queries.jsonl")[:limit]
    with tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made:
        ours, vectors = _search_ours(Path(made), passages, questions)
        figures = [
            _make_figure("Recall@10, our retriever", ours),
            _make_figure("Recall@10, our vectors alone", vectors),
        ]
        try:
            tutorial = _search_tutorial(Path(made), passages, questions)
        except ImportError as error:
            note = f"no {error.name}: {INSTALL_TUTORIAL}"
            return [*figures, Figure(name="Recall@10, tutorial", value=None, unit="", note=note)]
    return [*figures, _make_figure("Recall@10, tutorial", tutorial)]


def find_recall(found: Sequence[str], evidence: frozenset[str]) -> float:
    """Return the fraction of the evidence among the first ten that were found."""
    return len(evidence & set(found[:K])) / len(evidence)


def read_passages(path: Path) -> list[Mapping[str, str]]:
    """Return the rows of `passages.jsonl`.

    Raises:
        EvalError: a row lacks a field.
    """
    rows: list[Mapping[str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        missing = [name for name in _NEEDED if not row.get(name)]
        if missing:
            raise EvalError(f"{path}:{number}: {missing[0]}: is missing; expected {_NEEDED}")
        rows.append(row)
    return rows


def read_questions(path: Path) -> list[EvidenceQuestion]:
    """Return the questions that have evidence."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        EvidenceQuestion(text=row["query"], evidence=frozenset(row["evidence"]))
        for row in rows
        if row["evidence"]
    ]


def _search_ours(
    folder: Path, passages: Sequence[Mapping[str, str]], questions: Sequence[EvidenceQuestion]
) -> tuple[list[float], list[float]]:
    from corpus.settings import load_settings
    from rag import add_articles, load_retriever
    from rag.index.embedder import load_embedder

    file = folder / "passages.jsonl"
    rows = [
        {
            "id": row["passage_id"],
            "title": row["title"],
            "text": row["fact"],
            "outlet": row.get("source"),
            "published": (row.get("published_at") or "")[:10] or None,
        }
        for row in passages
    ]
    lines = (json.dumps({k: v for k, v in row.items() if v}) for row in rows)
    file.write_text("\n".join(lines), encoding="utf-8")
    settings = load_settings()
    embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)
    add_articles([file], data_dir=folder / "data", embedder=embedder)
    number = {f"{file.name}:{n}": row["passage_id"] for n, row in enumerate(passages, 1)}
    recalls, by_vector = [], []
    with load_retriever(data_dir=folder / "data", k=K, embedder=embedder) as retriever:
        view = retriever.reader.view()
        source_of = {one.article_id: one.source for one in view.store.read_articles()}
        for question in questions:
            hits = retriever.search(question.text)
            found = [number.get(hit.article.source, "") for hit in hits]
            recalls.append(find_recall(found, question.evidence))
            ranked = view.indexes.vectors.query(embedder.embed_query(question.text), K)
            near = [number.get(source_of[key.split(".")[0]], "") for key, _ in ranked]
            by_vector.append(find_recall(near, question.evidence))
    return recalls, by_vector


def _search_tutorial(
    folder: Path, passages: Sequence[Mapping[str, str]], questions: Sequence[EvidenceQuestion]
) -> list[float]:
    from eval.pipelines import open_tutorial

    search = open_tutorial(
        [(row["passage_id"], f"{row['title']}\n\n{row['fact']}") for row in passages],
        folder / "tutorial",
    )
    return [find_recall(search(one.text, K), one.evidence) for one in questions]


def _make_figure(name: str, recalls: Sequence[float]) -> Figure:
    note = f"mean of {len(recalls)} questions with evidence"
    return Figure(name=name, value=sum(recalls) / len(recalls), unit="", note=note)
