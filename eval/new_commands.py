"""The command `python -m eval new`: a dialogue that ends in one valid row, a minute or less."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from corpus.terminal import printable_line
from eval.authoring import Found, Library, append_question, make_question_id
from eval.corpora import open_articles
from eval.errors import EvalError, user_errors
from eval.questions import KINDS, Question, QuestionKind, is_kind, read_questions
from eval.run_commands import Articles, DataDir, refuse_both

_ANYWAY = "!"


def new(
    questions: Annotated[Path, typer.Argument(help="The question set; made where it is missing.")],
    articles: Articles = None,
    data_dir: DataDir = None,
) -> None:
    """Ask for a question, its facts and its sources, check them, and add the row to a set."""
    with user_errors():
        refuse_both(articles, data_dir)
        if questions.exists() and questions.read_bytes().strip():
            read_questions(questions)  # a set that is wrong is told before anything is typed
        library = Library(open_articles(articles=articles, data_dir=data_dir))
        typer.echo(f"{len(library.names)} articles; an empty line ends a list, Ctrl-C leaves.")
        try:
            while True:
                question = _ask_question(library, make_question_id(questions))
                append_question(questions, question)
                typer.echo(f"added {question.question_id} to {questions}\n")
                if not typer.confirm("Another question?", default=False):
                    return
        except (typer.Abort, EOFError):
            # What was added stands; a row that was not finished is not added.
            typer.echo("\nended; rows that were added are kept", err=True)


def _ask_question(library: Library, question_id: str) -> Question:
    text = _ask("Question", _refuse_empty)
    answerable = typer.confirm("Do the articles answer it?", default=True)
    kind: QuestionKind = "abstain"
    expect: tuple[tuple[str, ...], ...] = ()
    sources: tuple[tuple[str, ...], ...] = ()
    if answerable:
        kind = _ask_kind()
        expect = _ask_facts(library)
        sources = _ask_sources(library, expect)
    forbid = _ask_list("Must not stand in the answer", lambda line: line)
    history = _ask_list("Asked before it in the same chat", lambda line: line)
    return Question(
        question_id=question_id,
        kind=kind,
        text=text,
        history=history,
        as_of=_ask_date(),
        answerable=answerable,
        expect=expect,
        forbid=forbid,
        sources=sources,
    )


def _ask(prompt: str, check: Callable[[str], str]) -> str:
    """Ask until an answer passes its check, which returns it or raises with what is wrong."""
    while True:
        given: str = typer.prompt(prompt, default="", show_default=False)
        try:
            return check(given.strip())
        except EvalError as error:
            typer.echo(f"  {printable_line(str(error))}")


def _ask_list(prompt: str, check: Callable[[str], str]) -> tuple[str, ...]:
    found: list[str] = []
    while line := _ask(f"{prompt} (none: empty)" if not found else "  and", check):
        found.append(line)
    return tuple(found)


def _refuse_empty(line: str) -> str:
    if not line:
        raise EvalError("a question is needed, such as: who is cautious?")
    return line


def _ask_kind() -> QuestionKind:
    def check(line: str) -> str:
        near = [kind for kind in KINDS if kind.startswith(line or "fact")]
        if len(near) != 1:
            raise EvalError(f"{line!r} is none of {', '.join(KINDS)}")
        return near[0]

    kind = _ask(f"Kind ({', '.join(KINDS)}; empty: fact)", check)
    if not is_kind(kind):
        raise EvalError(f"{kind!r} is no kind")
    return kind


def _ask_facts(library: Library) -> tuple[tuple[str, ...], ...]:
    def check(line: str) -> str:
        for phrase in _split(line):
            if phrase.startswith(_ANYWAY):
                continue
            found = library.find_phrase(phrase)
            if not found.sources:
                raise EvalError(_say_missing(f"{phrase!r} stands in no article", found))
            typer.echo(f"  stands in {_say_names(found.sources)}")
        return line

    lines = _ask_list("Expected in the answer, wordings parted by |", check)
    return tuple(tuple(p.removeprefix(_ANYWAY).strip() for p in _split(line)) for line in lines)


def _ask_sources(
    library: Library, expect: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    holding = [
        tuple(dict.fromkeys(name for p in group for name in library.find_phrase(p).sources))
        for group in expect
    ]
    proposed = tuple(dict.fromkeys(group for group in holding if group))
    if proposed:
        typer.echo("Sources that hold the facts:")
        for group in proposed:
            typer.echo(f"  {' | '.join(map(printable_line, group))}")
        if typer.confirm("Must one of each line be cited?", default=True):
            return proposed

    def check(line: str) -> str:
        for name in _split(line):
            found = library.find_source(name)
            if not found.sources:
                raise EvalError(_say_missing(f"no article is named {name!r}", found))
        return line

    lines = _ask_list("Source that must be cited, any one of several parted by |", check)
    return tuple(
        tuple(library.find_source(name).sources[0] for name in _split(line)) for line in lines
    )


def _ask_date() -> date | None:
    def check(line: str) -> str:
        try:
            return line and date.fromisoformat(line).isoformat()
        except ValueError:
            raise EvalError(f"{line!r} is not an ISO date such as 2025-09-12") from None

    line = _ask("As of which date (ISO; none: empty)", check)
    return date.fromisoformat(line) if line else None


def _split(line: str) -> list[str]:
    return [part.strip() for part in line.split("|") if part.strip()]


def _say_missing(what: str, found: Found) -> str:
    if found.near:
        return f"{what}; near: {' · '.join(map(repr, found.near))}"
    return f"{what}; type it as it stands there, or put {_ANYWAY} before it to keep it all the same"


def _say_names(names: tuple[str, ...]) -> str:
    shown = ", ".join(map(printable_line, names[:3]))
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
