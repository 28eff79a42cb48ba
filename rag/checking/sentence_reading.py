"""A sentence or span read for the check: its words with clause, negation and force, and what it names.

The same reading serves both sides. Clauses are cut at marks and joining words; that is coarse, and so
nothing is concluded from a clause alone that the whole text does not bear out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.chunk import Chunk
from corpus.chunks import chunk_sentence
from corpus.names import find_indices, load_firms
from corpus.subjects import load_subjects
from corpus.words import phrases, words
from rag.checking.cutting import Cutter, Word
from rag.checking.figures import Figure, read_figures
from rag.checking.meanings import is_ordinary
from rag.checking.normalising import normalise
from rag.checking.weighing import weigh_words

_SIZE_INDEX = re.compile(
    r"\b(?:S&P|Russell|MSCI|Stoxx|FTSE)\s(?:(?:Mid|Small|Large)-?[Cc]ap|\d{3,4})(?:\s(?:Growth|Value))?\b"
)
"""Indices of one size or style, which are not those of their family's short name."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A subject, index, firm or person named at `start` to `end`."""

    name: str
    """The table's name where it has one, else as written, in lower case."""
    kind: str
    """`person`, `firm`, or the kind of the subject, such as `index`."""
    start: int
    end: int
    piece: int
    sentence: int

    @property
    def is_strict(self) -> bool:
        """Whether the source must name it; other subjects are checked as words."""
        strict = self.kind in _STRICT_KINDS or self.name in _STRICT_SUBJECTS
        return strict and self.name not in _VAGUE_SUBJECTS


_STRICT_KINDS = frozenset(("index", "asset class", "commodity", "crypto", "currency", "sector"))
_STRICT_SUBJECTS = phrases("tariffs; inflation; recession")
_VAGUE_SUBJECTS = phrases(
    """
    stocks; cash holdings; etfs; mergers; volatility; dividend stocks; u.s. stocks; uk stocks;
    european stocks; yield curve; commodities; materials; media; financials; technology
    """
)
"""Subjects that a retelling names in passing, or whose words are common ones."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A normalised text and what was read in it."""

    text: str
    words: tuple[Word, ...]
    figures: tuple[tuple[Figure, ...], ...]
    """Each number with what it may mean."""
    entities: tuple[Entity, ...]
    chunks: tuple[Chunk, ...]
    pieces: tuple[int, ...]
    """The offset at which each piece begins."""
    spared: tuple[tuple[int, int], ...] = ()
    """Where names and numbers stand, which are checked on their own; in order and apart."""

    def names_at(self, offset: int) -> bool:
        """Whether an offset lies in a name, a subject or a number."""
        at = bisect_right(self.spared, (offset, len(self.text) + 1)) - 1
        return at >= 0 and offset < self.spared[at][1]

    def piece_at(self, offset: int) -> int:
        """The piece that holds an offset."""
        return max(0, bisect_right(self.pieces, offset) - 1)

    def sentence_of_piece(self, piece: int) -> int:
        """The sentence that a piece is part of."""
        return next((w.sentence for w in self.words if w.piece == piece), 0)


@lru_cache(maxsize=4_096)
def read_text(text: str) -> Reading:
    """The reading of a text; marks are to be taken out before."""
    text = normalise(text)
    cutter = Cutter(text)
    cutter.cut()
    tokens, starts = cutter.words, tuple(cutter.starts)
    chunks = _chunk(text, cutter.sentences)
    bare = Reading(
        text=text,
        words=tuple(tokens),
        figures=_figures(text),
        entities=(),
        chunks=chunks,
        pieces=starts,
    )
    entities = _entities(bare)
    spared = [(e.start, e.end) for e in entities if e.is_strict or e.kind in ("person", "firm")]
    spared += [(c.start, c.end) for c in chunks if c.kind in ("firm", "name", "org")]
    spared += [(f.start, f.end) for f, *_ in bare.figures]
    return replace(
        bare,
        words=tuple(weigh_words(text, tokens, [(e.start, e.end) for e in entities])),
        entities=entities,
        spared=_join_spans(spared),
    )


