"""Capitalised words in a row, split into names, organisations and titles."""

import re
from collections.abc import Sequence

from corpus.chunk import Chunk, ChunkKind
from corpus.given_names import is_given_name
from corpus.name_words import (
    CALENDAR,
    COMPANY_ENDINGS,
    HONORIFICS,
    MEDIA_WORDS,
    NATIONALITIES,
    NOT_ORGANISATIONS,
    NOT_PEOPLE,
    ORG_WORDS,
    PARTICLES,
    PLURAL_ROLES,
    ROLE_NOUNS,
    TITLE_WORDS,
)
from corpus.words import words

HARD_TITLES = (ROLE_NOUNS | PLURAL_ROLES) | frozenset(
    words(
        """
    senior vice executive managing deputy lead associate assistant former acting interim
    """
    )
)
AREA_HEADS = frozenset(
    words("department ministry bureau office institute agency commission center centre")
)
"""Behind these, `of Employment and Economic Development` belongs to the name."""
BODY_HEADS = AREA_HEADS | frozenset(
    words(
        "bank university association council federation chamber confederation board committee society"
    )
)
_TITLES = TITLE_WORDS | NATIONALITIES
_GENERIC = TITLE_WORDS | ORG_WORDS
NO_NAME = _TITLES | PLURAL_ROLES | ORG_WORDS | CALENDAR
_ORG_ENDS = ORG_WORDS | MEDIA_WORDS | COMPANY_ENDINGS
_ACRONYM_LETTERS = 6
_HOME_WORDS = frozenset(
    words(
        """
    tokyo china korea japan india london american british canadian nordic northern southern
    western eastern africa asia america britain poland norway sweden taiwan turkey australian
    """
    )
)
"""Places that begin the names of many companies."""
_AIDES = frozenset(words("analyst strategist economist spokesman spokeswoman spokesperson"))
"""Roles that only persons have."""
_CURRENCIES = re.compile(r"[A-Z]{3}/[A-Z]{3}")
"""A pair of them, which says nothing: `its USD/JPY forecast`."""
_TITLED = re.compile(r"[ -](?:chief|senior|head|strateg|analyst|econom|president|director|manager)")
_SAID = re.compile(r" (?:said|says|added|adds|wrote|writes|told|noted|expects|sees|thinks)\b")


