"""What a person can mend: a bad row, a missing file, a page that does not start."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

USER_ERROR = 2


class EvalError(Exception):
    """The message says what was found, what was expected, where, and the remedy."""


@contextmanager
def user_errors() -> Iterator[None]:
    """Print what a user can mend and exit with 2."""
    from corpus.errors import CorpusError
    from rag.errors import RagError

    try:
        yield
    except (EvalError, CorpusError, RagError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line ends here
        raise typer.Exit(USER_ERROR) from error
