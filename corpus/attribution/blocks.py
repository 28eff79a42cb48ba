"""Whose block of a round-up each sentence stands in: a house's name heads the analysts it quotes.

`Orrin Bank (Buy, target 90)` on a line of its own, `Orrin Bank: ...` at a paragraph's start, and
`Acme: Orrin Bank ups to buy` in a list of brokers' moves. Read from the shape of the lines only.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.attribution.cues import AUXILIARIES, CUE_VERBS, RATING_MOVES, TARGET_NOUNS
from corpus.attribution.introductions import Mention
from corpus.attribution.noun_phrases import Attribution, Subject, kind_at, low_at
from corpus.attribution.people import FINANCE_KINDS, is_market_role
from corpus.attribution.targets import rating_end
from corpus.chunks import Chunk
from corpus.words import words

_HEADING_CHUNKS = 22
_TOPIC_CHUNKS = 8
"""Chunks before the colon of `Acme, Acme Mining: Orrin Bank raises both`."""
_LEAST_HEADS = 2
"""A round-up has at least so many heads of one kind; a single one may be any article's section."""
_DASHES = ("-", "–", "—")
_BEFORE_MOVES = (":", ";", "–", "—")
_SETTING = frozenset(words("after ahead following before despite with on in citing"))
_ENDS = (".", "?", "!", '"', ",", ";")
_STAYS = frozenset(words("stays remains sticks reiterates ups edges nudges stands goes moves"))
_MOVED = frozenset(
    words("cut raised lowered trimmed lifted upped kept stays moves goes rises falls increased to")
)
_HEAD_MOVES = frozenset(
    words("upgrades downgrades reiterates initiates resumes raises lowers cuts lifts keeps starts")
)
_NO_MOVE = frozenset(words("shares stock bonds analysts has is was does"))
_CARDS = frozenset(words("analyst analysts broker price action recommendation"))
_NO_AIDE = frozenset(words("chief chairman chairwoman minister spokesman spokeswoman governor"))


@dataclass(frozen=True, slots=True)
class Block:
    """A house's part of a round-up."""

    house: Subject
    """Its firm, with the analyst whom its head names."""
    begins: int
    """Index of the line that opens it."""
    listed: bool
    """Whether it is an entry in a list of brokers' moves."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: its block, and the chunk behind the block's head; None for a heading."""

    block: Block
    content: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """What the reading of blocks needs of a line."""

    chunks: Sequence[Chunk]
    paragraph: int
    headings: Sequence[Mention]


def find_blocks(passages: Sequence[Passage]) -> tuple[Place | None, ...]:
    """The place of each line in a round-up, None outside."""
    paragraphs = [passage.paragraph for passage in passages]
    counts = Counter(paragraphs)
    alone = [counts[p] == 1 for p in paragraphs]
    heads = [
        _heading(p.chunks) if single else None for p, single in zip(passages, alone, strict=True)
    ]
    above = [next((_of_gap(h) for h in p.headings if _of_gap(h)), None) for p in passages]
    opening = [k == 0 or paragraphs[k - 1] != p for k, p in enumerate(paragraphs)]
    labels = [
        _label(p.chunks) if first else None for p, first in zip(passages, opening, strict=True)
    ]
    if sum(h is not None for h in (*heads, *above)) >= _LEAST_HEADS:
        heads = [head or _unknown(passages, k, alone) for k, head in enumerate(heads)]
    else:
        heads, above = [None] * len(passages), [None] * len(passages)
    if sum(label is not None for label in labels) < _LEAST_HEADS:
        bulleted = [kind_at(p.chunks, 0) == "mark" for p in passages]
        labels = [
            label if label and (label[0].persons or listed) else None
            for label, listed in zip(labels, bulleted, strict=True)
        ]
    return tuple(_walk(passages, heads, above, labels, opening, alone))


