"""What the stance model reads of a sentence: its tokens with the subject masked, and features around it.

Neither the subject's own name nor another name is ever a feature, only where they stand:
a firm unseen in training is judged as any other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from corpus.stance_words import load_classes

TARGET = "TARGET"
OTHER = "OTHER"
BUCKETS = 1 << 17
"""Features are hashed into this many; 2**18 and 2**20 were no better by more than 0.3 points."""
_TOKEN = re.compile(
    r"\b(?:[QqHh][1-4]|[Ff][Yy]\d+)\b|\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$₹€£;:,.?!()–—]",
    re.UNICODE,
)
_BREAKS = frozenset(";:,.?!()–—")
_TURNS = frozenset("while but as after whereas though although amid despite yet".split())
_KEPT = _BREAKS | frozenset(
    """while but as after on amid despite though although whereas and than over against ahead before
    following since because with when if until from for rather more most instead both yet""".split()
)
"""Words of grammar that stand for themselves in the sequence of classes."""
_CURRENCY = frozenset(("rs", "$", "₹", "€", "£"))
_PERCENT = frozenset(("%", "percent", "pct"))
_AFTER_NUMBER = re.compile(r"[- ]{0,2}(?:%|per cent|percent|pct)", re.IGNORECASE)
_TERMS = frozenset(
    """<cur> <q> ipo ipos fpo gdp ceo cfo md eps pat npa npas qip fii fiis dii diis etf etfs fdi ebitda ebit
    nav aum us uk eu usd ncd ncds esop f&o i we""".split()
)
"""Written in capitals without being a name."""
_PERIOD = re.compile(r"q[1-4]|h[12]|fy\d*")
_REACH = 30
"""Tokens read to either side of the subject."""
_NEGATED = 3
"""Tokens over which a negation turns a class."""
_TITLED = 0.7
"""Above this share of capitals a text is a title in which capitals tell no names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A sentence as tokens; `classes` is parallel to `words`; `at` is the subject's place."""

    words: tuple[str, ...]
    classes: tuple[str, ...]
    at: int


def mask(text: str, targets: Sequence[tuple[int, int]], at: int = 0) -> Masked:
    """Return the tokens of a sentence; every span of `targets` is the subject, `targets[at]` the one judged."""
    raw: list[tuple[str, int]] = []
    place = last = 0
    for number, (start, end) in enumerate(targets):
        raw += [(match.group(), match.start()) for match in _TOKEN.finditer(text, last, start)]
        if number == at:
            place = len(raw)
        raw.append((TARGET, -1))
        last = end
    raw += [(match.group(), match.start()) for match in _TOKEN.finditer(text, last)]
    first = max(0, place - _REACH)
    return _read(text, raw[first : place + _REACH], place - first)


def _read(text: str, raw: Sequence[tuple[str, int]], place: int) -> Masked:
    table = load_classes()
    letters = [token for token, at in raw if at >= 0 and token[0].isalpha()]
    titled = len(letters) > 3 and sum(t[0].isupper() for t in letters) > _TITLED * len(letters)
    words: list[str] = []
    classes: list[str] = []
    found = 0
    before = "."
    for number, (token, at) in enumerate(raw):
        if number == place:
            found = len(words)
        starts, before = before in ".?!:", token
        if at < 0:
            word = kind = TARGET
        elif token[0].isdigit():
            word = kind = _number(text, token, at)
        else:
            word = token.lower().replace("’", "'")
            if word in _PERCENT:
                continue
            word = "<cur>" if word in _CURRENCY else "<q>" if _PERIOD.fullmatch(word) else word
            known = table.get(word)
            if known is None and word.endswith("'s"):
                word = word[:-2]
                known = table.get(word)
            if word in _TERMS:
                words.append(word)
                classes.append(known or word)
                continue
            named = not titled and token[0].isupper() and (not starts or token.isupper())
            if named and known is None and len(token) > 1:
                if words and words[-1] == OTHER:
                    continue
                word = kind = OTHER
            else:
                kind = known or (word if word in _KEPT or len(word) < 4 else "*")
        words.append(word)
        classes.append(kind)
    return Masked(words=tuple(words), classes=tuple(classes), at=found)


