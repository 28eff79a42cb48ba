"""MultiHop-RAG: questions that need two to four pieces of evidence, and some that none answers.

Two forms are read: `passages.jsonl` with `queries.jsonl`, each evidence sentence an article of its own, and the
public benchmark's own `corpus.json` with `MultiHopRAG.json`, whose articles are taken in whole and whose
evidence is the passage that holds it. What is measured is what is served: the product's planning and search.

Tang and Yang, 2024, https://arxiv.org/abs/2401.15391
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.errors import EvalError
from eval.rows import Row, read_records

NULL = "null_query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A piece of evidence, or an article to take in."""

    fact_id: str
    title: str
    text: str
    outlet: str | None
    published: str | None
    """ISO date."""
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MultihopQuestion:
    """A question with the ids of its evidence; none where the corpus does not answer it."""

    question_id: str
    text: str
    kind: str
    evidence: frozenset[str]

    @property
    def is_development(self) -> bool:
        """Whether it may be tuned on: half of the questions, by the hash of their id."""
        return int(hashlib.sha256(self.question_id.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Multihop:
    """The benchmark as it was read."""

    articles: tuple[Fact, ...]
    evidence: Mapping[str, Fact]
    questions: tuple[MultihopQuestion, ...]

    @property
    def asked(self) -> tuple[MultihopQuestion, ...]:
        """Questions with evidence all of whose pieces name their outlet."""
        return tuple(
            one
            for one in self.questions
            if one.evidence and all(self.evidence[key].outlet for key in one.evidence)
        )

    @property
    def unanswerable(self) -> tuple[MultihopQuestion, ...]:
        """Questions without evidence."""
        return tuple(one for one in self.questions if not one.evidence)


def read_multihop(data: Path) -> Multihop:
    """Return the benchmark in whichever form the folder holds.

    Raises:
        EvalError: neither form is there, a row is wrong, or evidence is unknown.
    """
    if (data / "passages.jsonl").is_file() and (data / "queries.jsonl").is_file():
        return _read_passages(data)
    if (data / "corpus.json").is_file() and (data / "MultiHopRAG.json").is_file():
        return _read_public(data)
    raise EvalError(
        f"{data}: holds neither passages.jsonl with queries.jsonl nor corpus.json with MultiHopRAG.json; name"
        " the benchmark's folder with --data DIR"
    )


def _read_passages(data: Path) -> Multihop:
    facts = read_records(data / "passages.jsonl", _to_fact, fields=("passage_id", "title", "fact"))
    known = {fact.fact_id: fact for fact in facts}

    def make(row: Row) -> MultihopQuestion:
        evidence = frozenset(row.texts("evidence"))
        unknown = evidence - known.keys()
        if unknown:
            raise EvalError(
                f"{row.place}: evidence: {min(unknown)!r} is no passage of passages.jsonl"
            )
        return MultihopQuestion(
            question_id=row.text("query_id"),
            text=row.text("query"),
            kind=row.text("question_type"),
            evidence=evidence,
        )

    questions = read_records(
        data / "queries.jsonl", make, fields=("query_id", "query", "question_type", "evidence")
    )
    return Multihop(articles=facts, evidence=known, questions=questions)


def _to_fact(row: Row) -> Fact:
    return Fact(
        fact_id=row.text("passage_id"),
        title=row.text("title"),
        text=row.text("fact"),
        outlet=row.optional_text("source"),
        published=(row.optional_text("published_at") or "")[:10] or None,
        url=row.optional_text("url"),
    )


def _read_public(data: Path) -> Multihop:
    articles = tuple(
        _public_fact(row, f"a{number}", row.text("body"))
        for number, row in enumerate(_read_list(data / "corpus.json"), 1)
    )
    evidence: dict[str, Fact] = {}
    questions = []
    for number, row in enumerate(_read_list(data / "MultiHopRAG.json"), 1):
        listed = row.fields.get("evidence_list", [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raise row.error("evidence_list", "a list of objects with title, url and fact")
        keys = set()
        for one in listed:
            inner = Row(place=row.place, fields=one)
            fact = _public_fact(inner, "", inner.text("fact"))
            key = "f" + hashlib.sha256(f"{fact.url} {fact.text}".encode()).hexdigest()[:12]
            evidence[key] = fact
            keys.add(key)
        questions.append(
            MultihopQuestion(
                question_id=str(number),
                text=row.text("query"),
                kind=row.text("question_type"),
                evidence=frozenset(keys) if row.text("question_type") != NULL else frozenset(),
            )
        )
    return Multihop(articles=articles, evidence=evidence, questions=tuple(questions))


def _public_fact(row: Row, fact_id: str, text: str) -> Fact:
    return Fact(
        fact_id=fact_id,
        title=row.text("title"),
        text=text,
        outlet=row.optional_text("source"),
        published=(row.optional_text("published_at") or "")[:10] or None,
        url=row.optional_text("url"),
    )


def _read_list(path: Path) -> Iterator[Row]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvalError(f"{path}: cannot be read as JSON: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise EvalError(f"{path}: expected a list of JSON objects")
    for number, row in enumerate(rows, 1):
        yield Row(place=f"{path}: row {number}", fields=row)


def write_articles(articles: Sequence[Fact], path: Path) -> None:
    """Write the articles in the form that `python -m corpus add` reads.

    Without their addresses: an article that has one is known by it, and no longer by its line.
    """
    rows = (
        {
            "id": one.fact_id,
            "title": one.title,
            "text": one.text,
            "outlet": one.outlet,
            "published": one.published,
        }
        for one in articles
    )
    lines = (json.dumps({k: v for k, v in row.items() if v}) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def index_articles(
    data: Multihop, folder: Path, *, passage_tokens: int | None = None
) -> Iterator[Path]:
    """Take the articles in, with passages of at most so many tokens, and give the data directory."""
    from eval.corpora import cut_anew
    from rag import add_articles

    file = folder / "multihop.jsonl"
    write_articles(data.articles, file)
    add_articles([file], data_dir=folder / "data")
    if passage_tokens is not None:
        cut_anew(folder / "data", passage_tokens)
    yield folder / "data"
