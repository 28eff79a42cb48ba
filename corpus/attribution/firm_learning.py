"""Organisations that no table knows, learnt from what stands beside their names in an article.

Read before attribution, from every sentence, since a firm may be told only after it spoke.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.attribution.antecedents import PAST_FORMS
from corpus.attribution.appositives import FORMER
from corpus.attribution.bodies import find_bodies
from corpus.attribution.cues import AUXILIARIES, CUE_VERBS
from corpus.attribution.firm_evidence import ORDINARY, kind_of
from corpus.attribution.firm_words import PUBLIC_WORDS
from corpus.attribution.noun_phrases import kind_at, low_at, role_end
from corpus.attribution.traded import is_traded, ticker_end
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    BANK_NOUNS,
    CALENDAR,
    COMPANY_ENDINGS,
    EXECUTIVE_WORDS,
    NATIONALITIES,
    ORG_WORDS,
    PLACES,
    PLURAL_ROLES,
    ROLE_NOUNS,
    STARTERS,
)
from corpus.names import Firm, load_firms
from corpus.subjects import load_subjects

_NO_FIRM_WORDS = (
    FORMER
    | frozenset(("new", "outgoing", "incoming", "longtime", "veteran"))
    | STARTERS
    | CALENDAR
    | NATIONALITIES
    | PLURAL_ROLES
)
_LEAST_BEFORE_ITS = 2
_BEFORE_ITS = 6
"""Chunks between a clause's subject and the `its` that is of it."""
_CLAUSE_OPENERS = frozenset(("", ",", ";", "and", "but", "after", "as", "while", "because", "when"))
_ENDINGS = ORG_WORDS | COMPANY_ENDINGS


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
    bodies = dict(find_bodies(sentences))
    traded = _traded_words(sentences)
    learned.update({name: firm for name, firm in bodies.items() if firm is not None})
    for chunks in sentences:
        for at, chunk in enumerate(chunks):
            if chunk.kind not in ("name", "org") or chunk.low in learned or chunk.low in bodies:
                continue
            if chunk.low in surnames or (at == 0 and chunk.low in ordinary):
                continue
            kind = kind_of(chunks, at)
            if kind is None:
                continue
            learned[chunk.low] = _firm(chunk.text, kind)
            if low_at(chunks, at + 1) == "(" and low_at(chunks, at + 3) == ")":
                acronyms[low_at(chunks, at + 2)] = chunk.low
        _learn_words(chunks, learned, traded)
    for name in _by_anaphor(sentences, surnames | ordinary_low):
        learned.setdefault(name.lower(), _firm(name, "company"))
    for acronym, name in acronyms.items():
        learned.setdefault(acronym, learned[name])
    _learn_short_forms(sentences, learned, surnames)
    for name in (name for chunks in sentences for name in _by_its(chunks)):
        if name.lower() not in surnames | ordinary_low:
            learned.setdefault(name.lower(), _firm(name, "company"))
    _unify(learned)
    if outlet:
        learned[outlet.lower()] = _firm(outlet, "media")
    return learned


def _learn_short_forms(
    sentences: Sequence[Sequence[Chunk]], learned: dict[str, Firm], surnames: Collection[str]
) -> None:
    """Learn `Orrin` for Orrin Motors and for Orrin Brix, where it is nobody's surname."""
    known = {c.firm.name: c.firm for chunks in sentences for c in chunks if c.firm is not None}
    for name, firm in (*learned.items(), *known.items()):
        short = _short_form(firm.name)
        if firm.kind != "media" and short and short not in surnames and name != short:
            learned.setdefault(short, firm)
    for name, firm in _by_first_word(sentences, {*learned.values(), *known.values()}):
        if name not in surnames:
            learned.setdefault(name, firm)


def _by_anaphor(sentences: Sequence[Sequence[Chunk]], known: Collection[str]) -> Iterator[str]:
    """`Orrin has chosen another way. Its chief executive ...`: the subject is a company."""
    for chunks, following in pairwise(sentences):
        opening = low_at(following, 0)
        noun = low_at(following, 1) in BANK_NOUNS and low_at(following, 1) not in PUBLIC_WORDS
        noun = noun and low_at(following, 2) not in ROLE_NOUNS  # "The fund manager"
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
        if at is None or any(c.kind == "firm" for c in chunks[: at + 1]):
            continue  # "At Y, Jane Doe said so. The bank ..."
        behind = low_at(chunks, at + 1)
        verbal = behind in AUXILIARIES or _is_finite(behind) or behind.endswith(("ed", "s"))
        verbal = verbal or behind in PAST_FORMS
        if verbal and chunks[at].low not in known and _is_brand(chunks[at]):
            yield chunks[at].text


