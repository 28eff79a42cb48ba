"""Which number goes with what, where a sentence and its span have the same numbers.

Numbers that change places, a number that goes with the opposite word, and a level that one side keeps
and the other moves to: each number stands in the span, and the sentence is still wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.figures import YEARS, Figure, supports
from rag.checking.keeping_check import moved_level
from rag.checking.meanings import may_stand_for
from rag.checking.number_words import SHARE_UNITS, worded_figures
from rag.checking.opposites import opposed, sides
from rag.checking.problems import Problem
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading

_MOST_NUMBERS = 24
"""Numbers of a sentence or a span from which on they are a table, in which what is near says nothing."""


def find_mispaired(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """Numbers and comparisons that both have, and that the span pairs otherwise."""
    yield from _compared_otherwise(sentence, source)
    yield from _other_side(sentence, source)
    told, held = _numbers(sentence), _numbers(source)
    if not told or len(told) > _MOST_NUMBERS or len(held) > _MOST_NUMBERS:
        return
    places = {id(one): [other for other in held if supports(other, one)] for one in told}
    found = [one for one in told if places[id(one)]]
    yield from _swapped(sentence, source, found, places)
    yield from _excepted(sentence, source, found)
    for one in found:
        problem = _opposed_beside(sentence, source, one, places[id(one)]) or moved_level(
            sentence, source, one, places[id(one)]
        )
        if problem is not None:
            yield problem


_THAN = re.compile(
    r"\bthan (?:(?:they|it|he|she|we) (?:did|do|does|was|were|had|is|are) )?"
    r"(?:in |at |for )?(?:an? |the |its |their )?([\w'-]+)(?: ([\w'-]+))?"
)


def _compared_otherwise(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`A larger share than a year ago` where the span has `less than a year ago`."""
    told, held = _comparisons(sentence), _comparisons(source)
    for word, than in told:
        same = [other for other, what in held if _is_same(what, than)]
        if same and len(told) == 1 and all(opposed(word.term, other.term) for other in same):
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{word.low}” than {than}; the source “{same[0].low}”.",
            )


def _is_same(one: str, other: str) -> bool:
    """Whether two things that are compared with are one, where one goes on: `the market last week`."""
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(f"{short} ")


_TO_OR_FROM = re.compile(r"\b(?P<to>into|toward|towards)|\b(?:out of|away from)\b", re.IGNORECASE)
_NEXT_WORDS = 2


