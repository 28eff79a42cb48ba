"""Passages of an article: consecutive whole sentences with a header, by offsets into its text.

A passage never leaves one range of the body, so its text is `source_text[start:end]` and holds
nothing that was cut as page furniture.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from corpus.article import Article, Period, Range
from corpus.mojibake import repair_text
from corpus.sentences import split_sentences
from corpus.statement import Statement
from rag.index.embedder import Vectors
from rag.records import Passage

SPLITTER_VERSION = 2
"""Grows when passages would be cut, headed or embedded otherwise, so that old ones are made again."""

BUDGET_TOKENS = 150
"""Of text: about six sentences of news. As many questions of four sets pass as with 190 (162 and 163 of
192), and attention, which grows with the square of the length, makes 190 take 1.15 times as long to embed.
Recall@10 over 204 questions of the house's sets: 0.951 with 75, 0.961 with 150, 0.966 with 190; MultiHop-RAG's articles
are too short to tell (`python -m eval benchmark sweep --only passage_tokens`)."""

HEADER_WEIGHT = 0.3
"""Of the header's vector beside the text's. Over MultiHop-RAG vectors alone have Recall@10 0.787 so,
0.780 with 0.5, 0.733 with 1, 0.767 without a header, and 0.709 where header and text are embedded as one
text, which also costs a header with every passage instead of one an article."""

HEADER_TOKENS = 64
"""At most; a longer header loses speakers, then the end of its title."""

_CHARACTERS_PER_TOKEN = 12
"""A token of prose has 4 to 5 characters. A run of letters without a space may be one token of any
length to the model; counting it by its characters keeps such a passage from growing without end."""

_MAX_SPEAKERS = 6
_CLAUSE_END = re.compile(r"[;:,—–][\"”’)]*\s+")
_SPACE = re.compile(r"\s+")

CountTokens = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A sentence, or a part of one that is too long, and what it costs."""

    start: int
    end: int
    tokens: int
    group: int
    """The body range it lies in; pieces of two ranges never share a passage."""


