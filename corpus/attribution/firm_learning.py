"""Organisations that no table knows, learnt from what stands beside their names in an article.

Read before attribution, from every sentence, since a firm may be told only after it spoke.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.attribution.cues import AUXILIARIES, CUE_VERBS
from corpus.attribution.noun_phrases import kind_at, low_at, role_end
from corpus.attribution.traded import is_traded, ticker_end
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    BANK_NOUNS,
    CALENDAR,
    COMPANY_ENDINGS,
    MEDIA_WORDS,
    NATIONALITIES,
    NOT_PEOPLE,
    ORG_WORDS,
    PLACES,
    PLURAL_ROLES,
    RESEARCH_WORDS,
    ROLE_NOUNS,
    STARTERS,
    TITLE_WORDS,
)
from corpus.names import Firm, load_firms
from corpus.subjects import load_subjects
from corpus.words import words

_ROLE_WITHIN_CHUNKS = 8
_APPOSITIVE_CHUNKS = 7
_NO_FIRM_WORDS = STARTERS | CALENDAR | NATIONALITIES | PLURAL_ROLES
_ORDINARY = STARTERS | TITLE_WORDS | CALENDAR | ORG_WORDS | NOT_PEOPLE
_ENDINGS = ORG_WORDS | COMPANY_ENDINGS
_LOOSE = frozenset(words("house group company firm fund giant operator network body chain council"))
"""Kinds that stand before names of many things, so that more must tell a firm."""
_MAKERS = BANK_NOUNS | frozenset(words("researcher tracker provider publisher forecaster seller"))
_BEFORE_KIND = frozenset(
    words(
        """
        the a an of at from trading hedge oil asset research data investment advocacy trade labor
        labour credit online discount private news wealth insurance lobby market forex
        """
    )
)
"""Words before `house` or `firm` in `the trading house Y`."""
_JOINT_WORDS = frozenset(words("association federation alliance coalition union council chamber"))
_TRADES_OF_PEOPLE = frozenset(
    words(
        """
        builder publisher jeweler jeweller grocer landlord restaurateur broker developer designer
        miner brewer distiller producer driller supplier
        """
    )
)
"""Kinds of firm that a person may be, too."""
_TRADES = frozenset(
    words(
        """
        makes sells owns operates runs produces manufactures employs supplies builds develops
        trades distributes designs markets rents leases processes provides offers reports
        """
    )
)
"""Behind `Y, which`, what companies do."""
_PUBLIC_WORDS = frozenset(
    words(
        """
        department ministry agency commission court council office bureau authority
        administration congress senate parliament government committee treasury
        """
    )
)
_COMPANY_WORDS = frozenset(
    words(
        """
        motors airlines pharmaceuticals technologies technology energy oil gas industries
        systems software labs solutions semiconductor semiconductors stores brands foods
        airways inc corp corporation ag nv plc co company therapeutics electronics homes
        hotels mining
        """
    )
)


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
    ordinary = {c.text for chunks in sentences for c in chunks if c.kind == "word"}
    ordinary_low = {text for text in ordinary if text.islower()}
    for chunks in sentences:
        for at, chunk in enumerate(chunks):
            if chunk.kind not in ("name", "org") or chunk.low in learned:
                continue
            if chunk.low in surnames or (at == 0 and chunk.low in ordinary):
                continue
            kind = _kind_of(chunks, at)
            if kind is None:
                continue
            learned[chunk.low] = _firm(chunk.text, kind)
            if low_at(chunks, at + 1) == "(" and low_at(chunks, at + 3) == ")":
                acronyms[low_at(chunks, at + 2)] = chunk.low
        _learn_words(chunks, learned)
    for name in _by_anaphor(sentences, surnames | ordinary_low):
        learned.setdefault(name.lower(), _firm(name, "company"))
    for acronym, name in acronyms.items():
        learned.setdefault(acronym, learned[name])
    known = {c.firm.name: c.firm for chunks in sentences for c in chunks if c.firm is not None}
    for name, firm in (*learned.items(), *known.items()):
        short = _short_form(firm.name)
        if firm.kind != "media" and short and short not in surnames and name != short:
            learned.setdefault(short, firm)
    for name, firm in _by_first_word(sentences, {*learned.values(), *known.values()}):
        if name not in surnames and name not in learned:
            learned[name] = firm
    _unify(learned)
    if outlet:
        learned[outlet.lower()] = _firm(outlet, "media")
    return learned


def _by_anaphor(sentences: Sequence[Sequence[Chunk]], known: Collection[str]) -> Iterator[str]:
    """`Orrin has chosen another way. Its chief executive ...`: the subject is a company."""
    for chunks, following in pairwise(sentences):
        opening = low_at(following, 0)
        noun = low_at(following, 1) in BANK_NOUNS and low_at(following, 1) not in _PUBLIC_WORDS
        if not (opening in ("its", "their") or (opening == "the" and noun)):
            continue
        at = next(
            (
                k
                for k, c in enumerate(chunks)
                if c.kind in ("name", "org", "firm") and low_at(chunks, k - 1) in ("", ",")
            ),
            None,
        )
        if at is None or chunks[at].kind == "firm":
            continue
        behind = low_at(chunks, at + 1)
        verbal = behind in AUXILIARIES or behind in CUE_VERBS or behind.endswith(("ed", "s"))
        if verbal and chunks[at].low not in known and _is_brand(chunks[at]):
            yield chunks[at].text


def _is_brand(chunk: Chunk) -> bool:
    """Whether a name is no person's, place's or thing's that the tables know."""
    parts = chunk.low.split()
    ordinary = any(p in _ORDINARY or p in NATIONALITIES or p in PLACES for p in parts)
    given = is_given_name(parts[0])
    return not (ordinary or given or load_subjects().canonical(chunk.text) or chunk.low in PLACES)


