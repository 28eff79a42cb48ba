"""What the news is: articles, the stories they carry, and the statements made in them."""

from corpus.article import Article, Period, Range
from corpus.errors import CorpusError
from corpus.statement import Statement
from corpus.stories.story import Story

__all__ = ["Article", "CorpusError", "Period", "Range", "Statement", "Story"]
