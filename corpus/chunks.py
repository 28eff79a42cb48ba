"""A sentence as chunks: firms, names, numbers, words and marks, each with its offsets.

Chunks are what the grammar of attribution reads. Nothing here decides who speaks.
"""

import re
from collections.abc import Sequence

from corpus.attribution.cues import CUE_VERBS
from corpus.chunk import Chunk, ChunkKind
from corpus.given_names import is_given_name
from corpus.name_runs import AREA_HEADS, BODY_HEADS, HARD_TITLES, NO_NAME, RunSplitter
from corpus.name_words import (
    CALENDAR,
    PARTICLES,
    ROLE_NOUNS,
    STARTERS,
)
from corpus.names import FirmMention
from corpus.words import words

__all__ = ["Chunk", "ChunkKind", "chunk_sentence"]


_TOKEN = re.compile(
    r"(?P<number>[$€£¥]?\d+(?:,\d+)*(?:\.\d+)?(?:[a-z]{2}\b)?%?)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s+[A-Z])|[^\W\d_]+\d*(?:[-'&./][^\W_]+)*)"
    r"|(?P<mark>[^\w\s])"
)
_LEGAL_FORM = re.compile(
    r"(?:,? (?:& )?(?:Co|Inc|Corp|Ltd|LLC|LLP|Plc|PLC|plc|SA|AG|NV|SE|SpA|KGaA|Cos|Holdings?|Group)\b)+"
    r"\.?(?=[ ,']|$)"
)
"""What may follow a firm's name before its sentence goes on: `Inc.`, `& Co.`."""
_ABBREVIATED = ("Co", "Inc", "Corp", "Ltd", "Cos")
_GOES_ON = re.compile(r"\.(?= [a-z(]|,|'s)")
_NEXT_NAME = re.compile(r" ([A-Z][a-z]{2,})\b")
_ATTRIBUTIVE = ("-based", "-listed", "-headquartered", "-owned", "-backed", "-born", "-led", "-run")
_FURNITURE = frozenset(
    words("advertisement photo image source credit related video watch subscribe caption pictured")
)
"""Words of a page's furniture that stand before a name without a mark between."""
_JOINED = re.compile(r"(?:al|el|ul|as|ash|ad|an|ar|at|az|bin|d|l)[-'][A-Z]")
"""A surname that begins with a small particle: `Khalid al-Roe`."""
_SHORT_VERB = re.compile(r"([Hh]e|[Ss]he|[Tt]hey)'(?:d|ll|re|ve)$")
_ADVERB_ENDINGS = ("ally", "ously", "fully", "ively", "ently", "antly", "ingly", "edly", "ately")
_HEADLINE_CHARACTERS = 240
_TITLE_CASE_SHARE = 0.75
_BULLETS = frozenset("*_#•·▪►‣●■>")
"""Marks of a list or of emphasis: where a sentence begins with them, it begins behind them."""
_RUN_WORDS = 12
"""Capitalised words in a row that may still be names; longer runs are headings or noise."""
_SENTENCE_CHARACTERS = 3000
"""A longer sentence is read up to here only; real ones have a tenth of that."""


def _is_headline_verb(word: str) -> bool:
    """Whether a capitalised word is a verb of a headline in title case: "Goldman Sees Brent at $52"."""
    found = CUE_VERBS.get(word)
    return found is not None and word.endswith("s") and "s" in found[1]


