"""Attributions in one sentence: which verb attributes its words to which subject.

Subjects stand before the verb ("X, strategist at Y, said"), behind it ("said X"), or in front of
"which". A verb whose subject is no speaker, a passive, and a noun that looks like a verb
attribute nothing.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.attribution.acts import acted
from corpus.attribution.agreement import agrees
from corpus.attribution.antecedents import of_earlier_verb, relative
from corpus.attribution.asides import (
    for_speaker,
    per_speaker,
    seems_to,
    so_speaker,
)
from corpus.attribution.colons import by_colon
from corpus.attribution.cues import (
    AUXILIARIES,
    BE_FORMS,
    CUE_VERBS,
    RATING_MOVES,
    SPEECH_NOUNS,
)
from corpus.attribution.documents import told_by_document
from corpus.attribution.idioms import told_by_phrase
from corpus.attribution.inversions import (
    SHORT_VERB,
    beside_quotation,
    closes_quote,
    cue_text,
    ends_words,
    inverted,
    passive_by,
)
from corpus.attribution.noun_phrases import Attribution, Subject, kind_at, low_at
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.reach import subject_before
from corpus.attribution.targets import has_target, rates
from corpus.attribution.views import (
    LINKING,
    according,
    held_view,
    own_pick,
    owned_view,
    stance,
)
from corpus.chunks import Chunk
from corpus.given_names import is_given_name
from corpus.words import words

_COUNTS = frozenset(words("one two three four five six seven eight nine ten none only just"))
_PLAIN_SPEECH = frozenset(
    words(
        """
        say tell add write explain argue warn note insist claim reply respond joke quip recall
        declare caution concede admit observe remark predict
        """
    )
)
_NAMING = frozenset(words("call describe term label"))
_REMARKING = frozenset(
    words("say note point observe write explain remark stress argue highlight tell suggest predict")
)
_WHERE = frozenset(words("from in at to during last this earlier yesterday"))
_TAIL_CHUNKS = 7
_NEXT = 2
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BUSINESS_VERBS = frozenset(words("plan report bet prefer launch count"))


def is_saying(found: Attribution) -> bool:
    """Whether the cue is a plain verb of speech, whose subject can only be a speaker."""
    first = found.cue.split(" ", 1)[0].lower()
    return first in CUE_VERBS and CUE_VERBS[first][2] in _PLAIN_SPEECH


def find_attributions(
    chunks: Sequence[Chunk], quoted: Sequence[bool], *, damaged_start: bool = False
) -> tuple[Attribution, ...]:
    """Attributions in order of their cues; `quoted` tells which chunks are in quotation marks."""
    found = list(_walk(chunks, quoted, damaged_start=damaged_start))
    gaps = [gap for earlier in found[:1] for gap in _gapped(chunks, quoted, earlier)]
    return tuple(sorted((*found, *gaps), key=lambda a: a.cue_at)) if gaps else tuple(found)


def _gapped(
    chunks: Sequence[Chunk], quoted: Sequence[bool], earlier: Attribution
) -> Iterator[Attribution]:
    """`Z` in `Y expects two cuts, Z three`: the verb is left out, a number stands in its place."""
    cue = CUE_VERBS.get(chunks[earlier.cue_at].low)
    if cue is None or cue[0] not in ("thought", "target") or earlier.trailing:
        return
    for k in range(earlier.last + 1, len(chunks) - 1):
        firm = chunks[k].firm
        if firm is None or firm.kind == "media" or quoted[k]:
            continue
        before, behind = low_at(chunks, k - 1), chunks[k + 1]
        if before in (",", ";", "and", "while") and (
            behind.kind == "number" or behind.low in _COUNTS
        ):
            subject = Subject(firm=firm.name, firm_kind=firm.kind, evident=True)
            yield Attribution(subject, earlier.cue, k, k + 1, k, False)


def _walk(
    chunks: Sequence[Chunk], quoted: Sequence[bool], *, damaged_start: bool
) -> Iterator[Attribution]:
    found_any = False
    for at, chunk in enumerate(chunks):
        if quoted[at]:
            continue
        found = None
        if chunk.kind == "word":
            found = _by_word(chunks, quoted, at, damaged_start=damaged_start)
        elif chunk.text == ":" and not found_any:
            found = by_colon(chunks, quoted, at)
        if found is not None:
            found_any = True
            yield found


def _by_word(
    chunks: Sequence[Chunk], quoted: Sequence[bool], at: int, *, damaged_start: bool
) -> Attribution | None:
    low = chunks[at].low
    found = None
    if low == "according" and low_at(chunks, at + 1) == "to":
        return according(chunks, at)
    if low == "to":
        return for_speaker(chunks, at) if at == 0 else seems_to(chunks, at)
    if low == "for" and (at == 0 or chunks[at - 1].text in (",", ";")):
        return for_speaker(chunks, at)
    if low == "per" and (at == 0 or chunks[at - 1].text == ","):
        return per_speaker(chunks, at)
    if low == "so" and low_at(chunks, at - 1) == ",":
        return so_speaker(chunks, at)
    if low in RATING_MOVES and rates(chunks, at):
        return _rating(chunks, quoted, at)
    if low in SPEECH_NOUNS:
        found = owned_view(chunks, quoted, at) or held_view(chunks, at)
    if found is None and low in CUE_VERBS:
        found = _verb(chunks, quoted, at, damaged_start=damaged_start)
    if found is None:
        found = (
            told_by_document(chunks, quoted, at)
            or acted(chunks, quoted, at)
            or told_by_phrase(chunks, quoted, at)
            or own_pick(chunks, quoted, at)
        )
    if found is None and low in LINKING:
        found = stance(chunks, quoted, at)
    if (
        found is None
        and low not in CUE_VERBS
        and low.endswith(("ed", "s"))
        and len(low) > SHORT_VERB
    ):
        found = beside_quotation(chunks, quoted, at)
    return found


def _rating(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`Y moves Acme to hold`, `Acme was cut to hold at Y`, by no company and no outlet."""
    left = subject_before(chunks, quoted, at)
    if left is None:
        return passive_by(chunks, at)
    subject, first, skipped = left
    if skipped & BE_FORMS:
        return passive_by(chunks, at)
    rater = subject.persons or subject.anaphor or subject.firm_kind in FINANCE_KINDS
    if not rater:
        return passive_by(chunks, at) if subject.firm else None
    return Attribution(subject, chunks[at].text, first, at + 1, at, False)


