"""What a span says only on a condition, told without it: `Y` where the span has `Y, if X` or `should X happen, Y`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.checking.credits import find_credits
from rag.checking.light_words import SAYING
from rag.checking.meanings import may_stand_for
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_IF = (
    r"(?<!even )(?<!as )(?<!what )(?<!only )if(?! (?:anything|not|so|ever|only)\b)|only if|unless|provided(?: "
    r"that)?(?! (?:by|with|the \w+ with)\b)|providing that|assuming(?: that)?|"
    r"(?:as|so) long as|on (?:the )?condition that|in the event (?:of|that)|in case(?: of)?|contingent on|"
    r"subject to|only when|only once|once(?= (?:the |a |an |its |their )?[\w-]+(?: [\w-]+)? "
    r"(?:is|are|has|have|falls?|rises?|comes?|goes|go|starts?|ends?|slows?|eases?|peaks?|turns?|closes?|opens?|clears?)\b)"
)
_CONDITION = re.compile(
    rf"(?:^|(?<=[.;!?\"'(] )|(?<=[\"'(])|(?<=\s))(?P<word>{_IF})\b", re.IGNORECASE
)
_ASKING = re.compile(
    r"\b(?:wonder|ask|question|doubt|debat|discuss|unclear|uncertain|unsure|not (?:clear|certain|sure)|unknown)"
    r"(?:e|s|ed|es|ing)? (?:if|whether)(?= )",
    re.IGNORECASE,
)
"""Before what nobody says is so."""
_INVERTED = re.compile(
    r"(?:^|(?<=[.;!?] )|(?<=[.;!?]\" )|(?<=[\"']))(?P<word>should|were|had) (?:the |a |an |its |their "
    r")?[\w$'-]+ [^.;,]{2,80},",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"\b(?:wait\w*|hold\w* off) (?:for|until|till) (?P<what>[^.;]{2,60}?) before (?=\w+ing\b)",
    re.IGNORECASE,
)
"""`Would wait for X before doing Y`."""
_SHOULD = re.compile(
    r"(?<=[\w,] )(?P<word>should) (?:the |an? |its |their |this |that )?[\w'-]+(?: [\w'-]+)? (?:rise|fall|drop|"
    r"exceed|climb|go|come|"
    r"turn|fail|prove|remain|continue|increase|decline|worsen|improve|reach|slip|break|close|happen|occur|emerge|persist|"
    r"weaken|strengthen|begin|start|end|keep|stay|get|become|be|hold|deteriorate|escalate|slow|accelerate)\b(?! "
    r"(?:by|to) the)"
)
"""`Y should X happen`."""
_SENTENCE_END = re.compile(r"[.!?;][\"')]*(?:\s|$)")
_JOINT = re.compile(
    r",? \b(?:but|while|whereas|although|though|and(?= (?:will|would|could|may|is|are|has|have|\w+s to)\b))\b ",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:if|unless|provided|providing|assuming|should|would|could|may|might|when|once|in case|depend\w*|condition\w*|"
    r"contingent|long as|without|until|possib\w+|potential\w*|risk\w*|threat\w*|whether|chance|odds|scenario|"
    r"in the event|subject to|barring|had|were)\b",
    re.IGNORECASE,
)
_OWN_HEDGES = frozenset(("would", "could", "may", "might", "should"))
"""They are no condition where what depends on one is told with them in the span too."""
_FEWEST = 2
"""Stems of a sentence that must be of what depends on the condition, fewer where it has fewer."""
_MOST_ELSEWHERE = 0.34
"""The share of a sentence's stems that may stand elsewhere in the span only."""


@dataclass(frozen=True, slots=True)
class _Conditional:
    start: int
    end: int
    """Where the whole sentence or part of it stands."""
    condition: tuple[int, int]


