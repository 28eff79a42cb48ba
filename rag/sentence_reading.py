"""A sentence or span read for the check: its words with clause, negation and force, and what it names.

The same reading serves both sides. Clauses are cut at marks and joining words; that is coarse, and so
nothing is concluded from a clause alone that the whole text does not bear out.
"""

import re
from bisect import bisect_right
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
from rag.meanings import is_ordinary
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
    according per versus vs etc eg ie get got gets getting become became becomes much many
    most least few several lot lots bit
    """
    )
)
_NEGATORS = frozenset(
    words(
        """
    not no never none nobody nothing neither nor without hardly barely scarcely rarely seldom
    cannot unlikely least lack lacks lacked lacking deny denies denied denying refuse refuses refused
    doubt doubts doubted fail fails failed failing unable unwilling nowhere
    """
    )
)
_TURNING = frozenset(
    words(
        """
    avoid avoids avoided avoiding reject rejects rejected stop stops stopped prevent prevents
    prevented dismiss dismissed dismisses unless instead abandon abandons abandoned drop drops
    dropped dropping
    """
    )
)
"""Words whose object may be told as denied or not."""
_PLAIN_NEGATORS = frozenset(words("not no never none nobody nothing neither nor without cannot"))
_NOBODY = frozenset(words("none nobody neither"))
"""Behind these every verb is denied, also a plain one of speech."""
_NO_NEGATION = re.compile(
    r"\b(?:not only|no doubt|no wonder|nothing but|not least|no later than|no less than|no fewer than|"
    r"no more than|no earlier than|non-|if not|at least|without doubt|last but not least|whether or not|"
    r"never mind|not just|not merely|benefit of the doubt)\b",
    re.IGNORECASE,
)
_FAR_FROM = re.compile(
    r"\b(?:far from|yet to|anything but|rather than|ruled? out|rules out)\b", re.I
)
_TURNED_AWAY = re.compile(
    r"\b(?:out of|away from|g[ai]ve?n? up|giving up|clear of|opposed to|(?:advis\w+|warn\w*|argu\w+|caution\w*|decid\w+) against)\b",
    re.IGNORECASE,
)
"""Phrases that turn away from what follows, as the words of `_TURNING` do."""
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
    make makes made making get gets got take takes took taken come comes came one two three four
    five six seven eight nine ten eleven twelve
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
_FORMS = {
    form: line.split()[0]
    for line in """
unwind unwound
sell sold
tell told
think thought
find found
hear heard
stand stood
understand understood
send sent
spread spread
run ran
see saw seen
go went gone
do did done
cut cut
let let
put put
set set
hit hit
quit quit
wind wound
hold held
catch caught
teach taught
forecast forecast
leap leapt
easy easier easiest
early earlier earliest
heavy heavier heaviest
risky riskier riskiest
worry worried worries
wary warier
steady steadier
broad broader broadest
steep steeper
flat flatter
wide wider widest
""".strip().splitlines()
    for form in line.split()
}
"""Forms that no stemmer knows, by form."""


def to_term(low: str) -> str:
    """The stem under which a word is compared."""
    return base(stem(_FORMS.get(low, low)))


_HARD = frozenset(words("but while whereas although though because which who where whom whose"))
_SOFT = frozenset(
    words("and or than against versus vs as after before if when since unless amid until unlike")
)
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[.,;:!?()]|(?<=\s)-(?=\s)|\d[\d,.]*\d|\d")
_ABBREVIATIONS = frozenset(words("mr mrs ms dr prof st inc ltd corp co vs no jr sr u s k p j a m"))
_SCOPE_WORDS = 12
_SIZE_INDEX = re.compile(
    r"\b(?:S&P|Russell|MSCI|Stoxx|FTSE)\s(?:(?:Mid|Small|Large)-?[Cc]ap|\d{3,4})(?:\s(?:Growth|Value))?\b"
)
"""Indices of one size or style, which are not those of their family's short name."""


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

    denied: bool = False
    """Whether its piece holds a negation."""
    steers: bool = False
    """Whether it is an `up` or `down` that tells a direction, as in `up 0.2%`."""

    opener: str = ""
    """The joining word that its piece begins with, such as `before`."""

    @property
    def is_content(self) -> bool:
        """Whether it says something of its own."""
        return self.steers or self.low not in FUNCTION_WORDS


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
    spared: tuple[tuple[int, int], ...] = ()
    """Where names and numbers stand, which are checked on their own."""

    def names_at(self, offset: int) -> bool:
        """Whether an offset lies in a name, a subject or a number."""
        return any(a <= offset < b for a, b in self.spared)

    def piece_at(self, offset: int) -> int:
        """The piece that holds an offset."""
        return max(0, bisect_right(self.pieces, offset) - 1)

    def sentence_of_piece(self, piece: int) -> int:
        """The sentence that a piece is part of."""
        return next((w.sentence for w in self.words if w.piece == piece), 0)


