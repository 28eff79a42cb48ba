"""Who an article introduces: organisations that no table knows, and persons with role and firm.

Read before attribution, from every sentence, since a firm may stand behind its person's first
words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    BANK_NOUNS,
    CALENDAR,
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
from corpus.noun_phrases import Subject, kind_at, low_at
from corpus.phrases import parse_one

_ROLE_WITHIN_CHUNKS = 8
_APPOSITIVE_CHUNKS = 7
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
    if outlet:
        learned[outlet.lower()] = _firm(outlet, "media")
    return learned


def _firm(name: str, kind: str) -> Firm:
    return Firm(name=name, kind=kind, aliases=(), speaking_aliases=())


def _kind_of(chunks: Sequence[Chunk], at: int) -> str | None:
    """The kind of an organisation that a chunk names.

    Or None without evidence that it names one.
    """
    chunk = chunks[at]
    words = chunk.low.split()
    last = words[-1]
    if is_given_name(words[0]) and chunk.kind == "name":
        return None
    if last in MEDIA_WORDS and (len(words) > 1 or low_at(chunks, at - 1) == "the"):
        return "media"
    if chunk.kind == "org" and len(words) > 1 and last in ORG_WORDS:
        return _kind_by_word(words)
    if _has_evidence(chunks, at):
        return _kind_by_word(words)
    return None


def _kind_by_word(words: Sequence[str]) -> str:
    for word in reversed(words):
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
    words = name.lower().split()
    kept = len(words)
    while kept > 1 and (words[kept - 1] in ORG_WORDS or words[kept - 1] in ("global", "&")):
        kept -= 1
        if words[kept] in ("street", "river", "bank"):
            kept += 1
            break
    short = " ".join(words[:kept])
    ordinary = STARTERS | TITLE_WORDS | CALENDAR | ORG_WORDS | NOT_PEOPLE
    if kept == len(words) or len(short) < 4 or short in ordinary or is_given_name(short):
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
        held = low_at(chunks, k - 1) in _OBJECT_PREPOSITIONS
        full = any(" " in person for person in subject.persons)
        if subject.persons:
            salient = not held or (subject.evident and full)
        else:
            salient = not held and (chunks[k].kind in ("firm", "org") or chunks[k].low == "the")
        found.append(Mention(k, stop, subject, salient))
        k = max(stop, k + 1)
    return tuple(found)


def _may_begin(chunk: Chunk) -> bool:
    if chunk.kind in ("firm", "org", "name"):
        return True
    return chunk.kind == "word" and (
        chunk.low in TITLE_WORDS
        or chunk.low in PLURAL_ROLES
        or chunk.low in ("the", "its", "her", "his", "their", "mr", "ms", "mrs", "dr")
    )


def _best_reading(chunks: Sequence[Chunk], at: int) -> tuple[Subject, int] | None:
    """The reading that tells most: a person with a firm, with a role, a person, a firm."""
    best: tuple[Subject, int] | None = None
    best_score = 0
    for subject, stop in parse_one(chunks, at):
        if subject.persons:
            score = 4 + 2 * bool(subject.firm or subject.owner) + bool(subject.role)
        else:
            score = 1 if subject.firm and not subject.anaphor else 0
        if score > best_score:
            best, best_score = (subject, stop), score
    return best
