"""Attributions without a verb of speech: `according to X`, `in her view`, `Y stays cautious`."""

from collections.abc import Iterator, Sequence

from corpus.attribution.acts import own_figure
from corpus.attribution.cues import (
    BE_FORMS,
    CUE_VERBS,
    DOCUMENTS,
    STANCES,
)
from corpus.attribution.noun_phrases import Attribution, Subject, kind_at, low_at
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.phrases import parse_speaker
from corpus.attribution.reach import subject_before
from corpus.chunks import Chunk
from corpus.name_words import (
    BANK_NOUNS,
)
from corpus.words import words

LINKING = frozenset(
    words(
        """
        remain remains remained stay stays stayed is are was were 's turned turn turns
        became become been grew went goes go sounded sounds seems get gets got
        """
    )
)
"""Verbs that join a speaker with a stance."""
_OWNER_WITHIN_CHUNKS = 4
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_HELD_BY_IN = frozenset(
    words(
        """
        view opinion words word judgment judgement assessment reading telling case scenario
        base-case
        """
    )
)
_RECKONINGS = frozenset(
    words(
        """
        reckoning tally arithmetic maths estimation estimate estimates calculation calculations count
        forecast forecasts
        """
    )
)
_RECKONED_BY = frozenset(("by", "on", "in"))
"""Before whose reckoning a thing is so."""
_PICKS = frozenset(words("pick picks idea ideas name names stock stocks choice choices bet bets"))
_FAVOURED = frozenset(words("top best favourite favorite biggest preferred favoured favored"))
_ENDS = frozenset((",", ".", ";", ""))
_TOLD_OF = frozenset(words("for of calls assumes sees implies has puts points"))
"""Behind `the bank's base case`, where it tells what that is."""
_SILENT_KINDS = frozenset(("company", "media", "exchange", "data"))
_CONSENSUS_CHUNKS = 30
_FIGURES = frozenset(words("data tool figures consensus calculations fedwatch estimates"))
_SIDES = frozenset(words("bullish bearish overweight underweight neutral constructive"))
_RECKONED = frozenset(
    words(
        """
        calculations calculation estimates estimate projections projection forecasts forecast data
        figures numbers
        """
    )
)
"""`According to calculations by Y`: what somebody worked out."""
_EXPECTING = frozenset(words("analysts street consensus economists traders polled"))
_EXPECTED = frozenset(
    words(
        "expected forecast estimated expect consensus estimate estimates expectations polled"
        " looking looked projected predicted anticipated"
    )
)


