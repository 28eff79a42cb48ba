"""Deeds told as settled that a source has as what may come, or is still to be done."""

import re
from collections.abc import Iterator, Sequence

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.problems import Problem
from rag.checking.reading_words import is_only_past, is_past, to_term
from rag.checking.sentence_reading import Reading
from rag.checking.surroundings import Place, quote

_SURELY = ("will", "shall", "ll")


def _is_to_come(word: Word, short: Sequence[str], source: Reading) -> bool:
    """Whether the source has a deed as what may come, also as what `would` follow: `a break would hurt`."""
    if word.force == "possible" or _TO_BE.search(source.text[: word.start][-40:]):
        return True
    if is_only_past(word.low):
        return False
    return "will" in short and (_is_meant(word, source) or _leads_to(word, source))


_DOUBTING = re.compile(
    r"\b(?:doubt\w*|sceptical|skeptical|unlikely|not convinced)\b", re.IGNORECASE
)
_TO_BE = re.compile(
    r"\b(?:needs?|must|ha(?:s|ve) (?:yet )?to|yet to|requires?|required to|await(?:s|ing)?(?: to)?|remains? to|"
    r"still to|is to|are to)"
    r"(?: to)? be $",
    re.IGNORECASE,
)
"""Before a deed that is still to be done: `needs to be cleared`."""
_MEANT = frozenset(
    words(
        """
    will shall wo expect expects expected plan plans planned planning prepare prepares preparing
    consider considers considering weigh weighs weighing aim aims seek seeks intend intends want wants
    hope hopes likely due pledged promised would expectation expectations argue argues argued propose proposes proposed
    proposal urge urges urged demand demands demanded favour favours favoured favor favored call calls called
    push pushes pushed ask asks asked order orders ordered require requires required
    threaten threatens threatened pledge promise
    """
    )
)


def _is_meant(word: Word, source: Reading) -> bool:
    """Whether what stands before a deed in its clause has it as still to be done."""
    before = (w for w in source.words if w.clause == word.clause and w.start < word.start)
    return any(w.low in _MEANT for w in before)


def _leads_to(word: Word, source: Reading) -> bool:
    """Whether a noun is what something would come of."""
    behind = (w for w in source.words if w.clause == word.clause and w.start > word.start)
    return any(w.low in ("would", "could", "might") for w in behind)


def find_too_sure(
    word: Word, places: Sequence[Place], sentence: Reading, source: Reading
) -> Iterator[Problem]:
    """A deed told as done, or as sure to come, that the source has as what may come."""
    if word.negation == "near" and _DOUBTING.search(sentence.text[: word.start]):
        return  # what somebody doubts is told as no fact
    surely = word.force == "will" and any(
        w.low in _SURELY and w.clause == word.clause and w.start < word.start
        for w in sentence.words
    )
    perfect = _PERFECT.search(sentence.text[: word.start][-24:]) is not None
    done = (
        word.force == "fact"
        and is_past(word.low)
        and not (_A_NOUN.search(sentence.text[max(0, word.start - 40) : word.start]))
    )
    if _TO_BE.search(sentence.text[: word.start][-40:]):
        return
    if surely and _RISK.search(sentence.text[: word.start]):
        return
    under_way = word.force == "fact" and _is_under_way(word, sentence.text)
    if not (surely or done or under_way) or _ON_CONDITION.search(sentence.text):
        return
    same = [
        place
        for place in places
        if place.word.term == word.term and place.word.end - place.word.start == len(place.word.low)
    ]
    short = ("possible", "will") if done and (perfect or is_only_past(word.low)) else ("possible",)
    if not same or not all(_is_to_come(p.word, short, source) for p in same):
        return
    yield Problem(
        verdict="unsupported",
        reason=f"It tells {quote(word)} as settled; the source has it as what may come.",
    )


_BEING = re.compile(r"\b(?:is|are|was|were)(?: now| already| currently)? $", re.IGNORECASE)


def _is_under_way(word: Word, text: str) -> bool:
    """Whether a deed is told as going on: `tariffs are hurting margins`."""
    return word.low.endswith("ing") and _BEING.search(text[: word.start][-16:]) is not None


_DECIDING = frozenset(
    map(
        to_term,
        words("decide choose agree approve announce confirm settle commit submit launch table"),
    )
)
_DELIBERATING = frozenset(
    map(
        to_term,
        words(
            "consider weigh mull explore study evaluate discuss contemplate ponder assess debate"
        ),
    )
)


_ACHIEVED = frozenset(map(to_term, words("force persuade compel convince secure achieve obtain")))
_WANTING = frozenset(map(to_term, words("want seek urge demand ask press push hope")))
_MADE = re.compile(
    r"\b(?:made|tabled|submitted|lodged) an? (?:\w+ ){0,2}(?P<what>offer|bid|decision|approach|proposal)\b",
    re.I,
)


