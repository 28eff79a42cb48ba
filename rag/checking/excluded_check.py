"""What the span expressly leaves out, told as if it were in: `a floor under prices, though not under the stocks`."""

import re
from collections.abc import Iterator

from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_LEFT_OUT = re.compile(
    r"\b(?:though|but|although|albeit|if|just|and) not "
    r"(?:necessarily |yet |always |for |in |of |on |under |the |by |to )*"
    r"(?P<what>[^,.;:]{3,40})",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:not|n['’]t|never|nor|neither|no|without|excluding|except|unlike|rather than|instead)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 3
"""Of what is left out; more is a clause of its own."""


def find_excluded(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A thing that the span leaves out, named in a sentence that denies nothing."""
    if _HEDGED.search(sentence.text):
        return
    told = {word.term for word in sentence.words if word.is_content}
    for match in _LEFT_OUT.finditer(source.text):
        start, end = match.span("what")
        out = [w.term for w in source.words if start <= w.start < end and w.is_content]
        if not 0 < len(out) <= _MOST_WORDS or not told.issuperset(out):
            continue
        elsewhere = {w.term for w in source.words if w.is_content and not start <= w.start < end}
        if elsewhere.isdisjoint(out):
            yield Problem(
                verdict="contradicted",
                reason=f"The source says not “{match['what'].strip()}”, of which the sentence tells.",
            )
            return
