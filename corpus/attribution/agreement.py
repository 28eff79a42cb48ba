"""Whether a verb and its subject fit, so that the verb attributes anything at all."""

from collections.abc import Sequence

from corpus.attribution.cues import (
    AUXILIARIES,
    BE_FORMS,
    COMPANY_TARGETS,
    CUE_VERBS,
    DOCUMENTS,
    NAMING_VERBS,
    RATING_NOUNS,
)
from corpus.attribution.noun_phrases import DETERMINERS, Subject, kind_at, low_at
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.targets import COUNTED, PLANS, TARGET_WITHIN_CHUNKS, has_target, rates
from corpus.chunks import Chunk
from corpus.words import words

_FORECAST_CHUNKS = 4
_SET_OFF_CHUNKS = 7
_COURSES = frozenset(
    words(
        """
        parity growth gain gains rise rises fall falls drop decline rally rebound recovery cut cuts
        hike hikes increase increases slowdown recession inflation return returns upside downside
        outperformance underperformance correction pullback bounce acceleration weakness strength
        """
    )
)
"""Courses of prices and economies, which are expected."""
_MADE = frozenset(
    words(
        """
        clear plain point case argument prediction remark comment comments
        """
    )
)
"""What one makes with words."""


_REFUTING = frozenset(words("reject refute dispute rebut rebuff challenge"))
_CLAIMS = frozenset(
    words(
        """
        suggestion suggestions idea ideas notion claim claims accusation accusations allegation
        allegations criticism talk argument arguments view views theory assertion assertions
        charge charges report reports comparison premise contention characterisation
        characterization speculation thesis narrative
        """
    )
)
"""What is refuted in words; offers and bids are turned down in business."""
_JUDGING = frozenset(words("like love dislike fear worry doubt"))
"""What a house may do with a share; wanting and needing may be its business."""
_HOUSES = ("firm:bank", "firm:broker", "firm:brokerage", "firm:house")


_VERBS_ONLY = frozenset(
    words(
        """
        say tell expect see think believe predict anticipate reckon recommend consider assume
        envisage envision foresee prefer argue explain describe insist maintain write admit
        acknowledge conclude emphasize emphasise add
        """
    )
)
"""Verbs whose form in -s is nobody's noun."""


def quote_beside(quoted: Sequence[bool], first: int, at: int) -> bool:
    """Whether quoted words end right before `first` or begin right behind the cue at `at`."""
    before = first > 0 and (quoted[first - 1] or (first > 1 and quoted[first - 2]))
    return before or any(quoted[at + 1 : at + 4])


