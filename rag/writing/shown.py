"""The spans that a chat model is shown: the words, who speaks them, and the mark that points at them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answers.citing import cite_span, quote_evidence
from rag.answers.evidence import Evidence
from rag.answers.wording import name_speaker
from rag.checking.checked import CitedSpan, KnownNames
from rag.planning.lexicon import Lexicon
from rag.records import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSpan:
    """One numbered source."""

    citation: Citation
    cited: CitedSpan
    """The same as the check reads it."""
    speaker: str
    """As the prompt names the speaker; empty where the outlet itself speaks."""


def show_spans(evidence: Sequence[Evidence]) -> tuple[ShownSpan, ...]:
    """The evidence as sources `[1]`, `[2]`, ... in order."""
    return tuple(_show(one, number) for number, one in enumerate(evidence, start=1))


def _show(evidence: Evidence, number: int) -> ShownSpan:
    citation = quote_evidence(evidence, number)
    statement = evidence.statement
    return ShownSpan(
        citation=citation,
        cited=cite_span(citation, statement),
        speaker=name_speaker(statement) if statement else "",
    )


def read_names(lexicon: Lexicon) -> KnownNames:
    """The names that the corpus knows, for the check."""
    return KnownNames(
        persons=lexicon.person_firms,
        firms=frozenset(lexicon.firms),
        outlets=frozenset(lexicon.outlets),
    )
