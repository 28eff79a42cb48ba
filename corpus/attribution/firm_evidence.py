"""What stands beside a name that tells it is an organisation's, and of which kind."""

from collections.abc import Sequence

from corpus.attribution.cues import AUXILIARIES, CUE_VERBS
from corpus.attribution.employers import COLLEAGUES
from corpus.attribution.firm_words import JOINT_WORDS, PUBLIC_WORDS, kind_by_word
from corpus.attribution.noun_phrases import kind_at, low_at, role_end
from corpus.attribution.targets import rating_end
from corpus.attribution.traded import is_traded
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
    ROLE_NOUNS,
    STARTERS,
    TITLE_WORDS,
)
from corpus.subjects import load_subjects
from corpus.words import words

_ROLE_WITHIN_CHUNKS = 8
_APPOSITIVE_CHUNKS = 7
_KINDS_OF_NOUN = {
    "lender": "bank",
    "bank": "bank",
    "broker": "broker",
    "brokerage": "broker",
    "consultancy": "research",
    "institute": "research",
    "forecaster": "research",
    "think-tank": "research",
}
_RATES = frozenset(
    words("reiterates reiterated maintains maintained reaffirms reaffirmed stays initiates resumes")
)
"""Before a rating, what houses do; of a person the article gives a full name."""
_MOVING = frozenset(words("upgraded upgrades downgraded downgrades"))
"""Before `it` or `the shares`, what houses do."""
_EVENTS = frozenset(
    words("forum summit conference show expo fair week day festival congress airport hall palace")
)
"""What the names of occasions and halls end in, at which persons speak."""
_LEAST_BEFORE_NAME = 3
_NOUN_PHRASE_CHUNKS = 6
ORDINARY = STARTERS | TITLE_WORDS | CALENDAR | ORG_WORDS | NOT_PEOPLE
"""Words that alone name no firm."""
_LOOSE = frozenset(words("house group company firm fund giant operator network body chain council"))
"""Kinds that stand before names of many things, so that more must tell a firm."""
_MAKERS = BANK_NOUNS | frozenset(words("researcher tracker provider publisher forecaster seller"))
_PEOPLE_ONLY = ROLE_NOUNS - BANK_NOUNS - _MAKERS
_BEFORE_KIND = frozenset(
    words(
        """
        the a an of at from trading hedge oil asset research data investment advocacy trade labor
        labour credit online discount private news wealth insurance lobby market forex
        """
    )
)
"""Words before `house` or `firm` in `the trading house Y`."""
_JOINT_BEFORE = frozenset(words("trade industry lobby lobbying business employers consumer farm"))
_JOINT_ALONE = frozenset(words("association federation lobby confederation chamber"))
_BANK_ENDINGS = ("bank", "banken", "bankers", "banque", "sparkasse")
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
        represents speaks lobbies campaigns
        """
    )
)
"""Behind `Y, which`, what companies do."""


def kind_of(chunks: Sequence[Chunk], at: int) -> str | None:
    """The kind of an organisation that a chunk names.

    Or None without evidence that it names one.
    """
    chunk = chunks[at]
    parts = chunk.low.split()
    last = parts[-1]
    if is_given_name(parts[0]) and chunk.kind == "name":
        return None
    if low_at(chunks, at - 1) in ("adviser", "advisor") and low_at(chunks, at - 2) == "proxy":
        return "research"
    if len(parts) > 1 and chunk.kind == "name" and low_at(chunks, at - 1) in _PEOPLE_ONLY:
        return None  # "Chairman Buddy Roe"
    if _is_national(chunks, at):
        return kind_by_word(parts) if kind_by_word(parts) != "organisation" else "company"
    if last in MEDIA_WORDS and (len(parts) > 1 or low_at(chunks, at - 1) == "the"):
        return "media"
    if chunk.kind == "org" and len(parts) > 1 and last in ORG_WORDS:
        return kind_by_word(parts)
    if chunk.kind == "org" and len(parts) > 1 and last in COMPANY_ENDINGS:
        return "company"
    if len(parts) > 1 and last.endswith(_BANK_ENDINGS) and last not in _BANK_ENDINGS:
        return "research"  # "Orriner Kantonalbank"
    told = _told_by_noun(chunks, at)
    if told is not None:
        return told
    rates = low_at(chunks, at + 1) in _RATES and _is_rating(chunks, at + 2)
    behind = chunks[at + 2].text if at + 2 < len(chunks) else ""
    rates = rates or (
        low_at(chunks, at + 1) in ("kept", "keeps")
        and behind[:1].isupper()
        and rating_end(chunks, at + 2) is not None
    )
    moved = low_at(chunks, at + 1) in _MOVING and low_at(chunks, at + 2) in ("it", "the", "its")
    if chunk.kind == "name" and len(parts) == 1 and (rates or moved):
        return "research"
    if _has_evidence(chunks, at):
        return kind_by_word(parts)
    return "company" if is_traded(chunks, at) else None


def _is_rating(chunks: Sequence[Chunk], at: int) -> bool:
    """`overweight`, `at neutral`, `its buy rating` at `at`."""
    while low_at(chunks, at) in ("at", "its", "a", "an", "to"):
        at += 1
    return rating_end(chunks, at) is not None


def _told_by_noun(chunks: Sequence[Chunk], at: int) -> str | None:
    """The kind of `Chile's copper commission, Orrin,`: a noun for a firm, then its one-word name."""
    if low_at(chunks, at - 1) != "," or " " in chunks[at].text or at < _LEAST_BEFORE_NAME:
        return None
    following = low_at(chunks, at + 1)
    if not (following in (",", ".", "") or following in CUE_VERBS or following in AUXILIARIES):
        return None
    noun = chunks[at - 2]
    if noun.kind != "word" or chunks[at].low in ORDINARY:
        return None
    opened = any(
        c.low in ("the", "a", "an", "its", "another") or c.kind == "possessive"
        for c in chunks[max(0, at - 2 - _NOUN_PHRASE_CHUNKS) : at - 2]
    )
    if not opened:
        return None
    if noun.low in _KINDS_OF_NOUN:
        return _KINDS_OF_NOUN[noun.low]
    if noun.low in PUBLIC_WORDS | _JOINT_ALONE | JOINT_WORDS:
        return "public body"
    if noun.low in BANK_NOUNS and noun.low not in _LOOSE:
        return "company"
    rival = noun.low in ("rival", "peer", "competitor", "company", "subsidiary")
    return "company" if rival and low_at(chunks, at - 4) in ("its", "the", "'s") else None


def _is_national(chunks: Sequence[Chunk], at: int) -> bool:
    """`France's Groupe Orrin`: whoever is a country's and has no given name is a company."""
    if kind_at(chunks, at - 1) != "possessive" or low_at(chunks, at - 2) not in NATIONALITIES:
        return False
    parts = chunks[at].low.split()
    ordinary = any(part in ORDINARY or part in NATIONALITIES for part in parts)
    name = chunks[at].text
    return not ordinary and load_subjects().canonical(name) is None and not _is_list(chunks, at)


