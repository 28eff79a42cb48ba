"""Attributions without a verb of speech: `according to X`, `in her view`, `Y stays cautious`."""

from collections.abc import Iterator, Sequence

from corpus.attribution.cues import (
    BE_FORMS,
    CUE_VERBS,
    DOCUMENTS,
)
from corpus.attribution.noun_phrases import Attribution, Subject, kind_at, low_at
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.phrases import parse_speaker
from corpus.attribution.reach import is_held, may_begin, subject_before
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.name_words import (
    BANK_NOUNS,
    PLURAL_ROLES,
    ROLE_NOUNS,
)
from corpus.words import words

LINKING = frozenset(
    words(
        """
        remain remains remained stay stays stayed is are was were turned turn turns
        became been grew sounded sounds seems
        """
    )
)
"""Verbs that join a speaker with a stance."""
_STANCES = frozenset(
    words(
        """
        bullish bearish cautious overweight underweight neutral constructive optimistic
        pessimistic upbeat skeptical sceptical wary positive negative confident concerned
        worried sanguine hopeful doubtful unconvinced convinced nervous hawkish dovish
        blunt adamant unmoved calmer persuaded
        """
    )
)
_OWNER_WITHIN_CHUNKS = 4
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_HELD_BY_IN = frozenset(
    words(
        """
        view opinion words word judgment judgement assessment reading telling
        """
    )
)
_SILENT_KINDS = frozenset(("company", "media", "exchange", "data"))
_COLON_LOOK_BACK = 40
_SIGNED_WORDS = 3
_CONSENSUS_CHUNKS = 30
_FIGURES = frozenset(words("data tool figures consensus calculations fedwatch estimates"))
_EXPECTING = frozenset(words("analysts street consensus economists traders polled"))
_EXPECTED = frozenset(
    words("expected forecast estimated expect consensus estimate estimates expectations polled")
)


