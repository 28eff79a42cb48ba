"""Who an article introduces: organisations that no table knows, and persons with role and firm.

Read before attribution, from every sentence, since a firm may stand behind its person's first
words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.attribution.appositives import employer
from corpus.attribution.cues import ADVERBS, AUXILIARIES, CUE_VERBS
from corpus.attribution.noun_phrases import (
    Subject,
    firm_after,
    joined_text,
    kind_at,
    low_at,
    role_end,
)
from corpus.attribution.phrases import parse_one
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    BANK_NOUNS,
    CALENDAR,
    HONORIFICS,
    MEDIA_WORDS,
    NOT_PEOPLE,
    ORG_WORDS,
    PLURAL_ROLES,
    RESEARCH_WORDS,
    ROLE_NOUNS,
    STARTERS,
    TITLE_WORDS,
)
from corpus.names import Firm, load_firms
from corpus.words import words

_ROLE_WITHIN_CHUNKS = 8
_APPOSITIVE_CHUNKS = 7
_PLACEMENT_CHUNKS = 16
_MANAGES = frozenset(words("manages runs heads leads oversees directs co-manages co-heads chairs"))
_BEFORE_KIND = frozenset(
    words(
        """
        the a an of at from trading hedge oil asset research data investment advocacy trade labor
        labour credit online discount private news wealth insurance lobby market forex
        """
    )
)
"""Words before `house` or `firm` in `the trading house Y`."""
_PUBLIC_WORDS = frozenset(
    [
        "department",
        "ministry",
        "agency",
        "commission",
        "court",
        "council",
        "office",
        "bureau",
        "authority",
        "administration",
        "congress",
        "senate",
        "parliament",
        "government",
        "committee",
        "treasury",
    ]
)
_COMPANY_WORDS = frozenset(
    [
        "motors",
        "airlines",
        "pharmaceuticals",
        "technologies",
        "technology",
        "energy",
        "oil",
        "gas",
        "industries",
        "systems",
        "software",
        "labs",
        "solutions",
        "semiconductor",
        "semiconductors",
        "stores",
        "brands",
        "foods",
        "airways",
        "inc",
        "corp",
        "corporation",
        "ag",
        "nv",
        "plc",
        "co",
        "company",
        "therapeutics",
        "electronics",
        "homes",
        "hotels",
        "mining",
    ]
)
_OBJECT_PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "from",
        "with",
        "by",
        "against",
        "like",
        "than",
        "about",
        "into",
        "to",
        "on",
        "over",
        "at",
        "under",
        "versus",
        "including",
        "via",
        "as",
        "between",
        "among",
        "behind",
    ]
)


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


def learn_firms(sentences: Sequence[Sequence[Chunk]], outlet: str | None) -> dict[str, Firm]:
    """Organisations by each form of their name in lower case, from what stands beside them."""
    learned: dict[str, Firm] = {}
    acronyms: dict[str, str] = {}
    surnames = {
        c.low.rsplit(" ", 1)[-1]
        for chunks in sentences
        for c in chunks
        if c.kind == "name" and " " in c.text
    }
    for chunks in sentences:
        for at, chunk in enumerate(chunks):
            if chunk.kind not in ("name", "org") or chunk.low in learned:
                continue
            if chunk.low in surnames:
                continue
            kind = _kind_of(chunks, at)
            if kind is None:
                continue
            learned[chunk.low] = _firm(chunk.text, kind)
            if low_at(chunks, at + 1) == "(" and low_at(chunks, at + 3) == ")":
                acronyms[low_at(chunks, at + 2)] = chunk.low
    for acronym, name in acronyms.items():
        learned.setdefault(acronym, learned[name])
    for name, firm in tuple(learned.items()):
        short = _short_form(firm.name)
        if firm.kind != "media" and short and short not in surnames and name != short:
            learned.setdefault(short, firm)
    _unify(learned)
    if outlet:
        learned[outlet.lower()] = _firm(outlet, "media")
    return learned


def _unify(learned: dict[str, Firm]) -> None:
    """Let `Orrin` mean Orrin Motors where each was learned by itself, and one of them is meant."""
    longer: dict[str, list[Firm]] = {}
    for firm in dict.fromkeys(learned.values()):
        parts = firm.name.lower().split()
        for stop in range(1, len(parts)):
            if all(word in ORG_WORDS for word in parts[stop:]):
                longer.setdefault(" ".join(parts[:stop]), []).append(firm)
    for name, firms in longer.items():
        if name in learned and len(firms) == 1 and learned[name].kind != "media":
            learned[name] = firms[0]


def _firm(name: str, kind: str) -> Firm:
    return Firm(name=name, kind=kind, aliases=(), speaking_aliases=())


def _kind_of(chunks: Sequence[Chunk], at: int) -> str | None:
    """The kind of an organisation that a chunk names.

    Or None without evidence that it names one.
    """
    chunk = chunks[at]
    parts = chunk.low.split()
    last = parts[-1]
    if is_given_name(parts[0]) and chunk.kind == "name":
        return None
    if last in MEDIA_WORDS and (len(parts) > 1 or low_at(chunks, at - 1) == "the"):
        return "media"
    if chunk.kind == "org" and len(parts) > 1 and last in ORG_WORDS:
        return _kind_by_word(parts)
    if _has_evidence(chunks, at):
        return _kind_by_word(parts)
    return None


def _kind_by_word(parts: Sequence[str]) -> str:
    for word in reversed(parts):
        if word in RESEARCH_WORDS:
            return "research"
        if word in _PUBLIC_WORDS:
            return "public body"
        if word in _COMPANY_WORDS:
            return "company"
    return "organisation"


def _has_evidence(chunks: Sequence[Chunk], at: int) -> bool:
    following = low_at(chunks, at + 1)
    if following in PLURAL_ROLES and following not in ("members", "leaders", "agents"):
        return True
    if following == "(" and low_at(chunks, at + 3) == ")" and at + 2 < len(chunks):
        return _is_acronym(chunks[at + 2].text, chunks[at].text)
    if kind_at(chunks, at + 1) == "possessive":
        roles = low_at(chunks, at + 2) in TITLE_WORDS
        return roles and any(c.kind == "name" for c in chunks[at + 3 : at + 7])
    if following == "," and low_at(chunks, at + 2) in ("a", "an"):
        return _is_kind_of_firm(chunks, at + 3)
    if low_at(chunks, at - 1) in BANK_NOUNS and kind_at(chunks, at - 1) == "word":
        plain = " " not in chunks[at].text and not is_given_name(chunks[at].text)
        return plain and low_at(chunks, at - 2) in _BEFORE_KIND
    if low_at(chunks, at - 1) == "at":
        before = chunks[max(0, at - 1 - _ROLE_WITHIN_CHUNKS) : at - 1]
        return any(c.low in ROLE_NOUNS or c.low in PLURAL_ROLES for c in before)
    return False


def _is_kind_of_firm(chunks: Sequence[Chunk], at: int) -> bool:
    for k in range(at, min(len(chunks), at + _APPOSITIVE_CHUNKS)):
        if chunks[k].text == ",":
            return False
        if chunks[k].low in ROLE_NOUNS:
            return False
        if chunks[k].low in BANK_NOUNS and low_at(chunks, k + 1) not in ROLE_NOUNS | PLURAL_ROLES:
            return True
    return False


def _is_acronym(short: str, name: str) -> bool:
    initials = [word[0] for word in name.replace("-", " ").split() if word[0].isupper()]
    return 1 < len(short) <= len(initials) + 1 and short.isupper() and short[0] == initials[:1][0]


def _short_form(name: str) -> str | None:
    """`orrin` for Orrin Motors: the name without its last words that any firm may have."""
    parts = name.lower().split()
    kept = len(parts)
    while kept > 1 and (parts[kept - 1] in ORG_WORDS or parts[kept - 1] in ("global", "&")):
        kept -= 1
        if parts[kept] in ("street", "river", "bank"):
            kept += 1
            break
    short = " ".join(parts[:kept])
    ordinary = STARTERS | TITLE_WORDS | CALENDAR | ORG_WORDS | NOT_PEOPLE
    if kept == len(parts) or len(short) < 4 or short in ordinary or is_given_name(short):
        return None
    return None if load_firms().canonical(short) else short


def with_learned(chunks: Sequence[Chunk], learned: Mapping[str, Firm]) -> tuple[Chunk, ...]:
    """The chunks, with the names of learned organisations as firms."""
    if not any(c.kind in ("name", "org") and c.low in learned for c in chunks):
        return tuple(chunks)
    return tuple(
        replace(c, kind="firm", firm=learned[c.low])
        if c.kind in ("name", "org") and c.low in learned
        else c
        for c in chunks
    )


def find_placement(chunks: Sequence[Chunk]) -> Subject | None:
    """Whom `Jane Doe manages the bond fund of Y` places at a firm, outside any attribution."""
    if kind_at(chunks, 0) != "name" or " " not in chunks[0].text:
        return find_as_role(chunks)
    if low_at(chunks, 1) == "is":
        return _placed_role(chunks, 2, chunks[0].text)
    if low_at(chunks, 1) not in _MANAGES:
        return None
    marks = (k for k, c in enumerate(chunks[:_PLACEMENT_CHUNKS]) if c.kind == "mark")
    placed = employer(chunks, 0, next(marks, min(len(chunks), _PLACEMENT_CHUNKS)))
    return replace(placed, persons=(chunks[0].text,)) if placed else None


def _placed_role(chunks: Sequence[Chunk], at: int, name: str) -> Subject | None:
    """`chief economist at Y` behind `Jane Doe is`."""
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
        if best is None:
            k += 1
            continue
        subject, stop = best
        if chunks[k].speaking_only and not _is_subject(chunks, k):
            k += 1
            continue
        held = low_at(chunks, k - 1) in _OBJECT_PREPOSITIONS
        if chunks[k].kind in ("firm", "org") and not subject.persons:
            held = held or _is_modifier(chunks, k, stop)
        full = any(" " in person for person in subject.persons)
        if subject.persons:
            salient = not held or (subject.evident and full)
        else:
            named = chunks[k].kind in ("firm", "org") or chunks[k].low == "the" or subject.plural
            salient = not held and named
        found.append(Mention(k, stop, subject, salient, salient and not found))
        k = max(stop, k + 1)
    return tuple(found)


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
    if low_at(chunks, at - 1) not in ("the", "a", "an", "its", "this") or stop != at + 1:
        return False
    following = chunks[stop] if stop < len(chunks) else None
    if following is None or following.kind != "word":
        return False
    verbal = following.low in CUE_VERBS or following.low in AUXILIARIES
    return not verbal and following.low not in BANK_NOUNS and following.low not in ADVERBS


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