def split_article(
    article: Article,
    statements: Sequence[Statement],
    count_tokens: CountTokens,
    *,
    budget_tokens: int = BUDGET_TOKENS,
    window_tokens: int = 254,
) -> tuple[Passage, ...]:
    """Return the passages of the body in order; they do not overlap and leave no sentence out.

    Text and header together never exceed `window_tokens`. Only a sentence that is too long for that
    is cut, after a clause if there is one near its middle, else at white space. `statements` are
    those of this article; the speakers of a passage stand in its header.
    """
    header_tokens = min(HEADER_TOKENS, window_tokens // 3)
    limit = window_tokens - header_tokens
    pieces = _find_pieces(article, count_tokens, limit)
    spans = _pack(pieces, min(budget_tokens, limit))
    named = [_find_speakers(statements, span) for span in spans]
    headers = _fit_headers(_make_headers(article, named), count_tokens, header_tokens)
    return tuple(
        Passage(
            passage_id=f"{article.article_id}.{article.version}.{ordinal}",
            article_id=article.article_id,
            version=article.version,
            start=span.start,
            end=span.end,
            text=article.source_text[span.start : span.end],
            header=header,
        )
        for ordinal, (span, header) in enumerate(zip(spans, headers, strict=True))
    )


def embed_with_headers(
    passages: Sequence[tuple[str, str]], embed: Callable[[Sequence[str]], Vectors]
) -> Vectors:
    """Return the unit vector of each (header, text), one row each, in order.

    It is the direction of the text's vector plus `HEADER_WEIGHT` times the header's. Equal headers are
    embedded once, so they should be those of articles; an empty one counts nothing. Mojibake is read as it was
    meant.
    """
    headers = {header: row for row, header in enumerate(dict.fromkeys(h for h, _ in passages if h))}
    texts = [repair_text(text) for text in (*headers, *(text for _, text in passages))]
    made = embed(texts)
    rows = made[len(headers) :].copy()
    for row, (header, _) in zip(rows, passages, strict=True):
        if header:
            row += HEADER_WEIGHT * made[headers[header]]
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def write_header(article: Article, count_tokens: CountTokens) -> str:
    """Return title, outlet and date of an article, as embedded beside its passages; at most `HEADER_TOKENS`."""
    return _fit_headers([_list_known(article)], count_tokens, HEADER_TOKENS)[0]


def format_period(period: Period) -> str:
    """Return the period in words: `18 September 2025`, `September 2025`, `2025`."""
    match period.iso.count("-"), "/" in period.iso:
        case 2, False:
            return f"{period.first.day} {period.first:%B} {period.first.year}"
        case 1, False:
            return f"{period.first:%B} {period.first.year}"
        case _:
            return period.iso.replace("/", " to ")


def _find_pieces(article: Article, count_tokens: CountTokens, limit: int) -> list[_Piece]:
    text = article.source_text
    starts = [kept.start for kept in article.body]
    spans = [
        (bisect_right(starts, sentence.start), part)
        for sentence in split_sentences(text, article.body)
        for part in _cut(text, sentence.start, sentence.end, limit * _CHARACTERS_PER_TOKEN)
    ]
    pieces: list[_Piece] = []
    while spans:
        costs = _count([text[part.start : part.end] for _, part in spans], count_tokens)
        longer: list[tuple[int, Range]] = []
        for (group, part), tokens in zip(spans, costs, strict=True):
            if tokens <= limit or part.end - part.start < 2:
                pieces.append(_Piece(start=part.start, end=part.end, tokens=tokens, group=group))
            else:
                most = (part.end - part.start) * 3 // 4
                longer += ((group, cut) for cut in _cut(text, part.start, part.end, most))
        spans = longer
    return sorted(pieces, key=lambda piece: piece.start)


def _count(texts: Sequence[str], count_tokens: CountTokens) -> list[int]:
    return [
        max(tokens, math.ceil(len(text) / _CHARACTERS_PER_TOKEN))
        for text, tokens in zip(texts, count_tokens(texts), strict=True)
    ]


def _cut(text: str, start: int, end: int, characters: int) -> list[Range]:
    """Cut a span into parts of at most so many characters, after a clause or else at a space."""
    parts: list[Range] = []
    while end - start > characters:
        lowest, target = start + characters // 2, start + characters * 2 // 3
        cut = start + characters
        for pattern in (_CLAUSE_END, _SPACE):
            found = [match.end() for match in pattern.finditer(text, lowest, start + characters)]
            if found:
                cut = min(found, key=lambda place: abs(place - target))
                break
        parts.append(_trim(text, start, cut))
        start = cut
    parts.append(_trim(text, start, end))
    return [part for part in parts if part.start < part.end]


def _trim(text: str, start: int, end: int) -> Range:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Range(start=start, end=start + len(piece.strip()))


def _pack(pieces: Sequence[_Piece], budget: int) -> list[Range]:
    """Join pieces of one group into spans of at most `budget` tokens and of about equal size."""
    spans: list[Range] = []
    for _, group in groupby(pieces, key=lambda piece: piece.group):
        members = tuple(group)
        total = sum(piece.tokens for piece in members)
        # Filling each to the brim would leave a last passage of a few words.
        target = total / math.ceil(total / budget) if total else budget
        filled = 0.0
        for index, piece in enumerate(members):
            fits = filled + piece.tokens <= budget and filled + piece.tokens / 2 <= target
            if index and fits:
                spans[-1] = Range(start=spans[-1].start, end=piece.end)
                filled += piece.tokens
            else:
                spans.append(Range(start=piece.start, end=piece.end))
                filled = piece.tokens
    return spans


def _find_speakers(statements: Sequence[Statement], span: Range) -> tuple[str, ...]:
    """Persons and firms of the statements that overlap the span, in order, each once."""
    found: dict[str, None] = {}
    for statement in sorted(statements, key=lambda one: one.start):
        if statement.start < span.end and span.start < statement.end:
            names = (*statement.persons, *((statement.firm,) if statement.firm else ()))
            found |= dict.fromkeys(names)
    return tuple(found)[:_MAX_SPEAKERS]


def _make_headers(article: Article, speakers: Sequence[tuple[str, ...]]) -> list[list[str]]:
    known = _list_known(article)
    return [[*known, ", ".join(names)] if names else [*known] for names in speakers]


def _list_known(article: Article) -> list[str]:
    known = [" ".join(part.split()) for part in (article.title, article.outlet) if part]
    if article.published is not None:
        known.append(format_period(article.published))
    return known


def _fit_headers(headers: Sequence[list[str]], count_tokens: CountTokens, limit: int) -> list[str]:
    """Join the parts of each header; of one that is too long, whole words at its end are cut."""
    joined = [" | ".join(parts)[: limit * _CHARACTERS_PER_TOKEN] for parts in headers]
    while True:
        costs = count_tokens(joined) if joined else []
        if all(cost <= limit for cost in costs):
            return joined
        joined = [
            header if cost <= limit else _shorten(header)
            for header, cost in zip(joined, costs, strict=True)
        ]


def _shorten(header: str) -> str:
    words = header.split(" ")
    return " ".join(words[: len(words) * 3 // 4]) if len(words) > 1 else header[: len(header) // 2]