def _walk(
    passages: Sequence[Passage],
    heads: Sequence[Subject | None],
    above: Sequence[Subject | None],
    labels: Sequence[tuple[Subject, int] | None],
    opening: Sequence[bool],
    alone: Sequence[bool],
) -> Iterator[Place | None]:
    section: Block | None = None
    entry: Block | None = None
    for k, passage in enumerate(passages):
        head, label = heads[k] or above[k], labels[k]
        if head is not None:
            section = Block(head, k, listed=False)
        elif alone[k] and _is_heading(passage.chunks) and not _is_card(passage.chunks):
            section = None
        if opening[k]:
            entry = None
            listed = _topic_end(passage.chunks)
            if label is not None:
                entry = Block(label[0], k, listed=False)
            elif listed is not None:
                entry = Block(_subject(passage.chunks[listed]), k, listed=True)
        elif entry is not None and entry.listed and _house_at(passage.chunks, 0):
            entry = replace(entry, house=_subject(passage.chunks[0]), begins=k)
        block = entry or section
        if block is None:
            yield None
        elif heads[k] is not None and low_at(passage.chunks, 1) in _HEAD_MOVES:
            yield Place(block, 0)  # the heading itself tells what the house did
        elif heads[k] is not None or (block is section and _is_card(passage.chunks)):
            yield Place(block, None)
        else:
            yield Place(block, label[1] if label is not None and block is entry else 0)


def _subject(chunk: Chunk) -> Subject:
    firm = chunk.firm
    return Subject(firm=firm.name, firm_kind=firm.kind) if firm else Subject(firm=chunk.text)


def _of_gap(mention: Mention) -> Subject | None:
    subject = mention.subject
    return subject if subject.firm_kind in FINANCE_KINDS else None


def _house_at(chunks: Sequence[Chunk], at: int) -> bool:
    if not 0 <= at < len(chunks):
        return False
    firm = chunks[at].firm
    return firm is not None and firm.kind in FINANCE_KINDS


def _is_heading(chunks: Sequence[Chunk]) -> bool:
    """Whether a line of its own reads as a heading: short, with no end of a sentence."""
    return len(chunks) <= _HEADING_CHUNKS and bool(chunks) and chunks[-1].text not in _ENDS


def _is_card(chunks: Sequence[Chunk]) -> bool:
    """Whether a line is `Rating: Hold | Target: 90`, which belongs to the heading above it."""
    told = low_at(chunks, 1) == ":" or low_at(chunks, 2) == ":"
    return told and (
        low_at(chunks, 0) in TARGET_NOUNS | _CARDS or low_at(chunks, 1) in TARGET_NOUNS
    )


def _unknown(passages: Sequence[Passage], at: int, alone: Sequence[bool]) -> Subject | None:
    """A house of no table whose name heads a card or a rating, as known ones do in the article."""
    chunks = passages[at].chunks
    if not alone[at] or kind_at(chunks, 0) not in ("name", "org", "firm"):
        return None
    house = Subject(
        firm=chunks[0].firm.name if chunks[0].firm else chunks[0].text, firm_kind="research"
    )
    if len(chunks) == 1:
        card = at + 1 < len(passages) and _is_card(passages[at + 1].chunks)
        return house if card else None
    rated = low_at(chunks, 1) == "(" and chunks[-1].text == ")"
    return house if rated and rating_end(chunks, 2) is not None else None


def _heading(chunks: Sequence[Chunk]) -> Subject | None:
    """The house of `Orrin Bank`, `Orrin Bank (Buy, target 90)`, `Orrin Bank — still cautious`."""
    if not (_is_heading(chunks) and _house_at(chunks, 0)):
        return None
    house = replace(_subject(chunks[0]), persons=_in_parenthesis(chunks, 1))
    behind = low_at(chunks, 1)
    closed = behind == "(" and chunks[-1].text == ")"
    rates = behind in _HEAD_MOVES and any(
        rating_end(chunks, k) is not None for k in range(2, len(chunks))
    )
    if (
        rates
        or len(chunks) == 1
        or closed
        or behind in _DASHES
        or (behind == ":" and len(chunks) == 2)
    ):
        return house
    return None


def _in_parenthesis(chunks: Sequence[Chunk], at: int) -> tuple[str, ...]:
    """The persons that `(Jane Doe)` or `(Jane Doe, Buy)` names at `at`."""
    named = low_at(chunks, at) == "(" and kind_at(chunks, at + 1) == "name"
    return (chunks[at + 1].text,) if named and " " in chunks[at + 1].text else ()


