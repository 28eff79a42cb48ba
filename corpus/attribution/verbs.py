"""Attributions in one sentence: which verb attributes its words to which subject.

Subjects stand before the verb ("X, strategist at Y, said"), behind it ("said X"), or in front of
"which". A verb whose subject is no speaker, a passive, and a noun that looks like a verb
attribute nothing.
"""

from collections.abc import Iterator, Sequence

from corpus.attribution.cues import (
    AUXILIARIES,
    BE_FORMS,
    COMPANY_TARGETS,
    CUE_VERBS,
    DOCUMENTS,
    PRONOUNS,
    RATING_NOUNS,
    SPEECH_NOUNS,
    TARGET_NOUNS,
)
from corpus.attribution.noun_phrases import Attribution, Reading, Subject, kind_at, low_at
from corpus.attribution.phrases import parse_speaker
from corpus.attribution.reach import is_helper, may_begin, subject_before
from corpus.attribution.views import (
    LINKING,
    according,
    by_colon,
    for_speaker,
    held_view,
    owned_view,
    per_speaker,
    so_speaker,
    stance,
)
from corpus.chunks import Chunk
from corpus.words import words

_TARGET_WITHIN_CHUNKS = 12
_RELATIVE_CHUNKS = 18
_DATELINE_CHUNKS = 8
_CLAUSES = 3
_MANNER = frozenset((",", ".", ":", "", "in", "this", "bluntly", "simply"))
_COUNTS = frozenset(words("one two three four five six seven eight nine ten none only just"))
_SAYING = frozenset(words("say add note argue warn write predict stress caution"))
"""Verbs whose participle behind a comma tells what the subject said."""
_PAST = frozenset(
    words(
        """
        left held cut kept fell rose lost won took made gave was were is are had has went came
        set sold bought beat met hit lifts raises cuts keeps leaves holds stuck stood put
        """
    )
)
_MADE = frozenset(
    words(
        """
        clear plain point case argument prediction remark comment comments
        """
    )
)
"""What one makes with words."""


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
    if low == "for" and (at == 0 or chunks[at - 1].text in (",", ";")):
        return for_speaker(chunks, at)
    if low == "per" and (at == 0 or chunks[at - 1].text == ","):
        return per_speaker(chunks, at)
    if low == "so" and low_at(chunks, at - 1) == ",":
        return so_speaker(chunks, at)
    if low in SPEECH_NOUNS:
        found = owned_view(chunks, quoted, at) or held_view(chunks, at)
    if found is None and low in CUE_VERBS:
        found = _verb(chunks, quoted, at, damaged_start=damaged_start)
    if found is None and low in LINKING:
        found = stance(chunks, quoted, at)
    return found


def _verb(
    chunks: Sequence[Chunk], quoted: Sequence[bool], at: int, *, damaged_start: bool
) -> Attribution | None:
    cue_class, forms, verb = CUE_VERBS[chunks[at].low]
    if cue_class == "target" and not _has_target(chunks, at, verb):
        return None
    if "past" in forms and low_at(chunks, at + 1) == "by":
        agent = _passive_by(chunks, at)
        if agent is not None:
            return agent
    left = subject_before(chunks, quoted, at)
    if left is not None:
        subject, first, skipped = left
        if low_at(chunks, first - 1) in ("whether", "if"):
            return None  # "asked whether he agreed"
        if not _agrees(chunks, quoted, at, subject, skipped):
            return _passive_by(chunks, at) if skipped & BE_FORMS and "past" in forms else None
        return Attribution(subject, _cue_text(chunks, at), first, at + 1, at, False)
    if cue_class in ("speech", "quote") and at and _ends_words(chunks, quoted, at):
        return _inverted(chunks, quoted, at)
    first_subject = _of_earlier_verb(chunks, quoted, at)
    if first_subject is not None:
        subject, first = first_subject
        return Attribution(subject, _cue_text(chunks, at), first, at + 1, at, False)
    antecedent = _relative(chunks, quoted, at)
    if antecedent is not None and _agrees(chunks, quoted, at, antecedent[0], frozenset()):
        subject, first = antecedent
        return Attribution(subject, _cue_text(chunks, at), first, at + 1, at, False)
    if damaged_start and at == 0 and "past" in forms:
        return Attribution(Subject(anaphor="elided"), _cue_text(chunks, at), 0, 1, 0, False)
    return None


