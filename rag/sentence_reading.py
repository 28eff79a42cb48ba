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
from rag.cutting import Cutter, Force, Negation, Word
from rag.figures import Figure, read_figures
from rag.meanings import is_ordinary
from rag.normalising import normalise
from rag.opposites import is_directed
from rag.reading_words import (
    FAR_FROM,
    FUNCTION_WORDS,
    LIGHT,
    NEGATORS,
    NO_NEGATION,
    NOBODY,
    PLAIN_NEGATORS,
    POSSIBLE,
    SAID,
    TURNED_AWAY,
    TURNING,
    WILL,
    is_past,
)

_SCOPE_WORDS = 12
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
        words=tuple(_weigh(text, tokens, entities)),
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


def _weigh(text: str, tokens: Sequence[Word], entities: Sequence[Entity]) -> list[Word]:
    """The words with their negation and force."""
    spared = [match.span() for match in NO_NEGATION.finditer(text)]
    far = {match.end() for match in FAR_FROM.finditer(text)}
    away = {match.end() for match in TURNED_AWAY.finditer(text)}
    named = [(entity.start, entity.end) for entity in entities]
    named += [(t.start, t.end) for t in tokens[1:] if text[t.start].isupper()]
    marked: list[Negation] = ["no"] * len(tokens)
    denied: set[int] = set()
    for at, token in enumerate(tokens):
        negates = token.low in NEGATORS or token.end in far
        turns = token.low in TURNING or token.end in away
        if not (negates or turns) or any(a <= token.start < b for a, b in spared):
            continue
        if token.low == "least" and text[token.end : token.end + 1] not in "- ":
            continue
        if token.low in PLAIN_NEGATORS:
            denied.add(token.piece)
        _spread(tokens, at, named, marked, struck=not negates)
        if negates:
            _reach_back(tokens, at, marked)
    forces = _forces(tokens)
    return [
        Word(
            low=token.low,
            term=token.term,
            start=token.start,
            end=token.end,
            sentence=token.sentence,
            clause=token.clause,
            piece=token.piece,
            negation=negation,
            force=force,
            denied=token.piece in denied,
            steers=token.low in ("up", "down") and _steers(text, token),
            opener=token.opener,
        )
        for token, negation, force in zip(tokens, marked, forces, strict=True)
    ]


_BEFORE_STEER = re.compile(
    r"\b(?:is|are|was|were|be|been|edged?|edges|goe?s?|went|gone|moved?|moves|ticked|ticks|inched|"
    r"inches|ended|ends|closed|closes|finished|finishes|still|remains?|stands?|stood|crept|drifted)\s$",
    re.IGNORECASE,
)
_BEHIND_STEER = re.compile(
    r"\s(?:by|from|about|around|nearly|almost|some|roughly|over|more than|less than|close to|only|just|a further|"
    r"another|on the|slightly|sharply)\b|\s[$€£+-]?\d",
    re.IGNORECASE,
)


_MAKES = re.compile(r"\b(?:mak(?:e|es|ing)|made)\s$", re.IGNORECASE)


def _steers(text: str, token: Word) -> bool:
    """Whether `up` or `down` tells a direction; what makes up a fifth is one."""
    if _MAKES.search(text[max(0, token.start - 8) : token.start]):
        return False
    return bool(
        _BEHIND_STEER.match(text, token.end)
        or _BEFORE_STEER.search(text[max(0, token.start - 12) : token.start])
    )


_EXPECTING = frozenset(
    "expect expects expected see sees want wants wanted anticipate anticipates forecast forecasts".split()
)


def _is_expected(tokens: Sequence[Word], at: int, k: int) -> bool:
    """Whether a word is of what is not expected to do something: the deed behind `to` is denied."""
    if not any(token.low in _EXPECTING for token in tokens[at + 1 : k]):
        return False
    behind = tokens[k + 1 : k + 4]
    return any(t.low == "to" and t.clause == tokens[at].clause for t in behind)


def _spread(
    tokens: Sequence[Word],
    at: int,
    named: Sequence[tuple[int, int]],
    marked: list[Negation],
    *,
    struck: bool,
) -> None:
    """Mark what stands behind the negator: the first word with a meaning of its own, then the rest.

    Where that is a name, as in `does not expect a recession`, the verb before it is denied.
    """
    light_at = None
    for k in range(at + 1, min(len(tokens), at + 1 + _SCOPE_WORDS)):
        token = tokens[k]
        if token.clause != tokens[at].clause or (struck and token.low in ("and", "but")):
            break
        light = (
            token.low in FUNCTION_WORDS
            or token.low in PLAIN_NEGATORS
            or (token.low in LIGHT and not (tokens[at].low in NOBODY and is_past(token.low)))
        )
        inside = any(a <= token.start < b for a, b in named)
        if not struck and not light and _is_expected(tokens, at, k):
            marked[k] = "near" if marked[k] == "no" else marked[k]
            continue
        if not struck and not light and not inside:
            marked[k], struck = "near" if marked[k] == "yes" else "yes", True
            continue
        if light and light_at is None and token.low not in FUNCTION_WORDS:
            light_at = k
        if marked[k] == "no":
            marked[k] = "near"
    if not struck and light_at is None:
        light_at = next(
            (
                k
                for k in range(at + 1, min(len(tokens), at + 4))
                if tokens[k].clause == tokens[at].clause
                and marked[k] == "near"
                and tokens[k].low not in FUNCTION_WORDS
                and is_directed(tokens[k].term)
            ),
            None,
        )
    if not struck and light_at is not None:
        marked[light_at] = "yes"


_HELPING = frozenset(
    words(
        """
    is are was were be been has have had will would can could may might do does did looks seems remains look seem
    played plays play
    """
    )
)


def _reach_back(tokens: Sequence[Word], at: int, marked: list[Negation]) -> None:
    """Mark the nouns of what is denied of: `a cut is unlikely` denies the cut as `unlikely to cut` does."""
    if at == 0 or tokens[at - 1].low not in _HELPING:
        return
    for k in range(at - 2, max(-1, at - _SCOPE_WORDS), -1):
        token = tokens[k]
        if token.clause != tokens[at].clause or token.piece != tokens[at].piece:
            return
        if marked[k] == "no" and token.low not in FUNCTION_WORDS and not is_past(token.low):
            marked[k] = "near"


def _forces(tokens: Sequence[Word]) -> list[Force]:
    """Whether each word tells a fact, what may be or what will be, by what stands before it in its clause."""
    forces: list[Force] = []
    force: Force = "fact"
    clause = sentence = -1
    said = False
    for token in tokens:
        if token.clause != clause:
            clause, force = token.clause, "fact"
        said = said if token.sentence == sentence else False
        sentence = token.sentence
        said = said or token.low in SAID
        if token.low in POSSIBLE and not (said and token.low == "would"):
            force = "possible"
        elif force == "fact" and token.low != "to" and (token.low in WILL or token.low == "would"):
            force = "will"
        forces.append(force)
    return forces
