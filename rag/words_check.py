"""The words of a sentence against its spans: which way they point, what is denied, how sure, and of whom.

Each word with a meaning of its own is looked for in the span: as itself, as a word that may stand for
it, or as its opposite. Of several places the one whose surroundings are most alike counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from corpus.dating.dates import find_dates
from corpus.words import words
from rag.binding_check import compared_words
from rag.checked import CitedSpan
from rag.meanings import is_known, may_stand_for
from rag.names_check import header_texts
from rag.normalising import normalise
from rag.numbers_check import POINT, Problem, worded_figures
from rag.opposites import is_directed, needs_support, opposed, sides
from rag.sentence_reading import Reading, Word, is_past, read_text, to_term
from rag.terms import base, stem

_ANY_DAY = date(2000, 6, 15)
"""A reference with which every relative date is read; only where it stands counts."""
_SAYING = frozenset(
    base(stem(word))
    for word in words(
        """
    say said tell told write wrote note state add explain argue point observe comment remark report
    expect think see believe reckon forecast predict project anticipate estimate view according
    accord describe call consider regard find found show suggest indicate hold set out stress
    highlight conclude mention claim declare insist judge opinion telling word reason make made
    take took give gave put come came go went keep look seem appear remain stay turn put use way
    thing time year month week day today now period level amount number point part side case term
    note report analyst strategist economist firm bank company group team house article source
    outlet newspaper piece column interview letter expectation outlook assessment think thought
    say currently recently overall total respectively well yet around roughly about approximately
    nearly almost close meanwhile compare versus like include including due since particular
    particularly especially specifically mainly largely continue warn caution call think
    more most less higher lower larger bigger further any again fully slightly sharply even cite quote quoted citing note rate fund manager advise recommend urge unless without never none nobody nothing
    neither nor cannot hardly widely want need able likely sign
    market price stock share investor people reader
    """
    )
)
"""Stems that a retelling adds without saying anything new."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the source that a word of the sentence may rest on."""

    word: Word
    agrees: bool
    likeness: int
    """How much of what stands around both is the same."""


def find_word_problems(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan]
) -> Iterator[Problem]:
    """What the words of a sentence say that the source does not bear out."""
    header = _header_terms(spans)
    around = _Surroundings(sentence, source, _speaker_names(spans))
    missing: list[Word] = []
    counted: list[Word] = []
    spared = _spared(sentence, spans)
    compared = compared_words(sentence, source)
    for word in sentence.words:
        named = any(a <= word.start < b for a, b in spared)
        if not word.is_content or named:
            continue
        places = [] if word.start in compared else around.find(word)
        if word.start in compared:
            continue
        conflict = _conflict(word, places)
        if conflict is not None:
            yield conflict
            continue
        if word.term in _SAYING:
            continue
        counted.append(word)
        if not places and not any(may_stand_for(word.term, term) for term in header):
            missing.append(word)
        elif places:
            force = _too_sure(word, places)
            if force is not None:
                yield force
    lost = list(_missing_problems(sentence, counted, missing))
    yield from lost
    if not lost:
        yield from _lone_negation(sentence, source)


def _spared(sentence: Reading, spans: Sequence[CitedSpan]) -> list[tuple[int, int]]:
    """Where names, numbers, dates and the outlet stand, which are checked on their own."""
    found = list(sentence.spared)
    for span in spans:
        for name in filter(None, (span.outlet, span.firm, *span.persons)):
            found += [m.span() for m in re.finditer(re.escape(normalise(name)), sentence.text)]
    found += [(f.start, f.end) for f in worded_figures(sentence)]
    found += [m.span() for m in POINT.finditer(sentence.text)]
    found += [(m.start, m.end) for m in find_dates(sentence.text, reference=_ANY_DAY)]
    return found


def _speaker_names(spans: Sequence[CitedSpan]) -> frozenset[str]:
    return frozenset(
        name.lower() for span in spans for name in (span.firm, span.outlet, *span.persons) if name
    )