def _inverted(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """`..., said X, strategist at Y`."""
    if CUE_VERBS[chunks[at].low][0] == "quote" and not _quote_beside(chunks, quoted, at, at):
        return None
    for subject, stop in parse_speaker(chunks, at + 1):
        if subject.firm_kind == "media" or subject.anaphor == "it":
            return None
        if _unlikely_inversion(chunks, at, subject, stop):
            return None
        return Attribution(subject, _cue_text(chunks, at), at, stop, at, True)
    return None


def _of_earlier_verb(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Reading | None:
    """The sentence's subject in `Y cut its rate but said ...` and `Y fell, saying that ...`."""
    cue_class, forms, verb = CUE_VERBS[chunks[at].low]
    k = at - 1
    while k > 0 and is_helper(chunks[k]):
        k -= 1
    said = cue_class in ("speech", "thought") or low_at(chunks, at + 1) == "that"
    joined = said and low_at(chunks, k) in ("and", "but") and bool(forms & {"past", "s"})
    participle = forms == {"ing"} and chunks[at - 1].text == "," and verb in _SAYING
    if at < 3 or not (joined or participle):
        return None
    dashes = (m + 1 for m in range(min(k, _DATELINE_CHUNKS)) if chunks[m].text in ("-", "–", "—"))
    clauses = (m + 1 for m in range(k) if low_at(chunks, m) in ("and", "but") and participle)
    for first in sorted({0, *dashes, *clauses}, reverse=True)[:_CLAUSES]:
        if quoted[first] or not may_begin(chunks[first]):
            continue
        for subject, stop in parse_speaker(chunks, first):
            known = subject.evident or subject.persons or subject.anaphor
            plain = known and subject.firm_kind != "media" and subject.anaphor != "it"
            verbal = plain and stop < k and _is_verb(chunks[stop], subject)
            if verbal and _names_nobody(chunks, stop + 1, k):
                return subject, first
    return None


def _is_verb(chunk: Chunk, subject: Subject) -> bool:
    if chunk.kind != "word":
        return False
    if subject.anaphor in ("he", "she"):
        return True
    return chunk.low.endswith("ed") or chunk.low in _PAST or chunk.low in CUE_VERBS


def _names_nobody(chunks: Sequence[Chunk], start: int, stop: int) -> bool:
    """Whether no other subject stands between: a name or a pronoun that nothing holds."""
    for k in range(start, stop):
        chunk = chunks[k]
        if chunk.low in PRONOUNS or chunk.low in ("that", "which", ":", '"'):
            return False
        if chunk.kind in ("name", "firm", "org") and chunks[k - 1].text in (",", "and", "but"):
            return False
    return True


def _relative(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Reading | None:
    """The antecedent in `Y, which told clients`, `X of Y, who said`, and where it begins."""
    k = at - 1
    while k > 0 and is_helper(chunks[k]):
        k -= 1
    if low_at(chunks, k) not in ("which", "who") or low_at(chunks, k - 1) != ",":
        return None
    person = chunks[k].low == "who"
    for first in range(max(0, k - _RELATIVE_CHUNKS), k - 1):
        if quoted[first] or chunks[first].kind not in ("firm", "org", "name"):
            continue
        for subject, stop in parse_speaker(chunks, first):
            if stop in (k - 1, k) and bool(subject.persons) == person:
                return subject, first
    return None


def _has_target(chunks: Sequence[Chunk], at: int, verb: str) -> bool:
    window = chunks[at + 1 : at + 1 + _TARGET_WITHIN_CHUNKS]
    if not window:
        return False
    if verb == "have" and window[0].low not in ("a", "an", "its", "the", "no"):
        return False
    if verb == "put" and window[0].low == "it" and low_at(chunks, at + 2) in _MANNER:
        return True
    if verb in ("put", "place") and any(
        chunk.low == "at" and any(c.kind == "number" for c in window[k + 1 : k + 4])
        for k, chunk in enumerate(window)
    ):
        return True
    rated = low_at(chunks, at + 2) in RATING_NOUNS and window[0].low == "to"
    if rated and verb in ("cut", "raise", "lift", "lower", "reduce"):
        return True  # "cut to neutral from buy"
    nouns = RATING_NOUNS if verb in ("rate", "assign", "have", "place", "affirm") else TARGET_NOUNS
    for chunk in window:
        if chunk.text in (";", ":", '"'):
            return False
        if chunk.low in nouns:
            return True
    return False


def _ends_words(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> bool:
    before = chunks[at - 1]
    return before.text in (",", '"', "'", "-", "–", "—") or quoted[at - 1]


def _quote_beside(chunks: Sequence[Chunk], quoted: Sequence[bool], first: int, at: int) -> bool:
    """Whether quoted words end right before `first` or begin right behind the cue at `at`."""
    before = first > 0 and (quoted[first - 1] or (first > 1 and quoted[first - 2]))
    return before or any(quoted[at + 1 : at + 4])


def _unlikely_inversion(chunks: Sequence[Chunk], at: int, subject: Subject, stop: int) -> bool:
    """`..., said they expect` is no inversion: behind the subject stands a verb of its own."""
    if subject.anaphor in ("he", "she", "they") and stop < len(chunks):
        return chunks[stop].low in CUE_VERBS or chunks[stop].low in AUXILIARIES
    return False


def _agrees(
    chunks: Sequence[Chunk],
    quoted: Sequence[bool],
    at: int,
    subject: Subject,
    skipped: frozenset[str],
) -> bool:
    """Whether verb form and subject fit, so that the verb is a verb and the subject its subject."""
    cue_class, forms, verb = CUE_VERBS[chunks[at].low]
    if subject.firm_kind == "media" and not subject.persons:
        return False
    if skipped & BE_FORMS:
        return "ing" in forms and cue_class not in ("wish", "quote")
    if forms == frozenset({"ing"}):
        return False
    helped = bool(skipped & AUXILIARIES)
    if "past" not in forms and "base" in forms and not (subject.plural or helped):
        return False
    if "s" in forms and "past" not in forms and cue_class != "wish" and _noun_reading(chunks, at):
        rated = cue_class == "rating" and low_at(chunks, at + 2) in RATING_NOUNS
        return rated or subject.anaphor in ("he", "she") or low_at(chunks, at + 2) == "say"
    following = kind_at(chunks, at + 1)
    if following == "number" and not subject.persons and verb in ("add", "need", "like"):
        return False  # "the Nasdaq added 0.7%"
    return _fits_class(chunks, quoted, at, subject, cue_class, verb)


def _fits_class(
    chunks: Sequence[Chunk],
    quoted: Sequence[bool],
    at: int,
    subject: Subject,
    cue_class: str,
    verb: str,
) -> bool:
    """What single verbs ask for: agreeing to buy, finding a buyer and needing cash are no words."""
    nobody = not (subject.persons or subject.anaphor in ("he", "she", "they", "person"))
    following = low_at(chunks, at + 1)
    if cue_class == "quote":
        if verb == "speak" and following == "of":
            return not nobody
        if following == "that" and verb in ("repeat", "volunteer", "answer"):
            return True
        return _quote_beside(chunks, quoted, at, at) or _quote_beside(chunks, quoted, at - 1, at)
    if cue_class == "wish":
        return not nobody or subject.plural
    if verb in ("respond", "reply") and "not" in {c.low for c in chunks[max(0, at - 2) : at]}:
        return False
    if verb in ("agree", "decline", "refuse") and following in ("to", "on", "upon"):
        return False
    if verb == "make":
        return any(c.low in _MADE for c in chunks[at + 1 : at + 5])
    if verb == "find" and following != "that":
        return following == "in" and any(c.low in DOCUMENTS for c in chunks[at + 2 : at + 7])
    if verb in ("have", "rate") and nobody:
        return subject.firm_kind not in ("company", "exchange") and not _is_it(subject)
    if cue_class == "target" and subject.firm_kind == "company" and nobody:
        window = chunks[at + 1 : at + 1 + _TARGET_WITHIN_CHUNKS]
        return any(c.low in COMPANY_TARGETS for c in window)
    return True


def _is_it(subject: Subject) -> bool:
    return subject.anaphor == "it" and not subject.plural


def _noun_reading(chunks: Sequence[Chunk], at: int) -> bool:
    following = low_at(chunks, at + 1)
    return following in AUXILIARIES or following in ("from", "of", "to", "were", "show", "showed")


def _passive_by(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`was upgraded to buy by Y`."""
    for k in range(at + 1, min(len(chunks), at + 14)):
        if chunks[k].text in (".", ";", ","):
            return None
        if chunks[k].low == "by":
            for subject, stop in parse_speaker(chunks, k + 1):
                if (subject.firm_kind and subject.firm_kind != "company") or subject.persons:
                    return Attribution(subject, chunks[at].text, at, stop, at, True)
                return None
    return None


def _cue_text(chunks: Sequence[Chunk], at: int) -> str:
    """The verb with its particle and the document it was said in: `wrote in a note`."""
    stop = at + 1
    if low_at(chunks, stop) in ("out", "up", "down"):
        stop += 1
    if low_at(chunks, stop) in ("in", "on", "to"):
        for k in range(stop + 1, min(len(chunks), stop + 6)):
            if chunks[k].kind == "mark" or (
                chunks[k].low in CUE_VERBS and chunks[k].low not in DOCUMENTS
            ):
                break
            if chunks[k].low in DOCUMENTS or chunks[k].low in ("clients", "interview", "call"):
                stop = k + 1
                break
    return " ".join(chunk.text for chunk in chunks[at:stop])
