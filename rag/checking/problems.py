"""What a sentence says that its spans do not bear out."""

from dataclasses import dataclass

from rag.checking.checked import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something of a sentence that its spans do not bear out."""

    verdict: Verdict
    reason: str
    whole: bool = False
    """Whether most of what the sentence says is not there, so that nothing else need be told."""