def _is_list(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a number or an ordinary noun stands behind, so that the name is of a thing."""
    behind = chunks[at + 1] if at + 1 < len(chunks) else None
    if behind is None or behind.kind in ("mark", "possessive"):
        return False
    verbal = behind.low in CUE_VERBS or behind.low in AUXILIARIES or behind.low.endswith("ed")
    return not verbal and behind.low not in ("and", "rose", "fell", "for", "in", "to")


def joint_end(chunks: Sequence[Chunk], at: int) -> int | None:
    """Behind `trade association`, `lobby group` or `federation` at `at`, else None."""
    k = at + 1 if low_at(chunks, at) in _JOINT_BEFORE else at
    alone = low_at(chunks, k) in _JOINT_ALONE and kind_at(chunks, k) == "word"
    return k + 1 if alone or (k > at and low_at(chunks, k) in ("group", "body")) else None


def _has_evidence(chunks: Sequence[Chunk], at: int) -> bool:
    following = low_at(chunks, at + 1)
    if following in PLURAL_ROLES and following not in ("members", "leaders", "agents"):
        return at > 0 or " " in chunks[at].text or chunks[at].text.isupper()
    if joint_end(chunks, at + 1) is not None:
        return at > 0 or chunks[at].text.isupper()
    if following == "(" and low_at(chunks, at + 3) == ")" and at + 2 < len(chunks):
        return _is_acronym(chunks[at + 2].text, chunks[at].text)
    if kind_at(chunks, at + 1) == "possessive":
        end = role_end(chunks, at + 2) or at + 3
        roles = low_at(chunks, at + 2) in TITLE_WORDS and low_at(chunks, end - 1) not in COLLEAGUES
        return roles and any(c.kind == "name" for c in chunks[at + 3 : at + 7])
    if following == ",":
        return _is_described(chunks, at) or _is_in_front(chunks, at)
    if low_at(chunks, at - 1) in _MAKERS and kind_at(chunks, at - 1) == "word":
        first = chunks[at].text.split(" ", 1)[0]
        plain = first == chunks[at].text or chunks[at].kind == "org" or first.isupper()
        known = low_at(chunks, at - 2) in _BEFORE_KIND or kind_at(chunks, at - 2) == "possessive"
        known = known or low_at(chunks, at - 1) not in _LOOSE
        return plain and known and not is_given_name(first)
    if low_at(chunks, at - 1).endswith(("-owned", "-based", "-listed", "-headquartered")):
        return not is_given_name(chunks[at].text.split(" ", 1)[0])
    if low_at(chunks, at - 1) == "at":
        before = chunks[max(0, at - 1 - _ROLE_WITHIN_CHUNKS) : at - 1]
        return any(c.low in ROLE_NOUNS or c.low in PLURAL_ROLES for c in before)
    return False


def _is_in_front(chunks: Sequence[Chunk], at: int) -> bool:
    """`At Orrin, Jane Doe sees ...`: in front of a person or a role stands a house, or an event."""
    first = 1 if low_at(chunks, 0) in ("over", "back", "across", "and", "but") else 0
    if at != first + 1 or low_at(chunks, first) != "at" or low_at(chunks, at + 1) != ",":
        return False
    parts = chunks[at].low.split()
    if chunks[at].low in PLACES or not _EVENTS.isdisjoint(parts):
        return False
    following = low_at(chunks, at + 2)
    person = kind_at(chunks, at + 2) == "name"
    return person or following in TITLE_WORDS or following in PLURAL_ROLES


def _is_described(chunks: Sequence[Chunk], at: int) -> bool:
    """`Orrin, the union,`, `Orrin, one of the largest lenders,`, `Orrin, which makes tools,`."""
    opening = low_at(chunks, at + 2)
    if opening in ("a", "an", "the"):
        person = " " in chunks[at].text and chunks[at].kind == "name"
        return _is_kind_of_firm(chunks, at + 3, whole=opening == "the", person=person)
    if opening == "one" and low_at(chunks, at + 3) == "of":
        return _is_kind_of_firm(chunks, at + 4, several=True)
    if opening == "whose" and kind_at(chunks, at + 3) == "name":
        return " " in chunks[at + 3].text and " " not in chunks[at].text
    trades = opening == "which" and low_at(chunks, at + 3) in _TRADES
    return trades and load_subjects().canonical(chunks[at].text) is None


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
        plural = whole and low.endswith("brokers") and behind == ","
        if (low in BANK_NOUNS or plural) and behind not in ROLE_NOUNS | PLURAL_ROLES:
            closed = not whole or behind in (",", "by", "in", "of", "behind", "and", "that")
            return closed and not (person and low in _TRADES_OF_PEOPLE)
    return False


def _is_acronym(short: str, name: str) -> bool:
    initials = [word[0] for word in name.replace("-", " ").split() if word[0].isupper()]
    return 1 < len(short) <= len(initials) + 1 and short.isupper() and short[0] == initials[:1][0]
