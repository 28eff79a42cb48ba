"""Things of one kind told of another: `deposit rates` where the span has `repo rates`, investors for analysts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rag.checking.cutting import Word
from rag.checking.problems import Problem
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading

_KINDS_FILE = Path(__file__).with_name("kinds.txt")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_REACH = 2
"""Words behind a kind among which the thing stands: `consumer electronics prices`."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the kinds of a thing."""

    said: str
    names: frozenset[tuple[str, ...]]
    """What it is called, each name as its stems."""


@cache
def _kinds() -> Mapping[str, tuple[tuple[_Kind, ...], ...]]:
    """For each thing by its stem, the lists of kinds of which it can be."""
    found: dict[str, list[tuple[_Kind, ...]]] = {}
    for line in _KINDS_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        things, _, told = line.partition(":")
        kinds = tuple(_read_kind(part.split()) for part in told.split("|"))
        for thing in things.split():
            found.setdefault(to_term(thing.split("-")[-1]), []).append(kinds)
    return {thing: tuple(lists) for thing, lists in found.items()}


def _read_kind(names: list[str]) -> _Kind:
    stems = frozenset(tuple(map(to_term, name.split("-"))) for name in names)
    return _Kind(names[0].replace("-", " "), stems)


def find_kind_problems(sentence: Reading, source: Reading, titles: str) -> Iterator[Problem]:
    """A thing of a kind that neither the span nor its title names, where it has such a thing of another kind."""
    yield from _other_doer(sentence, source)
    yield from _whole_for_change(sentence, source)
    told = list(_of_kinds(sentence.text))
    if not told:
        return
    held = list(_of_kinds(source.text))
    stems = _stems(f"{source.text} {titles}")
    for thing, kinds, own in told:
        if any(_begins(stems, at, name) for name in own.names for at in range(len(stems))):
            continue
        other = next((its for _, its_kinds, its in held if its_kinds is kinds and its != own), None)
        if other is not None:
            yield Problem(
                verdict="unsupported",
                reason=f"It tells of “{own.said}” {thing}; the source has “{other.said}”.",
            )
            return


_DOERS = tuple(
    frozenset(map(to_term, line.split()))
    for line in """
    investor shareholder stockholder holder trader fund saver buyer bondholder
    analyst economist strategist forecaster expert researcher broker brokerage pollster observer
    union
    worker employee staff
    government minister ministry treasury cabinet
    regulator watchdog
    lawmaker senator parliament congress legislator deputy mp
    court judge tribunal jury
    company firm business group retailer carmaker automaker chipmaker airline producer manufacturer miner supplier
    consumer household shopper customer borrower homeowner
    bank lender
    landlord owner
    tenant renter
    farmer grower
    board director management
    rival competitor peer
    loan lending
    deposit
    """.splitlines()
    if line.strip()
)
"""Who does what markets news tells of, in groups of which a retelling may take one for another."""


def _other_doer(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Investors raised their estimates` where the span has analysts who did, and no investor."""
    first, its = _first_doer(sentence), _first_doer(source)
    if first is None or its is None or first[0] == its[0]:
        return
    if not any(w.term in first[0] for w in source.words):
        yield Problem(
            verdict="unsupported", reason=f"It tells of “{first[1]}”; the source of “{its[1]}”."
        )


def _first_doer(reading: Reading) -> tuple[frozenset[str], str] | None:
    """Who opens a text as its doer, where it is one of those groups and no name stands before."""
    content = [w for w in reading.words if w.is_content]
    if not content or (content[0].start and reading.names_at(content[0].start)):
        return None
    opening = content[0]
    if any(w.start == opening.end + 1 and _is_doer(w) for w in content[1:2]):
        return None  # "fund managers" are no funds
    return next(((group, opening.low) for group in _DOERS if opening.term in group), None)


def _is_doer(word: Word) -> bool:
    return word.low == "managers" or any(word.term in group for group in _DOERS)


_COSTS = re.compile(
    r"\bcosts?\b(?![- ](?:cut|sav|reduc|control|base|basis|disciplin|inflation|overrun))", re.I
)
_COST_CUTS = re.compile(r"\bcost[- ](?:cut|sav|reduc)\w*", re.IGNORECASE)


def _whole_for_change(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Costs reached $3 billion` where the span has what was saved."""
    told, held = _COSTS.search(sentence.text), _COST_CUTS.search(source.text)
    if told and held and not _COSTS.search(source.text) and not _LOWERED.search(sentence.text):
        yield Problem(
            verdict="unsupported", reason=f"It says “{told[0]}”; the source has “{held[0]}”."
        )


_LOWERED = re.compile(r"\b(?:cut|sav|reduc|lower|trim|slash|par(?:e|ing)|bring)\w*", re.IGNORECASE)


def _stems(text: str) -> list[str]:
    return [to_term(word) for word in _WORD.findall(text.lower())]


def _of_kinds(text: str) -> Iterator[tuple[str, tuple[_Kind, ...], _Kind]]:
    """Each thing of a known kind: the thing, the list of kinds and the kind."""
    stems = _stems(text)
    for at, stem in enumerate(stems):
        for kinds in _kinds().get(stem, ()):
            for kind in kinds:
                for name in kind.names:
                    first = at - len(name)
                    if any(_begins(stems, k, name) for k in range(first - _REACH + 1, first + 1)):
                        yield _WORD.findall(text)[at], kinds, kind


def _begins(stems: list[str], at: int, name: tuple[str, ...]) -> bool:
    return at >= 0 and tuple(stems[at : at + len(name)]) == name
