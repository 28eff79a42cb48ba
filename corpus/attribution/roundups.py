"""A round-up's blocks while an article is read: what a line's block adds to its attributions."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.attribution.blocks import (
    Passage,
    Place,
    find_blocks,
    find_moves,
    is_aide,
    subjectless,
)
from corpus.attribution.noun_phrases import Attribution
from corpus.attribution.people import Speaker
from corpus.attribution.speakers import SpeakerMemory
from corpus.lines import Line


class Roundup:
    """The places of an article's lines in houses' blocks; most articles have none."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._places = find_blocks([Passage(p.chunks, p.paragraph, p.headings) for p in lines])
        self._named = _first_named(lines) if any(self._places) else {}

    def holds(self, at: int) -> bool:
        """Whether the line stands in a block."""
        return self._places[at] is not None

    def enter(self, at: int, memory: SpeakerMemory) -> None:
        """Tell the memory of the house whose heading the line is."""
        place = self._places[at]
        if place is not None and place.content is None:
            memory.enter(place.block.house, self._lines[at].paragraph)

    def attributions(self, at: int, told: Sequence[Attribution]) -> Sequence[Attribution]:
        """The attributions of a line, with those that its block gives."""
        place = self._places[at]
        return told if place is None else _in_block(self._lines[at], place, told)

    def placed(self, at: int, speaker: Speaker, memory: SpeakerMemory) -> Speaker:
        """An analyst of no firm told, named first in a house's block, as that house's."""
        place = self._places[at]
        if place is None or speaker.firm or not speaker.persons or not is_aide(speaker.role):
            return speaker
        house, begins = place.block.house, place.block.begins
        if any(self._named.get(name, begins) < begins for name in speaker.persons):
            return speaker
        for name in speaker.persons:
            told = replace(house, persons=(name,), evident=True)
            memory.introduce(told, self._lines[at].paragraph)
        return replace(speaker, firm=house.firm, firm_kind=house.firm_kind)


def _first_named(lines: Sequence[Line]) -> dict[str, int]:
    """The line in which each person is named first."""
    named: dict[str, int] = {}
    for k, line in enumerate(lines):
        for mention in line.mentions:
            for name in mention.subject.persons:
                named.setdefault(name, k)
    return named


def _in_block(line: Line, place: Place, told: Sequence[Attribution]) -> Sequence[Attribution]:
    """The attributions of a line, with those that its block of a round-up gives."""
    if place.content is None:
        return ()
    labelled = place.block.house.persons and place.content > 0
    if labelled and not any(line.quoted[: place.content]):
        house = replace(place.block.house, evident=True)
        label = Attribution(house, ":", 0, place.content, place.content - 1, False)
        return (label, *(found for found in told if found.cue_at >= place.content))
    moves = find_moves(line.chunks, line.quoted) if place.block.listed else ()
    new = [move for move in moves if not any(move.first == found.first for found in told)]
    if new:
        return sorted((*told, *new), key=lambda found: found.cue_at)
    if told and not all(found.cue == ":" and found.first == 0 for found in told):
        return told
    found = subjectless(place, line.chunks, line.quoted)
    return (found,) if found is not None else told
