"""The subject of a verb, with the words that may stand between the two."""

from collections.abc import Sequence

from corpus.attribution.cues import (
    ADVERBS,
    AUXILIARIES,
    CUE_VERBS,
    DOCUMENTS,
    PRONOUNS,
)
from corpus.attribution.noun_phrases import DETERMINERS, Subject, kind_at, low_at
from corpus.attribution.phrases import parse_speaker
from corpus.chunks import Chunk
from corpus.name_words import (
    CALENDAR,
    HONORIFICS,
    NATIONALITIES,
    PLURAL_ROLES,
    TITLE_WORDS,
)
from corpus.words import words

_LOOK_BACK_CHUNKS = 44
_INTERPOSED_CHUNKS = 24
_PREPOSITIONAL_CHUNKS = 12
_HOLDING = frozenset(
    words(
        """
        of for from with by against like than about into to on over under versus
        including via between among behind
        """
    )
)
_NOT_INTERPOSED = frozenset(
    words(
        """
        and or but then so that he she it they we i you
        """
    )
)
_HABITS = frozenset(("used", "likes", "liked", "loves", "continues", "continue", "continued"))
"""Before `to say`, of what somebody says again and again."""
_EAGER = frozenset(("quick", "keen", "careful", "happy", "eager"))
TIMES = frozenset(
    words(
        """
        the day week month year before earlier ago last this morning evening afternoon
        night late early past previous next weekend quarter
        """
    )
)
_OCCASIONS = (
    DOCUMENTS
    | CALENDAR
    | frozenset(
        [
            "interview",
            "week",
            "month",
            "year",
            "call",
            "conference",
            "event",
            "briefing",
            "email",
            "e-mail",
            "speech",
            "podcast",
            "webcast",
            "presentation",
            "testimony",
            "post",
            "today",
            "basis",
            "interviews",
            "remarks",
            "phone",
            "telephone",
            "tv",
            "television",
            "blog",
            "tweet",
            "press",
        ]
    )
)


def subject_before(
    chunks: Sequence[Chunk], quoted: Sequence[bool], cue: int
) -> tuple[Subject, int, frozenset[str]] | None:
    """The subject that reaches the verb at `cue`, where it begins.

    And the helping words between.
    """
    leading = _leading(chunks, cue)
    habit = leading > 0
    cue -= leading
    for first in range(max(0, cue - _LOOK_BACK_CHUNKS), cue):
        if quoted[first] or not may_begin(chunks[first]) or is_held(chunks, first):
            continue
        for subject, stop in parse_speaker(chunks, first):
            if stop > cue:
                continue
            skipped = _reach(chunks, quoted, stop, cue)
            if skipped is not None and (subject.evident or subject.anaphor or subject.persons):
                return subject, first, skipped | {"would"} if habit else skipped
    return None


def _leading(chunks: Sequence[Chunk], cue: int) -> int:
    """How many words before the verb only lead to it: `likes to`, `went on to`, `was quick to`."""
    if low_at(chunks, cue - 1) != "to":
        return 0
    if low_at(chunks, cue - 2) in _HABITS:
        return 2
    before = low_at(chunks, cue - 2), low_at(chunks, cue - 3)
    if before[0] == "on" and before[1] in ("went", "goes"):
        return 3
    return 3 if before[0] in _EAGER and before[1] in ("is", "was", "were", "are") else 0


def may_begin(chunk: Chunk) -> bool:
    """Whether a speaker's noun phrase may begin with this chunk."""
    if chunk.kind in ("firm", "name", "org"):
        return True
    return chunk.kind == "word" and (
        chunk.low in DETERMINERS
        or chunk.low in HONORIFICS
        or chunk.low in ("both", "those")
        or chunk.low in NATIONALITIES
        or chunk.low in PRONOUNS
        or chunk.low in TITLE_WORDS
        or chunk.low in PLURAL_ROLES
        or chunk.low in DOCUMENTS
    )