def agrees(
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
    if verb == "look" and not _looks_for(chunks, at, subject):
        return False
    if skipped & BE_FORMS:
        engaged = verb in ("advise", "counsel") and not subject.persons  # "Y is advising Orrin"
        engaged = engaged and low_at(chunks, at + 1) not in ("clients", "investors", "customers")
        aims = verb == "aim" and bool(subject.persons or subject.anaphor in ("he", "she"))
        return "ing" in forms and (cue_class not in ("wish", "quote") or aims) and not engaged
    if forms == frozenset({"ing"}):
        return False
    helped = bool(skipped & AUXILIARIES)
    if "past" not in forms and "base" in forms and not (subject.plural or helped):
        return False
    if "s" in forms and "past" not in forms and cue_class != "wish" and _noun_reading(chunks, at):
        rated = cue_class == "rating" and low_at(chunks, at + 2) in RATING_NOUNS
        rated = rated or (cue_class == "target" and bool(subject.persons) and rates(chunks, at))
        pointed = bool(subject.persons) and verb in ("point", "refer")
        known = subject.anaphor in ("he", "she") or pointed
        return rated or known or low_at(chunks, at + 2) == "say"
    following = kind_at(chunks, at + 1)
    if following == "number" and not subject.persons and verb in ("add", "need", "like"):
        return False  # "the Nasdaq added 0.7%"
    return _fits_class(chunks, quoted, at, subject, cue_class, verb)


def _looks_for(chunks: Sequence[Chunk], at: int, subject: Subject) -> bool:
    """`Y looks for two cuts`: expects them, where somebody who may expect looks."""
    person = subject.anaphor in ("he", "she") and _is_forecast_object(chunks, at + 2)
    expects = subject.persons or subject.firm_kind in FINANCE_KINDS or person
    return low_at(chunks, at + 1) == "for" and bool(expects)


def _is_forecast_object(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a figure, a course or a level stands there: what one looks for who expects it."""
    window = chunks[at : at + _FORECAST_CHUNKS]
    return any(c.kind == "number" or c.low in COUNTED or c.low in _COURSES for c in window)


def _fits_class(
    chunks: Sequence[Chunk],
    quoted: Sequence[bool],
    at: int,
    subject: Subject,
    cue_class: str,
    verb: str,
) -> bool:
    """What single verbs ask for: agreeing to buy, finding a buyer and needing cash are no words."""
    member = subject.anaphor == "member" or (subject.anaphor or "").startswith("role:")
    person = subject.anaphor in ("he", "she", "they", "person") or member
    nobody = not (subject.persons or person)
    if cue_class == "quote":
        following = low_at(chunks, at + 1)
        if verb == "speak" and following == "of":
            return not nobody or subject.plural
        if verb == "ask" and not nobody:
            asked = {chunk.low for chunk in chunks[at + 1 : at + 7]}
            return not asked.isdisjoint(("why", "whether", "how", "if", '"'))
        if following == "that" and verb in ("repeat", "volunteer", "answer"):
            return True
        if verb == "repeat" and has_target(chunks, at, verb):
            return True  # "Y repeated its Overweight rating"
        aside = low_at(chunks, at + 2) == "," and _is_set_off(chunks, at + 1)
        if verb == "go" and following == "on" and aside and not nobody:
            return True  # "Production, she went on, would start"
        return quote_beside(quoted, at, at) or quote_beside(quoted, at - 1, at)
    if cue_class == "rating" and nobody and subject.firm_kind in ("company", None):
        return not chunks[at].low.endswith("ed") or _has_object(chunks, at)
    if cue_class == "wish":
        house = subject.firm_kind in FINANCE_KINDS or subject.anaphor in _HOUSES
        return not nobody or subject.plural or (verb in _JUDGING and house)
    if not _fits_object(chunks, at, verb, subject, nobody=nobody):
        return False
    if verb in ("have", "rate") and nobody:
        return subject.firm_kind not in ("company", "exchange") and not _is_it(subject)
    if cue_class == "target" and verb != "guide" and subject.firm_kind == "company" and nobody:
        window = chunks[at + 1 : at + 1 + TARGET_WITHIN_CHUNKS]
        return any(c.low in COMPANY_TARGETS or c.low in PLANS for c in window)
    return True


def _has_object(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether an object stands behind a rating verb: `upgraded the shares`, not `upgraded to buy`."""
    following = low_at(chunks, at + 1)
    return (
        at + 1 < len(chunks)
        and kind_at(chunks, at + 1) != "mark"
        and following
        not in (
            "to",
            "from",
            "by",
            "at",
            "on",
            "after",
            "in",
            "as",
        )
    )


def _fits_object(
    chunks: Sequence[Chunk], at: int, verb: str, subject: Subject, *, nobody: bool
) -> bool:
    """Whether what stands behind a verb is such as is said: `found that`, `made the case`."""
    following = low_at(chunks, at + 1)
    house = subject.firm_kind in FINANCE_KINDS
    if (
        verb == "add"
        and nobody
        and not house
        and kind_at(chunks, at + 1) in ("word", "name", "number")
    ):
        return following == "that" or any(c.low in AUXILIARIES for c in chunks[at + 2 : at + 14])
    if verb in ("respond", "reply"):
        return not any(c.low == "not" or c.low.endswith("n't") for c in chunks[max(0, at - 2) : at])
    if verb in ("agree", "decline", "refuse"):
        return following not in ("to", "on", "upon")
    if verb in ("report", "reveal", "disclose", "concede"):
        return not nobody or following == "that" or _is_set_off(chunks, at)
    if verb == "judge":
        return low_at(chunks, at + 2) not in ("by", "on", "for") and following not in ("by", "on")
    if verb == "advise" and nobody and kind_at(chunks, at + 1) in ("firm", "name", "org"):
        return False  # "Y advised Orrin on the deal"
    if verb in ("value", "model"):
        return following != "at" and any(c.kind == "number" for c in chunks[at + 1 : at + 6])
    if verb == "make":
        return any(c.low in _MADE for c in chunks[at + 1 : at + 5])
    if verb in _REFUTING:
        return any(c.low in _CLAIMS for c in chunks[at + 1 : at + 5])
    if verb in NAMING_VERBS:
        return following in DETERMINERS or following in ('"', "it", "this") or not nobody
    return verb != "find" or _finds(chunks, at)


def _finds(chunks: Sequence[Chunk], at: int) -> bool:
    """`found that`, `found in a study`, and `Nine in ten do, Y found` at the end."""
    following = low_at(chunks, at + 1)
    if following in (".", ""):
        return _is_set_off(chunks, at)
    if following == "that":
        return True
    return following == "in" and any(c.low in DOCUMENTS for c in chunks[at + 2 : at + 7])


def _is_set_off(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `, the agency reported,` stands between commas, or before a stop."""
    k = at - 1
    while k > 0 and chunks[k].kind != "mark" and at - k < _SET_OFF_CHUNKS:
        k -= 1
    return low_at(chunks, k) == "," and low_at(chunks, at + 1) in (",", ".", "")


def _is_it(subject: Subject) -> bool:
    return subject.anaphor == "it" and not subject.plural


def _noun_reading(chunks: Sequence[Chunk], at: int) -> bool:
    following = low_at(chunks, at + 1)
    if CUE_VERBS[chunks[at].low][2] in _VERBS_ONLY:
        return False
    if following in ("and", "or"):
        return CUE_VERBS[chunks[at].low][0] in ("thought", "target")
    return following in AUXILIARIES or following in ("from", "of", "to", "were", "show", "showed")