def find_condition_problems(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A sentence that tells what the span has on a condition, with no word of the condition."""
    yield from _unreal(sentence, source)
    hedges = {match[0].lower() for match in _HEDGE.finditer(sentence.text)}
    if hedges - _OWN_HEDGES:
        return
    found = list(_conditionals(source.text))
    if not found:
        return
    told = _own_terms(sentence)
    for one in found:
        if any(
            not re.search(rf"\b{word}\b", source.text[one.start : one.end], re.I) for word in hedges
        ):
            continue  # the sentence hedges in its own way
        inside = _terms(source, one.start, one.end) - _terms(source, *one.condition)
        condition = _terms(source, *one.condition) - inside
        rest = _terms(source, 0, one.start) | _terms(source, one.end, len(source.text))
        held = {t for t in told if _in(t, inside)}
        elsewhere = {t for t in told - held if _in(t, rest)}
        both = {t for t in held if _in(t, rest)}
        if any(_in(t, condition) for t in told - held):
            continue
        enough = len(held - both) >= min(_FEWEST, len(held | elsewhere)) and held
        if enough and len(elsewhere) <= _MOST_ELSEWHERE * len(told):
            yield Problem(
                verdict="unsupported",
                reason=f"It leaves out the condition that the source has: "
                f"“{source.text[slice(*one.condition)].strip()}”.",
            )
            return


def _conditionals(text: str) -> Iterator[_Conditional]:
    for match in _WAITING.finditer(text):
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, match.start())), default=0)
        stop = _SENTENCE_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        yield _Conditional(start, end, (match.start("what"), match.end("what")))
    for match in _ASKING.finditer(text):
        stop = _SENTENCE_END.search(text, match.end())
        yield _Conditional(match.end(), stop.start() if stop else len(text), match.span())
    for match in (*_CONDITION.finditer(text), *_INVERTED.finditer(text), *_SHOULD.finditer(text)):
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, match.start())), default=0)
        stop = _SENTENCE_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        comma = text.find(", ", match.start(), end)
        leads = not any(map(str.isalnum, text[start : match.start()])) or _is_part(
            text, match.start()
        )
        if leads and comma >= 0:  # "if X, Y"
            joint = _JOINT.search(text, comma + 1, end)
            yield _Conditional(
                match.start(), joint.start() if joint else end, (match.start(), comma)
            )
        else:  # "Y if X"
            first = max(
                (m.end() for m in _JOINT.finditer(text, start, match.start())), default=start
            )
            last = comma if comma >= 0 else end
            yield _Conditional(first, last, (match.start(), last))


_WOULD = re.compile(
    r"\bwould (?!like\b|rather\b|not\b|you\b|be (?:surprised|happy)\b)", re.IGNORECASE
)
_REPORTED = re.compile(
    r"\b(?:said|told|added|wrote|promised|pledged|announced|expected|predicted|forecast|thought|believed|hoped|"
    r"plan\w*|decided|agreed)\b|[\"']|\b(?:I|we|he|she|they) would\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.!?;,](?:\s|$)")
_NOT_REAL = re.compile(
    r"\b(?:would|could|may|might|should|if|will|unless|'d|potential\w*|possib\w+|expect\w*)\b", re.I
)


def _unreal(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Y` told as so where the span has `X would bring Y`, and no word of what X is."""
    if _NOT_REAL.search(sentence.text):
        return
    told = _own_terms(sentence)
    for match in _WOULD.finditer(source.text):
        start = max(
            (m.end() for m in _SENTENCE_END.finditer(source.text, 0, match.start())), default=0
        )
        stop = _CLAUSE_END.search(source.text, match.end())
        end = stop.start() if stop else len(source.text)
        subject = source.text[start : match.start()]
        if _REPORTED.search(source.text[start : match.end()]) or "that" in subject.split():
            continue
        before, behind = _terms(source, start, match.start()), _terms(source, match.end(), end)
        rest = _terms(source, 0, start) | _terms(source, end, len(source.text))
        held = {t for t in told if _in(t, behind)}
        if len(held) >= _FEWEST and not any(_in(t, before) or _in(t, rest) for t in told):
            yield Problem(
                verdict="unsupported",
                reason=f"It tells as so what “{subject.strip()}” would bring in the source.",
            )
            return


_PART = re.compile(r"(?:\b(?:that|and|but|said|says)|[,:-])\s(?:that\s)?$", re.IGNORECASE)


def _is_part(text: str, offset: int) -> bool:
    """Whether a condition begins what is said: `said that if X, Y`."""
    return _PART.search(text[max(0, offset - 12) : offset]) is not None


def _own_terms(sentence: Reading) -> frozenset[str]:
    """The stems and numbers of a sentence without whom it credits."""
    named = {
        part
        for credit in find_credits(sentence.text)
        for name in (*credit.persons, credit.firm or "")
        for part in name.lower().split()
    }
    spared = {
        w.start
        for w in sentence.words
        if w.low in named or (sentence.names_at(w.start) and w.low in named)
    }
    return _terms(sentence, 0, len(sentence.text)) - {
        w.term for w in sentence.words if w.start in spared
    }


def _terms(reading: Reading, start: int, end: int) -> frozenset[str]:
    words = {
        w.term
        for w in reading.words
        if start <= w.start < end and w.is_content and w.term not in SAYING
    }
    figures = {
        str(f.value) for f, *_ in reading.figures if start <= f.start < end and f.value is not None
    }
    return frozenset(words | figures)


def _in(term: str, terms: frozenset[str]) -> bool:
    return term in terms or any(may_stand_for(term, other) for other in terms)
