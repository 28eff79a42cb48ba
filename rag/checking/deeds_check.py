"""Who does what to whom in a sentence against its span: deeds with their doers, two things in their order."""

import re
from collections.abc import Iterator, Sequence

from rag.checking.cutting import Word
from rag.checking.meanings import may_stand_for
from rag.checking.opposites import is_directed, opposed, sides
from rag.checking.problems import Problem
from rag.checking.reading_words import is_past, to_term
from rag.checking.sentence_reading import Entity, Reading

SUBJECT_KINDS = frozenset(
    ("index", "asset class", "commodity", "crypto", "currency", "firm", "person", "sector")
)


POINTING = frozenset("it its they their them he she his her this that these which who we i".split())


_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being)\b")


def other_doer(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`B fell` where the span has `A fell` and speaks of B elsewhere."""
    for word in sentence.words:
        if not _is_deed(word, sentence.text) or sentence.names_at(word.start):
            continue
        told = _doer(sentence, word)
        places = [w for w in source.words if w.term == word.term and not source.names_at(w.start)]
        if not told or not places:
            continue
        if any(p.opener == "whether" for p in places) and any(
            sentence.text[one.start].isupper() for one in told
        ):
            continue
        doers = [_doer(source, place) for place in places]
        if not all(doers) or any(_same_doer(told, doer) for doer in doers):
            continue
        own = {w.term for doer in doers for w in doer}
        elsewhere = [
            w for w in source.words if w.term not in own and any(w.term == one.term for one in told)
        ]
        near = {e.piece for e in elsewhere}
        beside = [w for w in source.words if w.piece in near]
        if not elsewhere or near & {p.piece for p in places}:
            continue
        if any(may_stand_for(w.term, word.term) for w in beside):
            continue
        said = " ".join(w.low for w in told)
        other = next((w for w in beside if opposed(w.term, word.term)), None)
        if other is not None:
            reason = f"It says “{word.low}” of {said}; the source has “{other.low}”."
            yield Problem(verdict="contradicted", reason=reason)
        else:
            has = " ".join(w.low for w in doers[0])
            reason = f"It says “{word.low}” of {said}; the source says it of {has}."
            turned = _does_other(sentence, word, doers[0]) or (
                _PASSIVE.search(" ".join(w.low for w in beside)) is None
                and any(_same_doer(doers[0], [w]) for w in sentence.words if w.start > word.end)
            )
            yield Problem(verdict="contradicted" if turned else "stitched", reason=reason)
        return


def _does_other(sentence: Reading, deed: Word, doer: Sequence[Word]) -> bool:
    """Whether the sentence tells another deed of the one whose deed this is: the two are exchanged."""
    others = [
        w
        for w in sentence.words
        if w is not deed
        and w.piece != deed.piece
        and (_is_deed(w, sentence.text) or is_past(w.low))
    ]
    return any((told := _doer(sentence, w)) and _same_doer(told, doer) for w in others)


def _is_deed(word: Word, text: str) -> bool:
    """Whether a word is surely a verb: one that tells a direction, in a form or place that only verbs have."""
    if word.opener == "whether" and is_past(word.low):
        return True
    return bool(sides(word.term)) and (
        word.low.endswith("ed")
        or word.low in _PAST
        or word.low.endswith("ew")
        or (word.low in ("cut", "cuts") and _OBJECT.match(text, word.end) is not None)
    )


_OBJECT = re.compile(r"\s(?:its|their|his|her|the|an?)\b", re.IGNORECASE)


_PAST = frozenset(
    "rose fell lost slid sank grew beat sold bought held won widens narrows climbs buys sells".split()
)


_ANYBODY = frozenset("company group firm bank broker".split())


def _doer(reading: Reading, deed: Word) -> list[Word]:
    """The words before a deed in its piece, empty where one only points or it is passive."""
    own = [w for w in reading.words if w.piece == deed.piece and w.end <= deed.start]
    said = max((k for k, w in enumerate(own) if w.low == "that"), default=-1)
    own = own[said + 1 :]  # "X said that orders fell": what fell are the orders
    if any(w.low in POINTING for w in own) or any(_PASSIVE.fullmatch(w.low) for w in own):
        return []
    if any(w.low in _ANYBODY for w in own):
        return []  # "the company" may be anybody
    return [w for w in own if w.is_content and not is_directed(w.term)]


def _same_doer(told: Sequence[Word], doer: Sequence[Word]) -> bool:
    """Whether two subjects may be one: all the words of the shorter have a partner."""
    few, many = sorted((told, doer), key=len)
    return all(any(may_stand_for(a.term, b.term) for b in many) for a in few)


_TURNABLE = frozenset(("relative", "move", "trade", "contest", "backing", "amount", "lending"))


_THING = r"(?:an?\s|the\s)?[\"']?([$€£]?\w[\w%$-]*(?:[.,]\d+%?)*)[\"']?"


_WHEN = r"(?:\sin\s\w+(?:\s\d{4})?|\sa\s(?:year|month|week|quarter)\s(?:ago|earlier|before))?"


_FROM_TO = re.compile(rf"\bfrom\s{_THING}{_WHEN}\s(?:rating\s)?to\s{_THING}", re.IGNORECASE)


_TO_FROM = re.compile(rf"\bto\s{_THING}{_WHEN},?\s(?:rating\s)?from\s{_THING}", re.IGNORECASE)


def _moves(text: str) -> list[tuple[str, str]]:
    """What a text says to go from and to, in either order of words."""
    forward = [(a.lower(), b.lower()) for a, b in _FROM_TO.findall(text)]
    turned = [(b.lower(), a.lower()) for a, b in _TO_FROM.findall(text)]
    return [*forward, *turned, *_flips(text)]


_FLIP = re.compile(
    r"\b(?:flip|turn|sw[iu]ng|switch|shift|chang|convert)\w*\s(?:over\s)?(?:in)?to\s(?:an?\s|the\s)?(?P<end>[a-z]+)",
    re.IGNORECASE,
)


def _flips(text: str) -> Iterator[tuple[str, str]]:
    """`A premium turned into a discount`: from the opposite that is named before."""
    for match in _FLIP.finditer(text):
        end = match["end"].lower()
        for word in re.findall(r"[a-z]+", text[max(0, match.start() - 60) : match.start()].lower()):
            if opposed(to_term(word), to_term(end)):
                yield word, end


def find_turned_round(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`A beat B` where the source has `B beat A`, and `from A to B` where it has `from B to A`."""
    pairs = _moves(source.text)
    for first, last in _moves(sentence.text):
        if (last, first) in pairs and (first, last) not in pairs:
            yield Problem(
                verdict="contradicted",
                reason=f"It says from {first} to {last}; the source has from {last} to {first}.",
            )
            return
    others = list(_triples(source))
    for one in _triples(sentence):
        if any(_is_turned(one, other) for other in others) and not any(
            is_borne_out(one, other) for other in others
        ):
            yield Problem(
                verdict="contradicted",
                reason=f"It puts {one[0]} and {one[2]} the other way round than the source.",
            )
            return


Triple = tuple[str, Word, str]


def _is_turned(one: Triple, other: Triple) -> bool:
    straight = (one[0], one[2]) == (other[0], other[2])
    turned = (one[0], one[2]) == (other[2], other[0])
    same = may_stand_for(one[1].term, other[1].term)
    reverse = opposed(one[1].term, other[1].term)
    relative = any(axis == "relative" for axis, _ in sides(one[1].term))
    return (same and turned) or (reverse and straight and relative)


def is_borne_out(one: Triple, other: Triple) -> bool:
    """Whether two comparisons say the same, also `A beat B` and `B trailed A`."""
    straight = (one[0], one[2]) == (other[0], other[2])
    turned = (one[0], one[2]) == (other[2], other[0])
    same = may_stand_for(one[1].term, other[1].term)
    reverse = opposed(one[1].term, other[1].term)
    return (same and straight) or (reverse and turned)


def compared_words(sentence: Reading, source: Reading) -> frozenset[int]:
    """Offsets of comparing words that the span bears out, denied in both or in neither.

    Its names may stand the other way round there.
    """
    others = list(_triples(source))
    return frozenset(
        one[1].start
        for one in _triples(sentence)
        if any(
            is_borne_out(one, other) and (one[1].negation == "yes") == (other[1].negation == "yes")
            for other in others
        )
    )


def _triples(reading: Reading) -> Iterator[Triple]:
    """Two names and each word of a comparison or deed that stands between or before them."""
    asides = _asides(reading)
    named = [
        e
        for e in reading.entities
        if e.kind in SUBJECT_KINDS
        and e.name not in VAGUE
        and not any(a < e.start < b for a, b in asides)
    ]
    for left, right in _neighbours(named):
        if left.name == right.name:
            continue
        between = [
            w
            for w in reading.words
            if left.end <= w.start
            and w.end <= right.start
            and not any(a < w.start < b for a, b in asides)
        ]
        apart = _without(reading.text, left.end, right.start, asides)
        passive = any(w.low == "by" for w in between) and any(
            _PASSIVE.fullmatch(w.low) for w in between
        )
        if not between or ("," in apart and not passive):
            continue
        deeds = [w for w in between if any(axis in _TURNABLE for axis, _ in sides(w.term))]
        if not deeds and any(w.low == "than" for w in between):
            before = [
                w for w in reading.words if w.end <= left.start and w.sentence == left.sentence
            ]
            deeds = [w for w in (*between, *reversed(before)) if _compares(w)][:1]
        if not deeds:
            deeds = [w for w in between if w.is_content and w.low.endswith(("ed", "ought"))][:1]
        joined = next((w for w in between if w.low in ("and", "or", "but", "while")), None)
        if joined is not None and (not deeds or joined.start < deeds[0].start):
            continue
        first, second = (right.name, left.name) if passive else (left.name, right.name)
        for deed in deeds:
            yield first, deed, second


_ASIDE = re.compile(r",\s(?:the|an?|its|which|who|whose|maker|owner|parent|part)\s[^,;.]{3,90},")
"""What is said of a name between commas: `Elm, the biggest of the lenders, has bought Oak`."""


def _asides(reading: Reading) -> list[tuple[int, int]]:
    return [m.span() for m in _ASIDE.finditer(reading.text)]


def _without(text: str, start: int, end: int, asides: Sequence[tuple[int, int]]) -> str:
    """The text between two offsets without the asides in it."""
    for first, last in reversed(asides):
        if start <= first and last <= end:
            text = text[:first] + " " * (last - first) + text[last:]
    return text[start:end]


VAGUE = ("stocks", "cash holdings")
"""Subjects that stand beside every other."""


def _compares(word: Word) -> bool:
    return word.low in ("more", "less", "further", "fewer") or (
        word.low.endswith("er") and bool(sides(word.term))
    )


def _neighbours(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    for k, left in enumerate(entities):
        for right in entities[k + 1 : k + 3]:
            if left.sentence == right.sentence:
                yield left, right