@lru_cache(maxsize=4_096)
def read_text(text: str) -> Reading:
    """The reading of a text; marks are to be taken out before."""
    text = normalise(text)
    cutter = _Cutter(text)
    cutter.cut()
    tokens, starts = cutter.words, tuple(cutter.starts)
    chunks = _chunk(text, cutter.sentences)
    bare = Reading(
        text=text,
        words=tuple(tokens),
        figures=tuple(f for f in read_figures(text) if not _in_index(text, f[0])),
        entities=(),
        chunks=chunks,
        pieces=starts,
    )
    entities = _entities(bare)
    spared = [(e.start, e.end) for e in entities if e.kind not in _TOPICS]
    spared += [(c.start, c.end) for c in chunks if c.kind in ("firm", "name", "org")]
    spared += [(f.start, f.end) for f, *_ in bare.figures]
    return replace(
        bare,
        words=tuple(_weigh(text, tokens, entities)),
        entities=entities,
        spared=tuple(spared),
    )


_TOPICS = ("macro", "rates")
"""Kinds of subject whose words are checked as words: `rate cuts` are no `rate hikes`."""


def _in_index(text: str, figure: Figure) -> bool:
    """Whether a number is part of an index's name."""
    places = (*find_indices(text), *(m.span() for m in _SIZE_INDEX.finditer(text)))
    return any(start <= figure.start < end for start, end in places)


_MEASURES = frozenset(words("much many high low well long soon"))
_MEASURED = re.compile(
    r"\s(?:(?:much|many|high|low|well|long|soon)\b|[$€£+-]?\d|a \w+)", re.IGNORECASE
)


def _chunk(text: str, sentences: Sequence[int]) -> tuple[Chunk, ...]:
    """The chunks of each sentence in turn, so that a capital at its start says nothing."""
    mentions, indices = load_firms().find(text), find_indices(text)
    found: list[Chunk] = []
    for start, end in zip(sentences, [*sentences[1:], len(text)], strict=True):
        own = [m for m in mentions if start <= m.start < end]
        found += chunk_sentence(text, start, end, own, [i for i in indices if start <= i[0] < end])
    return tuple(c for c in found if not (c.kind == "name" and _is_first_word(text, c, sentences)))


def _is_first_word(text: str, chunk: Chunk, sentences: Sequence[int]) -> bool:
    """Whether a lone word has its capital letter from standing first, and is no name."""
    if not chunk.text.isalpha() or not is_ordinary(chunk.text):
        return False
    before = text[max(start for start in sentences if start <= chunk.start) : chunk.start]
    return not any(map(str.isalnum, before))


