"""Acts that tell a view without a verb of speech: `removes Acme from its top picks`, `His target is 95`.

Only houses, persons and words for them act so; of a company the same words are business.
"""

from collections.abc import Sequence

from corpus.attribution.cues import BE_FORMS
from corpus.attribution.noun_phrases import DETERMINERS, Attribution, Subject, kind_at, low_at
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.reach import subject_before
from corpus.chunks import Chunk
from corpus.words import words

_LISTING = frozenset(
    words(
        """
        add adds added remove removes removed drop drops dropped take takes took put puts included
        taken open opens opened
        includes place places placed keep keeps kept strike strikes struck delete deletes deleted
        """
    )
)
_TRADING = frozenset(
    words("buying selling shorting trimming accumulating avoiding hedging overweighting")
)
"""What somebody is doing in markets who holds a view; of a house it is business."""
_LISTS = frozenset(words("list lists picks pick ideas idea watch"))
_LISTED = frozenset(
    words(
        "top focus conviction buy sell watch best preferred favourite favorite watchlist key idea catalyst"
    )
)
_TIMING = {
    "brought": "forward",
    "brings": "forward",
    "pushed": "back",
    "pushes": "back",
    "tore": "up",
    "torn": "up",
    "pulled": "forward",
    "dropped": "",
    "drops": "",
    "scrapped": "",
    "scraps": "",
    "abandoned": "",
    "abandons": "",
    "ditched": "",
    "ditches": "",
    "closed": "",
    "closes": "",
    "exited": "",
    "unwound": "",
    "withdrew": "",
    "withdrawn": "",
    "delayed": "",
    "postponed": "",
    "doubled": "",
    "halved": "",
    "changed": "",
    "changes": "",
    "revised": "",
    "revises": "",
}
"""Verbs with the particle that they need, before `its first cut` or `its call`."""
_CALLS = frozenset(
    words(
        """
        cut cuts rise rises hike hikes increase increases call calls forecast forecasts target
        targets estimate estimates prediction predictions view recommendation rating ratings
        """
    )
)
_SIZING = frozenset(
    words(
        """
        cut cuts trim trims trimmed raised raises lifted lifts increased increases reduced reduces
        built builds added adds
        """
    )
)
_HOLDINGS = frozenset(words("holding holdings position positions overweight underweight weighting"))
_SIDES = frozenset(("overweight", "underweight"))
_OWN = frozenset(words("its their his her"))
_HAVE = frozenset(words("has have had"))
_NAMING = frozenset(words("names named picks picked lists listed singles singled"))
_WISHED = frozenset(
    words(
        """
        buy sell avoid own hold wait add steer surprised astonished shocked put pick choose invest
        switch rather trim
        """
    )
)
_CHOICES = frozenset(
    words("pick picks bet bets favourite favourites favorite favorites choice choices")
)
_STANDING = BE_FORMS | frozenset(words("stands stood remains stays rises goes falls moves sits"))
_SEEING = frozenset(words("saw see sees viewed views"))
_KEEPING = frozenset(words("kept keeps keep held holds hold"))
_HELD_NOUNS = frozenset(words("target forecast estimate rating targets estimates case"))
_OBJECT_CHUNKS = 12
_OWN_CHUNKS = 5
_HOUSE_NOUNS = frozenset(words("firm bank broker brokerage house manager lender fund forecaster"))


def acted(chunks: Sequence[Chunk], quoted: Sequence[bool], at: int) -> Attribution | None:
    """The attribution of an act of judgement whose verb stands at `at`, or None."""
    low = chunks[at].low
    verb = at
    if low in ("pencilled", "penciled"):
        verb = next((k for k in range(at - 1, max(-1, at - 7), -1) if chunks[k].low in _HAVE), -1)
    elif low in _HAVE or low in _NAMING:
        if not _has_as(chunks, at):
            return None
    elif low in _TRADING:
        if low_at(chunks, at - 1) not in BE_FORMS or not _trades_thing(chunks, at):
            return None
        verb, low = at, "would"
    elif low in ("would", "'d"):
        wished = any(c.low in _WISHED for c in chunks[at + 1 : at + 4] if c.kind == "word")
        moved = low_at(chunks, at + 1) == "move" and low_at(chunks, at + 2) in DETERMINERS
        if not (wished or moved):
            return None
    elif not (
        (low in _LISTING and _names_list(chunks, at))
        or (low in _TIMING and _names_own(chunks, at, _TIMING[low], _CALLS | _SIDES))
        or (low in _SIZING and _names_own(chunks, at, "", _HOLDINGS))
        or (low in _SEEING and _sees_as(chunks, at))
        or (low in _KEEPING and _keeps_share(chunks, at))
    ):
        return None
    left = subject_before(chunks, quoted, verb) if verb > 0 else None
    if left is None or not _judges(left[0], person=low in ("would", "'d")):
        return None
    subject, first, _ = left
    return Attribution(subject, chunks[at].text, first, at + 1, at, False)


