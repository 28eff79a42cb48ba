"""Frames in which prose of markets takes sides: ratings, comparisons, advice, causes, relief, and what undoes them.

The frames stand in `stance_frames.txt`, which tells how one is written; ratings are read here, by rank.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from corpus.stance_features import OTHER, TARGET, Masked

Sign = Literal["+", "-", "0", "?"]
"""Positive, negative, neutral, or no stance that can be told."""

TABLE = Path(__file__).with_name("stance_frames.txt")
_SIGNS: Mapping[str, Sign] = {"positive": "+", "negative": "-", "neutral": "0", "unclear": "?"}

_GAP = r"(?:(?!T/|\S+/(?:BRK|RATEUP|RATEDOWN) )\S+ ){0,%s}?"
_GAP_AFTER = (
    r"(?:(?!(?:T|and|or|but|while|as|whereas|after)/|\S+/(?:BRK|RATEUP|RATEDOWN) )\S+ ){0,%s}?"
)
_BE = (
    "is|are|was|were|be|been|look|looks|looking|remain|remains|seem|seems|appear|appears|stay|stays"
    "|become|becomes|became|get|getting|feel|feels|trade|trades"
)
_RANKS: Mapping[str, int] = {
    "buy": 1, "overweight": 1, "outperform": 1, "accumulate": 1, "add": 1, "positive": 1,
    "neutral": 0, "hold": 0, "equal": 0, "market": 0, "sector": 0, "peer": 0, "in": 0,
    "sell": -1, "underweight": -1, "underperform": -1, "reduce": -1, "negative": -1,
}  # fmt: skip
_RANK = "|".join(_RANKS)
_STRONG = r"(?:(?:strong|conviction)/\S+ )?"
_FEW = r"(?:(?!T/)\S+ ){0,2}?"
_CHANGE = re.compile(
    rf"(?:from/\S+ {_STRONG}(?P<a>{_RANK})/\S+ {_FEW}to/\S+ {_STRONG}(?P<b>{_RANK})/"
    rf"|to/\S+ {_STRONG}(?P<d>{_RANK})/\S+ {_FEW}from/\S+ {_STRONG}(?P<c>{_RANK})/)"
)
_SURE = "buy|overweight|outperform|neutral|hold|equal|market|sector|sell|underweight|underperform"
_RATED = re.compile(
    rf"(?:T/T (?:(?!\S+/BRK )\S+ ){{0,6}}?(?:to|at|as|with|rating)/\S+ {_STRONG}"
    rf"(?P<after>{_SURE})/(?:(?!weight)\S)+ "
    rf"|(?P<before>{_SURE})/\S+ (?:(?:weight|perform)/\S+ )?"
    r"(?:rating|stance|recommendation|call|view|position|on|in)/\S+ "
    r"(?:(?:on|for|to|in|of)/\S+ )?(?:(?!T/|\S+/BRK )\S+ ){0,3}?T/T )"
)
_GROUPS = {"BE": _BE}
_ASKS = re.compile(
    r"(?:what|why|how|is|are|was|can|will|could|should|would|do|does|did|has|have|who|when|where|which)/\S+ "
    r"(?:(?!\?/)\S+ )*\?/BRK "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One pattern over the tokens of a sentence, with what it says of the subject."""

    name: str
    sign: Sign
    negates: bool
    """Whether it holds a negation of its own, which then turns nothing."""
    keys: frozenset[str]
    """Of these words, beginnings and classes one must stand in the sentence; none named, none needed."""
    specific: bool
    """Whether it says more than the general frames, and so stands above them."""


@cache
def load_frames() -> tuple[Frame, ...]:
    """Return the frames, in the order of the table."""
    found: list[Frame] = []
    kind = stance = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        row = line.strip()
        if row.startswith("["):
            kind, stance = row.strip("[]").split()
        elif row and not row.startswith("#"):
            found.append(
                Frame(
                    name=row,
                    sign=_SIGNS[stance],
                    specific=kind == "specific",
                    negates=_NEGATES.search(row) is not None,
                    keys=_choose_keys(row),
                )
            )
    return tuple(found)


@cache
def _index_frames() -> tuple[Mapping[str, Sequence[int]], Sequence[int]]:
    """The numbers of the frames by their keys, and those that need none: most frames need not be tried."""
    by_key: dict[str, list[int]] = {}
    always: list[int] = []
    for number, frame in enumerate(load_frames()):
        for key in frame.keys:
            by_key.setdefault(key, []).append(number)
        if not frame.keys:
            always.append(number)
    return by_key, always


def _choose_keys(row: str) -> frozenset[str]:
    """The rarest element that must stand: what no sentence lacks is no help."""
    best: frozenset[str] = frozenset()
    for element in row.split():
        parts = element.split("|")
        if element[0] in "~!" or element.endswith("?") or not _COMMON.isdisjoint(parts):
            continue
        keys = frozenset(part[:3] if part.endswith("*") else part for part in parts)
        if not best or len(keys) < len(best):
            best = keys
    return best


