"""The firm that words behind a name tell: `who runs Z at Y`, `strategist of the bank`, `its founder`."""

from collections.abc import Sequence

from corpus.attribution.cues import (
    ADVERBS,
)
from corpus.attribution.noun_phrases import (
    Subject,
    firm_after,
    low_at,
    owner_after,
    read_firm,
    role_end,
)
from corpus.attribution.people import is_fund
from corpus.attribution.skips import skip_place
from corpus.chunks import Chunk
from corpus.name_words import (
    BANK_NOUNS,
)
from corpus.words import words

_EMPLOYED = frozenset(
    words(
        """
        runs run heads head leads lead manages manage founded co-founded cofounded chairs
        oversees advises works work covers cover joined directs helms helps co-manages
        co-heads started owns owned operates launched created chaired
        """
    )
)
_LEFT = frozenset(words("joined came left spent worked moved quit defected arrived hails used"))
"""Verbs of a career, behind which a firm may be the one that somebody left."""
_ENTERS = frozenset(words("joining join found launch start form establish run lead head become"))
"""Behind `before` or `to`, what somebody did next."""
_UNITS = frozenset(
    words("business unit division desk team practice arm operations strategy franchise")
)
"""Parts of a firm: what stands before them is no firm of its own."""


COLLEAGUES = frozenset(
    words("colleague co-author coauthor deputy co-manager co-founder cofounder partner")
)
"""Whose they are is a person, in whose firm they are too."""


def sets_rates(words: Sequence[Chunk]) -> bool:
    """`who joined the monetary policy committee`, `who votes on rates this year`."""
    low = {chunk.low for chunk in words}
    body = not low.isdisjoint(("committee", "board", "council", "panel"))
    return (body and not low.isdisjoint(("monetary", "rate-setting", "policy", "rates"))) or (
        not low.isdisjoint(("votes", "vote", "voter")) and not low.isdisjoint(("policy", "rates"))
    )


def voted_on_rates(words: Sequence[Chunk]) -> bool:
    """`who voted with the majority`, `who voted for a cut`: of the body that the article is about."""
    low = {chunk.low for chunk in words}
    return "voted" in low and not low.isdisjoint(
        ("majority", "minority", "cut", "hike", "hold", "increase", "rates")
    )


def has_vote(words: Sequence[Chunk]) -> bool:
    """`one of the two members to vote against the decision`: of a body that sets rates."""
    low = {chunk.low for chunk in words}
    votes = not low.isdisjoint(("vote", "voted", "votes", "dissent", "dissented", "dissenter"))
    return votes and not low.isdisjoint(("member", "members", "dissenter"))


def employer(chunks: Sequence[Chunk], who: int, stop: int) -> Subject | None:
    """The firm in `who (now) runs Z at Y`, `who founded the hedge fund Y`, `who left Z for Y`."""
    if _tells_career(chunks, who + 1):
        used = low_at(chunks, who + 1) == "used"
        return next_employer(chunks, who + (4 if used else 2), stop)
    helm = _at_the_helm(chunks, who, stop)
    if helm is not None:
        return helm
    verb = next((k for k in range(who + 1, min(who + 4, stop)) if _employs(chunks, k)), None)
    if verb is None:
        return _in_office(chunks, who, stop) or _at_the_end(chunks, who, stop)
    for k in range(verb + 1, stop):
        placed = firm_after(chunks, k)
        joint = low_at(chunks, k)
        if placed is not None and (
            joint in ("at", "for", "with")
            or (joint == "of" and low_at(chunks, k - 1) in _UNITS and placed[1] <= stop)
        ):
            return placed[0]
    office = _in_office(chunks, verb, stop)
    if office is not None:
        return office
    for k in range(verb + 1, min(verb + 7, stop)):
        if chunks[k].kind == "name" and low_at(chunks, k + 1) in BANK_NOUNS and k + 2 < stop:
            continue  # "who runs Houston consultancy Y"
        if chunks[k].kind in ("firm", "org", "name"):
            placed = read_firm(chunks, k)
            if placed is not None and low_at(chunks, placed[1]) in _UNITS:
                return None  # "who heads the F-Series business"
            return placed[0] if placed else None
        if chunks[k].kind != "word":
            return None
    return None


def _at_the_helm(chunks: Sequence[Chunk], who: int, stop: int) -> Subject | None:
    """The firm in `who has been at the helm of Y`, `who is in charge of Y`."""
    for k in range(who + 1, stop - 1):
        if chunks[k].low in ("helm", "charge") and low_at(chunks, k + 1) == "of":
            placed = read_firm(chunks, k + 2)
            return placed[0] if placed is not None and placed[1] <= stop else None
    return None


