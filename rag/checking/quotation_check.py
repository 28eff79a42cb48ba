"""Quotations of a sentence against its spans: word for word, and of one place."""

import re
from collections.abc import Iterator, Sequence

from rag.checking.checked import CitedSpan
from rag.checking.names_check import header_texts
from rag.checking.normalising import disarm_marks, find_quotations, normalise, stands_in
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_TITLE_WORDS = 3
"""Words of a quotation that may be a title's; a shorter one is somebody's words."""
_JOINING = re.compile(r"^(?:[,;.\s-]|\.\.\.|(?:and|but|so|yet)\s)+", re.IGNORECASE)


def find_misquoted(sentence: Reading, spans: Sequence[CitedSpan]) -> Iterator[Problem]:
    """Quotations that stand in no span, or are sewn of two places."""
    said = [normalise(disarm_marks(span.text)) for span in spans]
    known = [normalise(text) for span in spans for text in header_texts(span)]
    for quotation in find_quotations(sentence.text):
        titles = known if len(quotation.split()) >= _TITLE_WORDS else []
        names = [text for text in known if text.lower() == quotation.lower()]
        forms = (quotation, quotation[0].swapcase() + quotation[1:])
        if any(stands_in(form, place) for form in forms for place in (*said, *titles, *names)):
            continue
        sewn = _is_sewn(quotation, said)
        yield Problem(
            verdict="stitched" if sewn else "unsupported",
            reason=f"“{quotation}” is sewn of two places."
            if sewn
            else f"“{quotation}” is not quoted so in what it cites.",
            whole=True,
        )


_APART = 40
"""Characters between two parts of one span that are more than words left out."""


def _is_sewn(quotation: str, said: Sequence[str]) -> bool:
    """Whether two parts of a quotation stand in different places."""
    cuts = [m.start() for m in re.finditer(r"\s", quotation)][1:-1]
    for at in cuts:
        first, last = quotation[:at].rstrip(" ,;.-"), _JOINING.sub("", quotation[at:])
        ones = [(k, t.find(first)) for k, t in enumerate(said) if stands_in(first, t)]
        others = [(k, t.find(last)) for k, t in enumerate(said) if stands_in(last, t)]
        if any(
            k != j or abs(b - a - len(first)) > _APART for k, a in ones for j, b in others
        ) and not any(
            k == j and abs(b - a - len(first)) <= _APART for k, a in ones for j, b in others
        ):
            return True
    return False