@cache
def compile_frame(row: str) -> re.Pattern[str]:
    """Return the pattern of one row of the table over `write_tokens`; made when first needed, all take 0.1 s."""
    written = [r"(?<!\S)"]
    for before, element in pairwise(("", *row.split())):
        written.append(
            _GAP_AFTER % element[1:] if element[0] == "~" and before == "T" else _element(element)
        )
    return re.compile("".join(written))


def _element(element: str) -> str:
    if element[0] == "~":
        return _GAP % element[1:]
    if element[0] == "!":
        return rf"(?!{_element(element[1:])})"
    optional = "?" if element.endswith("?") else ""
    element = element.removesuffix("?")
    element = "|".join(_GROUPS.get(part, part) for part in element.split("|"))
    kinds = [part for part in element.split("|") if part.isupper()]
    words = [re.escape(p).replace(r"\*", r"[^\s/]*") for p in element.split("|") if not p.isupper()]
    options = []
    if words:
        options.append(rf"(?:{'|'.join(words)})/\S+ ")
    if kinds:
        options.append(rf"[^\s/]+/(?:{'|'.join(kinds)}) ")
    return f"(?:{'|'.join(options)}){optional}"


_NEGATES = re.compile(
    r"(?<![^ |])(?:no|not|nothing|nobody|lack|less|fewer|without|neither|anything|little|hard)(?![^ |])"
)
_COMMON = frozenset(
    "T O BE at for on in about of to from by over than until because since as it and".split()
)


def write_tokens(masked: Masked) -> str:
    """Return the sentence as `word/CLASS ` tokens, the subject as `T/T `, punctuation as `BRK`."""
    written: list[str] = []
    for number, (word, kind) in enumerate(zip(masked.words, masked.classes, strict=True)):
        if word == TARGET:
            written.append("T/T " if number == masked.at else "it/- ")
        elif word == OTHER:
            written.append("O/O ")
        elif not word[0].isalnum() and word[0] != "<":
            written.append(f"{word}/BRK ")
        elif word not in _SKIPPED:
            written.append(f"{word}/{kind if kind.isupper() else '-'} ")
    return "".join(written)


_SKIPPED = frozenset(
    "the a an this that these those its their our his her any some very so such".split()
)


def find_frames(masked: Masked) -> tuple[tuple[Frame, Sign], ...]:
    """Return the frames that hold with their signs, in the order of the table; a negation just before turns one."""
    text = write_tokens(masked)
    found: list[tuple[Frame, Sign]] = []
    present = {*masked.words, *masked.classes, *(word[:3] for word in masked.words)}
    frames = load_frames()
    by_key, always = _index_frames()
    wanted = {number for key in present for number in by_key.get(key, ())}
    for number in sorted(wanted.union(always)):
        frame = frames[number]
        match = compile_frame(frame.name).search(text)
        if match is not None:
            found.append((frame, _turn(frame, text, match)))
    asked = _ASKS.search(text)
    if asked is not None and "T/T" in asked.group():
        found.append((_ASKED, "?"))
    elif not any(frame.specific and frame.sign == "0" for frame, _ in found):
        rated = _read_rating(text)
        if rated is not None:
            found.insert(0, (_RATING_FRAME, rated))
    return tuple(found)


_RATING_VERB = re.compile(
    r"(?:rais|cut|upgrad|downgrad|lift|lower|mov|took|tak|start|initiat|rat|kept|keep|reiterat|maintain|assign"
    r"|retain|resum|cover|stay|remain|reduc|hik)[^\s/]*/"
)


def _read_rating(text: str) -> Sign | None:
    if _RATING_VERB.search(text) is None:
        return None
    change = _CHANGE.search(text)
    if change is not None:
        old, new = change["a"] or change["c"], change["b"] or change["d"]
        moved = _RANKS[new] - _RANKS[old]
        if moved:
            return "+" if moved > 0 else "-"
    rated = _RATED.search(text)
    if rated is None:
        return None
    rank = _RANKS[rated["after"] or rated["before"]]
    return "+" if rank > 0 else "-" if rank < 0 else "0"


_ASKED = Frame(name="asked", sign="?", specific=True, negates=True, keys=frozenset())
_RATING_FRAME = Frame(name="rating", sign="0", specific=True, negates=True, keys=frozenset())
_NEGATION = re.compile(r"/NOT ")


def _turn(frame: Frame, text: str, match: re.Match[str]) -> Sign:
    """A negation turns a positive frame to negative, and makes a negative one say nothing for certain."""
    before = text[: match.start()].split()[-3:]
    while any(token.endswith("/BRK") for token in before):
        before = before[1:]
    turned = any(token.endswith("/NOT") for token in before)
    turned ^= not frame.negates and _NEGATION.search(match.group()) is not None
    sign = frame.sign
    if not turned:
        return sign
    return "-" if sign == "+" else "?" if sign == "-" else sign


def sum_signs(found: Sequence[tuple[Frame, Sign]]) -> Sign | None:
    """Return what the frames say together: None where none holds, `?` where they are at odds."""
    if not found:
        return None
    if found[0][0] is _RATING_FRAME:
        return found[0][1]
    specific = {sign for frame, sign in found if frame.specific}
    signs = specific or {sign for _, sign in found}
    if "?" in signs or {"+", "-"} <= signs:
        return "?"
    return "+" if "+" in signs else "-" if "-" in signs else "0"
