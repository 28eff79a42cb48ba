"""Bodies of an institution, which speak for it: its council, its committee, its board."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.chunk import Chunk
from corpus.names import Firm
from corpus.words import words

_KINDS = frozenset(words("board committee council"))
_WORDS = frozenset(
    words(
        """
        governing executive monetary policy supervisory management general rate-setting rate rates
        setting bank's central federal open market interest interest-rate managing directors of
        """
    )
)
_OF_CENTRAL_BANKS = frozenset(words("governing monetary policy executive rate-setting general"))


def is_body(chunks: Sequence[Chunk]) -> bool:
    """Whether `Monetary Policy Committee` or `board` stands there: a body, with no name of its own."""
    told = " ".join(chunk.low for chunk in chunks).split()
    return bool(told) and told[-1] in _KINDS and all(word in _WORDS for word in told[:-1])


def find_bodies(sentences: Sequence[Sequence[Chunk]]) -> Iterator[tuple[str, Firm | None]]:
    """Names of bodies, each with the central bank that it is of: the one the article names most.

    None where the article names no central bank, or two as often.
    """
    banks: Counter[Firm] = Counter(
        c.firm
        for chunks in sentences
        for c in chunks
        if c.firm is not None and c.firm.kind == "central bank"
    )
    first = banks.most_common(2)
    sole = len(first) == 1 or (len(first) > 1 and first[0][1] > first[1][1])
    for chunks in sentences:
        for chunk in chunks:
            if chunk.kind in ("name", "org") and " " in chunk.low and is_body((chunk,)):
                fits = not _OF_CENTRAL_BANKS.isdisjoint(chunk.low.split())
                yield chunk.low, first[0][0] if sole and fits else None
