"""Documents in which an institution speaks: `Minutes of the meeting showed`, `Its projections show`.

Only documents that hold views; what data, surveys and filings show is nobody's.
"""

from collections.abc import Sequence

from corpus.attribution.cues import BE_FORMS, CUE_VERBS
from corpus.attribution.noun_phrases import Attribution, Subject, kind_at, low_at
from corpus.attribution.reach import is_helper
from corpus.chunks import Chunk
from corpus.name_words import BANK_NOUNS
from corpus.words import words

SHOWING = frozenset(
    words(
        """
        show shows showed suggest suggests suggested indicate indicates indicated imply implies
        implied put puts see sees point pointed assume assumes assumed have had
        """
    )
)
_SAYING = frozenset(words("say says said noted reveal revealed read reads"))
"""What minutes do besides showing."""
_RECORDS = frozenset(words("minutes account accounts"))
_VIEWS = _RECORDS | frozenset(words("projections projection forecasts forecast estimates dots"))
_LOOK_BACK = 24
_OWNED_CHUNKS = 6
_RELEASED = frozenset(words("released published due issued out"))


def told_by_document(
    chunks: Sequence[Chunk], quoted: Sequence[bool], at: int
) -> Attribution | None:
    """The attribution of a verb at `at` whose subject is a document of somebody's views, or None."""
    saying = chunks[at].low in _SAYING
    if chunks[at].low not in SHOWING and not saying:
        return None
    for head in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        if quoted[head] or chunks[head].text in (";", ":", '"'):
            return None
        record = chunks[head].low in _RECORDS
        if chunks[head].low not in _VIEWS or (saying and not record):
            continue
        if not _reaches(chunks, head, at, record=record):
            continue
        owner = _owner_of_minutes(chunks, head, at) if record else None
        owned = owner or _owner_before(chunks, head)
        if owned is not None:
            return Attribution(owned[0], chunks[at].text, owned[1], at + 1, at, False)
    return None


def _reaches(chunks: Sequence[Chunk], head: int, at: int, *, record: bool) -> bool:
    """Whether only helping words stand between, or `of the meeting, released on Monday,`."""
    between = chunks[head + 1 : at]
    if all(is_helper(c) and c.low not in BE_FORMS for c in between):
        return True
    if record and between[0].low in ("of", "from"):
        verbs = (c for c in between if c.low in CUE_VERBS and c.low not in _RELEASED)
        return not any(verb.low not in ("record",) for verb in verbs)
    aside = between[0].text == between[-1].text == "," and len(between) > 2
    return aside and (between[1].low in _RELEASED or between[1].low == "which")


def _owner_of_minutes(chunks: Sequence[Chunk], head: int, at: int) -> tuple[Subject, int] | None:
    """The institution of `minutes of Y's meeting` or of `the minutes` alone."""
    first = head - 1 if low_at(chunks, head - 1) == "the" else head
    if first and low_at(chunks, first - 1) not in (",", "and", "but", "as", "while"):
        return None
    if first == head and chunks[head].low != "minutes":
        return None
    for k in range(head + 1, at):
        firm = chunks[k].firm
        if firm is not None:
            return Subject(firm=firm.name, firm_kind=firm.kind, evident=True), first
        if chunks[k].text == ",":
            break
    return Subject(anaphor="firm:central bank"), first


def _owner_before(chunks: Sequence[Chunk], head: int) -> tuple[Subject, int] | None:
    """Whose `its new projections`, `Y's forecasts`, `the bank's minutes` are, and where it begins."""
    for k in range(head - 1, max(-1, head - _OWNED_CHUNKS), -1):
        low = chunks[k].low
        if low in ("its", "their"):
            return Subject(anaphor="it"), k
        if chunks[k].kind == "possessive" and k:
            firm = chunks[k - 1].firm
            if firm is not None and firm.kind != "media":
                return Subject(firm=firm.name, firm_kind=firm.kind, evident=True), k - 1
            noun = chunks[k - 1].low
            if noun in BANK_NOUNS and low_at(chunks, k - 2) in ("the", "central"):
                central = low_at(chunks, k - 2) == "central"
                return Subject(anaphor="firm:" + ("central bank" if central else noun)), k - 2
            return None
        if kind_at(chunks, k) not in ("word", "number") or low in CUE_VERBS:
            return None
    return None
