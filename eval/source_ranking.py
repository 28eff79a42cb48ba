"""Whether a search finds the articles that a question set's answers stand in, among articles of many sets.

A ranking is the articles of the passages found, each once, best first. A group of sources counts as found
with the first of its articles; what is asked for is all groups of a question. Of a set only those questions
are asked whose sources all are there.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from eval.asking import make_ask
from eval.corpora import cut_anew, open_folders
from eval.errors import EvalError
from eval.questions import read_questions
from eval.rankings import Mean, measure_rankings
from eval.scoring import name_source
from rag.reader import View
from rag.records import Plan
from rag.retrieval.tuning import TUNING, Tuning

K = 10
"""Passages asked for."""
CUTS = (3, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """The measures by name, and the rankings they are of."""

    means: Mapping[str, Mean]
    rankings: Mapping[str, Sequence[str]]
    """By question, `SET:ID`: names of articles found, one that the question asks for as `group N`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSearch:
    """Question sets planned over the articles of some folders."""

    view: View
    plans: Mapping[str, Plan]
    """By question, `SET:ID`."""
    groups: Mapping[str, tuple[frozenset[str], ...]]
    """Likewise, the names of articles of each group of its sources."""
    articles_fingerprint: str
    model: str
    """Name, weights and number format of the embedding model."""

    def measure(self, tuning: Tuning = TUNING) -> SourceReport:
        """Return how early the sources of each question are found."""
        view = replace(self.view, tuning=tuning)
        rankings = {}
        for key, plan in self.plans.items():
            found = [name_source(hit.article.source) for hit in view.search(plan, K)]
            rankings[key] = name_groups(found, self.groups[key])
        relevant = {
            key: frozenset(f"group {n}" for n in range(1, len(groups) + 1))
            for key, groups in self.groups.items()
        }
        return SourceReport(
            means=measure_rankings(rankings, relevant, cuts=CUTS), rankings=rankings
        )


@contextmanager
def open_sources(
    questions: Sequence[Path], articles: Sequence[Path], *, passage_tokens: int | None = None
) -> Iterator[SourceSearch]:
    """Take the articles in and plan the questions; `passage_tokens` is another size than the served one.

    Raises:
        EvalError: a bad row, no articles, or no question whose sources are among them.
        CorpusError, RagError: the articles cannot be read or the models not be loaded.
    """
    from rag import load_assistant

    asked = {
        f"{path.stem}:{one.question_id}": one for path in questions for one in read_questions(path)
    }
    with open_folders(articles) as (data_dir, corpus):
        if passage_tokens is not None:
            cut_anew(data_dir, passage_tokens)
        groups = {
            key: tuple(frozenset(map(name_source, group)) for group in one.sources)
            for key, one in asked.items()
            if one.answerable and one.sources
        }
        there = {
            key: found
            for key, found in groups.items()
            if not any(map(corpus.file_names.isdisjoint, found))
        }
        if not there:
            raise EvalError(
                f"no question of {', '.join(map(str, questions))} has its sources among the"
                f" {len(corpus.file_names)} articles"
            )
        with load_assistant(data_dir=data_dir) as assistant:
            yield SourceSearch(
                view=assistant.reader.view(),
                plans={key: assistant.plan(make_ask(asked[key])) for key in there},
                groups=there,
                articles_fingerprint=corpus.fingerprint,
                model=assistant.reader.embedder.fingerprint,
            )


def name_groups(found: Sequence[str], groups: Sequence[frozenset[str]]) -> list[str]:
    """Return the articles in order, each once, those of a group by its number and only the first of each."""
    named: dict[str, None] = {}
    for name in dict.fromkeys(found):
        of = [f"group {n}" for n, group in enumerate(groups, 1) if name in group]
        named |= dict.fromkeys(of or [name])
    return list(named)
