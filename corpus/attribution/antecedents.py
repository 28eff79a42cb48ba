"""Subjects that a verb shares with an earlier one: `Y cut its rate and said`, `X of Y, who said`."""

from collections.abc import Sequence

from corpus.attribution.cues import (
    CUE_VERBS,
    DOCUMENTS,
    PRONOUNS,
)
from corpus.attribution.noun_phrases import Reading, Subject, low_at
from corpus.attribution.phrases import parse_speaker
from corpus.attribution.reach import TIMES, is_held, is_helper, may_begin
from corpus.attribution.targets import has_target, rates
from corpus.chunks import Chunk
from corpus.words import words

_RELATIVE_CHUNKS = 18
_DATELINE_CHUNKS = 12
_CLAUSES = 4
_DATE_CHUNKS = 6
_ASIDE_CHUNKS = 20
_SAYING = frozenset(
    words(
        """
        say add note argue warn write predict stress caution tell call describe insist claim
        suggest explain point recommend advise urge conclude estimate expect forecast project
        """
    )
)
"""Verbs whose participle behind a comma tells what the subject said."""
PAST_FORMS = frozenset(
    words(
        """
        left held cut kept fell rose lost won took made gave was were is are had has went came
        set sold bought beat met hit lifts raises cuts keeps leaves holds stuck stood put
        struck spoke wrote told drew grew gave got ran sank sat sent shot shut stood sought saw
        sees says thought brought built chose dealt drove felt found forgot fought kept knew laid
        led lent leant meant paid read rang said shook shrank slid spent split spread stole swung
        taught threw understood withdrew won turns moves makes takes remains stays sounds
        """
    )
)


def of_earlier_verb(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Reading | None:
    """The sentence's subject in `Y cut its rate but said ...` and `Y fell, saying that ...`."""
    cue_class, forms, verb = CUE_VERBS[chunks[at].low]
    k = at - 1
    while k > 0 and is_helper(chunks[k]):
        k -= 1
    if low_at(chunks, k) in ("after", "by", "while"):
        k -= 1
    said = cue_class in ("speech", "thought") or low_at(chunks, at + 1) == "that"
    joined = said and low_at(chunks, k) in ("and", "but") and bool(forms & {"past", "s"})
    before = low_at(chunks, at - 1)
    opened = before in (",", "after", "by", "while") or before in DOCUMENTS
    target = cue_class == "target" and has_target(chunks, at, verb)
    participle = forms == {"ing"} and opened and (verb in _SAYING or target or rates(chunks, at))
    if at < 3 or not (joined or participle):
        return None
    dashes = (m + 1 for m in range(min(k, _DATELINE_CHUNKS)) if chunks[m].text in ("-", "–", "—"))
    clauses = (
        m + 1
        for m in range(k)
        if participle and low_at(chunks, m) in ("and", "but", ",", ";", "while", "as")
    )
    front = (
        m
        for m in range(1, min(k, 3))
        if chunks[m].kind in ("firm", "name", "org") and not is_held(chunks, m)
    )
    dated = (
        m for m in range(1, min(k, _DATE_CHUNKS)) if chunks[m].low in ("he", "she")
    )  # "On Tuesday he threw in the towel, upgrading ..."
    for first in sorted({0, *front, *dated, *dashes, *clauses}, reverse=True)[:_CLAUSES]:
        if quoted[first] or not may_begin(chunks[first]):
            continue
        for subject, stop in parse_speaker(chunks, first):
            known = subject.evident or subject.persons or subject.anaphor
            plain = known and subject.firm_kind != "media" and subject.anaphor != "it"
            stop = _behind_aside(chunks, stop, k) if subject.persons else stop
            verbal = plain and stop < k and _is_verb(chunks[stop], subject)
            if verbal and _names_nobody(chunks, stop + 1, k):
                return subject, first
    return None


def _behind_aside(chunks: Sequence[Chunk], at: int, limit: int) -> int:
    """Behind `, who took over in March,` where that stands at `at`, else `at`."""
    if low_at(chunks, at) != "," or low_at(chunks, at + 1) != "who":
        return at
    ends = (m + 1 for m in range(at + 2, min(limit, at + _ASIDE_CHUNKS)) if chunks[m].text == ",")
    return next(ends, at)


def _is_verb(chunk: Chunk, subject: Subject) -> bool:
    if chunk.kind != "word":
        return False
    if subject.anaphor in ("he", "she"):
        return True
    return chunk.low.endswith("ed") or chunk.low in PAST_FORMS or chunk.low in CUE_VERBS


def _names_nobody(chunks: Sequence[Chunk], start: int, stop: int) -> bool:
    """Whether no other subject stands between: a name or a pronoun that nothing holds."""
    for k in range(start, stop):
        chunk = chunks[k]
        if chunk.low in PRONOUNS or chunk.low in ("that", "which", ":", '"'):
            return False
        if chunk.kind in ("name", "firm", "org") and chunks[k - 1].text in (",", "and", "but"):
            return False
    return True


def relative(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Reading | None:
    """The antecedent in `Y, which told clients`, `X of Y, who said`, and where it begins."""
    k = at - 1
    while k > 0 and (is_helper(chunks[k]) or chunks[k].low in TIMES):
        k -= 1
    if low_at(chunks, k) not in ("which", "who") or low_at(chunks, k - 1) != ",":
        return None
    person = chunks[k].low == "who"
    for first in range(max(0, k - _RELATIVE_CHUNKS), k - 1):
        if quoted[first] or chunks[first].kind not in ("firm", "org", "name"):
            continue
        for subject, stop in parse_speaker(chunks, first):
            several = bool(subject.persons) or (subject.plural and subject.role is not None)
            if stop in (k - 1, k) and several == person:
                return subject, first
    return None