def find_decided(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Has decided on a listing` where the span has it as still considered."""
    told = next(
        (
            w
            for w in sentence.words
            if w.term in _DECIDING and w.force == "fact" and w.negation == "no"
        ),
        None,
    )
    forced = next((w for w in sentence.words if w.term in _ACHIEVED and is_past(w.low)), None)
    wanted = next((w for w in source.words if w.term in _WANTING), None)
    if forced and wanted and not any(w.term in _ACHIEVED for w in source.words):
        reason = f"It says {quote(forced)}; the source has {quote(wanted)}."
        yield Problem(verdict="unsupported", reason=reason)
    made = _MADE.search(sentence.text)
    if made and not _MADE.search(source.text):
        told = next((w for w in sentence.words if w.start >= made.start("what")), told)
    told = told or _sure_of_open(sentence, source)
    if told is None or any(w.term in _DECIDING for w in source.words):
        return
    open_still = next((w for w in source.words if w.term in _DELIBERATING), None)
    if open_still is not None:
        reason = f"It says {quote(told)}; the source has {quote(open_still)}."
        yield Problem(verdict="unsupported", reason=reason)


_OPEN = re.compile(
    r"\b(?:considering|weighing|mulling|exploring|studying|discussing|contemplating|pondering|debating)\s"
    r"(?:an?\s|the\s|its\s|whether\s|whether to\s)?(?P<what>[^.;]{3,60})",
    re.IGNORECASE,
)
_OPEN_STILL = re.compile(
    r"\b(?:consider\w*|weigh\w*|mull\w*|explor\w*|stud(?:y|ies|ying)|discuss\w*|contemplat\w*|ponder\w*|debat\w*|"
    r"may|might|could|possib\w+|potential\w*|whether|if|option|look(?:s|ing)? (?:at|into))\b",
    re.IGNORECASE,
)


def _sure_of_open(sentence: Reading, source: Reading) -> Word | None:
    """The `will` or `plans` of a sentence on a deed that the span has as considered alone."""
    match = _OPEN.search(source.text)
    if match is None or _OPEN_STILL.search(sentence.text):
        return None
    what = {
        w.term
        for w in source.words
        if match.start("what") <= w.start < match.end("what") and w.is_content
    }
    shared = sum(w.term in what for w in sentence.words)
    sure = ("will", "shall", "plans", "plan", "intends", "is", "are")
    return next((w for w in sentence.words if w.low in sure), None) if shared > 1 else None


_A_NOUN = re.compile(
    r"(?<!announced )(?<!approved )(?<!delivered )(?<!made )\b(?:an?|another)\s(?:\w+\s){0,2}$",
    re.I,
)
"""Before a `cut` or a `rise` that is only spoken of; one that was announced is done."""
_RISK = re.compile(r"\b(?:risk|chance|possibility|danger|prospect)s? (?:that|of)\b", re.IGNORECASE)
"""Behind it a `will` is only what may be."""
_ON_CONDITION = re.compile(r"\b(?:only if|if and only if|depends? on)\b", re.IGNORECASE)
_PERFECT = re.compile(
    r"\b(?:has|have|had|was|were)(?: been| already| now| since| just)? $", re.IGNORECASE
)
_HEDGE = re.compile(
    r"\b(?:if|unless|should|would|could|may|might|when|once|in case|provided|assuming|depend\w*|condition\w*|"
    r"contingent|as long as|without|until|were|likely|possibl\w+|potential\w*|risk\w*|threat\w*|warn\w*|expect\w*|"
    r"whether|chance|only|scenario)\b",
    re.IGNORECASE,
)


def is_hedged(sentence: Reading) -> bool:
    """Whether a sentence has a condition or tells of what may be."""
    return _HEDGE.search(sentence.text) is not None


def find_unconditional(
    word: Word, places: Sequence[Place], sentence: Reading, source: Reading
) -> Iterator[Problem]:
    """A deed told without the condition that the source has it under: `if the Fed cuts, bonds will rise`."""
    if not _is_verb(word, sentence) or word.negation != "no":
        return
    agreed = [place.word for place in places if place.agrees]
    if not agreed or not all(_is_conditional(w, source) for w in agreed):
        return
    yield Problem(
        verdict="unsupported",
        reason=f"It tells {quote(word)} without the condition that the source has.",
    )


_CONDITIONS = ("if", "unless")
_HELPERS = frozenset(words("will would to ll shall is are was were be been being has have had"))


def _is_verb(word: Word, sentence: Reading) -> bool:
    before = max(
        (w for w in sentence.words if w.end <= word.start), key=lambda w: w.start, default=None
    )
    helped = before is not None and before.low in _HELPERS and not word.low.endswith("er")
    return is_past(word.low) or helped


def _is_conditional(word: Word, source: Reading) -> bool:
    """Whether a word stands in an `if` clause, or tells what will be in a sentence that has one."""
    if word.opener in _CONDITIONS:
        return True
    return word.force != "fact" and any(
        w.sentence == word.sentence and w.opener in _CONDITIONS for w in source.words
    )