def according(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`according to X`; newspapers and things are no speakers."""
    for subject, stop in _first_speakers(chunks, at + 2):
        known = subject.persons or subject.firm or subject.anaphor
        if subject.firm_kind == "media" or not known:
            return None
        if _is_consensus(chunks, at, stop):
            return None
        return Attribution(subject, "according to", at, stop, at, at > 1)
    return None


def _is_consensus(chunks: Sequence[Chunk], at: int, stop: int) -> bool:
    """Whether a vendor's figures are meant, which are nobody's view: `according to Y data`."""
    if any(c.low in _FIGURES for c in chunks[stop - 1 : stop + 3]):
        return True
    before = {c.low for c in chunks[max(0, at - _CONSENSUS_CHUNKS) : at]}
    return not before.isdisjoint(_EXPECTING) and not before.isdisjoint(_EXPECTED)


def _first_speakers(chunks: Sequence[Chunk], at: int) -> Iterator[tuple[Subject, int]]:
    yield from parse_speaker(chunks, at)
    if low_at(chunks, at) in ("a", "an", "the", "new", "recent"):
        for k in range(at + 1, min(at + 4, len(chunks))):
            if chunks[k].low in DOCUMENTS:
                yield from parse_speaker(chunks, k)


def held_view(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`in the view of X`: a word for what somebody says, with `in the` before it."""
    if chunks[at].low not in _HELD_BY_IN or low_at(chunks, at + 1) != "of":
        return None
    if low_at(chunks, at - 1) != "the" or low_at(chunks, at - 2) != "in":
        return None
    for subject, stop in parse_speaker(chunks, at + 2):
        cue = f"in the {chunks[at].low} of"
        return Attribution(subject, cue, at - 2, stop, at, at > 2)
    return None


def per_speaker(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`Profits rose, per X of Y`: only for a person or a firm of the table."""
    for subject, stop in parse_speaker(chunks, at + 1):
        if subject.firm_kind == "media" or subject.anaphor:
            return None
        if subject.persons or subject.firm_kind not in (None, "company"):
            return Attribution(subject, "per", at, stop, at, at > 0)
        return None
    return None


def for_speaker(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`For X of Y, the rally is fragile`, `To X at Y, ...`.

    Only for a person with a firm, or a quotation behind it.
    """
    for subject, stop in parse_speaker(chunks, at + 1):
        if low_at(chunks, stop) != "," and low_at(chunks, stop - 1) != ",":
            continue
        quote_follows = '"' in (low_at(chunks, stop), low_at(chunks, stop + 1))
        pronoun = subject.anaphor in ("he", "she") and any(c.text == '"' for c in chunks[stop:])
        if (subject.persons and (subject.firm or quote_follows)) or pronoun:
            return Attribution(subject, chunks[at].low, at, stop, at, False)
    return None


def so_speaker(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`There was, so Weber, no hurry`: the way of translated agency reports."""
    if kind_at(chunks, at + 1) == "name" and low_at(chunks, at + 2) in (",", ".", "in", ";"):
        subject = Subject(persons=(chunks[at + 1].text,))
        return Attribution(subject, "so", at, at + 2, at, True)
    return None


def stance(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`Y remains cautious`, `she is bullish`."""
    stands = low_at(chunks, at + 1) == "at" and kind_at(chunks, at + 2) == "number"
    of_view = low_at(chunks, at + 1) == "of" and low_at(chunks, at + 3) in ("view", "opinion")
    if (
        not of_view
        and not stands
        and not any(chunk.low in _STANCES for chunk in chunks[at + 1 : at + 5])
    ):
        in_words = any(c.low in ("words", "phrase") for c in chunks[at + 1 : at + 5])
        if not in_words or not any(quoted[at + 1 : at + 9]):
            return None
    left = subject_before(chunks, quoted, at)
    if left is None:
        return None
    subject, first, _ = left
    if stands and subject.firm_kind not in FINANCE_KINDS:
        return None  # "Y is at 2,850" tells a house's target, else a price
    if subject.firm_kind in ("company", "media") and not subject.persons:
        return None
    anaphor = subject.anaphor or ""
    if anaphor == "it" or anaphor.startswith(("firm:", "document")):
        return None
    if not (subject.persons or subject.firm_kind or anaphor or of_view):
        return None
    return Attribution(subject, chunks[at].text, first, at + 1, at, False)


def owned_view(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`in her view`, `X's answer: ...`, `Y's base case is`: somebody's word for what they say."""
    for k in range(at - 1, max(-1, at - 1 - _OWNER_WITHIN_CHUNKS), -1):
        chunk = chunks[k]
        if quoted[k] or chunk.kind == "mark" or chunk.low in CUE_VERBS:
            return None
        if chunk.kind == "possessive" and k:
            return _by_owner(chunks, quoted, at, k - 1, _named_owner(chunks, k - 1))
        if chunk.low in _OWNERS:
            return _by_owner(chunks, quoted, at, k, Subject(anaphor=_OWNERS[chunk.low]))
    return None


def _named_owner(chunks: Sequence[Chunk], at: int) -> Subject | None:
    chunk = chunks[at]
    if chunk.low in BANK_NOUNS and at == 1 and chunks[0].low == "the":
        return Subject(anaphor="firm:" + chunk.low)  # "The bank's base case is"
    if chunk.kind == "name":
        return Subject(persons=(chunk.text,))
    if chunk.kind == "firm" and chunk.firm is not None and chunk.firm.kind not in _SILENT_KINDS:
        return Subject(firm=chunk.firm.name, firm_kind=chunk.firm.kind, evident=True)
    return None


def _by_owner(
    chunks: Sequence[Chunk], quoted: Sequence[bool], at: int, owner_at: int, subject: Subject | None
) -> Attribution | None:
    if subject is None:
        return None
    held = low_at(chunks, owner_at - 1)
    noun = chunks[at].low
    behind = low_at(chunks, at + 1)
    fits = held == "in" and noun in _HELD_BY_IN
    fits = fits or (behind == ":" and held not in ("of", "for", "from"))
    house = subject.anaphor is not None and subject.anaphor.startswith("firm:")
    if not fits and ((subject.firm and not held) or house):
        fits = behind in BE_FORMS or behind in ("for", "of", "calls", "assumes", "sees", "implies")
    if (not fits and behind in BE_FORMS) or behind in ("to", "on", "about"):
        tail = range(at + 1, min(len(chunks), at + 12))
        fits = any(chunks[m].text == ":" and not quoted[m] for m in tail)
        fits = fits or (low_at(chunks, at + 2) == "that" and behind in BE_FORMS)
    if not fits:
        return None
    cue = f"in {chunks[owner_at].low} {noun}" if held == "in" and subject.anaphor else noun
    return Attribution(subject, cue, owner_at, at + 1, at, False)


def by_colon(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`She was blunt: "No."`, `JANE DOE: No.`: whoever the clause before the colon is about."""
    signed = _signed(chunks, at)
    if signed is not None:
        return signed
    last = at == len(chunks) - 1
    opens = at + 1 < len(chunks) and quoted[at + 1]
    starts = [0] + [k + 1 for k in range(at) if chunks[k].text in (",", ";") and not quoted[k]]
    for first in reversed([k for k in starts if at - k <= _COLON_LOOK_BACK]):
        while low_at(chunks, first) in ("and", "but", "then", "so", "yet", "or", "still"):
            first += 1
        if first >= at or quoted[first] or not may_begin(chunks[first]) or is_held(chunks, first):
            continue
        for subject, stop in parse_speaker(chunks, first):
            label = first == 0 and stop == at and not last
            house = label and subject.firm_kind in FINANCE_KINDS
            person = subject.persons or subject.anaphor in ("he", "she", "person")
            if stop > at or not (person or house):
                continue
            if opens or label or (last and subject.persons):
                return Attribution(subject, ":", first, at + 1, at, False)
    return _only_person(chunks, quoted, at) if opens or last else None


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
    if is_held(chunks, k) and not roles and low_at(chunks, k + 1) != "of":
        return None
    for subject, stop in parse_speaker(chunks, k):
        if subject.persons and stop <= at:
            return Attribution(subject, ":", k, at + 1, at, False)
    return None