def _by_first_word(
    sentences: Sequence[Sequence[Chunk]], firms: Collection[Firm]
) -> Iterator[tuple[str, Firm]]:
    """`Orrin said` for Orrin Brix: the first word of one firm's name, where it says something."""
    by_word: dict[str, set[str]] = {}
    named = {firm.name: firm for firm in firms if firm.kind != "media" and " " in firm.name}
    for name in named:
        by_word.setdefault(name.lower().split()[0], set()).add(name)
    for chunks in sentences:
        for at, chunk in enumerate(chunks[:-1]):
            if chunk.kind != "name" or chunk.low not in by_word or len(by_word[chunk.low]) > 1:
                continue
            cue = CUE_VERBS.get(chunks[at + 1].low)
            says = cue is not None and cue[0] in ("speech", "thought") and cue[1] & {"past", "s"}
            plain = chunk.low in _ORDINARY or is_given_name(chunk.text)
            if says and not plain and load_firms().canonical(chunk.text) is None:
                yield chunk.low, named[next(iter(by_word[chunk.low]))]


def _learn_words(chunks: Sequence[Chunk], learned: dict[str, Firm]) -> None:
    """Learn firms called by an ordinary word: `Strategy (STR)`, `Strategy's chairman Jane Doe`."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "word" or not chunk.text[0].isupper() or chunk.low in _NO_FIRM_WORDS:
            continue
        if chunk.low in ROLE_NOUNS or chunk.low in learned or len(chunk.text) < 4:
            continue
        ticker = low_at(chunks, at + 1) == "(" and ticker_end(chunks, at + 2) is not None
        owner = kind_at(chunks, at + 1) == "possessive" and _names_officer(chunks, at + 2)
        if (ticker or owner) and load_subjects().canonical(chunk.text) is None:
            learned[chunk.low] = _firm(chunk.text, "company")


def _names_officer(chunks: Sequence[Chunk], at: int) -> bool:
    role = role_end(chunks, at)
    return role is not None and kind_at(chunks, role) == "name" and " " in chunks[role].text


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
    if len(parts) > 1 and low_at(chunks, at - 1) in ROLE_NOUNS and chunk.kind == "name":
        if low_at(chunks, at - 1) not in BANK_NOUNS | _MAKERS:
            return None  # "Chairman Buddy Roe"
    if _is_national(chunks, at):
        return _kind_by_word(parts) if _kind_by_word(parts) != "organisation" else "company"
    if last in MEDIA_WORDS and (len(parts) > 1 or low_at(chunks, at - 1) == "the"):
        return "media"
    if chunk.kind == "org" and len(parts) > 1 and last in ORG_WORDS:
        return _kind_by_word(parts)
    if chunk.kind == "org" and len(parts) > 1 and last in COMPANY_ENDINGS:
        return "company"
    if _has_evidence(chunks, at):
        return _kind_by_word(parts)
    return "company" if is_traded(chunks, at) else None


def _is_national(chunks: Sequence[Chunk], at: int) -> bool:
    """`France's Groupe Orrin`: whoever is a country's and has no given name is a company."""
    if kind_at(chunks, at - 1) != "possessive" or low_at(chunks, at - 2) not in NATIONALITIES:
        return False
    parts = chunks[at].low.split()
    ordinary = any(part in _ORDINARY or part in NATIONALITIES for part in parts)
    name = chunks[at].text
    return not ordinary and load_subjects().canonical(name) is None and not _is_list(chunks, at)