def _header_terms(spans: Sequence[CitedSpan]) -> frozenset[str]:
    return frozenset(
        word.term for span in spans for text in header_texts(span) for word in read_text(text).words
    )


_BEFORE, _BEHIND, _CROSSED = 9, 4, 2
"""What a neighbour in common counts, against 1 for another word of the piece: the one before is mostly
what a deed is of; `rate cuts` and `cuts in rates` have it crosswise."""
_SAME_WORD = 3


class _Surroundings:
    """Finds the places of a source's words and how alike what stands around them is."""

    def __init__(self, sentence: Reading, source: Reading, speakers: frozenset[str]) -> None:
        self._told = frozenset(w.term for w in sentence.words if w.is_content)
        self._speakers = speakers
        self._places = [
            (word, self._context(source, word), _neighbours(source, k))
            for k, word in enumerate(source.words)
            if word.is_content
        ]
        self._places += [(word, self._context(source, word), ("", "")) for word in _phrased(source)]
        self._own = {
            word.start: (self._context(sentence, word), _neighbours(sentence, k))
            for k, word in enumerate(sentence.words)
        }

    def find(self, word: Word) -> list[_Place]:
        """The places that bear on a word, those of the likeliest surroundings only."""
        context, beside = self._own[word.start]
        found: list[_Place] = []
        for other, around, near in self._places:
            if other.term != word.term and other.term in self._told and sides(other.term):
                continue  # another word of the sentence rests on it
            relation = _relation(word.term, other.term)
            if relation is None:
                continue
            likeness = _overlap(context, around) + _beside(beside, near)
            likeness += _SAME_WORD * (word.term == other.term)
            found.append(_Place(other, relation == _same_negation(word, other), likeness))
        same = [place for place in found if place.word.term == word.term]
        if same and not is_directed(word.term):
            found = same
        best = max((place.likeness for place in found), default=0)
        slack = 0 if is_directed(word.term) else 1
        return [place for place in found if place.likeness >= best - slack]

    def _context(self, reading: Reading, word: Word) -> frozenset[str]:
        """What stands in the word's piece: words, numbers, and whom or what it is about."""
        piece = word.piece
        near = {
            w.term
            for w in reading.words
            if w.piece == piece and w is not word and w.is_content and not reading.names_at(w.start)
        }
        entities = [e for e in reading.entities if e.name not in self._speakers]
        named = {e.name for e in entities if e.piece == piece}
        if not named:
            before = [e for e in entities if e.piece < piece and e.sentence == word.sentence]
            named = {e.name for e in before if e.piece == before[-1].piece} if before else set()
        figures = {
            str(f.value) for (f, *_) in reading.figures if reading.piece_at(f.start) == piece
        }
        return frozenset(near | {f"={name}" for name in named} | figures)


_Neighbours = tuple[str, str]
"""The terms of the words with a meaning of their own just before and behind; empty for none."""


def _neighbours(reading: Reading, at: int) -> _Neighbours:
    word = reading.words[at]
    before = next((w for w in reversed(reading.words[:at]) if w.is_content), None)
    behind = next((w for w in reading.words[at + 1 :] if w.is_content), None)
    return (
        before.term if before is not None and before.clause == word.clause else "",
        behind.term if behind is not None and behind.clause == word.clause else "",
    )


def _beside(ones: _Neighbours, others: _Neighbours) -> int:
    (before, behind), (other_before, other_behind) = ones, others
    same = _BEFORE * (before != "" and before == other_before)
    same += _BEHIND * (behind != "" and behind == other_behind)
    crossed = (before != "" and before == other_behind) or (behind != "" and behind == other_before)
    return same + _CROSSED * crossed


_SCALE = (
    frozenset(words("sell underweight underperform reduce")),
    frozenset(words("neutral hold equal-weight market-perform equalweight")),
    frozenset(words("overweight buy outperform add accumulate")),
)
_RATED = re.compile(
    r"\bfrom\s(?:an?\s)?[\"']?([a-z-]+)[\"']?\sto\s(?:an?\s)?[\"']?([a-z-]+)", re.IGNORECASE
)


