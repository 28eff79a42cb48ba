"""Whom an article introduces: persons with role and firm, and who is named in each sentence.

Read before attribution, from every sentence, since a firm may stand behind its person's first
words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.attribution.cues import ADVERBS, AUXILIARIES, CUE_VERBS, DOCUMENTS
from corpus.attribution.noun_phrases import (
    Subject,
    kind_at,
    low_at,
)
from corpus.attribution.phrases import parse_one
from corpus.attribution.traded import MOVES, is_moved
from corpus.chunks import Chunk
from corpus.name_words import (
    BANK_NOUNS,
    HONORIFICS,
    PLURAL_ROLES,
    TITLE_WORDS,
)
from corpus.words import words

_ANYBODY = frozenset(words("everybody everyone nobody anyone some others those people colleagues"))
_FRONT = 4
_OBJECT_PREPOSITIONS = frozenset(
    words(
        """
        of for from with by against like than about into to on over at under versus
        including via as between among behind
        """
    )
)


_THINGS = frozenset(words("index survey plan deal theory rule column show book fund indicator"))
_ACRONYM = 5
"""Letters up to which a word in capitals may be an organisation's."""
_DEALS = frozenset(words("purchase acquisition takeover buyout"))
_COMPARING = frozenset(words("than like versus against unlike"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or a firm at `chunks[at:stop]`."""

    at: int
    stop: int
    subject: Subject
    salient: bool
    """Whether it stands where pronouns and `the bank` reach back to: no preposition holds it."""
    foremost: bool = False
    """Whether it is the first that its sentence names, such as its subject."""
    compared: bool = False
    """Whether it is only compared with: `more than Y`."""


def find_mentions(chunks: Sequence[Chunk], quoted: Sequence[bool]) -> tuple[Mention, ...]:
    """Persons and firms that a sentence names outside quotation marks, in order."""
    found: list[Mention] = []
    k = 0
    while k < len(chunks):
        if quoted[k] or not _may_begin(chunks[k]):
            k += 1
            continue
        best = _best_reading(chunks, k)
        firm = chunks[k].firm
        if best is None and firm is not None and kind_at(chunks, k + 1) == "possessive":
            best = Subject(firm=firm.name, firm_kind=firm.kind, evident=True), k + 2
        if best is None and k == 0 and kind_at(chunks, 1) == "possessive":
            best = Subject(persons=(chunks[0].text,)), 2  # "Doe's list begins with trade"
        if best is None:
            k += 1
            continue
        subject, stop = best
        if _is_code(chunks, k) or (not subject.persons and _is_no_firm(chunks, k)):
            k += 1
            continue
        if k == 0 and _is_dateline(chunks):
            k = stop
            continue
        if chunks[k].kind == "name" and not subject.evident and _names_thing(chunks, k, stop):
            k = stop
            continue
        held = low_at(chunks, k - 1) in _OBJECT_PREPOSITIONS and not (
            _in_front(chunks, k) or _is_source(chunks, k)
        )
        if chunks[k].kind in ("firm", "org") and not subject.persons:
            held = held or _is_modifier(chunks, k, stop)
        full = any(" " in person for person in subject.persons)
        if subject.persons:
            salient = not held or (subject.evident and full)
        else:
            named = chunks[k].kind in ("firm", "org") or chunks[k].low == "the" or subject.plural
            salient = not held and named
        compared = (
            _is_bought(chunks, k) or low_at(chunks, k - 1) in _COMPARING or _is_source(chunks, k)
        )
        foremost = salient and (not found or _begins_clause(chunks, k, stop))
        found.append(Mention(k, stop, subject, salient, foremost, compared))
        k = max(stop, k + 1)
    return tuple(found)


def _is_bought(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a firm is only what another has bought: `closed its purchase of Orrin`."""
    deal = low_at(chunks, at - 1) == "of" and low_at(chunks, at - 2) in _DEALS
    own = low_at(chunks, at - 3) in ("its", "their") or kind_at(chunks, at - 3) == "possessive"
    return deal and own


def _begins_clause(chunks: Sequence[Chunk], at: int, stop: int) -> bool:
    """Whether a second clause has its subject here: `Y cut its forecast, and Z said ...`."""
    joint = low_at(chunks, at - 1)
    joined = joint in ("and", "but") and low_at(chunks, at - 2) == ","
    if not (joined or joint in (";", "while", "whereas")):
        return False
    verb = low_at(chunks, stop)
    return verb in CUE_VERBS or verb in AUXILIARIES | MOVES or verb.endswith("ed")


def _is_dateline(chunks: Sequence[Chunk]) -> bool:
    """Whether `ZURICH, Sept 24 -` opens the sentence: a place, which speaks for nobody."""
    if not chunks[0].text.isupper() or chunks[0].kind == "firm" or low_at(chunks, 1) != ",":
        return False
    return any(chunk.text in ("-", "–", "—") for chunk in chunks[2:8])


def _is_code(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `(ORR.N)` stands there, a share's code and no firm of its own."""
    enclosed = low_at(chunks, at - 1) == "(" and low_at(chunks, at + 1) == ")" and at > 1
    return enclosed and chunks[at].kind == "org" and chunks[at].text.isupper()


def _is_source(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `according to data from` stands before it."""
    return any(low_at(chunks, k) == "according" for k in range(at - 2, at - 6, -1))


def _in_front(chunks: Sequence[Chunk], at: int) -> bool:
    """`At Y, ...` and `Shares of Y ...` put the firm in front, though a preposition holds it."""
    if low_at(chunks, at - 1) == "at" and low_at(chunks, at - 2) in _ANYBODY and at <= _FRONT:
        return True  # "Not everybody at Y agrees"
    if low_at(chunks, at - 1) == "at":
        return at == 1 or (at == 2 and low_at(chunks, 0) in ("over", "and", "back"))
    if low_at(chunks, at - 1) == "for" and at == 1:
        return kind_at(chunks, at) == "name"
    return low_at(chunks, at - 1) == "of" and low_at(chunks, at - 2) in ("shares", "stock")


def _is_subject(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a short form such as MS stands where it can only mean the firm."""
    following = low_at(chunks, at + 1)
    if kind_at(chunks, at + 1) == "possessive" or following in AUXILIARIES:
        return kind_at(chunks, at + 1) != "possessive" or _is_company(chunks[at])
    if _is_company(chunks[at]) and (following in ("last", "(") or is_moved(chunks, at)):
        return True
    part = [low_at(chunks, k) for k in range(at + 1, at + 5)]
    return following in CUE_VERBS or (part[:2] == [",", "for"] and part[3] == "part")


def _is_no_firm(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a short form stands where it is an ordinary word, or a heading where a firm would."""
    if chunks[at].speaking_only:
        return not _is_subject(chunks, at)
    return chunks[at].firm is None and _is_shouted(chunks[at].text)


def _is_shouted(text: str) -> bool:
    """`SECTOR REPORT`: a heading of several words in capitals, nobody's name."""
    return " " in text and text.isupper() and all(len(word) > _ACRONYM for word in text.split())


def _is_company(chunk: Chunk) -> bool:
    return chunk.firm is not None and chunk.firm.kind == "company"


def _is_modifier(chunks: Sequence[Chunk], at: int, stop: int) -> bool:
    """`OpenAI` in `the OpenAI agreement`: a thing is named after the firm."""
    unknown = chunks[at].kind == "org" and chunks[at].text.isupper()
    if stop != at + 1:
        return False
    if not unknown and low_at(chunks, at - 1) not in ("the", "a", "an", "its", "this"):
        return False
    following = chunks[stop] if stop < len(chunks) else None
    if following is None or following.kind != "word":
        return False
    verbal = following.low in CUE_VERBS or following.low in AUXILIARIES
    return not verbal and following.low not in BANK_NOUNS and following.low not in ADVERBS


def _names_thing(chunks: Sequence[Chunk], at: int, stop: int) -> bool:
    """`Flow Show` in `his latest Flow Show report`: a name before a noun, behind `his` or `the`."""
    if stop >= len(chunks) or chunks[stop].low not in DOCUMENTS | _THINGS:
        return False
    return any(low_at(chunks, k) in ("his", "her", "their", "its", "the") for k in (at - 1, at - 2))


def _may_begin(chunk: Chunk) -> bool:
    if chunk.kind in ("firm", "org", "name"):
        return True
    return chunk.kind == "word" and (
        chunk.low in TITLE_WORDS
        or chunk.low in PLURAL_ROLES
        or chunk.low in HONORIFICS
        or chunk.low in ("the", "its", "her", "his", "their")
    )


def _best_reading(chunks: Sequence[Chunk], at: int) -> tuple[Subject, int] | None:
    """The reading that tells most: a person with a firm, with a role, a person, a firm."""
    best: tuple[Subject, int] | None = None
    best_score = 0
    for subject, stop in parse_one(chunks, at):
        if subject.persons:
            score = 4 + 2 * bool(subject.firm or subject.owner) + bool(subject.role)
        elif subject.plural and subject.role and subject.owner:
            score = 1
        else:
            score = 1 if subject.firm and not subject.anaphor else 0
        if score > best_score:
            best, best_score = (subject, stop), score
    return best