class _Chunker:
    """Walks one sentence; capitalised words gather in a run that is split once it ends."""

    def __init__(self, view: str, start: int, end: int) -> None:
        self.view = view
        self.start = start
        self.end = end
        self._title_case: bool | None = None
        self.chunks: list[Chunk] = []
        self._run: list[Chunk] = []
        self._splitter = RunSplitter(view, self.chunks)

    def add_firm(self, mention: FirmMention) -> int:
        """Append the firm, and the possessive behind it; return where to go on."""
        position = mention.end
        text = self.view[mention.start : position]
        if (
            self._is_surname(text, mention.end)
            or self._is_part(mention)
            or self._is_first_name(mention)
        ):
            self.add_word(mention.start, position)
            return position
        self.end_run()
        text = self.view[mention.start : position]
        if text.endswith(_ABBREVIATED) and _GOES_ON.match(self.view, position):
            position += 1
        legal = _LEGAL_FORM.match(self.view, position)
        if legal is not None:
            position = legal.end()
        self.chunks.append(
            Chunk(
                "firm",
                text,
                text.lower(),
                mention.start,
                mention.end,
                mention.firm,
                mention.speaking_only,
            )
        )
        tail = self.view[position : position + 3]
        if tail[:2] == "'s" and not tail[2:].isalnum():
            self.chunks.append(Chunk("possessive", "'s", "'s", position, position + 2))
            return position + 2
        if tail[:1] == "'" and text.endswith("s"):
            self.chunks.append(Chunk("possessive", "'", "'", position, position + 1))
            return position + 1
        return position

    def _is_first_name(self, mention: FirmMention) -> bool:
        """Whether a firm's one-word name is a person's first name: `CEO Elliott Hill`."""
        text = self.view[mention.start : mention.end]
        before = self._run[-1] if self._run else (self.chunks[-1] if self.chunks else None)
        titled = before is not None and before.kind == "word" and before.low in ROLE_NOUNS
        behind = _NEXT_NAME.match(self.view, mention.end)
        if not titled or not text.isalpha() or text.isupper() or behind is None:
            return False
        return behind.group(1).lower() not in NO_NAME

    def _is_part(self, mention: FirmMention) -> bool:
        """Whether two letters begin a longer name that the table lacks: `IG` in `IG Metall`."""
        if mention.end - mention.start > 2:
            return False
        behind = _NEXT_NAME.match(self.view, mention.end)
        if behind is None:
            return False
        low = behind.group(1).lower()
        return not (low in NO_NAME or is_given_name(low))

    def add_index(self, start: int, end: int) -> None:
        """Append a share index as one word, which neither speaks nor is anybody's name."""
        self.end_run()
        text = self.view[start:end]
        self.chunks.append(Chunk("word", text, text.lower(), start, end))

    def _is_surname(self, text: str, end: int) -> bool:
        """Whether a firm's one-word name is a person's last name here: `adviser Etsuro Honda`."""
        if len(self._run) != 1 or not text.isalpha():
            return False
        first = self._run[0]
        if is_given_name(first.text) or self.view.startswith(", who ", end):
            return True
        before = self.chunks[-1] if self.chunks else None
        if before is not None and before.text == "," and len(self.chunks) > 1:
            before = self.chunks[-2]  # "its founder, Etsuro Honda,"
        titled = before is not None and (before.low in HARD_TITLES or before.kind == "possessive")
        return titled and first.low not in NO_NAME

    def add_word(self, start: int, end: int) -> None:
        """Append a word, its possessive split off."""
        text = self.view[start:end]
        possessive = text.endswith("'s") and len(text) > 2
        if possessive:
            end -= 2
            text = text[:-2]
        short = _SHORT_VERB.match(text)
        if short is not None:  # "she'd"
            middle = start + short.end(1)
            self.end_run()
            for first, last in ((start, middle), (middle, end)):
                part = self.view[first:last]
                self.chunks.append(Chunk("word", part, part.lower(), first, last))
            return
        chunk = Chunk("word", text, text.lower(), start, end)
        if self._joins_run(chunk):
            if len(self._run) == _RUN_WORDS:
                self.end_run()
            self._run.append(chunk)
        else:
            self.end_run()
            self.chunks.append(chunk)
        if possessive:
            self.end_run()
            self.chunks.append(Chunk("possessive", "'s", "'s", end, end + 2))

    def ends_abbreviated(self) -> bool:
        """Whether a name that ends in a legal form was read last: the `Inc` of `Orrin Inc.'s`."""
        return bool(self._run) and self._run[-1].text in _ABBREVIATED

    def add_possessive(self, start: int) -> None:
        """Append the `'s` at `start`."""
        self.end_run()
        self.chunks.append(Chunk("possessive", "'s", "'s", start, start + 2))

    def add_other(self, kind: ChunkKind, start: int, end: int) -> None:
        """Append a number or a mark."""
        text = self.view[start:end]
        if self._run and kind == "mark" and text == "&":
            self._run.append(Chunk("word", text, text, start, end))
            return
        self.end_run()
        if text == "'" and self.chunks and self.chunks[-1].text.endswith("s"):
            kind = "possessive"
        self.chunks.append(Chunk(kind, text, text.lower(), start, end))

    def _joins_run(self, chunk: Chunk) -> bool:
        if chunk.low in CALENDAR:
            return False
        if _is_headline_verb(chunk.low) and (chunk.text[0].islower() or self._in_title_case()):
            return False
        if chunk.low.endswith(_ATTRIBUTIVE) or (not self._run and chunk.low in _FURNITURE):
            return False
        if not chunk.text[0].isupper():
            if not self._run:
                return False
            return (
                chunk.low in PARTICLES or _JOINED.match(chunk.text) is not None
            ) or self._joins_body(chunk)
        opens_sentence = not self.chunks or self.chunks[-1].text in ('"', ":", "-", "–", "—", "•")
        opens = opens_sentence and not self._run
        return not (opens and (chunk.low in STARTERS or self._is_adverb(chunk)))

    def _is_adverb(self, chunk: Chunk) -> bool:
        """Whether `Technically,` opens a sentence, and nobody's name."""
        return self.view[chunk.end : chunk.end + 1] == "," and chunk.low.endswith(_ADVERB_ENDINGS)

    def _in_title_case(self) -> bool:
        """Whether the sentence is a headline whose verbs are written with capitals too."""
        if self._title_case is None:
            text = self.view[self.start : min(self.end, self.start + _HEADLINE_CHARACTERS)]
            words = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
            capital = sum(word[0].isupper() for word in words)
            self._title_case = capital >= _TITLE_CASE_SHARE * len(words)
        return self._title_case

    def end_run(self) -> None:
        """Turn the gathered capitalised words into names, organisations and title words."""
        if self._run:
            self._splitter.split(self._run)
            self._run.clear()

    def _joins_body(self, chunk: Chunk) -> bool:
        """Whether `of` or `and` goes on with the name of a body: `Department of Labor`."""
        if not self.view[chunk.end + 1 : chunk.end + 2].isupper():
            return False
        heads = {part.low for part in self._run}
        if chunk.low in ("of", "for"):
            return not heads.isdisjoint(BODY_HEADS)
        return chunk.low == "and" and "of" in heads and not heads.isdisjoint(AREA_HEADS)