_PHRASES = tuple(
    (re.compile(pattern, re.IGNORECASE), low)
    for pattern, low in (
        (r"\bt(?:ake|akes|ook|aken|aking) in\s(?=[$€£\d]|money|about|nearly|more)", "inflow"),
        (
            r"\b(?:hand|hands|handed|g[ai]ve[sn]?|giving) (?:back|up (?=most|all|some|its|nearly|much|the gains|gains|[\d$€£]))",
            "lost",
        ),
        (r"\bput(?:s|ting)? on (?=[$€£\d]|close|about|nearly|almost|more)", "gained"),
        (r"\bpull(?:s|ed|ing)? out\b", "withdrew"),
        (r"\bpick(?:s|ed|ing)? up\b", "rose"),
        (r"\b(?:br[io]ng|brings|brought) down\b|\b(?:scale|cut|pare)[sd]? back\b", "reduced"),
        (r"\b(?:ramp|step)(?:s|ped|ed|ping|ing)? up\b|\bpump more\b", "increased"),
        (r"\bstay(?:s|ed|ing)? (?:away from|out of|clear of)\b", "avoid"),
    )
)
"""Phrases that say what one word says."""


def _phrased(source: Reading) -> list[Word]:
    """The words that phrases of the source stand for."""
    found = _rating_moves(source)
    for pattern, low in _PHRASES:
        for match in pattern.finditer(source.text):
            piece = source.piece_at(match.start())
            found.append(Word(low, to_term(low), match.start(), match.end(), 0, 0, piece))
    return found


def _rating_moves(source: Reading) -> list[Word]:
    """`Took it from underweight to neutral` is an upgrade, though it does not say so."""
    found: list[Word] = []
    for match in _RATED.finditer(source.text):
        steps = [
            next((k for k, step in enumerate(_SCALE) if match[g].lower() in step), None)
            for g in (1, 2)
        ]
        if steps[0] is not None and steps[1] is not None and steps[0] != steps[1]:
            low = "upgraded" if steps[1] > steps[0] else "downgraded"
            found.append(Word(low, to_term(low), match.start(), match.end(), 0, 0, 0))
    return found


def _overlap(ones: frozenset[str], others: frozenset[str]) -> int:
    both = ones & others
    return len(both) + sum(3 for one in both if one[0] in "=-" or one[0].isdigit())


@lru_cache(maxsize=65_536)
def _relation(first: str, second: str) -> bool | None:
    """True where one may stand for the other, False where they are opposed, else None."""
    if first == second:
        return True
    if opposed(first, second):
        return False
    return True if may_stand_for(first, second) else None


def _same_negation(word: Word, other: Word) -> bool:
    """Whether both are denied or neither; a clause with a denial of its own may mean it otherwise."""
    if "near" in (word.negation, other.negation) or word.negation == other.negation:
        return True
    return word.denied and other.denied


def _conflict(word: Word, places: Sequence[_Place]) -> Problem | None:
    if not places or any(place.agrees for place in places):
        return None
    place = max(places, key=lambda p: p.likeness)
    if word.negation == "yes" and word.force == "fact" and _is_awaited(place.word):
        return None
    if place.likeness < _least_likeness(word, place):
        return None
    if word.term == place.word.term or not opposed(word.term, place.word.term):
        denied = "does not say" if word.negation == "yes" else "denies"
        reason = f"The source {denied} what it says with {_quote(word)}."
        if word.negation == "yes":
            reason = f"It denies {_quote(place.word)}, which the source states."
        return Problem(verdict="contradicted", reason=reason)
    return Problem(
        verdict="contradicted",
        reason=f"It says {_quote(word)}; the source has {_quote(place.word)}.",
    )