def _verb(
    chunks: Sequence[Chunk], quoted: Sequence[bool], at: int, *, damaged_start: bool
) -> Attribution | None:
    cue_class, forms, verb = CUE_VERBS[chunks[at].low]
    if cue_class == "target" and not has_target(chunks, at, verb):
        return None
    if cue_class != "quote" and "past" in forms and low_at(chunks, at + 1) == "by":
        agent = passive_by(chunks, at)
        if agent is not None:
            return agent
    left = subject_before(chunks, quoted, at)
    if left is not None and (forms != {"ing"} or left[2] & BE_FORMS):
        return _behind_subject(chunks, quoted, at, left)
    participle = forms == frozenset({"ing"})
    if (
        (
            cue_class in ("speech", "quote")
            or (cue_class == "thought" and closes_quote(chunks, quoted, at))
        )
        and not participle
        and at
        and ends_words(chunks, quoted, at)
    ):
        return inverted(chunks, quoted, at)
    first_subject = of_earlier_verb(chunks, quoted, at)
    if first_subject is not None:
        subject, first = first_subject
        return Attribution(subject, cue_text(chunks, at), first, at + 1, at, False)
    antecedent = relative(chunks, quoted, at)
    if antecedent is not None and agrees(chunks, quoted, at, antecedent[0], frozenset()):
        subject, first = antecedent
        return Attribution(subject, cue_text(chunks, at), first, at + 1, at, False)
    if damaged_start and at == 0 and "past" in forms:
        return Attribution(Subject(anaphor="elided"), cue_text(chunks, at), 0, 1, 0, False)
    return None


def _behind_subject(
    chunks: Sequence[Chunk],
    quoted: Sequence[bool],
    at: int,
    left: tuple[Subject, int, frozenset[str]],
) -> Attribution | None:
    """The attribution of a verb that its subject reaches, where the two fit."""
    _, forms, verb = CUE_VERBS[chunks[at].low]
    subject, first, skipped = left
    if low_at(chunks, first - 1) in ("whether", "if"):
        return None  # "asked whether he agreed"
    if subject.anaphor == "it" and _is_reported(chunks, first):
        return None  # "Orrin says its members expect"
    if subject.anaphor == "it" and low_at(chunks, first - 1) == "what" and verb in _NAMING:
        return None  # "declined to comment on what it called speculation"
    counted = kind_at(chunks, first - 1) == "number" and not _YEAR.match(chunks[first - 1].text)
    if counted and first == at - 1:
        return None  # "57.9 DK points"
    subject = _as_business(at, subject, first, verb)
    if not agrees(chunks, quoted, at, subject, skipped):
        return passive_by(chunks, at) if skipped & BE_FORMS and "past" in forms else None
    closing = low_at(chunks, first - 1) == "as" and _closes_clause(chunks, at, verb)
    return Attribution(subject, cue_text(chunks, at), first, at + 1, at, closing and first > 1)


def _is_reported(chunks: Sequence[Chunk], first: int) -> bool:
    """Whether a verb of saying stands right before: what follows is told by whoever that is of."""
    cue = CUE_VERBS.get(low_at(chunks, first - 1))
    return cue is not None and cue[0] == "speech" and bool(cue[1] & {"past", "s"})


def _closes_clause(chunks: Sequence[Chunk], at: int, verb: str) -> bool:
    """Whether `as X pointed out from the stage` has nothing of its own said behind it."""
    if verb not in _REMARKING:
        return False
    k = at + 2 if low_at(chunks, at + 1) in ("out", "up") else at + 1
    if low_at(chunks, k) in ("", ".", ",", ";"):
        return True
    stop = next(
        (m for m in range(k, len(chunks)) if chunks[m].text in (".", ",", ";")), len(chunks)
    )
    tail = chunks[k:stop]
    plain = tail[0].low in _WHERE and len(tail) <= _TAIL_CHUNKS
    return plain and not any(c.low in AUXILIARIES or c.text in ('"', ":") for c in tail)


def _as_business(at: int, subject: Subject, first: int, verb: str) -> Subject:
    """An unknown name that plans, reports or declares is a company's more often than a person's."""
    if not subject.persons or subject.evident or verb not in _BUSINESS_VERBS:
        return subject
    name = subject.persons[0]
    if len(subject.persons) > 1 or is_given_name(name.split()[0]) or at - first > _NEXT:
        return subject
    return Subject(firm=name)