def is_held(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a preposition or a longer phrase holds this chunk, so that it is no subject."""
    before = low_at(chunks, at - 1)
    if before in _HOLDING:
        return True
    if before == "and" and low_at(chunks, at - 3) in ("including", "like") and at >= 3:
        return True  # "Firms including Y and Z have"
    if chunks[at].kind == "word" and (before in DETERMINERS or before in TITLE_WORDS):
        return True  # inside a noun phrase that was tried from its start
    if before == "as":
        return low_at(chunks, at - 2) in ("such", "well", "same", "far", "long")
    return before in ("at", "in")


def is_helper(chunk: Chunk) -> bool:
    """Whether the word is an auxiliary or an adverb."""
    return chunk.low in AUXILIARIES or chunk.low in ADVERBS or chunk.low.endswith("ly")


def _reach(
    chunks: Sequence[Chunk], quoted: Sequence[bool], start: int, cue: int
) -> frozenset[str] | None:
    """The words between a subject and its verb.

    Or None where they are not such as may stand there.
    """
    skipped: set[str] = set()
    k = start
    interposed = False
    while k < cue:
        chunk = chunks[k]
        if quoted[k]:
            return None
        if is_helper(chunk) or (chunk.low in TIMES and k > start):
            skipped.add(chunk.low)
            k += 1
            continue
        end: int | None = None
        if chunk.text in (",", "-", "–", "—") and not interposed:
            end = _interposed_end(chunks, k, cue)
            interposed = True
        elif chunk.text == "(":
            closing = next((m for m in range(k, cue) if chunks[m].text == ")"), None)
            end = None if closing is None else closing + 1
        elif k == start:
            if chunk.low in TIMES and low_at(chunks, k + 1) in TIMES:
                end = k + 1
            elif chunk.low in ("in", "on", "at", "this", "last", "earlier", "of", "during", "late"):
                end = _prepositional_end(chunks, k, cue)
        if end is None:
            return None
        k = end
    return frozenset(skipped)


def _interposed_end(chunks: Sequence[Chunk], at: int, cue: int) -> int | None:
    """Behind the second mark of `.

    Speaking in Davos,` where only helping words follow before the verb.
    """
    opener = chunks[at].text
    if all(is_helper(c) or c.low in TIMES for c in chunks[at + 1 : cue]):
        return at + 1
    if opener == "," and _is_time(chunks, at + 1, cue):
        return cue  # "Orrin, the miner, on Tuesday raised"
    if chunks[at + 1].low in _NOT_INTERPOSED or chunks[at + 1].text == '"':
        return None
    for k in range(at + 2, min(cue, at + _INTERPOSED_CHUNKS)):
        if chunks[k].text == '"' and low_at(chunks, at + 1) not in ("who", "whose", "which"):
            return None
        if chunks[k].text == opener:
            if low_at(chunks, at + 1) == "whose" and (
                chunks[k - 1].kind == "name" and low_at(chunks, k - 2) != "by"
            ):
                return None  # "Orrin, whose chairman, Jane Doe, has said"
            if all(is_helper(c) for c in chunks[k + 1 : cue]):
                return k + 1
            if _is_time(chunks, k + 1, cue):
                return cue
            if low_at(chunks, at + 1) not in ("who", "which", "whose", "a", "an", "the", "in"):
                return None
    return None


def _is_time(chunks: Sequence[Chunk], start: int, stop: int) -> bool:
    """Whether words tell a day or an occasion only: `on Monday`, `in a note last week`."""
    if low_at(chunks, start) in ("in", "on", "at", "during"):
        end = _prepositional_end(chunks, start, stop)
        return end is not None and all(is_helper(c) for c in chunks[end:stop])
    return start < stop and all(c.low in TIMES or is_helper(c) for c in chunks[start:stop])


def _prepositional_end(chunks: Sequence[Chunk], at: int, cue: int) -> int | None:
    """Behind `in a research note on Monday`, `on Tuesday`, `this week`.

    No commas, no other speaker.
    """
    anchored = False
    for k in range(at, min(cue, at + _PREPOSITIONAL_CHUNKS)):
        chunk = chunks[k]
        if kind_at(chunks, k) in ("mark", "firm"):
            return None
        anchored = anchored or chunk.low in _OCCASIONS
        if anchored and all(is_helper(c) for c in chunks[k + 1 : cue]):
            return k + 1
        if (
            chunk.low in CUE_VERBS
            and chunk.low not in DOCUMENTS
            and chunk.low not in TITLE_WORDS
            and chunk.low not in ("call", "view", "like")
        ):
            return None
    return None
