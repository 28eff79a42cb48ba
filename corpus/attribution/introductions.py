"""Whom an article introduces: persons with role and firm, and who is named in each sentence.

Read before attribution, from every sentence, since a firm may stand behind its person's first
words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.attribution.cues import ADVERBS, AUXILIARIES, CUE_VERBS, DOCUMENTS
from corpus.attribution.employers import employer
from corpus.attribution.noun_phrases import (
    Subject,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    role_end,
)
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.phrases import parse_one
from corpus.attribution.traded import MOVES
from corpus.chunks import Chunk
from corpus.name_words import (
    BANK_NOUNS,
    HONORIFICS,
    PLURAL_ROLES,
    ROLE_NOUNS,
    TITLE_WORDS,
)
from corpus.words import words

_PLACEMENT_CHUNKS = 16
_MANAGES = frozenset(words("manages runs heads leads oversees directs co-manages co-heads chairs"))
_ANYBODY = frozenset(words("everybody everyone nobody anyone some others those people colleagues"))
_FRONT = 4
_MANAGED = frozenset(words("managed run headed led overseen directed co-managed co-headed chaired"))
_OBJECT_PREPOSITIONS = frozenset(
    words(
        """
        of for from with by against like than about into to on over at under versus
        including via as between among behind
        """
    )
)


_THINGS = frozenset(words("index survey plan deal theory rule column show book fund indicator"))
_SILENT = frozenset(words("declined refused resigned quit died left declines refuses"))
"""What an officer does who is not about to speak."""
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


def find_placement(chunks: Sequence[Chunk]) -> Subject | None:
    """Whom `Jane Doe manages the bond fund of Y` places at a firm, outside any attribution."""
    owned = _founder(chunks)
    if owned is not None:
        return owned
    pronoun = low_at(chunks, 0) if low_at(chunks, 0) in ("he", "she") else None
    if pronoun is None and (kind_at(chunks, 0) != "name" or " " not in chunks[0].text):
        return find_as_role(chunks)
    if low_at(chunks, 1) == "is" and pronoun is None:
        return _placed_role(chunks, 2, chunks[0].text)
    since = low_at(chunks, 1) == "has" and low_at(chunks, 2) in _MANAGED
    if low_at(chunks, 1) not in _MANAGES and not since:
        return None
    marks = (k for k, c in enumerate(chunks[:_PLACEMENT_CHUNKS]) if c.kind == "mark")
    placed = employer(chunks, 0, next(marks, min(len(chunks), _PLACEMENT_CHUNKS)))
    if placed is None:
        return None
    if pronoun is not None:
        return replace(placed, anaphor=pronoun)
    return replace(placed, persons=(chunks[0].text,))


def find_officer(chunks: Sequence[Chunk]) -> Subject | None:
    """The officer of `Its chief executive can hardly believe it`, of no name yet."""
    if low_at(chunks, 0) not in ("its", "the") and kind_at(chunks, 1) != "possessive":
        return None
    if any(chunk.low in _SILENT for chunk in chunks):
        return None
    readings = list(parse_one(chunks, 0))
    if any(subject.persons for subject, _ in readings):
        return None
    members = (s for s, _ in readings if s.anaphor == "member" and s.role and (s.owner or s.firm))
    return next((s for s in members if s.role and _is_one(s.role)), None)


def _is_one(role: str) -> bool:
    """Whether a firm has one holder of the role: its chief, chairman or head of something."""
    told = role.lower().split()
    if told[-1] in ("spokesman", "spokeswoman", "spokesperson"):
        return False
    return told[0] in ("chief", "head", "chairman", "chairwoman", "chair", "boss", "president") or (
        told[-1] in ("chairman", "chairwoman", "boss", "president", "founder", "director", "head")
    )


def _founder(chunks: Sequence[Chunk]) -> Subject | None:
    """The person of `Jane Doe's Orrin Capital`: the house is hers."""
    for k in range(len(chunks) - 2):
        house = chunks[k + 2].firm
        named = chunks[k].kind == "name" and " " in chunks[k].text
        owned = named and kind_at(chunks, k + 1) == "possessive"
        if owned and house is not None and house.kind in FINANCE_KINDS:
            return Subject(
                persons=(chunks[k].text,), firm=house.name, firm_kind=house.kind, evident=True
            )
    return None


def _placed_role(chunks: Sequence[Chunk], at: int, name: str) -> Subject | None:
    """`chief economist at Y` behind `Jane Doe is`."""
    there = firm_after(chunks, at) if low_at(chunks, at) in ("at", "with") else None
    if there is not None and there[0].firm_kind and low_at(chunks, there[1]) in (".", ""):
        return replace(there[0], persons=(name,))  # "Jane Doe is at Y."
    start = at + 1 if low_at(chunks, at) in ("the", "a", "an", "now") else at
    stop = role_end(chunks, start)
    for k in range(stop or start, start, -1):
        placed = firm_after(chunks, k)
        if placed is not None:
            return replace(placed[0], persons=(name,), role=joined_text(chunks, start, k))
    return None


def read_card(sentences: Sequence[Sequence[Chunk]]) -> Subject | None:
    """The house that a note's header names, as `Broker: Y`, with its `Analyst: Jane Doe`."""
    house: Subject | None = None
    persons: tuple[str, ...] = ()
    for chunks in sentences:
        label = low_at(chunks, 0)
        if len(chunks) < 3 or low_at(chunks, 1) != ":":
            continue
        if label in BANK_NOUNS and chunks[2].firm is not None:
            house = Subject(firm=chunks[2].firm.name, firm_kind=chunks[2].firm.kind)
        elif label in ROLE_NOUNS | PLURAL_ROLES | {"author", "authors"}:
            persons = tuple(c.text for c in chunks[2:] if c.kind == "name" and " " in c.text)
    return replace(house, persons=persons, evident=True) if house else None


def find_as_role(chunks: Sequence[Chunk]) -> Subject | None:
    """Who `As co-head of debt at Y, she` places, by name or pronoun, and where."""
    if low_at(chunks, 0) != "as":
        return None
    stop = role_end(chunks, 1)
    if stop is None and low_at(chunks, 1) in ("the", "a", "an"):
        stop = role_end(chunks, 2)
    if stop is None:
        return None
    for k in range(stop, 1, -1):
        placed = firm_after(chunks, k)
        if placed is None or low_at(chunks, placed[1]) != ",":
            continue
        follower = placed[1] + 1
        role = joined_text(chunks, 1, k)
        if kind_at(chunks, follower) == "name":
            return replace(placed[0], persons=(chunks[follower].text,), role=role)
        if low_at(chunks, follower) in ("he", "she"):
            return replace(placed[0], anaphor=chunks[follower].low, role=role)
    return None


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
        if best is None:
            k += 1
            continue
        subject, stop = best
        if chunks[k].speaking_only and not subject.persons and not _is_subject(chunks, k):
            k += 1
            continue
        if _is_code(chunks, k):
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
        compared = low_at(chunks, k - 1) in _COMPARING or _is_source(chunks, k)
        foremost = salient and (not found or _begins_clause(chunks, k, stop))
        found.append(Mention(k, stop, subject, salient, foremost, compared))
        k = max(stop, k + 1)
    return tuple(found)


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
    return following in CUE_VERBS or (_is_company(chunks[at]) and following in ("last", "("))


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