def chunk_sentence(
    view: str,
    start: int,
    end: int,
    mentions: Sequence[FirmMention],
    indices: Sequence[tuple[int, int]] = (),
) -> tuple[Chunk, ...]:
    """The chunks of `view[start:end]`, in order; `mentions` and `indices` are those of that span."""
    chunker = _Chunker(view, start, end)
    position, upcoming, next_index = start, 0, 0
    end = min(end, start + _SENTENCE_CHARACTERS)
    while position < end:
        while upcoming < len(mentions) and mentions[upcoming].start < position:
            upcoming += 1
        if upcoming < len(mentions) and mentions[upcoming].start == position:
            position = chunker.add_firm(mentions[upcoming])
            continue
        while next_index < len(indices) and indices[next_index][0] < position:
            next_index += 1
        if next_index < len(indices) and indices[next_index][0] == position:
            position = indices[next_index][1]
            chunker.add_index(*indices[next_index])
            continue
        if view.startswith(".'s", position) and chunker.ends_abbreviated():
            position += 1
            chunker.add_possessive(position)
            position += 2
            continue
        match = _TOKEN.match(view, position, end)
        if match is None:
            position += 1
            continue
        stop = match.end()
        if upcoming < len(mentions) and position < mentions[upcoming].start < stop:
            stop = mentions[upcoming].start
        if match.lastgroup == "word":
            chunker.add_word(position, stop)
        elif match.lastgroup == "number":
            chunker.add_other("number", position, stop)
        else:
            chunker.add_other("mark", position, stop)
        position = stop
        if len(chunker.chunks) == 1 and chunker.chunks[0].text in _BULLETS:
            chunker.chunks.clear()
    chunker.end_run()
    return tuple(chunker.chunks)
