"""What a person should know of a feed, or of its entries that were taken in, in parts that can be said in words."""

from dataclasses import dataclass
from typing import Literal

FeedNoteKind = Literal[
    "flaw", "left out", "moved", "moved onto another", "taken from the feed", "kept as it was"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedNote:
    """One such thing; of the fields those stand that its kind names."""

    kind: FeedNoteKind
    address: str = ""
    """Of an entry, or where the feed moved to."""
    why: str = ""
    """Of `flaw` what is wrong; of an entry why its page was not taken."""
    count: int = 0
    """Of `left out` the entries."""
    command: str = ""
    """Of `moved onto another` what stops following the one that moved."""

    @property
    def text(self) -> str:
        """The note in words."""
        match self.kind:
            case "flaw":
                return f"read in spite of a flaw: {self.why}"
            case "left out":
                return f"its last {self.count:,} entries are left out: it has too many"
            case "moved":
                return f"moved for good; it is followed at {self.address} from now on"
            case "moved onto another":
                return (
                    f"moved for good to {self.address}, which is followed as well; remove this one"
                    f" with: {self.command}"
                )
        return f"{self.address}: {self.kind}: {self.why}"
