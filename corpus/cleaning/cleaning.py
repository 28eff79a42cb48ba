"""The report among the furniture of a page: which ranges of a text are kept, never rewritten."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Range
from corpus.cleaning.furniture import (
    ENDS,
    LIST_MARK,
    is_end_heading,
    is_furniture,
    is_legal,
    is_links_heading,
)
from corpus.cleaning.promotion import REPORTED, TO_READER, is_promotion

_JUDGED_LINES = 4000
"""At either end of a text; what is longer is no article, and need not take minutes."""
_LONGEST_HEADING = 300
"""Characters of a line that are looked at for what it heads."""
_LONGEST_PARAGRAPH = 300_000
"""Characters; a longer one is kept whole."""
_SENTENCE_END = re.compile(r"(?:[.!?…]|[.!?…]\s?[”\"’')\]])\s+(?=[^\s\da-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line without the white space around it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        """The line without the marks of a heading or a list."""
        return LIST_MARK.sub("", self.text).strip("*_# ")


def _split_lines(text: str) -> tuple[_Line, ...]:
    """The lines that are not blank, in order."""
    lines = []
    for match in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c]+", text):
        line = match[0].strip()
        if line:
            start = match.start() + match[0].index(line)
            lines.append(_Line(start=start, end=start + len(line), text=line))
    return tuple(lines)


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence at least, by its length and its end."""
    return len(line) > 60 and (len(line) > 150 or ENDS.search(line) is not None)


def _sentences(line: _Line) -> tuple[tuple[int, int], ...]:
    """The sentences of a line, rather split too seldom; offsets into the whole text."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(line.text)), len(line.text)]
    return tuple(
        (line.start + first, line.start + last) for first, last in pairwise(starts) if first < last
    )


def _keep_in_line(text: str, line: _Line) -> Iterator[tuple[int, int]]:
    """The sentences of a line that are no promotion, nor the lead-in of one."""
    sentences = _sentences(line)
    dropped = [is_promotion(text[start:end].strip()) for start, end in sentences]
    for index in range(len(sentences) - 2, -1, -1):
        start, end = sentences[index]
        lead_in = text[start:end]
        # "You have come this far. Our newsletter goes further." The first belongs to the second.
        if dropped[index + 1] and TO_READER.search(lead_in) and not REPORTED.search(lead_in):
            dropped[index] = True
    for (start, end), drop in zip(sentences, dropped, strict=True):
        if not drop:
            yield start, end


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    """Whether a text breaks its lines at a fixed width, so that a sentence runs over several."""
    lengths = [len(line.text) for line in lines]
    full = sum(55 <= length <= 100 for length in lengths)
    return len(lines) >= 5 and max(lengths) <= 120 and full >= 0.55 * len(lines)


def _label_runs(lines: Sequence[_Line]) -> frozenset[int]:
    """Indices of lines in runs of four or more labels: menus, tables of quotes, rows of buttons."""
    runs: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        label = len(line.text) <= 30 and len(line.text.split()) <= 4 and not ENDS.search(line.text)
        if label and not line.text.startswith(("-", "*", "•", "#")):
            run.append(index)
            continue
        if len(run) >= 4:
            runs.update(run)
        run = []
    return frozenset(runs | set(run)) if len(run) >= 4 else frozenset(runs)


def _report_end(lines: Sequence[_Line]) -> int:
    """The index of the line with which comments or small print begin, to the end of the page."""
    prose = 0
    still = sum(_is_prose(line.text) for line in lines)
    for index, line in enumerate(lines):
        words = line.words[:_LONGEST_HEADING]
        rest = is_end_heading(words) or is_legal(words)
        if rest and prose and still - prose <= 2 * prose + 4:
            return index
        prose += _is_prose(line.text)
    return len(lines)


def _links_below(lines: Sequence[_Line], end: int) -> frozenset[int]:
    """Indices of headings such as "Related articles" and of the headlines below them."""
    dropped: set[int] = set()
    below = False
    for index, line in enumerate(lines[:end]):
        if is_links_heading(line.words[:_LONGEST_HEADING]):
            below = True
        elif below and (_is_prose(line.text) or ENDS.search(line.text)):
            below = False
        if below:
            dropped.add(index)
    return frozenset(dropped)


def _same_title(line: str, title: str | None) -> bool:
    return (
        title is not None
        and " ".join(line.split()).casefold() == " ".join(title.split()).casefold()
    )


def _merge(text: str, pieces: Sequence[tuple[int, int]]) -> tuple[Range, ...]:
    """Pieces joined where only white space lies between them, trimmed."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    ranges = []
    for start, end in joined:
        kept = text[start:end]
        if kept.strip():
            left = start + len(kept) - len(kept.lstrip())
            ranges.append(Range(start=left, end=left + len(kept.strip())))
    return tuple(ranges)


def choose_body(text: str, title: str | None) -> tuple[Range, ...]:
    """The ranges of a text that are its report: in order, trimmed, without its title and furniture.

    Empty where nothing of it is a report. Lines that follow one another are one range.
    """
    lines = _split_lines(text)
    if not lines:
        return ()
    end, labels, wrapped = _report_end(lines), _label_runs(lines), _is_wrapped(lines)
    links = _links_below(lines, end)
    pieces: list[tuple[int, int]] = []
    titled = False
    for index, line in enumerate(lines[:end]):
        if _JUDGED_LINES <= index < end - _JUDGED_LINES or len(line.text) > _LONGEST_PARAGRAPH:
            pieces.append((line.start, line.end))
            continue
        if not titled and _same_title(line.words, title):
            titled = True
            continue
        before = lines[index - 1] if index else None
        continues = (
            wrapped
            and before is not None
            and bool(pieces)
            and before.end == pieces[-1][1]
            and text.count("\n", before.end, line.start) == 1
            and len(before.text) > 50
            and not re.search(r"[.!?…][”\"’')\]]*$", before.text)
        )
        if not continues and (index in labels or index in links or is_furniture(line.text)):
            continue
        pieces.extend(_keep_in_line(text, line))
    return _merge(text, pieces)
