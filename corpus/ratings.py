"""Ratings as brokers give them: `upgraded Acme to neutral from sell`, read as ratings.

What a rating means is a matter of its own scale: an upgrade to neutral is an upgrade, and still
neutral. Words such as `hold` and `reduce` are ratings only where a verb or a preposition of
rating stands before them.
"""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.words import phrases

RatingAction = Literal["upgrade", "downgrade", "initiate", "reiterate", "rate", "suspend"]
RatingStance = Literal["positive", "neutral", "negative"]

_SCALE: dict[RatingStance, frozenset[str]] = {
    "positive": phrases(
        """
        buy; strong buy; conviction buy; outperform; outperformer; overweight; accumulate; add;
        positive; sector outperform; market outperform; top pick; strong-buy; favorable;
        favourable; most favorable; attractive; most attractive
        """
    ),
    "neutral": phrases(
        """
        hold; neutral; equal weight; equal-weight; equalweight; market perform; market-perform;
        sector perform; sector-perform; sector performer; sector weight; sector-weight; peer perform;
        peer-perform; in line; in-line; inline; market weight; marketweight; market-weight; perform;
        market performer
        """
    ),
    "negative": phrases(
        """
        sell; strong sell; underperform; underperformer; underweight; reduce; negative;
        sector underperform; market underperform; strong-sell; unfavorable; unfavourable;
        most unfavorable; unattractive; least attractive
        """
    ),
}
RATINGS: dict[str, RatingStance] = {
    name: stance for stance, names in _SCALE.items() for name in names
}
"""A rating in lower case, to what it says of what is rated."""
_ORDER = {"negative": 0, "neutral": 1, "positive": 2}
_NAME = "|".join(
    re.escape(name).replace(r"\ ", r"\s") for name in sorted(RATINGS, key=len, reverse=True)
)
_RATED = rf"[\"'“‘]?(?P<{{}}>{_NAME})(?![\w-])"
_TO = re.compile(
    rf"\b(?:to|at|with|of|as)\s(?:an?\s|its\s|the\s)?{_RATED.format('to')}", re.IGNORECASE
)
_FROM = re.compile(rf"\bfrom\s(?:an?\s|its\s)?{_RATED.format('from')}", re.IGNORECASE)
_ACTIONS: tuple[tuple[RatingAction, re.Pattern[str]], ...] = (
    (
        "suspend",
        re.compile(
            r"\b(?:suspend|drop)(?:s|ed|ped|ping|ing)?\s(?:its\s)?(?:coverage|rating)", re.I
        ),
    ),
    ("downgrade", re.compile(r"\b(?:double-)?downgrad(?:e[sd]?|ing)\b", re.I)),
    ("upgrade", re.compile(r"\b(?:double-)?upgrad(?:e[sd]?|ing)\b", re.I)),
    (
        "initiate",
        re.compile(
            r"\b(?:initiat|reinstat)(?:e[sd]?|ing)\b|\b(?:start|resum|assum|begin|launch|pick)(?:s|e[sd]?|ing|ed|ning)?"
            r"(?:\sup)?\b(?=.{0,60}\b(?:coverage|at|with)\b)|\b(?:began|begun)\b(?=.{0,60}\bcoverage\b)",
            re.I,
        ),
    ),
    (
        "reiterate",
        re.compile(
            r"\b(?:reiterat|maintain|reaffirm|affirm|retain|keep|kept|st[iu]ck|stay|repeat|confirm|hold|held|le(?:ft|ave)|remain)"
            r"(?:s|e[sd]?|ed|ing)?\b",
            re.I,
        ),
    ),
)
_RAISED = re.compile(
    r"\b(?:rais|lift|mov|boost|bump|tak|took|turn|went|go|switch|shift)(?:e[sd]?|s|ed|es|ing)?\b",
    re.I,
)
_CUT = re.compile(r"\b(?:cut|lower|reduc|slash|trim)(?:s|e[sd]?|ed|ting|ing)?\b", re.I)
_HELD = re.compile(
    rf"\b(?:rate[sd]?|rating|has|had|have|keep(?:s|ing)?|kept|maintain(?:s|ed|ing)?|reiterat(?:es|ed|ing)"
    rf"|affirm(?:s|ed)?|reaffirm(?:s|ed)?|retain(?:s|ed)?|remain(?:s|ed)?|st(?:ay|ick)(?:s|ed)?|stuck|repeat(?:s|ed)?)\b"
    rf"(?:\s(?!to\b|from\b)[^\s.;:]+){{0,6}}?\s{_RATED.format('to')}(?=\s(?:rating|on|from|and|recommendation|stance|call)\b|[\"'”’.,;:)]|$)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"\(\s*{_RATED.format('to')}(?=\s*[,;/)])", re.IGNORECASE)
"""`Orrin Bank (Buy, target 90)`: a rating beside the name of who gives it."""
_PLAIN = frozenset(
    (
        "add",
        "reduce",
        "positive",
        "negative",
        "hold",
        "buy",
        "sell",
        "perform",
        "in line",
        "favorable",
        "favourable",
        "attractive",
        "unattractive",
    )
)
"""Ratings that are also ordinary words: they need a rating's surroundings."""
_NO_OBJECT = re.compile(
    r"[\"'”’]?(?:$|[.,;:)]|\s(?:from|rating|on|and|at|after|because|as|amid|citing|with|by|but|in)\b"
    r"(?!\sto\b))"
)
"""What stands behind a rating, where an object stands behind a verb: `to hold rates`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A rating given or changed."""

    action: RatingAction
    from_rating: str | None
    """As written, such as `underweight`; None where the words do not say."""
    to_rating: str | None
    from_stance: RatingStance | None
    to_stance: RatingStance | None
    """What the rating says: `overweight` is positive, `sector perform` neutral."""


def find_rating(text: str) -> Rating | None:
    """The rating that a clause gives or changes, or None where it speaks of none."""
    lowered = text.lower()
    if not any(name in lowered for name in _WORDS):
        return None
    to, origin = _TO.search(text), _FROM.search(text)
    found = next(((action, m) for action, p in _ACTIONS if (m := p.search(text))), None)
    if to is None or (found is not None and found[0] in ("reiterate",) and origin is None):
        to = _HELD.search(text) or to
    bracketed = to is None and origin is None
    to = _BRACKETED.search(text) if bracketed else to
    to_rating = _name(to, "to")
    from_rating = _name(origin, "from")
    if to_rating is None and from_rating is None:
        return None
    acted = found is not None or _RAISED.search(text) or _CUT.search(text)
    if (
        not (from_rating and to_rating)
        and not bracketed
        and not all(
            _surely(text, match, group, bool(acted))
            for match, group in ((to, "to"), (origin, "from"))
        )
    ):
        return None
    named = found[0] if found else None
    if bracketed and named not in ("upgrade", "downgrade", "initiate"):
        named = "rate"  # beside it stands what became of the target: "(Hold, target cut to 80)"
    action = _action(text, named, to_rating, from_rating)
    if action is None:
        return None
    return Rating(
        action=action,
        from_rating=from_rating,
        to_rating=to_rating,
        from_stance=RATINGS[from_rating.lower()] if from_rating else None,
        to_stance=RATINGS[to_rating.lower()] if to_rating else None,
    )


_WORDS = tuple({name.replace("-", " ").split()[-1] for name in RATINGS})


def _name(found: re.Match[str] | None, group: str) -> str | None:
    return " ".join(found.group(group).split()) if found else None


def _surely(text: str, found: re.Match[str] | None, group: str, acted: bool) -> bool:
    """Whether the words are a rating and not a market's `hold` or a trade's `reduce`."""
    if found is None or found.group(group).lower() not in _PLAIN:
        return True
    return acted and _NO_OBJECT.match(text, found.end(group)) is not None


def _action(
    text: str, named: RatingAction | None, to_rating: str | None, from_rating: str | None
) -> RatingAction | None:
    if named in ("upgrade", "downgrade", "initiate", "suspend"):
        return named
    if to_rating and from_rating:
        before = _ORDER[RATINGS[from_rating.lower()]]
        after = _ORDER[RATINGS[to_rating.lower()]]
        if before != after:
            return "upgrade" if after > before else "downgrade"
    if named is None and to_rating:
        if _CUT.search(text):
            return "downgrade"
        if _RAISED.search(text):
            return "upgrade"
    return named or ("rate" if to_rating else None)
