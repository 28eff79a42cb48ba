"""What statements are about: one extensible table (`subjects.toml`) of markets, sectors and topics.

Whole words, the longest first where several begin at one place; "chip" is not found in "chipped".
Names that are written with a capital match with their capitals only ("Dow", "Mag 7").
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick

from corpus.errors import CorpusError

SUBJECTS_FILE = Path(__file__).parent / "subjects.toml"
_FOLD = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " ", "‑": "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectEntry:
    """A subject with the words it is known by."""

    name: str
    kind: str
    """Such as `asset class`, `index`, `macro`, `sector`."""
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectMention:
    """A subject named at `start` to `end` (exclusive) of the text that was searched."""

    start: int
    end: int
    entry: SubjectEntry


class SubjectTable:
    """Finds subjects by any of their words."""

    def __init__(self, entries: Iterable[SubjectEntry]) -> None:
        self.entries: Mapping[str, SubjectEntry] = {entry.name: entry for entry in entries}
        self._by_alias: dict[str, SubjectEntry] = {}
        words: dict[str, list[tuple[str, SubjectEntry]]] = {}
        for entry in self.entries.values():
            for alias in (entry.name, *entry.aliases):
                words.setdefault(alias.lower(), []).append((alias, entry))
                self._by_alias.setdefault(alias.lower(), entry)
        self._automaton = ahocorasick.Automaton()
        for lowered, variants in words.items():
            self._automaton.add_word(lowered, (len(lowered), tuple(variants)))
        if words:
            self._automaton.make_automaton()
        self._empty = not words

    def find(self, text: str) -> tuple[SubjectMention, ...]:
        """Mentions in order, not overlapping, the longest first where several begin."""
        if self._empty:
            return ()
        folded = text.translate(_FOLD)
        lowered = folded.lower()
        if len(lowered) != len(folded):  # a few letters grow, and offsets must stay true
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
        found: list[SubjectMention] = []
        for last, (length, variants) in self._automaton.iter(lowered):
            start, end = last - length + 1, last + 1
            if not _whole_word(lowered, start, end):
                continue
            for alias, entry in variants:
                if alias == alias.lower() or folded[start:end] == alias:
                    found.append(SubjectMention(start=start, end=end, entry=entry))
                    break
        found.sort(key=lambda mention: (mention.start, -mention.end))
        kept: list[SubjectMention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return tuple(kept)

    def canonical(self, name: str) -> str | None:
        """The subject known by exactly this name, letter case ignored, or None."""
        entry = self._by_alias.get(" ".join(name.translate(_FOLD).split()).lower())
        return entry.name if entry else None


def _whole_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before in "-_&$" or after.isalnum() or after in "_&")


def read_subjects(path: Path) -> SubjectTable:
    """The table in a TOML file of `[[subject]]` entries.

    Raises:
        CorpusError: the file cannot be read, an entry lacks its name, or two share an alias.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("subject", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as a table of subjects: {error}") from error
    owner: dict[str, str] = {}
    entries: list[SubjectEntry] = []
    for number, row in enumerate(rows, start=1):
        name = row.get("name")
        if not isinstance(name, str) or not name:
            raise CorpusError(f'{path}: subject {number} has no name; expected name = "..."')
        aliases = tuple(row.get("aliases", ()))
        for alias in {name, *aliases}:
            if owner.setdefault(alias, name) != name:
                raise CorpusError(f"{path}: {alias!r} names both {owner[alias]!r} and {name!r}")
        entries.append(SubjectEntry(name=name, kind=row.get("kind", "topic"), aliases=aliases))
    return SubjectTable(entries)


@cache
def load_subjects() -> SubjectTable:
    """The table that ships with the project."""
    return read_subjects(SUBJECTS_FILE)
