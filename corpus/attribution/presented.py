"""The house that a paragraph presents, whose people speak next: `Less cheerful is Y`.

Whoever is named first behind it, of no firm told and of no role but an analyst's, is of that
house: a report that names a person of another firm says so.
"""

from collections.abc import Sequence

from corpus.attribution.blocks import is_aide
from corpus.attribution.cues import STANCES
from corpus.attribution.noun_phrases import Subject, low_at
from corpus.attribution.people import FINANCE_KINDS, Speaker
from corpus.chunks import Chunk
from corpus.words import words

_SHORT_CHUNKS = 14
_CONTRAST_CHUNKS = 7
"""Words of `Contrast that with Y.` and `Not so at Y.`, with the full stop."""
_STANDING = frozenset(
    words("is are was remains comes came stands enter meet sits disagrees agrees")
)
_DIFFERING = frozenset(
    words(
        """
        less more not also alone among another the one no in on far even still similarly of an a
        """
    )
)
_GOES = frozenset(words("goes went takes took disagrees disagreed agrees agreed begs dissents"))


class Presented:
    """The house at hand, in the paragraph that presents it."""

    def __init__(self) -> None:
        self._house: tuple[Subject, int] | None = None

    def read(self, chunks: Sequence[Chunk], paragraph: int) -> None:
        """See whether a sentence presents a house, or names another one, which takes its place."""
        firms = [k for k, c in enumerate(chunks) if _is_house(c)]
        firms = firms or [k for k, c in enumerate(chunks) if _may_be_house(c)]
        if len({_subject(chunks[k]) for k in firms}) != 1:
            self._house = None if firms else self._house
            return
        at = firms[0]
        if len(chunks) <= _SHORT_CHUNKS and _presents(chunks, at):
            self._house = _subject(chunks[at]), paragraph
        elif self._house is not None and _subject(chunks[at]) != self._house[0]:
            self._house = None

    def hear(self, speaker: Speaker, paragraph: int) -> None:
        """Remember a house that speaks itself; whoever is of another takes its place."""
        house = Subject(firm=speaker.firm, firm_kind=speaker.firm_kind)
        if speaker.firm is None:
            return
        if not speaker.persons and speaker.firm_kind in FINANCE_KINDS:
            self._house = house, paragraph
        elif self._house is not None and house != self._house[0]:
            self._house = None

    def of(self, speaker: Speaker, paragraph: int) -> Subject | None:
        """The house of one person of no firm who speaks here for the first time."""
        if speaker.firm or len(speaker.persons) != 1 or not is_aide(speaker.role):
            return None
        if self._house is None or self._house[1] != paragraph:
            return None
        return self._house[0]


def _subject(chunk: Chunk) -> Subject:
    firm = chunk.firm
    return Subject(firm=firm.name, firm_kind=firm.kind) if firm else Subject(firm=chunk.text)


def _is_house(chunk: Chunk) -> bool:
    return chunk.firm is not None and chunk.firm.kind in FINANCE_KINDS


def _may_be_house(chunk: Chunk) -> bool:
    """Whether a name of no table is an organisation's that may be a house."""
    if chunk.firm is not None:
        return chunk.firm.kind == "organisation"
    return chunk.kind == "org" and " " in chunk.text


def _presents(chunks: Sequence[Chunk], at: int) -> bool:
    """`Then there is Y.`, `Y is less sure.`, `Y goes the other way.`."""
    behind = low_at(chunks, at + 1)
    if behind in ("", ".", ":", "!"):
        named = any(c.kind == "name" and " " in c.text for c in chunks)
        short = len(chunks) <= _CONTRAST_CHUNKS and not named
        led = short and low_at(chunks, at - 1) in ("with", "at", "to")
        return led or any(c.low in _STANDING for c in chunks[max(0, at - 3) : at])
    if any(c.kind == "number" for c in chunks):
        return False
    if behind in ("is", "are", "remains", "was"):
        return low_at(chunks, at + 2) in _DIFFERING | STANCES
    return behind in _GOES
