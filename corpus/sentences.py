"""Sentence boundaries of a text by offset, with the damage of lost sentence ends laid over them.

`sentencex` finds the candidates; what it gets wrong in news is mended here: it swallows a whole
quotation and a whole numbered item as one sentence, and it ends sentences inside `9 a.m. Monday`.
Quotation marks and the numbers of items are therefore hidden from it, and every candidate is checked
against the word before and the word after. The text itself is never changed; a boundary is only ever an offset into it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sentencex import get_sentence_boundaries

from corpus.article import Range

SPLITTER_VERSION = 3
"""Grows when a boundary would fall elsewhere, so that passages made before are made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or a line without an end such as a heading; trimmed of white space."""

    start: int
    end: int


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


# Words that are written with a full stop and are never the last word of a sentence.
_NEVER_LAST = _words("mr mrs ms messrs mme dr prof sen rep gov gen capt lt sgt hon vs cf e.g i.e")
# Never the last word when a number follows: "No. 1", "Sept. 17".
_BEFORE_NUMBER = _words(
    "no nos fig figs p pp vol art sec par jan feb mar apr jun jul aug sep sept oct nov dec"
)
# Words whose full stop may or may not end a sentence; so may any initials such as "U.S." or "J.".
_MAYBE_LAST = _BEFORE_NUMBER - {"no", "art", "mar", "par"} | _words(
    "inc corp co cos ltd plc llc bros st ave jr sr etc al ph.d dept univ assn approx est intl"
)
# After one of those, only a word that a name or a title does not go on with begins a sentence.
_STARTERS = _words(
    "a an the this that these those he she it we they i you his her its our their my there here "
    "and but or so yet if as at by for from in of on to with while when where what who why how "
    "after although because before despite during even however instead meanwhile moreover "
    "nevertheless nor not now once only since still then though thus unlike until yes no both "
    "each every many most much some several all any another other such more also according "
    "analysts investors strategists shares last"
)
# Words that leave a sentence unfinished: a stray number after one is a lost name.
_LEGAL_FORMS = _words("inc corp co cos ltd plc llc lp")
_UNFINISHED = _words(
    "a an the and or but nor of in on at by for from to with into onto over under "
    "between among against about as than via per near since until during before after through "
    "because if while whether that which who whose its his her their our my your "
    "senior chief deputy vice lead leading global international national regional executive "
    "managing associate assistant acting former independent is are was were be been has have had "
    "will would could should may might can very more most less"
)
# ... unless the next word can only open a new clause.
_OPENERS = _words("the this these those a an he she they we it his her their our")
_UNITS = _words(
    "percent per cent pct percentage percentages point points basis bps bp million millions "
    "billion billions trillion thousand hundred dozen year years month months week weeks day days "
    "hour hours minute minutes quarter quarters times euros dollars pounds cents people of and or "
    "to out in"
)

_QUOTES = re.compile(r"[\"“”„‟«»‘‹›()]|(?<!\w)['’]|['’](?!\w)")
_CLOSERS = "\"”’'»›)]}"
_SPACE_OR_OPENER = re.compile(r"[\s\"“„«‹‘'(\[{—–-]*")
_WORD_BEFORE = re.compile(r"[\w&'’.-]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")  # iShares, eBay: a lower-case letter that opens a sentence.
_ENDS = re.compile(r"[.!?…。！？]")
# The end of initials or of a short form that sentencex may have run over: checked like the others.
_SHORT_FORM_END = re.compile(r"(?:(?<=[^\W\d_])\.|…)[\"”’'»›)\]]*\s+(?=[\"“«‘(\[]*[A-Z])")
_ASKED = re.compile(
    r"\s+(?:(?:[A-Z][\w.'’-]*|the|a|an)\s+){1,3}"
    r"(?:said|says|asked|asks|wrote|writes|added|adds|wondered|replied|told|joked|quipped)\b"
)
_CLOSING = re.compile(r"(?:[\"”’'»›)\]}]|[^\S\n]+[”»])*")
_LIST_NUMBER = re.compile(r"(?:\A|\n)[ \t]*\d{1,2}$")
_ITEM_NUMBER = re.compile(r"(?m)^[ \t*_]*\d{1,2}[.)](?=[ \t])")
"""The number of a list item, behind which `sentencex` takes all up to the end of the line for one sentence."""
_LINE_CLOSERS = '.!?:;…"”’'
_ON_X = re.compile(r"\b(?:on|to|via) X$")
_INITIAL = re.compile(r"[A-Z]\.")
_CODE = re.compile(r"[A-Z\d]{1,6}\.[A-Z]{1,3}(?![\w'])")
"""A share's code at its exchange, such as `ORR.N`."""
_NOT_SPACE = re.compile(r"\S+")
_LINE_END = re.compile(r"\n\s*")
_SPLIT_INITIALS = re.compile(r"(?:^|(?<=\W))[A-Z]\.$")
_INTEGER = re.compile(r"(?<=[^\W\d_]|[%”’\")\d])[^\S\n]+(\d{1,3})(?=[^\S\n]+[^\W\d_])")