def _join_spans(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that touch as one, so that an offset is found without trying each."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _figures(text: str) -> tuple[tuple[Figure, ...], ...]:
    """The numbers of a text, without those in the names of indices."""
    places = (*find_indices(text), *(m.span() for m in _SIZE_INDEX.finditer(text)))
    return tuple(
        readings
        for readings in read_figures(text)
        if not any(start <= readings[0].start < end for start, end in places)
    )


def _chunk(text: str, sentences: Sequence[int]) -> tuple[Chunk, ...]:
    """The chunks of each sentence in turn, so that a capital at its start says nothing."""
    mentions, indices = load_firms().find(text), find_indices(text)
    found: list[Chunk] = []
    for start, end in zip(sentences, [*sentences[1:], len(text)], strict=True):
        own = [m for m in mentions if start <= m.start < end]
        found += chunk_sentence(text, start, end, own, [i for i in indices if start <= i[0] < end])
    return tuple(
        c
        for c in found
        if not (c.kind == "name" and (_is_first_word(text, c, sentences) or c.text in _NO_NAMES))
    )


_NO_NAMES = frozenset(
    words(
        """
    IPO IPOs CEO CFO COO CIO EV EVs GDP CPI PPI PMI PCE ETF ETFs AI EPS ISM SPAC SPACs REIT REITs ESG FX QE QT
    MWh GWh kWh TWh MW GW bpd boe mbd Mb/d PT EBITDA Ebitda EBIT YoY QoQ yoy FY
    M&A R&D VC LNG HR IT TV PC PCs GPU GPUs The A An In On At
    """
    )
)
"""Abbreviations of things, and words that only a place in a title writes large."""


def _is_first_word(text: str, chunk: Chunk, sentences: Sequence[int]) -> bool:
    """Whether a lone word has its capital letter from standing first, and is no name."""
    participle = chunk.text.endswith("ed") and _PARTICIPLE.match(text, chunk.end)
    if not chunk.text.isalpha() or not (participle or is_ordinary(chunk.text)):
        return False
    before = text[max(start for start in sentences if start <= chunk.start) : chunk.start]
    return not any(map(str.isalnum, before))


_PARTICIPLE = re.compile(r" (?:with|to|by|from|on|in|for|as|against|at) ")
"""Behind `Compared` or `Based`, which are no names then."""


def _entities(reading: Reading) -> tuple[Entity, ...]:
    text = reading.text
    found: list[Entity] = []

    def add(name: str, kind: str, start: int, end: int) -> None:
        if all(end <= e.start or start >= e.end for e in found):
            piece = reading.piece_at(start)
            found.append(Entity(name, kind, start, end, piece, reading.sentence_of_piece(piece)))

    for chunk in reading.chunks:
        if chunk.kind == "firm" and chunk.firm is not None:
            add(chunk.firm.name.lower(), "firm", chunk.start, chunk.end)
    for match in _SIZE_INDEX.finditer(text):
        add(match[0].lower().replace("-", ""), "index", match.start(), match.end())
    for start, end in find_indices(text):
        add(_index_name(text[start:end]), "index", start, end)
    names = {c.end: c for c in reading.chunks if c.kind == "name"}
    for mention in load_subjects().find(text):
        if text.startswith("'t", mention.end):  # "won't" is no currency
            continue
        leading = names.get(mention.start - 1)
        if leading is not None and text[mention.start].isupper():  # "Kestrel Gold" is a firm
            add(text[leading.start : mention.end].lower(), "firm", leading.start, mention.end)
            continue
        add(mention.entry.name.lower(), mention.entry.kind, mention.start, mention.end)
    for chunk in reading.chunks:
        if chunk.kind in ("name", "org"):
            add(chunk.low, "person" if chunk.kind == "name" else "firm", chunk.start, chunk.end)
    return tuple(sorted(found, key=lambda entity: entity.start))


def _index_name(written: str) -> str:
    found = load_subjects().find(written)
    return found[0].entry.name.lower() if found else written.lower()