def _number(text: str, token: str, at: int) -> str:
    if _AFTER_NUMBER.match(text, at + len(token)):
        return "<pct>"
    return "<year>" if len(token) == 4 and token[:2] in ("19", "20") else "<num>"


def stem(word: str) -> str:
    """Return the word without the endings of inflection, roughly."""
    if len(word) < 5 or word[0] == "<":
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 6:
        word = word[:-3]
    elif (word.endswith("ed") and len(word) > 5) or word.endswith("es"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith("e"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl" else word


def list_features(masked: Masked) -> list[str]:
    """Return the features by name: words and classes by side and distance, their sequences, the shape."""
    kinds, at = masked.classes, masked.at
    words = [word if word in (TARGET, OTHER) else stem(word) for word in masked.words]
    count = len(words)
    clauses: list[int] = []
    clause = 0
    for word in masked.words:
        clause += word in _BREAKS or word in _TURNS
        clauses.append(clause)
    sides = [
        "T" if i == at else ("A" if i > at else "B") + ("=" if clauses[i] == clauses[at] else "~")
        for i in range(count)
    ]
    found = ["bias", f"n{min(5, count // 4)}"]
    turned = -9
    signs: list[tuple[int, str]] = []
    for i, (word, kind, side) in enumerate(zip(words, kinds, sides, strict=True)):
        signed = kind.isupper() and kind != OTHER
        if word == TARGET:
            signs.append((i, TARGET))
            continue
        far = abs(i - at)
        near = f"{side[0]}{far if far < 4 else 4 if far < 7 else 7}"
        found += ("s" + side + word, "d" + near + word)
        if kind == "NOT" or word == "fail":
            turned = i
        if signed:
            if kind != "NOT" and i - turned <= _NEGATED:
                kind = "!" + kind
            signs.append((i, kind))
            found += ("S" + side + kind, "D" + near + kind)
    for i in range(count - 1):
        pair = words[i] + " " + words[i + 1]
        found += ("2" + pair, "2" + sides[i][0] + sides[i + 1] + pair)
        pair = kinds[i] + " " + kinds[i + 1]
        found += ("3" + pair, "3" + sides[i][0] + sides[i + 1] + pair)
        if i + 2 < count:
            found.append("4" + pair + " " + kinds[i + 2])
    found += _shape(masked, signs, sides, clauses)
    return found


def _shape(
    masked: Masked, signs: Sequence[tuple[int, str]], sides: Sequence[str], clauses: Sequence[int]
) -> list[str]:
    """Neighbouring classes of one clause, the first class to either side, colons, counts."""
    words, at = masked.words, masked.at
    found = [
        f"p{'=' if clauses[i] == clauses[j] else '~'}{a} {b}" for (i, a), (j, b) in pairwise(signs)
    ]
    own = [(i, kind) for i, kind in signs if kind != TARGET]
    after = next(((i, kind) for i, kind in own if i > at), None)
    before = next(((i, kind) for i, kind in reversed(own) if i < at), None)
    found += [f"f{sides[i]}{kind}" for i, kind in (one for one in (after, before) if one)]
    found.append("first" if at == 0 else "last" if at == len(words) - 1 else "mid")
    if ":" in words:
        colon = len(words) - 1 - words[::-1].index(":")
        found.append("cB" if at < colon else f"cA{min(3, at - colon)}")
    found.append(f"t{min(3, words.count(TARGET))}")
    found.append(f"o{min(3, words.count(OTHER))}")
    return found


def hash_features(names: Sequence[str]) -> list[int]:
    """Return the buckets of the features, ascending, each once; the same on every machine."""
    return sorted({crc32(name.encode()) & (BUCKETS - 1) for name in names})
