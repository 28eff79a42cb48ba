"""Whether a search finds the articles that a question set's answers stand in, among articles of many sets.

A ranking is the articles of the passages found, each once, best first. A group of sources counts as found
with the first of its articles; what is asked for is all groups of a question. Of a set only those questions
are asked whose sources all are there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.asking import make_ask
from eval.corpora import open_folders
from eval.errors import EvalError
from eval.questions import read_questions
from eval.rankings import Mean, measure_rankings
from eval.scoring import name_source

K = 10
"""Passages asked for."""
CUTS = (3, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """The measures by name, and what they were measured on."""

    means: Mapping[str, Mean]
    rankings: Mapping[str, Sequence[str]]
    """By question, `SET:ID`: names of articles found, one that the question asks for as `group N`."""
    articles_fingerprint: str
    model: str
    """Name, weights and number format of the embedding model."""


def measure_sources(questions: Sequence[Path], articles: Sequence[Path]) -> SourceReport:
    """Return how early the sources of each answerable question are found among all the articles.

    Raises:
        EvalError: a bad row, no articles, or no question whose sources are among them.
        CorpusError, RagError: the articles cannot be read or the models not be loaded.
    """
    from rag import load_assistant

    asked = {
        f"{path.stem}:{one.question_id}": one for path in questions for one in read_questions(path)
    }
    rankings: dict[str, list[str]] = {}
    relevant: dict[str, frozenset[str]] = {}
    with (
        open_folders(articles) as (data_dir, corpus),
        load_assistant(data_dir=data_dir) as assistant,
    ):
        view = assistant.reader.view()
        for key, one in asked.items():
            groups = [frozenset(map(name_source, group)) for group in one.sources]
            if not (one.answerable and groups) or any(map(corpus.file_names.isdisjoint, groups)):
                continue
            hits = view.search(assistant.plan(make_ask(one)), K)
            found = [name_source(hit.article.source) for hit in hits]
            rankings[key] = name_groups(found, groups)
            relevant[key] = frozenset(f"group {n}" for n in range(1, len(groups) + 1))
        model = assistant.reader.embedder.fingerprint
    if not relevant:
        raise EvalError(
            f"no question of {', '.join(map(str, questions))} has its sources among the"
            f" {len(corpus.file_names)} articles"
        )
    return SourceReport(
        means=measure_rankings(rankings, relevant, cuts=CUTS),
        rankings=rankings,
        articles_fingerprint=corpus.fingerprint,
        model=model,
    )


def name_groups(found: Sequence[str], groups: Sequence[frozenset[str]]) -> list[str]:
    """Return the articles in order, each once, those of a group by its number and only the first of each."""
    named: dict[str, None] = {}
    for name in dict.fromkeys(found):
        of = [f"group {n}" for n, group in enumerate(groups, 1) if name in group]
        named |= dict.fromkeys(of or [name])
    return list(named)
