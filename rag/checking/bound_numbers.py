"""Numbers that belong to a name, a vote, a year or a move: they are not told of another."""

import re
from collections.abc import Iterator

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.figures import Figure, supports
from rag.checking.opposites import sides
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past
from rag.checking.sentence_reading import Reading

_NAMED = re.compile(
    r"\b(?P<name>Nasdaq|NASDAQ|Russell|S&P|Nikkei|FTSE|CAC|DAX|Stoxx(?: Europe)?|STOXX|"
    r"Euro Stoxx|CSI|KOSPI|Kospi|ASX|TSX|"
    r"MDAX|SDAX|Ibex|IBEX|AEX|OMX|SMI|Topix|WIG|Fortune|Dow)[ -](?P<number>\d{2,4})\b"
)
_VOTE = re.compile(
    r"\b(?P<first>\d{1,3})(?:-|\s?to\s|–)(?P<second>\d{1,3})\b(?=\s(?:vote|split|decision|majority|ruling))|"
    r"\b(?:vot(?:e[ds]?|ing)|split)\s(?:by\s|was\s|of\s)?(?P<one>\d{1,3})(?:-|\s?to\s|–)(?P<other>\d{1,3})\b"
)
_IN_YEAR = re.compile(
    r"\s(?:a share |tons |tonnes |barrels )?(?:in|for|of|by|during)\s(?:fiscal\s|calendar\s)?(?P<year>(?:19|20)\d\d)\b"
)


def find_unbound_numbers(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """The number of an index, a vote, the year of a figure, the way a figure went."""
    yield from _other_index(sentence, source)
    yield from _other_vote(sentence, source)
    yield from _other_year(sentence, source)
    yield from _other_way(sentence, source)


def _other_index(sentence: Reading, source: Reading) -> Iterator[Problem]:
    held = {(m["name"].lower(), m["number"]) for m in _NAMED.finditer(source.text)}
    for match in _NAMED.finditer(sentence.text):
        name, number = match["name"].lower(), match["number"]
        others = [n for its, n in held if its == name]
        if others and number not in others:
            yield Problem(
                verdict="contradicted",
                reason=f"It says {match[0]}; the source has {match['name']} {others[0]}.",
            )
            return


def _other_vote(sentence: Reading, source: Reading) -> Iterator[Problem]:
    held = [tuple(filter(None, m.groups())) for m in _VOTE.finditer(source.text)]
    for match in _VOTE.finditer(sentence.text):
        told = tuple(filter(None, match.groups()))
        if held and told not in held:
            yield Problem(
                verdict="contradicted",
                reason=f"It says {'-'.join(told)}; the source has {'-'.join(held[0])}.",
            )
            return


def _other_year(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A figure of one year told of another: `$88m in 2023` for `$88m in 2024 from $131m in 2023`."""
    for figure, *_ in sentence.figures:
        told = _IN_YEAR.match(sentence.text, figure.end)
        if told is None or figure.value is None:
            continue
        held = [
            m["year"]
            for other, *_ in source.figures
            if supports(other, figure) and (m := _IN_YEAR.match(source.text, other.end))
        ]
        if held and told["year"] not in held:
            yield Problem(
                verdict="contradicted",
                reason=f"It says {figure.text} in {told['year']}; the source has it in {held[0]}.",
            )
            return


_BEFORE = 5
"""Words before a number among which the verb stands that tells its way."""
_STEERS = frozenset(words("higher lower up down"))
_TO = frozenset(words("to will would could may might can should"))
_HOW_MUCH = re.compile(
    r"(?:\s(?:per cent|percent|percentage points?|basis points?|points?|%))?\s(?P<way>higher|"
    r"lower|more|less|fewer|above|below)\b",
    re.I,
)


def _other_way(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Ticked higher to 4%` for `edged down to 4%`: the verb before a number, or the word behind it."""
    for figure, *_ in sentence.figures:
        told = _way(sentence, figure)
        if told is None:
            continue
        held = [_way(source, other) for other, *_ in source.figures if supports(other, figure)]
        if held and all(way is not None and way[0] is not told[0] for way in held):
            sewn = any(w.low == told[1] for w in source.words)
            has = held[0][1] if held[0] else ""
            yield Problem(
                verdict="stitched" if sewn else "contradicted",
                reason=f"It says “{told[1]}” of {figure.text}; the source has “{has}”.",
            )
            return


def _way(reading: Reading, figure: Figure) -> tuple[bool, str] | None:
    """Whether a number is told as a rise (true) or a fall, and by which word; None where nothing beside it says so."""
    behind = _HOW_MUCH.match(reading.text, figure.end)
    if behind is not None:
        return behind["way"].lower() in ("higher", "more", "above"), behind["way"]
    piece = reading.piece_at(figure.start)
    before = [w for w in reading.words if w.end <= figure.start and w.piece == piece][-_BEFORE:]
    for k in range(len(before) - 1, -1, -1):
        word = before[k]
        ways = {side for axis, side in sides(word.term) if axis == "move"}
        if len(ways) == 1 and _is_verb(word, before[k - 1] if k else None):
            return None if word.negation != "no" else (ways.pop(), word.low)
        if word.low in ("from", "and", "or", "than") or word.low in ("after", "as", "while"):
            return None
    return None


def _is_verb(word: Word, before: Word | None) -> bool:
    if word.low in _STEERS or is_past(word.low):
        return True
    return before is not None and before.low in _TO