def split_sentences(text: str, ranges: Sequence[Range] | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of the text, or of its `ranges` only, in order; a range's end ends one.

    White space is the only thing left out, and in damaged text the stray numbers between
    sentences (see `find_stray_numbers`). A line break ends a sentence, except inside initials
    and in text that is wrapped at a fixed width.
    """
    parts = (Range(start=0, end=len(text)),) if ranges is None else ranges
    stray = [number for number in find_stray_numbers(text) if _ends_sentence(text, number)]
    sentences: list[Sentence] = []
    for part in parts:
        here = [number for number in stray if part.start <= number.start and number.end <= part.end]
        start = part.start
        for number in (*here, Range(start=part.end, end=part.end)):
            sentences.extend(_split_part(text, start, number.start))
            start = number.end
    return tuple(sentences)


def find_stray_numbers(text: str) -> tuple[Range, ...]:
    """Return the integers that a broken extraction left in place of sentence ends, in order.

    They are a run of at least four that goes up by one in the middle of lines, each within 600
    characters of the last, between words that differ; counts and labels ("Phase 1 ... Phase 2",
    "1 percent ... 2 percent") repeat their words. Empty for sound text.
    """
    found = list(_INTEGER.finditer(text))
    longest: list[re.Match[str]] = []
    runs: dict[int, list[re.Match[str]]] = {}
    for match in found:
        value = int(match[1])
        run = runs.get(value - 1, [])
        if run and match.start(1) - run[-1].end(1) > 600:
            run = []
        runs[value] = [*run, match]
        if len(runs[value]) > len(longest):
            longest = runs[value]
    if not _looks_stray(text, longest, found):
        return ()
    return tuple(Range(start=match.start(1), end=match.end(1)) for match in longest)


def _looks_stray(text: str, run: Sequence[re.Match[str]], found: Iterable[re.Match[str]]) -> bool:
    if len(run) < 4:
        return False
    between = sum(run[0].start() <= match.start() <= run[-1].start() for match in found)
    before = [_word_before(text, match.start()) for match in run]
    after = [_word_after(text, match.end()) for match in run]
    counts = sum(word in _UNITS for word in after)
    varied = min(len(set(before)), len(set(after))) >= 0.6 * len(run)
    return varied and counts <= 0.25 * len(run) and len(run) >= 0.6 * between


def _ends_sentence(text: str, number: Range) -> bool:
    unfinished = _word_before(text, number.start) in _UNFINISHED
    return not unfinished or _word_after(text, number.end) in _OPENERS


def _word_before(text: str, offset: int) -> str:
    head = text[max(0, offset - 40) : offset].rstrip().rstrip(_CLOSERS)
    match = _WORD_BEFORE.search(head)
    return match[0].strip(".'’-").lower() if match else ""


def _word_after(text: str, offset: int) -> str:
    match = _WORD.match(text, _opened(text, offset))
    return match[0].lower() if match else ""


def _opened(text: str, offset: int) -> int:
    """Offset of the first letter or digit after white space, opening quotes and brackets."""
    match = _SPACE_OR_OPENER.match(text, offset)
    return match.end() if match else offset


def _split_part(text: str, start: int, end: int) -> Iterator[Sentence]:
    part = text[start:end]
    first = 0
    for last in (*_find_ends(part), len(part)):
        piece = part[first:last]
        trimmed = piece.strip()
        if trimmed:
            offset = start + first + len(piece) - len(piece.lstrip())
            yield Sentence(start=offset, end=offset + len(trimmed))
        first = last


def _find_ends(part: str) -> list[int]:
    """Offsets just after the last character of each sentence but the final one, in order."""
    hidden = _ITEM_NUMBER.sub(_blank, _QUOTES.sub(" ", part))
    width = _wrapped_at(part)
    ends = {match.start() for match in _LINE_END.finditer(part) if _is_line_end(part, match, width)}
    stops = {match.start() + 1 for match in _SHORT_FORM_END.finditer(part)}
    floor = 0
    for boundary in get_sentence_boundaries("en", hidden):
        stops.add(_stop(hidden, boundary["end_index"], floor))
        floor = boundary["end_index"]
    for stop in stops:
        closers = _CLOSING.match(part, stop)
        end = closers.end() if closers else stop
        if end not in ends and _is_end(part, stop, end):
            ends.add(end)
    return sorted(ends)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _stop(text: str, offset: int, floor: int) -> int:
    """Offset after the last character before `offset` that is no white space; at least `floor`."""
    return floor + len(text[floor:offset].rstrip())


def _is_end(part: str, stop: int, end: int) -> bool:
    """Whether the sentence ends at `end`; `stop` is the offset after its full stop."""
    if not stop or not _ENDS.match(part, stop - 1):
        return False
    following = _opened(part, end)
    if following >= len(part):
        return False
    if part[following].islower() and not _BRAND.match(part, following):
        return False
    if part[stop - 1] != ".":
        return end == stop or not _ASKED.match(part, end)
    return _ends_after_word(part, stop - 1, end, following)


def _ends_after_word(part: str, stop: int, end: int, following: int) -> bool:
    match = _WORD_BEFORE.search(part, max(0, stop - 40), stop)
    word = match[0].strip("'’-").lower() if match else ""
    if word in _NEVER_LAST:
        return False
    if end == following and _CODE.match(part, match.start() if match else stop):
        return False  # "Orrin (ORR.N) said"
    if word in _LEGAL_FORMS and "(" in part[end:following]:
        return False  # "Orrin, Inc. (NYSE: ORR) said"
    if word == "x" and _ON_X.search(part, max(0, stop - 8), stop):
        return True  # "wrote on X. Others agreed."
    if part[following].isdigit() and word in _BEFORE_NUMBER:
        return False
    if word.isdigit() and _LIST_NUMBER.search(part, max(0, stop - 8), stop):
        return False  # "1. Buy": the number of a list item.
    if word in _MAYBE_LAST or _INITIALS.fullmatch(word):
        opens_quote = bool(_QUOTES.search(part, end, following))
        return opens_quote or _word_after(part, end) in _STARTERS
    return True


def _is_line_end(part: str, line_end: re.Match[str], width: int | None) -> bool:
    after = line_end.end()
    start = line_end.start()
    if line_end[0].count("\n") > 1 or after == len(part):
        return True
    if _SPLIT_INITIALS.search(part, max(0, start - 3), start) and _INITIAL.match(part, after):
        return False
    start = _stop(part, start, part.rfind("\n", 0, start) + 1)
    line = start - (part.rfind("\n", 0, start) + 1)
    if width is not None and line + _first_word(part, after) > width:
        return False
    unended = part[start - 1 : start] not in _LINE_CLOSERS
    return not (unended and line >= 40 and part[after].islower())


def _first_word(part: str, start: int) -> int:
    """Length of the word at `start` with the space it would need before it."""
    match = _NOT_SPACE.match(part, start)
    return 1 + len(match[0]) if match else 1


def _wrapped_at(part: str) -> int | None:
    """Width in characters at which the text was wrapped by a program; None where it was not.

    In wrapped text the first word of a line would not have fitted on the line before it.
    """
    lines = part.split("\n")
    pairs = [(len(one), two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    if len(pairs) < 5:
        return None
    lengths = sorted(length for length, _ in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    full = sum(length + _first_word(two, 0) > width for length, two in pairs)
    return width - 1 if 40 <= width <= 130 and full >= 0.8 * len(pairs) else None
