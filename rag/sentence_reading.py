"""A sentence or span read for the check: its words with clause, negation and force, and what it names.

The same reading serves both sides. Clauses are cut at marks and joining words; that is coarse, and so
nothing is concluded from a clause alone that the whole text does not bear out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corpus.chunk import Chunk
from corpus.chunks import chunk_sentence
from corpus.names import find_indices, load_firms
from corpus.subjects import load_subjects
from corpus.words import words
from rag.figures import Figure, read_figures
from rag.normalising import normalise
from rag.terms import base, stem

Negation = Literal["no", "near", "yes"]
"""`yes` for the word a negation bears on, `near` for the others that stand behind it in its clause."""
Force = Literal["fact", "possible", "will"]

FUNCTION_WORDS = frozenset(
    words(
        """
    a an the this that these those there here it its he she they him her them his hers their theirs
    we us our you your i me my himself herself itself themselves of in on at by for from to with
    into onto upon over under about between among through during since until till as than via per
    and or but nor so yet if while whereas although though when where what which who whom whose why
    how is are was were be been being am do does did done doing have has had having will would can
    could may might shall should must not no any all both each every some such own same too very
    just also then once again another other one ones ll ve re d s t m ve't let rather quite even
    still already now only up down out off along away across against around because however
    meanwhile amid both either neither whether within without toward towards besides despite
    according per versus vs etc eg ie get got gets getting become became becomes much many more
    most less least few fewer several lot lots bit
    """
    )
)
_NEGATORS = frozenset(
    words(
        """
    not no never none nobody nothing neither nor without hardly barely scarcely rarely seldom
    cannot unlikely least lack lacks lacked lacking deny denies denied denying refuse refuses refused
    doubt doubts doubted fail fails failed failing avoid avoids avoided avoiding rejects rejected
    reject stop stops stopped prevent prevents prevented dismiss dismissed dismisses unable
    unwilling unless nowhere instead
    """
    )
)
_NO_NEGATION = re.compile(
    r"\b(?:not only|no doubt|no wonder|nothing but|not least|no later than|no less than|no fewer than|"
    r"no more than|no earlier than|non-|if not|at least|without doubt|last but not least|whether or not|"
    r"never mind|not just|not merely|benefit of the doubt)\b",
    re.IGNORECASE,
)
_FAR_FROM = re.compile(
    r"\b(?:far from|yet to|anything but|rather than|ruled? out|rules out)\b", re.I
)
_LIGHT = frozenset(
    words(
        """
    have has had having been be being do does did yet fully really very enough any sign signs
    evidence reason reasons need needs plan plans intend intends intention further particularly
    especially completely entirely necessarily quite longer even ever likely going about expect
    expects expected think thinks thought believe believes believed say says said tell tells told
    see sees seen saw want wants wanted way far so too much many more most such as the a an to of
    in on at for by with its their his her this that these those is are was were will would can
    could may might should must all both each every one it he she they there simply just also
    make makes made making get gets got take takes took taken come comes came
    """
    )
)
_POSSIBLE = frozenset(
    words(
        """
    may might could can possible possibly perhaps potential potentially maybe chance if
    should would unless possibility
    """
    )
)
_WILL = frozenset(
    words(
        """
    will shall ll won't going expect expects expected expecting forecast forecasts predict
    predicts predicted project projects projected anticipate anticipates anticipated see sees
    foresee foresees likely likelier probable probably plan plans planned planning set due next
    coming future upcoming target targets hope hopes hoped bet bets estimate estimates outlook ahead
    prospect prospects until reckon reckons think thinks believe believes to
    """
    )
)
_HARD = frozenset(words("but while whereas although though because which who where whom whose"))
_SOFT = frozenset(words("and or than against versus vs as after before if when since unless amid"))
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[.,;:!?()]|(?<=\s)-(?=\s)|\d[\d,.]*\d|\d")
_ABBREVIATIONS = frozenset(words("mr mrs ms dr prof st inc ltd corp co vs no jr sr u s k p j a m"))
_SCOPE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word with where it stands and how it is meant."""

    low: str
    term: str
    """Its stem."""
    start: int
    end: int
    sentence: int
    clause: int
    piece: int
    """Counts the smallest parts, cut at commas and joining words."""
    negation: Negation = "no"
    force: Force = "fact"

    @property
    def is_content(self) -> bool:
        """Whether it says something of its own."""
        return self.low not in FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Entity:
    """A subject, index, firm or person named at `start` to `end`."""

    name: str
    """The table's name where it has one, else as written, in lower case."""
    kind: str
    """`person`, `firm`, or the kind of the subject, such as `index`."""
    start: int
    end: int
    piece: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A normalised text and what was read in it."""

    text: str
    words: tuple[Word, ...]
    figures: tuple[tuple[Figure, ...], ...]
    """Each number with what it may mean."""
    entities: tuple[Entity, ...]
    chunks: tuple[Chunk, ...]
    pieces: tuple[int, ...]
    """The offset at which each piece begins."""

    def piece_at(self, offset: int) -> int:
        """The piece that holds an offset."""
        return max((k for k, start in enumerate(self.pieces) if start <= offset), default=0)

    def sentence_of_piece(self, piece: int) -> int:
        """The sentence that a piece is part of."""
        return next((w.sentence for w in self.words if w.piece == piece), 0)


@lru_cache(maxsize=4_096)
def read_text(text: str) -> Reading:
    """The reading of a text; marks are to be taken out before."""
    text = normalise(text)
    tokens = _cut(text)
    chunks = chunk_sentence(text, 0, len(text), load_firms().find(text), find_indices(text))
    pieces: dict[int, int] = {}
    for token in tokens:
        pieces.setdefault(token.piece, token.start)
    starts = tuple(pieces[k] for k in sorted(pieces))
    numbered = {k: place for place, k in enumerate(sorted(pieces))}
    tokens = [replace(token, piece=numbered[token.piece]) for token in tokens]
    bare = Reading(
        text=text,
        words=tuple(tokens),
        figures=tuple(read_figures(text)),
        entities=(),
        chunks=chunks,
        pieces=starts,
    )
    entities = _entities(bare)
    return replace(bare, words=tuple(_weigh(text, tokens, entities)), entities=entities)


def _cut(text: str) -> list[Word]:
    """The words with their places; nothing is known of their negation yet."""
    found: list[Word] = []
    sentence = clause = piece = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        low = token.lower()
        if token[0] in ".!?":
            last = found[-1].low if found and found[-1].end == match.start() else ""
            if last in _ABBREVIATIONS or not re.match(r"[\"')]*(?:\s|$)", text[match.end() :]):
                continue
            sentence, clause, piece = sentence + 1, clause + 1, piece + 1
        elif token[0] in ";:-" or token in ",()":
            clause, piece = clause + 1, piece + 1
        elif token[0].isdigit():
            continue
        else:
            clause += low in _HARD
            piece += low in _HARD or low in _SOFT
            for part, at in _split_word(low, match.start()):
                term = base(stem(part))
                end = at + len(part)
                found.append(Word(part, term, at, end, sentence, clause, piece))
    return found


def _split_word(low: str, start: int) -> list[tuple[str, int]]:
    """`isn't` as `is` and `not`, `bank's` as `bank`."""
    if low == "can't":
        return [("can", start), ("not", start + 3)]
    if low.endswith("n't"):
        return [(low[:-3] or low, start), ("not", start + len(low) - 3)]
    head, apostrophe, _ = low.partition("'")
    return [(head, start)] if apostrophe and head else [(low, start)]


def _entities(reading: Reading) -> tuple[Entity, ...]:
    text = reading.text
    found: list[Entity] = []

    def add(name: str, kind: str, start: int, end: int) -> None:
        if all(end <= e.start or start >= e.end for e in found):
            piece = reading.piece_at(start)
            found.append(Entity(name, kind, start, end, piece, reading.sentence_of_piece(piece)))

    for chunk in reading.chunks:
        if chunk.kind == "firm" and chunk.firm is not None:
            add(chunk.firm.name.lower(), "firm", chunk.start, chunk.end)
    for start, end in find_indices(text):
        add(_index_name(text[start:end]), "index", start, end)
    for mention in load_subjects().find(text):
        add(mention.entry.name.lower(), mention.entry.kind, mention.start, mention.end)
    for chunk in reading.chunks:
        if chunk.kind in ("name", "org"):
            add(chunk.low, "person" if chunk.kind == "name" else "firm", chunk.start, chunk.end)
    return tuple(sorted(found, key=lambda entity: entity.start))


def _index_name(written: str) -> str:
    found = load_subjects().find(written)
    return found[0].entry.name.lower() if found else written.lower()


def _weigh(text: str, tokens: Sequence[Word], entities: Sequence[Entity]) -> list[Word]:
    """The words with their negation and force."""
    spared = [match.span() for match in _NO_NEGATION.finditer(text)]
    far = {match.end() for match in _FAR_FROM.finditer(text)}
    named = [(entity.start, entity.end) for entity in entities]
    marked: list[Negation] = ["no"] * len(tokens)
    for at, token in enumerate(tokens):
        negates = token.low in _NEGATORS or token.end in far
        if not negates or any(a <= token.start < b for a, b in spared):
            continue
        if token.low == "least" and text[token.end : token.end + 1] not in "- ":
            continue
        _spread(tokens, at, named, marked)
    forces = _forces(tokens)
    return [
        replace(token, negation=negation, force=force)
        for token, negation, force in zip(tokens, marked, forces, strict=True)
    ]


def _spread(
    tokens: Sequence[Word],
    at: int,
    named: Sequence[tuple[int, int]],
    marked: list[Negation],
) -> None:
    """Mark what stands behind the negator: the first word with a meaning of its own, then the rest."""
    struck = False
    for k in range(at + 1, min(len(tokens), at + 1 + _SCOPE_WORDS)):
        token = tokens[k]
        if token.clause != tokens[at].clause:
            break
        if struck and token.low in ("and", "but"):
            break
        light = token.low in _LIGHT or token.low in FUNCTION_WORDS or token.low in _NEGATORS
        inside = any(a <= token.start < b for a, b in named)
        if not struck and not light and not inside:
            marked[k], struck = "yes" if marked[k] == "no" else "near", True
        elif marked[k] == "no":
            marked[k] = "near"


def _forces(tokens: Sequence[Word]) -> list[Force]:
    """Whether each word tells a fact, what may be or what will be, by what stands before it in its clause."""
    forces: list[Force] = []
    force: Force = "fact"
    clause = -1
    for token in tokens:
        if token.clause != clause:
            clause, force = token.clause, "fact"
        if token.low in _POSSIBLE:
            force = "possible"
        elif token.low in _WILL and force == "fact" and (token.low != "to"):
            force = "will"
        forces.append(force)
    return forces
