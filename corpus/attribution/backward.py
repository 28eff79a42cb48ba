"""Sentences that tell whose the one before was: `That is the view of Jane Doe`, `So says Y`."""

from collections.abc import Sequence

from corpus.attribution.cues import CUE_VERBS, SPEECH_NOUNS
from corpus.attribution.noun_phrases import Attribution, Subject, low_at
from corpus.attribution.phrases import parse_speaker
from corpus.chunks import Chunk
from corpus.words import words

_OPENING_CHUNKS = 10
_ASIDE = frozenset(words("but and or at least any rate anyway rate yet still again"))
_BEING = frozenset(("is", "was", "'s", "that's"))
_NOUNS = SPEECH_NOUNS | frozenset(
    words(
        """
        message theory thinking expectation forecast belief suggestion finding analysis logic
        mantra pitch gist upshot counsel
        """
    )
)
_DENYING = frozenset(("not", "n't", "never", "hardly", "isn't", "wasn't"))


def points_back(chunks: Sequence[Chunk]) -> Attribution | None:
    """Who is told to have said the sentence before, or None."""
    first = 0
    while first < len(chunks) and (chunks[first].low in _ASIDE or chunks[first].text == ","):
        first += 1
    opening = low_at(chunks, first)
    if any(c.low in _DENYING for c in chunks[: first + _OPENING_CHUNKS]):
        return None
    if opening == "so" and _says(chunks, first + 1):
        return _speaker(chunks, first + 2, first + 1)
    if opening not in ("that", "this", "such", "that's"):
        return None
    for k in range(first, min(len(chunks), first + _OPENING_CHUNKS)):
        if chunks[k].low not in _BEING:
            continue
        behind = low_at(chunks, k + 1)
        if behind == "according" and low_at(chunks, k + 2) == "to":
            return _speaker(chunks, k + 3, k + 1)
        if behind in ("what", "how"):
            return _believes(chunks, k + 2)
        for noun in range(k + 1, min(len(chunks), k + _OPENING_CHUNKS)):
            held = low_at(chunks, noun + 1) in ("of", "from", "at", "by")
            if chunks[noun].low in _NOUNS and held:
                return _speaker(chunks, noun + 2, noun)
            if chunks[noun].kind != "word":
                return None
        return None
    return None


def _says(chunks: Sequence[Chunk], at: int) -> bool:
    cue = CUE_VERBS.get(low_at(chunks, at))
    return cue is not None and cue[0] in ("speech", "thought")


def _speaker(chunks: Sequence[Chunk], at: int, cue: int) -> Attribution | None:
    for subject, stop in parse_speaker(chunks, at):
        if subject.firm_kind == "media" or not _speaks(subject):
            return None
        return Attribution(subject, chunks[cue].text, cue, stop, cue, False)
    return None


def _believes(chunks: Sequence[Chunk], at: int) -> Attribution | None:
    """`what Jane Doe of Y believes`."""
    for subject, stop in parse_speaker(chunks, at):
        if _says(chunks, stop) and _speaks(subject):
            return Attribution(subject, chunks[stop].text, at, stop + 1, stop, False)
    return None


def _speaks(subject: Subject) -> bool:
    house = subject.firm_kind not in (None, "media") or (subject.plural and subject.firm)
    return bool(subject.persons or house or subject.anaphor in ("he", "she", "member"))
