"""One run of a question set: the assistant that is served is asked, every answer is scored.

A question that crashes the assistant is a failed question with its error, never a skipped one.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from eval.errors import EvalError
from eval.questions import Question, read_questions
from eval.scoring import Score, name_source, score_answer

if TYPE_CHECKING:
    from corpus.article import Article
    from rag.assistant import Ask
    from rag.records import Answer


class Assistant(Protocol):
    """What is measured: the same object that the page and the command line ask."""

    def invoke(self, input: Ask, /) -> Answer:
        """Return the answer to one question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A question with what came of it; `answer` is None exactly where the assistant crashed."""

    question: Question
    answer: Answer | None
    score: Score
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The articles that a run asks about, as far as scoring needs them."""

    folder: Path
    """The articles a throw-away index was made of, else the data directory that was there."""
    source_texts: Mapping[str, str]
    """By article id."""
    file_names: frozenset[str]
    fingerprint: str
    """SHA-256 over the names and texts of all articles, whatever their order."""
    unreadable: tuple[str, ...] = ()
    """The sources that could not be taken in, each with its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A question set with its outcomes and what they depend on."""

    questions_path: Path
    questions_fingerprint: str
    """SHA-256 of the file."""
    settings: Mapping[str, object]
    corpus: Corpus
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> float:
        """The fraction of the questions that passed."""
        return sum(outcome.score.passed for outcome in self.outcomes) / len(self.outcomes)


def ask_questions(
    questions: Iterable[Question],
    assistant: Assistant,
    source_texts: Mapping[str, str],
    *,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Return one outcome a question, in their order; seconds are those of `invoke` alone."""
    outcomes = []
    # A worker thread, because a future holds whatever the assistant raises as a value.
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="question") as worker:
        for question in questions:
            outcome = _ask_question(question, assistant, source_texts, worker)
            on_outcome(outcome)
            outcomes.append(outcome)
    return tuple(outcomes)


def _ask_question(
    question: Question,
    assistant: Assistant,
    source_texts: Mapping[str, str],
    worker: ThreadPoolExecutor,
) -> Outcome:
    asked: Ask = {
        "question": question.text,
        "history": list(question.history),
        "as_of": question.as_of.isoformat() if question.as_of else None,
    }

    def invoke() -> tuple[Answer, float]:
        start = time.perf_counter()
        answer = assistant.invoke(asked)
        return answer, time.perf_counter() - start

    start = time.perf_counter()
    future = worker.submit(invoke)
    error = future.exception()
    if error is not None:
        failure = f"crashes the assistant: {type(error).__name__}: {error}"
        score = Score(failures=(failure,), sources_cited=False if question.sources else None)
        seconds = time.perf_counter() - start
        return Outcome(question=question, answer=None, score=score, seconds=seconds)
    answer, seconds = future.result()
    score = score_answer(question, answer, source_texts)
    return Outcome(question=question, answer=answer, score=score, seconds=seconds)


def run_questions(
    path: Path,
    *,
    articles: Path | None = None,
    data_dir: Path | None = None,
    on_start: Callable[[Sequence[Question]], None] = lambda _: None,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> Run:
    """Return the run of a question set over a folder of articles, or over a store that exists.

    Raises:
        EvalError: a bad row, a set of another corpus, no article to ask about.
        CorpusError, RagError: the store or the models cannot be opened.
    """
    questions = read_questions(path)
    with open_corpus(articles=articles, data_dir=data_dir) as (used_dir, corpus):
        _refuse_foreign_questions(path, questions, corpus)
        from rag import load_assistant

        on_start(questions)
        with load_assistant(data_dir=used_dir) as assistant:
            outcomes = ask_questions(
                questions, assistant, corpus.source_texts, on_outcome=on_outcome
            )
        settings = read_settings()
    return Run(
        questions_path=path,
        questions_fingerprint=hashlib.sha256(path.read_bytes()).hexdigest(),
        settings=settings,
        corpus=corpus,
        outcomes=outcomes,
    )


@contextmanager
def open_corpus(
    *, articles: Path | None = None, data_dir: Path | None = None
) -> Iterator[tuple[Path, Corpus]]:
    """Give the data directory to ask: a throw-away one made of `articles`, else one that exists."""
    if articles is None:
        from corpus.settings import load_settings

        existing = data_dir or load_settings().data_dir
        yield existing, read_corpus(existing, folder=existing)
        return
    if not articles.exists():
        raise EvalError(f"{articles}: no such file or folder; expected one that holds articles")
    from rag import add_articles

    with tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as made:
        summary = add_articles([articles], data_dir=Path(made))
        failed = tuple(f"{failure.source}: {failure.reason}" for failure in summary.failed)
        yield Path(made), read_corpus(Path(made), folder=articles, unreadable=failed)


def read_corpus(data_dir: Path, *, folder: Path, unreadable: tuple[str, ...] = ()) -> Corpus:
    """Return what scoring needs of a store.

    Raises:
        EvalError: the store holds no article.
    """
    from corpus.store import Store

    with Store.open(data_dir, create=False) as store:
        articles = store.read_articles()
    if not articles:
        reasons = "".join(f"\n  {reason}" for reason in unreadable)
        raise EvalError(
            f"there is no article to ask about; add some with: python -m corpus add PATH{reasons}"
        )
    return Corpus(
        folder=folder,
        source_texts={article.article_id: article.source_text for article in articles},
        file_names=frozenset(name_source(article.source) for article in articles),
        fingerprint=_fingerprint_articles(articles),
        unreadable=unreadable,
    )


def read_settings() -> Mapping[str, object]:
    """Return the settings an answer depends on, without addresses: those may hold a password."""
    from corpus.settings import load_settings

    settings: dict[str, object] = load_settings().model_dump(mode="json")
    left_out = ("key", "url", "data_dir")
    return {name: value for name, value in settings.items() if not name.endswith(left_out)}


def _fingerprint_articles(articles: Iterable[Article]) -> str:
    lines = sorted(
        f"{_fingerprint(article.source_text)} {name_source(article.source)}" for article in articles
    )
    return _fingerprint("\n".join(lines))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _refuse_foreign_questions(path: Path, questions: Sequence[Question], corpus: Corpus) -> None:
    wanted = {name_source(name) for q in questions for group in q.sources for name in group}
    if wanted and wanted.isdisjoint(corpus.file_names):
        raise EvalError(
            f"{path}: none of its {len(wanted)} sources, such as {min(wanted)!r}, is among the "
            f"{len(corpus.source_texts)} articles at hand; name the set's own with: --articles DIR"
        )
