"""Cuts a text into words with their sentence, clause and piece."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.words import words
from rag.checking.reading_words import (
    FUNCTION_WORDS,
    to_term,
)

Negation = Literal["no", "near", "yes"]
"""`yes` for the word a negation bears on, `near` for the others that stand behind it in its clause."""


Force = Literal["fact", "possible", "will"]


_HARD = frozenset(words("but while whereas although though because which who where whom whose"))


_SOFT = frozenset(
    words(
        "and or than against versus vs as after before if when since unless amid until unlike whether"
    )
)


_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[.,;:!?()]|(?<=\s)-(?=\s)|\d[\d,.]*\d|\d")


_ABBREVIATIONS = frozenset(words("mr mrs ms dr prof st inc ltd corp co vs no jr sr u s k p j a m"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word with where it stands and how it is meant."""

    low: str
    term: str
    """Its stem."""
    start: int
    end: int
    sentence: int
    clause: int
    piece: int
    """Counts the smallest parts, cut at commas and joining words."""
    negation: Negation = "no"
    force: Force = "fact"

    denied: bool = False
    """Whether its piece holds a negation."""
    steers: bool = False
    """Whether it is an `up` or `down` that tells a direction, as in `up 0.2%`."""

    opener: str = ""
    """The joining word that its piece begins with, such as `before`."""

    @property
    def is_content(self) -> bool:
        """Whether it says something of its own."""
        return self.steers or self.low not in FUNCTION_WORDS


_MEASURES = frozenset(words("much many high low well long soon"))


_MEASURED = re.compile(
    r"\s(?:(?:much|many|high|low|well|long|soon)\b|[$€£+-]?\d|a \w+)", re.IGNORECASE
)


class Cutter:
    """Cuts a text into words and counts its sentences, clauses and pieces."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = []
        self.starts = [0]
        self.sentences = [0]
        """Where each sentence begins."""
        self._sentence = self._clause = 0
        self._opener = ""
        self._filled = False

    def cut(self) -> None:
        """Fill `words` and `starts`; nothing is known of negation yet."""
        for match in _TOKEN.finditer(self.text):
            token = match[0]
            if token[0].isdigit():
                self._filled = True
            elif token[0] in ".!?":
                if self._ends_sentence(match):
                    self._sentence += 1
                    self.sentences.append(match.end())
                    self._part(match.end())
            elif token[0] == ";":
                self._sentence += 1
                self._part(match.end())
            elif token[0] in ",:-()":
                self._part(match.end())
            else:
                self._add(token.lower(), match.start())

    def _joins(self, low: str, start: int) -> bool:
        """Whether `than` and `as` join clauses here, and not a measure: `more than 60%`, `as much as`."""
        if low not in ("than", "as"):
            return True
        before = self.words[-1].low if self.words else ""
        return before not in _MEASURES and not _MEASURED.match(self.text, start + len(low))

    def _ends_sentence(self, match: re.Match[str]) -> bool:
        touching = self.words and self.words[-1].end == match.start()
        if touching and self.words[-1].low in _ABBREVIATIONS:
            return False
        return re.match(r"[\"')]*(?:\s|$)", self.text[match.end() : match.end() + 4]) is not None

    def _part(self, start: int, *, clause: bool = True, opener: str = "") -> None:
        self._clause += clause
        self._opener = opener
        if self._filled:
            self.starts.append(start)
            self._filled = False

    def _add(self, low: str, start: int) -> None:
        if low in _HARD or (low in _SOFT and self._joins(low, start)):
            self._part(start, clause=low in _HARD, opener=low)
        for part, at in _split_word(low, start):
            self.words.append(
                Word(
                    low=part,
                    term=to_term(part),
                    start=at,
                    end=at + len(part),
                    sentence=self._sentence,
                    clause=self._clause,
                    piece=len(self.starts) - 1,
                    opener=self._opener,
                )
            )
        self._filled = True


def _split_word(low: str, start: int) -> list[tuple[str, int]]:
    """`isn't` as `is` and `not`, `bank's` as `bank`."""
    if low == "can't":
        return [("can", start), ("not", start + 3)]
    if low.endswith("n't"):
        return [(low[:-3] or low, start), ("not", start + len(low) - 3)]
    head, apostrophe, _ = low.partition("'")
    return [(head, start)] if apostrophe and head else [(low, start)]
