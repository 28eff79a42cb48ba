"""The numbers by which a search ranks, each with the measurement that chose it.

Chosen on the development half of MultiHop-RAG (457 questions; figures there are Recall@10, all evidence in the
first ten, MAP@10) and on the house's question sets. `python -m eval benchmark sweep` measures them again: as
served 0.893, 0.724, 0.749. Among 20,000 passages, the others headlines and generated news of the same outlets
and days, the same questions have 0.861, 0.665, 0.721, and no other value of a number gains more than 0.003 of
Recall@10.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from rag.errors import RagError


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """How signals are weighed; whoever searches hands one in."""

    depth: int = 60
    """Passages asked of each index for the question and for each of its parts; 20 and 120 give 0.894, 0.726, 0.749."""
    fusion: float = 0.6
    """Share of similarity against words (0 to 1) in the convex sum of both, each divided by its best. 0: 0.881, 0.700,
    0.729; 0.5: 0.891, 0.722, 0.745; 0.7: 0.895, 0.729, 0.751; 1: 0.895, 0.726, 0.740."""
    part_fusion: float = 0.6
    """The same within a part of a question. 0: 0.864, 0.667, 0.726; 0.8: 0.896, 0.731, 0.745; 1: 0.892,
    0.716, 0.732."""
    part_weight: float = 2.0
    """Of a passage's fit to its best part, against 1 for its fit to the whole question. 0: 0.871, 0.663, 0.698; 1:
    0.894, 0.724, 0.743; 3: 0.889, 0.711, 0.748."""
    outlet_bonus: float = 0.3
    """Added where a passage is of an outlet that the question names, which another may be left out for.
    0: 0.890, 0.718, 0.745; 0.6: 0.893, 0.724, 0.750."""
    part_outlet_bonus: float = 0.4
    """The same within a part. 0: 0.872, 0.676, 0.726; 0.8: 0.894, 0.729, 0.748."""
    part_period_bonus: float = 0.6
    """Added within a part where a passage is of the time that the part names. 0: 0.889, 0.713, 0.745; 0.3 as 0.6."""
    repeat_penalty: float = 0.05
    """Taken off for each passage that stands before and answers the same part. 0: 0.892, 0.720, 0.745; 0.2: 0.889,
    0.713, 0.751."""
    recency: float = 0.0
    """Added to the newest candidate, half of it to one of 90 days before it, where the question names no time.
    Nothing gained: 0.1: 0.896, 0.726, 0.754; 0.4: 0.896, 0.724, 0.756, where 0 has 0.896, 0.726, 0.752. Over the
    house's sets MRR@10 is 0.892 with 0.2 and 0.871 with 0, but no answer of 448 questions becomes another by it."""
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