def _judges(subject: Subject, *, person: bool) -> bool:
    """Whether whoever acts is one whose acts are views."""
    anaphor = subject.anaphor or ""
    if subject.persons or anaphor in ("he", "she", "person", "member"):
        return True
    if person:
        return False
    house = anaphor.startswith("firm:") and anaphor.partition(":")[2] in _HOUSE_NOUNS
    return house or subject.firm_kind in FINANCE_KINDS or anaphor.startswith("role:")


def _trades_thing(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether something is traded behind the verb: not `selling well`, `buying into`, `hedging that`."""
    following = low_at(chunks, at + 1)
    if following in _OWN or following == "time":
        return False  # "is selling her house"
    return kind_at(chunks, at + 1) != "mark" and following not in (
        "well",
        "into",
        "that",
        "off",
        "out",
        "from",
        "to",
        "",
    )


def _names_list(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `its top picks`, `a buy list` stands behind the verb."""
    for k in range(at + 2, min(len(chunks), at + _OBJECT_CHUNKS)):
        if chunks[k].text in (";", ".", ":", '"'):
            return False
        if chunks[k].low in _LISTS and low_at(chunks, k - 1).split("-")[0] in _LISTED:
            return True
    return False


def _names_own(chunks: Sequence[Chunk], at: int, particle: str, nouns: frozenset[str]) -> bool:
    """Whether `its first cut` or the like stands behind the verb and its particle."""
    k = at + 1
    behind = bool(particle) and low_at(chunks, k) != particle
    k += bool(particle) and not behind
    return low_at(chunks, k) in _OWN and any(
        chunks[m].low in nouns
        and low_at(chunks, m + 1) not in ("centre", "center", "centres")
        and (not behind or low_at(chunks, m + 1) == particle)  # "brought its call forward"
        for m in range(k + 1, min(len(chunks), k + _OWN_CHUNKS))
    )


def _has_as(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `Acme as its largest position` stands behind `has`."""
    for k in range(at + 2, min(len(chunks), at + 8)):
        if chunks[at].low in _NAMING and low_at(chunks, k) in _OWN:
            return any(c.low in _CHOICES for c in chunks[k + 1 : k + 1 + _OWN_CHUNKS])
        if chunks[at].low in _NAMING and low_at(chunks, k + 1) in ("top", "best"):
            return low_at(chunks, k) in ("a", "the") and low_at(chunks, k + 2) in _CHOICES
        if low_at(chunks, k) == "as" and low_at(chunks, k + 1) in _OWN:
            window = chunks[k + 2 : k + 2 + _OWN_CHUNKS]
            return any(c.low in _HOLDINGS or c.low in _CHOICES for c in window)
    return False


def _sees_as(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `the reaction as excessive` stands behind `saw`."""
    window = chunks[at + 1 : at + 1 + _OWN_CHUNKS + 2]
    return any(
        c.low == "as" and k > 0 and kind_at(chunks, at + 2 + k) in ("word", "mark")
        for k, c in enumerate(window)
    )


def _keeps_share(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `gold at 10% of their portfolio` stands behind `kept`."""
    window = chunks[at + 1 : at + _OBJECT_CHUNKS]
    shares = any(c.kind == "number" and c.text.endswith("%") for c in window)
    return shares and any(c.low.startswith("portfolio") for c in window)


def own_figure(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `target` at `at` is told: `His target is 95`, `Its estimate for profit is a third`."""
    if chunks[at].low not in _HELD_NOUNS:
        return False
    k = at + 1
    if low_at(chunks, k) in ("for", "of", "on"):
        ends = (m for m in range(k + 1, min(len(chunks), k + 12)) if chunks[m].low in _STANDING)
        end = next(ends, k)
        if low_at(chunks, k) == "of" and kind_at(chunks, k + 1) == "number":
            return end > k  # "Her target of 95 is the lowest"
        k = end
    if low_at(chunks, k) not in _STANDING:
        return False
    return any(
        kind_at(chunks, m) == "number" or chunks[m].low in ("below", "above", "unchanged")
        for m in range(k + 1, min(len(chunks), k + 6))
    )