class _Cutter:
    """Cuts a text into words and counts its sentences, clauses and pieces."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = []
        self.starts = [0]
        self.sentences = [0]
        """Where each sentence begins."""
        self._sentence = self._clause = 0
        self._opener = ""
        self._filled = False

    def cut(self) -> None:
        """Fill `words` and `starts`; nothing is known of negation yet."""
        for match in _TOKEN.finditer(self.text):
            token = match[0]
            if token[0].isdigit():
                self._filled = True
            elif token[0] in ".!?":
                if self._ends_sentence(match):
                    self._sentence += 1
                    self.sentences.append(match.end())
                    self._part(match.end())
            elif token[0] in ",;:-()":
                self._part(match.end())
            else:
                self._add(token.lower(), match.start())

    def _joins(self, low: str, start: int) -> bool:
        """Whether `than` and `as` join clauses here, and not a measure: `more than 60%`, `as much as`."""
        if low not in ("than", "as"):
            return True
        before = self.words[-1].low if self.words else ""
        return before not in _MEASURES and not _MEASURED.match(self.text, start + len(low))

    def _ends_sentence(self, match: re.Match[str]) -> bool:
        touching = self.words and self.words[-1].end == match.start()
        if touching and self.words[-1].low in _ABBREVIATIONS:
            return False
        return re.match(r"[\"')]*(?:\s|$)", self.text[match.end() : match.end() + 4]) is not None

    def _part(self, start: int, *, clause: bool = True, opener: str = "") -> None:
        self._clause += clause
        self._opener = opener
        if self._filled:
            self.starts.append(start)
            self._filled = False

    def _add(self, low: str, start: int) -> None:
        if low in _HARD or (low in _SOFT and self._joins(low, start)):
            self._part(start, clause=low in _HARD, opener=low)
        for part, at in _split_word(low, start):
            self.words.append(
                Word(
                    low=part,
                    term=to_term(part),
                    start=at,
                    end=at + len(part),
                    sentence=self._sentence,
                    clause=self._clause,
                    piece=len(self.starts) - 1,
                    opener=self._opener,
                )
            )
        self._filled = True


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
    for match in _SIZE_INDEX.finditer(text):
        add(match[0].lower().replace("-", ""), "index", match.start(), match.end())
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
    away = {match.end() for match in _TURNED_AWAY.finditer(text)}
    named = [(entity.start, entity.end) for entity in entities]
    marked: list[Negation] = ["no"] * len(tokens)
    denied: set[int] = set()
    for at, token in enumerate(tokens):
        negates = token.low in _NEGATORS or token.end in far
        turns = token.low in _TURNING or token.end in away
        if not (negates or turns) or any(a <= token.start < b for a, b in spared):
            continue
        if token.low == "least" and text[token.end : token.end + 1] not in "- ":
            continue
        if token.low in _PLAIN_NEGATORS:
            denied.add(token.piece)
        _spread(tokens, at, named, marked, struck=not negates)
    forces = _forces(tokens)
    return [
        Word(
            low=token.low,
            term=token.term,
            start=token.start,
            end=token.end,
            sentence=token.sentence,
            clause=token.clause,
            piece=token.piece,
            negation=negation,
            force=force,
            denied=token.piece in denied,
            steers=token.low in ("up", "down") and _steers(text, token),
            opener=token.opener,
        )
        for token, negation, force in zip(tokens, marked, forces, strict=True)
    ]


_BEFORE_STEER = re.compile(
    r"\b(?:is|are|was|were|be|been|edged?|edges|goe?s?|went|gone|moved?|moves|ticked|ticks|inched|"
    r"inches|ended|ends|closed|closes|finished|finishes|still|remains?|stands?|stood|crept|drifted)\s$",
    re.IGNORECASE,
)
_BEHIND_STEER = re.compile(
    r"\s(?:by|from|about|around|nearly|almost|some|roughly|over|more than|less than|close to|only|just|a further|"
    r"another|on the|slightly|sharply)\b|\s[$€£+-]?\d",
    re.IGNORECASE,
)


def _steers(text: str, token: Word) -> bool:
    """Whether `up` or `down` tells a direction."""
    return bool(
        _BEHIND_STEER.match(text, token.end)
        or _BEFORE_STEER.search(text[max(0, token.start - 12) : token.start])
    )


def _spread(
    tokens: Sequence[Word],
    at: int,
    named: Sequence[tuple[int, int]],
    marked: list[Negation],
    *,
    struck: bool,
) -> None:
    """Mark what stands behind the negator: the first word with a meaning of its own, then the rest."""
    for k in range(at + 1, min(len(tokens), at + 1 + _SCOPE_WORDS)):
        token = tokens[k]
        if token.clause != tokens[at].clause:
            break
        if struck and token.low in ("and", "but"):
            break
        light = (
            token.low in FUNCTION_WORDS
            or token.low in _PLAIN_NEGATORS
            or (token.low in _LIGHT and not (tokens[at].low in _NOBODY and is_past(token.low)))
        )
        inside = any(a <= token.start < b for a, b in named)
        if not struck and not light and not inside:
            marked[k], struck = "near" if marked[k] == "yes" else "yes", True
        elif marked[k] == "no":
            marked[k] = "near"


_SAID = frozenset(words("said wrote told added noted promised announced pledged stated"))
"""Behind these `would` is a `will` that is retold."""


def _forces(tokens: Sequence[Word]) -> list[Force]:
    """Whether each word tells a fact, what may be or what will be, by what stands before it in its clause."""
    forces: list[Force] = []
    force: Force = "fact"
    clause = sentence = -1
    said = False
    for token in tokens:
        if token.clause != clause:
            clause, force = token.clause, "fact"
        said = said if token.sentence == sentence else False
        sentence = token.sentence
        said = said or token.low in _SAID
        if token.low in _POSSIBLE and not (said and token.low == "would"):
            force = "possible"
        elif token.low == "would" and force == "fact":
            force = "will"
        elif token.low in _WILL and force == "fact" and (token.low != "to"):
            force = "will"
        forces.append(force)
    return forces


_PAST_FORMS = frozenset(_FORMS) | frozenset(
    words(
        """
    rose risen fell fallen grew grown sank sunk slid lost shrank shrunk swung bought held led left wrote
    spoke began broke drove drew withdrew threw froze chose kept paid spent built brought sought won
    gave took came became overtook shown beat spun stuck struck dealt lent felt meant foresaw
    """
    )
)


def is_past(low: str) -> bool:
    """Whether a form tells of what was done."""
    return low.endswith("ed") or low in _PAST_FORMS
