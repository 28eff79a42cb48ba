"""The quotations of an answer: what stands between quotation marks, curly or straight."""

import re

_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_OPENING = frozenset("“„‟")
_CLOSING = frozenset("”")
_BEFORE_OPENING = frozenset("([{<—–-/:*_'‘“„\"")
_AFTER_CLOSING = frozenset(".,;:!?)]}")


def straighten(text: str) -> str:
    """Return the text with curly quotation marks and apostrophes made straight; same length."""
    return text.translate(_STRAIGHT)


def find_quotations(text: str, *, min_words: int) -> tuple[str, ...]:
    """Return the quotations of at least so many words, inner ones too, white space collapsed.

    A straight mark opens or closes by what stands around it, not by counting: a sentence taken
    from the middle of a quotation has one mark only, and counting would then read everything
    between two quotations as one.
    """
    curly: list[int] = []
    straight: list[int] = []
    found: list[str] = []
    for match in re.finditer(r'[“”„‟"]', text):
        mark, here = match[0], match.start()
        if mark in _OPENING or (mark == '"' and _opens(text, here, pending=bool(straight))):
            (straight if mark == '"' else curly).append(match.end())
        elif mark in _CLOSING:
            if curly or straight:
                found.append(text[(curly or straight).pop() : here])
        elif straight:
            found.append(text[straight.pop() : here])
        elif curly:
            # Kept open: the curly mark that closes it may follow.
            found.append(text[curly[-1] : here])
    quotations = (" ".join(quotation.split()) for quotation in found)
    return tuple(q for q in quotations if _count_words(q) >= min_words)


def _opens(text: str, here: int, *, pending: bool) -> bool:
    before = text[here - 1] if here else " "
    after = text[here + 1] if here + 1 < len(text) else " "
    if before.isspace() and after.isspace():
        return not pending
    if after.isspace() or after in _AFTER_CLOSING:
        return False
    return before.isspace() or before in _BEFORE_OPENING or (not pending and after.isalnum())


def _count_words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())
