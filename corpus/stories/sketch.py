"""What is remembered of a text to tell whether another one carries the same report.

A sketch is stored with its version, so that a new article is compared without reading the others.
Whoever changes how one is made raises `SKETCH_VERSION`, and the stored ones are made again.
"""

import re
from dataclasses import dataclass

import numpy as np

from corpus.article import Article, Period
from corpus.stories.marks import Shingles, hash_runs, hash_words
from corpus.words import phrases

SKETCH_VERSION = 2
SHINGLE_WORDS = 3

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
"""A word; in scripts that write without spaces, a character."""

_FIGURE = re.compile(
    r"(?P<money>[$€£¥])?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"[\s-]?(?P<unit>%|percentage points?|per\s?cent|basis points?|bps?\b|bn\b|billions?|mn\b"
    r"|millions?|trillions?|tn\b)?",
    re.IGNORECASE,
)
_UNITS = {
    "per": "%",
    "percent": "%",
    "per cent": "%",
    "%": "%",
    "percentage point": "pp",
    "basis point": "bp",
    "bp": "bp",
    "bn": "bn",
    "billion": "bn",
    "mn": "mn",
    "million": "mn",
    "tn": "tn",
    "trillion": "tn",
}
_NAME = re.compile(r"(?<![\w&-])[A-Z][\w&-]*(?: (?:[A-Z]\. )*[A-Z][\w&-]*)+")

_EVERYWHERE = phrases(
    """
    wall street; federal reserve; central bank; european union; united states; united kingdom;
    white house; new york; hong kong; dow jones; supreme court; labor department; labour department;
    commerce department; treasury department; labor statistics; european central; middle east
    """
)
"""Names that any two reports on one event share."""

_QUOTED = re.compile(r'"[^"\n]{2,1200}"|[“„][^“”„\n]{2,1200}[”“]|«[^«»\n]{2,1200}»')
_LONG_QUOTATION = 30
"""Words from which a quotation is left out of the shingles: two reports may print it both."""

_STRAY = re.compile(r"(?<=[^\W\d_][ ,])\d{1,3}(?= [^\W\d_])")
_DAMAGE = re.compile(
    r"�"  # what could not be decoded
    r"|Ã[\x80-\xbf]|â€"  # UTF-8 read as Latin-1
    r"|[a-z]{2}[.!?][A-Z][a-z]"  # sentences run together
    r"|[a-z]- [a-z]{2}"  # a hyphen left by a line's end
    r"|\b[A-Z]\.\n[A-Z]\."  # an abbreviation torn apart
)
_STRAY_RUN = 4
"""Stray numbers that count up, such as 4, 5, 6, 7, are damage from this many on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is remembered of the body of one version of an article."""

    article_id: str
    version: int
    title: str | None
    outlet: str | None
    published: Period | None
    shingles: Shingles
    """Hashes of its three-word sequences, each once, in order of first occurrence."""
    figures: frozenset[str]
    """Numbers with their unit, such as `20%`, `130bp`, `$1.2bn`."""
    names: frozenset[str]
    """Names of two words or more, in lower case."""
    words: int
    damage: int
    """Signs that the text was damaged on its way: stray counting numbers, torn or glued words."""


def sketch_article(article: Article) -> Sketch:
    """Return the sketch of the article's body."""
    body = "\n".join(article.source_text[kept.start : kept.end] for kept in article.body)
    words = _find_words(body)
    unquoted = _find_words(_QUOTED.sub(_drop_long, body))
    return Sketch(
        article_id=article.article_id,
        version=article.version,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        # A speech or an interview that is all quotation is known by its words all the same.
        shingles=_hash_shingles(unquoted if 3 * len(unquoted) > len(words) else words),
        figures=find_figures(body),
        names=find_names(body),
        words=len(words),
        damage=count_damage(body),
    )


def find_figures(text: str) -> frozenset[str]:
    """Return the numbers of `text` that measure something, each written in one way.

    Kept are those with a currency, a unit, a decimal point or a thousands comma, and bare ones of three
    digits or more; a bare `2000` may be a year, a round guess or an index, a bare `7` may be damage.
    """
    figures = set()
    for match in _FIGURE.finditer(text):
        unit = " ".join((match["unit"] or "").casefold().split())
        unit = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"), "")
        number = match["number"]
        if match["money"] or unit or "." in number or "," in number or _counts(number):
            figures.add(f"{match['money'] or ''}{_plain(number)}{unit}")
    return frozenset(figures)


_LONGEST_COUNT = 20
"""Digits of a number that are looked at."""


def _counts(number: str) -> bool:
    """Whether a bare whole number is likely to count something."""
    # Python turns no run of thousands of digits into a number, and the last ones are enough here.
    value = int(number[-_LONGEST_COUNT:]) + 10**_LONGEST_COUNT * (len(number) > _LONGEST_COUNT)
    return value >= 100 and value % 100 != 0 and not 1900 <= value < 2100


def find_names(text: str) -> frozenset[str]:
    """Return the last two words of each run of capitalised words, in lower case, without initials.

    The last two: what comes before them in a run is often a title or the start of a sentence.
    """
    runs = (
        [word for word in run.casefold().split() if not word.endswith(".")]
        for run in _NAME.findall(text)
    )
    return frozenset(" ".join(words[-2:]) for words in runs) - _EVERYWHERE


def count_damage(text: str) -> int:
    """Return how many signs of damage stand in `text`."""
    chains: dict[int, int] = {}
    for match in _STRAY.finditer(text):
        number = int(match[0])
        # One that is missing between two is common: it stood where no letters were.
        before = max(chains.get(number - 1, 0), chains.get(number - 2, 0))
        chains[number] = max(chains.get(number, 0), before + 1)
    longest = max(chains.values(), default=0)
    return len(_DAMAGE.findall(text)) + (longest if longest >= _STRAY_RUN else 0)


def _find_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


def _drop_long(quoted: re.Match[str]) -> str:
    return " " if len(_WORD.findall(quoted[0])) >= _LONG_QUOTATION else quoted[0]


def _hash_shingles(words: list[str]) -> Shingles:
    # Of a text of one or two words all of it, so that even the shortest copy is a copy.
    runs = hash_runs(hash_words(words), SHINGLE_WORDS)
    _, first = np.unique(runs, return_index=True)
    return runs[np.sort(first)]


def _plain(number: str) -> str:
    plain = number.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
