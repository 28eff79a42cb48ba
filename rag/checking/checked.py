"""What the check of a sentence reads and gives back: the spans it cites, and a verdict with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Verdict = Literal[
    "supported", "misattributed", "stitched", "contradicted", "unsupported", "uncited"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSpan:
    """The words a mark points at, who speaks them, and what is known of their article."""

    mark: str
    """As it stands in the sentence, such as `[1]`."""
    text: str
    """The quoted words, exactly."""
    persons: tuple[str, ...] = ()
    """Who speaks; empty where only a firm does, or the outlet itself."""
    firm: str | None = None
    role: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    """ISO date, month or year; None is undated."""
    said: str | None = None
    """ISO date, month or year of the statement where it is not that of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """Names that the corpus knows beside the tables of firms and outlets, as they are written."""

    persons: Mapping[str, str | None] = field(default_factory=dict)
    """Full name to firm; None is not known."""
    firms: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()


NO_NAMES = KnownNames()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A verdict on a sentence, and why."""

    verdict: Verdict
    reason: str
    """For a person: what the sentence has and what the source has instead; empty if supported."""

    @property
    def stands(self) -> bool:
        """Whether the sentence may be shown as supported."""
        return self.verdict == "supported"
