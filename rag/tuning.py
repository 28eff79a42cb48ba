"""The numbers by which a search ranks, each with the measurement that chose it.

Chosen on the development half of MultiHop-RAG (457 questions; figures there are Recall@10, all evidence in the
first ten, MAP@10) and on the house's question sets. `python -m eval benchmark sweep` measures them again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from rag.errors import RagError


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """How signals are weighed; whoever searches hands one in."""

    depth: int = 60
    """Passages asked of each index for the question and for each of its parts."""
    fusion: float = 0.6
    """Share of similarity against words (0 to 1) in the convex sum of both, each divided by its best."""
    part_fusion: float = 0.6
    """The same within a part of a question."""
    part_weight: float = 2.0
    """Of a passage's fit to its best part, against 1 for its fit to the whole question."""
    outlet_bonus: float = 0.3
    """Added where a passage is of an outlet that the question names, which another may be left out for."""
    part_outlet_bonus: float = 0.4
    """The same within a part."""
    part_period_bonus: float = 0.6
    """Added within a part where a passage is of the time that the part names."""
    repeat_penalty: float = 0.05
    """Taken off for each passage that stands before and answers the same part."""
    speaker_bonus: float = 0.5
    """Added where the plan's speaker speaks in the passage: as much as the best place by one signal."""

    def with_values(self, pairs: Iterable[str]) -> "Tuning":
        """These numbers with some replaced, each given as `name=value`.

        Raises:
            RagError: a pair is malformed, names no number, or the number is out of range.
        """
        known = {field.name: field.type for field in fields(self)}
        changed: dict[str, float | int] = {}
        for pair in pairs:
            name, equals, value = pair.partition("=")
            if not equals or name not in known:
                raise RagError(
                    f"{pair!r}: expected NAME=NUMBER, with a name of: {', '.join(sorted(known))}"
                )
            try:
                number = float(value)
            except ValueError:
                number = -1.0
            if not 0 <= number < float("inf") or (name == "depth" and number < 1):
                raise RagError(
                    f"{pair!r}: {value!r} is not a number from {int(name == 'depth')} up"
                )
            changed[name] = int(number) if name == "depth" else number
        made: Tuning = replace(self, **changed)  # type: ignore[arg-type]
        return made


TUNING = Tuning()
"""What is served."""
