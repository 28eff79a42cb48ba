"""A question written by a person: each fact and source is looked up in the articles as it is typed."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.article import Article
from eval.errors import EvalError
from eval.files import write_text
from eval.questions import Question, make_fields, read_questions
from eval.scoring import contains, name_source

_SHOWN = 3
_NEAR_PERCENT = 70.0
"""Similarity, 0 to 100, from which a stretch of an article is suggested for a phrase."""
_LOCK_TIMEOUT_S = 10.0
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a phrase stands, or what is near it."""

    sources: tuple[str, ...]
    """File names of the articles that hold it."""
    near: tuple[str, ...]
    """Stretches that are close to it, the closest first; empty where it stands somewhere."""


class Library:
    """The articles that a new question is checked against."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._texts: Mapping[str, str] = {
            name_source(article.source): article.source_text for article in articles
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The file names of all articles, sorted."""
        return tuple(sorted(self._texts))

    def find_phrase(self, phrase: str, among: Sequence[str] = ()) -> Found:
        """Return where a phrase stands as whole words; with `among` only in those articles."""
        texts = {name: self._texts[name] for name in among or self._texts}
        sources = tuple(sorted(name for name, text in texts.items() if contains(text, phrase)))
        return Found(sources=sources, near=() if sources else _find_near(phrase, texts))

    def find_source(self, name: str) -> Found:
        """Return the article of that file name, or those that are close to it or hold its words."""
        from rapidfuzz import fuzz, process, utils

        wanted = name_source(name)
        if wanted in self._texts:
            return Found(sources=(wanted,), near=())
        close = process.extract(
            wanted,
            self.names,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            limit=_SHOWN,
            score_cutoff=_NEAR_PERCENT,
        )
        return Found(sources=(), near=tuple(match for match, _, _ in close))


def make_question_id(path: Path) -> str:
    """Return an id that no row of a set has: the last one counted up, or `q001` of a new set."""
    if not path.exists() or not path.read_bytes().strip():
        return "q001"
    taken = [question.question_id for question in read_questions(path)]
    prefix = taken[-1].rstrip("0123456789")
    digits = taken[-1][len(prefix) :]
    number = int(digits or 0)
    while True:
        number += 1
        made = f"{prefix}{number:0{len(digits) or 1}d}"
        if made not in taken:
            return made


def append_question(path: Path, question: Question) -> None:
    """Add a row to a set, whole or not at all; one writer at a time.

    Raises:
        EvalError: the set is wrong, has that id already, or is being written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        with lock.acquire(timeout=_LOCK_TIMEOUT_S):
            before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            if before.strip() and question.question_id in {
                other.question_id for other in read_questions(path)
            }:
                raise EvalError(f"{path}: has a row with the id {question.question_id!r} already")
            if before and not before.endswith("\n"):
                before += "\n"
            row = json.dumps(make_fields(question), ensure_ascii=False)
            write_text(path, f"{before}{row}\n")
    except Timeout as error:
        raise EvalError(f"{path}: another process writes it; try again") from error
    finally:
        Path(lock.lock_file).unlink(missing_ok=True)


def _find_near(phrase: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Stretches of as many words as the phrase has, one an article, that are close to it."""
    from rapidfuzz import fuzz, utils

    wanted = utils.default_process(phrase)
    found: list[tuple[float, str]] = []
    for text in texts.values():
        near = fuzz.partial_ratio_alignment(wanted, text.casefold(), score_cutoff=_NEAR_PERCENT)
        if near is not None:
            found.append((near.score, _whole_words(text, near.dest_start, near.dest_end)))
    best = sorted(set(found), key=lambda one: (-one[0], one[1]))
    return tuple(dict.fromkeys(stretch for _, stretch in best))[:_SHOWN]


def _whole_words(text: str, start: int, end: int) -> str:
    words = [m for m in _WORD.finditer(text) if m.start() < end and start < m.end()]
    return " ".join(match[0] for match in words).strip(".,;:!?\"'“”‘’()")
