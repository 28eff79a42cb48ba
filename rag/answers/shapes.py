"""Shapes of sentences: what their form tells, whatever is asked."""

import re
from dataclasses import dataclass
from functools import lru_cache

_FIELD = re.compile(r"^\W*[A-Z]\w+(?: \w+)?\W*:\W*\w[^.!?]*$")
"""`Stance: favours technology`: a field of a form, whose opinion it is stands elsewhere."""
_WORDS = re.compile(r"[^\W\d_]+")
"""All with capitals: a dateline, a byline or a headline over a table, no sentence."""
_ANAPHOR = re.compile(
    r"^\W*(?:by \w+ \w+, |at the close, |however, |still, |but )?"
    r"(?:the|this|that) (?:(?!(?:on|of|for|in|at)\b)\w+[- ]){0,2}?"
    r"(?:gauge|index|benchmark|measure|barometer|group|stock|shares|company|bank|currency|metal|"
    r"contract|yield|firm|fund|lender|rate)\b(?!\s(?:on|of|for|in|at)\b)|^\W*(?:it|they)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the form of a sentence tells."""

    field: bool
    """It is a field of a form."""
    capitals: bool
    """Every word has one."""
    anaphor: bool
    """It takes up what was named before: `the index`, `it`."""


@lru_cache(maxsize=16_384)
def find_shape(text: str) -> Shape:
    """The shape of a sentence; kept, as each question reads the same ones."""
    return Shape(
        field=_FIELD.match(text) is not None,
        capitals=all(word[0].isupper() for word in _WORDS.findall(text)),
        anaphor=_ANAPHOR.search(text) is not None,
    )
