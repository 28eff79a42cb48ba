"""The form in which an answer and its sources are compared, and quotations in it.

The one normalisation, the same for both sides: quotation marks of any kind are read as one kind,
apostrophes as straight; em dashes as a hyphen between spaces, other dashes and the minus sign as a
hyphen; an ellipsis as three dots; digits of any script as 0 to 9, `½` as `.5`; any white space as
one space; letter case stays as it is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import decimal

MARK = re.compile(r"\[[0-9]{1,3}\]")
"""A citation mark as it stands in an answer; `[2025]` is none."""

_FOLD = str.maketrans(
    dict.fromkeys("“”„‟", '"')
    | dict.fromkeys("‘’‚‛ʼ", "'")
    | dict.fromkeys("‐‑‒–−", "-")
    | {"½": ".5", "¼": ".25", "¾": ".75"}
    | {"—": " - ", "―": " - ", "…": "...", "«": ' "', "»": '" ', "\u00ad": None, "\u200b": None}
)
_GUILLEMET_SPACE = re.compile(r"(?<=«) | (?=»)")
_ANY_MARK = re.compile(r"(?<!\w)'|'(?!\w)")
_ELISION = re.compile(r"'(?:[0-9]0s|em|til|tis|cause)\b", re.IGNORECASE)
_DOUBLE_HYPHEN = re.compile(r"(?<!-)--(?!-)")


@lru_cache(maxsize=4_096)
def normalise(text: str) -> str:
    """The form in which an answer and its sources are compared."""
    # Spaces are joined first: patterns that look through long runs of them take a time that is squared.
    folded = _GUILLEMET_SPACE.sub("", " ".join(text.split())).translate(_FOLD)
    if not folded.isascii():
        folded = "".join(str(decimal(c)) if c.isdecimal() else c for c in folded)
    return " ".join(_DOUBLE_HYPHEN.sub(" - ", folded).split())


def disarm_marks(text: str) -> str:
    """An article's text with a footnote's `[3]` as `(3)`, so that it cannot pass for a citation."""
    return MARK.sub(lambda match: f"({match[0][1:-1]})", text)


def find_quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks of a normalised text, the inner ones too.

    One that is not closed goes to the end of the text.
    """
    spans = (*_double_quoted(text), *_single_quoted(text))
    inner = (text[first:last].strip(" ,.;:!?") for first, last in spans)
    return tuple(quotation for quotation in inner if any(map(str.isalnum, quotation)))


def _double_quoted(text: str) -> list[tuple[int, int]]:
    places = [k for k, c in enumerate(text) if c == '"']
    spans: list[tuple[int, int]] = []
    open_at: list[int] = []
    for place in places:
        if _opens(text, place):
            open_at.append(place + 1)
        elif open_at:
            spans.append((open_at.pop(), place))
        else:
            break
    else:
        if not open_at:
            return spans
    # Marks that do not pair by what stands around them pair in turn; one left open goes to the end.
    spans = [(first + 1, last) for first, last in zip(places[::2], places[1::2], strict=False)]
    if len(places) % 2 or _opens(text, places[-1]):
        spans.append((places[-1] + 1, len(text)))
    return spans


def _opens(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    return (
        not text[place + 1 : place + 2].isspace()
        and before in " ([{-/'\""
        and place + 1 < len(text)
    )


def _single_quoted(text: str) -> Iterator[tuple[int, int]]:
    """Spans between single marks; an apostrophe in or at the end of a word opens none."""
    for match in re.finditer(r"(?<![\w'])'(?=[\w\"])(.+?)(?<=[\w.,!?\"%)])'(?!\w)", text):
        if _ELISION.match(text, match.start()) is None:
            yield match.start(1), match.end(1)


def stands_in(quotation: str, source: str) -> bool:
    """Whether the words stand in the source as whole words and whole numbers.

    Marks inside are of one kind here, as an inner quotation changes its own.
    """
    words = _ANY_MARK.sub('"', quotation).strip(' ,.;:!?"')
    text = _ANY_MARK.sub('"', source)
    before = r"(?<!\w)(?<!\w-)(?<!\d[.,])" if words[0].isalnum() else ""
    after = r"(?!\w)(?!-\w)(?![.,]\d)(?!\s?%)" if words[-1].isalnum() else ""
    return re.search(f"{before}{re.escape(words)}{after}", text) is not None


_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?][\"')\]]*\s+|\n\s*)[\"'(\[]?$")
_SENTENCE_BEHIND = re.compile(r"[.!?][\"')\]]*(?:\s|$)|[\"')\]]*$|\s*\n")


def stands_whole(sentence: str, source: str) -> bool:
    """Whether a sentence is one of the source's, from its first word to its last."""
    core = sentence.strip().rstrip(" .!?")
    at = source.find(core) if core else -1
    while at >= 0:
        if _SENTENCE_BEFORE.search(source[:at][-24:]) and _SENTENCE_BEHIND.match(
            source, at + len(core)
        ):
            return True
        at = source.find(core, at + 1)
    return False
