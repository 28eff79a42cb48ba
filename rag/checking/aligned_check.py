"""A sentence that is its span but for a word or two: what stands in the place of another word must not turn it.

The words of both are laid side by side (Ratcliff and Obershelp, 1988, as difflib has it). Between words that are the
same on either side, a number, a day, a stretch of time, a word that points the other way or a lone denial makes
another sentence, however alike the rest.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from corpus.names import canonical_firm
from corpus.words import words
from rag.checking.checked import Verdict
from rag.checking.opposites import opposed
from rag.checking.problems import Problem
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:'[^\W\d_]+)?")
_DENIALS = frozenset(
    ("not", "no", "never", "nor", "neither", "nothing", "nobody", "none", "cannot")
)
_KINDS = tuple(
    frozenset(words(line))
    for line in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december",
        "second minute hour day week fortnight month quarter half year decade century session",
        "seconds minutes hours days weeks months quarters halves years decades centuries sessions",
        "annual monthly quarterly weekly daily",
        "spring summer autumn winter",
        "morning afternoon evening night",
        "million billion trillion thousand",
        "north south east west northern southern eastern western",
        "first second third fourth fifth last",
        "before after",
        "earlier later",
        "more less",
        "supply demand",
        "more fewer",
        "most least",
        "up down",
        "former latter",
        "firmed eased softened",
        "firms eases softens",
        "here there",
        "january's february's march's april's may's june's july's august's september's october's november's december's",
        "monday's tuesday's wednesday's thursday's friday's saturday's sunday's",
    )
)
"""Words of which one is never another."""
_LEAST_ALIKE = 0.7
"""The share of a sentence's words that the span must have for the two to be laid side by side."""
_BESIDE = 2
"""Words beside a place that must be the same; at the end of a sentence twice as many before it."""


def find_changed_words(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A word of a near-copy that is not the one in its place in the span, and turns what is said."""
    told, held = _tokens(sentence.text), _tokens(source.text)
    if not told or sum(word in set(held) for word in told) < _LEAST_ALIKE * len(told):
        return
    steps = SequenceMatcher(None, told, held, autojunk=False).get_opcodes()
    same = [step for step in steps if step[0] == "equal"]
    if not same:
        return
    last = same[-1][4]
    for k, (kind, start, end, its_start, its_end) in enumerate(steps):
        if kind == "equal" or not _stands_firm(steps, k, len(told)):
            continue
        ones, others = told[start:end], held[its_start:its_end]
        firms = canonical_firm(" ".join(ones)), canonical_firm(" ".join(others))
        if None not in firms and firms[0] != firms[1]:
            named = any(c.firm is not None and c.firm.name == firms[0] for c in source.chunks)
            verdict: Verdict = "misattributed" if named else "unsupported"
            yield _changed(str(firms[0]), str(firms[1]), verdict)
            return
        if len(ones) == len(others) == 1 and _turns(ones[0], others[0]):
            sewn = ones[0] in held and others[0] not in told
            yield _changed(ones[0], others[0], "stitched" if sewn else "contradicted")
            return
        denied, denied_there = _denials(told), _denials(held[same[0][3] : max(last, its_end)])
        if not others and len(ones) == 1 and ones[0] in _DENIALS and denied > denied_there:
            yield _changed(ones[0], None)
            return
        if not ones and len(others) == 1 and others[0] in _DENIALS and denied < denied_there:
            yield _changed(None, others[0])
            return


def _tokens(text: str) -> list[str]:
    spelt = text.lower().replace("won't", "will not").replace("can't", "can not")
    return _TOKEN.findall(spelt.replace("cannot", "can not").replace("n't", " not"))


_Step = tuple[str, int, int, int, int]


def _stands_firm(steps: Sequence[_Step], k: int, length: int) -> bool:
    """Whether words that are the same stand on both sides of a place, or before it at the sentence's end."""
    before = steps[k - 1] if k else None
    behind = steps[k + 1] if k + 1 < len(steps) else None
    run = before[2] - before[1] if before else 0
    if steps[k][2] >= length:
        return run >= 2 * _BESIDE
    next_run = behind[2] - behind[1] if behind else 0
    rest = next_run == length - steps[k][2]  # what follows is the same to the end, however short
    opens = steps[k][1] <= 1 and next_run >= 2 * _BESIDE
    return (next_run >= _BESIDE or rest) and (run >= _BESIDE or opens)


def _turns(told: str, held: str) -> bool:
    """Whether one word in another's place makes another sentence."""
    if told == held:
        return False
    if told[0].isdigit() and held[0].isdigit():
        return not _rounds(told, held)
    if any(told in kind and held in kind for kind in _KINDS):
        return True
    return opposed(to_term(told), to_term(held))


def _rounds(told: str, held: str) -> bool:
    """Whether a number is the other one, or it rounded."""
    try:
        one, other = (Decimal(text.replace(",", "").rstrip(".")) for text in (told, held))
    except InvalidOperation:
        return True
    return one == other or one == round(other, max(0, -int(one.as_tuple().exponent)))


def _denials(tokens: Sequence[str]) -> int:
    return sum(token in _DENIALS for token in tokens)


def _changed(told: str | None, held: str | None, verdict: Verdict = "contradicted") -> Problem:
    if told is None:
        reason = f"It leaves out “{held}”."
    elif held is None:
        reason = f"It says “{told}”, which the source does not."
    else:
        reason = f"It says “{told}”; the source has “{held}”."
    return Problem(verdict=verdict, reason=reason)
