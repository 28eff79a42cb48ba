"""What a chat model wrote without thoughts, code, links, images, tags and decoration, its marks as `[1]`.

A reply grows while it is read, and what is read from its beginning must not depend on how it was cut
into tokens: what may still become something else, such as half a link, is left out.
"""

import re
import unicodedata

from rag.checking.normalising import disarm_marks
from rag.writing.prompt import MARK_CLOSES, MARK_OPENS

LONGEST_REPLY = 20_000
"""Characters of a reply that are read: several times what an answer may have."""
_WIDEST_RANGE = 10
"""Sources that a mark such as `[1-3]` may stand for; a wider one is no mark."""
_LONGEST_BRACKET = 300
"""Characters after which an open bracket is taken for one that is never closed."""

# What a reply may hold beside its sentences. Runs are bounded so that no reply takes long to read.
_MARKS = re.compile(
    r"[\[【⟦]{1,2}\^?\s{0,3}(?:sources?\s{1,3})?"
    r"(?P<marks>[0-9]{1,3}(?:\s{0,3}[,;&–-]\s{0,3}[0-9]{1,3}){0,20})\s{0,3}"
    r"(?:†[^\]】⟧]{0,80})?[\]】⟧]{1,2}",
    re.IGNORECASE,
)
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_WRAPPER = re.compile(r"\A\s{0,20}(?:```|~~~)(?:text|txt|plain|markdown|md|json)?[ \t]{0,9}\n")
_CLOSED = re.compile(r"^[ \t]{0,3}(?:```|~~~)[ \t]{0,9}$", re.MULTILINE)
_BLOCK = re.compile(
    r"^[ \t]{0,3}(```|~~~)[^\n]*(?:\n(?:.*?^[ \t]{0,3}\1[`~]{0,9}[ \t]{0,9}$|.*\Z)|\Z)",
    re.DOTALL | re.MULTILINE,
)
_SPAN = re.compile(r"(`{1,3})([^`\n]{1,300})\1")
_IMAGE = re.compile(r"!\[[^\]]{0,300}\](?:\([^)]{0,2000}\)?|\[[^\]]{0,300}\])?")
_REFERENCE = re.compile(r"^[ \t]{0,9}\[[^\]\n]{1,300}\]:.*$", re.MULTILINE)
_LINKED_MARK = re.compile(r"(\[[0-9]{1,3}\])\([^)]{0,2000}\)?")
_LINK = re.compile(
    r"\[(?![0-9]{1,3}\])([^\[\]]{0,300})\](?:\([^)]{0,2000}\)?|\[(?![0-9]{1,3}\])[^\]]{0,300}\])"
)
_ADDRESS = re.compile(
    r"<?(?:\b[a-z][a-z0-9+.-]{0,30}://|\bwww\.|\b(?:javascript|data|mailto|file|vbscript|tel):)"
    r"[^\s\[\]<>]*>?|\b(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,24}/[^\s\[\]<>]*",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z!][^<>]*>?", re.IGNORECASE)
_BULLET = re.compile(r"^[ \t]{0,9}(?:(?:#{1,6}|[-*+•>]|[0-9]{1,2}[.)])[ \t]{1,9})+", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=[\w.,!?])[*_](?!\w)")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_OPEN = re.compile(rf"[\[【⟦][^\]】⟧]{{0,{_LONGEST_BRACKET}}}\Z|<\Z|!\Z")


def clean_reply(text: str, *, ended: bool = True) -> str:
    """The reply's lines without thoughts, code, links, images, tags and decoration, marks as `[1]`.

    Of one that has not `ended` the last characters are left out where they may turn into something
    else.
    """
    return clean_visible(_THOUGHTS.sub("", text)[:LONGEST_REPLY], ended=ended)


def clean_visible(text: str, *, ended: bool) -> str:
    """As `clean_reply`, of a text that holds no thoughts."""
    # Characters of no width could hide a number from the check; a reader would not see them.
    text = "".join(
        c if c.isprintable() or c == "\n" else "" if unicodedata.category(c) == "Cf" else " "
        for c in text
    )
    text = _without_code(text)
    text = _MARKS.sub(_single_marks, _REFERENCE.sub("", _IMAGE.sub("", text)))
    text = _LINK.sub(r"\1", _LINKED_MARK.sub(r"\1", text))
    text = _TAG.sub(" ", _ADDRESS.sub(" ", text))
    text = _EMPHASIS.sub("", _BULLET.sub("", text))
    text = _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).replace(MARK_OPENS, "[")
    text = text.replace(MARK_CLOSES, "]")
    return text if ended else _OPEN.sub("", text)


def _without_code(text: str) -> str:
    """The text without blocks of code; one that wraps the whole reply is opened instead.

    A footnote or an index in a span of code is no mark, a mark alone in one is.
    """
    wrapper = _WRAPPER.match(text)
    if wrapper:
        text = _CLOSED.sub("", text[wrapper.end() :], count=1)
    text = _BLOCK.sub("", text)
    return _SPAN.sub(
        lambda span: (
            span[2]
            if _MARKS.fullmatch(span[2].strip())
            else disarm_marks(_MARKS.sub(_round, span[2]))
        ),
        text,
    )


def _round(match: re.Match[str]) -> str:
    return f"({match['marks']})"


def _single_marks(match: re.Match[str]) -> str:
    """`[1, 2]` as `[1][2]`, `[2-4]` as `[2][3][4]`."""
    marks: list[str] = []
    for part in re.split(r"[,;&]", match["marks"]):
        numbers = [int(number) for number in re.findall("[0-9]+", part)]
        if len(numbers) > 1 and 0 <= numbers[-1] - numbers[0] < _WIDEST_RANGE:
            marks += [f"[{number}]" for number in range(numbers[0], numbers[-1] + 1)]
        else:
            marks += [f"[{number}]" for number in numbers]
    return "".join(marks)


def opened_wrapper(text: str) -> int:
    """How many characters the fence takes that wraps the whole of a reply; 0 where none does."""
    wrapper = _WRAPPER.match(text)
    return wrapper.end() if wrapper else 0


_THOUGHT_OPENS = re.compile(r"<think(?:ing)?>", re.IGNORECASE)
_THOUGHT_CLOSES = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_HALF_TAG = re.compile(r"</?[a-z]{0,8}\Z", re.IGNORECASE)


class ThoughtFilter:
    """Leaves out what a model thinks aloud, each character looked at once however long it thinks."""

    def __init__(self) -> None:
        self._held = ""
        """The end of what was taken, where a tag may have begun."""
        self._thinking = False

    def take(self, text: str) -> str:
        """What may be shown of the text that comes next."""
        text = self._held + text
        shown: list[str] = []
        while text:
            tag = (_THOUGHT_CLOSES if self._thinking else _THOUGHT_OPENS).search(text)
            if tag is None:
                break
            if not self._thinking:
                shown.append(text[: tag.start()])
            self._thinking = not self._thinking
            text = text[tag.end() :]
        half = _HALF_TAG.search(text[-_LONGEST_TAG:])
        cut = len(text) - (len(half[0]) if half else 0)
        self._held = text[cut:]
        if not self._thinking:
            shown.append(text[:cut])
        return "".join(shown)

    def end(self) -> str:
        """What was held back and is no tag after all."""
        left = "" if self._thinking else self._held
        self._held = ""
        return left


_LONGEST_TAG = 12
"""Characters of `</thinking>` and one more."""
