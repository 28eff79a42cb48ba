"""Rankings of a question set's sources, worked out by hand, and a search over two folders."""

import json
from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.source_ranking import SourceReport, name_groups, open_sources


def test_a_group_stands_where_the_first_of_its_articles_does() -> None:
    groups = [frozenset({"a", "b"}), frozenset({"c"})]
    assert name_groups(["x", "b", "x", "a", "c", "y"], groups) == ["x", "group 1", "group 2", "y"]
    # An article of two groups brings both; nothing found names nothing.
    assert name_groups(["a"], [frozenset({"a"}), frozenset({"a", "c"})]) == ["group 1", "group 2"]
    assert name_groups([], groups) == []


def measure(questions: list[Path], articles: list[Path]) -> tuple[SourceReport, str]:
    with open_sources(questions, articles) as search:
        return search.measure(), search.articles_fingerprint


def write_article(folder: Path, name: str, outlet: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(
        f"---\noutlet: {outlet}\npublished: 2025-03-04\n---\n\n{text}\n", encoding="utf-8"
    )


def test_sources_are_looked_for_among_the_articles_of_all_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_EMBEDDING_MODEL", "hashing")
    one, two = tmp_path / "one", tmp_path / "two"
    write_article(one, "ferry.md", "Lakeside Post", "The ferry to the islands runs twice a day.")
    write_article(two, "crane.md", "Harbour Gazette", "Cranes were sold to a Danish yard.")
    rows = [
        {"id": "q1", "kind": "fact", "question": "Who bought the cranes?", "answerable": True,
         "expect": [], "sources": [["crane.md"]]},
        {"id": "q2", "kind": "compare", "question": "Which yard bought cranes and how often does the ferry"
         " run?", "answerable": True, "expect": [], "sources": [["crane.md"], ["ferry.md"]]},
        {"id": "q3", "kind": "abstain", "question": "Who paints?", "answerable": False},
    ]  # fmt: skip
    questions = tmp_path / "set.jsonl"
    questions.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    both, fingerprint = measure([questions], [one, two])
    assert both.means["Recall@10"].by_question == {"set:q1": 1.0, "set:q2": 1.0}
    assert both.rankings["set:q1"][0] == "group 1"
    # Without the ferry's folder the second question cannot be answered and is left out.
    alone, other = measure([questions], [two])
    assert set(alone.means["Recall@3"].by_question) == {"set:q1"}
    assert other != fingerprint
    with pytest.raises(EvalError, match="has its sources among the 1 articles"):
        measure([questions], [one])