def according(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`according to X`; newspapers and things are no speakers."""
    own = {"him": "he", "her": "she", "them": "they"}.get(low_at(chunks, at + 2))
    if own is not None and low_at(chunks, at + 3) in _ENDS:
        return Attribution(Subject(anaphor=own), "according to", at, at + 3, at, at > 1)
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
    for k in range(at, min(at + 3, len(chunks))):
        if chunks[k].low in _RECKONED:
            by = k + 1 + (low_at(chunks, k + 1) in ("compiled", "collected", "made", "published"))
            if low_at(chunks, by) in ("by", "from"):
                for subject, stop in parse_speaker(chunks, by + 1):
                    if subject.persons or subject.firm_kind in FINANCE_KINDS:
                        yield subject, stop
            return


def held_view(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`in the view of X`, `The verdict of X: overpriced`: a word for what somebody says."""
    if low_at(chunks, at + 1) not in ("of", "from") or low_at(chunks, at - 1) != "the":
        return None
    held = chunks[at].low in _HELD_BY_IN and low_at(chunks, at - 2) == "in"
    held = held or (chunks[at].low in _RECKONINGS and low_at(chunks, at - 2) in _RECKONED_BY)
    if not held and at != 1:
        return None
    for subject, stop in parse_speaker(chunks, at + 2):
        if not held:
            speaks = subject.persons or subject.firm_kind in FINANCE_KINDS
            if low_at(chunks, stop) != ":" or not speaks:
                continue
            return Attribution(subject, chunks[at].text, 0, stop + 1, at, False)
        cue = f"{low_at(chunks, at - 2)} the {chunks[at].low} of"
        return Attribution(subject, cue, at - 2, stop, at, at > 2)
    return None


def stance(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`Y remains cautious`, `she is bullish`."""
    behind = at + 2 if low_at(chunks, at + 1) == "stuck" else at + 1
    stands = low_at(chunks, behind) == "at" and kind_at(chunks, behind + 1) == "number"
    stands = stands or _has_side(chunks, at)
    of_view = low_at(chunks, at + 1) == "of" and low_at(chunks, at + 3) in ("view", "opinion")
    if (
        not of_view
        and not stands
        and not any(chunk.low in STANCES for chunk in chunks[at + 1 : at + 5])
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
    if anaphor.startswith("firm:") and _takes_side(chunks, at, anaphor):
        return Attribution(subject, chunks[at].text, first, at + 1, at, False)
    if anaphor == "it" or anaphor.startswith(("firm:", "document")):
        return None
    if not (subject.persons or subject.firm_kind or anaphor or of_view):
        return None
    return Attribution(subject, chunks[at].text, first, at + 1, at, False)


def _has_side(chunks: Sequence[Chunk], at: int) -> bool:
    """`Y is long the yen`, `Y has been short Treasuries`: a position, where a house has it."""
    if low_at(chunks, at + 1) not in ("long", "short") or at + 2 >= len(chunks):
        return False
    behind = chunks[at + 2]
    return (
        behind.low in ("the", "on") or behind.kind in ("name", "firm") or behind.text[0].isupper()
    )


def _takes_side(chunks: Sequence[Chunk], at: int, anaphor: str) -> bool:
    """Whether `the bank` is bullish or overweight, which it is of markets and not of its business."""
    house = anaphor.partition(":")[2] in ("bank", "broker", "brokerage", "house")
    return house and any(c.low in _SIDES for c in chunks[at + 1 : at + 4])


def owned_view(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`in her view`, `X's answer: ...`, `Y's base case is`: somebody's word for what they say."""
    for k in range(at - 1, max(-1, at - 1 - _OWNER_WITHIN_CHUNKS), -1):
        chunk = chunks[k]
        if quoted[k] or chunk.kind == "mark" or chunk.low in CUE_VERBS:
            return None
        if chunk.kind == "possessive" and k > 1 and low_at(chunks, k - 1) in ("team", "colleagues"):
            owner = _OWNERS.get(low_at(chunks, k - 2))
            told = None if owner is None else Subject(anaphor=owner)
            return _by_owner(chunks, quoted, at, k - 2, told)  # "Her team's forecast is"
        if chunk.kind == "possessive" and k:
            return _by_owner(chunks, quoted, at, k - 1, _named_owner(chunks, k - 1))
        if chunk.low == "its" and low_at(chunks, at - 1) == "price":
            return _by_owner(chunks, quoted, at, k, Subject(anaphor="firm:broker"))
        if chunk.low in _OWNERS:
            return _by_owner(chunks, quoted, at, k, Subject(anaphor=_OWNERS[chunk.low]))
    return None


def own_pick(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`Her top idea is copper`, `Doe's favourite name is Orrin`: what somebody would buy."""
    if chunks[at].low not in _PICKS or low_at(chunks, at + 1) not in BE_FORMS | {":"}:
        return None
    for k in range(at - 1, max(-1, at - 1 - _OWNER_WITHIN_CHUNKS), -1):
        if quoted[k] or chunks[k].kind == "mark":
            return None
        owner = _OWNERS.get(chunks[k].low)
        named = _named_owner(chunks, k - 1) if chunks[k].kind == "possessive" and k else None
        if owner in ("he", "she"):
            named = Subject(anaphor=owner)
        if named is not None:
            first = k - 1 if chunks[k].kind == "possessive" else k
            favoured = any(c.low in _FAVOURED for c in chunks[k + 1 : at])
            opens = first == 0 or low_at(chunks, first - 1) in (",", ";", "and", "but")
            return (
                Attribution(named, chunks[at].text, first, at + 1, at, False)
                if favoured and opens
                else None
            )
    return None


def _named_owner(chunks: Sequence[Chunk], at: int) -> Subject | None:
    chunk = chunks[at]
    if (
        chunk.low in BANK_NOUNS
        and low_at(chunks, at - 1) == "the"
        and (at == 1 or low_at(chunks, at - 2) in _RECKONED_BY)
    ):
        return Subject(anaphor="firm:" + chunk.low)  # "The bank's base case is"
    if chunk.kind == "name":
        return Subject(persons=(chunk.text,))
    if chunk.kind == "firm" and chunk.firm is not None and chunk.firm.kind not in _SILENT_KINDS:
        return Subject(firm=chunk.firm.name, firm_kind=chunk.firm.kind, evident=True)
    return None


def _quoted_behind_aside(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> bool:
    """Whether a colon and a quotation follow `, from the note of Monday` at `at`."""
    if low_at(chunks, at + 1) not in ("from", "in", "on", "as"):
        return False
    ends = (k for k in range(at + 2, min(len(chunks), at + 18)) if chunks[k].text == ":")
    return any(any(quoted[k + 1 : k + 3]) for k in ends)


def _by_owner(
    chunks: Sequence[Chunk], quoted: Sequence[bool], at: int, owner_at: int, subject: Subject | None
) -> Attribution | None:
    if subject is None:
        return None
    owner_at -= low_at(chunks, owner_at - 1) == "the"
    held = low_at(chunks, owner_at - 1)
    noun = chunks[at].low
    behind = low_at(chunks, at + 1)
    fits = held == "in" and noun in _HELD_BY_IN
    forward = (
        subject.anaphor == "it" and owner_at <= 1 and behind == ","
    )  # "By its count, the union has"
    reckoned = held in _RECKONED_BY and noun in _RECKONINGS and behind in _ENDS
    fits = fits or (reckoned and not forward)
    fits = fits or (behind == ":" and held not in ("of", "for", "from"))
    house = subject.anaphor is not None and subject.anaphor.startswith("firm:")
    first = not held or held in ("and", ",", ";")
    fits = fits or (first and own_figure(chunks, at))
    if not fits and ((subject.firm and not held) or house):
        fits = behind in BE_FORMS or behind in _TOLD_OF
    if not fits and (behind in BE_FORMS or behind in ("to", "on", "about")):
        tail = range(at + 1, min(len(chunks), at + 12))
        fits = any(chunks[m].text == ":" and not quoted[m] for m in tail)
        fits = fits or (low_at(chunks, at + 2) == "that" and behind in BE_FORMS)
    if not fits and behind == "," and not held:
        fits = _quoted_behind_aside(chunks, quoted, at + 1)
    if not fits:
        return None
    cue = f"in {chunks[owner_at].low} {noun}" if held == "in" and subject.anaphor else noun
    return Attribution(subject, cue, owner_at, at + 1, at, False)
