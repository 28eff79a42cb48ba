"""The general thesaurus of the sentence check, derived from WordNet 3.0 by `python -m eval derive-meanings`.

A file of stems (`rag.checking.reading_words.to_term`), a stem a line: those that may stand for it either way
round, behind `>` its general words, behind `!` its opposites. Its licence is `wordnet.licence.txt`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HEAD = (
    "# Derived from WordNet 3.0, Copyright 2006 by Princeton University; see wordnet.licence.txt\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thesaurus:
    """What each stem has to do with others."""

    alike: Mapping[str, tuple[str, ...]]
    general: Mapping[str, tuple[str, ...]]
    opposite: Mapping[str, tuple[str, ...]]


def format_thesaurus(thesaurus: Thesaurus) -> str:
    """Return the text of the file, in alphabetical order."""
    tables = (thesaurus.alike, thesaurus.general, thesaurus.opposite)
    stems = sorted({stem for table in tables for stem in table})
    lines = []
    for stem in stems:
        parts = [
            " ".join((sign, *table[stem]))
            for sign, table in zip("=>!", tables, strict=True)
            if stem in table
        ]
        lines.append(f"{stem} {' '.join(parts)}\n")
    return _HEAD + "".join(lines)


def read_thesaurus(path: Path) -> Thesaurus:
    """Return what a file holds."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {sign: {} for sign in "=>!"}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        stem, *fields = line.split()
        at = [k for k, field in enumerate(fields) if field in tables]
        for start, end in zip(at, [*at[1:], len(fields)], strict=True):
            tables[fields[start]][stem] = tuple(fields[start + 1 : end])
    return Thesaurus(alike=tables["="], general=tables[">"], opposite=tables["!"])
