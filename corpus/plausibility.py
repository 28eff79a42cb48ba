"""What can be a title, an outlet or an author: fields that answers show, as pages claim them.

A page's metadata is written by whoever made the page and seen by no reader of it; a sentence or a
command in it is no name.
"""

import re
from collections.abc import Iterable

from corpus.outlets import outlet_of_name
from corpus.unseen import drop_unseen

LONGEST_TITLE = 200
"""Characters; 608 of 609 headlines of real news (MultiHop-RAG) have at most 184."""
_LONGEST_OUTLET = 60
_LONGEST_BYLINE = 200
_LONGEST_NAME = 50
_LONGEST_URL = 500
_PARTICLES = frozenset([
        "van", "von", "de", "der", "den", "la", "al", "bin", "del", "di", "da", "dos", "du", "le",
        "el", "zu", "ter", "ibn", "ben", "y", "e", "af", "av", "and", "of", "the", "for", "und",
        "et", "by", "at", "in", "as", "with",
])  # fmt: skip
_MARKUP = re.compile(r"[\[\]{}<>=|\\`“”\"]|https?:|www\.|[?:;]\s|[.!?]\s+\S+\s+\S+\s+\S+\s")


def fold(value: str) -> str:
    """A value on one line, without characters that draw nothing."""
    return " ".join(drop_unseen(value).split())


def plausible_title(value: str) -> str | None:
    """The title in a value on one line; None where it is empty or too long for one."""
    title = fold(value)
    return title if 0 < len(title) <= LONGEST_TITLE else None


def cut_title(value: str) -> str | None:
    """What a page shows as its title, cut at a word where it is too long for one."""
    title = fold(value)
    if len(title) <= LONGEST_TITLE:
        return title or None
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def plausible_outlet(value: str) -> str | None:
    """The name of an outlet in a value; None where it is a sentence or an address."""
    name = fold(value)
    if not name or len(name) > _LONGEST_OUTLET or _MARKUP.search(name) or len(name.split()) > 8:
        return None
    return None if _is_prose(name) else name


def plausible_url(value: str | None) -> str | None:
    """A web address; None where it is none, is too long or hides a name before an `@`."""
    if value is None or len(value) > _LONGEST_URL:
        return None
    return (
        value if re.fullmatch(r"https?://[^\s/@<>\"\\]+(?:/[^\s<>\"\\]*)?", value, re.I) else None
    )


def split_authors(values: Iterable[str]) -> tuple[str, ...]:
    """The single names in bylines, in order; outlets, addresses and sentences are none."""
    names: list[str] = []
    for value in values:
        byline = re.sub(r"^(?:by|von|par|por)\s+", "", fold(value), flags=re.I)
        if len(byline) > _LONGEST_BYLINE or _MARKUP.search(byline) or _is_prose(byline):
            continue
        for name in map(str.strip, re.split(r",|;|\band\b|\bund\b|\bet\b|&|\|", byline)):
            if _is_name(name) and name not in names and not outlet_of_name(name):
                names.append(name)
    return tuple(names)


def _is_prose(value: str) -> bool:
    """Whether more than a third of the words are in lower case; particles of names do not count."""
    words = [word for word in value.split() if word.lower() not in _PARTICLES]
    return sum(word[:1].islower() for word in words) > len(words) / 3


def _is_name(value: str) -> bool:
    words = value.split()
    if not 2 < len(value) <= _LONGEST_NAME or len(words) > 5 or re.search(r"[\d/@!?:]", value):
        return False
    return not _is_prose(value) and not words[0].islower()