def _other_side(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Out of companies` where the span has `into companies`."""
    held = _sides_of(source)
    for term, (said, goes_to) in _sides_of(sentence).items():
        if term in held and held[term][1] != goes_to:
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{said}”; the source “{held[term][0]}”.",
            )
            return


def _sides_of(reading: Reading) -> dict[str, tuple[str, bool]]:
    """What something goes into or out of, by its words; what is named both ways tells nothing."""
    found: dict[str, tuple[str, bool]] = {}
    both: set[str] = set()
    for match in _TO_OR_FROM.finditer(reading.text):
        behind = [w for w in reading.words if w.start >= match.end() and w.is_content]
        for word in behind[:_NEXT_WORDS]:
            way = (f"{match[0]} {word.low}", match["to"] is not None)
            if found.setdefault(word.term, way)[1] != way[1]:
                both.add(word.term)
    return {term: way for term, way in found.items() if term not in both}


def _comparisons(reading: Reading) -> list[tuple[Word, str]]:
    """Each comparing word with what it compares with."""
    found: list[tuple[Word, str]] = []
    for match in _THAN.finditer(reading.text):
        before = [w for w in reading.words if w.end <= match.start()][-_WORDS_BEFORE_THAN:]
        word = next((w for w in reversed(before) if _is_comparing(w)), None)
        if word is not None:
            found.append((word, " ".join(filter(None, match.groups())).lower()))
    for match in _TIMES_AS.finditer(reading.text):
        word = next((w for w in reading.words if w.start >= match.start("size")), None)
        if word is not None:
            more = replace(word, low="more", term=to_term("more"))
            found.append((more, " ".join(filter(None, match.group("what", "behind"))).lower()))
    return found


_TIMES_AS = re.compile(
    r"\b(?:times|twice) as (?P<size>\w+) as (?:in |at |for )?(?:an? |the |its |their )?(?P<what>[\w'-]+)"
    r"(?: (?P<behind>[\w'-]+))?"
)
_WORDS_BEFORE_THAN = 5


def _is_comparing(word: Word) -> bool:
    return word.low in ("more", "less", "fewer", "worse") or (
        word.low.endswith("er") and bool(sides(word.term))
    )


def _numbers(reading: Reading) -> list[Figure]:
    """The numbers that count or measure, in figures or words, in order."""
    found = [*(f for f, *_ in reading.figures), *worded_figures(reading)]
    kept = [f for f in found if f.value is not None and (f.unit or f.value not in YEARS)]
    return sorted(kept, key=lambda figure: figure.start)


_ALL_BUT = re.compile(r"\b(?:all|everyone) (?:but|except)(?: for)?\s$", re.IGNORECASE)
_BUT = re.compile(
    r"\b(?:but|except(?: for)?|excluding|apart from|other than|save|bar|outside|besides)\s$",
    re.IGNORECASE,
)


def _denies(reading: Reading) -> bool:
    return any(w.negation != "no" for w in reading.words)


def _excepted(sentence: Reading, source: Reading, found: Sequence[Figure]) -> Iterator[Problem]:
    """`Three of 104 see it` where the span has `all but three`: these are the ones that do not."""
    if _denies(sentence) and not _denies(source):
        return
    for one in found:
        held = [other for other in _numbers(source) if other.value == one.value]
        spared = held and all(_ALL_BUT.search(source.text[: o.start][-20:]) for o in held)
        if spared and not _BUT.search(sentence.text[: one.start][-20:]):
            yield Problem(
                verdict="contradicted",
                reason=f"It says it of {one.text}; the source of all but {held[0].text}.",
            )


def _swapped(
    sentence: Reading,
    source: Reading,
    found: Sequence[Figure],
    places: dict[int, list[Figure]],
) -> Iterator[Problem]:
    """`14 rate it buy and 21 hold` where the span has `21 rate it buy, 14 hold`."""
    for one, other in combinations(found, 2):
        if one.value == other.value or len(places[id(one)]) != 1 or len(places[id(other)]) != 1:
            continue
        if _is_one_piece(sentence, one, other) and not _measure_alike(one, other):
            continue  # "sales rose 6% to $4.2bn": both are of the sales
        (own,), (its,) = places[id(one)], places[id(other)]
        if own.start == its.start:
            continue
        if _is_start(sentence, one) or _is_start(sentence, other) or _is_start(source, own):
            continue  # from where to where is told by `rag.checking.deeds_check`
        near_one, near_other = _beside(sentence, one, found), _beside(sentence, other, found)
        near_own, near_its = _beside(source, own, (own, its)), _beside(source, its, (own, its))
        straight = _shared(near_one, near_own) + _shared(near_other, near_its)
        crossed = (_shared(near_one, near_its), _shared(near_other, near_own))
        if min(crossed) > 0 and sum(crossed) > straight:
            yield Problem(
                verdict="contradicted",
                reason=f"It puts {one.text} and {other.text} the other way round than the source.",
            )
            return


def _is_one_piece(reading: Reading, one: Figure, other: Figure) -> bool:
    return reading.piece_at(one.start) == reading.piece_at(other.start)


def _measure_alike(one: Figure, other: Figure) -> bool:
    """Whether one number could stand where the other does; a share cannot where a sum of money does."""
    units = {"%" if f.unit in SHARE_UNITS else f.unit for f in (one, other)}
    return len(units) == 1 or "" in units


_FROM = re.compile(r"\bfrom\s(?:about\s|around\s|nearly\s|some\s|roughly\s)?$", re.IGNORECASE)


def _is_start(reading: Reading, figure: Figure) -> bool:
    """Whether a number is where something came from."""
    return _FROM.search(reading.text[max(0, figure.start - 16) : figure.start]) is not None


def _beside(reading: Reading, figure: Figure, others: Sequence[Figure]) -> tuple[Word, ...]:
    """The words of a number's piece that stand nearer to it than to another number."""
    piece = reading.piece_at(figure.start)
    rivals = [f for f in others if f is not figure and reading.piece_at(f.start) == piece]
    return tuple(
        w
        for w in reading.words
        if w.piece == piece
        and (w.is_content or w.low in ("up", "down"))
        and not figure.start <= w.start < figure.end
        and all(_gap(w, figure) <= _gap(w, rival) for rival in rivals)
    )


def _gap(word: Word, figure: Figure) -> int:
    return max(word.start - figure.end, figure.start - word.end)


def _shared(ones: Sequence[Word], others: Sequence[Word]) -> int:
    """How much two numbers' surroundings share; the same word counts for two that may stand for it."""
    held = {o.term for o in others}
    return sum(
        2 if term in held else any(may_stand_for(term, other) for other in held)
        for term in {w.term for w in ones}
    )


def _opposed_beside(
    sentence: Reading, source: Reading, figure: Figure, held: Sequence[Figure]
) -> Problem | None:
    """`Profitable ones gained 31%` where the span has `unprofitable ones gained 31%`."""
    if _TENOR.match(sentence.text, figure.start):
        return None  # "a two-year run" says nothing of what is near
    own = [w for w in _piece(sentence, figure) if w.negation == "no" and _is_plain(sentence, w)]
    around = [[w for w in _piece(source, other) if w.is_content] for other in held]
    for word in own:
        if any(axis in _DEEDS for axis, _ in sides(word.term)):
            continue  # which way things went is told by `rag.checking.words_check`
        against = [
            next((w for w in near if opposed(word.term, w.term) and w.negation == "no"), None)
            for near in around
        ]
        if not all(against) or any(_is_alike(word, w) for near in around for w in near):
            continue
        has = against[0]
        if has is not None and any(w.term == has.term for w in _piece(sentence, figure)):
            continue  # "cost savings" are of the costs
        return Problem(
            verdict="contradicted",
            reason=f"It gives {figure.text} to “{word.low}”; the source to “{has.low if has else ''}”.",
        )
    return None


def _is_alike(word: Word, other: Word) -> bool:
    """Whether a word or another one of its size stands there too: `smaller ones lag big ones`."""
    if word.term == other.term:
        return True
    return any(axis == "size" for axis, _ in sides(word.term) & sides(other.term))


_BOUND = re.compile(r"(?:more|less|fewer) than (?:about )?[$€£]?\d", re.IGNORECASE)
_TENOR = re.compile(r"[\w.,]+-[a-z]", re.IGNORECASE)
"""`30-year`, `two-way`: what kind of thing, not how much."""
_DEEDS = frozenset(words("move relative trade flow policy rating beginning time"))


def _is_plain(reading: Reading, word: Word) -> bool:
    """Whether a word says something and is no part of what has a name."""
    again = word.low == "more" and reading.text[: word.start].endswith("once ")
    again = again or _BOUND.match(reading.text, word.start) is not None
    return (
        word.is_content
        and not again
        and not any(e.start <= word.start < e.end for e in reading.entities)
    )


def _piece(reading: Reading, figure: Figure) -> list[Word]:
    piece = reading.piece_at(figure.start)
    return [w for w in reading.words if w.piece == piece]
