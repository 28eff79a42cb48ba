"""`python -m rag ask|search`: questions from the command line."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer

from corpus.errors import CorpusError
from corpus.terminal import printable
from corpus.terminal import printable_line as plain
from rag import load_assistant, load_retriever
from rag.asking import Ask
from rag.assistant import Assistant
from rag.errors import QuestionError, RagError
from rag.output import answer_row, hit_row
from rag.records import Answer, Citation
from rag.retrieval.explain import explain_hit, explain_plan

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Folder of the store; default NEWS_DATA_DIR.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="ISO date; nothing published later is used.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What a user can mend is a message and exit code 2, never a stack trace."""
    try:
        yield
    except (RagError, CorpusError) as error:
        print(f"error: {printable(str(error))}", file=sys.stderr)
        raise typer.Exit(2) from None


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What to ask.")] = None,
    *,
    as_of: AsOf = None,
    as_json: AsJson = False,
    batch: Annotated[
        str | None, typer.Option(help="File with one JSON object a line, or - for standard input.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Answer a question, or a batch of them, with cited sources."""
    with _plain_errors():
        if (question is None) == (batch is None):
            raise QuestionError(
                'expected a question or --batch FILE; try: python -m rag ask "who is cautious?"'
            )
        if batch is not None:
            _ask_batch(batch, as_of, data_dir)
            return
        with load_assistant(data_dir=data_dir, as_of=as_of) as assistant:
            answer = assistant.invoke({"question": question or ""})
        if as_json:
            print(json.dumps(answer_row(answer), ensure_ascii=False))
        else:
            _print_answer(answer)


def _ask_batch(batch: str, as_of: str | None, data_dir: Path | None) -> None:
    with _open_batch(batch) as lines, load_assistant(data_dir=data_dir, as_of=as_of) as assistant:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                row = _answer_line(assistant, line, f"{batch}:{number}")
                print(json.dumps(row, ensure_ascii=False), flush=True)


@contextmanager
def _open_batch(batch: str) -> Iterator[TextIO]:
    if batch == "-":
        yield sys.stdin
        return
    try:
        with Path(batch).open(encoding="utf-8-sig", errors="replace") as lines:
            yield lines
    except OSError as error:
        raise QuestionError(
            f"--batch {batch!r} cannot be read: {error.strerror}; expected a file with one JSON object "
            "a line, or - for standard input"
        ) from error


def _answer_line(assistant: Assistant, line: str, place: str) -> dict[str, object]:
    row_id: object = None
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict):
            raise QuestionError(f"{place}: expected a JSON object, got {line.strip()!r:.80}")
        row_id = fields.get("id")
        if not isinstance(fields.get("question"), str):
            raise QuestionError(f"{place}: 'question' is missing or no text")
        given: Ask = {"question": fields["question"]}
        if fields.get("history") is not None:
            given["history"] = fields["history"]
        if fields.get("as_of") is not None:
            given["as_of"] = fields["as_of"]
        return answer_row(assistant.invoke(given), row_id)
    except (ValueError, RecursionError) as error:
        return {"id": row_id, "error": f"{place}: not JSON: {error}"}
    except (RagError, CorpusError) as error:
        return {"id": row_id, "error": str(error)}


def _print_answer(answer: Answer) -> None:
    if answer.standalone != answer.question:
        print(f"Asked as: {plain(answer.standalone)}\n")
    for sentence in answer.sentences:
        print(plain(sentence.plain))
    if answer.reason:
        print(f"\nReason: {answer.reason}")
    if answer.citations:
        print("\nSources")
    for citation in answer.citations:
        print(_source_lines(citation))
    for note in answer.notes:
        print(f"\nNote: {plain(note)}")


def _source_lines(citation: Citation) -> str:
    date = citation.published or "undated"
    if citation.published and citation.published_origin != "given":
        date += f" (from {citation.published_origin})"
    where = [citation.outlet or "outlet unknown", date, citation.title or citation.source]
    lines = [f"{citation.mark} {plain(', '.join(where))}"]
    if citation.url:
        lines.append(f"    {plain(citation.url)}")
    lines.append(f"    “{plain(' '.join(citation.quote.split()))}”")
    return "\n".join(lines)


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="What to look for.")],
    *,
    k: Annotated[int, typer.Option("-k", min=1, max=1_000, help="Passages shown.")] = 10,
    outlet: Annotated[list[str] | None, typer.Option(help="Only this outlet; repeatable.")] = None,
    since: Annotated[str | None, typer.Option(help="ISO date, inclusive.")] = None,
    until: Annotated[str | None, typer.Option(help="ISO date, inclusive.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which constraint and signals put each there.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Show the ranked passages with each signal's score."""
    with (
        _plain_errors(),
        load_retriever(
            data_dir=data_dir, k=k, outlets=outlet or (), since=since, until=until, as_of=as_of
        ) as retriever,
    ):
        plan, hits = retriever.explain(question)
        if explain and not as_json:
            print(plain_lines(explain_plan(plan)) + "\n")
        for rank, hit in enumerate(hits, start=1):
            if as_json:
                print(json.dumps(hit_row(hit), ensure_ascii=False))
                continue
            row = hit_row(hit)
            scores = "  ".join(f"{signal} {score:.4f}" for signal, score in hit.scores.items())
            where = [hit.article.outlet or "outlet unknown", str(row["published"] or "undated")]
            title = hit.article.title or hit.article.source
            why = explain_hit(plan, hit) if explain else [scores]
            print(f"{rank:>2}. {plain(', '.join([*where, title]))}\n{plain_lines(why, indent=4)}")
            print(f"    {plain(' '.join(hit.passage.text.split()))}\n")
        if not hits and not as_json:
            print("No passage meets this question's constraints.")


def plain_lines(lines: Sequence[str], *, indent: int = 0) -> str:
    """The lines with nothing in them that a terminal would obey."""
    whole = [one for line in lines for one in line.split("\n")]
    return "\n".join(" " * indent + printable(one) for one in whole)


def main() -> None:
    """Run the commands; a closed pipe ends quietly, and so does a character that cannot be written."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Half a surrogate pair becomes `\\udc00`, which JSON reads as what it was.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