def _by_its(chunks: Sequence[Chunk]) -> Iterator[str]:
    """`Orrin cut its forecast`: whoever has an `its` is no person."""
    for k, chunk in enumerate(chunks):
        if chunk.low != "its" or k < _LEAST_BEFORE_ITS:
            continue
        for at in range(k - _LEAST_BEFORE_ITS, max(-1, k - _BEFORE_ITS), -1):
            if chunks[at].kind in ("mark", "firm") or chunks[at].low in ("and", "but", "that"):
                break
            if chunks[at].kind not in ("name", "org"):
                continue
            opens = low_at(chunks, at - 1) in _CLAUSE_OPENERS
            verb = low_at(chunks, at + 1)
            verbal = _is_finite(verb) or verb in AUXILIARIES or verb in PAST_FORMS
            verbal = verbal and kind_at(chunks, at + 1) != "possessive"
            if opens and (verbal or verb.endswith("ed")) and _is_brand(chunks[at]):
                yield chunks[at].text
            break


def _is_finite(verb: str) -> bool:
    """Whether one firm may be its subject: `demand` and `forecast` behind a name may be its nouns."""
    cue = CUE_VERBS.get(verb)
    return cue is not None and bool(cue[1] & {"past", "s"})


def _is_brand(chunk: Chunk) -> bool:
    """Whether a name is no person's, place's or thing's that the tables know."""
    parts = chunk.low.split()
    ordinary = any(p in ORDINARY or p in NATIONALITIES or p in PLACES for p in parts)
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
            plain = chunk.low in ORDINARY or is_given_name(chunk.text)
            if says and not plain and load_firms().canonical(chunk.text) is None:
                yield chunk.low, named[next(iter(by_word[chunk.low]))]


def _traded_words(sentences: Sequence[Sequence[Chunk]]) -> frozenset[str]:
    """Ordinary words with a capital inside a sentence whose shares move: `and Strategy fell 6%`."""
    return frozenset(
        chunk.low
        for chunks in sentences
        for at, chunk in enumerate(chunks)
        if at and chunk.kind == "word" and chunk.text[0].isupper() and is_traded(chunks, at)
    )


def _learn_words(
    chunks: Sequence[Chunk], learned: dict[str, Firm], traded: Collection[str]
) -> None:
    """Learn firms called by an ordinary word: `Strategy (STR)`, `Strategy's chairman Jane Doe`."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "word" or not chunk.text[0].isupper() or chunk.low in _NO_FIRM_WORDS:
            continue
        if chunk.low in ROLE_NOUNS or chunk.low in learned or len(chunk.text) < 4:
            continue
        ticker = low_at(chunks, at + 1) == "(" and ticker_end(chunks, at + 2) is not None
        owner = kind_at(chunks, at + 1) == "possessive" and _names_officer(chunks, at + 2)
        officer = low_at(chunks, at + 1) in EXECUTIVE_WORDS and _names_officer(chunks, at + 1)
        owner = owner or (officer and chunk.low in traded)
        if (ticker or owner) and load_subjects().canonical(chunk.text) is None:
            learned[chunk.low] = _firm(chunk.text, "company")


def _names_officer(chunks: Sequence[Chunk], at: int) -> bool:
    role = role_end(chunks, at)
    if role is not None and low_at(chunks, role) == ",":
        role += 1  # "Strategy's chairman, Jane Doe, said"
    return role is not None and kind_at(chunks, role) == "name" and " " in chunks[role].text


def _unify(learned: dict[str, Firm]) -> None:
    """Let `Orrin` mean Orrin Motors where each was learned by itself, and one of them is meant."""
    longer: dict[str, list[Firm]] = {}
    for firm in dict.fromkeys(learned.values()):
        parts = firm.name.lower().split()
        for stop in range(1, len(parts)):
            if all(word in ORG_WORDS for word in parts[stop:]):
                longer.setdefault(" ".join(parts[:stop]), []).append(firm)
    same: dict[Firm, Firm] = {}
    for name in sorted(longer, key=len, reverse=True):
        firms = list(dict.fromkeys(same.get(firm, firm) for firm in longer[name]))
        if name in learned and len(firms) == 1 and learned[name].kind != "media":
            if learned[name] != firms[0]:
                same[learned[name]] = firms[0]
            learned[name] = firms[0]
    for name, firm in learned.items():
        learned[name] = same.get(firm, firm)


def _firm(name: str, kind: str) -> Firm:
    return Firm(name=name, kind=kind, aliases=(), speaking_aliases=())


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
    if kept == len(parts) or len(short) < 3 or short in ORDINARY or is_given_name(short):
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
        or following in EXECUTIVE_WORDS
        or following == "("
    )
