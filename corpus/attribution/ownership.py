"""The words each speaker owns: their clause of a sentence, and quotations attributed elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.attribution.cues import (
    CUE_VERBS,
    SPEECH_NOUNS,
)
from corpus.attribution.noun_phrases import Attribution
from corpus.attribution.people import Speaker
from corpus.attribution.traded import is_moved, is_traded
from corpus.attribution.verbs import is_saying
from corpus.chunks import Chunk
from corpus.lines import Line
from corpus.quotations import Quotation

QUOTED_SHARE = 0.6
"""Share of a sentence inside quotation marks from which it is somebody's words.

Not scare quotes.
"""
STATEMENT_CHARACTERS = 600
"""Longest statement that is made of several sentences of one quotation."""
_BEFORE_CUE_CHARACTERS = 350
_SHORTEST_CHARACTERS = 10
_CONTRASTS = frozenset(["while", "whereas", "but", "though", "although"])
CLAUSE_JOINTS = _CONTRASTS | {"and"}
"""Words between the clauses of two speakers."""
_SUBORDINATING = frozenset(("after", "as", "while", "when", "because", "since"))
_LEAST_BEFORE = 5
"""Words before a subordinate clause that make a clause of their own."""
_SAME_QUOTATION_LINES = 12
_GAP_LINES = 2


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a quoted line, and the line (by index) whose attribution tells so."""

    at: int
    cue: str
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class OwnedLine:
    """A quoted line without an attribution of its own: the span to keep and its owner."""

    line: int
    start: int
    end: int
    owner: Owner


def find_owned(lines: Sequence[Line], quotations: Sequence[Quotation]) -> Iterator[OwnedLine]:
    """Quoted lines that belong to a speaker named elsewhere, in order."""
    last: Owner | None = None
    for k, line in enumerate(lines):
        if line.quoted_share >= QUOTED_SHARE and line.quotation is not None and not _inside(line):
            signed = _signed(lines, k)
            if signed is not None:
                line.spoken.clear()
                yield OwnedLine(k, line.sentence.start, line.sentence.end, signed)
                continue
        if line.spoken:
            found, speaker = line.spoken[-1]
            last = Owner(k, found.cue, speaker)
            continue
        if line.quoted_share < QUOTED_SHARE or line.quotation is None:
            continue
        owner = _of_same_quotation(lines, k) or _nearby(lines, k, last, quotations)
        if owner is None:
            continue
        last = Owner(k, owner.cue, owner.speaker)
        start, end = _span(lines, k, owner.at)
        yield OwnedLine(k, start, end, owner)


def _inside(line: Line) -> bool:
    """Whether somebody is named as speaking beside the quotation in the sentence itself."""
    return any(found.cue_at and not found.subject.anaphor for found, _ in line.spoken)


def _signed(lines: Sequence[Line], at: int) -> Owner | None:
    """Whoever signs on the line behind the quotation."""
    for k in range(at + 1, min(len(lines), at + _SAME_QUOTATION_LINES)):
        signer = lines[k].signer
        if signer is not None:
            return Owner(k, "—", signer)
        if lines[k].quoted_share < QUOTED_SHARE or lines[k].spoken:
            return None
    return None


def _of_same_quotation(lines: Sequence[Line], at: int) -> Owner | None:
    """The nearest attribution in another line that holds a part of the same quotation."""
    wanted = lines[at].quotation
    for distance in range(1, _SAME_QUOTATION_LINES):
        for k in (at + distance, at - distance):
            if 0 <= k < len(lines) and lines[k].quotation == wanted and lines[k].spoken:
                found, speaker = lines[k].spoken[-1 if k < at else 0]
                return Owner(k, found.cue, speaker)
    return None


def _nearby(
    lines: Sequence[Line], at: int, last: Owner | None, quotations: Sequence[Quotation]
) -> Owner | None:
    line = lines[at]
    before = lines[at - 1] if at else None
    if before is not None and before.paragraph == line.paragraph:
        owner = _earlier_in_paragraph(lines, at, last)
        if owner is not None:
            return owner
    following = lines[at + 1] if at + 1 < len(lines) else None
    if (
        following is not None
        and following.paragraph == line.paragraph
        and following.spoken
        and following.quoted_share > 0
    ):
        found, speaker = following.spoken[0]
        return Owner(at + 1, found.cue, speaker)
    if before is None or before.paragraph == line.paragraph or last is None:
        return None
    opens = line.quotation is not None and quotations[line.quotation].start <= line.sentence.start
    if not opens:
        return None
    if last.at == at - 1:
        return last
    return last if _introduces(lines, at - 1, last) else None


