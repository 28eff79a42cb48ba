"""What of a text is read for a stance: the sentence of the subject, less the words that only say who spoke."""

import re
from collections.abc import Sequence

MAX_CHARACTERS = 20_000
"""Only this much of a text is searched, around the place that is asked about."""
_MAX_SUBJECT_CHARACTERS = 120
_SENTENCE_CHARACTERS = 700
"""Read to either side of the subject at most, where no sentence ends before."""
_PART = re.compile(r"\w+|[^\w\s]")
_DASHES = "-–"
_END = re.compile(r"[.?!][\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n\s*\n")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Co|Corp|Inc|Ltd|Bros|St|Rs|No|vs|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))$"
)
_SAY = (
    r"(?:said|says|say|wrote|writes|write|noted|notes|added|adds|told|tells|explained|explains|stated|states"
    r"|argued|argues|commented|observed|remarked|reckons|reckoned|thinks|thought|believes|believed)"
)
_NAMELIKE = r"[^\"“”;:]{0,110}?"
_ASIDES = (
    re.compile(
        rf"[,.?!]?[\"”]\s+(?:{_NAMELIKE}\b{_SAY}\b|according to\b)[^\"“”]{{0,160}}(?=[\"“]|$)"
    ),
    re.compile(
        rf"^{_NAMELIKE}\b{_SAY}\b[^,\"“”]{{0,40}}?(?:,? that\b|[,:]?\s*(?=[\"“])|:)", re.IGNORECASE
    ),
    re.compile(r"^[\"“]?according to [^,\"“”]{2,110},", re.IGNORECASE),
    re.compile(rf",\s+(?:(?:the |an? )?[^,\"“”]{{1,70}}\s)?{_SAY}\b[^\"“”]{{0,100}}$"),
    re.compile(r",?\s+according to [^\"“”]{2,140}$"),
)
"""Clauses of attribution; a cue that leans itself, such as "warned", is no part of one."""
_CONCESSION = re.compile(r"\b(?:given|despite|in spite of|although)\s[^,.;\"“”]+", re.IGNORECASE)


def find_subject(text: str, subject: str) -> tuple[tuple[int, int], ...]:
    """Return where the subject stands in the text: whole words, any case, hyphen or space, singular or plural."""
    named = _PART.findall(subject[:_MAX_SUBJECT_CHARACTERS])
    parts = [_lower(part) for part in named if part not in _DASHES]
    if not parts:
        return ()
    if len(parts[-1]) > 3 and parts[-1].endswith("s"):
        parts[-1] = parts[-1][:-1]
    lowered = _lower(text)
    found: list[tuple[int, int]] = []
    # Plain searching: to compile a pattern for each subject took a third of the time.
    start = lowered.find(parts[0])
    while start >= 0:
        end = _match(lowered, start, parts)
        if end is not None:
            found.append((start, end))
        start = lowered.find(parts[0], end if end is not None else start + 1)
    return tuple(found)


def _lower(text: str) -> str:
    """Lower case of the same length, so that places stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


def _match(text: str, start: int, parts: Sequence[str]) -> int | None:
    """The end of the subject that starts here, with its plural and genitive; None where it is another word."""
    if start and parts[0][0].isalnum() and _in_word(text, start - 1):
        return None
    at = start + len(parts[0])
    for part in parts[1:]:
        while at < len(text) and (text[at].isspace() or text[at] in _DASHES):
            at += 1
        if not text.startswith(part, at):
            return None
        at += len(part)
    for plural in ("es", "s", ""):
        for genitive in ("'s", "’s", "'", "’", ""):
            ending = plural + genitive
            if text.startswith(ending, at) and not _in_word(text, at + len(ending)):
                return at + len(ending)
    return None


def _in_word(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] == "_")


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence around `start` to `end`."""
    first, last = max(0, start - _SENTENCE_CHARACTERS), min(len(text), end + _SENTENCE_CHARACTERS)
    for match in _END.finditer(text, first, last):
        if _ABBREVIATED.search(text, max(first, match.start() - 8), match.start()):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.end()
            break
    return first, last


def drop_attribution(
    text: str, targets: Sequence[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the sentence less its clauses of attribution that hold no target, and the targets in it."""
    return _drop(text, targets, _ASIDES)


def drop_concessions(
    text: str, targets: Sequence[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the sentence less `given ...` and `despite ...` about other things, and the targets in it."""
    return _drop(text, targets, (_CONCESSION,))


def _drop(
    text: str, targets: Sequence[tuple[int, int]], patterns: Sequence[re.Pattern[str]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    for pattern in patterns:
        for match in reversed(list(pattern.finditer(text))):
            a, b = match.span()
            if any(start < b and a < end for start, end in targets):
                continue
            text = f"{text[:a]} {text[b:]}"
            shift = 1 - (b - a)
            targets = [
                (start + shift, end + shift) if start >= b else (start, end)
                for start, end in targets
            ]
    return text, tuple(targets)


def is_prose(sentence: str, bare: str) -> bool:
    """Whether a sentence is prose, by its full stop, quotation marks, attribution or first person; else a headline."""
    return len(bare) != len(sentence) or _PROSE.search(sentence) is not None


_PROSE = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\bLtd)(?<!\bInc)(?<!\bCorp)(?<!\bCo)[.!?][\"”’')]*\s*$|[\"“”]|\b(?:[Ww]e|I|[Oo]ur|[Mm]y)\b"
)
