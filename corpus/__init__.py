"""What the news is: articles, the stories they carry, and the statements made in them."""

from typing import TYPE_CHECKING

from corpus.article import Article, Period, Range
from corpus.errors import CorpusError
from corpus.statement import Statement, SubjectStance
from corpus.stories.story import Story

if TYPE_CHECKING:
    from corpus.statement_table import read_statements

__all__ = [
    "Article",
    "CorpusError",
    "Period",
    "Range",
    "Statement",
    "Story",
    "SubjectStance",
    "read_statements",
]


def __getattr__(name: str) -> object:
    """Load `read_statements` when it is first asked for: it opens stores, most imports do not."""
    if name == "read_statements":
        from corpus.statement_table import read_statements

        return read_statements
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