def _label(chunks: Sequence[Chunk]) -> tuple[Subject, int] | None:
    """The house of `• Orrin Bank (Jane Doe): ...`, and where its text begins."""
    at = 0
    while kind_at(chunks, at) == "mark" and low_at(chunks, at) not in ('"', "("):
        at += 1
    if not _house_at(chunks, at):
        return None
    house = replace(_subject(chunks[at]), persons=_in_parenthesis(chunks, at + 1))
    k = at + 1
    if low_at(chunks, k) == "(":
        k = next((m + 1 for m in range(k, min(len(chunks), k + 12)) if chunks[m].text == ")"), k)
    if low_at(chunks, k) not in (":", "–", "—") or k + 1 >= len(chunks):
        return None
    if _house_at(chunks, k + 1):
        return None  # "Orrin Bank: Brix Securities lifts to buy" is about the first
    return house, k + 1


def _topic_end(chunks: Sequence[Chunk]) -> int | None:
    """Where the house stands in `Acme: Orrin Bank ups to buy`, or None elsewhere."""
    for k in range(1, min(_TOPIC_CHUNKS, len(chunks) - 2)):
        if chunks[k].text in (":", "–", "—") and (k < 2 or low_at(chunks, k - 2) != "("):
            named = all(
                c.kind in ("name", "firm", "org")
                or c.low in (",", "and", "&", "(", ")", ":")
                or c.text.istitle()
                for c in chunks[:k]
            )
            ticker = low_at(chunks, k - 1) == ")"
            return _acting(chunks, k + 1, set_off=ticker) if named else None
    return None


def _acting(chunks: Sequence[Chunk], at: int, *, set_off: bool) -> int | None:
    """Where a house acts from `at`, `set_off` for one behind `after a visit to the plant,` too."""
    if _moves(chunks, at):
        return at
    if not set_off or low_at(chunks, at) not in _SETTING:
        return None
    commas = (
        k for k in range(at, min(len(chunks), at + _HEADING_CHUNKS)) if low_at(chunks, k) == ","
    )
    behind = next(commas, -1) + 1
    return behind if behind and _house_at(chunks, behind) and _moves(chunks, behind) else None


def _moves(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a house stands at `at` with what it does behind: `Orrin Bank ups`, `to buy`."""
    named = kind_at(chunks, at) in ("firm", "name", "org")
    following = low_at(chunks, at + 1)
    rated = following == "to" and rating_end(chunks, at + 2) is not None
    moved = low_at(chunks, at + 2) == "to" and rating_end(chunks, at + 3) is not None
    if not _house_at(chunks, at):
        return named and kind_at(chunks, at + 1) == "word" and (rated or moved)
    if following == "to":
        return rated
    verbal = kind_at(chunks, at + 1) == "word" and following.endswith(("s", "ed"))
    return (verbal or following in CUE_VERBS) and following not in _NO_MOVE


def find_moves(chunks: Sequence[Chunk], quoted: Sequence[bool]) -> Iterator[Attribution]:
    """What houses do in an entry of a list: each that begins it, a sentence or a part of one."""
    entry = _topic_end(chunks)
    for k in range(len(chunks) - 1):
        if (
            quoted[k]
            or not (k in (0, entry) or chunks[k - 1].text in _BEFORE_MOVES)
            or not _moves(chunks, k)
        ):
            continue
        subject = replace(_subject(chunks[k]), evident=True)
        yield Attribution(subject, chunks[k + 1].text, k, k + 2, k + 1, False)


def subjectless(
    place: Place, chunks: Sequence[Chunk], quoted: Sequence[bool]
) -> Attribution | None:
    """`Sees no hurry.`, `Target cut to 68.`: the block's house does, where no subject stands."""
    at = place.content
    if at is None or at >= len(chunks) - 1 or quoted[at]:
        return None
    low = chunks[at].low
    verb = CUE_VERBS.get(low)
    acts = low in _STAYS or (low in RATING_MOVES and low.endswith("s"))
    acts = acts or (verb is not None and "s" in verb[1] and verb[0] != "quote")
    noun = at + 1 if low == "price" else at
    told = low_at(chunks, noun) in TARGET_NOUNS and low_at(chunks, noun + 1) in _MOVED
    if not (acts or told) or low_at(chunks, at + 1) in AUXILIARIES:
        return None
    subject = replace(place.block.house, evident=True)
    return Attribution(subject, chunks[at].text, at, at + 1, at, False)


def is_aide(role: str | None) -> bool:
    """Whether somebody of this role, of no firm told, may be the house's own."""
    if role is None or is_market_role(role):
        return True
    return "head" in role.lower().split() and _NO_AIDE.isdisjoint(role.lower().split())