def _employs(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the verb at `at` tells what somebody does now: `runs`, `has led`, not `led`."""
    lasting = chunks[at].low in ("led", "headed", "directed") and low_at(chunks, at - 1) == "has"
    return chunks[at].low in _EMPLOYED or lasting


def _tells_career(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether `joined from Y`, `left Y`, `used to run`, `spent years at Y` stands there."""
    low = low_at(chunks, at)
    if low == "joined":
        return low_at(chunks, at + 1) in ("from", "after")
    return low in _LEFT


def next_employer(chunks: Sequence[Chunk], start: int, stop: int) -> Subject | None:
    """The firm that the last step of a career led to: `before joining Y`, `to found Y`, `left Z for Y`."""
    left = low_at(chunks, start - 1) in ("left", "quit", "moved", "defected")
    for k in range(stop - 1, start - 1, -1):
        step = chunks[k].low in _ENTERS and low_at(chunks, k - 1) in ("to", "before", "and", "then")
        if step or chunks[k].low in ("joined", "now") or (left and chunks[k].low in ("for", "to")):
            for m in range(k + 1, min(k + 6, stop)):
                if chunks[m].kind in ("firm", "org", "name"):
                    placed = read_firm(chunks, m)
                    return placed[0] if placed else None
    return None


def _in_office(chunks: Sequence[Chunk], who: int, stop: int) -> Subject | None:
    """The firm in `who is president of Y`, `who has run Z and serves as head of Y`."""
    for k in range(who + 1, stop):
        if chunks[k].low not in ("is", "serves"):
            continue
        start = k + 1
        while low_at(chunks, start) in ("as", "the", "a", "an", "now", "also"):
            start += 1
        role = role_end(chunks, start)
        for m in range(role or start, start, -1):
            placed = firm_after(chunks, m)
            if placed is not None and placed[1] <= stop:
                return placed[0]
    return None


def _at_the_end(chunks: Sequence[Chunk], who: int, stop: int) -> Subject | None:
    """The firm in `who follows the sector for Y`, `who is in charge of Z at Y`."""
    verb = next((k for k in range(who + 1, stop) if chunks[k].low not in ADVERBS), stop)
    present = low_at(chunks, verb).endswith("s") and low_at(chunks, verb) != "was"
    if not present or low_at(chunks, verb) in ("says", "speaks"):
        return None
    for k in range(verb + 1, stop):
        placed = firm_after(chunks, k)
        if placed is None or low_at(chunks, k) not in ("at", "for"):
            continue
        if stop in (placed[1], skip_place(chunks, placed[1])):
            return placed[0]
    return None


def employing_noun(chunks: Sequence[Chunk], who: int, stop: int) -> str | None:
    """`who together run the bank's U.S. forecasts`: the firm is the one named before."""
    for k in range(who + 1, min(who + 4, stop)):
        if chunks[k].low in _EMPLOYED:
            owner = owner_noun(chunks, k + 1, stop)
            if owner is not None:
                return owner
            placed = (owner_after(chunks, m) for m in range(k + 1, stop))
            return next((found[0] for found in placed if found and found[1] <= stop), None)
    if low_at(chunks, who + 1) in (
        "is",
        "was",
        "remains",
    ):  # "who is responsible for banks at the union"
        at = (owner_after(chunks, m) for m in range(who + 2, stop) if chunks[m].low == "at")
        return next((found[0] for found in at if found), None)
    return None


def placed_by_noun(chunks: Sequence[Chunk], start: int, stop: int) -> tuple[str, int] | None:
    """`strategist of the bank`: what stands for the firm, and where the role before it ends."""
    for k in range(start + 1, stop):
        placed = owner_after(chunks, k)
        if placed is not None and placed[1] <= stop:
            return placed[0], k
    return None


def employer_noun(
    chunks: Sequence[Chunk], start: int, stop: int, subject: Subject, has_role: bool
) -> tuple[str | None, str | None, int, int]:
    """Firm, its kind, and where the role begins and ends."""
    firm, kind = subject.firm, subject.firm_kind
    for k in range(stop - 1, start - 1, -1):
        placed = firm_after(chunks, k)
        loose = chunks[k].low == "with" and not has_role  # "a contract with Y"
        told = placed is not None and (placed[0].firm_kind or has_role) and not loose
        if placed is not None and told and placed[1] <= stop:
            fund = firm is not None and is_fund(placed[0].firm or "")
            if firm is None or (placed[0].firm_kind and not fund):
                firm, kind = placed[0].firm, placed[0].firm_kind
            return firm, kind, start, k
        chunk = chunks[k]
        named = chunk.firm is not None and kind is None
        if chunk.kind in ("firm", "org") and has_role and (firm is None or named):
            firm = chunk.firm.name if chunk.firm else chunk.text
            kind = chunk.firm.kind if chunk.firm else None
            behind = k + 2 if k + 1 < stop and chunks[k + 1].kind == "possessive" else k + 1
            if k <= start + 1 and behind < stop:
                return firm, kind, behind, stop
    return firm, kind, start, stop


def owner_noun(chunks: Sequence[Chunk], start: int, stop: int) -> str | None:
    """`the union's regional director`, `its founder`, `a strategist there`."""
    if start >= stop:
        return None
    if chunks[start].kind == "name" and chunks[stop - 1].low in COLLEAGUES:
        return "person:" + chunks[start].text  # "Roe's colleague"
    if chunks[stop - 1].low in COLLEAGUES and chunks[start].low in ("a", "another", "his", "her"):
        return "he"
    if chunks[start].low in ("its", "their") or chunks[stop - 1].low == "there":
        return "it"
    for k in range(start + 1, min(start + 4, stop - 1)):
        if (
            chunks[start].low == "the"
            and chunks[k].low in BANK_NOUNS
            and chunks[k + 1].kind == "possessive"
        ):
            return "firm:" + chunks[k].low
    return None
