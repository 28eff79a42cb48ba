"""The clause of each speaker in a sentence, cut to a length that can be quoted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.chunks import Chunk
from corpus.lines import Line
from corpus.noun_phrases import Attribution
from corpus.ownership import STATEMENT_CHARACTERS
from corpus.people import Speaker

_BEFORE_CUE_CHARACTERS = 350
_SHORTEST_CHARACTERS = 10
_CONTRASTS = frozenset(["while", "whereas", "but", "though", "although"])
CLAUSE_JOINTS = _CONTRASTS | {"and"}
"""Words between the clauses of two speakers."""


def find_clauses(line: Line) -> Iterator[tuple[int, int, Attribution, Speaker]]:
    """The sentence, cut where a second speaker's clause begins: start, end, cue, speaker."""
    start = line.sentence.start
    for k, (found, speaker) in enumerate(line.spoken):
        end = line.sentence.end
        if k + 1 < len(line.spoken):
            cut = _cut_between(line.chunks, found, line.spoken[k + 1][0])
            if cut is None:
                continue
            end = cut
        trimmed = _trim(line.chunks, start, end, line.sentence.end)
        if trimmed is not None:
            yield *_shorten(line.chunks, *trimmed, line.chunks[found.cue_at].start), found, speaker
        start = end


def _trim(
    chunks: Sequence[Chunk], start: int, end: int, sentence_end: int
) -> tuple[int, int] | None:
    inside = [chunk for chunk in chunks if start <= chunk.start < end]
    while inside and inside[0].text in (",", ";"):
        inside.pop(0)
    if not inside:
        return None
    stop = end if end == sentence_end else inside[-1].end
    return (inside[0].start, stop) if stop - inside[0].start > _SHORTEST_CHARACTERS else None


def _shorten(chunks: Sequence[Chunk], start: int, end: int, cue: int) -> tuple[int, int]:
    """At most 600 characters around the cue, cut behind marks."""
    if end - start <= STATEMENT_CHARACTERS:
        return start, end
    cuts = [
        (later.start, earlier.end)
        for earlier, later in pairwise(chunks)
        if earlier.text in (",", ";", ".", "—", "–", ":", "?", '"') and start < later.start < end
    ]
    begin = min(
        (first for first, _ in cuts if cue - _BEFORE_CUE_CHARACTERS <= first <= cue), default=start
    )
    if cue - start <= _BEFORE_CUE_CHARACTERS:
        begin = start
    limit = begin + STATEMENT_CHARACTERS
    if end > limit:
        end = max((stop for _, stop in cuts if cue < stop <= limit), default=end)
    return begin, end


def _cut_between(chunks: Sequence[Chunk], earlier: Attribution, later: Attribution) -> int | None:
    """Offset at which the later speaker's clause begins, or None where it holds the earlier one."""
    if not later.trailing:
        at = later.first
        while at > earlier.last and (
            chunks[at - 1].text in (",", ";") or chunks[at - 1].low in CLAUSE_JOINTS
        ):
            at -= 1
        return chunks[at].start if at >= earlier.cue_at else None
    for at in range(earlier.last, later.first):
        if chunks[at].low in _CONTRASTS or chunks[at].text == ";":
            return chunks[at].start
    if later.cue_at == later.first and chunks[later.first].firm is not None:
        return chunks[later.first].start  # "Y expects two cuts, Z three"
    if earlier.trailing:
        return chunks[min(earlier.last, len(chunks) - 1)].start
    return None
