"""What a chat model wrote, as sentences with their marks; links, images, tags and code stay out.

A reply grows while it is read, and what is read from its beginning must not depend on how it was cut
into tokens: `clean_reply` leaves out what may still become something else, such as half a link.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.sentences import split_sentences
from rag.normalising import MARK, disarm_marks
from rag.prompt import MARK_CLOSES, MARK_OPENS

LONGEST_REPLY = 20_000
"""Characters of a reply that are read: several times what an answer may have."""
MOST_SENTENCES = 100
"""Sentences of a reply that are read; an answer has about five."""
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
_FINISHED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_WHOLE_WORD = re.compile(r"[^\w\[]*\w+[^\w\[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSentence:
    """A sentence of a reply, its marks taken out."""

    text: str
    marks: tuple[tuple[int, str], ...]
    """Each with the offset in `text` that it stood at, in order; also those that point nowhere."""

    def show(self, known: Sequence[str]) -> str:
        """The sentence with the known marks where they stood."""
        parts: list[str] = []
        done = 0
        for offset, mark in self.marks:
            if mark in known:
                parts += [self.text[done:offset], "" if offset == done and parts else " ", mark]
                done = offset
        return "".join((*parts, self.text[done:])).strip()


def read_reply(text: str) -> tuple[SaidSentence, ...]:
    """The sentences of a whole reply with all their marks; one that was cut off is left out."""
    reader = ReplyReader()
    reader.read(text)
    said: list[SaidSentence] = []
    for one in reader.end():
        if said and not one.text:
            last = said.pop()
            moved = tuple((len(last.text), mark) for _, mark in one.marks)
            one = replace(last, marks=(*last.marks, *moved))
        said.append(one)
    return tuple(said)


# --- cleaning


def clean_reply(text: str, *, ended: bool = True) -> str:
    """The reply's lines without thoughts, code, links, images, tags and decoration, marks as `[1]`.

    Of one that has not `ended` the last characters are left out where they may turn into something
    else.
    """
    text = _THOUGHTS.sub("", text)[:LONGEST_REPLY]
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


# --- sentences as they come


class ReplyReader:
    """Takes a reply as it comes and gives its sentences as soon as each is whole.

    A sentence that ends in a mark and a full stop, in either order, is given at once: it need not
    wait for the next word. Marks behind a sentence come as a `SaidSentence` without text.
    """

    def __init__(self) -> None:
        self.text = ""
        """The reply so far."""
        self._done = ""
        """The cleaned text that was given out."""
        self._said = False
        self._led = False
        self._may_have_ended = False
        self._taken = 0

    def read(self, text: str) -> None:
        """Take more of the reply."""
        self.text += text
        self._may_have_ended = self._may_have_ended or _MAY_END.search(text) is not None

    @property
    def is_full(self) -> bool:
        """Whether what comes from here on is not read."""
        if self._taken >= MOST_SENTENCES:
            return True
        return len(self.text) > LONGEST_REPLY and len(_THOUGHTS.sub("", self.text)) > LONGEST_REPLY

    def sentences(self) -> tuple[SaidSentence, ...]:
        """The sentences and marks that have become whole."""
        if not self._may_have_ended:
            return ()
        self._may_have_ended = False
        return self._take(ended=False)

    def end(self) -> tuple[SaidSentence, ...]:
        """What is left once the reply has ended; a last sentence that was cut off is left out."""
        left = list(self._take(ended=True))
        if left and left[-1].text and not _FINISHED.search(left[-1].text):
            left.pop()
        return tuple(left)

    def _take(self, *, ended: bool) -> tuple[SaidSentence, ...]:
        cleaned = clean_reply(self.text, ended=ended)
        start = min(len(self._done), len(cleaned))
        taken: list[SaidSentence] = []
        while start < len(cleaned) and self._taken < MOST_SENTENCES:
            rest = cleaned[start:]
            found = self._find_marks(rest, ended=ended) or self._find_sentence(rest, ended=ended)
            if found is None:
                break
            said, size = found
            self._taken += 1
            if said.text or said.marks:
                taken.append(said)
            self._said = self._said or bool(said.text)
            start += size
            self._done = cleaned[:start]
        return tuple(taken)

    def _find_marks(self, rest: str, *, ended: bool) -> tuple[SaidSentence, int] | None:
        """The marks that `rest` begins with, where they stand behind a sentence, and their length."""
        match = _BEGINS_MARKED.match(rest)
        if match is None:
            return None
        behind = self._said and not self._led and "\n" not in match["before"]
        alone = rest[match.end() : match.end() + 1] == "\n" or (ended and match.end() == len(rest))
        if not (behind or alone):
            return None
        marks = tuple((0, mark) for mark in MARK.findall(match["marks"]))
        return SaidSentence(text="", marks=marks), match.end()

    def _find_sentence(self, rest: str, *, ended: bool) -> tuple[SaidSentence, int] | None:
        """The sentence that `rest` begins with, if it is whole, and its length."""
        skipped = len(rest) - len(_STRAY.sub("", rest, count=1))
        line, _, after = rest[skipped:].partition("\n")
        whole = (bool(after.strip()) or ended) and len(line) <= _WINDOW
        read = _read_line(line[:_WINDOW])
        end = _end_of_first(read, whole=whole)
        if end is None and len(line) > _WINDOW and read.bare:
            end = len(read.bare)  # no sentence is as long
        if end is None:
            return (SaidSentence(text="", marks=()), len(rest)) if whole and not read.bare else None
        begin = len(read.bare) - len(read.bare.lstrip())
        marks = tuple(
            (min(max(m.offset - begin, 0), end - begin), m.mark)
            for m in read.marks
            if m.offset < end or (m.offset == 0 and m.offset <= end)
        )
        self._led = read.leading
        if read.leading:  # shown where readers look for them
            marks = tuple((end - begin, mark) for _, mark in marks)
        return SaidSentence(text=read.bare[begin:end], marks=marks), skipped + read.origins[
            end - 1
        ] + 1


_BEGINS_MARKED = re.compile(r"(?P<before>\s*)(?P<marks>\[[0-9]{1,3}\](?: ?\[[0-9]{1,3}\])*)")
_MAY_END = re.compile(r"[.!?…\]】⟧\"”\n]")
_STRAY = re.compile(r"\A\s*(?:[.,;!?](?=\s|\Z)\s*)*")
"""White space, and a full stop that stands apart, as behind the mark of a sentence that had one."""
_WINDOW = 1_500
"""Characters in which a sentence must end; a longer one is cut."""
_NEAR = 300
"""Characters that are looked at first, as most sentences end in them."""
_ENOUGH = 3
"""Sentences seen from which on the first one's end is sure."""
_WORD = re.compile(r"\w")
_TAIL = 120
"""Characters before a full stop that tell an abbreviation."""
_GOES_ON = " Mark went"
"""A next word that an abbreviation such as "Inc." goes on with, so that only an end splits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    mark: str
    offset: int
    """In the line without marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line with its marks taken out."""

    bare: str
    origins: tuple[int, ...]
    """Of each character of `bare` its place in the line."""
    marks: tuple[_Mark, ...]

    @property
    def leading(self) -> bool:
        return bool(self.marks) and self.marks[0].offset == 0


def _read_line(line: str) -> _Line:
    bare: list[str] = []
    origins: list[int] = []
    marks: list[_Mark] = []
    done = 0
    for match in MARK.finditer(line):
        bare += line[done : match.start()]
        origins += range(done, match.start())
        done = match.end()
        if not line[done : done + 1].isalnum():
            while bare and bare[-1] == " ":
                bare.pop()
                origins.pop()
        marks.append(_Mark(mark=match[0], offset=len(bare)))
    bare += line[done:].rstrip()
    origins += range(done, len(line.rstrip()))
    return _Line(bare="".join(bare), origins=tuple(origins), marks=tuple(marks))


def _end_of_first(line: _Line, *, whole: bool) -> int | None:
    """Where the first sentence ends in `line.bare`; None if that cannot be told yet."""
    near = line.bare[:_NEAR]
    ranges = split_sentences(near)
    if len(ranges) < _ENOUGH and near != line.bare:
        near = line.bare
        ranges = split_sentences(near)
    # What holds no word is no sentence: it goes with the next.
    ranges = ranges[
        next((k for k, r in enumerate(ranges) if _WORD.search(near, r.start, r.end)), 0) :
    ]
    if not ranges:
        return None
    first = ranges[0].end
    marked = (_end_at(line, mark) for mark in line.marks if mark.offset <= first)
    if not whole and len(ranges) == 1:
        first = len(line.bare) + 1
    elif not whole and len(ranges) == 2:
        # The next word decides whether a full stop ended a sentence.
        known = _WHOLE_WORD.match(line.bare[ranges[1].start :])
        first = first if known else len(line.bare) + 1
    end = min(first, next((end for end in marked if end is not None), first))
    return end if end <= len(line.bare) else None


def _end_at(line: _Line, mark: _Mark) -> int | None:
    """Where a sentence ends by a mark beside its full stop, in either order."""
    end = mark.offset
    if not _FINISHED.search(line.bare[:end]):
        if line.bare[end : end + 1] not in _STOPS:
            return None
        end += 1
        if _leaves_open(line.bare[:end]):  # a quotation, whose closing mark may follow
            end += 1
            if line.bare[end - 1 : end] not in _CLOSING or _leaves_open(line.bare[:end]):
                return None
    elif line.leading:
        return None
    if end > len(line.bare):
        return None
    tail = line.bare[max(0, end - _TAIL) : end]
    return end if split_sentences(tail + _GOES_ON)[-1].start >= len(tail) else None


def _leaves_open(text: str) -> bool:
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


_STOPS = tuple(".!?…")
_CLOSING = ('"', "”")
