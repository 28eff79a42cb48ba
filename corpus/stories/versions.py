"""Whether an article that comes under another address is an update or correction of one known.

A replaced version is no longer cited, so this asks for more than folding does: what is missed here
is still folded into the story.
"""

import re

from corpus.stories.sketch import Sketch
from corpus.stories.stories import COPY_SHINGLES, copied_share, days_between

VERSION_DAYS = 3
"""An outlet updates or corrects within days; what it prints again later is another publication."""
VERSION_SHARE = 0.8
"""Fraction of the shorter one's shingles in both, whatever the headlines say."""
TITLED_SHARE = 0.6
"""The fraction asked if the headlines are alike or one of them says that it is an update."""
FACT_SHARE = 0.6
"""Fraction of the fewer figures, and of the fewer names, in both: a correction changes one of them,
the next report of a series all."""
LENGTH_RATIO = 3.0
"""A text this many times shorter is a teaser beside its article, not an earlier state of it."""
TITLE_SHARE = 0.6

_WORD = re.compile(r"[^\W_]+")
_UPDATED = re.compile(
    r"^\W*(?:(?:wrapup|update|updated|refile|refiled|correct|corrected|correction|recast|clarified"
    r"|clarification|amended)\b\W*\d*\W*)+",
    re.IGNORECASE,
)


def is_version(known: Sketch, new: Sketch) -> bool:
    """Whether both are states of one article of one outlet, whichever of them is the later."""
    if known.outlet is None or new.outlet is None:
        return False
    if known.outlet.casefold() != new.outlet.casefold():
        return False
    if days_between(known.published, new.published) > VERSION_DAYS:
        return False
    sizes = sorted((known.shingles.size, new.shingles.size))
    if sizes[0] < COPY_SHINGLES or sizes[1] > LENGTH_RATIO * sizes[0]:
        return False
    share = copied_share(known, new)
    return share >= (
        TITLED_SHARE if _titles_agree(known.title, new.title) else VERSION_SHARE
    ) and all(
        len(one & two) >= FACT_SHARE * min(len(one), len(two))
        for one, two in ((known.figures, new.figures), (known.names, new.names))
    )


def _titles_agree(known: str | None, new: str | None) -> bool:
    if not known or not new:
        return False
    if _UPDATED.match(known) or _UPDATED.match(new):
        return True
    one, two = (set(_WORD.findall(title.casefold())) for title in (known, new))
    return len(one & two) >= TITLE_SHARE * max(min(len(one), len(two)), 1)
