"""Labels before a colon, `NAME: text`: a transcript's speakers, or what an outlet heads its own words with."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.lines import Line
from corpus.name_words import BANK_NOUNS

_LABELS_OF_TRANSCRIPT = 3
"""Fewer lines of the shape `NAME: text` are headlines, not a transcript."""


def drop_labels(lines: Sequence[Line]) -> None:
    """Keep `NAME: text` only in a transcript, and there up to the next name."""
    for line in lines:
        if _is_label(line) and _tells_of_itself(line):
            line.spoken.pop(0)
    labelled = [k for k, line in enumerate(lines) if _is_label(line)]
    kept = labelled
    if len(labelled) < _LABELS_OF_TRANSCRIPT:
        kept = []
        for k in labelled:
            subject = lines[k].spoken[0][0].subject
            if subject.persons and subject.firm:  # "Y's Jane Doe: small caps are cheap"
                kept.append(k)
            else:
                lines[k].spoken.pop(0)
    for k in kept:
        found, speaker = lines[k].spoken[0]
        continued = replace(found, first=0, last=0, cue_at=0)
        for line in lines[k + 1 :]:
            if line.paragraph != lines[k].paragraph or line.spoken:
                break
            line.spoken.append((continued, speaker))


def _tells_of_itself(line: Line) -> bool:
    """`Orrin Bank: The lender posted`, of which the label is what the outlet writes about."""
    label = line.spoken[0][0]
    opening = [c.low for c in line.chunks[label.last : label.last + 4]]
    if label.subject.persons or not opening:
        return False
    noun = any(low in BANK_NOUNS for low in opening[1:])
    return (opening[0] == "the" and noun) or opening[0] in ("its", "shares", "stock")


def _is_label(line: Line) -> bool:
    if not line.spoken:
        return False
    found = line.spoken[0][0]
    last = found.last
    return (
        found.cue == ":" and found.first == 0 and last < len(line.chunks) and not line.quoted[last]
    )