class RunSplitter:
    """Appends the parts of a run to the chunks of its sentence."""

    def __init__(self, view: str, chunks: list[Chunk]) -> None:
        self.view = view
        self.chunks = chunks

    def split(self, run: Sequence[Chunk]) -> None:
        """Append the chunks of capitalised words that stand in a row."""
        segment: list[Chunk] = []
        for chunk in run:
            if self._ends_firm(segment, chunk):
                segment.append(chunk)
            elif chunk.low in HARD_TITLES or self._is_honorific(segment, chunk):
                self._add_segment(segment)
                segment = []
                self.chunks.append(chunk)
            else:
                segment.append(chunk)
        self._add_segment(segment)

    def _is_honorific(self, segment: Sequence[Chunk], chunk: Chunk) -> bool:
        """Whether the word is a title; `Sen` in the middle of a name is a name."""
        if chunk.low not in HONORIFICS:
            return False
        inside = bool(segment) and segment[-1].low not in _TITLES
        return not inside or self.view[chunk.end : chunk.end + 1] == "."

    def _ends_firm(self, segment: Sequence[Chunk], chunk: Chunk) -> bool:
        """`Partners` behind a name is the end of a firm's name, and nobody's title."""
        if chunk.low not in HARD_TITLES & ORG_WORDS or not segment:
            return False
        first = segment[0]
        ordinary = first.low in TITLE_WORDS or first.low in NATIONALITIES
        return not (ordinary or is_given_name(first.text))

    def _is_set_off_person(self, segment: Sequence[Chunk]) -> bool:
        """`The bank's analyst, Jane Mills,`: a surname that a firm's name may end in, too."""
        before = [chunk.low for chunk in self.chunks[-2:]]
        titled = len(before) == 2 and before[1] == "," and before[0] in _AIDES
        end = segment[-1].end
        return titled and len(segment) == 2 and self.view[end : end + 1] == ","

    def _add_segment(self, segment: list[Chunk]) -> None:
        tail: list[Chunk] = []
        while segment and (segment[-1].low in PARTICLES or segment[-1].text == "&"):
            if self._is_short_surname(segment):
                break
            tail.append(segment.pop())  # a name never ends in "of" or "&"
        while segment and not self._is_set_off_person(segment):
            stop = _organisation_end(segment)
            if not stop:
                break
            self._add_joined("org", segment[:stop])
            segment = segment[stop:]
        if len(segment) == 2 and segment[0].low in _HOME_WORDS and _is_brand(segment[1]):
            self._add_joined("org", segment)  # "Tokyo Electron"
            segment = []
        names: list[Chunk] = []
        for k, chunk in enumerate(segment):
            ordinary = chunk.low in TITLE_WORDS or chunk.low in NATIONALITIES
            if ordinary and not (k + 1 == len(segment) and self._is_surname(names, chunk)):
                self._add_name(names)
                names = []
                self.chunks.append(chunk)
            else:
                names.append(chunk)
        self._add_name(names)
        self.chunks.extend(reversed(tail))

    def _is_surname(self, names: Sequence[Chunk], chunk: Chunk) -> bool:
        """Whether an ordinary word ends a name: `Jane Short`, `strategist Orla English`."""
        if len(names) != 1 or chunk.low in HARD_TITLES or _TITLED.match(self.view, chunk.end):
            return False
        before = self.chunks[-1].low if self.chunks else ""
        behind_role = before in ROLE_NOUNS or before in ("by", "said", "says")
        return is_given_name(names[0].text) or (behind_role and not names[0].text.isupper())

    def _is_short_surname(self, segment: Sequence[Chunk]) -> bool:
        """Whether a capitalised particle is a name's last word: `Rupa De`, `De said`."""
        last = segment[-1]
        if last.low not in PARTICLES or not last.text[0].isupper() or last.low in ("la", "el"):
            return False
        if len(segment) == 1:
            return _SAID.match(self.view, last.end) is not None
        return len(segment) == 2 and segment[0].low not in _TITLES | ORG_WORDS

    def _add_name(self, parts: list[Chunk]) -> None:
        if not parts:
            return
        if len(parts) > 2 and self._is_area(parts):  # "Vice Chair for Supervision Jane Doe"
            self.chunks.append(parts[0])
            parts = parts[1:]
        self._add_joined("name", parts)

    def _is_area(self, parts: list[Chunk]) -> bool:
        if len(self.chunks) < 2 or self.chunks[-1].low not in ("for", "of"):
            return False
        return self.chunks[-2].low in ROLE_NOUNS and is_given_name(parts[1].text)

    def _add_joined(self, kind: ChunkKind, parts: list[Chunk]) -> None:
        joint = next((k for k, part in enumerate(parts) if part.text == "&"), 0)
        two = joint > 1 and len(parts) > joint + 2 and is_given_name(parts[joint + 1].text)
        if kind == "name" and two:  # "Jane Doe & John Roe"
            self._add_joined(kind, parts[:joint])
            self.chunks.append(parts[joint])
            parts, joint = parts[joint + 1 :], 0
        if kind == "name" and joint:
            kind = "org"  # "Lanyon & Drew"
        start, end = parts[0].start, parts[-1].end
        text = self.view[start:end]
        if text.lower() in NOT_PEOPLE or _CURRENCIES.fullmatch(text):
            self.chunks.extend(parts)
        else:
            self.chunks.append(Chunk(kind, text, text.lower(), start, end))


def _is_brand(chunk: Chunk) -> bool:
    """Whether a capitalised word behind a place is no title, role, name or day."""
    ordinary = NO_NAME | NATIONALITIES | NOT_PEOPLE | PARTICLES | HONORIFICS | MEDIA_WORDS
    plain = chunk.text[0].isupper() and chunk.text.isalpha() and not chunk.text.isupper()
    return plain and chunk.low not in ordinary and not is_given_name(chunk.text)


def _organisation_end(segment: Sequence[Chunk]) -> int:
    """How many words from the start of `segment` are an organisation's name, 0 for none."""
    first = segment[0]
    if any(
        c.low in ("of", "for") and segment[k].low in BODY_HEADS for k, c in enumerate(segment[1:])
    ):
        return len(segment)
    ends = ORG_WORDS if is_given_name(first.text) else _ORG_ENDS
    org_ends = [k for k, c in enumerate(segment) if k and c.low in ends]
    if org_ends:
        stop = org_ends[-1] + 1
        titled = first.low in TITLE_WORDS and all(c.low in _GENERIC for c in segment[:stop])
        return 0 if titled else stop
    if first.low in TITLE_WORDS:
        return 0
    letters = first.text.replace(".", "").replace("&", "")
    if first.low.strip(".") in NOT_ORGANISATIONS or not (letters.isupper() and letters.isalpha()):
        return 0
    if is_given_name(first.text) and len(segment) > 1:
        return 0
    if not 1 < len(letters) <= _ACRONYM_LETTERS:
        return 0
    return _acronym_end(segment, len(letters))


def _acronym_end(segment: Sequence[Chunk], letters: int) -> int:
    """`SMBC Nikko` is one name; with two letters, as in `CJ Stroud`, it may be a person's."""
    if len(segment) == 2:
        second = segment[1]
        ordinary = second.low in TITLE_WORDS or second.low in NATIONALITIES
        if second.text.isupper() and letters > 2:
            return 2 if second.low.strip(".") not in NOT_ORGANISATIONS else 1
        if not (ordinary or second.text.isupper() or is_given_name(second.text)):
            return 2 if letters > 2 else 0
    return 1