def _earlier_in_paragraph(lines: Sequence[Line], at: int, last: Owner | None) -> Owner | None:
    """Whoever spoke in the sentence before, or is its one person, or spoke before a short aside."""
    before = lines[at - 1]
    if last is not None and last.at == at - 1:
        return last
    if before.topic is not None:
        return Owner(at - 1, "", before.topic)
    if last is None or at - last.at > _GAP_LINES + 1:
        return None
    between = lines[last.at + 1 : at]
    if lines[last.at].paragraph == lines[at].paragraph and not any(b.mentions for b in between):
        return last
    return None


def _introduces(lines: Sequence[Line], at: int, last: Owner) -> bool:
    """Whether the line is a paragraph such as `Then came a longer answer`."""
    line = lines[at]
    alone = at == 0 or lines[at - 1].paragraph != line.paragraph
    names = any(mention.subject.persons for mention in line.mentions)
    if not alone or names or at - last.at != 1:
        return False
    return any(chunk.low in SPEECH_NOUNS for chunk in line.chunks)


def _span(lines: Sequence[Line], at: int, owner: int) -> tuple[int, int]:
    """From the quoted sentence to its cue where one quotation holds both and they fit."""
    low, high = min(at, owner), max(at, owner)
    start, end = lines[low].sentence.start, lines[high].sentence.end
    same = lines[at].quotation is not None and lines[at].quotation == lines[owner].quotation
    if same and end - start <= STATEMENT_CHARACTERS:
        return start, end
    return lines[at].sentence.start, lines[at].sentence.end


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
        end = min(end, _market_end(line, found) or end)
        start = max(start, _subordinate(line, found) or start, _behind_unresolved(line, found))
        trimmed = _trim(line.chunks, start, end, line.sentence.end)
        if trimmed is not None:
            yield *_shorten(line.chunks, *trimmed, line.chunks[found.cue_at].start), found, speaker
        start = end


def _market_end(line: Line, found: Attribution) -> int | None:
    """Where `, and Orrin rose 4%` begins behind an act such as a rating, which is the outlet's."""
    cue = CUE_VERBS.get(line.chunks[found.cue_at].low)
    if cue is None or cue[0] not in ("rating", "target"):
        return None
    for k in range(found.last, len(line.chunks) - 4):
        if line.chunks[k].text != "," or line.chunks[k + 1].low not in CLAUSE_JOINTS:
            continue
        if is_traded(line.chunks, k + 2) or (
            line.chunks[k + 2].firm and is_moved(line.chunks, k + 2)
        ):
            return line.chunks[k].start
    return None


def _behind_unresolved(line: Line, found: Attribution) -> int:
    """Where the words of whoever nobody knows end, before the clause of `found`."""
    if found.trailing:
        return 0
    cuts = (
        _cut_between(line.chunks, earlier, found)
        for earlier in line.unresolved
        if earlier.cue_at < found.first
    )
    return max((cut for cut in cuts if cut is not None), default=0)


def _subordinate(line: Line, found: Attribution) -> int | None:
    """Where the clause of `Shares fell after Orrin cut its forecast` begins that is Orrin's.

    None where the words before it may be the speaker's too.
    """
    first = found.first
    if found.trailing or first < _LEAST_BEFORE or any(line.quoted[:first]):
        return None
    return line.chunks[first].start if line.chunks[first - 1].low in _SUBORDINATING else None


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


def _closes(chunks: Sequence[Chunk], later: Attribution) -> bool:
    """Whether a speaker behind a comma closes what stands before: `, she said.`."""
    if chunks[later.first - 1].text != "," or not is_saying(later):
        return False
    return later.last >= len(chunks) or chunks[later.last].text in (".", ",")


def _cut_between(chunks: Sequence[Chunk], earlier: Attribution, later: Attribution) -> int | None:
    """Offset at which the later speaker's clause begins, or None where it holds the earlier one."""
    if not later.trailing and _closes(chunks, later):
        return None  # "The company sees no impact, he said."
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
