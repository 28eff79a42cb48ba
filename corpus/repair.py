"""Statements of a damaged text: read from the repaired one, told as spans of the source."""

from dataclasses import replace

from corpus.article import Article, Range
from corpus.mojibake import Repaired, repair
from corpus.statement import Statement
from corpus.statements import extract_statements


def extract_repaired(article: Article) -> tuple[Statement, ...]:
    """Return the article's statements, read from its repaired text, as spans of its source text."""
    repaired = repair(article.source_text)
    if repaired is None:
        return extract_statements(article)
    body = tuple(repaired.from_source(kept) for kept in article.body)
    statements = extract_statements(replace(article, source_text=repaired.text, body=body))
    return tuple(_moved(statement, repaired) for statement in statements)


def _moved(statement: Statement, repaired: Repaired) -> Statement:
    span = repaired.to_source(Range(start=statement.start, end=statement.end))
    return replace(statement, start=span.start, end=span.end)
