"""One run of a question set: the assistant that is served is asked, every answer is scored and kept.

The order: read the set, open the articles, refuse what does not fit, load the assistant, go on where
an interrupted run ended, ask the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.asking import Assistant, Outcome, ask_questions
from eval.configuration import hold_config, read_tuning
from eval.corpora import Corpus, find_absent_sources, open_corpus
from eval.provenance import describe_code, fingerprint_code, read_settings
from eval.questions import read_placed_questions
from eval.results import Opinion, Result, index_results, make_result
from eval.rows_file import RowsFile

if TYPE_CHECKING:
    from eval.questions import Question

Judge = Callable[[Outcome], Opinion]
"""Gives an opinion on an answer that was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a run was made of."""

    questions_path: Path
    questions_fingerprint: str
    """SHA-256 of the file."""
    corpus: Corpus
    absent_sources: tuple[str, ...]
    """Questions that cannot pass, as an article they ask for is not there; one line each."""
    settings: Mapping[str, object]
    config: Mapping[str, str]
    """The settings and numbers of the search that were given for this run alone."""
    model: str
    """Name, weights and number format of the embedding model."""
    code: Mapping[str, object]
    judge: str | None
    """The model judge, as `provider:model`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A question set with its results and what they rest on."""

    inputs: Inputs
    results: tuple[Result, ...]
    resumed: int
    """How many of the results stand since an earlier, interrupted run."""

    @property
    def passed(self) -> float:
        """The fraction of the questions that passed."""
        return sum(result.passed for result in self.results) / len(self.results)


class Watcher:
    """Told how a run goes; does nothing by itself."""

    def start(self, inputs: Inputs, *, done: int, total: int) -> None:
        """The first question is about to be asked; `done` stand since an interrupted run."""

    def finish(self, result: Result) -> None:
        """One more question has its result, and its row is written."""


def run_questions(
    path: Path,
    *,
    articles: Path | None = None,
    data_dir: Path | None = None,
    config: Mapping[str, str] | None = None,
    judge: str | None = None,
    rows_path: Path | None = None,
    watcher: Watcher | None = None,
) -> Run:
    """Return the run of a question set over a folder of articles, or over a store that exists.

    With `rows_path` every row is on disk as soon as it is there, and what stands there is not asked
    again; the caller removes the file once the run is written.

    Raises:
        EvalError: a bad row, a set of another corpus, no article to ask about, rows of another run.
        CorpusError, RagError: the store or the models cannot be opened, a setting is wrong.
    """
    placed = read_placed_questions(path)
    questions = [question for question, _ in placed]
    places = {question.question_id: place for question, place in placed}
    known = {
        "questions": hashlib.sha256(path.read_bytes()).hexdigest(),
        "code": fingerprint_code(),
        "config": json.dumps(dict(config or {}), sort_keys=True),
        "judge": judge or "none",
    }
    with hold_config(config or {}), _open_rows(rows_path) as rows:
        if rows is not None:
            rows.refuse_others(known)
        with open_corpus(articles=articles, data_dir=data_dir) as (used_dir, corpus):
            absent = find_absent_sources(path, questions, places, corpus)
            from rag import load_assistant

            tuning = read_tuning(config or {})
            with load_assistant(data_dir=used_dir, tuning=tuning) as assistant:
                inputs = Inputs(
                    questions_path=path,
                    questions_fingerprint=known["questions"],
                    corpus=corpus,
                    absent_sources=absent,
                    settings=read_settings(),
                    config=dict(config or {}),
                    model=assistant.reader.embedder.fingerprint,
                    code=describe_code(),
                    judge=judge,
                )
                return ask_and_keep(inputs, questions, assistant, known, rows, watcher or Watcher())


def ask_and_keep(
    inputs: Inputs,
    questions: Sequence[Question],
    assistant: Assistant,
    known: Mapping[str, str],
    rows: RowsFile | None,
    watcher: Watcher,
) -> Run:
    """Return the run of the questions: those that stand in `rows` already, and the rest asked now.

    `known` is what the rows rest on beside articles, settings and model.
    """
    settings = json.dumps(dict(inputs.settings), sort_keys=True)
    identity = {
        **known,
        "articles": inputs.corpus.fingerprint,
        "settings": settings,
        "model": inputs.model,
    }
    results = dict(index_results(rows.begin(identity) if rows else ()))
    earlier = len(results)
    judge = _load_judge(inputs.judge)
    watcher.start(inputs, done=earlier, total=len(questions))

    def keep(outcome: Outcome) -> None:
        opinion = judge(outcome) if judge and outcome.answer is not None else None
        result = make_result(outcome, opinion)
        if rows is not None:
            rows.append(result)
        results[result.question_id] = result
        watcher.finish(result)

    left = [question for question in questions if question.question_id not in results]
    ask_questions(left, assistant, inputs.corpus.grounds, on_outcome=keep)
    ordered = tuple(results[question.question_id] for question in questions)
    return Run(inputs=inputs, results=ordered, resumed=earlier)


def _load_judge(name: str | None) -> Judge | None:
    if name is None:
        return None
    from eval.judge import load_judge

    return load_judge(name)


@contextmanager
def _open_rows(path: Path | None) -> Iterator[RowsFile | None]:
    if path is None:
        yield None
        return
    with RowsFile(path) as rows:
        yield rows
