"""Text from articles made safe to print: a page must not move a reader's cursor or colour a lie."""

import unicodedata

_KEPT = {"\n", "\t"}
_HIDDEN = {"Cc", "Cs", "Co"}
"""Control characters, lone surrogates and private use."""
_REORDERING = frozenset(
    chr(code)
    for span in ((0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
    for code in range(span[0], span[1] + 1)
)
"""Marks that show text in another order than it is written in."""


def printable(text: str) -> str:
    r"""Return `text` with what a terminal would obey written out, such as `\x1b`.

    Line ends and tabs stay.
    """
    if text.isprintable():
        return text
    return "".join(_printable_character(character) for character in text)


def printable_line(text: str) -> str:
    """Return `text` as one line that is safe to print."""
    return printable(" ".join(text.split()))


def _printable_character(character: str) -> str:
    if character in _KEPT:
        return character
    hidden = unicodedata.category(character) in _HIDDEN or character in _REORDERING
    return (
        character.encode("unicode_escape", "surrogatepass").decode("ascii") if hidden else character
    )
