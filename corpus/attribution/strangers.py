"""Unnamed persons who speak, as `one trader said`: whom a `he` behind them means, and nobody else."""

from collections.abc import Sequence

from corpus.attribution.cues import CUE_VERBS
from corpus.attribution.noun_phrases import kind_at, low_at, role_end
from corpus.chunks import Chunk
from corpus.name_words import PLURAL_ROLES, ROLE_NOUNS
from corpus.words import words

_BEFORE = frozenset(words("and but while where whereas whom met"))
_SOURCES = frozenset(words("person people source sources somebody someone"))
_FAMILIAR = frozenset(words("familiar briefed knowledge close involved"))
_SOURCE_CHUNKS = 12
_VERB_CHUNKS = 9
_NAME_CHUNKS = 4


def find_stranger(chunks: Sequence[Chunk], quoted: Sequence[bool]) -> int | None:
    """Where the last unnamed person of a sentence stands who says something in it, or None."""
    for at in range(len(chunks) - 2, -1, -1):
        if quoted[at] or chunks[at].low not in ("a", "an", "one", "another"):
            continue
        stop = role_end(chunks, at + 1)
        if stop is None or chunks[stop - 1].low in PLURAL_ROLES:
            continue
        if chunks[stop - 1].low in ROLE_NOUNS and _speaks(chunks, quoted, at, stop):
            return at
    return None


def told_by_sources(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether what begins at `at` is what `people familiar with the matter said`."""
    cue = at - 2 if low_at(chunks, at - 1) == "that" else at - 1
    if not _is_saying(low_at(chunks, cue)):
        return False
    clause: list[str] = []
    for k in range(cue - 1, max(-1, cue - 1 - _SOURCE_CHUNKS), -1):
        if chunks[k].kind == "mark":
            break
        clause.append(chunks[k].low)
    return not _FAMILIAR.isdisjoint(clause) and not _SOURCES.isdisjoint(clause)


def _speaks(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int, stop: int) -> bool:
    before = low_at(chunks, at - 1)
    named = range(stop, min(len(chunks), stop + _NAME_CHUNKS))
    if kind_at(chunks, stop) == "name" or any(
        chunks[k].text == "," and kind_at(chunks, k + 1) == "name" for k in named
    ):
        return False
    if before and _is_saying(before):
        return any(quoted[: at - 1])
    if not (before in _BEFORE or before in ("", ".") or at == 0):
        return False
    for k in range(stop, min(len(chunks), stop + _VERB_CHUNKS)):
        if chunks[k].text in (".", ";", ":"):
            return False
        if _is_saying(chunks[k].low):
            return True
    return False


def _is_saying(low: str) -> bool:
    cue = CUE_VERBS.get(low)
    return cue is not None and cue[0] in ("speech", "thought") and bool(cue[1] & {"past", "s"})
