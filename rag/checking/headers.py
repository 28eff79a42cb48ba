"""What is known of spans beside their words, as the check of words reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.checking.checked import CitedSpan
from rag.checking.sentence_reading import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Titles, roles and firms of spans, and the words of the first two."""

    texts: tuple[str, ...]
    terms: frozenset[str]
    """Stems of the titles and roles; those of names say nothing."""


def read_header(spans: Sequence[CitedSpan]) -> Header:
    """The header of spans that are taken as one."""
    texts = [text for span in spans for text in (span.title, span.role) if text]
    return Header(
        texts=(*texts, *(span.firm for span in spans if span.firm)),
        terms=frozenset(word.term for text in texts for word in read_text(text).words),
    )
