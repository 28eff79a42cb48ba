"""Generated articles for measurements: market news by the thousand, no two of them copies.

Made of the sentences of the shipped samples, each article of others and in another order, with
people, figures and common words exchanged: what a parser, a splitter and a model meet is prose.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
CHARACTERS = 2_600
"""Of a body, about: what a report of a news agency has."""

_GIVEN = (
    "Alma Boris Clara Dario Edith Felix Greta Henrik Irene Jonas Klara Lukas Maren Nils Olga Pavel"
    " Ruben Sonja Tomas Ursula Viktor Wanda Xenia Yannis Zora Anton Bianca Caspar Delia Emil"
).split()
_SURNAMES = (
    "Abel Brandt Castell Dorn Ekberg Farkas Gallo Hedlund Ivers Jansen Kovacs Lindqvist Moreau"
    " Novak Ortega Petrov Quist Rossi Sandoval Thorne Ullman Varga Wexler Yilmaz Zeller Arden"
    " Bellamy Carver Dunmore Ellery Falk Garrick Holloway Innes Jarrow Keswick Lomax Merrow"
).split()
_OUTLETS = (
    "Market Ledger",
    "Continental Wire",
    "Harbour Financial",
    "The Closing Bell",
    "Capital Courier",
    "Lakeside Post",
)
_SYNONYMS = (
    ("rose", "climbed", "gained", "advanced"),
    ("fell", "slipped", "dropped", "declined"),
    ("said", "told clients", "noted", "argued"),
    ("companies", "firms", "businesses", "issuers"),
    ("shares", "stocks", "equities", "names"),
    ("investors", "buyers", "funds", "holders"),
    ("week", "month", "quarter", "session"),
    ("small", "smaller", "mid-sized", "larger"),
    ("cut", "lowered", "trimmed", "reduced"),
    ("profit", "revenue", "cash flow", "income"),
)
_SYNONYM_OF = {word: words for words in _SYNONYMS for word in words if " " not in word}
_WORD = re.compile(r"[A-Za-z-]+")
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d+)?(?![\w,]|\.\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_NAME = re.compile(
    r"\b(?!(?:The|Bank|Federal|Wall|Morgan|Wells|Goldman|Russell|Business|Fund|Chip|Small)\b)"
    r"[A-Z][a-z]+ [A-Z][a-z]{2,}\b(?! \d| [A-Z])"
)
"""Two capitalised words that are no firm or index of the samples: nearly always a person."""
_PARAGRAPH_SENTENCES = 3
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedArticle:
    """An article as it would lie in a folder."""

    file_name: str
    title: str
    outlet: str
    published: date
    body: str

    @property
    def text(self) -> str:
        """The file's content: Markdown with a front matter."""
        return (
            f"---\ntitle: {self.title}\noutlet: {self.outlet}\npublished: {self.published}\n---\n"
            f"{self.body}\n"
        )


def generate_articles(
    count: int, *, seed: int = 0, characters: int = CHARACTERS
) -> Iterator[GeneratedArticle]:
    """Give `count` articles; the same seed gives the same ones, and more of them go on from there."""
    sentences = _read_sentences()
    for number in range(count):
        yield _generate(number, random.Random(f"{seed} {number}"), sentences, characters)  # noqa: S311 - no secret


def write_articles(
    folder: Path, count: int, *, seed: int = 0, characters: int = CHARACTERS
) -> tuple[Path, ...]:
    """Write `count` articles as files into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for article in generate_articles(count, seed=seed, characters=characters):
        path = folder / article.file_name
        path.write_text(article.text, encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def _generate(
    number: int, chance: random.Random, sentences: Sequence[str], characters: int
) -> GeneratedArticle:
    people: dict[str, str] = {}
    picked: list[str] = []
    for sentence in chance.sample(sentences, len(sentences)):
        picked.append(_vary(sentence, chance, people))
        if sum(map(len, picked)) + len(picked) >= characters:
            break
    paragraphs = (
        " ".join(picked[first : first + _PARAGRAPH_SENTENCES])
        for first in range(0, len(picked), _PARAGRAPH_SENTENCES)
    )
    title = " ".join(_WORD.findall(picked[-1])[:9])
    return GeneratedArticle(
        file_name=f"article-{number:06d}.md",
        title=f"{title} {number}",
        outlet=chance.choice(_OUTLETS),
        published=_FIRST_DAY + timedelta(days=chance.randrange(_DAYS)),
        body="\n\n".join(paragraphs),
    )


def _vary(sentence: str, chance: random.Random, people: dict[str, str]) -> str:
    def name(found: re.Match[str]) -> str:
        if found[0] not in people:
            people[found[0]] = f"{chance.choice(_GIVEN)} {chance.choice(_SURNAMES)}"
        return people[found[0]]

    def figure(found: re.Match[str]) -> str:
        whole, point, rest = found[0].partition(".")
        if not point:
            return str(chance.randrange(2, 10 ** len(whole) + 2))
        return f"{chance.randrange(1, 10 ** len(whole) + 1)}.{chance.randrange(10 ** len(rest))}"

    def word(found: re.Match[str]) -> str:
        return chance.choice(_SYNONYM_OF.get(found[0], (found[0],)))

    return _WORD.sub(word, _FIGURE.sub(figure, _NAME.sub(name, sentence)))


@lru_cache(maxsize=1)
def _read_sentences() -> tuple[str, ...]:
    found: dict[str, None] = {}
    for path in sorted(SAMPLES.glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        for paragraph in body.split("\n\n"):
            for sentence in _SENTENCE_END.split(" ".join(paragraph.split())):
                if len(sentence) > 30 and not sentence.startswith(("#", "-", "*", ">")):
                    found[sentence] = None
    return tuple(found)
