"""Derivation of the general thesaurus of the sentence check from the files of WordNet 3.0.

Only frequent senses count, so that a bank is no slope: the first of a word, and others with a good share of
its tagged uses. Words that point opposite ways are never joined. The same files give the same thesaurus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.name_words import CALENDAR
from corpus.words import words
from eval.errors import EvalError
from rag.checking.meanings import WORDNET
from rag.checking.opposites import opposed
from rag.checking.reading_words import FUNCTION_WORDS, to_term
from rag.checking.wordnet import Thesaurus, format_thesaurus

LICENCE = WORDNET.with_name("wordnet.licence.txt")
_PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_LEAST_USES = 5
_LEAST_SHARE = 0.15
"""Tagged uses of a sense behind a word's first, and their share of all of the word."""
_MOST_SENSES = 4
_MOST_KINDS = 60
"""Words of a kind that names so many others says next to nothing: `change`, `person`, `act`."""
_PERSON = "18"
"""The lexicographer's file of persons: a lender is not lending."""
_LICENCE_LINES = 29
_SHORTEST = 3
_LEFT_OUT = (
    FUNCTION_WORDS
    | CALENDAR
    | frozenset(
        words(
            "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion "
            "trillion first second third fourth fifth sixth seventh eighth ninth tenth half quarter"
        )
    )
)
"""Words that other checks hold to the source: `second` is no support."""


@dataclass(frozen=True, slots=True)
class _Synset:
    words: tuple[str, ...]
    file: str
    pointers: tuple[tuple[str, str, int, int], ...]
    """Each with its sign, the synset, and the numbers of the two words, 0 for all."""


def derive_meanings(folder: Path) -> str:
    """Write the thesaurus and WordNet's licence beside `rag.checking.meanings`; return what was written.

    Raises:
        EvalError: the folder does not hold the files of WordNet.
    """
    try:
        synsets, senses, uses = _read_all(folder)
        licence = (folder / "data.adv").read_text(encoding="utf-8").splitlines()[:_LICENCE_LINES]
    except OSError as error:
        raise EvalError(
            f"{error.filename}: {error.strerror}; --wordnet takes the folder with data.noun, index.noun "
            "and cntlist.rev, such as /usr/share/wordnet of Debian's wordnet-base"
        ) from error
    told = _frequent(senses, uses)
    thesaurus = _relate(synsets, told, frozenset(word for _, word, _ in uses))
    WORDNET.write_text(format_thesaurus(thesaurus), encoding="utf-8")
    LICENCE.write_text(
        "".join(f"{line.strip().partition(' ')[2].strip()}\n" for line in licence), "utf-8"
    )
    return (
        f"{WORDNET}: {len(thesaurus.alike)} stems that others may stand for, {len(thesaurus.general)} with "
        f"a general word, {len(thesaurus.opposite)} with an opposite; {WORDNET.stat().st_size:,} bytes"
    )


_Sense = tuple[str, str]
"""A part of speech and an offset in its file, which name a synset."""


def _read_all(
    folder: Path,
) -> tuple[dict[_Sense, _Synset], dict[_Sense, list[str]], dict[tuple[str, str, int], int]]:
    """Synsets, the offsets of each word's senses most frequent first, and the tagged uses of each."""
    synsets: dict[_Sense, _Synset] = {}
    senses: dict[_Sense, list[str]] = {}
    for name, part in _PARTS.items():
        for line in _lines(folder / f"data.{name}"):
            synsets[part, line[:8]] = _read_synset(line)
        for line in _lines(folder / f"index.{name}"):
            fields = line.split()
            senses[part, fields[0]] = fields[-int(fields[2]) :]
    uses: dict[tuple[str, str, int], int] = {}
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, number, count = line.split()
        word, _, rest = key.partition("%")
        uses[_TYPES[rest[0]], word, int(number)] = int(count)
    return synsets, senses, uses


def _lines(path: Path) -> Iterator[str]:
    """The lines behind the licence."""
    return (
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(" ")
    )


def _read_synset(line: str) -> _Synset:
    fields = line.partition(" | ")[0].split()
    count = int(fields[3], 16)
    words = tuple(word.partition("(")[0] for word in fields[4 : 4 + 2 * count : 2])
    at = 4 + 2 * count
    pointers = tuple(
        (sign, ("a" if part == "s" else part) + offset, int(ends[:2], 16), int(ends[2:], 16))
        for sign, offset, part, ends in (
            fields[k : k + 4] for k in range(at + 1, at + 1 + 4 * int(fields[at]), 4)
        )
    )
    return _Synset(words, fields[1], pointers)


def _frequent(
    senses: Mapping[_Sense, list[str]], uses: Mapping[tuple[str, str, int], int]
) -> frozenset[tuple[str, _Sense]]:
    """The words with their synsets that a reader would think of."""
    found: set[tuple[str, _Sense]] = set()
    for (part, word), offsets in senses.items():
        if not word.isalpha() or len(word) < _SHORTEST or word in _LEFT_OUT:
            continue
        counts = [uses.get((part, word, number), 0) for number in range(1, len(offsets) + 1)]
        total = sum(counts)
        if not total and len(offsets) > 1:
            continue
        for number, (offset, count) in enumerate(zip(offsets, counts, strict=True)):
            often = count >= _LEAST_USES and count / total >= _LEAST_SHARE
            if number == 0 or (number < _MOST_SENSES and often):
                found.add((word, (part, offset)))
    return frozenset(found)


def _relate(
    synsets: Mapping[_Sense, _Synset],
    told: frozenset[tuple[str, _Sense]],
    tagged: frozenset[str],
) -> Thesaurus:
    alike: dict[str, set[str]] = defaultdict(set)
    general: dict[str, set[str]] = defaultdict(set)
    opposite: dict[str, set[str]] = defaultdict(set)
    kinds: dict[_Sense, int] = defaultdict(int)
    for one in synsets.values():
        for sign, target, _, _ in one.pointers:
            kinds[target[0], target[1:]] += sign == "@"
    for sense, one in synsets.items():
        own = [(k, w) for k, w in enumerate(one.words, 1) if (w, sense) in told]
        for _, word in own:
            _join(alike, word, *(w for _, w in own))
        for sign, target, start, end in one.pointers:
            its = (target[0], target[1:])
            other = synsets[its]
            firsts = [w for k, w in own if start in (0, k)]
            lasts = [w for k, w in enumerate(other.words, 1) if end in (0, k) and (w, its) in told]
            for first in firsts:
                if first not in tagged:
                    lasts = [last for last in lasts if last in tagged]
                if sign == "!":
                    _join(opposite, first, *lasts)
                elif sign == "\\" or (sign == "+" and _PERSON not in (one.file, other.file)):
                    _join(alike, first, *lasts)
                elif sign == "&" or (sign == "@" and kinds[its] <= _MOST_KINDS):
                    _join(general, first, *lasts)
    for word, others in opposite.items():
        alike[word] -= others
        general[word] -= others
    return Thesaurus(
        alike=_sorted(alike), general=_sorted(general, alike), opposite=_sorted(opposite)
    )


def _join(found: dict[str, set[str]], word: str, *others: str) -> None:
    term = to_term(word)
    found[term].update(
        other for other in map(to_term, others) if other != term and not opposed(term, other)
    )


def _sorted(
    found: Mapping[str, set[str]], known: Mapping[str, set[str]] | None = None
) -> dict[str, tuple[str, ...]]:
    kept = {
        word: tuple(sorted(others - (known or {}).get(word, set())))
        for word, others in sorted(found.items())
    }
    return {word: others for word, others in kept.items() if others}
