"""Mojibake read as it was meant, beside the text and never instead of it.

`â€œ` is what a reader of a damaged page sees, so it is what a quotation cites; who speaks and what a
passage is about are read from the repaired text, whose offsets are then taken back. Only sequences
that cannot be meant are repaired: ftfy (Speer, 2019, https://doi.org/10.5281/zenodo.2591652) tells.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.article import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A text with its mojibake repaired, and where its characters came from."""

    text: str
    repaired_starts: tuple[int, ...]
    """Where the pieces begin, repaired ones and those between in turn, from 0."""
    source_starts: tuple[int, ...]
    """Where the same pieces begin in the source."""

    def to_source(self, span: Range) -> Range:
        """The span of the source that became `span`; a repaired sequence is taken whole."""
        return _move(span, self.repaired_starts, self.source_starts)

    def from_source(self, span: Range) -> Range:
        """What `span` of the source became; a damaged sequence is taken whole."""
        return _move(span, self.source_starts, self.repaired_starts)


def _move(span: Range, here: Sequence[int], there: Sequence[int]) -> Range:
    """The span between the same pieces of the other text."""
    first = bisect_right(here, span.start) - 1
    last = bisect_right(here, span.end) - 1
    # An odd piece is a repaired sequence: only its ends are places in both texts.
    start = there[first] + (span.start - here[first] if first % 2 == 0 else 0)
    if last % 2 == 0:
        return Range(start=start, end=there[last] + span.end - here[last])
    return Range(start=start, end=there[last + (span.end > here[last])])


@cache
def _damage() -> re.Pattern[str]:
    """Damaged sequences; `lost` where the last byte of a closing mark, which no code page has, is."""
    from ftfy.chardata import UTF8_DETECTOR_RE

    lost = r"(?P<lost>â€(?:\ufffd|(?=[\s.,;:!?)\]]|$)))"
    return re.compile(f"{lost}|(?:{UTF8_DETECTOR_RE.pattern})", UTF8_DETECTOR_RE.flags)


def repair(text: str) -> Repaired | None:
    """Return the repaired text; None where nothing of it is certainly damaged."""
    if text.isascii():
        return None
    from ftfy import fix_encoding

    pieces: list[str] = []
    repaired_starts, source_starts = [0], [0]
    length = position = 0
    for match in _damage().finditer(text):
        fixed = "”" if match["lost"] else fix_encoding(match[0])
        # "Ã la carte" may be meant: with a plain space nothing is certain.
        if len(fixed) >= len(match[0]) or " " in match[0]:
            continue
        between = text[position : match.start()]
        pieces += (between, fixed)
        length += len(between)
        repaired_starts += (length, length + len(fixed))
        source_starts += (match.start(), match.end())
        length += len(fixed)
        position = match.end()
    if not pieces:
        return None
    return Repaired(
        text="".join((*pieces, text[position:])),
        repaired_starts=tuple(repaired_starts),
        source_starts=tuple(source_starts),
    )


def repair_text(text: str) -> str:
    """Return `text` with its mojibake repaired, for words and vectors; never to be quoted."""
    repaired = repair(text)
    return text if repaired is None else repaired.text