def _is_awaited(word: Word) -> bool:
    """Whether the source has something as still to come, so that it may be denied of now."""
    return word.force != "fact" or word.opener in ("before", "until", "unless", "if", "when")


def _least_likeness(word: Word, place: _Place) -> int:
    """How alike the surroundings must be for two words to contradict one another."""
    return 1 if word.term == place.word.term or is_directed(word.term) else 3


def _quote(word: Word) -> str:
    return f"“{word.low}”"


def _too_sure(word: Word, places: Sequence[_Place]) -> Problem | None:
    """A deed told as done that the source has as what may come."""
    if not sides(word.term) or word.force != "fact" or not is_past(word.low):
        return None
    same = [place for place in places if place.word.term == word.term]
    if not same or any(place.word.force != "possible" for place in same):
        return None
    return Problem(
        verdict="unsupported",
        reason=f"It tells {_quote(word)} as settled; the source has it as what may come.",
    )


_MOST_MISSING = 0.5
_PART_MISSING = 0.67


def _missing_problems(
    sentence: Reading, counted: Sequence[Word], missing: Sequence[Word]
) -> Iterator[Problem]:
    """Words that stand nowhere: too many of all, or all of a part of the sentence."""
    if not missing:
        return
    missing_set = set(missing)
    named = ", ".join(dict.fromkeys(_quote(word) for word in missing))
    opening = _opening(counted)
    if opening and all(word in missing for word in opening):
        yield Problem(
            verdict="unsupported", reason=f"The source says nothing of {_quote(opening[0])}."
        )
        return
    whole = len(missing) >= 2 and len(missing) / len(counted) >= _PART_MISSING
    problem = Problem(
        verdict="unsupported", reason=f"The source says nothing of {named}.", whole=whole
    )
    directed = [
        word for word in missing if needs_support(word.term) and not _follows_from(sentence, word)
    ]
    if whole or directed or (len(missing) >= 2 and len(missing) / len(counted) >= _MOST_MISSING):
        yield problem
        return
    for piece in {word.piece for word in missing}:
        own = [word for word in counted if word.piece == piece]
        lost = [word for word in missing if word.piece == piece]
        adjunct = bool(lost[0].opener) and lost[0].opener not in ("and", "or", "than", "as")
        alone = len(own) == 1 and (adjunct or not is_known(lost[0].low))
        doer = _opening(own)
        if (
            alone
            or (doer and missing_set.issuperset(doer))
            or (len(lost) >= 2 and len(lost) / len(own) >= _PART_MISSING)
        ):
            yield problem
            return


def _follows_from(sentence: Reading, word: Word) -> bool:
    """`Fell from 9% to 1%` and `up from 3`: the numbers themselves tell the direction."""
    if word.steers and re.match(r"\sfrom\s", sentence.text[word.end :]):
        return True
    pairs = [
        (a.value, b.value)
        for (a, *_), (b, *_) in pairwise(sentence.figures)
        if a.value is not None
        and b.value is not None
        and a.unit == b.unit
        and re.search(r"\bfrom\s[^,;]{0,12}$", sentence.text[: a.start])
        and re.search(r"\bto\b", sentence.text[a.end : b.start])
    ]
    return any((("move", first < last) in sides(word.term)) for first, last in pairs)


def _opening(counted: Sequence[Word]) -> list[Word]:
    """What the sentence is about: its first words up to the first deed."""
    found: list[Word] = []
    for word in counted:
        if word.piece != counted[0].piece or is_directed(word.term) or is_past(word.low):
            break
        found.append(word)
    return found if len(found) < len(counted) else []


def _lone_negation(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A denial in the sentence where the source denies nothing."""
    if any(word.negation != "no" for word in source.words):
        return
    struck = [word for word in sentence.words if word.negation == "yes"]
    for word in struck:
        if not any(opposed(word.term, other.term) for other in source.words):
            yield Problem(
                verdict="contradicted",
                reason=f"It denies {_quote(word)}; the source denies nothing.",
            )
            return
