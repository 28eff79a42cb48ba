"""Speakers whom a colon sets off from their words: `JANE DOE: No.`, `She was blunt: "No."`.

What stands before the colon is the speaker, or a clause that only announces their view.
"""

from collections.abc import Sequence

from corpus.attribution.cues import SPEECH_NOUNS, STANCES, TARGET_NOUNS
from corpus.attribution.noun_phrases import Attribution, Subject, low_at
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.phrases import parse_speaker
from corpus.attribution.reach import is_held, is_helper, may_begin
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    PLURAL_ROLES,
    ROLE_NOUNS,
)
from corpus.words import phrases, words

_LOOK_BACK = 40
_SIGNED_WORDS = 3
_GIVEN_CHUNKS = 5
"""Words of `Last word to Jane Doe:` before the name."""
_CLAUSE_CHUNKS = 14
_BEING = frozenset(words("is was are were remains remained stays stayed sounds sounded"))
_OPENING = _BEING | {"has", "had"}
_DEGREES = frozenset(
    words(
        """
        more less even far equally similarly just rather blunt brief simple clear curt terse
        blunter brisker calmer gloomier bolder warier happier kinder harsher cheerier bleaker
        braver rosier grimmer sharper softer milder
        """
    )
)
_STANDS = phrases(
    """
    in the middle; somewhere in between; somewhere in the; on the fence; in the other; in the bear;
    in the bull; at the other end; of the same mind; out with a; of another mind; of the opposite
    """
)
_TAKES = phrases("the other side; the opposite view; the opposite side; a different view")
_TAKES_ANY = frozenset(words("view line tack stance side"))
_DIFFERS = frozenset(words("disagrees disagreed agrees agreed demurs demurred differs concurs"))


def by_colon(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`She was blunt: "No."`, `JANE DOE: No.`: whoever the clause before the colon is about."""
    signed = _signed(chunks, at)
    if signed is not None:
        return signed
    last = at == len(chunks) - 1
    opens = at + 1 < len(chunks) and quoted[at + 1]
    starts = [0] + [k + 1 for k in range(at) if chunks[k].text in (",", ";") and not quoted[k]]
    for first in reversed([k for k in starts if at - k <= _LOOK_BACK]):
        while low_at(chunks, first) in ("and", "but", "then", "so", "yet", "or", "still"):
            first += 1
        if first >= at or quoted[first] or not may_begin(chunks[first]) or is_held(chunks, first):
            continue
        for subject, stop in parse_speaker(chunks, first):
            if stop > at:
                continue
            label = first == 0 and stop == at and not last
            person = subject.persons or subject.anaphor in ("he", "she", "person")
            house = not person and _is_house(subject)
            told = not last and (person or house) and _announces(chunks, stop, at)
            if not (person or (house and (label or told))):
                continue
            if opens or label or told or (last and subject.persons):
                cue = chunks[stop].text if told and not opens else ":"
                return Attribution(subject, cue, first, at + 1, at, False)
    if opens or last:
        return _only_person(chunks, quoted, at)
    return _comes_from(chunks, at)


def _comes_from(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`The bull case comes from Jane Doe at Y: margins hold`."""
    for k in range(max(2, at - _CLAUSE_CHUNKS), at):
        if chunks[k - 1].low == "from" and chunks[k - 2].low in ("comes", "came"):
            for subject, stop in parse_speaker(chunks, k):
                if stop == at and (subject.persons or _is_house(subject)):
                    return Attribution(subject, ":", k, at + 1, at, False)
    return None


def _signed(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`Gold to rise further: Jane Doe, Y`: a headline's words with whose they are behind them."""
    if at < _SIGNED_WORDS or (chunks and chunks[-1].text in (".", "?", '"')):
        return None
    for subject, stop in parse_speaker(chunks, at + 1):
        known = subject.firm_kind in FINANCE_KINDS or any(
            " " in name and (subject.evident or is_given_name(name.split()[0]))
            for name in subject.persons
        )
        if known and stop == len(chunks):
            return Attribution(subject, ":", at, stop, at, True)
    return None


def _only_person(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """The one person whom the words before a colon name, wherever it stands."""
    names = [k for k in range(at) if chunks[k].kind == "name" and not quoted[k]]
    if len(names) != 1:
        return None
    k = names[0]
    roles = any(c.low in PLURAL_ROLES or c.low in ROLE_NOUNS for c in chunks[:k])
    given = low_at(chunks, k - 1) in ("to", "from") and k <= _GIVEN_CHUNKS
    if is_held(chunks, k) and not (roles or given) and low_at(chunks, k + 1) != "of":
        return None
    for subject, stop in parse_speaker(chunks, k):
        if subject.persons and stop <= at:
            return Attribution(subject, ":", k, at + 1, at, False)
    return None


def _is_house(subject: Subject) -> bool:
    """Whether a bank or a manager of money is meant, or its analysts: whose business is views."""
    return subject.firm_kind in FINANCE_KINDS and not (subject.anaphor and not subject.plural)


def _announces(chunks: Sequence[Chunk], at: int, colon: int) -> bool:
    """Whether the words from `at` to a colon tell only that a view follows.

    `is blunter`, `takes the other side`, `has a new number`.
    """
    if colon - at > _CLAUSE_CHUNKS or colon <= at:
        return False
    while at < colon and is_helper(chunks[at]) and chunks[at].low not in _OPENING:
        at += 1
    verb = low_at(chunks, at)
    if verb in _DIFFERS:
        return True
    behind = [low_at(chunks, k) for k in range(at + 1, min(colon, at + 6))]
    if not behind:
        return False
    opening = " ".join(behind[:3])
    if verb in _BEING or verb in ("sits", "stands", "sat", "stood"):
        return opening in _STANDS or (
            verb in _BEING and (behind[0] in _DEGREES or behind[0] in STANCES)
        )
    if verb in ("takes", "took"):
        return opening in _TAKES or (behind[0] == "a" and not _TAKES_ANY.isdisjoint(behind))
    if verb in ("has", "had", "puts", "put", "frames", "sums"):
        own = behind[0] in ("a", "an") and not (
            SPEECH_NOUNS | TARGET_NOUNS | {"number"}
        ).isdisjoint(behind[1:])
        return behind[0] in ("it", "this") or own
    return False
