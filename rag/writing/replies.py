"""What a chat model wrote, as sentences with their marks, each given out as soon as it is whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rag.checking.normalising import MARK
from rag.writing.reply_cleaning import LONGEST_REPLY, ThoughtFilter, clean_visible, opened_wrapper
from rag.writing.reply_lines import FINISHED, WINDOW, end_of_first, read_line

MOST_SENTENCES = 100
"""Sentences of a reply that are read; an answer has about five."""
_SOON = 600
"""Characters left to look at up to which each token that may end a sentence is one to look at them."""
_GROWTH = 16
"""Beyond these they are looked at again when a share of this grew, so that work grows with length only."""
_MOST_PLACES = 40
"""Places at which what was given out may have ended."""


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


class ReplyReader:
    """Takes a reply as it comes and gives its sentences as soon as each is whole.

    A sentence that ends in a mark and a full stop, in either order, is given at once: it need not
    wait for the next word. Marks behind a sentence come as a `SaidSentence` without text.
    """

    def __init__(self) -> None:
        self._visible = ThoughtFilter()
        self._raw = ""
        """What has come, without thoughts, and was not given out; behind one character that was."""
        self._given = 0
        """Characters that the cleaned `_raw` begins with and that were given out."""
        self._length = 0
        self._said = False
        self._led = False
        self._may_have_ended = False
        self._taken = 0
        self._looked_at = 0

    def read(self, text: str) -> None:
        """Take more of the reply."""
        self._add(self._visible.take(text))

    def _add(self, text: str) -> None:
        text = text[: max(0, LONGEST_REPLY - self._length) + 1]
        self._length += len(text)
        if self._length > LONGEST_REPLY:
            text = text[: len(text) - (self._length - LONGEST_REPLY)]
        self._raw += text
        self._may_have_ended = self._may_have_ended or _MAY_END.search(text) is not None

    @property
    def is_full(self) -> bool:
        """Whether what comes from here on is not read."""
        return self._taken >= MOST_SENTENCES or self._length > LONGEST_REPLY

    def sentences(self) -> tuple[SaidSentence, ...]:
        """The sentences and marks that have become whole."""
        if not self._may_have_ended or not self._is_due():
            return ()
        self._may_have_ended = False
        return self._take(ended=False)

    def _is_due(self) -> bool:
        """Whether what is left is looked at now: what goes on without an end is not, at each token."""
        size = len(self._raw)
        return size <= _SOON or size - self._looked_at >= size // _GROWTH

    def end(self) -> tuple[SaidSentence, ...]:
        """What is left once the reply has ended; a last sentence that was cut off is left out."""
        self._add(self._visible.end())
        left = list(self._take(ended=True))
        if left and left[-1].text and not FINISHED.search(left[-1].text):
            left.pop()
        return tuple(left)

    def _take(self, *, ended: bool) -> tuple[SaidSentence, ...]:
        cleaned = clean_visible(self._raw, ended=ended)
        self._looked_at = len(self._raw)
        start = min(self._given, len(cleaned))
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
        if start > self._given and not ended:
            self._given = start
            self._let_go(cleaned)
        return tuple(taken)

    def _let_go(self, cleaned: str) -> None:
        """Forget what was given out, so that it is not cleaned again with each token.

        Only where the rest reads the same without it; one character stays, as a line's first one may
        be a bullet.
        """
        given = cleaned[: self._given].rstrip()
        if opened_wrapper(self._raw):
            return  # the fence that closes it is still to come
        for match in islice(_MAY_END.finditer(self._raw), _MOST_PLACES):
            cut = match.end()
            if clean_visible(self._raw[:cut], ended=True).rstrip() != given:
                continue
            left = self._raw[cut - 1 :]
            kept = clean_visible(left, ended=False)
            if kept[:1] == left[:1] and kept[1:] == cleaned[len(given) :]:
                self._raw = left
                self._given -= len(given) - 1
                self._looked_at = len(left)
                return

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
        whole = (bool(after.strip()) or ended) and len(line) <= WINDOW
        read = read_line(line[:WINDOW])
        end = end_of_first(read, whole=whole)
        if end is None and len(line) > WINDOW and read.bare:
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
