"""The noun `Story`: the articles that carry the same report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that carry one report: copies, near copies, retellings."""

    story_id: str
    article_ids: tuple[str, ...]
    """Cleanest text first."""
    outlets: tuple[str, ...]
    """Known outlet names without repeats, in order of their articles."""
    undated: int
    """Articles of the story whose date is unknown."""
    unknown_outlets: int
    """Articles of the story whose outlet is unknown; each counts as an outlet of its own."""

    @property
    def outlet_count(self) -> int:
        """Known outlets plus one for each article whose outlet is unknown."""
        return len(self.outlets) + self.unknown_outlets
