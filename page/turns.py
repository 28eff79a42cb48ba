"""The noun of the chat: `Turn`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question of a chat and, as HTML, what was replied and the cards beside it."""

    question: str
    reply: str
    sources: str = ""
    answered: bool = False
