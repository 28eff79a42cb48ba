"""Names that are a traded company's: a ticker, shares, or a move in percent stands beside them."""

from collections.abc import Sequence

from corpus.attribution.cues import AUXILIARIES
from corpus.attribution.noun_phrases import low_at
from corpus.chunks import Chunk
from corpus.subjects import load_subjects
from corpus.words import words

_TICKER_LETTERS = 5
MOVES = frozenset(
    words(
        """
        rose fell gained lost jumped tumbled dropped climbed sank slid surged soared plunged shed
        rallied added advanced declined slumped dipped leapt leaped popped spiked slipped rises
        falls gains loses jumps tumbles drops climbs sinks slides surges soars plunges sheds
        """
    )
)
"""With a percentage behind them, what a share does."""
_MEASURES = frozenset(
    words(
        """
        revenue revenues sales traffic profit profits earnings margin margins income orders
        deliveries shipments exports imports production output volume volumes turnover bookings
        deposits loans expenses costs demand spending inflation unemployment housing retail wages
        payrolls consumer consumption prices shares stock futures subscribers users bookings
        membership attendance visits downloads registrations starts permits completions
        comparable operating net gross adjusted core headline total average advertising cloud
        services software hardware trading premiums assets inflows outflows
        """
    )
)
"""What is counted and not traded: `Traffic rose 3%`."""


_HOLDING = frozenset(words("in to from for with on over between"))
"""Prepositions behind which a name is of a place or a time that something else rose in."""


def is_traded(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether shares of it are: `Orrin (ORR)`, `shares of Orrin`, `Orrin sank 4%`."""
    if load_subjects().canonical(chunks[at].text) is not None or chunks[at].low in _MEASURES:
        return False
    following = low_at(chunks, at + 1)
    if following == "(" and ticker_end(chunks, at + 2) is not None:
        return True
    if following == "shares" and at > 0:
        return True
    if at == 1 and low_at(chunks, 0) == "at" and following != ",":
        return " " not in chunks[at].text
    if low_at(chunks, at - 1) == "of" and low_at(chunks, at - 2) in ("shares", "stock"):
        return True
    if low_at(chunks, at - 1) in _HOLDING:
        return False  # "Sales in Orrin rose 3%"
    return is_moved(chunks, at)


def is_moved(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `rose 3%`, `was down 3%` stands behind."""
    moved = at + 1
    while low_at(chunks, moved) in AUXILIARIES or low_at(chunks, moved) == "shares":
        moved += 1
    amount = chunks[moved + 1] if moved + 1 < len(chunks) else None
    behind = low_at(chunks, moved) in MOVES or (
        moved > at + 1 and low_at(chunks, moved) in ("up", "down")
    )
    return behind and amount is not None and amount.kind == "number" and amount.text.endswith("%")


def ticker_end(chunks: Sequence[Chunk], at: int) -> int | None:
    """Behind `ORR)` or `NYSE: ORR)`, or None where no ticker stands in the parenthesis."""
    k = at + 2 if low_at(chunks, at + 1) == ":" else at
    if k >= len(chunks) or low_at(chunks, k + 1) != ")":
        return None
    letters = chunks[k].text.replace(".", "")
    fits = letters.isalnum() and letters.isupper() and len(letters) <= _TICKER_LETTERS
    return k + 2 if fits else None