def _is_list(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a number or an ordinary noun stands behind, so that the name is of a thing."""
    behind = chunks[at + 1] if at + 1 < len(chunks) else None
    if behind is None or behind.kind in ("mark", "possessive"):
        return False
    verbal = behind.low in CUE_VERBS or behind.low in AUXILIARIES or behind.low.endswith("ed")
    return not verbal and behind.low not in ("and", "rose", "fell", "for", "in", "to")


def _kind_by_word(parts: Sequence[str]) -> str:
    if parts[-1] in _JOINT_WORDS:
        return "organisation"
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
    chunk_text = chunks[at].text
    if following in PLURAL_ROLES and following not in ("members", "leaders", "agents"):
        return at > 0 or " " in chunks[at].text or chunks[at].text.isupper()
    if following == "(" and low_at(chunks, at + 3) == ")" and at + 2 < len(chunks):
        return _is_acronym(chunks[at + 2].text, chunks[at].text)
    if kind_at(chunks, at + 1) == "possessive":
        roles = low_at(chunks, at + 2) in TITLE_WORDS
        return roles and any(c.kind == "name" for c in chunks[at + 3 : at + 7])
    if following == "," and low_at(chunks, at + 2) in ("a", "an", "the"):
        whole = low_at(chunks, at + 2) == "the"
        person = " " in chunks[at].text and chunks[at].kind == "name"
        return _is_kind_of_firm(chunks, at + 3, whole=whole, person=person)
    if following == "," and low_at(chunks, at + 2) == "one" and low_at(chunks, at + 3) == "of":
        return _is_kind_of_firm(chunks, at + 4, several=True)
    if following == "," and low_at(chunks, at + 2) == "which":
        return low_at(chunks, at + 3) in _TRADES and load_subjects().canonical(chunk_text) is None
    if low_at(chunks, at - 1) in _MAKERS and kind_at(chunks, at - 1) == "word":
        first = chunks[at].text.split(" ", 1)[0]
        plain = first == chunks[at].text or chunks[at].kind == "org" or first.isupper()
        known = low_at(chunks, at - 2) in _BEFORE_KIND or low_at(chunks, at - 1) not in _LOOSE
        return plain and known and not is_given_name(first)
    if low_at(chunks, at - 1).endswith(("-owned", "-based", "-listed", "-headquartered")):
        return not is_given_name(chunks[at].text.split(" ", 1)[0])
    if low_at(chunks, at - 1) == "at":
        before = chunks[max(0, at - 1 - _ROLE_WITHIN_CHUNKS) : at - 1]
        return any(c.low in ROLE_NOUNS or c.low in PLURAL_ROLES for c in before)
    return False


def _is_kind_of_firm(
    chunks: Sequence[Chunk],
    at: int,
    *,
    several: bool = False,
    whole: bool = False,
    person: bool = False,
) -> bool:
    """Whether `largest lender` stands there; `several` for `largest lenders`, `whole` behind `the`.

    `person` where the name may be a person's, as in `Jane Doe, a builder`.
    """
    for k in range(at, min(len(chunks), at + _APPOSITIVE_CHUNKS)):
        low = chunks[k].low
        if chunks[k].text == ",":
            return False
        if low in ROLE_NOUNS or low in ("of", "for", "at", "who", "with", "from"):
            return False
        if several:
            if low.endswith("s") and (low[:-1] in BANK_NOUNS or low == "companies"):
                return True
            continue
        behind = low_at(chunks, k + 1)
        if low in BANK_NOUNS and behind not in ROLE_NOUNS | PLURAL_ROLES:
            closed = not whole or behind in (",", "by", "in", "of", "behind", "and", "that")
            return closed and not (person and low in _TRADES_OF_PEOPLE)
    return False


def _is_acronym(short: str, name: str) -> bool:
    initials = [word[0] for word in name.replace("-", " ").split() if word[0].isupper()]
    return 1 < len(short) <= len(initials) + 1 and short.isupper() and short[0] == initials[:1][0]


def _short_form(name: str) -> str | None:
    """`orrin` for Orrin Motors: the name without its last words that any firm may have."""
    parts = name.lower().split()
    kept = len(parts)
    while kept > 1 and (parts[kept - 1] in _ENDINGS or parts[kept - 1] in ("global", "&")):
        kept -= 1
        if parts[kept] in ("street", "river", "bank"):
            kept += 1
            break
    short = " ".join(parts[:kept])
    if kept == len(parts) or len(short) < 3 or short in _ORDINARY or is_given_name(short):
        return None
    return None if load_firms().canonical(short) else short


def with_learned(chunks: Sequence[Chunk], learned: Mapping[str, Firm]) -> tuple[Chunk, ...]:
    """The chunks, with the names of learned organisations as firms."""
    if not any(c.low in learned for c in chunks):
        return tuple(chunks)
    return tuple(
        replace(c, kind="firm", firm=learned[c.low])
        if c.low in learned and (c.kind in ("name", "org") or _acts(chunks, k))
        else c
        for k, c in enumerate(chunks)
    )


def _acts(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a capitalised ordinary word stands where a firm does: before a verb, an `'s`, a `(`."""
    chunk = chunks[at]
    if chunk.kind != "word" or not chunk.text[0].isupper():
        return False
    following = low_at(chunks, at + 1)
    return (
        kind_at(chunks, at + 1) == "possessive"
        or following in AUXILIARIES
        or following in CUE_VERBS
        or following == "("
    )
