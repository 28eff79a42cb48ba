"""The unit of a sentence that the grammar of attribution reads."""

from dataclasses import dataclass
from typing import Literal

from corpus.names import Firm

ChunkKind = Literal["firm", "name", "org", "word", "number", "mark", "possessive"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """One unit of a sentence; offsets count from the start of the article's `source_text`."""

    kind: ChunkKind
    text: str
    low: str
    start: int
    end: int
    firm: Firm | None = None
    speaking_only: bool = False
